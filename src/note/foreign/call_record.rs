//! A call as another program wrote it down: a row of a table, an event of a calendar.

use chrono::NaiveDateTime;

use crate::model::matching::without_accents;
use crate::model::moment::Moment;
use crate::model::order::InOrder as _;
use crate::model::session::{SessionKind, SessionStatus, Side};

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
    /// A zone that stands with it, of which it isn't said whether the hour is that zone's.
    pub beside_zone: Option<String>,
    /// How long it was, in minutes.
    pub minutes: Option<u32>,
    /// What became of it, where that is said.
    pub status: Option<SessionStatus>,
    /// Who called it off, where that is said.
    pub cancelled_by: Option<Side>,
    /// Whether a past one that says no more is known to have been: a log says so, a calendar doesn't.
    pub is_log: bool,
    /// `paid` or `pro-bono`, where that is said.
    pub fee: Option<&'static str>,
    /// Whether one person came or several, where that is said.
    pub kind: Option<SessionKind>,
    /// How many, of several.
    pub group_size: Option<u32>,
    /// The other program's own name for it.
    pub id: String,
    /// That of the series which it is one of.
    pub series: Option<String>,
    /// What else is known, by name.
    pub other: Vec<(String, String)>,
    /// Notes, as they were written.
    pub body: String,
    /// What in it couldn't be read, or is to be known, in words.
    pub told: Vec<String>,
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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// What they are called.
    pub name: String,
    /// Their addresses.
    pub emails: Vec<String>,
    /// The words of the name as they are compared: folded once, since every record is held against everybody.
    words: Vec<String>,
}

impl Person {
    /// Somebody of that name with these addresses.
    #[must_use]
    pub fn new(name: impl Into<String>, emails: Vec<String>) -> Self {
        let name = name.into();
        let emails = emails.iter().map(|email| email.trim().to_lowercase()).collect();
        Self { words: fold_name(&name), name, emails }
    }

    /// The words of their name as they are compared.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }
}

/// The words of a name or a title as they are compared: case, accents and signs apart.
#[must_use]
pub fn fold_name(text: &str) -> Vec<String> {
    let folded = without_accents(text).to_lowercase();
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// Who of several a record is of: by an address before a whole name, by a first name only where it carries nothing else.
/// Nobody, where two are equally meant.
#[must_use]
pub fn find_person(record: &CallRecord, people: &[Person]) -> Option<usize> {
    match find_for_certain(record, people) {
        Fitting::One(at) => return Some(at),
        Fitting::Several => return None,
        Fitting::Nobody => {}
    }
    let says_no_more = record.emails.is_empty()
        && record.names.iter().all(|name| !name.trim().contains(char::is_whitespace));
    let titles: Vec<Vec<String>> =
        record.names.iter().chain([&record.title]).map(|title| fold_name(title)).collect();
    let by_first_name = |person: &Person| {
        person.words.first().is_some_and(|first| titles.iter().any(|title| title.contains(first)))
    };
    if says_no_more { find_fitting(people, &by_first_name).one() } else { None }
}

/// Of whom something is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fitting {
    /// Of nobody.
    Nobody,
    /// Of this one alone.
    One(usize),
    /// Of more than one.
    Several,
}

impl Fitting {
    /// The one, if there is only one.
    #[must_use]
    pub const fn one(self) -> Option<usize> {
        match self {
            Self::One(at) => Some(at),
            Self::Nobody | Self::Several => None,
        }
    }
}

/// The same by an address or a whole name alone.
#[must_use]
pub fn find_for_certain(record: &CallRecord, people: &[Person]) -> Fitting {
    let by_address = |person: &Person| person.emails.iter().any(|email| record.emails.contains(email));
    let title = fold_name(&record.title);
    let names: Vec<Vec<String>> = record.names.iter().map(|name| sort_words(fold_name(name))).collect();
    // A name is somebody's where it is all of theirs; a title may say more.
    let by_name = |person: &Person| {
        let name = &person.words;
        let own = sort_words(name.clone());
        !name.is_empty() && (names.contains(&own) || holds_name(&record.title, &title, name))
    };
    match find_fitting(people, &by_address) {
        Fitting::Nobody => find_fitting(people, &by_name),
        found => found,
    }
}

/// Whether a text holds a whole name, or, where a comma stands in it, the last name first: `Lund, Ada`. `words` are the text's own, folded.
#[must_use]
pub fn holds_name(text: &str, words: &[String], name: &[String]) -> bool {
    let holds = |name: &[String]| !name.is_empty() && words.windows(name.len()).any(|part| part == name);
    if holds(name) {
        return true;
    }
    let mut turned = name.to_vec();
    turned.rotate_right(usize::from(!name.is_empty()));
    text.contains(',') && holds(&turned)
}

fn sort_words(mut words: Vec<String>) -> Vec<String> {
    words.put_in_order();
    words
}

fn find_fitting(people: &[Person], fits: &dyn Fn(&Person) -> bool) -> Fitting {
    let mut found = people.iter().enumerate().filter(|(_, person)| fits(person)).map(|(at, _)| at);
    match (found.next(), found.next()) {
        (Some(at), None) => Fitting::One(at),
        (Some(_), Some(_)) => Fitting::Several,
        _ => Fitting::Nobody,
    }
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
            beside_zone: None,
            minutes: None,
            status: None,
            cancelled_by: None,
            is_log: false,
            fee: None,
            kind: None,
            group_size: None,
            id: String::new(),
            series: None,
            other: Vec::new(),
            body: String::new(),
            told: Vec::new(),
        }
    }

    #[test]
    fn a_record_is_of_the_one_whom_it_names_and_of_nobody_where_two_are_meant() {
        let person = |name: &str, email: &str| Person::new(name, vec![email.into()]);
        let people =
            [person("Ada Lund", "Ada@b.org"), person("Zoé Ünal", "z@b.org"), person("Ada Berg", "b@b.org")];
        for (title, names, emails, wanted) in [
            ("Coaching", &[][..], &["ada@b.org"][..], Some(0)),
            ("Coaching with ADA LUND", &[], &[], Some(0)),
            ("Coaching: Lund, Ada", &[], &[], Some(0)),
            ("Lund Ada", &[], &[], None),
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
