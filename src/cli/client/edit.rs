use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::opening;
use crate::practice::paths;

/// Open a client's note in your editor
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach client edit alice"])]
pub struct Args {
    /// Who [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client_to_write(&practice, args.client.as_deref())?;
    opening::open_in_editor(context, &practice, &paths::client_note(&id), &id)
}
