//! The keys of a note's front matter as they stand, without a tree: each of them known, each in its own spelling, each once.

use std::cell::Cell;
use std::ops::Range;
use std::sync::Arc;

use super::values::{Area, Item, Named, Value, are_plain_words, read_group, read_inline};
use crate::model::file_name::stem;
use crate::model::keys::{Holds, Key, NoteKind};
use crate::note::lines::list_lines;
use crate::note::mail::reply::Source;
use crate::note::plain::signs;
use crate::note::plain::words::{is_key, is_of_key};

/// The longest front matter that is looked at, in bytes.
const LONGEST: usize = 1 << 14;
/// How many keys most notes have at most; so many lie in one piece of memory of the size that is had quickly.
const USUAL: usize = 10;

/// The keys that a note has.
pub(super) struct Keys<'t> {
    pub(super) path: &'t Arc<str>,
    /// The stem of the file's name.
    pub(super) id: &'t str,
    pub(super) text: &'t str,
    pairs: Vec<Pair<'t>>,
    /// A bit for each of them, which others may have as well: of most keys that are asked for it is plain that they aren't there.
    signs: u64,
    /// How many of the known keys come before the one behind the last that was read: nearly everybody keeps to their order.
    next: usize,
    /// Where they stand.
    pub(super) block: Range<usize>,
    /// Where the body begins.
    pub(super) body: usize,
    /// Whether a value was asked for that isn't plain to see.
    is_odd: Cell<bool>,
}

struct Pair<'t> {
    name: &'static str,
    holds: &'static Holds,
    /// The line of the key, from 1.
    line: usize,
    value: Value<'t>,
}

impl<'t> Keys<'t> {
    /// Reads the front matter that a text begins with; `None` where it isn't plain, or doesn't close.
    pub(super) fn read(path: &'t Arc<str>, text: &'t str, kind: NoteKind) -> Option<Self> {
        // A byte order mark, and blanks behind the fence, are left to the whole reading.
        let base = ["---\n", "---\r\n"].iter().find(|fence| text.starts_with(**fence))?.len();
        let pairs = Vec::with_capacity(USUAL);
        let (block, is_odd) = (base..base, Cell::new(false));
        let (signs, next) = (0, 0);
        let mut keys =
            Self { path, id: stem(path), text, pairs, signs, next, block, body: text.len(), is_odd };
        for (number, (at, whole)) in list_lines(&text[base..]).enumerate() {
            let line = whole.strip_suffix('\n').unwrap_or(whole);
            let line = line.strip_suffix('\r').unwrap_or(line);
            let line = Line { at: base + at, number: number + 2, words: trim_end_blanks(line) };
            match line.words.as_bytes() {
                [] => {}
                [b'a'..=b'z', ..] => keys.add_pair(&line, kind.keys())?,
                b"---" => {
                    keys.block.end = line.at;
                    keys.body = line.at + whole.len();
                    let block = &text.as_bytes()[keys.block.clone()];
                    return (block.len() <= LONGEST && signs::are_plain(block)).then_some(keys);
                }
                [b' ' | b'-', ..] => keys.pairs.last_mut()?.go_on(&line)?,
                _ => return None,
            }
        }
        None
    }

    fn add_pair(&mut self, line: &Line<'t>, known: &'static [Key]) -> Option<()> {
        let key = read_name(line.words, |byte| byte.is_ascii_lowercase() || byte == b'_')?;
        let (length, first) = (key.len(), key.as_bytes()[0]);
        // Most keys differ in their length or in their first letter.
        let may_be = |name: &str| name.len() == length && name.as_bytes()[0] == first;
        let find = |keys: &[Key]| keys.iter().position(|(name, _)| may_be(name) && *name == key);
        let (before, behind) = known.split_at(self.next);
        let place = find(behind).map(|place| self.next + place).or_else(|| find(before))?;
        self.next = place + 1;
        let (name, holds) = &known[place];
        if self.pair(name).is_some() {
            return None;
        }
        self.signs |= sign(name);
        let value = &line.words[key.len() + 1..];
        let words = trim_start_blanks(value);
        if words.len() == value.len() && !value.is_empty() {
            return None;
        }
        let value = read_inline(line.item(words), holds)?;
        self.pairs.push(Pair { name, holds, line: line.number, value });
        Some(())
    }

    /// Whether all that was asked for so far is plain to see: else the whole reading has to look.
    pub(super) fn are_plain(&self) -> bool {
        !self.is_odd.get()
    }

    /// Leaves a value to the whole reading.
    pub(super) fn hand_over<T: Default>(&self) -> T {
        self.is_odd.set(true);
        T::default()
    }

