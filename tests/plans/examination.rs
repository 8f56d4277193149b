//! `goal examine`: the hard questions at a terminal and by flags.

use serde_json::json;

use crate::harness::Practice;
use crate::interview::say;
use crate::kills::{ENDS, ends};

const CHIARAS: &str = "clients/chiara/goals/make-partner.md";

/// What Chiara says, and what Robin notes behind it.
const CHIARA: &[(&str, &str)] = &[
    ("1/12 If nobody knew, what of it would you keep?", "The drawings. Not the table they are shown on."),
    ("…", ""),
    ("2/12 Who would be sad if you said no", "Papà, until the kiln is warm."),
    ("…", "Nonna never."),
    ("…", ""),
    ("3/12 What does an ordinary day look like", ""),
    ("4/12 Is it yours? How can you tell?", "- I don't know; I've never had to ask."),
    ("…", ""),
    ("5/12 What would it give you", "A plate."),
    ("…", ""),
    ("6/12 What happens if it never comes?", "Thursdays."),
    ("…", ""),
    ("7/12 What would you lose by reaching it?", "The key to the kiln room."),
    ("…", ""),
    ("8/12 Does this way to it fit how you work best?", "No. I work best with wet hands."),
    ("…", ""),
    ("9/12 Whose voice do you hear when you say \"I should\"?", "His. He doesn't even raise it."),
    ("…", ""),
    ("10/12 If nobody ever knew, would you still want it?", ""),
    ("11/12 Where in it does it hurt", "It bores me from nine to eleven."),
    ("…", ""),
    ("12/12 Where you hold back: is it fear", "Not fear."),
    ("…", ""),
    ("For you alone: whose goal is it? [introjected]", ""),
    ("For you alone: what holds them back, as they named it?", "not"),
];

#[test]
fn a_whole_examination_is_filed_under_its_questions() {
    let practice = Practice::example();
    let before = practice.snapshot();
    let mut talk = practice.talk("goal examine chiara make");
    say(&mut talk, CHIARA);
    let ended = talk.ends_well();
    practice.unchanged_but(&before, &[CHIARAS]);
    practice.coach("check").ok();
    insta::assert_snapshot!("chiaras_goal", practice.read(CHIARAS));
    insta::assert_snapshot!("chiaras_conversation", ended.scroll);
    assert_eq!(practice.json("prep chiara")["goals"][0]["open_questions"].as_array().unwrap().len(), 1);
}

#[test]
fn back_asks_again_and_the_new_answer_replaces_the_one_of_just_now() {
    let practice = Practice::example();
    let mut talk = practice.talk("goal examine ben own");
    talk.answers("1/11 Who has to be wrong about you", "Him.")
        .answers("…", "<")
        .answers("1/11 Who has to be wrong about you for this to work? [Him.]", "My father.")
        .answers("…", "")
        .answers("2/11 What would be a workshop", "<")
        .answers("1/11 Who has to be wrong about you for this to work? [My father.]", "")
        .answers("2/11 What would be a workshop", ".");
    talk.ends_well();
    let text = practice.read("clients/ben/goals/own-workshop.md");
    assert!(
        text.contains("- [x] Who has to be wrong about you for this to work?\n  My father.\n- [ ]"),
        "{text}"
    );
    assert!(text.contains("\nexamined: 2026-11-24\n"), "{text}");
}

#[test]
fn where_nothing_is_answered_nothing_is_written() {
    let practice = Practice::example();
    let before = practice.snapshot();
    let mut talk = practice.talk("goal examine chiara make");
    talk.answers("1/12", "").answers("2/12", "").answers("3/12", ".");
    let ended = talk.ends_well();
    assert!(ended.scroll.contains("nothing to change"), "{}", ended.scroll);
    practice.unchanged_but(&before, &[]);
}

