use super::scope::Scope;
use crate::cli::context::Context;
use crate::insight::follow_through::follow_through;

/// Which plans were followed through, what was learned, and what the plans had in them
///
/// Counts come with the range that so few plans leave open. Where a difference may be chance, it says so.
///
/// Example: coach report follow-through --since 2026-01-01
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    scope: Scope,
}

pub fn run(args: &Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let scoped = args.scope.read(context, &practice)?;
    let report = follow_through(&scoped.records, scoped.client, scoped.since, scoped.problems);
    context.show(&practice, "report-follow-through.md", report)
}
