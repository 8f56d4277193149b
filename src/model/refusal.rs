//! What a command says when it does not do what was asked: what, where, and how to mend it.

use std::fmt;

use super::choice::choices;

choices! {
    /// Why something was not done. The words are the stable `code` of an error in JSON.
    RefusalKind {
        /// The command line can't be read as it is.
        Usage = "usage",
        /// Nothing has the name that was given.
        Unknown = "unknown",
        /// Several things have it.
        Ambiguous = "ambiguous",
        /// Something has to be given that wasn't.
        Missing = "missing",
        /// No client is named, and no one call is on now.
        NoCall = "no-call",
        /// A value isn't one that can stand there.
        Invalid = "invalid",
        /// Something of that name is there already.
        Exists = "exists",
        /// A file can't be read as what it should be, or not edited safely.
        Damaged = "damaged",
        /// A file isn't any more what it was when it was read.
        Changed = "changed",
        /// A path leads out of where it belongs.
        Outside = "outside",
        /// A file isn't there, or the system doesn't let it be read or written.
        Disk = "disk",
        /// It isn't for the client's eyes.
        NotForClient = "not-for-client",
        /// The view doesn't come in that format.
        Format = "format",
        /// No practice is here.
        NoPractice = "no-practice",
        /// The practice was made by a newer coach.
        Newer = "newer",
        /// Another program is in the way, or one that is needed isn't there.
        Program = "program",
        /// It would be wrong as things stand.
        Refused = "refused",
    }
}

/// Where it is the matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, from the practice's root, with `/` between its parts.
    pub path: String,
    /// The line and the column in characters, from 1; none where the whole file is meant.
    pub at: Option<(usize, usize)>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            Some((line, column)) => write!(f, "{}:{line}:{column}", self.path),
            None => f.write_str(&self.path),
        }
    }
}

/// A refusal in two lines: what is the matter and where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Why.
    pub kind: RefusalKind,
    /// Where, if it is about a file.
    pub place: Option<Place>,
    /// What is the matter.
    pub what: String,
    /// How to mend it.
    pub hint: String,
}

impl Refusal {
    /// Something that would be wrong as things stand.
    #[must_use]
    pub fn refuse(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::with_kind(RefusalKind::Refused, what, hint)
    }

    /// A refusal of a kind.
    #[must_use]
    pub fn with_kind(kind: RefusalKind, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { kind, place: None, what: what.into(), hint: hint.into() }
    }

    /// The command line can't be read as it is.
    #[must_use]
    pub fn usage(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::with_kind(RefusalKind::Usage, what, hint)
    }

    /// Nothing has the name that was given.
    #[must_use]
    pub fn unknown(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::with_kind(RefusalKind::Unknown, what, hint)
    }

    /// Several things have the name that was given.
    #[must_use]
    pub fn ambiguous(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::with_kind(RefusalKind::Ambiguous, what, hint)
    }

    /// Something has to be given that wasn't.
    #[must_use]
    pub fn missing(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::with_kind(RefusalKind::Missing, what, hint)
    }

    /// A value isn't one that can stand there.
    #[must_use]
    pub fn invalid(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::with_kind(RefusalKind::Invalid, what, hint)
    }

    /// Something of that name is there already.
    #[must_use]
    pub fn exists(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::with_kind(RefusalKind::Exists, what, hint)
    }

    /// A file isn't any more what it was when it was read.
    #[must_use]
    pub fn changed(path: impl Into<String>) -> Self {
        let hint = "nothing was written; run the command again to work on what stands there now";
        Self::with_kind(RefusalKind::Changed, "it changed on disk while coach was at work on it", hint)
            .in_file(path)
    }

    /// The same refusal, about a whole file.
    #[must_use]
    pub fn in_file(mut self, path: impl Into<String>) -> Self {
        self.place = Some(Place { path: path.into(), at: None });
        self
    }

    /// The same refusal, about a place in a file: line and column in characters, from 1.
    #[must_use]
    pub fn at(mut self, path: impl Into<String>, line: usize, column: usize) -> Self {
        self.place = Some(Place { path: path.into(), at: Some((line, column)) });
        self
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        write!(f, "{}\n{}", self.what, self.hint)
    }
}

impl std::error::Error for Refusal {}
