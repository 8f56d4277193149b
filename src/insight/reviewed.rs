//! Plans that are over, in the order in which they were looked at.

use crate::model::order::InOrder as _;
use crate::model::plan::{Outcome, Plan};

/// The ended ones of some plans (kept, partly, missed, released), the one that was looked at first in front. Those of one day
/// stay in the order in which they were made, which is that of a record.
#[must_use]
pub fn list_ended<'a>(plans: impl Iterator<Item = &'a Plan>) -> Vec<&'a Plan> {
    let is_ended = |plan: &&Plan| !matches!(plan.outcome, Outcome::Draft | Outcome::Open);
    let mut ended: Vec<&Plan> = plans.filter(is_ended).collect();
    ended.put_in_order_by_key(|plan| plan.look_day());
    ended
}

/// The reviewed ones: those that ended and weren't let go.
#[must_use]
pub fn list_reviewed<'a>(plans: impl Iterator<Item = &'a Plan>) -> Vec<&'a Plan> {
    list_ended(plans.filter(|plan| plan.value().is_some()))
}

/// The average value of the reviewed ones of some plans, 0 to 1; `None` without any.
#[must_use]
pub fn average(plans: &[&Plan]) -> Option<f64> {
    let values: Vec<f64> = plans.iter().filter_map(|plan| plan.value()).collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}
