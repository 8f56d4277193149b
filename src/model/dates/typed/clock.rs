//! The hour of a phrase: `10:00`, `10am`, `14 Uhr`, `14h30`, `10.30`, `half past ten`, `halb elf`, `noon`, and the part of a
//! day that tells which twelve hours are meant: `at 9 in the morning`, `las 3 de la tarde`.

use chrono::NaiveTime;

use super::error::Misread;
use crate::model::dates::vocabulary::number_named;

/// Reads all the words as an hour; none where they aren't one. A part of the day alone, such as `evening`, has no hour.
pub(super) fn read(words: &[&str]) -> Option<Result<Option<NaiveTime>, Misread>> {
    let (part, rest) = split_part_of_day(words);
    let (led, rest) = match rest {
        ["at" | "a", rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    if rest.is_empty() {
        return (part.is_some() && !led).then_some(Ok(None));
    }
    let hour = read_hour(rest, led || part.is_some())?;
    match part {
        Some(part) => Some(Ok(Some(part.place(hour)?))),
        None => Some(hour.without_part().map(Some)),
    }
}

/// A number of one or two digits, without a sign: an hour, a day or a month.
pub(super) fn up_to_two_digits(text: &str) -> Option<u32> {
    let shape = matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit());
    if shape { text.parse().ok() } else { None }
}

/// `10.30`, which in Europe is as good as `10:30`.
pub(super) fn read_dotted(word: &str) -> Option<NaiveTime> {
    let (hour, minute) = word.split_once('.')?;
    NaiveTime::from_hms_opt(up_to_two_digits(hour)?, two_digits(minute)?, 0)
}

/// An hour as it was said.
#[derive(Debug, Clone, Copy)]
struct Hour {
    time: NaiveTime,
    /// Whether it may be meant on a clock of twelve hours: `at 3`, not `3:00`.
    spoken: bool,
}

/// The first and the last spoken hour that is as likely to be meant in the afternoon: nobody says which `at 3` is, and few
/// book a call for the night. From seven on, the morning is meant.
const OF_NIGHT_OR_AFTERNOON: std::ops::RangeInclusive<u32> = 1..=6;

impl Hour {
    const fn exact(time: NaiveTime) -> Self {
        Self { time, spoken: false }
    }

    const fn from_spoken(time: NaiveTime) -> Self {
        Self { time, spoken: true }
    }

    fn without_part(self) -> Result<NaiveTime, Misread> {
        use chrono::Timelike;
        if self.spoken && OF_NIGHT_OR_AFTERNOON.contains(&self.time.hour()) {
            let afternoon = self.time.overflowing_add_signed(chrono::TimeDelta::hours(12)).0;
            return Err(Misread::NightOrAfternoon { night: self.time, afternoon });
        }
        Ok(self.time)
    }
}

/// A part of the day, by which an hour of twelve is placed.
#[derive(Debug, Clone, Copy)]
enum PartOfDay {
    Morning,
    Afternoon,
    Evening,
}

impl PartOfDay {
    fn read(word: &str) -> Option<Self> {
        match word {
            "morning" => Some(Self::Morning),
            "afternoon" => Some(Self::Afternoon),
            "evening" => Some(Self::Evening),
            _ => None,
        }
    }

    /// The hour in this part of the day; none where it doesn't fit.
    fn place(self, hour: Hour) -> Option<NaiveTime> {
        use chrono::Timelike;
        let later = match (self, hour.time.hour()) {
            (Self::Morning, 0..=12) | (Self::Afternoon, 12..=18) | (Self::Evening, 16..=23) => 0,
            (Self::Afternoon, 1..=6) | (Self::Evening, 4..=11) => 12,
            _ => return None,
        };
        Some(hour.time.overflowing_add_signed(chrono::TimeDelta::hours(later)).0)
    }
}

/// The part of the day at either end.
fn split_part_of_day<'a, 'b>(words: &'a [&'b str]) -> (Option<PartOfDay>, &'a [&'b str]) {
    if let [rest @ .., last] = words
        && let Some(part) = PartOfDay::read(last)
    {
        return (Some(part), rest);
    }
    match words {
        [first, rest @ ..] if let Some(part) = PartOfDay::read(first) => (Some(part), rest),
        words => (None, words),
    }
}

