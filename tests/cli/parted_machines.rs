//! Two machines that went apart: under two names of one person, or on two branches.

use crate::saving::git;
use crate::two_machines::two_machines;

#[test]
fn somebody_renamed_on_one_machine_or_on_both_is_told() {
    let machines = two_machines();
    machines.there.run(["client", "rename", "ben", "Ben Stone"]).ok();
    machines.there.coach("sync --save").ok();
    machines.here.run(["note", "ben", "He wrote."]).ok();
    let synced = machines.here.coach("sync --save").ok();
    let synced =
        synced.stderr_has("`ben` is called `ben-stone` now, and this was written under the old name");
    synced.stderr_has("clients/ben/notes/").stderr_has("move it into clients/ben-stone");
    machines.there.coach("sync").ok().stderr_lacks("old name");

    machines.there.run(["client", "rename", "alice", "Alice Stone"]).ok();
    machines.there.coach("sync --save").ok();
    machines.here.run(["client", "rename", "alice", "Alice Kahn"]).ok();
    let synced = machines.here.coach("sync --save").ok();
    synced
        .stderr_has("`alice` was renamed on both machines, to `alice-kahn` here and to `alice-stone` there");
}

#[test]
fn somebody_archived_on_one_machine_and_written_about_on_the_other_is_told() {
    let machines = two_machines();
    machines.there.coach("client archive ben").ok();
    machines.there.coach("sync --save").ok();
    machines.here.run(["note", "ben", "He wrote."]).ok();
    let synced = machines.here.coach("sync --save").ok();
    synced.stderr_has("`ben` was archived on one machine").stderr_has("clients/ben/notes/");
    machines.there.coach("sync").ok().stderr_lacks("archived");
    machines.there.coach("client archive alice").ok();
    machines.there.coach("sync --save").ok();
    machines.here.coach("sync").ok().stderr_lacks("archived");
}

#[test]
fn a_branch_that_has_another_name_at_the_other_place_is_not_sent_beside_it() {
    let machines = two_machines();
    git(&machines.there, &["push", "-q", "origin", "main:trunk"]);
    let place = machines.between.path().to_string_lossy().into_owned();
    git(&machines.here, &["--git-dir", &place, "symbolic-ref", "HEAD", "refs/heads/trunk"]);
    git(&machines.here, &["--git-dir", &place, "branch", "-q", "-D", "main"]);
    for fetched in ["", "-p"] {
        if !fetched.is_empty() {
            git(&machines.here, &["fetch", "-q", fetched]);
        }
        let refused = machines.here.coach("sync").fails(2);
        let refused =
            refused.stderr_has("`origin` has no branch `main`; what other machines get there is `trunk`");
        refused.stderr_has("git branch -m trunk, then git branch -u origin/trunk");
    }
    git(&machines.here, &["branch", "-m", "trunk"]);
    git(&machines.here, &["branch", "-q", "-u", "origin/trunk"]);
    machines.here.coach("sync").ok().stderr_has("both machines have the same");
}
