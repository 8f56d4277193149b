//! How often a client and a coach meet, for how long, and when that would be next.

use chrono::{Duration, NaiveDate};

use super::median::median;
use crate::model::moment::Moment;
use crate::model::order::InOrder as _;
use crate::model::record::Record;

/// How many gaps, or sessions, are looked at: the latest six.
const LATEST: usize = 6;
/// With fewer gaps than this nothing is usual yet.
const FEWEST: usize = 3;
/// What is taken for usual then, in days.
const UNKNOWN: f64 = 30.0;

/// The usual interval between calls in days: the median of the latest six gaps between held sessions, 30 with fewer than
/// three.
#[must_use]
pub fn usual_interval(record: &Record, now: Moment) -> f64 {
    let days: Vec<NaiveDate> = record.held_sessions(now).map(|session| session.when.date).collect();
    let gaps = days.windows(2).map(|pair| (pair[1] - pair[0]).num_days() as f64);
    let latest: Vec<f64> = gaps.rev().take(LATEST).collect();
    median(latest.iter().copied()).filter(|_| latest.len() >= FEWEST).unwrap_or(UNKNOWN)
}

/// How many minutes a call with a client usually takes: the middle one of the latest six held sessions that say it, of two
/// the shorter.
#[must_use]
pub fn usual_minutes(record: &Record, now: Moment) -> Option<u32> {
    let told =
        record.held_sessions(now).rev().filter_map(|session| session.minutes.filter(|minutes| *minutes > 0));
    let mut latest: Vec<u32> = told.take(LATEST).collect();
    latest.put_in_order();
    latest.get(latest.len().saturating_sub(1) / 2).copied()
}

/// When the next call would be: the usual interval after `from` in whole weeks, so on the same weekday, at the same hour.
#[must_use]
#[allow(clippy::cast_possible_truncation)]
pub fn suggest_next(record: &Record, from: Moment, now: Moment) -> Moment {
    let weeks = ((usual_interval(record, now) / 7.0).round() as i64).max(1);
    let date = from.date.checked_add_signed(Duration::weeks(weeks)).unwrap_or(from.date);
    Moment { date, time: from.time }
}

#[cfg(test)]
mod tests {
    use super::{suggest_next, usual_interval};
    use crate::model::client::Client;
    use crate::model::moment::Moment;
    use crate::model::record::{Doubted, Record};
    use crate::note::parsed::Note;
    use crate::note::read;

    fn record(days: &[&str]) -> Record {
        let session = |day: &&str| {
            let path = format!("clients/a/sessions/{day}.md").into();
            read::session(Note::parse(&path, "---\nstatus: held\n---\n".into())).value
        };
        Record {
            client: Client::unknown("a", "clients/a/client.md".into()),
            sessions: days.iter().filter_map(session).collect(),
            goals: Vec::new(),
            plans: Vec::new(),
            notes: Vec::new(),
            doubted: Doubted::default(),
        }
    }

    #[test]
    fn the_usual_interval_is_the_median_of_six_gaps() {
        let now = Moment::parse("2026-11-24").expect("a day");
        for (days, wanted) in [
            (&["2026-11-01"][..], 30.0),
            (&["2026-10-01", "2026-10-08", "2026-10-15"], 30.0),
            (&["2026-10-01", "2026-10-08", "2026-10-15", "2026-10-29"], 7.0),
            (&["2026-10-01", "2026-10-01-2", "2026-10-11", "2026-10-15", "2026-10-29", "2026-11-12"], 10.0),
        ] {
            assert!((usual_interval(&record(days), now) - wanted).abs() < 1e-9, "{days:?}");
        }
        let weekly = record(&["2026-10-01", "2026-10-15", "2026-10-29", "2026-11-12"]);
        let from = Moment::parse("2026-11-12T10:00").expect("a time");
        assert_eq!(suggest_next(&weekly, from, now).to_string(), "2026-11-26T10:00");
    }
}
