//! Setting a key: its value replaced, or the key put in.

use super::front::Front;
use super::place::{find_ending, find_next_line, indentation};
use super::replace::replace;
use super::shape::Shape;
use super::spelling::as_spelled;
use super::verify::{Change, find_first_good, is_new_block};
use super::{EditRefusal, NewValue, Splice, write};
use crate::note::fence;
use crate::note::lines::line_ending;
use crate::note::tree::{Entry, Kind, Node};

/// Sets the value of a key, `["status"]`, or of a key in a map, `["alliance", "heard"]`.
///
/// A value that is there already is replaced: its trailing comment stays, quotes stay quotes, a list on lines of its own
/// stays one. A missing key goes behind the last one; a missing map is made as `alliance: {heard: 9}`, one of several texts with a
/// line for each. Where there is no front matter, one is put before the body. Of a key given twice the last one is set, since it
/// counts.
pub fn set(text: &str, path: &[&str], value: &NewValue) -> Result<String, EditRefusal> {
    edit_as_spelled(text, path, |path| put(text, path, value, Layout { blanks: 1, on_lines: false }))
}

/// The same, but a missing map is put on lines of its own, so that one fact more is one line more: `balance:`, and below it
/// `vision: {rating: 3}`. When its last key is removed again it stays, empty.
pub fn set_on_lines(text: &str, path: &[&str], value: &NewValue) -> Result<String, EditRefusal> {
    edit_as_spelled(text, path, |path| put(text, path, value, Layout { blanks: 1, on_lines: true }))
}

/// Makes an edit with a path in the spelling in which its keys stand.
pub(super) fn edit_as_spelled(
    text: &str,
    path: &[&str],
    edit: impl FnOnce(&[&str]) -> Result<String, EditRefusal>,
) -> Result<String, EditRefusal> {
    let keys = as_spelled(text, path);
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    edit(&keys)
}

/// Sets a key as [`set`] does; one that is missing goes right behind another key, where that has lines of its own.
pub fn set_behind(text: &str, key: &str, value: &NewValue, behind: &str) -> Result<String, EditRefusal> {
    let (key, behind) = (as_spelled(text, &[key]).remove(0), as_spelled(text, &[behind]).remove(0));
    let (path, behind) = ([key.as_str()], behind.as_str());
    let elsewhere = || set(text, &path, value);
    let Some(front) = Front::open(text)? else { return elsewhere() };
    let Some(step) = front.walk(&[behind]).pop().filter(|_| front.walk(&path).is_empty()) else {
        return elsewhere();
    };
    let indent = indentation(text, step.mapping.span.start);
    let (Kind::Mapping { flow: false, .. }, Some(indent)) = (&step.mapping.kind, indent) else {
        return elsewhere();
    };
    let at = find_next_line(text, front.end_of_entry(step.entry)).min(front.yaml.end);
    let ways = new_lines(&front, &[at], indent, &path, value, Layout { blanks: 1, on_lines: false });
    find_first_good(&front, &ways, &Change::PutBehind(&path, Shape::from_new_value(value), behind))
        .or_else(|_| elsewhere())
}

/// How a new entry is laid out.
#[derive(Debug, Clone, Copy)]
struct Layout {
    /// The blanks behind its colon; see the table in [`super`].
    blanks: usize,
    /// Whether a map gets a line for each of its keys.
    on_lines: bool,
}

fn put(text: &str, path: &[&str], value: &NewValue, layout: Layout) -> Result<String, EditRefusal> {
    let Some(front) = Front::open(text)? else { return with_new_block(text, path, value, layout) };
    let change = Change::Put(path, Shape::from_new_value(value));
    let steps = front.walk(path);
    let ways = match (steps.last(), front.tree.root.as_ref()) {
        _ if path.is_empty() => return Err(front.refuse(0, "no key was named", "name one")),
        (Some(step), _) if steps.len() == path.len() => {
            if Shape::from_node(&front.tree, &step.entry.value) == Some(Shape::from_new_value(value)) {
                return Ok(text.to_owned());
            }
            replace(&front, *step, value)?
        }
        (Some(step), _) => insert_below(&front, step.entry, &path[steps.len()..], value, layout)?,
        (None, Some(root)) => insert(&front, root, path, value, layout)?,
        (None, None) => {
            let blanks = if front.yaml.is_empty() { 2 } else { 1 };
            new_lines(&front, &[front.yaml.end], "", path, value, Layout { blanks, ..layout })
        }
    };
    find_first_good(&front, &ways, &change)
}

