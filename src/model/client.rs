//! The person: `client.md`.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::choice::choices;
use super::mark::Hours;
use super::session::SessionKind;
use super::signal::Signal;
use super::statement::Statement;
use super::written::Written;
use super::zone::ZoneName;

choices! {
    /// Where the work with a client stands.
    ClientStatus {
        /// The work goes on.
        Active = "active",
        /// It rests for a while.
        Paused = "paused",
        /// It is done.
        Completed = "completed",
    }
}

choices! {
    /// Whether hours are paid for.
    Fee {
        /// They are.
        Paid = "paid",
        /// They are given.
        ProBono = "pro-bono",
    }
}

choices! {
    /// What a statement about the person is about, in the order in which it is shown.
    About {
        /// What makes them happy.
        Happy = "happy",
        /// What keeps them awake.
        Awake = "awake",
        /// What they learned to expect of people.
        Expects = "expects",
        /// How they work best.
        WorksBest = "works-best",
        /// What they are strong in.
        Strength = "strength",
        /// What they hold dear.
        Value = "value",
        /// Who and what supports them.
        Support = "support",
        /// What stands in the way.
        Barrier = "barrier",
        /// Culture and conviction.
        Belief = "belief",
        /// What they come from.
        History = "history",
        /// What they are afraid of.
        Fear = "fear",
    }
}

impl About {
    /// Every subject, in the order in which it is shown.
    pub const ALL: [Self; 11] = [
        Self::Happy,
        Self::Awake,
        Self::Expects,
        Self::WorksBest,
        Self::Strength,
        Self::Value,
        Self::Support,
        Self::Barrier,
        Self::Belief,
        Self::History,
        Self::Fear,
    ];

    /// The heading in `client.md` under which statements about this stand; fear has none.
    #[must_use]
    pub const fn heading(self) -> Option<&'static str> {
        match self {
            Self::Happy => Some("What makes them happy"),
            Self::Awake => Some("What keeps them awake"),
            Self::Expects => Some("What they expect of people"),
            Self::WorksBest => Some("How they work best"),
            Self::Strength => Some("Strengths"),
            Self::Value => Some("Values"),
            Self::Support => Some("Supports"),
            Self::Barrier => Some("Barriers"),
            Self::Belief => Some("Beliefs"),
            Self::History => Some("History"),
            Self::Fear => None,
        }
    }
}

/// A statement filed under a subject by its place or its hashtag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// The subject.
    pub about: About,
    /// The note's own words.
    pub statement: Statement,
}

/// Hours of coaching held before the practice was kept here.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct HoursBefore {
    /// Paid hours.
    pub paid: Option<Hours>,
    /// Hours given.
    pub pro_bono: Option<Hours>,
}

/// Who pays for the work, where that isn't the client.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Sponsor {
    /// What they are called.
    pub name: Option<String>,
    /// Where they can be written to.
    pub email: Option<String>,
}

/// The draft of what a sponsor gets, as the client was given it to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SponsorDraft {
    /// The day on which it was made.
    pub on: NaiveDate,
    /// What tells its words from any others.
    pub fingerprint: String,
}

/// Consents of the client's, each by the day on which it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Agreed {
    /// That notes are kept.
    pub notes: Option<NaiveDate>,
    /// That calls are recorded; transcripts need it.
    pub recording: Option<NaiveDate>,
    /// That the work is spoken of in supervision.
    pub supervision: Option<NaiveDate>,
}

