//! Which notes name a goal or a plan, and by which key.

use std::sync::Arc;

use crate::model::plan::Plan;
use crate::model::session::{Reference, Session};

/// A note that names another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Naming<'a> {
    /// Its path.
    pub path: &'a Arc<str>,
    /// The key that does.
    pub key: &'static str,
    /// What stands behind the key: the id, or what names the note otherwise.
    pub written: &'a str,
}

/// The notes that name a goal.
#[must_use]
pub fn list_naming_goal<'a>(sessions: &'a [Session], plans: &'a [Plan], goal: &str) -> Vec<Naming<'a>> {
    let sessions = sessions
        .iter()
        .flat_map(|session| session.goals.iter().map(move |named| (&session.path, "goals", named)));
    let plans = plans.iter().filter_map(|plan| Some((&plan.path, "goal", plan.goal.as_ref()?)));
    list_naming(sessions.chain(plans), goal)
}

/// The plans that follow a plan.
#[must_use]
pub fn list_following<'a>(plans: &'a [Plan], plan: &str) -> Vec<Naming<'a>> {
    list_naming(
        plans.iter().filter_map(|other| Some((&other.path, "follows", other.follows.as_ref()?))),
        plan,
    )
}

fn list_naming<'a>(
    references: impl Iterator<Item = (&'a Arc<str>, &'static str, &'a Reference)>,
    id: &str,
) -> Vec<Naming<'a>> {
    references
        .filter(|(.., named)| named.id == id)
        .map(|(path, key, named)| Naming { path, key, written: &named.written })
        .collect()
}
