//! Notes from elsewhere: every file is told once, bytes stay as they are, nothing is written over, twice adds nothing.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::harness::{Practice, Ran, shared_real};

/// A practice with Alice in it, and files beside it.
pub fn beside(files: &[(&str, &[u8])]) -> Practice {
    let practice = Practice::of_alice(&[]);
    for (path, bytes) in files {
        practice.lay_outside(path, bytes);
    }
    practice
}

pub fn import(practice: &Practice, more: &[&str]) -> Ran {
    let outside = practice.outside();
    let words = ["import", outside.to_str().unwrap(), "--client", "alice"];
    practice.run(words.iter().chain(more))
}

/// The rows, by path: what became of each, where it went, what is told.
pub fn rows(ran: &Ran) -> BTreeMap<String, (String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let row = |file: &Value| {
        let to = text(&file["to"]).replace("clients/alice/", "");
        let line = file["line"].as_u64().map_or_else(String::new, |line| format!(":{line}"));
        (text(&file["path"]) + &line, (text(&file["result"]), to, text(&file["note"])))
    };
    let files = ran.json()["files"].as_array().unwrap().clone();
    let rows: BTreeMap<_, _> = files.iter().map(row).collect();
    assert_eq!(rows.len(), files.len(), "each file has one row");
    rows
}

const VAULT: [(&str, &[u8]); 12] = [
    ("2025/03/02.md", b"\xef\xbb\xbfMorning.\r\nNo end of line"),
    ("Call.md", b"---\r\ndate: 2025-03-09\r\nstatus: done\r\n---\r\n# Call\r\n\r\n> I want less.\r\n"),
    (
        "Session 3 0f1e2d3c4b5a69788796a5b4c3d2e1f0.md",
        b"# Session 3\n\nDate: March 16, 2025\n\nSee [[Call]].\n",
    ),
    ("2025-05-01 latin.txt", b"caf\xe9\n"),
    ("letter.md", b"---\ntype: mail\ncreated: 2025-05-03\n---\nDear Robin,\n"),
    ("03-04-2025.md", b"which day?\n"),
    ("ideas.md", b"The next call is on 2 March 2025.\n"),
    ("empty.md", b" \n"),
    ("wide.txt", b"\xff\xfeh\0i\0"),
    ("2031-01-01.md", b"later\n"),
    (".obsidian/app.json", b"{}"),
    ("picture.png", b"\x89PNG"),
];

#[test]
fn every_file_is_told_and_the_dated_ones_stand_there_byte_for_byte() {
    let practice = beside(&VAULT);
    let ran = import(&practice, &["--format", "json"]).ok().silent();
    let rows = rows(&ran);
    assert_eq!(rows.len(), VAULT.len() - 2);
    for (path, bytes) in VAULT {
        if let Some((_, to, _)) = rows.get(path).filter(|(result, ..)| result == "imported") {
            assert_eq!(practice.bytes(&format!("clients/alice/{to}")), bytes, "{path}");
        }
    }
    let became = |path: &str| (rows[path].0.as_str(), rows[path].1.as_str());
    assert_eq!(became("2025/03/02.md"), ("imported", "sessions/2025-03-02.md"));
    assert_eq!(became("letter.md"), ("imported", "notes/2025-05-03.md"));
    for (path, result) in [
        ("03-04-2025.md", "ambiguous"),
        ("ideas.md", "undated"),
        ("empty.md", "empty"),
        ("wide.txt", "undated"),
    ] {
        assert_eq!(became(path), (result, ""));
    }
    let left_out = ran.json()["left_out"].clone();
    assert_eq!(
        left_out,
        serde_json::json!([{"path": ".obsidian/", "what": "hidden"}, {"path": "picture.png", "what": "png"}])
    );
    import(&practice, &["-v"]).ok().stderr_has("left out: picture.png (png)");
}

#[test]
fn the_table_is_as_it_was() {
    let practice = beside(&VAULT).env("COLUMNS", "80");
    let ran = import(&practice, &["--dry-run", "--color", "always"]).ok();
    let plain = anstream::adapter::strip_str(&ran.stdout).to_string();
    assert!(plain.lines().all(|line| line.chars().count() <= 80), "{plain}");
    insta::assert_snapshot!(plain);
}

