//! Boxes of a plan that stand under none of its headings: they are steps to nobody, and on no page.

use crate::model::heading_synonyms;
use crate::model::headings::{self, same, strip_signs};
use crate::model::keys::NoteKind;
use crate::note::fields::Reader;
use crate::note::sections;

pub(super) fn look(reader: &Reader<'_>, kind: NoteKind) {
    let note = reader.note;
    if kind != NoteKind::Plan || note.body.kept_blocks().all(|block| block.box_at.is_none()) {
        return;
    }
    let known: Vec<_> =
        headings::OF_PLAN.iter().map(|title| sections::contents(&note.body.sections, title)).collect();
    let told = note.body.sections.iter().filter(|section| section.level > 1);
    let told = told.filter(|section| heading_synonyms::find(kind, &section.title).is_some());
    let told: Vec<_> = told.map(|section| section.content.clone()).collect();
    let is_loose = |at: usize| {
        !known.iter().any(|ranges| sections::holds(ranges, at))
            && !told.iter().any(|range| range.contains(&at))
    };
    let Some(block) = note.body.kept_blocks().find(|block| block.box_at.is_some() && is_loose(block.start))
    else {
        return;
    };
    let at = block.start..block.start + block.first_line(&note.text).len();
    let what = "this box stands under no heading of a plan, so it is no step";
    let hint = "put `## Steps` above the steps, `## Reality test` above what is to be played through";
    reader.tell_as_note(at, "near-task", what, hint);
}

/// Whether a line holds what may be a box: to Markdown one may hold odd blanks, or go on in the next line.
pub(super) fn may_hold_box(line: &str) -> bool {
    memchr::memchr(b'[', line.as_bytes()).is_some()
}

/// Whether a heading of a plan is one of its own.
pub(super) fn is_of_plan(title: &str) -> bool {
    headings::OF_PLAN.contains(&title)
        || headings::OF_PLAN.iter().any(|known| same(strip_signs(title), known))
}
