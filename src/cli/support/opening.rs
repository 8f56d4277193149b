//! A note in the user's editor, and what is told of it afterwards.

use crate::cli::support::context::Context;
use crate::model::problem::Problem;
use crate::practice::{Practice, root};

/// Opens a note in the user's editor, and tells what doesn't fit in it afterwards.
pub fn open_in_editor(
    context: &Context,
    practice: &Practice,
    path: &str,
    client: &str,
) -> anyhow::Result<()> {
    open_in_editor_timed(context, practice, path, client).map(drop)
}

/// The same. Whether the editor came back at once and left the note as it was: then it may not have waited for its window.
pub fn open_in_editor_timed(
    context: &Context,
    practice: &Practice,
    path: &str,
    client: &str,
) -> anyhow::Result<bool> {
    if context.global.dry_run {
        context.ui.say("a dry run opens no editor");
        return Ok(false);
    }
    practice.check_format()?;
    context.settle()?;
    let before = practice.text(path).ok();
    let at_once = context.ui.edit(&practice.file(path)?, root::read_editor().as_deref())?;
    practice.adopt(path, before.clone().map(String::into_bytes));
    let problems: Vec<Problem> =
        practice.record(client).problems.into_iter().filter(|problem| problem.path == path).collect();
    // A note that was emptied is about to be taken away, or says nothing yet.
    if practice.text(path).is_ok_and(|text| !text.trim().is_empty()) {
        context.tell(&problems);
    }
    let is_untouched = at_once && practice.text(path).ok() == before;
    if is_untouched {
        let hint = "if its window is still open, write and save there; to make coach wait for it: EDITOR=\"code --wait\" or the like";
        context.ui.say(&format!("the editor came back at once; {hint}"));
    }
    Ok(is_untouched)
}