/// Who the person is.
#[derive(Debug, Clone, PartialEq)]
pub struct Client {
    /// The folder's name.
    pub id: String,
    /// The file, from the practice's root.
    pub path: Arc<str>,
    /// What they are called; `None` where the client goes by the id.
    pub name: Option<String>,
    /// Where the work stands.
    pub status: ClientStatus,
    /// When the work began.
    pub since: Option<NaiveDate>,
    /// When the agreement ends.
    pub until: Option<NaiveDate>,
    /// How many sessions were agreed.
    pub sessions_agreed: Option<u32>,
    /// When the records are to be erased.
    pub keep_until: Option<NaiveDate>,
    /// Where they can be written to; their mails are known by these addresses.
    pub emails: Vec<String>,
    /// Where they work.
    pub organisation: Option<String>,
    /// How to speak of them.
    pub pronouns: Option<String>,
    /// Whether hours are paid for; a session can override it.
    pub fee: Fee,
    /// Where they are, where times are to be shown in their zone as well.
    pub timezone: Option<ZoneName>,
    /// What their calls are, where a session doesn't say.
    pub kind: SessionKind,
    /// How many take part, likewise.
    pub group_size: Option<u32>,
    /// How long a new session is to take.
    pub minutes: Option<u32>,
    /// The usual place or link of their calls.
    pub place: Option<String>,
    /// Their own areas for balance marks, in their order.
    pub areas: Vec<String>,
    /// Sessions held before the practice was kept here.
    pub sessions_before: u32,
    /// Hours likewise.
    pub hours_before: HoursBefore,
    /// When they agreed to stand in the hours log.
    pub log_consent: Option<NaiveDate>,
    /// The day of their organisation's letter that stands in lieu of names in the hours log.
    pub log_letter: Option<NaiveDate>,
    /// Who pays for it, where that isn't the client.
    pub sponsor: Option<Sponsor>,
    /// When the client read and allowed what the sponsor gets.
    pub sponsor_ok: Option<NaiveDate>,
    /// The draft of it that they were given to read.
    pub sponsor_draft: Option<SponsorDraft>,
    /// What else they agreed to, and when.
    pub agreed: Agreed,
    /// Signals that aren't to be noticed until a day.
    pub hush: Vec<(Signal, NaiveDate)>,
    /// Free words to sort by.
    pub tags: Vec<String>,
    /// What other keys say, by their names, in the order of the file.
    pub other: Vec<(String, Statement)>,
    /// What the note's sections say of the person, in the order of the file.
    pub filed: Vec<Filed>,
    /// What came instead of what they expect of people: `#otherwise`.
    pub otherwise: Vec<Statement>,
    /// What is to be taken to a colleague: `#supervise`.
    pub supervise: Vec<Statement>,
    /// What client and coach have read together: `#ours`.
    pub ours: Vec<Statement>,
    /// What stands under `What helps me when I'm stuck`: the client's own words, which may be shown.
    pub helps: Vec<Statement>,
    /// What stands under `Agreed by three`: what is told to whom, which may be shown.
    pub agreed_by_three: Vec<Statement>,
    /// What stands under `Who I want to be with them`.
    pub to_be_with_them: Vec<Statement>,
    /// What stands under `Agreement`.
    pub agreement: Vec<Statement>,
    /// What the note says beside, in the order of the file.
    pub more: Vec<More>,
    /// The lines that hold its facts.
    pub written: Written,
}

/// What a profile's note says beside the sections that have a meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct More {
    /// The heading under which it stands; none under the note's title.
    pub heading: Option<String>,
    /// The words.
    pub statements: Vec<Statement>,
}

impl Client {
    /// A client of whom nothing is known but the id.
    #[must_use]
    pub fn unknown(id: &str, path: Arc<str>) -> Self {
        Self {
            id: id.to_owned(),
            path,
            name: None,
            status: ClientStatus::Active,
            since: None,
            until: None,
            sessions_agreed: None,
            keep_until: None,
            emails: Vec::new(),
            organisation: None,
            pronouns: None,
            fee: Fee::Paid,
            timezone: None,
            kind: SessionKind::Individual,
            group_size: None,
            minutes: None,
            place: None,
            areas: Vec::new(),
            sessions_before: 0,
            hours_before: HoursBefore::default(),
            log_consent: None,
            log_letter: None,
            sponsor: None,
            sponsor_ok: None,
            sponsor_draft: None,
            agreed: Agreed::default(),
            hush: Vec::new(),
            tags: Vec::new(),
            other: Vec::new(),
            filed: Vec::new(),
            otherwise: Vec::new(),
            supervise: Vec::new(),
            ours: Vec::new(),
            helps: Vec::new(),
            agreed_by_three: Vec::new(),
            to_be_with_them: Vec::new(),
            agreement: Vec::new(),
            more: Vec::new(),
            written: Written::default(),
        }
    }

    /// The first of their addresses.
    #[must_use]
    pub fn email(&self) -> Option<&str> {
        self.emails.first().map(String::as_str)
    }

    /// What they are called: the name, else the id.
    #[must_use]
    pub fn display_name(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.id)
    }
}
