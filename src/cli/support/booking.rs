//! Booking a call: its note, what is usual with the client, and what else takes place at that time.

use std::sync::Arc;

use anyhow::{anyhow, bail};
use chrono::Duration;
use serde::Serialize;

use crate::acts::birth::{give_keys, read_back};
use crate::acts::call_keys::CallKeys;
use crate::cli::support::context::Context;
use crate::insight::rhythm::suggest_next;
use crate::insight::which::at_hand::calls_of;
use crate::model::dates::Direction;
use crate::model::dates::typed::read_typed_date;
use crate::model::dates::typed::usual::{SaidOfNext, read_next};
use crate::model::dates::typed::zone::{TypedZone, split_zone};
use crate::model::kind::Kind;
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::session::{Session, SessionStatus};
use crate::model::shell_word::quote;
use crate::model::zone::{Zone, ZoneName, clock_in};
use crate::practice::Practice;
use crate::practice::paths;
use crate::practice::zones::{read_clocks, read_zone};

/// What `new-session.md` is filled with. Typed keys never meet the text of the template; the list is there for those that loop over it.
#[derive(Serialize)]
struct NewSession {
    date: String,
    status: &'static str,
    keys: [(&'static str, String); 0],
}

/// How long a call is taken to be where nothing says it, in minutes.
const UNSAID: u32 = 60;

/// Plans a call with further keys and what is usual with the client; what else takes place then is said, the call that it
/// takes the place of apart. Gives the note's path.
pub fn book_call(
    context: &Context,
    practice: &Practice,
    record: &Record,
    when: Moment,
    keys: &CallKeys,
    instead_of: Option<&Session>,
) -> anyhow::Result<Arc<str>> {
    let wanted = Wanted {
        record,
        when,
        minutes: keys.minutes.or(record.client.minutes).unwrap_or(UNSAID),
        instead_of,
    };
    wanted.say_what_else(context, practice);
    let status = SessionStatus::for_new(when, context.now);
    if status == SessionStatus::Held {
        context.ui.say(&format!("{} is past: it counts as held", when.to_spoken()));
    }
    make_session_note(context, practice, record, when, status, keys)
}

/// A day and hour as they are typed for a call. A time zone behind them, or `theirs` for the client's own, is the clock that they
/// are read on; the practice's own time is what is written.
pub fn read_when(
    context: &Context,
    practice: &Practice,
    record: &Record,
    typed: &str,
) -> anyhow::Result<Moment> {
    let Some((words, zone)) = part_zone(record, typed)? else {
        let when = context.read_date(typed, Direction::PlansAhead)?;
        say_their_clock(context, practice, record, when);
        return Ok(when);
    };
    let hint = "write `timezone: Europe/Paris`, or what it is where you are, into coach.yaml";
    let ours = practice.settings().value.timezone;
    let ours = read_zone(ours.ok_or_else(|| Refusal::missing("your own time zone isn't known", hint))?)?;
    let now = context.now.time.map(|time| clock_in(context.now.date.and_time(time), &ours, &zone));
    let now = now.map_or(context.now, |now| Moment { date: now.date(), time: Some(now.time()) });
    let there = read_typed_date(words, now, Direction::PlansAhead).map_err(|error| anyhow!("{error}"))?;
    let Some(time) = there.time else {
        bail!(Refusal::missing(
            format!("`{typed}` has no hour"),
            "a time zone needs one, as in \"wed 8:00 Asia/Tokyo\""
        ));
    };
    context.tell_odd_hour_in(there, Some(&zone));
    let here = clock_in(there.date.and_time(time), &zone, &ours);
    let when = Moment { date: here.date(), time: Some(here.time()) };
    context.ui.say(&format!("{typed}: {} here", when.to_spoken()));
    context.tell_odd_hour_in(when, Some(&ours));
    Ok(when)
}

/// The words before a time zone, if one ends what was typed.
fn part_zone<'a>(record: &Record, typed: &'a str) -> anyhow::Result<Option<(&'a str, Zone)>> {
    let (words, zone) = split_zone(typed);
    let name = match zone {
        None => return Ok(None),
        Some(TypedZone::Theirs) => {
            let hint = format!(
                "coach client set {} timezone=Asia/Tokyo, or where they are",
                quote(&record.client.id)
            );
            let missing = || {
                Refusal::missing(
                    format!("the time zone of {} isn't known", record.client.display_name()),
                    hint,
                )
            };
            record.client.timezone.ok_or_else(missing)?
        }
        Some(TypedZone::Named(name)) => ZoneName::read(&name).ok_or_else(|| {
            let hint = ZoneName::find_nearest(&name).map_or_else(
                || "write its IANA name, such as Europe/Paris".to_owned(),
                |near| format!("did you mean {}?", near.name()),
            );
            Refusal::invalid(format!("`{name}` isn't a time zone that is known"), hint)
        })?,
    };
    Ok(Some((words, read_zone(name)?)))
}

/// Says what the client's clock shows then, where it shows something else.
fn say_their_clock(context: &Context, practice: &Practice, record: &Record, when: Moment) {
    let clocks = read_clocks(practice.settings().value.timezone, record.client.timezone);
    if let Some(there) = clocks.to_theirs(when, record.client.timezone) {
        context.ui.say(&format!("on the clock of {}: {}", record.client.display_name(), there.to_spoken()));
    }
}

/// Makes the note of a call with further keys and what is usual with the client, numbered within its day. Gives its path.
pub fn make_session_note(
    context: &Context,
    practice: &Practice,
    record: &Record,
    when: Moment,
    status: SessionStatus,
    keys: &CallKeys,
) -> anyhow::Result<Arc<str>> {
    let client = &record.client.id;
    let view = NewSession { date: when.to_string(), status: status.word(), keys: [] };
    let head = context.fill(practice, "new-session.md", &view)?;
    let path =
        paths::note(client, Kind::Session, &practice.free_id(client, Kind::Session, &when.date.to_string()));
    let mut keys = keys.clone();
    if status == SessionStatus::Planned {
        keys.minutes = keys.minutes.or(record.client.minutes);
    }
    let note = give_keys(&path, &head, &keys.list())?;
    read_back(Some(Kind::Session), &path, &note)?;
    practice.create(&path, &note)?;
    Ok(path)
}

/// A call that is to be booked.
struct Wanted<'a> {
    record: &'a Record,
    when: Moment,
    minutes: u32,
    instead_of: Option<&'a Session>,
}

