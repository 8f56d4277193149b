//! Several clients at once, and files that are known by what stands in them.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::harness::{Practice, Ran};

/// A practice with these clients, and files beside it.
fn practice_of(clients: &[&str], files: &[(&str, &[u8])]) -> Practice {
    let mut practice = Practice::empty();
    for name in clients {
        let id = name.to_lowercase().replace(' ', "-");
        practice = practice.file(&format!("clients/{id}/client.md"), format!("---\nname: {name}\n---\n"));
    }
    for (path, bytes) in files {
        practice.lay_outside(path, bytes);
    }
    practice
}

fn import(practice: &Practice, path: &str, more: &[&str]) -> Ran {
    let from = practice.outside().join(path);
    practice.run(["import", from.to_str().unwrap()].iter().chain(more))
}

/// The rows by path and line: what became of each, and where it went.
fn rows(ran: &Ran) -> BTreeMap<String, (String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let row = |file: &Value| {
        let line = file["line"].as_u64().map_or_else(String::new, |line| format!(":{line}"));
        (text(&file["path"]) + &line, (text(&file["result"]), text(&file["to"]).replace("clients/", "")))
    };
    ran.json()["files"].as_array().unwrap().iter().map(row).collect()
}

#[test]
fn a_time_sheets_address_is_the_coachs_and_a_type_is_no_size_of_a_group() {
    let sheet = "Email,Client,Start date,Duration,Type,Label\nr@b.org,Ada Lund,2025-10-02,01:00:00,60 min coaching,\n\
        r@b.org,Ben Ode,2025-10-03,01:15:00,60 min coaching,No-Show\n";
    let practice = practice_of(&["Ada Lund"], &[("sheet.csv", sheet.as_bytes())]);
    import(&practice, "sheet.csv", &["--new-clients"]).ok();
    assert!(!practice.read("clients/ben-ode/client.md").contains("email:"));
    let call = practice.read("clients/ada-lund/sessions/2025-10-02.md");
    assert!(call.contains("minutes: 60\n") && !call.contains("group_size"), "{call}");
    assert!(practice.read("clients/ben-ode/sessions/2025-10-03.md").contains("status: no-show\n"));
}

#[test]
fn what_is_no_note_is_told_as_what_it_is() {
    let practice = practice_of(
        &["Ada Lund"],
        &[
            ("2025-03-02.eml", b"From: ada@b.org\n\nHi.\n"),
            ("2025-03-02.enex", b"<?xml version=\"1.0\"?>\n<en-export></en-export>\n"),
            ("2025-03-02.json", b"{\"entries\": []}\n"),
            ("2025-03-02.vcf", b"BEGIN:VCARD\nFN:Ada Lund\nEND:VCARD\n"),
        ],
    );
    for (ending, told) in [
        ("eml", "it is a mail"),
        ("enex", "an export of Evernote's"),
        ("json", "it is data of another program (JSON)"),
        ("vcf", "it is an address card"),
    ] {
        let ran = import(&practice, &format!("2025-03-02.{ending}"), &["--client", "ada"]).ok();
        ran.stdout_has(told).stdout_has("\n0 brought in");
    }
}

