//! `coach sync` between two clones of a practice and a place that both know.

use std::process::Command;

use tempfile::TempDir;

use crate::harness::Practice;
use crate::saving::{git, introduce, kept};

/// Two machines with the same practice, and the place between them.
pub(crate) struct Machines {
    pub(crate) between: TempDir,
    pub(crate) here: Practice,
    pub(crate) there: Practice,
}

pub(crate) fn two_machines() -> Machines {
    let between = tempfile::tempdir().unwrap();
    let here = kept();
    let place = between.path().to_string_lossy().into_owned();
    git(&here, &["init", "-q", "--bare", "-b", "main", &place]);
    git(&here, &["remote", "add", "origin", &place]);
    here.coach("sync").ok();
    let there = Practice::nowhere();
    introduce(&there);
    git(&there, &["clone", "-q", &place, "."]);
    there.coach("sync").ok();
    here.coach("sync").ok();
    Machines { between, here, there }
}

impl Machines {
    /// Both save and come together, this one last.
    fn come_together(&self) {
        self.there.coach("sync --save").ok();
        self.here.coach("sync --save").ok();
        self.there.coach("sync").ok();
        let notes = |machine: &Practice| {
            let mut files = machine.snapshot();
            files.retain(|path, _| !path.starts_with(".trash"));
            files
        };
        assert!(notes(&self.here) == notes(&self.there), "both machines have the same");
    }
}

#[test]
fn what_each_machine_wrote_is_on_both() {
    let machines = two_machines();
    machines.there.coach("client set ben status=paused").ok();
    machines.there.coach("thread add alice The boat").ok();
    machines.here.coach("client set ben organisation=Harbour").ok();
    machines.here.coach("thread add alice Jo").ok();
    machines.come_together();
    let ben = machines.here.read("clients/ben/client.md");
    assert!(ben.contains("status: paused\n") && ben.contains("organisation: Harbour\n"), "{ben}");
    let threads = machines.here.coach("thread list alice").ok();
    threads.stdout_has("The boat").stdout_has("Jo");
    machines.here.coach("check").ok();
    assert!(!git(&machines.here, &["log", "--format=%B"]).contains("alice"));
}

#[test]
fn of_a_key_that_both_changed_both_stand_below_until_somebody_decides() {
    let machines = two_machines();
    let set = |machine: &Practice, line: &str| machine.coach(line).ok();
    set(&machines.here, "client set ben pronouns=he");
    machines.come_together();
    set(&machines.there, "client set ben pronouns=they");
    machines.there.coach("sync --save").ok();
    set(&machines.here, "client set ben pronouns=she");
    let refused = machines.here.coach("sync --save").fails(2);
    refused.stderr_has("both machines changed the same: clients/ben/client.md").stderr_has("coach check");
    let note = machines.here.read("clients/ben/client.md");
    assert!(note.contains("pronouns: he\n"), "{note}");
    let block = "---\n<<<<<<< one\npronouns: she\n=======\npronouns: they\n>>>>>>> other\n";
    assert!(note.contains(block), "{note}");
    let told = machines.here.coach("check").fails(1);
    told.stdout_has("`pronouns: she`, or `pronouns: they`");
    machines.here.coach("sync").fails(2).stderr_has("a merge waits");
    machines.here.coach("save").fails(2).stderr_has("still stand in clients/ben/client.md");
    let decided = note.replace(&block[4..], "").replace("pronouns: he\n", "pronouns: they\n");
    machines.here.write("clients/ben/client.md", decided);
    machines.here.coach("save").ok();
    machines.come_together();
}

#[test]
fn two_new_notes_of_one_name_are_one_of_both() {
    let machines = two_machines();
    machines.here.coach("note ben She rang").ok();
    machines.there.coach("note ben He wrote").ok();
    machines.come_together();
    let note = machines.here.read("clients/ben/notes/2026-11-24.md");
    assert!(note.contains("She rang") && note.contains("He wrote"), "{note}");
}

#[test]
fn what_one_removed_and_the_other_changed_stands_until_somebody_decides() {
    let machines = two_machines();
    machines.there.coach("session remove alice 2026-11-08").ok();
    machines.there.coach("sync --save").ok();
    machines.here.coach("session set alice 2026-11-08 minutes=45").ok();
    let refused = machines.here.coach("sync --save").fails(2);
    refused.stderr_has("removed on one machine, changed on the other: clients/alice/sessions/2026-11-08.md");
    let checked = machines.here.coach("check").fails(1);
    checked.stdout_has("removed on one machine, changed on the other").stdout_has("sessions/2026-11-08.md");
    machines.here.coach("save").ok();
    machines.here.coach("check").ok();
    machines.come_together();
    assert!(machines.there.has("clients/alice/sessions/2026-11-08.md"));
}

