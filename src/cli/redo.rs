use crate::cli::support::context::Context;
use crate::cli::support::journal_steps::{describe_step, put_changes, read_count};
use crate::model::refusal::{Refusal, RefusalKind};
use crate::practice::journal::{Journal, Step, StepNumber};

/// Do again what was taken back last
///
/// Until another command writes: then what was taken back stays so.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach redo"])]
pub struct Args {
    /// How many commands [default: 1]
    #[arg(value_name = "N", value_parser = read_count)]
    count: Option<u16>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let journal = Journal::open(&practice);
    let steps: Vec<(StepNumber, Step)> =
        journal.list_undone().take(usize::from(args.count.unwrap_or(1))).collect();
    if steps.is_empty() {
        let hint = "only what `coach undo` took back, and nothing was written after it, can be done again";
        return Err(Refusal::with_kind(RefusalKind::Unknown, "there is nothing to do again", hint).into());
    }
    for (number, step) in &steps {
        put_changes(context, &practice, &step.changes)?;
        if !context.global.dry_run {
            journal.mark(*number, true)?;
            context.ui.say(&format!("done again: {}", describe_step(context, step)));
        }
    }
    Ok(())
}
