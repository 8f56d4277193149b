//! A plan that begins with what one role alone would do: a free list, each line kept as it is said; the one that is picked is what
//! they will do.

use std::sync::Arc;

use crate::acts::plan::sheet::{Sheet, shorten_title};
use crate::acts::section_text::join_lead;
use crate::cli::support::context::Context;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::support::picking::pick_goal_to_serve;
use crate::cli::support::plan_draft::{Draft, date_of_making};
use crate::cli::support::word_lists::read_plan_words as plan_words;
use crate::cli::talks::interview_held::hold_interview;
use crate::cli::talks::plan_interview::find_next_session;
use crate::cli::talks::question::{MORE, Reply, ask_onward};
use crate::model::fit::Fit;
use crate::model::goal::GoalStatus;
use crate::model::new_value::NewValue;
use crate::model::plan::{Criterion, Outcome, Plan};
use crate::model::record::Record;
use crate::model::wording::PlanWords;
use crate::note::parsed::Note;
use crate::practice::Practice;

/// The draft in which what a role would do is kept: one that was begun from it today, else a new one.
pub fn begin_draft(
    context: &Context,
    practice: &Practice,
    record: &Record,
    role: &str,
) -> anyhow::Result<Arc<str>> {
    let begun = |plan: &&Plan| {
        plan.outcome == Outcome::Draft
            && plan.made == Some(context.now.date)
            && plan.fit.lens.as_deref() == Some(role)
    };
    if let Some(plan) = record.plans.iter().rev().find(begun) {
        return Ok(Arc::clone(&plan.path));
    }
    let mut active = record.goals.iter().filter(|goal| goal.status == GoalStatus::Active);
    let goal = active.next().filter(|_| active.next().is_none()).map(|goal| goal.id.clone());
    let sheet = Sheet {
        goal,
        made: Some(date_of_making(context, record, None)),
        review: find_next_session(record, context),
        title: Some(role.to_owned()),
        fit: Fit { lens: Some(role.to_owned()), ..Fit::default() },
        ..Sheet::default()
    };
    Draft::new(context, practice, &sheet, Outcome::Draft, &plan_words(practice)?)?.write(practice, record)
}

/// Keeps something that the role would do; what stands there already is kept once. Whether it is new.
pub fn keep_idea(paper: &mut NoteInHand<'_>, role: &str, idea: &str) -> anyhow::Result<bool> {
    let title = format!("As {role}");
    let item = format!("- {}", join_lead("", idea));
    let note = Note::parse(&paper.path, paper.text.clone()).value;
    let section = note.body.sections.iter().find(|section| section.is_called(&title));
    if section.is_some_and(|section| note.text[section.content.clone()].lines().any(|line| line == item)) {
        return Ok(false);
    }
    paper.append(&title, &item)?;
    Ok(true)
}

/// Asks what the role would do, a thing a line, until there is no more; each is kept.
pub fn ask_for_ideas(
    context: &Context,
    paper: &mut NoteInHand<'_>,
    role: &str,
    question: &str,
) -> anyhow::Result<Vec<String>> {
    let mut ideas = Vec::new();
    let mut question = question;
    while let Reply::Said(idea) = ask_onward(context, question, None)? {
        keep_idea(paper, role, &idea)?;
        ideas.push(idea);
        question = MORE;
    }
    Ok(ideas)
}

/// Asks which of them it is; that is what they will do. No where none is picked.
pub fn pick_idea(
    context: &Context,
    words: &PlanWords,
    paper: &mut NoteInHand<'_>,
    (question, ideas): (&str, &[String]),
    client: &str,
) -> anyhow::Result<bool> {
    let Some(picked) = context.ui.choose(&words.asks(question, ""), ideas.to_vec())? else {
        return Ok(false);
    };
    paper.answer(Criterion::Specific, &ideas[picked], words)?;
    paper.entitle(&shorten_title(&ideas[picked]), None, client)?;
    Ok(true)
}

/// Makes a plan of a draft whose first answer was picked: the goal that it serves, and the questions that are left.
pub fn go_on_with_idea(
    context: &Context,
    practice: &Practice,
    record: &Record,
    words: &PlanWords,
    paper: &mut NoteInHand<'_>,
) -> anyhow::Result<()> {
    if paper.plan().goal.is_none()
        && let Some(goal) = pick_goal_to_serve(context, record, false)?
    {
        paper.set("goal", &NewValue::Text(goal))?;
    }
    hold_interview(context, practice, record, words, &paper.path, (false, None))
}
