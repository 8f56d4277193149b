//! A practice from nothing: what `init` makes, and what is said where nothing stands yet.

use std::process::Command;

use crate::harness::{Practice, installed};

fn git(practice: &Practice, arguments: &[&str]) -> String {
    let ran = Command::new("git").current_dir(practice.root().join("new")).args(arguments).output().unwrap();
    String::from_utf8(ran.stdout).unwrap()
}

#[test]
fn init_commits_what_it_wrote_and_nothing_else() {
    if !installed("git") {
        return;
    }
    let practice = Practice::nowhere().file("new/mine.txt", "mine\n");
    practice.coach("init new").ok().stderr_has("made a git repository, and the first commit");
    assert_eq!(git(&practice, &["ls-files"]), ".gitattributes\n.gitignore\ncoach.yaml\n");
    assert_eq!(git(&practice, &["config", "core.quotePath"]), "false\n");
    assert!(practice.read("new/.gitignore").contains("\n.trash/\n"));
    practice.coach("init new").ok().stderr_has("everything was there already");
    assert_eq!(git(&practice, &["rev-list", "--count", "HEAD"]), "1\n");
}

#[test]
fn a_dry_run_of_init_makes_nothing() {
    let practice = Practice::nowhere();
    practice.coach("init new --dry-run").ok().stdout_has("+++ b/coach.yaml").stdout_has("+format: 1");
    assert!(!practice.has("new"));
}

#[test]
fn an_empty_practice_tells_the_next_command() {
    let practice = Practice::empty();
    for line in ["today", "prep", "goal list", "balance show", "client list"] {
        let ran = practice.coach(line);
        let all = format!("{}{}", ran.stdout, ran.stderr);
        assert!(all.contains("coach client new Their Name"), "{line}\n{all}");
    }
    practice.coach("client new Ana").ok();
    practice.coach("prep ana").ok().stderr_has("coach session new ana --on");
    practice.coach("session new ana").ok();
    practice.coach("prep ana").ok().stderr_has("coach goal new ana What they want");
    practice.coach("goal new ana Read a poem").ok();
    practice.coach("prep ana").ok().stderr_has("coach plan new ana");
    practice.coach("prep ana --shared").ok().stderr_lacks("coach plan new");
}

#[test]
fn what_is_removed_comes_back_whole_also_the_second_time() {
    let practice = Practice::empty();
    practice.coach("client new Ana").ok();
    practice.coach("goal new ana Read").ok();
    let before = practice.snapshot();
    practice.coach("goal remove ana re").fails(2).stderr_has("exact id");
    practice.coach("goal remove ana read").ok().stderr_has("coach restore clients/ana/goals/read.md");
    practice.coach("restore clients/ana/goals/read.md").ok();
    practice.coach("client archive an").fails(2).stderr_has("exact id");
    practice.coach("client archive ana").ok().stderr_has("coach restore clients/ana\n");
    practice.coach("client list").ok().stdout_lacks("Ana");
    practice.coach("restore clients/ana").ok();
    practice.unchanged_but(&before, &[]);
}

#[test]
fn names_and_titles_of_renames_need_no_quotes() {
    let practice = Practice::empty();
    practice.coach("client new Ana").ok();
    practice.coach("goal new ana Read").ok();
    practice.coach("client rename ana Ana Lund").ok().stdout_is("clients/ana-lund/client.md\n");
    practice.coach("goal rename ana-lund read Read two poems").ok();
    assert_eq!(practice.json("goal show ana-lund")["title"], "Read two poems");
}
