//! Holding the interview about a plan that has its note already.

use std::sync::Arc;

use crate::acts::plan::sheet::is_blank;
use crate::cli::support::context::Context;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::talks::plan_interview::{Interview, find_next_session};
use crate::insight::before_plan::{BeforePlan, find_before_plan};
use crate::insight::smart;
use crate::model::lessons::Lessons;
use crate::model::moment::Moment;
use crate::model::plan::Plan;
use crate::model::problem::Loaded;
use crate::model::record::Record;
use crate::model::shell_word::quote;
use crate::model::wording::PlanWords;
use crate::practice::Practice;

/// Asks what the plan lacks, opens it, and shows the coach what is still open in it. What nobody said a word to isn't kept. `full`
/// asks the rest as well; of a next version everything is asked again.
pub fn hold_interview(
    context: &Context,
    practice: &Practice,
    record: &Record,
    words: &PlanWords,
    path: &Arc<str>,
    (full, next_of): (bool, Option<&Plan>),
) -> anyhow::Result<()> {
    let mut paper = NoteInHand::open(practice, path)?;
    let blank = paper.text.clone();
    let before = show_before(context, record, &paper.plan(), words);
    context.ui.say(&words.asks(if next_of.is_some() { "opening_next" } else { "opening" }, ""));
    let lesson = next_of.and_then(|plan| lesson_of(plan, words)).filter(|_| !context.global.shared);
    let interview =
        Interview { context, words, record, paper: &mut paper, full, next_of, lesson, before: &before };
    let asked = interview.run();
    if asked.is_err() && paper.text == blank && is_blank(&paper.plan()) {
        // Nothing was said, so there is nothing to keep.
        practice.discard(&paper.path, &blank)?;
        context.settle()?;
    }
    asked?;
    let path = paper.path;
    if context.global.shared {
        return Ok(());
    }
    context.did(&path, "written")?;
    context.ui.say(&format!("to hand it over: coach share {}", quote(&record.client.id)));
    let with_it = practice.record(&record.client.id).value;
    if let Some(plan) = with_it.plans.iter().find(|plan| plan.path == path) {
        crate::cli::talks::interview_held::say_when_looked_at(context, &with_it, plan);
        let check = smart::check(&with_it, plan, words, context.now);
        context.show(practice, Loaded::from(check))?;
    }
    Ok(())
}

/// How many statements of one kind are shown above the questions.
const SHOWN: usize = 2;

/// Shows the coach what came before: what got in the way, what held, how they work best, who supports. Nothing on a screen that
/// the client sees.
pub fn show_before(context: &Context, record: &Record, plan: &Plan, words: &PlanWords) -> BeforePlan {
    if context.global.shared {
        return BeforePlan::default();
    }
    let before = find_before_plan(record, plan.goal.as_ref().map(|goal| goal.id.as_str()), Some(plan), words);
    if before.is_empty() {
        return before;
    }
    context.ui.say("For you, in your notes:");
    for earlier in &before.in_the_way {
        let told = earlier.statement.as_ref().map_or("", |statement| statement.text.as_str());
        context.ui.say(&format!("  got in the way before: {told} (“{}”)", earlier.title));
    }
    for earlier in &before.held {
        let learned = earlier.statement.as_ref().map(|statement| format!(": {}", statement.text));
        context.ui.say(&format!("  came about: “{}”{}", earlier.title, learned.unwrap_or_default()));
    }
    for (lead, statements) in [("work best", &before.works_best), ("supports", &before.supports)] {
        for statement in statements.iter().take(SHOWN) {
            context.ui.say(&format!("  {lead}: {}", statement.text));
        }
    }
    if before.asks_about_trust() {
        let asks = words.questions.get("trust").map_or("trust", String::as_str);
        context.ui.say(&format!("  {}. {asks}", before.tell_row()));
    }
    before
}

/// What is said above the questions of a next version: what was learned, what got in the way, what is to change.
fn lesson_of(plan: &Plan, words: &PlanWords) -> Option<String> {
    let lessons = Lessons::from_plan(plan, &words.outcome);
    let lead = |name: &str| words.outcome.get(name).and_then(|leads| leads.first()).cloned();
    let parts = [("learned", &lessons.learned), ("in_the_way", &lessons.in_the_way), ("next", &lessons.next)];
    let told: Vec<String> = parts
        .into_iter()
        .flat_map(|(name, statements)| statements.iter().map(move |statement| (name, statement)))
        .map(|(name, statement)| {
            let words = statement.text.split_whitespace().collect::<Vec<_>>().join(" ");
            format!("{}: {words}", lead(name).unwrap_or_else(|| name.to_owned()))
        })
        .collect();
    (!told.is_empty()).then(|| told.join(" · "))
}

/// When a plan is looked at, since a plan that nobody is to look at is soon forgotten.
pub fn say_when_looked_at(context: &Context, record: &Record, plan: &Plan) {
    let next_session = find_next_session(record, context);
    let said = match plan.review {
        Some(review) if Some(review) == next_session => {
            format!("looked at in the next call, {}", Moment::day(review).to_spoken())
        }
        // A day that was typed was echoed already.
        Some(_) => return,
        None => {
            "looked at in the next call, once one is planned: coach done asks when, or --review".to_owned()
        }
    };
    context.ui.say(&said);
}
