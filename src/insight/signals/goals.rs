//! Signals about goals.

use super::evidence::{Basis, Figure};
use super::facts::{Facts, outcomes};
use super::finding::Finding;
use crate::insight::reviewed::list_ended;
use crate::model::goal::{Goal, GoalStatus, Resistance};
use crate::model::mark::Ten;
use crate::model::plan::Plan;

/// From how many days on an open goal is to have been examined.
const OPEN_DAYS: i64 = 30;
/// For how many days an achieved goal is asked after.
const AFTER_DAYS: i64 = 90;
/// Up to this mark, 0 to 10, a goal that they have wasn't what they wanted.
const NOT_FULFILLED: f64 = 4.0;
/// So many plans in a row that came about are to bring a goal nearer.
const IN_A_ROW: usize = 3;

/// A goal of which more comes from outside, or that was called not their path, unless it was examined on the day of the last held
/// session or later.
pub(super) fn whose_goal(facts: &Facts<'_>) -> Vec<Finding> {
    let last = facts.held_sessions().next_back().map(|session| session.when.date);
    let is_fresh = |goal: &Goal| goal.examined.zip(last).is_some_and(|(examined, last)| examined >= last);
    let found = |goal: &Goal| {
        let not_theirs = goal.resistance == Some(Resistance::NotMyPath);
        let outside = goal.comes_from_outside();
        if !not_theirs && !outside || is_fresh(goal) {
            return None;
        }
        let mut figures = Vec::new();
        if let Some(own) = goal.reasons.weigh_own().filter(|_| outside) {
            figures.push(Figure::new("own", own).from([goal.written.key("reasons")]));
        }
        let variant = match (not_theirs, goal.reasons.weigh_own()) {
            (true, _) => "not-my-path",
            (false, Some(_)) => "marks",
            (false, None) => "motive",
        };
        let finding = Finding::new(Basis::default().wish(goal), figures).for_goal(goal).with_variant(variant);
        Some(match goal.motive.filter(|_| variant == "motive") {
            Some(motive) => finding.with_name("motive", facts.phrase(motive.word())),
            None => finding,
        })
    };
    facts.goals().filter(|goal| goal.status == GoalStatus::Active).filter_map(found).collect()
}

/// A goal achieved lately of which nobody asked whether it was what they wanted, or that wasn't.
pub(super) fn after_success(facts: &Facts<'_>) -> Vec<Finding> {
    let found = |goal: &Goal| {
        let days = facts.days_since(goal.closed?);
        let asked = goal.fulfilled.map(Ten::value);
        let noticed = (0..=AFTER_DAYS).contains(&days) && asked.is_none_or(|mark| mark <= NOT_FULFILLED);
        noticed.then(|| {
            let mut figures = vec![Figure::days("days", days).from([goal.written.key("closed")])];
            let mark = asked.map(|mark| Figure::new("fulfilled", mark).from([goal.written.key("fulfilled")]));
            let variant = if mark.is_some() { "marked" } else { "" };
            figures.extend(mark);
            Finding::new(Basis::default().wish(goal).add_closed(goal), figures)
                .for_goal(goal)
                .with_variant(variant)
        })
    };
    let achieved = facts.record.goals.iter().filter(|goal| goal.status == GoalStatus::Achieved);
    achieved.filter_map(found).collect()
}

/// An active goal that has been open for a month and was never examined, or not for long.
pub(super) fn unexamined(facts: &Facts<'_>) -> Vec<Finding> {
    let found = |goal: &Goal| {
        let open = facts.days_since(goal.opened?);
        let examined = goal.examined.map(|day| facts.days_since(day));
        let fresh = examined.is_some_and(|days| days < facts.limits.examined_days);
        (open >= OPEN_DAYS && !fresh).then(|| {
            let mut figures = vec![Figure::days("open", open).from([goal.written.key("opened")])];
            figures.extend(
                examined.map(|days| Figure::days("examined", days).from([goal.written.key("examined")])),
            );
            let variant = if examined.is_some() { "long-ago" } else { "" };
            Finding::new(Basis::default().wish(goal), figures).for_goal(goal).with_variant(variant)
        })
    };
    facts.goals().filter(|goal| goal.status == GoalStatus::Active).filter_map(found).collect()
}

/// Plans for a goal that come about one after the other, while the goal stays where it was.
pub(super) fn busy_not_nearer(facts: &Facts<'_>) -> Vec<Finding> {
    let found = |goal: &Goal| {
        goal.level?;
        let since = goal.level_on.or(goal.opened)?;
        let ended = list_ended(facts.plans_of(goal));
        let last = ended.get(ended.len().checked_sub(IN_A_ROW)?..)?;
        let is_since = |plan: &&Plan| plan.has_come_about() && plan.made.is_some_and(|made| made >= since);
        last.iter().all(is_since).then(|| {
            let figures = vec![
                Figure::count("plans", last.len()).from(outcomes(last)),
                Figure::days("days", facts.days_since(since))
                    .from([goal.written.key("level_on").or_else(|| goal.written.key("opened"))]),
            ];
            Finding::new(Basis::default().wish(goal).plans(last.iter().copied()), figures).for_goal(goal)
        })
    };
    facts.goals().filter_map(found).collect()
}

/// An active goal of which the notes show nothing for a while: no plan, no level, no call about it.
pub(super) fn standing_still(facts: &Facts<'_>) -> Vec<Finding> {
    let days = facts.limits.still_days;
    let found = |goal: &Goal| {
        let opened = facts.days_since(goal.opened?);
        let last_plan = facts.plans_of(goal).rfind(|plan| plan.made.is_some());
        let last_call = facts.held_about(goal).next_back();
        let moves =
            [last_plan.and_then(|plan| plan.made), goal.level_on, last_call.map(|call| call.when.date)];
        let is_fresh = moves.into_iter().flatten().any(|day| facts.days_since(day) < days);
        (opened >= days && !is_fresh).then(|| {
            let basis = Basis::default().wish(goal).plans(last_plan);
            let basis = last_call.map_or(basis.clone(), |call| basis.session(call, None));
            let latest = moves.into_iter().flatten().max().map_or(opened, |day| facts.days_since(day));
            Finding::new(basis, vec![Figure::days("days", latest.min(opened))]).for_goal(goal)
        })
    };
    facts.goals().filter(|goal| goal.status == GoalStatus::Active).filter_map(found).collect()
}
