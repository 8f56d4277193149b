//! Where the last reading of a client's notes ended.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::choice::choices;

choices! {
    /// What is read back of a client.
    EntryKind {
        /// A call.
        Session = "session",
        /// What came between calls.
        Note = "note",
        /// What the client said in a call, by its transcript.
        Transcript = "transcript",
        /// A plan, on the day it was made.
        Plan = "plan",
        /// The same plan, on the day it was looked at.
        Review = "review",
    }
}

/// The last entry that a reading got to, and the day of that reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bookmark {
    /// When it was read.
    pub read: NaiveDate,
    /// The day of the entry, if it has one.
    pub date: Option<NaiveDate>,
    /// What kind of entry it is.
    pub kind: EntryKind,
    /// The id of its note.
    pub id: String,
}
