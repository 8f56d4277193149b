//! Looking for words in all notes.

use crate::harness::Practice;

#[test]
fn what_is_found_stands_in_one_list_however_many_clients_there_are() {
    let ids: Vec<String> = (0..30).map(|number| format!("c{number:02}")).collect();
    let practice = ids.iter().fold(Practice::empty(), |practice, id| {
        let words =
            if id.ends_with('7') { "> nothing of it" } else { "> The harbour.\n\n## Harbour\n- harbour" };
        practice.file(&format!("clients/{id}/sessions/2026-11-0{}.md", 1 + id.len()), words)
    });
    let found = practice.coach("find harbour --said").ok().stdout;
    let wanted: Vec<String> = ids
        .iter()
        .filter(|id| !id.ends_with('7'))
        .map(|id| format!("**{id}, 4 Nov** (clients/{id}/sessions/2026-11-04.md)\n- 1: > The harbour.\n"))
        .collect();
    assert_eq!(found, wanted.join("\n"));
    let json = practice.json("find harbour --said");
    assert_eq!(json["notes"].as_array().map(Vec::len), Some(wanted.len()));
}

#[test]
fn a_found_note_that_does_not_count_is_marked_and_why_is_told() {
    let practice = Practice::of_alice(&[
        ("client.md", "---\nname: Alice\n---\nkey\n"),
        ("sessions/2026-11-08.md", "key\n"),
        ("sessions/2026-11-08 (conflicted copy 2026-11-09).md", "key\n"),
        ("sessions/2026-12-08.md", "---\nstatus: held\n---\nkey\n"),
        ("sessions/2026-12-15.md", "---\nstatus: held\n---\nno word of it\n"),
        ("notes/2026-11-01.md", "---\ndate: 2026-11-01\n---\nkey\n"),
    ]);
    let ran = practice.coach("find key").ok();
    let marked: Vec<bool> = ran
        .stdout
        .lines()
        .filter(|line| line.starts_with("**"))
        .map(|line| line.contains("doesn't count"))
        .collect();
    assert_eq!(marked, [false, false, true, false, true]);
    ran.stderr_has("2026-11-08 (conflicted copy").stderr_has("2026-12-08.md").stderr_lacks("2026-12-15");
}

#[test]
fn a_template_of_ones_own_is_filled_with_all_that_is_found() {
    let practice = (0..20).fold(Practice::empty(), |practice, number| {
        practice.file(&format!("clients/c{number}/notes/2026-11-08.md"), "key\n")
    });
    let practice = practice.file("templates/find.md", "{{ notes | length }} notes\n");
    assert_eq!(practice.coach("find key").ok().stdout, "20 notes\n");
}

#[test]
fn a_note_that_cannot_be_looked_through_is_told() {
    let long = "b".repeat((16 << 20) + 1);
    let practice = Practice::of_alice(&[("notes/2026-11-20.md", "the boat\n")])
        .file("clients/alice/notes/2026-11-21.md", long)
        .file("clients/ben/notes/2026-11-21.md", "Not here.\n");
    practice.coach("find boat").ok().stdout_has("the boat").stderr_has("2026-11-21.md").stderr_has("16 MiB");
    practice.coach("find nothing-of-it").fails(1).stderr_has("clients/alice/notes/2026-11-21.md");
    let problems = practice.json("find boat")["problems"].as_array().cloned().unwrap_or_default();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0]["path"], "clients/alice/notes/2026-11-21.md");
}

#[test]
fn words_are_found_where_a_line_ends_between_them() {
    let note = "> She wants to leave the\n> board in May.\n\nThe board stays.\n";
    let practice = Practice::of_alice(&[("sessions/2026-11-08.md", note)]);
    let found = practice.run(["find", "leave the board"]).ok().stdout;
    let wanted = "- 1: > She wants to leave the\n- 2: > board in May.\n";
    assert!(found.ends_with(wanted), "{found}");
    assert!(practice.run(["find", "may the"]).fails(1).stdout.is_empty());
}

#[test]
fn words_without_accents_are_found_with_them() {
    let practice =
        Practice::of_alice(&[("notes/2026-11-08.md", "José is in “Łódź”.\n\nNúñez went\nhome.\n")]);
    for line in ["find jose", "find José", "find jose\u{301}", "find lodz", "find nunez"] {
        practice.coach(line).ok();
    }
    practice.run(["find", "nunez went home"]).ok();
    for line in ["find josè", "find jose --regex", "find JOSE", "find jósé"] {
        practice.coach(line).fails(1);
    }
}
