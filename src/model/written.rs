//! Where a note's facts stand, to show as evidence.

use std::sync::Arc;

use super::statement::{Source, Statement};

/// Of how many keys a note's lines are kept at most.
const MOST: usize = 10;

/// The lines of a note that hold its facts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// The line that gives the note its name: its first heading or its `title`.
    pub title: Option<Statement>,
    path: Option<Arc<str>>,
    keys: &'static [&'static str],
    /// The line of each of the keys, from 1; 0 where it doesn't stand in the note.
    lines: [u32; MOST],
    /// The first line that says anything; 0 where none does.
    first: u32,
}

impl Written {
    /// The lines of a note: what names it, the first line that says anything, and those of some keys.
    ///
    /// # Panics
    /// Where there are more than ten keys.
    #[must_use]
    pub fn find(
        path: &Arc<str>,
        title: Option<Statement>,
        first: Option<usize>,
        keys: &'static [&'static str],
        line_of: impl Fn(&str) -> Option<usize>,
    ) -> Self {
        let number = |line: Option<usize>| line.and_then(|line| u32::try_from(line).ok()).unwrap_or(0);
        let mut lines = [0; MOST];
        for (place, key) in keys.iter().enumerate() {
            lines[place] = number(line_of(key));
        }
        Self { title, path: Some(Arc::clone(path)), keys, lines, first: number(first) }
    }

    fn source(&self, line: u32) -> Option<Source> {
        let path = self.path.as_ref().filter(|_| line > 0)?;
        Some(Source { path: Arc::clone(path), line: line as usize })
    }

    /// The line of a key.
    #[must_use]
    pub fn key(&self, key: &str) -> Option<Source> {
        self.source(self.lines[self.keys.iter().position(|name| *name == key)?])
    }

    /// The line of a key, else what names the note, else its first line.
    #[must_use]
    pub fn key_or_name(&self, key: &str) -> Option<Source> {
        self.key(key).or_else(|| self.name())
    }

    /// The line that names the note, else its first line.
    #[must_use]
    pub fn name(&self) -> Option<Source> {
        match &self.title {
            Some(title) => title.source.clone(),
            None => self.source(self.first),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Written;
    use crate::model::statement::{Source, Statement};

    #[test]
    fn a_key_that_does_not_stand_there_has_the_line_of_what_names_the_note() {
        let path = "clients/ben/sessions/2026-11-08.md".into();
        let title = Statement::new("Call", &path, 9);
        let find = |title: Option<&Statement>| {
            let line_of = |key: &str| (key == "status").then_some(4);
            Written::find(&path, title.cloned(), Some(2), &["minutes", "status"], line_of)
        };
        let line = |source: Option<Source>| source.map(|source| source.line);
        let lines = |written: &Written| {
            let keys = [written.key("status"), written.key("minutes"), written.key("date")];
            (keys.map(line), line(written.key_or_name("status")), line(written.key_or_name("minutes")))
        };
        assert_eq!(lines(&find(None)), ([Some(4), None, None], Some(4), Some(2)));
        assert_eq!(lines(&find(Some(&title))), ([Some(4), None, None], Some(4), Some(9)));
        assert_eq!(Written::default().name(), None);
    }
}
