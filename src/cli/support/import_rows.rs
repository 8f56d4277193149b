//! What is told of each file: one row, in the words that people read.

use chrono::NaiveDate;

use super::import_roster::Roster;
use crate::insight::imported::{ImportResult, ImportedFile};
use crate::model::dates::written::find_week;
use crate::model::moment::Moment;
use crate::model::shell_word::quote;
use crate::note::foreign::owner::Owner;
use crate::practice::import::arrive::{Arrival, Entry, Fate};
use crate::practice::import::gone::GoneCall;
use crate::practice::import::place::{CallChange, Place};
use crate::practice::import::shelf::Shelf;
use crate::practice::paths::Kind;

const GIVE_A_DAY: &str = "put the day into the file's name (2025-03-02.md) or its front matter (date: 2025-03-02), \
or give the same day to all of them with --undated WHEN";
const GIVE_THE_ORDER: &str = "say which number comes first with --dates day-first or --dates month-first";
const ISO_DATES: &str = "check will tell that `date:` isn't written as 2025-03-02 or 2025-03-02T10:00, or not in front matter; --iso-dates writes it so";
const NOT_THEIRS: &str = "what names somebody else, or nobody whom one address or name tells apart, stays out; name the client in \
--client, and give them their `email:`";
const MAKE_NEW: &str =
    "to make the folders of those who aren't clients yet: --new-clients; for one: coach client new NAME";
const NAME_THEM: &str = "name the client in --client, write `client: NAME` into its front matter, or say --each-folder where each folder is one client's";
const WHO_IS_WHO: &str = "say who is who with --who \"NAME=CLIENT\", or --who \"NAME=new\" for somebody else";
const MAP_IT: &str = "fill in the proposed map and run this again with --map FILE";
const SPEAKERS: &str =
    "say who the client is: --speakers NAME=client; if it is a note and no transcript: --from text";
const NAME_SPEAKERS: &str = "write who speaks before what they say (Ann: …), and run this again";
const SPLIT: &str = "--split makes a note of each of its days";

/// What became of each entry; all of one length.
pub struct Settled<'a> {
    /// The entries.
    pub entries: &'a [Entry],
    /// Whose each is.
    pub whose: &'a [Option<usize>],
    /// Where each that can be brought in goes.
    pub places: &'a [Option<Place>],
    /// How much `check` will have to say of each.
    pub problems: &'a [usize],
}

/// One row for each entry.
pub fn make_rows(settled: &Settled<'_>, roster: &Roster, now: Moment, dry_run: bool) -> Vec<ImportedFile> {
    let row = |(at, entry): (usize, &Entry)| {
        let member = settled.whose[at].map(|whose| &roster.members[whose]);
        let begun = ImportedFile { client: member.map(|member| member.id.clone()), ..begin_row(entry) };
        match (&entry.fate, &settled.places[at]) {
            (Fate::Arrives(arrival), Some(place)) => {
                let row = tell_arrival(begun, arrival, place, settled.problems[at], now);
                match place {
                    Place::SameAs(other) => {
                        let other = &settled.entries[*other];
                        let line = other.line.map(|line| format!(":{line}")).unwrap_or_default();
                        let note = format!("the same as {}{line}", other.path);
                        ImportedFile { note: Some(note), ..row }
                    }
                    // Once they are there, they are the user's own to write in.
                    Place::New(_) if dry_run && arrival.has_other_date => {
                        ImportedFile { hint: Some(ISO_DATES.to_owned()), ..row }
                    }
                    _ => row,
                }
            }
            (Fate::Arrives(arrival), None) => tell_whose(begun, &entry.owner, arrival.record.is_some()),
            (Fate::NotAgreed, _) => tell_not_agreed(begun, &entry.owner, roster),
            (fate, _) => tell_why_it_stayed(begun, fate),
        }
    };
    settled.entries.iter().enumerate().map(row).collect()
}

fn begin_row(entry: &Entry) -> ImportedFile {
    ImportedFile {
        path: entry.path.clone(),
        line: entry.line,
        client: None,
        to: None,
        date: None,
        dated_by: None,
        result: ImportResult::Imported,
        note: None,
        hint: None,
    }
}

/// A call that stands here, and that the calendar which it came from doesn't have any more; `series` is told of its series.
pub fn tell_gone(series: &ImportedFile, call: &GoneCall) -> ImportedFile {
    ImportedFile {
        to: Some(call.path.to_string()),
        date: Some(call.when),
        result: ImportResult::SameCall,
        note: Some("no longer there: coach session cancel, or coach session move".to_owned()),
        hint: None,
        ..series.clone()
    }
}

