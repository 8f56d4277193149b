use anyhow::bail;

use crate::acts::plan::played_through::PlayedThrough;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::support::picking;
use crate::cli::support::word_lists::read_plan_words;
use crate::cli::talks::interview_held::show_before;
use crate::cli::talks::question::read_ten;
use crate::cli::talks::reality_questions::play_through;
use crate::model::refusal::Refusal;

/// Play a plan through against what could get in its way
///
/// The reality test. On a terminal it asks: confidence before, each if-then that wasn't played yet, what gets in the way and what then, until
/// nothing new comes, confidence after. Each answer has a flag.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    r#"coach plan test alice --if-then "If it rains, then I take the bus.""#,
    "coach plan test alice --played 1 --confidence 8",
])]
pub struct Args {
    /// Whose [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// Which plan, by id or a part of its title [default: the newest open one]
    #[arg(add = Names::Plan)]
    plan: Option<String>,
    /// An obstacle and its answer; again for each
    ///
    /// "If …, then …"; what is given was played through.
    #[arg(long = "if-then", value_name = "TEXT", allow_hyphen_values = true)]
    if_thens: Vec<String>,
    /// The number of one that was played through
    ///
    /// Again for each.
    #[arg(long, value_name = "N")]
    played: Vec<usize>,
    /// How sure they were before, 0 to 10
    #[arg(long, value_name = "MARK", value_parser = crate::cli::talks::question::read_decimal)]
    confidence_before: Option<f64>,
    /// How sure they are now, 0 to 10
    #[arg(long, value_name = "MARK", value_parser = crate::cli::talks::question::read_decimal)]
    confidence: Option<f64>,
    /// What would make it one higher
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    higher: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client_to_write(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &id).value;
    let plan = picking::pick_plan(context, &record, args.plan.as_deref())?;
    let mut paper = NoteInHand::open(&practice, &plan.path)?;
    let said = flags(&args, &mut paper)?;
    if !said && context.ui.can_ask() {
        let words = read_plan_words(&practice)?;
        show_before(context, &record, &paper.plan(), &words);
        play_through(context, &words, &mut paper)?;
    } else if !said {
        bail!(Refusal::missing(
            "the reality test asks, and there is no terminal",
            "give --if-then, --played, --confidence"
        ));
    }
    context.report_written(&paper.path)
}

/// What the flags say, in one write; whether they said anything.
fn flags(args: &Args, paper: &mut NoteInHand<'_>) -> anyhow::Result<bool> {
    let mark = |flag: &str, mark: Option<f64>| {
        let read = mark.map(|mark| read_ten(&mark.to_string())).transpose();
        read.map_err(|error| anyhow::anyhow!("{flag}: {error}"))
    };
    let before = mark("--confidence-before", args.confidence_before)?;
    let after = mark("--confidence", args.confidence)?;
    // What they were sure of until now is what they were sure of before the test; the same mark says nothing new.
    let before = before.or_else(|| {
        paper
            .plan()
            .fit
            .confidence
            .map(crate::model::mark::Mark::value)
            .filter(|until_now| after.is_some_and(|after| (after - until_now).abs() > f64::EPSILON))
            .filter(|_| paper.plan().fit.confidence_before.is_none())
    });
    let said = PlayedThrough {
        before,
        after,
        played: args.played.clone(),
        if_thens: args.if_thens.clone(),
        higher: args.higher.clone(),
    };
    paper.change(|text| said.write(text))?;
    Ok(!said.is_empty())
}
