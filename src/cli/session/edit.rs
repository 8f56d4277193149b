use crate::cli::{complete::Names, context::Context, note_file};

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

pub fn run(args: &Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client_to_write(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &id).value;
    let session = note_file::session_to_write(context, &record, args.session.as_deref())?;
    note_file::edit(context, &practice, &session.path, &id)
}
