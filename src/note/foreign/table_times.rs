//! The times in the cells of a table: when a call began, and how long it was.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::call_record::Start;
use super::cells::check_length;
use crate::model::dates::written::{DateOf, DateOrder, Reading, date_of, days_by_order};
use crate::model::moment::Moment;

/// When a call began, by the cells for its day and its hour.
///
/// # Errors
/// What was written, where that can't be read.
pub fn read_start(day: Option<&str>, hour: Option<&str>, order: Option<DateOrder>) -> Result<Start, String> {
    let hour = hour.map(write_hour);
    let hour = hour.as_deref();
    let day = day.ok_or_else(|| "no day stands in it".to_owned())?.trim();
    if let Some(instant) = read_instant(day) {
        return Ok(Start::Universal(instant));
    }
    let serial = read_serial(day).map(|at| {
        at.format(if at.time() == NaiveTime::MIN { "%Y-%m-%d" } else { "%Y-%m-%d %H:%M" }).to_string()
    });
    let day = serial.as_deref().unwrap_or(day);
    let whole = match hour {
        Some(hour) => format!("{day} {}", hour.trim()),
        None => day.to_owned(),
    };
    let days = match date_of(&whole, order) {
        DateOf::One(Reading::Day { when, .. }) => return Ok(Start::Local(when)),
        DateOf::One(Reading::Ambiguous { day_first, month_first }) => Some((day_first, month_first)),
        DateOf::None | DateOf::Several => days_by_order(&whole),
    };
    Err(days.map_or_else(
        || format!("{day} can't be read as a day"),
        |(day_first, month_first)| {
            format!("{day} is {day_first} or {month_first}: say --dates day-first or month-first")
        },
    ))
}

/// A day as a spreadsheet counts it, from the end of 1899, in a column that holds days; what stands behind its point is the hour.
#[must_use]
pub fn read_serial(cell: &str) -> Option<NaiveDateTime> {
    /// The years 2000 to 2099.
    const DAYS: std::ops::RangeInclusive<i64> = 36_526..=73_050;
    let cell = cell.trim().replace(',', ".");
    let is_one = cell.split('.').next().is_some_and(|days| days.len() == 5)
        && cell.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let serial: f64 = cell.parse().ok().filter(|_| is_one)?;
    let days: i64 = cell.split('.').next()?.parse().ok().filter(|days| DAYS.contains(days))?;
    let part: i64 = format!("{:.0}", serial.fract() * 24.0 * 60.0).parse().ok()?;
    let first = NaiveDate::from_ymd_opt(1899, 12, 30)?.and_time(NaiveTime::MIN);
    first.checked_add_signed(TimeDelta::days(days) + TimeDelta::minutes(part))
}

/// A time that says how far its clock is from UTC.
fn read_instant(cell: &str) -> Option<NaiveDateTime> {
    let with_offset = |format| DateTime::parse_from_str(cell, format).ok();
    let found = DateTime::parse_from_rfc3339(cell)
        .ok()
        .or_else(|| with_offset("%Y-%m-%dT%H:%M:%S%.f%z"))
        .or_else(|| with_offset("%Y-%m-%d %H:%M:%S%.f %z"));
    if let Some(found) = found {
        return Some(found.naive_utc());
    }
    let bare = ["UTC", "GMT"].into_iter().find_map(|zone| cell.strip_suffix(zone))?.trim_end();
    let formats = ["%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S%.f"];
    formats.into_iter().find_map(|format| NaiveDateTime::parse_from_str(bare, format).ok())
}

/// An hour as it is read behind a day: `10:30 Uhr`, `9h` and `10-11` say one, too; of a span it is where it begins.
fn write_hour(hour: &str) -> String {
    let hour = hour.trim().to_lowercase().replace("uhr", "").replace("a.m.", "am").replace("p.m.", "pm");
    let begin = hour.split(['-', '–', '—']).next().unwrap_or(&hour).trim();
    let digits = begin.trim_end_matches(['h', ' ']);
    let is_whole = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if is_whole { format!("{digits}:00") } else { begin.to_owned() }
}

/// The day on which it began, on whatever clock.
#[must_use]
pub const fn day_of(start: &Start) -> chrono::NaiveDate {
    match start {
        Start::Local(when) => when.date,
        Start::Universal(at) | Start::Zoned(at, _) => at.date(),
    }
}

/// The minutes from one time to another; of an end that is an hour alone, a call may have gone on past midnight.
#[must_use]
pub fn count_between(
    start: &Result<Start, String>,
    end: Option<&Result<Start, String>>,
    is_hour_alone: bool,
) -> Option<u32> {
    /// Longer than this past midnight it is a slip, in hours.
    const LATE: i64 = 6;
    let length = match (start.as_ref().ok()?, end?.as_ref().ok()?) {
        (
            Start::Local(Moment { date, time: Some(start) }),
            Start::Local(Moment { date: last, time: Some(end) }),
        ) => last.and_time(*end) - date.and_time(*start),
        (Start::Universal(start), Start::Universal(end)) => *end - *start,
        _ => return None,
    };
    let next_day = length + TimeDelta::days(1);
    let is_past_midnight = is_hour_alone && length < TimeDelta::zero() && next_day <= TimeDelta::hours(LATE);
    check_length(if is_past_midnight { next_day } else { length }.num_minutes())
}
