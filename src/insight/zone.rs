//! From the clock on the wall to the instant that it shows.

use chrono::{DateTime, Duration, NaiveDateTime, TimeZone as _, Utc};
use chrono_tz::Tz;

use crate::model::moment::Moment;

/// How far a clock was ever put forward at once, in hours: Samoa left out a day in 2011.
const WIDEST_GAP: i64 = 25;

/// The instant of a local time. In the hour that comes twice in autumn the first is meant; a time that is left out in spring
/// is read by the offset before the change, so it moves forward by what the clocks do (RFC 5545, 3.3.5).
#[must_use]
pub fn instant(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    let there =
        |local: NaiveDateTime| zone.from_local_datetime(&local).earliest().map(|instant| instant.to_utc());
    let before = |hours: i64| {
        let gap = Duration::hours(hours);
        there(local.checked_sub_signed(gap)?)?.checked_add_signed(gap)
    };
    there(local).or_else(|| (1..=WIDEST_GAP).find_map(before)).unwrap_or_else(|| local.and_utc())
}

/// What the clock of another zone shows at a local time.
#[must_use]
pub fn clock_in(local: NaiveDateTime, zone: Tz, other: Tz) -> NaiveDateTime {
    instant(local, zone).with_timezone(&other).naive_local()
}

/// When a call is on the client's clock, where the practice's zone and theirs are known and the clocks differ then.
#[must_use]
pub fn on_their_clock(when: Moment, practice: Option<Tz>, client: Option<Tz>) -> Option<Moment> {
    let (ours, theirs) = (practice?, client?);
    let local = when.date.and_time(when.time?);
    let there = clock_in(local, ours, theirs);
    (there != local).then(|| Moment { date: there.date(), time: Some(there.time()) })
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDateTime;
    use chrono_tz::Tz;

    use super::instant;

    #[test]
    fn every_time_on_the_wall_has_its_instant() {
        for (zone, local, wanted) in [
            ("Europe/Paris", "2026-03-28 10:00", "2026-03-28 09:00"),
            ("Europe/Paris", "2026-03-29 01:59", "2026-03-29 00:59"),
            ("Europe/Paris", "2026-03-29 02:00", "2026-03-29 01:00"),
            ("Europe/Paris", "2026-03-29 02:30", "2026-03-29 01:30"),
            ("Europe/Paris", "2026-03-29 03:00", "2026-03-29 01:00"),
            ("Europe/Paris", "2026-10-25 02:30", "2026-10-25 00:30"),
            ("Europe/Paris", "2026-10-25 03:00", "2026-10-25 02:00"),
            ("Australia/Sydney", "2026-04-05 02:30", "2026-04-04 15:30"),
            ("Australia/Sydney", "2026-10-04 02:30", "2026-10-03 16:30"),
            ("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03 15:45"),
            ("Pacific/Apia", "2011-12-30 10:00", "2011-12-30 20:00"),
            ("UTC", "2026-03-29 02:30", "2026-03-29 02:30"),
        ] {
            let read = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time");
            let zone: Tz = zone.parse().expect("a zone");
            assert_eq!(instant(read(local), zone).naive_utc(), read(wanted), "{zone} {local}");
        }
    }
}
