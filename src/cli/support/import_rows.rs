//! What is told of each file: one row, in the words that people read.

use chrono::NaiveDate;

use crate::insight::imported::{ImportResult, ImportedFile};
use crate::model::moment::Moment;
use crate::practice::import::arrive::{Arrival, Entry, Fate};
use crate::practice::import::place::{Place, problems};
use crate::practice::paths::Kind;

const GIVE_A_DAY: &str = "put the day into the file's name (2025-03-02.md) or its front matter (date: 2025-03-02), \
or give the same day to all of them with --undated WHEN";
const GIVE_THE_ORDER: &str = "say which number comes first with --dates day-first or --dates month-first";
const ISO_DATES: &str =
    "check will tell that `date:` isn't written as 2025-03-02 or 2025-03-02T10:00; --iso-dates writes it so";
const NOT_THEIRS: &str = "what names somebody else, or nobody whom one address or name tells apart, stays out; name the client in \
--client, and give them their `email:`";
const SPLIT: &str = "--split makes a note of each of its days";

/// One row for each entry. The places are those of the entries that can be brought in.
pub fn make_rows(entries: &[Entry], places: &[Place], now: Moment, dry_run: bool) -> Vec<ImportedFile> {
    let arrivals: Vec<&Entry> = entries.iter().filter(|entry| entry.arrival().is_some()).collect();
    let mut places = places.iter();
    let row = |entry: &Entry| match &entry.fate {
        Fate::Arrives(arrival) => {
            let place = places.next()?;
            let row = tell_arrival(begin_row(entry), arrival, place, now);
            Some(match place {
                Place::SameAs(at) => {
                    ImportedFile { note: Some(format!("the same as {}", arrivals[*at].path)), ..row }
                }
                // Once they are there, they are the user's own to write in.
                Place::New(_) if dry_run && arrival.has_other_date => {
                    ImportedFile { hint: Some(ISO_DATES.to_owned()), ..row }
                }
                _ => row,
            })
        }
        fate => Some(tell_why_it_stayed(begin_row(entry), fate)),
    };
    entries.iter().filter_map(row).collect()
}

fn begin_row(entry: &Entry) -> ImportedFile {
    ImportedFile {
        path: entry.path.clone(),
        line: entry.line,
        to: None,
        date: None,
        dated_by: None,
        result: ImportResult::Imported,
        note: None,
        hint: None,
    }
}

/// A note that can be brought in, or is there.
fn tell_arrival(row: ImportedFile, arrival: &Arrival, place: &Place, now: Moment) -> ImportedFile {
    let (result, to, note) = match place {
        Place::New(path) => {
            let problems = problems(path, arrival.kind, arrival.bytes.clone());
            (ImportResult::Imported, Some(path), to_know(arrival, problems, now))
        }
        Place::There(path) => (ImportResult::There, Some(path), None),
        Place::Changed(path) => {
            let note = "begins as this note of that day, and goes on otherwise; --again brings it in too";
            (ImportResult::Changed, Some(path), Some(note.to_owned()))
        }
        Place::SameCall(path) => {
            let note = "may be this call; --again brings it in too";
            (ImportResult::SameCall, Some(path), Some(note.to_owned()))
        }
        Place::SameAs(_) => (ImportResult::Same, None, None),
    };
    let to = to.map(ToString::to_string);
    ImportedFile {
        to,
        date: Some(arrival.when),
        dated_by: Some(arrival.dated_by.clone()),
        result,
        note,
        ..row
    }
}

/// What somebody wants to know of a note that comes in.
fn to_know(arrival: &Arrival, problems: usize, now: Moment) -> Option<String> {
    let to_come = arrival.when.date > now.date;
    let has_pictures = arrival.is_document && memchr::memmem::find(&arrival.bytes, b"![").is_some();
    let told = [
        (!arrival.is_utf8).then(|| "not UTF-8: shown with �, and not written to".to_owned()),
        arrival.named.map(|day| format!("its name says {day}")),
        (to_come && arrival.kind == Kind::Session).then(|| "still to come: counts as planned".to_owned()),
        is_unconfirmed(arrival, now).then(|| "unconfirmed: say what came of it".to_owned()),
        (arrival.days > 0).then(|| format!("holds {} days: --split", arrival.days)),
        arrival.is_document.then(|| "by pandoc".to_owned()),
        has_pictures.then(|| "its pictures stay in the document".to_owned()),
        (problems == 1).then(|| "check has 1 thing to say".to_owned()),
        (problems > 1).then(|| format!("check has {problems} things to say")),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    (!told.is_empty()).then(|| told.join("; "))
}

/// Whether it is a call of a calendar, past and not called off, of which nobody has said yet whether it was.
fn is_unconfirmed(arrival: &Arrival, now: Moment) -> bool {
    let is_planned = memchr::memmem::find(&arrival.bytes, b"\nstatus: planned\n").is_some();
    arrival.record.is_some() && is_planned && arrival.when < now
}

/// A note that isn't brought in.
fn tell_why_it_stayed(row: ImportedFile, fate: &Fate) -> ImportedFile {
    let spoken = |day: &NaiveDate| day.format("%-d %B %Y").to_string();
    let (result, note, hint) = match fate {
        Fate::Ambiguous { by, day_first, month_first } => {
            let note = format!("{by}: {} or {}", spoken(day_first), spoken(month_first));
            (ImportResult::Ambiguous, note, Some(GIVE_THE_ORDER.to_owned()))
        }
        Fate::Undated { days, .. } if *days > 0 => {
            (ImportResult::Undated, format!("{days} days in its headings"), Some(SPLIT.to_owned()))
        }
        Fate::Undated { several: Some(by), .. } => {
            (ImportResult::Undated, format!("several dates: {by}"), Some(GIVE_A_DAY.to_owned()))
        }
        Fate::Undated { several: None, .. } => {
            (ImportResult::Undated, "no date".to_owned(), Some(GIVE_A_DAY.to_owned()))
        }
        Fate::OfAnother(whom) => {
            (ImportResult::OfAnother, format!("names {whom}"), Some(NOT_THEIRS.to_owned()))
        }
        Fate::Unread(refusal) => (ImportResult::Unread, refusal.what.clone(), Some(refusal.hint.clone())),
        Fate::Empty | Fate::Arrives(_) => (ImportResult::Empty, "nothing stands in it".to_owned(), None),
    };
    ImportedFile { result, note: Some(note), hint, ..row }
}
