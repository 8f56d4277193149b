use crate::cli::support::context::Context;
use crate::cli::support::outlet::OutletArgs;
use crate::insight::caseload::caseload;
use crate::practice::state::Bookmarks;

/// Who one works with, in the order of the next call
///
/// Last met, what was learned of them last and when, what isn't known yet; the days with the most calls. Nobody is ranked.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach report caseload"])]
pub struct Args {
    #[command(flatten)]
    _outlet: OutletArgs,
}

pub fn run(_: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let records = practice.records();
    context.tell(&records.problems);
    let last_read = Bookmarks::open(&practice).last_read();
    context.show(&practice, records.map(|records| caseload(&records, &last_read, context.now)))
}
