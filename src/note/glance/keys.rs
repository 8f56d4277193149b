//! The keys of a note's front matter as they stand, without a tree: each of them known, each in its own spelling, each once.

use std::sync::Arc;

use super::values::{Item, Value, are_plain_words, read_inline};
use crate::model::keys::{Holds, Key, NoteKind};
use crate::model::statement::Statement;
use crate::note::fence::{self, Fence};
use crate::note::lines::list_lines;
use crate::note::plain::signs;

/// The longest front matter that is looked at, in bytes.
const LONGEST: usize = 1 << 14;
/// How many keys most notes have at most.
const USUAL: usize = 12;
/// How many items or keys one value may have.
const MOST_ITEMS: usize = 32;

/// The keys that a note has.
pub(super) struct Keys<'t> {
    pub(super) path: &'t Arc<str>,
    pub(super) text: &'t str,
    pairs: Vec<Pair<'t>>,
    /// Where the body begins.
    pub(super) body: usize,
}

struct Pair<'t> {
    name: &'static str,
    holds: Holds,
    /// The line of the key, from 1.
    line: usize,
    /// The key's line in the file, without its ending.
    written: &'t str,
    value: Value<'t>,
}

impl<'t> Keys<'t> {
    /// Reads the front matter that a text begins with; `None` where it isn't plain, or doesn't close.
    pub(super) fn read(path: &'t Arc<str>, text: &'t str, kind: NoteKind) -> Option<Self> {
        let Fence::Block { yaml, body } = fence::find(text) else { return None };
        let base = yaml.start;
        let block = &text[yaml];
        // Behind a byte order mark places are told otherwise.
        if !text.starts_with("---") || block.len() > LONGEST || !signs::are_plain(block.as_bytes()) {
            return None;
        }
        let mut keys = Self { path, text, pairs: Vec::with_capacity(USUAL), body };
        for (number, (at, line)) in list_lines(block).enumerate() {
            let line = line.strip_suffix('\n').unwrap_or(line);
            let line = line.strip_suffix('\r').unwrap_or(line);
            let line = Line { at: base + at, number: number + 2, words: line.trim_end_matches(' ') };
            match line.words.as_bytes().first() {
                None => {}
                Some(b'a'..=b'z') => keys.add_pair(&line, kind.keys())?,
                Some(b' ' | b'-') => keys.pairs.last_mut()?.go_on(&line)?,
                Some(_) => return None,
            }
        }
        Some(keys)
    }

    fn add_pair(&mut self, line: &Line<'t>, known: &'static [Key]) -> Option<()> {
        let (key, value) = line.words.split_once(':')?;
        let (name, holds) = known.iter().find(|(name, _)| *name == key)?;
        let stands = self.pairs.iter().any(|pair| pair.name == *name);
        if stands || !(value.is_empty() || value.starts_with(' ')) {
            return None;
        }
        let words = value.trim_start_matches(' ');
        let at = line.at + line.words.len() - words.len();
        let value = read_inline(words, Item { at, line: line.number, words }, holds)?;
        self.pairs.push(Pair { name, holds: *holds, line: line.number, written: line.words, value });
        Some(())
    }

    /// What stands behind a key.
    pub(super) fn value(&self, key: &str) -> &Value<'t> {
        self.pairs.iter().find(|pair| pair.name == key).map_or(&Value::Nothing, |pair| &pair.value)
    }

    /// Whether a key has a value.
    pub(super) fn stands(&self, key: &str) -> bool {
        !matches!(self.value(key), Value::Nothing)
    }

    /// The line on which a key with a value begins, as it stands.
    pub(super) fn line_of(&self, key: &str) -> Option<Statement> {
        let pair = self.pairs.iter().find(|pair| pair.name == key)?;
        let has_value = !matches!(pair.value, Value::Nothing);
        has_value.then(|| Statement::new(pair.written, self.path, pair.line))
    }

    /// The first line that says anything, which is that of a key as long as there is one.
    pub(super) fn first_line(&self) -> Option<Statement> {
        match self.pairs.first() {
            Some(pair) => Some(Statement::new(pair.written, self.path, pair.line)),
            None => self.text.find(char::is_alphanumeric).map(|at| self.statement_at(at)),
        }
    }

    /// The line of a place in the file as a statement, without the blanks around it.
    pub(super) fn statement_at(&self, at: usize) -> Statement {
        let start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = self.text[at..].find('\n').map_or(self.text.len(), |end| at + end);
        let line = memchr::memchr_iter(b'\n', &self.text.as_bytes()[..start]).count() + 1;
        Statement::new(self.text[start..end].trim(), self.path, line)
    }
}

/// One line of the front matter, without its ending and the blanks before that.
struct Line<'t> {
    /// Where it begins in the file.
    at: usize,
    /// From 1.
    number: usize,
    words: &'t str,
}

impl<'t> Pair<'t> {
    /// Takes a line that goes on below the key: an item of its list, or a key of its group.
    fn go_on(&mut self, line: &Line<'t>) -> Option<()> {
        let words = line.words.trim_start_matches(' ');
        let indent = line.words.len() - words.len();
        if let Some(item) = words.strip_prefix("- ") {
            let item = item.trim_start_matches(' ');
            are_plain_words(item).then_some(())?;
            let at = line.at + line.words.len() - item.len();
            return self.value.push_item(indent, Item { at, line: line.number, words: item });
        }
        let (Holds::Keys(names, _), true) = (self.holds, indent > 0) else { return None };
        let (name, value) = words.split_once(": ")?;
        let value = value.trim_start_matches(' ');
        (names.contains(&name) && are_plain_words(value)).then_some(())?;
        self.value.push_key(indent, name, value)
    }
}

impl<'t> Value<'t> {
    /// Items of a list that stands below its key are indented alike.
    fn push_item(&mut self, indent: usize, item: Item<'t>) -> Option<()> {
        if matches!(self, Self::Nothing) {
            *self = Self::List { indent: Some(indent), items: Vec::new() };
        }
        let Self::List { indent: Some(first), items } = self else { return None };
        (*first == indent && items.len() < MOST_ITEMS).then(|| items.push(item))
    }

    fn push_key(&mut self, indent: usize, name: &'t str, value: &'t str) -> Option<()> {
        if matches!(self, Self::Nothing) {
            *self = Self::Group { indent: Some(indent), pairs: Vec::new() };
        }
        let Self::Group { indent: Some(first), pairs } = self else { return None };
        let is_new = !pairs.iter().any(|(known, _)| *known == name);
        (*first == indent && is_new).then(|| pairs.push((name, value)))
    }
}
