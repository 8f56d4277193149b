//! Where the front matter begins and ends: a pure look at the first lines.

use std::ops::Range;

/// How a note starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fence {
    /// No front matter: the first line isn't a fence. The body begins behind the BOM, if there is one.
    None,
    /// A block between two fences.
    Block {
        /// The YAML between the fences, from the line behind the opening one to the line of the closing one.
        yaml: Range<usize>,
        /// Where the body begins: behind the closing fence's line.
        body: usize,
    },
    /// The first line starts with `---` and goes on otherwise, so it is no fence; edits of the front matter are refused.
    Strange,
    /// The opening fence is never closed; edits of the front matter are refused.
    Unclosed,
}

/// The length of a byte order mark at the start of a text.
#[must_use]
pub fn bom(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// Looks for the front matter of a text.
#[must_use]
pub fn find(text: &str) -> Fence {
    let start = bom(text);
    if !text[start..].starts_with("---") {
        return Fence::None;
    }
    let end_of_line = |from: usize| {
        let bytes = &text.as_bytes()[from..];
        from + memchr::memchr(b'\n', bytes).map_or(bytes.len(), |at| at + 1)
    };
    let opening = end_of_line(start);
    if !is_fence(&text[start..opening], "---") {
        return Fence::Strange;
    }
    let mut at = opening;
    while at < text.len() {
        let end = end_of_line(at);
        // Hardly any line begins with the sign of a fence: the others are passed over.
        let may_be_fence = matches!(text.as_bytes()[at], b'-' | b'.');
        if may_be_fence && (is_fence(&text[at..end], "---") || is_fence(&text[at..end], "...")) {
            return Fence::Block { yaml: opening..at, body: end };
        }
        at = end;
    }
    Fence::Unclosed
}

fn is_fence(line: &str, fence: &str) -> bool {
    let line = line.strip_suffix('\n').unwrap_or(line);
    let line = line.strip_suffix('\r').unwrap_or(line);
    line.strip_prefix(fence).is_some_and(|rest| rest.chars().all(|c| c == ' ' || c == '\t'))
}

#[cfg(test)]
mod tests {
    use super::{Fence, find};

    #[test]
    fn fences() {
        let block = |text: &'static str| match find(text) {
            Fence::Block { yaml, body } => Some((&text[yaml], &text[body..])),
            _ => None,
        };
        for (text, wanted) in [
            ("---\na: 1\n---\nbody", Some(("a: 1\n", "body"))),
            ("\u{feff}---\na: 1\n---\n", Some(("a: 1\n", ""))),
            ("--- \t\r\na: 1\r\n--- \r\nbody", Some(("a: 1\r\n", "body"))),
            ("---\n---\n\n", Some(("", "\n"))),
            ("---\n\na: 1\n...\nbody", Some(("\na: 1\n", "body"))),
            ("---\na: 1\n---", Some(("a: 1\n", ""))),
            ("\n---\na: 1\n---\n", None),
            ("---\na: 1\n----\n ---\n", None),
            ("---\n...\n---\n", Some(("", "---\n"))),
            ("---\na\n--- x\n...\nb\n---\n", Some(("a\n--- x\n", "b\n---\n"))),
            ("", None),
        ] {
            assert_eq!(block(text), wanted, "{text:?}");
        }
        assert_eq!(find("----\na: 1\n---\n"), Fence::Strange);
        assert_eq!(find("---\ra: 1\r---\r"), Fence::Strange);
        assert_eq!(find("--- # comment\na: 1\n---\n"), Fence::Strange);
        assert_eq!(find("---\na: 1\n"), Fence::Unclosed);
        assert_eq!(find("---"), Fence::Unclosed);
    }
}
