//! `--dry-run` of a conversation: it asks as ever, shows the diff at the end, and writes nothing.

use crate::harness::Practice;

#[test]
fn closing_a_call_is_rehearsed() {
    let practice = Practice::example().today("2026-11-24T18:00");
    let before = practice.snapshot();
    let mut talk = practice.talk("done alice --dry-run");
    talk.answers("What happened?", "held 50")
        .answers("Where did we leave off", "Nobody owns the page.")
        .answers("Something to come back to?", "Who reads it first?")
        .answers("What did you say you would do?", "")
        .answers("Next call?", "");
    let ended = talk.ends_well();
    assert!(ended.scroll.contains("+minutes: 50"), "{}", ended.scroll);
    assert!(ended.scroll.contains("+summary: Nobody owns the page."), "{}", ended.scroll);
    assert!(ended.scroll.contains("- [ ] Who reads it first?"), "{}", ended.scroll);
    practice.unchanged_but(&before, &[]);
}

#[test]
fn a_review_is_rehearsed() {
    let practice = Practice::example();
    let before = practice.snapshot();
    let mut talk = practice.talk("plan review alice --dry-run");
    talk.answers("What happened, and what came instead?", "Three mornings of four.")
        .answers("… (Enter alone goes on)", "The boiler took the fourth.")
        .answers("…", "")
        .answers("How many times of how many", "3/4")
        .answers("What did it teach?", "The boiler is Kim's.")
        .sees("And now: as it is, changed, or let go?")
        .presses("\r");
    let ended = talk.ends_well();
    for line in ["+Three mornings of four.", "+The boiler took the fourth.", "+Learned: The boiler is Kim's."]
    {
        assert!(ended.scroll.contains(line), "{line}\n{}", ended.scroll);
    }
    practice.unchanged_but(&before, &[]);
}

#[test]
fn a_goal_is_examined_in_a_rehearsal() {
    let practice = Practice::example();
    let before = practice.snapshot();
    let mut talk = practice.talk("goal examine ben own --dry-run");
    talk.answers("1/15 What are your reasons, as they come?", "I want it.")
        .answers("… (Enter alone goes on)", "")
        .sees("Another one now?")
        .presses("\r");
    let ended = talk.ends_well();
    assert!(ended.scroll.contains("I want it."), "{}", ended.scroll);
    assert!(ended.scroll.contains("+examined: 2026-11-24"), "{}", ended.scroll);
    practice.unchanged_but(&before, &[]);
}
