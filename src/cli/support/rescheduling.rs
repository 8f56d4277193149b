//! Moving a call: a new one is planned, the old note says so, and what was to be looked at then moves along.

use std::sync::Arc;

use anyhow::bail;
use chrono::NaiveDate;

use crate::acts::call_keys::CallKeys;
use crate::acts::closing::with_status;
use crate::cli::support::booking;
use crate::cli::support::context::Context;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::insight::which::plan::is_due;
use crate::model::moment::Moment;
use crate::model::plan::{Outcome, Plan};
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::session::{Session, SessionStatus, Side};
use crate::model::shell_word::quote;
use crate::practice::Practice;

/// What is to be moved, and how.
pub struct Move<'a> {
    /// The call.
    pub session: &'a Session,
    /// When it takes place instead; without an hour, at the same hour.
    pub to: Moment,
    /// Who asked for it.
    pub by: Option<Side>,
    /// Whether plan reviews of that day move along without being asked about.
    pub reviews: bool,
}

impl Move<'_> {
    /// The day and hour that it is moved to.
    pub fn to(&self) -> Moment {
        Moment { date: self.to.date, time: self.to.time.or(self.session.when.time) }
    }

    /// The call that is planned there already.
    pub fn find_there<'a>(&self, record: &'a Record, now: Moment) -> Option<&'a Session> {
        let planned =
            |other: &&Session| other.when == self.to() && other.status(now) == SessionStatus::Planned;
        record.sessions.iter().find(planned)
    }
}

/// Moves a call. Gives the path of the note for the new time. What is refused has written nothing.
pub fn move_call(
    context: &Context,
    practice: &Practice,
    record: &Record,
    wanted: &Move<'_>,
) -> anyhow::Result<Arc<str>> {
    let (session, to) = (wanted.session, wanted.to());
    check(context, record, wanted)?;
    if wanted.to.time.is_none() {
        context.tell_odd_hour(to)?;
    }
    let moved = |text: &str| with_status(text, SessionStatus::Moved, wanted.by);
    let mut paper = NoteInHand::open(practice, &session.path)?;
    paper.try_edit(moved)?;
    // The call's own note comes last: a command that was cut off can then be run again, and finds the same call.
    move_reviews(context, practice, record, session.when.date, Some(to.date), wanted.reviews)?;
    let path = match wanted.find_there(record, context.now) {
        Some(there) => there.path.clone(),
        None => plan_anew(context, practice, record, session, to)?,
    };
    paper.change(moved)?;
    context.did(&session.path, &format!("moved to {}", to.to_spoken()))?;
    say_what_follows(context, record, session);
    Ok(path)
}

/// Says which planned calls follow one that is moved: each has its day of its own, and stays there.
fn say_what_follows(context: &Context, record: &Record, moved: &Session) {
    let follow = record
        .sessions
        .iter()
        .filter(|other| other.when > moved.when && other.status(context.now) == SessionStatus::Planned);
    let days: Vec<String> = follow.map(|call| call.when.to_spoken()).collect();
    if !days.is_empty() {
        context.ui.say(&format!("the calls that follow stay where they are: {}", days.join("; ")));
    }
}

/// Refuses what is only for calls that didn't take place. Of today's, a note without a status leaves that open.
pub fn check_not_held(context: &Context, record: &Record, session: &Session) -> anyhow::Result<()> {
    let open = session.written_status.is_none() && session.when.date == context.now.date;
    if session.is_held(context.now) && !open {
        let what = format!("the call of {} took place", session.when.to_spoken());
        let hint = format!(
            "if it didn't: coach session set {} {} status=cancelled",
            quote(&record.client.id),
            quote(&session.id)
        );
        bail!(Refusal::refuse(what, hint));
    }
    Ok(())
}

fn check(context: &Context, record: &Record, wanted: &Move<'_>) -> anyhow::Result<()> {
    let (session, to, id) = (wanted.session, wanted.to(), &record.client.id);
    check_not_held(context, record, session)?;
    if to == session.when {
        bail!(Refusal::exists("that is when it takes place already", "name another time with --to"));
    }
    if session.status(context.now) == SessionStatus::Cancelled && session.charged == Some(true) {
        let what = format!("the call of {} was called off and is charged", session.when.to_spoken());
        let hint = format!(
            "plan another one: coach session new {id} --on …; or take the charge away first: coach session set {id} {} charged=",
            quote(&session.id),
            id = quote(id)
        );
        bail!(Refusal::refuse(what, hint));
    }
    if session.status(context.now) == SessionStatus::Moved && wanted.find_there(record, context.now).is_none()
    {
        let hint = format!("move the call that was planned instead: coach session list {id}", id = quote(id));
        bail!(Refusal::refuse(format!("the call of {} was moved already", session.when.to_spoken()), hint));
    }
    Ok(())
}

/// The note for the new time, with what is known of the call.
fn plan_anew(
    context: &Context,
    practice: &Practice,
    record: &Record,
    session: &Session,
    to: Moment,
) -> anyhow::Result<Arc<str>> {
    let keys = CallKeys::for_moved(session, record);
    booking::book_call(context, practice, record, to, &keys, Some(session))
}

/// Open plans that were to be looked at on a day on which there is no call any more: where there is another day for it, their
/// reviews move there if that was asked for, or is wanted when asked; the others are named.
pub fn move_reviews(
    context: &Context,
    practice: &Practice,
    record: &Record,
    day: NaiveDate,
    to: Option<NaiveDate>,
    asked_for: bool,
) -> anyhow::Result<()> {
    for plan in list_due_plans(record, day).filter(|_| to != Some(day)) {
        let question = format!("“{}” was to be looked at then. Move its review along?", plan.title);
        let asked = || -> anyhow::Result<bool> {
            Ok(context.ui.can_ask() && context.ui.confirm(&question, true)?.unwrap_or(false))
        };
        let said = match to {
            Some(to) if asked_for || asked()? => {
                NoteInHand::open(practice, &plan.path)?.set_date("review", Moment::day(to))?;
                format!("“{}”: the review is on {}", plan.title, Moment::day(to).to_spoken())
            }
            Some(_) => {
                format!("“{}” is still to be looked at on {day}: --reviews moves it along", plan.title)
            }
            None => format!(
                "“{}” was to be looked at then: coach plan set {} {} review=…",
                plan.title,
                quote(&record.client.id),
                quote(&plan.id)
            ),
        };
        context.ui.say(&said);
    }
    Ok(())
}

/// Gives open plans of which nobody said when they are looked at the day of the next call. One that is due already stays so.
pub fn give_reviews(
    context: &Context,
    practice: &Practice,
    record: &Record,
    day: NaiveDate,
) -> anyhow::Result<()> {
    let waits = |plan: &&Plan| {
        plan.outcome == Outcome::Open
            && plan.review.is_none()
            && !is_due(record, plan, context.now.date, context.now)
    };
    for plan in record.plans.iter().filter(waits) {
        NoteInHand::open(practice, &plan.path)?.set_date("review", Moment::day(day))?;
        let review = Moment::day(day).to_spoken();
        context.ui.say(&format!("“{}”: the review is on {review}", plan.title));
    }
    Ok(())
}

fn list_due_plans(record: &Record, day: NaiveDate) -> impl Iterator<Item = &Plan> {
    record.plans.iter().filter(move |plan| plan.outcome == Outcome::Open && plan.review == Some(day))
}