#[test]
fn what_stands_in_the_way_of_a_sync_is_told_with_how_to_mend_it() {
    let alone = kept();
    alone.coach("sync").fails(2).stderr_has("has no remote").stderr_has("git remote add origin");
    let machines = two_machines();
    machines.here.coach("note ben rang").ok();
    machines.here.coach("sync").fails(2).stderr_has("1 file isn't saved yet").stderr_has("coach sync --save");
    machines.here.coach("sync --dry-run").ok().stderr_has("would fetch origin/main");
    machines.here.coach("save").ok();
    let away = machines.between.path().with_extension("away");
    std::fs::rename(machines.between.path(), &away).unwrap();
    machines
        .here
        .coach("sync")
        .fails(2)
        .stderr_has("`origin` can't be reached")
        .stderr_has("nothing was changed");
    std::fs::rename(&away, machines.between.path()).unwrap();
    machines.here.coach("sync").ok().stderr_has("sent 1 commit");
    git(&machines.here, &["remote", "add", "second", "/nowhere"]);
    git(&machines.here, &["branch", "--unset-upstream"]);
    machines.here.coach("sync").fails(2).stderr_has("several remotes").stderr_has("--set-upstream");
}

/// The place between takes nothing the first time, as if the other machine had just been faster.
#[cfg(unix)]
#[test]
fn a_push_that_is_outrun_is_tried_again_with_what_came_in_between() {
    use std::os::unix::fs::PermissionsExt as _;
    let machines = two_machines();
    machines.there.coach("note ben He wrote").ok();
    machines.there.coach("save").ok();
    machines.here.coach("note alice She rang").ok();
    machines.here.coach("save --trust").ok();
    // Right before this machine sends, the other one does.
    let hook = machines.here.root().join(".git/hooks/pre-push");
    let there = machines.there.root().display().to_string();
    std::fs::write(&hook, format!("#!/bin/sh\nunset $(git rev-parse --local-env-vars)\ncd '{there}' && git push -q origin HEAD:main 2>/dev/null\nexit 0\n")).unwrap();
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    machines.here.coach("sync").ok().stderr_has("received 1 commit, sent 2 commits");
}

#[test]
fn marks_and_settings_of_both_machines_stand_and_what_both_changed_is_told() {
    let machines = two_machines();
    let call = "clients/ben/sessions/2026-11-01.md";
    machines.here.write(call, "---\nalliance: {heard: 9}\nbalance:\n  sleep: {rating: 3, hours: 2}\n---\n");
    machines.here.write("coach.yaml", "format: 1\ncoach: Robin\nmail: r@example.org\n");
    machines.come_together();
    let change = |machine: &Practice, path: &str, from: &str, to: &str| {
        machine.write(path, machine.read(path).replace(from, to));
    };
    change(&machines.there, call, "rating: 3", "rating: 4");
    change(&machines.there, "coach.yaml", "coach: Robin", "coach: Robin Vale");
    change(&machines.here, call, "heard: 9", "heard: 9, focus: 8");
    change(&machines.here, call, "hours: 2", "hours: 5");
    change(&machines.here, "coach.yaml", "mail: r@", "timezone: Europe/Paris\nmail: robin@");
    machines.come_together();
    let wanted = "---\nalliance: {heard: 9, focus: 8}\nbalance:\n  sleep: {rating: 4, hours: 5}\n---\n";
    assert_eq!(machines.here.read(call), wanted);
    let wanted = "format: 1\ncoach: Robin Vale\ntimezone: Europe/Paris\nmail: robin@example.org\n";
    assert_eq!(machines.here.read("coach.yaml"), wanted);
    change(&machines.there, "coach.yaml", "Robin Vale", "R. Vale");
    machines.there.coach("sync --save").ok();
    change(&machines.here, "coach.yaml", "Robin Vale", "Robin V.");
    machines.here.coach("sync --save").fails(2).stderr_has("both machines changed the same: coach.yaml");
    machines.here.coach("check").fails(1).stdout_has("`coach: R. Vale`, or `coach: Robin V.`");
    machines
        .here
        .write("coach.yaml", "format: 1\ncoach: Robin V.\ntimezone: Europe/Paris\nmail: robin@example.org\n");
    machines.here.coach("save").ok();
    machines.come_together();
}

