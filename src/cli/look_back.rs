//! Looking back on a plan: what happened first, never whether.

use super::context::Context;
use super::paper::Paper;
use super::talk::{Reply, ask_for, ask_lines};
use crate::model::plan::Outcome;
use crate::model::record::Record;
use crate::model::words::PlanWords;
use crate::note::edit::NewValue;
use crate::practice::Practice;

/// Offers to look at the plan that is due, before anything new is begun. Whether it was looked at.
pub fn offer(
    context: &Context,
    practice: &Practice,
    record: &Record,
    words: &PlanWords,
) -> anyhow::Result<bool> {
    let today = context.now.date;
    let due = record
        .plans
        .iter()
        .find(|plan| plan.outcome == Outcome::Open && plan.review.is_some_and(|day| day <= today));
    let Some(plan) = due else { return Ok(false) };
    if !context.ui.can_ask() {
        context.ui.say(&format!("“{}” is due: coach plan review {}", plan.title, record.client.id));
        return Ok(false);
    }
    let question = format!("“{}” is due. Look at what happened with it first?", plan.title);
    if !context.ui.confirm(&question, true)?.unwrap_or(false) {
        return Ok(false);
    }
    converse(context, words, &mut Paper::open(practice, &plan.path)?)?;
    Ok(true)
}

/// What leads the good that came of it.
pub const GOOD: &str = "Good that came of it: ";
/// What leads what was learned.
pub const LEARNED: &str = "Learned: ";
/// What leads what to change.
pub const CHANGE: &str = "Next time: ";

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

/// Writes a line on the outcome, if something was said.
pub fn tell(paper: &mut Paper<'_>, lead: &str, text: Option<&str>) -> anyhow::Result<()> {
    match text.map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => paper.append("Outcome", &format!("{lead}{text}")),
        None => Ok(()),
    }
}

/// What times done of times meant say: all, none, or some.
pub fn by_count(done: Option<f64>, of: Option<f64>) -> Option<Outcome> {
    let (done, of) = (done?, of.filter(|of| *of > 0.0)?);
    Some(if done >= of {
        Outcome::Kept
    } else if done <= 0.0 {
        Outcome::Missed
    } else {
        Outcome::Partly
    })
}

/// Writes what became of a plan.
pub fn write(
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
