use crate::acts::goal_end::{GoalEnd, add_looking_back, close_goal, set_fulfilled};
use crate::cli::complete::Names;
use crate::cli::context::Context;
use crate::cli::note_file;
use crate::cli::paper::Paper;
use crate::cli::talk::{Reply, ask, ask_for, ten};
use crate::cli::words::words;
use crate::model::dates::Direction;
use crate::model::goal::GoalStatus;
use crate::model::refusal::Refusal;

/// Close a goal with honour: achieved, or let go; and look back on it
///
/// On a terminal it asks what it is like, and whether it was what they wanted. Success at the wrong goal is worth knowing too.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    "coach goal close alice lead-the-team --achieved --fulfilled 8",
    r#"coach goal close ben own --released --looking-back "Quieter than I thought.""#,
])]
#[command(group = clap::ArgGroup::new("end").required(true))]
pub struct Args {
    /// Whose
    #[arg(add = Names::Client)]
    client: String,
    /// Which one, by id or a part of its title
    #[arg(add = Names::Goal)]
    goal: String,
    /// They have it
    #[arg(long, group = "end")]
    achieved: bool,
    /// They let it go
    #[arg(long, group = "end")]
    released: bool,
    /// Was it what they wanted? 0 to 10, by their own mark
    #[arg(long, value_name = "MARK", value_parser = crate::cli::talk::decimal)]
    fulfilled: Option<f64>,
    /// What it is like, in their words
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    looking_back: Option<String>,
    /// When [default: today]
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

pub fn run(args: &Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let client = context.client(&practice, Some(&args.client))?;
    let record = context.record(&practice, &client).value;
    let id = note_file::goal_id(context, &record, &args.goal)?;
    let Some(goal) = record.goal(&id) else { return Ok(()) };
    if matches!(goal.status, GoalStatus::Achieved | GoalStatus::Released) {
        let hint = format!("to open it again: coach goal set {client} {id} status=active closed=");
        return Err(Refusal::new(format!("“{}” is {} already", goal.called(), goal.status), hint).into());
    }
    let fulfilled = args.fulfilled.map(|mark| ten(&mark.to_string())).transpose()?;
    let status = if args.achieved { GoalStatus::Achieved } else { GoalStatus::Released };
    let on = args
        .on
        .as_deref()
        .map(|on| context.read_date(on, Direction::LooksBack))
        .transpose()?
        .unwrap_or(context.now);
    let mut paper = Paper::open(&practice, &goal.path)?;
    // All that the flags say is one write: what is refused leaves the goal as it was.
    let end = GoalEnd { status, closed: on.date, fulfilled, looking_back: args.looking_back.clone() };
    paper.change(|text| close_goal(text, &end))?;
    if context.ui.can_ask() && fulfilled.is_none() && args.looking_back.is_none() {
        look_back(context, &mut paper, args.achieved)?;
    }
    context.ui.say(&format!("{}: {status}", goal.called()));
    Ok(())
}

/// What is it like, and was it what they wanted? Each answer is written as it is given.
fn look_back(context: &Context, paper: &mut Paper<'_>, achieved: bool) -> anyhow::Result<()> {
    let words = words(paper.practice)?;
    let (like, wanted) = if achieved { ("have_it", "was_it") } else { ("let_go", "was_it_right") };
    lines(context, paper, &words.asks(like, ""))?;
    if achieved {
        if let Ok(mark) = ask_for(context, &words.asks(wanted, ""), None, ten)? {
            paper.change(|text| set_fulfilled(text, mark))?;
        }
    } else {
        lines(context, paper, &words.asks(wanted, ""))?;
    }
    Ok(())
}

/// Words on looking back, each line kept as it is typed.
fn lines(context: &Context, paper: &mut Paper<'_>, question: &str) -> anyhow::Result<()> {
    let mut question = question;
    while let Reply::Said(said) = ask(context, question, None)? {
        paper.change(|text| add_looking_back(text, &said))?;
        question = "…";
    }
    Ok(())
}