#[test]
fn a_dry_run_tells_the_same_and_writes_nothing() {
    let practice = beside(&VAULT);
    let before = practice.snapshot();
    let dry = rows(&import(&practice, &["--dry-run", "--format", "json"]).ok());
    practice.unchanged_but(&before, &[]);
    assert_eq!(rows(&import(&practice, &["--format", "json"]).ok()), dry);
}

#[test]
fn twice_adds_nothing_and_what_was_interrupted_is_finished() {
    let practice = beside(&VAULT);
    import(&practice, &[]).ok();
    let whole = practice.snapshot();
    import(&practice, &[]).ok().stdout_has("\n0 brought in, 6 there already, 4 not brought in.\n");
    practice.unchanged_but(&whole, &[]);
    for gone in ["sessions/2025-03-02.md", "sessions/2031-01-01.md"] {
        std::fs::remove_file(practice.root().join("clients/alice").join(gone)).unwrap();
    }
    import(&practice, &[]).ok().stdout_has("\n2 brought in, 4 there already, 4 not brought in.\n");
    practice.unchanged_but(&whole, &[]);
}

#[test]
fn a_note_is_never_written_over_and_one_that_was_worked_on_is_known_again() {
    let practice = beside(&[("2025-03-02.md", b"# Call\none\n"), ("b/2025-03-02.md", b"another\n")]);
    practice.write("clients/alice/sessions/2025-03-02.md", "hers\n");
    import(&practice, &[]).ok();
    assert_eq!(practice.read("clients/alice/sessions/2025-03-02.md"), "hers\n");
    practice.coach("session set alice 2025-03-02-2 minutes=50").ok();
    let before = practice.snapshot();
    let second = rows(&import(&practice, &["--format", "json"]).ok());
    assert_eq!(second["2025-03-02.md"].0, "changed-since");
    assert_eq!(second["b/2025-03-02.md"].0, "already-there");
    practice.unchanged_but(&before, &[]);
    import(&practice, &["--again"]).ok();
    practice.unchanged_but(&before, &["clients/alice/sessions/2025-03-02-4.md"]);
}

#[test]
fn what_check_says_is_what_was_said() {
    let practice = beside(&VAULT);
    let told = rows(&import(&practice, &["--format", "json"]).ok());
    let things = |(_, _, note): &(String, String, String)| {
        let words = note.rsplit_once("check has ").map_or("0", |(_, rest)| rest.split(' ').next().unwrap());
        words.parse::<usize>().unwrap()
    };
    let told: usize = told.values().map(things).sum();
    let found = practice.run(["check", "--format", "json"]).fails(1).json();
    assert_eq!((found["problems"].as_array().map(Vec::len), told), (Some(3), 3));
}

#[test]
fn flags_decide_what_nothing_else_does() {
    let practice = beside(&VAULT);
    let ran = import(
        &practice,
        &["--dates", "month-first", "--undated", "2025-01-01", "--as", "notes", "--format", "json"],
    );
    let rows = rows(&ran.ok());
    assert_eq!(rows["03-04-2025.md"].1, "notes/2025-03-04.md");
    assert_eq!(rows["ideas.md"].1, "notes/2025-01-01.md");
    assert_eq!(rows["Call.md"].1, "notes/2025-03-09.md");
    import(&practice, &["--dates", "8/11"]).fails(2);
    import(&practice, &["--undated", "8/11"]).fails(2).stderr_has("8 November");
}

#[test]
fn a_date_is_written_as_it_is_read_if_that_is_wished_for() {
    let text = b"---\ndate: March 2, 2025 # a Sunday\n---\r\nwords";
    let practice = beside(&[("a.md", text)]);
    import(&practice, &["--dry-run"]).ok().stdout_has("- `a.md`: check will tell that `date:`");
    import(&practice, &["--iso-dates"]).ok();
    assert_eq!(
        practice.read("clients/alice/sessions/2025-03-02.md"),
        "---\ndate: 2025-03-02 # a Sunday\n---\r\nwords"
    );
    practice.coach("check").ok();
    import(&practice, &["--iso-dates"]).ok().stdout_has("\n0 brought in, 1 there already, 0 not");
}

