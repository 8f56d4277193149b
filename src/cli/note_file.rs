//! What the commands on single notes share: which one is meant, setting its keys, opening it in the editor.

use std::sync::Arc;

use anyhow::bail;

use super::assign;
use super::context::Context;
use crate::model::goal::{Goal, GoalStatus};
use crate::model::keys::Key;
use crate::model::matching::{self, Candidate};
use crate::model::plan::{Outcome, Plan};
use crate::model::problem::{Loaded, Problem};
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::session::Session;
use crate::note::edit;
use crate::note::parsed::Note;
use crate::practice::Practice;

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
    context.did(path, said);
    Ok(())
}

/// Refuses a new note that would not read back without a problem.
pub fn check_new(
    path: &Arc<str>,
    text: &str,
    read: impl Fn(Loaded<Note>) -> Vec<Problem>,
) -> anyhow::Result<()> {
    match read(Note::parse(path, text.to_owned())).into_iter().next() {
        Some(problem) => bail!(Refusal::new(problem.message, problem.hint)),
        None => Ok(()),
    }
}

/// Opens a note in the user's editor, and tells what doesn't fit in it afterwards.
pub fn edit(context: &Context, practice: &Practice, path: &str, client: &str) -> anyhow::Result<()> {
    let file = practice.file(path)?;
    context.ui.edit(&file)?;
    let problems: Vec<Problem> =
        practice.record(client).problems.into_iter().filter(|problem| problem.path == path).collect();
    context.tell(&problems);
    Ok(())
}

/// The session that is meant: `last`, `next`, a date, an id; without a word today's, else the last of which
/// nobody has said yet what happened, else the last one held, else the next.
pub fn session<'a>(
    context: &Context,
    record: &'a Record,
    typed: Option<&str>,
) -> anyhow::Result<&'a Session> {
    let now = context.now;
    let called = record.client.called();
    let none = |what: &str| {
        Refusal::new(
            format!("{called} has no {what}"),
            format!("to make one: coach session new {}", record.client.id),
        )
    };
    let today = || record.sessions.iter().find(|session| session.when.date == now.date);
    let last = || record.held(now).next_back();
    let unconfirmed = || record.sessions.iter().rfind(|session| session.is_unconfirmed(now));
    let found = match typed {
        None => today()
            .or_else(unconfirmed)
            .or_else(last)
            .or_else(|| record.next_call(now))
            .ok_or_else(|| none("session yet"))?,
        Some("last") => last().ok_or_else(|| none("held session yet"))?,
        Some("next") => record.next_call(now).ok_or_else(|| none("planned session"))?,
        Some(typed) => by_name(context, record, typed)?,
    };
    Ok(found)
}

fn by_name<'a>(context: &Context, record: &'a Record, typed: &str) -> anyhow::Result<&'a Session> {
    let candidates: Vec<Candidate> = record
        .sessions
        .iter()
        .map(|session| Candidate { id: session.id.clone(), name: session.when.to_string() })
        .collect();
    let by_date = super::when::parse_when(typed, context.now).ok().map(|moment| moment.date);
    let on_date: Vec<&Session> =
        record.sessions.iter().filter(|session| Some(session.when.date) == by_date).collect();
    let exact = candidates.iter().any(|candidate| candidate.id == typed);
    match on_date.as_slice() {
        [one] if !exact => return Ok(one),
        [_, _, ..] if !exact => {
            let ids: Vec<&str> = on_date.iter().map(|session| session.id.as_str()).collect();
            bail!(Refusal::new(format!("`{typed}` could be {}", ids.join(", ")), "name one of them"));
        }
        _ => {}
    }
    let id = context.one(
        matching::find(typed, &candidates),
        typed,
        "session",
        &format!("coach session list {}", record.client.id),
    )?;
    match record.sessions.iter().find(|session| session.id == id) {
        Some(session) => Ok(session),
        None => {
            bail!(Refusal::new(format!("there is no session `{typed}`"), "coach session list shows them all"))
        }
    }
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
    let all = || record.goals.iter();
    let active: Vec<&Goal> = all().filter(|goal| goal.status == GoalStatus::Active).collect();
    let on_the_table: Vec<&Goal> = all().filter(|goal| goal.is_on_the_table()).collect();
    let open = [active, on_the_table, all().collect()].into_iter().find(|goals| !goals.is_empty());
    let list = format!("coach goal list {} shows them", record.client.id);
    let found = match (typed, open.unwrap_or_default().as_slice()) {
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
        None => record.plans.iter().rev().find(|plan| plan.outcome == Outcome::Open),
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
    Refusal::new(
        format!("{path}:{}:{}: {}", refusal.line, refusal.column, refusal.what),
        refusal.hint.clone(),
    )
}
