//! Which of a client's goals is meant where none is named.

use crate::model::goal::{Goal, GoalStatus};
use crate::model::record::Record;

/// The goals that may be meant: the active ones, else those on the table, else all. One alone is the one.
#[must_use]
pub fn goals_at_hand(record: &Record) -> Vec<&Goal> {
    let all = || record.goals.iter();
    let active: Vec<&Goal> = all().filter(|goal| goal.status == GoalStatus::Active).collect();
    let on_the_table: Vec<&Goal> = all().filter(|goal| goal.is_on_the_table()).collect();
    [active, on_the_table, all().collect()].into_iter().find(|goals| !goals.is_empty()).unwrap_or_default()
}
