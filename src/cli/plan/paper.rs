//! The plan that is being worked on: each answer is written the moment it is given, exactly, so that nothing typed is lost.

use std::sync::Arc;

use crate::cli::context::Context;
use crate::cli::note_file;
use crate::model::id;
use crate::model::moment::Moment;
use crate::model::plan::{Criterion, Plan};
use crate::model::refusal::Refusal;
use crate::note::edit::{self, NewValue};
use crate::note::parsed::Note;
use crate::note::read;
use crate::practice::Practice;
use crate::practice::paths::{self, Kind};

/// The title of a plan that has no words yet.
pub const UNTITLED: &str = "Plan";

/// A plan's note, open on the table.
pub struct Paper<'a> {
    practice: &'a Practice,
    /// Where it stands.
    pub path: Arc<str>,
    text: String,
}

impl<'a> Paper<'a> {
    /// Opens a plan's note.
    pub fn open(practice: &'a Practice, path: &Arc<str>) -> anyhow::Result<Self> {
        Ok(Self { practice, path: Arc::clone(path), text: practice.text(path)? })
    }

    /// The plan as it stands now.
    pub fn plan(&self) -> Plan {
        read::plan(Note::parse(&self.path, self.text.clone())).value
    }

    /// Makes an edit and writes it.
    pub fn change(&mut self, edit: impl FnOnce(&str) -> Result<String, edit::Refusal>) -> anyhow::Result<()> {
        let new = edit(&self.text).map_err(|refusal| note_file::told(&self.path, &refusal))?;
        self.practice.replace(&self.path, &self.text, &new)?;
        self.text = new;
        Ok(())
    }

    /// Sets a key to a text, or to a value that is written as it is.
    pub fn set(&mut self, key: &str, value: &NewValue) -> anyhow::Result<()> {
        self.change(|text| edit::set(text, &[key], value))
    }

    /// Appends to a section of the body.
    pub fn append(&mut self, section: &str, block: &str) -> anyhow::Result<()> {
        self.change(|text| edit::append(text, section, block))
    }

    /// Keeps an answer that could not be put where it belongs, rather than losing it.
    pub fn keep(&mut self, question: &str, answer: &str) -> anyhow::Result<()> {
        let kept = format!("- {question} {}", answer.split_whitespace().collect::<Vec<_>>().join(" "));
        self.append("Answers", &kept)
    }

    /// Answers one of the five criteria, adding its item where the note has none.
    pub fn answer(&mut self, criterion: Criterion, question: &str, answer: &str) -> anyhow::Result<()> {
        if !self.plan().smart.iter().any(|item| item.id == criterion) {
            self.append("SMART", &format!("- [ ] **{}** {question}", criterion.label()))?;
        }
        let note = Note::parse(&self.path, self.text.clone()).value;
        let tasks = note.body.under("SMART").filter(|block| block.task.is_some());
        let label = format!("**{}**", criterion.label()).to_lowercase();
        let place = tasks.into_iter().position(|block| block.first_line.to_lowercase().starts_with(&label));
        let missing =
            || Refusal::new(format!("{} has no item {}", self.path, criterion.label()), "add it by hand");
        let place = place.ok_or_else(missing)?;
        self.change(|text| edit::answer(text, "SMART", place + 1, answer))
    }

    /// Gives an untitled plan its title and, since the file is named by it, its file's name.
    pub fn entitle(&mut self, title: &str, client: &str) -> anyhow::Result<()> {
        let plan = self.plan();
        if plan.title != UNTITLED {
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

    /// A date in the plan's words, understood from `now`.
    pub fn set_date(&mut self, key: &str, day: Moment) -> anyhow::Result<()> {
        self.set(key, &NewValue::Plain(day.date.to_string()))
    }
}

/// What a plan's file is called: the day it was made, and the beginning of its title.
pub fn file_name(made: chrono::NaiveDate, title: &str) -> String {
    /// How many words of a title go into the file's name.
    const WORDS: usize = 6;
    let words: Vec<&str> = title.split_whitespace().take(WORDS).collect();
    match id::slug(&words.join(" ")) {
        Ok(name) => format!("{made}-{name}"),
        Err(_) => made.to_string(),
    }
}

/// `If …, then ….`: an obstacle and its answer in the contingent form (implementation intentions: Gollwitzer 1999).
pub fn if_then(obstacle: &str, then: &str) -> String {
    let bare = |text: &str, lead: &str| {
        let text = text.trim().trim_end_matches(['.', ',', ';', '…']).trim();
        let rest = text
            .get(..lead.len())
            .filter(|head| head.eq_ignore_ascii_case(lead))
            .map(|_| text[lead.len()..].trim());
        rest.unwrap_or(text).to_owned()
    };
    let (obstacle, then) = (bare(obstacle, "if "), bare(then, "then "));
    if then.is_empty() { format!("If {obstacle}, then …") } else { format!("If {obstacle}, then {then}.") }
}

/// Says where a plan stands, for the coach alone.
pub fn say_where(context: &Context, path: &str) -> anyhow::Result<()> {
    if context.global.shared { Ok(()) } else { Ok(context.ui.print(&format!("{path}\n"))?) }
}

#[cfg(test)]
mod tests {
    use super::if_then;

    #[test]
    fn obstacles_take_the_contingent_form() {
        for (obstacle, then, wanted) in [
            ("it rains", "I take the bus", "If it rains, then I take the bus."),
            ("If it rains,", "then I take the bus.", "If it rains, then I take the bus."),
            ("it rains", "", "If it rains, then …"),
        ] {
            assert_eq!(if_then(obstacle, then), wanted);
        }
    }
}
