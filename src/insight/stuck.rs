//! The wish beside the week: for each goal what they say it is to them beside what happened, and what the notes hold that may
//! tell where an impasse comes from.

use chrono::NaiveDate;
use serde::Serialize;

use super::follow_through::Ingredient;
use super::named::Named;
use super::person::{Subject, person};
use super::reviewed::{average, reviewed};
use super::signals::{Noticed, noticed};
use super::view::View;
use crate::model::client::About;
use crate::model::goal::{Goal, GoalStatus};
use crate::model::mark::{Ten, serialize_rounded_or_none};
use crate::model::matching::sorting_key;
use crate::model::moment::Moment;
use crate::model::plan::{Outcome, Plan};
use crate::model::record::Record;
use crate::model::session::Session;
use crate::model::settings::Thresholds;
use crate::model::signal::Signal;
use crate::model::statement::{Source, Statement};
use crate::model::words::{PlanWords, SignalWords};

/// How many statements about each side of the person stand beside the pattern.
const MOST: usize = 5;

/// `stuck CLIENT`.
#[derive(Debug, Clone, Serialize)]
pub struct Stuck {
    /// Who.
    pub client: Named,
    /// The goals on the table, the one that matters most first.
    pub goals: Vec<WishAndWeek>,
    /// The first day of the timelines; the last one is today.
    pub from: Option<NaiveDate>,
    /// Every signal, the strongest first.
    pub noticed: Vec<Noticed>,
    /// What the notes hold beside it.
    pub background: Background,
    /// Whether names are swapped.
    pub anonymous: bool,
}

/// One goal: the wish, and the week.
#[derive(Debug, Clone, Serialize)]
pub struct WishAndWeek {
    /// The goal's id.
    pub goal: String,
    /// What it is called.
    pub title: String,
    /// Where it stands.
    pub status: GoalStatus,
    /// How much it matters to them, 0 to 10.
    pub importance: Option<Ten>,
    /// The wish in their words.
    pub words: Vec<Statement>,
    /// In how many held sessions it was spoken of.
    pub held_about: usize,
    /// How many plans were made for it.
    pub plans: usize,
    /// How many of them were reviewed.
    pub reviewed: usize,
    /// How many of those were followed through.
    pub followed_through: usize,
    /// The average value of the reviewed ones, 0 to 1.
    #[serde(serialize_with = "serialize_rounded_or_none")]
    pub value: Option<f64>,
    /// How many of the plans mend an earlier one.
    pub carried_on: usize,
    /// The steps of its plans.
    pub steps: Steps,
    /// What happened when, first to last.
    pub events: Vec<Event>,
}

/// Steps that were ticked.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Steps {
    /// Ticked.
    pub done: usize,
    /// Of so many.
    pub of: usize,
}

/// Something that happened on the way to a goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Event {
    /// When.
    pub date: NaiveDate,
    /// What.
    pub what: Happened,
    /// Where it is written.
    pub source: Option<Source>,
}

/// What can happen on the way to a goal, from what is drawn last to what is drawn first where several fall together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Happened {
    /// A held session was about it.
    SpokenOf,
    /// A plan was made.
    Planned,
    /// A plan was looked at, and hadn't come about.
    Missed,
    /// A plan was looked at, and a part of it had come about.
    Partly,
    /// A plan was followed through.
    FollowedThrough,
}

/// What the notes hold beside a pattern.
#[derive(Debug, Clone, Serialize)]
pub struct Background {
    /// What they expect of people, where they come from, what they are afraid of; newest first.
    pub person: Vec<Subject>,
    /// Plans that were followed through, the latest first: what helped before.
    pub helped: Vec<Helped>,
}

/// A plan that was followed through.
#[derive(Debug, Clone, Serialize)]
pub struct Helped {
    /// Its id.
    pub plan: String,
    /// Its title, where it stands.
    pub title: Option<Statement>,
    /// When it was looked at.
    pub date: Option<NaiveDate>,
    /// What it had in it.
    pub ingredients: Vec<Ingredient>,
    /// What was learned, or what good came of it.
    pub learned: Vec<Statement>,
}

/// Lays the wish beside the week for one client.
#[must_use]
pub fn stuck(record: &Record, limits: &Thresholds, words: &SignalWords, now: Moment) -> Stuck {
    let mut goals: Vec<&Goal> = record.goals.iter().filter(|goal| goal.is_on_the_table()).collect();
    goals.sort_by(|a, b| a.before(b));
    let goals: Vec<WishAndWeek> = goals.into_iter().map(|goal| wish_and_week(record, goal, now)).collect();
    let from = goals.iter().flat_map(|goal| &goal.events).map(|event| event.date).min();
    Stuck {
        client: Named::of(record),
        goals,
        from,
        noticed: noticed(record, limits, words, now),
        background: background(record),
        anonymous: false,
    }
}

