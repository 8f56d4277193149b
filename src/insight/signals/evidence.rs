//! What a finding rests on: words of notes with their days, and numbers with the lines that they were counted from.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::goal::Goal;
use crate::model::mark::serialize_rounded;
use crate::model::plan::{Criterion, Outcome, Plan};
use crate::model::session::Session;
use crate::model::statement::{Source, Statement};

/// Words of a note that show something, with their day and what it is, where that isn't plain from the words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evidence {
    /// The note's own words, and where they stand.
    #[serde(flatten)]
    pub statement: Statement,
    /// The day that it belongs to.
    pub date: Option<NaiveDate>,
    /// What it is in a word or two: what became of a plan, why a call wasn't held.
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
        Self::new(name, count as f64)
    }

    /// A number of days.
    #[must_use]
    pub fn days(name: &'static str, days: i64) -> Self {
        Self::new(name, days as f64)
    }

    /// A number.
    #[must_use]
    pub const fn new(name: &'static str, value: f64) -> Self {
        Self { name, value, sources: Vec::new() }
    }

    /// The same, with the lines that it comes from.
    #[must_use]
    pub fn from(mut self, lines: impl IntoIterator<Item = Option<Source>>) -> Self {
        self.sources = lines.into_iter().flatten().collect();
        self
    }

    /// The number as a person would say it.
    #[must_use]
    pub fn to_words(&self) -> String {
        number(self.value)
    }
}

/// A number as a person would say it: whole, or with one digit behind the point.
#[must_use]
pub fn number(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    if rounded.fract() == 0.0 { format!("{rounded:.0}") } else { format!("{rounded:.1}") }
}

/// Everything that a finding rests on. A note without any words is no statement, but its day still counts: what is new, and what
/// came after the signal was spoken of, is told by days.
#[derive(Debug, Clone, Default)]
pub(super) struct Basis {
    /// The words, in the order in which they are shown.
    pub shown: Vec<Evidence>,
    /// The days of all evidence, with and without words.
    pub days: Vec<NaiveDate>,
    /// The notes of the sessions whose marks it rests on.
    pub marks: Vec<Arc<str>>,
}

impl Basis {
    /// The wish in the client's words, else the goal's name. A wish has no day.
    pub fn wish(mut self, goal: &Goal) -> Self {
        let words = goal.words.iter().find(|words| !words.private).or(goal.written.title.as_ref());
        self.shown.extend(words.map(|words| Evidence { statement: words.clone(), date: None, what: None }));
        self
    }

    /// What was written when the client looked back on a goal, and the day that it was closed.
    pub fn add_closed(mut self, goal: &Goal) -> Self {
        let words = goal.looking_back.first().map(|words| (words.clone(), goal.closed));
        self.shown.extend(words.map(|(statement, date)| Evidence { statement, date, what: None }));
        self.days.extend(goal.closed);
        self
    }

    /// A plan by its name, what became of it, and its day: an ended one's as ended ones are ordered, an open one's when it was
    /// made.
    pub fn plan(mut self, plan: &Plan) -> Self {
        let date = if plan.outcome == Outcome::Open { plan.made } else { plan.look_day() };
        let what = Some(tell_outcome(plan));
        self.shown.extend(find_statement(plan).map(|statement| Evidence {
            statement: statement.clone(),
            date,
            what,
        }));
        self.days.extend(date);
        self
    }

    pub fn plans<'a>(self, plans: impl IntoIterator<Item = &'a Plan>) -> Self {
        plans.into_iter().fold(self, Self::plan)
    }

    /// A session by where it was left off, else by its first words; `what` says what is to be seen in it.
    pub fn session(mut self, session: &Session, what: Option<&str>) -> Self {
        let date = session.when.date;
        let words = session.summary.as_ref().or_else(|| session.first_words());
        let what = what.map(str::to_owned);
        self.shown.extend(words.map(|words| Evidence { statement: words.clone(), date: Some(date), what }));
        self.days.push(date);
        self
    }

    /// A session whose marks are looked at.
    pub fn add_marked(mut self, session: &Session) -> Self {
        self.marks.push(Arc::clone(&session.path));
        self.session(session, None)
    }
}

/// What names a plan: its heading, else what exactly they meant to do.
fn find_statement(plan: &Plan) -> Option<&Statement> {
    let specific = plan.smart.iter().find(|item| item.id == Criterion::Specific);
    plan.written.title.as_ref().or_else(|| specific?.answer.as_ref()).filter(|words| !words.private)
}

/// What became of a plan, in words that say nothing of the person.
pub(super) fn tell_outcome(plan: &Plan) -> String {
    let counted = match (plan.done, plan.of) {
        (Some(done), Some(of)) if of > 0.0 => format!(" ({} of {})", number(done), number(of)),
        _ => String::new(),
    };
    match (plan.outcome, plan.value()) {
        (Outcome::Open, _) => "open".to_owned(),
        (Outcome::Draft, _) => "a draft".to_owned(),
        (Outcome::Released, _) | (_, None) => "let go".to_owned(),
        _ if plan.has_come_about() => format!("came about{counted}"),
        (_, Some(value)) if value > 0.0 => format!("in part{counted}"),
        _ => format!("didn't come about{counted}"),
    }
}
