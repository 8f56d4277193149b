//! Removing: by the exact id, into the trash, and it is said how to take it back.

use crate::cli::support::context::Context;
use crate::model::refusal::Refusal;
use crate::model::shell_word::quote;
use crate::practice::Practice;

/// The client of exactly this id: what removes never guesses.
pub fn find_exact_client(practice: &Practice, typed: &str) -> Result<String, Refusal> {
    if practice.has_client(typed) {
        return Ok(typed.to_owned());
    }
    let hint = "removing needs the exact id: coach client list shows them";
    Err(Refusal::unknown(format!("there is no client `{typed}`"), hint))
}

/// Moves a note or a folder into the trash, and says how to take it back.
pub fn remove_note(context: &Context, practice: &Practice, path: &str) -> anyhow::Result<()> {
    let place = practice.trash(path)?;
    let back = place.strip_prefix(".trash/").unwrap_or(&place);
    context.did(path, "removed")?;
    if !context.global.shared && !context.global.dry_run {
        context.ui.say(&format!("to take it back: coach restore {}", quote(back)));
    }
    Ok(())
}
