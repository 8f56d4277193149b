//! Each held call as the log looks at it: how long it was, and why it may not stand in it.

use std::sync::Arc;

use chrono::{Duration, NaiveDate, NaiveDateTime};

use crate::model::choice::choices;
use crate::model::client::{Client, Fee};
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::session::{Session, SessionKind};
use crate::model::statement::Source;

/// A call over this is a slip of the pen until somebody has looked, in minutes.
const LONGEST: u32 = 8 * 60;

choices! {
    /// Why a held call counts nowhere, or not for a credential.
    Reason {
        /// The client hasn't agreed to stand in a log, and no letter of their organisation stands in lieu.
        NoConsent = "no-consent",
        /// Mentor coaching, supervision and assessments are no coaching.
        NotCoaching = "not-coaching",
        /// It says that it took more than eight hours.
        OverEightHours = "over-eight-hours",
        /// A group, and nothing says how many were in it.
        NoGroupSize = "no-group-size",
        /// It overlaps one of the same client that began before it.
        Overlaps = "overlaps",
        /// It was before coach-specific training began.
        BeforeTraining = "before-training",
        /// Hours from before the practice was kept here, and nothing says that they lie after training began.
        Undated = "undated",
        /// More people took part than the body counts.
        LargeGroup = "large-group",
        /// The body doesn't count calls of this kind.
        KindNotCounted = "kind-not-counted",
        /// The body doesn't take a letter in lieu of names.
        LetterOnly = "letter-only",
    }
}

/// A held call, or a client's hours from before the practice was kept here.
#[derive(Debug, Clone)]
pub struct Call {
    /// Whose.
    pub client: Arc<Caller>,
    /// Its day; nothing for hours from before.
    pub day: Option<NaiveDate>,
    /// The line that says how long it was.
    pub source: Option<Source>,
    /// How long it was, in minutes.
    pub minutes: f64,
    /// Whether it was paid for.
    pub fee: Fee,
    /// Who was in it.
    pub kind: SessionKind,
    /// How many.
    pub group_size: Option<u32>,
    /// Why it can't be logged.
    pub left_out: Option<Reason>,
}

/// What the log says of somebody who is called.
#[derive(Debug)]
pub struct Caller {
    /// The id.
    pub id: String,
    /// What they are called in the log. Somebody who hasn't agreed isn't named: the organisation that vouches for them is.
    pub name: String,
    /// Whether an organisation's letter stands in lieu of the name.
    pub by_letter: bool,
    /// How to reach them, where they are named.
    pub contact: Option<String>,
    /// When the work began.
    pub since: Option<NaiveDate>,
}

impl Caller {
    fn of(client: &Client, today: NaiveDate) -> Self {
        let by_letter = is_by_letter(client, today);
        let name = match &client.organisation {
            _ if !by_letter => client.display_name().to_owned(),
            Some(organisation) => format!("By letter: {organisation}"),
            None => "By letter".to_owned(),
        };
        let contact = client.email().filter(|_| !by_letter).map(str::to_owned);
        Self { id: client.id.clone(), name, by_letter, contact, since: client.since }
    }
}

impl Call {
    /// Whether several took part.
    pub const fn is_group(&self) -> bool {
        !matches!(self.kind, SessionKind::Individual)
    }
}

/// Where a session's note says how long it was, else where it stands.
pub fn minutes_line(session: &Session) -> Option<Source> {
    session.written.key_or_name("minutes")
}

/// Whether a client may stand in a log by name.
pub fn has_agreed(client: &Client, today: NaiveDate) -> bool {
    client.log_consent.is_some_and(|day| day <= today)
}

/// Whether an organisation's letter stands in lieu of the name, where the client hasn't agreed.
pub fn is_by_letter(client: &Client, today: NaiveDate) -> bool {
    !has_agreed(client, today) && client.log_letter.is_some_and(|day| day <= today)
}

/// A client's held calls that say how long they were, first to last, and the hours from before if no day is asked for.
pub fn calls(record: &Record, since: Option<NaiveDate>, now: Moment) -> Vec<Call> {
    let client = &record.client;
    let may_stand = has_agreed(client, now.date) || is_by_letter(client, now.date);
    let mut until: Option<NaiveDateTime> = None;
    let caller = Arc::new(Caller::of(client, now.date));
    let mut calls: Vec<Call> = count_before(client, &caller, since.is_none(), may_stand);
    for session in list_held(record, since, now) {
        let Some(minutes) = session.minutes else { continue };
        let mut call = Call {
            client: Arc::clone(&caller),
            day: Some(session.when.date),
            source: minutes_line(session),
            minutes: f64::from(minutes),
            fee: session.fee.unwrap_or(client.fee),
            kind: session.kind,
            group_size: session.group_size.filter(|_| session.kind != SessionKind::Individual),
            left_out: None,
        };
        call.left_out =
            find_odd(&call, session, minutes, until).or_else(|| (!may_stand).then_some(Reason::NoConsent));
        // Only what counts takes up time: of two that overlap the first counts.
        if matches!(call.left_out, None | Some(Reason::NoConsent)) && session.when.time.is_some() {
            until = until.max(Some(session.when.clock() + Duration::minutes(i64::from(minutes))));
        }
        calls.push(call);
    }
    calls
}

/// The sessions that were held by now, from a day on. One that says so of a time to come is a slip.
pub fn list_held(record: &Record, since: Option<NaiveDate>, now: Moment) -> impl Iterator<Item = &Session> {
    record
        .held_sessions(now)
        .filter(move |session| since.is_none_or(|since| session.when.date >= since))
        .filter(move |session| session.when.date <= now.date)
}

fn find_odd(call: &Call, session: &Session, minutes: u32, until: Option<NaiveDateTime>) -> Option<Reason> {
    let is_coaching = matches!(call.kind, SessionKind::Individual | SessionKind::Group | SessionKind::Team);
    let begins = session.when.time.map(|_| session.when.clock());
    if !is_coaching {
        Some(Reason::NotCoaching)
    } else if minutes > LONGEST {
        Some(Reason::OverEightHours)
    } else if call.is_group() && call.group_size.is_none() {
        Some(Reason::NoGroupSize)
    } else if begins.zip(until).is_some_and(|(begins, until)| begins < until) {
        Some(Reason::Overlaps)
    } else {
        None
    }
}

fn count_before(client: &Client, caller: &Arc<Caller>, wanted: bool, may_stand: bool) -> Vec<Call> {
    let hours = client.hours_before;
    let of = |hours: Option<crate::model::mark::Hours>, fee: Fee| {
        let minutes = hours.filter(|hours| wanted && hours.0 > 0.0)?.0 * 60.0;
        Some(Call {
            client: Arc::clone(caller),
            day: None,
            source: Some(Source { path: client.path.clone(), line: 1 }),
            minutes,
            fee,
            kind: SessionKind::Individual,
            group_size: None,
            left_out: (!may_stand).then_some(Reason::NoConsent),
        })
    };
    [of(hours.paid, Fee::Paid), of(hours.pro_bono, Fee::ProBono)].into_iter().flatten().collect()
}
