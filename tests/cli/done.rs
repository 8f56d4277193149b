//! `done`: which call it closes, what it asks on a terminal, and that it does nothing twice.

use crate::harness::Practice;

const TODAYS: &str = "clients/alice/sessions/2026-11-24.md";
const ALICES_PLAN: &str = "clients/alice/plans/2026-11-08-two-mornings.md";

/// Two calls with Alice, planned on these days; nobody has said yet what happened.
fn planned(days: &[&str]) -> Practice {
    let note = |day: &&str| {
        (
            format!("sessions/{}.md", &day.replace(':', "")),
            format!("---\ndate: {day}\nstatus: planned\n---\n"),
        )
    };
    let notes: Vec<(String, String)> = days.iter().map(note).collect();
    Practice::of_alice(&notes.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
}

#[track_caller]
fn twice(practice: &Practice, line: &[&str]) {
    practice.run(line).ok();
    let before = practice.snapshot();
    practice.run(line);
    practice.unchanged_but(&before, &[]);
    practice.coach("check").ok();
}

/// Every answer ends with Enter; beside that and the words nothing is pressed.
#[cfg(unix)]
#[test]
fn a_call_is_closed_in_seven_key_presses_beside_the_words() {
    let practice = Practice::example();
    let before = practice.snapshot();
    let answers = [
        ("What happened?", ""),
        ("How many minutes? [60]", ""),
        ("Where did we leave off, in a line?", "Nobody owns it, and she said so."),
        ("Something to come back to?", "Odile's chair"),
        ("Something to come back to?", ""),
        ("Their marks, if they gave them", "9 8 - 9"),
        ("Next call? [Tuesday 5 January 2027, 10:00]", ""),
    ];
    assert!(answers.len() <= 7);
    let mut talk = practice.talk("done alice");
    for (question, answer) in answers {
        talk.answers(question, answer);
    }
    let ended = talk.ends_well();
    insta::assert_snapshot!("closed", ended.scroll);
    practice.unchanged_but(&before, &[TODAYS, "clients/alice/sessions/2027-01-05.md"]);
    let note = practice.read(TODAYS);
    for line in ["status: held", "alliance: {heard: 9, focus: 8, overall: 9}", "- [ ] Odile's chair\n"] {
        assert!(note.contains(line), "{line}: {note}");
    }
    practice.coach("check").ok();
}

#[cfg(unix)]
#[test]
fn asked_again_it_offers_what_stands_there_and_enter_leaves_it() {
    let practice = Practice::example();
    practice
        .run([
            "done",
            "alice",
            "--minutes",
            "50",
            "--summary",
            "Here.",
            "--heard",
            "9",
            "--next",
            "2026-12-10T10:00",
        ])
        .ok();
    let before = practice.snapshot();
    let mut talk = practice.talk("done alice");
    for question in ["What happened?", "How many minutes? [50]", "Where did we leave off, in a line? [Here.]"]
    {
        talk.answers(question, "");
    }
    talk.answers("Something to come back to?", "")
        .answers("Their marks, if they gave them: heard, focus, approach, overall? [9 - - -]", "")
        .answers("Next call? [Thursday 10 December 2026, 10:00]", "");
    talk.ends_well();
    practice.unchanged_but(&before, &[]);
}

#[cfg(unix)]
#[test]
fn a_dot_or_an_interruption_before_the_first_answer_writes_nothing() {
    for (keys, code) in [(".\r", 0), ("\u{3}", 130)] {
        let practice = Practice::of_alice(&[]);
        let before = practice.snapshot();
        let mut talk = practice.talk("done alice");
        talk.sees("? What happened?").presses(keys);
        assert_eq!(talk.ends().code, Some(code));
        practice.unchanged_but(&before, &[]);
    }
}

#[cfg(unix)]
#[test]
fn a_call_that_was_moved_is_asked_to_when_by_whom_and_takes_its_review_along() {
    let practice = Practice::example();
    practice.run(["plan", "set", "alice", "two-mornings", "review=2026-11-24"]).ok();
    let before = practice.snapshot();
    let mut talk = practice.talk("done alice");
    talk.answers("What happened?", "m")
        .answers("To when?", "8/11")
        .sees("8 November or 11 August")
        .answers("To when?", "friday")
        .answers("By whom? client or coach [client]", "")
        .sees("“Two mornings at the library” was to be looked at then. Move its review along?")
        .presses("\r");
    talk.ends_well();
    practice.unchanged_but(&before, &[ALICES_PLAN, TODAYS, "clients/alice/sessions/2026-11-27.md"]);
    let note = practice.read(TODAYS);
    assert!(note.contains("status: moved\n") && note.contains("cancelled_by: client\n"), "{note}");
    assert!(
        practice
            .read("clients/alice/sessions/2026-11-27.md")
            .contains("date: 2026-11-27T10:00\nstatus: planned\n")
    );
    assert!(practice.read(ALICES_PLAN).contains("review: 2026-11-27\n"));
    practice.coach("check").ok();
}

#[test]
fn a_call_that_was_moved_says_so_by_flags() {
    let practice = Practice::example();
    practice.run(["plan", "set", "alice", "two-mornings", "review=2026-11-24"]).ok();
    let before = practice.snapshot();
    for (line, hint) in [
        ("done alice --status moved", "--to"),
        ("done alice --status held --to friday", "--next plans another"),
        ("done alice --by client", "--status cancelled"),
        ("done alice --to 2026-11-24T10:00", "takes place already"),
        ("done alice --minutes 50 --next 2026-11-20", "isn't to come"),
    ] {
        practice.coach(line).fails(2).stderr_has(hint);
    }
    practice.unchanged_but(&before, &[]);
    let moved = ["done", "alice", "--status", "moved", "--to", "friday", "--by", "coach", "--reviews"];
    practice.run(moved).ok().stderr_has("the review is on Friday 27 November 2026");
    let note = practice.read(TODAYS);
    assert!(note.contains("status: moved\n") && note.contains("cancelled_by: coach\n"), "{note}");
    let after = practice.snapshot();
    practice.run(moved).ok().stderr_has("closed so already");
    practice.unchanged_but(&after, &[]);
}

#[test]
fn what_did_not_take_place_is_written_once_and_its_review_moves_to_the_next_call() {
    for flags in [&["--status", "cancelled", "--by", "client"][..], &["--status", "no-show"]] {
        let practice = Practice::example();
        practice.run(["plan", "set", "alice", "two-mornings", "review=2026-11-24"]).ok();
        practice.run(["done", "alice"].iter().chain(flags)).ok().stderr_has("coach plan set alice");
        twice(&practice, &[&["done", "alice", "--next", "2026-12-08", "--reviews"], flags].concat());
        assert!(practice.read(ALICES_PLAN).contains("review: 2026-12-08\n"));
    }
}

#[test]
fn yesterdays_call_is_closed_once_and_no_other_one_after_it() {
    for flags in [&["--status", "held"][..], &["--summary", "It held.", "--thread", "Odile #awake"]] {
        let practice = planned(&["2026-11-20T10:00", "2026-11-24T16:00"]).today("2026-11-21T09:00");
        twice(&practice, &[&["done", "alice"], flags].concat());
        let sessions = practice.json("session list alice");
        assert_eq!(sessions["sessions"].as_array().unwrap().len(), 2, "{sessions:#}");
    }
}

#[test]
fn of_several_calls_the_flags_have_to_name_one() {
    let practice = planned(&["2026-11-10T10:00", "2026-11-17T10:00"]);
    let before = practice.snapshot();
    practice.run(["done", "alice", "--summary", "x"]).fails(2).stderr_has("--on 2026-11-10T1000");
    practice.unchanged_but(&before, &[]);
    practice.run(["done", "alice", "--summary", "x", "--on", "2026-11-17"]).ok();
    practice.unchanged_but(&before, &["clients/alice/sessions/2026-11-17T1000.md"]);
    practice.run(["done", "alice", "--summary", "the tenth"]).ok();
    assert!(practice.read("clients/alice/sessions/2026-11-10T1000.md").contains("summary: the tenth"));
}

#[test]
fn of_two_calls_a_day_the_one_that_has_begun_is_closed() {
    let practice = planned(&["2026-11-24T10:00", "2026-11-24T16:00"]).today("2026-11-24T11:00");
    twice(&practice, &["done", "alice", "--summary", "morning"]);
    let practice = practice.today("2026-11-24T17:00");
    twice(&practice, &["done", "alice", "--summary", "afternoon"]);
    assert!(practice.read("clients/alice/sessions/2026-11-24T1000.md").contains("summary: morning"));
    assert!(practice.read("clients/alice/sessions/2026-11-24T1600.md").contains("summary: afternoon"));
}

#[test]
fn what_is_said_of_no_call_invents_none_and_finds_none_of_long_ago() {
    let practice = Practice::example();
    let before = practice.snapshot();
    // Ben has no call today; one that he called off was in March.
    for flags in ["--status cancelled --by client", "--status no-show"] {
        practice.coach(&format!("done ben {flags}")).fails(2).stderr_has("name the call: --on DATE");
    }
    practice.unchanged_but(&before, &[]);
    practice.coach("done ben --status cancelled --by client --on 2026-11-26").ok();
    assert!(practice.read("clients/ben/sessions/2026-11-26.md").contains("status: cancelled"));
    let before = practice.snapshot();
    practice.run(["done", "ben", "--on", "2026-11-12", "--summary", ""]).ok();
    practice.unchanged_but(&before, &[]);
}
