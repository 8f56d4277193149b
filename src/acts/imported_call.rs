//! A call that another program wrote down, as the text of a note.

use std::fmt::Write as _;

use crate::model::moment::Moment;
use crate::model::session::{SessionKind, SessionStatus};
use crate::note::edit::scalar_text;
use crate::note::foreign::call_record::CallRecord;

/// What became of a call: what is said of it, and else, where it is past, held by a log and unconfirmed by a calendar, which only
/// knows what was meant to be.
#[must_use]
pub fn status_of(record: &CallRecord, when: Moment, now: Moment) -> SessionStatus {
    let by_clock = SessionStatus::for_new(when, now);
    match record.status {
        Some(SessionStatus::Held) | None if by_clock == SessionStatus::Planned => SessionStatus::Planned,
        Some(status) => status,
        None if record.is_log => by_clock,
        None => SessionStatus::Planned,
    }
}

/// The note of a call. What was written as notes stands in it byte for byte; what no key of a session holds stands under `imported:`.
#[must_use]
pub fn text_of_call(record: &CallRecord, when: Moment, status: SessionStatus) -> String {
    let mut text = format!("---\ndate: {when}\nstatus: {status}\n");
    if let Some(side) = record.cancelled_by {
        let _ = writeln!(text, "cancelled_by: {side}");
    }
    if let Some(minutes) = record.minutes {
        let _ = writeln!(text, "minutes: {minutes}");
    }
    if let Some(fee) = record.fee {
        let _ = writeln!(text, "fee: {fee}");
    }
    if let Some(kind) = record.kind.filter(|kind| *kind != SessionKind::Individual) {
        let _ = writeln!(text, "kind: {kind}");
    }
    if let Some(size) = record.group_size {
        let _ = writeln!(text, "group_size: {size}");
    }
    let _ = writeln!(text, "imported:\n  from: {}\n  id: {}", record.from, scalar_text(&record.id));
    let mut keys = vec!["from".to_owned(), "id".to_owned()];
    for (key, value) in record.other.iter().filter(|(_, value)| !value.trim().is_empty()) {
        // A key that stands twice is no YAML.
        let mut own = key.clone();
        while keys.contains(&own) {
            own.push_str(" (again)");
        }
        let _ = writeln!(text, "  {}: {}", scalar_text(&own), scalar_text(value));
        keys.push(own);
    }
    text.push_str("---\n");
    if !record.body.is_empty() {
        text.push('\n');
        text.push_str(&record.body);
        if !record.body.ends_with('\n') {
            text.push('\n');
        }
    }
    text
}
