//! The call at hand: the one that is meant where no client is named.

use crate::model::matching::make_sorting_key;
use crate::model::moment::Moment;
use crate::model::order::InOrder as _;
use crate::model::record::Record;
use crate::model::session::{Session, SessionStatus};

use super::Purpose;

/// A call, and whose it is.
pub type Call<'a> = (&'a Record, &'a Session);

/// Which call is at hand.
#[derive(Debug, Clone, PartialEq)]
pub enum AtHand<'a> {
    /// This one.
    One(Call<'a>),
    /// One of these, by the hour: somebody has to say which.
    Several(Vec<Call<'a>>),
    /// None: this is the next of today, and it hasn't begun.
    NotBegun(Call<'a>),
    /// None today.
    None,
}

/// The calls of a day, by the hour: planned ones, and those held already.
#[must_use]
pub fn calls_of(records: &[Record], now: Moment) -> Vec<Call<'_>> {
    let mut calls: Vec<Call<'_>> = records
        .iter()
        .flat_map(|record| record.sessions.iter().map(move |session| (record, session)))
        .filter(|(_, session)| session.when.date == now.date)
        .filter(|(_, session)| matches!(session.status(now), SessionStatus::Planned | SessionStatus::Held))
        .collect();
    calls.put_in_order_by_key(|(record, session)| {
        (session.when, make_sorting_key(record.client.display_name()))
    });
    calls
}

/// The calls that began yesterday and aren't over.
fn calls_over_midnight(records: &[Record], now: Moment) -> Vec<Call<'_>> {
    let all = records.iter().flat_map(|record| record.sessions.iter().map(move |session| (record, session)));
    all.filter(|(_, session)| session.when.date < now.date && is_on(session, now)).collect()
}

/// The call at hand. `records` need to hold those clients only who have a call today, or had one late yesterday.
#[must_use]
pub fn call_at_hand(records: &[Record], now: Moment, purpose: Purpose) -> AtHand<'_> {
    let mut calls = calls_over_midnight(records, now);
    calls.extend(calls_of(records, now));
    match purpose {
        Purpose::Show => call_to_show(&calls, now),
        Purpose::Write | Purpose::Close => call_to_write(&calls, now, purpose),
        Purpose::HandOver => {
            let on: Vec<Call<'_>> = calls.iter().filter(|(_, call)| is_on(call, now)).copied().collect();
            match on.as_slice() {
                [] => find_first_to_come(&calls, now),
                [one] => AtHand::One(*one),
                // Nobody's page may come up in another one's call.
                _ => AtHand::Several(on),
            }
        }
    }
}

/// The call now, else the next of today, else the last of today.
fn call_to_show<'a>(calls: &[Call<'a>], now: Moment) -> AtHand<'a> {
    // A call of which somebody has said what happened is over, even before its hour is.
    let open = |call: &Session| call.written_status != Some(SessionStatus::Held) && is_on(call, now);
    let on = calls.iter().filter(|(_, call)| open(call)).max_by_key(|(_, call)| find_beginning(call));
    let to_come = || {
        let next = |call: &Session| call.status(now) == SessionStatus::Planned && !call.is_past(now);
        calls.iter().find(|(_, call)| next(call))
    };
    let held = || calls.iter().rfind(|(_, call)| call.is_held(now));
    let found = on.or_else(to_come).or_else(held).or_else(|| calls.last());
    found.map_or(AtHand::None, |call| AtHand::One(*call))
}

/// The call now, else the last one begun today.
fn call_to_write<'a>(calls: &[Call<'a>], now: Moment, purpose: Purpose) -> AtHand<'a> {
    let begun: Vec<Call<'a>> = calls.iter().filter(|(_, call)| has_begun(call, now)).copied().collect();
    let untold = |call: &&Call<'a>| call.1.status(now) == SessionStatus::Planned;
    let untold: Vec<Call<'a>> = begun.iter().filter(untold).copied().collect();
    match untold.as_slice() {
        [one] if purpose == Purpose::Close => return AtHand::One(*one),
        [_, _, ..] => return AtHand::Several(untold),
        _ => {}
    }
    let on = begun.iter().filter(|(_, call)| is_on(call, now)).max_by_key(|(_, call)| find_beginning(call));
    match on.or(begun.last()) {
        Some(call) => AtHand::One(*call),
        None => find_first_to_come(calls, now),
    }
}

fn find_first_to_come<'a>(calls: &[Call<'a>], now: Moment) -> AtHand<'a> {
    let next = calls.iter().find(|(_, call)| !has_begun(call, now));
    next.map_or(AtHand::None, |call| AtHand::NotBegun(*call))
}

/// Whether a call has begun. One of today without an hour has: nobody waits for its hour. Where the hour of now isn't known,
/// each of today has.
#[must_use]
pub fn has_begun(call: &Session, now: Moment) -> bool {
    let by_the_clock = || now.time.is_none() || call.when.time.is_none() || call.when.clock() <= now.clock();
    call.when.date < now.date || (call.when.date == now.date && by_the_clock())
}

/// Whether a call has begun and isn't over: one of today, or one of yesterday evening that goes on past midnight. Without an hour it
/// is over once somebody has said that it took place.
#[must_use]
pub fn is_on(call: &Session, now: Moment) -> bool {
    let takes_place = match call.status(now) {
        SessionStatus::Planned => true,
        SessionStatus::Held => call.when.time.is_some(),
        SessionStatus::Cancelled | SessionStatus::Moved | SessionStatus::NoShow => false,
    };
    let goes_on = || {
        call.when.date.succ_opt() == Some(now.date)
            && call.when.time.is_some()
            && now.time.is_some()
            && now.clock() < call.end()
    };
    let is_of_today = || call.when.date == now.date && has_begun(call, now) && !call.is_past(now);
    takes_place && (is_of_today() || goes_on())
}

