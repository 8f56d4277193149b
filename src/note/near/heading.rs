//! Headings one slip from a known one: they are read as meant, and told. And other words for one: these are only told.

use crate::model::heading_synonyms;
use crate::model::headings::{THREADS, is_near, same, strip_signs};
use crate::model::keys::NoteKind;
use crate::model::problem::{Mend, Problem};
use crate::note::body::Block;
use crate::note::fields::Reader;
use crate::note::parsed::Note;
use crate::note::sections::Section;

const CODE: &str = "near-heading";

pub(super) fn look(reader: &Reader<'_>, kind: NoteKind) {
    let note = reader.note;
    for section in note.body.sections.iter().filter(|section| !section.is_inert) {
        let typed = strip_signs(&section.title);
        if let Some(known) = kind.headings().iter().find(|known| is_near(typed, known)) {
            let what = format!("the heading `{typed}` is read as `{known}`");
            reader.push(make_problem(note, section, known, what).as_note());
        } else if let Some(known) = heading_synonyms::find(kind, typed)
            && holds_meant(note, section, known)
        {
            let what = format!(
                "the heading `{typed}` is your own to coach, so nothing below it is read as `{known}`"
            );
            let problem = make_problem(note, section, known, what);
            // It may well be meant as one's own.
            reader.push(Problem { mend: None, ..problem }.as_note());
        }
    }
}

fn make_problem(note: &Note, section: &Section, known: &str, what: String) -> Problem {
    let typed = strip_signs(&section.title);
    let line = &note.text[section.heading.clone()];
    let start = line.find(typed).map_or(section.heading.start, |at| section.heading.start + at);
    let mut problem = note.problem(start..start + typed.len(), CODE, what, format!("write it as `{known}`"));
    if line.contains(typed) {
        problem.mend = Some(Mend { range: start..start + typed.len(), text: known.to_owned() });
    }
    problem
}

/// Whether a section holds what its heading would make something of: a box is a thread under whatever heading, and the title of a note
/// is no heading of a part.
fn holds_meant(note: &Note, section: &Section, known: &str) -> bool {
    let inside = |block: &&Block| section.content.contains(&block.start) && !block.in_prep;
    let is_thread = same(known, THREADS);
    section.level > 1
        && note
            .body
            .blocks
            .iter()
            .filter(inside)
            .any(|block| !is_thread || block.is_item && block.box_at.is_none())
}
