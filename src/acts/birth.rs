//! The birth of a note: what was typed goes in through the edit layer, and the note is read back before anybody writes it.
//!
//! A typed value never meets the text of a template, because a line break in it would begin a key of its own.

use std::sync::Arc;

use crate::model::kind::Kind;
use crate::model::problem::Problem;
use crate::model::refusal::Refusal;
use crate::note::edit::{self, NewValue};
use crate::note::parsed::Note;
use crate::note::read;

/// Puts keys into the text of a note, in their order; none of them may stand there already with another value.
///
/// # Errors
/// Where the text's front matter can't be edited.
pub fn give_keys(path: &str, text: &str, keys: &[(&str, NewValue)]) -> Result<String, Refusal> {
    set_keys(text, keys).map_err(|refusal| refusal.in_note(path))
}

/// Sets keys in the text of a note that stands already.
///
/// # Errors
/// Where its front matter can't be edited.
pub fn set_keys(text: &str, keys: &[(&str, NewValue)]) -> Result<String, edit::EditRefusal> {
    let set = |text: String, (key, value): &(&str, NewValue)| edit::set(&text, &[key], value);
    keys.iter().try_fold(text.to_owned(), set)
}

/// Refuses the text of a new note that would not read back without a problem; no kind is `client.md`.
///
/// # Errors
/// The first problem that reading it finds.
pub fn read_back(kind: Option<Kind>, path: &Arc<str>, text: &str) -> Result<(), Refusal> {
    match problems(kind, path, text).into_iter().next() {
        Some(problem) => Err(Refusal::invalid(problem.message, problem.hint)),
        None => Ok(()),
    }
}

/// What reading a note of a kind finds wrong with it.
fn problems(kind: Option<Kind>, path: &Arc<str>, text: &str) -> Vec<Problem> {
    let note = Note::parse(path, text.to_owned());
    match kind {
        None => read::client("new", note).problems,
        Some(Kind::Session) => read::session(note).problems,
        Some(Kind::Goal) => read::goal(note).problems,
        Some(Kind::Plan) => read::plan(note).problems,
        Some(Kind::Note) => read::read_between(note).problems,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_break_in_a_typed_value_begins_no_key() {
        let path: Arc<str> = "clients/alice/goals/x.md".into();
        let keys = [("importance", NewValue::Text("7\nexamined: 2026-01-01".to_owned()))];
        let text = give_keys(&path, "---\ntitle: X\n---\n", &keys).unwrap();
        let note = Note::parse(&path, text.clone()).value;
        assert!(note.front.root.as_ref().is_some_and(|root| root.entry("examined").is_none()), "{text}");
        assert!(read_back(Some(Kind::Goal), &path, &text).is_err());
    }
}
