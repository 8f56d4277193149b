use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::insight::goals;

/// List a client's goals
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach goal list alice"])]
pub struct Args {
    /// Whose [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &id);
    context.show(&practice, record.map(|record| goals::goals(&record)))
}
