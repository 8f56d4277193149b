use crate::cli::{context::Context, note_file};
use crate::insight::lists;
use crate::model::goal::{Goal, GoalStatus};
use crate::model::record::Record;
use crate::model::refusal::Refusal;

/// Show a goal: the wish, the levels, the questions, the plans that serve it
///
/// Example: coach goal show alice lead
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Whose [default: the nearest call]
    client: Option<String>,
    /// Which one, by id or a part of its title [default: the only active one]
    goal: Option<String>,
}

pub fn run(args: &Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &id);
    let goal = meant(context, &record.value, args.goal.as_deref())?;
    context.show(&practice, "goal-show.md", lists::goal(&record.value, goal, record.problems))
}

/// The goal that is meant; without a word the only active one.
fn meant<'a>(context: &Context, record: &'a Record, typed: Option<&str>) -> anyhow::Result<&'a Goal> {
    let ids: Vec<String> = match typed {
        Some(typed) => vec![note_file::goal_id(context, record, typed)?],
        None if record.goals.len() == 1 => vec![record.goals[0].id.clone()],
        None => record
            .goals
            .iter()
            .filter(|goal| goal.status == GoalStatus::Active)
            .map(|goal| goal.id.clone())
            .collect(),
    };
    let unclear = || {
        let all: Vec<&str> = record.goals.iter().map(|goal| goal.id.as_str()).collect();
        let what = if all.is_empty() {
            "there is no goal yet".to_owned()
        } else {
            format!("which goal? {}", all.join(", "))
        };
        Refusal::new(what, format!("coach goal list {} shows them", record.client.id))
    };
    match ids.as_slice() {
        [one] => Ok(record.goal(one).ok_or_else(unclear)?),
        _ => Err(unclear().into()),
    }
}
