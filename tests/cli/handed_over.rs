//! A practice that somebody hands over, with everything in it that could make git or an editor run something: every command is run
//! over it, nothing else is, and nothing outside is read or written.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command;

use crate::harness::Practice;

/// What stands outside, and must neither be read nor written.
const SECRET: &str = "a secret from elsewhere";
/// Every hook that git knows and that a command of ours could set off.
const HOOKS: &[&str] = &[
    "pre-commit",
    "prepare-commit-msg",
    "commit-msg",
    "post-commit",
    "pre-merge-commit",
    "post-merge",
    "post-checkout",
    "pre-push",
    "pre-auto-gc",
    "post-index-change",
    "reference-transaction",
    "fsmonitor-watchman",
    "post-rewrite",
    "update",
    "pre-receive",
    "post-receive",
    "post-update",
];

/// Where the repository of the practice lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// In `.git`, as it does.
    Ordinary,
    /// In a folder of a client's, which a file `.git` names.
    Elsewhere,
    /// The practice's own folder looks like the inside of one.
    Bare,
}

fn git(folder: &Path, arguments: &[&str]) {
    let mut git = Command::new("git");
    git.current_dir(folder).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    git.args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.hooksPath=/dev/null"]);
    let output = git.args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// The settings that would run `run`.
fn settings(run: &str) -> String {
    let ext = "ext::sh -c";
    format!(
        "[core]\n\trepositoryformatversion = 0\n\tfsmonitor = {run}\n\thooksPath = hooks\n\tpager = {run}\n\teditor = {run}\n\tsshCommand = {run}\n\taskPass = {run}\n\talternateRefsCommand = {run}\n\
         [diff]\n\texternal = {run}\n[diff \"hostile\"]\n\ttextconv = {run}\n\tcommand = {run}\n\
         [filter \"hostile\"]\n\tclean = {run}\n\tsmudge = {run}\n\tprocess = {run}\n\
         [merge \"coach\"]\n\tdriver = {run}\n[merge \"hostile\"]\n\tdriver = {run}\n\
         [credential]\n\thelper = !{run}\n[gpg]\n\tprogram = {run}\n[gpg \"ssh\"]\n\tprogram = {run}\n[commit]\n\tgpgSign = true\n\
         [log]\n\tshowSignature = true\n[sequence]\n\teditor = {run}\n[protocol \"ext\"]\n\tallow = always\n\
         [hook \"x\"]\n\tcommand = {run}\n\tevent = pre-commit\n[alias]\n\tstatus = !{run}\n\tlog = !{run}\n\
         [remote \"origin\"]\n\turl = {ext} {}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n\
         [branch \"main\"]\n\tremote = origin\n\tmerge = refs/heads/main\n",
        run.replace(' ', "% ")
    )
}

fn hostile(kind: Kind) -> Practice {
    // A day without a call: no command takes somebody else for the one that is meant.
    let practice = Practice::example().today("2026-11-21");
    let root = practice.root();
    let outside = practice.outside();
    std::fs::write(outside.join("secret.md"), format!("---\nname: Eve\n---\n\n{SECRET}\n")).unwrap();
    // A script without a blank in its path serves every kind of setting.
    let script = outside.join("run.sh");
    std::fs::write(&script, format!("#!/bin/sh\ntouch '{}'\ncat\n", practice.home().join("owned").display()))
        .unwrap();
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).unwrap();
    let run = script.display().to_string();
    let inside = match kind {
        Kind::Ordinary => root.join(".git"),
        Kind::Elsewhere => root.join("clients/ben/files"),
        Kind::Bare => root.clone(),
    };
    match kind {
        Kind::Bare => git(&root, &["init", "-q", "--bare", "-b", "main", "."]),
        Kind::Ordinary => git(&root, &["init", "-q", "-b", "main", "."]),
        Kind::Elsewhere => {
            git(&root, &["init", "-q", "-b", "main", "--separate-git-dir", inside.to_str().unwrap(), "."]);
        }
    }
    if kind != Kind::Bare {
        git(&root, &["add", "-A", "."]);
        git(&root, &["commit", "-q", "-m", "handed over"]);
    }
    let worktree = if kind == Kind::Bare { "[core]\n\tbare = false\n\tworktree = .\n" } else { "" };
    std::fs::write(inside.join("config"), settings(&run) + worktree).unwrap();
    for folder in [inside.join("hooks"), root.join("hooks")] {
        std::fs::create_dir_all(&folder).unwrap();
        for hook in HOOKS {
            std::fs::copy(&script, folder.join(hook)).unwrap();
        }
    }
    practice.write(".gitattributes", "* diff=hostile filter=hostile merge=hostile\n");
    practice.write("coach.yaml", format!("format: 1\neditor: {run}\nautosave: true\n"));
    practice.write("clients/ben/client.md", practice.read("clients/ben/client.md") + "\nmore\n");
    let links = [
        ("clients/ben/sessions/2026-11-26.md", "../../../.git/config".to_owned()),
        ("clients/ben/goals/outside.md", outside.join("secret.md").display().to_string()),
        ("clients/eve", outside.display().to_string()),
        ("templates/prep.md", outside.join("secret.md").display().to_string()),
        ("clients/ben/transcripts", "../alice/sessions".to_owned()),
        (".trash", outside.display().to_string()),
    ];
    for (link, to) in links {
        let at = root.join(link);
        std::fs::create_dir_all(at.parent().unwrap()).unwrap();
        let _ = std::fs::remove_file(&at);
        symlink(to, at).unwrap();
    }
    practice
}

