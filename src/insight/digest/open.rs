//! What is open: plans to review, threads, goals.

use chrono::NaiveDate;

use super::{DuePlan, GoalLine, OpenThread};
use crate::insight::which::plan::review_day;
use crate::model::goal::Goal;
use crate::model::moment::Moment;
use crate::model::plan::{Criterion, Plan};
use crate::model::record::Record;
use crate::model::session::Session;
use crate::model::statement::{Statement, Task};

/// Open plans whose review is due by the day of the call, the longest due first.
pub(super) fn due_plans(record: &Record, call: NaiveDate, now: Moment) -> Vec<DuePlan> {
    let due = |plan: &Plan| {
        let review = review_day(record, plan, now).filter(|review| *review <= call)?;
        Some(due_plan(plan, review, now))
    };
    let mut plans: Vec<DuePlan> = record.plans.iter().filter_map(due).collect();
    plans.sort_by_key(|plan| plan.review);
    plans
}

fn due_plan(plan: &Plan, review: NaiveDate, now: Moment) -> DuePlan {
    let specific = plan.smart.iter().find(|item| item.id == Criterion::Specific);
    DuePlan {
        plan: plan.id.clone(),
        title: plan.title.clone(),
        goal: plan.goal.as_ref().map(|goal| goal.id.clone()),
        review,
        days_over: (now.date - review).num_days(),
        when: plan.fit.when.clone(),
        place: plan.fit.place.clone(),
        specific: specific.and_then(|item| item.answer.clone()),
        if_thens: plan.if_thens.iter().map(|task| task.statement.clone()).collect(),
        steps: plan.steps.clone(),
        confidence: plan.fit.confidence,
    }
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
    left.sort_by_key(|(when, _)| *when);
    let thread = |(when, thread): (Moment, &Task)| OpenThread {
        text: thread.statement.text.clone(),
        source: thread.statement.source.clone(),
        days: (now.date - when.date).num_days(),
        from_last: last.is_some_and(|last| {
            thread.statement.source.as_ref().is_some_and(|source| source.path == last.path)
        }),
    };
    left.into_iter().map(thread).collect()
}

/// The goals on the table, the one that matters most first.
pub(super) fn goals(record: &Record, now: Moment) -> Vec<GoalLine> {
    let mut goals: Vec<&Goal> = record.goals.iter().filter(|goal| goal.is_on_the_table()).collect();
    goals.sort_by(|a, b| a.before(b));
    goals.into_iter().map(|goal| line(goal, now)).collect()
}

fn line(goal: &Goal, now: Moment) -> GoalLine {
    let open = goal.hard_questions.iter().filter(|question| question.state.is_open());
    GoalLine {
        goal: goal.id.clone(),
        title: goal.called().to_owned(),
        status: goal.status,
        words: goal.words.clone(),
        level: goal.level,
        level_days: goal.level_on.map(|day| (now.date - day).num_days()),
        examined: goal.examined,
        open_questions: open
            .map(|question| Statement { text: question.question().0, ..question.statement.clone() })
            .collect(),
    }
}