fn with_new_block(
    text: &str,
    path: &[&str],
    value: &NewValue,
    layout: Layout,
) -> Result<String, EditRefusal> {
    let start = fence::bom(text);
    let refuse =
        |what: &str| Err(EditRefusal::refuse_at(text, start, what, "write the front matter by hand"));
    let Some((first, rest)) = path.split_first() else { return refuse("no key was named") };
    let (bom, body) = text.split_at(start);
    let eol = line_ending(text);
    let change = Change::Put(path, Shape::from_new_value(value));
    let value = nest_value(rest, value);
    for entry in writings(first, &value, "", eol, layout) {
        let new = format!("{bom}---{eol}{entry}{eol}---{eol}{eol}{body}");
        if is_new_block(&new, &format!("{eol}{body}"), &change) {
            return Ok(new);
        }
    }
    refuse("there's no safe way to write this value")
}

/// `value` inside of maps with these keys.
fn nest_value(path: &[&str], value: &NewValue) -> NewValue {
    path.iter().rev().fold(value.clone(), |value, key| NewValue::Map(vec![((*key).to_owned(), value)]))
}

/// The ways to write an entry of a block mapping: text of several lines as a literal block where it can be, several texts with
/// a line for each.
fn writings(key: &str, value: &NewValue, indent: &str, ending: &str, layout: Layout) -> Vec<String> {
    let Layout { blanks, on_lines } = layout;
    let inline = write::entry(key, value, false, blanks);
    let (name, deeper) = (write::key(key, false), format!("{indent}  "));
    let block = match value {
        NewValue::Text(text) => write::literal(text, &deeper, ending)
            .map(|(header, lines)| format!("{name}:{}{header}{lines}", " ".repeat(blanks))),
        // More blanks say something, and there is no place for them behind this colon.
        NewValue::Map(pairs) if on_lines || (blanks == 1 && is_several_texts(pairs)) => {
            let lines = pairs.iter().map(|(key, value)| write::entry(key, value, false, 1));
            Some(lines.fold(format!("{name}:"), |text, line| format!("{text}{ending}{deeper}{line}")))
        }
        _ => None,
    };
    block.into_iter().chain([inline]).collect()
}

fn is_several_texts(pairs: &[(String, NewValue)]) -> bool {
    pairs.len() > 1 && pairs.iter().all(|(_, value)| matches!(value, NewValue::Text(_)))
}

/// A new entry on a line of its own, at any of some line starts.
fn new_lines(
    front: &Front<'_>,
    at: &[usize],
    indent: &str,
    path: &[&str],
    value: &NewValue,
    layout: Layout,
) -> Vec<Vec<Splice>> {
    let Some((key, rest)) = path.split_first() else { return Vec::new() };
    let value = nest_value(rest, value);
    let ways = at.iter().flat_map(|at| {
        let eol = find_ending(front.text, at.saturating_sub(1));
        let lines = writings(key, &value, indent, eol, layout).into_iter();
        lines.map(move |line| vec![Splice::insert(*at, format!("{indent}{line}{eol}"))])
    });
    ways.collect()
}

/// A missing key of a map that the path leads to.
fn insert_below(
    front: &Front<'_>,
    parent: &Entry,
    path: &[&str],
    value: &NewValue,
    layout: Layout,
) -> Result<Vec<Vec<Splice>>, EditRefusal> {
    let node = &parent.value;
    if node.entries().is_some() {
        return insert(front, node, path, value, Layout { on_lines: false, ..layout });
    }
    let (Some((key, rest)), true) = (path.split_first(), node.is_empty() && !node.marked) else {
        let what = format!("`{}` holds no keys", parent.key.text().unwrap_or_default());
        return Err(front.refuse(parent.key.span.start, what, "remove its value first"));
    };
    let region = front.find_region(parent)?;
    // Three blanks say that the parent was there without a value.
    let entry = write::entry(key, &nest_value(rest, value), true, 3);
    let blank = if region.glued { " " } else { "" };
    Ok(vec![vec![Splice::new(region.head, format!("{blank}{{{entry}}}"))]])
}

