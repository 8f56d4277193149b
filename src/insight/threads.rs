//! What was left open with a client, oldest first.

use std::sync::Arc;

use serde::Serialize;

use super::name_and_id::Named;
use super::view::View;
use crate::model::moment::Moment;
use crate::model::order::InOrder as _;
use crate::model::record::Record;
use crate::model::statement::{Source, Task, TaskState};

/// `thread list`.
#[derive(Debug, Clone, Serialize)]
pub struct ThreadList {
    /// Whose.
    pub client: Named,
    /// The open threads, oldest first.
    pub threads: Vec<Thread>,
}

/// One thread.
#[derive(Debug, Clone, Serialize)]
pub struct Thread {
    /// Its number among all threads that there ever were, from 1: it stays when another one is ticked.
    pub number: usize,
    /// The words.
    pub text: String,
    /// Where they stand.
    pub source: Option<Source>,
    /// How many days it has been open.
    pub days: i64,
    /// Whether client and coach have read it together.
    #[serde(skip)]
    pub ours: bool,
    /// Whether it was picked up, or given up.
    #[serde(skip)]
    pub state: TaskState,
    /// The note that holds it, and its place among the note's threads.
    #[serde(skip)]
    pub place: (Arc<str>, usize),
}

/// Makes the list of a client's open threads, those of sessions and of notes between them.
#[must_use]
pub fn threads(record: &Record, now: Moment) -> ThreadList {
    let open = list_threads(record, now).into_iter().filter(|thread| thread.state.is_open()).collect();
    ThreadList { client: Named::from_record(record), threads: open }
}

/// Every thread up to now, oldest first, those that were picked up as well.
#[must_use]
pub fn list_threads(record: &Record, now: Moment) -> Vec<Thread> {
    let sessions = record.sessions.iter().map(|session| (session.when, &session.path, &session.threads));
    let notes = record.notes.iter().map(|note| (note.when, &note.path, &note.threads));
    let mut all: Vec<(Moment, &Arc<str>, &Task)> = sessions
        .chain(notes)
        .filter(|(when, _, _)| when.date <= now.date)
        .flat_map(|(when, path, threads)| threads.iter().map(move |task| (when, path, task)))
        .collect();
    all.put_in_order_by_key(|(when, _, _)| *when);
    let thread = |(i, (when, path, task)): (usize, (Moment, &Arc<str>, &Task))| Thread {
        number: i + 1,
        text: task.statement.text.to_string(),
        source: task.statement.source.clone(),
        days: (now.date - when.date).num_days(),
        ours: task.statement.is_for_client(),
        state: task.state,
        place: (Arc::clone(path), task.number),
    };
    all.into_iter().enumerate().map(thread).collect()
}

impl View for ThreadList {
    const TEMPLATE: Option<&'static str> = Some("thread-list.md");

    fn for_client(self) -> Option<Self> {
        let Self { client, threads } = self;
        Some(Self {
            client,
            threads: threads.into_iter().filter(|thread| thread.ours).map(Thread::for_client).collect(),
        })
    }
}

impl Thread {
    fn for_client(self) -> Self {
        let Self { number, text, source: _, days, ours, state, place } = self;
        Self { number, text, source: None, days, ours, state, place }
    }
}
