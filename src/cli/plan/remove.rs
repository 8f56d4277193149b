use anyhow::bail;

use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::removal;
use crate::model::refusal::Refusal;
use crate::model::shell_word::quote;

/// Take a plan away, into `.trash/`
///
/// It needs the exact id of the plan. `coach restore` takes it back.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach plan remove alice 2026-11-08-two-mornings"])]
pub struct Args {
    /// Whose, by the exact id
    #[arg(add = Names::Client)]
    client: String,
    /// Which one, by its exact id
    #[arg(add = Names::Plan)]
    plan: String,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = removal::find_exact_client(&practice, &args.client)?;
    let record = context.record(&practice, &id).value;
    let Some(plan) = record.plans.iter().chain(&record.doubted.plans).find(|plan| plan.id == args.plan)
    else {
        let hint = format!("removing needs the exact id: coach plan list {id} shows them", id = quote(&id));
        bail!(Refusal::unknown(format!("there is no plan `{}`", args.plan), hint));
    };
    removal::remove_note(context, &practice, &plan.path)
}
