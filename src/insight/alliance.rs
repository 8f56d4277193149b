//! The alliance as the client marks it, call by call.

use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::session::Session;

/// The held sessions that have marks and the mean of each, 0 to 10, first to last.
#[must_use]
pub fn series(record: &Record, now: Moment) -> Vec<(&Session, f64)> {
    record.held_sessions(now).filter_map(|session| Some((session, session.alliance.mean()?))).collect()
}
