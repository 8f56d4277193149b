//! What is said of a next call beside a day: that it is at the usual time, at the same hour, or that there is none.

use crate::model::dates::vocabulary::fold_words;

/// What was said of the next call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaidOfNext {
    /// There is none.
    None,
    /// It is when it usually is.
    Usual,
    /// It is on a day, in the words that are left, at the hour of the last one.
    SameHour(String),
    /// A day, and perhaps an hour.
    When(String),
}

const NONE: &[&str] = &["-", "–", "no", "none", "nein", "keiner", "aucun", "ninguna"];
const USUAL: &[&str] = &[
    "usual",
    "the usual",
    "as usual",
    "as always",
    "wie immer",
    "wie ublich",
    "comme d'habitude",
    "como siempre",
];
/// The longer of two that end alike stands first.
const SAME_HOUR: &[&str] = &[
    "at the same time",
    "the same time",
    "same time",
    "same hour",
    "at the usual time",
    "the usual time",
    "usual time",
    "zur gleichen zeit",
    "zur selben zeit",
    "gleiche zeit",
    "gleiche uhrzeit",
    "a la meme heure",
    "meme heure",
    "a la misma hora",
    "misma hora",
];

/// Reads what was said of the next call; case and accents don't matter.
#[must_use]
pub fn read_next(typed: &str) -> SaidOfNext {
    let words = fold_words(typed);
    let words = words.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    let words = words.collect::<Vec<_>>().join(" ");
    if NONE.contains(&words.as_str()) {
        return SaidOfNext::None;
    }
    if USUAL.contains(&words.as_str()) {
        return SaidOfNext::Usual;
    }
    let rest = SAME_HOUR.iter().find_map(|said| {
        let behind = words.strip_suffix(said).filter(|rest| rest.is_empty() || rest.ends_with(' '));
        behind.or_else(|| words.strip_prefix(said).filter(|rest| rest.is_empty() || rest.starts_with(' ')))
    });
    match rest.map(str::trim) {
        Some("" | "same" | "usual") => SaidOfNext::Usual,
        Some(day) => SaidOfNext::SameHour(day.to_owned()),
        None => SaidOfNext::When(typed.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::SaidOfNext::{None, SameHour, Usual, When};
    use super::read_next;

    #[test]
    fn what_is_said_of_the_next_call_is_parted_from_its_day() {
        for (typed, wanted) in [
            ("-", None),
            ("None", None),
            ("usual", Usual),
            ("Wie üblich", Usual),
            ("same time", Usual),
            ("Tuesday, same time", SameHour("tuesday".into())),
            ("same time next week", SameHour("next week".into())),
            ("in 2 weeks at the same time", SameHour("in 2 weeks".into())),
            ("mardi à la même heure", SameHour("mardi".into())),
            ("nächste Woche, gleiche Zeit", SameHour("nachste woche".into())),
            ("friday 10:00", When("friday 10:00".into())),
            ("sometime", When("sometime".into())),
        ] {
            assert_eq!(read_next(typed), wanted, "{typed}");
        }
    }
}
