//! Front matter as nearly everybody types it, read without a YAML parser.
//!
//! It either proves that every parser reads a block alike, and gives the very tree that the YAML library would, or gives nothing:
//! then the library has its say, and the second opinion after it. So what is taken here is a small part of YAML on purpose.

pub(super) mod flow;
pub(super) mod signs;
pub(super) mod words;

use std::ops::Range;

use granit_parser::ScalarStyle;
use smol_str::SmolStr;

use super::tree::{Entry, Kind, Node, Tree};

/// The longest block that is looked at, in bytes.
const LONGEST: usize = 1 << 16;
/// The most keys of one group: each is held against those before it.
const MOST_KEYS: usize = 64;
/// How deep groups and lists may stand in each other.
const DEEPEST: usize = 4;
/// The longest key, in bytes; parsers differ about much longer ones.
const LONGEST_KEY: usize = 100;

/// Reads a block that stands at `base` in its file; `None` where it isn't proved to be plain. In what is given no key stands twice,
/// in whatever spelling, and other parsers read the same values.
#[must_use]
pub fn read(yaml: &str, base: usize) -> Option<Tree> {
    if yaml.len() > LONGEST || !signs::are_plain(yaml.as_bytes()) {
        return None;
    }
    let mut scan = Scan { text: yaml, base, at: 0, comments: Vec::new() };
    let root = match scan.find_line() {
        None => None,
        Some(0) => Some(scan.read_group(0, 0)?),
        Some(_) => return None,
    };
    (scan.at == yaml.len()).then(|| Tree::proved(root, scan.comments))
}

/// A block that is being read.
struct Scan<'a> {
    text: &'a str,
    base: usize,
    /// How far it is read.
    at: usize,
    comments: Vec<Range<usize>>,
}

