//! What the commands on single notes share: which one is meant, setting its keys, opening it in the editor.

use std::sync::Arc;

use anyhow::bail;
use chrono::NaiveDate;

use super::assign;
use super::context::Context;
use crate::insight::which::Purpose;
use crate::insight::which::goal::goals_at_hand;
use crate::insight::which::plan::newest_open_plan;
use crate::insight::which::session::{WhichSession, session_at_hand, session_named};
use crate::model::dates::Direction;
use crate::model::dates::typed::read_typed_date;
use crate::model::goal::Goal;
use crate::model::keys::Key;
use crate::model::matching::{self, Candidate, Meant};
use crate::model::plan::Plan;
use crate::model::problem::{Loaded, Problem};
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::session::Session;
use crate::note::edit;
use crate::note::parsed::Note;
use crate::practice::{Practice, root};

/// Sets keys of a note and says what was done.
pub fn set(
    context: &Context,
    practice: &Practice,
    path: &str,
    words: &[String],
    keys: &'static [Key],
    resolve: assign::Resolve<'_>,
    read: impl Fn(Loaded<Note>) -> Vec<Problem>,
) -> anyhow::Result<()> {
    let assignments = assign::parse(words, keys)?;
    let name: Arc<str> = path.into();
    let problems = |text: &str| read(Note::parse(&name, text.to_owned()));
    let (before, edited) = practice
        .edit(path, |text| assign::apply(context, path, text, &assignments, keys, resolve, problems))?;
    let said = if before == edited { "nothing to change" } else { "written" };
    context.did(path, said)?;
    Ok(())
}

/// Opens a note in the user's editor, and tells what doesn't fit in it afterwards.
pub fn edit(context: &Context, practice: &Practice, path: &str, client: &str) -> anyhow::Result<()> {
    edit_timed(context, practice, path, client).map(drop)
}

/// The same. Whether the editor came back at once and left the note as it was: then it may not have waited for its window.
pub fn edit_timed(context: &Context, practice: &Practice, path: &str, client: &str) -> anyhow::Result<bool> {
    if context.global.dry_run {
        context.ui.say("a dry run opens no editor");
        return Ok(false);
    }
    context.settle()?;
    let before = practice.text(path).ok();
    let at_once = context.ui.edit(&practice.file(path)?, root::configured_editor().as_deref())?;
    practice.adopt(path, before.clone().map(String::into_bytes));
    let problems: Vec<Problem> =
        practice.record(client).problems.into_iter().filter(|problem| problem.path == path).collect();
    // A note that was emptied is about to be taken away, or says nothing yet.
    if practice.text(path).is_ok_and(|text| !text.trim().is_empty()) {
        context.tell(&problems);
    }
    let is_untouched = at_once && practice.text(path).ok() == before;
    if is_untouched {
        let hint = "if its window is still open, write and save there; to make coach wait for it: EDITOR=\"code --wait\" or the like";
        context.ui.say(&format!("the editor came back at once; {hint}"));
    }
    Ok(is_untouched)
}

/// The session that is meant by a command that only shows: `last`, `next`, a date, an id; without a word the one at hand.
pub fn session<'a>(
    context: &Context,
    record: &'a Record,
    typed: Option<&str>,
) -> anyhow::Result<&'a Session> {
    session_for(context, record, typed, Purpose::Show)
}

/// The session that is meant by a command that writes: without a word never one that hasn't begun.
pub fn session_to_write<'a>(
    context: &Context,
    record: &'a Record,
    typed: Option<&str>,
) -> anyhow::Result<&'a Session> {
    session_for(context, record, typed, Purpose::Write)
}

fn session_for<'a>(
    context: &Context,
    record: &'a Record,
    typed: Option<&str>,
    purpose: Purpose,
) -> anyhow::Result<&'a Session> {
    let found = match typed {
        None => session_at_hand(record, context.now, purpose),
        Some(typed) => session_named(record, typed, day_of_a_call(context, record, typed), context.now),
    };
    let (id, called) = (&record.client.id, record.client.called());
    let list = format!("coach session list {id}");
    match found {
        WhichSession::One(session) => Ok(session),
        WhichSession::Several(sessions) if typed.is_none() => choose_session(context, record, &sessions),
        WhichSession::Several(sessions) => {
            let ids: Vec<&str> = sessions.iter().map(|session| session.id.as_str()).collect();
            let typed = typed.unwrap_or_default();
            bail!(Refusal::ambiguous(format!("`{typed}` could be {}", ids.join(", ")), "name one of them"))
        }
        WhichSession::NotBegun(next) => {
            let what = format!("{called} has no call that has begun; the next is on {}", next.when.spoken());
            bail!(Refusal::missing(what, format!("name it if it is meant: {}", next.id)))
        }
        WhichSession::Unknown(near) => {
            let typed = typed.unwrap_or_default();
            context.one(Meant::None(near), typed, "session", &list)?;
            bail!(Refusal::unknown(
                format!("there is no session `{typed}`"),
                format!("{list} shows them all")
            ))
        }
        WhichSession::None(what) => {
            let hint = format!("to make one: coach session new {id}");
            bail!(Refusal::missing(format!("{called} has no {what}"), hint))
        }
    }
}

