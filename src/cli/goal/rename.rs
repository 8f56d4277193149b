use std::sync::Arc;

use crate::cli::{context::Context, note_file};
use crate::model::id;
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::note::edit::{self, NewValue};
use crate::practice::Practice;
use crate::practice::paths::Kind;

/// Give a goal another title and id; sessions and plans that name it are kept in step
///
/// A title that is an id already, such as lead-the-team, changes the id alone.
///
/// Example: coach goal rename alice lead-the-team "Lead, and let them run it"
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Whose
    client: String,
    /// Which one, by the exact id
    goal: String,
    /// What it is called now
    title: String,
}

/// A note's text before and after.
type Change = (Arc<str>, String, String);

pub fn run(args: &Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let client = context.client(&practice, Some(&args.client))?;
    let record = context.record(&practice, &client).value;
    let Some(goal) = record.goal(&args.goal) else {
        let near = note_file::goal_id(context, &record, &args.goal)?;
        return Err(Refusal::new(
            format!("there is no goal `{}`", args.goal),
            format!("renaming needs the exact id: {near}"),
        )
        .into());
    };
    let id = id::slug(&args.title)?;
    if id != goal.id && practice.free_id(&client, Kind::Goal, &id) != id {
        return Err(Refusal::new(format!("there is a goal `{id}` already"), "choose another title").into());
    }
    // Everything is worked out before anything is written: one note that can't be edited leaves all as they are.
    let mut changes = references(&practice, &record, &goal.id, &id)?;
    if id != args.title {
        let before = practice.text(&goal.path)?;
        let after = edit::set(&before, &["title"], &NewValue::Text(args.title.clone()))
            .map_err(|refusal| note_file::told(&goal.path, &refusal))?;
        changes.push((Arc::clone(&goal.path), before, after));
    }
    for (path, before, after) in &changes {
        practice.replace(path, before, after)?;
    }
    let folder = goal.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = format!("{folder}/{id}.md");
    if *path != *goal.path {
        practice.rename(&goal.path, &path)?;
    }
    context.ui.say(&format!("{} references kept in step", changes.len() - usize::from(id != args.title)));
    context.wrote(&path)?;
    Ok(())
}

/// The notes that name the goal, with its new id in place of the old one.
fn references(practice: &Practice, record: &Record, old: &str, new: &str) -> anyhow::Result<Vec<Change>> {
    let sessions = record.sessions.iter().filter(|session| session.goals.iter().any(|goal| goal.id == old));
    let plans = record.plans.iter().filter(|plan| plan.goal.as_ref().is_some_and(|goal| goal.id == old));
    let places =
        sessions.map(|session| (&session.path, "goals")).chain(plans.map(|plan| (&plan.path, "goal")));
    places
        .filter(|_| old != new)
        .map(|(path, key)| {
            let before = practice.text(path)?;
            let after = edit::replace_in_list(&before, &[key], old, new)
                .map_err(|refusal| note_file::told(path, &refusal))?;
            Ok((Arc::clone(path), before, after))
        })
        .collect()
}
