use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::picking;
use crate::insight::plans;
use crate::model::problem::Loaded;

/// Show a plan
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    "coach plan show alice",
    "coach plan show chiara 2026-07-13-a-sponsor",
])]
pub struct Args {
    /// Whose [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// Which one, by id or a part of its title [default: the newest open one]
    #[arg(add = Names::Plan)]
    plan: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &id);
    let plan = picking::pick_plan(context, &record.value, args.plan.as_deref())?;
    let view = plans::plan(&record.value, plan);
    context.show(&practice, Loaded::new(view, record.problems))
}
