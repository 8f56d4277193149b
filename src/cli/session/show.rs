use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::picking;
use crate::insight::sessions;
use crate::model::problem::Loaded;
use crate::practice::zones::read_clocks;

/// Show a session
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    "coach session show alice 2026-11-08",
    "coach session show chiara last",
])]
pub struct Args {
    /// Who [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// Which one: last, next, a date or an id [default: today's, else the last]
    #[arg(add = Names::Session)]
    session: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &id);
    let named = args.session.as_deref();
    let session = match named.and_then(|typed| picking::find_session_set_aside(&record.value, typed)) {
        Some(set_aside) => set_aside,
        None => picking::pick_session(context, &record.value, named)?,
    };
    let body = practice.note(&session.path).value.body_text().trim().to_owned();
    let clocks = read_clocks(practice.settings().value.timezone, record.value.client.timezone);
    let view = sessions::session(&record.value, session, context.now, body, &clocks);
    context.show(&practice, Loaded::new(view, record.problems))
}
