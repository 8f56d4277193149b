//! `goal examine`: the hard questions at a terminal and by flags.

use serde_json::json;

use crate::harness::Practice;
use crate::interview::say;
use crate::kills::{ENDS, ends};

const CHIARAS: &str = "clients/chiara/goals/make-partner.md";

/// What Chiara says, and what Robin notes behind it.
const CHIARA: &[(&str, &str)] = &[
    ("1/13 What are your reasons, as they come?", "It's what comes next."),
    ("…", ""),
    ("2/13 If nobody knew, what of it would you keep?", "The drawings. Not the table they are shown on."),
    ("…", ""),
    ("3/13 Who would be sad if you said no", "Papà, until the kiln is warm."),
    ("…", "Nonna never."),
    ("…", ""),
    ("4/13 What does an ordinary day look like", ""),
    ("5/13 How did this come to be a goal of yours?", "- I don't know; I've never had to ask."),
    ("…", ""),
    ("6/13 What would it give you", "A plate."),
    ("…", ""),
    ("7/13 What happens if it never comes?", "Thursdays."),
    ("…", ""),
    ("8/13 What might it cost you to have it?", "The key to the kiln room."),
    ("…", ""),
    ("9/13 What in the way to it suits how you work", "I work best with wet hands."),
    ("…", ""),
    ("10/13 Who would be glad of it, and who wouldn't?", "His friends."),
    ("…", ""),
    ("11/13 If nobody ever knew, what would change?", ""),
    ("12/13 What in it do you look forward to", "It bores me from nine to eleven."),
    ("…", ""),
    ("13/13 When you put it off", "That I'd rather be late."),
    ("…", ""),
    ("For you alone, if they named it", "not"),
];

#[test]
fn a_whole_examination_is_filed_under_its_questions() {
    let practice = Practice::example();
    let before = practice.snapshot();
    let mut talk = practice.talk("goal examine chiara make --all");
    say(&mut talk, CHIARA);
    let ended = talk.ends_well();
    practice.unchanged_but(&before, &[CHIARAS]);
    practice.coach("check").ok();
    insta::assert_snapshot!("chiaras_goal", practice.read(CHIARAS));
    insta::assert_snapshot!("chiaras_conversation", ended.scroll);
    assert_eq!(practice.json("prep chiara")["goals"][0]["open_questions"].as_array().unwrap().len(), 1);
}

#[test]
fn one_question_a_call_is_offered_and_what_was_asked_is_shown() {
    let practice = Practice::example();
    let mut talk = practice.talk("goal examine ben own");
    talk.sees("Asked already:")
        .sees("Is it the workshop, or being finished with the school? I like the school.");
    talk.answers("1/15 What are your reasons, as they come?", "I want it.").answers("…", "");
    talk.sees("Another one now?").presses("\r");
    let ended = talk.ends_well();
    assert!(ended.scroll.contains("3 of 15 questions asked"), "{}", ended.scroll);
    let mut next = practice.talk("goal examine ben own");
    next.sees("What are your reasons, as they come? I want it.");
    next.answers("2/15 What has this done to how you trust yourself?", "Less.").answers("…", "");
    next.sees("Another one now?").presses("y\r").answers("5/15 Who has to be wrong about you", ".");
    next.ends_well();
    assert_eq!(practice.json("goal show ben own")["examined"], json!("2026-11-24"));
    practice.coach("check").ok();
}

#[test]
fn the_days_call_is_about_the_goal_that_was_examined() {
    let practice = Practice::of_alice(&[
        ("goals/lead.md", "---\ntitle: Lead\n---\n"),
        ("sessions/2026-11-24.md", "---\nstatus: held\n---\n"),
    ]);
    practice.run(["goal", "examine", "alice", "--answer", "came=By itself."]).ok();
    practice.run(["goal", "examine", "alice", "--answer", "glad=Everybody."]).ok();
    assert_eq!(
        practice.read("clients/alice/sessions/2026-11-24.md"),
        "---\nstatus: held\ngoals: [lead]\n---\n"
    );
    practice.coach("goal examine alice").fails(2).stderr_has("reasons=…").stderr_has("What are your reasons");
}

#[test]
fn after_three_plans_that_did_not_come_about_it_is_asked_what_that_has_done() {
    let plan = "---\ngoal: lead\noutcome: missed\n---\n# A\n";
    let plans =
        ["plans/2026-10-01-a.md", "plans/2026-10-08-b.md", "plans/2026-10-15-c.md"].map(|path| (path, plan));
    let notes = [&[("goals/lead.md", "---\ntitle: Lead\n---\n")][..], &plans].concat();
    let practice = Practice::of_alice(&notes);
    let mut talk = practice.talk("goal examine alice --all");
    talk.answers("1/11 What are your reasons", "")
        .answers("2/11 What has this done to how you trust yourself?", ".");
    talk.ends_well();
    let practice = Practice::of_alice(&notes[..3]);
    let mut talk = practice.talk("goal examine alice --all");
    talk.answers("1/10 What are your reasons", "").answers("2/10 How did this come to be", ".");
    talk.ends_well();
}

#[test]
fn back_asks_again_and_the_new_answer_replaces_the_one_of_just_now() {
    let practice = Practice::example();
    let mut talk = practice.talk("goal examine ben own --all");
    talk.answers("1/15 What are your reasons", "")
        .answers("2/15 What has this done", "")
        .answers("5/15 Who has to be wrong about you", "Him.")
        .answers("…", "<")
        .answers("5/15 Who has to be wrong about you for this to work? [Him.]", "My father.")
        .answers("…", "")
        .answers("6/15 What would be a workshop", "<")
        .answers("5/15 Who has to be wrong about you for this to work? [My father.]", "")
        .answers("6/15 What would be a workshop", ".");
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
    talk.answers("1/13", "").answers("2/13", "").answers("3/13", ".");
    let ended = talk.ends_well();
    assert!(ended.scroll.contains("nothing to change"), "{}", ended.scroll);
    practice.unchanged_but(&before, &[]);
}

