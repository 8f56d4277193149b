use crate::cli::paper::Paper;
use crate::cli::{context::Context, note_file, session_note};
use crate::model::moment::Moment;
use crate::model::plan::Outcome;
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::session::{Session, SessionStatus};
use crate::note::edit::NewValue;
use crate::practice::Practice;

/// Move a call to another time: the old note says so, and a new one is planned
///
/// The reviews of plans that were to be looked at that day move along with --reviews; on a terminal that is asked.
///
/// Example: coach session move alice next --to "friday 10:00"
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Who
    client: String,
    /// Which one: last, next, a date or an id [default: the next]
    #[arg(default_value = "next")]
    session: String,
    /// When it takes place instead
    #[arg(long, value_name = "WHEN")]
    to: String,
    /// Move the plan reviews of that day along
    #[arg(long)]
    reviews: bool,
}

pub fn run(args: &Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client(&practice, Some(&args.client))?;
    let record = context.record(&practice, &id).value;
    let session = note_file::session(context, &record, Some(&args.session))?;
    let to = context.when(&args.to)?;
    let to = if to.time.is_none() { Moment { time: session.when.time, ..to } } else { to };
    if to == session.when {
        return Err(Refusal::new("that is when it takes place already", "name another time with --to").into());
    }
    let there = record
        .sessions
        .iter()
        .find(|other| other.when == to && other.status(context.now) == SessionStatus::Planned);
    let path = match there {
        Some(there) => there.path.clone(),
        None => plan_anew(context, &practice, &record, session, to)?,
    };
    let mut paper = Paper::open(&practice, &session.path)?;
    paper.set("status", &NewValue::Plain(SessionStatus::Moved.word().to_owned()))?;
    context.did(&session.path, &format!("moved to {}", to.spoken()));
    move_reviews(args, context, &practice, &record, session, to)?;
    context.wrote(&path)
}

/// The note for the new time, with what is known of the call.
fn plan_anew(
    context: &Context,
    practice: &Practice,
    record: &Record,
    session: &Session,
    to: Moment,
) -> anyhow::Result<std::sync::Arc<str>> {
    let mut keys = Vec::new();
    keys.extend(session.minutes.map(|minutes| ("minutes", NewValue::Plain(minutes.to_string()))));
    keys.push(("kind", NewValue::Plain(session.kind.word().to_owned())));
    if !session.goals.is_empty() {
        let goals = session.goals.iter().map(|goal| NewValue::Text(goal.id.clone())).collect();
        keys.push(("goals", NewValue::List(goals)));
    }
    session_note::make(context, practice, record, to, SessionStatus::Planned, &keys)
}

/// Open plans that were to be looked at on the old day.
fn move_reviews(
    args: &Args,
    context: &Context,
    practice: &Practice,
    record: &Record,
    session: &Session,
    to: Moment,
) -> anyhow::Result<()> {
    let day = session.when.date;
    let due = record
        .plans
        .iter()
        .filter(|plan| plan.outcome == Outcome::Open && plan.review == Some(day) && day != to.date);
    for plan in due {
        let question = format!("“{}” was to be looked at then. Move its review along?", plan.title);
        let moves =
            args.reviews || (context.ui.can_ask() && context.ui.confirm(&question, true)?.unwrap_or(false));
        if moves {
            Paper::open(practice, &plan.path)?.set_date("review", to)?;
            context.ui.say(&format!("“{}”: the review is on {}", plan.title, Moment::day(to.date).spoken()));
        } else {
            context.ui.say(&format!(
                "“{}” is still to be looked at on {day}: --reviews moves it along",
                plan.title
            ));
        }
    }
    Ok(())
}
