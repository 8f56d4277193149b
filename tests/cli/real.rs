//! Text that people really left: edited in one line or refused, and read back.

use crate::harness::{Practice, Ran, shared_real};

/// The id that a note gets, and its bytes.
type Note = (String, Vec<u8>);

/// One practice whose clients' notes are these files, and their ids.
fn laid() -> Option<(Practice, Vec<Note>)> {
    let notes = shared_real()?.join("notes");
    let mut files: Vec<Note> = std::fs::read_dir(notes)
        .expect("the real notes")
        .map(|entry| {
            let path = entry.expect("a note").path();
            let id = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (id, std::fs::read(&path).expect("a note"))
        })
        .collect();
    files.sort();
    let practice = Practice::empty();
    for (id, bytes) in &files {
        practice.write(&format!("clients/{id}/client.md"), bytes);
    }
    Some((practice, files))
}

/// The lines with their endings.
fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split_inclusive(|&byte| byte == b'\n').collect()
}

/// How many lines differ once what is the same in front and behind is taken away: of the old, of the new.
fn differing(before: &[u8], after: &[u8]) -> (usize, usize) {
    let (old, new) = (lines(before), lines(after));
    let front = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[front..], &new[front..]);
    let behind = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    (old.len() - behind, new.len() - behind)
}

#[derive(Default, Debug)]
struct Counts {
    one_line_changed: usize,
    one_line_added: usize,
    a_block_in_front: usize,
    the_same: usize,
    refused: usize,
}

fn count(counts: &mut Counts, id: &str, before: &[u8], after: &[u8], ran: &Ran) {
    if ran.code_is(2) {
        assert_eq!(before, after, "{id} was refused and changed: {}", ran.stderr);
        assert!(ran.stderr.contains(&format!("clients/{id}/client.md:")), "{id}: {}", ran.stderr);
        counts.refused += 1;
        return;
    }
    let ran = ran.clone().ok();
    let said = String::from_utf8_lossy(after);
    let paused =
        said.lines().any(|line| line.strip_prefix("status:").is_some_and(|value| value.trim() == "paused"));
    assert!(paused, "{id}: {}", ran.stderr);
    match differing(before, after) {
        (0, 0) => counts.the_same += 1,
        (1, 1) => counts.one_line_changed += 1,
        (0, 1) => counts.one_line_added += 1,
        _ if after.ends_with(before.strip_prefix(b"\xef\xbb\xbf").unwrap_or(before)) => {
            counts.a_block_in_front += 1;
        }
        other => panic!("{id}: {other:?} lines differ"),
    }
}

#[test]
fn a_status_is_one_line_of_difference_or_a_refusal() {
    let Some((practice, files)) = laid() else { return };
    let mut counts = Counts::default();
    for (id, before) in &files {
        let ran = practice.run(["client", "set", id, "status=paused"]);
        count(&mut counts, id, before, &practice.bytes(&format!("clients/{id}/client.md")), &ran);
    }
    eprintln!("{} real notes: {counts:?}", files.len());
    assert!(counts.refused * 4 < files.len(), "{counts:?}");
    assert!(counts.a_block_in_front > 0, "{counts:?}");
}

#[test]
fn a_status_that_is_there_is_one_line_changed() {
    let Some((practice, files)) = laid() else { return };
    let mut changed = 0;
    // Every third is enough for the command line; the edits themselves are tried on all of them elsewhere.
    for (id, _) in files.iter().step_by(3) {
        let path = format!("clients/{id}/client.md");
        if practice.run(["client", "set", id, "status=active"]).code_is(0) {
            let before = practice.bytes(&path);
            practice.run(["client", "set", id, "status=paused"]).ok();
            assert_eq!(differing(&before, &practice.bytes(&path)), (1, 1), "{id}");
            changed += 1;
        }
    }
    eprintln!("{changed} of every third real note: one line changed");
    assert!(changed > 50, "{changed}");
}

#[test]
fn real_notes_are_all_listed_and_their_problems_told() {
    let Some((practice, files)) = laid() else { return };
    let list = practice.json("client list --all");
    assert_eq!(list["clients"].as_array().expect("clients").len(), files.len());
    let found = practice.run(["check", "--format", "json"]).fails(1).json();
    for problem in found["problems"].as_array().expect("problems") {
        let path = problem["path"].as_str().expect("a path");
        let line = problem["line"].as_u64().expect("a line");
        let text = practice.bytes(path);
        assert!(
            line >= 1 && usize::try_from(line).expect("a line") <= lines(&text).len().max(1) + 1,
            "{path}:{line}"
        );
    }
    practice.coach("check").fails(1).stdout_has("problems\n");
}

#[test]
fn the_questions_that_people_asked_are_quoted() {
    let Some(real) = shared_real() else { return };
    let practice = Practice::copied(&real.join("practice")).today("2026-02-20");
    let digest = practice.json("prep robin");
    let sessions = practice.json("session list robin");
    assert_eq!(digest["story"].as_array().map(Vec::len), sessions["sessions"].as_array().map(Vec::len));
    let words = digest["last_time"]["words"].as_array().expect("words");
    assert!(!words.is_empty());
    let text = practice.coach("prep robin").ok().stdout_has("- “").stdout;
    for statement in words {
        let first = statement["text"].as_str().expect("words").lines().next().expect("a line");
        assert!(text.contains(first.trim()), "{first}");
    }
}
