//! What else is asked at a terminal: the reality test, the review, and the look back on a goal.

use serde_json::json;

use crate::harness::Practice;

const BENS: &str = "clients/ben/plans/2026-11-12-pencil-and-all.md";

#[test]
fn the_reality_test_plays_what_was_not_played_and_asks_until_nothing_new_comes() {
    let practice = Practice::example();
    let before = practice.snapshot();
    let mut talk = practice.talk("plan test ben");
    talk.answers("Before we try to break it", "6")
        .answers("If Mrs Kessler sends it back", "")
        .answers("It is Sat, 10:00, the shed.", "It rains in")
        .answers("And if that happens, then?", "the envelope goes under the bench")
        .answers("What else gets in the way?", "")
        .answers("How sure are you, 0 to 10?", "6")
        .answers("What would make it one higher?", "Idris as well");
    let ended = talk.ends_well();
    insta::assert_snapshot!("reality_test", ended.scroll);
    practice.unchanged_but(&before, &[BENS]);
    let text = practice.read(BENS);
    assert!(text.contains("- [x] If Mrs Kessler"), "{text}");
    assert!(text.contains("- [x] If it rains in, then the envelope goes under the bench.\n"), "{text}");
    assert!(text.contains("confidence: 6\n") && text.contains("Idris as well"), "{text}");
    practice.coach("check").ok();
}

#[test]
fn a_better_then_takes_the_place_of_the_one_before() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan test ben");
    talk.answers("Before we", "").answers("If Mrs Kessler", "I frame it").answers("It is Sat", ".");
    talk.ends_well();
    assert!(
        practice.read(BENS).contains("- [x] If Mrs Kessler sends it back with changes, then I frame it.\n")
    );
    practice.coach("check").ok();
}

#[test]
fn the_reality_test_by_flags() {
    let practice = Practice::example();
    let flags = [
        "--if-then",
        "If it rains, then it rains.",
        "--played",
        "3",
        "--confidence-before",
        "5",
        "--confidence",
        "9",
    ];
    practice.run(["plan", "test", "ben"].iter().chain(&flags)).ok().stdout_is(&format!("{BENS}\n"));
    let plan = practice.json("plan show ben");
    assert!(plan["if_thens"].as_array().unwrap().iter().all(|task| task["done"] == true));
    assert_eq!((&plan["confidence_before"], &plan["confidence"]), (&json!(5), &json!(9)));
    practice.coach("plan test ben").fails(2).stderr_has("--if-then");
}

#[test]
fn a_review_asks_what_happened_first_and_writes_the_next_version() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan review alice --next");
    talk.answers("What happened, and what came instead?", "Three mornings of four.")
        .answers("…", "The boiler took the fourth.")
        .answers("…", "")
        .answers("How many times of how many", "3/4")
        .answers("What did it teach?", "The boiler is Kim's.")
        .sees("And now: as it is, changed, or let go?")
        .types("Changed")
        .presses("\r")
        .sees("Learned: The boiler is Kim's.")
        .answers("1/6 What exactly will you do? [", "")
        .answers("2/6 How will you know, and how will we both? [", "")
        .answers("3/6 When, where and who is with you, in an ordinary week? [", "Mon, 07:30; the library")
        .answers("4/6", "")
        .answers("5/6", "")
        .answers("6/6", "")
        .answers("Leaving", "")
        .answers("A first step?", "");
    let ended = talk.ends_well();
    insta::assert_snapshot!("review", ended.scroll);
    let plan = practice.json("plan show alice 2026-11-08-two-mornings");
    assert_eq!(
        (&plan["outcome"], &plan["value"], &plan["reviewed"]),
        (&json!("partly"), &json!(0.75), &json!("2026-11-24"))
    );
    let next = practice.json("plan show alice 2026-11-24-two-mornings-at-the-library");
    assert_eq!((&next["follows"], &next["outcome"]), (&json!("2026-11-08-two-mornings"), &json!("open")));
    assert_eq!((&next["when"], &next["confidence"]), (&json!("Mon, 07:30"), &json!(null)));
    assert_eq!(next["steps"].as_array().unwrap().len(), 2);
    practice.coach("check").ok();
}

