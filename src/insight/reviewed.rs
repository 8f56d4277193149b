//! Reviewed plans: those whose outcome is kept, partly or missed, in the order in which they were looked at.

use crate::model::plan::Plan;

/// The reviewed ones of some plans, the one that was looked at first in front; those of one day by their ids.
#[must_use]
pub fn reviewed<'a>(plans: impl Iterator<Item = &'a Plan>) -> Vec<&'a Plan> {
    let mut reviewed: Vec<&Plan> = plans.filter(|plan| plan.value().is_some()).collect();
    reviewed.sort_by(|a, b| (a.looked_at(), &a.id).cmp(&(b.looked_at(), &b.id)));
    reviewed
}

/// The average value of reviewed plans, 0 to 1; `None` without any.
#[must_use]
pub fn average(reviewed: &[&Plan]) -> Option<f64> {
    let values: Vec<f64> = reviewed.iter().filter_map(|plan| plan.value()).collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}
