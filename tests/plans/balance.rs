//! `balance rate`: marks taken in a conversation, from nothing to a plan from one role; by flags; and interrupted.

use serde_json::{Value, json};

use crate::harness::Practice;
use crate::interview::say;

const NOTE: &str = "clients/dana/sessions/2026-11-24.md";

/// A client of whom nothing is known but a call today.
fn dana() -> Practice {
    Practice::empty()
        .file("clients/dana/client.md", "---\nname: Dana Reyes   # she\n---\n# Dana\n")
        .file(NOTE, "---\nstatus: planned\nminutes: 50 # short\n---\n\n> Hello.\n")
}

/// What Dana says, from the first question to the largest gap.
const DANA: &[(&str, &str)] = &[
    ("Which areas does your work have, in your own words?", "vision"),
    ("…", "the team: nights"),
    ("…", ""),
    ("1/2 vision: how good is it, 1 to 9?", "3"),
    ("1/2 vision: how many hours a week does it get?", "2"),
    ("1/2 vision: and how many do you wish it got?", "10"),
    ("2/2 the team: nights: how good is it, 1 to 9?", "6,5"),
    ("2/2 the team: nights: how many hours", "20 h"),
    ("2/2 the team: nights: and how many", "12"),
];

/// Quality, hours and wish of each area, as the latest marks have them.
fn marks(practice: &Practice, client: &str) -> Vec<Value> {
    let view = practice.json(&format!("balance show {client}"));
    let areas = view["areas"].as_array().unwrap().clone();
    areas.iter().map(|area| json!([area["area"], area["rating"], area["hours"], area["wish"]])).collect()
}

#[test]
fn from_nothing_to_a_plan_from_one_role() {
    let practice = dana();
    let before = practice.snapshot();
    let mut talk = practice.talk("balance rate dana --shared");
    say(&mut talk, DANA);
    talk.sees("The widest gap is in vision: 2 of 10 hours wished for.")
        .answers("Which of them would you look at alone?", "vision")
        .answers("Imagine you were only the manager of vision: what would you do?", "Ring the families")
        .answers("…", "A page for the board")
        .answers("…", "")
        .sees("Which one becomes a plan?")
        .types("page")
        .presses("\r")
        .answers("2/6 How will you know", "Half a page")
        .answers("3/6 When, where", ".");
    let ended = talk.ends_well();
    for hidden in ["clients/", ".md", "made by", "For you alone"] {
        assert!(!ended.scroll.contains(hidden), "{hidden}\n{}", ended.scroll);
    }
    insta::assert_snapshot!("danas_screen", ended.screen);
    let plan = "clients/dana/plans/2026-11-24-a-page-for-the-board.md";
    practice.unchanged_but(&before, &["clients/dana/client.md", NOTE, plan]);
    assert_eq!(
        practice.read("clients/dana/client.md"),
        "---\nname: Dana Reyes   # she\nareas: [vision, \"the team: nights\"]\n---\n# Dana\n"
    );
    assert_eq!(
        practice.read(NOTE),
        "---\nstatus: planned\nminutes: 50 # short\nbalance:\n  vision: {rating: 3, hours: 2, wish: 10}\n  \
         \"the team: nights\": {rating: 6.5, hours: 20, wish: 12}\npicked: vision\n---\n\n> Hello.\n"
    );
    let shown = practice.json("plan show dana page");
    assert_eq!((&shown["lens"], &shown["outcome"]), (&json!("Manager of vision"), &json!("open")));
    assert!(
        practice
            .read(plan)
            .contains("## As Manager of vision\n\n- Ring the families\n- A page for the board\n")
    );
    practice.coach("check").ok();
}

#[test]
fn the_drawing_is_made_anew_after_each_answer() {
    let practice = dana();
    let mut talk = practice.talk("balance rate dana");
    say(&mut talk, &DANA[..3]);
    talk.sees("vision").sees("─────────").answers("1/2 vision: how good", "3").sees("━━●────── 3");
    talk.answers("1/2 vision: how many", "2").sees("████████████").answers("1/2 vision: and how many", "10");
    talk.sees("██░░░░░░░░░░").answers("2/2", ".");
    let ended = talk.ends_well();
    assert_eq!(
        ended.screen.matches("hours a week").count(),
        1,
        "in place of the one before\n{}",
        ended.screen
    );
    assert_eq!(marks(&practice, "dana")[0], json!(["vision", 3, 2, 10]));
}

