//! The day of a phrase, seen from today: named, counted, or of the week; what is left is for the calendar.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::error::Misread;
use super::{Seen, calendar, span};
use crate::model::dates::Direction;
use crate::model::dates::vocabulary::{Unit, month_named, ordinal_named, unit_named, weekday_named};

/// Reads all the words as a day of one form, or none of them.
type Reader = fn(&[&str], Seen) -> Option<NaiveDate>;

/// Reads all the words as one day, or none of them.
pub(super) fn read(words: &[&str], seen: Seen) -> Result<NaiveDate, Misread> {
    let (led, words) = without_leading_on(words);
    let seen_from_today: [Reader; 7] =
        [read_named, span::read, read_relative, read_of_week, read_weeks_on, read_end, read_nth_weekday];
    if let Some(date) = seen_from_today.iter().find_map(|read| read(words, seen)) {
        return Ok(date);
    }
    match words {
        [name, date @ ..] if let Some(weekday) = weekday(name) => {
            let (led, date) = without_leading_on(date);
            let read = calendar::read(date, led || is_past_any_clock(date), seen);
            match read {
                Ok(date) | Err(Misread::DayOrHour { day: date, .. }) if date.weekday() != weekday => {
                    Err(Misread::OtherWeekday { date })
                }
                read => read,
            }
        }
        date => calendar::read(date, led, seen),
    }
}

/// `Tuesday 24`: no clock has that hour, so the day is meant. (`Friday 10` may be ten o'clock.)
fn is_past_any_clock(date: &[&str]) -> bool {
    matches!(date, [day] if day.parse::<u32>().is_ok_and(|day| day > 23))
}

/// Two of them at most: `on the`.
fn without_leading_on<'a, 'b>(words: &'a [&'b str]) -> (bool, &'a [&'b str]) {
    match words {
        ["on", "on", rest @ ..] | ["on", rest @ ..] => (true, rest),
        rest => (false, rest),
    }
}

fn read_named(words: &[&str], seen: Seen) -> Option<NaiveDate> {
    let [word] = words else { return None };
    let days = match *word {
        "ereyesterday" => -2,
        "yesterday" => -1,
        "today" => 0,
        "tomorrow" => 1,
        "overmorrow" => 2,
        _ => return None,
    };
    seen.from.checked_add_signed(chrono::TimeDelta::days(days))
}

/// `next week`, `le mois dernier`, `next Tuesday`, `Freitag nächster Woche`: the word may stand on either side.
fn read_relative(words: &[&str], seen: Seen) -> Option<NaiveDate> {
    let which = |word: &str| ["next", "coming", "this", "last"].into_iter().find(|known| *known == word);
    match words {
        [word, name] if let Some(which) = which(word) => read_one_relative(which, name, seen),
        [name, word] if let Some(which) = which(word) => read_one_relative(which, name, seen),
        // Of a week, one day.
        [word, week, day] | [word, week, "on", day] if let Some(which) = which(word) => {
            day_of_week_unit(day, week, which, seen)
        }
        [day, word, week] | [day, "of" | "de", "on", week, word] | [day, "on", week, word]
            if let Some(which) = which(word) =>
        {
            day_of_week_unit(day, week, which, seen)
        }
        _ => None,
    }
}

fn read_one_relative(which: &str, name: &str, seen: Seen) -> Option<NaiveDate> {
    let today = seen.from;
    if let Some(weekday) = weekday(name) {
        return match which {
            "this" => match seen.direction {
                Direction::PlansAhead => from(today, weekday),
                Direction::LooksBack => from(today.checked_sub_days(Days::new(6))?, weekday),
            },
            "coming" => from(today.succ_opt()?, weekday),
            "last" => from(today.checked_sub_days(Days::new(7))?, weekday),
            // On a Monday, "next Friday" skips the Friday that is four days away.
            _ => {
                let date = from(today.succ_opt()?, weekday)?;
                if date.iso_week() == today.iso_week() {
                    date.checked_add_days(Days::new(7))
                } else {
                    Some(date)
                }
            }
        };
    }
    // The next day has a name of its own.
    let unit = unit_named(name).filter(|unit| *unit != Unit::Days(1))?;
    match which {
        "next" | "coming" => unit.count_after(today, 1),
        "last" => unit.count_before(today, 1),
        _ => None,
    }
}

/// A weekday in the week before this one, in this one or in the next, Monday to Sunday.
fn day_of_week_unit(day: &str, week: &str, which: &str, seen: Seen) -> Option<NaiveDate> {
    let weekday = weekday(day)?;
    if unit_named(week) != Some(Unit::Days(7)) {
        return None;
    }
    let monday =
        seen.from.checked_sub_days(Days::new(u64::from(seen.from.weekday().num_days_from_monday())))?;
    let monday = match which {
        "next" | "coming" => monday.checked_add_days(Days::new(7))?,
        "last" => monday.checked_sub_days(Days::new(7))?,
        _ => monday,
    };
    from(monday, weekday)
}

