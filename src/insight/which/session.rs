//! Which of a client's calls is meant.

use chrono::NaiveDate;

use crate::model::matching::{self, Candidate, Meant};
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::session::{Session, SessionStatus};

use super::Purpose;
use super::at_hand::{has_begun, is_on};

/// Which call was found to be meant.
#[derive(Debug, Clone, PartialEq)]
pub enum WhichSession<'a> {
    /// This one.
    One(&'a Session),
    /// One of these: somebody has to say which.
    Several(Vec<&'a Session>),
    /// None that could be written to: this one comes next, and it hasn't begun.
    NotBegun(&'a Session),
    /// None of these names; the nearest ones.
    Unknown(Vec<Candidate>),
    /// There is none at all; the words say what kind of call is missing.
    None(&'static str),
}

/// The call that is meant where none is named. What shows: the one now, the next of today, the last of today; what writes: the
/// one now, the last one begun today. Then the last of which nobody has said yet what happened, the last one held, the next.
#[must_use]
pub fn session_at_hand(record: &Record, now: Moment, purpose: Purpose) -> WhichSession<'_> {
    let takes_place = |call: &&Session| {
        let is_of_today = call.when.date == now.date
            && matches!(call.status(now), SessionStatus::Planned | SessionStatus::Held);
        is_of_today || is_on(call, now)
    };
    let today: Vec<&Session> = record.sessions.iter().filter(takes_place).collect();
    let on = || today.iter().rfind(|call| is_on(call, now)).copied();
    let begun: Vec<&Session> = today.iter().filter(|call| has_begun(call, now)).copied().collect();
    let next_today = || today.iter().find(|call| !has_begun(call, now)).copied();
    // A note of today that says the call is off is what is shown, and what a hand is put to, if there is no other.
    let off_today = || record.sessions.iter().find(|call| call.when.date == now.date);
    let unconfirmed = || record.sessions.iter().rfind(|call| call.is_unconfirmed(now));
    let before = || unconfirmed().or_else(|| record.held_sessions(now).next_back());
    if matches!(purpose, Purpose::Show | Purpose::HandOver) {
        let first = on().or_else(next_today).or_else(|| begun.last().copied()).or_else(off_today);
        let found = first.or_else(before).or_else(|| record.next_call(now));
        return found.map_or(WhichSession::None("session yet"), WhichSession::One);
    }
    let untold: Vec<&Session> =
        begun.iter().filter(|call| call.status(now) == SessionStatus::Planned).copied().collect();
    if untold.len() > 1 {
        return WhichSession::Several(untold);
    }
    let found = on().or(begun.last().copied()).or_else(before);
    let found = found.or_else(|| off_today().filter(|call| has_begun(call, now)));
    match (found, record.next_call(now)) {
        (Some(call), _) => WhichSession::One(call),
        (None, Some(next)) => WhichSession::NotBegun(next),
        (None, None) => WhichSession::None("session yet"),
    }
}

/// The call that a word names: `last`, `next`, an id, or the day that was read from the word, if it is one.
#[must_use]
pub fn session_named<'a>(
    record: &'a Record,
    typed: &str,
    day: Option<NaiveDate>,
    now: Moment,
) -> WhichSession<'a> {
    match typed {
        "last" => {
            let last = record.held_sessions(now).next_back();
            return last.map_or(WhichSession::None("held session yet"), WhichSession::One);
        }
        "next" => {
            let next = record.next_call(now);
            return next.map_or(WhichSession::None("planned session"), WhichSession::One);
        }
        _ => {}
    }
    let by_id = |id: &str| record.sessions.iter().find(|session| session.id == id);
    if let Some(exact) = by_id(typed) {
        return WhichSession::One(exact);
    }
    let on_day: Vec<&Session> =
        record.sessions.iter().filter(|session| Some(session.when.date) == day).collect();
    match on_day.as_slice() {
        [] => {}
        [one] => return WhichSession::One(one),
        _ => return WhichSession::Several(on_day),
    }
    let candidate = |call: &Session| Candidate { id: call.id.clone(), name: call.when.to_string() };
    match matching::find(typed, &record.sessions.iter().map(candidate).collect::<Vec<_>>()) {
        Meant::One(id) => by_id(&id).map_or(WhichSession::Unknown(Vec::new()), WhichSession::One),
        Meant::Several(several) => {
            WhichSession::Several(several.iter().filter_map(|candidate| by_id(&candidate.id)).collect())
        }
        Meant::None(near) => WhichSession::Unknown(near),
    }
}

#[cfg(test)]
mod tests {
    use super::{Purpose, WhichSession, session_at_hand, session_named};
    use crate::insight::which::tests::{at, record};

    const NOTES: [(&str, &str); 5] = [
        ("sessions/2026-11-03.md", "status: held"),
        ("sessions/2026-11-10.md", "status: planned"),
        ("sessions/2026-11-25.md", "date: 2026-11-25T09:30\nstatus: planned"),
        ("sessions/2026-11-25-2.md", "date: 2026-11-25T14:30\nstatus: planned"),
        ("sessions/2026-12-02.md", "status: planned"),
    ];

    fn show_which(which: &WhichSession<'_>) -> String {
        match which {
            WhichSession::One(call) => call.id.clone(),
            WhichSession::Several(calls) => {
                calls.iter().map(|call| call.id.as_str()).collect::<Vec<_>>().join("|")
            }
            WhichSession::NotBegun(call) => format!("{}…", call.id),
            WhichSession::Unknown(_) => "unknown".into(),
            WhichSession::None(what) => format!("no {what}"),
        }
    }

    #[test]
    fn what_writes_never_takes_a_call_that_has_not_begun() {
        for (notes, now, show, write) in [
            (&NOTES[..], "2026-11-25T09:00", "2026-11-25", "2026-11-10"),
            (&NOTES, "2026-11-25T09:40", "2026-11-25", "2026-11-25"),
            (&NOTES, "2026-11-25T11:00", "2026-11-25-2", "2026-11-25"),
            (&NOTES, "2026-11-25T15:00", "2026-11-25-2", "2026-11-25|2026-11-25-2"),
            (&NOTES[..1], "2026-11-25T15:00", "2026-11-03", "2026-11-03"),
            (&NOTES[4..], "2026-11-25T15:00", "2026-12-02", "2026-12-02…"),
            (&NOTES[..0], "2026-11-25T15:00", "no session yet", "no session yet"),
        ] {
            let record = record("anna", notes);
            for (purpose, wanted) in [(Purpose::Show, show), (Purpose::Write, write)] {
                assert_eq!(
                    show_which(&session_at_hand(&record, at(now), purpose)),
                    wanted,
                    "{purpose:?} {now}"
                );
            }
        }
    }

    #[test]
    fn a_call_is_named_by_its_id_its_day_and_its_place() {
        let (record, now) = (record("anna", &NOTES), at("2026-11-25T09:40"));
        for (typed, day, wanted) in [
            ("last", None, "2026-11-03"),
            ("next", None, "2026-11-25"),
            ("2026-11-25", Some("2026-11-25"), "2026-11-25"),
            ("today", Some("2026-11-25"), "2026-11-25|2026-11-25-2"),
            ("2 dec", Some("2026-12-02"), "2026-12-02"),
            ("2026-11-25-2", None, "2026-11-25-2"),
            ("2026-12", None, "2026-12-02"),
            ("never", None, "unknown"),
        ] {
            let day = day.map(|day| at(day).date);
            assert_eq!(show_which(&session_named(&record, typed, day, now)), wanted, "{typed}");
        }
    }
}
