use crate::cli::context::Context;
use crate::insight::caseload::caseload;
use crate::practice::state::Bookmarks;

/// How well each client is known, in the order of the next call
///
/// Last met, last read, what isn't known yet.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach report caseload"])]
pub struct Args {}

pub fn run(_: &Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let records = practice.records();
    context.tell(&records.problems);
    let last_read = Bookmarks::of(&practice).last_read();
    context.show(&practice, records.map(|records| caseload(&records, &last_read, context.now)))
}
