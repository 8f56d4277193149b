//! A call as another program wrote it down: a row of a table, an event of a calendar.

use chrono::NaiveDateTime;

use crate::model::matching::without_accents;
use crate::model::moment::Moment;
use crate::model::session::SessionStatus;

/// What another program knows of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallRecord {
    /// Where it stands in its file, from 1.
    pub line: usize,
    /// The kind of file: `csv` or `ics`.
    pub from: &'static str,
    /// Whom it names, addresses apart.
    pub names: Vec<String>,
    /// Whose addresses it carries, in small letters.
    pub emails: Vec<String>,
    /// Its title, in which somebody may be named.
    pub title: String,
    /// When it began; what was written, where that can't be read.
    pub start: Result<Start, String>,
    /// How long it was, in minutes.
    pub minutes: Option<u32>,
    /// What became of it, where that is said.
    pub status: Option<SessionStatus>,
    /// Whether a past one that says no more is known to have been: a log says so, a calendar doesn't.
    pub is_log: bool,
    /// `paid` or `pro-bono`, where that is said.
    pub fee: Option<&'static str>,
    /// The other program's own name for it.
    pub id: String,
    /// What else is known, by name.
    pub other: Vec<(String, String)>,
    /// Notes, as they were written.
    pub body: String,
}

/// When a call began, as well as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// On the wall, wherever that is.
    Local(Moment),
    /// An instant, in UTC.
    Universal(NaiveDateTime),
    /// On the wall of a zone.
    Zoned(NaiveDateTime, String),
}

/// Somebody by whom records are known.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// What they are called.
    pub name: String,
    /// Their addresses.
    pub emails: Vec<String>,
}

/// Who of several a record is of: by an address before a whole name, by a first name only where it carries nothing else.
/// Nobody, where two are equally meant.
#[must_use]
pub fn find_person(record: &CallRecord, people: &[Person]) -> Option<usize> {
    let only = |is: &dyn Fn(&Person) -> bool| {
        let mut found = people.iter().enumerate().filter(|(_, person)| is(person)).map(|(at, _)| at);
        let first = found.next();
        (first, found.next().is_some())
    };
    let by_address = |person: &Person| {
        person.emails.iter().any(|email| record.emails.contains(&email.trim().to_lowercase()))
    };
    let titles = || record.names.iter().chain([&record.title]);
    let by_name = |person: &Person| titles().any(|title| holds_words(title, &person.name));
    let says_no_more = record.emails.is_empty()
        && record.names.iter().all(|name| !name.trim().contains(char::is_whitespace));
    let by_first_name = |person: &Person| {
        let first = person.name.split_whitespace().next().unwrap_or_default();
        says_no_more && titles().any(|title| holds_words(title, first))
    };
    let ways: [&dyn Fn(&Person) -> bool; 3] = [&by_address, &by_name, &by_first_name];
    for way in ways {
        if let (Some(at), more) = only(way) {
            return (!more).then_some(at);
        }
    }
    None
}

/// Whether the words of a name stand in a text one behind the other, case and accents apart.
fn holds_words(text: &str, name: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let folded = without_accents(text).to_lowercase();
        folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (text, name) = (words(text), words(name));
    !name.is_empty() && text.windows(name.len()).any(|part| part == name)
}

#[cfg(test)]
mod tests {
    use super::{CallRecord, Person, find_person};

    fn record(title: &str, names: &[&str], emails: &[&str]) -> CallRecord {
        let all = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        CallRecord {
            line: 1,
            from: "ics",
            names: all(names),
            emails: all(emails),
            title: title.into(),
            start: Err(String::new()),
            minutes: None,
            status: None,
            is_log: false,
            fee: None,
            id: String::new(),
            other: Vec::new(),
            body: String::new(),
        }
    }

    #[test]
    fn a_record_is_of_the_one_whom_it_names_and_of_nobody_where_two_are_meant() {
        let person = |name: &str, email: &str| Person { name: name.into(), emails: vec![email.into()] };
        let people =
            [person("Ada Lund", "Ada@b.org"), person("Zoé Ünal", "z@b.org"), person("Ada Berg", "b@b.org")];
        for (title, names, emails, wanted) in [
            ("Coaching", &[][..], &["ada@b.org"][..], Some(0)),
            ("Coaching with ADA LUND", &[], &[], Some(0)),
            ("Coaching with Ada", &[], &[], None),
            ("zoe, weekly", &[], &[], Some(1)),
            ("Zoe", &["Zoe Smith"], &[], None),
            ("Zoe", &[], &["other@b.org"], None),
            ("", &["Unal"], &[], None),
            ("Team", &[], &["ada@b.org", "b@b.org"], None),
            ("Dentist", &[], &[], None),
        ] {
            assert_eq!(find_person(&record(title, names, emails), &people), wanted, "{title}");
        }
    }
}