fn insert(
    front: &Front<'_>,
    mapping: &Node,
    path: &[&str],
    value: &NewValue,
    layout: Layout,
) -> Result<Vec<Vec<Splice>>, EditRefusal> {
    let start = mapping.span.start;
    let Kind::Mapping { entries, flow } = &mapping.kind else { return Ok(Vec::new()) };
    if !flow {
        let Some(indent) = indentation(front.text, start) else {
            let what = "these keys don't begin on a line of their own";
            return Err(front.refuse(start, what, "write each as `key: value` on its line"));
        };
        let is_root = front.tree.root.as_ref().is_some_and(|root| std::ptr::eq(root, mapping));
        // Behind a `|+` block even the blank lines are text, so a second place is behind all that it spans.
        let end = front.end_of(mapping);
        let at = if is_root {
            vec![front.yaml.end]
        } else {
            vec![find_next_line(front.text, end), mapping.span.end]
        };
        return Ok(new_lines(front, &at, indent, path, value, layout));
    }
    let Some((key, rest)) = path.split_first().filter(|_| front.text[start..].starts_with('{')) else {
        return Err(front.refuse(start, "this map has no braces", "write it as `{key: value}`"));
    };
    let value = nest_value(rest, value);
    let is_root = front.tree.root.as_ref().is_some_and(|root| std::ptr::eq(root, mapping));
    let splice = match entries.last() {
        Some(last) => {
            Splice::insert(front.end_of_entry(last), format!(", {}", write::entry(key, &value, true, 1)))
        }
        // Two blanks say that the braces were there before. A root's always stay.
        None => Splice::insert(start + 1, write::entry(key, &value, true, if is_root { 1 } else { 2 })),
    };
    Ok(vec![vec![splice]])
}

#[cfg(test)]
mod tests {
    use super::set;
    use crate::note::edit::NewValue;

    fn text(value: &str) -> NewValue {
        NewValue::Text(value.into())
    }

    fn plain(value: &str) -> NewValue {
        NewValue::Plain(value.into())
    }

    fn list(items: &[&str]) -> NewValue {
        NewValue::List(items.iter().map(|item| text(item)).collect())
    }

    /// Sets `k` in a front matter and gives the front matter.
    fn set_k(yaml: &str, value: &NewValue) -> String {
        let new = set(&format!("---\n{yaml}---\nbody"), &["k"], value);
        match new {
            Ok(new) => new.trim_start_matches("---\n").trim_end_matches("---\nbody").to_owned(),
            Err(refusal) => format!("{}:{} {}", refusal.line, refusal.column, refusal.what),
        }
    }

    #[test]
    fn a_value_is_replaced() {
        for (old, new) in [
            ("k: old   # why\nb: 1\n", "k: new   # why\nb: 1\n"),
            ("k: \"old\"\n", "k: \"new\"\n"),
            ("k: 'old'\r\n", "k: 'new'\r\n"),
            ("k : old\n", "k : new\n"),
            ("k: one\n  two\n\n  three # c\nb: 1\n", "k: new # c\nb: 1\n"),
            ("k: \"one\n  two\"\n", "k: \"new\"\n"),
            ("k: |  # c\n  one\n  two\n\nb: 1\n", "k: new  # c\n\nb: 1\n"),
            ("k: >-2\n    one\n# c\nb: 1\n", "k: new\n# c\nb: 1\n"),
            ("k: |\nb: 1\n", "k: new\nb: 1\n"),
            ("k:\nb: 1\n", "k: new\nb: 1\n"),
            ("k:   # c\nb: 1\n", "k: new   # c\nb: 1\n"),
            ("k: ~\n", "k: new\n"),
            ("k: [a,\n b]\n", "k: new\n"),
            ("k:  # c\n  # d\n  - a\n  - b\n\nb: 1\n", "k: new  # c\n  # d\n\nb: 1\n"),
            ("k:\n- a\n-\nb: 1\n", "k: new\nb: 1\n"),
            ("k:\n  a: 1\n  b:\nb: 1\n", "k: new\nb: 1\n"),
            ("a: &x 1\nk: *x\n", "a: &x 1\nk: new\n"),
            ("k: 1\nk: 2\n", "k: 1\nk: new\n"),
            ("{\"k\":old}\n", "{\"k\": new}\n"),
            ("k:\n  old\n", "k:\n  new\n"),
            ("k:\n  - a # c\n  - b\n", "3:7 there's a comment inside it"),
            ("k: &x old\n", "2:7 there's an anchor or a tag (`&` or `!`) on it"),
            ("? k\n: old\n", "2:3 this key has no colon behind it"),
            ("k: [\n", "2:4 the front matter can't be read: unclosed bracket '['"),
            ("- k\n", "2:1 the front matter holds no keys"),
        ] {
            assert_eq!(set_k(old, &text("new")), new, "{old:?}");
        }
    }

