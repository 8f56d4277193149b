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
    practice.run(line).ok();
    practice.unchanged_but(&before, &[]);
    practice.coach("check").ok();
}

/// How many questions were asked: each is drawn with its mark at the beginning of a line.
#[cfg(unix)]
fn questions(scroll: &str) -> usize {
    scroll.lines().filter(|line| line.starts_with("? ") || line.starts_with("> ")).count()
}

#[cfg(unix)]
#[test]
fn a_call_is_closed_in_five_questions() {
    let practice = Practice::example().today("2026-11-24T10:58");
    let before = practice.snapshot();
    let answers = [
        ("What happened? held and its minutes, moved, cancelled or no-show [held 58]", ""),
        ("Where did we leave off, in a line?", "“Nobody owns it.”"),
        ("Something to come back to?", "Odile's chair; the loft"),
        ("What did you say you would do?", "Send the page due:friday"),
        ("Next call? (- for none) [Tuesday 5 January 2027, 10:00]", ""),
    ];
    let mut talk = practice.talk("done alice");
    for (question, answer) in answers {
        talk.answers(question, answer);
    }
    let ended = talk.ends_well();
    assert_eq!(questions(&ended.scroll), 5, "{}", ended.scroll);
    insta::assert_snapshot!("closed", ended.scroll);
    practice.unchanged_but(&before, &[TODAYS, "clients/alice/sessions/2027-01-05.md"]);
    let note = practice.read(TODAYS);
    for line in [
        "status: held\n",
        "minutes: 58\n",
        "- [ ] Odile's chair\n- [ ] the loft\n",
        "> Nobody owns it.\n",
        "## I said I would\n- [ ] Send the page due:2026-11-27\n",
    ] {
        assert!(note.contains(line), "{line}: {note}");
    }
    practice.coach("check").ok();
}

#[cfg(unix)]
#[test]
fn the_clocks_minutes_are_offered_near_the_end_of_a_call_alone() {
    for (now, offered) in
        [("11:20", "[held]"), ("10:20", "[held]"), ("10:46", "[held 46]"), ("11:10", "[held 70]")]
    {
        let practice = planned(&["2026-11-24T10:00"]).today(&format!("2026-11-24T{now}"));
        let mut talk = practice.talk("done alice");
        talk.sees(&format!("cancelled or no-show {offered}")).presses(".\r");
        talk.ends_well();
    }
}

#[cfg(unix)]
#[test]
fn asked_again_it_offers_what_stands_there_and_enter_leaves_it() {
    let practice = Practice::example();
    let line = "done alice --minutes 50 --summary Here. --heard 9 --next 2026-12-10T10:00";
    practice.coach(line).ok();
    let before = practice.snapshot();
    let mut talk = practice.talk("done alice");
    talk.answers("What happened? held and its minutes, moved, cancelled or no-show [held 50]", "")
        .answers("Where did we leave off, in a line? (their words in quotation marks) [Here.]", "")
        .answers("Something to come back to?", "")
        .answers("What did you say you would do?", "")
        .answers("Next call? (- for none) [Thursday 10 December 2026, 10:00]", "");
    talk.ends_well();
    practice.unchanged_but(&before, &[]);
}

#[cfg(unix)]
#[test]
fn the_day_is_closed_call_by_call() {
    let practice = Practice::empty()
        .file("clients/anna/sessions/2026-11-24.md", "---\ndate: 2026-11-24T09:30\nstatus: planned\n---\n")
        .file("clients/anna/client.md", "---\nname: Anna\n---\n")
        .file("clients/ben/sessions/2026-11-24.md", "---\ndate: 2026-11-24T11:00\nstatus: planned\n---\n")
        .file("clients/ben/client.md", "---\nname: Ben\n---\n")
        .file("clients/cleo/sessions/2026-11-24.md", "---\ndate: 2026-11-24T18:00\nstatus: planned\n---\n")
        .file("clients/cleo/client.md", "---\nname: Cleo\n---\n")
        .today("2026-11-24T13:00");
    practice.coach("done --day").fails(2).stderr_has("anna, ben");
    let before = practice.snapshot();
    let mut talk = practice.talk("done --day");
    talk.answers("What happened?", "50").answers("Where did we leave off", "Anna's line.");
    talk.answers("Something to come back to?", "").answers("What did you say", "").answers("Next call?", "-");
    talk.answers("What happened?", "no-show").answers("Next call?", "-");
    talk.ends_well();
    practice.unchanged_but(
        &before,
        &["clients/anna/sessions/2026-11-24.md", "clients/ben/sessions/2026-11-24.md"],
    );
    assert!(practice.read("clients/anna/sessions/2026-11-24.md").contains("summary: Anna's line.\n"));
    assert!(practice.read("clients/ben/sessions/2026-11-24.md").contains("status: no-show\n"));
}

#[test]
fn a_call_that_has_not_begun_is_not_closed() {
    let practice = planned(&["2026-11-24T14:30", "2026-12-01T10:00"]).today("2026-11-24T10:31");
    let before = practice.snapshot();
    for line in [
        "done alice --minutes 50",
        "done alice --minutes 50 --on 2026-12-01",
        "done alice --status no-show --on next",
    ] {
        practice.coach(line).fails(2).stderr_has("hasn't begun");
    }
    practice.unchanged_but(&before, &[]);
    practice.coach("done alice --status cancelled --by client --on 2026-12-01").ok();
    practice.coach("done alice --status cancelled --by client").ok();
}