    /// Where the mail comes from that the note is, if it is a client's.
    pub(super) fn mail(&self) -> Option<Source> {
        match self.value("from") {
            Value::Nothing => None,
            Value::Words(from) if from.words == "coach" => None,
            Value::Words(from) if from.words == "client" => {
                Some(if self.stands("mail") { Source::Mail } else { Source::Pasted })
            }
            _ => self.hand_over(),
        }
    }

    fn pair(&self, key: &str) -> Option<&Pair<'t>> {
        let may_be_there = self.signs & sign(key) != 0;
        may_be_there.then(|| self.pairs.iter().find(|pair| pair.name == key))?
    }

    /// What stands behind a key.
    pub(super) fn value(&self, key: &str) -> &Value<'t> {
        self.pair(key).map_or(&Value::Nothing, |pair| &pair.value)
    }

    /// Whether a key has a value.
    pub(super) fn stands(&self, key: &str) -> bool {
        !matches!(self.value(key), Value::Nothing)
    }

    /// The line on which a key with a value begins.
    pub(super) fn line_of(&self, key: &str) -> Option<usize> {
        let pair = self.pair(key)?;
        (!matches!(pair.value, Value::Nothing)).then_some(pair.line)
    }

    /// The first line that says anything, which is that of a key as long as there is one.
    pub(super) fn first_line(&self) -> Option<usize> {
        match self.pairs.first() {
            Some(pair) => Some(pair.line),
            None => self.text.find(char::is_alphanumeric).map(|at| self.count_lines(at)),
        }
    }

    /// The line of a place in the file.
    pub(super) fn count_lines(&self, at: usize) -> usize {
        memchr::memchr_iter(b'\n', &self.text.as_bytes()[..at]).count() + 1
    }
}

/// A bit that is set for few other keys.
fn sign(key: &str) -> u64 {
    const SPREAD: usize = 11;
    1 << ((usize::from(key.as_bytes()[0]) + SPREAD * key.len()) % 64)
}

/// One line of the front matter, without its ending and the blanks before that.
struct Line<'t> {
    /// Where it begins in the file.
    at: usize,
    /// From 1.
    number: usize,
    words: &'t str,
}

impl<'t> Line<'t> {
    /// The words at its end.
    fn item(&self, words: &'t str) -> Item<'t> {
        Item { at: self.at + self.words.len() - words.len(), line: self.number, words }
    }
}

impl<'t> Pair<'t> {
    /// Takes a line that goes on below the key: an item of its list, a key of its group, or an area with its marks.
    fn go_on(&mut self, line: &Line<'t>) -> Option<()> {
        let words = trim_start_blanks(line.words);
        let indent = line.words.len() - words.len();
        if let Some(item) = words.strip_prefix("- ") {
            let item = line.item(trim_start_blanks(item));
            return are_plain_words(item.words).then(|| self.value.push_item(indent, item))?;
        }
        let name = read_name(words, is_of_key).filter(|_| indent > 0)?;
        let value = words[name.len() + 1..].strip_prefix(' ')?;
        let value = line.item(trim_start_blanks(value));
        match self.holds {
            Holds::Keys(names, _) => {
                (names.contains(&name) && are_plain_words(value.words)).then_some(())?;
                self.value.push_key(indent, Named { name, item: value })
            }
            Holds::KeysOfAreas(names) => {
                let marks = read_group(value, names)?;
                let area = Area { name, line: line.number, marks };
                is_name(name).then(|| self.value.push_area(indent, area))?
            }
            _ => None,
        }
    }
}

/// Whether every parser takes a name of somebody's own for the same key.
fn is_name(name: &str) -> bool {
    const LONGEST: usize = 100;
    name.len() <= LONGEST && is_key(name) && name.trim().len() == name.len()
}

/// The name before a colon, of which every sign is of a kind.
fn read_name(words: &str, fits: impl Fn(u8) -> bool) -> Option<&str> {
    let length = words.bytes().position(|byte| !fits(byte))?;
    (length > 0 && words.as_bytes()[length] == b':').then(|| &words[..length])
}

/// A text without the blanks before it.
pub(super) fn trim_start_blanks(text: &str) -> &str {
    let start = text.bytes().position(|byte| byte != b' ').unwrap_or(text.len());
    &text[start..]
}

/// A text without the blanks behind it.
pub(super) fn trim_end_blanks(text: &str) -> &str {
    let end = text.bytes().rposition(|byte| byte != b' ').map_or(0, |last| last + 1);
    &text[..end]
}
