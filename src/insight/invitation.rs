//! One call as an invitation for the client: when, how long, where, and from whom. Nothing else stands in it.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::calendar::{self, Event, Wish};
use super::client_record::ClientRecord;
use super::handout::{Sender, is_address};
use super::view::View;
use crate::model::choice::choices;
use crate::model::moment::Moment;
use crate::model::session::{Session, SessionStatus};
use crate::model::zone::Zone;

choices! {
    /// What a calendar is to do with an invitation (`METHOD`, RFC 5546).
    Method {
        /// Take it in: nobody can be answered.
        Publish = "publish",
        /// Ask whether they come, and answer the coach.
        Request = "request",
        /// Take it out again.
        Cancel = "cancel",
    }
}

/// `calendar --for client`.
#[derive(Debug, Clone, Serialize)]
pub struct Invitation {
    /// The time zone of the practice, by its IANA name; without one, times float.
    pub timezone: Option<&'static str>,
    /// What their calendar is to do with it.
    pub method: Method,
    /// The call.
    pub event: Event,
    /// Who invites.
    #[serde(flatten)]
    pub sender: Sender,
    /// Who is invited.
    pub invited: Invited,
    /// The instant of this invitation: of two for the same call, the later one counts.
    #[serde(skip)]
    pub stamp: DateTime<Utc>,
}

/// Who is invited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Invited {
    /// What they are called.
    pub name: String,
    /// Their address, where it is one.
    pub mail: Option<String>,
}

/// Makes the invitation for a call of theirs; `address` is where they can be written to. None for a note that only says where a call was before it
/// was moved.
#[must_use]
pub fn invitation(
    record: &ClientRecord,
    session: &Session,
    sender: Sender,
    address: Option<&str>,
    (now, zone, alarm): (Moment, Option<&Zone>, Option<u32>),
) -> Option<Invitation> {
    let wish = Wish { since: now.date, names: false, places: true, alarm, zone };
    let call = calendar::call(record, session, now, wish)?;
    let title =
        sender.coach.as_ref().map_or_else(|| "Coaching".to_owned(), |coach| format!("Coaching with {coach}"));
    let mail = address.map(str::trim).filter(|mail| is_address(mail)).map(str::to_owned);
    let is_off = session.status(now) == SessionStatus::Cancelled;
    let method = match (&sender.mail, &mail) {
        (Some(_), Some(_)) if is_off => Method::Cancel,
        (Some(_), Some(_)) => Method::Request,
        _ => Method::Publish,
    };
    Some(Invitation {
        timezone: zone.map(Zone::name),
        method,
        event: Event { title, ..call },
        sender,
        invited: Invited { name: record.client.display_name().to_owned(), mail },
        stamp: calendar::stamp(now, zone),
    })
}

/// It is made for the client, of what they may see.
impl View for Invitation {
    const TEMPLATE: Option<&'static str> = None;

    fn for_client(self) -> Option<Self> {
        let Self { timezone, method, event, sender, invited, stamp } = self;
        Some(Self { timezone, method, event, sender, invited, stamp })
    }
}
