//! Statements for the client's eyes: what the coach wrote for themselves is left out, and nobody is told where the rest stands.

use crate::model::fit::Fit;
use crate::model::plan::{SmartItem, Step};
use crate::model::statement::{Statement, Task};

/// Statements without those under `Reflection`, and without their places.
pub(super) fn theirs(statements: Vec<Statement>) -> Vec<Statement> {
    statements.into_iter().filter_map(theirs_of).collect()
}

/// The same of one statement.
pub(super) fn theirs_of(statement: Statement) -> Option<Statement> {
    (!statement.private).then_some(Statement { source: None, ..statement })
}

/// The same of tasks.
pub(super) fn their_tasks(tasks: Vec<Task>) -> Vec<Task> {
    let theirs = |task: Task| Some(Task { statement: theirs_of(task.statement)?, ..task });
    tasks.into_iter().filter_map(theirs).collect()
}

/// The same of steps.
pub(super) fn their_steps(steps: Vec<Step>) -> Vec<Step> {
    steps.into_iter().filter(|step| !step.private).map(|step| Step { source: None, ..step }).collect()
}

/// The same of the answers of a checklist.
pub(super) fn their_answers(items: Vec<SmartItem>) -> Vec<SmartItem> {
    items.into_iter().map(|item| SmartItem { answer: item.answer.and_then(theirs_of), ..item }).collect()
}

/// What they answered about how a plan fits; how sure they were only once what happened `is_written`, so that no number waits for them.
pub(super) fn their_fit(fit: Fit, is_written: bool) -> Fit {
    let Fit {
        when,
        place,
        how_often,
        who,
        support,
        make_room,
        make_room_cost,
        lens,
        confidence_before,
        confidence,
    } = fit;
    Fit {
        when,
        place,
        how_often,
        who,
        support,
        make_room,
        make_room_cost,
        lens,
        confidence_before: confidence_before.filter(|_| is_written),
        confidence: confidence.filter(|_| is_written),
    }
}
