//! What was left open with a client, oldest first.

use std::sync::Arc;

use serde::Serialize;

use super::named::Named;
use super::shared::Shared;
use crate::model::moment::Moment;
use crate::model::problem::Problem;
use crate::model::record::Record;
use crate::model::statement::{Source, Task};

/// `thread list`.
#[derive(Debug, Clone, Serialize)]
pub struct ThreadList {
    /// Whose.
    pub client: Named,
    /// The open threads, oldest first.
    pub threads: Vec<Thread>,
    /// What could not be read on the way.
    pub problems: Vec<Problem>,
}

/// One thread that is open.
#[derive(Debug, Clone, Serialize)]
pub struct Thread {
    /// Its number in the list, from 1.
    pub number: usize,
    /// The words.
    pub text: String,
    /// Where they stand.
    pub source: Option<Source>,
    /// How many days it has been open.
    pub days: i64,
    /// The note that holds it, and its place among the note's threads.
    #[serde(skip)]
    pub place: (Arc<str>, usize),
}

/// Makes the list of a client's open threads, those of sessions and of notes between them.
#[must_use]
pub fn threads(record: &Record, now: Moment, problems: Vec<Problem>) -> ThreadList {
    let sessions = record.sessions.iter().map(|session| (session.when, &session.path, &session.threads));
    let notes = record.notes.iter().map(|note| (note.when, &note.path, &note.threads));
    let mut open: Vec<(Moment, &Arc<str>, &Task)> = sessions
        .chain(notes)
        .filter(|(when, _, _)| when.date <= now.date)
        .flat_map(|(when, path, threads)| {
            threads.iter().filter(|task| !task.done).map(move |task| (when, path, task))
        })
        .collect();
    open.sort_by_key(|(when, _, _)| *when);
    let thread = |(i, (when, path, task)): (usize, (Moment, &Arc<str>, &Task))| Thread {
        number: i + 1,
        text: task.statement.text.clone(),
        source: task.statement.source.clone(),
        days: (now.date - when.date).num_days(),
        place: (Arc::clone(path), task.number),
    };
    ThreadList {
        client: Named::of(record),
        threads: open.into_iter().enumerate().map(thread).collect(),
        problems,
    }
}

impl Shared for ThreadList {
    fn share(&mut self) {
        self.threads.iter_mut().for_each(|thread| thread.source = None);
        self.problems.clear();
    }
}
