//! The alliance, by the clients' own marks: how heard they felt, how far it was about what matters, how the way suited them.
//! Each client against their own earlier marks; nobody against anybody else.

use chrono::NaiveDate;
use serde::Serialize;

use super::median::median;
use super::name_and_id::Named;
use super::view::{Face, View};
use crate::model::client::ClientStatus;
use crate::model::mark::{Ten, serialize_rounded_or_none};
use crate::model::matching::make_sorting_key;
use crate::model::moment::Moment;
use crate::model::needs::Needs;
use crate::model::order::InOrder as _;
use crate::model::record::Record;
use crate::model::session::{Alliance, Session};
use crate::model::statement::Source;

/// What is read for a client's marks.
pub const NEEDS: Needs = Needs::KEYS;

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
    /// The marks.
    #[serde(flatten)]
    pub marks: MarksOverTime,
}

/// A client's marks of their calls over time.
#[derive(Debug, Clone, Serialize)]
pub struct MarksOverTime {
    /// The calls that were held, first to last.
    pub sessions: Vec<SessionMarks>,
    /// The call that was marked last.
    pub latest: Option<Latest>,
    /// Each line of the marks for itself, those that were given at least once.
    pub lines: Vec<LineMarks>,
    /// The lowest mark of all, 0 to 10; nothing where none was given.
    pub lowest: Option<Ten>,
}

/// One line of the marks over time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LineMarks {
    /// Which: `heard`, `focus`, `approach` or `overall`.
    pub line: &'static str,
    /// What it is in the call that was marked last; nothing where that left it out.
    pub latest: Option<Ten>,
    /// The median of its earlier marks, 0 to 10; nothing where there are none.
    #[serde(serialize_with = "serialize_rounded_or_none")]
    pub usual: Option<f64>,
    /// The latest less that median.
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
    /// Where they stand.
    pub sources: Vec<Source>,
}

/// The call that was marked last.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Latest {
    /// When it was.
    pub date: Moment,
    /// Its place among the held ones.
    pub number: Option<usize>,
}

/// Makes the report on the marks of some clients' calls on or after a day. Without a client that was named, those whose work is
/// done are left out.
#[must_use]
pub fn alliances(
    mut clients: Vec<ClientMarks>,
    client: Option<Named>,
    since: Option<NaiveDate>,
) -> AllianceReport {
    clients.put_in_order_by_key(|client| {
        (client.next.is_none(), client.next, make_sorting_key(&client.name), client.id.clone())
    });
    AllianceReport { client, since, clients }
}

/// Whether a client stands in the report of all: those whose work goes on.
#[must_use]
pub fn is_going_on(record: &Record) -> bool {
    record.client.status != ClientStatus::Completed
}

/// Makes a client's part of the report.
#[must_use]
pub fn client_marks(record: &Record, since: Option<NaiveDate>, now: Moment) -> ClientMarks {
    ClientMarks {
        id: record.client.id.clone(),
        name: record.client.display_name().to_owned(),
        next: record.next_call(now).map(|session| session.when),
        marks: marks_over_time(record, since, now),
    }
}

/// A client's marks of their calls on or after a day.
#[must_use]
pub fn marks_over_time(record: &Record, since: Option<NaiveDate>, now: Moment) -> MarksOverTime {
    let counts = |session: &Session| since.is_none_or(|since| session.when.date >= since);
    let sessions: Vec<SessionMarks> = record
        .numbered_sessions(now)
        .filter(|(_, session)| counts(session))
        .map(|(number, session)| SessionMarks {
            date: session.when,
            number: Some(number),
            marks: session.alliance,
            sources: session.written.key("alliance").into_iter().collect(),
        })
        .collect();
    let marked: Vec<&SessionMarks> = sessions.iter().filter(|session| session.marks.is_given()).collect();
    let given = || marked.iter().flat_map(|session| session.marks.lines()).filter_map(|(_, mark)| mark);
    MarksOverTime {
        latest: marked.last().map(|session| Latest { date: session.date, number: session.number }),
        lines: line_marks(&marked.iter().map(|session| session.marks).collect::<Vec<_>>()),
        lowest: given().min_by(|a, b| a.value().total_cmp(&b.value())),
        sessions,
    }
}

/// Each line of some calls' marks, first to last, for itself: the last call's against the median of the earlier ones. Lines that
/// were never marked are left out.
#[must_use]
pub fn line_marks(marked: &[Alliance]) -> Vec<LineMarks> {
    let Some((last, earlier)) = marked.split_last() else { return Vec::new() };
    let lines = last.lines().into_iter().enumerate().map(|(at, (line, latest))| {
        let before = earlier.iter().filter_map(|marks| marks.lines()[at].1).map(Ten::value);
        let usual = median(before);
        let difference = latest.zip(usual).map(|(latest, usual)| latest.value() - usual);
        LineMarks { line, latest, usual, difference }
    });
    lines.filter(|line| line.latest.is_some() || line.usual.is_some()).collect()
}

/// One client's marks are their own; what is reckoned from them, and where they stand, is the coach's.
impl View for AllianceReport {
    const TEMPLATE: Option<&'static str> = Some("report-alliance.md");
    const FACES: &'static [Face] = &[Face::Page];

    fn for_client(self) -> Option<Self> {
        let Self { client, since, clients } = self;
        let client = Some(client?);
        Some(Self { client, since, clients: clients.into_iter().map(ClientMarks::for_client).collect() })
    }
}

impl ClientMarks {
    fn for_client(self) -> Self {
        let Self { id, name, next, marks } = self;
        Self { id, name, next, marks: marks.for_client() }
    }
}

impl MarksOverTime {
    fn for_client(self) -> Self {
        let Self { sessions, latest, lines, lowest } = self;
        let sessions = sessions.into_iter().map(SessionMarks::for_client).collect();
        let lines = lines.into_iter().map(LineMarks::for_client).collect();
        Self { sessions, latest, lines, lowest }
    }
}

impl SessionMarks {
    fn for_client(self) -> Self {
        let Self { date, number, marks, sources: _ } = self;
        Self { date, number, marks, sources: Vec::new() }
    }
}

impl LineMarks {
    fn for_client(self) -> Self {
        let Self { line, latest, usual: _, difference: _ } = self;
        Self { line, latest, usual: None, difference: None }
    }
}
