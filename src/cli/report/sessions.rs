use anyhow::bail;

use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::excel::ExcelArgs;
use crate::cli::support::outlet::OutletArgs;
use crate::insight::invoice;
use crate::model::refusal::Refusal;
use crate::render::csv;

/// One client's sessions, for an invoice
///
/// With minutes, fee and whether they are charged.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach report sessions --client alice --since 2026-10-01", "coach report sessions --client alice -o alice.csv --excel"])]
pub struct Args {
    /// Whose
    #[arg(long, value_name = "NAME", required = true, add = Names::Client)]
    client: String,
    /// Only from this day on, such as 2026-01-01 or "3 months ago"
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Only up to this day
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    #[command(flatten)]
    excel: ExcelArgs,
    #[command(flatten)]
    _outlet: OutletArgs,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let sheet = args.excel.read(context)?;
    let practice = context.practice()?;
    let id = context.client(&practice, Some(&args.client))?;
    let day = |typed: &Option<String>| typed.as_deref().map(|typed| context.read_past_day(typed)).transpose();
    let (since, until) = (day(&args.since)?, day(&args.until)?);
    if since.zip(until).is_some_and(|(since, until)| until < since) {
        bail!(Refusal::invalid("--until is before --since", "name the earlier day with --since"));
    }
    let record = context.record(&practice, &id);
    let report = record.map(|record| invoice::sessions(&record, since, until, context.now));
    context.show_made(&practice, report, |report| csv::sessions(report, sheet))
}
