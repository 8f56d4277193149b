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
fn what_is_written_side_by_side_is_not_taken_for_what_a_killed_command_left() {
    let practice = Practice::example();
    for number in 0..3000 {
        practice.write(&format!("clients/ben/sessions/.coach-{number:06}.tmp"), "half");
    }
    for day in 1..=48 {
        practice.lay_outside(&format!("old/2019-{:02}-{:02}.md", 1 + day / 25, 1 + day % 25), b"A note.\n");
    }
    let line = format!("import {} --client ben", practice.outside().join("old").display());
    practice.coach(&line).ok().stdout_has("\n48 brought in");
    assert!(practice.snapshot().keys().all(|path| !path.contains("/.coach-")));
}

#[test]
fn check_names_what_a_killed_command_left_once_nobody_can_be_using_it() {
    for left in ["clients/alice/sessions/.coach-AbC123.tmp", "clients/alice/.coach-AbC123.tmp"] {
        let practice = Practice::example().file(left, "half a note");
        practice.coach("check").ok();
        let file = std::fs::File::options().write(true).open(practice.root().join(left)).unwrap();
        file.set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
        practice.coach("check").fails(1).stdout_has(left).stdout_has("was cut off left this");
    }
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

#[cfg(debug_assertions)]
#[test]
fn a_file_system_without_locks_and_without_exchange_is_a_place_for_notes_all_the_same() {
    for error in ["9", "37", "95"] {
        let practice = Practice::example().env("COACH_FAULT", format!("lock {error}"));
        practice.coach("session set alice 2026-11-08 minutes=50").ok().stderr_lacks("locks");
        practice
            .coach("session set alice 2026-11-08 minutes=45 -v")
            .ok()
            .stderr_has("there are no locks here");
    }
    for (fault, line) in [
        ("exchange 22", "session set alice 2026-11-08 minutes=50"),
        ("exchange 95", "session set alice 2026-11-08 minutes=50"),
        ("namenew 22", "client new Ida"),
        ("namenew 1", "client new Ida"),
    ] {
        let practice = Practice::example().env("COACH_FAULT", fault);
        practice.coach(line).ok().stderr_lacks("os error");
        practice.coach("check").ok();
        assert!(!practice.snapshot().keys().any(|path| path.contains(".coach-")), "{fault}");
    }
    let practice = Practice::example().env("COACH_FAULT", "namenew 95");
    practice.coach("client new Ida").ok();
    practice.coach("client new Ida").fails(2).stderr_has("already");
}

#[cfg(debug_assertions)]
#[test]
fn what_the_disk_refuses_is_told_in_one_line_that_names_the_note_and_nothing_is_half_done() {
    let said =
        [("28", "the disk is full"), ("30", "can only be read"), ("13", "no permission"), ("5", "it could")];
    for step in ["write", "sync", "exchange"] {
        for (error, words) in said {
            let practice = Practice::example().env("COACH_FAULT", format!("{step} {error}"));
            let before = practice.snapshot();
            let told = practice.coach("session set alice 2026-11-08 minutes=50").fails(2);
            told.stderr_has("clients/alice/sessions/2026-11-08.md: ")
                .stderr_has(words)
                .stderr_lacks(".coach-");
            practice.unchanged_but(&before, &[]);
        }
    }
}

#[cfg(debug_assertions)]
#[test]
fn whichever_step_goes_wrong_a_command_is_done_wholly_or_not_at_all_and_can_be_run_again() {
    for line in [
        "goal rename alice lead-the-team guide",
        "client rename ben benedict",
        "client new Ida",
        "session move ben next --to 2026-12-09T10:00 --reviews",
        "session move ben next --to 2026-11-25T16:00",
        "session cancel ben next --by client --reviews 2026-12-09",
        "client archive ben",
    ] {
        let whole = Practice::example();
        let before = whole.snapshot();
        whole.coach(line).ok();
        let after = whole.snapshot();
        for how in ["5", "abort"] {
            // The first step is the lock, which a command does without. A rename has many steps of one kind.
            for step in (2..60).step_by(if line.starts_with("goal") { 5 } else { 1 }) {
                let practice = Practice::example();
                let mut command = practice.command(line.split_whitespace());
                let ran = command.env("COACH_FAULT", format!("{step} {how}")).output().unwrap();
                if ran.status.success() {
                    break;
                }
                let left = practice.snapshot();
                if how == "5" {
                    assert!(left == before || left == after, "{line}, {step} {how}");
                }
                // Cut off behind its last write, all of it is done.
                if left != after {
                    practice.coach(line).ok();
                }
                let mut again = practice.snapshot();
                again.retain(|path, _| !path.contains(".coach-"));
                assert_eq!(
                    again.keys().collect::<Vec<_>>(),
                    after.keys().collect::<Vec<_>>(),
                    "{line}, {step}"
                );
                assert!(again == after, "{line}, {step} {how}: it isn't what one run gives");
            }
        }
    }
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
