//! The hours log that credential bodies ask for, as an auditor would read it. Held sessions and the hours from before count, an
//! hour is 60 minutes, groups count by the clock. There are two totals: what was held, and what may stand in a log.

mod calls;
#[cfg(test)]
mod tests;
mod toward;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

pub use calls::Reason;
pub use toward::{Ask, CallLine, FallsOut, LeftOut, Progress, RuleLine};

use super::view::{Face, View};
use crate::model::client::Fee;
use crate::model::credential::Credential;
use crate::model::kind::Kind;
use crate::model::mark::serialize_rounded;
use crate::model::matching::make_sorting_key;
use crate::model::moment::Moment;
use crate::model::needs::Needs;
use crate::model::order::InOrder as _;
use crate::model::record::Record;
use crate::model::session::Session;
use crate::model::settings::ErasedHours;
use crate::model::statement::Source;
use calls::{Call, calls, has_agreed, is_by_letter, list_held, minutes_line};
use toward::{progress, reason_against, sum_up};

/// `report hours`.
#[derive(Debug, Clone, Serialize)]
pub struct HoursLog {
    /// From when on sessions count; the hours from before only without it.
    pub since: Option<NaiveDate>,
    /// When coach-specific training began.
    pub training_since: Option<NaiveDate>,
    /// The lines of the log, by name: one a client, kind of work and size of group.
    pub clients: Vec<LogLine>,
    /// All that the log holds, and may stand in an application.
    pub total: Total,
    /// All that was held, whether or not it may be logged.
    pub held: Total,
    /// What was held and isn't in the log, by reason: `held` less these is `total`.
    pub left_out: Vec<LeftOut>,
    /// Of the log, hours from before the practice was kept here, which lie in no month.
    pub before: Total,
    /// Of the log, hours from before training began.
    pub before_training: Total,
    /// The months of the log, first to last.
    pub months: Vec<Month>,
    /// How far that is on the way to each credential.
    pub credentials: Vec<Progress>,
    /// The credential that was asked for by its id; the lines and totals are then those that count for it.
    pub credential: Option<String>,
    /// Planned sessions whose time is past and of which nobody has said yet what happened; they aren't counted.
    pub unconfirmed: usize,
    /// Held sessions that don't say how long they took, and so count nothing.
    pub without_minutes: Vec<Source>,
    /// Notes of calls that count nowhere until somebody has looked, and why.
    pub set_aside: Vec<SetAside>,
    /// Clients who were coached and neither agreed to stand in the log nor are covered by a letter.
    pub without_consent: usize,
    /// Hours with people whose records were erased. They are in none of the totals, since no note shows them any more.
    pub erased: ErasedHours,
}

/// A note of a call that counts nowhere until somebody has looked: to count it could be wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SetAside {
    /// Where it stands.
    pub source: Source,
    /// Why it doesn't count.
    pub message: String,
    /// How to mend it.
    pub hint: String,
}

/// One line of the log.
#[derive(Debug, Clone, Serialize)]
pub struct LogLine {
    /// The client's id.
    pub id: String,
    /// Their name; where a letter stands in lieu of it, whose letter.
    pub name: String,
    /// Whether people were alone in it.
    pub kind: Work,
    /// How many people were in the group.
    pub group_size: Option<u32>,
    /// Where they can be written to.
    pub contact: Option<String>,
    /// Whether a letter stands in lieu of the name.
    pub by_letter: bool,
    /// The first day.
    pub start: Option<NaiveDate>,
    /// The last day.
    pub end: Option<NaiveDate>,
    /// Paid hours.
    #[serde(serialize_with = "serialize_rounded")]
    pub paid_hours: f64,
    /// Hours given.
    #[serde(serialize_with = "serialize_rounded")]
    pub pro_bono_hours: f64,
    /// The sessions that were counted.
    pub sources: Vec<Source>,
}

/// Whether people were alone in the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Work {
    /// One person.
    Individual,
    /// A group or a team.
    Group,
}

/// Hours, in all and of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Total {
    /// Paid hours.
    #[serde(serialize_with = "serialize_rounded")]
    pub paid_hours: f64,
    /// Hours given.
    #[serde(serialize_with = "serialize_rounded")]
    pub pro_bono_hours: f64,
    /// Hours with one person.
    #[serde(serialize_with = "serialize_rounded")]
    pub individual_hours: f64,
    /// Hours with several.
    #[serde(serialize_with = "serialize_rounded")]
    pub group_hours: f64,
    /// Both.
    #[serde(serialize_with = "serialize_rounded")]
    pub hours: f64,
}

