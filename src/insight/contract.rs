//! The contract of three: what goes to whoever pays for the work. It is built up of a few facts that a sponsor has a right to, and made of
//! nothing else: no session's words, no note, no plan, no mark, no level, no outcome.

use chrono::NaiveDate;
use serde::Serialize;
use uuid::{Uuid, uuid};

use super::handout::Sender;
use super::theirs::{clear_title, their_word};
use super::view::{Face, View};
use crate::model::client::{Client, Sponsor, SponsorDraft};
use crate::model::goal::{AskedBy, Goal, GoalStatus};
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::statement::Statement;

/// The namespace of fingerprints; were it another, each draft would have to be read again.
const NAMESPACE: Uuid = uuid!("3b0f7c52-8a7e-4f0b-9f1e-5d2c64a9e7b1");

/// What of a client's notes may become of concern to a sponsor. Only [`Contract::from_record`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contract {
    client: String,
    sponsor: Option<Sponsor>,
    allowed: Option<NaiveDate>,
    draft: Option<SponsorDraft>,
    goals: Vec<String>,
    held: usize,
    agreed: Vec<String>,
    words: Vec<String>,
}

/// `share --sponsor`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SponsorPage {
    /// The client's name.
    pub client: String,
    /// Who it is for.
    pub sponsor: String,
    /// Whether it is the draft that the client reads first.
    pub is_draft: bool,
    /// What the goals that were agreed by three are called.
    pub goals: Vec<String>,
    /// How many calls were held.
    pub held: usize,
    /// What the three agreed on, as it stands under `Agreed by three`.
    pub agreed: Vec<String>,
    /// What the client wrote for it: the quotes there.
    pub words: Vec<String>,
    /// Who it comes from.
    #[serde(flatten)]
    pub sender: Sender,
}

/// Why nothing may go to the sponsor yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withheld {
    /// Nobody but the client pays.
    NoSponsor,
    /// Nothing was agreed by three.
    NothingAgreed,
    /// The client was given no draft to read.
    NoDraft,
    /// It reads otherwise than the draft, which is of this day.
    Changed(NaiveDate),
    /// They haven't allowed the draft, which is of this day.
    NotAllowed(NaiveDate),
}

impl Contract {
    /// Takes out of a record what a sponsor may get, and what decides whether they do. Of sessions that is how many were held, of goals
    /// what those are called that were agreed by three.
    #[must_use]
    pub fn from_record(record: Record, now: Moment) -> Self {
        let held = record.held_sessions(now).count();
        let Record { client, sessions: _, goals, plans: _, notes: _, doubted: _ } = record;
        let Client { id, name, sponsor, sponsor_ok, sponsor_draft, agreed_by_three, sessions_before, .. } =
            client;
        let open = agreed_by_three.into_iter().filter_map(their_word);
        let (words, agreed): (Vec<Statement>, Vec<Statement>) = open.partition(|statement| statement.said);
        let texts = |list: Vec<Statement>| list.into_iter().map(|statement| statement.text.into()).collect();
        Self {
            client: name.unwrap_or(id),
            sponsor: sponsor.filter(|sponsor| sponsor.name.is_some() || sponsor.email.is_some()),
            allowed: sponsor_ok,
            draft: sponsor_draft,
            goals: goals.into_iter().filter_map(name_of_agreed).collect(),
            held: held + sessions_before as usize,
            agreed: texts(agreed),
            words: texts(words),
        }
    }

    /// What tells these words from any others. The number of calls isn't among them: it grows by itself.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let all = serde_json::json!([self.client, self.sponsor, self.goals, self.agreed, self.words]);
        Uuid::new_v5(&NAMESPACE, all.to_string().as_bytes()).simple().to_string()[..12].to_owned()
    }

    /// Whether the draft that the client was given holds these words.
    #[must_use]
    pub fn has_draft(&self) -> bool {
        self.draft.as_ref().is_some_and(|draft| draft.fingerprint == self.fingerprint())
    }

    /// The client's name.
    #[must_use]
    pub fn client_name(&self) -> &str {
        &self.client
    }

    /// Who pays: by name, else by address.
    #[must_use]
    pub fn sponsor_name(&self) -> &str {
        let sponsor = self.sponsor.as_ref();
        sponsor.and_then(|sponsor| sponsor.name.as_deref().or(sponsor.email.as_deref())).unwrap_or_default()
    }

    /// The draft that the client reads.
    ///
    /// # Errors
    /// Where there is no sponsor, or nothing was agreed.
    pub fn draft(&self, sender: Sender) -> Result<SponsorPage, Withheld> {
        if self.sponsor.is_none() {
            return Err(Withheld::NoSponsor);
        }
        if self.goals.is_empty() && self.agreed.is_empty() && self.words.is_empty() {
            return Err(Withheld::NothingAgreed);
        }
        Ok(SponsorPage {
            client: self.client.clone(),
            sponsor: self.sponsor_name().to_owned(),
            is_draft: true,
            goals: self.goals.clone(),
            held: self.held,
            agreed: self.agreed.clone(),
            words: self.words.clone(),
            sender,
        })
    }

    /// What goes to the sponsor: the words that the client read in a draft, once they allowed them on a later day.
    ///
    /// # Errors
    /// As for [`Contract::draft`]; where there is no draft of these words, or it isn't allowed.
    pub fn page(&self, sender: Sender, now: Moment) -> Result<SponsorPage, Withheld> {
        let page = self.draft(sender)?;
        let draft = self.draft.as_ref().ok_or(Withheld::NoDraft)?;
        if !self.has_draft() {
            return Err(Withheld::Changed(draft.on));
        }
        let is_allowed = self.allowed.is_some_and(|allowed| allowed > draft.on && allowed <= now.date);
        if is_allowed {
            Ok(SponsorPage { is_draft: false, ..page })
        } else {
            Err(Withheld::NotAllowed(draft.on))
        }
    }
}

/// What a goal is called that the sponsor asked for, too. Where it stands is nobody's but the client's, so all of them are here but what was
/// only proposed.
fn name_of_agreed(goal: Goal) -> Option<String> {
    let Goal { id, title, status, asked_by, .. } = goal;
    let is_agreed = asked_by != AskedBy::Client && status != GoalStatus::Proposed;
    is_agreed.then(|| title.map_or(id, clear_title))
}

/// The client reads it before the sponsor does.
impl View for SponsorPage {
    const TEMPLATE: Option<&'static str> = Some("share-sponsor.md");
    const FACES: &'static [Face] = &[Face::Page];

    fn for_client(self) -> Option<Self> {
        let Self { client, sponsor, is_draft, goals, held, agreed, words, sender } = self;
        Some(Self { client, sponsor, is_draft, goals, held, agreed, words, sender })
    }
}
