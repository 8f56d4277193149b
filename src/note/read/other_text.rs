//! What a goal or a plan says beside its parts.

use std::ops::Range;

use super::{DEEPEST, figures, smart};
use crate::model::headings::{HARD_QUESTIONS, OF_TASKS, SMART};
use crate::model::keys::NoteKind;
use crate::model::order::InOrder as _;
use crate::model::statement::Statement;
use crate::note::body::{Block, Voice};
use crate::note::parsed::Note;
use crate::note::sections;

/// What is read as no part of a goal or a plan: under headings of the coach's own or under none, and beside or below the items of a list
/// of which only the items are read. Without it, words that somebody typed would stand in no view.
pub(super) fn read_other_text(note: &Note, kind: NoteKind) -> Vec<Statement> {
    let parts = list_parts(note, kind);
    let is_other = |at: usize| !sections::holds(&parts, at);
    let blocks = note.body.kept_blocks().filter(|block| block.voice != Voice::Other && is_other(block.start));
    figures::statements(note, blocks, |figure| figure.voice != Voice::Other && is_other(figure.range.start))
}

/// The places that are read as parts, in their order.
fn list_parts(note: &Note, kind: NoteKind) -> Vec<Range<usize>> {
    let body = &note.body;
    let mut parts = Vec::new();
    for title in kind.headings() {
        if *title == SMART {
            let led = body.tasks(title).filter(|block| smart::is_led(note, block));
            parts.extend(led.map(with_answer));
        } else if *title == HARD_QUESTIONS {
            parts.extend(body.tasks(title).map(with_answer));
        } else if OF_TASKS.contains(title) {
            parts.extend(body.tasks(title).map(|block| block.start..block.end));
        } else {
            // A section's tables and code are no statements of it.
            parts.extend(super::own_blocks(note, title).map(|block| block.start..block.end));
        }
    }
    parts.put_in_order_by_key(|part| part.start);
    sections::join_ranges(parts.into_iter())
}

fn with_answer(question: &Block) -> Range<usize> {
    let is_read = question.rest.is_some() && question.depth <= DEEPEST;
    let end = if is_read { question.item_end } else { question.end };
    question.start..end
}
