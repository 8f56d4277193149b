//! Bodies of which nothing is told, whatever they are read as: a look at their lines, so that what needs a note's keys alone needn't
//! read its body.
//!
//! Every near miss of a body has its sign here, and whatever could hide one counts as one. So a body that is taken for silent is: where
//! there is doubt, it is read.

use super::{hashtag, task};
use crate::model::headings::{is_near, strip_signs};
use crate::model::keys::NoteKind;
use crate::note::inline_marks::has_only_plain_due_dates;

/// How far an item may be indented and be no code.
const MOST_INDENTED: usize = 3;

/// Whether nothing can be told of a body that is made of these lines, in a note of a kind.
pub(in crate::note) fn is_silent<'a>(
    body: &str,
    mut lines: impl Iterator<Item = &'a str>,
    kind: NoteKind,
) -> bool {
    has_only_plain_due_dates(body)
        && hashtag::are_known(body, kind)
        && lines.all(|line| is_line_silent(line, kind))
}

fn is_line_silent(line: &str, kind: NoteKind) -> bool {
    let words = line.trim_start();
    match words.as_bytes().first() {
        None | Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'>') => true,
        Some(b'#') => is_heading_silent(words, kind),
        // What underlines a heading may stand below any words; what is bold may be one.
        Some(b'=') => false,
        Some(b'_') => !words.starts_with("__"),
        Some(b'-' | b'+' | b'*') => {
            let indent = &line[..line.len() - words.len()];
            let is_rule = words.trim_end().bytes().all(|byte| byte == b'-');
            let is_code = indent.len() > MOST_INDENTED || indent.contains('\t');
            !is_rule && !is_code && !words.starts_with("**") && task::almost_item(words).is_none()
        }
        Some(_) => task::almost_item(words).is_none(),
    }
}

/// Whether a line that begins with `#` is a hashtag, or a heading of plain words that is no slip from a known one.
fn is_heading_silent(words: &str, kind: NoteKind) -> bool {
    let title = words.trim_start_matches('#');
    let marks = words.len() - title.len();
    if !title.starts_with([' ', '\n', '\r']) {
        return marks == 1;
    }
    let is_plain = |c: char| {
        c.is_alphanumeric() || matches!(c, ' ' | ',' | '.' | '\'' | '?' | ':' | '(' | ')' | '-' | '/')
    };
    let title = title.trim();
    title.chars().all(is_plain) && !kind.headings().iter().any(|known| is_near(strip_signs(title), known))
}

#[cfg(test)]
mod tests {
    use super::is_silent;
    use crate::model::keys::NoteKind;

    #[test]
    fn whatever_could_be_told_breaks_the_silence() {
        let is_silent = |body: &str| is_silent(body, body.split_inclusive('\n'), NoteKind::Session);
        for body in [
            "",
            "# Call\n\nWords #happy.\n\n## Threads\n- [ ] one due:2026-11-09\n  - [x] two\n\n> Hers\n#awake\n",
            "* one\n+ two\n1. three\r\n\r\n",
        ] {
            assert!(is_silent(body), "{body:?}");
        }
        for body in [
            "## Thraeds\n",
            "Thraeds\n===\n",
            "Thraeds\n---\n",
            "**Threads**\n",
            "##Thraeds\n",
            "## *Thraeds*\n",
            "a #hapyp\n",
            "-[ ] one\n",
            "• one\n",
            "☐ one\n",
            "    - [ ] one\n",
            "\t- one\n",
            "- [ ] one due:tomorrow\n",
            "- [ ] one due:2026-11-091\n",
            "- [ ] one 📅 soon\n",
        ] {
            assert!(!is_silent(body), "{body:?}");
        }
    }
}
