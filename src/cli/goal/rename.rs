use std::sync::Arc;

use crate::acts::references::change_reference;
use crate::cli::{complete::Names, context::Context, note_file};
use crate::model::id;
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::note::edit::{self, NewValue};
use crate::practice::Practice;
use crate::practice::paths::Kind;

/// Give a goal another title and id
///
/// Sessions and plans that name it are kept in step. What is typed as an id, such as lead-the-team, changes the id alone; so does --id.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![r#"coach goal rename alice lead-the-team "Lead, and let them run it""#])]
pub struct Args {
    /// Whose
    #[arg(add = Names::Client)]
    client: String,
    /// Which one, by the exact id
    #[arg(add = Names::Goal)]
    goal: String,
    /// What it is called now
    #[arg(required_unless_present = "id")]
    title: Option<String>,
    /// The new id, if it isn't to be made from the title
    #[arg(long)]
    id: Option<String>,
}

/// A note's text before and after.
type Change = (Arc<str>, String, String);

pub fn run(args: &Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let client = context.client(&practice, Some(&args.client))?;
    let record = context.record(&practice, &client).value;
    let Some(goal) = record.goals.iter().find(|goal| goal.id == args.goal) else {
        let near = note_file::goal_id(context, &record, &args.goal)?;
        let hint = format!("renaming needs the exact id: {near}");
        return Err(Refusal::new(format!("there is no goal `{}`", args.goal), hint).into());
    };
    let id = match (&args.id, &args.title) {
        (Some(id), _) => {
            id::check(id)?;
            id.clone()
        }
        (None, Some(title)) => id::slug(title)?,
        (None, None) => goal.id.clone(),
    };
    let itself = id::folded(&id) == id::folded(&goal.id);
    if !itself && practice.free_id(&client, Kind::Goal, &id) != id {
        return Err(Refusal::new(format!("there is a goal `{id}` already"), "choose another title").into());
    }
    let mut changes = references(&practice, &record, &goal.id, &id)?;
    let named_in = changes.len();
    if let Some(title) = args.title.as_ref().filter(|title| !id::is_typed_as_id(title)) {
        let before = practice.text(&goal.path)?;
        let after = edit::set(&before, &["title"], &NewValue::Text(title.clone()))
            .map_err(|refusal| note_file::told(&goal.path, &refusal))?;
        changes.push((Arc::clone(&goal.path), before, after));
    }
    let folder = goal.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = format!("{folder}/{id}.md");
    let done = write_all(&practice, &changes)
        .and_then(|()| if *path == *goal.path { Ok(()) } else { practice.rename(&goal.path, &path) });
    if let Err(error) = done {
        take_back(&practice, &changes);
        return Err(error);
    }
    if named_in > 0 {
        context.ui.say(&format!("{named_in} {} kept in step", if named_in == 1 { "note" } else { "notes" }));
    }
    context.wrote(&path)
}

/// Writes all changes, or stops at the first that can't be written.
fn write_all(practice: &Practice, changes: &[Change]) -> anyhow::Result<()> {
    changes.iter().try_for_each(|(path, before, after)| practice.replace(path, before, after))
}

/// Puts back what was written: all notes name the goal as they did. What was never changed is left as it is.
fn take_back(practice: &Practice, changes: &[Change]) {
    for (path, before, after) in changes {
        // A note that somebody else has changed meanwhile is theirs.
        let _ = practice.replace(path, after, before);
    }
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
            let after = change_reference(&before, key, old, new)
                .map_err(|refusal| note_file::told(path, &refusal))?;
            Ok((Arc::clone(path), before, after))
        })
        .collect()
}
