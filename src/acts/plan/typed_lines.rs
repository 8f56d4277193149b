//! The lines of a plan as it was typed: labels, items, words.

use crate::model::mark::Ten;
use crate::model::wording::PlanWords;

/// Where the lines behind a label go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    What,
    Measure,
    Why,
    When,
    Where,
    HowOften,
    Who,
    Support,
    MakeRoom,
    Cost,
    Confidence,
    Review,
    IfThens,
    Steps,
}

/// The places by the names that the list of words has for them.
const NAMES: [(&str, Place); 14] = [
    ("what", Place::What),
    ("measure", Place::Measure),
    ("why", Place::Why),
    ("when", Place::When),
    ("where", Place::Where),
    ("how_often", Place::HowOften),
    ("who", Place::Who),
    ("support", Place::Support),
    ("make_room", Place::MakeRoom),
    ("make_room_cost", Place::Cost),
    ("confidence", Place::Confidence),
    ("review", Place::Review),
    ("if_thens", Place::IfThens),
    ("steps", Place::Steps),
];

/// What one line is.
pub(super) enum Line<'a> {
    Blank,
    /// A label alone: its place, if it is known, and whether it is a heading.
    Label(Option<Place>, bool),
    /// A known label and words behind it.
    Labelled(Place, &'a str),
    /// A list item.
    Item(&'a str),
    /// Words, and whether they are indented.
    Words(&'a str, bool),
}

/// Reads one line.
pub(super) fn read_line<'l>(line: &'l str, words: &PlanWords) -> Line<'l> {
    let bare = line.trim();
    if bare.is_empty() {
        return Line::Blank;
    }
    if let Some(label) = label_alone(bare) {
        return match find_named(label, words) {
            Some(place) => Line::Label(Some(place), bare.starts_with('#')),
            // `**If the house rings, I let it ring**` and the like are words in bold.
            None if bare.starts_with('#') || bare.ends_with(':') || bare.ends_with(":**") => {
                Line::Label(None, bare.starts_with('#'))
            }
            None => Line::Words(label, false),
        };
    }
    let (is_item, told) = without_bullet(bare.trim_start_matches(['>', ' ']));
    if let Some((place, value)) = split_label(told, words) {
        return if value.is_empty() { Line::Label(Some(place), false) } else { Line::Labelled(place, value) };
    }
    if is_item { Line::Item(told) } else { Line::Words(told, line.starts_with([' ', '\t'])) }
}

fn find_named(label: &str, words: &PlanWords) -> Option<Place> {
    let label = label.trim().trim_end_matches([':', '?']).trim().to_lowercase();
    let is = |name: &str| {
        words.labels.get(name).is_some_and(|known| known.iter().any(|one| one.to_lowercase() == label))
    };
    NAMES.into_iter().find(|(name, _)| is(name)).map(|(_, place)| place)
}

/// A known label and what stands behind its colon: `When: Tue`, `**When:** Tue`, `**When**: Tue`.
fn split_label<'l>(told: &'l str, words: &PlanWords) -> Option<(Place, &'l str)> {
    let (label, value) = told.split_once(':')?;
    let place = find_named(label.trim().trim_start_matches(['*', '_']).trim_end_matches(['*', '_']), words)?;
    Some((place, value.trim().trim_start_matches("**").trim_start_matches("__").trim()))
}

/// Whether a line goes on with the one before, as a wrapped line does: that one ends in a comma or the like, or is long, and
/// this one begins small.
pub(super) fn goes_on(before: &str, line: &str) -> bool {
    /// From so many characters on a line may have been wrapped.
    const WRAPPED: usize = 55;
    before.ends_with([',', ';', '-', '–', '—'])
        || (line.starts_with(char::is_lowercase) && !before.ends_with(['.', '!', '?']))
        || (before.chars().count() >= WRAPPED && !before.ends_with(['.', '!', '?', ':']))
}

/// The words of a heading, or of a line that is bold as a whole.
fn label_alone(line: &str) -> Option<&str> {
    let hashes = line.trim_start_matches('#');
    if hashes.len() < line.len() {
        return Some(hashes.trim().trim_matches(['*', '_', ' ']));
    }
    for mark in ["**", "__"] {
        let inner = line.strip_prefix(mark).and_then(|rest| {
            rest.strip_suffix(mark)
                .or_else(|| rest.strip_suffix(':').and_then(|rest| rest.strip_suffix(mark)))
        });
        if let Some(inner) = inner.filter(|inner| !inner.is_empty() && !inner.contains(mark)) {
            return Some(inner.trim());
        }
    }
    None
}

/// A line without its bullet, number and box, and whether it had one of them.
fn without_bullet(line: &str) -> (bool, &str) {
    let mut rest = line;
    let bullet = rest
        .strip_prefix(['-', '*', '+', '•', '◦', '–'])
        .filter(|rest| rest.starts_with([' ', '\t', '\u{a0}', '[']));
    if let Some(behind) = bullet {
        rest = behind.trim_start();
    } else {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let behind = rest[digits..].strip_prefix(['.', ')']).filter(|behind| behind.starts_with([' ', '\t']));
        if let Some(behind) = behind.filter(|_| (1..=3).contains(&digits)) {
            rest = behind.trim_start();
        }
    }
    for mark in ["[ ]", "[x]", "[X]", "[]", "[/]", "[-]", "[\u{a0}]", "☐", "☑"] {
        if let Some(behind) = rest.strip_prefix(mark) {
            return (true, behind.trim());
        }
    }
    (rest.len() < line.len(), rest.trim())
}

/// The mark in a few words: `8`, `8/10`, `8 of 10`, `7,5`.
pub(super) fn read_mark(told: &str) -> Option<Ten> {
    if told.chars().count() > 16 {
        return None;
    }
    let number: String = told
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        .collect();
    Ten::new(number.trim_end_matches(['.', ',']).replace(',', ".").parse().ok()?)
}

/// The text without HTML comments and `%% … %%`, which are no text.
pub(super) fn without_comments(text: &str) -> String {
    let mut kept = text.to_owned();
    for (open, close) in [("<!--", "-->"), ("%%", "%%")] {
        let (mut words, mut rest) = (String::with_capacity(kept.len()), kept.as_str());
        while let Some((before, behind)) =
            rest.split_once(open).and_then(|(before, inside)| Some((before, inside.split_once(close)?.1)))
        {
            words.push_str(before);
            rest = behind;
        }
        words.push_str(rest);
        kept = words;
    }
    kept
}
