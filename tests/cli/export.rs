//! Everything about a person in one archive, and what of it is handed to them.

use std::collections::BTreeMap;
use std::io::Read as _;

use crate::harness::Practice;

/// The files of an archive by their names in its folder.
fn unpack(practice: &Practice, name: &str) -> BTreeMap<String, Vec<u8>> {
    let file = std::fs::File::open(practice.home().join(name)).expect("an archive");
    let mut archive = zip::ZipArchive::new(file).expect("a whole archive");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let mut files = BTreeMap::new();
    for name in names {
        let mut bytes = Vec::new();
        archive.by_name(&name).expect("a file").read_to_end(&mut bytes).expect("its bytes");
        let inside = name.split_once('/').expect("all lies in one folder").1;
        files.insert(inside.to_owned(), bytes);
    }
    files
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files[name].clone()).expect("text")
}

/// A practice in which a client speaks of somebody else, and the coach keeps thoughts of their own.
fn practice() -> Practice {
    let practice = Practice::empty();
    practice.write(
        "clients/ana/client.md",
        "---\nname: Ana de Sá\nemail: [ana@example.org]\nagreed: {notes: 2026-01-12}\n---\n\n## What helps me when I'm stuck\n\n- A walk with Jonas.\n\n## Strengths\n\n- Patient to a fault.\n",
    );
    practice.write(
        "clients/ana/sessions/2026-11-10.md",
        "---\nstatus: held\nminutes: 50\nsummary: She circles around Odile.\nalliance: {heard: 9}\n---\n\nA thought of mine.\n\n> I met Jonas and then Jonas left, as Marit said. Write to jonas@example.org or ana@example.org.\n\n## Reflection\n\nToo fast again.\n",
    );
    practice.write("clients/ana/files/letter.bin", [0_u8, 159, 146, 150]);
    practice.write("clients/bob/client.md", "---\nname: Bob Quill\n---\n");
    practice
}

#[test]
fn an_export_holds_every_file_byte_for_byte_and_what_is_read_out_of_them() {
    let practice = practice();
    practice.coach("note ana a passing thought").ok();
    let path = practice.home().join("ana.zip");
    practice.run(["export", "ana", "-o", path.to_str().unwrap()]).ok();
    let files = unpack(&practice, "ana.zip");
    for name in ["client.md", "sessions/2026-11-10.md", "files/letter.bin"] {
        assert_eq!(files[&format!("notes/{name}")], practice.bytes(&format!("clients/ana/{name}")));
    }
    let whole = text(&files, "everything.md");
    for words in ["Patient to a fault", "Too fast again", "A thought of mine", "a passing thought", "Jonas"] {
        assert!(whole.contains(words), "{words}\n{whole}");
    }
    let json: serde_json::Value = serde_json::from_slice(&files["everything.json"]).expect("JSON");
    assert_eq!(json["client"]["name"], "Ana de Sá");
    assert!(text(&files, "everything.html").contains("<!DOCTYPE html>"));
    assert!(text(&files, "README.md").contains("notes/files/letter.bin"));
    assert!(!whole.contains("Bob"), "another client has no place in it");
}

#[test]
fn what_is_for_the_client_holds_their_words_masks_others_and_says_what_is_withheld() {
    let practice = practice();
    let path = practice.home().join("hers.zip");
    let ran = practice
        .run(["export", "ana", "--for", "client", "--mask", "marit", "-o", path.to_str().unwrap()])
        .ok();
    assert!(ran.stderr.contains("Read it over"), "{}", ran.stderr);
    let files = unpack(&practice, "hers.zip");
    assert_eq!(files.len(), 4, "no file of the coach's is copied: {:?}", files.keys());
    for name in ["README.md", "everything.md", "everything.html", "everything.json"] {
        let text = text(&files, name);
        for hidden in ["Jonas", "jonas@", "Odile", "Marit", "Patient", "A thought of mine", "Too fast", "Bob"]
        {
            assert!(!text.contains(hidden), "{name} shows {hidden}\n{text}");
        }
    }
    let whole = text(&files, "everything.md");
    assert!(whole.contains("I met [person 2] and then [person 2] left, as [person 1] said"), "{whole}");
    assert!(whole.contains("ana@example.org") && whole.contains("[contact]"), "{whole}");
    let index = text(&files, "README.md");
    for told in
        ["the coach's working notes", "Attached files (1)", "Names of other people (2)", "In many countries"]
    {
        assert!(index.contains(told), "{told}\n{index}");
    }
    assert!(index.contains("Agreed that notes are kept"), "{index}");
}

#[test]
fn an_archive_is_never_laid_among_the_notes_or_shown_to_somebody_else() {
    let practice = practice();
    let inside = practice.root().join("ana.zip");
    practice.run(["export", "ana", "-o", inside.to_str().unwrap()]).fails(2);
    practice.coach("export ana --shared").fails(2);
    practice.coach("export ana -o ana.pdf").fails(2);
    practice.coach("export nobody").fails(2);
    assert!(!inside.exists());
    let ran = practice.coach("export ana --format json").ok();
    let json = ran.json();
    assert_eq!(json["is_for_client"], false);
}

