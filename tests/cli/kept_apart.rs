//! Who is who, and what can't be read: no two clients that nobody could tell apart, and nothing kept in silence.

use crate::harness::Practice;

#[test]
fn an_id_that_looks_like_another_clients_is_refused_and_told() {
    let practice = Practice::example();
    let before = practice.snapshot();
    for line in [
        ["client", "new", "Аlice"].as_slice(),
        &["client", "new", "Ａｌｉｃｅ"],
        &["client", "new", "Somebody", "--id", "аlicе"],
        &["client", "rename", "ben", "--id", "alіce"],
    ] {
        practice.run(line).fails(2).stderr_has("looks the same as `alice`").stderr_has("--id");
    }
    practice.run(["client", "new", "Аlice", "--shared"]).fails(2).nowhere_has("alice");
    practice.unchanged_but(&before, &[]);
    practice.run(["client", "new", "Анна"]).ok();
    practice.write("clients/аlice/client.md", "---\nname: Alice B.\n---\n");
    practice
        .coach("check")
        .fails(1)
        .stdout_has("looks the same as the one of")
        .stdout_has("another alphabet");
}

#[test]
fn a_goal_that_is_renamed_is_said_to_keep_its_old_name_where_a_note_cannot_be_read() {
    let practice = Practice::example();
    let torn = "clients/alice/sessions/2026-10-25.md";
    assert!(practice.has(torn));
    practice.write(torn, b"---\ngoals: [lead-the-team]\n---\n\xff\n");
    let told = practice.coach("goal rename alice lead-the-team guide").ok();
    told.stderr_has(&format!("{torn} keeps the old name"))
        .stderr_lacks("in step")
        .stderr_has("the new name stands in");
    assert!(practice.bytes(torn).starts_with(b"---\ngoals: [lead-the-team]\n"));
    let whole = Practice::example();
    whole
        .coach("goal rename alice lead-the-team guide")
        .ok()
        .stderr_has("kept in step")
        .stderr_lacks("old name");
}

#[test]
fn a_goal_is_renamed_in_notes_that_do_not_count_too() {
    let practice = Practice::example();
    let to_come = "clients/alice/sessions/2027-03-01.md";
    practice.write(to_come, "---\nstatus: held\ngoals: [lead-the-team]\n---\n");
    practice.coach("goal rename alice lead-the-team guide").ok().stderr_lacks("old name");
    assert!(practice.read(to_come).contains("goals: [guide]"));
}

#[cfg(all(unix, debug_assertions))]
#[test]
fn a_folder_without_permission_is_told_as_that() {
    let practice = Practice::example();
    std::fs::remove_file(practice.root().join("clients/ben/client.md")).unwrap();
    practice.coach("check clients/ben").fails(1).stdout_has("has no client.md");
    let barred = practice.env("COACH_FAULT", "look 13");
    barred.coach("check clients/ben").fails(1).stdout_lacks("no client.md").stdout_has("can't be read");
    // Where it can be tried: a link that leads to itself can't be looked at by anybody.
    let practice = Practice::example();
    let note = practice.root().join("clients/ben/client.md");
    std::fs::remove_file(&note).unwrap();
    std::os::unix::fs::symlink("client.md", &note).unwrap();
    practice.coach("prep ben").ok().stderr_has("clients/ben/client.md").stderr_lacks("no client.md");
}

#[test]
fn a_shared_screen_without_a_name_is_of_the_call_that_is_on_or_asks_for_one() {
    let practice = Practice::example().today("2026-11-25T06:00");
    for line in [
        "prep",
        "balance show",
        "plan show",
        "thread list",
        "goal list",
        "session list",
        "promise list",
        "read",
    ] {
        let told = practice.coach(&format!("{line} --shared"));
        told.nowhere_has("Alice").nowhere_has("alice").nowhere_has("Moreau").nowhere_has("Ben");
    }
}

#[test]
fn no_file_of_the_state_folder_is_named_after_a_client() {
    let practice = Practice::example();
    practice.coach("read alice").ok();
    practice.coach("note alice words").ok();
    practice.coach("read alice").ok();
    let names = walkdir::WalkDir::new(practice.home()).into_iter().flatten();
    let names: Vec<String> = names.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    assert!(names.iter().all(|name| !name.contains("alice")), "{names:?}");
}

#[test]
fn many_keys_and_many_problems_are_told_in_their_number() {
    // What is measured is in .ci/long/bounds; here it is enough that a hundred times as many don't take hours.
    let keys: String =
        (0..20_000).flat_map(|i| ["key".to_owned(), i.to_string(), ": v # w\n".to_owned()]).collect();
    let boxes: String =
        (0..5_000).flat_map(|i| ["-[ ] a".to_owned(), i.to_string(), "\n".to_owned()]).collect();
    let practice = Practice::of_alice(&[
        ("sessions/2026-11-01.md", &format!("---\nstatus: held\n{keys}---\n")),
        ("sessions/2026-11-02.md", &format!("---\nstatus: held\n---\n## Threads\n{boxes}")),
    ]);
    practice.coach("check").fails(1).stdout_has("5000 problems");
}

#[test]
fn a_profile_by_another_name_is_pointed_at_where_there_is_none() {
    for (files, wanted) in [
        (&["dan.md"][..], Some("if `dan.md` says who they are")),
        (&["README.md", "dan.md"], Some("if `dan.md` says who they are")),
        (&["dan.md", "what he said.md"], None),
        (&["README.md"], None),
        (&["2026-11-08.md"], None),
    ] {
        let practice = files.iter().fold(Practice::empty(), |practice, file| {
            practice.file(&format!("clients/dan/{file}"), "---\nname: Dan\n---\n")
        });
        let told = practice.coach("check clients/dan").fails(1).stdout_has("this client has no client.md");
        match wanted {
            Some(hint) => told.stdout_has(hint),
            None => told.stdout_lacks("says who they are"),
        };
    }
}
