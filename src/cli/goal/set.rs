use crate::acts::references::change_reference;
use crate::cli::support::assignments;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::support::picking;
use crate::cli::talks::goal_ending::{PlansOfGoal, look_back_on, settle_plans};
use crate::insight::which::named::{Naming, list_naming_goal};
use crate::model::goal::GoalStatus;
use crate::model::id::same;
use crate::model::keys;
use crate::model::refusal::Refusal;
use crate::model::shell_word::quote;
use crate::note::read;

/// Set keys of a goal's note; only the bytes of those keys change
///
/// An empty value takes the key away. Where it ends a goal (status=achieved, status=released) it looks back on it as `coach goal close`
/// does.
#[derive(Debug, clap::Args)]
#[command(override_usage = "coach goal set [OPTIONS] [CLIENT] GOAL KEY=VALUE...", after_long_help = examples![
    "coach goal set alice lead importance=8 target=2027-03-31",
    "coach goal set ben own status=paused",
])]
pub struct Args {
    /// Whose and which goal, then KEY=VALUE … [default: the call at hand]
    #[arg(value_name = "[CLIENT] GOAL KEY=VALUE", required = true, add = Names::KeysAfter(&[Names::Client, Names::Goal], keys::GOAL))]
    words: Vec<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let (names, mut assignments) = assignments::split_assignments(args.words);
    let (client, goal) = match names.as_slice() {
        [one] if context.client(&context.practice()?, Some(one)).is_ok() => {
            let hint = format!(
                "name it: coach goal set {one} GOAL KEY=VALUE; coach goal list {one} shows them",
                one = quote(one)
            );
            return Err(Refusal::missing("which goal?", hint).into());
        }
        [goal] => (None, goal),
        [client, goal] => (Some(client.as_str()), goal),
        _ => return Err(Refusal::missing("which goal?", "write coach goal set CLIENT GOAL KEY=VALUE").into()),
    };
    let id = context.client_to_write(&practice, client)?;
    let record = context.record(&practice, &id).value;
    let goal_id = picking::pick_goal_id(context, &record, goal)?;
    let Some(goal) = record.goal(&goal_id) else { return Ok(()) };
    let resolve = |key: &str, typed: &str| picking::resolve_reference(context, &record, key, typed);
    let ends = end_of(&assignments).filter(|status| *status != goal.status);
    if let Some(status) = ends {
        // An end has its day, whichever command ended it.
        if !assignments::touch_any_key(&assignments, &["closed"]) {
            assignments.push(format!("closed={}", context.now.date));
        }
        settle_plans(context, &practice, &record, goal, (status, context.now.date), PlansOfGoal::Ask)?;
    }
    if assignments::touch_any_key(&assignments, &["title"]) {
        // What names it by the old title would name nothing.
        for Naming { path, key, written } in list_naming_goal(&record.sessions, &record.plans, &goal.id) {
            if !same(written, &goal.id) {
                NoteInHand::open(&practice, path)?
                    .stage(|text| change_reference(text, key, written, &goal.id))?;
            }
        }
    }
    assignments::set_keys(context, &practice, &goal.path, &assignments, keys::GOAL, &resolve, |note| {
        read::goal(note).problems
    })?;
    match ends {
        Some(status) if context.ui.can_ask() => {
            look_back_on(context, &mut NoteInHand::open(&practice, &goal.path)?, status)
        }
        Some(status) => {
            let word = if status == GoalStatus::Released { "released" } else { "achieved" };
            context.ui.say(&format!(
                "to look back on it: coach goal close {id} {goal_id} --{word} --looking-back \"What it is like\"",
                id = quote(&id),
                goal_id = quote(&goal_id)
            ));
            Ok(())
        }
        None => Ok(()),
    }
}

/// The end that the assignments give a goal, if they give it one.
fn end_of(assignments: &[String]) -> Option<GoalStatus> {
    let values = assignments.iter().filter_map(|word| word.split_once('='));
    let status =
        values.filter(|(key, _)| key.trim() == "status").map(|(_, value)| value.trim()).next_back()?;
    [GoalStatus::Achieved, GoalStatus::Released].into_iter().find(|end| end.word() == status)
}