#[cfg(unix)]
#[test]
fn only_its_owner_can_read_an_archive_and_links_are_told_and_not_followed() {
    use std::os::unix::fs::PermissionsExt as _;
    let practice = practice();
    std::os::unix::fs::symlink("/etc/hostname", practice.root().join("clients/ana/files/link")).unwrap();
    let path = practice.home().join("ana.zip");
    let ran = practice.run(["export", "ana", "-o", path.to_str().unwrap()]).ok();
    assert!(ran.stderr.contains("clients/ana/files/link isn't in it"), "{}", ran.stderr);
    assert!(!unpack(&practice, "ana.zip").contains_key("notes/files/link"));
    assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn other_clients_are_masked_however_they_are_written_and_wherever_they_lie() {
    let practice = practice();
    practice.write("clients/zoe/client.md", "---\nname: Zoë Brandt\n---\n");
    practice.write(".trash/clients/archie-vale/client.md", "---\nname: Archie Vale\n---\n");
    practice.write(
        "clients/ana/notes/2026-11-12.md",
        "---\nfrom: client\n---\nZoe brandt and bob quill came, and Zoe\u{308}. bob-quill again. Bob’s friend, Bob\nQuill, Archie Vale, Archie; 06 12 34 56 78. [a](https://example.org/bob)\n",
    );
    let ran = practice.coach("export ana --for client --format md").ok();
    for hidden in
        ["Zoe", "brandt", "Zoë", "bob quill", "bob-quill", "Bob", "Quill", "Archie", "Vale", "06 12"]
    {
        assert!(!ran.stdout.contains(hidden), "{hidden} is shown\n{}", ran.stdout);
    }
    assert!(
        ran.stdout.contains("[somebody]’s friend, [somebody], [somebody], [somebody]; [contact]."),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_part_of_another_clients_name_that_is_a_word_too_is_told() {
    let practice = practice();
    practice.write("clients/hope/client.md", "---\nname: Hope Arden\n---\n");
    practice.write("clients/will/client.md", "---\nname: Will\n---\n");
    practice.write("clients/gross/client.md", "---\nname: Jürgen Groß\n---\n");
    practice.write("clients/ana/notes/2026-11-12.md", "---\nfrom: client\n---\nI hope so, and Hope says it. Will he? He will. Kim Albers rang. Then Albers came, and Albers went. Jurgen Gross.\n");
    let ran = practice.coach("export ana --for client --format md").ok();
    let wanted = "I hope so, and Hope says it. Will he? He will. Kim [person";
    assert!(ran.stdout.contains(wanted) && !ran.stdout.contains("Gross"), "{}", ran.stdout);
    assert!(ran.stderr.contains("Hope") && ran.stderr.contains("Kim"), "{}", ran.stderr);
}

#[test]
fn what_nobody_reads_and_what_they_said_on_record_is_told_as_withheld() {
    let practice = practice();
    practice.write("clients/ana/contract.pdf", "x");
    practice.write("clients/ana/sessions/photo.jpg", "x");
    practice.write(
        "clients/ana/transcripts/2026-11-10.md",
        "---\nspeakers: {Ana: client, Robin: coach}\n---\n**Ana**: One.\n\n**Robin**: Hm.\n\n**Ana**: Two.\n",
    );
    let ran = practice.coach("export ana --for client --format md").ok();
    for told in ["Attached files (3)", "Turns of theirs in transcripts (2)", "nobody knows whose (1)"] {
        assert!(ran.stdout.contains(told), "{told}\n{}", ran.stdout);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_no_archive_can_hold_are_told_apart_in_it() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let practice = practice();
    let files = practice.root().join("clients/ana/files");
    for name in [&b"a\xff.pdf"[..], b"a\xfe.pdf", b"..\\..\\b.txt"] {
        std::fs::write(files.join(OsStr::from_bytes(name)), name).unwrap();
    }
    let path = practice.home().join("ana.zip");
    practice.run(["export", "ana", "-o", path.to_str().unwrap()]).ok();
    let held = unpack(&practice, "ana.zip");
    assert_eq!(held["notes/files/.._.._b.txt"], b"..\\..\\b.txt");
    assert_eq!(held["notes/files/a\u{fffd}.pdf"], b"a\xfe.pdf");
    assert_eq!(held["notes/files/a\u{fffd}.pdf~2"], b"a\xff.pdf");
}

#[test]
fn somebody_who_is_archived_is_told_with_how_to_bring_them_back() {
    let practice = practice();
    practice.coach("client archive ana").ok();
    for line in ["export ana", "export an --for client", "prep ana"] {
        practice.coach(line).fails(2).stderr_has("`ana` is archived").stderr_has("coach restore clients/ana");
    }
    practice.coach("export ana --shared").fails(2).nowhere_has("archived");
}

#[test]
fn a_mask_goes_before_what_may_stay_and_one_that_masks_nothing_is_told() {
    let practice = practice();
    practice.write(
        "clients/ana/notes/2026-11-12.md",
        "---\nfrom: client\n---\nErik de Sá called, and SÁ again.\n",
    );
    let ran = practice
        .run(["export", "ana", "--for", "client", "--mask", "sa", "--mask", "Jonass", "--format", "md"])
        .ok();
    assert!(ran.stdout.contains("de [person 1] called, and [person 1] again"), "{}", ran.stdout);
    assert!(
        ran.stderr.contains("--mask Jonass: nobody is called so") && !ran.stderr.contains("--mask sa:"),
        "{}",
        ran.stderr
    );
}
