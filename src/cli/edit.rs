use crate::acts::call_keys::CallKeys;
use crate::cli::support::booking;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::opening;
use crate::cli::support::picking;
use crate::model::moment::Moment;
use crate::model::session::{Session, SessionStatus};

/// Today's note of the call at hand, in your editor
///
/// Where a named client has no call today, a note for one is made.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach edit", "coach edit alice"])]
pub struct Args {
    /// Who [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client_to_write(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &id).value;
    let takes_place = |call: &&Session| {
        let status = call.status(context.now);
        call.when.date == context.now.date && matches!(status, SessionStatus::Planned | SessionStatus::Held)
    };
    let today: Vec<&Session> = record.sessions.iter().filter(takes_place).collect();
    let path = match today.as_slice() {
        [] => {
            let when = Moment::day(context.now.date);
            let path = booking::book_call(context, &practice, &record, when, &CallKeys::default(), None)?;
            context.did(&path, "made for today")?;
            path
        }
        [one] => one.path.clone(),
        _ => picking::pick_session_to_write(context, &record, None)?.path.clone(),
    };
    opening::open_in_editor(context, &practice, &path, &id)?;
    Ok(())
}
