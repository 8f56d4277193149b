//! Dates as people type them: `tomorrow 10am`, `next tuesday`, `in 2 weeks`, `24 Nov 10:00`.
//!
//! A phrase is a day, an hour, or both. Each is matched whole, word by word, so that a word nobody understood
//! refuses the phrase and never books a call on the wrong day.
mod calendar;
mod day;
mod hour;
#[cfg(test)]
mod tests;

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};
use thiserror::Error;

use super::Direction;
use crate::model::moment::{Moment, parse_day};

/// Why a text wasn't read as a date. The message is one sentence that says how to type it instead.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WhenError {
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
    /// The weekday and the date don't belong together, so one of them is a slip.
    #[error("`{typed}` doesn't fit together: {date} is a {}", date.format("%A"))]
    OtherWeekday {
        /// What was typed, fit to be shown.
        typed: String,
        /// The date without its weekday.
        date: NaiveDate,
    },
    /// Nothing that is known here, a day that no calendar has, or a year outside 1900 to 2200.
    #[error("{} a date: try `tomorrow 10am`, `next tuesday`, `24 Nov 10:00` or `2026-11-24`", is_not(.typed))]
    NotADate {
        /// What was typed, fit to be shown.
        typed: String,
    },
}

/// Reads a day, an hour or both as people type them, seen from `now`; an hour alone is today's.
///
/// A weekday is the next one or the last one, never today; `next tuesday` is never in the current week (Monday to Sunday);
/// a day without a year is the next or the last such day, today included. Case, commas and extra blanks don't matter.
pub fn read_typed_date(text: &str, now: Moment, direction: Direction) -> Result<Moment, WhenError> {
    let lower = text.to_ascii_lowercase();
    let words = words(&lower);
    let moment = read(&words, now, direction).and_then(|moment| {
        if YEARS.contains(&moment.date.year()) { Ok(moment) } else { Err(Misread::Unknown) }
    });
    moment.map_err(|misread| misread.about(fit_to_show(text)))
}

/// From where a day is looked for, and which way.
#[derive(Debug, Clone, Copy)]
struct Seen {
    from: NaiveDate,
    direction: Direction,
}

/// Years outside these are slips of the keyboard.
const YEARS: RangeInclusive<i32> = 1900..=2200;

/// An echo longer than this would bury the advice behind it.
const SHOWN_CHARS: usize = 40;

/// A refusal before it knows the text that it is about.
#[derive(Debug)]
enum Misread {
    Unknown,
    Ambiguous { day_first: NaiveDate, month_first: NaiveDate },
    OtherWeekday { date: NaiveDate },
}

impl Misread {
    fn about(self, typed: String) -> WhenError {
        match self {
            Self::Unknown => WhenError::NotADate { typed },
            Self::Ambiguous { day_first, month_first } => {
                WhenError::Ambiguous { typed, day_first, month_first }
            }
            Self::OtherWeekday { date } => WhenError::OtherWeekday { typed, date },
        }
    }
}

fn read(words: &[&str], now: Moment, direction: Direction) -> Result<Moment, Misread> {
    if let ["now"] = words {
        return Ok(now);
    }
    let (day_words, time) = hour::split_off(words);
    let date = if day_words.is_empty() && time.is_some() {
        now.date
    } else {
        day::read(day_words, Seen { from: now.date, direction })?
    };
    Ok(Moment { date, time })
}

/// Words stand between blanks and commas; the `T` of an ISO moment parts two words as well.
fn words(lower: &str) -> Vec<&str> {
    lower
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty())
        .flat_map(|word| match word.split_at_checked(10) {
            Some((date, rest)) if parse_day(date).is_some() => match rest.strip_prefix('t') {
                Some(time) if !time.is_empty() => [Some(date), Some(time)],
                _ => [Some(word), None],
            },
            _ => [Some(word), None],
        })
        .flatten()
        .collect()
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
