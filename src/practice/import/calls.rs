//! The calls that a table or a calendar holds: whose each is, on which day of the practice's own clock.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};

use super::arrive::{Arrival, Fate, Wishes};
use super::drafts::{Draft, find_owner};
use super::payload::Payload;
use super::shelf::Shelf;
use crate::model::moment::Moment;
use crate::model::odd_hour::OddHour;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::model::session::SessionStatus;
use crate::model::zone::{Zone, ZoneName};
use crate::note::foreign::agenda::{read_events, read_own_zone};
use crate::note::foreign::calendar_zones::read_zone_rules;
use crate::note::foreign::call_record::{CallRecord, Start};
use crate::note::foreign::export_kind::ExportKind;
use crate::note::foreign::log_table::{TableRefusal, read_table};
use crate::note::foreign::owner::Owner;
use crate::note::foreign::series::Horizon;
use crate::practice::paths::Kind;
use crate::practice::zones::read_zone;

/// How far ahead events that repeat are followed, in days: the next run brings in the next of them.
pub const AHEAD: i64 = 90;

/// Makes the note of a call that began then.
pub type WriteCall = Box<dyn Fn(&CallRecord, Moment) -> (String, bool) + Sync>;

/// A call or a review of the practice itself, as its calendar tells it to others.
#[derive(Debug, Clone)]
pub struct OwnEvent {
    /// Whose it is, by their place among those who are known.
    pub client: usize,
    /// The note.
    pub path: Arc<str>,
    /// When it is.
    pub when: Moment,
}

/// What has to be known to bring calls in.
pub struct CallsWanted {
    /// What the practice's own calendar holds, by the name that it has there: what comes back is no other call.
    pub own: HashMap<String, OwnEvent>,
    /// The coach's own address.
    pub address: Option<String>,
    /// The practice's clock.
    pub zone: Option<Zone>,
    /// Today: what repeats is worked out from it.
    pub today: NaiveDate,
    /// Makes the note of a call, and says whether nobody has said yet that it was.
    pub write: WriteCall,
}

/// What becomes of each call of a table or a calendar.
pub(super) fn draft_calls(path: &str, text: &str, kind: ExportKind, wishes: Wishes<'_>) -> Vec<Draft> {
    let nobody = || Owner::Unnamed(String::new());
    let one = |line, owner, fate| Draft { path: path.to_owned(), line, owner, content: Err(fate) };
    let unread = |what: String, hint: &str| {
        vec![one(None, nobody(), Fate::Unread(Refusal::with_kind(RefusalKind::Damaged, what, hint)))]
    };
    let Some(wanted) = wishes.calls else { return Vec::new() };
    let zones = ForeignZones::read(if kind == ExportKind::Ics { text } else { "" });
    let only = wishes.owners.and_then(|owners| owners.only);
    let (mut records, names_people): (Vec<Vec<CallRecord>>, bool) = if kind == ExportKind::Csv {
        match read_table(text, wishes.order, wishes.columns, only.is_none()) {
            Ok(table) => (table.records.into_iter().map(|call| vec![call]).collect(), table.names_people),
            Err(TableRefusal::Unknown(why, columns)) => {
                return vec![one(None, nobody(), Fate::UnknownColumns(why, columns))];
            }
            Err(TableRefusal::NoColumn(name)) => {
                let hint = "name the columns as the first line of the table does, or make the map anew";
                return unread(format!("the map names a column `{name}`, which isn't there"), hint);
            }
        }
    } else {
        let instant = |start: &Start| match start {
            Start::Universal(at) => Some(*at),
            Start::Zoned(at, name) => Some(zones.find(name)?.instant(*at).naive_utc()),
            Start::Local(_) => None,
        };
        let last = wanted.today + TimeDelta::days(AHEAD);
        (read_events(text, &Horizon { last, instant: &instant }), true)
    };
    // The coach's own address stands in every invitation, and says nothing of whose a call is.
    if let Some(coach) = wanted.address.as_deref() {
        records
            .iter_mut()
            .flatten()
            .for_each(|record| record.emails.retain(|email| !email.eq_ignore_ascii_case(coach)));
    }
    // Where nobody says which clock the practice goes by, the calendar may say which one it was kept by.
    let own =
        wanted.zone.clone().or_else(|| find_zone(&read_own_zone(text).filter(|_| kind == ExportKind::Ics)?));
    if records.is_empty() {
        return vec![one(None, nobody(), Fate::Empty)];
    }
    // A series is of one person, whom it names once.
    let drafts = |series: &Vec<CallRecord>| -> Vec<Draft> {
        let Some(first) = series.first() else { return Vec::new() };
        let owner = match (wanted.own.get(&first.id), only) {
            (Some(event), _) => Owner::Known(event.client),
            (None, Some(only)) if !names_people => Owner::Known(only),
            (None, _) => find_owner(wishes, |owners| owners.find_for_record(first)),
        };
        if only.is_some_and(|only| owner != Owner::Known(only)) {
            return vec![one(Some(first.line), owner, Fate::OfAnother(name_person(first)))];
        }
        // That one isn't known is said once, not for each of its days.
        let told = if matches!(owner, Owner::Unnamed(_)) { &series[..1] } else { &series[..] };
        told.iter()
            .map(|call| one(Some(call.line), owner.clone(), wanted.decide_fate(call, own.as_ref(), &zones)))
            .collect()
    };
    records.iter().flat_map(drafts).collect()
}

