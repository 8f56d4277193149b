//! Byte offsets to lines and columns.

use std::ops::Range;

/// Where each line of a text begins. A line ends at LF; a CR before it belongs to the ending.
#[derive(Debug, Clone)]
pub struct Lines {
    starts: Vec<usize>,
    length: usize,
}

impl Lines {
    /// Indexes a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        // Lines of notes are some fifty bytes long; room for them is made once.
        let mut starts = Vec::with_capacity(text.len() / 32 + 2);
        starts.push(0);
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
        Self { starts, length: text.len() }
    }

    /// The line of an offset, from 1.
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }

    /// The line from 1 and the column in characters from 1.
    #[must_use]
    pub fn place(&self, text: &str, offset: usize) -> (usize, usize) {
        let line = self.line(offset);
        let start = self.starts[line - 1];
        let before = text.get(start..offset).unwrap_or_default();
        let column = if before.is_ascii() {
            before.len()
        } else {
            before.trim_start_matches('\u{feff}').chars().count()
        };
        (line, column + 1)
    }

    /// Where a line begins and ends, its ending included; lines count from 1.
    #[must_use]
    pub fn range(&self, line: usize) -> Range<usize> {
        let start = self.starts.get(line - 1).copied().unwrap_or(self.length);
        start..self.starts.get(line).copied().unwrap_or(self.length)
    }

    /// The lines from an offset on, each with the place where it begins, its ending included.
    pub fn list_from<'a>(&self, text: &'a str, offset: usize) -> impl Iterator<Item = (usize, &'a str)> {
        let first = self.line(offset);
        let starts = [offset].into_iter().chain(self.starts[first..].iter().copied());
        let ends = self.starts[first..].iter().copied().chain([self.length]);
        starts.zip(ends).filter(|(start, end)| start < end).map(|(start, end)| (start, &text[start..end]))
    }

    /// Where the line of an offset begins.
    #[must_use]
    pub fn start_of_line(&self, offset: usize) -> usize {
        self.starts[self.line(offset) - 1]
    }

    /// Where the line of an offset ends, its ending included.
    #[must_use]
    pub fn end_of_line(&self, offset: usize) -> usize {
        self.range(self.line(offset)).end
    }
}

/// The lines of a text, each with the place where it begins, its ending included; no index is needed for them.
pub fn list_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let length = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
        let line = (at, &rest[..length]);
        at += length;
        (length > 0).then_some(line)
    })
}

/// The line ending that a text uses first; LF where it has none.
#[must_use]
pub fn line_ending(text: &str) -> &'static str {
    match memchr::memchr(b'\n', text.as_bytes()) {
        Some(at) if at > 0 && text.as_bytes()[at - 1] == b'\r' => "\r\n",
        _ => "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, list_lines};

    #[test]
    fn lines_are_those_of_the_text_from_any_place_on() {
        for text in ["", "a", "a\n", "\n", "a\nb", "\u{feff}a\n\nb\r\n"] {
            let places = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            for at in places {
                let listed: Vec<&str> = Lines::new(text).list_from(text, at).map(|(_, line)| line).collect();
                let unindexed: Vec<&str> = list_lines(&text[at..]).map(|(_, line)| line).collect();
                assert_eq!(listed, unindexed, "{text:?} from {at}");
                assert_eq!(
                    listed,
                    text[at..].split_inclusive('\n').collect::<Vec<_>>(),
                    "{text:?} from {at}"
                );
            }
        }
    }
}
