//! What helped this client before: plans that came about, with what was learned.

use chrono::NaiveDate;
use serde::Serialize;

use crate::insight::reviewed::list_ended;
use crate::model::lessons::Lessons;
use crate::model::plan::Plan;
use crate::model::record::Record;
use crate::model::statement::Statement;
use crate::model::wording::SignalWords;

/// How many plans are told.
const NEWEST: usize = 2;

/// A plan that came about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Helped {
    /// Its id.
    pub plan: String,
    /// Its title, where it stands.
    pub title: Option<Statement>,
    /// The day that it is ordered by: when it was looked at, else when it was to be, else when it was made.
    pub date: Option<NaiveDate>,
    /// What was learned.
    pub learned: Vec<Statement>,
}

/// The newest two plans that came about, the newest first: of a goal, else of any.
#[must_use]
pub fn what_helped(record: &Record, goal: Option<&str>, words: &SignalWords) -> Vec<Helped> {
    let came: Vec<&Plan> =
        list_ended(record.plans.iter()).into_iter().filter(|plan| plan.has_come_about()).collect();
    let of_goal: Vec<&Plan> =
        came.iter().copied().filter(|plan| goal.is_some_and(|goal| plan.serves(goal))).collect();
    let newest = if of_goal.is_empty() { came } else { of_goal };
    newest.into_iter().rev().take(NEWEST).map(|plan| find_what_helped(plan, words)).collect()
}

fn find_what_helped(plan: &Plan, words: &SignalWords) -> Helped {
    Helped {
        plan: plan.id.clone(),
        title: plan.written.title.clone(),
        date: plan.look_day(),
        learned: Lessons::from_plan(plan, &words.outcome).learned,
    }
}
