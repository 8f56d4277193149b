use crate::acts::birth::set_keys;
use crate::acts::call_keys::CallKeys;
use crate::cli::support::booking;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::support::opening;
use crate::cli::support::picking;
use crate::cli::support::title_words::check_time;
use crate::cli::support::word_lists::read_plan_words;
use crate::cli::talks::plan_review;
use crate::model::dates::Direction;
use crate::model::dates::typed::read_typed_date;
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::session::{Session, SessionKind, SessionStatus};
use crate::practice::Practice;

/// Make the note for today's call, or for a planned one; prints its path
///
/// If today's call has its note already, that one is meant.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    "coach session new alice next tuesday 10:00",
    "coach session new tomas --minutes 45 --goal night-team",
    r#"coach session new ben --on "friday 10:00" --every "2 weeks" --count 6"#,
])]
pub struct Args {
    /// Who [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// When, behind the client; no quotes are needed [default: today]
    #[arg(value_name = "WHEN", conflicts_with = "on")]
    when: Vec<String>,
    /// The same as an option, for the call at hand
    ///
    /// A time zone behind it, as in "wed 8:00 Asia/Tokyo", or `theirs` for the client's own, is a time on that clock.
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
    /// How long it is to take
    #[arg(long, value_parser = crate::cli::talks::question::read_whole)]
    minutes: Option<u32>,
    /// Who is in it: individual, group or team
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(SessionKind::WORDS), hide_possible_values = true)]
    kind: Option<String>,
    /// A goal that it is about; again for each
    #[arg(long = "goal", value_name = "GOAL", add = Names::Goal)]
    goals: Vec<String>,
    /// How far apart the calls of a series are, as in "2 weeks"
    #[arg(long, value_name = "SPAN", requires = "count", conflicts_with = "edit")]
    every: Option<String>,
    /// How many calls the series has; each gets a note of its own
    #[arg(long, value_name = "N", requires = "every", value_parser = clap::value_parser!(u32).range(1..=104))]
    count: Option<u32>,
    /// Open it in your editor
    #[arg(long, short)]
    edit: bool,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let client = context.client_to_write(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &client).value;
    check_time(&args.when, &["session", "new"])?;
    let typed = Some(args.when.join(" ")).filter(|when| !when.is_empty());
    let on = typed
        .as_deref()
        .or(args.on.as_deref())
        .map(|on| booking::read_when(context, &practice, &record, on))
        .transpose()?;
    let keys = keys(&args, context, &record)?;
    if let Some(every) = args.every.as_deref() {
        let first = on.unwrap_or(Moment::day(context.now.date));
        let days = series(first, every, args.count.unwrap_or(1))?;
        return book_series(context, &practice, &record, &days, &keys);
    }
    let path = if let Some(session) = find_standing(&record, on, context.now) {
        context.ui.say(&format!("{} has a note already", session.when.to_spoken()));
        let mut paper = NoteInHand::open(&practice, &session.path)?;
        let named = keys.list();
        paper.change(|text| set_keys(text, &named))?;
        for (key, _) in named {
            context.ui.say(&format!("{key} is set in it"));
        }
        session.path.clone()
    } else {
        let when = on.unwrap_or(Moment::day(context.now.date));
        booking::book_call(context, &practice, &record, when, &keys, None)?
    };
    context.report_written(&path)?;
    plan_review::offer_review(context, &practice, &record, &read_plan_words(&practice)?)?;
    if args.edit { opening::open_in_editor(context, &practice, &path, &client) } else { Ok(()) }
}

/// Plans several calls: a note each, so that each can be moved for itself.
fn book_series(
    context: &Context,
    practice: &Practice,
    record: &Record,
    days: &[Moment],
    keys: &CallKeys,
) -> anyhow::Result<()> {
    let mut paths = Vec::new();
    for (place, when) in days.iter().enumerate() {
        if find_standing(record, Some(*when), context.now).is_some() {
            context.ui.say(&format!("{} has a note already", when.to_spoken()));
            continue;
        }
        paths.push(booking::book_call(context, practice, record, *when, keys, None)?);
        context.ui.say(&when.to_spoken());
        // Of the first it was said as it was read.
        if place > 0 {
            context.tell_odd_hour(*when)?;
        }
    }
    // All of them are written at once, or none.
    paths.iter().try_for_each(|path| context.report_written(path))
}

/// The days of a series, the first one included.
fn series(first: Moment, every: &str, count: u32) -> anyhow::Result<Vec<Moment>> {
    let every = every.trim();
    let span =
        if every.starts_with(|c: char| c.is_ascii_digit()) { every.to_owned() } else { format!("1 {every}") };
    let mut days = vec![first];
    for _ in 1..count {
        let last = days.last().copied().unwrap_or(first);
        let next = read_typed_date(&format!("in {span}"), last, Direction::PlansAhead).map_err(|_| {
            Refusal::invalid(
                format!("`{every}` isn't a span of days, weeks or months"),
                "write it as in --every \"2 weeks\"",
            )
        })?;
        days.push(Moment { date: next.date, time: first.time });
    }
    Ok(days)
}

/// What the flags say of the call.
fn keys(args: &Args, context: &Context, record: &Record) -> anyhow::Result<CallKeys> {
    let goals = args.goals.iter().map(|goal| picking::pick_goal_id(context, record, goal));
    Ok(CallKeys {
        minutes: args.minutes,
        kind: SessionKind::VARIANTS.iter().copied().find(|kind| args.kind.as_deref() == Some(kind.word())),
        goals: goals.collect::<anyhow::Result<_>>()?,
        ..CallKeys::default()
    })
}

/// The note that is there already: today's, or the one of exactly that day and hour.
fn find_standing(record: &Record, on: Option<Moment>, now: Moment) -> Option<&Session> {
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
