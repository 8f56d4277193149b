use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::opening;
use crate::cli::support::picking;

/// Open a session's note in your editor
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach session edit alice", "coach session edit alice 2026-11-08"])]
pub struct Args {
    /// Who [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// Which one: last, next, a date or an id [default: today's, else the last]
    #[arg(add = Names::Session)]
    session: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client_to_write(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &id).value;
    let session = picking::pick_session_to_write(context, &record, args.session.as_deref())?;
    opening::open_in_editor(context, &practice, &session.path, &id)
}
