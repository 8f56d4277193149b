//! Signals about plans.

use super::DUST;
use super::evidence::{Basis, Figure, number};
use super::facts::{Facts, outcomes};
use super::finding::Finding;
use crate::insight::reviewed::{average, list_ended, list_reviewed};
use crate::insight::which::plan::is_stale;
use crate::model::goal::Goal;
use crate::model::id::same;
use crate::model::mark::Ten;
use crate::model::plan::{Criterion, MadeBy, Outcome, Plan};

/// Plans that come about by no more than half on average don't fit the week, or something else is in the way.
const HALF: f64 = 0.5;
/// So many of the plans that are looked at have to be reviewed ones.
const REVIEWED: usize = 2;
/// Where no goal shows a pattern: how many of the client's latest plans are looked at, and how many of them have to be reviewed.
const OF_CLIENT: usize = 4;
const REVIEWED_OF_CLIENT: usize = 3;
/// How many plans that they were sure of are looked at.
const SURE_PLANS: usize = 3;
/// How many of the latest plans are looked at for who made them.
const LATEST: usize = 4;
/// How many of them made by the coach are noticed.
const BY_COACH: usize = 2;

/// The wish beside the week: plans that don't come about for a goal that matters to them, else over all such goals.
pub(super) fn wish_and_week(facts: &Facts<'_>) -> Vec<Finding> {
    let matters = |goal: &&Goal| goal.importance.is_none_or(|mark| mark.value() >= facts.limits.importance);
    let goals: Vec<&Goal> = facts.goals().filter(matters).collect();
    let of_goal = |goal: &&Goal| {
        let ended = list_ended(facts.plans_of(goal));
        let last = ended.get(ended.len().checked_sub(facts.limits.reviewed_plans)?..)?;
        have_parted(last, REVIEWED).then(|| make_goal_finding(facts, goal, last))
    };
    let found: Vec<Finding> = goals.iter().filter_map(of_goal).collect();
    if !found.is_empty() {
        return found;
    }
    let counts = |plan: &&Plan| plan.goal.is_none() || goals.iter().any(|goal| plan.serves(&goal.id));
    let ended = list_ended(facts.plans().filter(counts));
    let last = &ended[ended.len().saturating_sub(OF_CLIENT)..];
    if !have_parted(last, REVIEWED_OF_CLIENT) {
        return Vec::new();
    }
    vec![make_finding(facts, Basis::default(), last).with_variant("plans")]
}

/// Whether wish and week part: none of the plans came about, and those that were reviewed did so by no more than half.
fn have_parted(plans: &[&Plan], fewest: usize) -> bool {
    let reviewed = plans.iter().filter(|plan| plan.value().is_some()).count();
    let half = average(plans).is_some_and(|average| average <= HALF + DUST);
    reviewed >= fewest && half && !plans.iter().any(|plan| plan.has_come_about())
}

fn make_goal_finding(facts: &Facts<'_>, goal: &Goal, plans: &[&Plan]) -> Finding {
    let told = make_finding(facts, Basis::default().wish(goal), plans).for_goal(goal);
    match goal.importance {
        Some(mark) => {
            told.with_figure(Figure::new("importance", mark.value()).from([goal.written.key("importance")]))
        }
        None => told.with_variant("unmarked").with_question("how-much"),
    }
}

fn make_finding(facts: &Facts<'_>, basis: Basis, plans: &[&Plan]) -> Finding {
    let value = average(plans).unwrap_or_default();
    let figures = vec![
        Figure::count("plans", plans.len()).from(outcomes(plans)),
        Figure::new("average", value).from(outcomes(plans)),
    ];
    let parts = tell_parts(facts, plans);
    Finding::new(basis.plans(plans.iter().copied()), figures).with_name("parts", &parts)
}

