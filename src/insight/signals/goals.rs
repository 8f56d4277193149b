//! Signals about goals.

use super::evidence::{line, plan, session, wish};
use super::{DUST, Facts, Figure, Finding};
use crate::insight::reviewed::{average, reviewed};
use crate::model::goal::{Goal, GoalStatus, Motive};
use crate::model::mark::Ten;

/// From how many days on an open goal is to have been examined.
const OPEN_DAYS: i64 = 30;
/// Plans for a goal that come about less than by half on average seldom come about.
const HALF: f64 = 0.5;

/// The wish beside the week: a goal that matters to them, and plans for it that seldom come about.
pub(super) fn wish_and_week(facts: &Facts<'_>) -> Vec<Finding> {
    let latest = facts.limits.reviewed_plans;
    let matters = |goal: &&Goal| goal.importance.is_some_and(|mark| mark.value() >= facts.limits.importance);
    let found = |goal| {
        let reviewed = reviewed(facts.plans_of(goal));
        let last = reviewed.get(reviewed.len().checked_sub(latest)?..)?;
        let average = average(last)?;
        (average < HALF - DUST).then(|| {
            let kept = last.iter().filter(|plan| plan.has_come_about());
            let outcomes = || last.iter().map(|plan| plan.written.any_of(&["outcome"]));
            let figures = vec![
                Figure::of("importance", goal.importance.map_or(0.0, Ten::value))
                    .from([goal.written.key("importance")]),
                Figure::count("plans", last.len()).from(outcomes()),
                Figure::count("kept", kept.clone().count())
                    .from(kept.map(|plan| plan.written.any_of(&["outcome"]))),
                Figure::of("average", average).from(outcomes()),
            ];
            let evidence = std::iter::once(wish(goal)).chain(last.iter().map(|one| plan(one))).collect();
            let none = last.iter().all(|plan| !plan.has_come_about());
            let found = Finding::new(evidence, figures).about(goal);
            if none { found.naming("kept", "none") } else { found }
        })
    };
    facts.goals().filter(matters).filter_map(found).collect()
}

/// A goal that somebody else wants, or a voice that says "should", and that no call was about since it was examined.
pub(super) fn whose_goal(facts: &Facts<'_>) -> Vec<Finding> {
    let borrowed = |goal: &&Goal| {
        goal.status == GoalStatus::Active
            && matches!(goal.motive, Some(Motive::External | Motive::Introjected))
    };
    let talked = |goal: &&Goal| {
        goal.examined
            .is_some_and(|examined| facts.held_about(goal).any(|session| session.when.date >= examined))
    };
    let found = |goal: &Goal| {
        let motive = goal.motive.map_or("", Motive::word);
        let evidence = vec![wish(goal), line(goal.written.key("motive")), line(goal.written.key("examined"))];
        let since = goal.examined.map_or_else(
            || "it was never examined".to_owned(),
            |day| format!("no call has been about it since it was examined on {day}"),
        );
        Finding::new(evidence, Vec::new()).about(goal).naming("motive", motive).naming("since", &since)
    };
    facts.goals().filter(borrowed).filter(|goal| !talked(goal)).map(found).collect()
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
            let examined =
                examined.map_or("never examined".into(), |days| format!("examined {days} days ago"));
            let evidence =
                vec![wish(goal), line(goal.written.key("opened")), line(goal.written.key("examined"))];
            Finding::new(evidence, figures).about(goal).naming("when", &examined)
        })
    };
    facts.goals().filter(|goal| goal.status == GoalStatus::Active).filter_map(found).collect()
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
            let evidence = vec![
                wish(goal),
                line(goal.written.key("opened")),
                last_plan.and_then(plan),
                line(goal.written.key("level").filter(|_| goal.level_on.is_some())),
                last_call.and_then(|call| session(call, "date")),
            ];
            let latest = moves.into_iter().flatten().max().map_or(opened, |day| facts.days_since(day));
            Finding::new(evidence, vec![Figure::days("days", latest.min(opened))]).about(goal)
        })
    };
    facts.goals().filter(|goal| goal.status == GoalStatus::Active).filter_map(found).collect()
}