#[test]
fn enter_keeps_the_earlier_mark_and_back_goes_back() {
    let practice = Practice::example();
    let note = "clients/alice/sessions/2026-11-24.md";
    let before = practice.snapshot();
    let mut talk = practice.talk("balance rate alice");
    talk.answers("1/4 vision: how good is it, 1 to 9? [3]", "4")
        .answers("1/4 vision: how many hours a week does it get? [2]", "<")
        .answers("1/4 vision: how good is it, 1 to 9? [4]", "")
        .answers("1/4 vision: how many hours a week does it get? [2]", "")
        .answers("1/4 vision: and how many do you wish it got? [10]", "0")
        .answers("2/4 service: how good is it, 1 to 9? [8]", "eleven")
        .sees("`eleven` isn't a quality from 1 to 9")
        .answers("2/4 service: how good is it, 1 to 9? [8]", "")
        .answers("2/4 service: how many hours a week does it get? [24]", "200")
        .sees("isn't a number of hours in a week")
        .answers("2/4 service: how many hours a week does it get? [24]", ".");
    talk.ends_well();
    practice.unchanged_but(&before, &[note]);
    let text = practice.read(note);
    assert!(
        text.contains("balance:\n  vision: {rating: 4, hours: 2, wish: 0}\n  service: {rating: 8}\n---\n"),
        "{text}"
    );
    practice.coach("check").ok();
}

#[test]
fn the_client_picks_the_area_and_enter_picks_none() {
    let practice = dana();
    let mut talk = practice.talk("balance rate dana");
    say(&mut talk, DANA);
    talk.sees("The widest gap is in vision").answers("Which of them would you look at alone?", "");
    talk.ends_well();
    assert!(!practice.read(NOTE).contains("picked") && !practice.has("clients/dana/plans"));
    let mut talk = practice.talk("balance rate dana");
    for (question, _) in &DANA[3..] {
        talk.answers(question, "");
    }
    talk.answers("Which of them would you look at alone?", "the t")
        .answers("Imagine you were only the manager of the team: nights", "");
    talk.ends_well();
    assert!(practice.read(NOTE).contains("\npicked: \"the team: nights\"\n"));
    practice.coach("check").ok();
}

#[test]
fn areas_with_commas_between_them_are_several_and_a_vague_one_is_asked_what_one_would_see() {
    let practice = dana();
    let mut talk = practice.talk("balance rate dana");
    talk.answers("Which areas", "kids, Balance").answers("…", "");
    talk.answers("1/2 kids: how good", "9, 2").sees("one mark at a time; the quality first");
    talk.answers("1/2 kids: how good", "").answers("1/2 kids", "").answers("1/2 kids", "");
    talk.answers("Balance: what would one see you doing in it?", "Home by six")
        .answers("2/2 Balance: how good", ".");
    talk.ends_well();
    assert_eq!(practice.json("client show dana")["areas"], json!(["kids", "Balance"]));
    assert!(practice.read(NOTE).ends_with("## Areas\n\n> Balance: Home by six\n"), "{}", practice.read(NOTE));
    let mut talk = practice.talk("balance rate dana");
    talk.answers("1/2 kids", "")
        .answers("1/2 kids", "")
        .answers("1/2 kids", "")
        .answers("2/2 Balance: how good", ".");
    talk.ends_well();
}

#[test]
fn an_answer_that_becomes_no_plan_stays_a_draft() {
    let practice = dana();
    let mut talk = practice.talk("balance rate dana");
    say(&mut talk, DANA);
    talk.answers("Which of them", "<").answers("2/2 the team: nights: and how many", "12");
    talk.answers("Which of them", "vision")
        .answers("Imagine you were only", "Ring the families")
        .answers("…", "")
        .sees("Which one")
        .presses("\u{1b}");
    talk.sees("coach plan new goes on with it");
    talk.ends_well();
    let plans = practice.json("plan list dana");
    assert_eq!(
        (&plans["plans"][0]["title"], &plans["plans"][0]["outcome"]),
        (&json!("Manager of vision"), &json!("draft"))
    );
    practice.coach("check").ok();
    let mut talk = practice.talk("plan new dana");
    talk.sees("“Manager of vision” of 2026-11-24 is a draft.")
        .presses("y\r")
        .answers("1/6", "Ring two")
        .answers("2/6", ".");
    talk.ends_well();
    assert_eq!(practice.json("plan show dana ring")["title"], "Ring two");
}

