use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::opening;
use crate::cli::support::picking;

/// Open a plan in your editor
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    "coach plan edit alice",
    "coach plan edit ben 2026-11-12-pencil-and-all",
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
    let id = context.client_to_write(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &id).value;
    let plan = picking::pick_plan(context, &record, args.plan.as_deref())?;
    opening::open_in_editor(context, &practice, &plan.path, &id)
}
