//! Which call is to be closed.

use chrono::TimeDelta;

use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::session::{Session, SessionStatus};

use super::at_hand::has_begun;

/// After how many days a call is taken for an earlier one only where somebody says so, if others were closed since.
const LONG_AGO: i64 = 28;
/// How long after its end a call that went on past midnight is still the one of this night.
const LITTLE_WHILE: TimeDelta = TimeDelta::hours(3);

/// What is told of the call, as far as it helps to find it.
pub struct Told<'a> {
    /// What became of it.
    pub status: SessionStatus,
    /// When the next one is: that one isn't closed.
    pub next: Option<Moment>,
    /// Whether there are words in it by which a call that was closed so is known again.
    pub has_words: bool,
    /// Whether a call's note says all of it already.
    pub stands_in: &'a dyn Fn(&Session) -> bool,
}

/// The call that is to be closed.
#[derive(Debug, Clone, PartialEq)]
pub enum ToClose<'a> {
    /// One that has a note.
    Noted(&'a Session),
    /// One that was closed so already: its note says all that is told again.
    Closed(&'a Session),
    /// One of today that nobody has written down yet.
    New,
    /// One of these, oldest first: somebody has to say which.
    Several(Vec<&'a Session>),
    /// This one, or one of today that nobody has written down: a later call was closed since, so somebody has to say which.
    Passed(&'a Session),
    /// None: this one is planned for later today.
    NotBegun(&'a Session),
    /// None of which that could be said.
    None,
}

/// Finds the call to close: one of today that has begun, else one of today that is told already, else one of an earlier day of
/// which nobody has said yet what happened. One that hasn't begun can be called off or moved, and nothing else. `told` is nothing
/// where it is only to be asked.
#[must_use]
pub fn call_to_close<'a>(record: &'a Record, now: Moment, told: Option<&Told<'_>>) -> ToClose<'a> {
    let is = |call: &Session, status: SessionStatus| call.status(now) == status;
    let is_next = |call: &Session| told.is_some_and(|told| told.next == Some(call.when));
    let planned = || record.sessions.iter().filter(|call| is(call, SessionStatus::Planned) && !is_next(call));
    let of_today = |call: &&Session| call.when.date == now.date || has_gone_into_today(call, now);
    let closed = || {
        record
            .sessions
            .iter()
            .rev()
            .filter(|call| !is(call, SessionStatus::Planned) && call.when.date <= now.date)
    };
    let again = |call: &&Session| told.is_some_and(|told| (told.stands_in)(call));

    if let Some(found) = pick_one(planned().filter(of_today).filter(|call| has_begun(call, now))) {
        return found;
    }
    if let Some(call) = closed().filter(of_today).find(again) {
        return ToClose::Closed(call);
    }
    // What is said later today of a call that was told today is said of the same one.
    let status = told.map_or(SessionStatus::Held, |told| told.status);
    if let Some(call) = closed().filter(of_today).find(|call| is(call, status)) {
        return ToClose::Noted(call);
    }
    let later_today = || planned().filter(of_today);
    let is_called_off = matches!(status, SessionStatus::Moved | SessionStatus::Cancelled);
    if let Some(found) = pick_one(later_today()).filter(|_| is_called_off) {
        return found;
    }
    if let Some(found) = pick_one(planned().filter(|call| call.when.date < now.date)) {
        let is_passed = |call: &Session| closed().next().is_some_and(|last| last.when.date > call.when.date);
        let is_old = |call: &Session| (now.date - call.when.date).num_days() > LONG_AGO;
        let is_certain = |call: &Session| told.is_none_or(|told| told.has_words) && !is_old(call);
        return match found {
            ToClose::Noted(call) if is_passed(call) && !is_certain(call) => ToClose::Passed(call),
            found => found,
        };
    }
    // Said again, it is the call that has these words; without any the last one is meant, since one of months ago may look the same.
    let has_words = told.is_some_and(|told| told.has_words);
    if let Some(call) = closed().take(if has_words { usize::MAX } else { 1 }).find(again) {
        return ToClose::Closed(call);
    }
    if let Some(call) = later_today().next() {
        return ToClose::NotBegun(call);
    }
    if status == SessionStatus::Held { ToClose::New } else { ToClose::None }
}

/// Whether a call of yesterday went on past midnight, and is on or was a little while ago.
fn has_gone_into_today(call: &Session, now: Moment) -> bool {
    let is_of_yesterday = call.when.date.succ_opt() == Some(now.date) && call.when.time.is_some();
    let (end, clock) = (call.end(), now.clock());
    is_of_yesterday && now.time.is_some() && end.date() == now.date && clock < end + LITTLE_WHILE
}

fn pick_one<'a>(calls: impl Iterator<Item = &'a Session>) -> Option<ToClose<'a>> {
    let calls: Vec<&Session> = calls.collect();
    match calls.as_slice() {
        [] => None,
        [one] => Some(ToClose::Noted(one)),
        _ => Some(ToClose::Several(calls)),
    }
}

#[cfg(test)]
mod tests {
    use super::{ToClose, Told, call_to_close};
    use crate::insight::which::tests::{at, record};
    use crate::model::session::SessionStatus;

    const BEFORE: (&str, &str) = ("sessions/2026-11-20.md", "date: 2026-11-20T10:00\nstatus: planned");
    const OLDER: (&str, &str) = ("sessions/2026-11-18.md", "date: 2026-11-18T10:00\nstatus: planned");
    const CLOSED: (&str, &str) = ("sessions/2026-11-20.md", "date: 2026-11-20T10:00\nstatus: held");
    const MORNING: (&str, &str) = ("sessions/2026-11-25.md", "date: 2026-11-25T09:30\nstatus: planned");
    const HELD: (&str, &str) =
        ("sessions/2026-11-25.md", "date: 2026-11-25T09:30\nstatus: held\nminutes: 50");
    const LATER: (&str, &str) = ("sessions/2026-11-25-2.md", "date: 2026-11-25T14:30\nstatus: planned");

    #[test]
    fn a_call_that_has_not_begun_is_called_off_or_left_alone() {
        use SessionStatus::{Cancelled, Held, NoShow};
        for (notes, status, wanted) in [
            (&[MORNING, LATER][..], Held, "2026-11-25"),
            (&[MORNING, LATER], Cancelled, "2026-11-25"),
            (&[HELD, LATER], Held, "2026-11-25"),
            (&[HELD, LATER], Cancelled, "2026-11-25-2"),
            (&[LATER], Held, "2026-11-25-2…"),
            (&[LATER], NoShow, "2026-11-25-2…"),
            (&[LATER], Cancelled, "2026-11-25-2"),
            (&[BEFORE, LATER], Held, "2026-11-20"),
            (&[BEFORE, MORNING], Held, "2026-11-25"),
            (&[OLDER, CLOSED], Held, "2026-11-18?"),
            (&[CLOSED], Held, "new"),
            (&[], Held, "new"),
            (&[], Cancelled, "none"),
        ] {
            let record = record("anna", notes);
            let told = Told { status, next: None, has_words: false, stands_in: &|_| false };
            let found = match call_to_close(&record, at("2026-11-25T10:31"), Some(&told)) {
                ToClose::Noted(call) => call.id.clone(),
                ToClose::Closed(call) => format!("{} again", call.id),
                ToClose::New => "new".into(),
                ToClose::Several(calls) => format!("{} of them", calls.len()),
                ToClose::NotBegun(call) => format!("{}…", call.id),
                ToClose::Passed(call) => format!("{}?", call.id),
                ToClose::None => "none".into(),
            };
            assert_eq!(found, wanted, "{status:?} of {notes:?}");
        }
    }

    #[test]
    fn a_call_that_went_on_past_midnight_is_the_one_of_this_night() {
        let night = (
            "sessions/2026-11-24.md",
            "date: 2026-11-24T23:30\nstatus: held\nminutes: 60\nsummary: She came.",
        );
        let record = record("anna", &[night]);
        for (now, is_it) in [("T00:10", true), ("T02:00", true), ("T09:00", false), ("", false)] {
            let told =
                Told { status: SessionStatus::Held, next: None, has_words: true, stands_in: &|_| false };
            let found = call_to_close(&record, at(&format!("2026-11-25{now}")), Some(&told));
            assert_eq!(matches!(found, ToClose::Noted(_)), is_it, "{now}: {found:?}");
        }
    }

    #[test]
    fn of_several_somebody_has_to_say_which() {
        let record = record("anna", &[MORNING, LATER]);
        assert!(
            matches!(call_to_close(&record, at("2026-11-25T16:00"), None), ToClose::Several(two) if two.len() == 2)
        );
    }
}