#[test]
fn once_all_were_asked_they_are_asked_again_and_what_stands_there_stays() {
    let goal = "---\ntitle: Lead\nexamined: 2026-03-01\n---\n## Hard questions\n- [x] Whose is it?\n  Mine.\n- [x] And then?\n  - Rest\n";
    let own = "reasons: {asks: Whose is it?}\nhard_questions:\n- asks: And then?\n";
    let practice = Practice::of_alice(&[("goals/lead.md", goal)]).file("templates/goal-words.yaml", own);
    let mut talk = practice.talk("goal examine alice --all");
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
    let mut talk = practice.talk("goal examine alice --again --all --shared");
    talk.answers("1/15 What are your reasons, as they come?", "");
    talk.answers("2/15 If the board had never said a word", "Yes.").answers("…", "");
    for number in 3..=15 {
        talk.answers(&format!("{number}/15"), "");
    }
    let ended = talk.ends_well();
    for hidden in ["For you alone", "identified", "fear", "clients/", "Later, and with", "[", "Asked already"]
    {
        assert!(!ended.scroll.contains(hidden), "{hidden}\n{}", ended.scroll);
    }
    let text = practice.read("clients/alice/goals/lead-the-team.md");
    assert!(text.contains("shame about it.\n  2026-11-24: Yes.\n- [x] What would you lose?"), "{text}");
}

#[test]
fn a_goal_that_was_achieved_is_asked_in_the_past() {
    let practice = Practice::example();
    let mut talk = practice.talk("goal examine tomas ask");
    talk.answers("1/12 What are your reasons", "")
        .answers("4/12 How had this come to be a goal of yours?", "Over soup.")
        .answers("…", "");
    talk.sees("Another one now?").presses("y\r").answers("5/12 What has it given", ".");
    talk.ends_well();
    let text = practice.read("clients/tomas/goals/ask-before-i-answer.md");
    assert!(text.contains("* [x] How had this come to be a goal of yours?\n  Over soup.\n"), "{text}");
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
        "cost=The key.",
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
    assert!(text.contains("- [x] What might it cost you to have it?\n  The key.\n- [x] Who painted the door?\n  Nonna = Nonna.\n\n## Evidence"), "{text}");
    let goal = practice.json("goal show chiara make");
    assert_eq!((&goal["examined"], &goal["resistance"]), (&json!("2026-11-20"), &json!("not-my-path")));
    let before = practice.snapshot();
    practice.run(flags).ok().stderr_has("nothing to change");
    practice.unchanged_but(&before, &[]);
    practice.run(["goal", "examine", "chiara", "make", "--answer", "cost=- All"]).ok();
    let again = practice.run(["goal", "examine", "chiara", "make", "--answer", "cost=- All"]).ok();
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
        [("bla=x", "reasons, came, give"), ("cost=", "QUESTION=ANSWER"), ("cost", "QUESTION=ANSWER")]
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
    practice.run(["goal", "examine", "alice", "--answer", "cost=x"]).fails(2).stderr_has("lead.md:3:1: ");
    let mut talk = practice.talk("goal examine alice");
    talk.sees("lead.md:3:1: ");
    assert_eq!(talk.ends().code, Some(2));
    assert_eq!(practice.read("clients/alice/goals/lead.md"), code);
}

#[test]
fn the_questions_can_be_the_coachs_own() {
    let own = "hard_questions:\n  - {name: wessen, asks: 'Wie kam es dazu?'}\nreasons: {asks: 'Was sind deine Gründe?'}\nresistance: {asks: 'Nur für dich: was hält auf?'}\n";
    let practice = Practice::of_alice(&[]).file("templates/goal-words.yaml", own);
    practice.coach("goal new alice Leiten").ok();
    assert!(practice.read("clients/alice/goals/leiten.md").contains("- [ ] Wie kam es dazu?\n\n##"));
    let mut talk = practice.talk("goal examine alice --all");
    talk.answers("1/2 Was sind deine Gründe?", "Meine.").answers("…", "");
    talk.answers("2/2 Wie kam es dazu?", "").answers("Nur für dich: was hält auf?", "n");
    talk.sees("`n` isn't one of none, fear").answers("Nur für dich: was hält auf?", "fe");
    talk.ends_well();
    assert_eq!(practice.json("goal show alice")["resistance"], "fear");
    let practice = Practice::of_alice(&[("goals/lead.md", "# Lead\n")])
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
    talk.sees("Which goal?").types("day").presses("\r").answers("1/12 What are your reasons", ".");
    talk.ends_well();
}

#[test]
fn whatever_ends_it_what_was_answered_stands_there() {
    let stops = [
        ("…", 1, "2/13"),
        ("3/13", 4, "3/13"),
        ("…", 6, "4/13"),
        ("6/13", 10, "4/13"),
        ("For you alone, if they named it", 25, "4/13"),
    ];
    for (place, (asked, count, next)) in stops.into_iter().enumerate() {
        let end = ENDS[place % ENDS.len()];
        let practice = Practice::example();
        let mut talk = practice.talk("goal examine chiara make --all");
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
        let mut again = practice.talk("goal examine chiara make");
        again.answers(next, ".");
        again.ends_well();
        assert_eq!(practice.read(CHIARAS), text);
    }
}
