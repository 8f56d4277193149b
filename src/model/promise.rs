//! What the coach said they would do: an item under `I said I would`.

use chrono::NaiveDate;
use serde::Serialize;

use super::statement::{Statement, TaskState};

/// One promise of the coach's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Promise {
    /// What was promised, the date left out.
    #[serde(flatten)]
    pub statement: Statement,
    /// By when.
    pub due: Option<NaiveDate>,
    /// What its box says; ticked once it is kept.
    #[serde(rename = "done")]
    pub state: TaskState,
    /// Its place among the promises of its note, from 1.
    pub number: usize,
}
