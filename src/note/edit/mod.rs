//! Exact edits of one note's text: byte splices that change what they have to and nothing else.
//!
//! Every edit is made in three steps. The text is parsed with spans; one or more ways to splice it are laid out; the
//! first whose result, parsed again, holds the old facts with exactly the wanted change is taken. Where none does, the
//! edit is refused and the text stays as it was. So what is hard to write never has to be guessed right, only checked.
//!
//! What a person wrote by hand comes back byte for byte when a key that wasn't there is set and removed again. Where a
//! key goes into something that was there but empty, the number of blanks behind its colon remembers what that was:
//!
//! | before | after `set` | blanks | what `remove` leaves |
//! | --- | --- | --- | --- |
//! | no front matter, or no such parent | `key: value` | one | no front matter, no parent |
//! | `---`, `---` with nothing between | `key:  value` | two | the two fences |
//! | `parent: {}` | `parent: {key:  value}` | two | `parent: {}` |
//! | `parent:` | `parent: {key:   value}` | three | `parent:` |

mod add_box;
mod drop_task;
mod front;
mod item;
mod outline;
mod place;
mod push;
mod remove;
mod replace;
mod said;
mod section;
mod set;
mod shape;
mod spelling;
mod tick;
mod title;
mod under;
mod verify;
mod write;

use std::ops::Range;

pub use add_box::add_box;
pub use drop_task::remove_task;
pub use item::{add_task, answer, due, find_standing_task, reword, stands_in};
pub use push::{push, replace_in_list};
pub use remove::remove;
pub use said::as_paragraphs;
pub use section::{append, replace_section};
pub use set::{set, set_behind, set_on_lines};
pub use tick::tick;
pub use title::retitle;
pub use under::add_under;
pub use write::{scalar_text, value_text};

pub use crate::model::new_value::NewValue;

use super::lines::Lines;

/// One byte splice: the bytes of `range` give way to `text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// The bytes that go.
    pub range: Range<usize>,
    /// What comes in their place.
    pub text: String,
}

/// Why an edit is refused; the note stays untouched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}; {hint}")]
pub struct EditRefusal {
    /// The line in the file, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What stands in the way.
    pub what: String,
    /// How to mend it.
    pub hint: String,
}

impl EditRefusal {
    /// The refusal of a command whose edit of a note was refused.
    #[must_use]
    pub fn in_note(self, path: &str) -> crate::model::refusal::Refusal {
        let Self { line, column, what, hint } = self;
        let kind = crate::model::refusal::RefusalKind::Damaged;
        crate::model::refusal::Refusal::with_kind(kind, what, hint).at(path, line, column)
    }

    fn refuse_at(text: &str, offset: usize, what: impl Into<String>, hint: impl Into<String>) -> Self {
        let (line, column) = Lines::new(text).place(text, offset.min(text.len()));
        Self { line, column, what: what.into(), hint: hint.into() }
    }
}

impl Splice {
    fn new(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { range, text: text.into() }
    }

    fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::new(at..at, text)
    }

    /// Applies splices that are in the order of the text and don't overlap; `None` where they aren't, or would cut a
    /// character.
    fn apply(text: &str, splices: &[Self]) -> Option<String> {
        let mut new = String::with_capacity(text.len() + 64);
        let mut at = 0;
        for splice in splices {
            new.push_str(text.get(at..splice.range.start)?);
            text.get(splice.range.clone())?;
            new.push_str(&splice.text);
            at = splice.range.end;
        }
        new.push_str(text.get(at..)?);
        Some(new)
    }
}
