use crate::cli::support::context::Context;
use crate::cli::support::journal_steps::{describe_step, put_changes, read_count};
use crate::model::refusal::{Refusal, RefusalKind};
use crate::practice::journal::{Journal, Step, StepNumber};

/// Take back what the last command wrote
///
/// All files of that command become what they were, byte for byte; git's history isn't touched. Where something changed since, nothing is
/// taken back, and what changed is shown. `coach redo` does it again.
///
/// Steps are kept for seven days in your own state folder; `coach log` lists them.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach undo", "coach undo --dry-run"])]
pub struct Args {
    /// How many commands [default: 1]
    #[arg(value_name = "N", value_parser = read_count)]
    count: Option<u16>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let journal = Journal::open(&practice);
    let steps: Vec<(StepNumber, Step)> = journal.done().take(usize::from(args.count.unwrap_or(1))).collect();
    if steps.is_empty() {
        let hint = "steps are kept for seven days; coach log shows what happened before";
        return Err(Refusal::with_kind(RefusalKind::Unknown, "there is nothing to take back", hint).into());
    }
    for (number, step) in &steps {
        put_changes(context, &practice, &step.changes.reverse())?;
        if !context.global.dry_run {
            journal.mark(*number, false)?;
            context.ui.say(&format!("taken back: {}", describe_step(context, step)));
        }
    }
    Ok(())
}
