//! Where each note goes, and which ones stand there already. They are known again by their bytes, so no list has to be kept;
//! one that was worked on since is known by its day and its first lines.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use rayon::prelude::*;

use super::arrive::Arrival;
use crate::model::id;
use crate::model::problem::Loaded;
use crate::note::foreign::read_opening;
use crate::note::parsed::Note;
use crate::note::read::{self, stem};
use crate::practice::Practice;
use crate::practice::paths::{self, Kind};

/// A note of the client that is there already.
#[derive(Debug)]
pub struct Standing {
    /// Its file, from the root.
    pub path: Arc<str>,
    /// What kind of note it is.
    pub kind: Kind,
    /// The day that it is of.
    pub day: Option<NaiveDate>,
    /// Its bytes; none where it can't be read.
    pub bytes: Vec<u8>,
    /// Its first lines.
    pub opening: String,
    /// Its hour, where it has one.
    pub hour: Option<NaiveTime>,
    /// The kind of file and the name there of what it was brought in from.
    pub record: Option<(String, String)>,
}

/// Where a note goes, or why it doesn't.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A new file, from the root.
    New(Arc<str>),
    /// Its bytes stand here already.
    There(Arc<str>),
    /// A note of that day that begins alike stands here: it was worked on since, or this one was.
    Changed(Arc<str>),
    /// A call stands here that may be the same one: of its day, and of its hour as far as that is known.
    SameCall(Arc<str>),
    /// One that comes in with it has the same day and the same bytes.
    SameAs(usize),
}

impl Practice {
    /// The sessions and notes of a client, for holding others against them.
    #[must_use]
    pub fn load_standing(&self, client: &str) -> Loaded<Vec<Standing>> {
        let mut standing = Loaded::<Vec<Standing>>::default();
        for kind in [Kind::Session, Kind::Note] {
            let notes = self.bytes_of_all(client, kind).take(&mut standing.problems);
            let known = notes.into_par_iter().map(|(path, bytes)| {
                let note = Note::from_bytes(&path, bytes.clone()).value;
                let when = read::day_of(&note);
                let (day, hour) = (when.map(|when| when.date), when.and_then(|when| when.time));
                Standing {
                    kind,
                    day,
                    hour,
                    opening: read_opening(&note),
                    record: record_of(&note),
                    bytes,
                    path,
                }
            });
            standing.value.par_extend(known);
        }
        standing
    }
}

/// What a note says under `imported:` of where it came from.
fn record_of(note: &Note) -> Option<(String, String)> {
    let imported = note.front.follow(&note.front.root.as_ref()?.known_entry("imported")?.value)?;
    let text = |key: &str| Some(note.front.follow(&imported.entry(key)?.value)?.text()?.to_owned());
    Some((text("from")?, text("id")?))
}

/// Finds the calls of a table or a calendar that stand there: by the other program's name for them, wherever they were moved to
/// since, then by their day and hour, since a call that counts twice is worse than one that has to be asked for with `--again`.
fn recognise_calls(
    arrivals: &[&Arrival],
    standing: &[Standing],
    places: &mut [Option<Place>],
    known: &mut HashSet<usize>,
) {
    type IsSame = fn(&Arrival, &Standing) -> bool;
    let by_record: IsSame = |arrival, note| {
        let pair = |record: &(String, String)| (record.0.clone(), record.1.clone());
        note.record.as_ref().map(pair)
            == arrival.record.as_ref().map(|(from, id)| ((*from).to_owned(), id.clone()))
    };
    let by_hour: IsSame = |arrival, note| {
        let hours = (arrival.when.time, note.hour);
        note.kind == Kind::Session
            && note.day == Some(arrival.when.date)
            && (hours.0 == hours.1 || hours.0.is_none() || hours.1.is_none())
    };
    for is_same in [by_record, by_hour] {
        for (arrival, place) in arrivals.iter().zip(places.iter_mut()) {
            if place.is_some() || arrival.record.is_none() {
                continue;
            }
            let mut others = (0..standing.len()).filter(|at| !known.contains(at));
            if let Some(at) = others.find(|at| is_same(arrival, &standing[*at])) {
                known.insert(at);
                *place = Some(Place::SameCall(standing[at].path.clone()));
            }
        }
    }
}

/// How many problems `check` will have with a note, alone and in that place.
#[must_use]
pub fn problems(path: &Arc<str>, kind: Kind, bytes: Vec<u8>) -> usize {
    let note = Note::from_bytes(path, bytes);
    match kind {
        Kind::Note => read::read_between(note).problems.len(),
        _ => read::session(note).problems.len(),
    }
}

