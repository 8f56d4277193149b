use std::process::ExitCode;

use anyhow::bail;

use super::Format;
use super::complete::Names;
use super::context::Context;
use super::note_file;
use crate::insight::handout::handout;
use crate::render::json;

/// The client's own page of a plan: their words, the if-thens, the steps; never a note of yours
///
/// --format html makes one page that needs nothing else: it can be mailed, opened on a phone, printed. Steps that are ticked there
/// are remembered on that device, and "Copy my progress" gives a text for `coach plan receive`. Nothing is sent anywhere.
///
/// Example: coach share alice --format html > alice.html
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Whose
    #[arg(add = Names::Client)]
    client: String,
    /// Which plan, by id or a part of its title [default: the newest open one]
    #[arg(add = Names::Plan)]
    plan: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<ExitCode> {
    let practice = context.practice()?;
    let id = context.client(&practice, Some(&args.client))?;
    let record = context.record(&practice, &id).value;
    let plan = note_file::plan(context, &record, args.plan.as_deref())?;
    let page = handout(&record, plan);
    let text = match context.global.format {
        Format::Json => json::json(&page)?,
        Format::Csv | Format::Svg => bail!(context.no_such_format()),
        Format::Html => context.fill(&practice, "share.html", &page)?,
        Format::Md | Format::Text => context.dress(&context.fill(&practice, "share.md", &page)?),
    };
    context.ui.print(&text)?;
    Ok(ExitCode::SUCCESS)
}
