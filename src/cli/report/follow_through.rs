use super::scope::Scope;
use crate::cli::context::Context;
use crate::insight::follow_through::follow_through;
use crate::model::problem::Loaded;

/// Which plans were followed through, and what was learned
///
/// Beside it what the plans had in them. Counts come with the range that so few plans leave open. Where a difference may be chance, it says so.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach report follow-through --since 2026-01-01"])]
pub struct Args {
    #[command(flatten)]
    scope: Scope,
}

pub fn run(args: &Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let scoped = args.scope.read(context, &practice)?;
    let report = follow_through(&scoped.records, scoped.client, scoped.since);
    context.show(&practice, Loaded::new(report, scoped.problems))
}
