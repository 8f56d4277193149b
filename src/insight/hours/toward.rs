//! How far the log is on the way to a credential: what counts there, what doesn't and why, what is missing, and when hours fall
//! out of the window.

use chrono::{Days, Months, NaiveDate};
use serde::Serialize;

use super::calls::{Call, Reason};
use crate::model::client::Fee;
use crate::model::credential::{Asks, Credential};
use crate::model::mark::serialize_rounded;
use crate::model::order::InOrder as _;
use crate::model::session::SessionKind;
use crate::model::statement::Source;

/// After so many days a rule wants to be read again.
const YEAR: i64 = 365;

/// How far the log is on the way to a credential.
#[derive(Debug, Clone, Serialize)]
pub struct Progress {
    /// What `--credential` calls it.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Each figure that is asked for.
    pub asks: Vec<Ask>,
    /// What notes can't show, in words.
    pub prerequisites: Vec<String>,
    /// Whether hours count only from the day on which training began, and no day is written.
    pub needs_training_since: bool,
    /// Whether all figures are there.
    pub reached: bool,
    /// Each call and whether it counts, first to last; those that can't be logged stand among them.
    pub calls: Vec<CallLine>,
    /// What doesn't count, summed up by reason.
    pub not_counted: Vec<LeftOut>,
    /// The rules, and where and when they were read.
    pub rules: Vec<RuleLine>,
}

/// One figure that a credential asks for.
#[derive(Debug, Clone, Serialize)]
pub struct Ask {
    /// `hours`, `paid`, `clients` or `recent`.
    pub what: &'static str,
    /// How much there is.
    #[serde(serialize_with = "serialize_rounded")]
    pub have: f64,
    /// How much is asked for.
    #[serde(serialize_with = "serialize_rounded")]
    pub of: f64,
    /// How much is missing.
    #[serde(serialize_with = "serialize_rounded")]
    pub missing: f64,
    /// For `recent`: of how many months.
    pub months: Option<u32>,
    /// For `recent`: the first day on which hours fall out of the window, and how many.
    pub next_out: Option<FallsOut>,
    /// For `recent`: the first day on which too few are left, if none come to them.
    pub too_few_from: Option<NaiveDate>,
}

/// Hours that fall out of a window.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct FallsOut {
    /// The first day on which they no longer count.
    pub date: NaiveDate,
    /// How many.
    #[serde(serialize_with = "serialize_rounded")]
    pub hours: f64,
}

/// One call and whether it counts.
#[derive(Debug, Clone, Serialize)]
pub struct CallLine {
    /// Whose: the client's id.
    pub client: String,
    /// Its day; nothing for hours from before.
    pub date: Option<NaiveDate>,
    /// How long it was.
    #[serde(serialize_with = "serialize_rounded")]
    pub hours: f64,
    /// Why it doesn't count; nothing where it does.
    pub reason: Option<Reason>,
    /// Where it stands.
    pub source: Option<Source>,
}

/// Calls that don't count for one reason.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeftOut {
    /// The reason.
    pub reason: Reason,
    /// How many calls.
    pub calls: usize,
    /// Their hours.
    #[serde(serialize_with = "serialize_rounded")]
    pub hours: f64,
}

/// One rule and where it was read.
#[derive(Debug, Clone, Serialize)]
pub struct RuleLine {
    /// Where.
    pub source: String,
    /// When.
    pub read: NaiveDate,
    /// Whether that is more than a year ago.
    pub old: bool,
}

/// Why a call that can be logged doesn't count for a credential.
pub fn reason_against(
    call: &Call,
    credential: &Credential,
    training_since: Option<NaiveDate>,
) -> Option<Reason> {
    if call.left_out.is_some() {
        return call.left_out;
    }
    if credential.not_counted().any(|kind| kind == call.kind) {
        return Some(Reason::KindNotCounted);
    }
    let too_large = |size: u32| credential.largest_group().is_some_and(|most| size > most);
    if call.group_size.is_some_and(too_large) {
        return Some(Reason::LargeGroup);
    }
    if !credential.has(&Asks::Letter) && call.client.by_letter {
        return Some(Reason::LetterOnly);
    }
    let since = training_since.filter(|_| credential.has(&Asks::SinceTraining))?;
    match call.day {
        Some(day) if day < since => Some(Reason::BeforeTraining),
        // Of hours from before only the day is known on which the work began.
        None if call.client.since.is_none_or(|begun| begun < since) => Some(Reason::Undated),
        _ => None,
    }
}

/// Holds all calls against a credential.
pub fn progress(
    credential: &Credential,
    calls: &[Call],
    training_since: Option<NaiveDate>,
    today: NaiveDate,
    lists_calls: bool,
) -> Progress {
    let reasons: Vec<Option<Reason>> =
        calls.iter().map(|call| reason_against(call, credential, training_since)).collect();
    let with_reasons = || calls.iter().zip(reasons.iter().copied());
    let counted: Vec<&Call> =
        with_reasons().filter(|(_, reason)| reason.is_none()).map(|(call, _)| call).collect();
    let asks: Vec<Ask> =
        credential.rules.iter().filter_map(|rule| ask(&rule.asks, credential, &counted, today)).collect();
    let prerequisite =
        |asks: &Asks| if let Asks::Prerequisite(text) = asks { Some(text.clone()) } else { None };
    let needs_training_since = training_since.is_none() && credential.has(&Asks::SinceTraining);
    Progress {
        id: credential.id.clone(),
        name: credential.name.clone(),
        reached: !needs_training_since && asks.iter().all(|ask| ask.missing == 0.0),
        asks,
        prerequisites: credential.rules.iter().filter_map(|rule| prerequisite(&rule.asks)).collect(),
        needs_training_since,
        not_counted: sum_up(with_reasons().filter_map(|(call, reason)| Some((reason?, call.minutes / 60.0)))),
        calls: if lists_calls {
            with_reasons().map(|(call, reason)| line(call, reason)).collect()
        } else {
            Vec::new()
        },
        rules: credential
            .rules
            .iter()
            .map(|rule| RuleLine {
                source: rule.source.clone(),
                read: rule.read,
                old: (today - rule.read).num_days() > YEAR,
            })
            .collect(),
    }
}

