//! The hard questions about a goal: those of its note in their own words, then those of the list that it hasn't yet.

use super::reviewed::list_reviewed;
use crate::model::goal::{Goal, GoalStatus};
use crate::model::id::same;
use crate::model::plan::Plan;
use crate::model::record::Record;
use crate::model::wording::{GoalWords, HardQuestion, has_same_words};

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its name, where the list has it.
    pub name: Option<String>,
    /// The question, in one line.
    pub text: String,
    /// Whether it was asked.
    pub asked: bool,
    /// What stands under it.
    pub answer: Option<String>,
}

/// The name of the question for reasons in words.
pub const REASONS: &str = "reasons";

/// So many plans in a row that didn't come about ask what that did to how somebody trusts themselves.
const PLANS_IN_A_ROW: usize = 3;

/// What an examination of a goal can ask, in its order: the reasons in words, then, where the last three plans of the goal didn't
/// come about, what that has done, then the hard questions.
#[must_use]
pub fn examination(record: &Record, goal: &Goal, words: &GoalWords) -> Vec<Question> {
    let mut questions = hard_questions(goal, words);
    let mut first = Vec::new();
    if let Some(asks) = words.reasons.get("asks") {
        first.push(take_or_make(&mut questions, Some(REASONS), asks));
    }
    if let Some(known) = words.after_plans.as_ref().filter(|_| plans_did_not_come_about(record, goal)) {
        first.push(take_or_make(&mut questions, known.name.as_deref(), &known.asks));
    }
    first.extend(questions);
    first
}

/// The question as it stands in the note, taken out of its place there; else a new one.
fn take_or_make(questions: &mut Vec<Question>, name: Option<&str>, asks: &str) -> Question {
    let name = name.map(str::to_owned);
    match questions.iter().position(|question| has_same_words(&question.text, asks)) {
        Some(place) => Question { name, ..questions.remove(place) },
        None => Question { name, text: join_lines(asks), asked: false, answer: None },
    }
}

fn plans_did_not_come_about(record: &Record, goal: &Goal) -> bool {
    let of_goal = |plan: &&Plan| plan.goal.as_ref().is_some_and(|reference| same(&reference.id, &goal.id));
    let reviewed = list_reviewed(record.plans.iter().filter(of_goal));
    let mut last = reviewed.iter().rev().take(PLANS_IN_A_ROW);
    reviewed.len() >= PLANS_IN_A_ROW && last.all(|plan| !plan.has_come_about())
}

/// The hard questions about a goal, in the order in which they are asked.
#[must_use]
pub fn hard_questions(goal: &Goal, words: &GoalWords) -> Vec<Question> {
    let achieved = goal.status == GoalStatus::Achieved;
    let mut questions: Vec<Question> = Vec::new();
    for task in &goal.hard_questions {
        let (text, answer) = task.question();
        if questions.iter().any(|question| has_same_words(&question.text, &text)) {
            continue;
        }
        let known = words.hard_questions.iter().find(|known| is_asked_by(known, &text));
        questions.push(Question {
            name: known.and_then(|known| known.name.clone()),
            text: join_lines(&text),
            asked: task.state.is_done(),
            answer: Some(answer).filter(|answer| !answer.is_empty()),
        });
    }
    for known in &words.hard_questions {
        if !questions.iter().any(|question| is_asked_by(known, &question.text)) {
            let text = join_lines(known.wording(achieved));
            questions.push(Question { name: known.name.clone(), text, asked: false, answer: None });
        }
    }
    questions
}

/// Whether a question of the list is asked in these words, before it is achieved or afterwards.
fn is_asked_by(known: &HardQuestion, text: &str) -> bool {
    [Some(&known.asks), known.once_achieved.as_ref()]
        .into_iter()
        .flatten()
        .any(|asks| has_same_words(asks, text))
}

fn join_lines(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::hard_questions;
    use crate::model::wording::GoalWords;
    use crate::note::parsed::Note;
    use crate::note::read;

    const WORDS: &str = "hard_questions:\n- {name: lose, asks: What would you lose?, once_achieved: What did you lose?}\n\
        - {name: give, asks: What would it give?, once_achieved: What has it given?}\n- asks: And then?\n";

    /// Each question as `name text asked answer`.
    fn list_told(goal: &str) -> Vec<String> {
        let words: GoalWords = serde_yaml::from_str(WORDS).expect("words");
        let goal = read::goal(Note::parse(&"g.md".into(), goal.to_owned())).value;
        let questions = hard_questions(&goal, &words);
        let told = questions.into_iter().map(|question| {
            let [name, answer] = [question.name, question.answer].map(|text| text.unwrap_or("-".into()));
            format!("{name} | {} | {} | {answer}", question.text, question.asked)
        });
        told.collect()
    }

    #[test]
    fn the_notes_own_come_first_and_the_list_fills_up() {
        let goal = "## Hard questions\n- [x] Whose\n  is it?\n  Mine.\n- [ ] what would you lose\n- [ ] Whose is it?\n";
        let own = ["- | Whose is it? | true | Mine.", "lose | what would you lose | false | -"];
        let more = ["give | What would it give? | false | -", "- | And then? | false | -"];
        assert_eq!(list_told(goal), [own, more].concat());
    }

    #[test]
    fn a_goal_that_was_achieved_is_asked_in_the_past() {
        let goal = "---\nstatus: achieved\n---\n## Hard questions\n- [x] What would you lose?\n";
        let wanted = ["lose | What would you lose? | true | -", "give | What has it given? | false | -"];
        assert_eq!(list_told(goal)[..2], wanted);
    }
}
