//! `goal level`, and how `goal show` draws the levels.

use serde_json::json;

use crate::harness::Practice;

const LEAD: &str = "clients/alice/goals/lead-the-team.md";

#[test]
fn a_level_and_its_day_are_two_lines_and_no_other_byte_changes() {
    let practice = Practice::example();
    let before = practice.snapshot();
    practice
        .coach("goal level alice lead 0")
        .ok()
        .stdout_is("")
        .stderr_has("level 0 since Tuesday 24 November 2026");
    let wanted = String::from_utf8_lossy(&before[LEAD])
        .replace("\nlevel: -1\nlevel_on: 2026-11-08\n", "\nlevel: 0\nlevel_on: 2026-11-24\n");
    assert_eq!(practice.read(LEAD), wanted);
    practice.unchanged_but(&before, &[LEAD]);
    practice.coach("check").ok();
}

#[test]
fn the_same_level_moves_nothing_unless_a_day_is_given() {
    let practice = Practice::example();
    let before = practice.snapshot();
    practice.coach("goal level alice lead -1").ok().stderr_has("at -1 already since Sunday 8 November 2026");
    practice.coach("goal level alice lead −1").ok();
    practice.unchanged_but(&before, &[]);
    practice.coach("goal level alice lead -1 --on 2026-11-01").ok();
    practice.coach("goal level alice lead -1 --on 2026-11-01").ok();
    assert_eq!(practice.json("goal show alice lead")["level_on"], "2026-11-01");
}

#[test]
fn a_first_time_describes_the_levels_a_line_for_each() {
    let practice = Practice::of_alice(&[("goals/lead.md", "---\ntitle: Lead # hers\n---\nWords.\n")]);
    let words = [
        "goal",
        "level",
        "alice",
        "lead",
        "-1",
        "--describe",
        "0=The team: alone.",
        "--describe=-2=She signs.",
    ];
    practice.run(words).ok();
    practice.run(words).ok();
    let wanted = "---\ntitle: Lead # hers\nlevels:\n  -2: She signs.\n  0: \"The team: alone.\"\nlevel_start: -1\nlevel: -1\nlevel_on: 2026-11-24\n---\nWords.\n";
    assert_eq!(practice.read("clients/alice/goals/lead.md"), wanted);
    practice
        .run(["goal", "level", "alice", "lead", "--describe", "1=They bring it."])
        .ok()
        .stderr_has("described");
    let goal = practice.json("goal show alice lead");
    let levels: Vec<_> = goal["levels"].as_array().unwrap().iter().map(|level| &level["level"]).collect();
    assert_eq!((levels, &goal["level"]), (vec![&json!(-2), &json!(0), &json!(1)], &json!(-1)));
    practice.coach("check").ok();
}

#[test]
fn what_is_no_level_is_refused_and_nothing_is_written() {
    let practice = Practice::example();
    let before = practice.snapshot();
    for (line, told) in [
        ("goal level alice lead 3", "-2 to 2"),
        ("goal level alice lead high", "-2 to 2"),
        ("goal level alice lead", "where does it stand now?"),
        ("goal level alice lead 1 --on tomorrow", "still to come"),
        ("goal level alice lead 1 --describe 5=x", "-2 to 2"),
        ("goal level alice lead 1 --describe 1=", "write it like"),
        ("goal level alice nothing 1", "no goal `nothing`"),
    ] {
        practice.coach(line).fails(2).stdout_is("").stderr_has(told);
    }
    practice.unchanged_but(&before, &[]);
}

#[test]
fn levels_are_drawn_from_the_top() {
    let practice = Practice::example().env("COLUMNS", "80");
    let shown = practice.coach("goal show tomas night --color always").ok().stdout;
    let shown = anstream::adapter::strip_str(&shown).to_string();
    let levels = shown.split("Levels\n").nth(1).unwrap().split("Hard questions").next().unwrap().to_owned();
    insta::assert_snapshot!(levels);
    practice.coach("goal level alice one-day 1").ok();
    practice
        .coach("goal show alice one-day")
        .ok()
        .stdout_has("Now, as at the beginning: more than expected (+1), since 24 Nov.");
}

#[test]
fn no_score_is_made_of_levels() {
    let goal = Practice::example().json("goal show tomas night");
    assert!(goal.get("attainment").is_none(), "{goal}");
}

#[test]
fn the_level_is_told_in_its_own_words_from_the_beginning_to_now() {
    let goal = "---\nlevels:\n  -2: She signs.\n  0: They decide.\nlevel_start: -2\nlevel: 0\nlevel_on: 2026-11-08\n---\n";
    let practice = Practice::of_alice(&[("goals/lead.md", goal)]);
    let shown = practice.coach("goal show alice").ok();
    shown.stdout_has("From “She signs.” (-2) at the beginning to “They decide.” (0) now, since 8 Nov.");
    practice.coach("goal list alice").ok().stdout_has("| They decide. (0) |");
    practice.coach("goal level alice lead 1").ok();
    practice.coach("goal show alice").ok().stdout_has("to more than expected (+1) now, since 24 Nov.");
}

#[test]
fn reasons_are_told_in_plain_words_and_never_summed() {
    let goal =
        "---\nreasons: {external: 7, introjected: 2, identified: 3, intrinsic: 1}\nasked_by: sponsor\n---\n";
    let practice = Practice::of_alice(&[("goals/lead.md", goal)]);
    let shown = practice.coach("goal show alice").ok();
    let shown = shown.stdout_has("- somebody asks it of them, or something hangs on it: 7 of 10");
    shown.stdout_has("asked for by the sponsor").stdout_lacks("introjected").stdout_lacks("-5");
    practice.coach("goal show alice --shared").ok().stdout_lacks("of 10").stdout_lacks("sponsor");
}