#[test]
fn a_day_that_a_line_of_the_text_gives_goes_into_front_matter_if_that_is_wished_for() {
    let page = "# First call\n\nDate: March 2, 2025\n\n> I said yes.\n";
    let practice = beside(&[("First call 11111111111111111111111111111111.md", page.as_bytes())]);
    import(&practice, &["--dry-run"]).ok().stdout_has("--iso-dates writes it so");
    import(&practice, &["--iso-dates"]).ok().stdout_has("\n1 brought in");
    let note = practice.read("clients/alice/sessions/2025-03-02.md");
    assert_eq!(note, format!("---\ndate: 2025-03-02\n---\n\n{page}"));
    practice.coach("check").ok();
    import(&practice, &["--iso-dates"]).ok().stdout_has("\n0 brought in, 1 there already, 0 not");
}

#[test]
fn a_journal_is_split_into_parts_that_are_the_whole() {
    let journal =
        "---\nwho: Alice\n---\n# Alice\n\n## 2025-03-02\n\none\n\n## Sunday 9 March 2025, 10:00\n\ntwo";
    let practice = beside(&[("Alice.md", journal.as_bytes())]);
    import(&practice, &[])
        .ok()
        .stdout_has("2 days in its headings")
        .stdout_has("--split makes a note of each");
    let parts = rows(&import(&practice, &["--split", "--format", "json"]).ok());
    assert_eq!(parts.keys().collect::<Vec<_>>(), ["Alice.md:10", "Alice.md:6"]);
    let [one, two] =
        ["2025-03-02", "2025-03-09"].map(|day| practice.read(&format!("clients/alice/sessions/{day}.md")));
    assert_eq!(one + &two, journal);
    import(&practice, &["--split"]).ok().stdout_has("\n0 brought in, 2 there already, 0 not");
}

#[test]
fn names_are_kept_if_that_is_wished_for() {
    let practice = beside(&[("2025-03-02 The promotion.md", b"x\n"), ("2025-03-02.md", b"y\n")]);
    import(&practice, &["--keep-names"]).ok();
    assert!(practice.has("clients/alice/sessions/2025-03-02 The promotion.md"));
    assert!(practice.has("clients/alice/sessions/2025-03-02.md"));
    let sessions = practice.json("session list alice")["sessions"].as_array().map(Vec::len);
    assert_eq!(sessions, Some(2));
    practice.coach("check").ok();
}

#[test]
fn refusals_say_what_to_do() {
    let practice = beside(&[("zip/a.png", b""), ("a.zip", b""), ("other/coach.yaml", b"format: 1\n")]);
    let outside = practice.outside();
    let at = |name: &str| outside.join(name).to_str().unwrap().to_owned();
    let refused =
        |path: &str, client: &str| practice.run(["import", path, "--client", client]).fails(2).stdout_is("");
    refused(&at("zip"), "alice").stderr_has("holds no note").stderr_has(".docx");
    refused(&at("a.zip"), "alice").stderr_has("unpack it first");
    refused(&at("other"), "alice").stderr_has("is a practice itself");
    refused(&at("nowhere"), "alice").stderr_has("it isn't there");
    refused("clients", "alice").stderr_has("lies in the practice already");
    refused(&at("zip"), "nobody").stderr_has("coach client new");
    practice.lay_outside("zip/2025-03-02.md", b"x");
    let before = practice.snapshot();
    import(&practice, &["--format", "html"]).fails(2).stderr_has("no page of its own");
    practice.unchanged_but(&before, &[]);
    import(&practice, &["--shared"]).fails(2).stderr_has("a screen of your own");
}

