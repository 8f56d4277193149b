//! `plan new` at a terminal: the whole interview typed through, and every way through it.

use serde_json::json;

use crate::harness::Practice;
use crate::harness::terminal::{Ended, Terminal};

/// What Ben says, from the first question to the last.
pub const BEN: &[(&str, &str)] = &[
    ("1/6 What exactly will you do?", "Draw the counter of the tannery, once, by hand."),
    ("2/6 How will you know", "One sheet in Marit's bag, yes or no"),
    ("3/6 When, where and who is with you, in an ordinary week?", "Sat, 10:00; the shed"),
    ("4/6 What makes room for it, and what does that cost?", "the Saturday shopping; no coffee with him"),
    ("5/6 It is Sat, 10:00, the shed.", "I start on a better one"),
    ("And if that happens, then?", "Marit takes the one that lies there"),
    ("What else gets in the way?", "the school rings"),
    ("And if that happens, then?", "it rings"),
    ("Another one?", ""),
    ("6/6 How sure are you, 0 to 10? What makes it that and not less?", "8, the shed is dry"),
    ("Leaving without a plan is fine, too. Still this one?", ""),
    ("A first step?", ""),
];

/// Those that make a plan of it without a step, in a call: no more than these may be asked with two obstacles.
const MOST_PROMPTS: usize = 12;

/// Where that plan is written.
pub const BENS: &str = "clients/ben/plans/2026-11-24-draw-the-counter-of-the-tannery.md";

/// Answers a row of questions.
#[track_caller]
pub fn say(talk: &mut Terminal, answers: &[(&str, &str)]) {
    for (question, answer) in answers {
        talk.answers(question, answer);
    }
}

#[track_caller]
fn typed(practice: &Practice, line: &str, answers: &[(&str, &str)]) -> Ended {
    let mut talk = practice.talk(line);
    say(&mut talk, answers);
    talk.ends_well()
}

#[test]
fn the_whole_interview_of_the_stuck_client_is_a_plan_that_passes_check() {
    let practice = Practice::example();
    let before = practice.snapshot();
    let ended = typed(&practice, "plan new ben", BEN);
    practice.coach("check").ok();
    practice.unchanged_but(&before, &[BENS]);
    let asked = ended.scroll.lines().filter(|line| line.starts_with(['>', '?'])).count();
    assert_eq!((BEN.len(), asked), (MOST_PROMPTS, MOST_PROMPTS), "{}", ended.scroll);
    insta::assert_snapshot!("bens_plan", practice.read(BENS));
    insta::assert_snapshot!("bens_screen", ended.screen);
    insta::assert_snapshot!("bens_conversation", ended.scroll);
}

#[test]
fn back_asks_again_and_the_new_answer_replaces_the_old() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan new ben");
    say(&mut talk, &BEN[..2]);
    talk.answers("3/6 When, where and who", "<")
        .answers("2/6 How will you know", "<")
        .answers("1/6 What exactly will you do? [Draw the counter", "Draw the door.")
        .answers("2/6 How will you know", "")
        .answers("3/6 When, where and who", "Sat")
        .answers("4/6", ".");
    talk.ends_well();
    let plan = practice.json("plan show ben draw-the-");
    assert_eq!(plan["smart"][0]["answer"]["text"], "Draw the door.");
    assert_eq!(plan["smart"][1]["answer"]["text"], BEN[1].1);
}

#[test]
fn enter_skips_and_the_rest_stays_open() {
    let practice = Practice::example();
    let ended = typed(
        &practice,
        "plan new ben",
        &[
            ("1/6", "Rest"),
            ("2/6", ""),
            ("3/6 When, where", ""),
            ("4/6", ""),
            ("5/6 It is an ordinary Tuesday.", ""),
            ("6/6", ""),
            ("Leaving without a plan", ""),
            ("A first step?", ""),
        ],
    );
    let plan = practice.json("plan show ben rest");
    assert_eq!(
        (&plan["when"], &plan["review"], &plan["confidence"]),
        (&json!(null), &json!("2026-11-26"), &json!(null))
    );
    assert_eq!(plan["outcome"], "open");
    assert!(ended.scroll.contains("How sure are you, 0 to 10?"), "{}", ended.scroll);
    practice.coach("check").ok();
}

