use crate::cli::context::Context;
use crate::insight::profile;

/// Show who a client is: the profile, and everything filed under a hashtag
///
/// Example: coach client show alice
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Who [default: the nearest call]
    client: Option<String>,
}

pub fn run(args: &Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &id);
    context.show(&practice, "client-show.md", profile::profile(&record.value, context.now, record.problems))
}
