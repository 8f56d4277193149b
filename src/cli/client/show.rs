use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::word_lists::read_client_words;
use crate::insight::profile;

/// Show who a client is: the profile, everything filed about them, and what isn't known yet
///
/// What stands in their note's sections, and under a hashtag in any session or note, newest first, with its day; then the sides of
/// them of which nothing is noted, as questions that one might be curious about.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach client show alice", "coach client show ben --sources"])]
pub struct Args {
    /// Who [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &id);
    let words = read_client_words(&practice)?;
    context.show(&practice, record.map(|record| profile::profile(&record, &words, context.now)))
}
