//! On which days an event repeats (RFC 5545, RRULE): what people's calendars write for calls, by the day and what is longer.

use crate::model::order::InOrder as _;
use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, TimeDelta, Weekday};

/// How often at most: a rule without an end is followed up to a day, and a daily one for years.
const MOST: usize = 5000;

/// How often an event repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// A rule by which an event repeats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    frequency: Frequency,
    interval: u32,
    count: Option<usize>,
    /// The last moment, and whether it is an instant in UTC rather than on the event's own clock.
    pub until: Option<(NaiveDateTime, bool)>,
    /// Weekdays, each with its place in the month or year, from the end if it is negative; 0 for all of them.
    by_day: Vec<(i32, Weekday)>,
    by_month_day: Vec<i32>,
    by_month: Vec<u32>,
    by_place: Vec<i32>,
    week_start: Weekday,
}

impl Rule {
    /// Reads `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO`.
    ///
    /// # Errors
    /// What of it can't be followed.
    pub fn read(text: &str) -> Result<Self, String> {
        let unread = |part: &str| format!("it repeats by a rule that can't be followed ({part})");
        let mut rule = Self {
            frequency: Frequency::Daily,
            interval: 1,
            count: None,
            until: None,
            by_day: Vec::new(),
            by_month_day: Vec::new(),
            by_month: Vec::new(),
            by_place: Vec::new(),
            week_start: Weekday::Mon,
        };
        let mut frequency = None;
        for part in text.trim().split(';').filter(|part| !part.is_empty()) {
            let (key, value) = part.split_once('=').ok_or_else(|| unread(part))?;
            let read = match key.trim().to_ascii_uppercase().as_str() {
                "FREQ" => read_frequency(value).map(|read| frequency = Some(read)),
                "INTERVAL" => {
                    value.parse().ok().filter(|interval| *interval > 0).map(|read| rule.interval = read)
                }
                "COUNT" => value.parse().ok().map(|read| rule.count = Some(read)),
                "UNTIL" => read_until(value).map(|read| rule.until = Some(read)),
                "BYDAY" => read_list(value, read_day).map(|read| rule.by_day = read),
                "BYMONTHDAY" => read_list(value, |day| day.parse().ok()).map(|read| rule.by_month_day = read),
                "BYMONTH" => read_list(value, |month| month.parse().ok()).map(|read| rule.by_month = read),
                "BYSETPOS" => read_list(value, |place| place.parse().ok()).map(|read| rule.by_place = read),
                "WKST" => read_day(value).map(|(_, day)| rule.week_start = day),
                // The hour is that of the event, where it is said once more.
                "BYHOUR" | "BYMINUTE" | "BYSECOND" => (!value.contains(',')).then_some(()),
                _ => None,
            };
            read.ok_or_else(|| unread(part))?;
        }
        rule.frequency = frequency.ok_or_else(|| unread(text))?;
        Ok(rule)
    }

    /// When an event that began then takes place, up to a moment; `is_over` says of each whether the rule has ended before it.
    #[must_use]
    pub fn list_starts(
        &self,
        start: NaiveDateTime,
        last: NaiveDateTime,
        is_over: impl Fn(NaiveDateTime) -> bool,
    ) -> Vec<NaiveDateTime> {
        let mut starts = Vec::new();
        let mut period = 0_u32;
        while let Some(days) = self.list_period(start.date(), period) {
            if days.first > last.date() || starts.len() >= MOST || period > 100_000 {
                break;
            }
            for day in self.pick_places(days.days) {
                let at = day.and_time(start.time());
                let is_counted = self.count.is_some_and(|count| starts.len() >= count);
                if at > last || is_counted || is_over(at) {
                    return starts;
                }
                if at >= start {
                    starts.push(at);
                }
            }
            period += 1;
        }
        starts
    }

