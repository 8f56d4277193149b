//! What becomes of transcripts that were kept for as long as they were to be.

use chrono::NaiveDate;
use serde::Serialize;

use crate::insight::view::View;

/// `erase --transcripts`.
#[derive(Debug, Clone, Serialize)]
pub struct TranscriptErasure {
    /// For how many days transcripts are kept.
    pub keep_days: u32,
    /// Whether this only tells what would go.
    pub is_rehearsed: bool,
    /// The transcripts, by client.
    pub transcripts: Vec<ErasedTranscript>,
    /// How many commands that `coach undo` could take back go with them.
    pub steps: usize,
    /// What takes those out of git's history that commits hold.
    pub command: Option<String>,
}

/// One transcript.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ErasedTranscript {
    /// Whose, by the id.
    pub client: String,
    /// The file, from the root.
    pub path: String,
    /// The day of its call.
    pub day: NaiveDate,
    /// How many days ago that is.
    pub days: i64,
}

/// The command that takes files out of git's history and leaves everything else; none where there are none.
#[must_use]
pub fn filter_command(paths: &[String]) -> Option<String> {
    let quote = |path: &String| format!(" --path '{}'", path.replace('\'', "'\\''"));
    (!paths.is_empty()).then(|| {
        format!("git filter-repo --force --invert-paths{}", paths.iter().map(quote).collect::<String>())
    })
}

/// It is about several clients.
impl View for TranscriptErasure {
    const TEMPLATE: Option<&'static str> = None;

    fn for_client(self) -> Option<Self> {
        None
    }
}
