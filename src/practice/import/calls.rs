//! The calls that a table or a calendar holds: whose each is, on which day of the practice's own clock.

use std::fmt;

use super::arrive::{Arrival, Entry, Fate};
use crate::model::moment::Moment;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::model::zone::{Zone, ZoneName};
use crate::note::foreign::agenda::{is_agenda, read_events};
use crate::note::foreign::call_record::{CallRecord, Person, Start, find_person};
use crate::note::foreign::log_table::read_table;
use crate::practice::import::arrive::Wishes;
use crate::practice::paths::Kind;
use crate::practice::zones::read_zone;

/// Makes the note of a call that began then.
pub type WriteCall = Box<dyn Fn(&CallRecord, Moment) -> String + Sync>;

/// What has to be known to bring calls in.
pub struct CallsWanted {
    /// Everybody whom a call may be of.
    pub people: Vec<Person>,
    /// Whose calls are wanted, among them.
    pub whose: usize,
    /// The practice's clock.
    pub zone: Option<Zone>,
    /// Makes the note of a call.
    pub write: WriteCall,
}

/// What becomes of each call of a file; none where it holds no table and no calendar.
#[must_use]
pub fn calls_of(path: &str, bytes: &[u8], wishes: Wishes<'_>) -> Option<Vec<Entry>> {
    let is_table = [".csv", ".tsv"].iter().any(|ending| path.to_lowercase().ends_with(ending));
    let entry = |line, fate| Entry { path: path.to_owned(), line, fate };
    let unread = |what: String, hint: &str| {
        Some(vec![entry(None, Fate::Unread(Refusal::with_kind(RefusalKind::Damaged, what, hint)))])
    };
    let Ok(text) = str::from_utf8(bytes) else {
        let hint = "save it as UTF-8, and run this again";
        return is_table
            .then(|| unread("it isn't UTF-8, so names would be read wrongly".to_owned(), hint))?;
    };
    let wanted = wishes.calls?;
    let (records, names_people) = if is_table {
        match read_table(text, wishes.order) {
            Ok(table) => (table.records, table.names_people),
            Err(why) => {
                return unread(
                    why,
                    "call its column `date`, and others `client`, `minutes`, `status`; then run this again",
                );
            }
        }
    } else if is_agenda(text) {
        (read_events(text), true)
    } else {
        return None;
    };
    if records.is_empty() {
        return Some(vec![entry(None, Fate::Empty)]);
    }
    let fate = |record: &CallRecord| {
        if names_people && find_person(record, &wanted.people) != Some(wanted.whose) {
            return Fate::OfAnother(whom(record));
        }
        match read_when(&record.start, wanted.zone.as_ref()) {
            Ok(when) => Fate::Arrives(Box::new(wanted.arrival(record, when))),
            Err(why) => Fate::Unread(Refusal::with_kind(
                RefusalKind::Damaged,
                why,
                "mend that line, or write the call with coach session new",
            )),
        }
    };
    Some(records.iter().map(|record| entry(Some(record.line), fate(record))).collect())
}

/// Whom a record names, in a few words.
fn whom(record: &CallRecord) -> String {
    const MOST: usize = 60;
    let mut named = record.names.iter().chain(&record.emails).chain([&record.title]);
    let named = named.find(|named| !named.trim().is_empty()).map_or("nobody", String::as_str);
    named.chars().take(MOST).collect()
}

/// When a call began on the practice's clock. Where that clock isn't known, of an instant only its day is.
fn read_when(start: &Result<Start, String>, ours: Option<&Zone>) -> Result<Moment, String> {
    let moment = |at: chrono::NaiveDateTime| Moment { date: at.date(), time: Some(at.time()) };
    Ok(match (start.as_ref().map_err(Clone::clone)?, ours) {
        (Start::Local(when), _) => *when,
        (Start::Universal(at), Some(ours)) => moment(ours.clock_at(at.and_utc())),
        (Start::Universal(at), None) => Moment::day(at.date()),
        (Start::Zoned(at, name), Some(ours)) => {
            let theirs = ZoneName::read(name).and_then(|name| read_zone(name).ok());
            // Outlook has names of its own for zones: the hour stays as it was written.
            moment(theirs.map_or(*at, |theirs| ours.clock_at(theirs.instant(*at))))
        }
        (Start::Zoned(at, _), None) => moment(*at),
    })
}

impl CallsWanted {
    fn arrival(&self, record: &CallRecord, when: Moment) -> Arrival {
        Arrival {
            bytes: (self.write)(record, when).into_bytes(),
            when,
            dated_by: if record.from == "ics" { "calendar" } else { "table" }.to_owned(),
            named: None,
            kind: Kind::Session,
            name: when.date.to_string(),
            opening: String::new(),
            days: 0,
            is_document: false,
            is_utf8: true,
            has_other_date: false,
            record: Some((record.from, record.id.clone())),
        }
    }
}

impl fmt::Debug for CallsWanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallsWanted").field("people", &self.people.len()).finish_non_exhaustive()
    }
}
