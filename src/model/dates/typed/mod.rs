//! Dates as people type them, in English, German, French and Spanish: `tomorrow 10am`, `heute 14 Uhr`, `mardi 14h30`,
//! `mañana a las 10`, `24.11.`, `in 2 weeks`.
//!
//! A phrase is a day, an hour, or both. It is put into the grammar's own words first (`phrase`, `idioms`), then matched
//! whole, word by word, so that a word nobody understood refuses the phrase and never books a call on the wrong day.

mod calendar;
mod clock;
mod day;
mod error;
mod idioms;
mod phrase;
mod span;
#[cfg(test)]
mod tests;
pub mod usual;
pub mod zone;

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::Direction;
use crate::model::moment::Moment;
use error::Misread;
pub use error::TypedDateError;

/// Reads a day, an hour or both as people type them, seen from `now`; an hour alone is today's.
///
/// A weekday is the next one or the last one, never today; `next tuesday` is never in the current week (Monday to Sunday);
/// a day without a year is the next or the last such day, today included. Case, accents, commas and extra blanks don't
/// matter.
pub fn read_typed_date(text: &str, now: Moment, direction: Direction) -> Result<Moment, TypedDateError> {
    // Each way of parting the words is tried: a page of text that isn't a date would take minutes.
    if text.len() > LONGEST {
        return Err(Misread::Unknown.into_error(text));
    }
    let words = phrase::read_words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let moment = read_phrase(&words, now, direction).and_then(|moment| {
        if YEARS.contains(&moment.date.year()) { Ok(moment) } else { Err(Misread::Unknown) }
    });
    moment.map_err(|misread| misread.into_error(text))
}

/// No phrase for a day and an hour is longer, in bytes.
const LONGEST: usize = 200;

/// Years outside these are slips of the keyboard.
const YEARS: RangeInclusive<i32> = 1900..=2200;

/// From where a day is looked for, and which way.
#[derive(Debug, Clone, Copy)]
struct Seen {
    from: NaiveDate,
    direction: Direction,
}

/// The first way of parting the words into a day and an hour in which both are understood, else the refusal that says
/// most.
fn read_phrase(words: &[&str], now: Moment, direction: Direction) -> Result<Moment, Misread> {
    if let ["now"] = words {
        return Ok(now);
    }
    let seen = Seen { from: now.date, direction };
    let mut refusal = Misread::Unknown;
    for (day, hour) in list_partings(words) {
        match read_parts(day, hour, seen) {
            Ok(moment) => return Ok(moment),
            // Where the whole can be a day, it isn't read as another day's hour.
            Err(hard @ Misread::DayOrHour { .. }) => return Err(hard),
            Err(Misread::Unknown) => {}
            Err(misread) if refusal == Misread::Unknown => refusal = misread,
            Err(_) => {}
        }
    }
    if refusal == Misread::Unknown
        && let Some(hour) = find_bare_hour(words, seen)
    {
        return Err(Misread::BareHour { hour });
    }
    Err(refusal)
}

/// The hour that a number alone behind a day can be: `next tuesday 10`.
fn find_bare_hour(words: &[&str], seen: Seen) -> Option<NaiveTime> {
    let (number, day) = words.split_last()?;
    let hour = clock::up_to_two_digits(number).and_then(|hour| NaiveTime::from_hms_opt(hour, 0, 0))?;
    let is_day = !day.is_empty() && day::read(day, seen).is_ok();
    is_day.then_some(hour)
}

/// Every way of parting the words into those of a day and those of an hour, the longest day first; at each length the day
/// stands before the hour, else behind it.
fn list_partings<'a, 'b>(words: &'a [&'b str]) -> impl Iterator<Item = (&'a [&'b str], &'a [&'b str])> {
    (0..=words.len()).rev().flat_map(|length| {
        let before = (&words[..length], &words[length..]);
        let behind = (&words[words.len() - length..], &words[..words.len() - length]);
        [before, behind]
    })
}

fn read_parts(day: &[&str], hour: &[&str], seen: Seen) -> Result<Moment, Misread> {
    if hour.is_empty() {
        return Ok(Moment::day(day::read(day, seen)?));
    }
    let Some(time) = clock::read(hour) else { return Err(Misread::Unknown) };
    let date = match day {
        [] => seen.from,
        day => match day::read(day, seen) {
            // Beside an hour it is a day.
            Err(Misread::DayOrHour { day, .. }) => day,
            read => read?,
        },
    };
    Ok(Moment { date, time: time? })
}
