use proptest::prelude::*;

use super::{Merged, keeps_everything, keeps_marks_out, merge, merge_settings, merge_versions};

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

const MARKS: &str = "---\nalliance: {heard: 9, focus: 8}  # hers\nbalance:\n  vision: {rating: 3, hours: 2}\n  # of work\n  service: {rating: 5}\n---\n";

#[test]
fn of_a_map_in_front_matter_each_key_goes_for_itself() {
    let one = MARKS.replace("heard: 9", "heard: 7").replace("rating: 3", "rating: 4");
    let other = MARKS.replace("focus: 8", "focus: 8, overall: 6").replace("hours: 2", "hours: 6, wish: 8");
    let wanted = other.replace("heard: 9", "heard: 7").replace("rating: 3", "rating: 4");
    assert_eq!(clean(MARKS, &one, &other), wanted);
    let one = MARKS
        .replace("---\nall", "---\nname: A\nall")
        .replace("  # of work\n", "  faith: {rating: 1}\n  # of work\n");
    let other = MARKS.replace("  service: {rating: 5}\n", "  # and of home\n  sleep: 4\n");
    let wanted = one.replace("  service: {rating: 5}\n", "  # and of home\n  sleep: 4\n");
    let text = clean(MARKS, &one, &other);
    let sorted = |text: &str| text.lines().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(sorted(&text), sorted(&wanted), "{text}");
}

#[test]
fn maps_that_both_added_are_one_map_of_both() {
    let note = |map: &str| format!("---\nstatus: held\n{map}---\n");
    let cases = [
        (
            "agreed: {notes: 2026-01-12}\n",
            "agreed: {recording: 2026-02-01}\n",
            "agreed: {notes: 2026-01-12, recording: 2026-02-01}\n",
        ),
        ("balance:\n  a: 1\n", "balance:\n  b: 2\n", "balance:\n  a: 1\n  b: 2\n"),
        ("alliance: {Heard: 9}\n", "alliance: {Heard: 9, focus: 8}\n", "alliance: {Heard: 9, focus: 8}\n"),
    ];
    for (one, other, wanted) in cases {
        let key = wanted.split(':').next().unwrap();
        let empty = [String::new(), format!("{key}:\n"), format!("{key}: {{}}\n")];
        for base in empty {
            assert_eq!(clean(&note(&base), &note(one), &note(other)), note(wanted), "from {base:?}");
        }
    }
}

#[test]
fn of_a_key_within_a_map_that_both_changed_the_old_value_stays_and_both_stand_below() {
    let one = MARKS.replace("heard: 9", "heard: 7").replace("rating: 5", "rating: 6");
    let other = MARKS.replace("heard: 9, focus: 8", "heard: 8, focus: 7").replace("rating: 5", "rating: 4");
    let (text, has_conflict) = merged(MARKS, &one, &other);
    assert!(has_conflict);
    let block = |heard: u8, rating: u8| {
        format!("alliance: {{heard: {heard}}}  # hers\nbalance:\n  service: {{rating: {rating}}}\n")
    };
    let front = MARKS.replace("focus: 8", "focus: 7");
    assert_eq!(text, format!("{front}<<<<<<< one\n{}=======\n{}>>>>>>> other\n", block(7, 6), block(8, 4)));
}

#[test]
fn maps_that_are_written_in_two_ways_are_left_open_as_wholes() {
    let one = MARKS.replace("{heard: 9, focus: 8}  # hers", "\n  heard: 7\n  focus: 8");
    let (text, has_conflict) = merged(MARKS, &one, &MARKS.replace("focus: 8", "focus: 7"));
    assert!(has_conflict);
    assert!(text.starts_with(MARKS) && text.contains("\nalliance: \n  heard: 7\n  focus: 8\n"), "{text}");
}

#[test]
fn settings_are_put_together_key_by_key_and_what_both_changed_stands_in_its_place() {
    let base = "format: 1\ncoach: Robin\nshow_up_as:\n  - one who listens\nsignals:\n  sure: 9\n";
    let one = base.replace("Robin", "Robin Vale").replace("sure: 9", "sure: 8");
    let other = base
        .replace("sure: 9", "chain: 4\n  sure: 9")
        .replace("format: 1\n", "format: 1\n# mine\nmail: r@example.org\n");
    let both = merge_settings(base, &one, &other).unwrap();
    assert_eq!(both, merge_settings(base, &other, &one).unwrap());
    assert_eq!(both.text, other.replace("Robin", "Robin Vale").replace("sure: 9", "sure: 8"));
    let open = merge_settings(base, &one, &base.replace("Robin", "R. Vale")).unwrap();
    assert!(open.has_conflict);
    let block = "<<<<<<< one\ncoach: R. Vale\n=======\ncoach: Robin Vale\n>>>>>>> other\n";
    assert_eq!(open.text, base.replace("coach: Robin\n", block).replace("sure: 9", "sure: 8"));
    for broken in ["format: [1\n", "<<<<<<< x\nformat: 1\n", "- a\n", "format: 1\nformat: 2\n"] {
        assert_eq!(merge_settings(base, &one, broken), None, "{broken}");
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
    "marks: {a: 1, b: 2}",
    "marks: {a: 1, c: {d: 3}}",
    "marks: {b: 3,  a: 1}  # by her",
    "marks: {}",
    "marks:",
    "  a: {b: 1, c: 2}",
    "  a: {b: 2}",
    "  c: 4",
];

/// Those of them that a front matter is made of.
fn front_lines() -> Vec<&'static str> {
    [&LINES[1..7], &LINES[LINES.len() - 8..]].concat()
}

fn any_version() -> impl Strategy<Value = String> {
    let front = prop::collection::vec(prop::sample::select(front_lines()), 0..6);
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

    #[test]
    fn of_any_two_settings_nothing_is_lost_and_both_machines_come_to_the_same(
        base in any_settings(), one in any_settings(), other in any_settings(),
    ) {
        let forth = merge_settings(&base, &one, &other);
        prop_assert_eq!(&forth, &merge_settings(&base, &other, &one));
        if let Some(forth) = forth {
            prop_assert!(keeps_everything([&base, &one, &other], &forth.text), "{}", forth.text);
            prop_assert_eq!(merge::has_mark(&forth.text), forth.has_conflict, "{}", forth.text);
        }
    }
}

fn any_settings() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(front_lines()), 0..6)
        .prop_map(|lines| lines.iter().flat_map(|line| [*line, "\n"]).collect())
}

#[test]
fn what_is_above_a_key_stays_with_it_where_one_side_took_it_away_and_the_other_changed_it() {
    let text = |keys: &str| format!("---\nfee: paid\n{keys}---\n");
    for (base, one, other, wanted) in [
        ("# why\nminutes: 50\n", "", "# why\nminutes: 60\n", "# why\nminutes: 50\n"),
        (
            "alliance: {heard: 9, focus: 8}\n",
            "alliance: {heard: 9}\n",
            "alliance: {heard: 9, focus: 1}\n",
            "alliance: {heard: 9, focus: 8}\n",
        ),
    ] {
        let (merged, has_conflict) = merged(&text(base), &text(one), &text(other));
        assert!(has_conflict && merged.starts_with(&text(wanted)), "{merged}");
    }
}