#[test]
fn an_end_loses_nothing_that_was_answered() {
    for count in [1, 4, 6, 9] {
        for kill in [true, false] {
            let practice = dana();
            let mut talk = practice.talk("balance rate dana");
            say(&mut talk, &DANA[..count]);
            let next = DANA.get(count).map_or("Which of them would", |(question, _)| *question);
            talk.sees(&format!("? {next}"));
            if kill {
                talk.killed();
            } else {
                talk.presses("\u{3}");
                let ended = talk.ends();
                assert_eq!((ended.code, ended.restored), (Some(130), true), "{count}\n{}", ended.scroll);
            }
            practice.coach("check").ok();
            let areas = practice.json("client show dana")["areas"].as_array().unwrap().len();
            assert_eq!(areas, if count == 1 { 1 } else { 2 }, "{count}");
            let given =
                marks(&practice, "dana").into_iter().flat_map(|area| area.as_array().unwrap()[1..].to_vec());
            assert_eq!(given.filter(|mark| !mark.is_null()).count(), count.saturating_sub(3), "{count}");
        }
    }
}

#[test]
fn areas_can_be_taken_back_and_are_named_once() {
    let practice = dana();
    let mut talk = practice.talk("balance rate dana");
    talk.answers("Which areas", "vison")
        .answers("…", "<")
        .answers("Which areas", "Vision")
        .answers("…", "vision");
    talk.sees("vision is there already").answers("…", "home").answers("…", ".");
    talk.ends_well();
    assert_eq!(practice.json("client show dana")["areas"], json!(["Vision", "home"]));
    let nothing = dana();
    let before = nothing.snapshot();
    let mut talk = nothing.talk("balance rate dana");
    talk.answers("Which areas", "").sees("without areas there is nothing to mark");
    assert_eq!(talk.ends().code, Some(2));
    nothing.unchanged_but(&before, &[]);
}

#[test]
fn a_call_without_a_note_is_offered_one() {
    let practice = Practice::empty()
        .file("clients/dana/client.md", "---\nareas: [home]\n---\n")
        .file("clients/dana/sessions/2026-11-08.md", "---\nstatus: held\n---\n");
    let mut talk = practice.talk("balance rate dana");
    talk.sees("There is no call today. Into the note of Sunday 8 November 2026?").presses("n\r");
    talk.sees("A note for a call today, then?")
        .presses("y\r")
        .answers("1/1 home: how good", "3")
        .answers("1/1 home", ".");
    talk.ends_well();
    assert!(practice.read(NOTE).contains("status: planned\nbalance:\n  home: {rating: 3}\n"));
    assert!(!practice.read("clients/dana/sessions/2026-11-08.md").contains("balance"));
    let mut talk = practice.talk("balance rate dana --session 2026-11-08");
    talk.answers("1/1 home: how good is it, 1 to 9?", "5").answers("1/1 home", ".");
    talk.ends_well();
    assert!(practice.read("clients/dana/sessions/2026-11-08.md").contains("balance:\n  home: {rating: 5}\n"));
}

#[test]
fn twelve_areas_fit_the_screen_and_a_dumb_terminal_gets_plain_signs() {
    let twelve: Vec<String> = (1..=12).map(|number| format!("area {number}")).collect();
    let practice =
        dana().file("clients/dana/client.md", format!("---\nareas: [{}]\n---\n", twelve.join(", ")));
    let mut talk = practice.talk("balance rate dana");
    talk.answers("1/12 area 1: how good", "9").sees("━━━━━━━━● 9").answers("1/12 area 1: how many", ".");
    let ended = talk.ends_well();
    assert!(ended.screen.contains("area 12") && ended.screen.contains("quality, 1 to 9"), "{}", ended.screen);
    let plain = practice.env("LANG", "C");
    let mut talk = plain.talk("balance rate dana");
    talk.sees("=======").answers("1/12 area 1: how good", "1").sees("#-------- 1").answers("1/12", ".");
    assert!(!talk.ends_well().screen.contains('●'));
}

