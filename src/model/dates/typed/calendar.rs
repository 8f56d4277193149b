//! The day of a phrase as a calendar has it: `24 Nov`, `24. November`, `le 24`, `24.11.26`, `11/24/2026`, `2026-11-24`.

use chrono::{Datelike, NaiveDate};

use super::clock::{self, up_to_two_digits};
use super::error::Misread;
use super::{Seen, YEARS};
use crate::model::dates::Direction;
use crate::model::dates::vocabulary::{month_named, ordinal_named};

/// Reads all the words as one date; without a year, the nearest such day, today included. `led` where a word before it says
/// that a number is a day: `the 24th`, `am 24.`
pub(super) fn read(words: &[&str], led: bool, seen: Seen) -> Result<NaiveDate, Misread> {
    match words {
        [word] if is_year_first(word) => read_year_first(word),
        [word] if word.contains('/') => read_either_order(word, '/', seen),
        [word] if word.contains('-') => read_either_order(word, '-', seen),
        [word] if word.trim_end_matches('.').contains('.') => read_dotted(word, seen),
        [word] => read_day_of_month(word, led, seen),
        _ => read_with_month_name(words, seen),
    }
}

/// The nearest of the days that each year has, today included; the next or last 29 February can be eight years away.
pub(super) fn find_nearest_year(seen: Seen, day_in: impl Fn(i32) -> Option<NaiveDate>) -> Option<NaiveDate> {
    (0..=8).find_map(|years| {
        let day = |year: i32| if YEARS.contains(&year) { day_in(year) } else { None };
        match seen.direction {
            Direction::PlansAhead => {
                day(seen.from.year().checked_add(years)?).filter(|day| *day >= seen.from)
            }
            Direction::LooksBack => day(seen.from.year().checked_sub(years)?).filter(|day| *day <= seen.from),
        }
    })
}

pub(super) fn four_digits(word: &str) -> Option<i32> {
    if word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) { word.parse().ok() } else { None }
}

/// `24 Nov`, `24th of November 2026`, `Nov 24`, `24. November`, `24 de noviembre de 2026`, `le 1er décembre`.
fn read_with_month_name(words: &[&str], seen: Seen) -> Result<NaiveDate, Misread> {
    let month = |name: &str| month_named(name.strip_suffix('.').unwrap_or(name));
    let (day, month, year) = match words {
        [day, "of" | "de", name, year @ ..] | [day, name, year @ ..] if let Some(month) = month(name) => {
            (day, month, year)
        }
        [name, "on", day, year @ ..] | [name, day, year @ ..] if let Some(month) = month(name) => {
            (day, month, year)
        }
        _ => return Err(Misread::Unknown),
    };
    let day = day_number(day).ok_or(Misread::Unknown)?;
    match year {
        [] => without_year(day, month, seen),
        [year] | ["de" | "del", year] => {
            let year = four_digits(year).or_else(|| two_digit_year(year, seen)).ok_or(Misread::Unknown)?;
            with_year(day, month, year)
        }
        _ => Err(Misread::Unknown),
    }
}

/// `8/11` is one thing in London and another in New York; it is read only where both agree.
fn read_either_order(word: &str, separator: char, seen: Seen) -> Result<NaiveDate, Misread> {
    let parts: Vec<&str> = word.split(separator).collect();
    let (one, two, year) = match parts[..] {
        [one, two] => (one, two, None),
        [one, two, year] => (one, two, Some(read_year(year, seen).ok_or(Misread::Unknown)?)),
        _ => return Err(Misread::Unknown),
    };
    let one = up_to_two_digits(one).ok_or(Misread::Unknown)?;
    let two = up_to_two_digits(two).ok_or(Misread::Unknown)?;
    let date = |day, month| match year {
        Some(year) => with_year(day, month, year),
        None => without_year(day, month, seen),
    };
    match (date(one, two), date(two, one)) {
        (Ok(day_first), Ok(month_first)) if day_first != month_first => {
            Err(Misread::Ambiguous { day_first, month_first })
        }
        (Ok(date), _) | (Err(_), Ok(date)) => Ok(date),
        (Err(Misread::Unknown), Err(other)) => Err(other),
        (Err(one), Err(_)) => Err(one),
    }
}

