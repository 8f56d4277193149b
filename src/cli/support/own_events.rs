//! What the practice's own calendar told other programs, known again where they give it back.

use std::collections::HashMap;
use std::path::Path;

use crate::cli::support::context::Context;
use crate::insight::calendar::{self, list_uids};
use crate::model::client::Client;
use crate::model::record::Record;
use crate::note::foreign::export_kind::ExportKind;
use crate::practice::Practice;
use crate::practice::import::calls::OwnEvent;
use crate::practice::import::scan::{Found, ending_of};

/// The practice's calls and reviews by the names that they have in calendars; none, and nothing is read, where no calendar comes in.
pub fn list_own_events(
    context: &Context,
    practice: &Practice,
    clients: &[Client],
    from: Option<ExportKind>,
    files: &[Found],
) -> HashMap<String, OwnEvent> {
    let is_calendar = |file: &Found| matches!(ending_of(Path::new(&file.path)).as_str(), "ics" | "ical");
    let mut own = HashMap::new();
    if from != Some(ExportKind::Ics) && !files.iter().any(is_calendar) {
        return own;
    }
    let now = context.now;
    let look = move |record: Record| (record.client.id.clone(), list_uids(&record, now));
    for (id, events) in context.look_at_records(practice, calendar::NEEDS, look).value {
        let Some(client) = clients.iter().position(|client| client.id == id) else { continue };
        own.extend(events.into_iter().map(|(uid, path, when)| (uid, OwnEvent { client, path, when })));
    }
    own
}
