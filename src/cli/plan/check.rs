use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::picking;
use crate::cli::support::word_lists::read_plan_words;
use crate::insight::smart;
use crate::model::problem::Loaded;

/// The SMART checklist of a plan, and what is still open in it
///
/// A finding is a question, never a block: the exit code is 0.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach plan check alice"])]
pub struct Args {
    /// Whose [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// Which one, by id or a part of its title [default: the newest open one]
    #[arg(add = Names::Plan)]
    plan: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &id);
    let plan = picking::pick_plan(context, &record.value, args.plan.as_deref())?;
    let check = smart::check(&record.value, plan, &read_plan_words(&practice)?, context.now);
    context.show(&practice, Loaded::new(check, record.problems))
}
