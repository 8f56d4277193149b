//! What other programs write, as they write it: whose it is, when it was, and that nothing of it is lost.

use std::collections::BTreeMap;

use crate::harness::{Practice, Ran};

/// A practice with Ada Lund and Bo Ek, in Paris, and files beside it.
fn beside(files: &[(&str, &[u8])]) -> Practice {
    let practice = Practice::empty()
        .file("coach.yaml", "format: 1\ncoach: Robin Vale\ntimezone: Europe/Paris\n")
        .file("clients/ada/client.md", "---\nname: Ada Lund\nagreed: {recording: 2025-01-01}\n---\n")
        .file("clients/bo/client.md", "---\nname: Bo Ek\n---\n");
    for (path, bytes) in files {
        practice.lay_outside(path, bytes);
    }
    practice
}

fn import(practice: &Practice, path: &str, more: &[&str]) -> Ran {
    let from = practice.outside().join(path);
    practice.run(["import", from.to_str().unwrap()].iter().chain(more)).ok()
}

/// By path and line: what became of it, and where it went or why it didn't.
fn rows(practice: &Practice, path: &str, more: &[&str]) -> BTreeMap<String, (String, String)> {
    let ran = import(practice, path, &[more, &["--format", "json"]].concat());
    let row = |file: &serde_json::Value| {
        let text = |key: &str| file[key].as_str().unwrap_or_default().to_owned();
        let line = file["line"].as_u64().map_or_else(String::new, |line| format!(":{line}"));
        let told = if text("to").is_empty() { text("note") } else { text("to").replace("clients/", "") };
        (text("path") + &line, (text("result"), told))
    };
    ran.json()["files"].as_array().unwrap().iter().map(row).collect()
}

fn place<'a>(rows: &'a BTreeMap<String, (String, String)>, path: &str) -> &'a str {
    rows.get(path).map_or("no row", |(_, told)| told.as_str())
}

#[test]
fn a_day_of_logseqs_journal_is_parted_by_whom_its_blocks_name() {
    let practice = beside(&[
        ("g/logseq/config.edn", b"{}"),
        (
            "g/journals/2025_03_02.md",
            b"- [[Ada Lund]] call\n\t- one\n- Groceries\n- Later\n  client:: [[Bo Ek]]\n",
        ),
        ("g/journals/2025_03_03.md", b"client:: [[Bo Ek]]\n\n- two\n"),
        ("g/journals/2025_03_04.md", b"-\n"),
        ("g/pages/Call.md", b"client:: [[Ada Lund]]\ndate:: [[Mar 5th, 2025]]\n\n- three\n"),
    ]);
    let told = rows(&practice, "g", &[]);
    assert_eq!(place(&told, "journals/2025_03_02.md:1"), "ada/sessions/2025-03-02.md");
    assert_eq!(place(&told, "journals/2025_03_02.md:3"), "it names no client");
    assert_eq!(place(&told, "journals/2025_03_02.md:4"), "bo/sessions/2025-03-02.md");
    assert_eq!(practice.read("clients/ada/sessions/2025-03-02.md"), "- [[Ada Lund]] call\n\t- one\n");
    assert_eq!(place(&told, "journals/2025_03_03.md"), "bo/sessions/2025-03-03.md");
    assert_eq!(told["journals/2025_03_04.md"].0, "empty");
    assert_eq!(place(&told, "pages/Call.md"), "ada/sessions/2025-03-05.md");
    import(&practice, "g", &[]).stdout_has("\n0 brought in, 4 there already, 2 not");
}

