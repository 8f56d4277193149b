//! The numbers among a note's keys: marks, hours, counts and levels, each on its scale.

use std::num::NonZeroU32;

use granit_parser::ScalarStyle;
use serde::de::value::U64Deserializer;
use serde::de::{DeserializeOwned, IntoDeserializer as _};
use serde_yaml::Value;

use super::Fields;
use crate::model::dates::vocabulary::{fold_words, number_named};
use crate::model::mark::{Hours, Mark};
use crate::note::foreign::cells::read_minutes;
use crate::note::tree::{Kind, Node};

impl Fields<'_> {
    /// A mark on a scale.
    #[must_use]
    pub fn mark<const LOW: i8, const HIGH: i8>(&self, key: &str) -> Option<Mark<LOW, HIGH>> {
        self.number_as(key, || format!("a mark from {LOW} to {HIGH}"))
    }

    /// Hours a week.
    #[must_use]
    pub fn hours(&self, key: &str) -> Option<Hours> {
        self.number_as(key, || "a number of hours from 0 to 168".to_owned())
    }

    /// Hours in all: zero or more.
    #[must_use]
    pub fn amount(&self, key: &str) -> Option<f64> {
        let amount = self.number_as(key, || "a number of 0 or more".to_owned())?;
        self.check_range(key, amount, (0.0..=1e9).contains(&amount), "a number of 0 or more")
    }

    /// A whole number of zero or more.
    #[must_use]
    pub fn count(&self, key: &str) -> Option<u32> {
        self.number_as(key, || "a whole number of 0 or more".to_owned())
    }

    /// How many of something that is there.
    #[must_use]
    pub fn size(&self, key: &str) -> Option<u32> {
        self.number_as(key, || "a whole number of 1 or more".to_owned()).map(NonZeroU32::get)
    }

    /// A goal's level, −2 to 2.
    #[must_use]
    pub fn level(&self, key: &str) -> Option<i8> {
        let level = self.number_as(key, || "a level from -2 to 2".to_owned())?;
        self.check_range(key, level, (-2..=2).contains(&level), "a level from -2 to 2")
    }

    /// A number of some kind; `expected` is made where it is none.
    fn number_as<T: DeserializeOwned>(&self, key: &str, expected: impl Fn() -> String) -> Option<T> {
        let node = self.get_one(key)?;
        if let Some(read) = read_figures(node).and_then(|number| T::deserialize(number).ok()) {
            return Some(read);
        }
        let value = self.value(node);
        // A number in quotes is a number that somebody quoted.
        let number = value.and_then(|value| match value {
            Value::Number(_) => Some(value),
            Value::String(text) => serde_yaml::from_str(text.trim()).ok().filter(Value::is_number),
            _ => None,
        });
        let Some(number) = number else {
            let fits = |number: &String| {
                serde_yaml::from_str(number)
                    .is_ok_and(|number: Value| serde_yaml::from_value::<T>(number).is_ok())
            };
            let meant = node.text().and_then(|text| find_meant_number(key, text)).filter(fits);
            let usual = "write a number, without a unit";
            self.report_meant(node, key, ("wrong-type", &expected()), meant, usual);
            return None;
        };
        let read = serde_yaml::from_value(number).ok();
        if read.is_none() {
            self.report_off_scale(node, key, &expected());
        }
        read
    }

    fn report_off_scale(&self, node: &Node, key: &str, expected: &str) {
        self.report_wrong(node, key, "off-scale", expected, "leave the key empty if there is no such number");
    }

    fn check_range<T>(&self, key: &str, value: T, fits: bool, expected: &str) -> Option<T> {
        if fits {
            return Some(value);
        }
        if let Some(node) = self.get(key) {
            self.report_off_scale(node, key, expected);
        }
        None
    }
}

