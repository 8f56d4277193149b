//! Clients who bear one name.

use crate::cli::support::context::Context;
use crate::model::id::fold;
use crate::model::matching::without_accents;
use crate::practice::Practice;

/// Says that another client bears the name that one is given. They may be two people: it is told, and no more.
pub fn tell_namesake(context: &Context, practice: &Practice, id: &str, name: &str) {
    let plain = |name: &str| without_accents(&fold(&name.split_whitespace().collect::<Vec<_>>().join(" ")));
    let name = plain(name);
    let candidates = practice.candidates();
    let other = candidates.iter().find(|other| other.id != id && plain(&other.name) == name);
    if let Some(other) = other.filter(|_| !context.global.shared) {
        context.ui.say(&format!(
            "`{}` is called {}, too: if this is the same person, coach undo; if not, name them apart",
            other.id, other.name
        ));
    }
}
