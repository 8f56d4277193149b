//! Which of a client's plans is meant where none is named, and when one is due.

use chrono::NaiveDate;

use crate::model::id::same;
use crate::model::moment::Moment;
use crate::model::plan::{Outcome, Plan};
use crate::model::record::Record;
use crate::model::session::SessionStatus;

/// The newest open plan.
#[must_use]
pub fn newest_open_plan(record: &Record) -> Option<&Plan> {
    let open = record.plans.iter().filter(|plan| plan.outcome == Outcome::Open);
    open.reduce(|newest, plan| if is_newer(record, plan, newest) { plan } else { newest })
}

/// Whether a plan is newer than another one: by the day it was made, the hour of it, then the one that follows the other, then
/// the later id.
#[must_use]
pub fn is_newer(record: &Record, plan: &Plan, than: &Plan) -> bool {
    let made = |plan: &Plan| (plan.made, plan.made_hour);
    if made(plan) != made(than) {
        return made(plan) > made(than);
    }
    match (follows(record, plan, than), follows(record, than, plan)) {
        (true, false) => true,
        (false, true) => false,
        _ => plan.id > than.id,
    }
}

/// Whether a plan follows another one, be it over others.
fn follows(record: &Record, plan: &Plan, other: &Plan) -> bool {
    let before = |plan: &Plan| record.plan(&plan.follows.as_ref()?.id);
    // Plans that follow each other in a circle are a problem, not a loop.
    std::iter::successors(before(plan), |plan| before(plan))
        .take(record.plans.len())
        .any(|plan| same(&plan.id, &other.id))
}

/// The day on which an open plan is to be looked at: its review, else the first call after the day it was made, held or planned.
/// `None` where it isn't open, or there is no such call yet.
#[must_use]
pub fn review_day(record: &Record, plan: &Plan, now: Moment) -> Option<NaiveDate> {
    if plan.outcome != Outcome::Open {
        return None;
    }
    let takes_place = |status| matches!(status, SessionStatus::Held | SessionStatus::Planned);
    let first_call = || {
        let calls = record.sessions.iter().filter(|call| takes_place(call.status(now)));
        calls.map(|call| call.when.date).find(|day| plan.made.is_none_or(|made| *day > made))
    };
    plan.review.or_else(first_call)
}

/// Whether a later plan of the same goal was looked at already: then this one isn't asked after any more. A plan without a goal has
/// no same goal.
#[must_use]
pub fn is_stale(record: &Record, plan: &Plan) -> bool {
    let Some(goal) = &plan.goal else { return false };
    record.plans.iter().any(|other| {
        let dated = plan.made.is_some() && other.made.is_some();
        dated && other.serves(&goal.id) && other.value().is_some() && is_newer(record, other, plan)
    })
}

/// Whether an open plan is to be looked at on a day, or was before.
#[must_use]
pub fn is_due(record: &Record, plan: &Plan, by: NaiveDate, now: Moment) -> bool {
    review_day(record, plan, now).is_some_and(|review| review <= by)
}

#[cfg(test)]
mod tests {
    use super::{is_due, newest_open_plan};
    use crate::insight::which::tests::{at, record};

    #[test]
    fn the_newest_of_one_day_is_the_later_one_not_the_last_by_alphabet() {
        for (notes, wanted) in [
            (
                &[
                    ("plans/2026-11-08-zoo.md", "made: 2026-11-08"),
                    ("plans/2026-11-08-a.md", "made: 2026-11-08T10:40"),
                ][..],
                "2026-11-08-a",
            ),
            (
                &[
                    ("plans/2026-11-08-a.md", "made: 2026-11-08T10:40"),
                    ("plans/2026-11-08-b.md", "made: 2026-11-08T09:00"),
                ],
                "2026-11-08-a",
            ),
            (
                &[("plans/2026-11-08-zoo.md", ""), ("plans/2026-11-08-a.md", "follows: 2026-11-08-zoo")],
                "2026-11-08-a",
            ),
            (&[("plans/2026-11-08-a.md", ""), ("plans/2026-11-08-b.md", "")], "2026-11-08-b"),
            (
                &[
                    ("plans/2026-11-08-a.md", "follows: 2026-11-08-b"),
                    ("plans/2026-11-08-b.md", "follows: 2026-11-08-a"),
                ],
                "2026-11-08-b",
            ),
            (&[("plans/2026-11-09-a.md", "outcome: kept"), ("plans/2026-11-08-b.md", "")], "2026-11-08-b"),
        ] {
            let record = record("anna", notes);
            assert_eq!(newest_open_plan(&record).map(|plan| plan.id.as_str()), Some(wanted), "{notes:?}");
        }
    }

    #[test]
    fn a_plan_without_a_review_is_due_at_the_first_call_after_it() {
        for (front, calls, wanted) in [
            ("review: 2026-11-25", &[][..], true),
            ("review: 2026-11-26", &[], false),
            ("", &[], false),
            ("", &[("sessions/2026-11-08.md", "status: held")], false),
            ("", &[("sessions/2026-11-20.md", "status: held")], true),
            (
                "",
                &[
                    ("sessions/2026-11-20.md", "status: cancelled"),
                    ("sessions/2026-12-02.md", "status: planned"),
                ],
                false,
            ),
            ("", &[("sessions/2026-11-25.md", "status: planned")], true),
            ("outcome: draft", &[("sessions/2026-11-20.md", "status: held")], false),
            ("outcome: kept", &[("sessions/2026-11-20.md", "status: held")], false),
        ] {
            let notes = [&[("plans/2026-11-08-a.md", front)], calls].concat();
            let (record, now) = (record("anna", &notes), at("2026-11-25T09:00"));
            assert_eq!(is_due(&record, &record.plans[0], now.date, now), wanted, "{front} {calls:?}");
        }
    }
}
