//! Facts of one note that can't all be so: what one key says without another has no effect, or a wrong one.

use super::plan::{Outcome, Plan};
use super::problem::Problem;
use super::record::Record;
use super::session::{Session, SessionStatus};
use super::written::Written;

/// Everything in one client's calls and plans that says one thing and counts as another.
#[must_use]
pub fn find_contradictions(record: &Record) -> Vec<Problem> {
    let calls = record.sessions.iter().filter_map(called_off_without_status);
    calls.chain(record.plans.iter().filter_map(times_of_none)).collect()
}

/// A call of which is said by whom it was called off, and not that it was: it would count as held.
fn called_off_without_status(session: &Session) -> Option<Problem> {
    let counts_otherwise =
        matches!(session.written_status, None | Some(SessionStatus::Held | SessionStatus::Planned));
    let is_unread = session.written_status.is_none() && session.written.key("status").is_some();
    (session.cancelled_by.is_some() && counts_otherwise && !is_unread).then(|| {
        let what =
            "`cancelled_by` says that this call was called off, and `status` doesn't; it doesn't count";
        let hint = "add `status: cancelled`, or take `cancelled_by` away";
        let place = find_line(&session.written, &["cancelled_by", "status", "date"]);
        Problem { line: place, ..Problem::for_file(&*session.path, "near-status", what, hint) }.as_doubt()
    })
}

/// Times done of which nobody can tell of how many.
fn times_of_none(plan: &Plan) -> Option<Problem> {
    let is_of_none = plan.done.is_some() && plan.of.is_none_or(|of| of <= 0.0);
    let is_reviewed = matches!(plan.outcome, Outcome::Kept | Outcome::Partly | Outcome::Missed);
    (is_of_none && is_reviewed).then(|| {
        let what =
            "`done` has no effect without `of`, the times meant, above 0: the plan counts by its outcome";
        let hint = "add `of:` with the times meant, or take `done` away";
        let line = find_line(&plan.written, &["outcome"]);
        Problem { line, ..Problem::for_file(&*plan.path, "odd-count", what, hint) }.as_note()
    })
}

/// The line of the first of these keys that stands in a note.
fn find_line(written: &Written, keys: &[&str]) -> usize {
    keys.iter().find_map(|key| written.key(key)).map_or(1, |source| source.line)
}
