//! Looking back on a plan: what happened first, never whether.

use anyhow::bail;

use crate::acts::plan::review::{Review, outcome_by_count};
use crate::cli::support::context::Context;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::talks::question::{MORE, Reply, ask_for_onward, ask_onward};
use crate::insight::before_plan::find_before_plan;
use crate::insight::which::plan::is_due;
use crate::model::plan::{Outcome, Plan};
use crate::model::record::Record;
use crate::model::shell_word::quote;
use crate::model::wording::PlanWords;
use crate::practice::Practice;

/// What is decided about a plan once it was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    /// Nothing yet: it stays open.
    Nothing,
    /// It goes on as it is, or is done with.
    AsItIs,
    /// The next version is otherwise.
    Changed,
    /// It is let go.
    LetGo,
}

/// Offers to look at the plan that is due, before anything new is begun. Whether it was looked at.
pub fn offer_review(
    context: &Context,
    practice: &Practice,
    record: &Record,
    words: &PlanWords,
) -> anyhow::Result<bool> {
    let today = context.now.date;
    let due = record.plans.iter().find(|plan| is_due(record, plan, today, context.now));
    let Some(plan) = due else { return Ok(false) };
    if !context.ui.can_ask() {
        context.ui.say(&format!("“{}” is due: coach plan review {}", plan.title, quote(&record.client.id)));
        return Ok(false);
    }
    let question = format!("“{}” is due. Look at what happened with it first?", plan.title);
    if !context.ui.confirm(&question, true)?.unwrap_or(false) {
        return Ok(false);
    }
    let decided = look_back(context, record, words, &mut NoteInHand::open(practice, &plan.path)?, false)?;
    if decided == Decided::Changed {
        say_how_to_go_on(context, record, plan);
    }
    Ok(true)
}

/// How the next version is made of a plan that was looked at.
pub fn say_how_to_go_on(context: &Context, record: &Record, plan: &Plan) {
    context.ui.say(&format!(
        "what changes is asked by: coach plan review {} {} --next",
        quote(&record.client.id),
        quote(&plan.id)
    ));
}

/// The conversation of a review: three questions, and the times where it repeats; `full` asks the rest. What happened is asked
/// first; each answer is written as it is given.
pub fn look_back(
    context: &Context,
    record: &Record,
    words: &PlanWords,
    paper: &mut NoteInHand<'_>,
    full: bool,
) -> anyhow::Result<Decided> {
    let plan = paper.plan();
    context.ui.say(&format!("{}. Enter skips; a dot ends it.", plan.title));
    if !ask_happened(context, words, paper)? {
        return Ok(Decided::Nothing);
    }
    let mut counted = (plan.done, plan.of);
    if repeats(&plan) {
        match ask_for_onward(context, &words.asks("times", ""), None, read_times_of)? {
            Ok(told) => {
                counted = (Some(told.0), told.1.or(plan.of));
                let review = Review { done: counted.0, of: counted.1, ..Review::default() };
                write(context, words, paper, &review)?;
            }
            Err(Reply::End) => return Ok(Decided::Nothing),
            Err(_) => {}
        }
    }
    if !ask_led(context, words, paper, &["learned"])? {
        return Ok(Decided::Nothing);
    }
    if full && !ask_led(context, words, paper, &["good", "in_the_way", "cost", "next"])? {
        return Ok(Decided::Nothing);
    }
    let decided = decide(context, words, paper, outcome_by_count(counted.0, counted.1))?;
    ask_about_trust(context, record, words, &paper.plan());
    Ok(decided)
}

/// What happened, in as many lines as it takes: each is written as it is typed. No when it was ended.
fn ask_happened(context: &Context, words: &PlanWords, paper: &mut NoteInHand<'_>) -> anyhow::Result<bool> {
    let mut question = format!("{} {}", words.asks("happened", ""), words.asks("several_lines", ""));
    loop {
        match ask_onward(context, &question, None)? {
            Reply::Said(told) => {
                write(context, words, paper, &Review { happened: Some(told), ..Review::default() })?;
            }
            Reply::End => return Ok(false),
            Reply::Skip | Reply::Back => return Ok(true),
        }
        MORE.clone_into(&mut question);
    }
}

