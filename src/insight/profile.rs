//! The person: everything filed about them, by section and by hashtag, in the words noted then.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::Serialize;

use super::digest::{Named, Subject};
use crate::model::client::{About, Client, ClientStatus, Filed};
use crate::model::moment::Moment;
use crate::model::problem::Problem;
use crate::model::record::Record;
use crate::model::statement::Statement;

/// What a client's profile shows.
#[derive(Debug, Clone, Serialize)]
pub struct Profile {
    /// Who.
    pub client: Named,
    /// Where the work stands.
    pub status: ClientStatus,
    /// How to speak of them.
    pub pronouns: Option<String>,
    /// Where they work.
    pub organisation: Option<String>,
    /// Where they can be written to.
    pub email: Option<String>,
    /// When the work began.
    pub since: Option<NaiveDate>,
    /// When the agreement ends.
    pub until: Option<NaiveDate>,
    /// Sessions agreed.
    pub sessions_agreed: Option<u32>,
    /// Sessions held.
    pub held: usize,
    /// Their own areas.
    pub areas: Vec<String>,
    /// Free words.
    pub tags: Vec<String>,
    /// What was agreed, in words.
    pub agreement: Vec<Statement>,
    /// Everything filed about them.
    pub person: Vec<Subject>,
    /// What could not be read on the way.
    pub problems: Vec<Problem>,
}

/// Makes the profile of a client.
#[must_use]
pub fn profile(record: &Record, now: Moment, problems: Vec<Problem>) -> Profile {
    let client: &Client = &record.client;
    Profile {
        client: Named { id: client.id.clone(), name: client.called().to_owned() },
        status: client.status,
        pronouns: client.pronouns.clone(),
        organisation: client.organisation.clone(),
        email: client.email.clone(),
        since: client.since,
        until: client.until,
        sessions_agreed: client.sessions_agreed,
        held: record.held(now).count(),
        areas: client.areas.clone(),
        tags: client.tags.clone(),
        agreement: client.agreement.clone(),
        person: person(record, None, Some(About::Fear)),
        problems,
    }
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
    dated.sort_by(|(a, _), (b, _)| b.cmp(a));
    let wanted = |about: &About| *about != About::Fear || beyond == Some(About::Fear);
    About::ALL
        .into_iter()
        .filter(wanted)
        .filter_map(|about| {
            let mut seen = HashSet::new();
            let statements: Vec<Statement> = dated
                .iter()
                .filter(|(_, filed)| filed.about == about && seen.insert(filed.statement.text.as_str()))
                .map(|(_, filed)| filed.statement.clone())
                .take(most.unwrap_or(usize::MAX))
                .collect();
            (!statements.is_empty()).then_some(Subject { about, statements })
        })
        .collect()
}
