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
