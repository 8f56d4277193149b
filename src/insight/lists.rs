//! The plain views: lists of clients, sessions, goals and plans, and one of each.

use chrono::NaiveDate;
use serde::Serialize;

use super::digest::Named;
use crate::model::client::{ClientStatus, Fee};
use crate::model::goal::{Goal, GoalStatus, Motive, Resistance};
use crate::model::mark::Ten;
use crate::model::moment::Moment;
use crate::model::plan::{MadeBy, Outcome, Plan, SmartItem, Step};
use crate::model::problem::Problem;
use crate::model::record::Record;
use crate::model::session::{Alliance, AreaMarks, Session, SessionKind, SessionStatus, Side};
use crate::model::statement::{Statement, Task};

/// `client list`.
#[derive(Debug, Clone, Serialize)]
pub struct ClientList {
    /// The clients, by name.
    pub clients: Vec<ClientLine>,
    /// What could not be read on the way.
    pub problems: Vec<Problem>,
}

/// One client in a line.
#[derive(Debug, Clone, Serialize)]
pub struct ClientLine {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// Where the work stands.
    pub status: ClientStatus,
    /// The last held session.
    pub last: Option<Moment>,
    /// The call to come.
    pub next: Option<Moment>,
    /// Sessions held.
    pub held: usize,
}

/// `session list`.
#[derive(Debug, Clone, Serialize)]
pub struct SessionList {
    /// Whose.
    pub client: Named,
    /// The sessions, first to last.
    pub sessions: Vec<SessionLine>,
    /// What could not be read on the way.
    pub problems: Vec<Problem>,
}

/// One session in a line.
#[derive(Debug, Clone, Serialize)]
pub struct SessionLine {
    /// The id.
    pub id: String,
    /// When.
    pub date: Moment,
    /// Its place among the held ones.
    pub number: Option<usize>,
    /// What became of it.
    pub status: SessionStatus,
    /// Whether it is planned and its time is past.
    pub unconfirmed: bool,
    /// How long.
    pub minutes: Option<u32>,
    /// Where it was left off.
    pub summary: Option<String>,
}

/// `session show`.
#[derive(Debug, Clone, Serialize)]
pub struct SessionView {
    /// Whose.
    pub client: Named,
    /// The id.
    pub id: String,
    /// The file, from the root.
    pub path: Option<String>,
    /// When.
    pub date: Moment,
    /// Its place among the held ones.
    pub number: Option<usize>,
    /// What became of it.
    pub status: SessionStatus,
    /// Who called it off.
    pub cancelled_by: Option<Side>,
    /// How long.
    pub minutes: Option<u32>,
    /// Who was in it.
    pub kind: SessionKind,
    /// How many, for a group or team.
    pub group_size: Option<u32>,
    /// Whether it is paid for, where it differs from what was agreed.
    pub fee: Option<Fee>,
    /// Where it was left off.
    pub summary: Option<Statement>,
    /// What it was about.
    pub goals: Vec<String>,
    /// Who the coach wanted to be.
    pub show_up_as: Vec<Statement>,
    /// The client's marks.
    pub alliance: Alliance,
    /// The marks of the areas.
    pub balance: Vec<AreaMarks>,
    /// The client's own words.
    pub words: Vec<Statement>,
    /// What to come back to.
    pub threads: Vec<Task>,
    /// What the client sent ahead.
    pub preparation: Vec<Statement>,
    /// The whole body as it stands in the note.
    pub body: Option<String>,
    /// What could not be read on the way.
    pub problems: Vec<Problem>,
}

/// `goal list`.
#[derive(Debug, Clone, Serialize)]
pub struct GoalList {
    /// Whose.
    pub client: Named,
    /// The goals, by id.
    pub goals: Vec<GoalSummary>,
    /// What could not be read on the way.
    pub problems: Vec<Problem>,
}

/// One goal in a line.
#[derive(Debug, Clone, Serialize)]
pub struct GoalSummary {
    /// The id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Where it stands.
    pub status: GoalStatus,
    /// How much it matters, 0 to 10.
    pub importance: Option<Ten>,
    /// Whose goal it is.
    pub motive: Option<Motive>,
    /// When the hard questions were last asked.
    pub examined: Option<NaiveDate>,
    /// Where it stands now, −2 to 2.
    pub level: Option<i8>,
}

/// One level of goal attainment.
#[derive(Debug, Clone, Serialize)]
pub struct Level {
    /// −2 to 2.
    pub level: i8,
    /// What it looks like.
    pub text: Statement,
}

