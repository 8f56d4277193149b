//! Files that a disk or a sync service left without their words.

use crate::model::problem::Problem;
use crate::note::fence::{self, Fence};
use crate::note::parsed::Note;

/// The code of what is told of such a note.
pub const CODE: &str = "damaged";

/// Whether a file holds no note: bytes that no text has, or nothing at all.
#[must_use]
pub fn is_damaged(text: &str) -> bool {
    memchr::memchr(0, text.as_bytes()).is_some() || text[fence::bom(text)..].trim().is_empty()
}

/// What is told of such a note.
pub(in crate::note) fn find(note: &Note) -> Option<Problem> {
    if let Some(at) = memchr::memchr(0, note.text.as_bytes()) {
        let hint = "fetch it from a backup, or save it as UTF-8 if it is in another encoding";
        return Some(
            note.problem(at..at + 1, CODE, "bytes that are no text stand here; the note doesn't count", hint)
                .as_doubt(),
        );
    }
    // A file of settings may well be empty.
    let is_note = note.fence == Fence::None;
    (is_note && note.text[fence::bom(&note.text)..].trim().is_empty()).then(|| {
        let hint = "fetch it from a backup, or remove it if nothing was ever in it";
        note.problem(0..0, CODE, "nothing is in this file; the note doesn't count", hint).as_doubt()
    })
}
