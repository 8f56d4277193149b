//! The wish beside the week: for each goal what they say it is to them beside what happened, and what the notes hold that may
//! tell where an impasse comes from.

use chrono::NaiveDate;
use serde::Serialize;

use super::name_and_id::Named;
use super::person::{Subject, person};
use super::readings::{Reading, readings};
use super::reflections::{Dated, reflections};
use super::reviewed::{average, list_reviewed};
use super::signals::{Helped, Noticed, find_noticed, what_helped};
use super::view::View;
use crate::model::client::About;
use crate::model::goal::{Goal, GoalStatus};
use crate::model::mark::{Ten, serialize_rounded_or_none};
use crate::model::matching::make_sorting_key;
use crate::model::moment::Moment;
use crate::model::needs::Needs;
use crate::model::order::InOrder as _;
use crate::model::plan::{Outcome, Plan, Step};
use crate::model::record::Record;
use crate::model::session::Session;
use crate::model::settings::Thresholds;
use crate::model::signal::Signal;
use crate::model::statement::{Source, Statement, TaskState};
use crate::model::wording::SignalWords;

/// How many statements about each side of the person stand beside the pattern.
const MOST: usize = 5;
/// How many of the coach's own lines stand there.
const OWN_LINES: usize = 3;

/// `stuck CLIENT`.
#[derive(Debug, Clone, Serialize)]
pub struct Stuck {
    /// Who.
    pub client: Named,
    /// What they say helps them when they're stuck.
    pub helps: Vec<Statement>,
    /// The goals on the table, the one that matters most first.
    pub goals: Vec<WishAndWeek>,
    /// The first day of the timelines; the last one is today.
    pub from: Option<NaiveDate>,
    /// Every signal, the strongest first.
    pub noticed: Vec<Noticed>,
    /// Five readings of an impasse, as equals; only where the notes show one.
    pub readings: Vec<Reading>,
    /// What the notes hold beside it.
    pub background: Background,
    /// The coach's own part in it.
    pub own: OwnPart,
    /// What it ends with.
    pub closing: Vec<String>,
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
    /// How many of those came about.
    pub came_about: usize,
    /// And how many in part.
    pub in_part: usize,
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
    Not,
    /// A plan was looked at, and a part of it had come about.
    InPart,
    /// A plan came about.
    CameAbout,
}

/// What the notes hold beside a pattern.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Background {
    /// What they expect of people, where they come from, what they are afraid of; newest first.
    pub person: Vec<Subject>,
    /// What came instead of what they expect of people, the newest first.
    pub otherwise: Vec<Dated>,
    /// The newest plans that came about, with what was learned: what helped before.
    pub helped: Vec<Helped>,
}

/// The coach's own part in it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct OwnPart {
    /// The last lines of what they wrote to themselves, the newest first.
    pub reflections: Vec<Dated>,
    /// Who they wanted to be with this client, then in the latest call that says so.
    pub show_up_as: Vec<Statement>,
    /// What they might ask themselves.
    pub questions: Vec<String>,
}

/// Lays the wish beside the week for one client.
#[must_use]
pub fn stuck(record: &Record, limits: &Thresholds, words: &SignalWords, now: Moment) -> Stuck {
    let mut goals: Vec<&Goal> = record.goals.iter().filter(|goal| goal.is_on_the_table()).collect();
    goals.put_in_order_by(|a, b| a.compare_for_show(b));
    let goals: Vec<WishAndWeek> = goals.into_iter().map(|goal| wish_and_week(record, goal, now)).collect();
    let from = goals.iter().flat_map(|goal| &goal.events).map(|event| event.date).min();
    let noticed = find_noticed(record, limits, words, now);
    let asks = |names: &[&str]| names.iter().map(|name| words.asks(name).to_owned()).collect();
    Stuck {
        client: Named::from_record(record),
        helps: record.client.helps.clone(),
        goals,
        from,
        readings: readings(record, &noticed, words, now),
        noticed,
        background: background(record, words, now),
        own: OwnPart { questions: asks(&["went-differently"]), ..gather_own_part(record, now) },
        closing: asks(&["for-coaching", "who-else"]),
        anonymous: false,
    }
}

