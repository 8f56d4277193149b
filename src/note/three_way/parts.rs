//! A text section by section.

use super::blocks::{self, fence_of};
use super::line_up::{Piece, line_up};
use super::merged_text::MergedText;
use super::pick;
use crate::model::headings::strip_signs;

/// A heading with what stands under it, to the next heading of any level; the first part has none.
struct BodyPart<'a> {
    title: String,
    heading: &'a str,
    content: &'a str,
    /// Whether no empty line stands above the heading.
    is_tight: bool,
}

impl BodyPart<'_> {
    fn whole(&self) -> String {
        [self.heading, self.content].concat()
    }
}

impl Piece for BodyPart<'_> {
    const TWINS_ANYWHERE: bool = true;

    fn exact(&self) -> String {
        self.title.clone()
    }

    fn likeness(&self, _: &Self) -> f64 {
        0.0
    }

    fn is_twin(&self, other: &Self) -> bool {
        self.title == other.title
    }
}

/// Puts two texts together.
pub(super) fn merge(base: &str, one: &str, other: &str) -> MergedText {
    let [base, one, other] = [base, one, other].map(split);
    let mut outcome = MergedText::default();
    for place in line_up(&base, &one, &other) {
        let sides = [(&base, place.base), (&one, place.one), (&other, place.other)];
        let sides = sides.map(|(parts, at)| at.map(|at| &parts[at]));
        let Some(merged) = merge_part(sides) else { continue };
        let is_tight = sides.iter().flatten().any(|part| part.is_tight);
        if !is_tight && !outcome.text.is_empty() {
            outcome.part();
        }
        outcome.append(&merged);
    }
    outcome
}

fn merge_part(sides: [Option<&BodyPart<'_>>; 3]) -> Option<MergedText> {
    let mut outcome = MergedText::default();
    match sides {
        [base, Some(one), Some(other)] => {
            let heading = base.map_or(one.heading, |base| base.heading);
            match pick(heading, one.heading, other.heading) {
                Some(heading) => outcome.push(heading),
                None => outcome.push_conflict(one.heading, other.heading),
            }
            let content = base.map_or("", |base| base.content);
            outcome.append(&blocks::merge(content, one.content, other.content));
        }
        [Some(base), Some(side), None] | [Some(base), None, Some(side)] => {
            if base.content.trim() == side.content.trim() && base.heading == side.heading {
                return None;
            }
            outcome.push_conflict(&side.whole(), "");
        }
        [None, Some(side), None] | [None, None, Some(side)] => outcome.push(&side.whole()),
        [_, None, None] => return None,
    }
    Some(outcome)
}

/// The parts of a text; the first is what stands above all headings, be it nothing.
fn split(text: &str) -> Vec<BodyPart<'_>> {
    let mut starts = Vec::new();
    let (mut at, mut code, mut is_parted) = (0, None::<String>, true);
    for line in text.split_inclusive('\n') {
        match (&code, fence_of(line)) {
            (Some(open), Some(fence)) if fence.starts_with(open.as_str()) => code = None,
            (None, Some(fence)) => code = Some(fence.to_owned()),
            (None, None) => {
                starts.extend(title_of(line).map(|title| (at, at + line.len(), title, !is_parted)));
            }
            _ => {}
        }
        at += line.len();
        is_parted = line.trim().is_empty();
    }
    let first = starts.first().map_or(text.len(), |(start, ..)| *start);
    let mut parts =
        vec![BodyPart { title: String::new(), heading: "", content: &text[..first], is_tight: true }];
    for (place, (start, behind, title, is_tight)) in starts.iter().enumerate() {
        let end = starts.get(place + 1).map_or(text.len(), |(next, ..)| *next);
        let (heading, content) = (&text[*start..*behind], &text[*behind..end]);
        parts.push(BodyPart { title: title.clone(), heading, content, is_tight: *is_tight });
    }
    parts
}

/// The title of a heading's line in small letters: with hashes, or bold and alone on its line.
fn title_of(line: &str) -> Option<String> {
    let words = line.trim_end();
    let hashes = words.len() - words.trim_start_matches('#').len();
    let behind = &words[hashes..];
    let is_heading =
        (1..=6).contains(&hashes) && (behind.is_empty() || behind.starts_with([' ', '\t']) || hashes > 1);
    let bold = || {
        words
            .trim_end_matches(':')
            .strip_prefix("**")?
            .strip_suffix("**")
            .filter(|inner| !inner.contains("**"))
    };
    let title = if is_heading { Some(behind.trim_end_matches('#')) } else { bold() };
    title.map(|title| strip_signs(title).to_lowercase())
}
