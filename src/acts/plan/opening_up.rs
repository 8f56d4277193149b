//! A draft that becomes an open plan.

use super::smart_answer::answer;
use crate::acts::Edited;
use crate::acts::plan::sheet::Sheet;
use crate::model::new_value::NewValue;
use crate::model::plan::{Criterion, MadeBy, Outcome, Plan};
use crate::model::wording::PlanWords;
use crate::note::edit;

/// Opens a plan: the two criteria that are made of other answers are answered where nobody did, and it was made together unless
/// something else stands there.
///
/// # Errors
/// Where the note can't be edited safely.
pub fn open_plan(text: &str, plan: &Plan, sheet: &Sheet, words: &PlanWords) -> Edited {
    let is_open =
        |criterion: Criterion| plan.smart.iter().all(|item| item.id != criterion || item.answer.is_none());
    let made_of_others =
        [Criterion::Achievable, Criterion::TimeBound].into_iter().filter(|one| is_open(*one));
    let text = made_of_others.into_iter().try_fold(text.to_owned(), |text, criterion| {
        sheet.smart_answer(criterion).map_or(Ok(text.clone()), |told| answer(&text, criterion, &told, words))
    })?;
    let text = match plan.made_by {
        None => edit::set(&text, &["made_by"], &NewValue::Plain(MadeBy::Together.word().to_owned()))?,
        Some(_) => text,
    };
    edit::set(&text, &["outcome"], &NewValue::Plain(Outcome::Open.word().to_owned()))
}

/// Gives a plan another title.
///
/// # Errors
/// Where the note can't be edited safely.
pub fn entitle_plan(text: &str, title: &str) -> Edited {
    edit::retitle(text, title)
}

/// Adds a step that isn't done yet.
///
/// # Errors
/// Where the note can't be edited safely.
pub fn add_open_step(text: &str, step: &str) -> Edited {
    edit::append(text, "Steps", &format!("- [ ] {step}"))
}
