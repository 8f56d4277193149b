//! Talks in plain lines, for whoever hears the terminal: each question is said once, and nothing is drawn over.

use crate::harness::Practice;
use crate::harness::terminal::Terminal;
use crate::interview::{BEN, BENS};

#[track_caller]
fn answer(talk: &mut Terminal, question: &str, said: &str) {
    talk.sees(question).types(said).presses("\r");
}

#[test]
fn an_interview_is_heard_line_by_line_and_makes_the_same_plan() {
    let seen = Practice::example();
    let mut talk = seen.talk("plan new ben");
    crate::interview::say(&mut talk, BEN);
    talk.ends_well();
    let practice = Practice::example();
    let mut talk = practice.talk("plan new ben --linear");
    for (question, said) in BEN {
        answer(&mut talk, question, said);
    }
    let ended = talk.ends_well();
    assert_eq!(practice.read(BENS), seen.read(BENS));
    assert!(!ended.said.contains('\u{1b}'), "an escape code in\n{}", ended.scroll);
    assert!(ended.scroll.contains("the less-than sign goes back"), "{}", ended.scroll);
    let drawn = |line: &&str| line.contains(['│', '●', '·', '›']) || line.starts_with(['>', '?', ' ']);
    let drawn: Vec<&str> = ended.scroll.lines().filter(drawn).collect();
    assert!(drawn.is_empty(), "{drawn:?}\n{}", ended.scroll);
}

#[test]
fn on_a_dumb_terminal_one_of_several_is_chosen_by_its_number() {
    let practice = Practice::example().env("TERM", "dumb");
    let mut talk = practice.talk("goal level ben work");
    answer(&mut talk, "2. plus 1: more than expected", "9");
    answer(&mut talk, "9 is none of them, or several.", "2");
    let ended = talk.ends_well();
    assert!(practice.read("clients/ben/goals/own-workshop.md").contains("level: 1\n"), "{}", ended.scroll);
    assert!(
        ended.scroll.contains("A number from 1 to 5; Enter takes 4, the word skip none."),
        "{}",
        ended.scroll
    );
}

#[test]
fn enter_takes_what_is_offered_and_the_word_skip_takes_none() {
    for (typed, changed) in [("", false), ("skip", false), ("as expected", false), ("3", true)] {
        let practice = Practice::example().env("COACH_LINEAR", "1");
        let before = practice.snapshot();
        let mut talk = practice.talk("goal level ben work");
        answer(&mut talk, "A number from 1 to 5", typed);
        if typed == "as expected" {
            // None is called so: the goal's own words stand there.
            answer(&mut talk, "is none of them", "");
        }
        talk.ends();
        assert_eq!(practice.snapshot() != before, changed, "{typed:?}");
    }
}

#[test]
fn an_interrupted_question_leaves_nothing_and_the_terminal_as_it_was() {
    let practice = Practice::example();
    let before = practice.snapshot();
    let mut talk = practice.talk("plan new ben --linear");
    talk.sees("1/6 What exactly will you do?").presses("\u{3}");
    let ended = talk.ends();
    assert_eq!((ended.code, ended.restored), (Some(130), true), "{}", ended.scroll);
    practice.unchanged_but(&before, &[]);
    // What was said before is kept.
    let mut talk = practice.talk("plan new ben --linear");
    answer(&mut talk, "1/6 What exactly", "Draw the counter of the tannery, once, by hand.");
    talk.sees("2/6 How will you know").presses("\u{3}");
    assert_eq!(talk.ends().code, Some(130));
    assert!(practice.read(BENS).contains("outcome: draft"), "{}", practice.read(BENS));
}

#[test]
fn areas_are_told_once_and_not_drawn_over() {
    let practice = Practice::example();
    let mut talk = practice.talk("balance rate alice --linear");
    talk.sees("vision: not marked, 3 before").sees("the less-than sign goes back");
    answer(&mut talk, "In brackets stands: 3.", "4");
    answer(&mut talk, "1/4 vision: how many", ".");
    let ended = talk.ends();
    assert!(!ended.said.contains('\u{1b}'), "{}", ended.scroll);
    assert_eq!(ended.scroll.matches("vision: not marked").count(), 1, "{}", ended.scroll);
}
