//! What a command wrote is taken back and done again, byte for byte; the log tells what happened.

use crate::harness::Practice;

/// Commands that write, each on the practice that the ones before it left.
const WRITES: &[&[&str]] = &[
    &["client", "new", "Nora Lind"],
    &["client", "set", "nora", "status=paused"],
    &["goal", "new", "nora", "Sleep through"],
    &["session", "new", "nora", "--on", "2026-12-10 10:00"],
    &["done", "alice", "--minutes", "50", "--summary", "Tired", "--next", "2026-12-08 10:00"],
    &["note", "ben", "rang at nine"],
    &["thread", "add", "alice", "The boat"],
    &["promise", "add", "alice", "send the article"],
    &["plan", "new", "alice", "--what", "Walk", "--goal", "lead-the-team"],
    &["plan", "review", "alice", "--happened", "Twice.", "--outcome", "kept"],
    &["goal", "rename", "alice", "lead-the-team", "--id", "lead"],
    &["client", "rename", "ben", "--id", "benjamin"],
    &["session", "remove", "nora-lind", "2026-12-10"],
];

#[test]
fn steps_are_taken_back_one_by_one_to_the_very_bytes_and_done_again() {
    let practice = Practice::example();
    let mut states = vec![practice.snapshot()];
    for line in WRITES {
        practice.run(*line).ok();
        states.push(practice.snapshot());
    }
    for (place, state) in states.iter().enumerate().rev().skip(1) {
        practice.coach("undo").ok();
        assert!(practice.snapshot() == *state, "{:?} is taken back", WRITES[place]);
    }
    practice.coach("undo").fails(2).stderr_has("there is nothing to take back");
    for (place, state) in states.iter().enumerate().skip(1) {
        practice.coach("redo").ok();
        assert!(practice.snapshot() == *state, "{:?} is done again", WRITES[place - 1]);
    }
    practice.coach("undo 13").ok();
    assert!(practice.snapshot() == states[0]);
}

#[test]
fn what_was_changed_since_is_shown_and_stays() {
    let practice = Practice::example();
    practice.run(["thread", "add", "alice", "The boat"]).ok();
    let path = "clients/alice/sessions/2026-11-24.md";
    practice.write(path, practice.read(path) + "by hand\n");
    let before = practice.snapshot();
    practice.coach("undo").fails(2).stderr_has("+by hand").stderr_has("it was changed since");
    practice.unchanged_but(&before, &[]);
}

#[test]
fn behind_a_new_step_nothing_is_done_again() {
    let practice = Practice::example();
    practice.run(["thread", "add", "alice", "The boat"]).ok();
    practice.coach("undo").ok();
    practice.run(["thread", "add", "alice", "The bowl"]).ok();
    practice.coach("redo").fails(2).stderr_has("nothing to do again");
}

#[test]
fn the_log_tells_steps_in_words_with_and_without_a_client() {
    let practice = Practice::example();
    practice.run(["done", "alice", "--minutes", "50", "--thread", "The boat"]).ok();
    practice.run(["note", "ben", "rang at nine"]).ok();
    practice
        .coach("log")
        .ok()
        .stdout_has_in_order(&["Ben Osei: wrote the note of", "Alice Moreau: closed the call of 24 Nov"]);
    practice.coach("log alice").ok().stdout_has("opened 1 thread").stdout_lacks("Ben");
    practice.coach("log --shared").fails(2);
}

#[test]
fn what_was_typed_into_a_renamed_clients_note_is_shown_where_it_stands() {
    let practice = Practice::example();
    practice.run(["client", "rename", "ben", "Ben Adler"]).ok();
    let path = "clients/ben-adler/client.md";
    practice.write(path, practice.read(path) + "Typed since.\n");
    practice
        .coach("undo")
        .fails(2)
        .stderr_has("clients/ben-adler/client.md: it was changed since")
        .stderr_has("+Typed since.");
    assert!(practice.has(path));
}
