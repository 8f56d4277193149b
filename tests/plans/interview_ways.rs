//! The ways through the interview: what was given isn't asked, back, a dot, an interruption.

use serde_json::json;

use crate::harness::Practice;
use crate::interview::{BEN, say};

const ALICES: &str = "clients/alice/plans/2026-11-08-two-mornings.md";

#[test]
fn a_title_follows_the_answer_that_replaces_it() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan new ben");
    talk.answers("1/6", "Draw the counter.")
        .answers("2/6", "<")
        .answers("1/6", "Sell the shed.")
        .answers("2/6", ".");
    talk.ends_well();
    assert!(practice.has("clients/ben/plans/2026-11-24-sell-the-shed.md"));
}

#[test]
fn flags_are_not_dropped_when_a_draft_is_gone_on_with() {
    let practice = Practice::example();
    practice.coach("plan new ben --blank").ok();
    let mut talk = practice.talk("plan new ben --when Sat --make-room shopping --confidence 9");
    talk.sees("is a draft. Go on with it?").presses("y\r").answers("1/6", "Rest").answers("2/6", ".");
    talk.ends_well();
    let plan = practice.json("plan show ben rest");
    assert_eq!(
        (&plan["when"], &plan["make_room"], &plan["confidence"]),
        (&json!("Sat"), &json!("shopping"), &json!(9))
    );
}

#[test]
fn a_review_that_was_given_is_not_asked() {
    let practice = Practice::example();
    let mut talk =
        practice.talk("plan new ben --what Rest --measure One --when Sat --where shed --review 2026-11-26");
    talk.sees("? 4/6");
    talk.killed();
}

#[test]
fn if_thens_that_were_given_are_not_asked() {
    let practice = Practice::example();
    let mut talk = practice.terminal([
        "plan",
        "new",
        "ben",
        "--what",
        "Rest",
        "--measure",
        "One",
        "--when",
        "Sat",
        "--where",
        "shed",
        "--review",
        "2026-12-10",
        "--make-room",
        "x",
        "--make-room-cost",
        "y",
        "--if-then",
        "If it rains, then it rains.",
    ]);
    talk.sees("? 6/6");
    talk.killed();
}

#[test]
fn back_at_the_then_goes_back_to_the_obstacle() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan new ben");
    say(&mut talk, &BEN[..5]);
    talk.answers("And if that happens, then?", "<").sees("? 5/6 It is Sat, 10:00, the shed.");
    talk.killed();
}

#[test]
fn the_fifth_question_has_its_number() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan new ben");
    say(&mut talk, &BEN[..4]);
    talk.sees("? 5/6 It is Sat");
    talk.killed();
}

#[test]
fn after_one_higher_and_a_change_it_asks_again_how_sure() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan new ben");
    say(&mut talk, &BEN[..9]);
    talk.answers("6/6 How sure", "5")
        .answers("What would make it one higher?", "less")
        .answers("Back to", "1");
    talk.answers("1/6", "Draw one line.")
        .sees("6/6 How sure are you, 0 to 10? What makes it that and not less? [5]");
    talk.killed();
}

#[test]
fn a_dot_ends_at_every_question() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan new ben");
    say(&mut talk, &BEN[..9]);
    talk.answers("6/6 How sure", "5")
        .answers("What would make it one higher?", "less")
        .answers("Back to", ".");
    assert_eq!(talk.ends_well().screen.matches("Leaving").count(), 0);
    let mut talk = practice.talk("plan review alice");
    talk.answers("What happened", "x").answers("…", "").answers("How many times", ".");
    assert_eq!(talk.ends_well().screen.matches("And now").count(), 0);
}

#[test]
fn what_one_role_would_do_is_kept_when_it_is_interrupted() {
    let practice = Practice::example();
    let before = practice.snapshot().into_iter().filter(|(path, _)| !path.contains(".coach-")).count() + 1;
    let mut talk = practice.terminal(["plan", "new", "ben", "--as", "Manager"]);
    talk.answers("If you were only the Manager", "Buy paper").answers("…", "Draw the door").sees("…");
    talk.killed();
    let plans: Vec<_> =
        practice.snapshot().into_iter().filter(|(path, _)| !path.contains(".coach-")).collect();
    assert_eq!(plans.len(), before);
    assert!(plans.iter().any(|(_, text)| String::from_utf8_lossy(text).contains("Buy paper")));
}

#[test]
fn several_lines_are_kept_line_by_line() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan review alice");
    talk.answers("What happened", "Three of four.").answers("…", "The boiler.").sees("…");
    talk.killed();
    assert!(practice.read(ALICES).contains("Three of four."));
}

#[test]
fn it_ends_with_how_to_hand_it_to_the_client() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan new ben");
    talk.answers("1/6", "Rest").answers("2/6", ".");
    assert!(talk.ends_well().scroll.contains("coach share ben"));
}

#[test]
fn obstacles_begin_small_behind_the_if() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan test ben");
    talk.answers("Before", "")
        .answers("If Mrs", "")
        .answers("It is", "It rains")
        .answers("And if", "I go")
        .answers("What else", ".");
    talk.ends_well();
    assert!(
        practice.read("clients/ben/plans/2026-11-12-pencil-and-all.md").contains("If it rains, then I go.")
    );
}

#[test]
fn an_interview_without_any_answer_leaves_nothing_behind() {
    let practice = Practice::example();
    let before = practice.snapshot();
    let mut talk = practice.talk("plan new ben");
    talk.sees("1/6").presses("\u{3}");
    assert_eq!(talk.ends().code, Some(130));
    practice.unchanged_but(&before, &[]);
}