#[test]
fn each_folder_is_somebodys_and_those_who_are_new_are_made() {
    let files: [(&str, &[u8]); 4] = [
        ("Ada Lund/2025-03-02.md", b"one\n"),
        ("Bo Ek 0f1e2d3c4b5a69788796a5b4c3d2e1f0/2025-03-09.md", b"two\n"),
        ("Ada Lunt/2025-03-16.md", b"three\n"),
        ("loose 2025-03-23.md", b"four\n"),
    ];
    let practice = practice_of(&["Ada Lund"], &files);
    let told = rows(&import(&practice, "", &["--each-folder", "--new-clients", "--format", "json"]).ok());
    assert_eq!(told["Ada Lund/2025-03-02.md"], ("imported".into(), "ada-lund/sessions/2025-03-02.md".into()));
    assert_eq!(told["Ada Lunt/2025-03-16.md"].0, "similar-name");
    assert_eq!(told["loose 2025-03-23.md"].0, "of-another");
    assert!(
        practice.read("clients/bo-ek/client.md").contains("name: Bo Ek\nstatus: active\nsince: 2025-03-09\n")
    );
    practice.coach("check").ok();
    let before = practice.snapshot();
    import(&practice, "", &["--each-folder", "--new-clients"])
        .ok()
        .stdout_has("\n0 brought in, 2 there already, 2 not");
    practice.unchanged_but(&before, &[]);
    let who = ["--each-folder", "--who", "Ada Lunt=ada-lund"];
    import(&practice, "", &who).ok().stdout_has("\n1 brought in");
}

#[test]
fn a_table_of_many_clients_is_filed_with_each_and_nobody_is_taken_for_another() {
    let table = "Client,Date,Duration,Status\nAda Lund,2025-10-02 10:00,60,held\n\"Ek, Bo\",2025-10-03,60,held\nAda,2025-10-04,60,held\nCy Dahl,2025-10-05,60,held\n";
    let practice = practice_of(&["Ada Lund", "Bo Ek"], &[("log.csv", table.as_bytes())]);
    let told = rows(&import(&practice, "log.csv", &["--format", "json"]).ok());
    assert_eq!(told["log.csv:2"].1, "ada-lund/sessions/2025-10-02.md");
    assert_eq!(told["log.csv:3"].1, "bo-ek/sessions/2025-10-03.md");
    assert_eq!((told["log.csv:4"].0.as_str(), told["log.csv:5"].0.as_str()), ("similar-name", "of-another"));
    import(&practice, "log.csv", &[]).ok().stdout_has("--who").stdout_has("--new-clients");
    let ran = import(&practice, "log.csv", &["--new-clients", "--who", "Ada=new"]).ok();
    ran.stdout_has("\n2 brought in, 2 there already, 0 not brought in.");
    assert!(practice.has("clients/cy-dahl/sessions/2025-10-05.md") && practice.has("clients/ada/client.md"));
}

#[test]
fn two_new_names_that_are_nearly_one_are_both_left_and_a_dry_run_makes_nobody() {
    let table = "client,date\nAnn Lee,2025-10-02\nAnne Lee,2025-10-03\nBo Ek,2025-10-04\n";
    let practice = practice_of(&[], &[("log.csv", table.as_bytes())]);
    let before = practice.snapshot();
    let dry = rows(&import(&practice, "log.csv", &["--new-clients", "--dry-run", "--format", "json"]).ok());
    practice.unchanged_but(&before, &[]);
    assert_eq!(rows(&import(&practice, "log.csv", &["--new-clients", "--format", "json"]).ok()), dry);
    assert_eq!((dry["log.csv:2"].0.as_str(), dry["log.csv:3"].0.as_str()), ("similar-name", "similar-name"));
    let both = ["--new-clients", "--who", "Ann Lee=new", "--who", "Anne Lee=new"];
    import(&practice, "log.csv", &both).ok().stdout_has("\n2 brought in, 1 there already, 0 not");
    practice.coach("check").ok();
}

