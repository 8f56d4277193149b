//! Dates as they are typed: which way they look, and what is said of them. Every text is read in tables beside the code.

use crate::harness::Practice;

fn ada(today: &str) -> Practice {
    Practice::of_alice(&[("goals/lead.md", "---\ntitle: Lead\nlevel: -1\n---\n")]).today(today)
}

#[test]
fn what_has_been_takes_the_last_day_and_what_is_planned_the_next() {
    let practice = ada("2026-11-25T09:00");
    for (line, echo) in [
        (&["note", "alice", "She rang.", "--on", "24 Nov"][..], "24 Nov: Tuesday 24 November 2026"),
        (&["note", "alice", "She wrote.", "--on", "monday"], "monday: Monday 23 November 2026"),
        (&["goal", "level", "alice", "lead", "0", "--on", "24 Nov"], "24 Nov: Tuesday 24 November 2026"),
        (&["read", "alice", "--since", "24 Nov"], "24 Nov: Tuesday 24 November 2026"),
        (&["calendar", "--since", "24 Nov"], "24 Nov: Tuesday 24 November 2026"),
        (&["session", "new", "alice", "--on", "24 Nov"], "24 Nov: Wednesday 24 November 2027"),
        (&["client", "set", "alice", "since=1 Dec"], "1 Dec: Monday 1 December 2025"),
        (&["client", "set", "alice", "until=1 Dec"], "1 Dec: Tuesday 1 December 2026"),
    ] {
        practice.run(line).ok().stderr_has(echo);
    }
}

#[test]
fn a_call_is_planned_in_the_words_of_four_languages() {
    for (typed, echo) in [
        ("heute 14 Uhr", "Wednesday 25 November 2026, 14:00"),
        ("Mardi 14h30", "Tuesday 1 December 2026, 14:30"),
        ("mañana a las 10", "Thursday 26 November 2026, 10:00"),
        ("in einer Woche", "Wednesday 2 December 2026"),
        ("24.12.26 10.30", "Thursday 24 December 2026, 10:30"),
        ("friday midday", "Friday 27 November 2026, 12:00"),
        ("tonight at 8", "Wednesday 25 November 2026, 20:00"),
    ] {
        let practice = ada("2026-11-25T09:00");
        practice.run(["session", "new", "alice", "--on", typed]).ok().stderr_has(&format!("{typed}: {echo}"));
    }
}

#[test]
fn a_day_that_is_not_there_is_refused_as_one() {
    let practice = ada("2026-11-25T09:00");
    let before = practice.snapshot();
    for (typed, wanted) in [
        ("30 Feb", "February has 28 days"),
        ("10.11", "10 November or 10:11"),
        ("tomorrow at 3", "03:00 or 15:00"),
    ] {
        practice.run(["session", "new", "alice", "--on", typed]).fails(2).stderr_has(wanted);
    }
    practice.unchanged_but(&before, &[]);
}
