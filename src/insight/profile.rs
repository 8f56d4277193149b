//! The profile: who a client is, what was agreed, and everything filed about them.

use chrono::NaiveDate;
use serde::Serialize;

use super::named::Named;
use super::person::{Subject, person};
use crate::model::client::{About, Client, ClientStatus};
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
        client: Named::of(record),
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
