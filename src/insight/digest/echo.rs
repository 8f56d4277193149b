//! The echo: the client's own words of about a year ago.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::session::Session;
use crate::model::statement::Statement;

/// Words of about a year ago, and their day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Echo {
    /// The words.
    #[serde(flatten)]
    pub statement: Statement,
    /// The day of the session or note.
    pub date: NaiveDate,
}

/// What about a year is, in days.
const YEAR: i64 = 365;
/// The youngest an echo may be: nine months.
const YOUNGEST: i64 = 274;
/// The oldest: eighteen months.
const OLDEST: i64 = 548;
/// Within this many days of a year, words that come back count before the date.
const NEAR: i64 = 91;
/// A word is rare where at most one in so many of the client's statements has it. With fewer than twice as many statements none is,
/// since it stands in two of them: then the date alone decides.
const RARE: usize = 10;

/// The quote whose rare words the last call took up again, of those about a year old; else the one nearest to a year. None
/// under nine months or over eighteen, and none of the last call itself, which stands there already.
pub(super) fn echo(record: &Record, last: Option<&Session>, now: Moment) -> Option<Echo> {
    let last = last?;
    let sessions = record.sessions.iter().filter(|session| session.path != last.path);
    let sessions = sessions.map(|session| (session.when, &session.said));
    let notes = record.notes.iter().map(|note| (note.when, &note.said));
    let old: Vec<(NaiveDate, i64, &Statement)> = sessions
        .chain(notes)
        .map(|(when, said)| (when.date, (now.date - when.date).num_days(), said))
        .filter(|(_, age, _)| (YOUNGEST..=OLDEST).contains(age))
        .flat_map(|(day, age, said)| said.iter().map(move |statement| (day, age, statement)))
        .filter(|(_, _, statement)| !statement.text.is_empty())
        .collect();
    let lately: HashSet<String> =
        last.said.iter().chain(&last.summary).flat_map(|said| words(&said.text)).collect();
    let is_near = |age: i64| (age - YEAR).abs() <= NEAR;
    let near = old.iter().filter(|(_, age, _)| is_near(*age));
    let taken_up = near.flat_map(|(_, _, statement)| words(&statement.text));
    let rare = rare_ones(taken_up.filter(|word| lately.contains(word)).collect(), record);
    let come_back = |age: i64, statement: &Statement| {
        let count = || words(&statement.text).intersection(&rare).count();
        if is_near(age) && !rare.is_empty() { count() } else { 0 }
    };
    // Of two that fit equally well the first one is taken.
    old.into_iter()
        .min_by_key(|(_, age, words)| (std::cmp::Reverse(come_back(*age, words)), (age - YEAR).abs()))
        .map(|(date, _, words)| Echo { statement: words.clone(), date })
}

/// Those of some words that stand in few of the statements of all the client's notes. Only these are counted: the words of years
/// are many, and those that come back few.
fn rare_ones(wanted: HashSet<String>, record: &Record) -> HashSet<String> {
    if wanted.is_empty() {
        return wanted;
    }
    let all = list_statements(record);
    let most = all.len() / RARE;
    // Of each word: in how many statements it stands, and the last of them.
    let mut counts: HashMap<&str, (usize, usize)> =
        wanted.iter().map(|word| (word.as_str(), (0, usize::MAX))).collect();
    let mut beginnings = Beginnings::of(&wanted);
    let mut word = String::new();
    for (number, statement) in all.into_iter().enumerate() {
        for written in written_words(&statement.text) {
            if !beginnings.may_hold(written) {
                continue;
            }
            known_by(written, &mut word);
            let Some((count, last)) = counts.get_mut(word.as_str()).filter(|(_, last)| *last != number)
            else {
                continue;
            };
            (*count, *last) = (*count + 1, number);
            // A word that is known to be common isn't looked for any more.
            if *count > most {
                counts.remove(word.as_str());
                beginnings.forget(&word);
            }
        }
        if counts.is_empty() {
            break;
        }
    }
    counts.into_keys().map(str::to_owned).collect()
}

