//! A step of the journal, taken back or done again.

use crate::cli::support::context::Context;
use crate::model::changes::Changes;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::practice::Practice;
use crate::practice::journal::Step;

/// How many commands are meant. Steps aren't a client's: the last one is taken back, whoever it was about.
///
/// # Errors
/// Where it is no number from 1 on.
pub fn read_count(typed: &str) -> Result<u16, String> {
    let count = typed.parse().ok().filter(|count| *count > 0);
    count.ok_or_else(|| {
        "it goes by commands, not by clients: `coach undo` takes back the last one, `coach undo 2` the last two, and `coach log` lists them".to_owned()
    })
}

/// Writes changes of long ago, or what takes them back. Where a file isn't what it was `left` as, that is shown, and nothing is written.
pub fn put_changes(
    context: &Context,
    practice: &Practice,
    changes: &Changes,
    left: &Changes,
) -> anyhow::Result<()> {
    context.make_no_step();
    if let Err(error) = practice.stage_again(changes) {
        let path = error
            .downcast_ref::<Refusal>()
            .and_then(|refusal| refusal.place.as_ref())
            .map(|place| &place.path);
        let since = left.iter().filter(|change| Some(&change.path) == path && change.from.is_none());
        let since: Changes = since.map(|change| practice.change_since(change)).collect::<Vec<_>>().into();
        if !context.global.shared && !since.is_empty() {
            context.ui.warn(context.describe_changes(&since).trim_end());
        }
        let hint = "nothing was written; put the file back as it was, or change it by hand";
        let told = Refusal::with_kind(RefusalKind::Changed, "it was changed since", hint);
        return Err(path.map_or(told.clone(), |path| told.in_file(path)).into());
    }
    context.settle()
}

/// A step in a line: its command, and what it was about.
pub fn describe_step(context: &Context, step: &Step) -> String {
    let paths: Vec<&str> = step.changes.iter().map(|change| change.path.as_str()).collect();
    match paths.as_slice() {
        _ if context.global.shared => step.command.clone(),
        [] => step.command.clone(),
        [one] => format!("coach {} ({one})", step.command),
        [first, rest @ ..] => format!("coach {} ({first} and {} more)", step.command, rest.len()),
    }
}
