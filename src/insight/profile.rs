//! The profile: who a client is, what was agreed, and everything filed about them.

use chrono::NaiveDate;
use serde::Serialize;

use super::name_and_id::Named;
use super::person::{Noted, Subject, person, their_person};
use super::theirs::{their_more, their_words};
use super::view::View;
use crate::model::client::{About, Agreed, Client, ClientStatus, Fee, HoursBefore, More, Sponsor};
use crate::model::moment::Moment;
use crate::model::order::InOrder as _;
use crate::model::record::Record;
use crate::model::session::SessionKind;
use crate::model::signal::Signal;
use crate::model::statement::Statement;
use crate::model::wording::ClientWords;

/// What a client's profile shows.
#[derive(Debug, Clone, Serialize)]
pub struct Profile {
    /// Who.
    pub client: Named,
    /// Where the work stands.
    pub status: Option<ClientStatus>,
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
    /// Sessions held before the practice was kept here.
    pub sessions_before: u32,
    /// Hours likewise.
    pub hours_before: Option<HoursBefore>,
    /// Whether hours are paid for.
    pub fee: Option<Fee>,
    /// What their calls are like where a session doesn't say.
    pub usual: Usual,
    /// When they agreed to stand in the hours log.
    pub log_consent: Option<NaiveDate>,
    /// The day of their organisation's letter in lieu of it.
    pub log_letter: Option<NaiveDate>,
    /// What else they agreed to, and when.
    pub agreed: Option<Agreed>,
    /// Who pays for the work, where that isn't the client.
    pub sponsor: Option<Sponsor>,
    /// When the client allowed what the sponsor gets.
    pub sponsor_ok: Option<NaiveDate>,
    /// When the records are to be erased.
    pub keep_until: Option<NaiveDate>,
    /// Signals that aren't to be noticed until a day.
    pub hush: Vec<Hushed>,
    /// Their own areas.
    pub areas: Vec<String>,
    /// Free words.
    pub tags: Vec<String>,
    /// What other keys of the note say.
    pub other: Vec<Other>,
    /// What their note says beside, by its headings.
    pub more: Vec<More>,
    /// What they say helps them when they're stuck.
    pub helps: Vec<Statement>,
    /// Who the coach wants to be with them.
    pub with_them: Vec<Statement>,
    /// What was agreed, in words.
    pub agreement: Vec<Statement>,
    /// What client, sponsor and coach agreed on who is told what.
    pub agreed_by_three: Vec<Statement>,
    /// Everything filed about them.
    pub person: Vec<Subject>,
    /// What came instead of what they expect of people, newest first.
    pub otherwise: Vec<Noted>,
    /// What isn't known yet, as questions that one might be curious about.
    pub unknown: Vec<Unknown>,
}

/// What the calls of a client are usually like.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Usual {
    /// Who is in them.
    pub kind: Option<SessionKind>,
    /// How many, for a group or team.
    pub group_size: Option<u32>,
    /// How long they take.
    pub minutes: Option<u32>,
    /// The place or link.
    #[serde(rename = "where")]
    pub place: Option<String>,
    /// The zone of the client's clock.
    pub timezone: Option<String>,
}

/// A signal that isn't to be noticed for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hushed {
    /// Which one.
    pub signal: Signal,
    /// From which day on it is noticed again.
    pub until: NaiveDate,
}

/// A key that only this practice knows, and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Other {
    /// The key.
    pub key: String,
    /// What it says.
    #[serde(flatten)]
    pub says: Statement,
}

/// A side of the person of which nothing is noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unknown {
    /// Which side.
    pub about: About,
    /// What one might be curious about.
    pub question: String,
}

