//! Front matter key by key.

use super::line_up::{Lineup, Piece, line_up};
use super::{nested_keys, pick};
use crate::model::keys::find_spelled;
use crate::note::fence::{self, Fence};
use crate::note::tree::{Entry, Kind, Tree};

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

/// A key with its value, and what stands above it: comments, or the gap in a map in braces.
pub(super) struct FrontKey<'a> {
    name: String,
    above: &'a str,
    text: &'a str,
}

impl<'a> FrontKey<'a> {
    pub(super) fn new(name: &str, above: &'a str, text: &'a str) -> Self {
        Self { name: find_spelled(name).unwrap_or(name).to_owned(), above, text }
    }

    pub(super) fn is_named(&self, name: &str) -> bool {
        self.name == find_spelled(name).unwrap_or(name)
    }
}

/// What a key came to, in its place among the others.
pub(super) struct KeyPlace<'a> {
    pub(super) above: String,
    /// What stands; nothing where the key is gone, or where what both began from hadn't it.
    pub(super) stands: Option<String>,
    /// What has to be decided: the lines of either side, be they nothing.
    pub(super) undecided: Option<(String, String)>,
    /// The whole key on either side.
    pub(super) sides: [Option<&'a str>; 2],
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
    for place in line_up_keys(&base.keys, &one.keys, &other.keys) {
        text.push_str(&place.above);
        text.push_str(place.stands.as_deref().unwrap_or_default());
        if let Some((one, other)) = place.undecided {
            is_open = true;
            undecided.0.push_str(&one);
            undecided.1.push_str(&other);
        }
    }
    text.push_str(&merge_comments([base.below, one.below, other.below], true));
    text.push_str(pick_line(base.closes, one.closes, other.closes));
    if text.lines().all(|line| line.starts_with("---") || line.starts_with("...")) && !is_open {
        text.clear();
    }
    MergedFront { text, undecided: is_open.then_some(undecided) }
}

/// Decides about each key. One that both changed goes by the keys within it, and keeps what both began from where that doesn't do.
pub(super) fn line_up_keys<'a>(
    base: &[FrontKey<'a>],
    one: &[FrontKey<'a>],
    other: &[FrontKey<'a>],
) -> Vec<KeyPlace<'a>> {
    let decided = |place: Lineup| {
        let sides = [(base, place.base), (one, place.one), (other, place.other)];
        let sides = sides.map(|(keys, at)| at.map(|at| &keys[at]));
        let [in_base, in_one, in_other] = sides.map(|key| key.map(|key| key.text));
        let (stands, undecided) = decide_key([in_base, in_one, in_other]);
        // A side that took away a key that stands all the same says nothing of what is above it.
        let gone = sides[0].filter(|_| stands.is_some()).map_or("", |key| key.above);
        let above = merge_comments(sides.map(|key| key.map_or(gone, |key| key.above)), stands.is_some());
        KeyPlace { above, stands, undecided, sides: [in_one, in_other] }
    };
    line_up(base, one, other).into_iter().map(decided).collect()
}

/// What of a key stands, and what has to be decided.
fn decide_key([base, one, other]: [Option<&str>; 3]) -> (Option<String>, Option<(String, String)>) {
    if let Some(stands) = pick(base, one, other) {
        return (stands.map(str::to_owned), None);
    }
    if let Some(merged) = nested_keys::merge([base, one, other]) {
        return (merged.text, merged.undecided);
    }
    let both = [one, other].map(|side| side.unwrap_or_default().to_owned());
    (base.map(str::to_owned), Some(both.into()))
}

/// A fence: one that is there.
fn pick_line<'a>(base: &'a str, one: &'a str, other: &'a str) -> &'a str {
    let picked = pick(base, one, other).filter(|line| !line.is_empty());
    picked.unwrap_or(if one.is_empty() { if other.is_empty() { base } else { other } } else { one })
}

/// Comments are never asked about: what both wrote stands, one behind the other. Those of a key that is gone go with it unless they
/// are new.
pub(super) fn merge_comments([base, one, other]: [&str; 3], key_stands: bool) -> String {
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
    let (keys, below) = read_yaml(text)?;
    Some(Front { opens, keys, below, closes })
}

/// The keys of a YAML text, and what stands below the last one; nothing where they can't be told from each other.
pub(super) fn read_yaml(text: &str) -> Option<(Vec<FrontKey<'_>>, &str)> {
    let tree = Tree::parse(text, 0).ok()?;
    let Some(root) = tree.root else { return Some((Vec::new(), text)) };
    let Kind::Mapping { entries, flow: false } = &root.kind else { return None };
    let (keys, behind) = read_keys(text, entries, 0)?;
    Some((keys, &text[behind..]))
}

/// The keys of a map, each on lines of its own from a byte on, and where the last one ends.
pub(super) fn read_keys<'a>(
    text: &'a str,
    entries: &[Entry],
    from: usize,
) -> Option<(Vec<FrontKey<'a>>, usize)> {
    let line_start = |at: usize| text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line_end = |at: usize| text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
    let mut keys: Vec<FrontKey<'a>> = Vec::new();
    let mut behind = from;
    for entry in entries {
        let name = entry.key.text()?;
        let start = line_start(entry.key.span.start);
        let value = text.get(..entry.value.span.end)?.trim_end().len();
        let end = line_end(value.max(entry.key.span.end));
        if start < behind || keys.iter().any(|key| key.is_named(name)) {
            return None;
        }
        keys.push(FrontKey::new(name, &text[behind..start], &text[start..end]));
        behind = end;
    }
    Some((keys, behind))
}
