//! Answers to the five criteria, in the SMART list of a plan.

use std::sync::Arc;

use crate::model::plan::Criterion;
use crate::model::wording::PlanWords;
use crate::note::edit;
use crate::note::parsed::Note;

/// The name of a criterion's question in the list of words: what is asked and what is written are the same words.
#[must_use]
pub const fn question_name(criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::Specific => "what",
        Criterion::Measurable => "measure",
        Criterion::Achievable => "make_room",
        Criterion::Relevant => "why",
        Criterion::TimeBound => "when",
    }
}

/// A plan's text with one of the five criteria answered; its item is added, with the question in the practice's own words, where
/// there is none.
///
/// # Errors
/// Where the answer can't be written under its item safely.
pub fn answer(
    text: &str,
    criterion: Criterion,
    answer: &str,
    words: &PlanWords,
) -> Result<String, edit::EditRefusal> {
    if let Some(place) = place_of(text, criterion) {
        return edit::answer(text, "SMART", place, answer);
    }
    let question = words.asks(question_name(criterion), "");
    let with_item = edit::append(text, "SMART", &format!("- [ ] **{}** {question}", criterion.label()))?;
    let place = place_of(&with_item, criterion).unwrap_or_default();
    edit::answer(&with_item, "SMART", place, answer)
}

/// The number of a criterion's item in the list, from 1.
fn place_of(text: &str, criterion: Criterion) -> Option<usize> {
    let note = Note::parse(&Arc::from("plan.md"), text.to_owned()).value;
    let mut tasks = note.body.tasks("SMART");
    tasks
        .position(|block| {
            Criterion::read_led(&block.first_line(&note.text)).is_some_and(|(led, _)| led == criterion)
        })
        .map(|place| place + 1)
}

/// A plan's text that keeps an answer which could not be put where it belongs, rather than losing it.
///
/// # Errors
/// Where nothing can be appended.
pub fn keep_answer(text: &str, question: &str, answer: &str) -> Result<String, edit::EditRefusal> {
    edit::append(text, "Answers", &format!("- {question} {}", super::if_then::join_lines(answer)))
}

#[cfg(test)]
mod tests {
    use super::answer;
    use crate::model::plan::Criterion;
    use crate::model::wording::PlanWords;

    #[test]
    fn the_question_is_asked_in_the_words_of_the_list() {
        let mut words = PlanWords::default();
        words.interview.insert("what".to_owned(), "Was genau?".to_owned());
        let written = answer("# Plan\n", Criterion::Specific, "Tür zu.", &words).unwrap();
        assert_eq!(written, "# Plan\n\n## SMART\n\n- [ ] **Specific** Was genau?\n  Tür zu.\n");
        let again = answer(&written, Criterion::Specific, "Tür auf.", &words).unwrap();
        assert_eq!(again, written.replace("zu", "auf"));
        let by_hand = "## SMART\n- [ ] **Specific:** What?\n";
        let filled = answer(by_hand, Criterion::Specific, "One.", &words).unwrap();
        assert_eq!(filled, "## SMART\n- [ ] **Specific:** What?\n  One.\n");
    }
}
