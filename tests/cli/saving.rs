//! `coach save`: what changed in the practice is committed, and nothing else; what stands in the way is told in two lines.

use std::process::Command;

use crate::harness::{Practice, Ran};

/// Runs git in the practice, and gives what it wrote.
pub fn git(practice: &Practice, arguments: &[&str]) -> String {
    let mut git = Command::new("git");
    git.current_dir(practice.root()).env("GIT_CONFIG_NOSYSTEM", "1");
    git.env("GIT_CONFIG_GLOBAL", practice.home().join("gitconfig"));
    let output = git.args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Says who somebody is, to git.
pub fn introduce(practice: &Practice) {
    let text = "[user]\n\tname = Robin Vale\n\temail = robin@example.org\n[init]\n\tdefaultBranch = main\n";
    std::fs::write(practice.home().join("gitconfig"), text).unwrap();
}

/// The example in a repository of its own, all of it committed.
pub fn kept() -> Practice {
    let practice = Practice::example();
    introduce(&practice);
    practice.coach("init").ok();
    practice.coach("save").ok();
    practice
}

fn last_message(practice: &Practice) -> String {
    git(practice, &["log", "-1", "--format=%B"]).trim().to_owned()
}

#[test]
fn what_changed_is_committed_with_a_line_that_names_nobody() {
    let practice = kept();
    practice.run(["done", "alice", "--held", "50", "--summary", "Tired", "--thread", "The boat"]).code_is(0);
    practice.coach("note ben rang at nine").ok();
    let saved = practice.coach("save").ok();
    saved.stderr_has("saved: ").stdout_is("");
    let message = last_message(&practice);
    assert!(message.contains("1 note"), "{message}");
    for word in ["alice", "ben", "Tired", "boat", "2026"] {
        assert!(!message.to_lowercase().contains(&word.to_lowercase()), "{message}");
    }
    assert_eq!(git(&practice, &["status", "--short"]), "");
    assert_eq!(git(&practice, &["log", "-1", "--format=%an"]).trim(), "Robin Vale");
    practice.coach("save").ok().stderr_has("nothing to save");
}

#[test]
fn only_the_practice_is_committed_and_what_is_staged_elsewhere_stays_so() {
    let practice = Practice::nowhere();
    introduce(&practice);
    git(&practice, &["init", "-q"]);
    practice.write("practice/coach.yaml", "format: 1\n");
    practice.write("other.txt", "staged\n");
    practice.write("loose.txt", "neither\n");
    git(&practice, &["add", "other.txt"]);
    practice.coach("--practice practice client new Ida").ok();
    practice.coach("--practice practice save -m Begin").ok();
    assert_eq!(
        git(&practice, &["show", "--name-only", "--format=%s"]).trim(),
        "Begin\n\npractice/clients/ida/client.md\npractice/coach.yaml"
    );
    assert_eq!(git(&practice, &["status", "--short"]), "A  other.txt\n?? loose.txt\n");
}

#[test]
fn removed_notes_are_saved_as_removed_and_the_trash_never_is() {
    let practice = kept();
    std::fs::remove_file(practice.root().join(".gitignore")).unwrap();
    practice.write(".trash/clients/a/client.md", "gone");
    practice.write("clients/alice/.coach-AbC123.tmp", "half");
    practice.coach("session remove alice 2026-11-08").ok();
    practice.coach("save").ok();
    let shown = git(&practice, &["show", "--name-status", "--format=%s"]);
    assert!(shown.contains("D\tclients/alice/sessions/2026-11-08.md"), "{shown}");
    assert!(!shown.contains(".trash") && !shown.contains(".tmp"), "{shown}");
}

/// What stands in the way: a state of the repository, what is said of it, and how to mend it.
#[test]
fn what_stands_in_the_way_is_told_with_how_to_mend_it() {
    let refused = |prepare: &dyn Fn(&Practice), what: &str, hint: &str| {
        let practice = kept();
        practice.coach("note ben rang").ok();
        prepare(&practice);
        let told = practice.coach("save").fails(2).stderr_has(what).stderr_has(hint);
        assert_eq!(told.stderr.lines().filter(|line| !line.is_empty()).count(), 2, "{}", told.stderr);
    };
    refused(&|p| drop(git(p, &["checkout", "-q", "--detach"])), "detached head", "git switch");
    refused(
        &|p| std::fs::write(p.home().join("gitconfig"), "").unwrap(),
        "who you are",
        "git config --global user.name",
    );
    refused(&|p| p.write(".git/CHERRY_PICK_HEAD", "x"), "middle of a cherry-pick", "--abort");
    refused(
        &|p| std::fs::create_dir(p.root().join(".git/rebase-merge")).unwrap(),
        "middle of a rebase",
        "--continue",
    );
    refused(&|p| p.write(".git/BISECT_LOG", "x"), "middle of a bisect", "git bisect reset");
    refused(&|p| std::fs::remove_dir_all(p.root().join(".git")).unwrap(), "no git repository", "coach init");
    refused(
        &|p| drop(git(p, &["config", "filter.x.clean", "touch owned"])),
        "filter.x.clean",
        "coach save --trust",
    );
    let practice = kept().env("PATH", "/nowhere");
    practice.coach("save").fails(2).stderr_has("git isn't installed").stderr_has("git-scm.com");
    practice.run(["save", "-m", " "]).fails(2).stderr_has("message is empty");
}

#[cfg(unix)]
#[test]
fn hooks_run_once_the_user_has_said_that_the_repository_is_theirs() {
    use std::os::unix::fs::PermissionsExt as _;
    let practice = kept();
    practice.write(".git/hooks/pre-commit", "#!/bin/sh\necho the hook says no >&2\nexit 1\n");
    let hook = practice.root().join(".git/hooks/pre-commit");
    std::fs::set_permissions(hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    practice.coach("note ben rang").ok();
    let saved = practice.coach("save").ok();
    saved.stderr_has("aren't run (pre-commit)").stderr_has("coach save --trust");
    practice.coach("note ben rang again").ok();
    let refused = practice.coach("save --trust").fails(2);
    refused.stderr_has("the hook says no").stderr_has("made no commit").stderr_lacks("aren't run");
    assert!(git(&practice, &["status", "--short"]).starts_with("?? "), "it is as it was");
    let confirmed = practice.home().join(".local/state/coach/confirmed");
    assert_eq!(std::fs::read_dir(confirmed).unwrap().count(), 1);
    practice.coach("save").fails(2).stderr_has("the hook says no");
}

#[test]
fn a_rehearsed_save_says_what_it_would_keep_and_keeps_nothing() {
    let practice = kept();
    practice.coach("note ben rang").ok();
    let told: Ran = practice.coach("save --dry-run").ok();
    told.stderr_has("would save: 1 note (1 file)").stdout_is("clients/ben/notes/2026-11-24.md\n");
    assert_eq!(git(&practice, &["status", "--short"]), "?? clients/ben/notes/2026-11-24.md\n");
    let answer = practice.json("save");
    assert_eq!((&answer["message"], &answer["files"]), (&"1 note".into(), &1.into()));
    assert_eq!(practice.json("save")["commit"], serde_json::Value::Null);
}

#[test]
fn with_autosave_a_command_commits_what_it_wrote_and_says_once_what_that_means() {
    let practice = kept().file("clients/ben/notes/2026-01-01.md", "by hand\n");
    let configuration = practice.home().join(".config/coach");
    std::fs::create_dir_all(&configuration).unwrap();
    std::fs::write(configuration.join("config.yaml"), "autosave: true\n").unwrap();
    practice.coach("note ben rang").ok().stderr_has("stay in its history");
    practice.coach("client set ben status=paused").ok().stderr_lacks("history");
    assert_eq!(last_message(&practice), "1 profile changed");
    assert_eq!(git(&practice, &["status", "--short"]), "?? clients/ben/notes/2026-01-01.md\n");
    practice.coach("note ben x --dry-run").ok();
    practice.write(".git/MERGE_HEAD", git(&practice, &["rev-parse", "HEAD"]));
    practice.coach("client set ben status=active").ok().stderr_has("not saved in git");
    assert_eq!(last_message(&practice), "1 profile changed");
}

#[test]
fn autosave_in_the_practice_is_without_effect_and_told() {
    let practice = kept().file("coach.yaml", "format: 1\nautosave: true\n");
    practice.coach("check").fails(1).stdout_has("`autosave:` has no effect here");
    practice.coach("note ben rang").ok();
    assert!(git(&practice, &["status", "--short"]).contains("?? clients/ben/notes/"));
}

/// Git is in the middle of nothing then, and would commit the marks.
#[test]
fn both_sides_that_a_stash_left_are_never_saved() {
    let practice = kept();
    let path = "clients/ben/client.md";
    let note = practice.read(path);
    practice.write(path, note.replace("name: ", "pronouns: he\nname: "));
    git(&practice, &["stash", "-q"]);
    practice.write(path, note.replace("name: ", "pronouns: they\nname: "));
    practice.coach("save").ok();
    let mut pop = Command::new("git");
    pop.current_dir(practice.root()).env("GIT_CONFIG_GLOBAL", practice.home().join("gitconfig"));
    assert!(!pop.args(["stash", "pop", "-q"]).output().unwrap().status.success());
    practice.coach("save").fails(2).stderr_has("both sides of a merge still stand in clients/ben/client.md");
    practice.write(path, &note);
    practice.coach("save").ok();
    assert_eq!(git(&practice, &["status", "--short"]), "");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_whose_name_is_no_text_keeps_no_other_from_being_saved() {
    use std::os::unix::ffi::OsStrExt as _;
    let practice = kept();
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.md");
    std::fs::write(practice.root().join("clients/ben").join(name), "words").unwrap();
    practice.coach("note ben He rang").ok();
    practice
        .coach("save")
        .ok()
        .stderr_has("not saved, since the name isn't text: clients/ben/caf")
        .stderr_has("1 note");
    practice.coach("save").ok().stderr_has("nothing to save");
}

#[test]
fn what_git_is_to_know_no_longer_is_taken_out_of_it_and_stays_here() {
    let practice = kept();
    let path = "clients/alice/transcripts/2026-11-08.md";
    practice.write(path, "**Ana**: One.\n");
    practice.coach("save").ok();
    practice.write(".gitignore", practice.read(".gitignore") + "transcripts/\n");
    git(&practice, &["rm", "-q", "--cached", path, "clients/ben/client.md"]);
    practice.coach("save --dry-run").ok();
    practice.coach("save").ok();
    assert!(practice.has(path), "it lies here");
    let known = git(&practice, &["ls-files"]);
    assert!(!known.contains("transcripts") && known.contains("clients/ben/client.md"), "{known}");
    git(&practice, &["rm", "-q", "--cached", "clients/ben/client.md"]);
    practice.coach("save").ok().stderr_has("nothing to save");
}

#[test]
fn a_file_that_became_a_folder_keeps_nothing_from_being_saved() {
    let practice = kept();
    practice.write("clients/alice/files/letters", "one\n");
    practice.coach("save").ok();
    let file = practice.root().join("clients/alice/files/letters");
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir(&file).unwrap();
    practice.coach("note ben rang").ok();
    practice
        .coach("save")
        .ok()
        .stderr_has("an empty folder stands where a file was: clients/alice/files/letters");
    practice.write("clients/alice/files/letters/1.txt", "one\n");
    practice.coach("save").ok();
    assert_eq!(git(&practice, &["status", "--short"]), "");
}

#[test]
fn notes_that_a_rule_keeps_out_of_git_are_named() {
    let practice = kept();
    practice.write(".gitignore", practice.read(".gitignore") + "clients/bo*\n");
    practice.coach("client new Bo Ek").ok();
    practice.coach("save").ok().stderr_has("a .gitignore leaves them out: clients/bo-ek/client.md");
    practice.coach("save").ok().stderr_has("bo-ek").stderr_has("nothing to save beside that");
    practice.coach("save --shared").nowhere_has("bo-ek");
}

#[test]
fn a_sparse_working_copy_and_a_submodule_need_nobodys_word() {
    let practice = kept();
    git(&practice, &["sparse-checkout", "set", "clients"]);
    practice.coach("note ben rang").ok();
    practice.coach("save").ok();
    let (repository, place) = (practice.root().join(".git"), practice.home().join("modules"));
    std::fs::rename(&repository, &place).unwrap();
    std::fs::write(&repository, format!("gitdir: {}\n", place.display())).unwrap();
    git(&practice, &["config", "core.worktree", practice.root().to_str().unwrap()]);
    practice.coach("note ben rang again").ok();
    practice.coach("save").ok();
    git(&practice, &["config", "core.worktree", practice.home().to_str().unwrap()]);
    practice.coach("save").fails(2);
}

#[test]
fn what_is_in_git_although_a_rule_leaves_it_out_is_named() {
    let practice = kept();
    practice.write("clients/alice/transcripts/2026-11-08.md", "**Ana**: One.\n");
    practice.coach("save").ok();
    practice.write(".gitignore", practice.read(".gitignore") + "transcripts/\n");
    practice.coach("save").ok().stderr_has(
        "in git all the same, although a .gitignore leaves it out: clients/alice/transcripts/2026-11-08.md",
    );
}

#[test]
fn a_repository_within_the_practice_is_named_as_not_saved() {
    let practice = kept();
    practice.coach("client new Bo Ek").ok();
    git(&practice, &["init", "-q", "clients/bo-ek"]);
    let saved = practice.coach("save").ok();
    saved
        .stderr_has("a repository of its own lies there: clients/bo-ek/")
        .stderr_has("nothing to save beside that");
}
