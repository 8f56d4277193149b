use anyhow::bail;

use super::draft::{Draft, Sheet};
use super::paper::{Paper, say_where};
use super::words::words;
use crate::cli::talk::{Reply, ask_for, ask_lines};
use crate::cli::{context::Context, note_file};
use crate::model::plan::{Outcome, Plan};
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::words::PlanWords;
use crate::note::edit::NewValue;
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
    #[arg(long, value_name = "TEXT")]
    happened: Option<String>,
    /// Times done, for a practice that repeats
    #[arg(long, value_name = "N")]
    done: Option<f64>,
    /// Of times meant
    #[arg(long, value_name = "N")]
    of: Option<f64>,
    /// What became of it: kept, partly, missed or released
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(["kept", "partly", "missed", "released"]))]
    outcome: Option<String>,
    /// What good came of it anyway
    #[arg(long, value_name = "TEXT")]
    good: Option<String>,
    /// What was learned
    #[arg(long, value_name = "TEXT")]
    learned: Option<String>,
    /// What to change next time
    #[arg(long, value_name = "TEXT")]
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
        write(&mut paper, context, args.done, args.of, &outcome)?;
        let lines =
            [("", &args.happened), (GOOD, &args.good), (LEARNED, &args.learned), (CHANGE, &args.change)];
        for (lead, text) in lines {
            tell(&mut paper, lead, text.as_deref())?;
        }
    } else if context.ui.can_ask() {
        let words = words(&practice)?;
        converse(context, &words, &mut paper)?;
        if paper.plan().outcome != Outcome::Kept && paper.plan().outcome != Outcome::Open {
            next = next || context.ui.confirm("Write the next version of it?", false)?.unwrap_or(false);
        }
    } else {
        bail!(Refusal::new("a review asks, and there is no terminal", "give --happened and --outcome"));
    }
    say_where(context, &paper.path)?;
    if next {
        let path = next_version(context, &practice, &record, &paper.plan())?;
        say_where(context, &path)?;
    }
    Ok(())
}

const GOOD: &str = "Good that came of it: ";
const LEARNED: &str = "Learned: ";
const CHANGE: &str = "Next time: ";

/// The conversation of a review. What happened is asked first; each answer is written as it is given.
pub fn converse(context: &Context, words: &PlanWords, paper: &mut Paper<'_>) -> anyhow::Result<()> {
    context.ui.say(&format!("{}. Enter skips; a dot ends it.", paper.plan().title));
    if !asked(context, paper, &words.asks("happened", ""), "")? {
        return Ok(());
    }
    let number =
        |said: &str| said.trim().parse::<f64>().map_err(|_| anyhow::anyhow!("`{said}` isn't a number"));
    let done = ask_for(context, &words.asks("done", ""), None, number)?.ok();
    let of = match done {
        Some(_) => ask_for(context, &words.asks("of", ""), None, number)?.ok(),
        None => None,
    };
    let guess = by_count(done, of);
    let known = |said: &str| {
        let said = said.trim().to_lowercase();
        let full = ["kept", "partly", "missed", "released"].into_iter().find(|word| word.starts_with(&said));
        full.map(str::to_owned)
            .ok_or_else(|| anyhow::anyhow!("`{said}` isn't one of {}", Outcome::WORDS[2..].join(", ")))
    };
    let outcome = ask_for(context, &words.asks("outcome", ""), guess.map(Outcome::word), known)?;
    match (outcome, guess) {
        (Ok(outcome), _) => write(paper, context, done, of, &outcome)?,
        (Err(Reply::Skip), Some(guess)) => write(paper, context, done, of, guess.word())?,
        (Err(_), _) => return Ok(()),
    }
    for (question, lead) in [("good", GOOD), ("learned", LEARNED), ("change", CHANGE)] {
        if !asked(context, paper, &words.asks(question, ""), lead)? {
            break;
        }
    }
    Ok(())
}

/// Asks for words on the outcome and writes them. No when it was ended.
fn asked(context: &Context, paper: &mut Paper<'_>, question: &str, lead: &str) -> anyhow::Result<bool> {
    match ask_lines(context, question)? {
        Reply::Said(said) => tell(paper, lead, Some(&said))?,
        Reply::End => return Ok(false),
        Reply::Skip | Reply::Back => {}
    }
    Ok(true)
}

fn tell(paper: &mut Paper<'_>, lead: &str, text: Option<&str>) -> anyhow::Result<()> {
    match text.map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => paper.append("Outcome", &format!("{lead}{text}")),
        None => Ok(()),
    }
}

/// What times done of times meant say: all, none, or some.
fn by_count(done: Option<f64>, of: Option<f64>) -> Option<Outcome> {
    let (done, of) = (done?, of.filter(|of| *of > 0.0)?);
    Some(if done >= of {
        Outcome::Kept
    } else if done <= 0.0 {
        Outcome::Missed
    } else {
        Outcome::Partly
    })
}

fn write(
    paper: &mut Paper<'_>,
    context: &Context,
    done: Option<f64>,
    of: Option<f64>,
    outcome: &str,
) -> anyhow::Result<()> {
    for (key, number) in [("done", done), ("of", of)] {
        if let Some(number) = number {
            paper.set(key, &NewValue::Plain(number.to_string()))?;
        }
    }
    paper.set_date("reviewed", context.now)?;
    paper.set("outcome", &NewValue::Plain(outcome.to_owned()))
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
