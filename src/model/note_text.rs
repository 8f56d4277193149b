//! What a note says, to be read back: its text as it stands, and the same in passages.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use super::statement::Statement;

/// The body of a session's note or of a note between sessions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NoteText {
    /// The Markdown as it stands, but for what is never read back: `Prep`, comments, headings with nothing under them.
    pub whole: String,
    /// The same in pieces, in the order of the note.
    pub passages: Vec<Passage>,
}

/// A paragraph, a list item, or a line of a table or of code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// Its words, without the hashtags at their ends.
    #[serde(flatten)]
    pub statement: Statement,
    /// The heading that it stands under.
    pub heading: Option<Arc<str>>,
    /// Whether they are the client's own words.
    pub said: bool,
    /// Ticked or not, for a task.
    pub done: Option<bool>,
    /// By when, for a step of a plan.
    pub due: Option<NaiveDate>,
    /// Whether it is a task under `Threads`.
    #[serde(skip)]
    pub is_thread: bool,
    /// The words with their hashtags, as they stand: what a search looks through.
    #[serde(skip)]
    pub whole: String,
}

impl Passage {
    /// A statement under a heading of its note, not the client's words and no task.
    #[must_use]
    pub fn of(statement: Statement, heading: &str) -> Self {
        Self {
            heading: Some(heading.into()),
            said: false,
            done: None,
            due: None,
            is_thread: false,
            whole: statement.text.clone(),
            statement,
        }
    }
}