    #[test]
    fn a_missing_key_goes_right_behind_another() {
        for (old, new) in [
            ("a: 1\nb: 2\n", "a: 1\nk: new\nb: 2\n"),
            ("a: 1 # c\r\n# d\r\nb: 2\r\n", "a: 1 # c\r\nk: new\r\n# d\r\nb: 2\r\n"),
            ("  a: 1\n  b: 2\n", "  a: 1\n  k: new\n  b: 2\n"),
            ("a:\n- 1\n- 2\nb: 2\n", "a:\n- 1\n- 2\nk: new\nb: 2\n"),
            ("a: |\n  x\n\nb: 2\n", "a: |\n  x\nk: new\n\nb: 2\n"),
            ("a: |+\n  x\n\nb: 2\n", "a: |+\n  x\n\nb: 2\nk: new\n"),
            ("a:\nb: 2\n", "a:\nk: new\nb: 2\n"),
            ("b: 2\na: 1\n", "b: 2\na: 1\nk: new\n"),
            ("b: 2\n", "b: 2\nk: new\n"),
            ("a: 1\nb: 2\nk: old\n", "a: 1\nb: 2\nk: new\n"),
            ("{a: 1, b: 2}\n", "{a: 1, b: 2, k: new}\n"),
            ("", "k:  new\n"),
        ] {
            let set = super::set_behind(&format!("---\n{old}---\nbody"), "k", &text("new"), "a");
            assert_eq!(set.expect("it can be set"), format!("---\n{new}---\nbody"), "{old:?}");
        }
    }

    #[test]
    fn lists_maps_and_blocks() {
        let marks = NewValue::Map(vec![("a".into(), plain("9")), ("b, c".into(), plain("8"))]);
        for (old, value, new) in [
            ("k: x\n", list(&["a", "b, c"]), "k: [a, \"b, c\"]\n"),
            ("k:\n- x\n- y\nb: 1\n", list(&["a", "b, c"]), "k:\n- a\n- b, c\nb: 1\n"),
            ("k:\r\n  - 'x'\r\n", list(&["a", "b"]), "k:\r\n  - 'a'\r\n  - 'b'\r\n"),
            ("k:\n  - x\n", list(&[]), "k: []\n"),
            ("k:\n  x: 1\n  y:\n", marks.clone(), "k:\n  a: 9\n  b, c: 8\n"),
            ("k: {}\n", marks.clone(), "k: {a: 9, \"b, c\": 8}\n"),
            ("k: x\n", text("a\n# b\n\n c"), "k: |-\n  a\n  # b\n\n   c\n"),
            ("k: x # c\n", text("a\nb"), "k: \"a\\nb\" # c\n"),
            ("k: >  # c\n   x\n\nb: 1\n", text("a\nb\n"), "k: |  # c\n   a\n   b\n\nb: 1\n"),
            ("k: x\n", text(" a\nb"), "k: \" a\\nb\"\n"),
            ("k: \"2026-01-01\"\n", plain("2026-11-08"), "k: \"2026-11-08\"\n"),
            ("k: \"1\"\n", plain("7"), "k: 7\n"),
        ] {
            assert_eq!(set_k(old, &value), new, "{old:?}");
        }
        assert!(set_k("k: x\n", &plain("a\nb: c")).contains("change more than that"));
        assert!(set_k("k: x\n", &plain("007")).contains("another tool"));
    }

    #[test]
    fn a_map_of_several_texts_gets_a_line_for_each() {
        let levels = |texts: &[(&str, &str)]| {
            NewValue::Map(texts.iter().map(|(level, words)| ((*level).to_owned(), text(words))).collect())
        };
        let two = levels(&[("-2", "She signs all."), ("0", "No: one, a month")]);
        for (old, value, new) in [
            ("b: 1\n", &two, "b: 1\nk:\n  -2: She signs all.\n  0: \"No: one, a month\"\n"),
            ("b: 1\r\n", &two, "b: 1\r\nk:\r\n  -2: She signs all.\r\n  0: \"No: one, a month\"\r\n"),
            ("  b: 1\n", &two, "  b: 1\n  k:\n    -2: She signs all.\n    0: \"No: one, a month\"\n"),
            ("{b: 1}\n", &two, "{b: 1, k: {-2: She signs all., 0: \"No: one, a month\"}}\n"),
            ("b: 1\n", &levels(&[("0", "No one.")]), "b: 1\nk: {0: No one.}\n"),
        ] {
            assert_eq!(set_k(old, value), new, "{old:?}");
        }
    }