#[test]
fn what_leads_out_of_an_archive_and_its_links_are_told_and_left_out() {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let plain = zip::write::SimpleFileOptions::default();
    for (name, text) in [("Ida/2025-03-02.md", "x\n"), ("../../2025-03-09.md", "y\n")] {
        zip.start_file(name, plain).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.add_symlink("Ida/2025-03-16.md", "/etc/hostname", plain).unwrap();
    let practice = beside(&[("a.zip", &zip.finish().unwrap().into_inner())]);
    let before = practice.snapshot();
    let path = practice.outside().join("a.zip").display().to_string();
    practice
        .coach(&format!("import {path} --client alice"))
        .ok()
        .stdout_has("1 link")
        .stdout_has("1 leading out of the archive")
        .stdout_has("1 brought in");
    practice.unchanged_but(&before, &["clients/alice/sessions/2025-03-02.md"]);
}

#[cfg(unix)]
#[test]
fn links_and_the_practice_itself_are_left_where_they_are() {
    let practice = beside(&[
        ("2025-03-02.md", b"x\n"),
        ("deep/other/coach.yaml", b""),
        ("deep/other/2025-03-09.md", b"y\n"),
    ]);
    practice.write("clients/ben/sessions/2025-04-01.md", "Ben's\n");
    std::os::unix::fs::symlink(practice.root(), practice.outside().join("link")).unwrap();
    let whole = practice.root().parent().unwrap().to_owned();
    let ran = practice
        .run([
            Path::new("import"),
            &whole,
            Path::new("--client"),
            Path::new("alice"),
            Path::new("--format"),
            Path::new("json"),
        ])
        .ok();
    assert_eq!(rows(&ran).keys().collect::<Vec<_>>(), ["outside/2025-03-02.md"]);
    let left_out = ran.json()["left_out_kinds"].clone();
    assert_eq!(left_out, serde_json::json!([{"what": "practice", "count": 2}, {"what": "link", "count": 1}]));
}

#[cfg(unix)]
mod documents {
    use super::{Practice, beside, import, rows};

    /// What is found as `pandoc` in front of everything else.
    fn with_pandoc(practice: Practice, script: &str) -> Practice {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = practice.home().join("bin");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("pandoc"), script).unwrap();
        std::fs::set_permissions(folder.join("pandoc"), std::fs::Permissions::from_mode(0o755)).unwrap();
        let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
        practice.env("PATH", path)
    }

    const FILES: [(&str, &[u8]); 3] =
        [("Alice.docx", b"PK words"), ("old.doc", b"old"), ("2025-04-01.md", b"x\n")];

    #[test]
    fn a_day_of_a_graph_in_org_is_parted_by_whom_its_headlines_name() {
        let graph: [(&str, &[u8]); 2] = [
            ("journals/2025_03_02.org", b"* [[Ida Lund]]\n** one\n* [[file:../pages/bo.org][Bo Ek]]\n** two\n* call\n:PROPERTIES:\n:client: Ida Lund\n:END:\n* shopping\n"),
            ("journals/2025_03_09.org", b"#+client: Bo Ek\n* three\n* [[Ida Lund]] asked\n"),
        ];
        let practice = with_pandoc(beside(&graph), "#!/bin/sh\ncat\n");
        for (id, name) in [("ida", "Ida Lund"), ("bo", "Bo Ek")] {
            practice.write(&format!("clients/{id}/client.md"), format!("---\nname: {name}\n---\n"));
        }
        let before = practice.snapshot();
        let outside = practice.outside().display().to_string();
        for more in ["", "--from logseq"] {
            let ran = practice.coach(&format!("import {outside} {more}")).ok();
            ran.stdout_has("`journals/2025_03_02.org:9` | it names no client");
            let names = [
                "clients/bo/sessions/2025-03-02.md",
                "clients/bo/sessions/2025-03-09.md",
                "clients/ida/sessions/2025-03-02-2.md",
                "clients/ida/sessions/2025-03-02.md",
            ];
            practice.unchanged_but(&before, &names);
            assert_eq!(practice.read(names[0]), "* [[file:../pages/bo.org][Bo Ek]]\n** two\n");
            assert_eq!(practice.read(names[3]), "* [[Ida Lund]]\n** one\n");
        }
    }

    #[test]
    fn pandoc_gets_the_bytes_and_its_markdown_comes_in() {
        let script = "#!/bin/sh\necho \"$@\" > \"$HOME/arguments\"\nprintf -- '---\\ndate: 2 March 2025\\n---\\n\\n'\ncat\n";
        let practice = with_pandoc(beside(&FILES), script);
        let before = std::fs::read(practice.outside().join("Alice.docx")).unwrap();
        let first = rows(&import(&practice, &["--format", "json"]).ok());
        assert_eq!(first["Alice.docx"].1, "sessions/2025-03-02.md");
        assert!(first["old.doc"].2.contains(".doc files"), "{first:?}");
        let written = practice.read("clients/alice/sessions/2025-03-02.md");
        assert_eq!(written, "---\ndate: 2025-03-02\n---\n\nPK words");
        let arguments = std::fs::read_to_string(practice.home().join("arguments")).unwrap();
        assert!(arguments.contains("--sandbox") && arguments.contains("--from docx"), "{arguments}");
        assert_eq!(std::fs::read(practice.outside().join("Alice.docx")).unwrap(), before);
        import(&practice, &[]).ok().stdout_has("\n0 brought in, 2 there already, 1 not");
        practice.coach("check").ok();
    }

    #[test]
    fn without_pandoc_or_where_it_gives_up_the_rest_comes_in() {
        let empty = beside(&FILES).env("PATH", "/nowhere");
        import(&empty, &[])
            .ok()
            .stdout_has("needs pandoc, which isn't installed")
            .stdout_has("\n1 brought in");
        let broken = with_pandoc(beside(&FILES), "#!/bin/sh\necho \"couldn't unpack docx\" >&2\nexit 63\n");
        import(&broken, &[])
            .ok()
            .stdout_has("pandoc can't read it: couldn't unpack docx")
            .stdout_has("\n1 brought in");
    }
}