/// Asks for words that are led by what they tell. No when it was ended.
fn ask_led(
    context: &Context,
    words: &PlanWords,
    paper: &mut NoteInHand<'_>,
    names: &[&str],
) -> anyhow::Result<bool> {
    for name in names {
        match ask_onward(context, &words.asks(name, ""), None)? {
            Reply::Said(told) => {
                let mut review = Review::default();
                let slot = match *name {
                    "good" => &mut review.good,
                    "in_the_way" => &mut review.in_the_way,
                    "cost" => &mut review.cost,
                    "next" => &mut review.next,
                    _ => &mut review.learned,
                };
                *slot = Some(told);
                write(context, words, paper, &review)?;
            }
            Reply::End => return Ok(false),
            Reply::Skip | Reply::Back => {}
        }
    }
    Ok(true)
}

/// As it is, changed, or let go. Where no times tell it, the answer tells how far it came about as well.
fn decide(
    context: &Context,
    words: &PlanWords,
    paper: &mut NoteInHand<'_>,
    counted: Option<Outcome>,
) -> anyhow::Result<Decided> {
    let came = |outcome: Outcome| match outcome {
        Outcome::Kept => "it came about",
        Outcome::Partly => "it came about in part",
        _ => "not this time",
    };
    let outcomes =
        counted.map_or_else(|| vec![Outcome::Kept, Outcome::Partly, Outcome::Missed], |one| vec![one]);
    let mut options = Vec::new();
    for outcome in outcomes {
        options.push((format!("As it is: {}", came(outcome)), outcome, Decided::AsItIs));
        options.push((format!("Changed: {}", came(outcome)), outcome, Decided::Changed));
    }
    options.push(("Let go".to_owned(), Outcome::Released, Decided::LetGo));
    options.push(("Left open for now".to_owned(), Outcome::Open, Decided::Nothing));
    let shown = options.iter().map(|(shown, ..)| shown.clone()).collect();
    context.settle()?;
    let chosen = context.ui.choose(&words.asks("outcome", ""), shown)?;
    let Some((_, outcome, decided)) = chosen.map(|place| options.swap_remove(place)) else {
        return Ok(Decided::Nothing);
    };
    if decided != Decided::Nothing {
        write(context, words, paper, &Review { outcome: Some(outcome), ..Review::default() })?;
    }
    Ok(decided)
}

/// After several plans of a goal in a row that didn't come about, one question stands before any next plan.
pub fn ask_about_trust(context: &Context, record: &Record, words: &PlanWords, plan: &Plan) {
    let is_missed = matches!(plan.outcome, Outcome::Missed | Outcome::Partly);
    let Some(goal) = plan.goal.as_ref().filter(|_| is_missed && !context.global.shared) else { return };
    let mut with_it = record.clone();
    with_it.plans.retain(|other| other.id != plan.id);
    with_it.plans.push(plan.clone());
    let before = find_before_plan(&with_it, Some(&goal.id), None, words);
    if before.asks_about_trust() {
        let asks = words.questions.get("trust").map_or("trust", String::as_str);
        context.ui.say(&format!("{}. {asks}", before.tell_row()));
    }
}

fn write(
    context: &Context,
    words: &PlanWords,
    paper: &mut NoteInHand<'_>,
    review: &Review,
) -> anyhow::Result<()> {
    paper.change(|text| review.write_into(text, context.now.date, words))
}

/// Whether a plan is a practice that repeats, so that its times can be counted.
fn repeats(plan: &Plan) -> bool {
    plan.fit.how_often.is_some() || plan.of.is_some()
}

/// Times done of times meant: `3/4`, `3 of 4`, `3`.
fn read_times_of(told: &str) -> anyhow::Result<(f64, Option<f64>)> {
    let told = told.trim();
    let split = told.split_once('/').or_else(|| told.split_once(" of ")).or_else(|| told.split_once(" von "));
    match split {
        Some((done, of)) => Ok((read_times(done)?, Some(read_times_meant(of)?))),
        None => Ok((read_times(told)?, None)),
    }
}

/// Times done: none or more.
pub fn read_times(said: &str) -> anyhow::Result<f64> {
    let number =
        said.trim().replace(',', ".").parse::<f64>().ok().filter(|number| (0.0..1e9).contains(number));
    number.ok_or_else(|| anyhow::anyhow!("`{said}` isn't a number of times"))
}

/// Times meant: more than none.
pub fn read_times_meant(said: &str) -> anyhow::Result<f64> {
    read_times(said)
        .and_then(|number| if number > 0.0 { Ok(number) } else { bail!("nothing can be done of 0 times") })
}
