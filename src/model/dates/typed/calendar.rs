//! The day of a phrase as a calendar has it: `24 Nov`, `08.11.2026`, `11/24/2026`, `2026-11-24`.

use chrono::{Datelike, NaiveDate};

use super::hour::up_to_two_digits;
use super::{Misread, Seen, YEARS};
use crate::model::dates::Direction;
use crate::model::dates::written::month_of;

/// Reads all the words as one date; without a year, the nearest such day, today included.
pub(super) fn read(words: &[&str], seen: Seen) -> Result<NaiveDate, Misread> {
    if let [word] = words
        && word.contains('/')
        && !year_first_shape(word)
    {
        return slashed(word, seen);
    }
    let date = match words {
        [word] => year_first(word).or_else(|| dotted(word, seen)),
        _ => with_month_name(words, seen),
    };
    date.ok_or(Misread::Unknown)
}

/// `24 Nov`, `24th of November 2026`, `Nov 24`, `November 24 2026`.
fn with_month_name(words: &[&str], seen: Seen) -> Option<NaiveDate> {
    let words = words.strip_prefix(&["the"]).unwrap_or(words);
    let (day, month, year) = match words {
        [day, "of", name, year @ ..] if let Some(month) = month(name) => (day, month, year),
        [day, name, year @ ..] if let Some(month) = month(name) => (day, month, year),
        [name, "the", day, year @ ..] | [name, day, year @ ..] => (day, month(name)?, year),
        _ => return None,
    };
    let day = day_of_month(day)?;
    match year {
        [] => nearest(day, month, seen),
        [year] => full_date(four_digits(year)?, month, day),
        _ => None,
    }
}

/// `8/11` is one thing in London and another in New York; it is read only where both agree.
fn slashed(word: &str, seen: Seen) -> Result<NaiveDate, Misread> {
    let parts: Vec<&str> = word.split('/').collect();
    let (one, two, year) = match parts[..] {
        [one, two] => (one, two, None),
        [one, two, year] => (one, two, Some(four_digits(year).ok_or(Misread::Unknown)?)),
        _ => return Err(Misread::Unknown),
    };
    let one = up_to_two_digits(one).ok_or(Misread::Unknown)?;
    let two = up_to_two_digits(two).ok_or(Misread::Unknown)?;
    let date = |day, month| match year {
        Some(year) => full_date(year, month, day),
        None => nearest(day, month, seen),
    };
    match (date(one, two), date(two, one)) {
        (Some(day_first), Some(month_first)) if day_first != month_first => {
            Err(Misread::Ambiguous { day_first, month_first })
        }
        (Some(date), _) | (None, Some(date)) => Ok(date),
        (None, None) => Err(Misread::Unknown),
    }
}

/// `08.11.2026` and `24.12.`; dots are used where the day comes first.
///
/// Without the last dot, `10.11` could be an hour, so it isn't read.
fn dotted(word: &str, seen: Seen) -> Option<NaiveDate> {
    let (day, rest) = word.split_once('.')?;
    let (month, year) = rest.split_once('.')?;
    let (day, month) = (up_to_two_digits(day)?, up_to_two_digits(month)?);
    if year.is_empty() { nearest(day, month, seen) } else { full_date(four_digits(year)?, month, day) }
}

/// `2026-11-24` and `2026/11/24`.
fn year_first(word: &str) -> Option<NaiveDate> {
    let separator = if word.contains('/') { '/' } else { '-' };
    let (year, rest) = word.split_once(separator)?;
    let (month, day) = rest.split_once(separator)?;
    full_date(four_digits(year)?, up_to_two_digits(month)?, up_to_two_digits(day)?)
}

fn year_first_shape(word: &str) -> bool {
    word.split('/').next().is_some_and(|year| four_digits(year).is_some())
}

/// The nearest such day, today included; the next or last 29 February can be eight years away.
fn nearest(day: u32, month: u32, seen: Seen) -> Option<NaiveDate> {
    (0..=8).find_map(|years| match seen.direction {
        Direction::PlansAhead => {
            full_date(seen.from.year().checked_add(years)?, month, day).filter(|date| *date >= seen.from)
        }
        Direction::LooksBack => {
            full_date(seen.from.year().checked_sub(years)?, month, day).filter(|date| *date <= seen.from)
        }
    })
}

fn full_date(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    if YEARS.contains(&year) { NaiveDate::from_ymd_opt(year, month, day) } else { None }
}

fn day_of_month(word: &str) -> Option<u32> {
    let number = ["st", "nd", "rd", "th", "."].iter().find_map(|ending| word.strip_suffix(ending));
    up_to_two_digits(number.unwrap_or(word))
}

fn four_digits(word: &str) -> Option<i32> {
    if word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) { word.parse().ok() } else { None }
}

fn month(word: &str) -> Option<u32> {
    month_of(word.strip_suffix('.').unwrap_or(word))
}
