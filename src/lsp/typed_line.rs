//! What is being typed in front matter: it needn't be YAML yet, so it is read line by line, up to the cursor.

use std::ops::Range;

use super::typed_flow::Flow;
use crate::note::fence::{self, Fence};
use crate::practice::standing::Standing;

/// The word that is being typed, and the keys above it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedWord {
    /// The keys above it, the outermost first; of a value its own key is the last.
    pub path: Vec<String>,
    /// Whether it is a key.
    pub is_key: bool,
    /// Its bytes up to the cursor, within its quotes.
    pub typed: Range<usize>,
    /// Where the rest of it ends behind the cursor.
    pub end: usize,
    /// The quotation mark that it stands behind.
    pub quote: Option<char>,
    /// Whether a blank is missing before it.
    pub lacks_blank: bool,
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

/// The word at a place of the front matter; none in a comment and in words that go over several lines.
#[must_use]
pub fn read_word(text: &str, front: &Range<usize>, at: usize) -> Option<TypedWord> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1).max(front.start);
    let indent = measure_indent(&text[start..at]);
    let above = &text[front.start..start];
    let start = match find_beginning(above, indent) {
        Beginning::Line => start,
        Beginning::Value(begun) => front.start + begun,
        Beginning::Words => return None,
    };
    let line = &text[start..at];
    let content = line.trim_start();
    if content.starts_with('#') {
        return None;
    }
    let item = strip_dash(content);
    let above = find_parents(&text[front.start..start], measure_indent(line), item.is_some())?;
    let (path, value, is_item) = match (item, part_typed_key(content)) {
        (Some(item), _) => (above, item, true),
        (None, Some((key, value))) => (above.into_iter().chain([key.to_owned()]).collect(), value, false),
        (None, None) if content.starts_with('{') => (above, content, false),
        (None, None) => {
            let quote = content.chars().next().filter(|first| matches!(first, '"' | '\''));
            let typed = at - content.len() + quote.map_or(0, char::len_utf8)..at;
            return Some(finish_word(text, Flow::of_key(above, quote), typed, false));
        }
    };
    let flow = Flow::read(path, value)?;
    let typed = at - flow.typed..at;
    if text[typed.clone()].contains('\n') {
        return None;
    }
    let is_item = is_item || flow.is_in_list;
    Some(finish_word(text, flow, typed, is_item))
}

fn finish_word(text: &str, flow: Flow, typed: Range<usize>, is_item: bool) -> TypedWord {
    let Flow { path, is_key, quote, .. } = flow;
    let behind = text[typed.end..].split(['\n', '\r']).next().unwrap_or_default();
    let belongs = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    // At the beginning of a key or an item another one may be meant to come before it.
    let may_begin_another = typed.is_empty() && (is_key || is_item);
    let closed = quote.and_then(|quote| behind.find(quote));
    let rest = closed.unwrap_or_else(|| {
        if may_begin_another { 0 } else { behind.find(|c| !belongs(c)).unwrap_or(behind.len()) }
    });
    let before = &text[..typed.start];
    let lacks_blank = quote.is_none() && !is_key && before.ends_with([':', '-']);
    TypedWord { path, is_key, end: typed.end + rest, typed, quote, lacks_blank }
}

fn measure_indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// What an item's dash stands before.
fn strip_dash(content: &str) -> Option<&str> {
    content.strip_prefix("- ").or_else(|| content.strip_prefix('-').filter(|rest| rest.is_empty()))
}

/// A key and what stands behind its colon.
fn part_key(content: &str) -> Option<(&str, &str)> {
    let (key, value) = content.split_once(':')?;
    let is_key = !key.is_empty() && (value.is_empty() || value.starts_with([' ', '\t']));
    is_key.then(|| (key.trim().trim_matches(['"', '\'']), value.trim_start()))
}

/// The same where somebody types on right behind the colon.
fn part_typed_key(content: &str) -> Option<(&str, &str)> {
    let is_plain =
        |key: &str| !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    part_key(content).or_else(|| content.split_once(':').filter(|(key, _)| is_plain(key)))
}

/// Where that begins in which a line stands.
#[derive(Debug, PartialEq, Eq)]
enum Beginning {
    /// With the line itself.
    Line,
    /// With the line at this byte: brackets, braces or quotation marks are open.
    Value(usize),
    /// In words that go over several lines, where nothing can be completed.
    Words,
}

