//! The goal that is being examined: where each answer goes.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::cli::paper::Paper;
use crate::insight::hard_questions::{Question, is_same};
use crate::model::goal::Goal;
use crate::model::moment::parse_day;
use crate::model::statement::Task;
use crate::note::edit::{self, NewValue, Refusal};
use crate::note::parsed::Note;
use crate::note::read;

/// The section in which the hard questions stand.
const SECTION: &str = "Hard questions";

impl Paper<'_> {
    /// The goal as it stands now.
    pub fn goal(&self) -> Goal {
        goal(&self.text)
    }
}

/// A goal's text with an answer to a hard question behind what stands under it, and the question ticked. What stands in the note
/// is answered in place, anything else is added. `was` is what was answered before and now said otherwise.
pub fn answered(text: &str, question: &str, answer: &str, was: Option<&str>) -> Result<String, Refusal> {
    let put = |text: &str, number: usize| {
        let text = edit::add_under(text, SECTION, number, answer, was)?;
        edit::tick(&text, SECTION, number, true)
    };
    if let Some(text) = places(text, question).into_iter().find_map(|number| put(text, number).ok()) {
        return Ok(text);
    }
    // One that can't be written under is asked again behind the others: an answer is never dropped.
    let with_it = edit::append(text, SECTION, &format!("- [ ] {question}"))?;
    put(&with_it, places(&with_it, question).pop().unwrap_or_default())
}

/// A goal's text with the day on which it was examined, unless it was examined later already.
pub fn examined(text: &str, on: NaiveDate) -> Result<String, Refusal> {
    if goal(text).examined.is_some_and(|day| day > on) {
        return Ok(text.to_owned());
    }
    edit::set(text, &["examined"], &NewValue::Plain(on.to_string()))
}

/// What is put behind what stands under a question: the answer, with its day where there is an earlier one; nothing where it says the
/// same.
pub fn addition(question: &Question, said: &str, on: NaiveDate) -> String {
    let lines: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let said = lines.join("\n");
    let Some(before) = &question.answer else { return said };
    let dated = |lead: &str| {
        lead.lines().last().and_then(|last| last.strip_suffix(": ")).and_then(parse_day).is_some()
    };
    let is_there =
        |written: &str| before.strip_suffix(written).is_some_and(|lead| lead.is_empty() || dated(lead));
    if is_there(&said) || is_there(&edit::as_paragraphs(&said)) {
        String::new()
    } else {
        format!("{on}: {said}")
    }
}

/// The numbers of a question among the tasks of its section.
fn places(text: &str, question: &str) -> Vec<usize> {
    let same = |task: &&Task| is_same(&task.question().0, question);
    goal(text).hard_questions.iter().filter(same).map(|task| task.number).collect()
}

fn goal(text: &str) -> Goal {
    read::goal(Note::parse(&Arc::from("goal.md"), text.to_owned())).value
}