impl Wanted<'_> {
    /// Says which other calls take place at that time, and whether the client has one on that day already.
    fn say_what_else(&self, context: &Context, practice: &Practice) {
        let day = Moment::day(self.when.date);
        let near = practice.clients_naming(day);
        let records: Vec<Record> = near.iter().map(|id| practice.record(id).value).collect();
        for (other, call) in calls_of(&records, day) {
            if self.instead_of.is_some_and(|moved| moved.path == call.path) {
                continue;
            }
            let called = other.client.display_name();
            let hour =
                call.when.time.map_or_else(String::new, |time| format!(" at {}", time.format("%H:%M")));
            if self.overlaps(call) {
                let whose = if context.global.shared { "another call" } else { called };
                context.ui.say(&format!("it overlaps with {whose}{hour}; it is planned all the same"));
            } else if other.client.id == self.record.client.id {
                context.ui.say(&format!("there is another call with {called} on that day{hour}"));
            }
        }
    }

    /// Whether a call of which the hour is known takes place at the same time.
    fn overlaps(&self, other: &Session) -> bool {
        let ends = self.when.clock() + Duration::minutes(i64::from(self.minutes));
        let both = self.when.time.is_some() && other.when.time.is_some();
        both && self.when.clock() < other.end() && other.when.clock() < ends
    }
}

/// When the next call is: on another day, or later on this one, where both hours are known. `usual` and `same time` go by the call that
/// it follows.
pub fn read_next_call(
    context: &Context,
    record: &Record,
    after: Moment,
    typed: &str,
) -> anyhow::Result<Option<Moment>> {
    let next = match read_next(typed) {
        SaidOfNext::None => return Ok(None),
        SaidOfNext::Usual => {
            let next = suggest_next(record, after, context.now);
            context.ui.say(&format!("{typed}: {}", next.to_spoken()));
            context.tell_odd_hour(next)?;
            next
        }
        SaidOfNext::SameHour(day) => {
            let Some(hour) = after.time else {
                let what = format!("the call of {} has no hour", after.to_spoken());
                bail!(Refusal::invalid(what, "name one, as in \"friday 10:00\""));
            };
            let day = read_typed_date(&day, context.now, Direction::PlansAhead)
                .map_err(|error| anyhow!("{error}"))?;
            let next = Moment { date: day.date, time: Some(day.time.unwrap_or(hour)) };
            context.ui.say(&format!("{typed}: {}", next.to_spoken()));
            context.tell_odd_hour(next)?;
            next
        }
        SaidOfNext::When(typed) => context.read_date(&typed, Direction::PlansAhead)?,
    };
    let now = context.now;
    let later_today = next.date == now.date && now.time.is_some() && next.time > now.time;
    if next.date > now.date || later_today {
        return Ok(Some(next));
    }
    bail!(Refusal::invalid(format!("{} isn't to come any more", next.to_spoken()), "name a later day"))
}
