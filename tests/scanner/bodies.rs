//! What is taken for everyday Markdown is held against the Markdown library: the same parts, or nothing.
use crate::dice::{are_given, told};
use crate::made_up_bodies::MadeUpBodies;
use std::sync::Arc;

use coach::model::keys::NoteKind;
use coach::model::needs::Depth;
use coach::model::problem::{Loaded, Problem};
use coach::model::written::Written;
use coach::note::body::Body;
use coach::note::lines::Lines;
use coach::note::parsed::Note;
use coach::note::read;

/// Holds one body against the library; tells whether it was taken.
fn is_taken(body: &str) -> bool {
    let text = format!("---\n{body}");
    let lines = Lines::new(&text);
    let Some(own) = Body::read_everyday(&text, 4, &lines) else { return false };
    assert_eq!(own, Body::read_any(&text, 4, &lines), "{body:?}");
    true
}

#[test]
fn what_is_everyday_and_what_is_handed_over() {
    for body in [
        "",
        "\n# A title\n\nWords that\n  go on.  \nAnd on.\n\n## Threads\n- [ ] a due:2026-11-09\n  b\n- [x] c\n\n  d\n\n> e\n> f\n>\n> g\n",
        "- a\n  - b\n    c\n\n  - d\n- [/] e\r\n\r\n\r\nwords\r\n1. f\n",
        "> [!note] Title\n> words #happy\n\n*This* and **that** [so] & on\n#fear\n",
        "2026-11-08: a\n\n3. b\n\n10) d\n",
    ] {
        assert!(is_taken(body), "{body:?}");
    }
    for body in [
        "a `b`\n",
        "<!-- a -->\n",
        "a <b>\n",
        "[a](b)\n",
        "[a]: b\n",
        "    code\n",
        "~~~\na\n~~~\n",
        "a\n---\n",
        "***\n",
        "a | b\n",
        "a\\*\n",
        "%% a %%\n",
        "##Threads\n",
        "**Threads**\n",
        "**Threads**\u{a0}\n",
        "**Threads:** \u{2003}",
        "- a\nlazy\n",
        "> a\nlazy\n",
        "> - a\n",
        "> > a\n",
        "- - a\n",
        "-\n",
        "1. a\n2. b\n",
        "- [ ]\n",
        "-   a\n",
        "- a\n   - b\n",
        "- a\n\n   b\n",
        "a\tb\n",
        "a\rb\n",
        "# *a*\n",
        "# a #\n",
        "#\n",
    ] {
        assert!(!is_taken(body), "{body:?}");
    }
}

#[test]
fn made_up_and_mutated_bodies_are_read_alike_or_handed_over() {
    let cases = told("COACH_CASES", 6_000);
    let mut made_up = MadeUpBodies::new(told("COACH_SEED", 1));
    let (mut taken, mut mutated) = (0, 0);
    for _ in 0..cases / 2 {
        let body = made_up.body();
        taken += usize::from(is_taken(&body));
        mutated += usize::from(is_taken(&made_up.mutate(&body)));
    }
    println!("of {} made-up bodies {taken} are taken, of as many mutated ones {mutated}", cases / 2);
    assert!(taken > 0 && mutated > 0);
}

#[test]
fn hardly_any_body_is_handed_over() {
    let made_up = MadeUpBodies::new(0);
    let handed_over: Vec<_> = made_up.found.iter().filter(|body| !is_taken(body)).collect();
    println!("of {} bodies that were found {} are handed over", made_up.found.len(), handed_over.len());
    if !are_given("COACH_NOTES") {
        assert!(handed_over.len() * 20 < made_up.found.len(), "{handed_over:#?}");
    }
}

/// The problems of a note, and the lines by which it is named.
type Told = (Vec<Problem>, Option<Written>);

/// What the keys of a note of a kind give, and what names it.
fn read_keys(kind: NoteKind, note: Loaded<Note>) -> Told {
    let Loaded { value, problems } = match kind {
        NoteKind::Goal => read::goal(note).map(|goal| Some(goal.written)),
        NoteKind::Plan => read::plan(note).map(|plan| Some(plan.written)),
        NoteKind::Between => read::read_between_to(note, Depth::Keys).map(|_| None),
        NoteKind::Session | NoteKind::Client => {
            read::read_session(note, Depth::Keys).map(|session| Some(session?.written))
        }
    };
    (problems, value)
}

/// What a note of a kind tells, read in whole and for its keys alone, and whether its body was left out then.
fn tell_both(kind: NoteKind, body: &str) -> ([Told; 2], bool) {
    let path: Arc<str> = "clients/a/sessions/2026-11-08.md".into();
    let bytes = || format!("---\ndate: 2026-11-08\n---\n{body}").into_bytes();
    let notes = [Note::from_bytes(&path, bytes()), Note::from_bytes_to(Depth::Keys, &path, bytes(), kind)];
    let is_left_out = notes[1].value.body.blocks.is_empty() && !notes[0].value.body.blocks.is_empty();
    (notes.map(|note| read_keys(kind, note)), is_left_out)
}

#[test]
fn a_note_that_is_read_for_its_keys_tells_the_same() {
    let cases = told("COACH_CASES", 6_000);
    let mut made_up = MadeUpBodies::new(told("COACH_SEED", 2));
    let kinds = [NoteKind::Session, NoteKind::Between, NoteKind::Goal, NoteKind::Plan];
    let (mut left_out, mut telling) = (0, 0);
    for case in 0..cases {
        let body = made_up.body();
        let body = if case % 2 == 0 { body } else { made_up.mutate(&body) };
        for kind in kinds {
            let ([whole, keys], is_left_out) = tell_both(kind, &body);
            assert_eq!(whole, keys, "{kind:?} of {body:?}");
            left_out += usize::from(is_left_out);
            telling += usize::from(!whole.0.is_empty());
        }
    }
    println!(
        "of {} notes {left_out} are read for their keys alone, of {telling} something is told",
        cases * 4
    );
    assert!(left_out > 0 && telling > 0);
}

#[test]
fn most_bodies_that_were_found_are_left_out_where_keys_will_do() {
    let made_up = MadeUpBodies::new(0);
    let left_out = made_up.found.iter().filter(|body| tell_both(NoteKind::Session, body).1).count();
    println!("of {} bodies that were found {left_out} are left out", made_up.found.len());
    assert!(are_given("COACH_NOTES") || left_out * 3 > made_up.found.len());
}
