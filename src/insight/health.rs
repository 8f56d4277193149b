//! What coach finds around it, and what somebody might mend there.

use serde::Serialize;

use super::view::View;
use crate::model::refusal::Refusal;

/// `doctor`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Health {
    /// What was looked at.
    pub findings: Vec<HealthFinding>,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HealthFinding {
    /// What it is about.
    pub about: &'static str,
    /// What was found.
    pub found: String,
    /// How to mend it; none where nothing is to be done.
    pub mend: Option<String>,
}

impl HealthFinding {
    /// Something that is as it should be.
    #[must_use]
    pub fn well(about: &'static str, found: impl Into<String>) -> Self {
        Self { about, found: found.into(), mend: None }
    }

    /// Something to mend.
    #[must_use]
    pub fn to_mend(about: &'static str, found: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { about, found: found.into(), mend: Some(mend.into()) }
    }

    /// What a refusal tells, as something to mend.
    #[must_use]
    pub fn from_refusal(about: &'static str, refusal: &Refusal) -> Self {
        Self::to_mend(about, refusal.what.clone(), refusal.hint.clone())
    }
}

/// Paths and programs of the coach's own machine.
impl View for Health {
    const TEMPLATE: Option<&'static str> = Some("doctor.md");

    fn for_client(self) -> Option<Self> {
        None
    }
}
