//! The call of a day is about a goal whose level moved or that was examined in it.

use chrono::NaiveDate;

use crate::acts::references::add_reference;
use crate::cli::support::context::Context;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::model::id::same;
use crate::model::record::Record;
use crate::model::session::SessionStatus;
use crate::practice::Practice;

/// Names a goal in the note of the day's call, since the goal's own note keeps the last day alone. Where there is no call that day,
/// nothing is written; of several the last one takes it, and the others share it when they are read.
pub fn name_goal_on(
    context: &Context,
    practice: &Practice,
    record: &Record,
    goal: &str,
    on: NaiveDate,
) -> anyhow::Result<()> {
    let took_place = |status| matches!(status, SessionStatus::Held | SessionStatus::Planned);
    let mut of_day = record.sessions.iter().filter(|session| session.when.date == on);
    let Some(session) = of_day.rfind(|session| took_place(session.status(context.now))) else {
        return Ok(());
    };
    // It may stand there by its title.
    if session.goals.iter().any(|named| same(&named.id, goal)) {
        return Ok(());
    }
    NoteInHand::open(practice, &session.path)?.stage(|text| add_reference(text, "goals", goal))
}
