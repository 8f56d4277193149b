//! Erasing a person: from the disk, out of git by the commands that are printed, and the proof of it.
#![cfg(unix)]

use std::process::{Command, Output, Stdio};

use crate::harness::{Practice, Ran, installed};

/// How many commits the repository has; `.ci/long/erase` asks for more.
fn commits() -> usize {
    std::env::var("COACH_COMMITS").ok().and_then(|typed| typed.parse().ok()).unwrap_or(60)
}

/// A program in the practice's folder, with the surroundings of coach.
fn program(practice: &Practice, name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(name);
    command
        .env_clear()
        .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
        .env("HOME", practice.home())
        .env("GIT_CONFIG_GLOBAL", practice.home().join("gitconfig"))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("XDG_STATE_HOME", practice.home().join(".local/state"))
        .current_dir(practice.root())
        .args(arguments)
        .stdin(Stdio::null());
    command
}

#[track_caller]
fn done(output: Output) -> Vec<u8> {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[track_caller]
fn git(practice: &Practice, arguments: &[&str]) -> String {
    let said = done(program(practice, "git", arguments).output().expect("git"));
    String::from_utf8_lossy(&said).into_owned()
}

/// Runs what was printed, as it stands.
#[track_caller]
fn run_printed(practice: &Practice, ran: &Ran) {
    let printed = ran.stdout.split("```sh\n").nth(1).and_then(|rest| rest.split("```").next());
    let printed = printed.unwrap_or_else(|| panic!("no commands\n{}", ran.stdout));
    done(program(practice, "sh", &["-c", printed]).output().expect("sh"));
}

/// A repository of no commits for a practice.
fn with_git(practice: Practice) -> Practice {
    let config = "[user]\n\tname = Robin Vale\n\temail = robin@example.org\n[init]\n\tdefaultBranch = main\n";
    std::fs::write(practice.home().join("gitconfig"), config).expect("a configuration");
    git(&practice, &["init", "--quiet"]);
    practice
}

fn commit(practice: &Practice, message: &str) {
    git(practice, &["add", "--all"]);
    git(practice, &["commit", "--quiet", "--message", message]);
}

const CLIENTS: [(&str, &str); 4] =
    [("alice", "Alice Moreau"), ("ben", "Ben Okafor"), ("chiara", "Chiara Rossi"), ("dana", "Dana Moreau")];

/// A history of four clients, in which Alice stands in her own folder under two ids, in a note of Ben's, in messages, a tag, a branch, a
/// stash, and in the name of a bill.
fn practice_of_four() -> Practice {
    let practice = with_git(Practice::empty());
    for (id, name) in CLIENTS {
        let id = if id == "alice" { "alice-before" } else { id };
        let email = name.to_lowercase().replace(' ', ".");
        let note = format!(
            "---\nname: {name}\nemail: {email}@example.org\n---\n\n## Agreement\n\n- Weekly calls with {name}.\n"
        );
        practice.write(&format!("clients/{id}/client.md"), note);
    }
    commit(&practice, "Begin");
    for number in 0..commits() {
        let (id, name) = CLIENTS[number % 4];
        let folder = if number < 10 && id == "alice" { "alice-before" } else { id };
        if number == 10 {
            std::fs::rename(
                practice.root().join("clients/alice-before"),
                practice.root().join("clients/alice"),
            )
            .unwrap();
        }
        let day = format!("{}-{:02}-{:02}", 2020 + number / 336, number / 28 % 12 + 1, number % 28 + 1);
        practice.write(
            &format!("clients/{folder}/sessions/{day}.md"),
            format!("---\nstatus: held\nminutes: 60\n---\n\nCall {number} of {id}, about what was said.\n\n> Words {number}.\n"),
        );
        match number {
            21 => practice.write(
                "clients/ben/notes/2020-02-01.md",
                "ALICE  MOREAU sent him,\nas Alice\nMoreau does.\n",
            ),
            22 => practice.write("supervision/2020-02-02.md", "Write to alice.moreau@example.org?\n"),
            23 => practice.write("bills/2020 Alice Moreau.txt", "60 for an hour\n"),
            _ => {}
        }
        let says = if id == "alice" && number % 8 == 0 {
            format!("{name}, call {number}")
        } else {
            format!("Call {number}")
        };
        commit(&practice, &says);
        match number {
            30 => {
                drop(git(&practice, &["tag", "--annotate", "first-month", "--message", "With Alice Moreau"]));
            }
            40 => {
                git(&practice, &["branch", "alice-moreau"]);
                practice.write("clients/dana/notes/2020-03-01.md", "Not kept yet.\n");
                git(&practice, &["stash", "--quiet", "--include-untracked"]);
            }
            _ => {}
        }
    }
    practice
}

/// Everything that git keeps, and every name in it, in small letters.
fn all_objects(practice: &Practice) -> String {
    let all = ["cat-file", "--batch-all-objects", "--batch"];
    let bytes = done(program(practice, "git", &all).output().expect("git"));
    String::from_utf8_lossy(&bytes).to_lowercase()
}

/// One client's history: what was done, and the ids of all contents.
fn history(practice: &Practice, id: &str) -> String {
    let folder = format!("clients/{id}");
    let log = git(practice, &["log", "main", "--format=%ad %s", "--raw", "--no-abbrev", "--", &folder]);
    // A note that named her has other contents now.
    let lines: Vec<&str> =
        log.lines().filter(|line| !line.ends_with("2020-02-01.md") && !line.is_empty()).collect();
    lines.join("\n")
}

fn erase(practice: &Practice) -> Ran {
    practice.run(["erase", "alice", "--confirm", "alice moreau"]).ok()
}

const PROVE: [&str; 4] = ["erase", "--prove", "Alice Moreau", "alice.moreau@example.org"];

#[test]
fn the_printed_commands_take_one_out_of_git_and_leave_the_others() {
    if !installed("git-filter-repo") {
        return;
    }
    let practice = practice_of_four();
    let others = ["ben", "chiara", "dana"];
    let before = others.map(|id| history(&practice, id));
    assert!(before.iter().all(|history| history.lines().count() > commits() / 4), "{before:?}");
    let copy = practice.outside().join("copy.git");
    done(
        program(&practice, "git", &["clone", "--quiet", "--mirror", ".", copy.to_str().unwrap()])
            .output()
            .unwrap(),
    );
    let stash = git(&practice, &["rev-parse", "refs/stash"]);
    let ran = erase(&practice);
    practice.run(PROVE).fails(1).stdout_has("clients/alice/ in").stdout_has("clients/alice-before/ in");
    run_printed(&practice, &ran);
    let kept = all_objects(&practice);
    for trace in
        ["alice moreau", "alice  moreau", "alice\nmoreau", "alice.moreau@", "alice-moreau", "alice-before"]
    {
        assert!(!kept.contains(trace), "{trace}");
    }
    assert_eq!(others.map(|id| history(&practice, id)), before);
    assert!(practice.read("supervision/2020-02-02.md").contains("(erased)"));
    assert!(
        git(&practice, &["log", "--all", "--format=%s"]).contains("kept-stash")
            || git(&practice, &["branch"]).contains("kept-stash-1")
    );
    practice.run(PROVE).ok().stdout_has("Nothing is left here");
    practice.coach("check").ok();
    for (forgotten, to) in [("refs/tags/first-month", "refs/tags/first-month"), (stash.trim(), "refs/stash")]
    {
        let fetched = format!("+{forgotten}:{to}");
        let fetch = [
            "-c",
            "uploadpack.allowAnySHA1InWant=true",
            "fetch",
            "--quiet",
            "--no-tags",
            copy.to_str().unwrap(),
            &fetched,
        ];
        done(program(&practice, "git", &fetch).output().unwrap());
        let left = practice
            .run(PROVE)
            .fails(1)
            .stdout_has("clients/alice/ in")
            .stdout_has("of somebody who was erased on");
        if to.starts_with("refs/tags") {
            run_printed(&practice, &left.stdout_has("refs/tags/first-month leads to them"));
            practice.run(PROVE).ok();
        }
    }
}

#[test]
fn the_folder_the_trash_the_journal_and_bookmarks_go() {
    let practice = Practice::example();
    practice.run(["note", "alice", "A secret of hers."]).ok();
    practice.coach("note remove alice 2026-11-12").ok();
    practice.run(["note", "ben", "About him alone."]).ok();
    practice.coach("undo").ok();
    practice.coach("read alice").ok();
    let before = practice.snapshot();
    practice
        .coach("erase alice --dry-run")
        .ok()
        .stdout_has("clients/alice/")
        .stdout_has(".trash/clients/alice/");
    practice.unchanged_but(&before, &[]);
    practice.run(["erase", "alice", "--confirm", "Alice Moreau"]).ok().stdout_has("Erased on this disk");
    assert!(!practice.has("clients/alice") && !practice.has(".trash/clients/alice"));
    let state = practice.home().join(".local/state/coach");
    for file in
        walkdir::WalkDir::new(&state).into_iter().flatten().filter(|entry| entry.file_type().is_file())
    {
        let text = std::fs::read_to_string(file.path()).unwrap_or_default();
        assert!(
            !text.contains("secret") && !file.path().ends_with("alice.json"),
            "{}",
            file.path().display()
        );
    }
    practice.coach("redo").ok();
    practice.coach("undo").ok();
    practice.coach("undo").fails(2).stderr_has("nothing to take back");
    practice.coach("erase alice --confirm x").fails(2).stderr_has("there is no client `alice`");
}

#[test]
fn nothing_goes_without_the_exact_id_and_the_name() {
    let practice = Practice::example();
    let before = practice.snapshot();
    for (line, told) in [
        (&["erase", "ali", "--confirm", "Alice Moreau"][..], "exact id"),
        (&["erase", "alice"], "has to be confirmed"),
        (&["erase", "alice", "--confirm", "Alice"], "isn't the name"),
        (&["erase", "alice", "--confirm", "Alice Moreau", "--shared"], "coach's own"),
        (&["erase", "../alice", "--confirm", "x"], "there is no client"),
        (&["erase"], "<CLIENT>"),
        (&["erase", "--prove", " "], "nothing to look for"),
    ] {
        practice.run(line).fails(2).stderr_has(told);
    }
    practice.unchanged_but(&before, &[]);
}

#[test]
fn hours_are_kept_as_figures_where_that_is_asked_for() {
    let practice = Practice::of_alice(&[
        ("sessions/2026-11-01.md", "---\nminutes: 90\n---\n"),
        ("sessions/2026-11-02.md", "---\nminutes: 60\nfee: pro-bono\n---\n"),
    ]);
    let ran = practice.run(["erase", "alice", "--confirm", "Alice Moreau", "--keep-hours"]).ok();
    ran.stdout_has("can't be shown to an auditor");
    assert_eq!(practice.read("coach.yaml"), "format: 1\nhours_erased: {paid: 1.5, pro_bono: 1}\n");
    practice.coach("check").ok();
    practice
        .coach("report hours")
        .ok()
        .stdout_has("1.5 paid hours and 1 given one with people whose records were erased");
}

#[test]
fn others_notes_that_name_them_are_listed_and_left() {
    let practice = Practice::of_alice(&[])
        .file("clients/ben/notes/2026-11-01.md", "Hello.\n\nAlice Moreau knows him.\n");
    let before = practice.snapshot();
    let ran = practice.run(["erase", "alice", "--confirm", "Alice Moreau"]).ok();
    ran.stdout_has("clients/ben/notes/2026-11-01.md:3").stdout_has("No git looks after this folder");
    practice.unchanged_but(&before, &["clients/alice/client.md"]);
    practice
        .run(["erase", "--prove", "Alice Moreau"])
        .fails(1)
        .stdout_has("clients/ben/notes/2026-11-01.md:3");
    practice.write("clients/ben/notes/2026-11-01.md", "Hello.\n");
    practice.run(["erase", "--prove", "Alice Moreau"]).ok();
}

#[test]
fn a_link_in_a_clients_place_is_taken_and_not_what_it_leads_to() {
    let practice = Practice::of_alice(&[]);
    let outside = practice.outside();
    std::fs::write(outside.join("mine.txt"), "mine").unwrap();
    std::os::unix::fs::symlink(&outside, practice.root().join("clients/alice/files")).unwrap();
    practice.run(["erase", "alice", "--confirm", "Alice Moreau"]).ok();
    assert!(outside.join("mine.txt").exists() && !practice.has("clients/alice"));
}

#[test]
fn a_disk_that_refuses_is_told_and_the_next_run_goes_on() {
    let practice = Practice::example();
    let line = ["erase", "alice", "--confirm", "Alice Moreau"];
    let mut refused = practice.command(line);
    let output = refused.env("COACH_FAULT", "7 5").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("clients/alice/"));
    practice.run(line).ok();
    assert!(!practice.has("clients/alice"));
}