/// One month.
#[derive(Debug, Clone, Serialize)]
pub struct Month {
    /// Which: its first day.
    pub month: NaiveDate,
    /// Its hours.
    #[serde(flatten)]
    pub total: Total,
}

/// What a log is made for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Purpose<'a> {
    /// From when on sessions count.
    pub since: Option<NaiveDate>,
    /// When coach-specific training began.
    pub training_since: Option<NaiveDate>,
    /// What credential bodies ask for.
    pub credentials: &'a [Credential],
    /// The one that the log is for.
    pub credential: Option<&'a Credential>,
    /// Whether each call is listed, beside the sums, and where it stands.
    pub lists_calls: bool,
    /// Hours with people whose records were erased.
    pub erased: ErasedHours,
}

/// What one client adds to the log.
#[derive(Debug)]
pub struct ClientHours {
    calls: Vec<Call>,
    unconfirmed: usize,
    without_minutes: Vec<Source>,
    set_aside: Vec<SetAside>,
    is_left_out: bool,
}

impl ClientHours {
    /// The same where nobody reads where each call stands.
    #[must_use]
    pub fn without_places(mut self) -> Self {
        self.calls.iter_mut().for_each(|call| call.source = None);
        self
    }
}

/// What is read for the hours of a client.
pub const NEEDS: Needs = Needs::KEYS;

/// Makes what a client's calls from a day on add to the log.
#[must_use]
pub fn client_hours(record: &Record, since: Option<NaiveDate>, now: Moment) -> ClientHours {
    let calls = calls(record, since, now);
    let may_stand = has_agreed(&record.client, now.date) || is_by_letter(&record.client, now.date);
    let from_day = |session: &&Session| since.is_none_or(|since| session.when.date >= since);
    let sessions = record.sessions.iter().filter(from_day);
    let without_minutes = list_held(record, since, now).filter(|session| session.minutes.is_none());
    ClientHours {
        unconfirmed: sessions.filter(|session| session.is_unconfirmed(now)).count(),
        without_minutes: without_minutes
            .map(|session| minutes_line(session).unwrap_or_else(|| session_line(session)))
            .collect(),
        set_aside: set_aside(record, since).collect(),
        // Somebody was coached and may not stand in the log.
        is_left_out: !may_stand && !calls.is_empty(),
        calls,
    }
}

/// Adds up the hours of all clients.
#[must_use]
pub fn hours(of_each: Vec<ClientHours>, purpose: Purpose<'_>, now: Moment) -> HoursLog {
    let Purpose { since, training_since, credentials, credential, lists_calls, erased } = purpose;
    let mut all = Vec::with_capacity(of_each.iter().map(|one| one.calls.len()).sum());
    let (mut unconfirmed, mut without_consent) = (0, 0);
    let (mut without_minutes, mut set_aside) = (Vec::new(), Vec::new());
    for one in of_each {
        all.extend(one.calls);
        unconfirmed += one.unconfirmed;
        without_minutes.extend(one.without_minutes);
        set_aside.extend(one.set_aside);
        without_consent += usize::from(one.is_left_out);
    }
    let against = |call: &Call| match credential {
        Some(one) => reason_against(call, one, training_since),
        None => call.left_out,
    };
    let logged: Vec<&Call> = all.iter().filter(|call| against(call).is_none()).collect();
    let before_training =
        |call: &&&Call| training_since.is_some_and(|since| call.day.is_some_and(|day| day < since));
    HoursLog {
        since,
        training_since,
        clients: lines(&logged, lists_calls),
        total: Total::sum(logged.iter().copied()),
        held: Total::sum(&all),
        left_out: sum_up(all.iter().filter_map(|call| Some((against(call)?, call.minutes / 60.0)))),
        before: Total::sum(logged.iter().copied().filter(|call| call.day.is_none())),
        before_training: Total::sum(logged.iter().filter(before_training).copied()),
        months: months(&logged),
        credentials: credentials
            .iter()
            .filter(|one| credential.is_none_or(|wanted| wanted.id == one.id))
            .map(|one| progress(one, &all, training_since, now.date, lists_calls))
            .collect(),
        credential: credential.map(|one| one.id.clone()),
        unconfirmed,
        without_minutes,
        set_aside,
        without_consent,
        erased,
    }
}