/// `led` where a word before it or a part of the day says that a number is an hour.
fn read_hour(words: &[&str], led: bool) -> Option<Hour> {
    match words {
        ["noon"] => Some(Hour::exact(make_time(12, 0)?)),
        ["noon", "and-half"] => Some(Hour::exact(make_time(12, 30)?)),
        ["midnight"] => Some(Hour::exact(make_time(0, 0)?)),
        [number, half] if let Some(half) = Half::read(half) => half.clock(number).map(Hour::exact),
        ["half-past", number] => Some(Hour::from_spoken(make_time(read_whole_hour(number)?, 30)?)),
        ["quarter-past", number] => Some(Hour::from_spoken(make_time(read_whole_hour(number)?, 15)?)),
        ["half-to", number] => Some(Hour::from_spoken(count_before(number, 30)?)),
        ["quarter-to", number] => Some(Hour::from_spoken(count_before(number, 15)?)),
        [number, "h", behind @ ("and-half" | "and-quarter" | "less-quarter")]
        | [number, behind @ ("and-half" | "and-quarter" | "less-quarter")] => {
            read_behind(number.trim_end_matches('h'), behind)
        }
        [number, "o'clock"] => Some(Hour::from_spoken(make_time(read_whole_hour(number)?, 0)?)),
        [number, "h"] => {
            read_numbers(number).or_else(|| make_time(read_whole_hour(number)?, 0)).map(Hour::exact)
        }
        [number, "h", minute] => {
            Some(Hour::exact(make_time(up_to_two_digits(number)?, two_digits(minute)?)?))
        }
        [word] => read_one_word(word).map(Hour::exact).or_else(|| {
            if led { Some(Hour::from_spoken(make_time(read_whole_hour(word)?, 0)?)) } else { None }
        }),
        _ => None,
    }
}

/// `10:30`, `10.30`, `10h`, `10h30`, `10:30h`, `10am`.
fn read_one_word(word: &str) -> Option<NaiveTime> {
    let (number, rest) = word.split_at(word.find(|c: char| c.is_alphabetic()).unwrap_or(word.len()));
    match rest {
        "" => read_numbers(number),
        "h" | "uhr" => read_numbers(number).or_else(|| make_time(up_to_two_digits(number)?, 0)),
        _ => match rest.strip_prefix('h') {
            Some(minute) => make_time(up_to_two_digits(number)?, two_digits(minute)?),
            None => Half::read(rest)?.clock(number),
        },
    }
}

/// `10:30` and `10.30`.
fn read_numbers(number: &str) -> Option<NaiveTime> {
    match number.split_once(':') {
        Some((hour, minute)) => make_time(up_to_two_digits(hour)?, two_digits(minute)?),
        None => read_dotted(number),
    }
}

/// `las diez y media`, `10 heures et quart`, `las diez menos cuarto`.
fn read_behind(number: &str, behind: &str) -> Option<Hour> {
    Some(Hour::from_spoken(match behind {
        "and-half" => make_time(read_whole_hour(number)?, 30)?,
        "and-quarter" => make_time(read_whole_hour(number)?, 15)?,
        _ => count_before(number, 15)?,
    }))
}

/// So many minutes before the hour; before one it is twelve.
fn count_before(number: &str, minutes: u32) -> Option<NaiveTime> {
    let hour = match read_whole_hour(number)? {
        1 => 12,
        0 => return None,
        hour => hour - 1,
    };
    make_time(hour, 60 - minutes)
}

/// An hour in digits or in a word.
fn read_whole_hour(word: &str) -> Option<u32> {
    up_to_two_digits(word).or_else(|| number_named(word)).filter(|hour| *hour < 24)
}

/// Before or after noon.
#[derive(Debug, Clone, Copy)]
enum Half {
    Am,
    Pm,
}

impl Half {
    fn read(word: &str) -> Option<Self> {
        match word {
            "am" | "a.m." | "a.m" => Some(Self::Am),
            "pm" | "p.m." | "p.m" => Some(Self::Pm),
            _ => None,
        }
    }

    /// Reads `10`, `10:30` and `10.30` on a clock of twelve hours.
    fn clock(self, number: &str) -> Option<NaiveTime> {
        let (hour, minute) = match number.split_once([':', '.']) {
            Some((hour, minute)) => (up_to_two_digits(hour)?, two_digits(minute)?),
            None => (up_to_two_digits(number)?, 0),
        };
        let after_midnight = match (self, hour) {
            (Self::Am, 12) => 0,
            (Self::Pm, 12) => 12,
            (Self::Am, 1..12) => hour,
            (Self::Pm, 1..12) => hour + 12,
            _ => return None,
        };
        make_time(after_midnight, minute)
    }
}

fn make_time(hour: u32, minute: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(hour, minute, 0)
}

fn two_digits(text: &str) -> Option<u32> {
    if text.len() == 2 { up_to_two_digits(text) } else { None }
}
