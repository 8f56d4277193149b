//! What a note says, to be read back: its text as it stands, and the same in passages.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use super::statement::{Source, Statement, TaskState};

/// The body of a session's note or of a note between sessions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NoteText {
    /// The Markdown as it stands, but for what is never read back: `Prep`, comments, headings with nothing under them.
    pub whole: String,
    /// The same in pieces, in the order of the note.
    pub passages: Vec<Passage>,
}

/// A paragraph, a list item, or a line of a table or of code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its words, without the hashtags at their ends; whether they are the client's own.
    pub statement: Statement,
    /// The heading that it stands under.
    pub heading: Option<Arc<str>>,
    /// What its box says, for a task.
    pub state: Option<TaskState>,
    /// By when, for a step of a plan.
    pub due: Option<NaiveDate>,
    /// Whether it is a task under `Threads`.
    pub is_thread: bool,
    /// The words with their hashtags, as they stand: what a search looks through.
    pub whole: String,
}

/// What a template and a program get of it: `said` is there whether it is or not, once.
impl Serialize for Passage {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Told<'a> {
            text: &'a str,
            source: Option<&'a Source>,
            heading: Option<&'a str>,
            said: bool,
            done: Option<bool>,
            state: Option<&'static str>,
            due: Option<NaiveDate>,
        }
        let Self { statement, heading, state, due, is_thread: _, whole: _ } = self;
        let told = Told {
            text: &statement.text,
            source: statement.source.as_ref(),
            heading: heading.as_deref(),
            said: statement.said,
            done: state.map(TaskState::is_done),
            state: state.map(TaskState::as_str),
            due: *due,
        };
        told.serialize(serializer)
    }
}

impl Passage {
    /// A statement under a heading of its note, no task.
    #[must_use]
    pub fn new(statement: Statement, heading: &str) -> Self {
        Self {
            heading: Some(heading.into()),
            state: None,
            due: None,
            is_thread: false,
            whole: statement.text.to_string(),
            statement,
        }
    }
}
