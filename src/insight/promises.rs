//! What the coach said they would do, by client: open promises, oldest first.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use super::name_and_id::Named;
use super::view::View;
use crate::model::moment::Moment;
use crate::model::order::InOrder as _;
use crate::model::promise::Promise;
use crate::model::record::Record;
use crate::model::statement::{Source, TaskState};

/// `promise list`.
#[derive(Debug, Clone, Serialize)]
pub struct PromiseList {
    /// To whom.
    pub client: Named,
    /// The open promises, oldest first.
    pub promises: Vec<OpenPromise>,
}

/// One promise.
#[derive(Debug, Clone, Serialize)]
pub struct OpenPromise {
    /// Its number among all promises that there ever were, from 1: it stays when another one is ticked.
    pub number: usize,
    /// The words.
    pub text: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Whether that day is past.
    pub overdue: bool,
    /// Where the words stand.
    pub source: Option<Source>,
    /// How many days ago it was made.
    pub days: i64,
    /// Whether client and coach have read it together.
    #[serde(skip)]
    pub ours: bool,
    /// What its box says.
    #[serde(skip)]
    pub state: TaskState,
    /// The note that holds it, and its place among the note's promises.
    #[serde(skip)]
    pub place: (Arc<str>, usize),
}

/// Makes the list of the open promises to a client, those of sessions and of notes between them.
#[must_use]
pub fn list_promises(record: &Record, now: Moment) -> PromiseList {
    PromiseList { client: Named::from_record(record), promises: open_promises(record, now) }
}

/// The open promises to a client, oldest first.
#[must_use]
pub fn open_promises(record: &Record, now: Moment) -> Vec<OpenPromise> {
    list_all_promises(record, now).into_iter().filter(|promise| promise.state.is_open()).collect()
}

/// Every promise up to now, oldest first, those that were kept as well.
#[must_use]
pub fn list_all_promises(record: &Record, now: Moment) -> Vec<OpenPromise> {
    let sessions = record.sessions.iter().map(|session| (session.when, &session.path, &session.promises));
    let notes = record.notes.iter().map(|note| (note.when, &note.path, &note.promises));
    let mut all: Vec<(Moment, &Arc<str>, &Promise)> = sessions
        .chain(notes)
        .filter(|(when, _, _)| when.date <= now.date)
        .flat_map(|(when, path, promises)| promises.iter().map(move |promise| (when, path, promise)))
        .collect();
    all.put_in_order_by_key(|(when, _, _)| *when);
    let promise = |(i, (when, path, promise)): (usize, (Moment, &Arc<str>, &Promise))| OpenPromise {
        number: i + 1,
        text: promise.statement.text.to_string(),
        due: promise.due,
        overdue: promise.due.is_some_and(|due| due < now.date),
        source: promise.statement.source.clone(),
        days: (now.date - when.date).num_days(),
        ours: promise.statement.is_for_client(),
        state: promise.state,
        place: (Arc::clone(path), promise.number),
    };
    all.into_iter().enumerate().map(promise).collect()
}

/// Of what the coach promised, that which was read together.
impl View for PromiseList {
    const TEMPLATE: Option<&'static str> = Some("promise-list.md");

    fn for_client(self) -> Option<Self> {
        let Self { client, promises } = self;
        let promises = promises.into_iter().filter(|promise| promise.ours).map(OpenPromise::for_client);
        Some(Self { client, promises: promises.collect() })
    }
}

impl OpenPromise {
    fn for_client(self) -> Self {
        let Self { number, text, due, overdue, source: _, days, ours, state, place } = self;
        Self { number, text, due, overdue, source: None, days, ours, state, place }
    }
}
