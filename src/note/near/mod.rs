//! Near misses: what is almost what the format expects. Each is told with its place and a way to mend it; those that would make a
//! call, an hour or a thread wrong keep the note from counting until somebody has looked.
//!
//! Most notes have none, so each look begins with the bytes: only what could be one is gone through.

mod bare_heading;
mod called_off;
pub mod copy;
pub mod damage;
mod front;
mod hashtag;
mod heading;
mod keys;
mod loose_box;
pub mod mend;
pub mod merge;
mod named_hour;
mod open_outcome;
mod quote;
mod second_front;
pub(super) mod silence;
mod smart;
pub mod task;
mod typed_key;
pub mod unfiled;

use super::fields::Reader;
use crate::model::keys::NoteKind;

pub(super) use called_off::says_off;
pub(super) use front::{as_undecided, leaves_decision_unread};
pub(super) use keys::{look_in_settings, tell_slip};
pub(super) use named_hour::names_hour;
pub(super) use open_outcome::may_say_outcome;
pub(super) use typed_key::types_keys_as_text;

/// Looks for near misses in a note of a kind.
pub(super) fn look(reader: &Reader<'_>, kind: NoteKind) {
    if reader.note.is_damaged {
        return;
    }
    front::look(reader, kind);
    called_off::look(reader, kind);
    named_hour::look(reader, kind);
    open_outcome::look(reader, kind);
    keys::look(reader, kind);
    heading::look(reader, kind);
    bare_heading::look(reader, kind);
    task::look(reader, kind);
    loose_box::look(reader, kind);
    smart::look(reader, kind);
    hashtag::look(reader, kind);
    quote::look(reader, kind);
}