/// The number that was meant where its unit stands with it: `50 min`, `1.5 h` of minutes, `9/10` of a mark, `2,5`. In `1,200` nobody can tell
/// what the sign means.
fn find_meant_number(key: &str, text: &str) -> Option<String> {
    const MINUTES: [&str; 8] = ["m", "min", "mins", "minute", "minutes", "minuten", "minutos", "\u{2032}"];
    if key == "minutes"
        && let Some(minutes) = read_meant_minutes(text)
    {
        return Some(minutes.to_string());
    }
    let text = text.trim().to_lowercase();
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(text.len());
    let (figures, unit) = (text[..end].replace(',', "."), text[end..].trim().trim_end_matches('.'));
    if text[..end].split_once(['.', ',']).is_some_and(|(_, behind)| behind.len() == 3) {
        return None;
    }
    let number: f64 = figures.parse().ok().filter(|number: &f64| number.is_finite())?;
    let number = match (key, unit) {
        ("minutes", unit) if HOURS.contains(&unit) => number * 60.0,
        ("minutes", unit) if MINUTES.contains(&unit) || unit == "'" => number,
        ("hours" | "wish", unit) if HOURS.contains(&unit) => number,
        // Marks are told of ten.
        (_, "/10" | "/ 10") if key != "minutes" => number,
        (_, "") => number,
        _ => return None,
    };
    Some(number.to_string())
}

/// The words for hours.
const HOURS: [&str; 12] =
    ["h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "heure", "heures", "hora", "horas"];

/// The minutes of a length in words or in hours and minutes: `an hour`, `1 h 30`, `1:30`.
pub(in crate::note) fn read_meant_minutes(text: &str) -> Option<u32> {
    const HALF: [&str; 5] = ["half an hour", "half hour", "halbe stunde", "demi heure", "media hora"];
    const ONE_AND_A_HALF: [&str; 5] =
        ["hour and a half", "one and a half hours", "anderthalb stunden", "heure et demie", "hora y media"];
    let plain = fold_words(text.trim().trim_end_matches('.')).replace('-', " ");
    let bare = ["a ", "an ", "one ", "eine ", "une ", "una "].iter().find_map(|one| plain.strip_prefix(one));
    let is_one_of =
        |known: &[&str]| known.contains(&plain.as_str()) || bare.is_some_and(|bare| known.contains(&bare));
    if is_one_of(&HALF) {
        return Some(30);
    }
    if is_one_of(&ONE_AND_A_HALF) {
        return Some(90);
    }
    if let Some((count, unit)) = plain.split_once(' ')
        && HOURS.contains(&unit)
        && let Some(count) = number_named(count)
    {
        return Some(count * 60);
    }
    let is_clock = plain.starts_with(|c: char| c.is_ascii_digit())
        && plain.contains(|c: char| c == ':' || c.is_alphabetic())
        && plain.contains(|c: char| c.is_ascii_digit() || c == ' ');
    let starts_unit = plain.find(char::is_alphabetic).map(|at| &plain[at..]);
    let is_of_hours = plain.contains(':')
        || starts_unit.is_some_and(|unit| {
            HOURS.contains(&unit.split(|c: char| !c.is_alphabetic()).next().unwrap_or(unit))
        });
    (is_clock && is_of_hours).then(|| read_minutes(&plain)).flatten()
}

/// A number of a few figures and nothing else, which needn't go the way of all values: nearly every one is written so.
fn read_figures(node: &Node) -> Option<U64Deserializer<serde::de::value::Error>> {
    let Kind::Scalar { text, style: ScalarStyle::Plain, as_text: false } = &node.kind else { return None };
    let are_figures = (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let number =
        are_figures.then(|| text.bytes().fold(0, |number, byte| number * 10 + u64::from(byte - b'0')));
    Some(number?.into_deserializer())
}

#[cfg(test)]
mod tests {
    use super::find_meant_number;

    #[test]
    fn a_number_is_meant_where_it_can_be_one_only() {
        for (key, text, wanted) in [
            ("minutes", "50 min", Some("50")),
            ("minutes", "1,5 h", Some("90")),
            ("minutes", "1.5 Std.", Some("90")),
            ("minutes", "50'", Some("50")),
            ("hours", "2,5", Some("2.5")),
            ("heard", "9/10", Some("9")),
            ("paid", "1,200", None),
            ("minutes", "1.200 min", None),
            ("minutes", "1,2,3", None),
            ("minutes", "9/10", None),
            ("heard", "9 h", None),
            ("minutes", "an hour", Some("60")),
            ("minutes", "Half an hour", Some("30")),
            ("minutes", "eine Stunde", Some("60")),
            ("minutes", "two hours", Some("120")),
            ("minutes", "1h30", Some("90")),
            ("minutes", "1:30", Some("90")),
            ("minutes", "1 h 15 min", Some("75")),
            ("minutes", "long", None),
            ("minutes", "an age", None),
        ] {
            assert_eq!(find_meant_number(key, text).as_deref(), wanted, "{key}: {text}");
        }
    }
}