/// `08.11.2026`, `24.11.26`, `24.12.` and `24.12`; dots are used where the day comes first.
///
/// Without the last dot, `10.11` can be an hour, too.
fn read_dotted(word: &str, seen: Seen) -> Result<NaiveDate, Misread> {
    let (day, rest) = word.split_once('.').ok_or(Misread::Unknown)?;
    let (month, year) = rest.split_once('.').map_or((rest, None), |(month, year)| (month, Some(year)));
    let day = up_to_two_digits(day).ok_or(Misread::Unknown)?;
    let month = up_to_two_digits(month).ok_or(Misread::Unknown)?;
    match year {
        None => {
            let date = without_year(day, month, seen)?;
            clock::read_dotted(word).map_or(Ok(date), |time| Err(Misread::DayOrHour { day: date, time }))
        }
        Some("") => without_year(day, month, seen),
        Some(year) => with_year(day, month, read_year(year, seen).ok_or(Misread::Unknown)?),
    }
}

/// `2026-11-24` and `2026/11/24`.
fn read_year_first(word: &str) -> Result<NaiveDate, Misread> {
    let parts: Vec<&str> = word.split(['-', '/']).collect();
    let [year, month, day] = parts[..] else { return Err(Misread::Unknown) };
    let numbers = four_digits(year).zip(up_to_two_digits(month)).zip(up_to_two_digits(day));
    let ((year, month), day) = numbers.ok_or(Misread::Unknown)?;
    with_year(day, month, year)
}

fn is_year_first(word: &str) -> bool {
    let separator = if word.contains('/') { '/' } else { '-' };
    word.split_once(separator).is_some_and(|(year, _)| four_digits(year).is_some())
}

/// `the 24th`, `am 24.`, `le 24`: the nearest such day; a month that is too short for it is passed over.
fn read_day_of_month(word: &str, led: bool, seen: Seen) -> Result<NaiveDate, Misread> {
    let is_ordinal = !word.bytes().all(|b| b.is_ascii_digit());
    let day = day_number(word).filter(|day| (led || is_ordinal) && (1..=31).contains(day));
    let day = day.ok_or(Misread::Unknown)?;
    let first = seen.from.with_day(1).ok_or(Misread::Unknown)?;
    let in_month = |months: u32| {
        let months = chrono::Months::new(months);
        match seen.direction {
            Direction::PlansAhead => {
                first.checked_add_months(months)?.with_day(day).filter(|date| *date >= seen.from)
            }
            Direction::LooksBack => {
                first.checked_sub_months(months)?.with_day(day).filter(|date| *date <= seen.from)
            }
        }
    };
    (0..=2).find_map(in_month).ok_or(Misread::Unknown)
}

fn without_year(day: u32, month: u32, seen: Seen) -> Result<NaiveDate, Misread> {
    let date = find_nearest_year(seen, |year| NaiveDate::from_ymd_opt(year, month, day));
    date.ok_or_else(|| no_such_day(day, month, None))
}

fn with_year(day: u32, month: u32, year: i32) -> Result<NaiveDate, Misread> {
    if !YEARS.contains(&year) {
        return Err(Misread::Unknown);
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| no_such_day(day, month, Some(year)))
}

/// A day past the end of a month isn't there; a month past the twelfth makes it no date at all.
fn no_such_day(day: u32, month: u32, year: Option<i32>) -> Misread {
    let too_late = (1..=12).contains(&month) && (29..=31).contains(&day);
    if too_late { Misread::NoSuchDay { month, year } } else { Misread::Unknown }
}

fn read_year(word: &str, seen: Seen) -> Option<i32> {
    four_digits(word).or_else(|| century(up_to_two_digits(word).filter(|_| word.len() == 2)?, seen))
}

/// `24 Nov 26`, `24 Nov '26`: a number that could be an hour isn't taken for a year.
fn two_digit_year(word: &str, seen: Seen) -> Option<i32> {
    let quoted = word.strip_prefix('\'');
    let digits = quoted.unwrap_or(word);
    let year =
        up_to_two_digits(digits).filter(|year| digits.len() == 2 && (quoted.is_some() || *year > 23))?;
    century(year, seen)
}

/// The year with these last two digits that is nearest to today's.
fn century(last_digits: u32, seen: Seen) -> Option<i32> {
    let last_digits = i32::try_from(last_digits).ok()?;
    let this = seen.from.year().div_euclid(100).checked_mul(100)?;
    [-100, 0, 100]
        .into_iter()
        .filter_map(|century| this.checked_add(century)?.checked_add(last_digits))
        .min_by_key(|year| year.abs_diff(seen.from.year()))
}

fn day_number(word: &str) -> Option<u32> {
    let number = ["st", "nd", "rd", "th", "er", "."].iter().find_map(|ending| word.strip_suffix(ending));
    up_to_two_digits(number.unwrap_or(word)).or_else(|| ordinal_named(word))
}
