//! The folders of a client into which things are brought.

use std::sync::Arc;

use crate::practice::paths::{self, Kind};

/// Where something that comes in stands: with its kind of notes, or with the transcripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shelf {
    /// With the notes of a kind.
    Note(Kind),
    /// With the calls that are written down word for word.
    Transcript,
}

impl Shelf {
    /// The folder's name.
    #[must_use]
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Note(kind) => kind.folder(),
            Self::Transcript => paths::TRANSCRIPTS,
        }
    }

    /// Where a note of that name goes.
    #[must_use]
    pub fn path(self, client: &str, name: &str) -> Arc<str> {
        format!("{}/{}/{name}.md", paths::client_folder(client), self.folder()).into()
    }
}
