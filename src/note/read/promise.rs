//! What the coach said they would do.

use super::plan::split_due;
use crate::model::promise::Promise;
use crate::model::statement::{Statement, TaskState};
use crate::note::fields::Reader;

/// The heading under which promises stand.
pub(super) const HEADING: &str = "I said I would";

/// The promises of a note, numbered in document order.
pub(super) fn promises(reader: &Reader<'_>) -> Vec<Promise> {
    let tasks = reader.note.body.tasks(HEADING).enumerate();
    let promise = |(i, block)| {
        let statement = super::task_words(reader.note, block);
        let (text, due) = split_due(reader, block, &statement.text);
        let state = block.task.unwrap_or(TaskState::Open);
        Promise { statement: Statement { text: text.into(), ..statement }, due, state, number: i + 1 }
    };
    tasks.map(promise).collect()
}
