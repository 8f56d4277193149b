use crate::cli::support::context::Context;
use crate::cli::support::outlet::OutletArgs;
use crate::insight::caseload::{self, caseload, client_load};
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
    let last_read = Bookmarks::open(&practice).last_read();
    let now = context.now;
    let parts =
        context.look_at_records(&practice, caseload::NEEDS, |record| client_load(&record, &last_read, now));
    context.tell(&parts.problems);
    context.show(&practice, parts.map(caseload))
}