#[test]
fn a_review_by_flags() {
    let practice = Practice::example();
    let flags = [
        "--happened",
        "Three of four.",
        "--done",
        "3",
        "--of",
        "4",
        "--good",
        "A sentence",
        "--learned",
        "Kim can",
        "--change",
        "The boiler",
        "--next",
        "--when",
        "Mon, 07:30",
    ];
    let ran = practice.run(["plan", "review", "alice"].iter().chain(&flags)).ok();
    ran.stdout_is("clients/alice/plans/2026-11-08-two-mornings.md\nclients/alice/plans/2026-11-24-two-mornings-at-the-library.md\n");
    let text = practice.read("clients/alice/plans/2026-11-08-two-mornings.md");
    assert!(text.ends_with("\n## Outcome\nThree of four.\n\nGood that came of it: A sentence\n\nLearned: Kim can\n\nNext time: The boiler\n"), "{text}");
    assert!(text.contains("outcome: partly\n"), "{text}");
    practice.coach("check").ok();
    practice.run(["plan", "review", "alice", "--happened", "x"]).fails(2).stderr_has("--outcome");
    practice.run(["plan", "review", "alice"]).fails(2).stderr_has("--happened");
}

#[test]
fn a_goal_is_closed_with_a_look_back() {
    let practice = Practice::example();
    let mut talk = practice.talk("goal close ben own --achieved");
    talk.answers("What is it like to have it?", "Quieter than I thought.")
        .answers("…", "")
        .answers("Was it what you wanted? 0 to 10", "eleven")
        .sees("isn't a mark")
        .answers("Was it what you wanted? 0 to 10", "9");
    talk.ends_well();
    let goal = practice.json("goal show ben own");
    assert_eq!(
        (&goal["status"], &goal["fulfilled"], &goal["closed"]),
        (&json!("achieved"), &json!(9), &json!("2026-11-24"))
    );
    assert_eq!(goal["looking_back"][0]["text"], "Quieter than I thought.");
    practice.coach("check").ok();
}

#[test]
fn a_goal_is_let_go_with_a_look_back() {
    let practice = Practice::example();
    let mut talk = practice.talk("goal close ben own --released");
    talk.sees("Let go of what was planned for it, too?").presses("n\r");
    talk.answers("What is it like to let it go?", "Light.")
        .answers("…", "")
        .answers("What does letting it go make room", "");
    talk.ends_well();
    assert_eq!(practice.json("goal show ben own")["status"], "released");
    practice.coach("check").ok();
}

#[test]
fn a_goal_is_closed_by_flags() {
    let practice = Practice::example();
    let flags = ["--achieved", "--fulfilled", "8", "--looking-back", "Good.", "--on", "2026-11-20"];
    practice.run(["goal", "close", "ben", "own"].iter().chain(&flags)).ok();
    let goal = practice.json("goal show ben own");
    assert_eq!((&goal["closed"], &goal["fulfilled"]), (&json!("2026-11-20"), &json!(8)));
    practice
        .coach("goal close ben own --released")
        .fails(2)
        .stderr_has("achieved already")
        .stderr_has("status=active");
    practice.coach("goal close ben own").fails(2).stderr_has("--achieved");
    practice.coach("check").ok();
}

#[test]
fn a_new_session_says_that_a_plan_is_due_and_offers_its_review() {
    let practice = Practice::example();
    practice
        .coach("session new alice")
        .ok()
        .stderr_has("“Two mornings at the library” is due: coach plan review alice");
    let mut talk = practice.talk("session new alice");
    talk.sees("is due. Look at what happened with it first?").presses("y\r").answers("What happened", ".");
    talk.ends_well();
    practice.coach("session new ben").ok().stderr_lacks("is due");
}

#[test]
fn a_level_is_chosen_by_the_clients_own_words() {
    let practice = Practice::example();
    let goal = "clients/ben/goals/own-workshop.md";
    let before = practice.snapshot();
    let mut talk = practice.talk("goal level ben own");
    talk.sees("where does it stand now?")
        .sees("-1 One drawing is out of the house. (now)")
        .sees("+1 more than expected");
    talk.types("One piece").presses("\r");
    let ended = talk.ends_well();
    assert!(ended.scroll.contains("level 0 since Tuesday 24 November 2026"), "{}", ended.scroll);
    practice.unchanged_but(&before, &[goal]);
    for nothing in ["\u{1b}", "\r"] {
        let mut talk = practice.talk("goal level ben own");
        talk.sees("where does it stand now?").sees("to filter").presses(nothing);
        talk.ends_well();
    }
    assert!(practice.read(goal).contains("level: 0\nlevel_on: 2026-11-24\n"));
}

#[test]
fn a_count_below_nothing_is_asked_again() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan review alice");
    talk.answers("What happened", "x")
        .answers("…", "")
        .answers("How many times", "-1")
        .answers("How many times", "3/0")
        .answers("How many times", "3/4");
    talk.sees("What did it teach?");
    talk.killed();
    practice.coach("check").ok();
}

#[test]
fn a_review_that_was_ended_before_its_outcome_says_so() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan review alice --next");
    talk.answers("What happened", ".");
    talk.ends_well();
    assert!(
        !practice.has("clients/alice/plans/2026-11-24-two-mornings-at-the-library.md"),
        "a next version of an open plan"
    );
}
