use anyhow::bail;

use crate::cli::support::booking;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::picking;
use crate::cli::support::rescheduling;
use crate::cli::support::rescheduling::{Move, move_call};
use crate::cli::talks::question;
use crate::cli::talks::question::ask_for_onward;
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::session::{Session, SessionStatus, Side};
use crate::model::shell_word::quote;

/// Move a call to another time: the old note says so, and a new one is planned
///
/// The reviews of plans that were to be looked at that day move along with --reviews; on a terminal that is asked.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![r#"coach session move ben next --to "friday 10:00" --by client"#])]
pub struct Args {
    /// Who
    #[arg(add = Names::Client)]
    client: String,
    /// Which one: last, next, a date or an id [default: the next]
    #[arg(default_value = "next", add = Names::Session)]
    session: String,
    /// When it takes place instead
    #[arg(long, value_name = "WHEN")]
    to: String,
    /// Who asked for it: client or coach
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(Side::WORDS), hide_possible_values = true)]
    by: Option<String>,
    /// Move the plan reviews of that day along
    #[arg(long)]
    reviews: bool,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client(&practice, Some(&args.client))?;
    let record = context.record(&practice, &id).value;
    let picked = picking::pick_session(context, &record, Some(&args.session))?;
    rescheduling::check_not_held(context, &record, picked)?;
    let to = booking::read_when(context, &practice, &record, &args.to)?;
    let begun = find_begun(&record, picked, to, context.now).filter(|_| args.session == "next");
    let session = begun.unwrap_or(picked);
    if args.session == "next"
        && let Some(moved) = find_moved_there(&record, session, to, context.now)
    {
        let what = format!("the call of {} was moved there already", moved.when.to_spoken());
        let hint = format!(
            "to move the one of {} as well: coach session move {id} {} --to …",
            session.when.to_spoken(),
            quote(&session.id),
            id = quote(&id)
        );
        bail!(Refusal::missing(what, hint));
    }
    let by = match args.by.as_deref() {
        Some(by) => Some(question::read_side(by)?),
        None if context.ui.can_ask() => {
            ask_for_onward(context, "By whom? client or coach", None, question::read_side)?.ok()
        }
        None => None,
    };
    let path = move_call(context, &practice, &record, &Move { session, to, by, reviews: args.reviews })?;
    context.report_written(&path)
}

/// The call whose move to an earlier time was cut off, where the one that is next was planned by that: it doesn't say yet that it was moved.
fn find_begun<'a>(record: &'a Record, next: &Session, to: Moment, now: Moment) -> Option<&'a Session> {
    let is_there = Move { session: next, to, by: None, reviews: false }.to() == next.when;
    let from = next.moved_from.last().filter(|_| is_there)?;
    let waits = |other: &&Session| other.id == *from && other.status(now) == SessionStatus::Planned;
    record.sessions.iter().find(waits)
}

/// A call before this one that stands where this one is to go: then this one is next only since that one was moved.
fn find_moved_there<'a>(record: &'a Record, next: &Session, to: Moment, now: Moment) -> Option<&'a Session> {
    let before = |other: &&Session| other.when < next.when && !other.is_past(now);
    let moved = |other: &&Session| {
        let wanted = Move { session: other, to, by: None, reviews: false };
        other.status(now) == SessionStatus::Moved && wanted.find_there(record, now).is_some()
    };
    record.sessions.iter().filter(before).find(moved)
}
