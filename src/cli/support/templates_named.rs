//! A template by its name.

use anyhow::bail;

use crate::model::matching::find_nearest_word;
use crate::model::refusal::Refusal;
use crate::render::built_in::list_built_in;

/// The built-in template of a name: with its ending, or without where only one is called so.
pub fn find_template(typed: &str) -> anyhow::Result<(&'static str, &'static str)> {
    let bare = typed.trim().trim_start_matches("templates/");
    if let Some(found) = list_built_in().find(|(name, _)| *name == bare) {
        return Ok(found);
    }
    let of_stem: Vec<_> = list_built_in()
        .filter(|(name, _)| name.rsplit_once('.').is_some_and(|(stem, _)| stem == bare))
        .collect();
    match of_stem[..] {
        [only] => Ok(only),
        [] => {
            let near = find_nearest_word(bare, list_built_in().map(|(name, _)| name));
            let hint = near.map_or_else(
                || "coach template list shows them".to_owned(),
                |near| format!("did you mean `{near}`? coach template list shows them all"),
            );
            bail!(Refusal::unknown(format!("no template is called `{typed}`"), hint))
        }
        _ => {
            let names: Vec<&str> = of_stem.iter().map(|(name, _)| *name).collect();
            bail!(Refusal::ambiguous(
                format!("`{typed}` may be {}", names.join(" or ")),
                "name it with its ending"
            ))
        }
    }
}
