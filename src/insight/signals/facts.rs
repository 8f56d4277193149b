//! What the rules of the signals look at.

use chrono::{Datelike, NaiveDate};

use crate::model::goal::Goal;
use crate::model::moment::Moment;
use crate::model::plan::{Outcome, Plan};
use crate::model::record::Record;
use crate::model::session::Session;
use crate::model::settings::Thresholds;
use crate::model::statement::Source;
use crate::model::wording::SignalWords;

/// A day further away than this is told with its year.
const NEAR: i64 = 300;

/// What the rules look at.
pub(super) struct Facts<'a> {
    pub(super) record: &'a Record,
    pub(super) limits: &'a Thresholds,
    pub(super) words: &'a SignalWords,
    pub(super) today: NaiveDate,
    pub(super) now: Moment,
}

impl<'a> Facts<'a> {
    /// Goals that are active or proposed.
    pub(super) fn goals(&self) -> impl Iterator<Item = &'a Goal> + use<'a> {
        self.record.goals.iter().filter(|goal| goal.is_on_the_table())
    }

    /// The plans of a goal, drafts apart, by the day they were made.
    pub(super) fn plans_of(&self, goal: &'a Goal) -> impl DoubleEndedIterator<Item = &'a Plan> + use<'a> {
        self.plans().filter(|plan| plan.serves(&goal.id))
    }

    /// All plans, drafts apart, by the day they were made.
    pub(super) fn plans(&self) -> impl DoubleEndedIterator<Item = &'a Plan> + use<'a> {
        self.record.plans.iter().filter(|plan| plan.outcome != Outcome::Draft)
    }

    /// Plans that are under way.
    pub(super) fn open_plans(&self) -> impl DoubleEndedIterator<Item = &'a Plan> + use<'a> {
        self.plans().filter(|plan| plan.outcome == Outcome::Open)
    }

    /// The sessions that took place, first to last.
    pub(super) fn held_sessions(&self) -> impl DoubleEndedIterator<Item = &'a Session> + use<'a> {
        self.record.held_sessions(self.now)
    }

    /// The sessions that took place and were about a goal, first to last.
    pub(super) fn held_about(
        &self,
        goal: &'a Goal,
    ) -> impl DoubleEndedIterator<Item = &'a Session> + use<'a> {
        self.held_sessions().filter(|session| session.is_about(&goal.id))
    }

    /// When an open plan is due: on its review, else at the first held call after it was made.
    pub(super) fn due(&self, plan: &Plan) -> Option<NaiveDate> {
        let first = || {
            self.held_sessions()
                .map(|call| call.when.date)
                .find(|day| plan.made.is_some_and(|made| *day > made))
        };
        plan.review.or_else(first)
    }

    /// How many days ago a day was.
    pub(super) fn days_since(&self, day: NaiveDate) -> i64 {
        (self.today - day).num_days()
    }

    /// A day in words: `8 November`, with the year where it isn't near.
    pub(super) fn day(&self, day: NaiveDate) -> String {
        let short = format!("{} {}", day.day(), day.format("%B"));
        if self.days_since(day).abs() < NEAR { short } else { format!("{short} {}", day.year()) }
    }

    /// A piece of a sentence, by its name in `signal-words.yaml`.
    pub(super) fn phrase(&self, name: &'a str) -> &'a str {
        self.words.phrase(name)
    }
}

/// The lines that say what became of some plans.
pub(super) fn outcomes(plans: &[&Plan]) -> impl Iterator<Item = Option<Source>> {
    plans.iter().map(|plan| plan.written.key("outcome"))
}
