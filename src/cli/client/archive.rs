use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::removal;
use crate::practice::paths;

/// Take a client's whole folder out of the practice, into `.trash/`
///
/// For a client whose work is done, status=completed keeps the folder and its hours: `coach client set CLIENT status=completed`. It needs
/// the exact id. `coach restore` takes the folder back.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach client archive ben"])]
pub struct Args {
    /// Who, by the exact id
    #[arg(add = Names::Client)]
    client: String,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = removal::find_exact_client(&practice, &args.client)?;
    removal::remove_note(context, &practice, &paths::client_folder(&id))
}
