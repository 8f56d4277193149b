//! Where each thing that is brought in goes, client by client, and what a calendar doesn't have any more.

use super::context::Context;
use super::import_roster::Roster;
use crate::model::problem::Problem;
use crate::practice::Practice;
use crate::practice::import::arrive::{Arrival, Entry};
use crate::practice::import::calls::AHEAD;
use crate::practice::import::gone::{GoneCall, find_gone};
use crate::practice::import::place::{Place, place};
use crate::practice::import::shelf::Shelf;
use crate::practice::paths::Kind;

/// Where everything goes.
pub struct Placed {
    /// The place of each entry that can be brought in.
    pub places: Vec<Option<Place>>,
    /// Calls that a calendar doesn't have any more, each with the entry of its series.
    pub gone: Vec<(usize, GoneCall)>,
    /// What couldn't be read on the way.
    pub told: Vec<Problem>,
}

/// The place of each entry that can be brought in, client by client.
pub fn place_all(
    context: &Context,
    practice: &Practice,
    roster: &Roster,
    entries: &[Entry],
    whose: &[Option<usize>],
    again: bool,
) -> Placed {
    let mut gone = Vec::new();
    let last = context.now.date + chrono::Days::new(AHEAD.unsigned_abs());
    let mut places: Vec<Option<Place>> = vec![None; entries.len()];
    let mut of_each: Vec<Vec<usize>> = vec![Vec::new(); roster.members.len()];
    for (at, (entry, whose)) in entries.iter().zip(whose).enumerate() {
        if let (Some(whose), Some(_)) = (whose, entry.arrival()) {
            of_each[*whose].push(at);
        }
    }
    let mut told = Vec::new();
    for (member, theirs) in roster.members.iter().zip(of_each).filter(|(_, theirs)| !theirs.is_empty()) {
        let arrivals: Vec<&Arrival> = theirs.iter().filter_map(|at| entries[*at].arrival()).collect();
        let mut shelves = vec![Shelf::Note(Kind::Session), Shelf::Note(Kind::Note)];
        // Transcripts are long, and read by nothing that doesn't ask for them.
        if arrivals.iter().any(|arrival| arrival.shelf == Shelf::Transcript) {
            shelves.push(Shelf::Transcript);
        }
        let standing = practice.standing(&member.id, &shelves).take(&mut told);
        let found = place(&member.id, &arrivals, &standing, again);
        // With --again everything comes in anew, and nothing is held against what stands there.
        let alone = if again { Vec::new() } else { find_gone(&arrivals, &found, &standing, last) };
        gone.extend(alone.into_iter().map(|call| (theirs[call.series], call)));
        for (at, place) in theirs.iter().zip(found) {
            places[*at] = Some(match place {
                Place::SameAs(other) => Place::SameAs(theirs[other]),
                place => place,
            });
        }
    }
    Placed { places, gone, told }
}
