//! What stands behind a key, as it stands.

use super::keys::{trim_end_blanks, trim_start_blanks};
use crate::model::keys::Holds;
use crate::note::plain::flow::is_plain;
use crate::note::plain::words;

/// How long a day is: `2026-11-08`.
const DAY: usize = 10;
/// How many items or keys one value may have.
const MOST_ITEMS: usize = 32;

/// A value, as it stands.
pub(super) enum Value<'t> {
    Nothing,
    Words(Item<'t>),
    /// Words that stood in quotation marks.
    Quoted(Item<'t>),
    /// Plain words, in brackets or one a line below the key; how far those are indented.
    List {
        indent: Option<usize>,
        items: Vec<Item<'t>>,
    },
    /// Known keys of its own with plain words, likewise.
    Group {
        indent: Option<usize>,
        pairs: Vec<Named<'t>>,
    },
    /// The client's own areas, one a line below the key, with known keys in braces.
    Areas {
        indent: usize,
        areas: Vec<Area<'t>>,
    },
}

/// Words and their place.
#[derive(Clone, Copy)]
pub(super) struct Item<'t> {
    /// Where they begin in the file.
    pub(super) at: usize,
    /// Their line, from 1.
    pub(super) line: usize,
    pub(super) words: &'t str,
}

/// Words behind a key in a group.
pub(super) struct Named<'t> {
    pub(super) name: &'t str,
    pub(super) item: Item<'t>,
}

/// An area and what stands behind it.
pub(super) struct Area<'t> {
    pub(super) name: &'t str,
    /// The area's line, from 1.
    pub(super) line: usize,
    pub(super) marks: Vec<Named<'t>>,
}

impl<'t> Value<'t> {
    /// Items of a list that stands below its key are indented alike.
    pub(super) fn push_item(&mut self, indent: usize, item: Item<'t>) -> Option<()> {
        if matches!(self, Self::Nothing) {
            *self = Self::List { indent: Some(indent), items: Vec::new() };
        }
        let Self::List { indent: Some(first), items } = self else { return None };
        (*first == indent && items.len() < MOST_ITEMS).then(|| items.push(item))
    }

    /// Keys of a group likewise.
    pub(super) fn push_key(&mut self, indent: usize, pair: Named<'t>) -> Option<()> {
        if matches!(self, Self::Nothing) {
            *self = Self::Group { indent: Some(indent), pairs: Vec::new() };
        }
        let Self::Group { indent: Some(first), pairs } = self else { return None };
        let is_new = !pairs.iter().any(|known| known.name == pair.name);
        (*first == indent && is_new).then(|| pairs.push(pair))
    }

    /// And areas. Parsers differ about names that differ in their spelling alone.
    pub(super) fn push_area(&mut self, indent: usize, area: Area<'t>) -> Option<()> {
        if matches!(self, Self::Nothing) {
            *self = Self::Areas { indent, areas: Vec::new() };
        }
        let Self::Areas { indent: first, areas } = self else { return None };
        let is_new = !areas.iter().any(|known| words::are_same(known.name, area.name));
        (*first == indent && is_new && areas.len() < MOST_ITEMS).then(|| areas.push(area))
    }
}

/// Whether words without quotation marks are the same to every parser, and aren't nothing.
pub(super) fn are_plain_words(text: &str) -> bool {
    // Most are a word in small letters, or a day.
    let bytes = text.as_bytes();
    match bytes.first() {
        Some(b'a'..=b'z') if bytes.iter().all(|byte| matches!(byte, b'a'..=b'z' | b'-')) => {
            return text != "null";
        }
        Some(b'0'..=b'9') if bytes.len() == DAY && bytes[4] == b'-' && text.bytes().all(is_of_day) => {
            return true;
        }
        _ => {}
    }
    // Behind and before words there may be blanks that are none to YAML.
    let is_ascii_at_edges = |text: &[u8]| text[0].is_ascii() && text[text.len() - 1].is_ascii();
    words::length(text.as_bytes()) == Some(text.len())
        && (is_ascii_at_edges(text.as_bytes()) || text.trim().len() == text.len())
        && words::are_read_alike(text)
        && text != "~"
        && !(text.len() == 4 && text.eq_ignore_ascii_case("null"))
}

const fn is_of_day(byte: u8) -> bool {
    byte.is_ascii_digit() || byte == b'-'
}

/// The value that stands on its key's line.
pub(super) fn read_inline<'t>(item: Item<'t>, holds: &Holds) -> Option<Value<'t>> {
    let text = item.words;
    match text.as_bytes().first() {
        None => Some(Value::Nothing),
        Some(b'"' | b'\'') => read_quoted(item),
        Some(b'[') => {
            let inside = text.strip_prefix('[')?.strip_suffix(']')?;
            let mut items = Vec::new();
            each_part(inside, |at, part| {
                let words = trim_start_blanks(part);
                let at = item.at + 1 + at + part.len() - words.len();
                let words = trim_end_blanks(words);
                is_plain_part(words).then(|| items.push(Item { at, words, ..item }))
            })?;
            Some(Value::List { indent: None, items })
        }
        Some(b'{') => {
            let Holds::Keys(names, _) = holds else { return None };
            Some(Value::Group { indent: None, pairs: read_group(item, names)? })
        }
        Some(_) => are_plain_words(text).then_some(Value::Words(item)),
    }
}

fn read_quoted(item: Item<'_>) -> Option<Value<'_>> {
    let mark = item.words.as_bytes()[0];
    let is_closed = item.words.len() > 1 && item.words.as_bytes().last() == Some(&mark);
    let inside = is_closed.then(|| item.words[1..item.words.len() - 1].trim())?;
    let is_plain = memchr::memchr2(mark, b'\\', inside.as_bytes()).is_none() && !inside.is_empty();
    is_plain.then_some(Value::Quoted(Item { words: inside, ..item }))
}

/// Known keys in braces.
pub(super) fn read_group<'t>(item: Item<'t>, names: &[&str]) -> Option<Vec<Named<'t>>> {
    let inside = item.words.strip_prefix('{')?.strip_suffix('}')?;
    let mut pairs: Vec<Named<'_>> = Vec::with_capacity(names.len());
    each_part(inside, |_, part| {
        let part = trim_start_blanks(part);
        let name = &part[..part.bytes().position(|byte| byte == b':')?];
        let value = part[name.len() + 1..].strip_prefix(' ')?;
        let words = trim_start_blanks(trim_end_blanks(value));
        let is_new = names.contains(&name) && !pairs.iter().any(|known| known.name == name);
        (is_new && is_plain_part(words)).then(|| pairs.push(Named { name, item: Item { words, ..item } }))
    })?;
    Some(pairs)
}

/// Takes what stands between the commas inside brackets, and where, until one of them isn't taken. Nothing inside them is no part.
fn each_part<'t>(inside: &'t str, mut take: impl FnMut(usize, &'t str) -> Option<()>) -> Option<()> {
    if trim_start_blanks(inside).is_empty() {
        return Some(());
    }
    let mut start = 0;
    let ends = memchr::memchr_iter(b',', inside.as_bytes()).chain([inside.len()]);
    for end in ends.take(MOST_ITEMS) {
        take(start, &inside[start..end])?;
        start = end + 1;
    }
    (start > inside.len()).then_some(())
}

fn is_plain_part(words: &str) -> bool {
    is_figure(words) || !words.is_empty() && words.bytes().all(is_plain) && are_plain_words(words)
}

/// Whether words are a mark as nearly everybody gives it: one figure, or 10.
fn is_figure(words: &str) -> bool {
    matches!(words.as_bytes(), [b'0'..=b'9'] | b"10")
}
