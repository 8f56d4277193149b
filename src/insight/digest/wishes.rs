//! What they want: the goals on the table.

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::goal::{Goal, GoalStatus, Resistance};
use crate::model::moment::Moment;
use crate::model::order::InOrder as _;
use crate::model::record::Record;
use crate::model::statement::Statement;

/// A goal.
#[derive(Debug, Clone, Serialize)]
pub struct GoalLine {
    /// The goal's id.
    pub goal: String,
    /// What it is called.
    pub title: String,
    /// Where it stands.
    pub status: GoalStatus,
    /// The wish in their words.
    pub words: Vec<Statement>,
    /// Where it stands now, −2 to 2.
    pub level: Option<i8>,
    /// What that level looks like.
    pub level_words: Option<Statement>,
    /// Days since it moved.
    pub level_days: Option<i64>,
    /// When the hard questions were last asked.
    pub examined: Option<NaiveDate>,
    /// How many of them were asked.
    pub asked: usize,
    /// Hard questions not asked yet.
    pub open_questions: Vec<Statement>,
    /// Whether more of it comes from outside.
    pub outside: bool,
    /// What holds them back, as they named it.
    pub resistance: Option<Resistance>,
    /// What they said, where it comes from outside or was called not their path.
    pub answer: Option<Statement>,
}

/// The goals on the table, the one that matters most first.
pub(super) fn goals(record: &Record, now: Moment) -> Vec<GoalLine> {
    let mut goals: Vec<&Goal> = record.goals.iter().filter(|goal| goal.is_on_the_table()).collect();
    goals.put_in_order_by(|a, b| a.compare_for_show(b));
    goals.into_iter().map(|goal| line(goal, now)).collect()
}

fn line(goal: &Goal, now: Moment) -> GoalLine {
    let open = goal.hard_questions.iter().filter(|question| question.state.is_open());
    let level_words = goal.level.and_then(|now| goal.levels.iter().find(|(level, _)| *level == now));
    let outside = goal.comes_from_outside();
    let in_doubt = outside || goal.resistance == Some(Resistance::NotMyPath);
    GoalLine {
        goal: goal.id.clone(),
        title: goal.display_name().to_owned(),
        status: goal.status,
        words: goal.words.clone(),
        level: goal.level,
        level_words: level_words.map(|(_, words)| words.clone()),
        level_days: goal.level_on.map(|day| (now.date - day).num_days()),
        examined: goal.examined,
        asked: goal.hard_questions.iter().filter(|question| question.state.is_done()).count(),
        open_questions: open
            .map(|question| Statement { text: question.question().0.into(), ..question.statement.clone() })
            .collect(),
        outside,
        resistance: goal.resistance,
        answer: goal.last_answer().filter(|_| in_doubt),
    }
}
