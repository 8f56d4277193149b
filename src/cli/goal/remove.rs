use anyhow::bail;

use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::removal;
use crate::model::id::same;
use crate::model::refusal::Refusal;
use crate::model::shell_word::quote;

/// Take a goal's note away, into `.trash/`
///
/// For a note that was made by mistake; a goal that somebody lets go is closed: `coach goal close --released`. It needs the exact id.
/// `coach restore` takes it back.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach goal remove alice lead-the-team"])]
pub struct Args {
    /// Whose, by the exact id
    #[arg(add = Names::Client)]
    client: String,
    /// Which one, by its exact id
    #[arg(add = Names::Goal)]
    goal: String,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = removal::find_exact_client(&practice, &args.client)?;
    let record = context.record(&practice, &id).value;
    let Some(goal) = record.goals.iter().chain(&record.doubted.goals).find(|goal| goal.id == args.goal)
    else {
        let hint = format!("removing needs the exact id: coach goal list {id} shows them", id = quote(&id));
        bail!(Refusal::unknown(format!("there is no goal `{}`", args.goal), hint));
    };
    let plans =
        record.plans.iter().filter(|plan| plan.goal.as_ref().is_some_and(|of| same(&of.id, &goal.id)));
    let sessions =
        record.sessions.iter().filter(|session| session.goals.iter().any(|of| same(&of.id, &goal.id)));
    let named: Vec<&str> =
        plans.map(|plan| &*plan.path).chain(sessions.map(|session| &*session.path)).collect();
    removal::remove_note(context, &practice, &goal.path)?;
    if !named.is_empty() && !context.global.shared {
        context.ui.say(&format!("still named in {}", named.join(", ")));
    }
    Ok(())
}