#[test]
fn the_name_is_typed_on_a_terminal() {
    let practice = Practice::example();
    let mut terminal = practice.terminal(["erase", "alice"]);
    terminal.answers("To erase everything kept about Alice Moreau, type the name:", "alice moreau");
    terminal.ends_well();
    assert!(!practice.has("clients/alice"));
}

#[test]
fn a_programs_answer_holds_it_all() {
    let practice = with_git(Practice::of_alice(&[]));
    commit(&practice, "Alice comes");
    let told = practice.json("erase alice --dry-run");
    assert_eq!(told["name"], "Alice Moreau");
    assert_eq!(told["git"]["folders"][0], "clients/alice");
    assert_eq!(told["git"]["perhaps"][0]["subject"], "Alice comes");
    assert!(
        told["commands"].as_array().unwrap().iter().any(|line| line.as_str().unwrap().starts_with("git gc"))
    );
    let proof = practice.run(["erase", "--prove", "Alice Moreau", "--format", "json"]).fails(1).json();
    assert_eq!(proof["left"][0]["kind"], "file");
}

#[test]
fn a_practice_in_a_folder_of_a_repository_with_a_second_working_tree_is_cleaned_all_the_same() {
    if !installed("git-filter-repo") {
        return;
    }
    let practice = with_git(Practice::nowhere());
    practice.write("README", "something else\n");
    practice.write("work/practice/coach.yaml", "format: 1\n");
    for (id, name) in [("ana", "Ana de Sá"), ("bob", "Bob Quill")] {
        practice.write(&format!("work/practice/clients/{id}/client.md"), format!("---\nname: {name}\n---\n"));
    }
    practice.write("work/practice/clients/bob/notes/2026-11-02.md", "He met Ana de Sá.\n");
    commit(&practice, "Begin with Ana de Sá");
    git(&practice, &["worktree", "add", "--quiet", "-b", "side", "../beside"]);
    let practice = practice.working_in("work/practice");
    let ran = practice.run(["erase", "ana", "--confirm", "Ana de Sá"]).ok();
    run_printed(&practice, &ran);
    practice.run(["erase", "--prove", "Ana de Sá", "ana"]).ok().stdout_has("Nothing is left here");
    assert_eq!(practice.read("README"), "something else\n");
    assert_eq!(practice.read("work/practice/clients/bob/notes/2026-11-02.md"), "He met (erased).\n");
}

#[test]
fn a_name_with_accents_is_found_and_taken_out_of_a_file_of_an_old_program() {
    if !installed("git-filter-repo") {
        return;
    }
    let practice = with_git(Practice::empty());
    practice.write("clients/zoe/client.md", "---\nname: Zoë Brandt\n---\n");
    practice.write("clients/bob/files/old.txt", b"\xe9t\xe9: Zo\xeb Brandt\n");
    commit(&practice, "begin");
    let ran = practice.run(["erase", "zoe", "--confirm", "Zoë Brandt"]).ok();
    ran.stdout_has("clients/bob/files/old.txt:1");
    let proof = practice.run(["erase", "--prove", "Zoë Brandt"]).fails(1);
    run_printed(&practice, &proof);
    assert_eq!(practice.bytes("clients/bob/files/old.txt"), b"\xe9t\xe9: (erased)\n");
    practice.run(["erase", "--prove", "Zoë Brandt"]).ok().stdout_has("Nothing is left here");
}
