//! The day of a phrase, seen from today: named, counted, or of the week; what is left is for the calendar.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::{Misread, Seen, calendar};
use crate::model::dates::Direction;

/// Reads all the words as one day, or none of them.
pub(super) fn read(words: &[&str], seen: Seen) -> Result<NaiveDate, Misread> {
    if let Some(date) =
        named(words, seen.from).or_else(|| counted(words, seen.from)).or_else(|| of_week(words, seen))
    {
        return Ok(date);
    }
    match words.strip_prefix(&["on"]).unwrap_or(words) {
        [name, date @ ..] if let Some(weekday) = weekday(name) => {
            let date = calendar::read(date, seen)?;
            if date.weekday() == weekday { Ok(date) } else { Err(Misread::OtherWeekday { date }) }
        }
        date => calendar::read(date, seen),
    }
}

fn named(words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    match words {
        ["today"] => Some(today),
        ["tomorrow"] => today.succ_opt(),
        ["yesterday"] => today.pred_opt(),
        ["day", "after", "tomorrow"] | ["the", "day", "after", "tomorrow"] => {
            today.checked_add_days(Days::new(2))
        }
        ["next", unit] => Unit::read_week_or_longer(unit)?.after(today, 1),
        ["last", unit] => Unit::read_week_or_longer(unit)?.before(today, 1),
        ["end", "of", unit] | ["end", "of", "the" | "this", unit] => end_of(unit, today),
        _ => None,
    }
}

fn end_of(unit: &str, today: NaiveDate) -> Option<NaiveDate> {
    match unit {
        "week" => from(today, Weekday::Sun),
        "month" => today.with_day(1)?.checked_add_months(Months::new(1))?.pred_opt(),
        "year" => NaiveDate::from_ymd_opt(today.year(), 12, 31),
        _ => None,
    }
}

/// `in 2 weeks`, `2 weeks`, `3 days ago`, `a week from now`, `+2w`.
fn counted(words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    let (count, unit) = match words {
        ["in", span @ ..] | [span @ .., "from", "now" | "today"] => span_of(span)?,
        [span @ .., "ago"] => {
            let (count, unit) = span_of(span)?;
            return unit.before(today, count);
        }
        [first, rest @ ..] if let Some(first) = first.strip_prefix('+') => match rest {
            [] => counted_in_one_word(first)?,
            [unit] => digits(first).zip(Unit::read(unit))?,
            _ => return None,
        },
        span => span_of(span)?,
    };
    unit.after(today, count)
}

fn span_of(words: &[&str]) -> Option<(u32, Unit)> {
    match words {
        [word] => counted_in_one_word(word),
        [count, unit] => number(count).zip(Unit::read(unit)),
        _ => None,
    }
}

fn counted_in_one_word(word: &str) -> Option<(u32, Unit)> {
    let (count, unit) = word.split_at(word.find(|c: char| !c.is_ascii_digit())?);
    digits(count).zip(Unit::read(unit))
}

fn number(word: &str) -> Option<u32> {
    const NAMES: [&str; 13] = [
        "a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    match NAMES.iter().position(|name| *name == word) {
        Some(place) => u32::try_from(place.max(1)).ok(),
        None => digits(word),
    }
}

/// A count without a sign; one too large for any calendar is none.
fn digits(word: &str) -> Option<u32> {
    if word.bytes().all(|b| b.is_ascii_digit()) { word.parse().ok() } else { None }
}

/// What people count time in.
#[derive(Debug, Clone, Copy)]
enum Unit {
    Days(u32),
    Months(u32),
}

impl Unit {
    fn read(word: &str) -> Option<Self> {
        match word {
            "d" | "day" | "days" => Some(Self::Days(1)),
            "w" | "weeks" => Some(Self::Days(7)),
            "fortnight" | "fortnights" => Some(Self::Days(14)),
            "months" => Some(Self::Months(1)),
            "years" => Some(Self::Months(12)),
            _ => Self::read_week_or_longer(word),
        }
    }

    /// The units of `next month`; the next day has a name of its own.
    fn read_week_or_longer(word: &str) -> Option<Self> {
        match word {
            "week" => Some(Self::Days(7)),
            "month" => Some(Self::Months(1)),
            "year" => Some(Self::Months(12)),
            _ => None,
        }
    }

    /// A month after 31 January is the last day of February.
    fn after(self, today: NaiveDate, count: u32) -> Option<NaiveDate> {
        match self {
            Self::Days(each) => today.checked_add_days(Days::new(u64::from(each) * u64::from(count))),
            Self::Months(each) => today.checked_add_months(Months::new(each.checked_mul(count)?)),
        }
    }

    fn before(self, today: NaiveDate, count: u32) -> Option<NaiveDate> {
        match self {
            Self::Days(each) => today.checked_sub_days(Days::new(u64::from(each) * u64::from(count))),
            Self::Months(each) => today.checked_sub_months(Months::new(each.checked_mul(count)?)),
        }
    }
}

fn of_week(words: &[&str], seen: Seen) -> Option<NaiveDate> {
    let today = seen.from;
    match words {
        [name] | ["on", name] => match seen.direction {
            Direction::PlansAhead => from(today.succ_opt()?, weekday(name)?),
            Direction::LooksBack => from(today.checked_sub_days(Days::new(7))?, weekday(name)?),
        },
        ["this", name] => from(today, weekday(name)?),
        // On a Monday, "next Friday" skips the Friday that is four days away.
        ["next", name] => {
            let date = from(today.succ_opt()?, weekday(name)?)?;
            if date.iso_week() == today.iso_week() { date.checked_add_days(Days::new(7)) } else { Some(date) }
        }
        ["last", name] => from(today.checked_sub_days(Days::new(7))?, weekday(name)?),
        _ => None,
    }
}

/// The first such weekday from a day on, that day included.
fn from(start: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    start.checked_add_days(Days::new(u64::from(weekday.days_since(start.weekday()))))
}

fn weekday(word: &str) -> Option<Weekday> {
    match word.strip_suffix('.').unwrap_or(word) {
        "mon" | "monday" => Some(Weekday::Mon),
        "tue" | "tues" | "tuesday" => Some(Weekday::Tue),
        "wed" | "weds" | "wednesday" => Some(Weekday::Wed),
        "thu" | "thur" | "thurs" | "thursday" => Some(Weekday::Thu),
        "fri" | "friday" => Some(Weekday::Fri),
        "sat" | "saturday" => Some(Weekday::Sat),
        "sun" | "sunday" => Some(Weekday::Sun),
        _ => None,
    }
}