    #[test]
    fn a_key_is_put_in() {
        let set = |note: &str, path: &[&str]| set(note, path, &plain("9")).expect("it can be set");
        let heard = ["alliance", "heard"];
        for (old, path, new) in [
            ("body", &["k"][..], "---\nk: 9\n---\n\nbody"),
            ("\u{feff}a\r\nb\n", &heard, "\u{feff}---\r\nalliance: {heard: 9}\r\n---\r\n\r\na\r\nb\n"),
            ("---\n---", &["k"], "---\nk:  9\n---"),
            ("---\n# c\n---", &["k"], "---\n# c\nk: 9\n---"),
            ("---\na: 1\r\n# c\r\n\r\n---\n", &["k"], "---\na: 1\r\n# c\r\n\r\nk: 9\r\n---\n"),
            ("---\n  a: |+\n    x\n\n---\n", &["k"], "---\n  a: |+\n    x\n\n  k: 9\n---\n"),
            ("---\n{a: 1 }\n---\n", &["k"], "---\n{a: 1, k: 9 }\n---\n"),
            ("---\n{}\n---\n", &["k"], "---\n{k: 9}\n---\n"),
            ("---\nalliance:\nb: 1\n---\n", &heard, "---\nalliance: {heard:   9}\nb: 1\n---\n"),
            ("---\nalliance: { } # c\n---\n", &heard, "---\nalliance: {heard:  9 } # c\n---\n"),
            ("---\nalliance: {focus: 1}\n---\n", &heard, "---\nalliance: {focus: 1, heard: 9}\n---\n"),
            (
                "---\nalliance:\n    focus: 1 # c\n    # d\nb: 1\n---\n",
                &heard,
                "---\nalliance:\n    focus: 1 # c\n    heard: 9\n    # d\nb: 1\n---\n",
            ),
            (
                "---\nalliance:\n  a: |+\n    x\n\nb: 1\n---\n",
                &heard,
                "---\nalliance:\n  a: |+\n    x\n\n  heard: 9\nb: 1\n---\n",
            ),
        ] {
            assert_eq!(set(old, path), new, "{old:?}");
        }
        for note in
            ["--- x\n---\n", "---\na: 1\n", "---\nalliance: 3\n---\n", "---\na: &x {}\nalliance: *x\n---\n"]
        {
            assert!(super::set(note, &heard, &plain("9")).is_err(), "{note:?}");
        }
    }

    #[test]
    fn a_missing_map_on_lines_of_its_own() {
        let set =
            |note: &str, path: &[&str]| super::set_on_lines(note, path, &plain("9")).expect("it can be set");
        let rating = ["balance", "vision", "rating"];
        for (old, new) in [
            ("---\na: 1\n---\n", "---\na: 1\nbalance:\n  vision: {rating: 9}\n---\n"),
            ("---\r\na: 1\r\n---\r\n", "---\r\na: 1\r\nbalance:\r\n  vision: {rating: 9}\r\n---\r\n"),
            ("---\n  a: 1\n---\n", "---\n  a: 1\n  balance:\n    vision: {rating: 9}\n---\n"),
            ("body", "---\nbalance:\n  vision: {rating: 9}\n---\n\nbody"),
            ("---\n---\n", "---\nbalance:\n  vision: {rating: 9}\n---\n"),
            ("---\n{a: 1}\n---\n", "---\n{a: 1, balance: {vision: {rating: 9}}}\n---\n"),
            (
                "---\nbalance:\n  b: {rating: 1}\n---\n",
                "---\nbalance:\n  b: {rating: 1}\n  vision: {rating: 9}\n---\n",
            ),
            (
                "---\nbalance:\n  vision: {hours: 1}\n---\n",
                "---\nbalance:\n  vision: {hours: 1, rating: 9}\n---\n",
            ),
            ("---\nbalance: {b: {}}\n---\n", "---\nbalance: {b: {}, vision: {rating: 9}}\n---\n"),
            ("---\nbalance:\n  vision: {rating: 9}\n---\n", "---\nbalance:\n  vision: {rating: 9}\n---\n"),
        ] {
            assert_eq!(set(old, &rating), new, "{old:?}");
        }
        let odd = set("---\na: 1\n---\n", &["balance", "a: b #", "rating"]);
        assert_eq!(odd, "---\na: 1\nbalance:\n  \"a: b #\": {rating: 9}\n---\n");
        assert_eq!(set("---\na: 1\n---\n", &["status"]), "---\na: 1\nstatus: 9\n---\n");
    }
}