fn read_of_week(words: &[&str], seen: Seen) -> Option<NaiveDate> {
    let [name] = words else { return None };
    let weekday = weekday(name)?;
    match seen.direction {
        Direction::PlansAhead => from(seen.from.succ_opt()?, weekday),
        Direction::LooksBack => from(seen.from.checked_sub_days(Days::new(7))?, weekday),
    }
}

/// So many weeks, said behind a day. In some of them both days at the ends are counted.
const WEEKS_BEHIND: [(&[&str], u32); 7] = [
    (&["week"], 1),
    (&["in", "huit"], 1),
    (&["in", "quinze"], 2),
    (&["in", "acht", "tagen"], 1),
    (&["in", "8", "tagen"], 1),
    (&["in", "vierzehn", "tagen"], 2),
    (&["in", "14", "tagen"], 2),
];

/// `Monday week`, `a week on Tuesday`, `two weeks from tomorrow`, `mardi en huit`, `Dienstag in acht Tagen`: so much behind the next such
/// day. Said of a week by its number it could be another day (`Monday in 2 weeks`), and so could today's weekday.
fn read_weeks_on(words: &[&str], seen: Seen) -> Option<NaiveDate> {
    let (name, unit, count) = match words {
        [count, unit, "from" | "on", name] | [count, unit, "from" | "on", "on", name] => {
            (name, unit_named(unit)?, span::count_named(count)?)
        }
        [name, behind @ ..] => {
            let (_, weeks) = WEEKS_BEHIND.iter().find(|(words, _)| *words == behind)?;
            (name, Unit::Days(7), *weeks)
        }
        [] => return None,
    };
    let is_ahead = seen.direction == Direction::PlansAhead && unit != Unit::Days(1);
    let start = match weekday(name).filter(|_| is_ahead) {
        Some(weekday) if weekday == seen.from.weekday() => return None,
        Some(weekday) => from(seen.from, weekday)?,
        None => read_named(&[name], seen).filter(|day| is_ahead && *day >= seen.from)?,
    };
    unit.count_after(start, count)
}

/// `end of month`, `Ende November`, `fin de semana` is none of them: that is the weekend.
fn read_end(words: &[&str], seen: Seen) -> Option<NaiveDate> {
    let today = seen.from;
    let of = match words {
        ["end-of", "on", of] | ["end-of", of] => *of,
        _ => return None,
    };
    if let Some(month) = month_named(of) {
        let last = |year| NaiveDate::from_ymd_opt(year, month, 1).and_then(find_last_of_month);
        return calendar::find_nearest_year(seen, last);
    }
    match unit_named(of)? {
        Unit::Days(7) => from(today, Weekday::Sun),
        Unit::Months(1) => find_last_of_month(today),
        Unit::Months(12) => NaiveDate::from_ymd_opt(today.year(), 12, 31),
        _ => None,
    }
}

fn find_last_of_month(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)?.checked_add_months(Months::new(1))?.pred_opt()
}

/// `first Monday of December`, `letzter Freitag im Monat`, `premier lundi de décembre 2027`.
fn read_nth_weekday(words: &[&str], seen: Seen) -> Option<NaiveDate> {
    let [which, name, rest @ ..] = words else { return None };
    let weekday = weekday(name)?;
    let nth = if *which == "last" { None } else { Some(ordinal_named(which).or_else(|| ordinal(which))?) };
    let rest = match rest {
        ["of" | "in" | "im" | "de" | "del" | "du" | "des", "on", rest @ ..]
        | ["of" | "in" | "im" | "de" | "del" | "du" | "des", rest @ ..]
        | rest => rest,
    };
    let of_month = |year: i32, month: u32| {
        if let Some(nth) = nth {
            NaiveDate::from_weekday_of_month_opt(year, month, weekday, u8::try_from(nth).ok()?)
        } else {
            let last = find_last_of_month(NaiveDate::from_ymd_opt(year, month, 1)?)?;
            from(last.checked_sub_days(Days::new(6))?, weekday)
        }
    };
    match rest {
        [name] if let Some(month) = month_named(name) => {
            calendar::find_nearest_year(seen, |year| of_month(year, month))
        }
        [name, year] | [name, "de" | "del", year] if let Some(month) = month_named(name) => {
            of_month(calendar::four_digits(year)?, month)
        }
        [name] if unit_named(name) == Some(Unit::Months(1)) => of_month(seen.from.year(), seen.from.month()),
        _ => None,
    }
}

fn ordinal(word: &str) -> Option<u32> {
    let number = ["st", "nd", "rd", "th", "er", "."].iter().find_map(|ending| word.strip_suffix(ending))?;
    number.parse().ok()
}

/// The first such weekday from a day on, that day included.
fn from(start: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    start.checked_add_days(Days::new(u64::from(weekday.days_since(start.weekday()))))
}

fn weekday(word: &str) -> Option<Weekday> {
    weekday_named(word.strip_suffix('.').unwrap_or(word))
}