/// Sums up what is left out, by reason.
pub fn sum_up(left_out: impl Iterator<Item = (Reason, f64)>) -> Vec<LeftOut> {
    let mut sums: Vec<LeftOut> = Vec::new();
    for (reason, hours) in left_out {
        match sums.iter_mut().find(|sum| sum.reason == reason) {
            Some(sum) => (sum.calls, sum.hours) = (sum.calls + 1, sum.hours + hours),
            None => sums.push(LeftOut { reason, calls: 1, hours }),
        }
    }
    sums.put_in_order_by_key(|sum| sum.reason);
    sums
}

fn line(call: &Call, reason: Option<Reason>) -> CallLine {
    CallLine {
        client: call.client.id.clone(),
        date: call.day,
        hours: call.minutes / 60.0,
        reason,
        source: call.source.clone(),
    }
}

fn ask(asks: &Asks, credential: &Credential, counted: &[&Call], today: NaiveDate) -> Option<Ask> {
    let hours = |wanted: &dyn Fn(&Call) -> bool| {
        counted.iter().filter(|call| wanted(call)).map(|call| call.minutes).sum::<f64>() / 60.0
    };
    let (what, have, of, months) = match asks {
        Asks::Hours(of) => ("hours", hours(&|_| true), *of, None),
        Asks::Paid(of) => ("paid", hours(&|call| call.fee == Fee::Paid), *of, None),
        Asks::Clients(of) => ("clients", f64::from(people(credential, counted)), *of, None),
        Asks::Recent { hours: of, months } => {
            let from = months_before(today, *months);
            ("recent", hours(&|call| call.day.is_some_and(|day| day >= from)), *of, Some(*months))
        }
        _ => return None,
    };
    let out = months.map(|months| find_falling_out(counted, months, of, today)).unwrap_or_default();
    Some(Ask { what, have, of, missing: (of - have).max(0.0), months, next_out: out.0, too_few_from: out.1 })
}

/// How many people the counted calls were with. A note's folder is one client, and with groups as many as its largest that counts:
/// those who were there alone are taken to be among them.
fn people(credential: &Credential, counted: &[&Call]) -> u32 {
    let members = credential.has(&Asks::Members);
    let mut most: std::collections::BTreeMap<&str, u32> = std::collections::BTreeMap::new();
    for call in counted.iter().filter(|call| call.minutes > 0.0) {
        let here = call.group_size.filter(|_| members && call.kind != SessionKind::Individual).unwrap_or(1);
        let people = most.entry(&call.client.id).or_default();
        *people = here.max(*people);
    }
    most.values().sum()
}

/// When hours fall out of a window next, and the first day on which fewer than asked for are left in it, if there are enough now.
fn find_falling_out(
    counted: &[&Call],
    months: u32,
    of: f64,
    today: NaiveDate,
) -> (Option<FallsOut>, Option<NaiveDate>) {
    let from = months_before(today, months);
    let mut inside: Vec<(NaiveDate, f64)> = counted
        .iter()
        .filter_map(|call| Some((call.day.filter(|day| *day >= from)?, call.minutes)))
        .collect();
    inside.put_in_order_by_key(|(day, _)| *day);
    let mut left: f64 = inside.iter().map(|(_, minutes)| minutes).sum();
    let is_enough = left >= of * 60.0;
    let (mut next, mut short) = (None, None);
    for chunk in inside.chunk_by(|(a, _), (b, _)| a == b) {
        let minutes: f64 = chunk.iter().map(|(_, minutes)| minutes).sum();
        let date = find_first_day_outside(chunk[0].0, months);
        next = next.or(Some(FallsOut { date, hours: minutes / 60.0 }));
        left -= minutes;
        if is_enough && left < of * 60.0 {
            short = Some(date);
            break;
        }
    }
    (next, short)
}

fn months_before(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN)
}

/// The first day whose window of so many months no longer holds a day. Months differ in length, so it is looked for.
fn find_first_day_outside(day: NaiveDate, months: u32) -> NaiveDate {
    let mut after = day.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX);
    while months_before(after, months) <= day {
        let Some(next) = after.checked_add_days(Days::new(1)) else { break };
        after = next;
    }
    after
}

#[cfg(test)]
mod tests {
    use super::{find_first_day_outside, months_before};

    #[test]
    fn a_window_ends_on_the_first_day_that_no_longer_holds_the_call() {
        for (day, months, wanted) in [
            ("2025-05-24", 18, "2026-11-25"),
            ("2025-08-31", 18, "2027-03-01"),
            ("2024-02-29", 12, "2025-03-01"),
        ] {
            let day: chrono::NaiveDate = day.parse().expect("a day");
            let out = find_first_day_outside(day, months);
            assert_eq!(out.to_string(), wanted);
            assert!(months_before(out, months) > day);
            assert!(months_before(out.pred_opt().expect("a day before"), months) <= day);
        }
    }
}
