//! The markers that a merge leaves where two sides wrote the same lines.

use std::ops::Range;

use crate::model::problem::Problem;
use crate::note::parsed::Note;

const CODE: &str = "merge-conflict";

/// Whether both sides of a merge stand in a text.
#[must_use]
pub fn is_in(text: &str) -> bool {
    conflict(text).is_some()
}

/// Whether any line of a merge's marks stands in a text.
#[must_use]
pub fn has_mark(text: &str) -> bool {
    markers(text).next().is_some()
}

/// What is told of a note in which both sides of a merge stand.
pub(in crate::note) fn find(note: &Note) -> Option<Problem> {
    let at = conflict(&note.text)?;
    let what = "both sides of a merge stand here, between `<<<<<<<` and `>>>>>>>`; the note doesn't count";
    let hint = "keep what is right of both and take the marker lines out";
    Some(note.problem(at, CODE, what, hint).as_doubt())
}

/// What is told of a marker that was left when the rest was taken out.
pub(in crate::note) fn left_alone(note: &Note) -> Option<Problem> {
    let is_left = |(at, marker): &(Range<usize>, Marker)| match marker {
        Marker::Opens => true,
        Marker::Between => false,
        // Seven signs may as well quote a quote; a merge puts a branch behind them.
        Marker::Closes => is_branch(&note.text[at.start + MARK..at.end]),
    };
    let (at, _) = markers(&note.text).find(is_left)?;
    let what = "a merge's marker was left here";
    Some(note.problem(at, CODE, what, "take the line out").as_note())
}

/// How long a marker is.
const MARK: usize = 7;

/// Whether what stands behind a marker is one word, or one and a commit's title in brackets.
fn is_branch(behind: &str) -> bool {
    let words = behind.trim();
    let (word, rest) = words.split_once(' ').unwrap_or((words, ""));
    !word.is_empty() && (rest.is_empty() || rest.starts_with('('))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Marker {
    Opens,
    Between,
    Closes,
}

/// The line that opens the first conflict whose three markers stand in their order.
fn conflict(text: &str) -> Option<Range<usize>> {
    let mut open: Option<Range<usize>> = None;
    let mut parted = false;
    for (at, marker) in markers(text) {
        match marker {
            Marker::Opens => (open, parted) = (Some(at), false),
            Marker::Between => parted = open.is_some(),
            Marker::Closes if parted => return open,
            Marker::Closes => open = None,
        }
    }
    None
}

/// The marker lines of a text. A look at the bytes first: a text without the sign of one isn't gone through line by line.
fn markers(text: &str) -> impl Iterator<Item = (Range<usize>, Marker)> + '_ {
    let bytes = text.as_bytes();
    let is_in = |sign: &[u8]| memchr::memmem::find(bytes, sign).is_some();
    let has_any = is_in(b"<<<<<<< ") || is_in(b">>>>>>> ");
    let mut at = 0;
    let lines = if has_any { text } else { "" }.split_inclusive('\n');
    lines.filter_map(move |line| {
        let start = at;
        at += line.len();
        let words = line.trim_end();
        let marker = match line.trim_start_matches('\u{feff}').as_bytes() {
            [b'<', b'<', b'<', b'<', b'<', b'<', b'<', b' ', ..] => Marker::Opens,
            [b'>', b'>', b'>', b'>', b'>', b'>', b'>', b' ', ..] => Marker::Closes,
            _ if words == "=======" || words.starts_with("%%%%%%%") || words.starts_with("+++++++") => {
                Marker::Between
            }
            _ => return None,
        };
        Some((start..start + words.len(), marker))
    })
}

#[cfg(test)]
mod tests {
    use super::is_in;

    #[test]
    fn a_conflict_is_three_markers_in_their_order() {
        for (text, wanted) in [
            ("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> theirs\n", true),
            ("<<<<<<< HEAD\r\nb\r\n=======\r\nc\r\n>>>>>>> theirs\r\n", true),
            ("<<<<<<< Conflict 1 of 1\n%%%%%%% Changes\n+- a\n+++++++ Contents\n>>>>>>> ends\n", true),
            ("<<<<<<< a\n||||||| b\n=======\n>>>>>>> c\n", true),
            ("<<<<<<< HEAD\nb\n>>>>>>> theirs\n", false),
            (" <<<<<<< HEAD\n=======\n>>>>>>> theirs\n", false),
            ("Title\n=======\n<<<<<<<\n", false),
            ("```\ngit\n```\n", false),
        ] {
            assert_eq!(is_in(text), wanted, "{text:?}");
        }
    }
}
