//! The hours log that credential bodies ask for. Held sessions and the hours from before count, an hour is 60 minutes, groups
//! count by the clock. A client who hasn't agreed to stand in it is left out.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};
use serde::Serialize;

use super::view::{Face, View};
use crate::model::client::Fee;
use crate::model::credential::Credential;
use crate::model::mark::serialize_rounded;
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::session::{Session, SessionKind};
use crate::model::statement::Source;

/// Groups of more people than this want a second look: credential bodies don't count them as coaching.
const LARGEST_GROUP: u32 = 15;

/// `report hours`.
#[derive(Debug, Clone, Serialize)]
pub struct HoursLog {
    /// From when on sessions count; the hours from before only without it.
    pub since: Option<NaiveDate>,
    /// A line a client and kind of work, by name.
    pub clients: Vec<LogLine>,
    /// All of it.
    pub total: Total,
    /// Hours from before the practice was kept here, which lie in no month.
    pub before: Total,
    /// The months with held sessions, first to last.
    pub months: Vec<Month>,
    /// How far that is on the way to each credential.
    pub credentials: Vec<Progress>,
    /// Planned sessions whose time is past and of which nobody has said yet what happened; they aren't counted.
    pub unconfirmed: usize,
    /// Held sessions that don't say how long they took, and so count nothing.
    pub without_minutes: Vec<Source>,
    /// Clients who haven't agreed to stand in the log.
    pub without_consent: usize,
}

/// One line of the log.
#[derive(Debug, Clone, Serialize)]
pub struct LogLine {
    /// The client's id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Whether people were alone in it.
    pub kind: Work,
    /// How many people were in the group, at most.
    pub group_size: Option<u32>,
    /// Whether that is more than credential bodies count.
    pub large: bool,
    /// Where they can be written to.
    pub contact: Option<String>,
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

/// How far the log is on the way to a credential.
#[derive(Debug, Clone, Serialize)]
pub struct Progress {
    /// What it is called.
    pub name: String,
    /// Each thing that is asked for.
    pub asks: Vec<Ask>,
    /// Whether all of it is there.
    pub reached: bool,
}

/// One thing that a credential asks for.
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
    /// For `recent`: of how many months.
    pub months: Option<u32>,
}

/// Adds up the hours of all clients who have agreed to it.
#[must_use]
pub fn hours(
    records: &[Record],
    credentials: &[Credential],
    since: Option<NaiveDate>,
    now: Moment,
) -> HoursLog {
    let counted = |session: &&Session| since.is_none_or(|since| session.when.date >= since);
    let (agreed, others): (Vec<&Record>, Vec<&Record>) =
        records.iter().partition(|record| record.client.log_consent.is_some());
    let mut clients: Vec<LogLine> = Vec::new();
    let mut months: BTreeMap<NaiveDate, Total> = BTreeMap::new();
    let mut log = Log::default();
    for record in &agreed {
        let held: Vec<&Session> = record.held(now).filter(counted).collect();
        for work in [Work::Individual, Work::Group] {
            clients.extend(line(record, work, &held, since.is_none(), &mut log, &mut months));
        }
    }
    clients.sort_by(|a, b| (&a.name, &a.id, a.kind).cmp(&(&b.name, &b.id, b.kind)));
    let unconfirmed = agreed
        .iter()
        .flat_map(|record| record.sessions.iter().filter(counted))
        .filter(|session| session.is_unconfirmed(now));
    HoursLog {
        since,
        credentials: credentials.iter().map(|one| progress(one, &log, &clients, now.date)).collect(),
        total: log.total,
        before: log.before,
        months: months.into_iter().map(|(month, total)| Month { month, total }).collect(),
        unconfirmed: unconfirmed.count(),
        without_minutes: log.without_minutes,
        without_consent: others.iter().filter(|record| has_hours(record, now)).count(),
        clients,
    }
}

/// What is gathered over all clients.
#[derive(Default)]
struct Log {
    total: Total,
    before: Total,
    /// Each session's day and hours.
    days: Vec<(NaiveDate, f64)>,
    without_minutes: Vec<Source>,
}