/// The calls of a client that were set aside, those of which nobody can tell the day among them.
fn set_aside(record: &Record, since: Option<NaiveDate>) -> impl Iterator<Item = SetAside> {
    let is_before = move |path: &str| {
        let call = record.doubted.sessions.iter().find(|session| *session.path == *path);
        since.is_some_and(|since| call.is_some_and(|call| call.when.date < since))
    };
    let of_calls = |path: &str| path.split('/').rev().nth(1) == Some(Kind::Session.folder());
    let why = record.doubted.why.iter().filter(move |why| of_calls(&why.path) && !is_before(&why.path));
    why.map(|why| SetAside {
        source: Source { path: why.path.as_str().into(), line: why.line },
        message: why.message.clone(),
        hint: why.hint.clone(),
    })
}

fn session_line(session: &Session) -> Source {
    Source { path: session.path.clone(), line: 1 }
}

/// The lines of the log: a group of eight and one of thirty of the same client stand apart, since a body may count only one.
fn lines(logged: &[&Call], lists_calls: bool) -> Vec<LogLine> {
    let mut lines: BTreeMap<(&str, Work, Option<u32>), LogLine> = BTreeMap::new();
    for call in logged {
        let client = &call.client;
        let work = work_of(call);
        let line = lines.entry((&client.id, work, call.group_size)).or_insert_with(|| LogLine {
            id: client.id.clone(),
            by_letter: client.by_letter,
            name: client.name.clone(),
            kind: work,
            group_size: call.group_size,
            contact: client.contact.clone(),
            start: None,
            end: None,
            paid_hours: 0.0,
            pro_bono_hours: 0.0,
            sources: Vec::new(),
        });
        // Minutes until all are there: whole numbers add up exactly.
        *(if call.fee == Fee::Paid { &mut line.paid_hours } else { &mut line.pro_bono_hours }) +=
            call.minutes;
        let began = call.day.or(client.since);
        line.start = [line.start, began].into_iter().flatten().min();
        line.end = line.end.max(call.day);
        line.sources.extend(call.source.clone().filter(|_| lists_calls));
    }
    let mut lines: Vec<LogLine> = lines.into_values().collect();
    lines.put_in_order_by_key(|line| {
        (make_sorting_key(&line.name), line.id.clone(), line.kind, line.group_size)
    });
    for line in &mut lines {
        line.paid_hours /= 60.0;
        line.pro_bono_hours /= 60.0;
    }
    lines
}

fn months(logged: &[&Call]) -> Vec<Month> {
    let mut months: BTreeMap<NaiveDate, Vec<&Call>> = BTreeMap::new();
    for call in logged {
        let Some(month) = call.day.and_then(|day| day.with_day(1)) else { continue };
        months.entry(month).or_default().push(call);
    }
    months.into_iter().map(|(month, calls)| Month { month, total: Total::sum(calls) }).collect()
}

impl Total {
    fn sum<'a>(calls: impl IntoIterator<Item = &'a Call>) -> Self {
        let mut total = Self::default();
        for call in calls {
            *(if call.fee == Fee::Paid { &mut total.paid_hours } else { &mut total.pro_bono_hours }) +=
                call.minutes;
            *(if call.is_group() { &mut total.group_hours } else { &mut total.individual_hours }) +=
                call.minutes;
            total.hours += call.minutes;
        }
        for minutes in [
            &mut total.paid_hours,
            &mut total.pro_bono_hours,
            &mut total.individual_hours,
            &mut total.group_hours,
            &mut total.hours,
        ] {
            *minutes /= 60.0;
        }
        total
    }
}

fn work_of(call: &Call) -> Work {
    if call.is_group() { Work::Group } else { Work::Individual }
}

/// A log names several clients.
impl View for HoursLog {
    const TEMPLATE: Option<&'static str> = Some("report-hours.md");
    const FACES: &'static [Face] = &[Face::Page, Face::Table];

    fn for_client(self) -> Option<Self> {
        None
    }
}
