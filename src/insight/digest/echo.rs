//! The echo: the client's own words of about a year ago.

use chrono::NaiveDate;
use serde::Serialize;

use super::taken_up::{Wanted, Word, Words, words};
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
    let said_lately = last.said.iter().chain(&last.summary);
    let lately = Wanted::new(said_lately.flat_map(|said| words(&said.text)));
    let is_near = |age: i64| (age - YEAR).abs() <= NEAR;
    let taken_up: Vec<Words> = old
        .iter()
        .map(|(_, age, said)| if is_near(*age) { lately.list_in(&said.text) } else { Words::default() })
        .collect();
    let rare = find_rare_ones(taken_up.iter().flatten().copied(), record);
    // Of two that fit equally well the first one is taken.
    old.into_iter()
        .zip(taken_up)
        .min_by_key(|((_, age, _), taken_up)| {
            (std::cmp::Reverse(taken_up.intersection(&rare).count()), (age - YEAR).abs())
        })
        .map(|((date, _, words), _)| Echo { statement: words.clone(), date })
}

/// Those of some words that stand in few of the statements of all the client's notes. Only these are counted: the words of years
/// are many, and those that come back few.
fn find_rare_ones(words: impl Iterator<Item = Word>, record: &Record) -> Words {
    let mut left = Wanted::new(words);
    let all = if left.is_empty() { Vec::new() } else { list_statements(record) };
    let most = all.len() / RARE;
    for (number, statement) in all.into_iter().enumerate() {
        if left.is_empty() {
            break;
        }
        left.count_in(number, &statement.text, most);
    }
    left.into_words()
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

#[cfg(test)]
mod tests {
    use super::echo;
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
}
