//! The alliance, by the clients' own marks: how heard they felt, how far it was about what matters, how the way suited them.
//! Each client against their own earlier marks; nobody against anybody else.

use chrono::NaiveDate;
use serde::Serialize;

use super::median::median;
use super::named::Named;
use super::view::View;
use crate::model::client::ClientStatus;
use crate::model::mark::{serialize_rounded, serialize_rounded_or_none};
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::session::{Alliance, Session};
use crate::model::statement::Source;

/// `report alliance`.
#[derive(Debug, Clone, Serialize)]
pub struct AllianceReport {
    /// Whose marks; nothing for the practice as a whole.
    pub client: Option<Named>,
    /// The day from which on calls count.
    pub since: Option<NaiveDate>,
    /// The clients, the one with the next call first, those without one behind them by name; never by their marks.
    pub clients: Vec<ClientMarks>,
}

/// One client's marks.
#[derive(Debug, Clone, Serialize)]
pub struct ClientMarks {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The call to come.
    pub next: Option<Moment>,
    /// The calls that were held, first to last.
    pub sessions: Vec<SessionMarks>,
    /// The call that was marked last.
    pub latest: Option<Latest>,
    /// The median of the means before it, 0 to 10; nothing where it is the first.
    #[serde(serialize_with = "serialize_rounded_or_none")]
    pub median: Option<f64>,
    /// The latest mean less that median.
    #[serde(serialize_with = "serialize_rounded_or_none")]
    pub difference: Option<f64>,
}

/// The marks of one call.
#[derive(Debug, Clone, Serialize)]
pub struct SessionMarks {
    /// When it was.
    pub date: Moment,
    /// Its place among the held ones.
    pub number: Option<usize>,
    /// The marks.
    #[serde(flatten)]
    pub marks: Alliance,
    /// The mean of those that were given, 0 to 10; nothing where none was.
    #[serde(serialize_with = "serialize_rounded_or_none")]
    pub mean: Option<f64>,
    /// Where they stand.
    pub sources: Vec<Source>,
}

/// The call that was marked last.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Latest {
    /// When it was.
    pub date: Moment,
    /// The mean of its marks, 0 to 10.
    #[serde(serialize_with = "serialize_rounded")]
    pub mean: f64,
}

/// Makes the report on the marks of some clients' calls on or after a day. Without a client that was named, those whose work is
/// done are left out.
#[must_use]
pub fn alliances(
    records: &[Record],
    client: Option<Named>,
    since: Option<NaiveDate>,
    now: Moment,
) -> AllianceReport {
    let wanted = |record: &&Record| client.is_some() || record.client.status != ClientStatus::Completed;
    let mut clients: Vec<ClientMarks> =
        records.iter().filter(wanted).map(|record| marks(record, since, now)).collect();
    clients.sort_by_key(|client| {
        (client.next.is_none(), client.next, client.name.to_lowercase(), client.id.clone())
    });
    AllianceReport { client, since, clients }
}

fn marks(record: &Record, since: Option<NaiveDate>, now: Moment) -> ClientMarks {
    let counts = |session: &&Session| since.is_none_or(|since| session.when.date >= since);
    let sessions: Vec<SessionMarks> = record
        .held(now)
        .filter(counts)
        .map(|session| SessionMarks {
            date: session.when,
            number: record.number_of(session, now),
            marks: session.alliance,
            mean: session.alliance.mean(),
            sources: session
                .written
                .key("alliance")
                .and_then(|line| line.source.clone())
                .into_iter()
                .collect(),
        })
        .collect();
    let means: Vec<f64> = sessions.iter().filter_map(|session| session.mean).collect();
    let latest =
        sessions.iter().rev().find_map(|session| Some(Latest { date: session.date, mean: session.mean? }));
    let median = means.split_last().and_then(|(_, earlier)| median(earlier.iter().copied()));
    ClientMarks {
        id: record.client.id.clone(),
        name: record.client.called().to_owned(),
        next: record.next_call(now).map(|session| session.when),
        difference: latest.zip(median).map(|(latest, median)| latest.mean - median),
        sessions,
        latest,
        median,
    }
}

/// One client's marks are their own; what is reckoned from them, and where they stand, is the coach's.
impl View for AllianceReport {
    const TEMPLATE: Option<&'static str> = Some("report-alliance.md");

    fn for_client(self) -> Option<Self> {
        let Self { client, since, clients } = self;
        let client = Some(client?);
        Some(Self { client, since, clients: clients.into_iter().map(ClientMarks::for_client).collect() })
    }
}

impl ClientMarks {
    fn for_client(self) -> Self {
        let Self { id, name, next, sessions, latest: _, median: _, difference: _ } = self;
        let sessions = sessions.into_iter().map(SessionMarks::for_client).collect();
        Self { id, name, next, sessions, latest: None, median: None, difference: None }
    }
}

impl SessionMarks {
    fn for_client(self) -> Self {
        let Self { date, number, marks, mean: _, sources: _ } = self;
        Self { date, number, marks, mean: None, sources: Vec::new() }
    }
}
