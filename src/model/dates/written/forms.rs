//! The forms in which a date is written, each tried on the tokens from one on. Each gives how many tokens it took.

use std::ops::RangeInclusive;

use chrono::{NaiveDate, NaiveTime};

use super::tokens::Token;
use super::{DateOrder, Reading};
use crate::model::dates::vocabulary::{fold_words, month_named};
use crate::model::moment::Moment;

/// Years outside these are no years of a note.
const YEARS: RangeInclusive<u32> = 1900..=2200;

/// The date that begins with the first of the tokens; `glued` where something stands right before it.
pub(super) fn read(tokens: &[Token<'_>], glued: bool, order: Option<DateOrder>) -> Option<(usize, Reading)> {
    if let Some(date) = year_first(tokens) {
        return Some((3, make_whole_day(date)));
    }
    if let Some(found) = with_units(tokens) {
        return Some(found);
    }
    if let Some((used, date)) = with_week(tokens) {
        return Some((used, make_whole_day(date)));
    }
    // `a20250302f` and `v1.2.2025` are codes.
    if glued {
        return None;
    }
    read_one_number(tokens)
        .or_else(|| Some((3, year_last(tokens, order)?)))
        .or_else(|| with_month_name(tokens).map(|(used, date)| (used, make_whole_day(date))))
}

/// `2025-03-02`, `2025_3_2`, `2025.03.02`, `2025/03/02`, `2025 03 02`.
fn year_first(tokens: &[Token<'_>]) -> Option<NaiveDate> {
    let [year, month, day, ..] = tokens else { return None };
    let digits = match month.gap {
        "-" | "_" | "." | "/" => 1..=2,
        " " => 2..=2,
        _ => return None,
    };
    let same = month.gap == day.gap;
    date(year.number(4..=4)?, month.number(digits.clone())?, day.number(digits)?).filter(|_| same)
}

/// `2025-W10-7`, `2025W107`: the day of a week, from Monday.
fn with_week(tokens: &[Token<'_>]) -> Option<(usize, NaiveDate)> {
    let [year, w, week, rest @ ..] = tokens else { return None };
    if !matches!(w.gap, "-" | "") || w.text != "w" || !week.gap.is_empty() {
        return None;
    }
    let (used, week, day) = match (week.number(2..=2), rest) {
        (Some(number), [day, ..]) if day.gap == "-" => (4, number, day.number(1..=1)?),
        _ => {
            let both = week.number(3..=3)?;
            (3, both / 10, both % 10)
        }
    };
    let year = year.number(4..=4).filter(|year| YEARS.contains(year))?;
    let day = chrono::Weekday::try_from(u8::try_from(day.checked_sub(1)?).ok()?).ok()?;
    Some((used, NaiveDate::from_isoywd_opt(i32::try_from(year).ok()?, week, day)?))
}

/// `2025-W10`, `2025 W10`.
pub(super) fn names_week(tokens: &[Token<'_>]) -> bool {
    let [year, w, week, ..] = tokens else { return false };
    year.number(4..=4).is_some_and(|year| YEARS.contains(&year))
        && matches!(w.gap, "-" | "" | " " | "_")
        && w.text == "w"
        && week.gap.is_empty()
        && week.number(1..=2).is_some_and(|week| (1..=53).contains(&week))
}

/// `2025年3月2日`, `2025년 3월 2일`, and the hour behind it: `10時30分`, `10点30分`, `10:30`, `10시`.
fn with_units(tokens: &[Token<'_>]) -> Option<(usize, Reading)> {
    let [year, y, month, m, day, d, rest @ ..] = tokens else { return None };
    let is_led = |number: &Token<'_>| matches!(number.gap, "" | " ");
    let is_unit = |unit: &Token<'_>, words: &[&str]| unit.gap.is_empty() && words.contains(&unit.text);
    let are_units =
        is_unit(y, &["年", "년"]) && is_unit(m, &["月", "월"]) && is_unit(d, &["日", "号", "號", "일"]);
    if !are_units || !is_led(month) || !is_led(day) {
        return None;
    }
    let date = date(year.number(4..=4)?, month.number(1..=2)?, day.number(1..=2)?)?;
    let clock = || {
        let [hour, h, rest @ ..] = rest else { return None };
        if !is_led(hour) || !is_unit(h, &["時", "时", "点", "시"]) {
            return None;
        }
        let (used, minute) = match rest {
            [minute, m, ..] if is_led(minute) && is_unit(m, &["分", "분"]) => (4, minute.number(1..=2)?),
            _ => (2, 0),
        };
        Some((used, NaiveTime::from_hms_opt(hour.number(1..=2)?, minute, 0)?))
    };
    let (used, time) = clock().map_or((0, None), |(used, time)| (used, Some(time)));
    Some((6 + used, Reading::Day { when: Moment { date, time }, shows: None }))
}

/// `20250302`, and with the hour `202503021030`, `20250302-1030`, `20250302T103000`.
fn read_one_number(tokens: &[Token<'_>]) -> Option<(usize, Reading)> {
    let first = tokens.first()?;
    if !first.is_number() || !matches!(first.text.len(), 8 | 12 | 14) {
        return None;
    }
    let part = |range: std::ops::Range<usize>| first.text[range].parse().ok();
    let date = date(part(0..4)?, part(4..6)?, part(6..8)?)?;
    let at = |time| Reading::Day { when: Moment { date, time }, shows: None };
    if first.text.len() > 8 {
        return Some((1, at(Some(clock(&first.text[8..])?))));
    }
    let (used, time) = match tokens {
        [_, t, time, ..] if is_glued(t, "t") && time.gap.is_empty() => (3, clock(time.text)),
        [_, time, ..] if matches!(time.gap, "-" | "_" | " ") => (2, clock(time.text)),
        _ => (1, None),
    };
    Some(if time.is_some() { (used, at(time)) } else { (1, at(None)) })
}

/// `02.03.2025`, `2/3/2025`, `02-03-2025`; dots are used where the day comes first.
fn year_last(tokens: &[Token<'_>], order: Option<DateOrder>) -> Option<Reading> {
    let [one, two, year, ..] = tokens else { return None };
    if two.gap != year.gap || !matches!(two.gap, "-" | "_" | "." | "/") {
        return None;
    }
    let (one, two) = (one.number(1..=2)?, two.number(1..=2)?);
    // `02-03-04` could begin with its year as well.
    let year = match year.number(4..=4) {
        Some(year) => year,
        None => year.number(2..=2).filter(|_| order.is_some()).map(|year| year + century(year))?,
    };
    let (day_first, month_first) = (date(year, two, one), date(year, one, two));
    let dotted = (tokens[1].gap == ".").then_some(DateOrder::DayFirst);
    let only = |date, shows| Reading::Day { when: Moment::day(date), shows };
    Some(match (day_first, month_first, order.or(dotted)) {
        (Some(date), Some(same), _) if date == same => only(date, None),
        (Some(date), Some(_), Some(DateOrder::DayFirst))
        | (Some(_), Some(date), Some(DateOrder::MonthFirst)) => only(date, None),
        (Some(day_first), Some(month_first), None) => Reading::Ambiguous { day_first, month_first },
        (Some(date), None, _) => only(date, Some(DateOrder::DayFirst)),
        (None, Some(date), _) => only(date, Some(DateOrder::MonthFirst)),
        (None, None, _) => return None,
    })
}

/// `2 March 2025`, `2nd of March, 2025`, `2-Mar-2025`, `March 2, 2025`, `2. März 2025`, `1er mars 2025`,
/// `2 de marzo de 2025`, `2025 March 2`, `2 March '25`.
fn with_month_name(tokens: &[Token<'_>]) -> Option<(usize, NaiveDate)> {
    let day = |token: &Token<'_>| token.number(1..=2);
    // `'25` is no number of anything else, and neither is what one sign parts as it does day and month: `02-Mar-25`.
    let short_year = |token: &Token<'_>| {
        let is_bound =
            || matches!(token.gap, "-" | "/") && tokens.get(1).is_some_and(|one| one.gap == token.gap);
        token.number(2..=2).filter(|_| token.gap.ends_with(['\'', '’', '‘']) || is_bound())
    };
    let year = |token: &Token<'_>| {
        token.number(4..=4).or_else(|| short_year(token).map(|year| year + century(year)))
    };
    let month = |token: &Token<'_>| month_named(&fold_words(token.text));
    // What stands between day and month says nothing more: it is left out, and counted.
    let is_filler = |token: &&Token<'_>| {
        matches!(token.text, "of" | "de")
            || ["st", "nd", "rd", "th", "er"].iter().any(|ending| is_glued(token, ending))
    };
    let (mut parts, mut used): (Vec<&Token<'_>>, usize) = (Vec::new(), 0);
    for token in tokens {
        let light =
            token.gap.chars().count() <= 3 && token.gap.chars().all(|c| " \u{a0},._-/'’‘".contains(c));
        if parts.len() == 3 || !(used == 0 || light) {
            break;
        }
        used += 1;
        if used == 1 || !is_filler(&token) {
            parts.push(token);
        }
    }
    let [one, two, three] = parts[..] else { return None };
    let date = match (month(one), month(two)) {
        (None, Some(month)) if day(one).is_some() => date(year(three)?, month, day(one)?),
        (None, Some(month)) => date(year(one)?, month, day(three)?),
        (Some(month), None) => date(year(three)?, month, day(two)?),
        _ => None,
    };
    Some((used, date?))
}

/// The hour behind a date: ` 10:30`, `T10:30:00`, ` 10.30`, ` at 10 am`, ` um 10:30`, ` 10 Uhr`, ` à 10h30`, ` a las 10:30`.
pub(super) fn hour(tokens: &[Token<'_>]) -> Option<(usize, NaiveTime)> {
    let led_by = match tokens {
        [word, number, ..] if is_glued(word, "t") && number.gap.is_empty() => 1,
        [a, las, number, ..] if a.text == "a" && matches!(las.text, "las" | "la") && number.gap == " " => 2,
        [word, number, ..] if matches!(word.text, "at" | "um" | "à") && number.gap == " " => 1,
        [number, ..] if matches!(number.gap, " " | ", " | "_") => 0,
        _ => return None,
    };
    let rest = &tokens[led_by..];
    let hour = rest.first()?.number(1..=2)?;
    let minute = |token: &Token<'_>| token.number(2..=2);
    let (used, minute) = match rest {
        [_, m, s, ..] if m.gap == ":" && s.gap == ":" && minute(s).is_some() => (3, minute(m)?),
        [_, m, ..] if matches!(m.gap, ":" | ".") => (2, minute(m)?),
        [_, h, m, ..] if is_glued(h, "h") && m.gap.is_empty() => (3, minute(m)?),
        _ => (1, 0),
    };
    let half = rest.get(used).filter(|half| matches!(half.gap, "" | " "));
    let (half, hour) = match half.map(|half| half.text) {
        Some("am") if (1..=12).contains(&hour) => (1, hour % 12),
        Some("pm") if (1..=12).contains(&hour) => (1, hour % 12 + 12),
        Some("uhr") => (1, hour),
        // A number alone is no hour.
        _ if used == 1 => return None,
        _ => (0, hour),
    };
    Some((led_by + used + half, NaiveTime::from_hms_opt(hour, minute, 0)?))
}

/// `1030` or `103059`; seconds are nothing to a note.
fn clock(digits: &str) -> Option<NaiveTime> {
    let shaped = matches!(digits.len(), 4 | 6) && digits.bytes().all(|b| b.is_ascii_digit());
    let part = |range: std::ops::Range<usize>| digits.get(range)?.parse().ok();
    if shaped { NaiveTime::from_hms_opt(part(0..2)?, part(2..4)?, 0) } else { None }
}

fn date(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let known = YEARS.contains(&year).then(|| i32::try_from(year).ok()).flatten()?;
    NaiveDate::from_ymd_opt(known, month, day)
}

const fn make_whole_day(date: NaiveDate) -> Reading {
    Reading::Day { when: Moment::day(date), shows: None }
}

/// A year of two digits is one that somebody who writes notes has seen.
const fn century(year: u32) -> u32 {
    if year < 70 { 2000 } else { 1900 }
}

fn is_glued(token: &Token<'_>, word: &str) -> bool {
    token.gap.is_empty() && token.text == word
}