fn wish_and_week(record: &Record, goal: &Goal, now: Moment) -> WishAndWeek {
    let about: Vec<&Session> = record.held(now).filter(|session| session.is_about(&goal.id)).collect();
    let plans: Vec<&Plan> =
        record.plans.iter().filter(|plan| plan.outcome != Outcome::Draft && plan.serves(&goal.id)).collect();
    let reviewed = reviewed(plans.iter().copied());
    let steps = || plans.iter().flat_map(|plan| &plan.steps);
    WishAndWeek {
        goal: goal.id.clone(),
        title: goal.called().to_owned(),
        status: goal.status,
        importance: goal.importance,
        words: goal.words.clone(),
        held_about: about.len(),
        plans: plans.len(),
        reviewed: reviewed.len(),
        followed_through: reviewed.iter().filter(|plan| plan.has_come_about()).count(),
        value: average(&reviewed),
        carried_on: plans.iter().filter(|plan| plan.follows.is_some()).count(),
        steps: Steps { done: steps().filter(|step| step.state.is_done()).count(), of: steps().count() },
        events: events(&about, &plans),
    }
}

fn events(about: &[&Session], plans: &[&Plan]) -> Vec<Event> {
    let source = |line: Option<&Statement>| line.and_then(|line| line.source.clone());
    let spoken = about.iter().map(|session| Event {
        date: session.when.date,
        what: Happened::SpokenOf,
        source: source(session.written.any_of(&["date"])),
    });
    let made = plans.iter().filter_map(|plan| {
        Some(Event { date: plan.made?, what: Happened::Planned, source: source(plan.written.name()) })
    });
    let looked_at = plans.iter().filter_map(|plan| {
        let what = match plan.value()? {
            value if value >= 1.0 => Happened::FollowedThrough,
            value if value > 0.0 => Happened::Partly,
            _ => Happened::Missed,
        };
        Some(Event { date: plan.looked_at()?, what, source: source(plan.written.any_of(&["outcome"])) })
    });
    let mut events: Vec<Event> = spoken.chain(made).chain(looked_at).collect();
    events.sort_by_key(|event| (event.date, event.what));
    events
}

fn background(record: &Record) -> Background {
    let beside = |subject: &Subject| matches!(subject.about, About::Expects | About::History | About::Fear);
    let helped = reviewed(record.plans.iter()).into_iter().rev().filter(|plan| plan.has_come_about());
    Background {
        person: person(record, Some(MOST), Some(About::Fear)).into_iter().filter(beside).collect(),
        helped: helped
            .map(|plan| Helped {
                plan: plan.id.clone(),
                title: plan.written.name().cloned(),
                date: plan.looked_at(),
                ingredients: Ingredient::all_in(plan, &PlanWords::default()),
                learned: plan.outcome_words.clone(),
            })
            .collect(),
    }
}

/// `stuck` without a client: a line for each client with a signal.
#[derive(Debug, Clone, Serialize)]
pub struct StuckList {
    /// The clients of whom something is noticed, by name.
    pub clients: Vec<StuckLine>,
}

/// One client of whom something is noticed.
#[derive(Debug, Clone, Serialize)]
pub struct StuckLine {
    /// The client's id.
    pub client: String,
    /// Their name.
    pub name: String,
    /// The signals, the strongest first.
    pub signals: Vec<Signal>,
    /// What the strongest says.
    pub text: String,
}

/// Lists the clients of whom something is noticed.
#[must_use]
pub fn all_stuck(records: &[Record], limits: &Thresholds, words: &SignalWords, now: Moment) -> StuckList {
    let line = |record: &Record| {
        let noticed = noticed(record, limits, words, now);
        let mut signals: Vec<Signal> = noticed.iter().map(|noticed| noticed.signal).collect();
        signals.dedup();
        Some(StuckLine {
            client: record.client.id.clone(),
            name: record.client.called().to_owned(),
            signals,
            text: noticed.into_iter().next()?.text,
        })
    };
    let mut clients: Vec<StuckLine> = records.iter().filter_map(line).collect();
    clients.sort_by_cached_key(|one| (sorting_key(&one.name), one.client.clone()));
    StuckList { clients }
}

/// Patterns are the coach's to wonder about.
impl View for Stuck {
    const TEMPLATE: Option<&'static str> = Some("stuck.md");

    fn for_client(self) -> Option<Self> {
        None
    }
}

impl View for StuckList {
    const TEMPLATE: Option<&'static str> = Some("stuck-list.md");

    fn for_client(self) -> Option<Self> {
        None
    }
}