    /// The days of the rule's next period, in order; none where the calendar ends.
    fn list_period(&self, start: NaiveDate, period: u32) -> Option<Period> {
        let step = period.checked_mul(self.interval)?;
        match self.frequency {
            Frequency::Daily => {
                let day = start.checked_add_days(Days::new(u64::from(step)))?;
                let fits = self.fits_month(day) && self.fits_month_day(day) && self.fits_weekday(day);
                Some(Period { first: day, days: if fits { vec![day] } else { Vec::new() } })
            }
            Frequency::Weekly => {
                let back =
                    (7 + start.weekday().num_days_from_monday() - self.week_start.num_days_from_monday()) % 7;
                let week = start - TimeDelta::days(i64::from(back));
                let first = week.checked_add_days(Days::new(u64::from(step) * 7))?;
                let is_meant = |day: &NaiveDate| {
                    let named = self.by_day.iter().any(|(_, weekday)| *weekday == day.weekday());
                    (named || self.by_day.is_empty() && day.weekday() == start.weekday())
                        && self.fits_month(*day)
                };
                Some(Period { first, days: first.iter_days().take(7).filter(is_meant).collect() })
            }
            Frequency::Monthly => {
                let first = start.with_day(1)?.checked_add_months(Months::new(step))?;
                let days =
                    if self.fits_month(first) { self.list_month(first, start.day()) } else { Vec::new() };
                Some(Period { first, days })
            }
            Frequency::Yearly => {
                let year = start.year().checked_add(i32::try_from(step).ok()?)?;
                let first = NaiveDate::from_ymd_opt(year, 1, 1)?;
                Some(Period { first, days: self.list_year(first, start) })
            }
        }
    }

    fn list_month(&self, first: NaiveDate, usual: u32) -> Vec<NaiveDate> {
        let days: Vec<NaiveDate> = first.iter_days().take_while(|day| day.month() == first.month()).collect();
        if self.by_day.is_empty() && self.by_month_day.is_empty() {
            return days.into_iter().filter(|day| day.day() == usual).collect();
        }
        let placed = self.place_weekdays(&days);
        let is_placed = |day: &NaiveDate| self.by_day.is_empty() || placed.contains(day);
        days.iter().filter(|day| is_placed(day) && self.fits_month_day(**day)).copied().collect()
    }

    fn list_year(&self, first: NaiveDate, start: NaiveDate) -> Vec<NaiveDate> {
        let is_plain = self.by_day.is_empty() && self.by_month_day.is_empty();
        if self.by_month.is_empty() && !self.by_day.is_empty() && self.by_month_day.is_empty() {
            let days: Vec<NaiveDate> =
                first.iter_days().take_while(|day| day.year() == first.year()).collect();
            return self.place_weekdays(&days);
        }
        let months = match self.by_month.is_empty() {
            true if is_plain => vec![start.month()],
            true => (1..=12).collect(),
            false => self.by_month.clone(),
        };
        let mut days: Vec<NaiveDate> = months
            .into_iter()
            .filter_map(|month| first.with_month(month))
            .flat_map(|month| self.list_month(month, start.day()))
            .collect();
        days.put_in_order();
        days
    }

    /// Of the days of a month or a year those that `BYDAY` names.
    fn place_weekdays(&self, days: &[NaiveDate]) -> Vec<NaiveDate> {
        let mut placed: Vec<NaiveDate> = Vec::new();
        for (place, weekday) in &self.by_day {
            let all: Vec<NaiveDate> = days.iter().filter(|day| day.weekday() == *weekday).copied().collect();
            if *place == 0 {
                placed.extend(all);
            } else {
                placed.extend(pick_nth(&all, *place));
            }
        }
        placed.put_in_order();
        placed.dedup();
        placed
    }

    /// What `BYSETPOS` leaves of the days of a period.
    fn pick_places(&self, days: Vec<NaiveDate>) -> Vec<NaiveDate> {
        if self.by_place.is_empty() {
            return days;
        }
        let mut picked: Vec<NaiveDate> =
            self.by_place.iter().filter_map(|place| pick_nth(&days, *place)).collect();
        picked.put_in_order();
        picked.dedup();
        picked
    }

    fn fits_month(&self, day: NaiveDate) -> bool {
        self.by_month.is_empty() || self.by_month.contains(&day.month())
    }

    fn fits_month_day(&self, day: NaiveDate) -> bool {
        let from_end = day.iter_days().take_while(|other| other.month() == day.month()).count();
        let from_end = -i32::try_from(from_end).unwrap_or_default();
        let from_start = i32::try_from(day.day()).unwrap_or_default();
        self.by_month_day.is_empty()
            || self.by_month_day.iter().any(|own| *own == from_start || *own == from_end)
    }

    fn fits_weekday(&self, day: NaiveDate) -> bool {
        self.by_day.is_empty() || self.by_day.iter().any(|(_, weekday)| *weekday == day.weekday())
    }
}

/// The days of one period of a rule.
struct Period {
    first: NaiveDate,
    days: Vec<NaiveDate>,
}

/// The one at a place from 1, or from the end at −1.
fn pick_nth(days: &[NaiveDate], place: i32) -> Option<NaiveDate> {
    let from = usize::try_from(place.unsigned_abs()).ok()?.checked_sub(1)?;
    if place > 0 { days.get(from).copied() } else { days.iter().rev().nth(from).copied() }
}

