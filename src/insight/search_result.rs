//! What was found in the notes, by client and date.

use serde::Serialize;

use super::view::View;
use crate::model::matching::make_sorting_key;
use crate::model::moment::Moment;
use crate::model::order::InOrder as _;

/// `find`.
#[derive(Debug, Clone, Serialize)]
pub struct Found {
    /// The notes that hold what was looked for, by client, then by date.
    pub notes: Vec<FoundNote>,
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
    /// Whether it counts; not until somebody has looked, where to count it could be wrong.
    pub counts: bool,
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

impl Found {
    /// What was found, by client and then by date.
    #[must_use]
    pub fn from_notes(mut notes: Vec<FoundNote>) -> Self {
        notes.put_in_order_by_key(|note| (make_sorting_key(&note.client), note.date, note.path.clone()));
        Self { notes }
    }
}

/// Notes as they stand, of several clients.
impl View for Found {
    const TEMPLATE: Option<&'static str> = Some("find.md");

    fn for_client(self) -> Option<Self> {
        None
    }
}
