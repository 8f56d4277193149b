//! Archives that come in: archives in them, and files of one name.

use std::io::Write as _;

use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use crate::harness::Practice;

fn pack(files: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn import(practice: &Practice, archive: &[u8]) -> String {
    practice.lay_outside("a.zip", archive);
    let path = practice.outside().join("a.zip").display().to_string();
    practice.coach(&format!("import {path} --client alice")).stdout.clone()
}

#[test]
fn archives_in_an_archive_are_read_where_they_stand_or_unpacked_without_a_name() {
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        let practice = Practice::of_alice(&[]);
        let before = practice.snapshot();
        let notes: &[(&str, &[u8])] = &[("Ida/2025-03-02.md", b"Harbour.\n"), ("2025-03-09.md", b"Boats.\n")];
        let inner = pack(notes, CompressionMethod::Deflated);
        let deep = pack(&[("deep.zip", &inner)], CompressionMethod::Stored);
        let outer: &[(&str, &[u8])] = &[("part-1.zip", &inner), ("part-2.zip", &deep), ("part-3.zip", b"PK")];
        let told = import(&practice, &pack(outer, method));
        let (first, second) =
            ("clients/alice/sessions/2025-03-02.md", "clients/alice/sessions/2025-03-09.md");
        practice.unchanged_but(&before, &[first, second]);
        assert_eq!((practice.read(first), practice.read(second)), ("Harbour.\n".into(), "Boats.\n".into()));
        assert!(
            told.contains("2 brought in") && told.contains("deep.zip") && told.contains("part-3.zip"),
            "{told}"
        );
    }
}

#[test]
fn two_files_of_one_name_in_an_archive_both_come_in() {
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        let practice = Practice::of_alice(&[]);
        let files: &[(&str, &[u8])] =
            &[("2025-03-02.md", b"Harbour, first.\n"), ("2025-03-0x.md", b"Boats.\n")];
        let mut packed = pack(files, method);
        let name = b"2025-03-0x.md";
        let places: Vec<usize> = packed
            .windows(name.len())
            .enumerate()
            .filter(|(_, part)| part == name)
            .map(|(at, _)| at)
            .collect();
        assert_eq!(places.len(), 2, "beside the file and in the list");
        for place in places {
            packed[place..place + name.len()].copy_from_slice(b"2025-03-02.md");
        }
        let before = practice.snapshot();
        let told = import(&practice, &packed);
        assert!(told.contains("2 brought in"), "{told}");
        let names = ["clients/alice/sessions/2025-03-02-2.md", "clients/alice/sessions/2025-03-02.md"];
        practice.unchanged_but(&before, &names);
        let mut texts = names.map(|name| practice.read(name));
        texts.sort();
        assert_eq!(texts, ["Boats.\n", "Harbour, first.\n"]);
        assert!(import(&practice, &packed).contains("0 brought in"));
    }
}
