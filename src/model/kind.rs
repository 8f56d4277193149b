//! The kinds of notes.

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
}
