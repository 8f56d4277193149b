//! Calls and plan reviews as events of a calendar that other programs read: when, and next to nothing else.

use std::sync::Arc;

use chrono::{DateTime, Datelike as _, Days, Duration, NaiveDate, NaiveDateTime, Utc};
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use uuid::{Uuid, uuid};

use super::rhythm::usual_minutes;
use super::view::View;
use crate::model::choice::choices;
use crate::model::client::ClientStatus;
use crate::model::file_name::folder_of;
use crate::model::id::same;
use crate::model::moment::Moment;
use crate::model::needs::Needs;
use crate::model::order::InOrder as _;
use crate::model::plan::{Outcome, Plan};
use crate::model::record::Record;
use crate::model::session::{Session, SessionStatus};
use crate::model::zone::Zone;

/// The namespace of every UID; were it another, each event of each calendar would be a new one.
const NAMESPACE: Uuid = uuid!("6d0f5a3e-2c1b-4a58-9a43-7c6be0f1d2e5");
/// How long a call takes if nothing says so, in minutes.
const MINUTES: u32 = 60;
/// A year by which people say never; iCalendar has four digits for it, and not for the day after.
const NEVER: i32 = 9999;
/// The longest call that is believed, in minutes: a day.
const LONGEST: u32 = 24 * 60;

/// `calendar`.
#[derive(Debug, Clone, Serialize)]
pub struct Calendar {
    /// The time zone of the practice, by its IANA name; without one, times float.
    pub timezone: Option<&'static str>,
    /// The events, in order of time.
    pub events: Vec<Event>,
    /// Whether it names several clients, or says where their calls are.
    #[serde(skip)]
    pub of_several: bool,
    /// The instant of this calendar: of two that hold the same event, the later one counts.
    #[serde(skip)]
    pub stamp: DateTime<Utc>,
}

choices! {
    /// What an event is.
    EventKind {
        /// A call.
        Session = "session",
        /// A day on which the outcome of a plan is looked at.
        Review = "review",
    }
}

choices! {
    /// Whether an event takes place.
    EventStatus {
        /// It does, or did.
        Confirmed = "confirmed",
        /// It doesn't any more: a calendar that holds it is to take it out.
        Cancelled = "cancelled",
    }
}

/// One event.
#[derive(Debug, Clone, Serialize)]
pub struct Event {
    /// The same in every calendar that is ever made of this note, as long as the note keeps its name.
    pub uid: String,
    /// What it is.
    pub kind: EventKind,
    /// Whether it takes place.
    pub status: EventStatus,
    /// What is to be read in the calendar.
    pub title: String,
    /// When it begins.
    pub start: Point,
    /// When it ends; for a whole day, the day after it.
    pub end: Point,
    /// Where it takes place: a place or a link, where that was asked for.
    pub place: Option<String>,
    /// How many minutes ahead a calendar is to remind of it.
    pub alarm: Option<u32>,
}

/// A point in time, as well as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Point {
    /// A whole day.
    Day(NaiveDate),
    /// A time on the wall, wherever that is.
    Floating(NaiveDateTime),
    /// An instant.
    Instant(DateTime<Utc>),
}

impl Calendar {
    /// Its number among the calendars of this practice: see [`revision`].
    #[must_use]
    pub fn revision(&self) -> u32 {
        revision(self.stamp)
    }
}

/// The number of what is made at this instant (`SEQUENCE`, RFC 5545, 3.8.7.4): the minutes since 2020 began. A date that was changed
/// by hand leaves no trace in the note of how often it changed, so the number comes from the clock; calendars that hold an event
/// take a new day or hour for it from a higher number alone.
#[must_use]
pub fn revision(stamp: DateTime<Utc>) -> u32 {
    const START: i64 = 1_577_836_800;
    u32::try_from((stamp.timestamp() - START) / 60).unwrap_or_default()
}

/// What a calendar is made for.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// The first day that is wanted.
    pub since: NaiveDate,
    /// Whether titles say whom and what.
    pub names: bool,
    /// Whether places and links stand in it.
    pub places: bool,
    /// How many minutes ahead of a call to remind of it.
    pub alarm: Option<u32>,
    /// Where the clock hangs.
    pub zone: Option<&'a Zone>,
}

/// What is read for a client's events.
pub const NEEDS: Needs = Needs::KEYS;

/// Makes a client's events. What was called off, moved or looked at ahead of its time is among them as cancelled while its day is to
/// come.
#[must_use]
pub fn client_events(record: &Record, now: Moment, wish: Wish<'_>) -> Vec<(Moment, Event)> {
    let calls =
        record.sessions.iter().filter_map(|session| Some((session.when, call(record, session, now, wish)?)));
    let reviews = record.plans.iter().filter_map(|plan| review(record, plan, wish));
    let is_wanted = |(when, event): &(Moment, Event)| {
        let to_come = event.status == EventStatus::Confirmed || when.date >= now.date;
        when.date >= wish.since && when.date.year() < NEVER && to_come
    };
    calls.chain(reviews).filter(is_wanted).collect()
}

/// What a client's events are called in every calendar that was ever made of them: the note of each, and when it is.
#[must_use]
pub fn list_uids(record: &Record, now: Moment) -> Vec<(String, Arc<str>, Moment)> {
    let calls = record.sessions.iter().filter_map(|session| {
        Some((uid(&uid_path(record, session, now)?), Arc::from(&*session.path), session.when))
    });
    let review = |plan: &Plan| Some((uid(&plan.path), Arc::from(&*plan.path), Moment::day(plan.review?)));
    calls.chain(record.plans.iter().filter_map(review)).collect()
}

