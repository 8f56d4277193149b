use std::process::ExitCode;

use super::context::Context;
use crate::model::changes::Changes;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::practice::Practice;
use crate::practice::journal::{Journal, Step, StepNumber};
use crate::render::diff;

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
    #[arg(value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    count: Option<u16>,
}

pub fn run(args: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    let practice = context.practice()?;
    let journal = Journal::of(&practice);
    let steps: Vec<(StepNumber, Step)> = journal.done().take(usize::from(args.count.unwrap_or(1))).collect();
    if steps.is_empty() {
        let hint = "steps are kept for seven days; coach log shows what happened before";
        return Err(Refusal::of(RefusalKind::Unknown, "there is nothing to take back", hint).into());
    }
    for (number, step) in &steps {
        put(context, &practice, &step.changes.reversed(), &step.changes)?;
        if !context.global.dry_run {
            journal.mark(*number, false)?;
            context.ui.say(&format!("taken back: {}", describe(context, step)));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes changes of long ago, or what takes them back. Where a file isn't what it was `left` as, that is shown, and nothing is written.
pub fn put(context: &Context, practice: &Practice, changes: &Changes, left: &Changes) -> anyhow::Result<()> {
    context.make_no_step();
    if let Err(error) = practice.stage_again(changes) {
        let path = error
            .downcast_ref::<Refusal>()
            .and_then(|refusal| refusal.place.as_ref())
            .map(|place| &place.path);
        let since = left.iter().filter(|change| Some(&change.path) == path && change.from.is_none());
        let since: Changes = since.map(|change| practice.change_since(change)).collect::<Vec<_>>().into();
        if !context.global.shared && !since.is_empty() {
            context.ui.warn(diff::unified(&since).trim_end());
        }
        let hint = "nothing was written; put the file back as it was, or change it by hand";
        let told = Refusal::of(RefusalKind::Changed, "it was changed since", hint);
        return Err(path.map_or(told.clone(), |path| told.in_file(path)).into());
    }
    context.settle()
}

/// A step in a line: its command, and what it was about.
pub fn describe(context: &Context, step: &Step) -> String {
    let paths: Vec<&str> = step.changes.iter().map(|change| change.path.as_str()).collect();
    match paths.as_slice() {
        _ if context.global.shared => step.command.clone(),
        [] => step.command.clone(),
        [one] => format!("coach {} ({one})", step.command),
        [first, rest @ ..] => format!("coach {} ({first} and {} more)", step.command, rest.len()),
    }
}
