//! Looking back on a plan: what happened first, never whether.

use anyhow::bail;
use chrono::NaiveDate;

use super::context::Context;
use super::paper::Paper;
use super::talk::{Reply, ask, ask_for, one_of};
use crate::insight::which::plan::is_due;
use crate::model::plan::Outcome;
use crate::model::record::Record;
use crate::model::words::PlanWords;
use crate::note::edit::{self, NewValue};
use crate::practice::Practice;

/// Offers to look at the plan that is due, before anything new is begun. Whether it was looked at.
pub fn offer(
    context: &Context,
    practice: &Practice,
    record: &Record,
    words: &PlanWords,
) -> anyhow::Result<bool> {
    let today = context.now.date;
    let due = record.plans.iter().find(|plan| is_due(record, plan, today, context.now));
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
    let done = match ask_for(context, &words.asks("done", ""), None, times)? {
        Err(Reply::End) => return Ok(()),
        done => done.ok(),
    };
    let of = match done.map(|_| ask_for(context, &words.asks("of", ""), None, times_meant)).transpose()? {
        Some(Err(Reply::End)) => return Ok(()),
        of => of.and_then(Result::ok),
    };
    let guess = by_count(done, of);
    let known = |said: &str| one_of(said, &Outcome::WORDS[2..]).map(str::to_owned);
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

/// Asks for words on the outcome, and writes each line as it is typed. No when it was ended.
fn asked(context: &Context, paper: &mut Paper<'_>, question: &str, lead: &str) -> anyhow::Result<bool> {
    let mut question = question;
    let mut lead = lead;
    loop {
        match ask(context, question, None)? {
            Reply::Said(said) => paper.say("Outcome", lead, &said)?,
            Reply::End => return Ok(false),
            Reply::Skip | Reply::Back => return Ok(true),
        }
        (question, lead) = ("…", "");
    }
}

/// Times done: none or more.
pub fn times(said: &str) -> anyhow::Result<f64> {
    let number =
        said.trim().replace(',', ".").parse::<f64>().ok().filter(|number| (0.0..1e9).contains(number));
    number.ok_or_else(|| anyhow::anyhow!("`{said}` isn't a number of times"))
}

/// Times meant: more than none.
pub fn times_meant(said: &str) -> anyhow::Result<f64> {
    times(said)
        .and_then(|number| if number > 0.0 { Ok(number) } else { bail!("nothing can be done of 0 times") })
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
    paper.change(|text| outcome_in(text, context.now.date, done, of, outcome))
}

/// A plan's text with what became of it.
pub fn outcome_in(
    text: &str,
    reviewed: NaiveDate,
    done: Option<f64>,
    of: Option<f64>,
    outcome: &str,
) -> Result<String, edit::Refusal> {
    let mut text = text.to_owned();
    let numbers =
        [("done", done), ("of", of)].into_iter().filter_map(|(key, number)| Some((key, number?.to_string())));
    let looked = [("outcome", outcome.to_owned()), ("reviewed", reviewed.to_string())];
    for (key, value) in looked.into_iter().chain(numbers) {
        text = edit::set(&text, &[key], &NewValue::Plain(value))?;
    }
    Ok(text)
}
