//! Signals about calls: those that were called off, by whom, and silence.

use super::DUST;
use super::evidence::{Basis, Figure};
use super::facts::Facts;
use super::finding::Finding;
use crate::insight::rhythm::usual_interval;
use crate::model::session::{Session, SessionStatus, Side};

/// How many of the latest past calls are looked at for those that the client called off.
const LATEST_BY_CLIENT: usize = 4;
/// And for those that the coach called off.
const LATEST_BY_COACH: usize = 6;
/// How many of them are noticed.
const CALLED_OFF: usize = 2;
/// A call that is moved by no more days than this took place all the same.
const MOVED_DAYS: i64 = 7;
/// The shortest usual interval, in days.
const SHORTEST: f64 = 14.0;

/// Calls that the coach called off.
pub(super) fn called_off(facts: &Facts<'_>) -> Vec<Finding> {
    find_called_off(facts, Side::Coach, LATEST_BY_COACH)
}

/// Calls that the client called off or didn't come to.
pub(super) fn missed_calls(facts: &Facts<'_>) -> Vec<Finding> {
    find_called_off(facts, Side::Client, LATEST_BY_CLIENT)
}

fn find_called_off(facts: &Facts<'_>, side: Side, most: usize) -> Vec<Finding> {
    let past = facts.record.sessions.iter().rev().filter(|session| is_past_call(facts, session));
    let latest: Vec<&Session> = past.take(most).collect();
    let mut off: Vec<&Session> =
        latest.iter().copied().filter(|session| who_called_off(facts, session) == Some(side)).collect();
    if off.len() < CALLED_OFF {
        return Vec::new();
    }
    off.reverse();
    let status = |session: &&Session| session.written.key("status");
    let [of_off, of_all] = [&off, &latest].map(|some| some.iter().map(status).collect::<Vec<_>>());
    let figures =
        vec![Figure::count("off", off.len()).from(of_off), Figure::count("calls", latest.len()).from(of_all)];
    let days: Vec<String> = off.iter().map(|session| facts.day(session.when.date)).collect();
    let told = |basis: Basis, session: &&Session| {
        let phrase = match (session.status(facts.now), side) {
            (SessionStatus::NoShow, _) => "they didn't come",
            (SessionStatus::Moved, _) => "moved",
            (_, Side::Client) => "called off by them",
            (_, Side::Coach) => "called off by you",
        };
        basis.session(session, Some(phrase))
    };
    vec![Finding::new(off.iter().fold(Basis::default(), told), figures).with_name("days", &days.join(", "))]
}

/// A past call: one that was held, or one of which somebody said that it didn't happen.
fn is_past_call(facts: &Facts<'_>, session: &Session) -> bool {
    let says_no =
        |status| matches!(status, SessionStatus::NoShow | SessionStatus::Cancelled | SessionStatus::Moved);
    session.is_held(facts.now) || session.written_status.is_some_and(says_no)
}

/// Who called off a call, if it was: the client where they didn't come. One that was moved counts where the next call that was held
/// or is planned lies more than a week behind it.
fn who_called_off(facts: &Facts<'_>, session: &Session) -> Option<Side> {
    match session.status(facts.now) {
        SessionStatus::NoShow => Some(Side::Client),
        SessionStatus::Cancelled => session.cancelled_by,
        SessionStatus::Moved => {
            let takes_place = |other: &&Session| {
                matches!(other.status(facts.now), SessionStatus::Held | SessionStatus::Planned)
                    && other.when.date >= session.when.date
            };
            let next = facts.record.sessions.iter().find(takes_place)?;
            let days = (next.when.date - session.when.date).num_days();
            session.cancelled_by.filter(|_| days > MOVED_DAYS)
        }
        SessionStatus::Held | SessionStatus::Planned => None,
    }
}

/// No call for longer than usual, and none planned within what is usual.
pub(super) fn gone_quiet(facts: &Facts<'_>) -> Vec<Finding> {
    let usual = usual_interval(facts.record, facts.now).max(SHORTEST);
    let is_near = |session: &Session| {
        let ahead = (session.when.date - facts.today).num_days();
        session.status(facts.now) == SessionStatus::Planned && ahead >= 0 && ahead as f64 <= usual + DUST
    };
    if facts.record.sessions.iter().any(is_near) {
        return Vec::new();
    }
    let last = facts.held_sessions().next_back();
    let Some(since) = last.map(|session| session.when.date).or(facts.record.client.since) else {
        return Vec::new();
    };
    let days = facts.days_since(since);
    if (days as f64) < usual * facts.limits.quiet_factor - DUST {
        return Vec::new();
    }
    let basis = last.map_or_else(Basis::default, |last| Basis::default().session(last, None));
    let line = last.map_or_else(|| facts.record.client.written.key("since"), |_| None);
    let figures = vec![Figure::days("days", days).from([line]), Figure::new("usual", usual)];
    vec![Finding::new(basis, figures).with_variant(if last.is_some() { "" } else { "never-met" })]
}
