//! Calls that came from a series of a calendar, and that the calendar doesn't have any more.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::arrive::Arrival;
use super::place::{Place, Standing};
use crate::model::moment::Moment;

/// A call that stands here alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoneCall {
    /// Its note.
    pub path: Arc<str>,
    /// When it is.
    pub when: Moment,
    /// The place among the arrivals of the first one of its series.
    pub series: usize,
}

/// The planned calls of series that the calendar gives, and no longer gives on their days: a day was taken out, or the series ends before it.
/// What comes before the first day that it gives, or behind the last day that it could give, isn't looked at.
#[must_use]
pub fn find_gone(
    arrivals: &[&Arrival],
    places: &[Place],
    standing: &[Standing],
    last: NaiveDate,
) -> Vec<GoneCall> {
    let mut series: HashMap<&str, (usize, NaiveDate)> = HashMap::new();
    for (at, arrival) in arrivals.iter().enumerate() {
        if let Some(name) = arrival.series.as_deref() {
            let first = series.entry(name).or_insert((at, arrival.when.date));
            first.1 = first.1.min(arrival.when.date);
        }
    }
    let there = places.iter().filter_map(|place| match place {
        Place::There(path)
        | Place::Changed(path)
        | Place::SameCall(path)
        | Place::New(path)
        | Place::Known { path, .. } => Some(path),
        Place::SameAs(_) => None,
    });
    let there: HashSet<&Arc<str>> = there.collect();
    let gone =
        standing.iter().filter(|note| note.is_open && !there.contains(&note.path)).filter_map(|note| {
            let (from, id) = note.record.as_ref()?;
            let name = id.rsplit_once(' ').filter(|_| from == "ics")?.0;
            let (series, first) = *series.get(name)?;
            let date = note.day.filter(|day| (first..=last).contains(day))?;
            Some(GoneCall { path: Arc::clone(&note.path), when: Moment { date, time: note.hour }, series })
        });
    gone.collect()
}
