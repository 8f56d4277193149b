use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::acts::plan::received_progress::{Progress, find_named_plans, read_progress, tick_progress};
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::handed_text::read_handed_text;
use crate::cli::support::new_note::keep_words;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::support::picking;
use crate::model::plan::Plan;
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::session::Side;
use crate::model::shell_word::quote;
use crate::note::saved_mail;
use crate::practice::Practice;

/// Tick the steps that a client says are done
///
/// The text that their page copies or mails is read, in a mail as it was saved, too. What is not understood is told. What they wrote
/// beside the steps is offered as a note from them; --note keeps it without asking.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach plan receive alice < mail.txt", "coach plan receive alice --from mail.txt --note"])]
pub struct Args {
    /// Whose
    #[arg(add = Names::Client)]
    client: String,
    /// Which plan, by id or a part of its title [default: the one that the text names, else the newest open one]
    #[arg(add = Names::Plan)]
    plan: Option<String>,
    /// The file that holds the text [default: standard input]
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    from: Option<PathBuf>,
    /// Keep what they wrote beside the steps as a note from them
    #[arg(long)]
    note: bool,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client(&practice, Some(&args.client))?;
    let record = context.load_record(&practice, &id).value;
    let from = args.from.as_deref().unwrap_or(Path::new("-"));
    let text = saved_mail::words_of(&read_handed_text(from)?);
    let plan = find_plan(context, &record, args.plan.as_deref(), &text)?;
    let progress = read_progress(plan, &text);
    let mut paper = NoteInHand::open(&practice, &plan.path)?;
    paper.change(|text| tick_progress(text, plan, &progress))?;
    context.ui.say(&format!("{}, “{}”", record.client.display_name(), plan.title));
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
    offer_note(&args, context, &practice, &id, &progress)
}

/// Offers what they wrote beside the steps as a note from them. Where nobody can be asked it is told, so that it isn't lost unseen.
fn offer_note(
    args: &Args,
    context: &Context,
    practice: &Practice,
    client: &str,
    progress: &Progress,
) -> anyhow::Result<()> {
    let words = &progress.beside;
    if words.is_empty() {
        return Ok(());
    }
    let keep = || keep_words(context, practice, client, context.now, Side::Client, words);
    if args.note {
        return keep();
    }
    context.ui.warn("they wrote beside it:");
    for line in words.lines() {
        context.ui.warn(&format!("  {line}"));
    }
    if !context.ui.can_ask() {
        context.ui.say("to keep that as a note from them, add --note");
        return Ok(());
    }
    match context.ui.confirm("Keep it as a note from them?", true)? {
        Some(false) => Ok(()),
        Some(true) | None => keep(),
    }
}

fn find_plan<'a>(
    context: &Context,
    record: &'a Record,
    typed: Option<&str>,
    text: &str,
) -> anyhow::Result<&'a Plan> {
    let named: Vec<&str> = find_named_plans(text).collect();
    let there = named.iter().find_map(|id| record.plan(id));
    let gone = named.iter().find(|id| crate::model::moment::split_leading_day(id).is_some());
    match (typed, there, gone) {
        (None, Some(plan), _) => Ok(plan),
        (None, None, Some(gone)) => {
            let hint = format!("name the plan: coach plan receive {} PLAN", quote(&record.client.id));
            bail!(Refusal::unknown(format!("the text is about a plan that isn't there: {gone}"), hint))
        }
        (typed, _, _) => picking::pick_plan(context, record, typed),
    }
}
