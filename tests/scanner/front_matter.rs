//! What is taken for plain is held against the YAML library and the second opinion: the same tree, or nothing.

use std::sync::Arc;

use crate::dice::{are_given, told};
use crate::made_up_blocks::MadeUpBlocks;
use coach::note::parsed::Note;
use coach::note::plain;
use coach::note::second_opinion::read_again;
use coach::note::tree::{Node, Tree};

/// Where a block is said to stand in its file.
const BASE: usize = 7;

/// Holds one block against the library; tells whether it was taken for plain.
fn is_taken(yaml: &str) -> bool {
    let Some(own) = plain::read(yaml, BASE) else { return false };
    let library = Tree::parse_any(yaml, BASE).unwrap_or_else(|bad| panic!("{yaml:?}: {}", bad.what));
    let mut proved = library.clone();
    proved.is_proved = true;
    assert_eq!(own, proved, "{yaml:?}");
    if let Some(entries) = library.root.as_ref().and_then(Node::entries) {
        let text = format!("{}{yaml}", " ".repeat(BASE));
        let told = read_again(&library, entries, &text, BASE..text.len());
        assert!(told.is_empty(), "{yaml:?}: {told:?}");
    }
    let told = Note::from_yaml_by(Tree::parse_any, &Arc::from("a.yaml"), yaml.as_bytes().to_vec()).problems;
    assert!(told.is_empty(), "{yaml:?}: {told:?}");
    true
}

#[test]
fn what_is_plain_and_what_is_handed_over() {
    for yaml in [
        "",
        "# only a comment\n",
        "a: b\nc:\nd: e f  # why\n",
        "a:",
        "a: # x\n\n  # y\nb: 1.5\r\nc: -3\r\n",
        "a:\n- b\n-   c\n# d\n",
        "a:\n  - b  # c\n  - 'd'\nb:\n    c: d\n    e:\n      - f\n",
        "a: [b, c d]\nb: {c: 1, d: [x, \"y\"]}\nc: []\n",
        "levels:\n  -2: none\n  0: it's half-done (or so)\n",
        "day: 2026-11-08T10:00\nfor: 10:00-11:00\ntel: +49 30 123\nid: 2026-11-08-walk\n",
        "größe: é\na.b: 'it''s'\nc: ~\n",
    ] {
        assert!(is_taken(yaml), "{yaml:?}");
    }
    for yaml in [
        "a: &b c\n",
        "a: *b\n",
        "a: !!str 1\n",
        "a: |\n  b\n",
        "a: b\n  c\n",
        "a: \"b\n  c\"\n",
        "a: \"\\u0041\"\n",
        "a:\tb\n",
        "a: b\n c: d\n",
        " a: b\n",
        "a: b\nA: c\n",
        "in_work: b\nin-work: c\n",
        "a: 007\n",
        "a: 0x1f\n",
        "a: 1e3\n",
        "a: 1_000\n",
        "? a\n",
        "<<: {a: b}\n",
        "a: b: c\n",
        "a: b\n---\nc: d\n",
        "a: b\n...\n",
        "- a\n",
        "a: [b,\n  c]\n",
        "a: [b: c]\n",
        "a: {b}\n",
        "a: b\u{2028}\n",
        "a: b\rc: d\n",
        "a: 'b' c\n",
        "a: 'b'# c\n",
        "a:\n  - - b\n",
    ] {
        assert!(!is_taken(yaml), "{yaml:?}");
    }
}

#[test]
fn made_up_and_mutated_blocks_are_read_alike_or_handed_over() {
    let cases = told("COACH_CASES", 4_000);
    let mut made_up = MadeUpBlocks::new(told("COACH_SEED", 1));
    let (mut plain, mut mutated) = (0, 0);
    for _ in 0..cases / 2 {
        let yaml = made_up.block();
        plain += usize::from(is_taken(&yaml));
        mutated += usize::from(is_taken(&made_up.mutate(&yaml)));
    }
    println!("of {} made-up blocks {plain} are plain, of as many mutated ones {mutated}", cases / 2);
    assert!(plain > 0 && mutated > 0);
}

#[test]
fn hardly_any_note_is_handed_over() {
    let made_up = MadeUpBlocks::new(0);
    let handed_over: Vec<_> = made_up.found.iter().filter(|yaml| !is_taken(yaml)).collect();
    println!("of {} blocks that were found {} are handed over", made_up.found.len(), handed_over.len());
    if !are_given("COACH_NOTES") {
        assert!(handed_over.len() * 20 < made_up.found.len(), "{handed_over:#?}");
    }
}
