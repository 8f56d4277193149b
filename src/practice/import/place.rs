//! Where each note goes, and which ones stand there already. They are known again by their bytes, so no list has to be kept;
//! one that was worked on since is known by its day and its first lines.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};

use super::arrive::Arrival;
use super::found_again::FoundAgain;
use super::payload::Digest;
use super::shelf::Shelf;
use crate::model::file_name::stem;
use crate::model::id;
use crate::model::order::InOrder as _;
use crate::model::problem::Loaded;
use crate::model::session::SessionStatus;
use crate::note::foreign::read_opening;
use crate::note::parsed::Note;
use crate::note::read;
use crate::practice::Practice;
use crate::practice::paths::Kind;

/// A note of the client that is there already.
#[derive(Debug)]
pub struct Standing {
    /// Its file, from the root.
    pub path: Arc<str>,
    /// Where it stands.
    pub shelf: Shelf,
    /// The day that it is of.
    pub day: Option<NaiveDate>,
    /// By what its bytes are known; nothing's where it can't be read.
    pub digest: Digest,
    /// Its first lines.
    pub opening: String,
    /// Its hour, where it has one.
    pub hour: Option<NaiveTime>,
    /// Whether it is a call that was called off or moved.
    pub is_off: bool,
    /// Whether it is a call of which nobody has said yet what came of it.
    pub is_open: bool,
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
    /// It is the call of this note, by the name that another program has for it.
    Known {
        /// The note.
        path: Arc<str>,
        /// What is otherwise there.
        change: Option<CallChange>,
        /// Whether it was the practice's own calendar that told it to that program.
        is_own: bool,
    },
}

/// How another program has a call otherwise than its note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallChange {
    /// At another time.
    Moved,
    /// Called off.
    CalledOff,
}

/// Of a longer note only so much is looked at, in bytes.
const LOOKED_AT: usize = 256 << 10;

impl Practice {
    /// What a client has on some shelves, for holding others against it.
    #[must_use]
    pub fn standing(&self, client: &str, shelves: &[Shelf]) -> Loaded<Vec<Standing>> {
        let mut standing = Loaded::<Vec<Standing>>::default();
        for shelf in shelves {
            let look = |path: &Arc<str>, mut bytes: Vec<u8>| {
                let digest = Digest::from_bytes(&bytes);
                bytes.truncate(LOOKED_AT);
                let note = Note::from_bytes(path, bytes).value;
                let when = read::day_of(&note);
                Standing {
                    path: Arc::clone(path),
                    shelf: *shelf,
                    day: when.map(|when| when.date),
                    hour: when.and_then(|when| when.time),
                    is_off: note.key_text("status").is_some_and(is_off),
                    is_open: note
                        .key_text("status")
                        .is_some_and(|status| status.trim() == SessionStatus::Planned.word()),
                    opening: read_opening(&note),
                    record: record_of(&note),
                    digest,
                }
            };
            let known = self.look_at_bytes(client, shelf.folder(), look).take(&mut standing.problems);
            standing.value.extend(known);
        }
        standing
    }
}

/// Whether a call of this status doesn't take place.
fn is_off(status: &str) -> bool {
    let status = status.trim().to_lowercase();
    [SessionStatus::Cancelled, SessionStatus::Moved, SessionStatus::NoShow]
        .iter()
        .any(|one| one.word() == status)
}

/// What a note says under `imported:` of where it came from.
fn record_of(note: &Note) -> Option<(String, String)> {
    let imported = note.front.follow(&note.front.root.as_ref()?.known_entry("imported")?.value)?;
    let text = |key: &str| Some(note.front.follow(&imported.entry(key)?.value)?.text()?.to_owned());
    Some((text("from")?, text("id")?))
}

/// How many problems `check` will have with a note, alone and in that place.
#[must_use]
pub fn problems(path: &Arc<str>, shelf: Shelf, bytes: &[u8]) -> usize {
    let note = Note::from_bytes(path, bytes[..bytes.len().min(LOOKED_AT)].to_vec());
    match shelf {
        Shelf::Note(Kind::Note) => read::read_between(note).problems.len(),
        Shelf::Note(_) => read::session(note).problems.len(),
        Shelf::Transcript => note.problems.len(),
    }
}

/// The place of each arrival. Those of one day are numbered by their hour, then in the order given. With `again`, one that
/// looks like a note of its day comes in beside it.
#[must_use]
pub fn place(client: &str, arrivals: &[&Arrival], standing: &[Standing], again: bool) -> Vec<Place> {
    let mut found = FoundAgain::new(arrivals, standing);
    found.recognise_own();
    found.recognise_bytes();
    if !again {
        found.recognise_calls();
        found.recognise_openings();
    }
    let mut places = found.places;
    let mut taken: HashSet<(Shelf, String)> =
        standing.iter().map(|note| (note.shelf, id::fold(stem(&note.path)))).collect();
    let mut first_of: HashMap<(NaiveDate, Digest, Shelf), usize> = HashMap::new();
    // Where the search for a free name goes on: begun anew for each of a day's thousand notes, it would take a million looks.
    let mut last_of: HashMap<(Shelf, &str), usize> = HashMap::new();
    let mut rest: Vec<usize> = (0..arrivals.len()).filter(|at| places[*at].is_none()).collect();
    rest.put_in_order_by_key(|at| arrivals[*at].when);
    for at in rest {
        let arrival = arrivals[at];
        let first =
            *first_of.entry((arrival.when.date, arrival.payload.digest(), arrival.shelf)).or_insert(at);
        places[at] = Some(if first == at {
            let last = last_of.entry((arrival.shelf, &arrival.name)).or_default();
            let is_taken = |name: &str| taken.contains(&(arrival.shelf, id::fold(name)));
            let name = id::free_from(&arrival.name, last, is_taken);
            taken.insert((arrival.shelf, id::fold(&name)));
            Place::New(arrival.shelf.path(client, &name))
        } else {
            Place::SameAs(first)
        });
    }
    places.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::{Arrival, Place, Standing, place};
    use crate::model::moment::Moment;
    use crate::practice::import::payload::Payload;
    use crate::practice::import::shelf::Shelf;
    use crate::practice::paths::Kind;

    fn arrival(when: &str, text: &str) -> Arrival {
        let when = Moment::parse(when).expect("a date");
        Arrival {
            payload: Payload::from_held(text.as_bytes().to_vec()),
            dated_by: String::new(),
            named: None,
            shelf: Shelf::Note(Kind::Session),
            name: when.date.to_string(),
            opening: text.lines().next().unwrap_or_default().to_owned(),
            days: 0,
            made_by: None,
            has_pictures: false,
            encoding: None,
            has_other_date: false,
            record: None,
            series: None,
            is_planned: false,
            told: Vec::new(),
            own: None,
            is_off: false,
            when,
        }
    }

    fn make_standing(day: &str, text: &str) -> Standing {
        let Arrival { when, payload, opening, shelf, .. } = arrival(day, text);
        Standing {
            path: day.into(),
            shelf,
            day: Some(when.date),
            hour: when.time,
            is_off: false,
            is_open: false,
            record: None,
            digest: payload.digest(),
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
            Place::Known { path, change, .. } => format!("known {path} {change:?}"),
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
