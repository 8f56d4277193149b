use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::insight::sessions;
use crate::practice::zones::read_clocks;

/// List a client's sessions, first to last
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach session list alice"])]
pub struct Args {
    /// Who [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &id);
    let clocks = read_clocks(practice.settings().value.timezone, record.value.client.timezone);
    context.show(&practice, record.map(|record| sessions::sessions(&record, context.now, &clocks)))
}
