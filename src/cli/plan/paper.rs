//! The plan that is being worked on: where each answer goes, and what its file is called.

use std::sync::Arc;

use crate::cli::context::Context;
use crate::cli::paper::Paper;
use crate::model::dates::Direction;
use crate::model::id;
use crate::model::plan::{Criterion, Plan};
use crate::note::edit;
use crate::note::parsed::Note;
use crate::note::read;
use crate::practice::paths::{self, Kind};

/// The title of a plan that has no words yet.
pub const UNTITLED: &str = "Plan";

impl Paper<'_> {
    /// The plan as it stands now.
    pub fn plan(&self) -> Plan {
        read::plan(Note::parse(&self.path, self.text.clone())).value
    }

    /// Keeps an answer that could not be put where it belongs, rather than losing it.
    pub fn keep(&mut self, question: &str, answer: &str) -> anyhow::Result<()> {
        let kept = format!("- {question} {}", answer.split_whitespace().collect::<Vec<_>>().join(" "));
        self.append("Answers", &kept)
    }

    /// Answers one of the five criteria, adding its item where the note has none.
    pub fn answer(&mut self, criterion: Criterion, question: &str, answer: &str) -> anyhow::Result<()> {
        self.change(|text| answered(text, criterion, question, answer))
    }

    /// Gives a plan its title and, since the file is named by it, its file's name: one that is untitled, or whose title came from
    /// the answer that was there before.
    pub fn entitle(&mut self, title: &str, old: Option<&str>, client: &str) -> anyhow::Result<()> {
        let plan = self.plan();
        if !is_untitled(&plan) && Some(plan.title.as_str()) != old {
            return Ok(());
        }
        self.change(|text| edit::retitle(text, title))?;
        let Some(made) = plan.made else { return Ok(()) };
        let base = file_name(made, title);
        let id = self.practice.free_id(client, Kind::Plan, &base);
        let path = paths::note(client, Kind::Plan, &id);
        if !plan.id.starts_with(&base) {
            self.practice.rename(&self.path, &path)?;
            self.path = path;
        }
        Ok(())
    }
}

/// Whether nothing says yet what will be done: there is no title, or only that of the role that the plan begins with.
pub fn is_untitled(plan: &Plan) -> bool {
    plan.title == UNTITLED || plan.fit.lens.as_ref() == Some(&plan.title)
}

/// A plan with one of the five criteria answered; its item is added where there is none.
pub fn answered(
    text: &str,
    criterion: Criterion,
    question: &str,
    answer: &str,
) -> Result<String, edit::Refusal> {
    let label = format!("**{}**", criterion.label()).to_lowercase();
    let place = |text: &str| {
        let note = Note::parse(&Arc::from("plan.md"), text.to_owned()).value;
        let mut tasks = note.body.tasks("SMART");
        tasks.position(|block| block.first_line.to_lowercase().starts_with(&label))
    };
    if let Some(place) = place(text) {
        return edit::answer(text, "SMART", place + 1, answer);
    }
    let with_item = edit::append(text, "SMART", &format!("- [ ] **{}** {question}", criterion.label()))?;
    let place = place(&with_item).unwrap_or_default();
    edit::answer(&with_item, "SMART", place + 1, answer)
}

/// What a plan's file is called: the day it was made, and the beginning of its title.
pub fn file_name(made: chrono::NaiveDate, title: &str) -> String {
    /// How many words of a title go into the file's name.
    const WORDS: usize = 6;
    let words: Vec<&str> = title.split_whitespace().take(WORDS).collect();
    match id::slug(&words.join(" ")) {
        Ok(name) => id::shortened(&format!("{made}-{name}"), id::LONGEST),
        Err(_) => made.to_string(),
    }
}

/// A step whose `due:friday` is the date that was meant. What can't be understood as a date is refused.
pub fn dated(context: &Context, step: &str) -> anyhow::Result<String> {
    let words: anyhow::Result<Vec<String>> = step
        .split_whitespace()
        .map(|word| match word.strip_prefix("due:") {
            Some(when) if !when.is_empty() && crate::model::moment::parse_day(when).is_none() => {
                Ok(format!("due:{}", context.read_date(when, Direction::PlansAhead)?.date))
            }
            _ => Ok(word.to_owned()),
        })
        .collect();
    Ok(words?.join(" "))
}

/// `If …, then ….`: an obstacle and its answer in the contingent form (implementation intentions: Gollwitzer 1999). `small` are
/// the words that lose their capital behind the `If`.
pub fn if_then(obstacle: &str, then: &str, small: &[String]) -> String {
    let bare = |text: &str, lead: &str| {
        let text = text.trim().trim_end_matches(['.', ',', ';', '…']).trim();
        let rest = text
            .get(..lead.len())
            .filter(|head| head.eq_ignore_ascii_case(lead))
            .map(|_| text[lead.len()..].trim());
        rest.unwrap_or(text).to_owned()
    };
    let (mut obstacle, then) = (bare(obstacle, "if "), bare(then, "then "));
    let first = obstacle.split_whitespace().next().unwrap_or_default().to_lowercase();
    if small.contains(&first) {
        obstacle = format!("{first}{}", &obstacle[first.len()..]);
    }
    if then.is_empty() { format!("If {obstacle}, then …") } else { format!("If {obstacle}, then {then}.") }
}

/// An obstacle that was said together with its answer: `If …, then ….`
pub fn said_whole(said: &str) -> Option<(&str, &str)> {
    said.trim().get(..3).filter(|head| head.eq_ignore_ascii_case("if "))?;
    let (obstacle, then) = said.split_once(", then ").or_else(|| said.split_once(" then "))?;
    (!then.trim().is_empty()).then_some((obstacle, then))
}

#[cfg(test)]
mod tests {
    use super::if_then;

    #[test]
    fn obstacles_take_the_contingent_form() {
        let small = ["it".to_owned()];
        for (obstacle, then, wanted) in [
            ("It rains", "I go", "If it rains, then I go."),
            ("Marit is away", "I go", "If Marit is away, then I go."),
            ("it rains", "I take the bus", "If it rains, then I take the bus."),
            ("If it rains,", "then I take the bus.", "If it rains, then I take the bus."),
            ("it rains", "", "If it rains, then …"),
        ] {
            assert_eq!(if_then(obstacle, then, &small), wanted);
        }
    }
}
