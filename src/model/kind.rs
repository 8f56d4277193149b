//! The kinds of notes.

use super::keys::NoteKind;

/// The kinds of notes of a client that have a folder of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Calls.
    Session,
    /// What a client wants.
    Goal,
    /// What they set out to do.
    Plan,
    /// What comes between sessions.
    Note,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Session, Self::Goal, Self::Plan, Self::Note];

    /// The folder's name.
    #[must_use]
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Session => "sessions",
            Self::Goal => "goals",
            Self::Plan => "plans",
            Self::Note => "notes",
        }
    }

    /// The same, as far as keys and headings go.
    #[must_use]
    pub const fn note_kind(self) -> NoteKind {
        match self {
            Self::Session => NoteKind::Session,
            Self::Goal => NoteKind::Goal,
            Self::Plan => NoteKind::Plan,
            Self::Note => NoteKind::Between,
        }
    }
}
