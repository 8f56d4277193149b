//! The days of an event that repeats: those that its rule gives, without those that were taken out or moved.

use std::collections::HashSet;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::call_record::{CallRecord, Start};
use super::recurrence::Rule;
use crate::model::moment::Moment;
use crate::model::order::InOrder as _;

/// How far events that repeat are followed, and how a clock on some wall is told as an instant.
pub struct Horizon<'a> {
    /// The last day.
    pub last: NaiveDate,
    /// The instant of a start, in UTC, where its zone is known.
    pub instant: &'a dyn Fn(&Start) -> Option<NaiveDateTime>,
}

/// What an event says of how it repeats.
#[derive(Debug, Default)]
pub struct Repeats {
    /// `RRULE`, as it stands.
    pub rule: Option<String>,
    /// `RDATE`: when it takes place beside.
    pub more: Vec<Start>,
    /// `EXDATE`: when it doesn't.
    pub without: Vec<Start>,
}

/// One call for each day on which an event takes place. `moved` are the starts of those that have an event of their own.
#[must_use]
pub fn list_days(
    event: &CallRecord,
    uid: &str,
    repeats: &Repeats,
    moved: &[Start],
    horizon: &Horizon<'_>,
) -> Vec<CallRecord> {
    let Ok(start) = &event.start else { return vec![event.clone()] };
    let key = |start: &Start| (horizon.instant)(start).unwrap_or_else(|| read_wall(start));
    let wall = read_wall(start);
    let last = horizon.last.and_hms_opt(23, 59, 59).unwrap_or(wall);
    let mut starts = match repeats.rule.as_deref().map(Rule::read) {
        Some(Err(why)) => return vec![CallRecord { start: Err(why), ..event.clone() }],
        Some(Ok(rule)) => {
            let is_over = |at: NaiveDateTime| match rule.until {
                Some((until, true)) => key(&set_wall(start, at)) > until,
                Some((until, false)) => at > until,
                None => false,
            };
            rule.list_starts(wall, last, is_over).into_iter().map(|at| set_wall(start, at)).collect()
        }
        None => vec![start.clone()],
    };
    starts.extend(repeats.more.iter().filter(|start| read_wall(start) <= last).cloned());
    // A day without an hour takes out whatever is on it.
    let is_whole = |start: &Start| matches!(start, Start::Local(Moment { time: None, .. }));
    // So does one with an hour, where the event is of whole days: Exchange writes midnight there, on some clock.
    let (days, hours): (Vec<&Start>, Vec<&Start>) =
        repeats.without.iter().partition(|one| is_whole(one) || is_whole(start));
    let days: HashSet<NaiveDate> =
        days.into_iter().map(|start| (read_wall(start) + TimeDelta::hours(12)).date()).collect();
    let without: HashSet<NaiveDateTime> = hours.into_iter().chain(moved).map(key).collect();
    let mut seen = HashSet::new();
    starts.retain(|start| {
        !days.contains(&read_wall(start).date()) && !without.contains(&key(start)) && seen.insert(key(start))
    });
    starts.put_in_order_by_key(read_wall);
    let call = |start: Start| {
        let value = write_start(&start);
        let other = event
            .other
            .iter()
            .map(|(key, own)| (key.clone(), if key == "start" { value.clone() } else { own.clone() }));
        CallRecord {
            id: format!("{uid} {value}"),
            series: Some(uid.to_owned()),
            other: other.collect(),
            start: Ok(start),
            ..event.clone()
        }
    };
    starts.into_iter().map(call).collect()
}

/// What the clock on its wall shows; at midnight where it has no hour.
fn read_wall(start: &Start) -> NaiveDateTime {
    match start {
        Start::Local(when) => when.date.and_time(when.time.unwrap_or_default()),
        Start::Universal(at) | Start::Zoned(at, _) => *at,
    }
}

/// The same kind of start at another time.
fn set_wall(start: &Start, at: NaiveDateTime) -> Start {
    match start {
        Start::Local(when) => Start::Local(Moment { date: at.date(), time: when.time.map(|_| at.time()) }),
        Start::Universal(_) => Start::Universal(at),
        Start::Zoned(_, zone) => Start::Zoned(at, zone.clone()),
    }
}

/// A start as a calendar writes it.
fn write_start(start: &Start) -> String {
    let wall = read_wall(start);
    match start {
        Start::Local(Moment { time: None, .. }) => wall.format("%Y%m%d").to_string(),
        Start::Universal(_) => wall.format("%Y%m%dT%H%M%SZ").to_string(),
        Start::Local(_) | Start::Zoned(..) => wall.format("%Y%m%dT%H%M%S").to_string(),
    }
}