#[test]
fn real_notes_are_all_accounted_for_and_their_bytes_stay() {
    let Some(real) = shared_real() else { return };
    let practice = Practice::of_alice(&[]);
    let notes = real.join("notes");
    let line = format!("import {} --client alice", notes.display());
    let rows = rows(&practice.coach(&format!("{line} --format json")).ok());
    let files: Vec<String> = std::fs::read_dir(&notes)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(
        (rows.len(), rows.keys().filter(|path| files.contains(path)).count()),
        (files.len(), files.len())
    );
    let mut imported = 0;
    for (path, (result, to, note)) in &rows {
        if result == "imported" {
            let stands = practice.bytes(&format!("clients/alice/{to}"));
            assert_eq!(stands, std::fs::read(notes.join(path)).unwrap(), "{path}");
            imported += 1;
        } else {
            assert_eq!((result.as_str(), note.as_str()), ("undated", "no date"), "{path}");
        }
    }
    eprintln!("{} real notes: {imported} brought in, {} without a date", rows.len(), rows.len() - imported);
    // Each is of the day that its name says, as `coach` reads it.
    let sessions = practice.json("session list alice")["sessions"].as_array().unwrap().clone();
    assert_eq!(sessions.len(), imported);
    for session in &sessions {
        let (id, date) = (session["id"].as_str().unwrap(), session["date"].as_str().unwrap());
        assert_eq!(id[..10], date[..10]);
    }
    let whole = practice.snapshot();
    practice.coach(&line).ok().stdout_has(&format!("\n0 brought in, {imported} there already"));
    practice.unchanged_but(&whole, &[]);
}

#[test]
fn jrnl_is_parted_at_its_entries() {
    let text = "[2025-09-02 09:00] Kids\nA walk.\n\n[2025-09-14 09:00] Heating\nInstalled.\n";
    let practice = beside(&[("jrnl.txt", text.as_bytes())]);
    import(&practice, &["--split"]).ok();
    let first = practice.read("clients/alice/sessions/2025-09-02.md");
    assert_eq!(first + &practice.read("clients/alice/sessions/2025-09-14.md"), text);
}
