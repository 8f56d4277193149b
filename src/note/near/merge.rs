//! The markers that a merge leaves where two sides wrote the same lines.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::model::problem::Problem;
use crate::note::parsed::Note;

const CODE: &str = "merge-conflict";

/// Whether both sides of a merge stand in a text.
#[must_use]
pub fn is_in(text: &str) -> bool {
    !conflicts(text).is_empty()
}

/// Whether any line of a merge's marks stands in a text.
#[must_use]
pub fn has_mark(text: &str) -> bool {
    markers(text).next().is_some()
}

/// What is told of a note in which both sides of a merge stand: each place, with both sides.
pub(in crate::note) fn find_all(note: &Note) -> Vec<Problem> {
    let told = |conflict: Conflict| {
        let sides = [conflict.one, conflict.other].map(|side| show_side(&note.text[side]));
        let what = match sides {
            [Some(one), Some(other)] => {
                format!("both sides of a merge stand here: {one}, or {other}; the note doesn't count")
            }
            _ => "both sides of a merge stand here, between `<<<<<<<` and `>>>>>>>`; the note doesn't count"
                .to_owned(),
        };
        let hint = "keep what is right of both and take the marker lines out; a merge that is still open is ended by coach save";
        note.problem(conflict.opens, CODE, what, hint).as_doubt()
    };
    conflicts(&note.text).into_iter().map(told).collect()
}

/// A side in a few words: its first line, and how many more there are. Nothing where it isn't git's own form.
fn show_side(side: &str) -> Option<String> {
    /// The most of a line that is shown, in characters.
    const MOST: usize = 48;
    let mut lines = side.lines().filter(|line| !line.trim().is_empty());
    if side.lines().any(|line| line.starts_with("%%%%%%%") || line.starts_with("+++++++")) {
        return None;
    }
    let Some(first) = lines.next() else { return Some("nothing".to_owned()) };
    let first = first.trim();
    let cut = first.chars().count() > MOST;
    let shown: String = first.chars().take(MOST).collect();
    let more = lines.count();
    let rest = if more == 0 { String::new() } else { format!(" and {more} more") };
    Some(format!("`{shown}{}`{rest}", if cut { "…" } else { "" }))
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

/// Both sides of a merge, and the line that opens them.
struct Conflict {
    opens: Range<usize>,
    one: Range<usize>,
    other: Range<usize>,
}

/// The conflicts whose three markers stand in their order.
fn conflicts(text: &str) -> Vec<Conflict> {
    let mut found = Vec::new();
    let (mut open, mut parts): (Option<Range<usize>>, Option<Range<usize>>) = (None, None);
    for (at, marker) in markers(text) {
        match marker {
            Marker::Opens => (open, parts) = (Some(at), None),
            Marker::Between => parts = parts.filter(|_| open.is_some()).or(open.is_some().then_some(at)),
            Marker::Closes => {
                if let (Some(opens), Some(parts)) = (open.take(), parts.take()) {
                    let end_of_line =
                        |end: usize| (end + text[end..].find('\n').map_or(0, |more| more + 1)).min(at.start);
                    // Git can be asked for the version that both began from: it stands between.
                    let one_end = text[opens.end..parts.start]
                        .find("\n||||||| ")
                        .map_or(parts.start, |more| opens.end + more + 1);
                    let one = end_of_line(opens.end)..one_end.max(end_of_line(opens.end));
                    let other = end_of_line(parts.end)..at.start;
                    found.push(Conflict { opens, one, other });
                }
            }
        }
    }
    found
}

/// What stands above one side of a merge, and below the other.
pub(in crate::note) const OPENS: &str = "<<<<<<< ";
pub(in crate::note) const CLOSES: &str = ">>>>>>> ";

/// Whether the signs with which a merge's marker begins stand anywhere in a text: a look at its bytes.
pub(in crate::note) fn has_sign(text: &str) -> bool {
    static SIGNS: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| [OPENS, CLOSES].map(Finder::new));
    // Most front matter holds neither.
    let bytes = text.as_bytes();
    let first = memchr::memchr2(b'<', b'>', bytes);
    first.is_some_and(|first| SIGNS.iter().any(|sign| sign.find(&bytes[first..]).is_some()))
}

/// The marker lines of a text. A text without the sign of one isn't gone through line by line.
fn markers(text: &str) -> impl Iterator<Item = (Range<usize>, Marker)> + '_ {
    let has_any = has_sign(text);
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
    use super::{conflicts, is_in, show_side};

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

    #[test]
    fn both_sides_are_shown_in_a_few_words() {
        for (text, one, other) in [
            ("<<<<<<< a\nb: 1\n=======\nb: 2\nc: 3\n>>>>>>> c\n", "`b: 1`", "`b: 2` and 1 more"),
            ("<<<<<<< a\n=======\nb\n>>>>>>> c\n", "nothing", "`b`"),
            ("x\n<<<<<<< a\nb\n||||||| o\nold\n=======\nc\n>>>>>>> c\n", "`b`", "`c`"),
        ] {
            let found = conflicts(text);
            let shown = [&found[0].one, &found[0].other].map(|side| show_side(&text[side.clone()]).unwrap());
            assert_eq!(shown, [one, other], "{text:?}");
        }
        let two = "<<<<<<< a\nb\n=======\nc\n>>>>>>> c\n".repeat(2);
        assert_eq!(conflicts(&two).len(), 2);
    }
}
