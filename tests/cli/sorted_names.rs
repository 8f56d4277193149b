//! People stand where people look for them: Émile between Dana and Fay, in whatever case and normal form.

use crate::harness::Practice;

const NAMES: [(&str, &str); 5] = [
    ("zoe", "Zoe Ek"),
    ("fay", "fay orr"),
    ("dana", "Dana Poe"),
    ("emile", "E\u{301}mile Roux"),
    ("oe", "Øystein By"),
];
const SORTED: [&str; 5] = ["Dana", "mile", "ay orr", "ystein", "Zoe"];

fn practice() -> Practice {
    NAMES.iter().fold(Practice::empty().today("2026-11-25T09:00"), |practice, (id, name)| {
        let client = format!(
            "---\nname: {name}\nuntil: 2026-12-01\nlog_consent: 2026-01-01\n---\n\n## Values\n\n- calm\n"
        );
        let held = "---\nminutes: 60\nalliance: {heard: 9}\n---\n\n- ask #supervise\n\n## Threads\n\n- come back\n\n## I said I would\n\n- write due:2026-11-20\n";
        let practice = practice
            .file(&format!("clients/{id}/client.md"), client)
            .file(&format!("clients/{id}/sessions/2026-10-01.md"), held);
        practice.file(&format!("clients/{id}/sessions/2026-11-25.md"), "---\ndate: 2026-11-25T10:00\n---\n")
    })
}

#[test]
fn every_list_of_people_is_sorted_as_people_do() {
    for line in [
        "client list",
        "report caseload",
        "report hours",
        "report alliance",
        "today",
        "supervise",
        "calendar --names",
        "prep --day",
    ] {
        let ran = practice().coach(line).ok();
        let places: Vec<Option<usize>> = SORTED.iter().map(|name| ran.stdout.find(name)).collect();
        assert!(
            places.iter().all(Option::is_some) && places.is_sorted(),
            "{line}: {places:?}\n{}",
            ran.stdout
        );
    }
}

#[test]
fn check_and_find_go_by_the_folder_in_the_same_order() {
    let practice = ["zoe", "Émile", "fay", "dana"].iter().fold(Practice::empty(), |practice, id| {
        practice.file(&format!("clients/{id}/client.md"), "---\nname: A\nstatus: x\n---\nwords\n")
    });
    for line in ["check", "find words"] {
        practice.coach(line).stdout_has_in_order(&[
            "clients/dana",
            "clients/Émile",
            "clients/fay",
            "clients/zoe",
        ]);
    }
}