/// All that the client's notes say.
fn list_statements(record: &Record) -> Vec<&Statement> {
    let mut all = Vec::new();
    for session in &record.sessions {
        let filed = session.filed.iter().map(|filed| &filed.statement);
        let threads = session.threads.iter().map(|task| &task.statement);
        let words = session.said.iter().chain(&session.summary).chain(&session.preparation);
        add_each_once(&mut all, words.chain(filed).chain(threads));
    }
    for note in &record.notes {
        add_each_once(&mut all, note.statements.iter().chain(&note.said));
    }
    all
}

/// Adds what one note says: a quote that is filed as well is one statement.
fn add_each_once<'a>(all: &mut Vec<&'a Statement>, of_note: impl Iterator<Item = &'a Statement>) {
    let line = |statement: &Statement| statement.source.as_ref().map(|source| source.line);
    let start = all.len();
    for statement in of_note {
        let is_same = |known: &&Statement| line(known) == line(statement) && *known == statement;
        if !all[start..].iter().any(is_same) {
            all.push(statement);
        }
    }
}

/// The words of a text that can be told apart, each once: three letters or more, in lower case, so much of each that another
/// ending (`Thursday`, `Thursdays`) is the same word.
fn words(text: &str) -> HashSet<String> {
    let mut word = String::new();
    let known = written_words(text).map(|written| {
        known_by(written, &mut word);
        word.clone()
    });
    known.collect()
}

/// The words of a text as they are written, those of three letters or more.
fn written_words(text: &str) -> impl Iterator<Item = &str> {
    // Most texts are made of letters of one byte, which are told apart without a look into tables.
    let is_ascii = text.is_ascii();
    let mut rest = text;
    let words = std::iter::from_fn(move || {
        let (start, end) = if is_ascii { find_ascii_word(rest.as_bytes()) } else { find_word(rest) }?;
        let word = &rest[start..end];
        rest = &rest[end..];
        Some(word)
    });
    words.filter(|word| word.chars().nth(2).is_some())
}

fn find_word(text: &str) -> Option<(usize, usize)> {
    let start = text.find(char::is_alphanumeric)?;
    let length = text[start..].find(|c: char| !c.is_alphanumeric());
    Some((start, length.map_or(text.len(), |length| start + length)))
}

fn find_ascii_word(text: &[u8]) -> Option<(usize, usize)> {
    let start = text.iter().position(u8::is_ascii_alphanumeric)?;
    let length = text[start..].iter().position(|byte| !byte.is_ascii_alphanumeric());
    Some((start, length.map_or(text.len(), |length| start + length)))
}

/// How many of some words begin with each three letters: of the words of years nearly all can be told from the wanted ones by these.
struct Beginnings(Vec<u16>);

impl Beginnings {
    fn of(words: &HashSet<String>) -> Self {
        let mut begins = vec![0_u16; 1 << 15];
        for place in words.iter().filter_map(|word| Self::place(word)) {
            begins[place] = begins[place].saturating_add(1);
        }
        Self(begins)
    }

    /// Whether a word may be one of them.
    fn may_hold(&self, word: &str) -> bool {
        Self::place(word).is_none_or(|place| self.0[place] > 0)
    }

    /// Leaves out one of them.
    fn forget(&mut self, word: &str) {
        // So many that they can't be counted are kept.
        if let Some(place) = Self::place(word).filter(|place| self.0[*place] < u16::MAX) {
            self.0[place] -= 1;
        }
    }

    /// Letters in any case have the same place. One beyond ASCII may be another one in small letters.
    fn place(word: &str) -> Option<usize> {
        let letters = word.as_bytes().first_chunk::<3>().filter(|letters| letters.is_ascii())?;
        Some(letters.iter().fold(0, |place, letter| place << 5 | usize::from(letter & 31)))
    }
}

