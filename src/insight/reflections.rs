//! What the coach wrote to themselves: the last line under each `Reflection`.

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::moment::Moment;
use crate::model::order::InOrder as _;
use crate::model::record::Record;
use crate::model::statement::Statement;

/// Words of a note, and their day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dated {
    /// The words.
    #[serde(flatten)]
    pub statement: Statement,
    /// The day of the session or note.
    pub date: NaiveDate,
}

/// The last line of each reflection, first to last.
#[must_use]
pub fn reflections(record: &Record, now: Moment) -> Vec<Dated> {
    let sessions =
        record.sessions.iter().map(|session| (session.when, find_last_line(session.reflection.iter())));
    // In a note between sessions what is private is what stands under `Reflection`.
    let notes = record.notes.iter().map(|note| {
        let own = note.statements.iter().filter(|statement| statement.private);
        (note.when, find_last_line(own))
    });
    let mut all: Vec<(Moment, Statement)> = sessions
        .chain(notes)
        .filter(|(when, _)| when.date <= now.date)
        .filter_map(|(when, line)| Some((when, line?)))
        .collect();
    all.put_in_order_by_key(|(when, _)| *when);
    all.into_iter().map(|(when, statement)| Dated { statement, date: when.date }).collect()
}

/// The last line that was filled in: `stuck --write` puts questions there that end in a colon, and an empty one says nothing.
fn find_last_line<'a>(statements: impl DoubleEndedIterator<Item = &'a Statement>) -> Option<Statement> {
    let is_filled = |statement: &&Statement| !statement.text.trim_end().trim_end_matches('*').ends_with(':');
    statements.rev().find(|statement| !statement.text.trim().is_empty() && is_filled(statement)).cloned()
}
