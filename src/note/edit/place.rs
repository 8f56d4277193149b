//! Lines around an offset, and which line ending a new line takes there.

use crate::note::lines::line_ending;

/// Blanks and line ends, the only white space that YAML and Markdown skip.
pub(super) const WHITE: [char; 4] = [' ', '\t', '\r', '\n'];

/// Where the line of an offset begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |end| end + 1)
}

/// Where the line of an offset ends, its ending left out.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    match memchr::memchr(b'\n', &text.as_bytes()[at..]) {
        Some(0) if at > 0 && text.as_bytes()[at - 1] == b'\r' => at - 1,
        Some(length) if length > 0 && text.as_bytes()[at + length - 1] == b'\r' => at + length - 1,
        Some(length) => at + length,
        None => text.len(),
    }
}

/// Where the line behind the one of an offset begins.
pub(super) fn find_next_line(text: &str, at: usize) -> usize {
    memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |length| at + length + 1)
}

/// The ending of the line of an offset; of the line before, where it is the last one and has none.
pub(super) fn find_ending(text: &str, at: usize) -> &'static str {
    let start = line_start(text, at);
    match (find_next_line(text, at) > line_end(text, at), start) {
        (true, _) => line_ending(&text[line_end(text, at)..]),
        (false, 0) => line_ending(text),
        (false, _) => line_ending(&text[line_end(text, start - 1)..]),
    }
}

/// The blanks from the start of an offset's line to the offset; `None` where something else stands there.
pub(super) fn indentation(text: &str, at: usize) -> Option<&str> {
    let before = &text[line_start(text, at)..at];
    before.bytes().all(|byte| matches!(byte, b' ' | b'\t')).then_some(before)
}

/// The end of the last byte before `end` that isn't white, and not before `start`.
pub(super) fn trim_end(text: &str, start: usize, end: usize) -> usize {
    start + text[start..end].trim_end_matches(WHITE).len()
}

#[cfg(test)]
mod tests {
    use super::{find_ending, find_next_line, indentation, line_end, line_start};

    #[test]
    fn lines_around_an_offset() {
        let text = "ab\r\n  cd\nef";
        assert_eq!((line_start(text, 3), line_end(text, 3), find_next_line(text, 1)), (0, 2, 4));
        assert_eq!((line_start(text, 7), line_end(text, 4), find_next_line(text, 8)), (4, 8, 9));
        assert_eq!((line_end(text, 10), find_next_line(text, 10)), (11, 11));
        assert_eq!((find_ending(text, 1), find_ending(text, 5), find_ending(text, 11)), ("\r\n", "\n", "\n"));
        assert_eq!((indentation(text, 6), indentation(text, 7)), (Some("  "), None));
    }
}
