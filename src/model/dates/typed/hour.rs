//! The hour of a phrase: `10:00`, `10am`, `10 am`, `10:30pm`, `noon`, `midnight`, with or without `at`.

use chrono::NaiveTime;

/// Takes the hour off the end of the phrase, or else off its start, and gives back the words of the day.
///
/// A bare number is never an hour: `at 3` is the night to a clock and the afternoon to a person.
pub(super) fn split_off<'a, 'b>(words: &'a [&'b str]) -> (&'a [&'b str], Option<NaiveTime>) {
    let hit = at_end(words).or_else(|| at_start(words));
    hit.map_or((words, None), |(rest, time)| (rest, Some(time)))
}

fn at_end<'a, 'b>(words: &'a [&'b str]) -> Option<(&'a [&'b str], NaiveTime)> {
    let (rest, time) = match words {
        [rest @ .., number, half] if let Some(half) = Half::read(half) => (rest, half.clock(number)?),
        [rest @ .., word] => (rest, one_word(word)?),
        [] => return None,
    };
    Some((rest.strip_suffix(&["at"]).unwrap_or(rest), time))
}

fn at_start<'a, 'b>(words: &'a [&'b str]) -> Option<(&'a [&'b str], NaiveTime)> {
    match words.strip_prefix(&["at"]).unwrap_or(words) {
        [number, half, rest @ ..] if let Some(half) = Half::read(half) => Some((rest, half.clock(number)?)),
        [word, rest @ ..] => Some((rest, one_word(word)?)),
        [] => None,
    }
}

fn one_word(word: &str) -> Option<NaiveTime> {
    match word {
        "noon" => return NaiveTime::from_hms_opt(12, 0, 0),
        "midnight" => return NaiveTime::from_hms_opt(0, 0, 0),
        _ => {}
    }
    let end_of_number = word.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(word.len());
    let (number, half) = word.split_at(end_of_number);
    if half.is_empty() {
        let (hour, minute) = number.split_once(':')?;
        return NaiveTime::from_hms_opt(up_to_two_digits(hour)?, two_digits(minute)?, 0);
    }
    Half::read(half)?.clock(number)
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

    /// Reads `10`, `10:30` and, since nothing else can be meant beside `am`, the British `10.30`.
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
        NaiveTime::from_hms_opt(after_midnight, minute, 0)
    }
}

/// A number of one or two digits, without a sign: an hour, a day or a month.
pub(super) fn up_to_two_digits(text: &str) -> Option<u32> {
    let shape = matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit());
    if shape { text.parse().ok() } else { None }
}

fn two_digits(text: &str) -> Option<u32> {
    if text.len() == 2 { up_to_two_digits(text) } else { None }
}
