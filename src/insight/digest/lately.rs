//! The last call, and what came since.

use serde::Serialize;

use crate::model::between::Between;
use crate::model::moment::Moment;
use crate::model::order::InOrder as _;
use crate::model::record::Record;
use crate::model::session::{Session, SessionStatus, Side};
use crate::model::statement::Statement;

/// How many statements of a note without a summary or quotes are told.
const FIRST: usize = 5;

/// The last call.
#[derive(Debug, Clone, Serialize)]
pub struct LastTime {
    /// When it was.
    pub date: Moment,
    /// Where it was left off.
    pub summary: Option<Statement>,
    /// The client's own words.
    pub words: Vec<Statement>,
    /// Where there is neither, the first statements of the note.
    pub text: Vec<Statement>,
    /// What was opened then and is still open.
    pub threads: Vec<Statement>,
    /// How many more lines the note has.
    pub more: usize,
}

/// Something that came since the last call.
#[derive(Debug, Clone, Serialize)]
pub struct Since {
    /// When.
    pub date: Moment,
    /// Whose words they are.
    pub from: Side,
    /// Whether they are about the call to come: sent ahead by the client, or written into its note by the coach.
    pub ahead: bool,
    /// The words.
    pub statements: Vec<Statement>,
    /// How many lines the text leaves out; JSON has all.
    pub more: usize,
}

/// What a session's note says in the coach's own words, in the order of the note: nothing that stands elsewhere in the digest.
pub(super) fn list_own_words(session: &Session) -> impl Iterator<Item = &Statement> {
    session.text.iter().filter(|words| !words.private && !words.text.is_empty())
}

pub(super) fn gather_last_time(session: &Session) -> LastTime {
    let open = session.threads.iter().filter(|thread| thread.state.is_open());
    let bare = session.summary.is_none() && session.said.is_empty();
    let own: Vec<Statement> = list_own_words(session).cloned().collect();
    let told = if bare { own.len().min(FIRST) } else { 0 };
    LastTime {
        date: session.when,
        summary: session.summary.clone(),
        words: session.said.clone(),
        more: lines(&own[told..]),
        text: own.into_iter().take(told).collect(),
        threads: open.map(|thread| thread.statement.clone()).collect(),
    }
}

/// How many lines some statements take in their note.
fn lines(statements: &[Statement]) -> usize {
    statements.iter().map(|statement| statement.text.lines().count()).sum()
}

/// Notes since the last call, those of its own day too, what the client sent ahead of the next one, and what the coach wrote into
/// its note.
pub(super) fn since_then(
    record: &Record,
    last: Option<&Session>,
    next: Option<&Session>,
    now: Moment,
) -> Vec<Since> {
    let after = last.map(|session| session.when.date);
    // Where they live it may be tomorrow already.
    let tomorrow = now.date + chrono::Days::new(1);
    let since =
        |note: &&Between| note.when.date <= tomorrow && after.is_none_or(|after| note.when.date >= after);
    let notes =
        record.notes.iter().filter(since).map(|note| since_of(note.when, note.from, false, words_of(note)));
    // What was sent ahead of a call that was moved since then is still about the call to come.
    let moved = |session: &&Session| {
        session.status(now) == SessionStatus::Moved && after.is_none_or(|after| session.when.date > after)
    };
    let awaited: Vec<&Session> = record.sessions.iter().filter(moved).chain(next).collect();
    let ahead = awaited.iter().flat_map(|session| {
        let theirs = since_of(session.when, Side::Client, true, session.preparation.clone());
        let quotes = session.said.iter().cloned();
        let ours = list_own_words(session).cloned().chain(quotes).collect();
        [theirs, since_of(session.when, Side::Coach, true, ours)]
    });
    notes.chain(ahead).filter(|since| !since.statements.is_empty()).collect()
}

fn since_of(date: Moment, from: Side, ahead: bool, mut statements: Vec<Statement>) -> Since {
    statements.retain(|statement| !statement.text.is_empty());
    statements.put_in_order_by_key(|statement| statement.source.as_ref().map(|source| source.line));
    Since { date, from, ahead, statements, more: 0 }
}

/// What a note says, its threads and promises apart: those that are open stand among the threads and promises.
fn words_of(note: &Between) -> Vec<Statement> {
    let quotes = note.said.iter().filter(|_| note.from == Side::Coach);
    let is_task = |statement: &&Statement| {
        let threads = note.threads.iter().map(|task| &task.statement);
        let mut tasks = threads.chain(note.promises.iter().map(|promise| &promise.statement));
        tasks.any(|task| task.source == statement.source)
    };
    // A reflection is read where it stands; its blanks would only fill the page.
    let is_told = |statement: &&Statement| !statement.private && !is_task(statement);
    note.statements.iter().chain(quotes).filter(is_told).cloned().collect()
}
