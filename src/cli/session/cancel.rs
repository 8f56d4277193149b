use anyhow::bail;

use crate::acts::closing::cancel_call;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::support::picking;
use crate::cli::support::rescheduling;
use crate::cli::support::rescheduling::move_reviews;
use crate::cli::talks::question;
use crate::cli::talks::question::ask_for_onward;
use crate::model::dates::Direction;
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::session::{Session, SessionStatus, Side};
use crate::model::shell_word::quote;

/// Note that a call was called off, and by whom
///
/// Plans that were to be looked at that day are named; --reviews moves their reviews to another one.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach session cancel ben next --by client --charged"])]
pub struct Args {
    /// Who
    #[arg(add = Names::Client)]
    client: String,
    /// Which one: last, next, a date or an id [default: the next]
    #[arg(default_value = "next", add = Names::Session)]
    session: String,
    /// Who called it off: client or coach [default: asked for on a terminal]
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(Side::WORDS), hide_possible_values = true)]
    by: Option<String>,
    /// It is charged all the same
    #[arg(long)]
    charged: bool,
    /// When the plans that were to be looked at that day are looked at instead
    #[arg(long, value_name = "WHEN")]
    reviews: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client(&practice, Some(&args.client))?;
    let record = context.record(&practice, &id).value;
    let session = picking::pick_session(context, &record, Some(&args.session))?;
    rescheduling::check_not_held(context, &record, session)?;
    let reviews =
        args.reviews.as_deref().map(|day| context.read_date(day, Direction::PlansAhead)).transpose()?;
    let by = by_whom(&args, context)?;
    if args.session == "next"
        && let Some(off) = find_called_off(&record, session, by, context.now)
    {
        let what = format!("the call of {} is called off already", off.when.to_spoken());
        let hint = format!(
            "to call off the one of {} as well: coach session cancel {id} {} --by {by}",
            session.when.to_spoken(),
            quote(&session.id),
            id = quote(&id)
        );
        bail!(Refusal::refuse(what, hint));
    }
    let mut note = NoteInHand::open(&practice, &session.path)?;
    note.try_edit(|text| cancel_call(text, by, args.charged))?;
    // The call's own note comes last: a command that was cut off can then be run again, and finds the same call.
    let next = record.sessions.iter().find(|other| {
        other.status(context.now) == SessionStatus::Planned && other.when.date > session.when.date
    });
    let to = reviews.or(next.filter(|_| context.ui.can_ask()).map(|next| next.when)).map(|to| to.date);
    move_reviews(context, &practice, &record, session.when.date, to, reviews.is_some())?;
    note.change(|text| cancel_call(text, by, args.charged))?;
    context.did(&session.path, &format!("cancelled by the {by}"))
}

fn by_whom(args: &Args, context: &Context) -> anyhow::Result<Side> {
    if let Some(by) = args.by.as_deref() {
        return question::read_side(by);
    }
    let missing = || Refusal::missing("who called it off?", "give --by client or --by coach");
    if !context.ui.can_ask() {
        bail!(missing());
    }
    Ok(ask_for_onward(context, "By whom? client or coach", None, question::read_side)?
        .map_err(|_| missing())?)
}

/// A call before this one, still to come, that the same side called off: then this one is next only since that one is off.
fn find_called_off<'a>(record: &'a Record, next: &Session, by: Side, now: Moment) -> Option<&'a Session> {
    record.sessions.iter().find(|other| {
        let off = other.status(now) == SessionStatus::Cancelled && other.cancelled_by == Some(by);
        off && other.when < next.when && !other.is_past(now)
    })
}