fn read_frequency(value: &str) -> Option<Frequency> {
    match value.trim().to_ascii_uppercase().as_str() {
        "DAILY" => Some(Frequency::Daily),
        "WEEKLY" => Some(Frequency::Weekly),
        "MONTHLY" => Some(Frequency::Monthly),
        "YEARLY" => Some(Frequency::Yearly),
        _ => None,
    }
}

fn read_until(value: &str) -> Option<(NaiveDateTime, bool)> {
    let value = value.trim();
    if value.len() == 8 {
        let day = NaiveDate::parse_from_str(value, "%Y%m%d").ok()?;
        return Some((day.and_hms_opt(23, 59, 59)?, false));
    }
    let (text, is_instant) = value.strip_suffix('Z').map_or((value, false), |text| (text, true));
    Some((NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").ok()?, is_instant))
}

fn read_list<T>(value: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    value.split(',').map(|one| read(one.trim())).collect()
}

/// `MO`, `2TU`, `-1FR`.
fn read_day(value: &str) -> Option<(i32, Weekday)> {
    let value = value.trim();
    let (place, name) = value.split_at_checked(value.len().checked_sub(2)?)?;
    let place = if place.is_empty() { 0 } else { place.trim_start_matches('+').parse().ok()? };
    let day = match name.to_ascii_uppercase().as_str() {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    };
    Some((place, day))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDateTime;

    use super::Rule;

    fn list_told(rule: &str, start: &str, last: &str) -> Vec<String> {
        let at = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a moment");
        let rule = Rule::read(rule).expect("a rule");
        let until = rule.until.map(|(until, _)| until);
        let starts = rule.list_starts(at(start), at(last), |at| until.is_some_and(|until| at > until));
        starts.iter().map(|at| at.format("%m-%d").to_string()).collect()
    }

    // The days are those that dateutil, another implementation, gives.
    #[test]
    fn events_repeat_as_calendars_mean_it() {
        for (rule, start, last, wanted) in [
            ("FREQ=WEEKLY", "2025-10-02 10:00", "2025-10-20 10:00", &["10-02", "10-09", "10-16"][..]),
            (
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=4",
                "2025-10-02 10:00",
                "2026-01-01 10:00",
                &["10-02", "10-14", "10-16", "10-28"],
            ),
            (
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU",
                "2025-10-05 10:00",
                "2025-10-31 10:00",
                &["10-05", "10-06", "10-19", "10-20"],
            ),
            (
                "FREQ=DAILY;UNTIL=20251004",
                "2025-10-02 10:00",
                "2026-01-01 10:00",
                &["10-02", "10-03", "10-04"],
            ),
            ("FREQ=DAILY;BYDAY=MO,FR", "2025-10-02 10:00", "2025-10-11 10:00", &["10-03", "10-06", "10-10"]),
            (
                "FREQ=MONTHLY;BYDAY=1TH,-1TH",
                "2025-10-02 10:00",
                "2025-12-10 10:00",
                &["10-02", "10-30", "11-06", "11-27", "12-04"],
            ),
            ("FREQ=MONTHLY", "2025-01-31 10:00", "2025-06-01 10:00", &["01-31", "03-31", "05-31"]),
            (
                "FREQ=MONTHLY;BYMONTHDAY=-1",
                "2025-01-31 10:00",
                "2025-04-01 10:00",
                &["01-31", "02-28", "03-31"],
            ),
            (
                "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
                "2025-10-31 10:00",
                "2025-12-31 11:00",
                &["10-31", "11-28", "12-31"],
            ),
            ("FREQ=YEARLY", "2024-02-29 10:00", "2028-03-01 10:00", &["02-29", "02-29"]),
            (
                "FREQ=YEARLY;BYMONTH=3,10;BYDAY=1SU",
                "2025-03-02 10:00",
                "2026-03-31 10:00",
                &["03-02", "10-05", "03-01"],
            ),
        ] {
            assert_eq!(list_told(rule, start, last), wanted, "{rule}");
        }
    }

    #[test]
    fn a_rule_that_can_not_be_followed_is_told() {
        for rule in [
            "",
            "FREQ=HOURLY",
            "FREQ=WEEKLY;BYDAY=XX",
            "FREQ=YEARLY;BYWEEKNO=3",
            "FREQ=DAILY;INTERVAL=0",
            "nonsense",
        ] {
            assert!(Rule::read(rule).is_err(), "{rule}");
        }
        assert!(list_told("FREQ=DAILY;COUNT=0", "2025-10-02 10:00", "2026-01-01 10:00").is_empty());
    }
}
