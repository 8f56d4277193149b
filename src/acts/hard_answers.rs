//! What an examination writes into a goal's note: the answer under its question, the tick, the day.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::model::goal::Goal;
use crate::model::moment::parse_day;
use crate::model::statement::Task;
use crate::model::wording::has_same_words;
use crate::note::edit::{self, EditRefusal, NewValue};
use crate::note::parsed::Note;
use crate::note::read;

/// The section in which the hard questions stand.
const SECTION: &str = "Hard questions";

/// Puts an answer behind what stands under its question, and ticks it. A question that isn't in the note yet is added as the last
/// one. `replaces` is what this same conversation wrote before and the client now says otherwise.
///
/// # Errors
/// Where the section can't be edited safely.
pub fn answer_hard_question(
    text: &str,
    question: &str,
    answer: &str,
    replaces: Option<&str>,
) -> Result<String, EditRefusal> {
    let put = |text: &str, number: usize| {
        let text = edit::add_under(text, SECTION, number, answer, replaces)?;
        edit::tick(&text, SECTION, number, true)
    };
    if let Some(text) = places(text, question).into_iter().find_map(|number| put(text, number).ok()) {
        return Ok(text);
    }
    // Inside a table or a wrapped quote nothing can be put under it; the question stands again behind the others, so that no
    // answer is dropped.
    let with_it = edit::append(text, SECTION, &format!("- [ ] {question}"))?;
    put(&with_it, places(&with_it, question).pop().unwrap_or_default())
}

/// Writes the day of the examination, unless a later one stands there.
///
/// # Errors
/// Where the front matter can't be edited safely.
pub fn set_examined(text: &str, on: NaiveDate) -> Result<String, EditRefusal> {
    if read_goal(text).examined.is_some_and(|day| day > on) {
        return Ok(text.to_owned());
    }
    edit::set(text, &["examined"], &NewValue::Plain(on.to_string()))
}

/// What is written for an answer where `before` stands under the question already: the answer with its day in front, since the old
/// one stays; nothing where it says the same again.
#[must_use]
pub fn word_addition(before: Option<&str>, answer: &str, on: NaiveDate) -> String {
    let lines: Vec<&str> = answer.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let answer = lines.join("\n");
    let Some(before) = before else { return answer };
    let is_dated = |lead: &str| {
        lead.lines().last().and_then(|last| last.strip_suffix(": ")).and_then(parse_day).is_some()
    };
    let is_there = |written: &str| {
        before
            .strip_suffix(written)
            .is_some_and(|lead| lead.is_empty() || lead.ends_with('\n') || is_dated(lead))
    };
    if is_there(&answer) || is_there(&edit::as_paragraphs(&answer)) {
        String::new()
    } else {
        format!("{on}: {answer}")
    }
}

/// Reads a goal from its text alone.
#[must_use]
pub fn read_goal(text: &str) -> Goal {
    read::goal(Note::parse(&Arc::from("goal.md"), text.to_owned())).value
}

/// The numbers of a question among the tasks of its section.
fn places(text: &str, question: &str) -> Vec<usize> {
    let same = |task: &&Task| has_same_words(&task.question().0, question);
    read_goal(text).hard_questions.iter().filter(same).map(|task| task.number).collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{answer_hard_question, set_examined, word_addition};

    const ON: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");

    #[test]
    fn an_answer_stands_under_its_question_and_ticks_it() {
        for (text, question, wanted) in [
            ("## Hard questions\n- [ ] Why?\n", "why", "## Hard questions\n- [x] Why?\n  Because.\n"),
            (
                "## Hard questions\n- [x] Why?\n  Then.\n",
                "Why?",
                "## Hard questions\n- [x] Why?\n  Then.\n  Because.\n",
            ),
            ("", "Why?", "## Hard questions\n\n- [x] Why?\n  Because.\n"),
        ] {
            assert_eq!(
                answer_hard_question(text, question, "Because.", None).as_deref(),
                Ok(wanted),
                "{text:?}"
            );
        }
    }

    #[test]
    fn what_stands_under_a_question_stays_and_the_same_again_adds_nothing() {
        for (before, answer, wanted) in [
            (None, "Mine.\n\n", "Mine."),
            (Some("Mine."), "Hers.", "2026-11-24: Hers."),
            (Some("Mine."), " Mine. ", ""),
            (Some("Mine.\n2026-03-01: Hers."), "Hers.", ""),
        ] {
            assert_eq!(word_addition(before, answer, ON), wanted, "{before:?} {answer:?}");
        }
    }

    #[test]
    fn a_later_examination_keeps_its_day() {
        let later = "---\nexamined: 2026-12-01\n---\n";
        assert_eq!(set_examined(later, ON).as_deref(), Ok(later));
        assert_eq!(
            set_examined("---\ntitle: A\n---\n", ON).as_deref(),
            Ok("---\ntitle: A\nexamined: 2026-11-24\n---\n")
        );
    }
}
