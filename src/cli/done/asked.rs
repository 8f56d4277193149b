//! Closing a call on a terminal: one line each, each answer written as it is given.

use super::{MARKS, Table, happened, later, marks, with_marks, with_thread};
use crate::cli::moving::{Move, move_call, reviews_of, with_status};
use crate::cli::paper::Paper;
use crate::cli::talk::{self, Reply, ask, ask_for};
use crate::insight::rhythm;
use crate::model::dates::Direction;
use crate::model::moment::Moment;
use crate::model::session::{Session, SessionStatus, Side};
use crate::note::edit::NewValue;

/// Asks, one line each. What became of the call; nothing where that wasn't said.
pub fn ask_all(table: &Table<'_>, session: Option<&Session>) -> anyhow::Result<Option<SessionStatus>> {
    let context = table.context;
    let status =
        match ask_for(context, "What happened? held, moved, cancelled, no-show", Some("held"), happened)? {
            Ok(status) => status,
            Err(Reply::End) => return Ok(None),
            Err(_) => SessionStatus::Held,
        };
    if status == SessionStatus::Moved {
        return moved(table, session);
    }
    let mut paper = table.paper(session, status)?;
    paper.set("status", &NewValue::Plain(status.word().to_owned()))?;
    let goes_on = match status {
        SessionStatus::Cancelled => match by_whom(table)? {
            Ok(by) => paper.change(|text| with_status(text, status, Some(by))).map(|()| true)?,
            Err(_) => false,
        },
        SessionStatus::Held => took_place(table, session, &mut paper)?,
        _ => true,
    };
    if goes_on {
        next(table, session, status)?;
    }
    table.context.did(&paper.path, "closed")?;
    Ok(Some(status))
}

/// To when, and by whom. Nothing is moved without a day to move it to.
fn moved(table: &Table<'_>, session: Option<&Session>) -> anyhow::Result<Option<SessionStatus>> {
    let session = table.noted(session)?;
    let Ok(to) = ask_for(table.context, "To when?", None, |said| {
        table.context.read_date(said, Direction::PlansAhead)
    })?
    else {
        return Ok(None);
    };
    let Ok(by) = by_whom(table)? else { return Ok(None) };
    move_call(
        table.context,
        table.practice,
        table.record,
        &Move { session, to, by: Some(by), reviews: false },
    )?;
    Ok(Some(SessionStatus::Moved))
}

/// Enter takes what is offered: the client.
fn by_whom(table: &Table<'_>) -> anyhow::Result<Result<Side, Reply>> {
    let by = ask_for(table.context, "By whom? client or coach", Some("client"), talk::side)?;
    Ok(by.or_else(|reply| if reply == Reply::Skip { Ok(Side::Client) } else { Err(reply) }))
}

/// Minutes, where we left off, threads, marks. No when it was ended.
fn took_place(table: &Table<'_>, session: Option<&Session>, paper: &mut Paper<'_>) -> anyhow::Result<bool> {
    let context = table.context;
    let stands = session.and_then(|session| session.minutes);
    let offered = stands
        .or_else(|| rhythm::usual_minutes(table.record, context.now))
        .map(|minutes| minutes.to_string());
    let number =
        |said: &str| said.parse::<u32>().map_err(|_| anyhow::anyhow!("`{said}` isn't a number of minutes"));
    match (ask_for(context, "How many minutes?", offered.as_deref(), number)?, offered) {
        (Ok(minutes), _) => paper.set("minutes", &NewValue::Plain(minutes.to_string()))?,
        (Err(Reply::End), _) => return Ok(false),
        (Err(Reply::Skip), Some(offered)) if stands.is_none() => {
            paper.set("minutes", &NewValue::Plain(offered))?;
        }
        (Err(_), _) => {}
    }
    let left_off = session.and_then(|session| session.summary.as_ref()).map(|summary| summary.text.as_str());
    match ask(context, "Where did we leave off, in a line?", left_off)? {
        Reply::Said(summary) => paper.set("summary", &NewValue::Text(summary))?,
        Reply::End => return Ok(false),
        Reply::Skip | Reply::Back => {}
    }
    loop {
        match ask(context, "Something to come back to?", None)? {
            Reply::Said(thread) => paper.change(|text| with_thread(text, &thread))?,
            Reply::End => return Ok(false),
            Reply::Skip | Reply::Back => break,
        }
    }
    let question = format!("Their marks, if they gave them: {}?", MARKS.join(", "));
    match ask_for(context, &question, session.and_then(given).as_deref(), marks)? {
        Ok(marks) => paper.change(|text| with_marks(text, &marks))?,
        Err(Reply::End) => return Ok(false),
        Err(_) => {}
    }
    Ok(true)
}

/// The marks that stand in the note, as they would be typed.
fn given(session: &Session) -> Option<String> {
    let alliance = session.alliance;
    let all = [alliance.heard, alliance.focus, alliance.approach, alliance.overall];
    let typed = all.map(|mark| mark.map_or_else(|| "-".to_owned(), |mark| mark.value().to_string()));
    all.iter().any(Option::is_some).then(|| typed.join(" "))
}

/// The next call: the one that is planned already, else the usual interval on, at the same hour.
fn next(table: &Table<'_>, session: Option<&Session>, status: SessionStatus) -> anyhow::Result<()> {
    let (context, record) = (table.context, table.record);
    let planned = record.sessions.iter().find(|other| {
        other.status(context.now) == SessionStatus::Planned
            && other.when > table.when
            && !other.is_past(context.now)
    });
    let offered =
        planned.map_or_else(|| rhythm::next_after(record, table.when, context.now), |planned| planned.when);
    let read = |said: &str| later(context.read_date(said, Direction::PlansAhead)?, context.now);
    let next: Option<Moment> = match ask_for(context, "Next call?", Some(&offered.spoken()), read)? {
        Ok(next) => Some(next),
        Err(Reply::Skip) => Some(offered),
        Err(_) => None,
    };
    if let Some(next) = next {
        table.plan(next)?;
    }
    if session.is_none() || status == SessionStatus::Held {
        return Ok(());
    }
    let to = next.map(|next| next.date);
    reviews_of(context, table.practice, record, table.when.date, to, false)
}
