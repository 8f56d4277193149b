//! A step of the journal, taken back or done again.

use crate::cli::support::context::Context;
use crate::model::changes::Changes;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::practice::Practice;
use crate::practice::journal::Step;
use crate::practice::made_again::ChangedSince;

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

/// Writes changes of long ago, or what takes them back. Where a file isn't what it was, that is shown, and nothing is written.
pub fn put_changes(context: &Context, practice: &Practice, changes: &Changes) -> anyhow::Result<()> {
    context.make_no_step();
    let Some(ChangedSince { path, since }) = practice.stage_again(changes)? else { return context.settle() };
    let since: Changes = since.into_iter().collect::<Vec<_>>().into();
    if !context.global.shared && !since.is_empty() {
        context.ui.warn(context.describe_changes(&since).trim_end());
    }
    let hint = "nothing was written; put the file back as it was, or change it by hand";
    Err(Refusal::with_kind(RefusalKind::Changed, "it was changed since", hint).in_file(path).into())
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
