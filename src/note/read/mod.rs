//! From a note to a typed value of the model, and the problems beside it.

mod between;
mod client;
mod goal;
mod plan;
mod session;
mod settings;

use std::sync::Arc;

pub use between::between;
pub use client::client;
pub use goal::goal;
pub use plan::plan;
pub use session::session;
pub use settings::settings;

use super::body::{Block, Voice};
use super::fields::Reader;
use super::parsed::Note;
use super::words::without_edge_tags;
use crate::model::client::{About, Filed};
use crate::model::moment::{Moment, leading_day};
use crate::model::problem::{Loaded, Problem};
use crate::model::statement::{Statement, Task};

/// The stem of a note's file: its id.
#[must_use]
pub fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Reads a note with `read` and puts the note's problems before the reading's.
fn loaded<T>(note: Loaded<Note>, read: impl FnOnce(&Reader<'_>) -> T) -> Loaded<T> {
    let reader = Reader::new(&note.value);
    let value = read(&reader);
    let mut problems = note.problems;
    problems.extend(reader.into_problems());
    Loaded { value, problems }
}

/// The day of a note: `date:`, else the one that its file name starts with.
fn dated(reader: &Reader<'_>) -> Option<Moment> {
    let by_name = leading_day(stem(&reader.note.path)).map(|(date, _)| Moment::day(date));
    let moment = reader.fields().moment("date").or(by_name);
    if moment.is_none() {
        let problem = (0..0, "no-date", "nothing says which day this note is of");
        reader.tell(
            problem.0,
            problem.1,
            problem.2,
            "add `date: 2026-11-08`, or start the file's name with the date",
        );
    }
    moment
}

fn statement(note: &Note, block: &Block) -> Statement {
    let text = without_edge_tags(&block.text, |tag| About::of_tag(tag).is_some());
    let mut statement = Statement::new(text, &note.path, block.line);
    statement.private = note.body.is_under(block.start, "Reflection");
    statement
}

/// The client's own words: block quotes, first level.
fn said(note: &Note) -> Vec<Statement> {
    note.body
        .kept()
        .filter(|block| block.voice == Voice::Client)
        .map(|block| statement(note, block))
        .collect()
}

/// What hashtags file in what we know of the person.
fn filed(note: &Note) -> Vec<Filed> {
    let mut filed = Vec::new();
    for block in note.body.kept().filter(|block| block.voice != Voice::Other) {
        for about in block.tags.iter().filter_map(|tag| About::of_tag(tag)) {
            let filed_now = Filed { about, statement: statement(note, block) };
            if !filed.contains(&filed_now) && !filed_now.statement.text.is_empty() {
                filed.push(filed_now);
            }
        }
    }
    filed
}

/// Every statement of a section, the client's and the writer's.
fn section(note: &Note, title: &str) -> Vec<Statement> {
    let blocks = note.body.under(title).filter(|block| block.voice != Voice::Other);
    blocks.map(|block| statement(note, block)).collect()
}

/// The tasks of a section, numbered in document order.
fn tasks(note: &Note, title: &str) -> Vec<Task> {
    let tasks = note.body.under(title).filter_map(|block| Some((block, block.task?)));
    tasks
        .enumerate()
        .map(|(i, (block, done))| Task {
            statement: statement(note, block),
            done,
            number: i + 1,
            under: block.rest.as_ref().map(|(text, _)| text.clone()).unwrap_or_default(),
        })
        .collect()
}

/// A problem of a file that could not be read at all.
#[must_use]
pub fn unreadable(path: &Arc<str>, why: &str) -> Problem {
    Problem::of_file(
        &**path,
        "unreadable",
        format!("this file can't be read: {why}"),
        "make it readable, or move it out of the practice",
    )
}
