//! Which call, goal or plan is meant: typed, at hand, or chosen on a terminal.

use anyhow::bail;
use chrono::NaiveDate;

use crate::cli::support::context::Context;
use crate::insight::which::Purpose;
use crate::insight::which::goal::goals_at_hand;
use crate::insight::which::plan::newest_open_plan;
use crate::insight::which::session::{WhichSession, session_at_hand, session_named};
use crate::model::dates::Direction;
use crate::model::dates::typed::read_typed_date;
use crate::model::goal::Goal;
use crate::model::goal::GoalStatus;
use crate::model::matching::{self, Candidate, Meant};
use crate::model::plan::Plan;
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::session::Session;
use crate::model::shell_word::quote;

/// The session that is meant by a command that only shows: `last`, `next`, a date, an id; without a word the one at hand.
pub fn pick_session<'a>(
    context: &Context,
    record: &'a Record,
    typed: Option<&str>,
) -> anyhow::Result<&'a Session> {
    pick_session_for(context, record, typed, Purpose::Show)
}

/// The session that is meant by a command that writes: without a word never one that hasn't begun.
pub fn pick_session_to_write<'a>(
    context: &Context,
    record: &'a Record,
    typed: Option<&str>,
) -> anyhow::Result<&'a Session> {
    pick_session_for(context, record, typed, Purpose::Write)
}

fn pick_session_for<'a>(
    context: &Context,
    record: &'a Record,
    typed: Option<&str>,
    purpose: Purpose,
) -> anyhow::Result<&'a Session> {
    let found = match typed {
        None => session_at_hand(record, context.now, purpose),
        Some(typed) => session_named(record, typed, day_of_a_call(context, record, typed), context.now),
    };
    let (id, called) = (&record.client.id, record.client.display_name());
    let list = format!("coach session list {id}", id = quote(id));
    match found {
        WhichSession::One(session) => Ok(session),
        WhichSession::Several(sessions) if typed.is_none() => choose_session(context, record, &sessions),
        WhichSession::Several(sessions) => {
            let ids: Vec<&str> = sessions.iter().map(|session| session.id.as_str()).collect();
            let typed = typed.unwrap_or_default();
            bail!(Refusal::ambiguous(format!("`{typed}` could be {}", ids.join(", ")), "name one of them"))
        }
        WhichSession::NotBegun(next) => {
            let what =
                format!("{called} has no call that has begun; the next is on {}", next.when.to_spoken());
            bail!(Refusal::missing(what, format!("name it if it is meant: {}", next.id)))
        }
        WhichSession::Unknown(near) => {
            let typed = typed.unwrap_or_default();
            if let Some(session) = find_session_set_aside(record, typed) {
                bail!(refuse_set_aside(record, &session.path, &format!("the session `{typed}`")));
            }
            context.require_one(Meant::None(near), typed, "session", &list)?;
            bail!(Refusal::unknown(
                format!("there is no session `{typed}`"),
                format!("{list} shows them all")
            ))
        }
        WhichSession::None(what) => {
            let hint = format!("to make one: coach session new {id}", id = quote(id));
            bail!(Refusal::missing(format!("{called} has no {what}"), hint))
        }
    }
}

/// The session of exactly this id that doesn't count until somebody has looked.
pub fn find_session_set_aside<'a>(record: &'a Record, typed: &str) -> Option<&'a Session> {
    record.doubted.sessions.iter().find(|session| session.id == typed)
}

fn refuse_set_aside(record: &Record, path: &str, called: &str) -> Refusal {
    let why = record.doubted.why.iter().find(|why| &*why.path == path);
    let (message, hint) = why.map_or(("", "coach check tells why"), |why| (&why.message, &why.hint));
    Refusal::refuse(format!("{called} is set aside until you have looked: {message}"), hint)
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
            record.client.display_name(),
            ids.join(", ")
        );
        Refusal::ambiguous(what, format!("name the one that is meant; for done: --on {}", ids[0]))
    };
    if !context.ui.can_ask() {
        bail!(several());
    }
    let shown = sessions.iter().map(|session| session.when.to_spoken()).collect();
    let chosen = context.ui.choose("Which call?", shown)?;
    Ok(*chosen.and_then(|place| sessions.get(place)).ok_or_else(several)?)
}

/// The full id of the goal or plan that was typed for a key.
pub fn resolve_reference(
    context: &Context,
    record: &Record,
    key: &str,
    typed: &str,
) -> anyhow::Result<String> {
    if key == "follows" { pick_plan_id(context, record, typed) } else { pick_goal_id(context, record, typed) }
}

