use super::scope::Scope;
use crate::cli::context::Context;
use crate::insight::alliances::alliances;

/// The clients' own marks of their calls, each beside what they usually give
///
/// With --client the marks of every call.
///
/// Example: coach report alliance --client alice
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    scope: Scope,
}

pub fn run(args: &Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let scoped = args.scope.read(context, &practice)?;
    let report = alliances(&scoped.records, scoped.client, scoped.since, context.now, scoped.problems);
    context.show(&practice, "report-alliance.md", report)
}
