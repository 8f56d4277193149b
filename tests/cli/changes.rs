//! What a command writes is one value: shown by a dry run, answered as JSON, written whole or not at all.

use std::process::Command;

use crate::harness::Practice;

/// Commands that write, each on the practice that the ones before it left.
const WRITES: &[&[&str]] = &[
    &["client", "new", "Nora Lind"],
    &["client", "set", "nora", "status=paused", "tags+=night"],
    &["goal", "new", "alice", "Sleep through"],
    &["session", "new", "ben", "--on", "2026-12-10 10:00"],
    &["done", "alice", "--minutes", "50", "--summary", "Tired: \"and\" glad", "--next", "2026-12-08 10:00"],
    &["note", "ben", "rang at nine\nand again"],
    &["thread", "add", "alice", "The boat #happy"],
    &["thread", "tick", "alice", "boat"],
    &["plan", "new", "alice", "--what", "Walk", "--step", "Call Jo", "--goal", "lead-the-team"],
    &["plan", "step", "alice", "--add", "Call Kim"],
    &["plan", "review", "alice", "--happened", "Twice.", "--outcome", "kept"],
    &["goal", "rename", "alice", "lead-the-team", "--to", "lead"],
    &["client", "rename", "ben", "--to", "benjamin"],
    &["hush", "chiara", "unexamined"],
    &["prep", "alice", "--write"],
];

/// What a unified diff makes of a practice, by git's own hand.
fn apply(practice: &Practice, diff: &str) {
    let file = practice.home().join("the.diff");
    std::fs::write(&file, diff).unwrap();
    let root = practice.root();
    let ran = Command::new("git")
        .args(["apply", "--whitespace=nowarn"])
        .arg(&file)
        .current_dir(&root)
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}\n{diff}", String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn a_dry_run_shows_the_diff_that_the_run_then_makes_and_writes_nothing() {
    let practice = Practice::example();
    for line in WRITES {
        let line = line.iter().map(|word| if *word == "--to" { "--id" } else { word });
        let line: Vec<&str> = line.collect();
        let before = practice.snapshot();
        let diff = practice.run(line.iter().chain(&["--dry-run"])).ok().stdout;
        practice.unchanged_but(&before, &[]);
        let rehearsed = Practice::copied(&practice.root());
        apply(&rehearsed, &diff);
        practice.run(&line).ok();
        assert!(practice.snapshot() != before, "{line:?} writes");
        assert!(practice.snapshot() == rehearsed.snapshot(), "{line:?}\n{diff}");
    }
}

#[test]
fn a_command_that_writes_answers_with_what_it_changed() {
    let practice = Practice::example();
    let made = practice.run(["thread", "add", "alice", "The boat", "--format", "json"]).ok().json();
    assert_eq!(made["changed"][0]["path"], "clients/alice/sessions/2026-11-24.md", "{made}");
    assert_eq!((made["changed"].as_array().unwrap().len(), &made["problems"]), (1, &serde_json::json!([])));
    let again = practice.run(["thread", "add", "alice", "The boat", "--format", "json"]).ok().json();
    assert_eq!(again["changed"], serde_json::json!([]), "{again}");
}

#[test]
fn an_error_is_one_object_with_a_code_for_a_program() {
    let practice = Practice::example().file("clients/ben/sessions/2026-11-12.md", b"---\ndate: \xff\n---\n");
    let error = |line: &[&str]| {
        let ran = practice.run(line.iter().chain(&["--format", "json", "-q"])).fails(2);
        let last = ran.stderr.rfind("{\n  \"error\"").unwrap_or(0);
        serde_json::from_str::<serde_json::Value>(&ran.stderr[last..]).unwrap()["error"].clone()
    };
    assert_eq!(error(&["prep", "nobody"])["code"], "unknown");
    assert_eq!(error(&["session", "move", "alice", "last", "--to", "friday"])["code"], "refused");
    assert_eq!(error(&["session", "new", "alice", "--no-such-option"])["code"], "usage");
    let damaged = error(&["session", "set", "ben", "2026-11-12", "minutes=50"]);
    assert_eq!(damaged["code"], "damaged", "{damaged}");
    assert_eq!(
        (damaged["path"].as_str(), damaged["line"].as_u64()),
        (Some("clients/ben/sessions/2026-11-12.md"), Some(2))
    );
}

#[test]
fn a_command_that_is_refused_half_way_has_written_nothing() {
    let practice = Practice::example();
    let before = practice.snapshot();
    practice.run(["done", "alice", "--minutes", "50", "--summary", "Tired", "--next", "8/11"]).fails(2);
    practice.run(["client", "set", "alice", "status=paused", "since=nonsense"]).fails(2);
    practice.unchanged_but(&before, &[]);
}

#[test]
fn a_broken_setting_is_told_once() {
    let practice = Practice::of_alice(&[("goals/lead.md", "---\ntitle: Lead\n---\n")])
        .file("coach.yaml", "format: 1\nsignals: {importance: often}\n");
    // Where no goal is named, the practice is asked for twice: for the goal, and for its note.
    for (words, code) in [(&["lead", "importance=8"][..], 0), (&["importance=8"], 2)] {
        let ran = practice.run([&["goal", "set", "alice"][..], words].concat());
        assert!(ran.code_is(code), "{}", ran.stderr);
        assert_eq!(ran.stderr.matches("coach.yaml:2").count(), 1, "{}", ran.stderr);
    }
}