#[test]
fn columns_that_are_not_known_are_proposed_and_nothing_is_filed_until_they_are() {
    let table = "Wann;Wer;Wie lange\n02.10.2025;Ada Lund;60\n09.10.2025;Bo Ek;90\n";
    let practice = practice_of(&["Ada Lund", "Bo Ek"], &[("log.csv", table.as_bytes())]);
    let map = practice.outside().join("columns.yaml");
    let named = ["--map", map.to_str().unwrap()];
    let before = practice.snapshot();
    let first = import(&practice, "log.csv", &named).ok();
    first.stdout_has("| Wann").stdout_has("02.10.2025").stdout_has("0 brought in").stdout_has("--map");
    practice.unchanged_but(&before, &[]);
    let proposed = std::fs::read_to_string(&map).unwrap();
    assert!(proposed.contains("\nclient: Wer\n") && proposed.contains("\ndate: Wann\n"), "{proposed}");
    import(&practice, "log.csv", &named).ok().stdout_has("\n2 brought in, 0 there already, 0 not");
    assert!(practice.read("clients/bo-ek/sessions/2025-10-09.md").contains("minutes: 90\n"));
    std::fs::write(&map, "day: Wann\n").unwrap();
    import(&practice, "log.csv", &named).fails(2).stderr_has("`day` isn't one of client");
    std::fs::write(&map, "date: When\n").unwrap();
    import(&practice, "log.csv", &named).ok().stdout_has("a column `When`");
}

#[test]
fn tables_in_the_encodings_of_spreadsheets_are_read() {
    let text = "Klientin;Datum;Dauer;Notizen\r\nZoë Ünal;02.10.2025;60;Größe\r\n";
    let utf16: Vec<u8> =
        b"\xff\xfe".iter().copied().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let windows: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    for bytes in [utf16, windows] {
        let practice = practice_of(&["Zoë Ünal"], &[("log.csv", &bytes)]);
        let ran = import(&practice, "log.csv", &["--format", "json"]).ok();
        let (result, to) = rows(&ran)["log.csv:2"].clone();
        assert_eq!(result, "imported");
        assert!(practice.read(&format!("clients/{to}")).ends_with("---\n\nGröße\n"));
    }
}

#[test]
fn notes_say_whose_they_are_by_a_key_or_by_their_name() {
    let files: [(&str, &[u8]); 4] = [
        ("2025-03-02 Ada Lund.md", b"one\n"),
        ("x.md", b"---\ndate: 2025-03-03\nclient: \"[[Bo Ek]]\"\n---\ntwo\n"),
        ("2025-03-04 Ada Lund and Bo Ek.md", b"three\n"),
        ("2025-03-05.md", b"four\n"),
    ];
    let practice = practice_of(&["Ada Lund", "Bo Ek"], &files);
    let ran = import(&practice, "", &["--format", "json"]).ok();
    let told = rows(&ran);
    assert_eq!(told["2025-03-02 Ada Lund.md"].1, "ada-lund/sessions/2025-03-02.md");
    assert_eq!(told["x.md"].1, "bo-ek/sessions/2025-03-03.md");
    assert_eq!(told.values().filter(|(result, _)| result == "of-another").count(), 2);
    import(&practice, "", &[]).ok().stdout_has("it names several clients").stdout_has("--each-folder");
}

#[test]
fn a_web_page_becomes_markdown_dated_by_its_head() {
    let page = "<!DOCTYPE html><html><head><title>Ada</title><meta name=\"created\" content=\"2025-03-02 10:00\"></head>\
        <body><h1>Ada</h1><p>She <b>said</b> so.</p></body></html>";
    let practice =
        practice_of(&["Ada Lund"], &[("note.html", page.as_bytes()), ("note.txt", page.as_bytes())]);
    import(&practice, "", &["--client", "ada-lund"])
        .ok()
        .stdout_has("made of a web page")
        .stdout_has("\n1 brought in, 1 there");
    assert_eq!(practice.read("clients/ada-lund/sessions/2025-03-02.md"), "# Ada\n\nShe **said** so.\n");
}

#[test]
fn a_recording_is_refused_with_a_word_on_having_it_written_down_here() {
    let practice = practice_of(&["Ada Lund"], &[("2025-03-02.m4a", b"\0\0\0\x20ftypM4A \0\0\0\0")]);
    let ran = import(&practice, "2025-03-02.m4a", &["--client", "ada-lund"]).ok();
    ran.stdout_has("it is a recording").stdout_has("your own machine").stdout_has("\n0 brought in");
}
