use crate::cli::paper::Paper;
use crate::cli::words::words;
use crate::cli::{complete::Names, context::Context, look_back, note_file, session_note};
use crate::model::dates::Direction;
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::session::{Session, SessionKind, SessionStatus};
use crate::note::edit::NewValue;

/// Make the note for today's call, or for a planned one; prints its path
///
/// If today's call has its note already, that one is meant.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    r#"coach session new alice --on "next tuesday 10:00""#,
    "coach session new tomas --minutes 45 --goal night-team",
])]
pub struct Args {
    /// Who [default: the nearest call]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// When [default: today]
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
    /// How long it is to take
    #[arg(long, value_parser = crate::cli::talk::whole)]
    minutes: Option<u32>,
    /// Who is in it: individual, group or team
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(SessionKind::WORDS), hide_possible_values = true)]
    kind: Option<String>,
    /// A goal that it is about; again for each
    #[arg(long = "goal", value_name = "GOAL", add = Names::Goal)]
    goals: Vec<String>,
    /// Open it in your editor
    #[arg(long, short)]
    edit: bool,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let client = context.client_to_write(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &client).value;
    let on = args.on.as_deref().map(|on| context.read_date(on, Direction::PlansAhead)).transpose()?;
    let keys = keys(&args, context, &record)?;
    let path = if let Some(session) = standing(&record, on, context.now) {
        context.ui.say(&format!("{} has a note already", session.when.spoken()));
        let mut paper = Paper::open(&practice, &session.path)?;
        for (key, value) in &keys {
            paper.set(key, value)?;
            context.ui.say(&format!("{key} is set in it"));
        }
        session.path.clone()
    } else {
        let when = on.unwrap_or(Moment::day(context.now.date));
        let status = SessionStatus::of_new(when, context.now);
        session_note::make(context, &practice, &record, when, status, &keys)?
    };
    context.wrote(&path)?;
    look_back::offer(context, &practice, &record, &words(&practice)?)?;
    if args.edit { note_file::edit(context, &practice, &path, &client) } else { Ok(()) }
}

/// What the flags say, by the keys that hold it.
fn keys(args: &Args, context: &Context, record: &Record) -> anyhow::Result<Vec<(&'static str, NewValue)>> {
    let mut keys = Vec::new();
    keys.extend(args.minutes.map(|minutes| ("minutes", NewValue::Plain(minutes.to_string()))));
    keys.extend(args.kind.clone().map(|kind| ("kind", NewValue::Plain(kind))));
    if !args.goals.is_empty() {
        let id = |goal: &String| Ok(NewValue::Text(note_file::goal_id(context, record, goal)?));
        let goals: anyhow::Result<Vec<NewValue>> = args.goals.iter().map(id).collect();
        keys.push(("goals", NewValue::List(goals?)));
    }
    Ok(keys)
}

/// The note that is there already: today's, or the one of exactly that day and hour.
fn standing(record: &Record, on: Option<Moment>, now: Moment) -> Option<&Session> {
    let open =
        |session: &&Session| matches!(session.status(now), SessionStatus::Planned | SessionStatus::Held);
    match on {
        None => record.sessions.iter().filter(open).find(|session| session.when.date == now.date),
        Some(on) => record
            .sessions
            .iter()
            .filter(open)
            .find(|session| session.when == on || (on.time.is_none() && session.when.date == on.date)),
    }
}
