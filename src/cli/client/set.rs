use crate::cli::support::assignments;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::model::keys;
use crate::note::read;
use crate::practice::paths;

/// Set keys of a client's note; only the bytes of those keys change
///
/// An empty value takes the key away; += adds to a list.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    r#"coach client set alice status=paused until="in 6 months""#,
    "coach client set alice tags+=nonprofit email=",
])]
pub struct Args {
    /// Who
    #[arg(add = Names::Client)]
    client: String,
    /// What: KEY=VALUE, KEY+=VALUE, KEY=
    #[arg(value_name = "KEY=VALUE", required = true, add = Names::KeysAfter(&[], keys::CLIENT))]
    assignments: Vec<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client(&practice, Some(&args.client))?;
    let resolve = |_: &str, typed: &str| Ok(typed.to_owned());
    assignments::set_keys(
        context,
        &practice,
        &paths::client_note(&id),
        &args.assignments,
        keys::CLIENT,
        &resolve,
        |note| read::client(&id, note).problems,
    )
}