#[test]
fn a_property_a_list_or_a_link_says_whose_a_note_is() {
    let practice = beside(&[
        ("v/1.md", b"---\ndate: 2025-03-02\nclient:\n  - \"[[People/Ada Lund|Ada]]\"\n---\none\n"),
        (
            "v/2.md",
            "# Call\n\nClient: Bo Ek (../Clients/Bo%20Ek%200f1e.md)\nDate: March 3, 2025\n\ntwo\n".as_bytes(),
        ),
        ("v/3.md", "# Call\n\nClient: angry today\nDate: March 4, 2025\n".as_bytes()),
        ("v/Lund, Ada 2025-03-05.md", b"four\n"),
        ("v/6.md", b"client:: [[Ada Lund]], [[Bo Ek]]\ndate:: 2025-03-06\n"),
    ]);
    let told = rows(&practice, "v", &["--new-clients"]);
    assert_eq!(place(&told, "1.md"), "ada/sessions/2025-03-02.md");
    assert_eq!(place(&told, "2.md"), "bo/sessions/2025-03-03.md");
    assert_eq!(place(&told, "3.md"), "it names no client");
    assert_eq!(place(&told, "Lund, Ada 2025-03-05.md"), "ada/sessions/2025-03-05.md");
    assert_eq!(place(&told, "6.md"), "it names several people");
}

#[test]
fn a_folder_whose_name_no_folder_can_have_stops_nobody_else() {
    let files: [(&str, &[u8]); 3] = [
        ("🌸/2025-03-02.md", b"one\n"),
        ("Cy 🌸/2025-03-02.md", b"two\n"),
        ("Ada Lund 🌱/2025年3月2日.md", b"three\n"),
    ];
    let practice = beside(&[]);
    for (path, bytes) in files {
        practice.lay_outside(&format!("f/{path}"), bytes);
    }
    let told = rows(&practice, "f", &["--each-folder", "--new-clients"]);
    assert_eq!(place(&told, "🌸/2025-03-02.md"), "`🌸` is no name that a folder can have");
    assert_eq!(place(&told, "Cy 🌸/2025-03-02.md"), "cy/sessions/2025-03-02.md");
    assert_eq!(place(&told, "Ada Lund 🌱/2025年3月2日.md"), "ada/sessions/2025-03-02.md");
}

#[test]
fn two_turns_are_a_transcript_where_it_is_said_who_speaks() {
    let practice = beside(&[("2025-03-02.txt", b"Ann: I don't know: sleep.\nRobin: Hm?\n")]);
    import(&practice, "2025-03-02.txt", &["--client", "ada", "--speakers", "Ann=client"]);
    let text = practice.read("clients/ada/transcripts/2025-03-02.md");
    assert!(text.ends_with("---\n\n**Ann**: I don't know: sleep.\n\n**Robin**: Hm?\n"), "{text}");
}

#[test]
fn an_hour_in_a_zone_of_windows_is_the_practices_own() {
    let event =
        |start: &str, more: &str| format!("BEGIN:VEVENT\r\nDTSTART;{start}\r\n{more}\r\nEND:VEVENT\r\n");
    let calendar = [
        "BEGIN:VCALENDAR\r\n".to_owned(),
        event("TZID=Eastern Standard Time:20250703T040000", "SUMMARY:Abgesagt: Ada Lund"),
        event(
            "TZID=\"(UTC+00:00) Dublin, Edinburgh, Lisbon, London\":20250704T090000",
            "SUMMARY:Lund\\, Ada",
        ),
        event("VALUE=DATE:20250710", "DTEND;VALUE=DATE:20250720\r\nSUMMARY:Ada Lund away"),
        event("TZID=Nowhere:20250705T090000", "SUMMARY:Bo Ek"),
    ]
    .concat();
    let practice = beside(&[("c.ics", calendar.as_bytes())]);
    import(&practice, "c.ics", &["--dry-run", "--format", "json"]).stdout_has("no zone is called Nowhere");
    let told = rows(&practice, "c.ics", &[]);
    let read = |id: &str| practice.read(&format!("clients/{id}.md"));
    assert!(read("ada/sessions/2025-07-03").starts_with("---\ndate: 2025-07-03T10:00\nstatus: cancelled\n"));
    assert!(read("ada/sessions/2025-07-04").starts_with("---\ndate: 2025-07-04T10:00\nstatus: planned\n"));
    assert_eq!(place(&told, "c.ics:10"), "whole days, several of them, are no call");
    assert!(read("bo/sessions/2025-07-05").starts_with("---\ndate: 2025-07-05T09:00\n"));
}

