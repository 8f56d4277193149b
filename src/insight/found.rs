//! What was found in the notes, by client and date.

use serde::Serialize;

use super::shared::Shared;
use crate::model::moment::Moment;
use crate::model::problem::Problem;

/// `find`.
#[derive(Debug, Clone, Serialize)]
pub struct Found {
    /// The notes that hold what was looked for, by client, then by date.
    pub notes: Vec<FoundNote>,
    /// What could not be read on the way.
    pub problems: Vec<Problem>,
}

/// One note.
#[derive(Debug, Clone, Serialize)]
pub struct FoundNote {
    /// Whose.
    pub client: String,
    /// What kind of note.
    pub kind: &'static str,
    /// The file, from the root.
    pub path: String,
    /// The day that it is of, where it is of one.
    pub date: Option<Moment>,
    /// Its lines.
    pub matches: Vec<Match>,
}

/// One line.
#[derive(Debug, Clone, Serialize)]
pub struct Match {
    /// The line, from 1.
    pub line: usize,
    /// The heading that it stands under.
    pub heading: Option<String>,
    /// The line itself.
    pub text: String,
}

/// Notes of several clients are for nobody's eyes but the coach's.
impl Shared for Found {
    fn share(&mut self) {
        self.notes.clear();
        self.problems.clear();
    }
}
