//! Spans of time from today: `in 2 weeks`, `3 days ago`, `vor einer Woche`, `+2w`.

use chrono::{Days, Months, NaiveDate};

use super::Seen;
use crate::model::dates::Direction;
use crate::model::dates::vocabulary::{Unit, number_named, unit_named};

/// Reads all the words as a span from today. One without `in` or `ago` goes the way that is looked.
pub(super) fn read(words: &[&str], seen: Seen) -> Option<NaiveDate> {
    let (span, direction) = match words {
        ["today", "in", span @ ..] | ["in", span @ ..] | [span @ .., "hence" | "today"] => {
            (span, Direction::PlansAhead)
        }
        ["back", span @ ..] | [span @ .., "ago"] => (span, Direction::LooksBack),
        [first, rest @ ..] if let Some(count) = first.strip_prefix('+') => {
            let (count, unit) = match rest {
                [] => read_one_word(count)?,
                [unit] => digits(count).zip(unit_named(unit))?,
                _ => return None,
            };
            return unit.count_after(seen.from, count);
        }
        span => (span, seen.direction),
    };
    let (count, unit) = match span {
        [word] => read_one_word(word)?,
        [count, unit] => count_named(count).zip(unit_named(unit))?,
        _ => return None,
    };
    match direction {
        Direction::PlansAhead => unit.count_after(seen.from, count),
        Direction::LooksBack => unit.count_before(seen.from, count),
    }
}

/// A count in a word or in digits.
pub(super) fn count_named(word: &str) -> Option<u32> {
    number_named(word).or_else(|| digits(word))
}

fn read_one_word(word: &str) -> Option<(u32, Unit)> {
    let (count, unit) = word.split_at(word.find(|c: char| !c.is_ascii_digit())?);
    digits(count).zip(unit_named(unit))
}

/// A count without a sign; one too large for any calendar is none.
fn digits(word: &str) -> Option<u32> {
    if word.bytes().all(|b| b.is_ascii_digit()) { word.parse().ok() } else { None }
}

impl Unit {
    /// A month after 31 January is the last day of February.
    pub(super) fn count_after(self, day: NaiveDate, count: u32) -> Option<NaiveDate> {
        match self {
            Self::Days(each) => day.checked_add_days(Days::new(u64::from(each) * u64::from(count))),
            Self::Months(each) => day.checked_add_months(Months::new(each.checked_mul(count)?)),
        }
    }

    pub(super) fn count_before(self, day: NaiveDate, count: u32) -> Option<NaiveDate> {
        match self {
            Self::Days(each) => day.checked_sub_days(Days::new(u64::from(each) * u64::from(count))),
            Self::Months(each) => day.checked_sub_months(Months::new(each.checked_mul(count)?)),
        }
    }
}
