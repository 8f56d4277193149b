use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::picking;
use crate::cli::support::wordings::read_versions;
use crate::insight::goals;
use crate::model::problem::Loaded;

/// Show a goal: the wish, the levels, the questions, the plans
///
/// Where the practice has a git history it tells how the goal's wording drifted.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach goal show alice lead"])]
pub struct Args {
    /// Whose [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// Which one, by id or a part of its title [default: the only active one]
    #[arg(add = Names::Goal)]
    goal: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &id);
    let goal = picking::pick_goal(context, &record.value, args.goal.as_deref())?;
    let versions = read_versions(&practice, goal);
    let view = goals::goal(&record.value, goal, &versions);
    context.show(&practice, Loaded::new(view, record.problems))
}
