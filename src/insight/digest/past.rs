//! What has been: where we are, the story, the last call, what came since.

use super::{Agreement, Arrive, Chapter, Last, LastTime, Next, Since};
use crate::insight::alliance::marks;
use crate::model::between::Between;
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::session::{Session, SessionStatus, Side};
use crate::model::statement::Statement;

pub(super) fn arrive(record: &Record, now: Moment) -> Arrive {
    let held = record.held(now).count();
    let client = &record.client;
    let agreed = client.sessions_agreed.is_some() || client.until.is_some();
    let agreement = agreed.then_some(Agreement { held, agreed: client.sessions_agreed, until: client.until });
    Arrive {
        number: held + client.sessions_before as usize + 1,
        last: record
            .held(now)
            .next_back()
            .map(|session| Last { date: session.when, days: (now.date - session.when.date).num_days() }),
        next: record.next_call(now).map(|session| Next {
            date: session.when,
            minutes: session.minutes,
            kind: session.kind,
        }),
        agreement,
        alliance: marks(record, now),
    }
}

/// Every session that has been, or should have been; what is still to come stands in [`arrive`].
pub(super) fn story(record: &Record, last: Option<&Session>, now: Moment) -> Vec<Chapter> {
    let next = record.next_call(now).map(|session| &session.path);
    let been = |session: &&Session| match session.status(now) {
        SessionStatus::Planned => session.is_past(now) && Some(&session.path) != next,
        _ => true,
    };
    record
        .sessions
        .iter()
        .filter(been)
        .map(|session| Chapter {
            date: session.when,
            status: session.status(now),
            summary: session.summary.clone(),
            words: if session.summary.is_none() { session.said.first().cloned() } else { None },
            last: last.is_some_and(|last| last.path == session.path),
        })
        .collect()
}

pub(super) fn last_time(session: &Session) -> LastTime {
    let open = session.threads.iter().filter(|thread| thread.state.is_open());
    LastTime {
        date: session.when,
        summary: session.summary.clone(),
        words: session.said.clone(),
        threads: open.map(|thread| thread.statement.clone()).collect(),
    }
}

/// Notes since the last call, those of its own day too, and what the client sent ahead of the next one.
pub(super) fn since_then(
    record: &Record,
    last: Option<&Session>,
    next: Option<&Session>,
    now: Moment,
) -> Vec<Since> {
    let after = last.map(|session| session.when.date);
    let since =
        |note: &&Between| note.when.date <= now.date && after.is_none_or(|after| note.when.date >= after);
    let notes = record.notes.iter().filter(since).map(|note| Since {
        date: note.when,
        from: note.from,
        ahead: false,
        statements: words_of(note),
    });
    // What was sent ahead of a call that was moved since then is still about the call to come.
    let moved = |session: &&Session| {
        session.status(now) == SessionStatus::Moved && after.is_none_or(|after| session.when.date > after)
    };
    let awaited =
        record.sessions.iter().filter(moved).chain(next).filter(|session| !session.preparation.is_empty());
    let preparation = awaited.map(|session| Since {
        date: session.when,
        from: Side::Client,
        ahead: true,
        statements: session.preparation.clone(),
    });
    let mut all: Vec<Since> = notes.chain(preparation).filter(|since| !since.statements.is_empty()).collect();
    for since in &mut all {
        since.statements.sort_by_key(|statement| statement.source.as_ref().map(|source| source.line));
    }
    all
}

/// What a note says, its threads apart: those that are open stand among the threads.
fn words_of(note: &Between) -> Vec<Statement> {
    let quotes = note.said.iter().filter(|_| note.from == Side::Coach);
    let is_thread =
        |statement: &&Statement| note.threads.iter().any(|task| task.statement.source == statement.source);
    // A reflection is read where it stands; its blanks would only fill the page.
    let is_told = |statement: &&Statement| !statement.private && !is_thread(statement);
    note.statements.iter().chain(quotes).filter(is_told).cloned().collect()
}