/// Why it isn't known whose something is; of a record of a table or a calendar it is told whom it names.
fn tell_whose(row: ImportedFile, owner: &Owner, is_record: bool) -> ImportedFile {
    let (result, note, hint) = match owner {
        Owner::Stranger(person) => {
            (ImportResult::OfAnother, format!("{} isn't a client", person.name), MAKE_NEW)
        }
        Owner::Similar { name, to } => (
            ImportResult::Similar,
            format!("{name} may be {}, or somebody else", to.join(" or ")),
            WHO_IS_WHO,
        ),
        Owner::Unnamed(why) if is_record => (ImportResult::OfAnother, format!("names {why}"), NOT_THEIRS),
        Owner::Unnamed(why) => (ImportResult::OfAnother, why.clone(), NAME_THEM),
        Owner::Known(_) => (ImportResult::OfAnother, "it can't be placed".to_owned(), NAME_THEM),
    };
    ImportedFile { result, note: Some(note), hint: Some(hint.to_owned()), ..row }
}

/// A transcript of somebody who hasn't agreed to it, or of whom that isn't known.
fn tell_not_agreed(row: ImportedFile, owner: &Owner, roster: &Roster) -> ImportedFile {
    let Owner::Known(at) = owner else { return tell_whose(row, owner, false) };
    let member = &roster.members[*at];
    let note = format!("{} hasn't agreed that calls are recorded", member.name);
    let hint = format!(
        "once they have, write down the day: coach client set {} agreed.recording=today; then run this again",
        quote(&member.id)
    );
    ImportedFile {
        client: Some(member.id.clone()),
        result: ImportResult::NotAgreed,
        note: Some(note),
        hint: Some(hint),
        ..row
    }
}

/// A note that can be brought in, or is there.
fn tell_arrival(
    row: ImportedFile,
    arrival: &Arrival,
    place: &Place,
    problems: usize,
    now: Moment,
) -> ImportedFile {
    let (result, to, note) = match place {
        Place::New(path) => (ImportResult::Imported, Some(path), to_know(arrival, problems, now)),
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
        Place::Known { path, change, is_own } => {
            let whose = if *is_own { "from coach calendar" } else { "this call" };
            let mark = if *is_own { ";" } else { "," };
            let note = match change {
                Some(CallChange::Moved) => format!("{whose}{mark} at another time there: coach session move"),
                Some(CallChange::CalledOff) => {
                    format!("{whose}{mark} called off there: coach session cancel")
                }
                None if *is_own => whose.to_owned(),
                None => "may be this call; --again brings it in too".to_owned(),
            };
            (ImportResult::SameCall, Some(path), Some(note))
        }
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
    let is_session = arrival.shelf == Shelf::Note(Kind::Session);
    let told = [
        arrival
            .encoding
            .map(|_| "not UTF-8: shown with �, and not written to; --utf8 writes it anew".to_owned()),
        arrival.named.map(|day| format!("its name says {day}")),
        (to_come && is_session).then(|| "still to come: counts as planned".to_owned()),
        arrival.is_planned.then(|| "unconfirmed: say what came of it".to_owned()),
        (arrival.days > 0).then(|| format!("holds {} days: --split", arrival.days)),
        arrival.made_by.map(|made_by| match made_by {
            "pandoc" => "by pandoc".to_owned(),
            "page" => "made of a web page".to_owned(),
            encoding => format!("was {encoding}: UTF-8 here"),
        }),
        arrival.has_pictures.then(|| "its pictures stay in the document".to_owned()),
        (problems == 1).then(|| "check has 1 thing to say".to_owned()),
        (problems > 1).then(|| format!("check has {problems} things to say")),
    ];
    let told: Vec<String> = arrival.told.iter().cloned().chain(told.into_iter().flatten()).collect();
    (!told.is_empty()).then(|| told.join("; "))
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
            let week = find_week(&row.path).map(|week| format!("{week} is a week, and no day"));
            let note = week.unwrap_or_else(|| "no date".to_owned());
            (ImportResult::Undated, note, Some(GIVE_A_DAY.to_owned()))
        }
        Fate::OfAnother(whom) => {
            (ImportResult::OfAnother, format!("names {whom}"), Some(NOT_THEIRS.to_owned()))
        }
        Fate::NoSpeaker(names) => {
            let names: Vec<&str> = names.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
            let note = if names.is_empty() {
                "it doesn't say who speaks".to_owned()
            } else {
                format!("none of those who speak is known to be the client: {}", names.join(", "))
            };
            let hint = if names.is_empty() { NAME_SPEAKERS } else { SPEAKERS };
            (ImportResult::NoSpeaker, note, Some(hint.to_owned()))
        }
        Fate::UnknownColumns(why, _) => (ImportResult::UnknownColumns, why.clone(), Some(MAP_IT.to_owned())),
        Fate::Unread(refusal) => (ImportResult::Unread, refusal.what.clone(), Some(refusal.hint.clone())),
        Fate::Empty | Fate::Arrives(_) | Fate::NotAgreed => {
            (ImportResult::Empty, "nothing stands in it".to_owned(), None)
        }
    };
    ImportedFile { result, note: Some(note), hint, ..row }
}
