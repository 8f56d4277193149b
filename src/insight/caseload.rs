//! The caseload: when each client was last met, what was learned of them last, and what isn't known yet. In the order of the next call, never by anything that could be taken for a rank.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::person::person;
use super::supervision::{Calls, Full, day_and_minutes, load};
use super::view::{Face, View};
use crate::model::client::{About, ClientStatus};
use crate::model::matching::make_sorting_key;
use crate::model::moment::Moment;
use crate::model::needs::{Depth, Needs};
use crate::model::order::InOrder as _;
use crate::model::record::Record;
use crate::model::statement::Statement;

/// `report caseload`.
#[derive(Debug, Clone, Serialize)]
pub struct Caseload {
    /// Active clients in the order of their next call, those without one behind them by name.
    pub clients: Vec<CaseloadLine>,
    /// The days with the most calls, the fullest first.
    pub fullest: Vec<Full>,
}

/// One client.
#[derive(Debug, Clone, Serialize)]
pub struct CaseloadLine {
    /// The client's id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// The next call.
    pub next: Option<Moment>,
    /// When they were last met.
    pub last: Option<Moment>,
    /// When their notes were last read back with `coach read`, be it in part.
    pub last_read: Option<NaiveDate>,
    /// Sessions held.
    pub held: usize,
    /// Sessions agreed.
    pub agreed: Option<u32>,
    /// When the agreement ends.
    pub until: Option<NaiveDate>,
    /// What was learned of them last, and when.
    pub learned: Option<Learned>,
    /// What isn't known yet.
    pub unknown: Vec<About>,
}

/// The newest words that were filed about a client.
#[derive(Debug, Clone, Serialize)]
pub struct Learned {
    /// What they are about.
    pub about: About,
    /// The words.
    #[serde(flatten)]
    pub statement: Statement,
    /// Their day; what stands in the profile has none.
    pub date: Option<NaiveDate>,
}

/// Lists the clients whose work goes on.
#[must_use]
pub fn caseload(parts: Vec<ClientLoad>) -> Caseload {
    let mut calls = Calls::default();
    let mut clients: Vec<CaseloadLine> = Vec::new();
    for part in parts {
        calls.extend(part.calls);
        clients.extend(part.line);
    }
    clients.put_in_order_by_key(|line| {
        (line.next.is_none(), line.next, make_sorting_key(&line.name), line.id.clone())
    });
    Caseload { clients, fullest: load(&calls).days }
}

/// What is read for what a client adds to the caseload.
pub const NEEDS: Needs = Needs::of_calls(Depth::Filed);

/// What one client adds to the caseload.
#[derive(Debug)]
pub struct ClientLoad {
    /// Their line; none where one doesn't work with them.
    line: Option<CaseloadLine>,
    calls: Calls,
}

/// Makes what one client adds to the caseload; `last_read` is when each was last read, by id.
#[must_use]
pub fn client_load(record: &Record, last_read: &BTreeMap<String, NaiveDate>, now: Moment) -> ClientLoad {
    let is_active = record.client.status == ClientStatus::Active;
    ClientLoad {
        line: is_active.then(|| line(record, last_read, now)),
        calls: record.held_sessions(now).map(day_and_minutes).collect(),
    }
}

fn line(record: &Record, last_read: &BTreeMap<String, NaiveDate>, now: Moment) -> CaseloadLine {
    let known = person(record, None, Some(About::Fear));
    let unknown = About::ALL.into_iter().filter(|about| !known.iter().any(|known| known.about == *about));
    // What a subject says newest stands first in it; of one day the subject that is shown first counts.
    let newest = known.iter().filter_map(|subject| Some((subject.about, subject.statements.first()?)));
    let newest = newest.reduce(|newest, next| if next.1.date > newest.1.date { next } else { newest });
    CaseloadLine {
        id: record.client.id.clone(),
        name: record.client.display_name().to_owned(),
        next: record.next_call(now).map(|session| session.when),
        last: record.held_sessions(now).next_back().map(|session| session.when),
        last_read: last_read.get(&record.client.id).copied(),
        held: record.held_sessions(now).count(),
        agreed: record.client.sessions_agreed,
        until: record.client.until,
        // Fear has no place of its own in a profile; that nothing is noted of it is no gap.
        unknown: unknown.filter(|about| about.heading().is_some()).collect(),
        learned: newest.map(|(about, noted)| Learned {
            about,
            statement: noted.statement.clone(),
            date: noted.date,
        }),
    }
}

/// Several clients are in it.
impl View for Caseload {
    const TEMPLATE: Option<&'static str> = Some("report-caseload.md");
    const FACES: &'static [Face] = &[Face::Page];

    fn for_client(self) -> Option<Self> {
        None
    }
}