#[test]
fn once_all_were_asked_they_are_asked_again_and_what_stands_there_stays() {
    let goal = "---\ntitle: Lead\nexamined: 2026-03-01\n---\n## Hard questions\n- [x] Whose is it?\n  Mine.\n- [x] And then?\n  - Rest\n";
    let own = "hard_questions:\n- asks: Whose is it?\n";
    let practice = Practice::of_alice(&[("goals/lead.md", goal)]).file("templates/goal-words.yaml", own);
    let mut talk = practice.talk("goal examine alice");
    talk.answers("1/2 Whose is it? [Mine.]", "Mine.").answers("…", "");
    talk.answers("2/2 And then? [- Rest]", "Less rest.").answers("…", "than I thought").answers("…", "<");
    talk.answers("2/2 And then? [Less rest. than I thought]", "The sea.").answers("…", ".");
    talk.ends_well();
    let wanted = goal.replace("2026-03-01", "2026-11-24") + "\n  2026-11-24: The sea.\n";
    assert_eq!(practice.read("clients/alice/goals/lead.md"), wanted);
}

#[test]
fn a_screen_that_the_client_sees_has_the_questions_and_nothing_of_the_coachs() {
    let practice = Practice::example();
    let mut talk = practice.talk("goal examine alice --again --shared");
    talk.answers("1/14 If the board had never said a word", "Yes.").answers("…", "");
    for number in 2..=14 {
        talk.answers(&format!("{number}/14"), "");
    }
    let ended = talk.ends_well();
    for hidden in ["For you alone", "identified", "fear", "clients/", "Later, and with", "[", "motive"] {
        let told = ended.scroll.replace("is it fear, or", "");
        assert!(!told.contains(hidden), "{hidden}\n{told}");
    }
    let text = practice.read("clients/alice/goals/lead-the-team.md");
    assert!(text.contains("shame about it.\n  2026-11-24: Yes.\n- [x] What would you lose?"), "{text}");
}

#[test]
fn a_goal_that_was_achieved_is_asked_in_the_past() {
    let practice = Practice::example();
    let mut talk = practice.talk("goal examine tomas ask");
    talk.answers("1/9 Was it yours? How can you tell?", "Yes.")
        .answers("…", "")
        .answers("2/9 What has it given", ".");
    talk.ends_well();
    let text = practice.read("clients/tomas/goals/ask-before-i-answer.md");
    assert!(text.contains("Yes. I'd notice.\n* [x] Was it yours? How can you tell?\n  Yes.\n"), "{text}");
}

#[test]
fn every_answer_has_a_flag_and_the_same_flags_change_nothing_more() {
    let practice = Practice::example();
    let flags = [
        "goal",
        "examine",
        "chiara",
        "make",
        "--answer",
        "lose=The key.",
        "--answer",
        "If nobody knew, what of it would you keep?=Mud.",
        "--answer",
        "Who painted the door?=Nonna = Nonna.",
        "--resistance",
        "not-my-path",
        "--on",
        "2026-11-20",
    ];
    practice.run(flags).ok().stderr_has("make-partner.md: written");
    let text = practice.read(CHIARAS);
    assert!(text.contains("- [x] If nobody knew, what of it would you keep?\n  Mud.\n- [ ] Who"), "{text}");
    assert!(text.contains("- [x] What would you lose by reaching it?\n  The key.\n- [x] Who painted the door?\n  Nonna = Nonna.\n\n## Evidence"), "{text}");
    let goal = practice.json("goal show chiara make");
    assert_eq!((&goal["examined"], &goal["resistance"]), (&json!("2026-11-20"), &json!("not-my-path")));
    let before = practice.snapshot();
    practice.run(flags).ok().stderr_has("nothing to change");
    practice.unchanged_but(&before, &[]);
    practice.run(["goal", "examine", "chiara", "make", "--answer", "lose=- All"]).ok();
    let again = practice.run(["goal", "examine", "chiara", "make", "--answer", "lose=- All"]).ok();
    again.stderr_has("nothing to change");
    assert!(practice.read(CHIARAS).contains("  The key.\n  2026-11-24: - All\n- [x]"));
    // An examination of an earlier day is no later one.
    practice.coach("goal examine chiara make --motive external --on 2026-01-20").ok();
    let goal = practice.json("goal show chiara make");
    assert_eq!((&goal["examined"], &goal["motive"]), (&json!("2026-11-24"), &json!("external")));
    practice.coach("check").ok();
}

