//! What is being typed in front matter: it needn't be YAML yet, so it is read line by line, up to the cursor.

use std::ops::Range;

use crate::note::fence::{self, Fence};
use crate::practice::standing::Standing;

/// The word that is being typed, and the keys above it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedWord {
    /// The keys above it, the outermost first; of a value its own key is the last.
    pub path: Vec<String>,
    /// Whether it is a key.
    pub is_key: bool,
    /// Its bytes, up to the cursor.
    pub span: Range<usize>,
}

/// The bytes that are front matter for somebody who types at a place: the end needn't be there yet.
#[must_use]
pub fn find_front(text: &str, standing: Standing, at: usize) -> Option<Range<usize>> {
    let front = match (standing, fence::find(text)) {
        (Standing::Settings, _) => fence::bom(text)..text.len(),
        (Standing::Note(_), Fence::Block { yaml, .. }) => yaml,
        (Standing::Note(_), Fence::Unclosed) => {
            let start = text.find('\n').map_or(text.len(), |end| end + 1);
            let body = text[start..].find("\n\n").map_or(text.len(), |end| start + end + 1);
            start..body
        }
        _ => return None,
    };
    let is_fence = text.get(at..).is_some_and(|rest| at == front.end && rest.starts_with("---"));
    ((front.start..=front.end).contains(&at) && !is_fence).then_some(front)
}

/// The word at a place of the front matter.
#[must_use]
pub fn read_word(text: &str, front: &Range<usize>, at: usize) -> TypedWord {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1).max(front.start);
    let line = &text[start..at];
    let content = line.trim_start();
    let indent = line.len() - content.len();
    let item =
        content.strip_prefix("- ").or_else(|| content.strip_prefix('-').filter(|rest| rest.is_empty()));
    let above = find_parents(&text[front.start..start], indent, item.is_some());
    if let Some(item) = item {
        return read_flow(above, item, at - item.len(), at);
    }
    match part_key(content) {
        Some((key, value)) => {
            let path = above.into_iter().chain([key.to_owned()]).collect();
            read_flow(path, value, at - value.len(), at)
        }
        None if content.starts_with('{') => read_flow(above, content, at - content.len(), at),
        None => TypedWord { path: above, is_key: true, span: at - content.len()..at },
    }
}

/// A key and what stands behind its colon.
fn part_key(content: &str) -> Option<(&str, &str)> {
    let (key, value) = content.split_once(':')?;
    let is_key = !key.is_empty() && (value.is_empty() || value.starts_with([' ', '\t']));
    is_key.then(|| (key.trim().trim_matches(['"', '\'']), value.trim_start()))
}

/// The keys that lines above open, for a line of this indentation.
fn find_parents(above: &str, indent: usize, is_item: bool) -> Vec<String> {
    let mut parents = Vec::new();
    // An item may stand right below its key.
    let mut limit = if is_item { indent + 1 } else { indent };
    for line in above.lines().rev() {
        let content = line.trim_start();
        let depth = line.len() - content.len();
        if content.is_empty() || content.starts_with(['#', '-']) || depth >= limit {
            continue;
        }
        limit = depth;
        match part_key(content) {
            Some((key, "")) => parents.push(key.to_owned()),
            _ => return Vec::new(),
        }
        if depth == 0 {
            break;
        }
    }
    parents.reverse();
    parents
}

/// Goes into brackets and braces that are open at the cursor.
fn read_flow(mut path: Vec<String>, value: &str, start: usize, at: usize) -> TypedWord {
    /// What is open: a list, or a map with as many keys as were above it.
    enum Open {
        List,
        Map(usize),
    }
    let mut open: Vec<Open> = Vec::new();
    let (mut word, mut is_key) = (0, false);
    for (place, c) in value.char_indices() {
        match c {
            '[' if value[word..place].trim().is_empty() => open.push(Open::List),
            '{' if value[word..place].trim().is_empty() => {
                open.push(Open::Map(path.len()));
                is_key = true;
            }
            ']' | '}' if !open.is_empty() => {
                if let Some(Open::Map(above)) = open.pop() {
                    path.truncate(above);
                }
                is_key = false;
            }
            ',' if !open.is_empty() => {
                if let Some(Open::Map(above)) = open.last() {
                    path.truncate(*above);
                    is_key = true;
                }
            }
            ':' if is_key => {
                path.push(value[word..place].trim().trim_matches(['"', '\'']).to_owned());
                is_key = false;
            }
            _ => continue,
        }
        word = place + c.len_utf8();
    }
    let typed = value[word..].trim_start();
    TypedWord { path, is_key, span: start.max(at - typed.len())..at }
}

#[cfg(test)]
mod tests {
    use super::{find_front, read_word};
    use crate::model::keys::NoteKind;
    use crate::practice::standing::Standing;

    #[test]
    fn the_word_and_the_keys_above_it_are_found_in_what_is_no_yaml_yet() {
        for (typed, path, is_key, word) in [
            ("sta|", &[][..], true, "sta"),
            ("status: he|", &["status"], false, "he"),
            ("status:|", &["status"], false, ""),
            ("alliance:\n  he|", &["alliance"], true, "he"),
            ("alliance: {heard: 9, fo|", &["alliance"], true, "fo"),
            ("alliance: {heard: 9|", &["alliance", "heard"], false, "9"),
            ("balance:\n  my own:\n    ho|", &["balance", "my own"], true, "ho"),
            ("balance:\n  vision: {rating: 3, ho|", &["balance", "vision"], true, "ho"),
            ("balance: {vision: {rating: 3}, se|", &["balance"], true, "se"),
            ("goals: [lead, re|", &["goals"], false, "re"),
            ("goals:\n- lead\n- re|", &["goals"], false, "re"),
            ("goals:\n  - lead\n  -|", &["goals"], false, ""),
            ("date: 2026-11-08\ngoals:\n  - |", &["goals"], false, ""),
            ("date: next tue|", &["date"], false, "next tue"),
        ] {
            let text = format!("---\n{}\n---\n", typed.replace('|', ""));
            let at = 4 + typed.find('|').expect("a cursor");
            let standing = Standing::Note(NoteKind::Session);
            let front = find_front(&text, standing, at).expect("front matter");
            let found = read_word(&text, &front, at);
            let path: Vec<String> = path.iter().map(|key| (*key).to_owned()).collect();
            assert_eq!((found.path, found.is_key, &text[found.span]), (path, is_key, word), "{typed:?}");
        }
    }

    #[test]
    fn front_matter_need_not_be_closed_and_ends_at_its_fence() {
        let standing = Standing::Note(NoteKind::Session);
        assert!(find_front("---\nsta", standing, 7).is_some());
        assert!(find_front("---\nsta\n\nHe said", standing, 12).is_none());
        assert!(find_front("---\na: b\n---\nx", standing, 9).is_none());
        assert!(find_front("words", standing, 3).is_none());
        assert!(find_front("coach: R", Standing::Settings, 3).is_some());
        assert!(find_front("---\na: b\n---\n", Standing::Plain, 5).is_none());
    }
}
