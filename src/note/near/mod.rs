//! Near misses: what is almost what the format expects. Each is told with its place and a way to mend it; those that would make a
//! call, an hour or a thread wrong keep the note from counting until somebody has looked.
//!
//! Most notes have none, so each look begins with the bytes: only what could be one is gone through.

pub mod copy;
pub mod damage;
mod front;
mod hashtag;
mod heading;
mod keys;
pub mod mend;
pub mod merge;
pub(super) mod silence;
pub mod task;

use super::fields::Reader;
use crate::model::keys::NoteKind;

pub(super) use front::{as_undecided, leaves_decision_unread, types_keys_as_text};
pub(super) use keys::{look_in_settings, tell_slip};

/// Looks for near misses in a note of a kind.
pub(super) fn look(reader: &Reader<'_>, kind: NoteKind) {
    if reader.note.is_damaged {
        return;
    }
    front::look(reader, kind);
    keys::look(reader, kind);
    heading::look(reader, kind);
    task::look(reader, kind);
    hashtag::look(reader, kind);
}