/// Makes the calendar of each client's events, by the clients' names.
#[must_use]
pub fn calendar(of_each: Vec<Vec<(Moment, Event)>>, now: Moment, wish: Wish<'_>) -> Calendar {
    let several = of_each.len() > 1;
    let mut events: Vec<(Moment, Event)> = of_each.into_iter().flatten().collect();
    // Those of one moment stay by name.
    events.put_in_order_by_key(|(when, _)| *when);
    Calendar {
        timezone: wish.zone.map(Zone::name),
        events: events.into_iter().map(|(_, event)| event).collect(),
        of_several: (wish.names || wish.places) && several,
        stamp: stamp(now, wish.zone),
    }
}

/// The instant of a calendar that is made now.
pub(super) fn stamp(now: Moment, zone: Option<&Zone>) -> DateTime<Utc> {
    zone.map_or_else(|| now.clock().and_utc(), |zone| zone.instant(now.clock()))
}

/// A call as an event; none for a note that only says where the call was before it was moved, since the event is that of the note
/// where it is now.
pub(super) fn call(record: &Record, session: &Session, now: Moment, wish: Wish<'_>) -> Option<Event> {
    let uid = uid(&uid_path(record, session, now)?);
    let (start, end) = span_call(record, session, now, wish);
    let stands = !matches!(session.status(now), SessionStatus::Cancelled | SessionStatus::Moved);
    let title =
        if wish.names { format!("Session: {}", record.client.display_name()) } else { "Session".to_owned() };
    Some(Event {
        uid,
        kind: EventKind::Session,
        status: status(stands),
        title,
        start,
        end,
        place: wish.places.then(|| session.place.clone().or_else(|| record.client.place.clone())).flatten(),
        alarm: wish.alarm.filter(|_| stands && session.when.time.is_some()),
    })
}

/// The path by which a calendar knows a call: that of the note in which it was first planned, so that a move is a move there, too.
/// None where another note carries the event on.
fn uid_path(record: &Record, session: &Session, now: Moment) -> Option<String> {
    let root = |session: &Session| session.moved_from.first().unwrap_or(&session.id).clone();
    let first = root(session);
    let is_moved = |session: &Session| session.status(now) == SessionStatus::Moved;
    let mut family = record.sessions.iter().filter(|other| same(&root(other), &first));
    let in_place = family.clone().find(|other| same(&other.id, &first) && !is_moved(other));
    let carrier =
        in_place.or_else(|| family.clone().rfind(|other| !is_moved(other))).or_else(|| family.next_back());
    match carrier {
        Some(carrier) if carrier.path != session.path => {
            (!is_moved(session)).then(|| session.path.to_string())
        }
        _ => {
            let folder = folder_of(&session.path);
            Some(if session.moved_from.is_empty() {
                session.path.to_string()
            } else {
                format!("{folder}/{first}.md")
            })
        }
    }
}

/// When a call begins and ends, as well as it is known.
fn span_call(record: &Record, session: &Session, now: Moment, wish: Wish<'_>) -> (Point, Point) {
    if session.when.time.is_some() {
        let known = session.minutes.filter(|minutes| (1..=LONGEST).contains(minutes));
        let minutes = known.or_else(|| usual_minutes(record, now)).unwrap_or(MINUTES).min(LONGEST);
        let start = session.when.clock();
        let length = Duration::minutes(i64::from(minutes));
        match wish.zone.map(|zone| zone.instant(start)) {
            Some(start) => (Point::Instant(start), Point::Instant(start + length)),
            None => (Point::Floating(start), Point::Floating(start + length)),
        }
    } else {
        span_whole_day(session.when.date)
    }
}

/// The day on which a plan is looked at. A draft has none.
fn review(record: &Record, plan: &Plan, wish: Wish<'_>) -> Option<(Moment, Event)> {
    let day = plan.review.filter(|_| plan.outcome != Outcome::Draft)?;
    let stands = plan.outcome == Outcome::Open && record.client.status == ClientStatus::Active;
    let title = if wish.names {
        format!("Plan review: {}, {}", record.client.display_name(), plan.title)
    } else {
        "Plan review".to_owned()
    };
    let (start, end) = span_whole_day(day);
    let (uid, kind) = (uid(&plan.path), EventKind::Review);
    let (place, alarm) = (None, None);
    Some((Moment::day(day), Event { uid, kind, status: status(stands), title, start, end, place, alarm }))
}

fn span_whole_day(day: NaiveDate) -> (Point, Point) {
    (Point::Day(day), Point::Day(day.checked_add_days(Days::new(1)).unwrap_or(day)))
}

const fn status(stands: bool) -> EventStatus {
    if stands { EventStatus::Confirmed } else { EventStatus::Cancelled }
}

/// A UID hangs on the note: client, kind and id are its path. A new date in the same note moves the event; what `session move`
/// plans is another note, which names the one that it comes from. Hashed, since a client's id is theirs (RFC 9562, version 5).
fn uid(path: &str) -> String {
    // An accent is stored in one way on one disk and in another on the next.
    let path: String = path.nfc().collect();
    Uuid::new_v5(&NAMESPACE, path.as_bytes()).to_string()
}

/// It holds no word of a note unless that was asked for; with names or places it is one client's or nobody's.
impl View for Calendar {
    const TEMPLATE: Option<&'static str> = None;

    fn for_client(self) -> Option<Self> {
        let Self { timezone, events, of_several, stamp } = self;
        (!of_several).then_some(Self { timezone, events, of_several, stamp })
    }
}
