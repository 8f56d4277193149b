//! What a goal's levels write: their words, where it stands, since when, and where it stood at the beginning.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::hard_answers::read_goal;
use crate::note::edit::{self, EditRefusal, NewValue};

/// Writes what levels look like, in the client's words: −2 to 2, 0 is what is expected.
///
/// # Errors
/// Where the front matter can't be edited safely.
pub fn describe_levels(text: &str, words: &BTreeMap<i8, String>) -> Result<String, EditRefusal> {
    let pairs = words.iter().map(|(level, words)| (level.to_string(), NewValue::Text(words.clone())));
    // The first words make the map as a whole, so that each of them gets a line of its own.
    if read_goal(text).levels.is_empty() && !words.is_empty() {
        return edit::set(text, &["levels"], &NewValue::Map(pairs.collect()));
    }
    pairs
        .into_iter()
        .try_fold(text.to_owned(), |text, (level, words)| edit::set(&text, &["levels", &level], &words))
}

/// Writes where a goal stands now, −2 to 2, and since when. The very first level is where it stood at the beginning, too:
/// without that nobody could tell later from where it came. Of a goal that has a level already nobody knows where it began.
///
/// # Errors
/// Where the front matter can't be edited safely.
pub fn move_level(text: &str, level: i8, since: NaiveDate) -> Result<String, EditRefusal> {
    let goal = read_goal(text);
    let mut keys = Vec::new();
    if goal.level_start.is_none() && goal.level.is_none() {
        keys.push(("level_start", level.to_string()));
    }
    keys.extend([("level", level.to_string()), ("level_on", since.to_string())]);
    keys.into_iter()
        .try_fold(text.to_owned(), |text, (key, value)| edit::set(&text, &[key], &NewValue::Plain(value)))
}

/// Writes where a goal stood at the beginning, −2 to 2.
///
/// # Errors
/// Where the front matter can't be edited safely.
pub fn set_first_level(text: &str, level: i8) -> Result<String, EditRefusal> {
    edit::set(text, &["level_start"], &NewValue::Plain(level.to_string()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use chrono::NaiveDate;

    use super::{describe_levels, move_level};

    #[test]
    fn the_first_level_is_where_it_began() {
        let on = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        for (keys, wanted) in [
            ("title: A\n", "title: A\nlevel_start: 1\nlevel: 1\nlevel_on: 2026-11-24\n"),
            ("level: -1\n", "level: 1\nlevel_on: 2026-11-24\n"),
            ("level_start: -2\nlevel: -1\n", "level_start: -2\nlevel: 1\nlevel_on: 2026-11-24\n"),
        ] {
            let text = format!("---\n{keys}---\n");
            assert_eq!(move_level(&text, 1, on), Ok(format!("---\n{wanted}---\n")), "{keys:?}");
        }
    }

    #[test]
    fn words_of_levels_stand_on_lines_of_their_own() {
        let words = BTreeMap::from([(-1, "Now: tired.".to_owned()), (0, "Rested".to_owned())]);
        for (text, wanted) in [
            ("---\ntitle: A\n---\n", "---\ntitle: A\nlevels:\n  -1: \"Now: tired.\"\n  0: Rested\n---\n"),
            ("---\nlevels: {0: Fine}\n---\n", "---\nlevels: {0: Rested, -1: \"Now: tired.\"}\n---\n"),
        ] {
            assert_eq!(describe_levels(text, &words).as_deref(), Ok(wanted), "{text:?}");
        }
    }
}
