//! A client's sessions: the list, and one of them.

use serde::Serialize;

use super::name_and_id::Named;
use super::theirs::{share_tasks, theirs};
use super::view::View;
use crate::model::client::Fee;
use crate::model::moment::Moment;
use crate::model::order::InOrder as _;
use crate::model::record::Record;
use crate::model::session::{Alliance, AreaMarks, Session, SessionKind, SessionStatus, Side};
use crate::model::statement::{Statement, Task};
use crate::model::zone::Clocks;

/// `session list`.
#[derive(Debug, Clone, Serialize)]
pub struct SessionList {
    /// Whose.
    pub client: Named,
    /// The sessions, first to last.
    pub sessions: Vec<SessionLine>,
}

/// One session in a line.
#[derive(Debug, Clone, Serialize)]
pub struct SessionLine {
    /// The id.
    pub id: String,
    /// When.
    pub date: Moment,
    /// What the client's clock shows then, where it shows something else.
    pub their_time: Option<Moment>,
    /// Its place among the held ones.
    pub number: Option<usize>,
    /// What became of it.
    pub status: SessionStatus,
    /// Whether it is planned and its time is past.
    pub unconfirmed: bool,
    /// Whether it counts; not until somebody has looked, where to count it could be wrong.
    pub counts: bool,
    /// How long.
    pub minutes: Option<u32>,
    /// Where it was left off.
    pub summary: Option<String>,
}

/// `session show`.
#[derive(Debug, Clone, Serialize)]
pub struct SessionView {
    /// Whose.
    pub client: Named,
    /// The id.
    pub id: String,
    /// The file, from the root.
    pub path: Option<String>,
    /// When.
    pub date: Moment,
    /// What the client's clock shows then, where it shows something else.
    pub their_time: Option<Moment>,
    /// Its place among the held ones.
    pub number: Option<usize>,
    /// What became of it.
    pub status: SessionStatus,
    /// Who called it off.
    pub cancelled_by: Option<Side>,
    /// How long.
    pub minutes: Option<u32>,
    /// Who was in it.
    pub kind: SessionKind,
    /// How many, for a group or team.
    pub group_size: Option<u32>,
    /// Whether it is paid for, where it differs from what was agreed.
    pub fee: Option<Fee>,
    /// Where it was left off.
    pub summary: Option<Statement>,
    /// What it was about.
    pub goals: Vec<String>,
    /// Who the coach wanted to be.
    pub show_up_as: Vec<Statement>,
    /// The client's marks.
    pub alliance: Alliance,
    /// The marks of the areas.
    pub balance: Vec<AreaMarks>,
    /// The client's own words.
    pub words: Vec<Statement>,
    /// What client and coach have read together, beside these words and the threads.
    pub ours: Vec<Statement>,
    /// What to come back to.
    pub threads: Vec<Task>,
    /// What the client sent ahead.
    pub preparation: Vec<Statement>,
    /// The whole body as it stands in the note.
    pub body: Option<String>,
}

/// Makes the list of a client's sessions; `clocks` are the practice's and theirs.
#[must_use]
pub fn sessions(record: &Record, now: Moment, clocks: &Clocks) -> SessionList {
    let line = |session: &Session, number: Option<usize>| SessionLine {
        id: session.id.clone(),
        date: session.when,
        their_time: clocks.to_theirs(session.when, record.client.timezone),
        number,
        status: session.status(now),
        unconfirmed: session.is_unconfirmed(now),
        counts: true,
        minutes: session.minutes,
        summary: session.summary.as_ref().map(|summary| summary.text.to_string()),
    };
    let doubted =
        record.doubted.sessions.iter().map(|session| SessionLine { counts: false, ..line(session, None) });
    let mut numbered = record.numbered_sessions(now).peekable();
    let counted = record.sessions.iter().map(|session| {
        let number = numbered.next_if(|(_, held)| std::ptr::eq(*held, session)).map(|(number, _)| number);
        line(session, number)
    });
    let mut sessions: Vec<SessionLine> = counted.chain(doubted).collect();
    sessions.put_in_order_by_key(|session| session.date);
    SessionList { client: Named::from_record(record), sessions }
}

/// Shows one session; `body` is the note's text behind its front matter.
#[must_use]
pub fn session(
    record: &Record,
    session: &Session,
    now: Moment,
    body: String,
    clocks: &Clocks,
) -> SessionView {
    SessionView {
        client: Named::from_record(record),
        id: session.id.clone(),
        path: Some(session.path.to_string()),
        date: session.when,
        their_time: clocks.to_theirs(session.when, record.client.timezone),
        number: record.number_of(session, now),
        status: session.status(now),
        cancelled_by: session.cancelled_by,
        minutes: session.minutes,
        kind: session.kind,
        group_size: session.group_size,
        fee: session.fee,
        summary: session.summary.clone(),
        goals: session.goals.iter().map(|goal| goal.id.clone()).collect(),
        show_up_as: session.show_up_as.clone(),
        alliance: session.alliance,
        balance: session.balance.clone(),
        words: session.said.clone(),
        ours: read_together(session),
        threads: session.threads.clone(),
        preparation: session.preparation.clone(),
        body: Some(body),
    }
}

/// What of a session was read together and stands in no other part of it.
fn read_together(session: &Session) -> Vec<Statement> {
    let stands = |statement: &&Statement| {
        statement.said || session.threads.iter().any(|thread| thread.statement.text == statement.text)
    };
    session.ours.iter().filter(|statement| !stands(statement)).cloned().collect()
}

impl View for SessionList {
    const TEMPLATE: Option<&'static str> = Some("session-list.md");

    fn for_client(self) -> Option<Self> {
        let Self { client, sessions } = self;
        let sessions = sessions.into_iter().filter(|session| session.counts).map(SessionLine::for_client);
        Some(Self { client, sessions: sessions.collect() })
    }
}

impl SessionLine {
    fn for_client(self) -> Self {
        let Self { id: _, date, their_time, number, status, unconfirmed, counts, minutes, summary: _ } = self;
        // The file's name may say more than the day.
        Self {
            id: date.date.to_string(),
            date,
            their_time,
            number,
            status,
            unconfirmed,
            counts,
            minutes,
            summary: None,
        }
    }
}

impl View for SessionView {
    const TEMPLATE: Option<&'static str> = Some("session-show.md");

    fn for_client(self) -> Option<Self> {
        let Self {
            client,
            id: _,
            path: _,
            date,
            their_time,
            number,
            status,
            cancelled_by: _,
            minutes,
            kind,
            group_size,
            fee: _,
            summary: _,
            goals: _,
            show_up_as: _,
            alliance,
            balance,
            words,
            ours,
            threads,
            preparation,
            body: _,
        } = self;
        Some(Self {
            client,
            id: date.date.to_string(),
            path: None,
            date,
            their_time,
            number,
            status,
            cancelled_by: None,
            minutes,
            kind,
            group_size,
            fee: None,
            summary: None,
            goals: Vec::new(),
            show_up_as: Vec::new(),
            alliance,
            balance,
            words: theirs(words),
            ours: theirs(ours),
            threads: share_tasks(threads),
            preparation: theirs(preparation),
            body: None,
        })
    }
}
