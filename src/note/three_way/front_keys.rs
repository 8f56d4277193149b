//! Front matter key by key.

use super::line_up::{Piece, line_up};
use super::pick;
use crate::model::keys::find_spelled;
use crate::note::fence::{self, Fence};
use crate::note::tree::{Kind, Tree};

/// What two versions of the front matter came to.
pub(super) struct MergedFront {
    /// The block with its fences, or nothing.
    pub(super) text: String,
    /// The lines of either side of which a person has to say which stand; they go below.
    pub(super) undecided: Option<(String, String)>,
}

/// A text as its front matter, fences included, and what stands below.
pub(super) fn split(text: &str) -> (&str, &str) {
    match fence::find(text) {
        Fence::Block { body, .. } => text.split_at(body),
        _ => ("", text),
    }
}

/// A key with its value, and the comments above it.
struct FrontKey<'a> {
    name: String,
    above: &'a str,
    text: &'a str,
}

impl Piece for FrontKey<'_> {
    const TWINS_ANYWHERE: bool = true;

    fn exact(&self) -> String {
        self.name.clone()
    }

    fn likeness(&self, _: &Self) -> f64 {
        0.0
    }

    fn is_twin(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// A front matter in its pieces.
#[derive(Default)]
struct Front<'a> {
    opens: &'a str,
    keys: Vec<FrontKey<'a>>,
    below: &'a str,
    closes: &'a str,
}

/// Puts two versions together. A key that both changed keeps the value that both began from.
pub(super) fn merge([base, one, other]: [&str; 3]) -> MergedFront {
    if let Some(text) = pick(base, one, other) {
        return MergedFront { text: text.to_owned(), undecided: None };
    }
    let whole = || MergedFront {
        text: base.to_owned(),
        undecided: Some((without_fences(one).to_owned(), without_fences(other).to_owned())),
    };
    let [Some(old), Some(one), Some(other)] = [base, one, other].map(read) else { return whole() };
    let merged = merge_keys(&old, &one, &other);
    // Two sides that are each whole can be broken together: an anchor here, what refers to it there.
    let is_yaml = Tree::parse(without_fences(&merged.text), 0).is_ok();
    if is_yaml { merged } else { whole() }
}

fn merge_keys(base: &Front<'_>, one: &Front<'_>, other: &Front<'_>) -> MergedFront {
    let mut text = pick_line(base.opens, one.opens, other.opens).to_owned();
    let mut undecided = (String::new(), String::new());
    let mut is_open = false;
    for place in line_up(&base.keys, &one.keys, &other.keys) {
        let sides = [(base, place.base), (one, place.one), (other, place.other)];
        let sides = sides.map(|(front, at)| at.map(|at| &front.keys[at]));
        let [in_base, in_one, in_other] = sides.map(|key| key.map(|key| key.text));
        let stands = pick(in_base, in_one, in_other).unwrap_or_else(|| {
            is_open = true;
            undecided.0.push_str(in_one.unwrap_or_default());
            undecided.1.push_str(in_other.unwrap_or_default());
            in_base
        });
        let above = merge_comments(sides.map(|key| key.map_or("", |key| key.above)), stands.is_some());
        text.push_str(&above);
        text.push_str(stands.unwrap_or_default());
    }
    text.push_str(&merge_comments([base.below, one.below, other.below], true));
    text.push_str(pick_line(base.closes, one.closes, other.closes));
    if text.lines().all(|line| line.starts_with("---") || line.starts_with("...")) && !is_open {
        text.clear();
    }
    MergedFront { text, undecided: is_open.then_some(undecided) }
}

/// A fence: one that is there.
fn pick_line<'a>(base: &'a str, one: &'a str, other: &'a str) -> &'a str {
    let picked = pick(base, one, other).filter(|line| !line.is_empty());
    picked.unwrap_or(if one.is_empty() { if other.is_empty() { base } else { other } } else { one })
}

/// Comments are never asked about: what both wrote stands, one behind the other. Those of a key that is gone go with it unless they
/// are new.
fn merge_comments([base, one, other]: [&str; 3], key_stands: bool) -> String {
    let added = |side: &str| {
        side.split_inclusive('\n')
            .filter(|line| !base.contains(line) && !line.trim().is_empty())
            .collect::<String>()
    };
    if !key_stands {
        return if one == other { added(one) } else { added(one) + &added(other) };
    }
    match pick(base, one, other) {
        Some(comments) => comments.to_owned(),
        None => {
            one.to_owned()
                + &other.split_inclusive('\n').filter(|line| !one.contains(line)).collect::<String>()
        }
    }
}

fn without_fences(front: &str) -> &str {
    match fence::find(front) {
        Fence::Block { yaml, .. } => &front[yaml],
        _ => front,
    }
}

/// Takes a front matter apart; nothing where its keys can't be told from each other.
fn read(front: &str) -> Option<Front<'_>> {
    let yaml = match fence::find(front) {
        Fence::Block { yaml, .. } => yaml,
        _ if front.is_empty() => return Some(Front::default()),
        _ => return None,
    };
    let (opens, text, closes) = (&front[..yaml.start], &front[yaml.clone()], &front[yaml.end..]);
    let tree = Tree::parse(text, 0).ok()?;
    let Some(root) = tree.root else { return Some(Front { opens, keys: Vec::new(), below: text, closes }) };
    let Kind::Mapping { entries, flow: false } = &root.kind else { return None };
    let line_start = |at: usize| text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line_end = |at: usize| text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
    let mut keys: Vec<FrontKey<'_>> = Vec::new();
    let mut behind = 0;
    for entry in entries {
        let name = entry.key.text()?;
        let name = find_spelled(name).unwrap_or(name).to_owned();
        let start = line_start(entry.key.span.start);
        let value = text.get(..entry.value.span.end)?.trim_end().len();
        let end = line_end(value.max(entry.key.span.end));
        if start < behind || keys.iter().any(|key| key.name == name) {
            return None;
        }
        keys.push(FrontKey { name, above: &text[behind..start], text: &text[start..end] });
        behind = end;
    }
    Some(Front { opens, keys, below: &text[behind..], closes })
}
