//! Headings one slip from a known one: they are read as meant, and told.

use crate::model::headings::{is_near, strip_signs};
use crate::model::keys::NoteKind;
use crate::model::problem::Mend;
use crate::note::fields::Reader;

pub(super) fn look(reader: &Reader<'_>, kind: NoteKind) {
    let note = reader.note;
    for section in note.body.sections.iter().filter(|section| !section.is_inert) {
        let typed = strip_signs(&section.title);
        let Some(known) = kind.headings().iter().find(|known| is_near(typed, known)) else { continue };
        let line = &note.text[section.heading.clone()];
        let start = line.find(typed).map_or(section.heading.start, |at| section.heading.start + at);
        let what = format!("the heading `{typed}` is read as `{known}`");
        let mut problem =
            note.problem(start..start + typed.len(), "near-heading", what, format!("write it as `{known}`"));
        if line.contains(typed) {
            problem.mend = Some(Mend { range: start..start + typed.len(), text: (*known).to_owned() });
        }
        reader.push(problem.as_note());
    }
}
