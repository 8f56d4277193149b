//! A call, word for word: `transcripts/`.

use std::sync::Arc;

use chrono::NaiveDate;

use super::moment::Moment;
use super::session::Side;

/// What was said in a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transcript {
    /// The name of its file.
    pub id: String,
    /// The file, from the root.
    pub path: Arc<str>,
    /// The day that it is of.
    pub when: Option<Moment>,
    /// The turns, in their order.
    pub turns: Vec<SpokenTurn>,
    /// The silences of three seconds and more, in seconds; none where the recording's times aren't known.
    pub pauses: Option<Vec<u32>>,
}

/// What one of them said until somebody else spoke.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpokenTurn {
    /// Who, as the transcript calls them.
    pub speaker: String,
    /// Whose words they are; nobody's where `speakers:` doesn't say.
    pub side: Option<Side>,
    /// When it began, in seconds from the beginning.
    pub at: Option<u32>,
    /// The words.
    pub words: String,
    /// The line on which they begin, from 1.
    pub line: usize,
}

impl Transcript {
    /// The turns of the client, in their order.
    pub fn theirs(&self) -> impl Iterator<Item = &SpokenTurn> {
        self.turns.iter().filter(|turn| turn.side == Some(Side::Client))
    }

    /// The day that it is of.
    #[must_use]
    pub fn day(&self) -> Option<NaiveDate> {
        self.when.map(|when| when.date)
    }
}