#[test]
fn a_dot_ends_and_keeps() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan new ben");
    say(&mut talk, &BEN[..5]);
    talk.answers("And if that happens, then?", ".");
    talk.ends_well();
    let plan = practice.json("plan show ben counter");
    assert_eq!((&plan["outcome"], &plan["where"]), (&json!("open"), &json!("the shed")));
    assert_eq!(plan["if_thens"].as_array().unwrap().len(), 1);
    practice.coach("check").ok();
}

#[test]
fn what_can_not_be_read_is_asked_again_and_told_why() {
    let practice = Practice::example();
    let mut talk = practice.talk(
        "plan new ben --what Rest --measure One --when Sat --where shed --make-room x --review 2026-12-01",
    );
    talk.answers("5/6 It is Sat, shed.", "");
    talk.answers("6/6 How sure", "11").sees("`11` isn't a mark from 0 to 10");
    talk.answers("6/6 How sure", "high").sees("`high` isn't a mark");
    talk.answers("6/6 How sure", "7,5")
        .answers("Leaving", "")
        .answers("A first step?", "Ring due:8/11")
        .sees("8 November or 11 August");
    talk.answers("A first step?", "Ring due:friday; Go");
    talk.ends_well();
    let plan = practice.json("plan show ben rest");
    assert_eq!(
        (&plan["review"], &plan["confidence"], &plan["made_by"]),
        (&json!("2026-12-01"), &json!(7.5), &json!("together"))
    );
}

#[test]
fn under_seven_it_asks_for_one_higher_and_goes_back_to_the_question_named() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan new ben");
    say(&mut talk, &BEN[..9]);
    talk.answers("6/6 How sure", "5").answers("What would make it one higher?", "half an hour less");
    talk.answers("Back to a question?", "3")
        .answers("3/6 When, where and who is with you, in an ordinary week? [Sat, 10:00; the", "Sat, 10:30")
        .answers("6/6 How sure are you, 0 to 10? What makes it that and not less? [5]", "7")
        .answers("Leaving", "")
        .answers("A first step?", ".");
    talk.ends_well();
    let plan = practice.json("plan show ben counter");
    assert_eq!(plan["when"], "Sat, 10:30");
    let text = practice.read(plan["path"].as_str().unwrap());
    assert!(text.contains("What would make it one higher? half an hour less"), "{text}");
    practice.coach("check").ok();
}

#[test]
fn full_asks_the_rest_as_well() {
    let practice = Practice::example();
    typed(
        &practice,
        "plan new ben --full",
        &[
            ("1/6", "Draw the door"),
            ("2/6", "One sheet"),
            ("Why does it matter now?", "Because he waits."),
            ("…", "And so do I."),
            ("…", ""),
            ("3/6 When, where", "Sat, 10:00; the shed; Marit"),
            ("How often?", "1/week"),
            ("Who else is involved?", "Idris"),
            ("4/6 What makes room", "the shopping; an hour"),
            ("Before we try to break it", "4"),
            ("5/6 It is Sat", ""),
            ("6/6", "9"),
            ("Leaving", ""),
            ("A first step?", "Ask Marit due:2026-11-25"),
            ("…", "Sharpen the pencil"),
            ("…", ""),
        ],
    );
    let plan = practice.json("plan show ben door");
    assert_eq!(plan["smart"][3]["answer"]["text"], "Because he waits.\nAnd so do I.");
    for (key, wanted) in [("how_often", "1/week"), ("who", "Idris"), ("support", "Marit")] {
        assert_eq!(plan[key], wanted, "{key}");
    }
    assert_eq!((&plan["confidence_before"], &plan["confidence"]), (&json!(4), &json!(9)));
    assert_eq!(
        (&plan["steps"][0]["due"], &plan["steps"][1]["text"]),
        (&json!("2026-11-25"), &json!("Sharpen the pencil"))
    );
    practice.coach("check").ok();
}

#[test]
fn as_a_role_begins_with_what_that_role_would_do() {
    let practice = Practice::example();
    let mut talk = practice.terminal(["plan", "new", "ben", "--as", "Manager of Drawings"]);
    talk.answers("If you were only the Manager of Drawings", "Buy paper")
        .answers("…", "Draw the door")
        .answers("…", "Ask Kessler")
        .answers("…", "")
        .sees("Which one is it?")
        .types("door")
        .presses("\r")
        .answers("2/6", ".");
    talk.ends_well();
    let plan = practice.json("plan show ben door");
    assert_eq!(
        (&plan["lens"], &plan["smart"][0]["answer"]["text"]),
        (&json!("Manager of Drawings"), &json!("Draw the door"))
    );
    let text = practice.read(plan["path"].as_str().unwrap());
    assert!(
        text.contains("## As Manager of Drawings\n\n- Buy paper\n- Draw the door\n- Ask Kessler\n"),
        "{text}"
    );
    practice.coach("check").ok();
}

