//! `prep --write` and `--show-up`: the digest in the planned session's note.

use crate::harness::Practice;

const CALL: &str = "clients/alice/sessions/2026-11-24.md";

#[test]
fn the_digest_stands_under_prep_and_the_rest_as_it_was() {
    let practice = Practice::example();
    let (before, note) = (practice.snapshot(), practice.read(CALL));
    practice.coach("prep alice --write").ok().stdout_is("").stderr_has(CALL);
    practice.unchanged_but(&before, &[CALL]);
    let (kept, digest) =
        practice.read(CALL).split_once("## Prep\n").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    assert_eq!(kept.trim_end(), note.trim_end());
    assert!(digest.contains("### The story so far") && digest.contains("Session 11"));
    practice.coach("check").ok();
}

#[test]
fn writing_again_gives_the_same_bytes() {
    let practice = Practice::example();
    practice.coach("prep alice --write").ok();
    let once = practice.read(CALL);
    practice.coach("prep alice --write").ok();
    assert_eq!(practice.read(CALL), once);
}

#[test]
fn an_earlier_digest_is_replaced_and_what_stands_behind_it_stays() {
    for (before, after) in [
        ("a\n\n", "\n## Notes\n- mine #happy\n"),
        ("", "\n# Mine\nlast line"),
        ("a\r\n", "\r\n## B\r\nc\r\n"),
    ] {
        let note =
            format!("---\nstatus: planned\n---\n{before}## Prep\nold digest\n### Deeper\nold\n{after}");
        let practice = Practice::of_alice(&[("sessions/2026-11-24.md", &note)]);
        practice.coach("prep alice --write").ok();
        let now = practice.read(CALL);
        assert!(now.starts_with(&format!("---\nstatus: planned\n---\n{before}## Prep")), "{now}");
        assert!(now.ends_with(after.trim_start()) && !now.contains("old digest"), "{now}");
        assert_eq!(now.matches("## Prep").count(), 1);
    }
}

#[test]
fn nothing_under_prep_is_read_back() {
    let prep = "---\nstatus: planned\n---\n## Prep\n- Walks #happy\n> A quote.\n- [ ] no thread\n\n## Threads\n- [ ] real\n";
    let practice = Practice::of_alice(&[("sessions/2026-11-24.md", prep)]);
    let held = practice.json("prep alice");
    assert_eq!((&held["person"], held["threads"].as_array().unwrap().len()), (&serde_json::json!([]), 1));
    practice.coach("session set alice status=held").ok();
    let held = practice.json("prep alice");
    assert_eq!(
        (&held["last_time"]["words"], &held["person"]),
        (&serde_json::json!([]), &serde_json::json!([]))
    );
    assert_eq!(held["threads"][0]["text"], "real");
}

#[test]
fn writing_the_digest_does_not_change_what_the_digest_says() {
    let practice = Practice::example();
    for client in ["alice", "ben", "chiara", "tomas"] {
        let before = practice.json(&format!("prep {client}"));
        practice.coach(&format!("prep {client} --write")).ok();
        let after = practice.json(&format!("prep {client}"));
        assert_eq!(before, after, "{client}");
    }
    practice.coach("check").ok();
}

#[test]
fn writing_keeps_the_line_endings_of_the_note() {
    let practice =
        Practice::of_alice(&[("sessions/2026-11-24.md", "---\r\nstatus: planned\r\n---\r\nNo last newline")]);
    practice.coach("prep alice --write").ok();
    let note = practice.read(CALL);
    assert!(note.starts_with("---\r\nstatus: planned\r\n---\r\nNo last newline\r\n"), "{note:?}");
    assert_eq!(note.matches('\n').count(), note.matches("\r\n").count(), "{note:?}");
}

#[test]
fn without_a_planned_session_writing_is_refused() {
    let practice = Practice::of_alice(&[("sessions/2026-11-08.md", "held\n")]);
    let before = practice.snapshot();
    let ran = practice.coach("prep alice --write").fails(2).stdout_is("");
    ran.stderr_has("no planned session").stderr_has("coach session new alice --on WHEN");
    practice.run(["prep", "alice", "--show-up", "calm"]).fails(2).stderr_has("coach session new alice");
    practice.unchanged_but(&before, &[]);
}

#[test]
fn a_note_that_cannot_be_edited_is_left_as_it_is() {
    let practice =
        Practice::of_alice(&[("sessions/2026-11-24.md", "---\nstatus: planned\n---\n```\nopen fence\n")]);
    let before = practice.snapshot();
    practice.coach("prep alice --write").fails(2).stderr_has("clients/alice/sessions/2026-11-24.md:4:1");
    practice.unchanged_but(&before, &[]);
}

#[test]
fn show_up_writes_one_line_into_the_planned_session() {
    let practice = Practice::example();
    let note = practice.read(CALL);
    let ran = practice.run(["prep", "alice", "--show-up", "the one who waits: long"]).ok();
    ran.stdout_has("this time: the one who waits: long").stderr_has(CALL);
    let changed: Vec<String> = practice
        .read(CALL)
        .lines()
        .zip(note.lines())
        .filter(|(new, old)| new != old)
        .map(|(new, _)| new.to_owned())
        .collect();
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert_eq!(practice.json("prep alice")["show_up_as"]["planned"][0]["text"], "the one who waits: long");
}

#[test]
fn show_up_and_write_go_together() {
    let practice = Practice::example();
    practice.run(["prep", "ben", "--write", "--show-up", "calm"]).ok();
    let note = practice.read("clients/ben/sessions/2026-11-26.md");
    assert!(note.contains("show_up_as: calm\n") && note.contains("this time: calm"), "{note}");
}