/// `goal show`.
#[derive(Debug, Clone, Serialize)]
pub struct GoalView {
    /// Whose.
    pub client: Named,
    /// The id.
    pub id: String,
    /// The file, from the root.
    pub path: Option<String>,
    /// What it is called.
    pub title: String,
    /// Where it stands.
    pub status: GoalStatus,
    /// When it was taken up.
    pub opened: Option<NaiveDate>,
    /// When it was achieved or released.
    pub closed: Option<NaiveDate>,
    /// By when they want it.
    pub target: Option<NaiveDate>,
    /// How much it matters, 0 to 10.
    pub importance: Option<Ten>,
    /// Whose goal it is.
    pub motive: Option<Motive>,
    /// When the hard questions were last asked.
    pub examined: Option<NaiveDate>,
    /// What holds them back.
    pub resistance: Option<Resistance>,
    /// What each level looks like, lowest first.
    pub levels: Vec<Level>,
    /// Where it stands now.
    pub level: Option<i8>,
    /// When it last moved.
    pub level_on: Option<NaiveDate>,
    /// Once achieved, 0 to 10: was it what they wanted?
    pub fulfilled: Option<Ten>,
    /// The wish in their words.
    pub words: Vec<Statement>,
    /// The hard questions.
    pub hard_questions: Vec<Task>,
    /// What shows that it moves.
    pub evidence: Vec<Statement>,
    /// What it was like to have it.
    pub looking_back: Vec<Statement>,
    /// The plans that serve it.
    pub plans: Vec<PlanLine>,
    /// What could not be read on the way.
    pub problems: Vec<Problem>,
}

/// `plan list`.
#[derive(Debug, Clone, Serialize)]
pub struct PlanList {
    /// The plans, by the day they were made.
    pub plans: Vec<PlanLine>,
    /// What could not be read on the way.
    pub problems: Vec<Problem>,
}

/// One plan in a line.
#[derive(Debug, Clone, Serialize)]
pub struct PlanLine {
    /// Whose.
    pub client: String,
    /// The id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The goal that it serves.
    pub goal: Option<String>,
    /// What became of it.
    pub outcome: Outcome,
    /// When it was made.
    pub made: Option<NaiveDate>,
    /// When it is looked at.
    pub review: Option<NaiveDate>,
    /// Its value, 0 to 1, once reviewed.
    pub value: Option<f64>,
}

/// `plan show`.
#[derive(Debug, Clone, Serialize)]
pub struct PlanView {
    /// Whose.
    pub client: Named,
    /// The id.
    pub id: String,
    /// The file, from the root.
    pub path: Option<String>,
    /// What it is called.
    pub title: String,
    /// The goal that it serves.
    pub goal: Option<Named>,
    /// When it was made.
    pub made: Option<NaiveDate>,
    /// By whom.
    pub made_by: Option<MadeBy>,
    /// When it is looked at.
    pub review: Option<NaiveDate>,
    /// When it is done.
    pub when: Option<String>,
    /// And where.
    #[serde(rename = "where")]
    pub place: Option<String>,
    /// How often.
    pub how_often: Option<String>,
    /// Who else is involved.
    pub who: Option<String>,
    /// Who supports it.
    pub support: Option<String>,
    /// What makes room for it.
    pub make_room: Option<String>,
    /// What that costs.
    pub make_room_cost: Option<String>,
    /// The single role that it was planned from.
    pub lens: Option<String>,
    /// Confidence before the reality test, 0 to 10.
    pub confidence_before: Option<Ten>,
    /// And after it.
    pub confidence: Option<Ten>,
    /// The plan that this one mends.
    pub follows: Option<String>,
    /// What became of it.
    pub outcome: Outcome,
    /// When it was looked at.
    pub reviewed: Option<NaiveDate>,
    /// Times done.
    pub done: Option<f64>,
    /// Times meant.
    pub of: Option<f64>,
    /// Its value, 0 to 1, once reviewed.
    pub value: Option<f64>,
    /// The SMART checklist.
    pub smart: Vec<SmartItem>,
    /// The reality test.
    pub if_thens: Vec<Task>,
    /// The steps.
    pub steps: Vec<Step>,
    /// What happened, what good came of it, what was learned.
    pub outcome_words: Vec<Statement>,
    /// What could not be read on the way.
    pub problems: Vec<Problem>,
}

/// Makes the list of clients, by name; of `all`, or of the active ones.
#[must_use]
pub fn clients(records: &[Record], now: Moment, all: bool, problems: Vec<Problem>) -> ClientList {
    let mut clients: Vec<ClientLine> = records
        .iter()
        .filter(|record| all || record.client.status == ClientStatus::Active)
        .map(|record| ClientLine {
            id: record.client.id.clone(),
            name: record.client.called().to_owned(),
            status: record.client.status,
            last: record.held(now).next_back().map(|session| session.when),
            next: record.next_call(now).map(|session| session.when),
            held: record.held(now).count(),
        })
        .collect();
    clients.sort_by_key(|client| (client.name.to_lowercase(), client.id.clone()));
    ClientList { clients, problems }
}

/// Makes the list of a client's sessions.
#[must_use]
pub fn sessions(record: &Record, now: Moment, problems: Vec<Problem>) -> SessionList {
    let line = |session: &Session| SessionLine {
        id: session.id.clone(),
        date: session.when,
        number: record.number_of(session, now),
        status: session.status(now),
        unconfirmed: session.is_unconfirmed(now),
        minutes: session.minutes,
        summary: session.summary.as_ref().map(|summary| summary.text.clone()),
    };
    SessionList { client: named(record), sessions: record.sessions.iter().map(line).collect(), problems }
}