/// Whom a record names, in a few words.
fn name_person(record: &CallRecord) -> String {
    const MOST: usize = 60;
    let mut named = record.names.iter().chain(&record.emails).chain([&record.title]);
    let named = named.find(|named| !named.trim().is_empty()).map_or("nobody", String::as_str);
    named.chars().take(MOST).collect()
}

/// The zones of a calendar: those that everybody knows, and those that it explains itself.
struct ForeignZones(Vec<(String, Zone)>);

impl ForeignZones {
    fn read(text: &str) -> Self {
        let rules = read_zone_rules(text).into_iter();
        Self(rules.filter_map(|(name, rule)| Some((name, Zone::from_rule(&rule)?))).collect())
    }

    fn find(&self, name: &str) -> Option<Zone> {
        let own = || self.0.iter().find(|(own, _)| own == name).map(|(_, zone)| zone.clone());
        find_zone(name).or_else(own)
    }
}

/// The zone of a calendar's name for it, with its changes.
fn find_zone(name: &str) -> Option<Zone> {
    ZoneName::read_foreign(name).and_then(|name| read_zone(name).ok())
}

/// When a call began on the practice's clock. Where that clock isn't known, of an instant only its day is.
fn read_when(
    start: &Result<Start, String>,
    ours: Option<&Zone>,
    zones: &ForeignZones,
) -> Result<Moment, String> {
    let moment = |at: chrono::NaiveDateTime| Moment { date: at.date(), time: Some(at.time()) };
    Ok(match (start.as_ref().map_err(Clone::clone)?, ours) {
        (Start::Local(when), _) => *when,
        (Start::Universal(at), Some(ours)) => moment(ours.clock_at(at.and_utc())),
        (Start::Universal(at), None) => Moment::day(at.date()),
        (Start::Zoned(at, name), Some(ours)) => {
            // Of a zone that nobody knows the hour stays as it was written.
            moment(zones.find(name).map_or(*at, |theirs| ours.clock_at(theirs.instant(*at))))
        }
        (Start::Zoned(at, _), None) => moment(*at),
    })
}

/// A zone that stands with a call and would put it at another hour, if that were meant.
fn tell_beside_zone(record: &CallRecord, when: Moment, clock: &Zone, zones: &ForeignZones) -> Option<String> {
    let name = record.beside_zone.as_deref()?;
    let zone = zones.find(name)?;
    when.time?;
    (zone.instant(when.clock()) != clock.instant(when.clock())).then(|| {
        format!(
            "its hour is read as yours, not as that of {name}; if it is, call the column `start timezone`"
        )
    })
}

/// That an hour is left out or comes twice, by the clock that it was written by or else by the practice's own.
fn tell_odd_hour(
    record: &CallRecord,
    when: Moment,
    ours: Option<&Zone>,
    zones: &ForeignZones,
) -> Option<String> {
    let tell = |when: Moment, zone: &Zone| Some(OddHour::find(when, zone)?.tell(when, zone));
    let written = match &record.start {
        Ok(Start::Zoned(at, name)) => {
            zones.find(name).and_then(|zone| tell(Moment { date: at.date(), time: Some(at.time()) }, &zone))
        }
        _ => None,
    };
    written.or_else(|| tell(when, ours?))
}

impl CallsWanted {
    fn decide_fate(&self, record: &CallRecord, clock: Option<&Zone>, zones: &ForeignZones) -> Fate {
        match read_when(&record.start, clock, zones) {
            Ok(when) => {
                let arrival = self.make_arrival(record, when, zones);
                let told = clock.and_then(|clock| tell_beside_zone(record, when, clock, zones));
                let told = told.into_iter().chain(tell_odd_hour(record, when, clock, zones));
                Fate::Arrives(Box::new(Arrival {
                    told: arrival.told.into_iter().chain(told).collect(),
                    ..arrival
                }))
            }
            Err(why) => {
                let hint = "mend that line, or write the call with coach session new";
                Fate::Unread(Refusal::with_kind(RefusalKind::Damaged, why, hint))
            }
        }
    }

    fn make_arrival(&self, record: &CallRecord, when: Moment, zones: &ForeignZones) -> Arrival {
        let (text, is_planned) = (self.write)(record, when);
        let dated_by = match &record.start {
            Ok(Start::Zoned(_, zone)) if zones.find(zone).is_none() => {
                let kind = if record.from == "ics" { "calendar" } else { "table" };
                format!("{kind}, its hour as it stands there: no zone is called {zone}")
            }
            _ if record.from == "ics" => "calendar".to_owned(),
            _ => "table".to_owned(),
        };
        Arrival {
            payload: Payload::from_held(text.into_bytes()),
            when,
            dated_by,
            named: None,
            shelf: Shelf::Note(Kind::Session),
            name: when.date.to_string(),
            opening: String::new(),
            days: 0,
            made_by: None,
            has_pictures: false,
            encoding: None,
            has_other_date: false,
            record: Some((record.from, record.id.clone())),
            series: record.series.clone(),
            is_planned,
            told: record.told.clone(),
            own: self.own.get(&record.id).cloned(),
            is_off: record.status == Some(SessionStatus::Cancelled),
        }
    }
}

impl fmt::Debug for CallsWanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallsWanted").finish_non_exhaustive()
    }
}
