use anyhow::bail;

use crate::acts::plan::received_progress::{named_plans, read_progress, tick_progress};
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::support::picking;
use crate::model::plan::Plan;
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::note::saved_mail;

/// Tick the steps that a client says are done
///
/// The text that their page copies is read from standard input, in a mail as it was saved, too. What is not understood is told;
/// no other byte changes.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach plan receive alice < mail.txt"])]
pub struct Args {
    /// Whose
    #[arg(add = Names::Client)]
    client: String,
    /// Which plan, by id or a part of its title [default: the one that the text names, else the newest open one]
    #[arg(add = Names::Plan)]
    plan: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client(&practice, Some(&args.client))?;
    let record = context.record(&practice, &id).value;
    let text =
        saved_mail::words_of(&crate::cli::support::handed_text::read_handed_text(std::path::Path::new("-"))?);
    let plan = meant(context, &record, args.plan.as_deref(), &text)?;
    let progress = read_progress(plan, &text);
    let mut paper = NoteInHand::open(&practice, &plan.path)?;
    paper.change(|text| tick_progress(text, plan, &progress))?;
    context.ui.say(&format!("{}, “{}”", record.client.called(), plan.title));
    for number in &progress.ticked {
        let step = plan.steps.get(number - 1).map_or(plan.title.as_str(), |step| step.text.as_str());
        context.ui.say(&format!("ticked: {step}"));
    }
    for line in &progress.unknown {
        context.ui.warn(&format!("not understood: {line}"));
    }
    if progress.ticked.is_empty() {
        context.ui.say("no step to tick that wasn't ticked already");
    }
    Ok(())
}

fn meant<'a>(
    context: &Context,
    record: &'a Record,
    typed: Option<&str>,
    text: &str,
) -> anyhow::Result<&'a Plan> {
    let named: Vec<&str> = named_plans(text).collect();
    let there = named.iter().find_map(|id| record.plan(id));
    let gone = named.iter().find(|id| crate::model::moment::leading_day(id).is_some());
    match (typed, there, gone) {
        (None, Some(plan), _) => Ok(plan),
        (None, None, Some(gone)) => {
            let hint = format!("name the plan: coach plan receive {} PLAN", record.client.id);
            bail!(Refusal::new(format!("the text is about a plan that isn't there: {gone}"), hint))
        }
        (typed, _, _) => picking::pick_plan(context, record, typed),
    }
}
