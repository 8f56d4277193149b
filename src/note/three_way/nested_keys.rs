//! A key whose value has keys of its own, such as `balance:` or `alliance:`, key by key.

use super::front_keys::{FrontKey, line_up_keys, read_keys};
use super::{boxes, pick};
use crate::note::tree::{Entry, Kind, Node, Tree};

/// What a key that both sides changed came to.
pub(super) struct MergedKey {
    /// Its lines; nothing where it isn't there.
    pub(super) text: Option<String>,
    /// The lines of either side of which a person has to say which stand, under the key in which they stand.
    pub(super) undecided: Option<(String, String)>,
}

/// Puts the versions of one key together. Nothing where a value isn't a map, or the maps are written too differently.
pub(super) fn merge<'a>([base, one, other]: [Option<&'a str>; 3]) -> Option<MergedKey> {
    let (one, other) = (KeyMap::read(one?)?, KeyMap::read(other?)?);
    let base = match base {
        Some(text) => Some(KeyMap::read(text)?),
        None => None,
    };
    let maps = || [base.as_ref(), Some(&one), Some(&other)].into_iter().flatten();
    // A map that holds nothing says nothing about how one is written.
    let model = maps().find(|map| map.layout != Layout::Empty)?;
    if maps().any(|map| map.layout != Layout::Empty && map.layout != model.layout) {
        return None;
    }
    let frame = |map: &KeyMap<'a>| if map.layout == Layout::Empty { model.frame } else { map.frame };
    let old = base.as_ref().filter(|base| base.layout != Layout::Empty).map(|base| base.frame);
    let (old, one_frame, other_frame) = (old.unwrap_or(frame(&one)), frame(&one), frame(&other));
    if base.is_none() && one_frame != other_frame {
        return None;
    }
    let opens = pick(old.0, one_frame.0, other_frame.0)?;
    let closes = pick(old.1, one_frame.1, other_frame.1)?;
    let write = |keys: &[(&str, &str)]| model.layout.write(opens, keys, closes);
    let places = line_up_keys(base.as_ref().map_or(&[], |base| &base.keys), &one.keys, &other.keys);
    let stand: Vec<(&str, &str)> =
        places.iter().map(|place| (&*place.above, place.stands.as_deref().unwrap_or_default())).collect();
    let is_there = base.is_some() || stand.iter().any(|(_, key)| !key.is_empty());
    let side = |choose: fn(&(String, String)) -> &String| {
        let keys = places.iter().filter_map(|place| place.undecided.as_ref());
        let keys: Vec<(&str, &str)> = keys.map(|sides| (model.layout.gap(), &**choose(sides))).collect();
        if keys.iter().all(|(_, key)| key.is_empty()) { String::new() } else { write(&keys) }
    };
    let is_open = places.iter().any(|place| place.undecided.is_some());
    let undecided = is_open.then(|| (side(|sides| &sides.0), side(|sides| &sides.1)));
    Some(MergedKey { text: is_there.then(|| write(&stand)), undecided })
}

/// How a map is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// A key on a line, so many blanks in.
    Lines(usize),
    /// In braces on one line.
    Braces,
    /// Without a key.
    Empty,
}

impl Layout {
    /// What stands between two keys.
    fn gap(self) -> &'static str {
        if self == Self::Braces { " " } else { "" }
    }

    /// A map of the keys that stand, each with what is above it.
    fn write(self, opens: &str, keys: &[(&str, &str)], closes: &str) -> String {
        let mut text = opens.to_owned();
        if self != Self::Braces {
            text.extend(keys.iter().flat_map(|(above, key)| [*above, *key]));
            return text + closes;
        }
        for (place, (gap, key)) in keys.iter().filter(|(_, key)| !key.is_empty()).enumerate() {
            if place > 0 {
                text.extend([",", gap]);
            }
            text.push_str(key);
        }
        text + closes
    }
}

