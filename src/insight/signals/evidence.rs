//! What a finding rests on: lines of notes, and numbers with the lines that they were counted from.

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::goal::Goal;
use crate::model::mark::serialize_rounded;
use crate::model::plan::Plan;
use crate::model::session::Session;
use crate::model::statement::{Source, Statement};

/// A line of a note that shows something, with its day and what it is, where that isn't plain from the words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evidence {
    /// The note's own words, and where they stand.
    #[serde(flatten)]
    pub statement: Statement,
    /// The day that it belongs to.
    pub date: Option<NaiveDate>,
    /// What it is in one word or number: what became of a plan, the mean of some marks.
    pub what: Option<String>,
}

/// A number that was counted or averaged from notes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// What it is.
    pub name: &'static str,
    /// The number.
    #[serde(serialize_with = "serialize_rounded")]
    pub value: f64,
    /// The lines that it comes from; a threshold and a number of days have none.
    pub sources: Vec<Source>,
}

impl Figure {
    /// A number that was counted.
    #[must_use]
    pub fn count(name: &'static str, count: usize) -> Self {
        Self::of(name, count as f64)
    }

    /// A number of days.
    #[must_use]
    pub fn days(name: &'static str, days: i64) -> Self {
        Self::of(name, days as f64)
    }

    /// A number.
    #[must_use]
    pub const fn of(name: &'static str, value: f64) -> Self {
        Self { name, value, sources: Vec::new() }
    }

    /// The same, with the lines that it comes from.
    #[must_use]
    pub fn from<'a>(mut self, lines: impl IntoIterator<Item = Option<&'a Statement>>) -> Self {
        self.sources = lines.into_iter().flatten().filter_map(|line| line.source.clone()).collect();
        self
    }

    /// The number as a person would say it: whole, or with one digit behind the point.
    #[must_use]
    pub fn in_words(&self) -> String {
        let rounded = (self.value * 10.0).round() / 10.0;
        if rounded.fract() == 0.0 { format!("{rounded:.0}") } else { format!("{rounded:.1}") }
    }
}

/// A line as evidence.
pub(super) fn line(statement: Option<&Statement>) -> Option<Evidence> {
    statement.map(|statement| Evidence { statement: statement.clone(), date: None, what: None })
}

/// The wish in the client's words, else the goal's name.
pub(super) fn wish(goal: &Goal) -> Option<Evidence> {
    line(goal.words.first().or_else(|| goal.written.name()))
}

/// A plan by its name, with the day that it is ordered by and what became of it.
pub(super) fn plan(plan: &Plan) -> Option<Evidence> {
    let date = plan.value().and_then(|_| plan.looked_at()).or(plan.made);
    let what = Some(plan.outcome.word().to_owned());
    Some(Evidence { date, what, ..line(plan.written.name())? })
}

/// A session by where it was left off, else by the line of a key.
pub(super) fn session(session: &Session, key: &str) -> Option<Evidence> {
    let statement = session.summary.as_ref().or_else(|| session.written.any_of(&[key]));
    Some(Evidence { date: Some(session.when.date), ..line(statement)? })
}
