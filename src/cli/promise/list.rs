use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::insight::promises::list_promises;

/// List what you said you would do and haven't ticked, oldest first
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach promise list alice"])]
pub struct Args {
    /// To whom [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client(&practice, args.client.as_deref())?;
    let record = context.load_record(&practice, &id);
    context.show(&practice, record.map(|record| list_promises(&record, context.now)))
}