/// What stands in it needn't be text as we know it.
#[test]
fn lines_are_added_to_gitattributes_whatever_its_bytes_are() {
    let machines = two_machines();
    let file = machines.here.root().join(".gitattributes");
    std::fs::write(&file, b"# caf\xe9\n*.png binary").unwrap();
    machines.here.coach("sync --save").ok();
    assert_eq!(
        std::fs::read(&file).unwrap(),
        b"# caf\xe9\n*.png binary\n*.md merge=coach\ncoach.yaml merge=coach\n"
    );
}

#[test]
fn a_practice_without_the_line_in_gitattributes_gets_it_with_the_first_sync() {
    let machines = two_machines();
    machines.here.write(".gitattributes", "*.md -text");
    machines.here.coach("sync --save").ok().stderr_has("merge=coach");
    assert_eq!(
        machines.here.read(".gitattributes"),
        "*.md -text\n*.md merge=coach\ncoach.yaml merge=coach\n"
    );
    assert_eq!(git(&machines.here, &["status", "--short"]), "");
}

/// On a machine that has no coach, git puts notes together line by line: nothing is lost, and what it can't decide is marked.
#[test]
fn where_coach_is_missing_git_merges_by_lines() {
    let machines = two_machines();
    for (machine, word) in [(&machines.here, "here"), (&machines.there, "there")] {
        machine.write("clients/ben/notes/2026-01-01.md", format!("{word}\n"));
        machine.coach("save").ok();
    }
    machines.there.coach("sync").ok();
    let line = git(&machines.here, &["config", "merge.coach.driver"]);
    let program = env!("CARGO_BIN_EXE_coach");
    git(&machines.here, &["config", "merge.coach.driver", &line.trim().replace(program, "/no/such/coach")]);
    git(&machines.here, &["fetch", "-q"]);
    let mut merge = Command::new("git");
    merge.current_dir(machines.here.root()).env("GIT_CONFIG_GLOBAL", machines.here.home().join("gitconfig"));
    assert!(!merge.args(["merge", "-q", "origin/main"]).output().unwrap().status.success());
    let note = machines.here.read("clients/ben/notes/2026-01-01.md");
    assert_eq!(note, "<<<<<<< one\nhere\n=======\nthere\n>>>>>>> other\n");
}

#[test]
fn with_v_a_command_says_for_how_long_nothing_was_fetched() {
    let machines = two_machines();
    machines.here.coach("today -v").ok().stderr_lacks("wasn't fetched");
    let fetched =
        std::fs::File::options().write(true).open(machines.here.root().join(".git/FETCH_HEAD")).unwrap();
    let then = std::time::SystemTime::now() - std::time::Duration::from_hours(73);
    fetched.set_modified(then).unwrap();
    machines.here.coach("today -v").ok().stderr_has("wasn't fetched for 3 days: coach sync");
    machines.here.coach("today").ok().stderr_lacks("fetched");
}

#[test]
fn a_place_that_still_holds_somebody_who_was_erased_is_refused() {
    let Machines { between: _place, here, there: _ } = two_machines();
    here.coach("client new Ida").ok();
    here.coach("sync --save").ok();
    here.coach("erase ida --confirm Ida").ok();
    let refused = here.coach("sync --save").fails(2);
    refused.stderr_has("`origin` still holds somebody who was erased on").stderr_lacks("Ida");
    let anew = tempfile::tempdir().unwrap();
    let place = anew.path().to_string_lossy().into_owned();
    git(&here, &["init", "-q", "--bare", "-b", "main", &place]);
    git(&here, &["remote", "remove", "origin"]);
    git(&here, &["remote", "add", "origin", &place]);
    here.coach("sync").fails(2).stderr_has("git still holds somebody who was erased on");
}

/// Two people's profiles are made from one template and look alike: git takes one for the other, renamed.
#[test]
fn what_is_written_about_one_person_never_goes_into_the_note_of_another() {
    let machines = two_machines();
    machines.here.coach("client new Zoe").ok();
    machines.here.coach("session new zoe --on 2026-12-01").ok();
    machines.come_together();
    machines.here.coach("client archive zoe").ok();
    machines.here.coach("client new Ida").ok();
    machines.here.coach("session new ida --on 2026-12-01").ok();
    machines.here.coach("sync --save").ok();
    machines.there.coach("client set zoe organisation=Harbour").ok();
    machines.there.coach("session set zoe 2026-12-01 show_up_as=slow").ok();
    let conflict = machines.there.coach("sync --save").fails(2);
    conflict.stderr_has("removed on one machine, changed on the other: ").stderr_has("clients/zoe/client.md");
    for ida in ["clients/ida/client.md", "clients/ida/sessions/2026-12-01.md"] {
        assert_eq!(machines.there.read(ida), machines.here.read(ida));
    }
    machines.there.coach("check").fails(1).stdout_has("clients/zoe/client.md").stdout_has("another name");
    machines.there.coach("save").ok();
    machines.come_together();
}

