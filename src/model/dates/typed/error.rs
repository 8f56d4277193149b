//! Why a text wasn't read as a date, and how to type it instead.

use chrono::{Datelike, NaiveDate, NaiveTime};
use thiserror::Error;

/// An echo longer than this would bury the advice behind it.
const SHOWN_CHARS: usize = 40;

/// Why a text wasn't read as a date. The message is one sentence that says how to type it instead.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TypedDateError {
    /// `8/11` is November to some and August to others.
    #[error(
        "`{typed}` can be {} or {}: write {day_first} or {month_first}",
        day_and_month(*.day_first), day_and_month(*.month_first)
    )]
    Ambiguous {
        /// What was typed, fit to be shown.
        typed: String,
        /// The date if the day was written first.
        day_first: NaiveDate,
        /// The date if the month was written first.
        month_first: NaiveDate,
    },
    /// `10.11` is a day to some and an hour to others.
    #[error(
        "`{typed}` can be {} or {}: write {day} or {}",
        day_and_month(*.day), hour_and_minute(*.time), hour_and_minute(*.time)
    )]
    DayOrHour {
        /// What was typed, fit to be shown.
        typed: String,
        /// The date, if it is one.
        day: NaiveDate,
        /// The hour, if it is one.
        time: NaiveTime,
    },
    /// `at 3` is the night to a clock and the afternoon to a person.
    #[error(
        "`{typed}` can be {} or {}: write one of them",
        hour_and_minute(*.night), hour_and_minute(*.afternoon)
    )]
    NightOrAfternoon {
        /// What was typed, fit to be shown.
        typed: String,
        /// The hour before noon.
        night: NaiveTime,
        /// The hour after it.
        afternoon: NaiveTime,
    },
    /// Behind a day, a number alone is an hour to some and a day of the month to others.
    #[error("`{typed}` ends in a number alone: write {} if it is the hour", hour_and_minute(*.hour))]
    BareHour {
        /// What was typed, fit to be shown.
        typed: String,
        /// The hour, if it is one.
        hour: NaiveTime,
    },
    /// The weekday and the date don't belong together, so one of them is a slip.
    #[error("`{typed}` doesn't fit together: {date} is a {}", date.format("%A"))]
    OtherWeekday {
        /// What was typed, fit to be shown.
        typed: String,
        /// The date without its weekday.
        date: NaiveDate,
    },
    /// A day that the calendar doesn't have.
    #[error("`{typed}` is a day that isn't there: {}", days_of(*.month, *.year))]
    NoSuchDay {
        /// What was typed, fit to be shown.
        typed: String,
        /// The month that is too short for it, 1 to 12.
        month: u32,
        /// The year, if one was typed.
        year: Option<i32>,
    },
    /// Nothing that is known here, or a year outside 1900 to 2200.
    #[error("{} a date: try `tomorrow 10am`, `next tuesday`, `24 Nov 10:00` or `2026-11-24`", is_not(.typed))]
    NotADate {
        /// What was typed, fit to be shown.
        typed: String,
    },
}

/// A refusal before it knows the text that it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Misread {
    Unknown,
    Ambiguous { day_first: NaiveDate, month_first: NaiveDate },
    DayOrHour { day: NaiveDate, time: NaiveTime },
    NightOrAfternoon { night: NaiveTime, afternoon: NaiveTime },
    BareHour { hour: NaiveTime },
    OtherWeekday { date: NaiveDate },
    NoSuchDay { month: u32, year: Option<i32> },
}

impl Misread {
    pub(super) fn into_error(self, text: &str) -> TypedDateError {
        let typed = fit_to_show(text);
        match self {
            Self::Unknown => TypedDateError::NotADate { typed },
            Self::Ambiguous { day_first, month_first } => {
                TypedDateError::Ambiguous { typed, day_first, month_first }
            }
            Self::DayOrHour { day, time } => TypedDateError::DayOrHour { typed, day, time },
            Self::NightOrAfternoon { night, afternoon } => {
                TypedDateError::NightOrAfternoon { typed, night, afternoon }
            }
            Self::BareHour { hour } => TypedDateError::BareHour { typed, hour },
            Self::OtherWeekday { date } => TypedDateError::OtherWeekday { typed, date },
            Self::NoSuchDay { month, year } => TypedDateError::NoSuchDay { typed, month, year },
        }
    }
}

/// The echo goes to a terminal, which must not obey what was pasted.
fn fit_to_show(text: &str) -> String {
    let mut shown: String = text.trim().chars().filter(|c| !c.is_control()).take(SHOWN_CHARS + 1).collect();
    if let Some((end, _)) = shown.char_indices().nth(SHOWN_CHARS) {
        shown.truncate(end);
        shown.push('…');
    }
    shown
}

fn is_not(typed: &str) -> String {
    if typed.is_empty() { "an empty text isn't".to_owned() } else { format!("`{typed}` isn't") }
}

fn day_and_month(date: NaiveDate) -> String {
    date.format("%-d %B").to_string()
}

fn hour_and_minute(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// `February 2027 has 28 days`; without a year February has two lengths.
fn days_of(month: u32, year: Option<i32>) -> String {
    let first = NaiveDate::from_ymd_opt(year.unwrap_or(2000), month, 1).unwrap_or_default();
    let name = first.format("%B");
    let days = first.num_days_in_month();
    match year {
        Some(year) => format!("{name} {year} has {days} days"),
        None if month == 2 => format!("{name} has 28 days, or {days}"),
        None => format!("{name} has {days} days"),
    }
}
