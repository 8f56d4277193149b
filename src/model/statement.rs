//! The note's own words, and where they stand.

use std::sync::Arc;

use serde::Serialize;
use smol_str::SmolStr;

/// A place in a note.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Source {
    /// The file, from the practice's root, with `/` between its parts.
    pub path: Arc<str>,
    /// The line, from 1.
    pub line: usize,
}

/// Words as they stand in a note. Lines are joined by `\n`; what only marks the block (`>`, `-`, indentation) is left out.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Statement {
    /// The note's own words.
    pub text: SmolStr,
    /// Where they begin. Left out (`null`) on a screen that the client sees.
    pub source: Option<Source>,
    /// Whether they stand under `Reflection`, for the coach alone.
    #[serde(skip)]
    pub private: bool,
    /// Whether client and coach have read them together: `#ours`.
    #[serde(skip)]
    pub ours: bool,
    /// Whether they are the client's own words: what they said, wrote or sent. In JSON only where they are.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub said: bool,
}

impl Statement {
    /// A statement at a place.
    #[must_use]
    pub fn new(text: impl Into<SmolStr>, path: &Arc<str>, line: usize) -> Self {
        Self {
            text: text.into(),
            source: Some(Source { path: Arc::clone(path), line }),
            private: false,
            said: false,
            ours: false,
        }
    }

    /// Whether the client may see it wherever it stands: their own words, or what was read together. Nothing under `Reflection` is.
    #[must_use]
    pub const fn is_for_client(&self) -> bool {
        !self.private && (self.said || self.ours)
    }

    /// The same words; nobody is told where they stand.
    #[must_use]
    pub fn without_place(self) -> Self {
        Self { source: None, ..self }
    }
}

/// What a task's box says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TaskState {
    /// Nothing yet; a task without a box is open, too.
    Open,
    /// Begun: `[/]`. It is still open.
    Half,
    /// Ticked: `[x]`.
    Done,
    /// Given up: `[-]`. It is neither open nor done.
    GivenUp,
}

impl TaskState {
    /// Whether it is still to be done, begun or not.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Half)
    }

    /// Its name in JSON and to a template.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Half => "half",
            Self::Done => "done",
            Self::GivenUp => "given-up",
        }
    }

    /// Whether it is ticked.
    #[must_use]
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Done)
    }
}

/// In JSON a task is done or isn't.
impl Serialize for TaskState {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(self.is_done())
    }
}

/// Whether a task is done, and what its box says where that is neither done nor plainly open.
///
/// # Errors
/// Where the format can't hold it.
pub fn serialize_state<S: serde::Serializer>(state: &TaskState, serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Keys {
        done: bool,
        state: &'static str,
    }
    Keys { done: state.is_done(), state: state.as_str() }.serialize(serializer)
}

/// A task-list item: words, and what its box says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Task {
    /// The item's own words, without what is indented under it.
    pub statement: Statement,
    /// What its box says.
    #[serde(flatten, serialize_with = "serialize_state")]
    pub state: TaskState,
    /// Its place among the tasks of its section, from 1.
    pub number: usize,
    /// What stands indented under it, dedented; empty if nothing does.
    pub under: String,
}

impl Task {
    /// A task that is a question: the question, which runs over its lines to the first that ends in a question mark (else it is
    /// the first line), and what stands under it; empty if nothing does.
    #[must_use]
    pub fn question(&self) -> (String, String) {
        let lines: Vec<&str> = self.statement.text.lines().collect();
        let last = lines.iter().position(|line| line.trim_end().ends_with('?')).unwrap_or(0);
        let question = lines.iter().take(last + 1).copied().collect::<Vec<_>>().join("\n");
        let answer: Vec<&str> = self.under.lines().skip(last).collect();
        (question, answer.join("\n").trim().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::{Statement, Task, TaskState};

    #[test]
    fn a_question_ends_at_its_mark() {
        for (text, under, question, answer) in [
            ("Why?\nBecause.", "Because.", "Why?", "Because."),
            ("Why on\nearth?\nBecause.", "earth?\nBecause.", "Why on\nearth?", "Because."),
            ("Why?", "\n> Because?\n", "Why?", "> Because?"),
            ("Tell me\nmore", "more", "Tell me", "more"),
            ("Why?", "", "Why?", ""),
        ] {
            let statement = Statement::new(text, &"g.md".into(), 1);
            let task = Task { statement, state: TaskState::Open, number: 1, under: under.into() };
            assert_eq!(task.question(), (question.to_owned(), answer.to_owned()));
        }
    }
}