/// The id of the goal that is meant.
pub fn pick_goal_id(context: &Context, record: &Record, typed: &str) -> anyhow::Result<String> {
    let goals = record
        .goals
        .iter()
        .map(|goal| Candidate { id: goal.id.clone(), name: goal.display_name().to_owned() });
    if let Some(goal) = record.doubted.goals.iter().find(|goal| goal.id == typed) {
        bail!(refuse_set_aside(record, &goal.path, &format!("the goal `{typed}`")));
    }
    let list = format!("coach goal list {}", quote(&record.client.id));
    context.require_one(matching::find(typed, &goals.collect::<Vec<_>>()), typed, "goal", &list)
}

/// The goal that is meant; without a word the only one that is active, else the only one on the table, else the only one. Where
/// there are several, it is asked for on a terminal.
pub fn pick_goal<'a>(context: &Context, record: &'a Record, typed: Option<&str>) -> anyhow::Result<&'a Goal> {
    let list = format!("coach goal list {} shows them", quote(&record.client.id));
    let found = match (typed, goals_at_hand(record).as_slice()) {
        (Some(typed), _) => record.goal(&pick_goal_id(context, record, typed)?),
        (None, [one]) => Some(*one),
        (None, []) => {
            let hint =
                format!("write one down: coach goal new {} \"What they want\"", quote(&record.client.id));
            bail!(Refusal::missing("there is no goal yet", hint));
        }
        (None, several) if context.ui.can_ask() => {
            let titles = several.iter().map(|goal| goal.display_name().to_owned()).collect();
            context.ui.choose("Which goal?", titles)?.map(|place| several[place])
        }
        (None, several) => {
            let ids: Vec<&str> = several.iter().map(|goal| goal.id.as_str()).collect();
            bail!(Refusal::ambiguous(format!("which goal? {}", ids.join(", ")), list));
        }
    };
    Ok(found.ok_or_else(|| Refusal::missing("no goal was named", list))?)
}

/// The id of the plan that is meant.
pub fn pick_plan_id(context: &Context, record: &Record, typed: &str) -> anyhow::Result<String> {
    let plans = record.plans.iter().map(|plan| Candidate { id: plan.id.clone(), name: plan.title.clone() });
    if let Some(plan) = record.doubted.plans.iter().find(|plan| plan.id == typed) {
        bail!(refuse_set_aside(record, &plan.path, &format!("the plan `{typed}`")));
    }
    let list = format!("coach plan list {}", quote(&record.client.id));
    context.require_one(matching::find(typed, &plans.collect::<Vec<_>>()), typed, "plan", &list)
}

/// The plan that is meant; without a word the newest open one.
pub fn pick_plan<'a>(context: &Context, record: &'a Record, typed: Option<&str>) -> anyhow::Result<&'a Plan> {
    let found = match typed {
        Some(typed) => record.plan(&pick_plan_id(context, record, typed)?),
        None => newest_open_plan(record),
    };
    let none = || {
        let verb =
            if record.plans.is_empty() { "make one: coach plan new" } else { "name one: coach plan list" };
        let hint = format!("{verb} {}", record.client.id);
        Refusal::missing(format!("{} has no open plan", record.client.display_name()), hint)
    };
    Ok(found.ok_or_else(none)?)
}

/// The only active goal; where there are several, one is chosen, or has to be named, unless the checklist is blank anyway.
pub fn pick_goal_to_serve(context: &Context, record: &Record, blank: bool) -> anyhow::Result<Option<String>> {
    let active: Vec<&Goal> = record.goals.iter().filter(|goal| goal.status == GoalStatus::Active).collect();
    match active.as_slice() {
        [] => Ok(None),
        [one] => {
            if one.examined.is_none() && !context.global.shared && context.ui.can_ask() {
                context.ui.say(&format!(
                    "“{}” was never examined: coach goal examine {} {}",
                    one.display_name(),
                    quote(&record.client.id),
                    quote(&one.id)
                ));
            }
            Ok(Some(one.id.clone()))
        }
        _ if blank => Ok(None),
        several if context.ui.can_ask() => {
            let shown = |goal: &&Goal| match goal.examined {
                None if !context.global.shared => format!("{} (never examined)", goal.display_name()),
                _ => goal.display_name().to_owned(),
            };
            let chosen =
                context.ui.choose("Which goal does it serve?", several.iter().map(shown).collect())?;
            Ok(chosen.map(|place| several[place].id.clone()))
        }
        several => {
            let ids: Vec<&str> = several.iter().map(|goal| goal.id.as_str()).collect();
            bail!(Refusal::ambiguous(
                format!("which goal does it serve: {}?", ids.join(", ")),
                "name it with --goal"
            ))
        }
    }
}
