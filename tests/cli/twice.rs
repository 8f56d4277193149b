//! Every command run a second time in the same words: it finds its own work, or refuses, and no byte changes.

use crate::harness::Practice;

/// Runs commands in a row, each of them twice: both times it does what was asked, the second time by doing nothing.
#[track_caller]
fn twice(practice: &Practice, lines: &[&[&str]]) {
    run_again(practice, lines, 0);
}

/// Runs commands in a row, each of them twice: the second time there is nothing left that could be meant.
#[track_caller]
fn once(practice: &Practice, lines: &[&[&str]]) {
    run_again(practice, lines, 2);
}

#[track_caller]
fn run_again(practice: &Practice, lines: &[&[&str]], code: i32) {
    for line in lines {
        practice.run(*line).ok();
        let before = practice.snapshot();
        practice.run(*line).fails(code);
        practice.unchanged_but(&before, &[]);
    }
    practice.coach("check").ok();
}

#[test]
fn what_is_made_is_made_once() {
    let practice = Practice::example();
    once(&practice, &[&["client", "new", "Nora Lind"], &["goal", "new", "nora", "Sleep"]]);
    twice(
        &practice,
        &[
            &["session", "new", "nora", "--on", "next tuesday 10:00", "--minutes", "50"],
            &["note", "nora", "- rang at nine #awake"],
            &["note", "nora", "- rang at nine #awake", "--from", "client"],
            &["note", "nora", "nine #awake", "--on", "tomorrow"],
            &["thread", "add", "alice", "The boat #happy"],
            &[
                "plan",
                "new",
                "nora",
                "--what",
                "Walk",
                "--step",
                "Call Jo due:friday",
                "--if-then",
                "If it rains, then I go.",
            ],
            &["plan", "new", "nora", "--blank"],
            &["plan", "step", "nora", "--add", "Call  Kim #support", "--due", "friday"],
            &[
                "plan",
                "test",
                "nora",
                "--if-then",
                "If it  rains, then I go.",
                "--confidence",
                "8",
                "--higher",
                "A bell",
            ],
            &["session", "set", "nora", "next", "show_up_as+=slower"],
            &["client", "set", "nora", "tags+=night"],
        ],
    );
}

#[test]
fn of_two_notes_with_the_same_end_each_is_kept() {
    let practice = Practice::example();
    practice
        .run(["note", "alice", "first\n\nthe same"])
        .ok()
        .stdout_is("clients/alice/notes/2026-11-24.md\n");
    practice.run(["note", "alice", "the same"]).ok().stdout_is("clients/alice/notes/2026-11-24-2.md\n");
    practice.run(["note", "alice", "the same"]).ok().stdout_is("clients/alice/notes/2026-11-24-2.md\n");
}

#[test]
fn a_review_is_written_once_and_never_goes_on_to_the_plan_before_it() {
    let practice = Practice::example();
    practice.run(["plan", "new", "alice", "--what", "Walk", "--goal", "lead-the-team"]).ok();
    let review = [
        "plan",
        "review",
        "alice",
        "--happened",
        "Twice.\n\n- and once",
        "--good",
        "Air",
        "--outcome",
        "kept",
    ];
    twice(&practice, &[&review, &[&review[..], &["--next", "--when", "Wed"]].concat()]);
    let plans = practice.json("plan list alice");
    let of_today = plans["plans"].as_array().unwrap().iter().filter(|plan| plan["made"] == "2026-11-24");
    assert_eq!(of_today.count(), 2, "{plans:#}");
    let before = practice.json("plan show alice 2026-11-08-two-mornings");
    assert_eq!(before["outcome"], "open");
    practice.run(["plan", "review", "alice", "two-mornings", "--outcome", "kept"]).ok();
    assert_eq!(practice.json("plan show alice 2026-11-08-two-mornings")["outcome"], "kept");
}

#[test]
fn what_finds_its_note_by_what_it_changes_has_to_name_it() {
    let practice = Practice::example();
    practice.run(["plan", "new", "alice", "--what", "Walk", "--goal", "lead-the-team"]).ok();
    let before = practice.snapshot();
    for (line, hint) in [
        ("session set alice last status=no-show", "session set alice 2026-11-08 status=no-show"),
        ("session set ben date=tomorrow", "session set ben 2026-11-12 date=tomorrow"),
        ("session set ben next status=cancelled", "session set ben 2026-11-26 status=cancelled"),
        ("session cancel alice last --by coach", "took place"),
        ("session move alice last --to friday", "took place"),
        ("plan set alice outcome=released", "plan set alice 2026-11-24-walk outcome=released"),
    ] {
        practice.coach(line).fails(2).stderr_has(hint);
    }
    practice.unchanged_but(&before, &[]);
    twice(
        &practice,
        &[
            &["session", "set", "alice", "status=held", "minutes=50"],
            &["session", "set", "ben", "2026-11-26", "date=2026-11-26T11:00"],
            &["plan", "set", "alice", "walk", "outcome=released"],
        ],
    );
    once(&practice, &[&["plan", "set", "ben", "outcome=released"]]);
}
