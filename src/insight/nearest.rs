//! The nearest call: the one now or next today, else the last one of today.

use chrono::NaiveDate;
use serde::Serialize;

use super::shared::Shared;
use crate::model::moment::Moment;
use crate::model::problem::Problem;
use crate::model::record::Record;
use crate::model::session::{Session, SessionStatus};

/// `coach` alone: the calls of today.
#[derive(Debug, Clone, Serialize)]
pub struct Calls {
    /// Today.
    pub today: NaiveDate,
    /// The calls, by the hour.
    pub calls: Vec<CallLine>,
    /// What could not be read on the way.
    pub problems: Vec<Problem>,
}

/// One call in a line.
#[derive(Debug, Clone, Serialize)]
pub struct CallLine {
    /// With whom; the id is left out on a screen that a client sees.
    pub client: Option<String>,
    /// Their name, or its initials there.
    pub name: String,
    /// When.
    pub date: Moment,
    /// What became of it.
    pub status: SessionStatus,
}

/// Makes the list of today's calls.
#[must_use]
pub fn today(records: &[Record], now: Moment, problems: Vec<Problem>) -> Calls {
    let line = |(record, session): (&Record, &Session)| CallLine {
        client: Some(record.client.id.clone()),
        name: record.client.called().to_owned(),
        date: session.when,
        status: session.status(now),
    };
    Calls { today: now.date, calls: calls_of(records, now).into_iter().map(line).collect(), problems }
}

impl Shared for Calls {
    fn share(&mut self) {
        for call in &mut self.calls {
            call.client = None;
            let initials = call.name.split_whitespace().filter_map(|word| word.chars().next());
            call.name = initials.map(|initial| format!("{initial}.")).collect::<Vec<_>>().join(" ");
        }
        self.problems.clear();
    }
}

/// The calls of a day, by the hour: planned ones, and those held already.
#[must_use]
pub fn calls_of(records: &[Record], now: Moment) -> Vec<(&Record, &Session)> {
    let mut calls: Vec<(&Record, &Session)> = records
        .iter()
        .flat_map(|record| record.sessions.iter().map(move |session| (record, session)))
        .filter(|(_, session)| session.when.date == now.date)
        .filter(|(_, session)| matches!(session.status(now), SessionStatus::Planned | SessionStatus::Held))
        .collect();
    calls.sort_by_key(|(record, session)| (session.when, record.client.id.clone()));
    calls
}

/// The nearest call of the day, if there is one.
#[must_use]
pub fn call(records: &[Record], now: Moment) -> Option<(&Record, &Session)> {
    let calls = calls_of(records, now);
    let to_come = |(_, session): &&(&Record, &Session)| {
        session.status(now) == SessionStatus::Planned && !session.is_past(now)
    };
    let held = |(_, session): &&(&Record, &Session)| session.status(now) == SessionStatus::Held;
    calls.iter().find(to_come).or_else(|| calls.iter().rfind(held)).or_else(|| calls.last()).copied()
}
