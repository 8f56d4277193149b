//! The echo: the client's own words of about a year ago.

use std::collections::{HashMap, HashSet};

use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::session::Session;
use crate::model::statement::Statement;

/// What about a year is, in days.
const YEAR: i64 = 365;
/// The youngest an echo may be: nine months.
const YOUNGEST: i64 = 274;
/// Within this many days of a year, words that come back count before the date.
const NEAR: i64 = 91;
/// A word in at most this many of the client's statements is rare.
const RARE: usize = 3;

/// The quote whose rare words the last call took up again, of those about a year old; else the one nearest to a year. None
/// under nine months.
pub(super) fn echo(record: &Record, last: Option<&Session>, now: Moment) -> Option<Statement> {
    let last = last?;
    let sessions = record.sessions.iter().map(|session| (session.when, &session.said));
    let notes = record.notes.iter().map(|note| (note.when, &note.said));
    let all: Vec<(i64, &Statement)> = sessions
        .chain(notes)
        .flat_map(|(when, said)| {
            said.iter().map(move |statement| ((now.date - when.date).num_days(), statement))
        })
        .collect();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (_, statement) in &all {
        for word in words(&statement.text) {
            *known.entry(word).or_default() += 1;
        }
    }
    let lately: HashSet<String> =
        last.said.iter().chain(&last.summary).flat_map(|said| words(&said.text)).collect();
    let shared = |age: i64, statement: &Statement| {
        let rare =
            |word: &String| lately.contains(word) && known.get(word).is_some_and(|count| *count <= RARE);
        if (age - YEAR).abs() <= NEAR {
            words(&statement.text).iter().filter(|word| rare(word)).count()
        } else {
            0
        }
    };
    let old = all.iter().filter(|(age, statement)| *age >= YOUNGEST && !statement.text.is_empty());
    old.max_by_key(|(age, statement)| (shared(*age, statement), -(age - YEAR).abs()))
        .map(|(_, said)| (*said).clone())
}

/// The words of a text that can be told apart: four letters or more, in lower case, each once.
fn words(text: &str) -> HashSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= 4);
    words.map(str::to_lowercase).collect()
}