/// Every file of a folder and its bytes.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files =
        walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().display().to_string(), std::fs::read(entry.path()).unwrap())).collect()
}

/// The words of every command that does something.
fn leaves(command: &clap::Command, words: &[String], found: &mut Vec<Vec<String>>) {
    let mut inner = command.get_subcommands().filter(|inner| inner.get_name() != "help").peekable();
    if inner.peek().is_none() {
        found.push(words.to_vec());
    }
    for command in inner {
        leaves(command, &[words, &[command.get_name().to_owned()]].concat(), found);
    }
}

/// Runs command lines over a hostile practice, and looks after each whether anything was run, written or shown that isn't its own.
fn run_over(practice: &Practice, lines: &[Vec<String>]) {
    let owned = practice.home().join("owned");
    let outside = contents(&practice.outside());
    let alice = contents(&practice.root().join("clients/alice"));
    for line in lines {
        let ran = practice.run(line).stderr_lacks("panicked").nowhere_has(SECRET);
        assert!(!owned.exists(), "something was run by {line:?}\n{}{}", ran.stdout, ran.stderr);
        assert!(contents(&practice.outside()) == outside, "{line:?} wrote outside");
        assert!(
            contents(&practice.root().join("clients/alice")) == alice,
            "{line:?} wrote another client's notes"
        );
    }
}

fn lines(typed: &[&str]) -> Vec<Vec<String>> {
    typed.iter().map(|line| line.split_whitespace().map(str::to_owned).collect()).collect()
}

/// Commands that look into git or write it, and some that write notes.
const OF_GIT: &[&str] = &[
    "log",
    "log ben",
    "save",
    "save --dry-run",
    "sync",
    "sync --save",
    "today -v",
    "prep ben",
    "prep alice",
    "stuck alice",
    "goal show alice lead",
    "check",
    "check --fix",
    "note ben some words",
    "session set ben 2026-11-26 summary=x",
    "client set ben status=paused",
    "thread add ben x",
    "undo",
    "redo",
    "session remove ben 2026-11-12",
    "restore",
    "init",
    "save",
    "client edit ben",
];

#[test]
fn every_command_runs_over_a_practice_that_somebody_handed_over_and_nothing_else_does() {
    let practice = hostile(Kind::Ordinary);
    let mut commands = Vec::new();
    leaves(&coach::cli::tree(), &[], &mut commands);
    assert!(commands.len() > 50, "{commands:?}");
    // These write elsewhere because that is what they are for.
    commands.retain(|words| words[0] != "demo" && words[0] != "merge-driver");
    let with = |more: &str| {
        let more = more.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        commands.iter().map(move |words| [words.as_slice(), &more].concat()).collect::<Vec<_>>()
    };
    run_over(&practice, &[with("ben"), with("ben some words"), with("eve"), lines(OF_GIT)].concat());
}

#[test]
fn a_repository_that_lies_elsewhere_or_only_looks_like_one_runs_nothing_either() {
    for kind in [Kind::Elsewhere, Kind::Bare] {
        run_over(&hostile(kind), &lines(OF_GIT));
    }
}

#[test]
fn what_could_run_is_named_with_how_to_say_that_it_is_ones_own() {
    let practice = hostile(Kind::Ordinary);
    for command in ["save", "sync", "save --dry-run"] {
        let told = practice.coach(command).fails(2);
        told.stderr_has("core.fsmonitor").stderr_has("coach save --trust");
    }
    // It isn't the practice that says so.
    practice.write(".git/coach-trusted", "");
    practice.coach("save").fails(2);
}

/// With hooks alone a practice is saved and sent, and they aren't run, neither here nor in a folder that it is sent to.
#[test]
fn hooks_here_and_where_it_is_sent_are_not_run() {
    let practice = Practice::example();
    crate::saving::introduce(&practice);
    let owned = practice.home().join("owned");
    let (root, place) = (practice.root(), practice.outside().join("place.git"));
    git(&root, &["init", "-q", "-b", "main"]);
    git(&root, &["init", "-q", "--bare", "-b", "main", place.to_str().unwrap()]);
    git(&root, &["remote", "add", "origin", place.to_str().unwrap()]);
    for folder in [root.join(".git/hooks"), place.join("hooks")] {
        for hook in HOOKS {
            let file = folder.join(hook);
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&file, format!("#!/bin/sh\ntouch '{}'\n", owned.display())).unwrap();
            std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o755)).unwrap();
        }
    }
    practice.coach("sync --save").ok().stderr_has("aren't run");
    assert!(!owned.exists());
    git(&root, &["remote", "set-url", "origin", "clients/ben/files/place.git"]);
    practice.coach("sync").fails(2).stderr_has("remote.origin.url").stderr_has("--trust");
}
