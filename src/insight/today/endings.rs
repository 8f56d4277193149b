//! What ends: agreements, the time for which records are kept, work of which one agreed call is left.

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::client::ClientStatus;
use crate::model::moment::Moment;
use crate::model::record::Record;

/// Within how many days an end is soon.
const SOON: i64 = 30;

/// Something that ends soon.
#[derive(Debug, Clone, Serialize)]
pub struct Ending {
    /// Whose.
    pub client: String,
    /// Their name.
    pub name: String,
    /// The key that says so: `until` or `keep_until`.
    pub what: &'static str,
    /// When.
    pub date: NaiveDate,
    /// In how many days; below zero where it is past.
    pub days: i64,
}

/// Work that comes to its last agreed call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LastCall {
    /// With whom.
    pub client: String,
    /// Their name.
    pub name: String,
    /// How many calls were held.
    pub held: usize,
    /// How many were agreed.
    pub agreed: u32,
}

/// The end of an agreement of someone one works with, and the day by which records are to be erased, whoever's they are.
pub(super) fn endings(record: &Record, now: Moment) -> Vec<Ending> {
    let agreement = record.client.until.filter(|_| record.client.status != ClientStatus::Completed);
    let ends = [("until", agreement), ("keep_until", record.client.keep_until)];
    let ending = |(what, date): (&'static str, Option<NaiveDate>)| {
        let date = date?;
        let days = (date - now.date).num_days();
        let (client, name) = (record.client.id.clone(), record.client.display_name().to_owned());
        (days <= SOON).then_some(Ending { client, name, what, date, days })
    };
    ends.into_iter().filter_map(ending).collect()
}

/// Whether the last agreed call comes next, or was held: time to look at an ending, or to agree anew.
pub(super) fn last_call(record: &Record, now: Moment) -> Option<LastCall> {
    let agreed = record.client.sessions_agreed.filter(|agreed| *agreed > 1)?;
    let held = record.held_sessions(now).count();
    let (client, name) = (record.client.id.clone(), record.client.display_name().to_owned());
    (held + 1 >= agreed as usize).then_some(LastCall { client, name, held, agreed })
}
