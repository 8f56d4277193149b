//! Everything that is kept about a person in one piece: for the coach, or what of it is for the person themselves.

mod withheld;

use chrono::NaiveDate;
use serde::Serialize;

pub use withheld::{Kept, Withheld, list_withheld};

use super::balance::{BalanceView, balance};
use super::client_record::ClientRecord;
use super::goals::{self, GoalView};
use super::name_and_id::Named;
use super::plans::{self, PlanView};
use super::profile::{Profile, profile};
use super::reading::Reading;
use super::sessions::{SessionList, sessions};
use super::view::{Face, View};
use crate::model::client::Agreed;
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::wording::ClientWords;
use crate::model::zone::Clocks;

/// `export CLIENT`.
#[derive(Debug, Clone, Serialize)]
pub struct Export {
    /// Who.
    pub client: Named,
    /// The day on which it was made.
    pub made_on: NaiveDate,
    /// Whether it holds only what is for the client.
    pub is_for_client: bool,
    /// What they told of themselves, and what they agreed to.
    pub own: OwnFacts,
    /// The person and the agreement.
    pub profile: Profile,
    /// Every goal.
    pub goals: Vec<GoalView>,
    /// Every plan, those that don't count yet apart.
    pub plans: Vec<PlanView>,
    /// Every call.
    pub sessions: SessionList,
    /// Their marks of their areas.
    pub balance: BalanceView,
    /// What was written, first to last.
    pub reading: Reading,
    /// The files of which copies lie beside it.
    pub files: Vec<KeptFile>,
    /// What isn't in it, and why.
    pub withheld: Vec<Withheld>,
}

/// What is known of a person beside the work with them. It is theirs, whatever the notes say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnFacts {
    /// Where they can be written to.
    pub emails: Vec<String>,
    /// How to speak of them.
    pub pronouns: Option<String>,
    /// Where they work.
    pub organisation: Option<String>,
    /// What they agreed to, and when.
    pub agreed: Agreed,
    /// When they agreed to stand in the hours log.
    pub log_consent: Option<NaiveDate>,
    /// When the records are to be erased.
    pub keep_until: Option<NaiveDate>,
}

/// A file of which the export holds a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeptFile {
    /// Where in the export.
    pub path: String,
    /// How long it is, in bytes.
    pub bytes: u64,
}

impl OwnFacts {
    /// What a record knows.
    #[must_use]
    pub fn from_record(record: &Record) -> Self {
        let client = &record.client;
        Self {
            emails: client.emails.clone(),
            pronouns: client.pronouns.clone(),
            organisation: client.organisation.clone(),
            agreed: client.agreed,
            log_consent: client.log_consent,
            keep_until: client.keep_until,
        }
    }
}

/// Everything that a record holds. `reading` is made of the same record.
#[must_use]
pub fn export(
    record: &Record,
    reading: Reading,
    files: Vec<KeptFile>,
    words: &ClientWords,
    now: Moment,
    clocks: &Clocks,
) -> Export {
    Export {
        client: Named::from_record(record),
        made_on: now.date,
        is_for_client: false,
        own: OwnFacts::from_record(record),
        profile: profile(record, words, now),
        goals: record.goals.iter().map(|goal| goals::goal(record, goal, &[])).collect(),
        plans: record.plans.iter().map(|plan| plans::plan(record, plan)).collect(),
        sessions: sessions(record, now, clocks),
        balance: balance(record, now),
        reading,
        files,
        withheld: Vec::new(),
    }
}

/// What of a person's notes is for them: it is made of what they may see and of nothing else, beside what they told of themselves.
#[must_use]
pub fn export_for_client(
    record: &ClientRecord,
    own: OwnFacts,
    reading: Reading,
    withheld: Vec<Withheld>,
    words: &ClientWords,
    now: Moment,
    clocks: &Clocks,
) -> Option<Export> {
    let export = export(record, reading, Vec::new(), words, now, clocks);
    Some(Export { own, withheld, ..export.for_client()? })
}

impl View for Export {
    const TEMPLATE: Option<&'static str> = Some("export.md");

    fn for_client(self) -> Option<Self> {
        let Self {
            client,
            made_on,
            is_for_client: _,
            own,
            profile,
            goals,
            plans,
            sessions,
            balance,
            reading,
            files: _,
            withheld,
        } = self;
        Some(Self {
            client,
            made_on,
            is_for_client: true,
            own,
            profile: profile.for_client()?,
            goals: goals.into_iter().filter_map(View::for_client).collect(),
            plans: plans.into_iter().filter_map(View::for_client).collect(),
            sessions: sessions.for_client()?,
            balance: balance.for_client()?,
            reading: reading.for_client()?,
            files: Vec::new(),
            withheld,
        })
    }
}

/// All of an export as one text, which the command makes of its views piece by piece.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct Whole<V>(pub V);

/// It is the coach's to hand on.
impl<V: View> View for Whole<V> {
    const TEMPLATE: Option<&'static str> = None;
    const FACES: &'static [Face] = &[Face::OwnPage];

    fn for_client(self) -> Option<Self> {
        None
    }
}