/// What became of plans none of which came about, the parts first: “one came about in part (1 of 4), two didn't”.
fn tell_parts(facts: &Facts<'_>, plans: &[&Plan]) -> String {
    let in_part: Vec<&&Plan> =
        plans.iter().filter(|plan| plan.value().is_some_and(|value| value > 0.0)).collect();
    let counted = in_part.iter().filter_map(|plan| match (plan.done, plan.of) {
        (Some(done), Some(of)) if of > 0.0 => Some(format!("{} of {}", number(done), number(of))),
        _ => None,
    });
    let counted = counted.collect::<Vec<_>>().join("; ");
    let counted = if counted.is_empty() { counted } else { format!(" ({counted})") };
    let not = plans.iter().filter(|plan| plan.value().is_some_and(|value| value <= 0.0)).count();
    let let_go = plans.iter().filter(|plan| plan.value().is_none()).count();
    let some = |count: usize, one: &str, several: &str, behind: &str| {
        let phrase = facts.phrase(if count == 1 { one } else { several });
        (count > 0).then(|| format!("{}{behind}", phrase.replace("{n}", &spell_count(count))))
    };
    let parts = [
        some(in_part.len(), "one-in-part", "several-in-part", &counted),
        some(not, "one-not", "several-not", ""),
        some(let_go, "one-let-go", "several-let-go", ""),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn spell_count(count: usize) -> String {
    const WORDS: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    WORDS.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

/// Plans that they were sure of, and that didn't come about.
pub(super) fn sure_then_otherwise(facts: &Facts<'_>) -> Vec<Finding> {
    let is_sure =
        |plan: &&Plan| plan.fit.confidence.map(Ten::value).is_some_and(|mark| mark >= facts.limits.sure);
    let sure = list_reviewed(facts.plans().filter(is_sure));
    let Some(last) = sure.len().checked_sub(SURE_PLANS).map(|first| &sure[first..]) else {
        return Vec::new();
    };
    if !have_parted(last, SURE_PLANS) {
        return Vec::new();
    }
    let confidence = last.iter().map(|plan| plan.written.key("confidence"));
    let figures = vec![
        Figure::count("plans", last.len()).from(outcomes(last)),
        Figure::new("sure", facts.limits.sure).from(confidence),
    ];
    let parts = tell_parts(facts, last);
    vec![Finding::new(Basis::default().plans(last.iter().copied()), figures).with_name("parts", &parts)]
}

/// An open plan that is due, although there was a call to look at it in and no later plan of its goal was looked at.
pub(super) fn not_reviewed(facts: &Facts<'_>) -> Vec<Finding> {
    let found = |open: &Plan| {
        let due = facts.due(open).filter(|due| *due < facts.today)?;
        let call = facts.held_sessions().find(|session| session.when.date >= due)?;
        if is_stale(facts.record, open) {
            return None;
        }
        let days = Figure::days("days", facts.days_since(due)).from([open.written.key("review")]);
        Some(Finding::new(Basis::default().plan(open).session(call, None), vec![days]).for_plan(open, facts))
    };
    facts.open_plans().filter_map(found).collect()
}

/// An open plan that was made before in one way or another, and didn't come about then.
pub(super) fn same_plan_again(facts: &Facts<'_>) -> Vec<Finding> {
    let found = |open: &Plan| {
        let chain = if is_followed(facts, open) { Vec::new() } else { chain(facts, open) };
        let alike = find_alike(facts, open);
        let enough = facts.limits.chain;
        let versions = if chain.len() >= enough && !chain.is_empty() {
            chain
        } else if alike.len() + 1 >= enough && !alike.is_empty() {
            alike.into_iter().chain([open]).collect()
        } else {
            return None;
        };
        let figures = vec![Figure::count("versions", versions.len()).from(outcomes(&versions))];
        Some(Finding::new(Basis::default().plans(versions.iter().copied()), figures).for_plan(open, facts))
    };
    facts.open_plans().filter_map(found).collect()
}

/// Whether a plan, drafts passed over, is mended by another: then the chain ends with that one.
fn is_followed(facts: &Facts<'_>, plan: &Plan) -> bool {
    let mut reached = vec![plan.id.as_str()];
    let mut at = 0;
    while let Some(id) = reached.get(at).copied() {
        for other in &facts.record.plans {
            let follows = other.follows.as_ref().is_some_and(|follows| same(&follows.id, id));
            if !follows || reached.iter().any(|known| same(known, &other.id)) {
                continue;
            }
            if other.outcome != Outcome::Draft {
                return true;
            }
            reached.push(&other.id);
        }
        at += 1;
    }
    false
}

/// A plan and those that it mends, the first one first, back to the first that came about; drafts are passed over.
fn chain<'a>(facts: &Facts<'a>, last: &'a Plan) -> Vec<&'a Plan> {
    let mut chain = vec![last];
    let mut seen = vec![last];
    let mut plan = last;
    while let Some(before) = plan.follows.as_ref().and_then(|follows| facts.record.plan(&follows.id)) {
        // Plans that follow each other in a circle are a problem that `check` tells.
        if before.has_come_about() || seen.iter().any(|plan| plan.id == before.id) {
            break;
        }
        seen.push(before);
        if before.outcome != Outcome::Draft {
            chain.push(before);
        }
        plan = before;
    }
    chain.reverse();
    chain
}

/// The ended plans of the same goal that are called or worded as this one, counted back to the first that came about, the first
/// one first. A plan without a goal has no same goal.
fn find_alike<'a>(facts: &Facts<'a>, open: &Plan) -> Vec<&'a Plan> {
    let Some(goal) = &open.goal else { return Vec::new() };
    let alike = facts.plans().filter(|plan| plan.serves(&goal.id) && is_alike(plan, open));
    let mut alike: Vec<&Plan> =
        list_ended(alike).into_iter().rev().take_while(|plan| !plan.has_come_about()).collect();
    alike.reverse();
    alike
}

/// Whether two plans have one title, or one answer to what exactly they will do; case, accents and punctuation apart.
fn is_alike(one: &Plan, other: &Plan) -> bool {
    let title = |plan: &Plan| plan.written.title.as_ref().map(|title| fold_text(&title.text));
    let specific = |plan: &Plan| {
        let item = plan.smart.iter().find(|item| item.id == Criterion::Specific);
        item.and_then(|item| item.answer.as_ref()).map(|answer| fold_text(&answer.text))
    };
    let alike = |a: Option<String>, b: Option<String>| a.zip(b).is_some_and(|(a, b)| !a.is_empty() && a == b);
    alike(title(one), title(other)) || alike(specific(one), specific(other))
}

/// The letters and digits of a text in lower case without accents, one blank between words.
fn fold_text(text: &str) -> String {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
    let plain: String = if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
    };
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// More open plans than one can follow through.
pub(super) fn too_much(facts: &Facts<'_>) -> Vec<Finding> {
    let open: Vec<&Plan> = facts.open_plans().collect();
    if open.len() <= facts.limits.open_plans {
        return Vec::new();
    }
    let count = Figure::count("plans", open.len()).from(outcomes(&open));
    vec![Finding::new(Basis::default().plans(open), vec![count])]
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
    let figures = vec![
        Figure::count("ours", ours.len()).from(ours.iter().map(|plan| plan.written.key("made_by"))),
        Figure::count("plans", latest.len()).from(latest.iter().map(|plan| plan.written.key("made_by"))),
    ];
    vec![Finding::new(Basis::default().plans(ours), figures)]
}
