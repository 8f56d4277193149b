//! A practice that somebody hands over: its links lead nowhere but home, and nothing in it is run.
#![cfg(unix)]

use std::os::unix::fs::{PermissionsExt as _, symlink};

use crate::harness::Practice;

/// The example with a repository's own files in it, and a link at `link` that leads to `to`.
fn handed_over(link: &str, to: &str) -> Practice {
    let practice = Practice::example().file(".git/config", "[core]\n\tbare = false\n");
    let at = practice.root().join(link);
    let _ = std::fs::remove_file(&at).or_else(|_| std::fs::remove_dir_all(&at));
    symlink(to, at).unwrap();
    practice
}

#[test]
fn no_command_writes_into_git_or_settings_through_a_link() {
    for (link, to) in [
        ("clients/ben/sessions/2026-11-26.md", "../../../.git/config"),
        ("clients/ben/sessions/2026-11-26.md", "../../../coach.yaml"),
        ("clients/ben/client.md", "../../.git/config"),
        ("clients/ben/sessions", "../../.git"),
        ("clients/ben", "../.git"),
        ("clients/ben/notes", "../../.git/hooks"),
    ] {
        let practice = handed_over(link, to).file("templates/prep.md", "[core]\n\tfsmonitor = touch OWNED\n");
        let before = (practice.bytes(".git/config"), practice.bytes("coach.yaml"));
        for command in [
            "prep ben --write",
            "client set ben status=paused",
            "session set ben 2026-11-26 summary=x",
            "thread add ben x",
            "note ben some words",
        ] {
            practice.coach(command).stderr_lacks("panicked");
        }
        assert_eq!((practice.bytes(".git/config"), practice.bytes("coach.yaml")), before, "{link} to {to}");
        assert!(!practice.has(".git/hooks"), "{link} to {to}");
    }
}

#[test]
fn another_clients_notes_are_neither_read_nor_written_as_this_ones() {
    let practice = handed_over("clients/ben/sessions/2026-11-12.md", "../../alice/sessions/2026-11-08.md");
    let before = practice.bytes("clients/alice/sessions/2026-11-08.md");
    let shown = practice.coach("prep ben --format json").ok();
    shown.stderr_has("clients/ben/sessions/2026-11-12.md").stdout_lacks("nobody owns the vision");
    practice.coach("session set ben 2026-11-12 summary=x").fails(2);
    practice.coach("check").fails(1).stdout_has("another place in the practice");
    assert_eq!(practice.bytes("clients/alice/sessions/2026-11-08.md"), before);
    let folder = handed_over("clients/ben", "alice");
    folder.coach("client show ben").fails(2).nowhere_has("Alice Moreau");
}

#[test]
fn a_template_is_no_way_to_somebodys_notes() {
    let practice = Practice::example();
    std::fs::create_dir_all(practice.root().join("templates")).unwrap();
    symlink("../clients/alice/client.md", practice.root().join("templates/prep.md")).unwrap();
    practice.coach("prep ben").nowhere_has("Alice");
}

#[test]
fn what_a_killed_command_left_is_swept_by_the_next_that_writes_there() {
    let left = "clients/alice/sessions/.coach-AbC123.tmp";
    let practice = Practice::example().file(left, "half a note");
    practice.coach("session set alice 2026-11-08 minutes=50").ok();
    assert!(!practice.has(left));
}

#[test]
fn new_notes_are_for_nobody_else_on_the_machine() {
    let practice = Practice::empty();
    practice.coach("client new Ida").ok();
    let mode =
        |path: &str| std::fs::metadata(practice.root().join(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("clients/ida/client.md"), mode("clients/ida")), (0o600, 0o700));
}

#[test]
fn coach_yaml_that_cannot_be_locked_keeps_nobody_from_writing() {
    let practice = Practice::example();
    let marker = practice.root().join("coach.yaml");
    std::fs::set_permissions(&marker, std::fs::Permissions::from_mode(0o400)).unwrap();
    practice.coach("session set alice 2026-11-08 minutes=50").ok();
}

#[test]
fn nothing_that_the_practice_or_its_repository_names_is_run() {
    let practice = Practice::example().file(".gitattributes", "*.md diff=hostile\n");
    let owned = practice.outside().join("owned");
    let run = format!("touch '{}'", owned.display());
    let git = |arguments: &[&str]| {
        let mut git = std::process::Command::new("git");
        git.current_dir(practice.root()).args(["-c", "user.name=A", "-c", "user.email=a@example.org"]);
        assert!(git.args(arguments).output().unwrap().status.success(), "{arguments:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "-A"]);
    git(&["commit", "-q", "-m", "handed over"]);
    for key in ["core.fsmonitor", "core.pager", "diff.external", "diff.hostile.textconv", "core.sshCommand"] {
        git(&["config", key, &run]);
    }
    practice.write("coach.yaml", format!("format: 1\neditor: {run}\n"));
    for command in
        ["goal show alice lead", "stuck alice", "prep alice", "check", "client edit alice", "today"]
    {
        practice.coach(command).stderr_lacks("panicked");
    }
    assert!(!owned.exists());
}