#[test]
fn by_flags_twice_is_once() {
    let practice = dana();
    let flags = [
        "--area",
        "vision=3,2,10",
        "--area",
        "The  Team=5.5,,12",
        "--pick",
        "vision",
        "--idea",
        "Ring the families",
        "--idea",
        "A page",
    ];
    let line = || ["balance", "rate", "dana"].into_iter().chain(flags);
    practice.run(line()).ok().stdout_has("| vision | ━━●────── 3 |").stderr_has("the areas are written");
    let text = practice.read(NOTE);
    assert!(
        text.contains(
            "balance:\n  vision: {rating: 3, hours: 2, wish: 10}\n  The Team: {rating: 5.5, wish: 12}\npicked: vision\n"
        ),
        "{text}"
    );
    let plan = practice.read("clients/dana/plans/2026-11-24-manager-of-vision.md");
    assert!(plan.contains("## As Manager of vision\n\n- Ring the families\n- A page\n"), "{plan}");
    let before = practice.snapshot();
    practice.run(line()).ok().stderr_has("nothing to change").stderr_lacks("written");
    practice.unchanged_but(&before, &[]);
    practice.coach("check").ok();
}

#[test]
fn what_flags_say_is_refused_before_anything_is_written() {
    let practice = Practice::example();
    let before = practice.snapshot();
    for (flags, told) in [
        ("--area vison=3", "did you mean `vision`?"),
        ("--area vision=3 --area money=4,1,2", "the areas are vision, service, accountability, community"),
        ("--area vision=0", "isn't a quality from 1 to 9"),
        ("--area vision=3,169", "isn't a number of hours in a week"),
        ("--area vision", "there are no marks in it"),
        ("--areas , --area vision=3", "--areas names no area"),
        ("--session 2026-12-08 --area vision=3", "there is no session"),
        ("--session next --area vision=9,30,1 --idea Rest", "the one that they picked with --pick"),
        ("--pick money", "the areas are vision"),
        ("--format svg --area vision=3", "coach balance show --format svg"),
        ("", "--area NAME=QUALITY,HOURS,WISH"),
    ] {
        let ran = practice.coach(&format!("balance rate alice {flags}")).fails(2).stdout_is("");
        ran.stderr_has(told);
    }
    practice.unchanged_but(&before, &[]);
    practice.coach("session cancel alice --by client").ok();
    practice
        .coach("balance rate alice --session 2026-11-24 --area vision=3")
        .fails(2)
        .stderr_has("has not taken place");
    let nobody = Practice::empty().file("clients/dana/client.md", "---\nname: Dana\n---\n");
    nobody.coach("balance rate dana --area vision=3").fails(2).stderr_has("coach session new dana");
    assert!(!nobody.read("clients/dana/client.md").contains("areas"));
}

#[test]
fn flags_alone_go_into_the_last_call_and_keep_its_spelling() {
    let practice = Practice::of_alice(&[
        ("client.md", "---\nname: Alice\nareas:\n  - Vision   # first\n---\n"),
        ("sessions/2026-11-08.md", "---\r\nbalance:\r\n  vision: {rating: 3} # hers\r\n---\r\nx"),
    ]);
    let ran = practice.run(["balance", "rate", "alice", "--area", "VISION=4,,2"]).ok();
    ran.stderr_has("into the note of Sunday 8 November 2026");
    let text = practice.read("clients/alice/sessions/2026-11-08.md");
    assert_eq!(text, "---\r\nbalance:\r\n  vision: {rating: 4, wish: 2} # hers\r\n---\r\nx");
    practice.run(["balance", "rate", "alice", "--areas", "Vision, home", "--area", "home=5"]).ok();
    assert!(
        practice.read("clients/alice/client.md").contains("areas:\n  - Vision"),
        "{}",
        practice.read("clients/alice/client.md")
    );
}

#[test]
fn hours_are_summed_and_it_is_said_why_an_area_is_named() {
    let note = "---\nstatus: held\nbalance:\n  home: {rating: 3, hours: 2, wish: 10}\n  work: {hours: 50, wish: 38.5}\npicked: work\n---\n";
    let practice = dana().file(NOTE, note);
    let shown = practice.coach("balance show dana").ok();
    shown.stdout_has_in_order(&[
        "Together 52 hours a week given, 48.5 hours wished for.",
        "**work** gets 11.5 hours a week more than is wished for.",
        "Picked to look at alone: **work**.",
        "The widest gap is in **home**: it gets 2 of 10 hours wished for.",
    ]);
    let view = practice.json("balance show dana");
    assert_eq!(
        (&view["picked"], &view["largest"], &view["over"]),
        (&json!("work"), &json!("home"), &json!(["work"]))
    );
    assert_eq!((&view["given"], &view["wished"]), (&json!(52), &json!(48.5)));
}