#[test]
fn a_sheet_with_semicolons_short_years_and_decimal_commas_is_read() {
    let table = "\u{feff}\"Klient:in\";\"Datum\";\"Beginn\";\"Dauer (Std.)\";\"Notizen\"\r\n\
        \"Lund, Ada\";\"02.03.25\";\"10 Uhr\";\"1,5\";\"Zeile eins\r\nZeile \"\"zwei\"\"\"\r\nSumme;;;1,5;\r\n";
    let practice = beside(&[("log.csv", table.as_bytes())]);
    let told = rows(&practice, "log.csv", &[]);
    assert_eq!(place(&told, "log.csv:2"), "ada/sessions/2025-03-02.md");
    assert_eq!(place(&told, "log.csv:4"), "no day stands in it");
    let note = practice.read("clients/ada/sessions/2025-03-02.md");
    assert!(note.starts_with("---\ndate: 2025-03-02T10:00\nstatus: held\nminutes: 90\n"), "{note}");
    assert!(note.ends_with("---\n\nZeile eins\r\nZeile \"zwei\"\n"), "{note}");
}

#[test]
fn notes_in_other_encodings_are_written_as_utf_8_where_they_must_or_where_that_is_wished_for() {
    let utf16: Vec<u8> =
        b"\xff\xfe".iter().copied().chain("Größe\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let practice = beside(&[("n/2025-03-02.txt", &utf16), ("n/2025-03-03.txt", b"Gr\xf6\xdfe\n")]);
    import(&practice, "n", &["--client", "ada", "--dry-run"])
        .stdout_has("was UTF-16LE: UTF-8 here")
        .stdout_has("--utf8");
    import(&practice, "n", &["--client", "ada", "--utf8"]).stdout_has("\n2 brought in");
    assert_eq!(practice.read("clients/ada/sessions/2025-03-02.md"), "Größe\n");
    assert_eq!(practice.read("clients/ada/sessions/2025-03-03.md"), "Größe\n");
    import(&practice, "n", &["--client", "ada", "--utf8"])
        .stdout_has("\n0 brought in, 2 there already, 0 not");
}

#[test]
fn a_page_of_notions_keeps_what_its_properties_say() {
    let page = "<html><body><h1>Call</h1><table class=\"properties\"><tbody><tr><th>Date</th><td>@March 2, 2025</td></tr>\
        <tr><th>Client</th><td>Ada Lund</td></tr></tbody></table><p>one</p></body></html>";
    let practice = beside(&[("Call.html", page.as_bytes())]);
    assert_eq!(place(&rows(&practice, "Call.html", &[]), "Call.html"), "ada/sessions/2025-03-02.md");
    let note = practice.read("clients/ada/sessions/2025-03-02.md");
    assert!(
        note.contains("| Date ") && note.contains("| @March 2, 2025 |") && note.ends_with("one\n"),
        "{note}"
    );
}

#[test]
fn of_many_notes_each_comes_in_once() {
    let practice = beside(&[]);
    for at in 0..80 {
        practice
            .lay_outside(&format!("m/2025-03-{:02} {at}.md", 1 + at % 28), format!("note {at}\n").as_bytes());
    }
    import(&practice, "m", &["--client", "ada"]).stdout_has("\n80 brought in, 0 there already, 0 not");
    let before = practice.snapshot();
    import(&practice, "m", &["--client", "ada"]).stdout_has("\n0 brought in, 80 there already, 0 not");
    practice.unchanged_but(&before, &[]);
    practice.coach("undo").ok();
    assert!(!practice.has("clients/ada/sessions/2025-03-01.md"));
}
