use anyhow::bail;

use super::draft::{Draft, Sheet};
use crate::cli::context::Context;
use crate::cli::look_back::{CHANGE, GOOD, LEARNED, by_count, converse, outcome_in, times, times_meant};
use crate::cli::note_file;
use crate::cli::paper::{Paper, said as said_behind};
use crate::cli::words::words;
use crate::model::plan::{Outcome, Plan};
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::note::edit;
use crate::practice::Practice;

/// Look at what came of a plan: what happened first, never whether
///
/// On a terminal it asks; each answer has a flag. --next writes the next version, which follows this one and carries over what
/// still holds.
///
/// Example: coach plan review alice --happened "Three mornings of four." --done 3 --of 4 --outcome partly --next
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Whose [default: the nearest call]
    client: Option<String>,
    /// Which plan, by id or a part of its title [default: the newest open one]
    plan: Option<String>,
    /// What happened, in their words
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    happened: Option<String>,
    /// Times done, for a practice that repeats
    #[arg(long, value_name = "N", value_parser = crate::cli::talk::decimal)]
    done: Option<f64>,
    /// Of times meant
    #[arg(long, value_name = "N", value_parser = crate::cli::talk::decimal)]
    of: Option<f64>,
    /// What became of it: kept, partly, missed or released
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(["kept", "partly", "missed", "released"]))]
    outcome: Option<String>,
    /// What good came of it anyway
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    good: Option<String>,
    /// What was learned
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    learned: Option<String>,
    /// What to change next time
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    change: Option<String>,
    /// Write the next version of the plan
    #[arg(long)]
    next: bool,
}

pub fn run(args: &Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &id).value;
    let plan = note_file::plan(context, &record, args.plan.as_deref())?;
    let mut paper = Paper::open(&practice, &plan.path)?;
    let said = [&args.happened, &args.outcome, &args.good, &args.learned, &args.change]
        .iter()
        .any(|said| said.is_some());
    let mut next = args.next;
    if said || args.done.is_some() {
        let Some(outcome) =
            args.outcome.clone().or_else(|| by_count(args.done, args.of).map(|o| o.word().to_owned()))
        else {
            bail!(Refusal::new(
                "what became of the plan?",
                "give --outcome kept, partly, missed or released"
            ));
        };
        let done = args.done.map(|done| times(&done.to_string())).transpose()?;
        let of = args.of.map(|of| times_meant(&of.to_string())).transpose()?;
        let lines =
            [("", &args.happened), (GOOD, &args.good), (LEARNED, &args.learned), (CHANGE, &args.change)];
        // All of it is one write: what is refused leaves the plan as it was.
        paper.change(|text| {
            let text = outcome_in(text, context.now.date, done, of, &outcome)?;
            let said_lines = lines.iter().filter_map(|(lead, said)| Some((lead, said.as_deref()?.trim())));
            said_lines.filter(|(_, words)| !words.is_empty()).try_fold(text, |text, (lead, words)| {
                edit::append(&text, "Outcome", &said_behind(lead, words))
            })
        })?;
    } else if context.ui.can_ask() {
        let words = words(&practice)?;
        converse(context, &words, &mut paper)?;
        if paper.plan().outcome != Outcome::Kept && paper.plan().outcome != Outcome::Open {
            next = next || context.ui.confirm("Write the next version of it?", false)?.unwrap_or(false);
        }
    } else {
        bail!(Refusal::new("a review asks, and there is no terminal", "give --happened and --outcome"));
    }
    context.wrote(&paper.path)?;
    if next && paper.plan().outcome != Outcome::Open {
        let path = next_version(context, &practice, &record, &paper.plan())?;
        context.wrote(&path)?;
        super::new::say_without_review(context, &practice, &id, &path);
    }
    Ok(())
}

/// The next version: what still holds is carried over, the boxes are empty again, and it follows the one before.
fn next_version(
    context: &Context,
    practice: &Practice,
    record: &Record,
    plan: &Plan,
) -> anyhow::Result<std::sync::Arc<str>> {
    let review = record.planned_after(context.now).map(|session| session.when.date);
    let sheet = Sheet::carried_over(plan, review);
    let draft = Draft::new(context, practice, record, &sheet, context.now.date, false)?;
    draft.write(practice, record)
}
