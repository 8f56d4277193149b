//! What is on the table: promises, plans to review, plans under way, threads.

use chrono::NaiveDate;
use serde::Serialize;

use crate::insight::reviewed::list_reviewed;
use crate::insight::which::plan::{is_stale, review_day};
use crate::model::lessons::{Lessons, OutcomeLeads};
use crate::model::mark::Ten;
use crate::model::moment::Moment;
use crate::model::order::InOrder as _;
use crate::model::plan::{Criterion, Outcome, Plan, Step};
use crate::model::promise::Promise;
use crate::model::record::Record;
use crate::model::session::Session;
use crate::model::statement::{Source, Statement, Task};

/// Something that the coach said they would do.
#[derive(Debug, Clone, Serialize)]
pub struct Promised {
    /// What.
    pub text: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Whether that day is past.
    pub overdue: bool,
    /// Where it stands.
    pub source: Option<Source>,
    /// How many days ago it was said.
    pub days: i64,
}

/// An open plan whose review is due, or has no day.
#[derive(Debug, Clone, Serialize)]
pub struct DuePlan {
    /// The plan's id.
    pub plan: String,
    /// Its title.
    pub title: String,
    /// The id of the goal that it serves.
    pub goal: Option<String>,
    /// When it is to be looked at; none where nobody said so.
    pub review: Option<NaiveDate>,
    /// How many days ago that is; 0 today, below zero where it is still to come.
    pub days_over: Option<i64>,
    /// When it was to be done.
    pub when: Option<String>,
    /// And where.
    #[serde(rename = "where")]
    pub place: Option<String>,
    /// What they set out to do, in their words.
    pub specific: Option<Statement>,
    /// If …, then ….
    pub if_thens: Vec<Statement>,
    /// The steps.
    pub steps: Vec<Step>,
    /// Their confidence then, 0 to 10; for JSON alone, since it is not to be held against them.
    pub confidence: Option<Ten>,
    /// What was learned from the plan before it.
    pub learned: Vec<Statement>,
    /// What was to change in it.
    pub change: Vec<Statement>,
    /// Whether a later plan of the same goal was looked at already: then it isn't asked after, and the coach may let it go.
    pub stale: bool,
}

/// What is under way and isn't looked at yet.
#[derive(Debug, Clone, Serialize)]
pub struct UnderWay {
    /// The plan's id; none for a plan that was typed in a session and never made one.
    pub plan: Option<String>,
    /// Its title, or the first words of what was typed.
    pub title: String,
    /// The id of the goal that it serves.
    pub goal: Option<String>,
    /// When it is to be looked at.
    pub review: Option<NaiveDate>,
    /// The session in which it was typed.
    pub session: Option<Moment>,
    /// Where it stands.
    pub source: Option<Source>,
}

/// A thread that is still open.
#[derive(Debug, Clone, Serialize)]
pub struct OpenThread {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub source: Option<Source>,
    /// How many days it has been open.
    pub days: i64,
    /// Whether it was opened in the last call, and so stands there already.
    pub from_last: bool,
}

/// What the coach promised and hasn't kept yet, the oldest first.
#[must_use]
pub fn gather_promised(record: &Record, now: Moment) -> Vec<Promised> {
    let sessions = record.sessions.iter().map(|session| (session.when, &session.promises));
    let notes = record.notes.iter().map(|note| (note.when, &note.promises));
    let mut open: Vec<(Moment, &Promise)> = sessions
        .chain(notes)
        .filter(|(when, _)| when.date <= now.date)
        .flat_map(|(when, promises)| promises.iter().map(move |promise| (when, promise)))
        .filter(|(_, promise)| promise.state.is_open())
        .collect();
    open.put_in_order_by_key(|(when, _)| *when);
    let promised = |(when, promise): (Moment, &Promise)| Promised {
        text: promise.statement.text.to_string(),
        due: promise.due,
        overdue: promise.due.is_some_and(|due| due < now.date),
        source: promise.statement.source.clone(),
        days: (now.date - when.date).num_days(),
    };
    open.into_iter().map(promised).collect()
}

