use crate::cli::{context::Context, note_file};
use crate::insight::goals;

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
    let goal = note_file::goal(context, &record.value, args.goal.as_deref())?;
    context.show(&practice, "goal-show.md", goals::goal(&record.value, goal, record.problems))
}
