//! A practice that a newer coach wrote is read, and not written to.

use crate::harness::Practice;

fn newer() -> Practice {
    Practice::of_alice(&[("sessions/2026-11-24.md", "Words.\n")])
        .file("coach.yaml", "format: 2\n")
        .today("2026-11-24T10:00")
        .editor("echo more >> \"$1\"\n")
}

#[test]
fn what_reads_goes_on_with_a_word() {
    for line in ["today", "prep alice", "read alice", "session list alice", "find words", "report hours"] {
        newer().coach(line).ok().stderr_has("format 2 isn't known").stderr_has("writes nothing");
    }
    newer().coach("check").fails(1).stdout_has("unknown-format");
}

#[test]
fn what_writes_is_refused_and_nothing_is_changed() {
    for line in [
        "note alice Words",
        "done alice --minutes 50",
        "client new Ben",
        "client set alice pronouns=she",
        "session new alice --on tomorrow",
        "session edit alice",
        "edit alice",
        "thread add alice ask",
        "goal new alice Rest",
        "plan new alice --what Rest",
        "client archive alice",
        "note alice Words --dry-run",
        "init .",
    ] {
        let practice = newer();
        let before = practice.snapshot();
        practice.coach(line).fails(2).stderr_has("coach.yaml: format 2 is newer than this coach");
        practice.unchanged_but(&before, &[]);
    }
}

#[test]
fn an_older_number_and_none_are_written_to() {
    for settings in ["", "coach: Robin\n", "format: 1\n"] {
        newer().file("coach.yaml", settings).coach("note alice Words").ok();
    }
}
