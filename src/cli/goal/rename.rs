use std::collections::BTreeSet;
use std::sync::Arc;

use crate::acts::key_changes::set_key;
use crate::acts::references::change_reference;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::support::picking;
use crate::cli::support::title_words::check_goal_title;
use crate::insight::which::named::{Naming, list_naming_goal};
use crate::model::file_name::folder_of;
use crate::model::id;
use crate::model::new_value::NewValue;
use crate::model::problem::{Loaded, Problem, Severity};
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
    let Loaded { value: record, problems } = context.record(&practice, &client);
    let Some(goal) = record.goals.iter().find(|goal| goal.id == args.goal) else {
        let near = picking::pick_goal_id(context, &record, &args.goal)?;
        let hint = format!("renaming needs the exact id: {near}");
        return Err(Refusal::unknown(format!("there is no goal `{}`", args.goal), hint).into());
    };
    check_goal_title(&args.title, &["goal", "rename"])?;
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
    let references = change_references(&practice, &record, &problems, &goal.id, &id)?;
    if let Some(title) = title.as_ref().filter(|title| !id::is_typed_as_id(title)) {
        let title = NewValue::Text(title.clone());
        NoteInHand::open(&practice, &goal.path)?.stage(|text| set_key(text, "title", &title))?;
    }
    let folder = folder_of(&goal.path);
    let path = format!("{folder}/{id}.md");
    if *path != *goal.path {
        practice.rename(&goal.path, &path)?;
    }
    // All of it is one value: it is written together, or not at all.
    context.report_written(&path)?;
    tell_references(context, &references);
    Ok(())
}

/// The notes that name a goal.
#[derive(Default)]
struct References {
    /// Those that have the new id.
    changed: BTreeSet<Arc<str>>,
    /// Those that keep the old one, or may, and why.
    left: Vec<(String, String)>,
}

/// Puts the new id into the notes that name the goal. One that doesn't count until somebody has looked, or can't be read, may keep the old
/// one.
fn change_references(
    practice: &Practice,
    record: &Record,
    problems: &[Problem],
    old: &str,
    new: &str,
) -> anyhow::Result<References> {
    let mut references = References::default();
    let change = |Naming { path, key, written }: &Naming<'_>| {
        NoteInHand::open(practice, path)?.stage(|text| change_reference(text, key, written, new))
    };
    // By another title nobody would find it that is named by the old one.
    let is_other = |naming: &Naming<'_>| old != new || !id::same(naming.written, new);
    let mut places = list_naming_goal(&record.sessions, &record.plans, old);
    places.retain(is_other);
    for naming in &places {
        let path = naming.path;
        // Bytes that aren't text are never written to; what its keys say stands as it was, and that is told.
        if let Err(refusal) = practice.text(path) {
            references.left.push((path.to_string(), refusal.to_string()));
            continue;
        }
        change(naming)?;
        references.changed.insert(Arc::clone(path));
    }
    let mut doubted = list_naming_goal(&record.doubted.sessions, &record.doubted.plans, old);
    doubted.retain(is_other);
    for naming in &doubted {
        match change(naming) {
            Ok(()) => {
                references.changed.insert(Arc::clone(naming.path));
            }
            Err(error) => references.left.push((naming.path.to_string(), format!("{error:#}"))),
        }
    }
    if old == new {
        return Ok(references);
    }
    let is_seen = |path: &str| places.iter().chain(&doubted).any(|seen| **seen.path == *path);
    for problem in problems.iter().filter(|problem| problem.severity == Severity::Error) {
        let can_name = [Kind::Session, Kind::Plan]
            .iter()
            .any(|kind| problem.path.contains(&format!("/{}", kind.folder())));
        let is_told = references.left.iter().any(|(path, _)| *path == problem.path);
        // What its keys hold isn't known where they can't be read.
        let may_name = practice.text(&problem.path).map_or(true, |text| text.contains(old));
        if can_name && may_name && !is_told && !is_seen(&problem.path) {
            references.left.push((problem.path.clone(), problem.message.clone()));
        }
    }
    Ok(references)
}

fn tell_references(context: &Context, references: &References) {
    let notes = |count: usize| format!("{count} {}", if count == 1 { "note" } else { "notes" });
    for (path, why) in references.left.iter().filter(|_| !context.global.shared) {
        context.ui.warn(&format!("{path} keeps the old name if it names the goal: {why}"));
    }
    match (references.changed.len(), references.left.is_empty()) {
        (0, _) => {}
        (changed, true) => context.ui.say(&format!("{} kept in step", notes(changed))),
        (changed, false) => context.ui.say(&format!("the new name stands in {}", notes(changed))),
    }
}
