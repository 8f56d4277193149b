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
        let mut starts = vec![0];
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
        (line, before.trim_start_matches('\u{feff}').chars().count() + 1)
    }

    /// Where a line begins and ends, its ending included; lines count from 1.
    #[must_use]
    pub fn range(&self, line: usize) -> Range<usize> {
        let start = self.starts.get(line - 1).copied().unwrap_or(self.length);
        start..self.starts.get(line).copied().unwrap_or(self.length)
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

/// The line ending that a text uses first; LF where it has none.
#[must_use]
pub fn line_ending(text: &str) -> &'static str {
    match memchr::memchr(b'\n', text.as_bytes()) {
        Some(at) if at > 0 && text.as_bytes()[at - 1] == b'\r' => "\r\n",
        _ => "\n",
    }
}