/// The day that names a call: `tuesday` is the last one with a call on it, else the next.
fn day_of_a_call(context: &Context, record: &Record, typed: &str) -> Option<NaiveDate> {
    let day = |direction| read_typed_date(typed, context.now, direction).ok().map(|moment| moment.date);
    let has_a_call = |day: &NaiveDate| record.sessions.iter().any(|session| session.when.date == *day);
    let (last, next) = (day(Direction::LooksBack), day(Direction::PlansAhead));
    last.filter(has_a_call).or(next)
}

/// Asks which of several calls of a client is meant; without a terminal they are named.
pub fn choose_session<'a>(
    context: &Context,
    record: &Record,
    sessions: &[&'a Session],
) -> anyhow::Result<&'a Session> {
    let ids: Vec<&str> = sessions.iter().map(|session| session.id.as_str()).collect();
    let several = || {
        let what = format!(
            "nobody has said yet what happened in several calls of {}: {}",
            record.client.called(),
            ids.join(", ")
        );
        Refusal::ambiguous(what, format!("name the one that is meant; for done: --on {}", ids[0]))
    };
    if !context.ui.can_ask() {
        bail!(several());
    }
    let shown = sessions.iter().map(|session| session.when.spoken()).collect();
    let chosen = context.ui.choose("Which call?", shown)?;
    Ok(*chosen.and_then(|place| sessions.get(place)).ok_or_else(several)?)
}

/// The full id of the goal or plan that was typed for a key.
pub fn resolve(context: &Context, record: &Record, key: &str, typed: &str) -> anyhow::Result<String> {
    if key == "follows" { plan_id(context, record, typed) } else { goal_id(context, record, typed) }
}

/// The id of the goal that is meant.
pub fn goal_id(context: &Context, record: &Record, typed: &str) -> anyhow::Result<String> {
    let goals =
        record.goals.iter().map(|goal| Candidate { id: goal.id.clone(), name: goal.called().to_owned() });
    let list = format!("coach goal list {}", record.client.id);
    context.one(matching::find(typed, &goals.collect::<Vec<_>>()), typed, "goal", &list)
}

/// The goal that is meant; without a word the only one that is active, else the only one on the table, else the only one. Where
/// there are several, it is asked for on a terminal.
pub fn goal<'a>(context: &Context, record: &'a Record, typed: Option<&str>) -> anyhow::Result<&'a Goal> {
    let list = format!("coach goal list {} shows them", record.client.id);
    let found = match (typed, goals_at_hand(record).as_slice()) {
        (Some(typed), _) => record.goal(&goal_id(context, record, typed)?),
        (None, [one]) => Some(*one),
        (None, []) => {
            let hint = format!("write one down: coach goal new {} \"What they want\"", record.client.id);
            bail!(Refusal::new("there is no goal yet", hint));
        }
        (None, several) if context.ui.can_ask() => {
            let titles = several.iter().map(|goal| goal.called().to_owned()).collect();
            context.ui.choose("Which goal?", titles)?.map(|place| several[place])
        }
        (None, several) => {
            let ids: Vec<&str> = several.iter().map(|goal| goal.id.as_str()).collect();
            bail!(Refusal::new(format!("which goal? {}", ids.join(", ")), list));
        }
    };
    Ok(found.ok_or_else(|| Refusal::new("no goal was named", list))?)
}

/// The id of the plan that is meant.
pub fn plan_id(context: &Context, record: &Record, typed: &str) -> anyhow::Result<String> {
    let plans = record.plans.iter().map(|plan| Candidate { id: plan.id.clone(), name: plan.title.clone() });
    let list = format!("coach plan list {}", record.client.id);
    context.one(matching::find(typed, &plans.collect::<Vec<_>>()), typed, "plan", &list)
}

/// The plan that is meant; without a word the newest open one.
pub fn plan<'a>(context: &Context, record: &'a Record, typed: Option<&str>) -> anyhow::Result<&'a Plan> {
    let found = match typed {
        Some(typed) => record.plan(&plan_id(context, record, typed)?),
        None => newest_open_plan(record),
    };
    let none = || {
        let verb =
            if record.plans.is_empty() { "make one: coach plan new" } else { "name one: coach plan list" };
        let hint = format!("{verb} {}", record.client.id);
        Refusal::new(format!("{} has no open plan", record.client.called()), hint)
    };
    Ok(found.ok_or_else(none)?)
}

/// A refused edit, with the file that it would have changed.
pub fn told(path: &str, refusal: &edit::Refusal) -> Refusal {
    refusal.clone().in_note(path)
}
