use proptest::prelude::*;

use super::{Merged, keeps_everything, keeps_marks_out, merge, merge_versions};

fn merged(base: &str, one: &str, other: &str) -> (String, bool) {
    let Merged { text, has_conflict } = merge_versions(base, one, other).unwrap();
    let turned = merge_versions(base, other, one).unwrap();
    assert_eq!(turned.text, text, "both machines come to the same");
    (text, has_conflict)
}

fn clean(base: &str, one: &str, other: &str) -> String {
    let (text, has_conflict) = merged(base, one, other);
    assert!(!has_conflict, "{text}");
    text
}

const CALL: &str = "---\nstatus: planned\nminutes: 60\n---\n\n## Threads\n\n- [ ] The boat\n- [ ] Jo\n";

#[test]
fn keys_of_different_names_both_stand() {
    let one = CALL.replace("planned", "held");
    let other = CALL.replace("minutes: 60", "minutes: 50");
    assert_eq!(clean(CALL, &one, &other), one.replace("minutes: 60", "minutes: 50"));
    let one = CALL.replace("minutes", "summary: A\nminutes");
    let other = CALL.replace("minutes", "show_up_as: slow\nminutes");
    let wanted = CALL.replace("minutes", "show_up_as: slow\nsummary: A\nminutes");
    assert_eq!(clean(CALL, &one, &other), wanted);
}

#[test]
fn of_a_key_that_both_changed_the_old_value_stays_and_both_stand_below() {
    let one = CALL.replace("minutes: 60", "minutes: 50");
    let other = CALL.replace("minutes: 60", "minutes: 45").replace("planned", "held");
    let (text, has_conflict) = merged(CALL, &one, &other);
    assert!(has_conflict);
    let front = "---\nstatus: held\nminutes: 60\n---\n";
    let block = "<<<<<<< one\nminutes: 45\n=======\nminutes: 50\n>>>>>>> other\n";
    assert_eq!(text, [front, block, &CALL[CALL.find("\n\n").unwrap() + 1..]].concat());
}

#[test]
fn a_tick_and_an_edit_of_one_item_both_stand_and_so_do_new_items() {
    let one = CALL.replace("[ ] Jo", "[x] Jo").replace("[ ] The boat", "[x] The boat") + "- [ ] New here\n";
    let other = CALL.replace("Jo", "Jo and Sam") + "- [ ] New there\n";
    let text = clean(CALL, &one, &other);
    let wanted = "- [x] The boat\n- [x] Jo and Sam\n- [ ] New there\n- [ ] New here\n";
    let same = wanted.lines().all(|line| text.contains(line));
    assert!(same && text.matches("- [").count() == 4, "{text}");
}

#[test]
fn what_both_wrote_under_one_heading_stands_under_it_once() {
    let base = "# Call\n\nWords.\n";
    let one = "# Call\n\nWords.\n\n## Threads\n\n- [ ] a\n\n## Plan\n\nWalk.\n";
    let other = "# Call\n\nWords.\n\n## Threads\n\n- [ ] b\n";
    let wanted = "# Call\n\nWords.\n\n## Threads\n\n- [ ] a\n- [ ] b\n\n## Plan\n\nWalk.\n";
    assert_eq!(clean(base, one, other), wanted);
}

#[test]
fn two_new_notes_of_one_name_are_one_note_of_both() {
    let one = "---\nfrom: coach\n---\n\nShe rang.\n";
    let other = "---\ndate: 2026-11-23\n---\n\nHe wrote.\n";
    let wanted = "---\ndate: 2026-11-23\nfrom: coach\n---\n\nHe wrote.\n\nShe rang.\n";
    assert_eq!(clean("", one, other), wanted);
    let (text, has_conflict) = merged("", one, &other.replace("---\ndate", "---\nfrom: client\ndate"));
    assert!(has_conflict);
    assert!(text.starts_with("---\ndate: 2026-11-23\n---\n<<<<<<< one\nfrom: client\n=======\n"), "{text}");
}

#[test]
fn what_is_removed_here_and_changed_there_is_left_open() {
    let one = CALL.replace("- [ ] Jo\n", "");
    let (text, has_conflict) = merged(CALL, &one, &CALL.replace("[ ] Jo", "[x] Jo"));
    assert!(has_conflict);
    assert!(text.contains("<<<<<<< one\n=======\n- [x] Jo\n>>>>>>> other\n"), "{text}");
    assert_eq!(
        clean(CALL, &one, &CALL.replace("[ ] The boat", "[x] The boat")),
        one.replace("[ ] The", "[x] The")
    );
}

