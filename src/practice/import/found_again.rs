//! Which of the notes that come in stand there already, and which of them are known by what.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate, NaiveTime};

use super::arrive::Arrival;
use super::place::{CallChange, Place, Standing};
use super::shelf::Shelf;
use crate::practice::paths::Kind;

/// The places of a client's arrivals that are found so far.
pub(super) struct FoundAgain<'a> {
    arrivals: &'a [&'a Arrival],
    standing: &'a [Standing],
    pub(super) places: Vec<Option<Place>>,
    /// A note that is known as one arrival isn't taken for another, but for copies of it.
    known: HashSet<usize>,
}

impl<'a> FoundAgain<'a> {
    /// Nothing is found yet.
    pub(super) fn new(arrivals: &'a [&'a Arrival], standing: &'a [Standing]) -> Self {
        Self { arrivals, standing, places: vec![None; arrivals.len()], known: HashSet::new() }
    }

    /// Finds the calls and reviews that the practice's own calendar told others.
    pub(super) fn recognise_own(&mut self) {
        for (at, arrival) in self.arrivals.iter().enumerate() {
            let Some(own) = &arrival.own else { continue };
            let note = self.standing.iter().position(|note| note.path == own.path);
            self.known.extend(note);
            let is_off = note.is_some_and(|note| self.standing[note].is_off);
            let change = self.find_change(arrival, (own.when.date, own.when.time), is_off);
            self.places[at] = Some(Place::Known { path: Arc::clone(&own.path), change, is_own: true });
        }
    }

    /// Finds the calls that stand there by the other program's name for them, wherever they were moved to since.
    fn recognise_records(&mut self) {
        let record = |note: &'a Standing| note.record.as_ref().map(|(from, id)| (from.as_str(), id.as_str()));
        let by_record = index_by(self.standing, record);
        for (at, arrival) in self.arrivals.iter().enumerate() {
            let key = arrival.record.as_ref().map(|(from, id)| (*from, id.as_str()));
            let Some(same) = key.filter(|_| self.places[at].is_none()).and_then(|key| by_record.get(&key))
            else {
                continue;
            };
            let fits = |note: &&usize| {
                let stands = self.standing[**note].shelf;
                !self.known.contains(*note) && (arrival.shelf == stands || arrival.shelf != Shelf::Transcript)
            };
            let Some(note) = same.iter().find(fits).map(|note| (*note, &self.standing[*note])) else {
                continue;
            };
            let (place, note) = note;
            let change = note.day.and_then(|day| self.find_change(arrival, (day, note.hour), note.is_off));
            self.known.insert(place);
            self.places[at] = Some(Place::Known { path: Arc::clone(&note.path), change, is_own: false });
        }
    }

    /// Finds the calls of a series that was moved as a whole, to another hour or another day of the week: all of them have other names then.
    fn recognise_moved_series(&mut self) {
        let of_series = |note: &'a Standing| {
            let (from, id) = note.record.as_ref().filter(|_| note.is_open)?;
            let (series, _) = id.rsplit_once(' ').filter(|_| from == "ics")?;
            Some((series, note.day?.iso_week()))
        };
        let by_week = index_by(self.standing, of_series);
        for (at, arrival) in self.arrivals.iter().enumerate() {
            let key = arrival.series.as_deref().filter(|_| self.places[at].is_none());
            let same = key.and_then(|series| by_week.get(&(series, arrival.when.date.iso_week())));
            let Some(note) = same.into_iter().flatten().find(|note| !self.known.contains(*note)) else {
                continue;
            };
            let standing = &self.standing[*note];
            let day = standing.day.unwrap_or(arrival.when.date);
            let change = self.find_change(arrival, (day, standing.hour), standing.is_off);
            self.known.insert(*note);
            self.places[at] = Some(Place::Known { path: Arc::clone(&standing.path), change, is_own: false });
        }
    }

    /// How another program has a call otherwise than its note; nothing where another note has it so already.
    fn find_change(
        &self,
        arrival: &Arrival,
        (day, hour): (NaiveDate, Option<NaiveTime>),
        is_off: bool,
    ) -> Option<CallChange> {
        let is_then = |day: NaiveDate, hour: Option<NaiveTime>| {
            day == arrival.when.date
                && (hour.is_none() || arrival.when.time.is_none() || hour == arrival.when.time)
        };
        if arrival.is_off {
            return (!is_off).then_some(CallChange::CalledOff);
        }
        let session = Shelf::Note(Kind::Session);
        let has_it = |note: &Standing| {
            note.shelf == session && !note.is_off && note.day.is_some_and(|day| is_then(day, note.hour))
        };
        let is_moved = !is_then(day, hour) && !self.standing.iter().any(has_it);
        is_moved.then_some(CallChange::Moved)
    }

    /// Finds the arrivals whose bytes stand there: those of the same day first, then those that were moved to another day.
    pub(super) fn recognise_bytes(&mut self) {
        let by_bytes = index_by(self.standing, |note| Some(note.digest));
        let alike = |arrival: &Arrival| {
            by_bytes.get(&arrival.payload.digest()).map(Vec::as_slice).unwrap_or_default()
        };
        for (arrival, place) in
            self.arrivals.iter().zip(&mut self.places).filter(|(_, place)| place.is_none())
        {
            let same_day = |at: &&usize| self.standing[**at].day == Some(arrival.when.date);
            if let Some(at) = alike(arrival).iter().find(same_day) {
                self.known.insert(*at);
                *place = Some(Place::There(self.standing[*at].path.clone()));
            }
        }
        for (arrival, place) in
            self.arrivals.iter().zip(&mut self.places).filter(|(_, place)| place.is_none())
        {
            if let Some(at) = alike(arrival).iter().find(|at| !self.known.contains(*at)) {
                self.known.insert(*at);
                *place = Some(Place::There(self.standing[*at].path.clone()));
            }
        }
    }

    /// Gives each arrival without a place the first note that is the same by some key and isn't known as another one.
    fn recognise<K: std::hash::Hash + Eq>(
        &mut self,
        of_note: impl Fn(&'a Standing) -> Option<K>,
        of_arrival: impl Fn(&'a Arrival) -> Option<K>,
        is_same: impl Fn(&Arrival, &Standing) -> bool,
        place_of: fn(Arc<str>) -> Place,
    ) {
        let by_key = index_by(self.standing, of_note);
        for (arrival, place) in
            self.arrivals.iter().zip(&mut self.places).filter(|(_, place)| place.is_none())
        {
            let same = of_arrival(arrival).and_then(|key| by_key.get(&key));
            let mut others = same.into_iter().flatten().filter(|at| !self.known.contains(*at));
            if let Some(at) = others.find(|at| is_same(arrival, &self.standing[**at])) {
                self.known.insert(*at);
                *place = Some(place_of(self.standing[*at].path.clone()));
            }
        }
    }

    /// Finds the calls of a table or a calendar that stand there: by the other program's name for them, then by their day and hour, since a
    /// call that counts twice is worse than one that has to be asked for with `--again`.
    pub(super) fn recognise_calls(&mut self) {
        self.recognise_records();
        self.recognise_moved_series();
        let session = Shelf::Note(Kind::Session);
        self.recognise(
            |note| note.day.filter(|_| note.shelf == session),
            |arrival| (arrival.record.is_some() && arrival.shelf == session).then_some(arrival.when.date),
            |arrival, note| {
                let hours = (arrival.when.time, note.hour);
                hours.0 == hours.1 || hours.0.is_none() || hours.1.is_none()
            },
            Place::SameCall,
        );
    }

    /// Finds those of whose day a note stands there that begins alike.
    pub(super) fn recognise_openings(&mut self) {
        self.recognise(
            |note| Some((note.day?, note.opening.as_str())).filter(|(_, opening)| !opening.is_empty()),
            |arrival| Some((arrival.when.date, arrival.opening.as_str())),
            |_, _| true,
            Place::Changed,
        );
    }
}

/// The places of notes by some key.
fn index_by<'a, K: std::hash::Hash + Eq>(
    standing: &'a [Standing],
    key: impl Fn(&'a Standing) -> Option<K>,
) -> HashMap<K, Vec<usize>> {
    let mut places: HashMap<K, Vec<usize>> = HashMap::new();
    for (at, note) in standing.iter().enumerate() {
        if let Some(key) = key(note) {
            places.entry(key).or_default().push(at);
        }
    }
    places
}
