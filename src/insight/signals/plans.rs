//! Signals about plans.

use super::evidence::{line, plan, session};
use super::{Evidence, Facts, Figure, Finding};
use crate::model::id::same;
use crate::model::plan::{MadeBy, Outcome, Plan};

/// How many of the latest plans are looked at for who made them.
const LATEST: usize = 4;
/// How many of them made by the coach are noticed.
const BY_COACH: usize = 2;

/// An open plan whose review is past although there was a call to look at it in.
pub(super) fn not_reviewed(facts: &Facts<'_>) -> Vec<Finding> {
    let found = |open: &Plan| {
        let review = open.review.filter(|review| *review < facts.today)?;
        let call = facts.held().find(|session| session.when.date >= review)?;
        let days = Figure::days("days", facts.days_since(review));
        Some(Finding::new(vec![plan(open), session(call, "date")], vec![days]).of(open, facts))
    };
    facts.open_plans().filter_map(found).collect()
}

/// An open plan that mends one that mended one, and none of them was kept.
pub(super) fn same_plan_again(facts: &Facts<'_>) -> Vec<Finding> {
    let is_followed = |plan: &Plan| {
        let others = || facts.plans().filter(|other| other.id != plan.id);
        others().any(|other| other.follows.as_ref().is_some_and(|follows| same(&follows.id, &plan.id)))
    };
    let found = |open: &Plan| {
        let chain = chain(facts, open);
        (chain.len() >= facts.limits.chain).then(|| {
            let figures = vec![
                Figure::count("versions", chain.len())
                    .from(chain.iter().map(|plan| plan.written.any_of(&["outcome"]))),
            ];
            Finding::new(chain.iter().map(|one| plan(one)).collect(), figures).of(open, facts)
        })
    };
    facts.open_plans().filter(|plan| !is_followed(plan)).filter_map(found).collect()
}

/// A plan and those that it mends, the first one first, as far back as none of them was kept.
fn chain<'a>(facts: &Facts<'a>, last: &'a Plan) -> Vec<&'a Plan> {
    let mut chain = vec![last];
    let mut plan = last;
    while let Some(before) = plan.follows.as_ref().and_then(|follows| facts.record.plan(&follows.id)) {
        // Plans that follow each other in a circle are a problem that `check` tells.
        let circles = chain.iter().any(|plan| plan.id == before.id);
        if circles || matches!(before.outcome, Outcome::Kept | Outcome::Draft) {
            break;
        }
        chain.push(before);
        plan = before;
    }
    chain.reverse();
    chain
}

/// More open plans than one can follow through.
pub(super) fn too_much(facts: &Facts<'_>) -> Vec<Finding> {
    let open: Vec<&Plan> = facts.open_plans().collect();
    if open.len() <= facts.limits.open_plans {
        return Vec::new();
    }
    let count =
        Figure::count("plans", open.len()).from(open.iter().map(|plan| plan.written.any_of(&["outcome"])));
    vec![Finding::new(open.into_iter().map(plan).collect(), vec![count])]
}

/// Plans that the coach made.
pub(super) fn coach_led(facts: &Facts<'_>) -> Vec<Finding> {
    let latest: Vec<&Plan> = facts.plans().rev().filter(|plan| plan.made_by.is_some()).take(LATEST).collect();
    let mut ours: Vec<&Plan> =
        latest.iter().copied().filter(|plan| plan.made_by == Some(MadeBy::Coach)).collect();
    if ours.len() < BY_COACH {
        return Vec::new();
    }
    ours.reverse();
    let made_by = |plan: &&Plan| plan.written.key("made_by").cloned();
    let lines: Vec<_> = latest.iter().map(made_by).collect();
    let figures = vec![
        Figure::count("ours", ours.len()).from(ours.iter().map(|plan| plan.written.key("made_by"))),
        Figure::count("plans", latest.len()).from(lines.iter().map(Option::as_ref)),
    ];
    let evidence = ours.iter().map(|one| {
        let named = line(one.written.name())?;
        Some(Evidence { date: one.made, ..named })
    });
    vec![Finding::new(evidence.collect(), figures)]
}
