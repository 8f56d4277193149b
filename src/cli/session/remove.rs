use anyhow::bail;

use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::removal;
use crate::model::refusal::Refusal;
use crate::model::shell_word::quote;

/// Take a session's note away, into `.trash/`
///
/// It needs the exact id of the session. `coach restore` takes it back.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach session remove alice 2026-11-08"])]
pub struct Args {
    /// Whose, by the exact id
    #[arg(add = Names::Client)]
    client: String,
    /// Which one, by its exact id
    #[arg(add = Names::Session)]
    session: String,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = removal::find_exact_client(&practice, &args.client)?;
    let record = context.record(&practice, &id).value;
    let Some(session) =
        record.sessions.iter().chain(&record.doubted.sessions).find(|session| session.id == args.session)
    else {
        let hint = format!(
            "removing needs the exact id: coach session list {id} --format json shows them",
            id = quote(&id)
        );
        bail!(Refusal::unknown(format!("there is no session `{}`", args.session), hint));
    };
    removal::remove_note(context, &practice, &session.path)
}
