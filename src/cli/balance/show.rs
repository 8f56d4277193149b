use anyhow::bail;

use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::insight::balance::{BalanceView, balance};
use crate::model::refusal::Refusal;
use crate::model::shell_word::quote;
use crate::practice::Practice;
use crate::render::svg::balance::draw;

/// Draw the areas of a client's work: their latest marks, and those before
///
/// --format svg makes a drawing that opens in any browser: a sector for each area, an arc for its quality, small at 1 and large at
/// 9, hours given and wished for along the rim, earlier marks as faint arcs.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    "coach balance show alice",
    "coach balance show alice --format svg > alice.svg",
])]
pub struct Args {
    /// Whose [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &id);
    let view = record.map(|record| balance(&record, context.now));
    context.show_made(&practice, view, |view| write_drawing(context, &practice, view))
}

/// The drawing of a view: SVG.
fn write_drawing(context: &Context, practice: &Practice, view: &BalanceView) -> anyhow::Result<String> {
    let Some(drawing) = draw(view) else {
        let what = format!("there is nothing to draw yet: no area of {} is known", view.client.name);
        bail!(Refusal::missing(what, format!("coach balance rate {} asks for them", quote(&view.client.id))))
    };
    context.fill(practice, "balance.svg", &drawing)
}
