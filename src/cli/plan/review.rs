use anyhow::bail;

use crate::acts::plan::review::{Review, outcome_by_count};
use crate::acts::plan::sheet::Sheet;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::support::picking;
use crate::cli::support::replaced::tell_replaced;
use crate::cli::support::sheet_flags::SheetFlags;
use crate::cli::support::word_lists::read_plan_words;
use crate::cli::talks::next_plan::write_next_version;
use crate::cli::talks::plan_review::{
    Decided, ask_about_trust, look_back, read_times, read_times_meant, say_how_to_go_on,
};
use crate::model::plan::{Outcome, Plan};
use crate::model::refusal::Refusal;
use crate::model::wording::PlanWords;
use crate::practice::Practice;

/// Look at what came of a plan: what happened first, never whether
///
/// On a terminal it asks three questions, --full the rest; each answer has a flag. --next makes the next version, which follows this one
/// and carries over what still holds: on a terminal each question is asked again, else flags say what differs. A plan isn't made again as it was.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    r#"coach plan review alice --happened "Half." --outcome partly --next --when Tue"#,
    r#"coach plan review ben --done 3 --of 4 --learned "Mornings hold.""#,
])]
pub struct Args {
    /// Whose [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// Which plan, by id or a part of its title [default: the newest open one]
    #[arg(add = Names::Plan)]
    plan: Option<String>,
    /// What happened, and what came instead, in their words
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    happened: Option<String>,
    /// Times done, for a practice that repeats
    #[arg(long, value_name = "N", value_parser = crate::cli::talks::question::read_decimal)]
    done: Option<f64>,
    /// Of times meant
    #[arg(long, value_name = "N", value_parser = crate::cli::talks::question::read_decimal)]
    of: Option<f64>,
    /// What became of it: kept, partly, missed or released (let go)
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(["kept", "partly", "missed", "released"]), hide_possible_values = true)]
    outcome: Option<String>,
    /// What it taught
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    learned: Option<String>,
    /// What good came of it anyway
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    good: Option<String>,
    /// What got in the way
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    in_the_way: Option<String>,
    /// What making room for it cost
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    cost: Option<String>,
    /// What to change next time
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    change: Option<String>,
    /// Ask the rest as well: what good came of it, what got in the way, what making room cost, what to change
    #[arg(long)]
    full: bool,
    /// Make the next version of the plan
    #[arg(long)]
    next: bool,
    #[command(flatten, next_help_heading = "The next version")]
    sheet: SheetFlags,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client_to_write(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &id).value;
    let words = read_plan_words(&practice)?;
    let told = args.sheet.sheet(context)?;
    if told != Sheet::default() && !args.next {
        bail!(Refusal::usage("these flags say what differs in the next version", "add --next to make it"));
    }
    let review = review_of(&args)?;
    let stands = |plan: &&Plan| {
        review.as_ref().is_some_and(|review| stands_in(review, context, &practice, plan, &words))
    };
    let plan = match record.plans.iter().rev().find(stands).filter(|_| args.plan.is_none()) {
        Some(plan) => {
            context.ui.say(&format!("“{}” says so already; to look at another one, name it", plan.title));
            plan
        }
        None => picking::pick_plan(context, &record, args.plan.as_deref())?,
    };
    let mut paper = NoteInHand::open(&practice, &plan.path)?;
    let was_looked_at = !matches!(plan.outcome, Outcome::Open | Outcome::Draft);
    let before = paper.text.clone();
    let mut decided = Decided::AsItIs;
    match &review {
        // All of it is one write: what is refused leaves the plan as it was.
        Some(review) => {
            paper.change(|text| review.write_into(text, context.now.date, &words))?;
            ask_about_trust(context, &record, &words, &paper.plan());
        }
        None if args.next && was_looked_at => {}
        None if context.ui.can_ask() => decided = look_back(context, &record, &words, &mut paper, args.full)?,
        None => {
            bail!(Refusal::missing(
                "a review asks, and there is no terminal",
                "give --happened and --outcome"
            ))
        }
    }
    if was_looked_at {
        tell_replaced(context, [&before, &paper.text], &["outcome", "done", "of"]);
    }
    context.report_written(&paper.path)?;
    let now = paper.plan();
    let is_over = !matches!(now.outcome, Outcome::Open | Outcome::Draft);
    if args.next && is_over {
        let record = practice.record(&id).value;
        return write_next_version(context, &practice, &record, &words, (&now, told, args.full));
    }
    if decided == Decided::Changed {
        say_how_to_go_on(context, &record, &now);
    }
    Ok(())
}

/// What the flags say of how it went; nothing where there are none.
fn review_of(args: &Args) -> anyhow::Result<Option<Review>> {
    let told = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let mut review = Review {
        outcome: None,
        done: args.done.map(|done| read_times(&done.to_string())).transpose()?,
        of: args.of.map(|of| read_times_meant(&of.to_string())).transpose()?,
        happened: told(&args.happened),
        good: told(&args.good),
        in_the_way: told(&args.in_the_way),
        cost: told(&args.cost),
        learned: told(&args.learned),
        next: told(&args.change),
    };
    if !review.has_words() && args.outcome.is_none() && args.done.is_none() {
        return Ok(None);
    }
    let typed = Outcome::VARIANTS.iter().copied().find(|one| args.outcome.as_deref() == Some(one.word()));
    review.outcome = typed.or_else(|| outcome_by_count(review.done, review.of));
    if review.outcome.is_none() {
        let hint = "give --outcome kept, partly, missed or released";
        bail!(Refusal::missing("what became of the plan?", hint));
    }
    Ok(Some(review))
}

/// Whether a plan that was looked at today says all of it already.
fn stands_in(
    review: &Review,
    context: &Context,
    practice: &Practice,
    plan: &Plan,
    words: &PlanWords,
) -> bool {
    let text = practice.text(&plan.path).unwrap_or_default();
    plan.reviewed == Some(context.now.date)
        && review.write_into(&text, context.now.date, words).is_ok_and(|with| with == text)
}
