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
    let mut lines = text[start..].split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.starts_with("---")) else { return Fence::None };
    if !is_fence(first, "---") {
        return Fence::Strange;
    }
    let opening = start + first.len();
    let mut at = opening;
    for line in lines {
        if is_fence(line, "---") || is_fence(line, "...") {
            return Fence::Block { yaml: opening..at, body: at + line.len() };
        }
        at += line.len();
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
