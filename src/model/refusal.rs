//! What a command says when it does not do what was asked: what, where, and how to mend it.

use thiserror::Error;

/// A refusal in two lines: what is the matter, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{what}\n{hint}")]
pub struct Refusal {
    /// What is the matter, and where.
    pub what: String,
    /// How to mend it.
    pub hint: String,
}

impl Refusal {
    /// A refusal with its way out.
    #[must_use]
    pub fn new(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { what: what.into(), hint: hint.into() }
    }
}
