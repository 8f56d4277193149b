//! Closing a call on a terminal: five questions, each answer written as it is given.

use chrono::Duration;

use crate::acts::closing::{Closing, close_call};
use crate::acts::open_items::part_items;
use crate::cli::support::booking::read_next_call;
use crate::cli::support::closing_table::Table;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::support::rescheduling::{Move, move_call, move_reviews};
use crate::cli::talks::question;
use crate::cli::talks::question::{Reply, ask_for_onward, ask_onward};
use crate::cli::talks::what_happened::{Happened, read_happened};
use crate::insight::rhythm;
use crate::model::dates::Direction;
use crate::model::moment::Moment;
use crate::model::session::{Session, SessionStatus, Side};
use crate::model::shell_word::quote;

/// How near the end of a call the clock's minutes are offered.
const NEAR_THE_END: i64 = 15;

/// Asks, one line each. What became of the call; nothing where that wasn't said.
pub fn ask_in_turn(table: &Table<'_>, session: Option<&Session>) -> anyhow::Result<Option<SessionStatus>> {
    let offered = make_offer(table, session);
    let question = "What happened? held and its minutes, moved, cancelled or no-show";
    let stands = match offered.minutes {
        Some(minutes) => format!("held {minutes}"),
        None => "held".to_owned(),
    };
    let happened = match ask_for_onward(table.context, question, Some(&stands), read_happened)? {
        Ok(happened) => happened,
        Err(Reply::End) => return Ok(None),
        Err(_) => offered,
    };
    if happened.status == SessionStatus::Moved {
        return ask_to_when(table, session, happened);
    }
    let by = match happened.status {
        SessionStatus::Cancelled => match happened.by.map_or_else(|| ask_by_whom(table), |by| Ok(Ok(by)))? {
            Ok(by) => Some(by),
            Err(_) => return Ok(None),
        },
        _ => None,
    };
    let mut paper = table.paper(session, happened.status)?;
    let closing =
        Closing { status: Some(happened.status), minutes: happened.minutes, by, ..Closing::default() };
    paper.change(|text| close_call(text, &closing))?;
    let goes_on = happened.status != SessionStatus::Held || ask_what_is_left(table, session, &mut paper)?;
    if goes_on {
        ask_for_next(table, session, happened.status)?;
    }
    table.context.did(&paper.path, "closed")?;
    Ok(Some(happened.status))
}

/// What Enter takes: the call was held; its minutes are those that stand in a note that was closed before, else the clock's near
/// its end, else none: what was planned isn't what was.
fn make_offer(table: &Table<'_>, session: Option<&Session>) -> Happened {
    let now = table.context.now;
    let told = session.filter(|session| session.written_status == Some(SessionStatus::Held));
    let by_the_clock = || {
        let session = session.filter(|session| session.when.time.is_some() && now.time.is_some())?;
        let is_near = (now.clock() - session.end()).abs() <= Duration::minutes(NEAR_THE_END);
        let minutes = u32::try_from((now.clock() - session.when.clock()).num_minutes()).ok();
        minutes.filter(|minutes| is_near && *minutes > 0)
    };
    Happened::new_held(told.and_then(|session| session.minutes).or_else(by_the_clock))
}

/// To when, and by whom. Nothing is moved without a day to move it to.
fn ask_to_when(
    table: &Table<'_>,
    session: Option<&Session>,
    happened: Happened,
) -> anyhow::Result<Option<SessionStatus>> {
    let session = table.require_noted(session)?;
    let read = |typed: &str| table.context.read_date(typed, Direction::PlansAhead);
    let to = match happened.to.as_deref().map(read).transpose()? {
        Some(to) => to,
        None => match ask_for_onward(table.context, "To when?", None, read)? {
            Ok(to) => to,
            Err(_) => return Ok(None),
        },
    };
    let Ok(by) = ask_by_whom(table)? else { return Ok(None) };
    let wanted = Move { session, to, by: Some(by), reviews: false };
    move_call(table.context, table.practice, table.record, &wanted)?;
    Ok(Some(SessionStatus::Moved))
}

/// Enter takes what is offered: the client.
fn ask_by_whom(table: &Table<'_>) -> anyhow::Result<Result<Side, Reply>> {
    let by = ask_for_onward(table.context, "By whom? client or coach", Some("client"), question::read_side)?;
    Ok(by.or_else(|reply| if reply == Reply::Skip { Ok(Side::Client) } else { Err(reply) }))
}

/// Where we left off, what to come back to, what the coach promised. No when it was ended.
fn ask_what_is_left(
    table: &Table<'_>,
    session: Option<&Session>,
    paper: &mut NoteInHand<'_>,
) -> anyhow::Result<bool> {
    let context = table.context;
    let left_off = session.and_then(|session| session.summary.as_ref()).map(|summary| summary.text.as_str());
    match ask_onward(
        context,
        "Where did we leave off, in a line? (their words in quotation marks)",
        left_off,
    )? {
        Reply::Said(summary) => {
            let closing = Closing { summary: Some(summary), ..Closing::default() };
            paper.change(|text| close_call(text, &closing))?;
            table.say_replaced(session, &closing);
        }
        Reply::End => return Ok(false),
        Reply::Skip | Reply::Back => {}
    }
    match ask_onward(context, "Something to come back to? (; between several)", None)? {
        Reply::Said(line) => {
            let closing = Closing { threads: part_items(&line), ..Closing::default() };
            paper.change(|text| close_call(text, &closing))?;
        }
        Reply::End => return Ok(false),
        Reply::Skip | Reply::Back => {}
    }
    let read = |line: &str| -> anyhow::Result<Vec<String>> {
        part_items(line).iter().map(|item| question::read_promise(context, item, None)).collect()
    };
    match ask_for_onward(context, "What did you say you would do? (due:friday for a day)", None, read)? {
        Ok(promises) => {
            let closing = Closing { promises, ..Closing::default() };
            paper.change(|text| close_call(text, &closing))?;
        }
        Err(Reply::End) => return Ok(false),
        Err(_) => {}
    }
    Ok(true)
}

/// The next call: the one that is planned already, else the usual interval on, at the same hour.
fn ask_for_next(table: &Table<'_>, session: Option<&Session>, status: SessionStatus) -> anyhow::Result<()> {
    let (context, record) = (table.context, table.record);
    let planned = record.sessions.iter().find(|other| {
        other.status(context.now) == SessionStatus::Planned
            && other.when > table.when
            && !other.is_past(context.now)
    });
    let offered =
        planned.map_or_else(|| rhythm::suggest_next(record, table.when, context.now), |planned| planned.when);
    let read = |typed: &str| read_next_call(context, record, table.when, typed);
    let next: Option<Moment> =
        match ask_for_onward(context, "Next call? (- for none)", Some(&offered.to_spoken()), read)? {
            Ok(next) => next,
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
    move_reviews(context, table.practice, record, table.when.date, to, false)
}

/// Asks what happened in a call, and says how to go on.
pub fn ask_what_happened(table: &Table<'_>, session: Option<&Session>) -> anyhow::Result<()> {
    let (context, client) = (table.context, &table.record.client);
    context.ui.say(&format!(
        "{}, {}\nEnter takes what is offered; a dot ends it.",
        client.display_name(),
        table.when.to_spoken()
    ));
    match ask_in_turn(table, session)? {
        Some(SessionStatus::Held) => {
            context.ui.say(&format!("If you made a plan: coach plan new {}", quote(&client.id)));
        }
        Some(_) => {}
        None => context.ui.say("nothing was written"),
    }
    Ok(())
}