#[test]
fn from_session_asks_only_for_what_the_note_lacks() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan new ben --from-session");
    talk.sees("from ").sees("12 November 2026").answers("2/6", "One stamp").answers("3/6 When, where", ".");
    talk.ends_well();
    let plan = practice.json("plan show ben kessler");
    assert!(
        plan["smart"][0]["answer"]["text"]
            .as_str()
            .unwrap()
            .starts_with("Kessler bookcase, the fourth drawing")
    );
    practice.coach("check").ok();
}

#[test]
fn a_shared_screen_shows_no_path_no_findings_and_nothing_for_the_coach_alone() {
    let practice = Practice::example();
    practice.coach("goal new ben Sleep").ok();
    let mut talk = practice.talk("plan new ben --shared");
    talk.sees("Which goal does it serve?").types("work").presses("\r");
    say(&mut talk, BEN);
    let ended = talk.ends_well();
    for hidden in [
        "clients/",
        ".md",
        "never examined",
        "who made",
        "made by",
        "Together",
        "For you alone",
        "What happened with",
    ] {
        assert!(!ended.scroll.contains(hidden), "{hidden}\n{}", ended.scroll);
    }
    let plan = practice.json("plan show ben counter");
    assert_eq!((&plan["outcome"], &plan["made_by"]), (&json!("open"), &json!("together")));
}

#[test]
fn flags_that_are_given_are_not_asked() {
    let practice = Practice::example();
    let flags = [
        "plan",
        "new",
        "ben",
        "--what",
        "Draw the door",
        "--measure",
        "One sheet",
        "--when",
        "Sat",
        "--where",
        "shed",
        "--review",
        "2026-12-10",
        "--make-room",
        "shopping",
        "--make-room-cost",
        "an hour",
        "--confidence",
        "8",
        "--made-by",
        "client",
    ];
    let mut talk = practice.terminal(flags);
    talk.answers("5/6 It is Sat, shed.", "").answers("Leaving", "").answers("A first step?", "");
    let ended = talk.ends_well();
    assert_eq!(
        ended.scroll.lines().filter(|line| line.starts_with(['>', '?']) && line.contains("/6")).count(),
        1,
        "{}",
        ended.scroll
    );
    assert_eq!(practice.json("plan show ben door")["review"], "2026-12-10");
}

#[test]
fn a_plan_that_is_due_is_offered_first() {
    for (reply, reviewed) in [("y", true), ("n", false)] {
        let practice = Practice::example();
        let mut talk = practice.talk("plan new alice");
        talk.sees("Two mornings at the library” is due. Look at what happened with it first?")
            .presses(&format!("{reply}\r"));
        if reviewed {
            talk.answers("What happened, and what came instead?", "Three of four.").answers("…", "");
            talk.answers("How many times", "3/4").answers("What did it teach?", "");
            talk.sees("And now: as it is, changed, or let go?").types("Changed").presses("\r");
        }
        talk.answers("1/6", "Read it to Jo").answers("2/6", ".");
        talk.ends_well();
        let plan = practice.json("plan show alice two-mornings");
        assert_eq!(plan["outcome"], if reviewed { "partly" } else { "open" });
        assert_eq!(plan["outcome_words"].as_array().unwrap().len(), usize::from(reviewed));
        assert_eq!(practice.json("plan show alice read-it")["outcome"], "open");
        practice.coach("check").ok();
    }
}

#[test]
fn one_of_several_goals_is_chosen_by_a_few_letters() {
    let practice = Practice::example();
    practice.coach("goal set alice hers status=active").ok();
    let mut talk = practice.talk("plan new alice");
    talk.sees("first?").presses("n\r").sees("Which goal does it serve?");
    talk.types("day").presses("\r").answers("1/6", "Nothing at all").answers("2/6", ".");
    talk.ends_well();
    assert_eq!(practice.json("plan show alice nothing")["goal"]["id"], "one-day-that-is-hers");
}

