//! A day, with or without an hour: how people date things.

use std::fmt::{self, Write as _};

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime, Timelike as _};
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::Error as _;
use serde::{Serialize, Serializer};

/// A day, and the hour if one was given. Written `2026-11-08` or `2026-11-08T10:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Moment {
    /// The day.
    pub date: NaiveDate,
    /// The hour, if one was given.
    pub time: Option<NaiveTime>,
}

impl Moment {
    /// A whole day.
    #[must_use]
    pub const fn day(date: NaiveDate) -> Self {
        Self { date, time: None }
    }

    /// The moment on the clock; a whole day counts from its first minute.
    #[must_use]
    pub fn clock(self) -> NaiveDateTime {
        self.date.and_time(self.time.unwrap_or(NaiveTime::MIN))
    }

    /// Reads `2026-11-08`, `2026-11-08T10:00` or `2026-11-08 10:00`, seconds allowed.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let date = parse_day(text.get(..10)?)?;
        let rest = &text[10..];
        if rest.is_empty() {
            return Some(Self::day(date));
        }
        let time = rest.strip_prefix(['T', 't', ' '])?.trim_start();
        Some(Self { date, time: Some(parse_time(time)?) })
    }

    /// For people: `Sunday 8 November 2026, 10:00`.
    #[must_use]
    pub fn to_spoken(self) -> String {
        let day = format!("{} {} {}", self.date.format("%A"), self.date.day(), self.date.format("%B %Y"));
        match self.time {
            Some(time) => format!("{day}, {}", time.format("%H:%M")),
            None => day,
        }
    }
}

/// Reads exactly `YYYY-MM-DD`.
#[must_use]
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    // A client of ten years has some thousand dates, and a general parser reads its own pattern for each.
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else { return None };
    let year = read_figures(&[y1, y2, y3, y4])?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, read_figures(&[m1, m2])?, read_figures(&[d1, d2])?)
}

/// Reads `HH:MM` or `HH:MM:SS`, whose seconds no call goes by. The common form is read by its figures, any other as a general parser
/// reads it.
fn parse_time(text: &str) -> Option<NaiveTime> {
    if let [h1, h2, b':', m1, m2] = *text.as_bytes()
        && let (Some(hour), Some(minute)) = (read_figures(&[h1, h2]), read_figures(&[m1, m2]))
    {
        return NaiveTime::from_hms_opt(hour, minute, 0);
    }
    let read = |form: &str| NaiveTime::parse_from_str(text, form).ok();
    let time = read("%H:%M").or_else(|| read("%H:%M:%S"))?;
    NaiveTime::from_hms_opt(time.hour(), time.minute(), 0)
}

/// A number of nothing but figures.
fn read_figures(figures: &[u8]) -> Option<u32> {
    figures
        .iter()
        .try_fold(0, |number, byte| byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0')))
}

/// The date that a file name starts with, and what follows it.
#[must_use]
pub fn split_leading_day(stem: &str) -> Option<(NaiveDate, &str)> {
    let date = parse_day(stem.get(..10)?)?;
    let rest = &stem[10..];
    if rest.starts_with(|c: char| c.is_ascii_digit()) { None } else { Some((date, rest)) }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time {
            Some(time) => write!(f, "{}T{:02}:{:02}", self.date, time.hour(), time.minute()),
            None => write!(f, "{}", self.date),
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // It is at most as long as this, and views hold very many.
        let mut text = String::with_capacity("2026-11-24T09:30".len());
        write!(text, "{self}").map_err(S::Error::custom)?;
        serializer.serialize_str(&text)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("not an ISO date"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Moment, split_leading_day};

    #[test]
    fn reads_days_and_hours() {
        for (text, wanted) in [
            ("2026-11-08", Some("2026-11-08")),
            ("2026-11-08T10:00", Some("2026-11-08T10:00")),
            ("2026-11-08 10:00", Some("2026-11-08T10:00")),
            ("2026-11-08T10:00:30", Some("2026-11-08T10:00")),
            ("2026-02-30", None),
            ("2026-1-08", None),
            ("+026-11-08", None),
            ("2026-11-08T25:00", None),
            ("2026-11-08Z", None),
        ] {
            assert_eq!(Moment::parse(text).map(|m| m.to_string()).as_deref(), wanted, "{text}");
        }
        assert_eq!(Moment::parse("2026-11-08T10:00:30"), Moment::parse("2026-11-08T10:00"));
    }

    #[test]
    fn file_names_start_with_a_day() {
        for (stem, wanted) in [
            ("2025-03-02 Alice", Some(" Alice")),
            ("2025-03-02", Some("")),
            ("2025-03-021", None),
            ("ideas", None),
        ] {
            assert_eq!(split_leading_day(stem).map(|(_, rest)| rest), wanted, "{stem}");
        }
    }
}
