//! A client's goals: the list, and one of them.

use chrono::NaiveDate;
use serde::Serialize;

use super::drift::{Drift, Version, drift};
use super::name_and_id::Named;
use super::plans::{PlanLine, plan_line};
use super::theirs::{their_word, their_words};
use super::view::View;
use crate::model::goal::{AskedBy, Goal, GoalStatus, Motive, Reasons};
use crate::model::mark::Ten;
use crate::model::plan::Plan;
use crate::model::record::Record;
use crate::model::statement::{Statement, Task};

/// `goal list`.
#[derive(Debug, Clone, Serialize)]
pub struct GoalList {
    /// Whose.
    pub client: Named,
    /// The goals, by id.
    pub goals: Vec<GoalSummary>,
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
    /// The same in the client's words.
    pub level_words: Option<Statement>,
}

/// One level, in the words for it.
#[derive(Debug, Clone, Serialize)]
pub struct Level {
    /// −2 to 2.
    pub level: i8,
    /// What it looks like.
    pub text: Statement,
}

/// A hard question, and what stands under it.
#[derive(Debug, Clone, Serialize)]
pub struct HardQuestion {
    /// The item of the note.
    #[serde(flatten)]
    pub task: Task,
    /// The question alone.
    pub question: String,
    /// The answer; empty if there is none.
    pub answer: String,
}

/// `goal show`.
#[derive(Debug, Clone, Serialize)]
pub struct GoalView {
    /// Whose.
    pub client: Named,
    /// The file, from the root.
    pub path: Option<String>,
    /// What its note says, under the title by which it is called.
    #[serde(flatten)]
    pub goal: Goal,
    /// Who asked for it.
    pub asked_by: Option<AskedBy>,
    /// Their own marks of four reasons for it, 0 to 10; no sum is made of them.
    pub reasons: Option<Reasons>,
    /// What each level looks like, lowest first.
    pub levels: Vec<Level>,
    /// The hard questions.
    pub hard_questions: Vec<HardQuestion>,
    /// How its wording drifted.
    pub drift: Drift,
    /// The plans that serve it.
    pub plans: Vec<PlanLine>,
}

/// Makes the list of a client's goals.
#[must_use]
pub fn goals(record: &Record) -> GoalList {
    let line = |goal: &Goal| GoalSummary {
        id: goal.id.clone(),
        title: goal.display_name().to_owned(),
        status: goal.status,
        importance: goal.importance,
        motive: goal.motive,
        examined: goal.examined,
        level: goal.level,
        level_words: goal.level.and_then(|level| level_words(goal, level)),
    };
    GoalList { client: Named::from_record(record), goals: record.goals.iter().map(line).collect() }
}

/// What a level looks like, in the client's words.
fn level_words(goal: &Goal, level: i8) -> Option<Statement> {
    goal.levels.iter().find(|(described, _)| *described == level).map(|(_, words)| words.clone())
}

/// Shows one goal, and how its wording drifted over the versions of its note, oldest first.
#[must_use]
pub fn goal(record: &Record, goal: &Goal, versions: &[Version]) -> GoalView {
    let serves = |plan: &&Plan| plan.goal.as_ref().is_some_and(|reference| reference.id == goal.id);
    GoalView {
        client: Named::from_record(record),
        path: Some(goal.path.to_string()),
        goal: Goal { title: Some(goal.display_name().to_owned()), ..goal.clone() },
        asked_by: Some(goal.asked_by),
        reasons: Some(goal.reasons).filter(|reasons| *reasons != Reasons::default()),
        levels: goal.levels.iter().map(|(level, text)| Level { level: *level, text: text.clone() }).collect(),
        hard_questions: goal.hard_questions.iter().map(hard_question).collect(),
        drift: drift(goal, versions),
        plans: record.plans.iter().filter(serves).map(|plan| plan_line(record, plan)).collect(),
    }
}

fn hard_question(task: &Task) -> HardQuestion {
    let (question, answer) = task.question();
    HardQuestion { task: task.clone(), question, answer }
}

impl View for GoalList {
    const TEMPLATE: Option<&'static str> = Some("goal-list.md");

    fn for_client(self) -> Option<Self> {
        let Self { client, goals } = self;
        Some(Self { client, goals: goals.into_iter().map(GoalSummary::for_client).collect() })
    }
}

impl GoalSummary {
    fn for_client(self) -> Self {
        let Self { id, title, status, importance, motive: _, examined: _, level, level_words } = self;
        let level_words = level_words.and_then(their_word);
        Self { id, title, status, importance, motive: None, examined: None, level, level_words }
    }
}

/// The wish in their words and the marks that they gave; what the coach asked, found and wondered about is the coach's.
impl View for GoalView {
    const TEMPLATE: Option<&'static str> = Some("goal-show.md");

    fn for_client(self) -> Option<Self> {
        let Self { client, path: _, goal, asked_by: _, reasons: _, levels, hard_questions: _, drift, plans } =
            self;
        Some(Self {
            client,
            path: None,
            goal: goal_for_client(goal),
            asked_by: None,
            reasons: None,
            levels: levels.into_iter().filter_map(Level::for_client).collect(),
            hard_questions: Vec::new(),
            drift: drift.for_client(),
            plans: plans.into_iter().map(PlanLine::for_client).collect(),
        })
    }
}

/// What of a goal's own note passes to the client.
fn goal_for_client(goal: Goal) -> Goal {
    let Goal {
        id,
        path: _,
        title,
        status,
        opened: _,
        closed: _,
        target: _,
        importance,
        asked_by: _,
        reasons: _,
        motive: _,
        examined: _,
        resistance: _,
        levels: _,
        level_start,
        level,
        level_on,
        fulfilled,
        words,
        hard_questions: _,
        answers: _,
        evidence: _,
        looking_back: _,
        text: _,
        written: _,
    } = goal;
    Goal {
        title,
        status,
        importance,
        level_start,
        level,
        level_on,
        fulfilled,
        words: their_words(words),
        ..Goal::unknown(&id, "".into())
    }
}

impl Level {
    fn for_client(self) -> Option<Self> {
        let Self { level, text } = self;
        Some(Self { level, text: their_word(text)? })
    }
}
