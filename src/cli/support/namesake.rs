//! Clients who bear one name.

use crate::cli::support::context::Context;
use crate::model::namesakes::make_plain_name;
use crate::practice::Practice;

/// Says that another client bears the name that one is given. They may be two people: it is told, and no more.
pub fn tell_namesake(context: &Context, practice: &Practice, id: &str, name: &str) {
    let name = make_plain_name(name);
    let candidates = practice.candidates();
    let other = candidates.iter().find(|other| other.id != id && make_plain_name(&other.name) == name);
    if let Some(other) = other.filter(|_| !context.global.shared) {
        context.ui.say(&format!(
            "`{}` is called {}, too: if this is the same person, coach undo; if not, name them apart",
            other.id, other.name
        ));
    }
}
