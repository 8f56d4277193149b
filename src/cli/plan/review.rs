use anyhow::bail;
use chrono::NaiveDate;

use super::draft::{Draft, Sheet};
use crate::cli::complete::Names;
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
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    r#"coach plan review alice --happened "Three of four." --outcome partly --next"#,
    r#"coach plan review ben --done 3 --of 4 --learned "Mornings hold.""#,
])]
pub struct Args {
    /// Whose [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// Which plan, by id or a part of its title [default: the newest open one]
    #[arg(add = Names::Plan)]
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
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(["kept", "partly", "missed", "released"]), hide_possible_values = true)]
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
    let id = context.client_to_write(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &id).value;
    let said = Said::of(args)?;
    let again =
        |plan: &&Plan| said.as_ref().is_some_and(|said| said.stands_in(&practice, plan, context.now.date));
    let plan = match record.plans.iter().rev().find(again).filter(|_| args.plan.is_none()) {
        Some(plan) => {
            context.ui.say(&format!("“{}” says so already; to look at another one, name it", plan.title));
            plan
        }
        None => note_file::plan(context, &record, args.plan.as_deref())?,
    };
    let mut paper = Paper::open(&practice, &plan.path)?;
    let mut next = args.next;
    if let Some(said) = &said {
        // All of it is one write: what is refused leaves the plan as it was.
        paper.change(|text| said.put_into(text, context.now.date))?;
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

/// What the flags say of a plan.
struct Said {
    outcome: String,
    done: Option<f64>,
    of: Option<f64>,
    /// What is written under `Outcome`.
    lines: Vec<String>,
}

impl Said {
    /// What the flags say; nothing where there are none.
    fn of(args: &Args) -> anyhow::Result<Option<Self>> {
        let words =
            [("", &args.happened), (GOOD, &args.good), (LEARNED, &args.learned), (CHANGE, &args.change)];
        let said =
            words.iter().any(|(_, said)| said.is_some()) || args.outcome.is_some() || args.done.is_some();
        if !said {
            return Ok(None);
        }
        let counted = || by_count(args.done, args.of).map(|outcome| outcome.word().to_owned());
        let Some(outcome) = args.outcome.clone().or_else(counted) else {
            let hint = "give --outcome kept, partly, missed or released";
            bail!(Refusal::new("what became of the plan?", hint));
        };
        let spoken = words.iter().filter_map(|(lead, said)| Some((lead, said.as_deref()?.trim())));
        Ok(Some(Self {
            outcome,
            done: args.done.map(|done| times(&done.to_string())).transpose()?,
            of: args.of.map(|of| times_meant(&of.to_string())).transpose()?,
            lines: spoken
                .filter(|(_, words)| !words.is_empty())
                .map(|(lead, words)| said_behind(lead, words))
                .collect(),
        }))
    }

    /// A plan's text with all of it; what stands there already isn't said twice.
    fn put_into(&self, text: &str, today: NaiveDate) -> Result<String, edit::Refusal> {
        let text = outcome_in(text, today, self.done, self.of, &self.outcome)?;
        self.lines.iter().try_fold(text, |text, line| {
            if edit::stands_in(&text, "Outcome", line) {
                Ok(text)
            } else {
                edit::append(&text, "Outcome", line)
            }
        })
    }

    /// Whether a plan that was looked at today says all of it already.
    fn stands_in(&self, practice: &Practice, plan: &Plan, today: NaiveDate) -> bool {
        let text = practice.text(&plan.path).unwrap_or_default();
        plan.reviewed == Some(today) && self.put_into(&text, today).is_ok_and(|with| with == text)
    }
}

/// The next version: what still holds is carried over, the boxes are empty again, and it follows the one before.
fn next_version(
    context: &Context,
    practice: &Practice,
    record: &Record,
    plan: &Plan,
) -> anyhow::Result<std::sync::Arc<str>> {
    if let Some(there) =
        record.plans.iter().find(|next| next.follows.as_ref().is_some_and(|before| before.id == plan.id))
    {
        context.ui.say("its next version stands there already");
        return Ok(there.path.clone());
    }
    let review = record.planned_after(context.now).map(|session| session.when.date);
    let sheet = Sheet::carried_over(plan, review);
    let draft = Draft::new(context, practice, record, &sheet, context.now.date, false)?;
    draft.write(practice, record)
}