/// Where that begins in which a line of this indentation stands, behind the lines above it.
fn find_beginning(above: &str, indent: usize) -> Beginning {
    // Lines that go in further than this carry on what was begun.
    let mut words = None;
    let mut open: Option<usize> = None;
    let mut at = 0;
    for line in above.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let (depth, content) = (measure_indent(line), line.trim());
        if open.is_none() {
            let is_carried_on = words.is_some_and(|limit| depth > limit);
            if content.is_empty() || is_carried_on || content.starts_with('#') {
                continue;
            }
            words = None;
        }
        let begun = open.unwrap_or(start);
        // The line's end stays, since a comment ends there.
        let content = above[begun..at].trim_start();
        let value = strip_dash(content).or_else(|| part_key(content).map(|(_, value)| value));
        let Some(value) = value.filter(|value| !value.trim().is_empty()) else { continue };
        if value.starts_with(['[', '{', '"', '\'']) {
            open = Flow::read(Vec::new(), value).filter(|flow| flow.is_open).map(|_| begun);
        } else if !(value.starts_with('#') || content.starts_with('-') && part_key(value).is_some()) {
            words = Some(depth);
        }
    }
    match (open, words) {
        (Some(begun), _) => Beginning::Value(begun),
        (None, Some(limit)) if indent > limit => Beginning::Words,
        _ => Beginning::Line,
    }
}

/// The keys that lines above open, for a line of this indentation; none where it hangs on nothing.
fn find_parents(above: &str, indent: usize, is_item: bool) -> Option<Vec<String>> {
    let mut parents = Vec::new();
    // An item may stand right below its key.
    let mut limit = if is_item { indent + 1 } else { indent };
    for line in above.lines().rev() {
        let content = line.trim();
        let depth = measure_indent(line);
        if content.is_empty() || content.starts_with(['#', '-']) || depth >= limit {
            continue;
        }
        limit = depth;
        let (key, value) = part_key(content)?;
        if !value.is_empty() && !value.starts_with('#') {
            return None;
        }
        parents.push(key.to_owned());
        if depth == 0 {
            break;
        }
    }
    parents.reverse();
    Some(parents)
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
            ("status:|", &["status"], false, ""),
            ("status:he|", &["status"], false, "he"),
            ("status: \"he|\"", &["status"], false, "he"),
            ("\"sta|\": held", &[], true, "sta"),
            ("goals: [lead,\n  re|]", &["goals"], false, "re"),
            ("goals: [\"a, b\", 're|']", &["goals"], false, "re"),
            ("balance:\n  vision: {rating: 3, # good\n    ho|}", &["balance", "vision"], true, "ho"),
            ("summary: >\n  words\n\n  more\nsta|", &[], true, "sta"),
            ("alliance: # hers\n  he|", &["alliance"], true, "he"),
        ] {
            let text = format!("---\n{}\n---\n", typed.replace('|', ""));
            let at = 4 + typed.find('|').expect("a cursor");
            let standing = Standing::Note(NoteKind::Session);
            let front = find_front(&text, standing, at).expect("front matter");
            let found = read_word(&text, &front, at).expect("a word");
            let path: Vec<String> = path.iter().map(|key| (*key).to_owned()).collect();
            assert_eq!((found.path, found.is_key, &text[found.typed]), (path, is_key, word), "{typed:?}");
        }
    }

    #[test]
    fn what_is_typed_takes_its_rest_along_and_knows_what_it_lacks() {
        for (typed, end, quote, lacks_blank) in [
            ("status: he|ld # now", "ld", None, false),
            ("status: |held", "held", None, false),
            ("goals: [|lead]", "", None, false),
            ("sta|tus: held", "tus", None, false),
            ("status: \"he|ld\"", "ld", Some('"'), false),
            ("goals: ['le|ad the', b]", "ad the", Some('\''), false),
            ("status:|", "", None, true),
            ("goals:\n-|", "", None, true),
        ] {
            let text = format!("---\n{}\n---\n", typed.replace('|', ""));
            let at = 4 + typed.find('|').expect("a cursor");
            let front = find_front(&text, Standing::Note(NoteKind::Session), at).expect("front matter");
            let found = read_word(&text, &front, at).expect("a word");
            assert_eq!(
                (&text[at..found.end], found.quote, found.lacks_blank),
                (end, quote, lacks_blank),
                "{typed:?}"
            );
        }
    }

    #[test]
    fn nothing_is_a_word_in_comments_and_in_words_over_several_lines() {
        for typed in [
            "# sta|",
            "status: held # |",
            "summary: >\n  She said sta|",
            "summary: She said\n  sta|",
            "summary: \"She said\n  sta|\"",
            "goals: [a # re|",
            "show_up_as:\n  - one\n    who|",
        ] {
            let text = format!("---\n{}\n---\n", typed.replace('|', ""));
            let at = 4 + typed.find('|').expect("a cursor");
            let front = find_front(&text, Standing::Note(NoteKind::Session), at).expect("front matter");
            assert_eq!(read_word(&text, &front, at), None, "{typed:?}");
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
