//! Dates as people write them into names, headings and lines: `2025-03-02`, `20250302`, `02.03.2025`, `March 2, 2025`.
//!
//! A date always has its year here; nothing is guessed from today. Where day and month could change places, both readings
//! are given.

mod forms;
#[cfg(test)]
mod tests;
mod tokens;

use std::ops::Range;

use chrono::{Datelike as _, NaiveDate};

use super::vocabulary::{fold_words, weekday_named};
use crate::model::choice::choices;
use crate::model::moment::Moment;
use tokens::Token;

choices! {
    /// Which number comes first where a date ends in its year.
    DateOrder {
        /// 3 April is 03/04.
        DayFirst = "day-first",
        /// 3 April is 04/03.
        MonthFirst = "month-first",
    }
}

/// A date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenDate {
    /// Where it stands, the hour behind it included, in bytes of the text.
    pub range: Range<usize>,
    /// What it says.
    pub reading: Reading,
}

/// What a written date says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// One day.
    Day {
        /// The day, and the hour if one stands behind it.
        when: Moment,
        /// The only order in which it can have been written, where it could have been written in two.
        shows: Option<DateOrder>,
    },
    /// `03/04/2025`: one thing in London and another in New York.
    Ambiguous {
        /// The day if the day was written first.
        day_first: NaiveDate,
        /// The day if the month was written first.
        month_first: NaiveDate,
    },
}

/// Which date a text is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOf {
    /// It holds none.
    None,
    /// It holds one, perhaps more than once, or starts with it.
    One(Reading),
    /// It holds several, and doesn't start with one of them.
    Several,
}

/// The dates of a text, in its order. `order` is how its writer writes dates, where that is known; only then is a year of
/// two digits read.
#[must_use]
pub fn dates_in(text: &str, order: Option<DateOrder>) -> Vec<WrittenDate> {
    // Of one length with the text, so that the places are the text's own.
    let lower = text.to_ascii_lowercase();
    let tokens = tokens::tokens(&lower);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (used, date) = date_at(&tokens, at, order).map_or((1, None), |(used, date)| (used, Some(date)));
        found.extend(date);
        at += used;
    }
    found
}

/// The date that a text as a whole is of, such as a file's name or a heading.
#[must_use]
pub fn date_of(text: &str, order: Option<DateOrder>) -> DateOf {
    let found = dates_in(text, order);
    let Some(first) = found.first() else { return DateOf::None };
    let starts_with_it = text.find(char::is_alphanumeric) == Some(first.range.start);
    let same = |one: &WrittenDate| one.reading.days() == first.reading.days();
    if starts_with_it || found.iter().all(same) { DateOf::One(first.reading) } else { DateOf::Several }
}

/// The day, and the hour where there is one, that a text names and nothing beside its weekday.
#[must_use]
pub fn read_whole(text: &str) -> Option<Moment> {
    let [WrittenDate { range, reading: Reading::Day { when, .. } }] = &dates_in(text, None)[..] else {
        return None;
    };
    let beside = [&text[..range.start], &text[range.end..]].concat();
    let mut words = beside.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.all(|word| weekday_named(&fold_words(word)) == Some(when.date.weekday())).then_some(*when)
}

/// The days that a text is of, day first and month first, where it holds a date only once it is known how dates are written: `03/04/25` could
/// begin with its year as well.
#[must_use]
pub fn days_by_order(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let day = |order| match date_of(text, Some(order)) {
        DateOf::One(reading) => reading.day(),
        DateOf::None | DateOf::Several => None,
    };
    let days = (day(DateOrder::DayFirst)?, day(DateOrder::MonthFirst)?);
    (days.0 != days.1).then_some(days)
}

/// A week that a text names, as in `2025-W10`: no day, unless one of its days stands behind it.
#[must_use]
pub fn find_week(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    let tokens = tokens::tokens(&lower);
    let at = (0..tokens.len()).find(|at| forms::names_week(&tokens[*at..]))?;
    Some(&text[tokens[at].start..tokens[at + 2].end()])
}

impl Reading {
    /// The day, where there is only one.
    #[must_use]
    pub fn day(self) -> Option<NaiveDate> {
        let (day, other) = self.days();
        (day == other).then_some(day)
    }

    /// The days that it can be read as: day first and month first.
    #[must_use]
    pub const fn days(self) -> (NaiveDate, NaiveDate) {
        match self {
            Self::Day { when, .. } => (when.date, when.date),
            Self::Ambiguous { day_first, month_first } => (day_first, month_first),
        }
    }
}

/// The date that begins at a token, and how many tokens it takes with its hour.
fn date_at(tokens: &[Token<'_>], at: usize, order: Option<DateOrder>) -> Option<(usize, WrittenDate)> {
    let rest = &tokens[at..];
    let glued = at > 0 && rest[0].gap.is_empty();
    let (mut used, mut reading) = forms::read(rest, glued, order)?;
    let has_hour = matches!(reading, Reading::Day { when: Moment { time: Some(_), .. }, .. });
    if let Some((more, hour)) = forms::hour(&rest[used..]).filter(|_| !has_hour) {
        used += more;
        if let Reading::Day { when, .. } = &mut reading {
            when.time = Some(hour);
        }
    } else if !has_hour && !rest[used - 1].is_unit() && rest.get(used).is_some_and(|next| next.gap.is_empty())
    {
        // A word that goes on without a gap makes it a code rather than a date.
        return None;
    }
    Some((used, WrittenDate { range: rest[0].start..rest[used - 1].end(), reading }))
}
