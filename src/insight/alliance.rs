//! The alliance as the client marks it, over time, and beside their own median.

use serde::Serialize;

use super::median::median;
use crate::model::mark::serialize_rounded;
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::session::Session;

/// The client's marks of their sessions over time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Marks {
    /// Each held session with marks, first to last.
    pub sessions: Vec<Mean>,
    /// The median of the means before the latest, 0 to 10; none with one session.
    pub median: Option<f64>,
}

/// The mean of one session's marks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mean {
    /// When it was.
    pub date: Moment,
    /// The mean of the marks given, 0 to 10.
    #[serde(serialize_with = "serialize_rounded")]
    pub mean: f64,
}

/// The held sessions that have marks and the mean of each, 0 to 10, first to last.
#[must_use]
pub fn series(record: &Record, now: Moment) -> Vec<(&Session, f64)> {
    record.held(now).filter_map(|session| Some((session, session.alliance.mean()?))).collect()
}

/// The marks over time; `None` where none were given.
#[must_use]
pub fn marks(record: &Record, now: Moment) -> Option<Marks> {
    let series = series(record, now);
    let earlier = series.split_last()?.1;
    Some(Marks {
        median: median(earlier.iter().map(|(_, mean)| *mean)),
        sessions: series.iter().map(|(session, mean)| Mean { date: session.when, mean: *mean }).collect(),
    })
}
