//! A view with names swapped, for a talk with somebody else.

use crate::cli::support::context::Context;
use crate::insight::anonymous::{Anonymous, Swaps};
use crate::insight::view::View;
use crate::model::problem::Loaded;
use crate::model::wording::NameWords;
use crate::practice::Practice;

/// Shows a view with names swapped; what was found, and what may be a name and was left, is said beside it.
pub fn show_swapped<V: View>(
    context: &Context,
    practice: &Practice,
    view: &V,
    swaps: &Swaps,
    words: &NameWords,
) -> anyhow::Result<()> {
    let view = Anonymous::swap(view, swaps)?;
    let left = swaps.find_left(&view, words);
    let found = view.names_found().join(", ");
    // Where a problem stands would tell a name.
    context.show(practice, Loaded::from(view))?;
    context
        .ui
        .say("Read it over before you pass it on: names are swapped, and whoever knows them will know them.");
    if !found.is_empty() {
        context.ui.say(&format!("Swapped: {found}."));
    }
    if !left.is_empty() {
        context.ui.say(&format!("Left as they are, and perhaps names: {}.", left.join(", ")));
    }
    Ok(())
}
