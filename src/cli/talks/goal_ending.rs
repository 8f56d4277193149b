//! What follows when a goal ends, whichever command ended it: its plans, and the look back.

use chrono::NaiveDate;

use crate::acts::goal_end::{add_looking_back, release_plan, set_fulfilled};
use crate::cli::support::context::Context;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::support::word_lists::read_plan_words;
use crate::cli::talks::question::{MORE, Reply, ask_for_onward, ask_onward, read_ten};
use crate::model::goal::{Goal, GoalStatus};
use crate::model::id::same;
use crate::model::plan::{Outcome, Plan};
use crate::model::record::Record;
use crate::model::shell_word::quote;
use crate::practice::Practice;

/// What becomes of the plans of a goal that is let go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlansOfGoal {
    /// They are let go as well; on a terminal that is asked first.
    Ask,
    /// They stay open.
    Keep,
}

/// Whether a goal that stands so has ended.
pub const fn has_ended(status: GoalStatus) -> bool {
    matches!(status, GoalStatus::Achieved | GoalStatus::Released)
}

/// Lets the open plans of a goal go with it, or tells which of them stay. A plan for a goal that nobody wants any more would be asked
/// after at every call.
pub fn settle_plans(
    context: &Context,
    practice: &Practice,
    record: &Record,
    goal: &Goal,
    (status, on): (GoalStatus, NaiveDate),
    wish: PlansOfGoal,
) -> anyhow::Result<()> {
    let serves = |plan: &&Plan| plan.goal.as_ref().is_some_and(|reference| same(&reference.id, &goal.id));
    let is_open = |plan: &&Plan| matches!(plan.outcome, Outcome::Open | Outcome::Draft);
    let open: Vec<&Plan> = record.plans.iter().filter(serves).filter(is_open).collect();
    if open.is_empty() {
        return Ok(());
    }
    let titles: Vec<String> = open.iter().map(|plan| format!("“{}”", plan.title)).collect();
    let titles = titles.join(", ");
    let stay =
        format!("still open: {titles}; coach plan review {} asks what happened", quote(&record.client.id));
    if status == GoalStatus::Achieved || wish == PlansOfGoal::Keep {
        context.ui.say(&stay);
        return Ok(());
    }
    let question = format!("Let go of what was planned for it, too? {titles}");
    if context.ui.can_ask() && !context.ui.confirm(&question, true)?.unwrap_or(false) {
        context.ui.say(&stay);
        return Ok(());
    }
    for plan in open {
        NoteInHand::open(practice, &plan.path)?.stage(|text| release_plan(text, on))?;
    }
    context.ui.say(&format!("let go with it: {titles}"));
    Ok(())
}

/// What is it like, and was it what they wanted? Each answer is written as it is given.
pub fn look_back_on(context: &Context, paper: &mut NoteInHand<'_>, status: GoalStatus) -> anyhow::Result<()> {
    let words = read_plan_words(paper.practice)?;
    if status == GoalStatus::Released {
        if ask_for_words(context, paper, &words.asks("let_go", ""))? {
            ask_for_words(context, paper, &words.asks("was_it_right", ""))?;
        }
        return Ok(());
    }
    if !ask_for_words(context, paper, &words.asks("have_it", ""))? {
        return Ok(());
    }
    if let Ok(mark) = ask_for_onward(context, &words.asks("was_it", ""), None, read_ten)? {
        paper.change(|text| set_fulfilled(text, mark))?;
    }
    Ok(())
}

/// Words on looking back, each line kept as it is typed. No when a dot ended it.
fn ask_for_words(context: &Context, paper: &mut NoteInHand<'_>, question: &str) -> anyhow::Result<bool> {
    let mut question = question;
    loop {
        match ask_onward(context, question, None)? {
            Reply::Said(words) => paper.change(|text| add_looking_back(text, &words))?,
            reply => return Ok(reply != Reply::End),
        }
        question = MORE;
    }
}
