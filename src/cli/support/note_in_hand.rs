//! A note that is being worked on: each change is written the moment it is made, exactly, so that nothing typed is lost.

use std::sync::Arc;

use crate::acts::Edited;
use crate::acts::key_changes::set_key;
use crate::acts::section_text::{append_block, join_lead};
use crate::model::moment::Moment;
use crate::model::new_value::NewValue;
use crate::practice::Practice;

/// A note that is open on the table.
pub struct NoteInHand<'a> {
    /// The practice that it belongs to.
    pub practice: &'a Practice,
    /// Where it stands.
    pub path: Arc<str>,
    /// What stands in it now.
    pub text: String,
}

impl<'a> NoteInHand<'a> {
    /// Opens a note.
    pub fn open(practice: &'a Practice, path: &Arc<str>) -> anyhow::Result<Self> {
        Ok(Self { practice, path: Arc::clone(path), text: practice.text(path)? })
    }

    /// Tries an edit and writes nothing: what would be refused is refused now.
    pub fn try_edit(&self, edit: impl FnOnce(&str) -> Edited) -> anyhow::Result<()> {
        edit(&self.text).map_err(|refusal| refusal.in_note(&self.path))?;
        Ok(())
    }

    /// Makes an edit and writes it.
    pub fn change(&mut self, edit: impl FnOnce(&str) -> Edited) -> anyhow::Result<()> {
        self.stage(edit)?;
        self.practice.commit()
    }

    /// Makes an edit that is written with what else the command changes: several notes are changed together, or none.
    pub fn stage(&mut self, edit: impl FnOnce(&str) -> Edited) -> anyhow::Result<()> {
        let path = Arc::clone(&self.path);
        let (_, after) = self
            .practice
            .edit(&self.path, |text| Ok(edit(text).map_err(|refusal| refusal.in_note(&path))?))?;
        self.text = after;
        Ok(())
    }

    /// Sets a key to a text, or to a value that is written as it is.
    pub fn set(&mut self, key: &str, value: &NewValue) -> anyhow::Result<()> {
        self.change(|text| set_key(text, key, value))
    }

    /// Appends to a section of the body.
    pub fn append(&mut self, section: &str, block: &str) -> anyhow::Result<()> {
        self.change(|text| append_block(text, section, block))
    }

    /// Appends words as they were said: whatever they begin with, they are words.
    pub fn say(&mut self, section: &str, lead: &str, words: &str) -> anyhow::Result<()> {
        let words = join_lead(lead, words);
        self.append(section, &words)
    }

    /// Sets a key to a day.
    pub fn set_date(&mut self, key: &str, day: Moment) -> anyhow::Result<()> {
        self.set(key, &NewValue::Plain(day.date.to_string()))
    }
}