#[test]
fn a_goal_that_was_never_examined_is_said_so() {
    let practice = Practice::example();
    practice.coach("goal new ben Sleep").ok();
    let mut talk = practice.talk("plan new ben");
    talk.sees("Sleep (never examined)").presses("\u{3}");
    assert_eq!(talk.ends().code, Some(130));
}

/// Everything that a plan says of itself, ticks and places apart.
fn told(practice: &Practice) -> serde_json::Value {
    let mut plan = practice.json("plan show ben counter");
    for task in plan["if_thens"].as_array_mut().unwrap() {
        task["done"] = json!(true);
        task["state"] = json!("done");
    }
    remove_sources(&mut plan);
    plan
}

fn remove_sources(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) => {
            fields.remove("source");
            fields.values_mut().for_each(remove_sources);
        }
        serde_json::Value::Array(values) => values.iter_mut().for_each(remove_sources),
        _ => {}
    }
}

#[test]
fn the_interview_the_flags_and_the_file_give_the_same_plan() {
    let typed_in = Practice::example();
    typed(&typed_in, "plan new ben", BEN);
    let flagged = Practice::example();
    let flags = [
        "--what",
        BEN[0].1,
        "--measure",
        BEN[1].1,
        "--when",
        "Sat, 10:00",
        "--where",
        "the shed",
        "--make-room",
        "the Saturday shopping",
        "--make-room-cost",
        "no coffee with him",
        "--confidence",
        "8",
        "--if-then",
        "If I start on a better one, then Marita",
        "--if-then",
        "If the school rings, then it rings.",
    ];
    let flags = flags.map(|flag| flag.replace("Marita", "Marit takes the one that lies there."));
    flagged
        .run(["plan", "new", "ben"].map(str::to_owned).iter().chain(&flags))
        .ok()
        .stdout_is(&format!("{BENS}\n"));
    let mut asked = told(&typed_in);
    // What makes the mark what it is is asked in a talk alone.
    let reason = asked["text"].as_array_mut().and_then(Vec::pop).expect("the reason of the mark");
    assert_eq!(reason["text"], "What makes it that and not less? the shed is dry");
    assert_eq!(told(&flagged), asked);
    for (number, written) in [&typed_in, &flagged].into_iter().enumerate() {
        let again = Practice::example();
        let file = written.root().join(BENS);
        again
            .run(["plan", "new", "ben", "--from", file.to_str().unwrap()])
            .ok()
            .stdout_is(&format!("{BENS}\n"));
        assert_eq!(again.bytes(BENS), written.bytes(BENS), "{number}");
    }
}

#[test]
fn what_is_written_by_hand_meanwhile_is_kept() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan new ben");
    say(&mut talk, &BEN[..2]);
    talk.sees("3/6 When");
    let text =
        practice.read(BENS).replace("goal: own-workshop\n", "goal: own-workshop\nown: key # by hand\n");
    practice.write(BENS, text + "\nBy hand.\n");
    say(&mut talk, &BEN[2..]);
    talk.ends_well();
    let text = practice.read(BENS);
    assert!(text.contains("own: key # by hand\n") && text.contains("\nBy hand.\n"), "{text}");
    practice.coach("check").ok();
}

#[test]
fn a_draft_that_is_not_gone_on_with_stays_and_another_plan_begins() {
    let practice = Practice::example();
    practice.coach("plan new ben --blank").ok();
    let before = practice.snapshot();
    let mut talk = practice.talk("plan new ben");
    talk.sees("is a draft. Go on with it?").presses("n\r");
    say(&mut talk, BEN);
    talk.ends_well();
    practice.unchanged_but(&before, &[BENS]);
}

#[test]
fn a_draft_is_gone_on_with_where_it_ended() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan new ben");
    say(&mut talk, &BEN[..4]);
    talk.sees("5/6 It is");
    talk.killed();
    let mut talk = practice.talk("plan new ben");
    talk.sees("“Draw the counter of the tannery, once, by hand” of 2026-11-24 is a draft.").presses("y\r");
    say(&mut talk, &BEN[4..]);
    talk.ends_well();
    let whole = Practice::example();
    typed(&whole, "plan new ben", BEN);
    assert_eq!(practice.read(BENS), whole.read(BENS));
}