/// A key with the map that it holds.
struct KeyMap<'a> {
    layout: Layout,
    /// What stands before the first key within, and behind the last one.
    frame: (&'a str, &'a str),
    keys: Vec<FrontKey<'a>>,
}

impl<'a> KeyMap<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let tree = Tree::parse(text, 0).ok()?;
        let [Entry { key, value }] = tree.root.as_ref()?.entries()? else { return None };
        if key.marked || value.marked {
            return None;
        }
        let empty = Self { layout: Layout::Empty, frame: (text, ""), keys: Vec::new() };
        match &value.kind {
            Kind::Mapping { entries, .. } if entries.is_empty() => Some(empty),
            Kind::Mapping { entries, flow: true } => Self::read_braces(text, value, entries),
            Kind::Mapping { entries, flow: false } => Self::read_lines(text, entries),
            _ if value.is_empty() => Some(empty),
            _ => None,
        }
    }

    fn read_lines(text: &'a str, entries: &[Entry]) -> Option<Self> {
        let head = text.find('\n')? + 1;
        let column = |entry: &Entry| {
            let start = entry.key.span.start;
            let indent = &text[text[..start].rfind('\n')? + 1..start];
            indent.bytes().all(|byte| byte == b' ').then_some(indent.len())
        };
        let first = column(entries.first()?)?;
        if entries.iter().any(|entry| column(entry) != Some(first)) {
            return None;
        }
        let (keys, behind) = read_keys(text, entries, head)?;
        Some(Self { layout: Layout::Lines(first), frame: (&text[..head], &text[behind..]), keys })
    }

    fn read_braces(text: &'a str, map: &Node, entries: &[Entry]) -> Option<Self> {
        if text[map.span.clone()].contains(['\n', '\r']) {
            return None;
        }
        let (first, mut behind) = (entries.first()?.key.span.start, entries.first()?.key.span.start);
        let mut keys: Vec<FrontKey<'a>> = Vec::new();
        for entry in entries {
            let (start, end) = (entry.key.span.start, entry.key.span.end.max(entry.value.span.end));
            let gap = text.get(behind..start)?;
            let gap = if keys.is_empty() { " " } else { gap.trim_start().strip_prefix(',')? };
            let name = entry.key.text()?;
            if !gap.trim().is_empty() || keys.iter().any(|key| key.is_named(name)) {
                return None;
            }
            keys.push(FrontKey::new(name, gap, text.get(start..end)?.trim_end()));
            behind = start + text[start..end].trim_end().len();
        }
        let closes = &text[behind..];
        closes.trim_start().starts_with('}').then_some(())?;
        Some(Self { layout: Layout::Braces, frame: (&text[..first], closes), keys })
    }
}

/// What a line says, each part of which may come from another side: of a map in braces its keys with their values, else the line's words.
pub(super) fn facts_of_line(line: &str) -> Vec<String> {
    let whole = || vec![boxes::words_of_line(line).to_owned()];
    if !line.contains('{') {
        return whole();
    }
    let map = line.trim();
    let Ok(Tree { root: Some(root), .. }) = Tree::parse(map, 0) else { return whole() };
    match root.entries() {
        Some([Entry { key, value }]) if matches!(value.kind, Kind::Mapping { flow: true, .. }) => {
            let mut facts = Vec::new();
            collect_facts(map, key.text().unwrap_or_default(), value, &mut facts);
            let behind = map[value.span.end..].trim();
            facts.extend((!behind.is_empty()).then(|| behind.to_owned()));
            facts
        }
        _ => whole(),
    }
}

fn collect_facts(line: &str, above: &str, node: &Node, facts: &mut Vec<String>) {
    match &node.kind {
        Kind::Mapping { entries, flow: true } => {
            for Entry { key, value } in entries {
                collect_facts(line, &format!("{above}\0{}", key.text().unwrap_or_default()), value, facts);
            }
        }
        _ => facts.push(format!("{above}\0{}", &line[node.span.clone()])),
    }
}