/// Open plans whose review is due by the day of the call, the longest due first; then those that have no day of their own.
pub(super) fn due_plans(record: &Record, call: NaiveDate, leads: &OutcomeLeads, now: Moment) -> Vec<DuePlan> {
    let mut due: Vec<&Plan> = record.plans.iter().filter(|plan| is_due(record, plan, call, now)).collect();
    due.put_in_order_by_key(|plan| (plan.review.is_none(), plan.review.or(plan.made)));
    due.into_iter().map(|plan| due_plan(record, plan, leads, now)).collect()
}

/// A plan without a day of review is looked at in the first call after it was made; where none is planned, in whichever comes.
fn is_due(record: &Record, plan: &Plan, call: NaiveDate, now: Moment) -> bool {
    plan.outcome == Outcome::Open && review_day(record, plan, now).is_none_or(|review| review <= call)
}

fn due_plan(record: &Record, plan: &Plan, leads: &OutcomeLeads, now: Moment) -> DuePlan {
    let specific = plan.smart.iter().find(|item| item.id == Criterion::Specific);
    let before =
        find_before(record, plan).map(|before| Lessons::from_plan(before, leads)).unwrap_or_default();
    DuePlan {
        plan: plan.id.clone(),
        title: plan.title.clone(),
        goal: plan.goal.as_ref().map(|goal| goal.id.clone()),
        review: plan.review,
        days_over: plan.review.map(|review| (now.date - review).num_days()),
        when: plan.fit.when.clone(),
        place: plan.fit.place.clone(),
        specific: specific.and_then(|item| item.answer.clone()),
        if_thens: plan.if_thens.iter().map(|task| task.statement.clone()).collect(),
        steps: plan.steps.clone(),
        confidence: plan.fit.confidence,
        learned: before.learned,
        change: before.next,
        stale: is_stale(record, plan),
    }
}

/// The plan before a plan: the one that it follows, else the last reviewed one of the same goal.
fn find_before<'a>(record: &'a Record, plan: &Plan) -> Option<&'a Plan> {
    let followed = plan.follows.as_ref().and_then(|follows| record.plan(&follows.id));
    let of_goal = || {
        let goal = plan.goal.as_ref()?;
        let others = record.plans.iter().filter(|other| other.serves(&goal.id) && other.id != plan.id);
        list_reviewed(others).pop()
    };
    followed.or_else(of_goal)
}

/// Open plans that are looked at later, and plans that were typed in a session and never made one.
pub(super) fn gather_under_way(record: &Record, call: NaiveDate, now: Moment) -> Vec<UnderWay> {
    let later =
        record.plans.iter().filter(|plan| plan.outcome == Outcome::Open && !is_due(record, plan, call, now));
    let plans = later.map(|plan| UnderWay {
        plan: Some(plan.id.clone()),
        title: plan.title.clone(),
        goal: plan.goal.as_ref().map(|goal| goal.id.clone()),
        review: plan.review,
        session: None,
        source: plan.written.name(),
    });
    let typed = record.sessions.iter().filter(|session| session.is_held(now)).filter_map(|session| {
        let first = session.typed_plan.iter().find(|words| !words.text.is_empty())?;
        let made = record.plans.iter().any(|plan| plan.made == Some(session.when.date));
        (!made).then(|| UnderWay {
            plan: None,
            title: first.text.lines().next().unwrap_or_default().to_owned(),
            goal: None,
            review: None,
            session: Some(session.when),
            source: first.source.clone(),
        })
    });
    plans.chain(typed).collect()
}

/// Everything left open in any session or note, oldest first.
pub(super) fn threads(record: &Record, last: Option<&Session>, now: Moment) -> Vec<OpenThread> {
    let sessions = record.sessions.iter().map(|session| (session.when, &session.threads));
    let notes = record.notes.iter().map(|note| (note.when, &note.threads));
    let mut left: Vec<(Moment, &Task)> = sessions
        .chain(notes)
        .filter(|(when, _)| when.date <= now.date)
        .flat_map(|(when, threads)| {
            threads.iter().filter(|thread| thread.state.is_open()).map(move |thread| (when, thread))
        })
        .collect();
    left.put_in_order_by_key(|(when, _)| *when);
    let thread = |(when, thread): (Moment, &Task)| OpenThread {
        text: thread.statement.text.to_string(),
        source: thread.statement.source.clone(),
        days: (now.date - when.date).num_days(),
        from_last: last.is_some_and(|last| {
            thread.statement.source.as_ref().is_some_and(|source| source.path == last.path)
        }),
    };
    left.into_iter().map(thread).collect()
}