/// What the later one of two calls that are on is told by: one with an hour is on for certain.
fn find_beginning(call: &Session) -> (bool, Moment) {
    (call.when.time.is_some(), call.when)
}

#[cfg(test)]
mod tests {
    use super::{AtHand, Purpose, call_at_hand};
    use crate::insight::which::tests::{at, record};

    /// What is at hand, as the client's id; several are parted by `|`, one that hasn't begun ends in `…`.
    fn at_hand(calls: &[(&str, &str)], now: &str, purpose: Purpose) -> String {
        let records: Vec<_> = calls
            .iter()
            .map(|(client, front)| record(client, &[("sessions/2026-11-25.md", front)]))
            .collect();
        match call_at_hand(&records, at(now), purpose) {
            AtHand::One((record, _)) => record.client.id.clone(),
            AtHand::Several(calls) => {
                calls.iter().map(|(record, _)| record.client.id.as_str()).collect::<Vec<_>>().join("|")
            }
            AtHand::NotBegun((record, _)) => format!("{}…", record.client.id),
            AtHand::None => "none".into(),
        }
    }

    const ANNA: (&str, &str) = ("anna", "date: 2026-11-25T09:30\nstatus: planned");
    const ANNA_HELD: (&str, &str) = ("anna", "date: 2026-11-25T09:30\nstatus: held\nminutes: 60");
    const ANNA_OFF: (&str, &str) = ("anna", "date: 2026-11-25T09:30\nstatus: cancelled");
    const BEN: (&str, &str) = ("ben", "date: 2026-11-25T10:00\nstatus: planned");
    const JURGEN: (&str, &str) = ("jurgen", "date: 2026-11-25T14:30\nstatus: planned");
    const JURGEN_HELD: (&str, &str) = ("jurgen", "date: 2026-11-25T14:30\nstatus: held");
    const NO_HOUR: (&str, &str) = ("noor", "status: planned");

    #[test]
    fn what_shows_looks_ahead_and_what_writes_never_does() {
        for (calls, now, show, write, close, hand_over) in [
            (&[ANNA, JURGEN][..], "09:00", "anna", "anna…", "anna…", "anna…"),
            (&[ANNA, JURGEN], "09:30", "anna", "anna", "anna", "anna"),
            (&[ANNA, JURGEN], "10:31", "jurgen", "anna", "anna", "jurgen…"),
            (&[ANNA_HELD, JURGEN], "10:20", "jurgen", "anna", "anna", "anna"),
            (&[ANNA_HELD, JURGEN], "14:29", "jurgen", "anna", "anna", "jurgen…"),
            (&[ANNA_HELD, JURGEN], "14:30", "jurgen", "jurgen", "jurgen", "jurgen"),
            (&[ANNA, JURGEN], "14:31", "jurgen", "anna|jurgen", "anna|jurgen", "jurgen"),
            (&[ANNA, JURGEN_HELD], "16:00", "jurgen", "jurgen", "anna", "none"),
            (&[ANNA_HELD, JURGEN_HELD], "16:00", "jurgen", "jurgen", "jurgen", "none"),
            (&[ANNA_OFF, JURGEN], "09:40", "jurgen", "jurgen…", "jurgen…", "jurgen…"),
            (&[ANNA_OFF], "09:40", "none", "none", "none", "none"),
            (&[ANNA, BEN], "10:05", "ben", "anna|ben", "anna|ben", "anna|ben"),
            (&[ANNA_HELD, BEN], "10:05", "ben", "ben", "ben", "anna|ben"),
            (&[NO_HOUR, JURGEN], "08:00", "noor", "noor", "noor", "noor"),
            (&[NO_HOUR, JURGEN_HELD], "15:00", "noor", "jurgen", "noor", "noor|jurgen"),
            (&[], "10:00", "none", "none", "none", "none"),
        ] {
            let now = format!("2026-11-25T{now}");
            for (purpose, wanted) in [
                (Purpose::Show, show),
                (Purpose::Write, write),
                (Purpose::Close, close),
                (Purpose::HandOver, hand_over),
            ] {
                assert_eq!(at_hand(calls, &now, purpose), wanted, "{purpose:?} at {now} of {calls:?}");
            }
        }
    }

    #[test]
    fn a_call_goes_on_past_midnight() {
        let late = ("anna", "date: 2026-11-25T23:30\nstatus: planned\nminutes: 60");
        let early = ("ben", "date: 2026-11-26T00:40\nstatus: planned");
        for (calls, now, show, write) in [
            (&[late][..], "2026-11-26T00:05", "anna", "anna"),
            (&[late], "2026-11-26T00:30", "none", "none"),
            (&[late], "2026-11-26", "none", "none"),
            (&[late, early], "2026-11-26T00:20", "anna", "anna"),
            (&[late, early], "2026-11-26T00:50", "ben", "ben"),
        ] {
            assert_eq!(at_hand(calls, now, Purpose::Show), show, "at {now}");
            assert_eq!(at_hand(calls, now, Purpose::Write), write, "at {now}");
        }
    }

    #[test]
    fn without_the_hour_of_now_each_call_of_the_day_may_be_the_one() {
        assert_eq!(at_hand(&[ANNA], "2026-11-25", Purpose::Write), "anna");
        assert_eq!(at_hand(&[ANNA, JURGEN], "2026-11-25", Purpose::Write), "anna|jurgen");
        assert_eq!(at_hand(&[ANNA, JURGEN], "2026-11-25", Purpose::HandOver), "anna|jurgen");
        assert_eq!(at_hand(&[ANNA, JURGEN], "2026-11-25", Purpose::Show), "jurgen");
    }
}
