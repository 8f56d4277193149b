//! The nearest call: the one now or next today, else the last one of today.

use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::session::{Session, SessionStatus};

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
