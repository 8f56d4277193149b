use crate::acts::key_changes::set_key;
use crate::acts::references::change_reference;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::support::picking;
use crate::model::id;
use crate::model::new_value::NewValue;
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::practice::Practice;
use crate::practice::paths::Kind;

/// Give a goal another title and id
///
/// Sessions and plans that name it are kept in step. What is typed as an id, such as lead-the-team, changes the id alone; so does --id.
#[derive(Debug, clap::Args)]
#[command(override_usage = "coach goal rename [OPTIONS] <CLIENT> <GOAL> [TITLE]...", after_long_help = examples![r#"coach goal rename alice lead-the-team "Lead, and let them run it""#])]
pub struct Args {
    /// Whose
    #[arg(add = Names::Client)]
    client: String,
    /// Which one, by the exact id
    #[arg(add = Names::Goal)]
    goal: String,
    /// What it is called now; no quotes are needed
    #[arg(required_unless_present = "id")]
    title: Vec<String>,
    /// The new id, if it isn't to be made from the title
    #[arg(long)]
    id: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let client = context.client(&practice, Some(&args.client))?;
    let record = context.record(&practice, &client).value;
    let Some(goal) = record.goals.iter().find(|goal| goal.id == args.goal) else {
        let near = picking::pick_goal_id(context, &record, &args.goal)?;
        let hint = format!("renaming needs the exact id: {near}");
        return Err(Refusal::unknown(format!("there is no goal `{}`", args.goal), hint).into());
    };
    let title = Some(args.title.join(" ")).filter(|title| !title.trim().is_empty());
    let id = match (&args.id, &title) {
        (Some(id), _) => {
            id::check(id)?;
            id.clone()
        }
        (None, Some(title)) => id::slug(title)?,
        (None, None) => goal.id.clone(),
    };
    let itself = id::fold(&id) == id::fold(&goal.id);
    if !itself && practice.free_id(&client, Kind::Goal, &id) != id {
        return Err(Refusal::exists(format!("there is a goal `{id}` already"), "choose another title").into());
    }
    let named_in = change_references(&practice, &record, &goal.id, &id)?;
    if let Some(title) = title.as_ref().filter(|title| !id::is_typed_as_id(title)) {
        let title = NewValue::Text(title.clone());
        NoteInHand::open(&practice, &goal.path)?.stage(|text| set_key(text, "title", &title))?;
    }
    let folder = goal.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = format!("{folder}/{id}.md");
    if *path != *goal.path {
        practice.rename(&goal.path, &path)?;
    }
    // All of it is one value: it is written together, or not at all.
    context.report_written(&path)?;
    if named_in > 0 {
        context.ui.say(&format!("{named_in} {} kept in step", if named_in == 1 { "note" } else { "notes" }));
    }
    Ok(())
}

/// Puts the new id into the notes that name the goal. Gives how many there are.
fn change_references(practice: &Practice, record: &Record, old: &str, new: &str) -> anyhow::Result<usize> {
    if old == new {
        return Ok(0);
    }
    let sessions = record.sessions.iter().filter(|session| session.goals.iter().any(|goal| goal.id == old));
    let plans = record.plans.iter().filter(|plan| plan.goal.as_ref().is_some_and(|goal| goal.id == old));
    let places: Vec<_> = sessions
        .map(|session| (&session.path, "goals"))
        .chain(plans.map(|plan| (&plan.path, "goal")))
        .collect();
    for (path, key) in &places {
        NoteInHand::open(practice, path)?.stage(|text| change_reference(text, key, old, new))?;
    }
    Ok(places.len())
}
