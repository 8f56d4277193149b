//! Keys and words without quotation marks.

use crate::note::tree::{Entry, Node};

/// Whether every parser takes it for the same key: words, or a whole number.
pub(in crate::note) fn is_key(key: &str) -> bool {
    let first = key.as_bytes()[0];
    let is_number = || {
        are_read_alike(key)
            && !key.contains('.')
            && (first != b'-' || key.as_bytes().get(1).is_some_and(u8::is_ascii_digit))
    };
    first.is_ascii_alphabetic()
        || !first.is_ascii()
        || (first.is_ascii_digit() || first == b'-') && is_number()
}

/// Whether a sign may stand in a key.
pub(in crate::note) const fn is_of_key(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b' ' | b'.' | b'/') || !byte.is_ascii()
}

/// Whether two keys are the same in whatever spelling.
pub(super) fn is_same_key(entry: &Entry, key: &Node) -> bool {
    // Most keys are of different lengths; a plain one is as long as its place.
    if entry.key.span.len() != key.span.len() {
        return false;
    }
    are_same(entry.key.text().unwrap_or_default(), key.text().unwrap_or_default())
}

/// Whether two names are the same in whatever spelling.
pub(in crate::note) fn are_same(a: &str, b: &str) -> bool {
    let fold = |byte: u8| if matches!(byte, b'-' | b' ') { b'_' } else { byte.to_ascii_lowercase() };
    a.len() == b.len() && a.bytes().zip(b.bytes()).all(|(a, b)| fold(a) == fold(b))
}

/// How long the words are that a line begins with, up to a comment or the blanks at its end. `None` where they begin with a sign
/// that means something to YAML, or hold a colon that might end a key.
pub(in crate::note) fn length(line: &[u8]) -> Option<usize> {
    let first = *line.first()?;
    let is_number = |sign: u8| first == sign && line.get(1).is_some_and(u8::is_ascii_digit);
    let begins = first.is_ascii_alphanumeric()
        || !first.is_ascii()
        || matches!(first, b'(' | b'$' | b'/' | b'_')
        || line == b"~"
        || is_number(b'-')
        || is_number(b'+');
    if !begins {
        return None;
    }
    let mut end = line.len();
    for at in memchr::memchr2_iter(b':', b'#', line) {
        if line[at] == b':' && matches!(line.get(at + 1), None | Some(b' ')) {
            return None;
        }
        if line[at] == b'#' && line[at - 1] == b' ' {
            end = at;
            break;
        }
    }
    while line[end - 1] == b' ' {
        end -= 1;
    }
    Some(end)
}

/// Whether every parser takes words for the same value: text, a date, a number without frills.
pub(in crate::note) fn are_read_alike(words: &str) -> bool {
    let bytes = words.as_bytes();
    // Most numbers are a few figures.
    if bytes.iter().all(u8::is_ascii_digit) {
        return bytes.len() < MOST_FIGURES && (bytes[0] != b'0' || bytes.len() == 1);
    }
    // No number begins with a letter, and none holds a blank, a comma, a slash or the like.
    if !matches!(bytes[0], b'0'..=b'9' | b'+' | b'-' | b'.')
        || bytes
            .iter()
            .any(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_')))
    {
        return true;
    }
    if !bytes[0].is_ascii_digit() {
        return is_number(words.strip_prefix('-').unwrap_or(words));
    }
    let all = |fits: fn(&u8) -> bool| bytes.iter().all(fits);
    // A date and the like, or a word with a letter that is in no number.
    all(|byte| byte.is_ascii_digit() || *byte == b'-') && bytes.contains(&b'-')
        || bytes[0] != b'0'
            && bytes.iter().any(|byte| byte.is_ascii_alphabetic() && !matches!(byte, b'e' | b'E'))
        || is_number(words)
}

/// A number of so many figures isn't the same to every parser.
const MOST_FIGURES: usize = 16;

/// Figures without a zero before them, and at most one point inside.
fn is_number(words: &str) -> bool {
    let (whole, part) = words.split_once('.').map_or((words, None), |(whole, part)| (whole, Some(part)));
    let are_figures =
        |figures: &str| !figures.is_empty() && figures.bytes().all(|byte| byte.is_ascii_digit());
    words.len() < MOST_FIGURES
        && are_figures(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && part.is_none_or(are_figures)
}
