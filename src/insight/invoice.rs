//! One client's sessions as an invoice needs them: dated lines with minutes, fee and whether they are charged.

use chrono::NaiveDate;
use serde::Serialize;

use super::name_and_id::Named;
use super::view::{Face, View};
use crate::model::client::Fee;
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::session::{Session, SessionKind, SessionStatus};

/// `report sessions`.
#[derive(Debug, Clone, Serialize)]
pub struct SessionReport {
    /// Whose.
    pub client: Named,
    /// From when on.
    pub since: Option<NaiveDate>,
    /// What took place or is charged all the same, first to last.
    pub sessions: Vec<SessionLine>,
    /// How many of them are charged.
    pub charged: usize,
    /// Minutes that are charged, as far as they are noted.
    pub charged_minutes: u32,
    /// Charged sessions that don't say how long they took.
    pub without_minutes: usize,
}

/// One line.
#[derive(Debug, Clone, Serialize)]
pub struct SessionLine {
    /// The session's id.
    pub id: String,
    /// When it was.
    pub date: Moment,
    /// What became of it.
    pub status: SessionStatus,
    /// How long it took.
    pub minutes: Option<u32>,
    /// Who was in it.
    pub kind: SessionKind,
    /// Whether it is paid for.
    pub fee: Fee,
    /// Whether it is charged: a paid session that was held, or one that was called off and is charged all the same.
    pub charged: bool,
}

/// Lists the sessions of one client that took place or are charged.
#[must_use]
pub fn sessions(
    record: &Record,
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
    now: Moment,
) -> SessionReport {
    let within = |session: &&Session| {
        since.is_none_or(|since| session.when.date >= since)
            && until.is_none_or(|until| session.when.date <= until)
    };
    let line = |session: &Session| {
        let status = session.status(now);
        let fee = session.fee.unwrap_or(record.client.fee);
        let held = status == SessionStatus::Held;
        let charged = session.charged.unwrap_or(held && fee == Fee::Paid);
        (held || charged).then(|| SessionLine {
            id: session.id.clone(),
            date: session.when,
            status,
            minutes: session.minutes,
            kind: session.kind,
            fee,
            charged,
        })
    };
    let sessions: Vec<SessionLine> = record.sessions.iter().filter(within).filter_map(line).collect();
    let charged: Vec<&SessionLine> = sessions.iter().filter(|line| line.charged).collect();
    SessionReport {
        client: Named::from_record(record),
        since,
        charged: charged.len(),
        charged_minutes: charged.iter().filter_map(|line| line.minutes).sum(),
        without_minutes: charged.iter().filter(|line| line.minutes.is_none()).count(),
        sessions,
    }
}

/// It is about one client, and what an invoice tells them anyway.
impl View for SessionReport {
    const TEMPLATE: Option<&'static str> = Some("report-sessions.md");
    const FACES: &'static [Face] = &[Face::Page, Face::Table];

    fn for_client(self) -> Option<Self> {
        let Self { client, since, sessions, charged, charged_minutes, without_minutes } = self;
        let sessions = sessions.into_iter().map(SessionLine::for_client).collect();
        Some(Self { client, since, sessions, charged, charged_minutes, without_minutes })
    }
}

impl SessionLine {
    fn for_client(self) -> Self {
        let Self { id: _, date, status, minutes, kind, fee, charged } = self;
        // The file's name may say more than the day.
        Self { id: date.date.to_string(), date, status, minutes, kind, fee, charged }
    }
}
