//! Which call is to be closed.

use anyhow::bail;

use super::Said;
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::session::{Session, SessionStatus};

/// The call that is meant.
pub enum Call<'a> {
    /// One that has a note.
    Noted(&'a Session),
    /// One that was closed so already: its note says all that is said again.
    Closed(&'a Session),
    /// One of today that nobody has written down yet.
    New,
}

/// Finds the call that is meant: one of today that has begun, else one of today that took place, else one of which nobody has
/// said yet what happened, else one of today that is to come. Where several could be meant the oldest is, if there is somebody
/// to see that; flags alone have to name one. `says_it_all` tells whether a call's note says already what the flags say.
pub fn meant<'a>(
    record: &'a Record,
    now: Moment,
    said: Option<&Said>,
    says_it_all: impl Fn(&Session, &Said) -> bool,
) -> anyhow::Result<Call<'a>> {
    let is = |session: &Session, status: SessionStatus| session.status(now) == status;
    let of_today = |session: &&Session| session.when.date == now.date;
    let has_begun = |session: &Session| now.time.is_none() || session.when.clock() <= now.clock();
    let sessions = || record.sessions.iter();
    // The call that comes next isn't the one that is closed.
    let is_next = |session: &Session| said.is_some_and(|said| said.next == Some(session.when));
    let planned = || sessions().filter(|session| is(session, SessionStatus::Planned) && !is_next(session));
    let closed = || {
        sessions()
            .rev()
            .filter(|session| !is(session, SessionStatus::Planned) && session.when.date <= now.date)
    };
    let again = |session: &&Session| said.is_some_and(|said| says_it_all(session, said));

    let begun: Vec<&Session> = planned().filter(of_today).filter(|session| has_begun(session)).collect();
    if let Some(session) = only_one(&begun, record, said)? {
        return Ok(Call::Noted(session));
    }
    if let Some(session) = closed().filter(of_today).find(again) {
        return Ok(Call::Closed(session));
    }
    // What is said later today of a call that was told today is said of the same one.
    let told = said.map_or(SessionStatus::Held, |said| said.status);
    if let Some(session) = closed().filter(of_today).find(|session| is(session, told)) {
        return Ok(Call::Noted(session));
    }
    let waiting: Vec<&Session> = planned().filter(|session| session.when.date <= now.date).collect();
    if let Some(session) = only_one(&waiting, record, said)? {
        return Ok(Call::Noted(session));
    }
    // Said again, it is the last call that is meant; one of months ago that looks the same isn't.
    if let Some(session) = closed().next().filter(again) {
        return Ok(Call::Closed(session));
    }
    match said {
        Some(said) if said.status != SessionStatus::Held => bail!(Refusal::new(
            format!("{} has no call today of which that could be said", record.client.called()),
            "name the call: --on DATE"
        )),
        _ => Ok(Call::New),
    }
}

fn only_one<'a>(
    sessions: &[&'a Session],
    record: &Record,
    said: Option<&Said>,
) -> anyhow::Result<Option<&'a Session>> {
    if sessions.len() > 1 && said.is_some() {
        let ids: Vec<&str> = sessions.iter().map(|session| session.id.as_str()).collect();
        let what = format!("{} has several calls to be closed: {}", record.client.called(), ids.join(", "));
        bail!(Refusal::new(what, format!("name one with --on {}", ids[0])));
    }
    Ok(sessions.first().copied())
}
