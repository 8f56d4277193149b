//! Two versions of a note and the version that both began from, put together: the work of two machines.
//!
//! Front matter goes key by key, and so do the maps in it; text section by section, then item by item. Where the two can't both stand, both are left in
//! git's form, below the front matter. Which version is handed in first makes no difference: both machines come to the same bytes.

mod blocks;
mod boxes;
mod front_keys;
mod hunks;
mod line_up;
mod merged_text;
mod nested_keys;
mod parts;
mod settings_file;

use std::collections::HashSet;

use merged_text::MergedText;

use super::fence::{self, Fence};
use super::near::merge;

/// What two versions came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The note.
    pub text: String,
    /// Whether something in it is left for a person to decide.
    pub has_conflict: bool,
}

/// The longest version that is taken apart, in lines: comparing two takes time that grows with the square of what differs.
const MOST_LINES: usize = 20_000;

/// Puts two versions together. Nothing where they are too long to be compared.
#[must_use]
pub fn merge_versions(base: &str, one: &str, other: &str) -> Option<Merged> {
    merge_texts([base, one, other], |texts| Some(merge_lines_of(texts)))
}

/// The same for `coach.yaml`, key by key. Nothing as well where its keys can't be told from each other.
#[must_use]
pub fn merge_settings(base: &str, one: &str, other: &str) -> Option<Merged> {
    merge_texts([base, one, other], settings_file::merge)
}

fn merge_texts(
    [base, one, other]: [&str; 3],
    merge_lines: impl Fn([&str; 3]) -> Option<Merged>,
) -> Option<Merged> {
    let clean = |text: &str| Some(Merged { text: text.to_owned(), has_conflict: false });
    if one == other || base == other {
        return clean(one);
    }
    if base == one {
        return clean(other);
    }
    if [base, one, other].iter().any(|text| text.lines().count() > MOST_LINES) {
        return None;
    }
    // From here on nothing depends on which machine it is.
    let (one, other) = if one <= other { (one, other) } else { (other, one) };
    let [base, one, other] = [base, one, other].map(MergeSide::read);
    let keeps_returns = [&base, &one, &other].iter().any(|version| version.ending == LineEndings::Mixed);
    let texts = [&base, &one, &other].map(|version| version.lines(keeps_returns));
    let merged = merge_lines([&texts[0], &texts[1], &texts[2]])?;
    let mut text = merged.text;
    if !keeps_returns && choose(base.ending, one.ending, other.ending) == LineEndings::CrLf {
        text = text.replace('\n', "\r\n");
    }
    if !choose(base.is_ended, one.is_ended, other.is_ended) && !merged.has_conflict {
        text.truncate(text.trim_end_matches(['\r', '\n']).len());
    }
    if choose(base.has_bom, one.has_bom, other.has_bom) {
        text.insert(0, '\u{feff}');
    }
    Some(Merged { text, has_conflict: merged.has_conflict })
}

/// What stands where one side alone changed it, or both did so alike; nothing where they differ.
fn pick<T: PartialEq>(base: T, one: T, other: T) -> Option<T> {
    if one == other || base == other {
        Some(one)
    } else if base == one {
        Some(other)
    } else {
        None
    }
}

/// The same for what has to be decided: how lines end isn't worth a question.
fn choose<T: PartialEq + Copy>(base: T, one: T, other: T) -> T {
    pick(base, one, other).unwrap_or(one)
}

/// How the lines of a text end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LineEndings {
    Lf,
    CrLf,
    Mixed,
}

/// A version, and what of it is no line: they are decided for themselves, so that an editor that saves with other line endings
/// doesn't seem to have changed every line.
struct MergeSide<'a> {
    text: &'a str,
    ending: LineEndings,
    has_bom: bool,
    is_ended: bool,
}

impl<'a> MergeSide<'a> {
    fn read(text: &'a str) -> Self {
        let bom = fence::bom(text);
        let text = &text[bom..];
        let returns = memchr::memmem::find_iter(text.as_bytes(), b"\r\n").count();
        let ending = match returns {
            0 => LineEndings::Lf,
            all if all == memchr::memchr_iter(b'\n', text.as_bytes()).count() => LineEndings::CrLf,
            _ => LineEndings::Mixed,
        };
        Self { text, ending, has_bom: bom > 0, is_ended: text.is_empty() || text.ends_with('\n') }
    }

    /// Its lines, each with an end.
    fn lines(&self, keeps_returns: bool) -> String {
        let mut text = if keeps_returns { self.text.to_owned() } else { self.text.replace("\r\n", "\n") };
        if !self.is_ended {
            text.push('\n');
        }
        text
    }
}

fn merge_lines_of([base, one, other]: [&str; 3]) -> Merged {
    let fronts = [base, one, other].map(|text| front_keys::split(text).0);
    let bodies = [base, one, other].map(|text| front_keys::split(text).1);
    let front = front_keys::merge(fronts);
    let mut body = merge_bodies(bodies);
    let mut head = MergedText::default();
    head.push(&front.text);
    if let Some((one, other)) = &front.undecided {
        if front.text.is_empty() {
            // Without the fences the block would be taken for the beginning of the text.
            head.push("---\n---\n");
        }
        head.push_conflict(one, other);
    }
    let has_conflict = head.has_conflict || body.has_conflict;
    body.text.insert_str(0, &head.text);
    if keeps_everything([base, one, other], &body.text) && keeps_marks_out(&body.text) {
        return Merged { text: body.text, has_conflict };
    }
    // Never seen, and here so that nothing is ever lost: the front matter that both began from, and both versions whole below it.
    let mut whole = MergedText::default();
    whole.push(fronts[0]);
    whole.push_conflict(one, other);
    Merged { text: whole.text, has_conflict: true }
}

/// Both texts put together: by their parts, or as plain lines where that leaves nothing open and the parts would.
fn merge_bodies([base, one, other]: [&str; 3]) -> Merged {
    if let Some(text) = pick(base, one, other) {
        return Merged { text: text.to_owned(), has_conflict: false };
    }
    let by_parts = parts::merge(base, one, other);
    let lost = |merged: &MergedText| !keeps_everything([base, one, other], &merged.text);
    // Marks of an earlier merge are no part of any section.
    let is_marked = [base, one, other].iter().any(|text| merge::is_in(text));
    if !by_parts.has_conflict && !is_marked && !lost(&by_parts) {
        return by_parts.into_merged();
    }
    let by_lines = hunks::merge(base, one, other);
    if lost(&by_parts) || is_marked || !by_lines.has_conflict {
        return by_lines.into_merged();
    }
    by_parts.into_merged()
}

/// Whether every line that a side wrote is there, and every line that neither took away. What is in a box may have changed.
fn keeps_everything([base, one, other]: [&str; 3], merged: &str) -> bool {
    let words = |text: &str| text.lines().flat_map(nested_keys::facts_of_line).collect::<HashSet<_>>();
    let [base, one, other, merged] = [base, one, other, merged].map(words);
    let is_owed = |word: &&String| !base.contains(*word) || one.contains(*word) && other.contains(*word);
    one.union(&other).filter(is_owed).all(|word| word.is_empty() || merged.contains(word))
}

fn keeps_marks_out(merged: &str) -> bool {
    match fence::find(merged) {
        Fence::Block { yaml, .. } => !merge::has_mark(&merged[yaml]),
        _ => true,
    }
}

#[cfg(test)]
mod tests;
