//! Lists and groups in brackets, on one line.

use super::{Scan, count_blanks, words};
use crate::note::tree::{Entry, Kind, Node};

impl Scan<'_> {
    /// A list or a group in brackets; we are at its bracket.
    pub(super) fn read_flow(&mut self, depth: usize) -> Option<Node> {
        let start = self.base + self.at;
        let is_list = self.byte(self.at) == Some(b'[');
        let close = if is_list { b']' } else { b'}' };
        let (mut items, mut entries): (Vec<Node>, Vec<Entry>) = (Vec::new(), Vec::new());
        self.skip_blanks(1);
        if self.byte(self.at)? != close {
            loop {
                if is_list {
                    items.push(self.read_part(depth)?);
                } else {
                    let key = self.read_flow_key()?;
                    if entries.iter().any(|entry| words::is_same_key(entry, &key)) {
                        return None;
                    }
                    entries.push(Entry { key, value: self.read_part(depth)? });
                }
                self.skip_blanks(0);
                match self.byte(self.at)? {
                    b',' if items.len().max(entries.len()) < super::MOST_KEYS => self.skip_blanks(1),
                    byte if byte == close => break,
                    _ => return None,
                }
            }
        }
        self.at += 1;
        let kind = if is_list {
            Kind::Sequence { items, flow: true }
        } else {
            Kind::Mapping { entries, flow: true }
        };
        Some(Node { span: start..self.base + self.at, kind, marked: false })
    }

    fn read_flow_key(&mut self) -> Option<Node> {
        let key = self.read_key()?;
        (self.byte(self.at) == Some(b' ')).then_some(())?;
        self.skip_blanks(1);
        Some(key)
    }

    /// One item of a list in brackets, or one value of a group.
    fn read_part(&mut self, depth: usize) -> Option<Node> {
        match self.byte(self.at)? {
            b'"' | b'\'' => self.read_quoted(),
            b'[' | b'{' if depth + 1 < super::DEEPEST => self.read_flow(depth + 1),
            _ => self.read_flow_words(),
        }
    }

    /// Words up to a comma or a bracket.
    fn read_flow_words(&mut self) -> Option<Node> {
        let rest = &self.text.as_bytes()[self.at..];
        let end = rest.iter().position(|byte| matches!(byte, b',' | b']' | b'}'))?;
        let length = rest[..end].iter().rposition(|byte| *byte != b' ')? + 1;
        let are_plain = rest[..length].iter().all(|byte| is_plain(*byte));
        let found = words::length(&rest[..length]);
        let words = self.at..self.at + length;
        (are_plain && found == Some(length) && words::are_read_alike(&self.text[words.clone()]))
            .then_some(())?;
        self.at = words.end;
        Some(self.plain(words))
    }

    fn skip_blanks(&mut self, signs: usize) {
        self.at += signs;
        self.at += count_blanks(&self.text.as_bytes()[self.at..]);
    }
}

/// Whether a sign means nothing between brackets.
pub(in crate::note) const fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || !byte.is_ascii()
        || matches!(
            byte,
            b' ' | b'-'
                | b'_'
                | b'.'
                | b'/'
                | b'('
                | b')'
                | b'+'
                | b'@'
                | b'\''
                | b'!'
                | b'%'
                | b'$'
                | b'&'
                | b'*'
                | b'='
                | b';'
                | b'~'
        )
}
