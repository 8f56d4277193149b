//! The one signal that a digest tells.

use crate::insight::signals::{Noticed, Rule, find_noticed};
use crate::model::moment::Moment;
use crate::model::order::InOrder as _;
use crate::model::record::Record;
use crate::model::settings::Settings;
use crate::model::signal::Signal;
use crate::model::wording::SignalWords;

/// From which call on there is a pattern to be noticed; before it only how the work itself goes.
const THIRD: usize = 3;

/// What the digest says elsewhere already.
pub(super) struct SaidAlready<'a> {
    /// The plans that are asked after.
    pub plans: Vec<&'a str>,
    /// Whether the areas stand there.
    pub areas: bool,
}

/// One signal: of those that may stand in a digest, and that it doesn't say already, the first that has evidence of the last call
/// or since, else the strongest.
pub(super) fn strongest(
    record: &Record,
    settings: &Settings,
    words: &SignalWords,
    said: &SaidAlready<'_>,
    now: Moment,
) -> Vec<Noticed> {
    let held = record.held_sessions(now).count() + record.client.sessions_before as usize;
    let last = record.held_sessions(now).next_back().map(|session| session.when.date);
    let is_wanted = |noticed: &Noticed| {
        let in_prep = Rule::find(noticed.signal).is_some_and(|rule| rule.in_prep);
        let is_early = held + 1 < THIRD && noticed.signal != Signal::AllianceDip;
        let is_said = match noticed.signal {
            Signal::NotReviewed => noticed.plan.as_deref().is_some_and(|plan| said.plans.contains(&plan)),
            Signal::Lopsided => said.areas,
            _ => false,
        };
        in_prep && !is_early && !is_said
    };
    let mut all: Vec<Noticed> =
        find_noticed(record, &settings.signals, words, now).into_iter().filter(is_wanted).collect();
    let is_new = |noticed: &Noticed| noticed.newest.is_some_and(|day| last.is_none_or(|last| day >= last));
    // Stable: among the new ones, and among the others, the strongest first.
    all.put_in_order_by_key(|noticed| !is_new(noticed));
    all.truncate(1);
    all
}
