//! What of statements, tasks and answers is for the client's eyes. Nobody is told where it stands.

use crate::model::client::{Filed, More};
use crate::model::fit::Fit;
use crate::model::handed_words::clear_for_client;
use crate::model::plan::{SmartItem, Step};
use crate::model::statement::{Statement, Task};

/// The client's own statements and those read together, without their places.
pub(super) fn theirs(statements: Vec<Statement>) -> Vec<Statement> {
    statements.into_iter().filter_map(theirs_of).collect()
}

/// The same of one statement.
pub(super) fn theirs_of(statement: Statement) -> Option<Statement> {
    statement.is_for_client().then(|| clear(statement))?
}

/// Statements of a place that holds the client's words only, such as a goal's `In their words`: all but what stands under a
/// `Reflection` there.
pub(super) fn their_words(statements: Vec<Statement>) -> Vec<Statement> {
    statements.into_iter().filter_map(their_word).collect()
}

/// The same of one statement.
pub(super) fn their_word(statement: Statement) -> Option<Statement> {
    (!statement.private).then(|| clear(statement))?
}

/// Words without what is for the coach's eyes in them; none where nothing else was there.
pub(super) fn clear(statement: Statement) -> Option<Statement> {
    let text = clear_for_client(&statement.text).trim().to_owned();
    (!text.is_empty()).then(|| Statement { text: text.into(), ..statement.without_place() })
}

/// The same of words that stand by themselves, such as a title. They stay where nothing else was there.
pub(super) fn clear_title(title: String) -> String {
    let clear = clear_for_client(&title).trim().to_owned();
    if clear.is_empty() { title } else { clear }
}

/// Tasks of a plan: each is an answer. What is indented under one may be anybody's.
pub(super) fn their_tasks(tasks: Vec<Task>) -> Vec<Task> {
    let theirs =
        |task: Task| Some(Task { statement: their_word(task.statement)?, under: String::new(), ..task });
    tasks.into_iter().filter_map(theirs).collect()
}

/// Tasks anywhere else: those that were read together, without what is indented under them.
pub(super) fn share_tasks(tasks: Vec<Task>) -> Vec<Task> {
    let theirs =
        |task: Task| Some(Task { statement: theirs_of(task.statement)?, under: String::new(), ..task });
    tasks.into_iter().filter_map(theirs).collect()
}

/// What is filed about them: their own words and what was read together.
pub(super) fn their_filed(filed: Vec<Filed>) -> Vec<Filed> {
    let theirs = |Filed { about, statement }: Filed| Some(Filed { about, statement: theirs_of(statement)? });
    filed.into_iter().filter_map(theirs).collect()
}

/// What a note says beside: their own words and what was read together, without the coach's headings.
pub(super) fn their_more(more: Vec<More>) -> Vec<More> {
    let theirs =
        |More { heading: _, statements }: More| More { heading: None, statements: theirs(statements) };
    more.into_iter().map(theirs).filter(|more| !more.statements.is_empty()).collect()
}

/// The same of steps.
pub(super) fn their_steps(steps: Vec<Step>) -> Vec<Step> {
    let theirs = |step: Step| Step { text: clear_title(step.text), source: None, ..step };
    steps.into_iter().filter(|step| !step.private).map(theirs).collect()
}

/// The same of the answers of a checklist.
pub(super) fn their_answers(items: Vec<SmartItem>) -> Vec<SmartItem> {
    items.into_iter().map(|item| SmartItem { answer: item.answer.and_then(their_word), ..item }).collect()
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
    let clear = |words: Option<String>| words.map(clear_title);
    Fit {
        when: clear(when),
        place: clear(place),
        how_often: clear(how_often),
        who: clear(who),
        support: clear(support),
        make_room: clear(make_room),
        make_room_cost: clear(make_room_cost),
        lens: clear(lens),
        confidence_before: confidence_before.filter(|_| is_written),
        confidence: confidence.filter(|_| is_written),
    }
}
