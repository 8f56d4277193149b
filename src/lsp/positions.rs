//! Places in a text as editors count them: lines from 0, and columns in units that were agreed upon.

use std::ops::Range;

use lsp_types::{Position, PositionEncodingKind};

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// Bytes of UTF-8.
    Bytes,
    /// Units of UTF-16: what is meant where nothing was agreed upon.
    #[default]
    Utf16,
}

impl Unit {
    /// The one to count in, of those that an editor offers: bytes, since nothing has to be counted then.
    #[must_use]
    pub fn choose(offered: Option<&[PositionEncodingKind]>) -> Self {
        let takes_bytes = offered.is_some_and(|offered| offered.contains(&PositionEncodingKind::UTF8));
        if takes_bytes { Self::Bytes } else { Self::Utf16 }
    }

    /// As the protocol names it.
    #[must_use]
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Bytes => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    fn width(self, c: char) -> usize {
        match self {
            Self::Bytes => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
        }
    }
}

/// A text and where its lines begin.
#[derive(Debug)]
pub struct Positions<'t> {
    text: &'t str,
    starts: Vec<usize>,
    unit: Unit,
}

impl<'t> Positions<'t> {
    /// Indexes a text. A line ends at LF, at CR LF, and at a CR alone, as the protocol has it.
    #[must_use]
    pub fn new(text: &'t str, unit: Unit) -> Self {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
            .filter(|at| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        Self { text, starts: std::iter::once(0).chain(ends.map(|at| at + 1)).collect(), unit }
    }

    /// The text.
    #[must_use]
    pub const fn text(&self) -> &'t str {
        self.text
    }

    /// The byte that a place means. One behind the end of its line is the line's end, one behind the last line the text's.
    #[must_use]
    pub fn offset(&self, place: Position) -> usize {
        let Some(start) = self.starts.get(place.line as usize).copied() else { return self.text.len() };
        let end = self.starts.get(place.line as usize + 1).copied().unwrap_or(self.text.len());
        let line = self.text[start..end].trim_end_matches(['\n', '\r']);
        let mut left = place.character as usize;
        for (at, c) in line.char_indices() {
            if left < self.unit.width(c) {
                return start + at;
            }
            left -= self.unit.width(c);
        }
        start + line.len()
    }

    /// The place of a byte.
    #[must_use]
    pub fn place(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let before = self.text.get(self.starts[line]..offset).unwrap_or_default();
        let column: usize = before.chars().map(|c| self.unit.width(c)).sum();
        Position::new(u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
    }

    /// The places of some bytes.
    #[must_use]
    pub fn range(&self, bytes: Range<usize>) -> lsp_types::Range {
        lsp_types::Range::new(self.place(bytes.start), self.place(bytes.end))
    }

    /// The bytes that two places mean.
    #[must_use]
    pub fn bytes(&self, range: lsp_types::Range) -> Range<usize> {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        start.min(end)..end.max(start)
    }

    /// The bytes of a problem's place: a line and a column in characters, both from 1, as `check` tells them.
    #[must_use]
    pub fn told_bytes(&self, line: usize, column: usize, length: usize) -> Range<usize> {
        // `check` counts lines by their LF alone.
        let start = match line {
            0 | 1 => 0,
            line => memchr::memchr_iter(b'\n', self.text.as_bytes())
                .nth(line - 2)
                .map_or(self.text.len(), |at| at + 1),
        };
        let start =
            start + if self.text[start..].starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let line = self.text[start..].split(['\n', '\r']).next().unwrap_or_default();
        let at =
            |characters: usize| start + line.char_indices().nth(characters).map_or(line.len(), |(at, _)| at);
        let first = column.saturating_sub(1);
        at(first)..at(first.saturating_add(length))
    }
}

#[cfg(test)]
mod tests {
    use super::{Positions, Unit};
    use lsp_types::Position;

    const TEXT: &str = "a\u{1f9f5}é\r\n\rb\nç";

    #[test]
    fn places_are_counted_in_the_unit_agreed_upon() {
        for (unit, places) in [
            (Unit::Bytes, [(0, 0, 0), (0, 1, 1), (0, 5, 5), (0, 7, 7), (1, 0, 9), (2, 0, 10), (3, 2, 14)]),
            (Unit::Utf16, [(0, 0, 0), (0, 1, 1), (0, 3, 5), (0, 4, 7), (1, 0, 9), (2, 0, 10), (3, 1, 14)]),
        ] {
            let positions = Positions::new(TEXT, unit);
            for (line, column, byte) in places {
                assert_eq!(positions.offset(Position::new(line, column)), byte, "{unit:?} {line}:{column}");
                assert_eq!(positions.place(byte), Position::new(line, column), "{unit:?} {byte}");
            }
            assert_eq!(positions.offset(Position::new(0, 99)), 7);
            assert_eq!(positions.offset(Position::new(99, 0)), TEXT.len());
        }
        // The middle of a pair means the character that it is half of.
        assert_eq!(Positions::new(TEXT, Unit::Utf16).offset(Position::new(0, 2)), 1);
    }

    #[test]
    fn the_place_of_a_problem_is_found_behind_a_mark_of_order() {
        let positions = Positions::new("\u{feff}---\r\néa: b\r\n", Unit::Utf16);
        assert_eq!(positions.told_bytes(1, 1, 3), 3..6);
        assert_eq!(positions.told_bytes(2, 2, 1), 10..11);
        assert_eq!(positions.told_bytes(2, 2, 99), 10..14);
        assert_eq!(positions.told_bytes(9, 9, 9), 16..16);
    }
}
