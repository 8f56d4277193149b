use crate::acts::goal_end::{GoalEnd, close_goal};
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::support::picking;
use crate::cli::talks::goal_ending::{PlansOfGoal, has_ended, look_back_on, settle_plans};
use crate::cli::talks::question::read_ten;
use crate::model::dates::Direction;
use crate::model::goal::GoalStatus;
use crate::model::refusal::Refusal;
use crate::model::shell_word::quote;

/// Close a goal with honour: achieved, or let go (released); and look back on it
///
/// On a terminal it asks what it is like, and whether it was what they wanted. Success at the wrong goal is worth knowing too. Plans that
/// are open for a goal that is let go are let go with it; on a terminal that is asked first. Run again, it looks back once more.
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
    /// Leave its open plans open, although it is let go
    #[arg(long)]
    keep_plans: bool,
    /// Was it what they wanted? 0 to 10, by their own mark
    #[arg(long, value_name = "MARK", value_parser = crate::cli::talks::question::read_decimal)]
    fulfilled: Option<f64>,
    /// What it is like, in their words
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    looking_back: Option<String>,
    /// When [default: today]
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let client = context.client(&practice, Some(&args.client))?;
    let record = context.record(&practice, &client).value;
    let id = picking::pick_goal_id(context, &record, &args.goal)?;
    let Some(goal) = record.goal(&id) else { return Ok(()) };
    let status = if args.achieved { GoalStatus::Achieved } else { GoalStatus::Released };
    if has_ended(goal.status) && goal.status != status {
        let hint = format!(
            "to open it again: coach goal set {client} {id} status=active closed=",
            client = quote(&client),
            id = quote(&id)
        );
        return Err(
            Refusal::refuse(format!("“{}” is {} already", goal.display_name(), goal.status), hint).into()
        );
    }
    let says_more = args.fulfilled.is_some() || args.looking_back.is_some();
    if goal.status == status && !says_more && !context.ui.can_ask() {
        let hint = "look back on it with --fulfilled MARK and --looking-back TEXT";
        return Err(Refusal::refuse(format!("“{}” is {status} already", goal.display_name()), hint).into());
    }
    let fulfilled = args.fulfilled.map(|mark| read_ten(&mark.to_string())).transpose()?;
    let on = args.on.as_deref().map(|on| context.read_date(on, Direction::LooksBack)).transpose()?;
    // What was closed already keeps its day unless another one is given: this time it is only looked back on.
    let standing = goal.closed.filter(|_| goal.status == status);
    let closed = on.map(|on| on.date).or(standing).unwrap_or(context.now.date);
    let wish = if args.keep_plans { PlansOfGoal::Keep } else { PlansOfGoal::Ask };
    settle_plans(context, &practice, &record, goal, (status, closed), wish)?;
    let mut paper = NoteInHand::open(&practice, &goal.path)?;
    // All that the flags say is one write: what is refused leaves the goal as it was.
    let end = GoalEnd { status, closed, fulfilled, looking_back: args.looking_back.clone() };
    paper.change(|text| close_goal(text, &end))?;
    if context.ui.can_ask() && !says_more {
        look_back_on(context, &mut paper, status)?;
    }
    let word = if status == GoalStatus::Released { "let go" } else { "achieved" };
    context.did(&paper.path, &format!("{}: {word} on {closed}", goal.display_name()))?;
    Ok(())
}
