//! A typed text as the words of the grammar.

use super::idioms::IDIOMS;
use crate::model::dates::vocabulary::{fold_words, month_named, weekday_named};
use crate::model::moment::parse_day;

/// What may be glued to a weekday in German: `Dienstagabend`.
const GLUED_PARTS: [&str; 7] = ["morgen", "fruh", "frueh", "vormittag", "mittag", "nachmittag", "abend"];

/// The words of a text in the grammar's own words; a word that isn't known stays as it is, so that it refuses the phrase.
pub(super) fn read_words(text: &str) -> Vec<String> {
    let words: Vec<String> = fold_words(text)
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty())
        .flat_map(split_glued)
        .collect();
    translate(&words)
}

/// Parts what people write in one: an ISO moment at its `T`, `24.November`, `Dienstagabend`.
fn split_glued(word: &str) -> Vec<String> {
    let both = |one: &str, other: &str| vec![one.to_owned(), other.to_owned()];
    if let Some((date, rest)) = word.split_at_checked(10)
        && parse_day(date).is_some()
        && let Some(time) = rest.strip_prefix('t')
        && !time.is_empty()
    {
        return both(date, time);
    }
    if let Some(name) = word.strip_prefix("d'") {
        return both("de", name);
    }
    let parts: Vec<&str> = word.split('-').collect();
    if let [_, name, _] = parts[..]
        && month_named(name).is_some()
    {
        return parts.into_iter().map(str::to_owned).collect();
    }
    if let Some(letters) = word.find(|c: char| c.is_alphabetic())
        && letters > 0
        && month_named(word[letters..].trim_end_matches('.')).is_some()
    {
        return both(&word[..letters], &word[letters..]);
    }
    let part = GLUED_PARTS.iter().find_map(|part| {
        let day = word.strip_suffix(part).filter(|day| day.len() > 3 && weekday_named(day).is_some())?;
        Some(both(day, part))
    });
    part.unwrap_or_else(|| vec![word.to_owned()])
}

fn translate(words: &[String]) -> Vec<String> {
    let mut translated: Vec<String> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let before = translated.last().map(String::as_str);
        let (used, says) = idiom_at(&words[at..], before).unwrap_or((1, &words[at]));
        translated.extend(says.split(' ').map(str::to_owned));
        at += used;
    }
    translated
}

/// The longest idiom that the words begin with, and how many of them it takes.
fn idiom_at<'a>(words: &[String], before: Option<&str>) -> Option<(usize, &'a str)> {
    let first = words.first()?.as_str();
    // `am` is a half of the day behind a number, and leads a day in German.
    let behind_a_number = before.is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    // `Dienstag Morgen` isn't tomorrow.
    let behind_a_weekday = before.is_some_and(|word| weekday_named(word).is_some());
    let fits = |phrase: &str| {
        let count = phrase.split(' ').count();
        (count <= words.len() && phrase.split(' ').eq(words[..count].iter().map(String::as_str)))
            .then_some(count)
    };
    let longest = IDIOMS
        .iter()
        .filter_map(|(phrase, says)| Some((fits(phrase)?, *says)))
        .max_by_key(|(count, _)| *count);
    match first {
        "morgen" if behind_a_weekday => Some((1, "morning")),
        "am" if !behind_a_number && longest.is_none() => Some((1, "on")),
        _ => longest,
    }
}
