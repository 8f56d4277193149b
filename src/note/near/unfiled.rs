//! Notes that lie in no folder of notes: whether one was meant for a client's.

use super::keys;
use crate::model::hashtag::Hashtag;
use crate::model::headings::{OF_TASKS, same};
use crate::note::fields::Reader;
use crate::note::parsed::Note;

/// Whether a note has what only a client's notes have: one of their keys with what it holds, a heading of tasks, a hashtag that files.
#[must_use]
pub fn is_meant(note: &Note) -> bool {
    let is_of_tasks = |title: &str| OF_TASKS.iter().any(|known| same(title, known));
    let files = |tag: &String| Hashtag::from_tag(tag).is_some();
    keys::holds_one(&Reader::new(note))
        || note.body.sections.iter().any(|section| is_of_tasks(&section.title))
        || note.body.kept_blocks().any(|block| block.tags.iter().any(files))
}