/// Shows one session; `body` is the note's text behind its front matter.
#[must_use]
pub fn session(
    record: &Record,
    session: &Session,
    now: Moment,
    body: String,
    problems: Vec<Problem>,
) -> SessionView {
    SessionView {
        client: named(record),
        id: session.id.clone(),
        path: Some(session.path.to_string()),
        date: session.when,
        number: record.number_of(session, now),
        status: session.status(now),
        cancelled_by: session.cancelled_by,
        minutes: session.minutes,
        kind: session.kind,
        group_size: session.group_size,
        fee: session.fee,
        summary: session.summary.clone(),
        goals: session.goals.iter().map(|goal| goal.id.clone()).collect(),
        show_up_as: session.show_up_as.clone(),
        alliance: session.alliance,
        balance: session.balance.clone(),
        words: session.said.clone(),
        threads: session.threads.clone(),
        preparation: session.preparation.clone(),
        body: Some(body),
        problems,
    }
}

/// Makes the list of a client's goals.
#[must_use]
pub fn goals(record: &Record, problems: Vec<Problem>) -> GoalList {
    let line = |goal: &Goal| GoalSummary {
        id: goal.id.clone(),
        title: goal.called().to_owned(),
        status: goal.status,
        importance: goal.importance,
        motive: goal.motive,
        examined: goal.examined,
        level: goal.level,
    };
    GoalList { client: named(record), goals: record.goals.iter().map(line).collect(), problems }
}

/// Shows one goal.
#[must_use]
pub fn goal(record: &Record, goal: &Goal, problems: Vec<Problem>) -> GoalView {
    let serves = |plan: &&Plan| plan.goal.as_ref().is_some_and(|reference| reference.id == goal.id);
    GoalView {
        client: named(record),
        id: goal.id.clone(),
        path: Some(goal.path.to_string()),
        title: goal.called().to_owned(),
        status: goal.status,
        opened: goal.opened,
        closed: goal.closed,
        target: goal.target,
        importance: goal.importance,
        motive: goal.motive,
        examined: goal.examined,
        resistance: goal.resistance,
        levels: goal.levels.iter().map(|(level, text)| Level { level: *level, text: text.clone() }).collect(),
        level: goal.level,
        level_on: goal.level_on,
        fulfilled: goal.fulfilled,
        words: goal.words.clone(),
        hard_questions: goal.hard_questions.clone(),
        evidence: goal.evidence.clone(),
        looking_back: goal.looking_back.clone(),
        plans: record.plans.iter().filter(serves).map(|plan| plan_line(record, plan)).collect(),
        problems,
    }
}

/// Makes the list of the plans of some clients.
#[must_use]
pub fn plans(records: &[Record], problems: Vec<Problem>) -> PlanList {
    let lines =
        records.iter().flat_map(|record| record.plans.iter().map(move |plan| plan_line(record, plan)));
    PlanList { plans: lines.collect(), problems }
}

/// Shows one plan.
#[must_use]
pub fn plan(record: &Record, plan: &Plan, problems: Vec<Problem>) -> PlanView {
    let goal = plan.goal.as_ref().map(|reference| Named {
        id: reference.id.clone(),
        name: record
            .goal(&reference.id)
            .map_or_else(|| reference.id.clone(), |goal| goal.called().to_owned()),
    });
    PlanView {
        client: named(record),
        id: plan.id.clone(),
        path: Some(plan.path.to_string()),
        title: plan.title.clone(),
        goal,
        made: plan.made,
        made_by: plan.made_by,
        review: plan.review,
        when: plan.when.clone(),
        place: plan.place.clone(),
        how_often: plan.how_often.clone(),
        who: plan.who.clone(),
        support: plan.support.clone(),
        make_room: plan.make_room.clone(),
        make_room_cost: plan.make_room_cost.clone(),
        lens: plan.lens.clone(),
        confidence_before: plan.confidence_before,
        confidence: plan.confidence,
        follows: plan.follows.as_ref().map(|reference| reference.id.clone()),
        outcome: plan.outcome,
        reviewed: plan.reviewed,
        done: plan.done,
        of: plan.of,
        value: plan.value(),
        smart: plan.smart.clone(),
        if_thens: plan.if_thens.clone(),
        steps: plan.steps.clone(),
        outcome_words: plan.outcome_words.clone(),
        problems,
    }
}

fn named(record: &Record) -> Named {
    Named { id: record.client.id.clone(), name: record.client.called().to_owned() }
}

fn plan_line(record: &Record, plan: &Plan) -> PlanLine {
    PlanLine {
        client: record.client.id.clone(),
        id: plan.id.clone(),
        title: plan.title.clone(),
        goal: plan.goal.as_ref().map(|reference| reference.id.clone()),
        outcome: plan.outcome,
        made: plan.made,
        review: plan.review,
        value: plan.value(),
    }
}