/// Somebody who merges by git alone gets what `coach sync` would do.
#[test]
fn git_alone_follows_nobody_into_the_note_of_another_either() {
    let machines = two_machines();
    machines.here.coach("client new Zoe").ok();
    machines.come_together();
    machines.here.coach("client archive zoe").ok();
    machines.here.coach("client new Ida").ok();
    machines.here.coach("sync --save").ok();
    machines.there.coach("client set zoe organisation=Harbour").ok();
    machines.there.coach("save").ok();
    git(&machines.there, &["fetch", "-q"]);
    let mut merge = Command::new("git");
    merge
        .current_dir(machines.there.root())
        .env("GIT_CONFIG_GLOBAL", machines.there.home().join("gitconfig"));
    assert!(!merge.args(["merge", "-q", "origin/main"]).output().unwrap().status.success());
    assert_eq!(machines.there.read("clients/ida/client.md"), machines.here.read("clients/ida/client.md"));
}

#[test]
fn a_person_renamed_here_and_written_about_there_is_told_and_the_merge_can_be_ended() {
    let machines = two_machines();
    machines.here.coach("client rename ben Benedict Osei").ok();
    machines.here.coach("sync --save").ok();
    machines.there.coach("note ben He rang").ok();
    machines.there.coach("client set ben organisation=Harbour").ok();
    machines.there.coach("sync --save").fails(2).stderr_has("changed on the other: clients/ben/client.md");
    machines.there.coach("check").fails(1).stdout_has("clients/ben/client.md");
    machines.there.coach("save").ok();
    machines.come_together();
    assert!(machines.here.read("clients/ben/client.md").contains("organisation: Harbour"));
}

/// The very same bytes under another name are the same note.
#[test]
fn a_goal_renamed_here_and_changed_there_is_changed_under_its_new_name() {
    let machines = two_machines();
    machines.here.coach("goal rename alice lead-the-team guide").ok();
    machines.here.coach("sync --save").ok();
    machines.there.coach("goal set alice lead-the-team importance=4").ok();
    machines.come_together();
    assert!(machines.here.read("clients/alice/goals/guide.md").contains("importance: 4"));
    assert!(!machines.here.root().join("clients/alice/goals/lead-the-team.md").exists());
}

#[test]
fn of_a_picture_that_both_changed_the_other_is_never_lost_in_silence() {
    let machines = two_machines();
    let (here, path) = (&machines.here, "clients/alice/files/map.png");
    machines.there.write(path, b"\0two");
    machines.there.coach("sync --save").ok();
    here.write(path, b"\0one");
    here.coach("sync --save").fails(2);
    here.coach("check")
        .fails(1)
        .stdout_has("both machines changed this file")
        .stdout_has("git checkout --theirs");
    here.coach("save").fails(2).stderr_has("nothing of it can be put together").stderr_has("git add --");
    git(here, &["checkout", "--theirs", "--", path]);
    git(here, &["add", "--", path]);
    here.coach("save").ok();
    here.coach("sync").ok();
    assert_eq!(here.bytes(path), b"\0two");
}

#[test]
fn check_names_a_table_in_which_both_sides_of_a_merge_stand() {
    let machines = two_machines();
    machines.there.write("clients/alice/files/hours.csv", "a,b\n1,2\n");
    machines.there.coach("sync --save").ok();
    machines.here.write("clients/alice/files/hours.csv", "a,b\n3,4\n");
    machines.here.coach("sync --save").fails(2);
    machines.here.coach("check").fails(1).stdout_has("both sides of a merge stand in this file");
    machines.here.write("clients/alice/files/hours.csv", "a,b\n1,2\n3,4\n");
    machines.here.coach("check").ok();
    machines.here.coach("save").ok();
}

#[test]
fn a_branch_that_is_gone_at_the_other_place_is_sent_there_anew() {
    let machines = two_machines();
    let place = machines.between.path().to_str().unwrap();
    git(&machines.here, &["--git-dir", place, "update-ref", "-d", "refs/heads/main"]);
    machines.here.coach("sync").ok().stderr_has("`origin` had no branch `main` any more");
    machines.here.coach("sync").ok().stderr_has("both machines have the same");
    assert_eq!(git(&machines.here, &["ls-remote", "--heads", "origin"]).lines().count(), 1);
}