#[test]
fn what_can_not_be_understood_writes_nothing() {
    let practice = Practice::example();
    let before = practice.snapshot();
    for (answer, told) in
        [("bla=x", "theirs, give"), ("lose=", "QUESTION=ANSWER"), ("lose", "QUESTION=ANSWER")]
    {
        let answers = ["--answer", "give=A plate.", "--answer", answer];
        practice.run(["goal", "examine", "chiara", "make"].iter().chain(&answers)).fails(2).stderr_has(told);
    }
    practice.coach("goal examine chiara make --motive duty").fails(2).stderr_has("introjected");
    practice.coach("goal examine chiara make --motive external --on tomorrow").fails(2).stderr_has("to come");
    practice.coach("goal examine chiara make").fails(2).stderr_has("--answer");
    practice.coach("goal examine chiara nothing").fails(2).stderr_has("goal");
    practice.unchanged_but(&before, &[]);
    let code = "## Hard questions\n\n```\nnever closed\n";
    let practice = Practice::of_alice(&[("goals/lead.md", code)]);
    practice.run(["goal", "examine", "alice", "--answer", "lose=x"]).fails(2).stderr_has("lead.md:3:1: ");
    let mut talk = practice.talk("goal examine alice");
    talk.sees("lead.md:3:1: ");
    assert_eq!(talk.ends().code, Some(2));
    assert_eq!(practice.read("clients/alice/goals/lead.md"), code);
}

#[test]
fn the_questions_can_be_the_coachs_own() {
    let own = "hard_questions:\n  - {name: wessen, asks: 'Wessen Wunsch ist das?'}\nmotive: {asks: 'Nur für dich: wessen Ziel?'}\n";
    let practice = Practice::of_alice(&[]).file("templates/goal-words.yaml", own);
    practice.coach("goal new alice Leiten").ok();
    assert!(practice.read("clients/alice/goals/leiten.md").contains("- [ ] Wessen Wunsch ist das?\n\n##"));
    let mut talk = practice.talk("goal examine alice");
    talk.answers("1/1 Wessen Wunsch ist das?", "Meiner.").answers("…", "");
    talk.answers("Nur für dich: wessen Ziel?", "in").sees("`in` isn't one of external, introjected");
    talk.answers("Nur für dich: wessen Ziel?", "intri").answers("For you alone", "");
    talk.ends_well();
    assert_eq!(practice.json("goal show alice")["motive"], "intrinsic");
    let practice = Practice::of_alice(&[("goals/lead.md", "")])
        .file("templates/goal-words.yaml", "hard_questions: [{}]\n");
    practice.coach("goal examine alice").fails(2).stderr_has("templates/goal-words.yaml:1:");
}

#[test]
fn one_of_several_goals_is_chosen() {
    let practice = Practice::example();
    practice.coach("goal set alice hers status=active").ok();
    practice
        .coach("goal examine alice --motive external")
        .fails(2)
        .stderr_has("lead-the-team, one-day-that-is-hers");
    let mut talk = practice.talk("goal examine alice");
    talk.sees("Which goal?").types("day").presses("\r").answers("1/10 Who would be the first to ring?", ".");
    talk.ends_well();
}

#[test]
fn whatever_ends_it_what_was_answered_stands_there() {
    for (place, (asked, count)) in
        [("…", 1), ("2/12", 2), ("…", 4), ("5/12", 8), ("For you alone: whose", 23)].into_iter().enumerate()
    {
        let end = ENDS[place % ENDS.len()];
        let practice = Practice::example();
        let mut talk = practice.talk("goal examine chiara make");
        say(&mut talk, &CHIARA[..count]);
        talk.sees(&format!("? {asked}")).types("half");
        ends(talk, end, asked);
        let text = practice.read(CHIARAS);
        let said = CHIARA[..count].iter().map(|(_, answer)| *answer).filter(|answer| !answer.is_empty());
        for answer in said {
            assert!(text.contains(answer), "{asked} {end:?}: {answer:?} isn't kept\n{text}");
        }
        assert!(text.contains("\nexamined: 2026-11-24\n"), "{text}");
        practice.coach("check").ok();
        let next = if count < 3 { "1/11 Who would be sad" } else { "1/" };
        let mut again = practice.talk("goal examine chiara make");
        again.answers(next, ".");
        again.ends_well();
        assert_eq!(practice.read(CHIARAS), text);
    }
}