fn wish_and_week(record: &Record, goal: &Goal, now: Moment) -> WishAndWeek {
    let about: Vec<&Session> =
        record.held_sessions(now).filter(|session| session.is_about(&goal.id)).collect();
    let plans: Vec<&Plan> =
        record.plans.iter().filter(|plan| plan.outcome != Outcome::Draft && plan.serves(&goal.id)).collect();
    let reviewed = list_reviewed(plans.iter().copied());
    let is_counted = |step: &&Step| step.state != TaskState::GivenUp;
    let steps = || plans.iter().flat_map(|plan| &plan.steps).filter(is_counted);
    WishAndWeek {
        goal: goal.id.clone(),
        title: goal.display_name().to_owned(),
        status: goal.status,
        importance: goal.importance,
        words: goal.words.clone(),
        held_about: about.len(),
        plans: plans.len(),
        reviewed: reviewed.len(),
        came_about: reviewed.iter().filter(|plan| plan.has_come_about()).count(),
        in_part: reviewed.iter().filter(|plan| plan.has_come_about_in_part()).count(),
        value: average(&reviewed),
        carried_on: plans.iter().filter(|plan| plan.follows.is_some()).count(),
        steps: Steps { done: steps().filter(|step| step.state.is_done()).count(), of: steps().count() },
        events: events(&about, &plans),
    }
}

fn events(about: &[&Session], plans: &[&Plan]) -> Vec<Event> {
    let spoken = about.iter().map(|session| Event {
        date: session.when.date,
        what: Happened::SpokenOf,
        source: session.written.key_or_name("date"),
    });
    let made = plans.iter().filter_map(|plan| {
        Some(Event { date: plan.made?, what: Happened::Planned, source: plan.written.name() })
    });
    let looked_at = plans.iter().filter_map(|plan| {
        plan.value()?;
        let what = match (plan.has_come_about(), plan.has_come_about_in_part()) {
            (true, _) => Happened::CameAbout,
            (_, true) => Happened::InPart,
            _ => Happened::Not,
        };
        Some(Event { date: plan.look_day()?, what, source: plan.written.key_or_name("outcome") })
    });
    let mut events: Vec<Event> = spoken.chain(made).chain(looked_at).collect();
    events.put_in_order_by_key(|event| (event.date, event.what));
    events
}

fn background(record: &Record, words: &SignalWords, now: Moment) -> Background {
    let beside = |subject: &Subject| matches!(subject.about, About::Expects | About::History | About::Fear);
    Background {
        person: person(record, Some(MOST), Some(About::Fear)).into_iter().filter(beside).collect(),
        otherwise: otherwise(record, now),
        helped: what_helped(record, None, words),
    }
}

/// What came instead of what they expect of people, the newest first; what stands in the profile has no day and comes last.
#[must_use]
pub fn otherwise(record: &Record, now: Moment) -> Vec<Dated> {
    let sessions = record.sessions.iter().map(|session| (session.when, &session.otherwise));
    let notes = record.notes.iter().map(|note| (note.when, &note.otherwise));
    let mut all: Vec<(Moment, &Statement)> = sessions
        .chain(notes)
        .filter(|(when, _)| when.date <= now.date)
        .flat_map(|(when, said)| said.iter().map(move |words| (when, words)))
        .collect();
    all.put_in_order_by_key(|(when, _)| std::cmp::Reverse(*when));
    let dated = |(when, words): (Moment, &Statement)| Dated { statement: words.clone(), date: when.date };
    all.into_iter().map(dated).collect()
}

/// What the coach wrote to themselves, and who they wanted to be.
#[must_use]
pub fn gather_own_part(record: &Record, now: Moment) -> OwnPart {
    let latest = record.sessions.iter().rfind(|session| !session.show_up_as.is_empty());
    let wanted = latest.map(|session| session.show_up_as.as_slice()).unwrap_or_default();
    OwnPart {
        reflections: reflections(record, now).into_iter().rev().take(OWN_LINES).collect(),
        show_up_as: record.client.to_be_with_them.iter().chain(wanted).cloned().collect(),
        questions: Vec::new(),
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

/// What is read for a client's line, which rests on keys, plans and goals.
pub const NEEDS: Needs = Needs::PLANS;

/// Makes a client's line; `None` where nothing is noticed.
#[must_use]
pub fn stuck_line(
    record: &Record,
    limits: &Thresholds,
    words: &SignalWords,
    now: Moment,
) -> Option<StuckLine> {
    let noticed = find_noticed(record, limits, words, now);
    let mut signals: Vec<Signal> = noticed.iter().map(|noticed| noticed.signal).collect();
    signals.dedup();
    Some(StuckLine {
        client: record.client.id.clone(),
        name: record.client.display_name().to_owned(),
        signals,
        text: noticed.into_iter().next()?.text,
    })
}

/// Lists the clients of whom something is noticed, by name.
#[must_use]
pub fn list_stuck(mut clients: Vec<StuckLine>) -> StuckList {
    clients.put_in_order_by_key(|one| (make_sorting_key(&one.name), one.client.clone()));
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