/// Makes the profile of a client.
#[must_use]
pub fn profile(record: &Record, words: &ClientWords, now: Moment) -> Profile {
    let client: &Client = &record.client;
    let person = person(record, None, Some(About::Fear));
    let is_known = |about: About| person.iter().any(|subject| subject.about == about);
    let unknown = About::ALL.into_iter().filter(|about| !is_known(*about));
    let asks =
        |about: About| words.asks(about).map(|question| Unknown { about, question: question.to_owned() });
    let hush = client.hush.iter().filter(|(_, until)| now.date < *until);
    Profile {
        client: Named::from_record(record),
        status: Some(client.status),
        pronouns: client.pronouns.clone(),
        organisation: client.organisation.clone(),
        email: client.email().map(str::to_owned),
        since: client.since,
        until: client.until,
        sessions_agreed: client.sessions_agreed,
        held: record.held_sessions(now).count(),
        sessions_before: client.sessions_before,
        hours_before: Some(client.hours_before).filter(|before| *before != HoursBefore::default()),
        fee: Some(client.fee),
        usual: Usual {
            kind: Some(client.kind).filter(|kind| *kind != SessionKind::Individual),
            group_size: client.group_size,
            minutes: client.minutes,
            place: client.place.clone(),
            timezone: client.timezone.map(|zone| zone.name().to_owned()),
        },
        log_consent: client.log_consent,
        log_letter: client.log_letter,
        agreed: Some(client.agreed).filter(|agreed| *agreed != Agreed::default()),
        sponsor: client.sponsor.clone(),
        sponsor_ok: client.sponsor_ok,
        keep_until: client.keep_until,
        hush: hush.map(|(signal, until)| Hushed { signal: *signal, until: *until }).collect(),
        other: client
            .other
            .iter()
            .map(|(key, says)| Other { key: key.clone(), says: says.clone() })
            .collect(),
        areas: client.areas.clone(),
        tags: client.tags.clone(),
        more: client.more.clone(),
        helps: client.helps.clone(),
        with_them: client.to_be_with_them.clone(),
        agreement: client.agreement.clone(),
        agreed_by_three: client.agreed_by_three.clone(),
        otherwise: otherwise(record),
        unknown: unknown.filter_map(asks).collect(),
        person,
    }
}

/// What came instead of what they expect of people, newest first; what `client.md` says stands last.
fn otherwise(record: &Record) -> Vec<Noted> {
    let sessions = record
        .sessions
        .iter()
        .flat_map(|session| session.otherwise.iter().map(move |one| (Some(session.when), one)));
    let notes =
        record.notes.iter().flat_map(|note| note.otherwise.iter().map(move |one| (Some(note.when), one)));
    let mut dated: Vec<(Option<Moment>, &Statement)> =
        record.client.otherwise.iter().map(|one| (None, one)).chain(sessions).chain(notes).collect();
    dated.put_in_order_by(|(a, _), (b, _)| b.cmp(a));
    dated
        .into_iter()
        .map(|(when, statement)| Noted { statement: statement.clone(), date: when.map(|when| when.date) })
        .collect()
}

/// How the practice keeps its books is the coach's own; so is how they describe the client, and what they wonder about.
impl View for Profile {
    const TEMPLATE: Option<&'static str> = Some("client-show.md");

    fn for_client(self) -> Option<Self> {
        let Self {
            client,
            status: _,
            pronouns: _,
            organisation: _,
            email: _,
            since,
            until,
            sessions_agreed,
            held,
            sessions_before,
            hours_before: _,
            fee: _,
            usual: _,
            log_consent: _,
            log_letter: _,
            agreed: _,
            sponsor: _,
            sponsor_ok: _,
            keep_until: _,
            hush: _,
            areas,
            tags: _,
            other: _,
            more,
            helps,
            with_them: _,
            agreement,
            agreed_by_three,
            person,
            otherwise: _,
            unknown: _,
        } = self;
        Some(Self {
            client,
            status: None,
            pronouns: None,
            organisation: None,
            email: None,
            since,
            until,
            sessions_agreed,
            held,
            sessions_before,
            hours_before: None,
            fee: None,
            usual: Usual::default(),
            log_consent: None,
            log_letter: None,
            agreed: None,
            sponsor: None,
            sponsor_ok: None,
            keep_until: None,
            hush: Vec::new(),
            areas,
            tags: Vec::new(),
            other: Vec::new(),
            more: their_more(more),
            helps: their_words(helps),
            with_them: Vec::new(),
            agreement: their_words(agreement),
            agreed_by_three: their_words(agreed_by_three),
            otherwise: Vec::new(),
            person: their_person(person),
            unknown: Vec::new(),
        })
    }
}
