//! Who they are: what stands in their profile and what was filed since, in the words noted then.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use crate::insight::person::Noted;
use crate::model::client::{About, Filed};
use crate::model::moment::Moment;
use crate::model::order::InOrder as _;
use crate::model::record::Record;
use crate::model::statement::Statement;

/// How many statements a side of the person has at most.
const MOST: usize = 3;
/// What was noted within so many days is new enough to stand beside the first line of the profile.
const LATELY: i64 = 90;

/// One side of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trait {
    /// What helps them when they're stuck, in their own words.
    Helps,
    /// What is filed about them.
    Filed(About),
}

/// The sides in the order in which they are read; what the coach made of them comes last.
pub const TRAITS: [Trait; 12] = [
    Trait::Helps,
    Trait::Filed(About::Happy),
    Trait::Filed(About::Awake),
    Trait::Filed(About::WorksBest),
    Trait::Filed(About::Strength),
    Trait::Filed(About::Value),
    Trait::Filed(About::Support),
    Trait::Filed(About::Barrier),
    Trait::Filed(About::Belief),
    Trait::Filed(About::Expects),
    Trait::Filed(About::History),
    Trait::Filed(About::Fear),
];

/// In JSON a side goes by one word.
impl Serialize for Trait {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::Helps => "helps",
            Self::Filed(about) => about.word(),
        })
    }
}

/// What is known about one side of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Known {
    /// Which side.
    pub about: Trait,
    /// The first line of the profile, then what was noted since, newest first, then the rest of the profile; three at most.
    pub statements: Vec<Noted>,
    /// Whether the newest of them is of the last ninety days.
    pub lately: bool,
    /// How many more there are.
    pub more: usize,
    /// Whether it is the coach's reading of them.
    pub as_noted: bool,
}

/// Who they are.
#[must_use]
pub(super) fn portrait(record: &Record, now: Moment) -> Vec<Known> {
    TRAITS.into_iter().filter_map(|about| find_known(record, about, now)).collect()
}

fn find_known(record: &Record, about: Trait, now: Moment) -> Option<Known> {
    let mut profile: Vec<Noted> = match about {
        Trait::Helps => record.client.helps.iter().map(|words| make_noted(words, None)).collect(),
        Trait::Filed(about) => {
            filter_about(&record.client.filed, about).map(|words| make_noted(words, None)).collect()
        }
    };
    let mut dated: Vec<Noted> = match about {
        Trait::Helps => Vec::new(),
        Trait::Filed(about) => since(record, about, now),
    };
    let newest = dated.first().and_then(|noted| noted.date);
    let rest = profile.split_off(profile.len().min(1));
    profile.append(&mut dated);
    profile.extend(rest);
    let mut seen = HashSet::new();
    profile.retain(|noted| seen.insert(noted.statement.text.clone()));
    if profile.is_empty() {
        return None;
    }
    let more = profile.len().saturating_sub(MOST);
    profile.truncate(MOST);
    let as_noted = matches!(about, Trait::Filed(About::Expects | About::History | About::Fear));
    let lately = newest.is_some_and(|day| (now.date - day).num_days() <= LATELY);
    Some(Known { about, statements: profile, lately, more, as_noted })
}

/// What was filed in sessions and notes, newest first; within a day in the order of the file.
fn since(record: &Record, about: About, now: Moment) -> Vec<Noted> {
    let sessions = record.sessions.iter().map(|session| (session.when, &session.filed));
    let notes = record.notes.iter().map(|note| (note.when, &note.filed));
    let mut dated: Vec<(Moment, &Statement)> = sessions
        .chain(notes)
        .filter(|(when, _)| when.date <= now.date)
        .flat_map(|(when, filed)| filter_about(filed, about).map(move |words| (when, words)))
        .collect();
    dated.put_in_order_by_key(|(when, _)| std::cmp::Reverse(*when));
    dated.into_iter().map(|(when, words)| make_noted(words, Some(when.date))).collect()
}

fn filter_about(filed: &[Filed], about: About) -> impl Iterator<Item = &Statement> {
    filed.iter().filter(move |filed| filed.about == about).map(|filed| &filed.statement)
}

fn make_noted(statement: &Statement, date: Option<NaiveDate>) -> Noted {
    Noted { statement: statement.clone(), date }
}
