//! Where a note's facts stand: the lines as a person wrote them, to show as evidence.

use super::statement::Statement;

/// The lines of a note that hold its facts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// The line that gives the note its name: its first heading or its `title`.
    pub title: Option<Statement>,
    /// The lines of keys, as they stand, comments and all.
    pub keys: Vec<(&'static str, Statement)>,
    /// The first line that says anything.
    pub first: Option<Statement>,
}

impl Written {
    /// The line of a key.
    #[must_use]
    pub fn key(&self, key: &str) -> Option<&Statement> {
        self.keys.iter().find(|(name, _)| *name == key).map(|(_, line)| line)
    }

    /// The line of the first of these keys that stands in the note, else what names the note, else its first line.
    #[must_use]
    pub fn any_of(&self, keys: &[&str]) -> Option<&Statement> {
        keys.iter().find_map(|key| self.key(key)).or_else(|| self.name())
    }

    /// What names the note, else its first line.
    #[must_use]
    pub fn name(&self) -> Option<&Statement> {
        self.title.as_ref().or(self.first.as_ref())
    }
}
