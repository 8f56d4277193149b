//! Notes that lie where nothing reads them, and hours that stand where nothing reads them, are told.

use crate::harness::Practice;

const ADA: &str = "---\nname: Ada Lind\n---\n";

fn with_ada() -> Practice {
    Practice::empty().today("2026-11-24T09:00").file("clients/ada-lind/client.md", ADA)
}

#[test]
fn a_note_beside_coach_yaml_is_told() {
    for (path, text) in [
        ("2026-11-20.md", "She called."),
        ("2026-11-20 Ada.md", "She called."),
        ("2026-11-20.txt", "She called."),
        ("Ada Lind call.md", "She called."),
        ("thoughts.md", "She called. #happy\n"),
        ("thoughts.md", "## Threads\n\n- [ ] ask\n"),
        ("thoughts.md", "---\nminutes: 50\n---\n"),
        ("sessions/2026-11-20.md", "She called."),
        ("client/bo/client.md", "---\nname: Bo\n---\n"),
        ("clients/2026-11-20.docx", "She called."),
    ] {
        let practice = with_ada().file(path, text);
        let check = practice.coach("check");
        assert!(check.code_is(1) && check.stdout.contains("not-read"), "{path}: {}", check.stdout);
        assert!(check.stdout.contains("1 problem"), "{path}: {}", check.stdout);
    }
}

#[test]
fn other_files_at_the_root_are_left_alone() {
    let mut practice = with_ada();
    for (path, text) in [
        ("README.md", "---\nminutes: 50\n---\n"),
        ("thoughts.md", "# What I read\n\n- a book #books\n"),
        ("Adam.md", "A name.\n"),
        ("journal/2026-11-20.md", "My own day.\n"),
        ("templates/note.md", "## Threads\n"),
        ("notes/ideas.md", "My own.\n"),
        ("invoice.docx", "no text"),
    ] {
        practice = practice.file(path, text);
    }
    practice.coach("check").ok();
}

#[test]
fn two_clients_of_one_name_are_told_beside_each_other_alone() {
    let practice = with_ada().file("clients/al/client.md", "---\nname: ada  lind\n---\n");
    let check = practice.coach("check");
    assert!(check.code_is(1) && check.stdout.contains("same-name"), "{}", check.stdout);
    for line in ["check clients/al", "check clients/ada-lind", "prep ada-lind", "client show al"] {
        let told = practice.coach(line);
        assert!(
            !told.stdout.contains("same-name") && !told.stderr.contains("too"),
            "{line}: {}",
            told.stdout
        );
    }
}

#[test]
fn an_hour_in_a_calls_name_is_told_and_mended() {
    for (name, text, wanted) in [
        ("2026-11-03 10.00.md", "We spoke.\n", "---\ndate: 2026-11-03T10:00\n---\n\nWe spoke.\n"),
        (
            "2026-11-03T1000.md",
            "---\r\nminutes: 50\r\n---\r\n",
            "---\r\ndate: 2026-11-03T10:00\r\nminutes: 50\r\n---\r\n",
        ),
        ("2026-11-03-1000.md", "---\ndate: 2026-11-03\n---\n", "---\ndate: 2026-11-03T10:00\n---\n"),
        ("2026-11-03 12.11.md", "We spoke.\n", "We spoke.\n"),
    ] {
        let path = format!("clients/ada-lind/sessions/{name}");
        let practice = with_ada().file(&path, text);
        let check = practice.coach("check");
        assert!(check.code_is(1) && check.stdout.contains("named-hour"), "{name}: {}", check.stdout);
        practice.coach("check --fix");
        assert_eq!(practice.read(&path), wanted, "{name}");
    }
    let held = "---\ndate: 2026-11-03T10:00\n---\n";
    with_ada().file("clients/ada-lind/sessions/2026-11-03 10.00.md", held).coach("check").ok();
}