fn line(
    record: &Record,
    work: Work,
    held: &[&Session],
    before: bool,
    log: &mut Log,
    months: &mut BTreeMap<NaiveDate, Total>,
) -> Option<LogLine> {
    let client = &record.client;
    let sessions: Vec<&Session> = held.iter().copied().filter(|session| work_of(session) == work).collect();
    let earlier = (before && work == Work::Individual).then_some(client.hours_before);
    let earlier = earlier.map(|hours| (hours.paid.map_or(0.0, |h| h.0), hours.pro_bono.map_or(0.0, |h| h.0)));
    let (mut paid, mut given) = earlier.unwrap_or_default();
    if sessions.is_empty() && paid + given == 0.0 {
        return None;
    }
    let has_earlier = paid + given > 0.0;
    for total in [&mut log.total, &mut log.before] {
        total.add(work, Fee::Paid, paid);
        total.add(work, Fee::ProBono, given);
    }
    for session in &sessions {
        let Some(minutes) = session.minutes else {
            log.without_minutes.extend(place(session));
            continue;
        };
        let (hours, fee) = (f64::from(minutes) / 60.0, session.fee.unwrap_or(client.fee));
        *(if fee == Fee::Paid { &mut paid } else { &mut given }) += hours;
        log.total.add(work, fee, hours);
        log.days.push((session.when.date, hours));
        months.entry(first_of_month(session.when.date)).or_default().add(work, fee, hours);
    }
    let group_size = sessions.iter().filter_map(|session| session.group_size).max();
    let first = sessions.first().map(|session| session.when.date);
    Some(LogLine {
        id: client.id.clone(),
        name: client.called().to_owned(),
        kind: work,
        group_size: group_size.filter(|_| work == Work::Group),
        large: work == Work::Group && group_size.is_some_and(|size| size > LARGEST_GROUP),
        contact: client.email().map(str::to_owned),
        start: client.since.filter(|since| has_earlier && first.is_none_or(|first| *since < first)).or(first),
        end: sessions.last().map(|session| session.when.date),
        paid_hours: paid,
        pro_bono_hours: given,
        sources: sessions.iter().filter_map(|session| place(session)).collect(),
    })
}

impl Total {
    fn add(&mut self, work: Work, fee: Fee, hours: f64) {
        *(if fee == Fee::Paid { &mut self.paid_hours } else { &mut self.pro_bono_hours }) += hours;
        *(if work == Work::Individual { &mut self.individual_hours } else { &mut self.group_hours }) += hours;
        self.hours += hours;
    }
}

fn progress(credential: &Credential, log: &Log, clients: &[LogLine], today: NaiveDate) -> Progress {
    let from = today.checked_sub_months(Months::new(credential.months)).unwrap_or(today);
    // Where the earlier hours lie in time isn't known, so only sessions are recent.
    let recent: f64 = log.days.iter().filter(|(day, _)| *day >= from).map(|(_, hours)| hours).sum();
    let mut ids: Vec<&str> = clients.iter().map(|line| line.id.as_str()).collect();
    ids.dedup();
    let asks = [
        ("hours", log.total.hours, credential.hours, None),
        ("paid", log.total.paid_hours, credential.paid, None),
        ("clients", ids.len() as f64, credential.clients as f64, None),
        ("recent", recent, credential.recent, Some(credential.months)),
    ];
    let asks: Vec<Ask> = asks
        .into_iter()
        .filter(|(_, _, of, _)| *of > 0.0)
        .map(|(what, have, of, months)| Ask { what, have, of, months })
        .collect();
    Progress { name: credential.name.clone(), reached: asks.iter().all(|ask| ask.have >= ask.of), asks }
}

fn work_of(session: &Session) -> Work {
    if session.kind == SessionKind::Individual { Work::Individual } else { Work::Group }
}

fn has_hours(record: &Record, now: Moment) -> bool {
    let before = record.client.hours_before;
    record.held(now).next().is_some() || before.paid.is_some() || before.pro_bono.is_some()
}

fn place(session: &Session) -> Option<Source> {
    session.written.any_of(&["minutes"]).and_then(|line| line.source.clone())
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// A log names several clients.
impl View for HoursLog {
    const TEMPLATE: Option<&'static str> = Some("report-hours.md");
    const FACES: &'static [Face] = &[Face::Table];

    fn for_client(self) -> Option<Self> {
        None
    }
}
