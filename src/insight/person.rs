//! What we know of a person: everything filed about them, by section and by hashtag, in the words noted then.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::Serialize;

use super::theirs::theirs_of;
use crate::model::client::{About, Filed};
use crate::model::moment::Moment;
use crate::model::order::InOrder as _;
use crate::model::record::Record;
use crate::model::statement::Statement;

/// What is known about one side of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Subject {
    /// Which side.
    pub about: About,
    /// What was noted, newest first.
    pub statements: Vec<Noted>,
}

/// What was noted about a person, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Noted {
    /// The words.
    #[serde(flatten)]
    pub statement: Statement,
    /// The day of the session or note; what stands in `client.md` has none.
    pub date: Option<NaiveDate>,
}

/// What is known of a person, newest first; what `client.md` says stands behind what was noted on a day. `beyond` adds
/// a subject that the digest leaves out.
#[must_use]
pub fn person(record: &Record, most: Option<usize>, beyond: Option<About>) -> Vec<Subject> {
    let mut dated: Vec<(Option<Moment>, &Filed)> = Vec::new();
    dated.extend(record.client.filed.iter().map(|filed| (None, filed)));
    for session in &record.sessions {
        dated.extend(session.filed.iter().map(|filed| (Some(session.when), filed)));
    }
    for note in &record.notes {
        dated.extend(note.filed.iter().map(|filed| (Some(note.when), filed)));
    }
    // Stable: within a day, and in client.md, statements keep the order of the file.
    dated.put_in_order_by(|(a, _), (b, _)| b.cmp(a));
    let wanted = |about: &About| *about != About::Fear || beyond == Some(About::Fear);
    About::ALL
        .into_iter()
        .filter(wanted)
        .filter_map(|about| {
            let mut seen = HashSet::new();
            let statements: Vec<Noted> = dated
                .iter()
                .filter(|(_, filed)| filed.about == about && seen.insert(filed.statement.text.as_str()))
                .map(|(when, filed)| Noted {
                    statement: filed.statement.clone(),
                    date: when.map(|when| when.date),
                })
                .take(most.unwrap_or(usize::MAX))
                .collect();
            (!statements.is_empty()).then_some(Subject { about, statements })
        })
        .collect()
}

/// What they expect of people and what they fear is the coach's reading of them, not for their own screen.
pub(super) fn their_person(person: Vec<Subject>) -> Vec<Subject> {
    let is_reading = |about: About| matches!(about, About::Expects | About::Fear);
    let noted = |Noted { statement, date }: Noted| Some(Noted { statement: theirs_of(statement)?, date });
    person
        .into_iter()
        .filter(|subject| !is_reading(subject.about))
        .map(|Subject { about, statements }| Subject {
            about,
            statements: statements.into_iter().filter_map(noted).collect(),
        })
        .filter(|subject| !subject.statements.is_empty())
        .collect()
}