/// Puts what a word is known by in place of another one.
fn known_by(written: &str, word: &mut String) {
    /// How many letters that is.
    const LETTERS: usize = 6;
    word.clear();
    if written.is_ascii() {
        word.extend(written.chars().take(LETTERS).map(|c| c.to_ascii_lowercase()));
    } else {
        word.extend(written.to_lowercase().chars().take(LETTERS));
    }
}

#[cfg(test)]
mod tests {
    use super::{echo, find_ascii_word, find_word};
    use crate::model::client::Client;
    use crate::model::moment::Moment;
    use crate::model::record::{Doubted, Record};
    use crate::note::parsed::Note;
    use crate::note::read;

    /// The echo on 24 November 2026 of sessions of these days and bodies, the last of which is the last call.
    fn echo_of(sessions: &[(&str, &str)]) -> Option<String> {
        let now = Moment::parse("2026-11-24").expect("a day");
        let session = |(day, body): &(&str, &str)| {
            let path = format!("clients/a/sessions/{day}.md").into();
            read::session(Note::parse(&path, (*body).to_owned())).value
        };
        let record = Record {
            client: Client::unknown("a", "clients/a/client.md".into()),
            sessions: sessions.iter().filter_map(session).collect(),
            goals: Vec::new(),
            plans: Vec::new(),
            notes: Vec::new(),
            doubted: Doubted::default(),
        };
        echo(&record, record.sessions.last(), now).map(|echo| echo.statement.text.into())
    }

    #[test]
    fn the_nearest_to_a_year_is_taken_and_nothing_under_nine_months() {
        let last = ("2026-11-08", "> The key is gone.");
        for (sessions, wanted) in [
            (&[("2026-02-24", "> nine months less a day"), last][..], None),
            (&[("2026-02-23", "> nine months"), last], Some("nine months")),
            (&[("2025-05-25", "> eighteen months"), last], Some("eighteen months")),
            (&[("2025-05-24", "> a day more"), last], None),
            (&[("2025-11-20", "> a year and four days"), ("2025-11-26", "> a year"), last], Some("a year")),
            (&[("2025-11-24", "> first\n\nand\n\n> second"), last], Some("first")),
            (&[("2025-11-24", "> said\n> > by somebody else"), last], Some("said")),
            (&[("2025-11-24", "nobody's words"), last], None),
            // With so few statements no word is rare, whatever comes back.
            (&[("2025-10-24", "> The key"), ("2025-11-24", "> a year"), last], Some("a year")),
            // What the last call said stands there already.
            (&[("2025-11-24", "> the last call")], None),
            (&[], None),
        ] {
            assert_eq!(echo_of(sessions).as_deref(), wanted, "{sessions:?}");
        }
    }

    #[test]
    fn words_that_come_back_count_before_the_date_if_they_are_rare() {
        // Many statements in which nobody speaks of keys or harbours.
        let talk = "> We walk on.\n\n".repeat(45);
        let middle = ("2026-06-01", talk.as_str());
        let last = ("2026-11-08", "---\nsummary: We walk, and the KEY is gone.\n---\n> Along the harbour.");
        for (first, second, wanted) in [
            (("2025-10-01", "> My key hurts."), ("2025-11-24", "> We walk."), "My key hurts."),
            (("2025-10-01", "> Harbours hurt."), ("2025-11-24", "> We walk."), "Harbours hurt."),
            (("2025-10-01", "> We hurt."), ("2025-11-24", "> We walk."), "We walk."),
            // Half a year away from a year, words don't count.
            (("2025-04-01", "> My key hurts."), ("2025-11-24", "> We walk."), "We walk."),
        ] {
            assert_eq!(echo_of(&[first, second, middle, last]).as_deref(), Some(wanted));
        }
    }

    #[test]
    fn words_of_letters_of_one_byte_are_the_words_of_any_text() {
        for text in ["", " - ", "a", "don't stop-now", "x1 (two) ", "...end"] {
            assert_eq!(find_ascii_word(text.as_bytes()), find_word(text), "{text:?}");
        }
    }
}