/// The place of each arrival. Those of one day are numbered by their hour, then in the order given. With `again`, one that
/// looks like a note of its day comes in beside it.
#[must_use]
pub fn place(client: &str, arrivals: &[&Arrival], standing: &[Standing], again: bool) -> Vec<Place> {
    let mut places: Vec<Option<Place>> = vec![None; arrivals.len()];
    // A note that is known as one arrival isn't taken for another, but for copies of it.
    let mut known: HashSet<usize> = HashSet::new();
    recognise(arrivals, standing, &mut places, &mut known);
    if !again {
        recognise_calls(arrivals, standing, &mut places, &mut known);
        let begins_alike = |arrival: &Arrival, note: &Standing| {
            note.day == Some(arrival.when.date) && !note.opening.is_empty() && note.opening == arrival.opening
        };
        for (arrival, place) in arrivals.iter().zip(&mut places).filter(|(_, place)| place.is_none()) {
            let mut others = (0..standing.len()).filter(|at| !known.contains(at));
            if let Some(at) = others.find(|at| begins_alike(arrival, &standing[*at])) {
                known.insert(at);
                *place = Some(Place::Changed(standing[at].path.clone()));
            }
        }
    }
    let mut taken: HashSet<(Kind, String)> =
        standing.iter().map(|note| (note.kind, id::fold(stem(&note.path)))).collect();
    let mut first_of: HashMap<(NaiveDate, &[u8]), usize> = HashMap::new();
    // Where the search for a free name goes on: begun anew for each of a day's thousand notes, it would take a million looks.
    let mut last_of: HashMap<(Kind, &str), usize> = HashMap::new();
    let mut rest: Vec<usize> = (0..arrivals.len()).filter(|at| places[*at].is_none()).collect();
    rest.sort_by_key(|at| arrivals[*at].when);
    for at in rest {
        let arrival = arrivals[at];
        let first = *first_of.entry((arrival.when.date, &arrival.bytes)).or_insert(at);
        places[at] = Some(if first == at {
            let last = last_of.entry((arrival.kind, &arrival.name)).or_default();
            let is_taken = |name: &str| taken.contains(&(arrival.kind, id::fold(name)));
            let name = id::free_from(&arrival.name, last, is_taken);
            taken.insert((arrival.kind, id::fold(&name)));
            Place::New(paths::note(client, arrival.kind, &name))
        } else {
            Place::SameAs(first)
        });
    }
    places.into_iter().flatten().collect()
}

/// Finds the arrivals whose bytes stand there: those of the same day first, then those that were moved to another day.
fn recognise(
    arrivals: &[&Arrival],
    standing: &[Standing],
    places: &mut [Option<Place>],
    known: &mut HashSet<usize>,
) {
    let mut by_bytes: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (at, note) in standing.iter().enumerate() {
        by_bytes.entry(&note.bytes).or_default().push(at);
    }
    let alike =
        |arrival: &Arrival| by_bytes.get(arrival.bytes.as_slice()).map(Vec::as_slice).unwrap_or_default();
    for (arrival, place) in arrivals.iter().zip(places.iter_mut()) {
        let same_day = |at: &&usize| standing[**at].day == Some(arrival.when.date);
        if let Some(at) = alike(arrival).iter().find(same_day) {
            known.insert(*at);
            *place = Some(Place::There(standing[*at].path.clone()));
        }
    }
    for (arrival, place) in arrivals.iter().zip(places.iter_mut()).filter(|(_, place)| place.is_none()) {
        if let Some(at) = alike(arrival).iter().find(|at| !known.contains(*at)) {
            known.insert(*at);
            *place = Some(Place::There(standing[*at].path.clone()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Arrival, Place, Standing, place};
    use crate::model::moment::Moment;
    use crate::practice::paths::Kind;

    fn arrival(when: &str, text: &str) -> Arrival {
        let when = Moment::parse(when).expect("a date");
        Arrival {
            bytes: text.as_bytes().to_vec(),
            dated_by: String::new(),
            named: None,
            kind: Kind::Session,
            name: when.date.to_string(),
            opening: text.lines().next().unwrap_or_default().to_owned(),
            days: 0,
            is_document: false,
            is_utf8: true,
            has_other_date: false,
            record: None,
            when,
        }
    }

    fn make_standing(day: &str, text: &str) -> Standing {
        let Arrival { when, bytes, opening, kind, .. } = arrival(day, text);
        Standing {
            path: day.into(),
            kind,
            day: Some(when.date),
            hour: when.time,
            record: None,
            bytes,
            opening,
        }
    }

    fn place_all(arrivals: &[Arrival], standing: &[Standing], again: bool) -> Vec<String> {
        let arrivals: Vec<&Arrival> = arrivals.iter().collect();
        let said = |place: &Place| match place {
            Place::New(path) => path.trim_start_matches("clients/a/sessions/").to_owned(),
            Place::There(path) => format!("there: {path}"),
            Place::SameCall(path) => format!("same call {path}"),
            Place::Changed(path) => format!("changed: {path}"),
            Place::SameAs(at) => format!("as {at}"),
        };
        place("a", &arrivals, standing, again).iter().map(said).collect()
    }

    #[test]
    fn those_of_one_day_are_numbered_by_the_hour() {
        let arrivals = [
            arrival("2025-03-02T16:00", "late"),
            arrival("2025-03-02T09:00", "early"),
            arrival("2025-03-02", "some time"),
            arrival("2025-03-02", "some time"),
        ];
        let wanted = ["2025-03-02-4.md", "2025-03-02-3.md", "2025-03-02-2.md", "as 2"];
        assert_eq!(place_all(&arrivals, &[make_standing("2025-03-02", "hers")], false), wanted);
    }

    #[test]
    fn what_stands_there_is_known_again() {
        let (first, second) = ("2025-03-02", "2025-03-09");
        let there = [make_standing(first, "# Call\none"), make_standing(second, "same")];
        for (arrivals, again, wanted) in [
            (vec![arrival(first, "# Call\none")], false, vec!["there: 2025-03-02"]),
            // Worked on since.
            (vec![arrival(first, "# Call\none\ntwo")], false, vec!["changed: 2025-03-02"]),
            (vec![arrival(first, "# Call\none\ntwo")], true, vec!["2025-03-02-2.md"]),
            // Another one of that day, from the same template.
            (
                vec![arrival(first, "# Call\none"), arrival(first, "# Call\ntwo")],
                false,
                vec!["there: 2025-03-02", "2025-03-02-2.md"],
            ),
            // Moved to another day by hand.
            (vec![arrival(first, "same")], false, vec!["there: 2025-03-09"]),
            // Two days with the same words are two days.
            (
                vec![arrival(second, "same"), arrival("2025-03-16", "same")],
                false,
                vec!["there: 2025-03-09", "2025-03-16.md"],
            ),
        ] {
            assert_eq!(place_all(&arrivals, &there, again), wanted);
        }
    }
}
