//! Making the note of a call.

use std::sync::Arc;

use serde::Serialize;

use super::context::Context;
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::session::SessionStatus;
use crate::note::edit::{self, NewValue};
use crate::practice::Practice;
use crate::practice::paths::{self, Kind};

/// What `new-session.md` is filled with.
#[derive(Serialize)]
struct NewSession {
    date: String,
    status: &'static str,
    keys: Vec<(&'static str, String)>,
}

/// Makes the note of a call with further keys, numbered within its day. Gives its path.
pub fn make(
    context: &Context,
    practice: &Practice,
    record: &Record,
    when: Moment,
    status: SessionStatus,
    keys: &[(&'static str, NewValue)],
) -> anyhow::Result<Arc<str>> {
    let client = &record.client.id;
    let keys = keys.iter().map(|(key, value)| (*key, edit::value_text(value))).collect();
    let view = NewSession { date: when.to_string(), status: status.word(), keys };
    let note = context.fill(practice, "new-session.md", &view)?;
    let path =
        paths::note(client, Kind::Session, &practice.free_id(client, Kind::Session, &when.date.to_string()));
    practice.create(&path, &note)?;
    Ok(path)
}
