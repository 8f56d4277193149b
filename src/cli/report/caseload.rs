use crate::cli::context::Context;
use crate::insight::caseload::caseload;
use crate::model::refusal::Refusal;
use crate::practice::state::Bookmarks;

/// How well each client is known, in the order of the next call
///
/// Last met, last read, what isn't known yet.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach report caseload"])]
pub struct Args {}

pub fn run(_: &Args, context: &Context) -> anyhow::Result<()> {
    if context.global.shared {
        let what = "the caseload is several clients; none of them is to see that";
        return Err(Refusal::new(what, "for one of them: coach client show NAME").into());
    }
    let practice = context.practice()?;
    let records = practice.records();
    context.tell(&records.problems);
    let last_read = Bookmarks::of(&practice).last_read();
    context.show(
        &practice,
        "report-caseload.md",
        caseload(&records.value, &last_read, context.now, records.problems),
    )
}