impl Scan<'_> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Goes from the beginning of a line to the next one that holds more than a comment, and tells how far that is indented.
    fn find_line(&mut self) -> Option<usize> {
        loop {
            let blanks = count_blanks(&self.text.as_bytes()[self.at..]);
            match self.byte(self.at + blanks) {
                None => {
                    self.at += blanks;
                    return None;
                }
                Some(b'\n' | b'\r' | b'#') => {
                    self.at += blanks;
                    self.end_line()?;
                }
                Some(_) => return Some(blanks),
            }
        }
    }

    /// Goes to the next line; what is left of this one may only be blanks and a comment.
    fn end_line(&mut self) -> Option<()> {
        let bytes = self.text.as_bytes();
        self.at += count_blanks(&bytes[self.at..]);
        let is_apart = self.at == 0 || matches!(bytes[self.at - 1], b' ' | b'\n');
        if is_apart && self.byte(self.at) == Some(b'#') {
            let end = self.line_end();
            self.comments.push(self.base + self.at..self.base + end);
            self.at = end;
        }
        match self.byte(self.at) {
            None => {}
            Some(b'\n') => self.at += 1,
            // Behind it stands the end of the line: the signs were looked at.
            Some(b'\r') => self.at += 2,
            Some(_) => return None,
        }
        Some(())
    }

    /// Where the line ends, without its ending.
    fn line_end(&self) -> usize {
        let bytes = self.text.as_bytes();
        let end = memchr::memchr(b'\n', &bytes[self.at..]).map_or(bytes.len(), |length| self.at + length);
        if end > self.at && bytes[end - 1] == b'\r' { end - 1 } else { end }
    }

    /// Keys and values from the line on which we are, all indented alike.
    fn read_group(&mut self, indent: usize, depth: usize) -> Option<Node> {
        let mut entries: Vec<Entry> = Vec::with_capacity(8);
        while self.find_line().is_some_and(|found| found == indent) {
            self.at += indent;
            let key = self.read_key()?;
            if entries.len() >= MOST_KEYS || entries.iter().any(|entry| words::is_same_key(entry, &key)) {
                return None;
            }
            let value = self.read_value(indent, depth)?;
            entries.push(Entry { key, value });
        }
        self.is_left(indent)?;
        let (first, last) = (entries.first()?, entries.last()?);
        let span = first.key.span.start..last.value.span.end.max(last.key.span.end);
        Some(Node { span, kind: Kind::Mapping { entries, flow: false }, marked: false })
    }

    /// The items of a list from the line on which we are.
    fn read_list(&mut self, indent: usize, is_at_margin: bool) -> Option<Node> {
        let mut items: Vec<Node> = Vec::new();
        let mark = self.base + self.at + indent;
        while self.find_line().is_some_and(|found| found == indent) && self.is_item(self.at + indent) {
            self.at += indent + 1;
            self.at += count_blanks(&self.text.as_bytes()[self.at..]);
            let item = self.read_inline()?;
            self.end_line()?;
            items.push(item);
        }
        let (first, last) = (items.first()?, items.last()?);
        // The library lets a list at its key's own margin begin with the first item's words.
        let span = if is_at_margin { first.span.start } else { mark }..last.span.end;
        Some(Node { span, kind: Kind::Sequence { items, flow: false }, marked: false })
    }

    /// Whether the line on which we are leaves a group of that indentation: nothing of it stands deeper.
    fn is_left(&mut self, indent: usize) -> Option<()> {
        self.find_line().is_none_or(|found| found < indent).then_some(())
    }

    /// Whether an item of a list begins here.
    fn is_item(&self, at: usize) -> bool {
        self.byte(at) == Some(b'-') && self.byte(at + 1) == Some(b' ')
    }

    fn read_key(&mut self) -> Option<Node> {
        let line = &self.text.as_bytes()[self.at..];
        let length = line.iter().position(|byte| !words::is_of_key(*byte))?;
        let is_key = line[length] == b':'
            && matches!(line.get(length + 1), None | Some(b' ' | b'\n' | b'\r'))
            && (1..=LONGEST_KEY).contains(&length)
            && line[length - 1] != b' '
            && words::is_key(&self.text[self.at..self.at + length]);
        let key = is_key.then(|| self.plain(self.at..self.at + length))?;
        self.at += length + 1;
        Some(key)
    }

    /// The value of a key that stands at that indentation, on its line or below it.
    fn read_value(&mut self, indent: usize, depth: usize) -> Option<Node> {
        let behind_key = self.at;
        self.at += count_blanks(&self.text.as_bytes()[self.at..]);
        if !matches!(self.byte(self.at), None | Some(b'\n' | b'\r' | b'#')) {
            let value = self.read_inline()?;
            self.end_line()?;
            return Some(value);
        }
        self.end_line()?;
        match self.find_line() {
            Some(found) if found >= indent && self.is_item(self.at + found) => {
                self.read_list(found, found == indent)
            }
            Some(found) if found > indent && depth < DEEPEST => self.read_group(found, depth + 1),
            Some(found) if found > indent => None,
            _ => Some(self.nothing(behind_key - 1)),
        }
    }

    /// What stands on one line: words, words in quotation marks, a list or a group in brackets.
    fn read_inline(&mut self) -> Option<Node> {
        match self.byte(self.at)? {
            b'"' | b'\'' => self.read_quoted(),
            b'[' | b'{' => self.read_flow(0),
            _ => self.read_words(),
        }
    }

    fn read_words(&mut self) -> Option<Node> {
        let rest = &self.text.as_bytes()[self.at..self.line_end()];
        let length = words::length(rest)?;
        let words = self.at..self.at + length;
        words::are_read_alike(&self.text[words.clone()]).then_some(())?;
        self.at = words.end;
        Some(self.plain(words))
    }

    fn read_quoted(&mut self) -> Option<Node> {
        let bytes = self.text.as_bytes();
        let (start, mark) = (self.at, bytes[self.at]);
        let line = &bytes[start..self.line_end()];
        let inside = |end: usize| &self.text[start + 1..start + end];
        let (end, text, style) = if mark == b'"' {
            let end = 1 + memchr::memchr(mark, &line[1..])?;
            if memchr::memchr(b'\\', &line[1..end]).is_some() {
                return None;
            }
            (end, SmolStr::new(inside(end)), ScalarStyle::DoubleQuoted)
        } else {
            let first = 1 + memchr::memchr(mark, &line[1..])?;
            let mut end = first;
            while line.get(end + 1) == Some(&mark) {
                end += 2 + memchr::memchr(mark, &line[end + 2..])?;
            }
            let text = inside(end);
            let text = if end == first { SmolStr::new(text) } else { text.replace("''", "'").into() };
            (end, text, ScalarStyle::SingleQuoted)
        };
        self.at = start + end + 1;
        let span = self.base + start..self.base + self.at;
        Some(Node { span, kind: Kind::Scalar { text, style, as_text: false }, marked: false })
    }

    /// The value of a key that has none: the library makes a `~` of it, which stands on the colon.
    fn nothing(&self, colon: usize) -> Node {
        let kind = Kind::Scalar { text: SmolStr::new_static("~"), style: ScalarStyle::Plain, as_text: false };
        Node { span: self.base + colon..self.base + colon, kind, marked: false }
    }

    /// A node of words as they stand.
    fn plain(&self, at: Range<usize>) -> Node {
        let kind = Kind::Scalar {
            text: SmolStr::new(&self.text[at.clone()]),
            style: ScalarStyle::Plain,
            as_text: false,
        };
        Node { span: self.base + at.start..self.base + at.end, kind, marked: false }
    }
}

/// How many blanks a text begins with.
fn count_blanks(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| **byte == b' ').count()
}
