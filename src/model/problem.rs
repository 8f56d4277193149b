//! Problems in notes: told beside the value that was read, never instead of it.

use std::ops::Range;

use serde::Serialize;

use super::choice::choices;

choices! {
    /// How much a problem matters.
    Severity {
        /// Something in the note was not read as it was meant.
        Error = "error",
        /// Everything was read, but something is worth a look.
        Note = "note",
    }
}

/// One problem: what, where, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The file, from the practice's root, with `/` between its parts.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong, in one sentence.
    pub message: String,
    /// How to mend it, in one sentence.
    pub hint: String,
    /// A stable name in kebab-case.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Whether the note doesn't count, as a call, an hour or a thread, until somebody has looked.
    #[serde(skip)]
    pub doubts: bool,
    /// What would mend it, where no choice is needed.
    #[serde(skip)]
    pub mend: Option<Mend>,
    /// The id that is meant by another name, where no choice is needed.
    #[serde(skip)]
    pub meant_id: Option<Box<MeantId>>,
    /// How many characters of the line are meant; for the mark under the place.
    #[serde(skip)]
    pub length: usize,
}

/// What mends a problem in its note's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// The bytes of the file that give way.
    pub range: Range<usize>,
    /// What comes in their place.
    pub text: String,
}

/// The id of a note that a key names otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeantId {
    /// The key.
    pub key: &'static str,
    /// What stands there, alone or in a list.
    pub written: String,
    /// What is meant.
    pub id: String,
}

impl Problem {
    /// Whether something mends it without a choice.
    #[must_use]
    pub fn has_mend(&self) -> bool {
        self.mend.is_some() || self.meant_id.is_some()
    }

    /// A problem of a whole file: line 1, column 1.
    #[must_use]
    pub fn for_file(
        path: impl Into<String>,
        code: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self {
            path: path.into(),
            line: 1,
            column: 1,
            message: message.into(),
            hint: hint.into(),
            code,
            severity: Severity::Error,
            doubts: false,
            mend: None,
            meant_id: None,
            length: 1,
        }
    }

    /// The same problem, one that keeps the note from counting.
    #[must_use]
    pub fn as_doubt(mut self) -> Self {
        self.doubts = true;
        self
    }

    /// The same problem, only worth a look.
    #[must_use]
    pub fn as_note(mut self) -> Self {
        self.severity = Severity::Note;
        self
    }
}

/// A value that was read, and every problem met while reading it.
#[derive(Debug, Clone, Default)]
pub struct Loaded<T> {
    /// What could be read.
    pub value: T,
    /// What could not, in the order of the file.
    pub problems: Vec<Problem>,
}

impl<T> From<T> for Loaded<T> {
    /// A value without problems.
    fn from(value: T) -> Self {
        Self { value, problems: Vec::new() }
    }
}

impl<T> Loaded<T> {
    /// A value and the problems that were met on the way to it.
    #[must_use]
    pub const fn new(value: T, problems: Vec<Problem>) -> Self {
        Self { value, problems }
    }

    /// Turns the value into another and keeps the problems.
    pub fn map<U>(self, with: impl FnOnce(T) -> U) -> Loaded<U> {
        Loaded { value: with(self.value), problems: self.problems }
    }

    /// Hands the problems over to a common list and gives the value.
    pub fn take(self, problems: &mut Vec<Problem>) -> T {
        problems.extend(self.problems);
        self.value
    }
}
