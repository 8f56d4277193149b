//! What an act means for the text of a note: a plan's sheet, an outcome, a closed call, a tick, a new note.
//!
//! Pure: text in, text out, refusals as values. Nothing here knows a disk, a clock or a person to ask; a second front end,
//! such as a language server, can do through these functions all that the commands do.
#![deny(clippy::disallowed_methods)]

pub mod account;
pub mod alliance_marks;
pub mod area_marks;
pub mod birth;
pub mod boxes;
pub mod call_keys;
pub mod closing;
pub mod due_days;
pub mod erased_hours;
pub mod goal_birth;
pub mod goal_end;
pub mod goal_levels;
pub mod hard_answers;
pub mod imported_call;
pub mod imported_transcript;
pub mod kept_words;
pub mod key_changes;
pub mod marks;
pub mod open_items;
pub mod page_answers;
pub mod plan;
pub mod received_mail;
pub mod references;
pub mod save_message;
pub mod section_text;
pub mod silence;
pub mod step_account;

use crate::note::edit;

/// What an act gives: the new text of the note, or why it stays as it is.
pub type Edited = Result<String, edit::EditRefusal>;