#[test]
fn a_paragraph_that_both_changed_is_left_open_and_one_that_both_added_is_not() {
    let base = "Words of hers.\n";
    let (text, has_conflict) = merged(base, "Words of hers, and more.\n", "Words of his.\n");
    assert!(has_conflict, "{text}");
    assert_eq!(clean("A.\n", "A.\n\nHere.\n", "A.\n\nThere.\n"), "A.\n\nHere.\n\nThere.\n");
    assert_eq!(clean("", "Here.\n", "There.\n"), "Here.\n\nThere.\n");
}

#[test]
fn line_endings_a_mark_of_order_and_a_missing_end_are_no_changes_of_lines() {
    let one = CALL.replace('\n', "\r\n").replace("60", "50");
    let other = CALL.replace("planned", "held");
    assert_eq!(clean(CALL, &one, &other), one.replace("planned", "held"));
    let one = CALL.trim_end().replace("60", "50");
    assert_eq!(clean(CALL, &one, &other), one.replace("planned", "held"));
    let one = format!("\u{feff}{}", CALL.replace("60", "50"));
    assert_eq!(clean(CALL, &one, &other), one.replace("planned", "held"));
}

#[test]
fn front_matter_that_cannot_be_read_is_never_marked() {
    let broken = CALL.replace("minutes: 60", "minutes: [60");
    let (text, has_conflict) = merged(CALL, &broken, &CALL.replace("planned", "held"));
    assert!(has_conflict);
    assert!(text.starts_with("---\nstatus: planned\nminutes: 60\n---\n<<<<<<< one\n"), "{text}");
    assert!(text.contains("minutes: [60") && text.contains("status: held"), "{text}");
}

#[test]
fn comments_in_front_matter_are_kept() {
    let base = "---\n# who\nname: A\n---\n";
    let one = "---\n# who\n# and how\nname: A\n# end\n---\n";
    let other = "---\n# whom\nname: B\nsince: 2026-01-01\n---\n";
    let text = clean(base, one, other);
    for line in ["# and how", "# end", "# whom", "name: B", "since"] {
        assert!(text.contains(line), "{text}");
    }
}

/// Lines that mean something where they stand: any of them, in any order, is a version of a note.
const LINES: &[&str] = &[
    "---",
    "name: A",
    "name: B",
    "since: 2026-01-01",
    "goals:",
    "  - a",
    "# comment",
    "",
    "## Threads",
    "## Plan",
    "**Threads**",
    "- [ ] a",
    "- [x] a",
    "- [ ] a b",
    "  - [ ] below",
    "1. one",
    "2. two",
    "words",
    "more words",
    "```",
    "> said",
    "Title",
    "=====",
    "<<<<<<< x",
    "=======",
    ">>>>>>> y",
    "text: |",
    "  block",
    "---\r",
    "[x]: y",
    "...",
];

fn any_version() -> impl Strategy<Value = String> {
    let front = prop::collection::vec(prop::sample::select(&LINES[1..7]), 0..4);
    let body = prop::collection::vec(prop::sample::select(LINES), 0..12);
    (any::<bool>(), front, body, any::<bool>()).prop_map(|(has_front, front, body, is_ended)| {
        let mut lines = if has_front { [vec!["---"], front, vec!["---"]].concat() } else { Vec::new() };
        lines.extend(body);
        lines.join("\n") + if is_ended { "\n" } else { "" }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_any_two_versions_nothing_is_lost_and_both_machines_come_to_the_same(
        base in any_version(), one in any_version(), other in any_version(),
    ) {
        let forth = merge_versions(&base, &one, &other).unwrap();
        prop_assert_eq!(&forth, &merge_versions(&base, &other, &one).unwrap());
        prop_assert!(keeps_everything([&base, &one, &other], &forth.text), "{}", forth.text);
        if ![&base, &one, &other].iter().any(|text| merge::has_mark(text)) {
            prop_assert_eq!(merge::has_mark(&forth.text), forth.has_conflict, "{}", forth.text);
            prop_assert!(keeps_marks_out(&forth.text), "{}", forth.text);
        }
        prop_assert_eq!(merge_versions(&base, &one, &base).unwrap().text, one.clone());
        prop_assert_eq!(merge_versions(&base, &one, &one).unwrap().text, one);
    }
}
