//! Signals about calls: the alliance, the areas of work, calls that didn't take place, silence.

use super::evidence::{line, session};
use super::{DUST, Evidence, Facts, Figure, Finding};
use crate::insight::alliance::series;
use crate::insight::balance::largest_gap;
use crate::insight::median::median;
use crate::insight::rhythm::usual_interval;
use crate::model::session::{Session, SessionStatus, Side};

/// How many earlier means there have to be before a dip can be told from chance.
const EARLIER_MEANS: usize = 3;
/// How many of the latest calls are looked at.
const LATEST: usize = 4;
/// How many of them that didn't take place are noticed.
const MISSED: usize = 2;
/// The shortest usual interval, in days.
const SHORTEST: f64 = 14.0;

/// Marks of the last call that lie under what this client usually gives.
pub(super) fn alliance_dip(facts: &Facts<'_>) -> Vec<Finding> {
    let marks = series(facts.record, facts.now);
    let Some(((latest, mean), earlier)) = marks.split_last() else { return Vec::new() };
    let usual = median(earlier.iter().map(|(_, mean)| *mean)).filter(|_| earlier.len() >= EARLIER_MEANS);
    let Some(usual) = usual.filter(|usual| usual - mean >= facts.limits.alliance_dip - DUST) else {
        return Vec::new();
    };
    let line_of = |session: &Session| session.written.key("alliance").cloned();
    let lines: Vec<_> = earlier.iter().map(|(session, _)| line_of(session)).collect();
    let figures = vec![
        Figure::of("latest", *mean).from([latest.written.key("alliance")]),
        Figure::of("usual", usual).from(lines.iter().map(Option::as_ref)),
    ];
    let evidence = vec![
        session(latest, "alliance"),
        line(latest.written.key("alliance")).map(|marks| Evidence {
            date: Some(latest.when.date),
            what: Some(format!("mean {}", Figure::of("mean", *mean).in_words())),
            ..marks
        }),
    ];
    vec![Finding::new(evidence, figures)]
}

/// The area of their work that gets far fewer hours than they wish, and that they rate low.
pub(super) fn lopsided(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(latest) = facts.held().rfind(|session| !session.balance.is_empty()) else { return Vec::new() };
    let Some((area, gap)) = largest_gap(&latest.balance) else { return Vec::new() };
    let Some(rating) = area.rating.map(crate::model::mark::Mark::value) else { return Vec::new() };
    if gap < facts.limits.area_gap - DUST || rating > facts.limits.area_rating + DUST {
        return Vec::new();
    }
    let from = || [area.written.as_ref()];
    let figures = vec![
        Figure::of("rating", rating).from(from()),
        Figure::of("hours", area.hours.map_or(0.0, |hours| hours.0)).from(from()),
        Figure::of("wish", area.wish.map_or(0.0, |wish| wish.0)).from(from()),
        Figure::of("gap", gap).from(from()),
    ];
    let evidence = line(area.written.as_ref()).map(|line| Evidence { date: Some(latest.when.date), ..line });
    vec![Finding::new(vec![evidence], figures).naming("area", &area.area)]
}

/// Calls that the client didn't come to or called off.
pub(super) fn missed_calls(facts: &Facts<'_>) -> Vec<Finding> {
    let latest: Vec<&Session> =
        facts.record.sessions.iter().rev().filter(|session| is_over(facts, session)).take(LATEST).collect();
    let is_missed = |session: &&&Session| match session.status(facts.now) {
        SessionStatus::NoShow => true,
        SessionStatus::Cancelled => session.cancelled_by == Some(Side::Client),
        _ => false,
    };
    let mut missed: Vec<&Session> = latest.iter().filter(is_missed).copied().collect();
    if missed.len() < MISSED {
        return Vec::new();
    }
    missed.reverse();
    let status = |session: &&Session| session.written.any_of(&["status"]).cloned();
    let lines: Vec<_> = latest.iter().map(status).collect();
    let figures = vec![
        Figure::count("missed", missed.len())
            .from(missed.iter().map(|session| session.written.any_of(&["status"]))),
        Figure::count("calls", latest.len()).from(lines.iter().map(Option::as_ref)),
    ];
    let evidence = missed.iter().map(|session| {
        let written = line(session.written.any_of(&["status"]))?;
        Some(Evidence { date: Some(session.when.date), ..written })
    });
    vec![Finding::new(evidence.collect(), figures)]
}

/// Whether a call is behind us in one way or another. Moved ones took place at another time, if they did; of those still
/// planned nobody knows yet.
fn is_over(facts: &Facts<'_>, session: &Session) -> bool {
    match session.status(facts.now) {
        SessionStatus::Held | SessionStatus::NoShow => session.when.date <= facts.today,
        SessionStatus::Cancelled => session.is_past(facts.now),
        SessionStatus::Moved | SessionStatus::Planned => false,
    }
}

/// No call for longer than usual, and none planned.
pub(super) fn gone_quiet(facts: &Facts<'_>) -> Vec<Finding> {
    let is_planned = |session: &&Session| {
        session.status(facts.now) == SessionStatus::Planned && session.when.date >= facts.today
    };
    if facts.record.sessions.iter().any(|session| is_planned(&session)) {
        return Vec::new();
    }
    let last = facts.held().next_back();
    let Some(since) = last.map(|session| session.when.date).or(facts.record.client.since) else {
        return Vec::new();
    };
    let days = facts.days_since(since);
    let usual = usual_interval(facts.record, facts.now).max(SHORTEST);
    if (days as f64) < usual * facts.limits.quiet_factor - DUST {
        return Vec::new();
    }
    let evidence = match last {
        Some(last) => session(last, "date"),
        None => line(facts.record.client.written.key("since")),
    };
    let figures = vec![Figure::days("days", days), Figure::of("usual", usual)];
    vec![Finding::new(vec![evidence], figures)]
}