#[test]
fn what_is_replaced_is_said() {
    let practice = planned(&["2026-11-24T10:00"]).today("2026-11-24T11:00");
    practice
        .run(["done", "alice", "--minutes", "50", "--summary", "Nobody owns it."])
        .ok()
        .stderr_lacks("in place of");
    let again = practice.run(["done", "alice", "--minutes", "60", "--summary", "She owns it."]).ok();
    again.stderr_has("in place of “Nobody owns it.”").stderr_has("60 stand in place of 50");
}

#[test]
fn a_plan_without_a_review_is_looked_at_in_the_next_call() {
    let practice = planned(&["2026-11-24T10:00"])
        .file("clients/alice/plans/2026-11-24-two.md", "# Two mornings\n")
        .today("2026-11-24T11:00");
    practice
        .coach("done alice --minutes 50 --next 2026-12-08T10:00")
        .ok()
        .stderr_has("“Two mornings”: the review is on Tuesday 8 December");
    assert!(practice.read("clients/alice/plans/2026-11-24-two.md").contains("review: 2026-12-08\n"));
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

#[test]
fn a_call_behind_which_a_later_one_was_closed_is_asked_about_and_not_taken_for_todays() {
    let practice = Practice::of_alice(&[
        ("sessions/2026-10-01.md", "---\nstatus: planned\n---\n"),
        ("sessions/2026-11-10.md", "---\nstatus: held\nminutes: 50\n---\n"),
    ]);
    let practice = practice.today("2026-11-24T12:00");
    let before = practice.snapshot();
    for flags in ["--minutes 50", "--summary words"] {
        practice
            .coach(&format!("done alice {flags}"))
            .fails(2)
            .stderr_has("that one: --on 2026-10-01")
            .stderr_has("--on today");
    }
    practice.unchanged_but(&before, &[]);
    practice.coach("done alice --minutes 50 --on 2026-10-01").ok();
    practice.coach("done alice --minutes 40").ok();
    assert!(practice.read("clients/alice/sessions/2026-11-24.md").contains("minutes: 40"));
}

#[test]
fn what_is_said_otherwise_of_a_call_of_today_is_another_call_and_that_is_told() {
    let practice = Practice::of_alice(&[("sessions/2026-11-24.md", "---\nstatus: no-show\n---\n")]);
    let practice = practice.today("2026-11-24T12:00");
    let done = practice.coach("done alice --minutes 50").ok().stderr_has("2026-11-24-2.md: closed");
    done.stderr_has("the call of 2026-11-24 is told as no-show, so this is another one")
        .stderr_has("coach undo, then coach done alice --on 2026-11-24");
    practice.coach("undo").ok();
    practice.coach("done alice --on 2026-11-24 --status held --minutes 50").ok().stderr_lacks("another one");
    assert_eq!(
        practice.read("clients/alice/sessions/2026-11-24.md"),
        "---\nstatus: held\nminutes: 50\n---\n"
    );
}

#[test]
fn the_next_call_is_named_as_people_name_it() {
    let held = |day: &str| {
        (format!("sessions/2026-11-{day}.md"), format!("---\ndate: 2026-11-{day}T10:00\nstatus: held\n---\n"))
    };
    let notes = ["01", "08", "15", "22"].map(held);
    let notes: Vec<(&str, &str)> = notes.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    for (typed, wanted) in [
        ("usual", "2026-12-01T10:00"),
        ("same time", "2026-12-01T10:00"),
        ("friday same time", "2026-11-27T10:00"),
        ("in 2 weeks, same time", "2026-12-08T10:00"),
        ("friday 15:00", "2026-11-27T15:00"),
    ] {
        let practice = Practice::of_alice(&notes).today("2026-11-24T11:00");
        practice.write(
            "clients/alice/sessions/2026-11-24.md",
            "---\ndate: 2026-11-24T10:00\nstatus: planned\n---\n",
        );
        practice.run(["done", "alice", "--next", typed]).ok().stderr_has(&format!("{typed}: "));
        let day = &wanted[..10];
        assert!(
            practice.read(&format!("clients/alice/sessions/{day}.md")).contains(&format!("date: {wanted}\n"))
        );
    }
    let practice = Practice::of_alice(&notes).today("2026-11-24");
    practice.write("clients/alice/sessions/2026-11-24.md", "Words.\n");
    let before = practice.snapshot();
    practice.run(["done", "alice", "--next", "friday same time"]).fails(2).stderr_has("has no hour");
    practice
        .run(["done", "alice", "--next", "next tuesday 10"])
        .fails(2)
        .stderr_has("write 10:00 if it is the hour");
    practice.unchanged_but(&before, &[]);
    practice.run(["done", "alice", "--minutes", "50", "--next", "none"]).ok();
    practice.unchanged_but(&before, &["clients/alice/sessions/2026-11-24.md"]);
    // The minute at which somebody types this is no hour of a call.
    let practice = Practice::of_alice(&[]).today("2026-11-24T16:21");
    practice.run(["done", "alice", "--minutes", "50", "--next", "usual"]).ok().stderr_lacks("16:21");
}

#[cfg(unix)]
#[test]
fn a_way_back_that_is_not_there_is_told_and_skips_nothing() {
    let practice = Practice::example().today("2026-11-24T10:58");
    let mut talk = practice.talk("done alice");
    talk.answers("What happened?", "<");
    talk.sees("here is no way back");
    talk.answers("What happened?", "held 50");
    talk.answers("Where did we leave off, in a line?", "<");
    talk.sees("here is no way back");
    talk.answers("Where did we leave off, in a line?", "She saw it.");
    talk.answers("Something to come back to?", ".");
    talk.ends_well();
    let note = practice.read(TODAYS);
    assert!(note.contains("minutes: 50\n") && note.contains("summary: She saw it.\n"), "{note}");
}
