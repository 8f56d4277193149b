//! Which notes name a goal or a plan, and by which key.

use std::sync::Arc;

use crate::model::plan::Plan;
use crate::model::session::Session;

/// A note that names another one: its path, and the key that does.
pub type Naming<'a> = (&'a Arc<str>, &'static str);

/// The notes that name a goal.
#[must_use]
pub fn list_naming_goal<'a>(sessions: &'a [Session], plans: &'a [Plan], goal: &str) -> Vec<Naming<'a>> {
    let sessions = sessions.iter().filter(|session| session.goals.iter().any(|named| named.id == goal));
    let plans = plans.iter().filter(|plan| plan.goal.as_ref().is_some_and(|named| named.id == goal));
    sessions.map(|session| (&session.path, "goals")).chain(plans.map(|plan| (&plan.path, "goal"))).collect()
}

/// The plans that follow a plan.
#[must_use]
pub fn list_following<'a>(plans: &'a [Plan], plan: &str) -> Vec<Naming<'a>> {
    let following = plans.iter().filter(|other| other.follows.as_ref().is_some_and(|named| named.id == plan));
    following.map(|other| (&other.path, "follows")).collect()
}
