//! Lists: an item more, or an item by another name.

use super::front::{Front, Step, is_block_scalar, style};
use super::place::{WHITE, find_ending, find_next_line, indentation, line_end};
use super::shape::Shape;
use super::verify::{Change, find_first_good};
use super::{EditRefusal, NewValue, Splice, set, write};
use crate::note::tree::{Entry, Kind, Node};

/// Puts an item at the end of a list, written as its neighbours are. A missing or empty value becomes a list of one. A
/// single value becomes a list of two, where it can't be meant as a list in words (`a, b`). What is in the list already isn't put
/// there again.
pub fn push(text: &str, path: &[&str], value: &NewValue) -> Result<String, EditRefusal> {
    set::edit_as_spelled(text, path, |path| push_to(text, path, value))
}

fn push_to(text: &str, path: &[&str], value: &NewValue) -> Result<String, EditRefusal> {
    let set_list = || set::set(text, path, &NewValue::List(vec![value.clone()]));
    let Some(front) = Front::open(text)? else { return set_list() };
    let steps = front.walk(path);
    let Some(step) = steps.last().filter(|_| steps.len() == path.len()) else { return set_list() };
    let old = &step.entry.value;
    if old.is_empty() && !old.marked {
        return set_list();
    }
    let ways = match &old.kind {
        Kind::Sequence { items, flow: true } => vec![into_brackets(&front, old, items, value)],
        Kind::Sequence { items, flow: false } => push_below(&front, step.entry, items, value)?,
        Kind::Scalar { .. } if !old.marked && !is_block_scalar(old) => {
            let item = write::write_inline(value, true, style(old));
            let range = old.span.clone();
            vec![vec![Splice::insert(range.start, "["), Splice::insert(range.end, format!(", {item}]"))]]
        }
        _ => {
            let what = format!("`{}` isn't a list", path.last().unwrap_or(&""));
            return Err(front.refuse(old.span.start, what, "write it as a list"));
        }
    };
    let mut items = match Shape::from_node(&front.tree, old) {
        Some(Shape::List(items)) => items,
        other => other.into_iter().collect(),
    };
    let item = Shape::from_new_value(value);
    if items.contains(&item) {
        return Ok(text.to_owned());
    }
    items.push(item);
    find_first_good(&front, &ways, &Change::Put(path, Shape::List(items)))
}

fn into_brackets(front: &Front<'_>, brackets: &Node, items: &[Node], value: &NewValue) -> Vec<Splice> {
    let item = write::write_inline(value, true, items.last().and_then(style));
    let Some(last) = items.last() else { return vec![Splice::insert(brackets.span.start + 1, item)] };
    let end = front.end_of(last);
    match indentation(front.text, last.span.start) {
        Some(indent) if !is_quoted_over_lines(front, last) => {
            // Each item has a line of its own. The comment behind the last one stays with it.
            let behind = &front.text[end..line_end(front.text, end)];
            let comma = behind.trim_start_matches(WHITE).starts_with(',');
            let closed = behind.trim_start_matches(WHITE).starts_with(']');
            let line = format!("{}{indent}{item}", find_ending(front.text, end));
            match (closed, comma) {
                (true, _) => vec![Splice::insert(end, format!(",{line}"))],
                (_, true) => vec![Splice::insert(line_end(front.text, end), format!("{line},"))],
                _ => vec![Splice::insert(end, ","), Splice::insert(line_end(front.text, end), line)],
            }
        }
        _ => vec![Splice::insert(end, format!(", {item}"))],
    }
}

fn is_quoted_over_lines(front: &Front<'_>, node: &Node) -> bool {
    front.text[node.span.clone()].contains('\n')
}

fn push_below(
    front: &Front<'_>,
    entry: &Entry,
    items: &[Node],
    value: &NewValue,
) -> Result<Vec<Vec<Splice>>, EditRefusal> {
    let list = &entry.value;
    let dash = front.find_first_dash(entry);
    let Some(indent) = dash.and_then(|dash| indentation(front.text, dash)) else {
        let what = "this list doesn't begin on a line of its own";
        return Err(front.refuse(list.span.start, what, "write each item as `- item` on its line"));
    };
    let item = write::write_inline(value, false, items.last().and_then(style));
    // Behind a `|+` block even the blank lines are text, so a second place is behind all that it spans.
    let places = [find_next_line(front.text, front.end_of(list)).min(front.yaml.end), list.span.end];
    let ways = places.iter().map(|at| {
        let eol = find_ending(front.text, at.saturating_sub(1));
        vec![Splice::insert(*at, format!("{indent}- {item}{eol}"))]
    });
    Ok(ways.collect())
}

/// Gives every item that is `old` the name `new`; the value itself where it is no list. For renaming what notes point
/// to. Where nothing is called so, the text stays as it is.
pub fn replace_in_list(text: &str, path: &[&str], old: &str, new: &str) -> Result<String, EditRefusal> {
    set::edit_as_spelled(text, path, |path| rename_in_list(text, path, old, new))
}

fn rename_in_list(text: &str, path: &[&str], old: &str, new: &str) -> Result<String, EditRefusal> {
    let Some(front) = Front::open(text)? else { return Ok(text.to_owned()) };
    let steps = front.walk(path);
    let Some(step) = steps.last().filter(|_| steps.len() == path.len()) else { return Ok(text.to_owned()) };
    let (items, shape) = match &step.entry.value.kind {
        Kind::Sequence { items, .. } => {
            (items.iter().collect(), Shape::from_node(&front.tree, &step.entry.value))
        }
        _ => (vec![&step.entry.value], None),
    };
    // As the record reads it: without the blanks around it.
    let is_old =
        |item: &Node| front.tree.follow(item).and_then(Node::text).map(str::trim) == Some(old.trim());
    let found: Vec<&Node> = items.iter().copied().filter(|item| is_old(item)).collect();
    if found.is_empty() || old == new {
        return Ok(text.to_owned());
    }
    let value = NewValue::Text(new.to_owned());
    let flow = is_in_flow(*step);
    let mut splices = Vec::new();
    for item in found {
        front.no_marks_in(item)?;
        if is_block_scalar(item) {
            return Err(front.refuse(item.span.start, "this name is a text block", "write it on one line"));
        }
        splices.push(Splice::new(item.span.clone(), write::write_inline(&value, flow, style(item))));
    }
    let wanted = match shape {
        Some(Shape::List(shapes)) => Shape::List(
            shapes
                .into_iter()
                .zip(items)
                .map(|(shape, item)| if is_old(item) { Shape::from_new_value(&value) } else { shape })
                .collect(),
        ),
        _ => Shape::from_new_value(&value),
    };
    find_first_good(&front, &[splices], &Change::Put(path, wanted))
}

fn is_in_flow(step: Step<'_>) -> bool {
    let in_braces = matches!(step.mapping.kind, Kind::Mapping { flow: true, .. });
    in_braces || matches!(step.entry.value.kind, Kind::Sequence { flow: true, .. })
}

#[cfg(test)]
mod tests {
    use super::{push, replace_in_list};
    use crate::note::edit::NewValue;

    #[test]
    fn an_item_more() {
        for (old, new) in [
            ("b: 1\n", "b: 1\nk: [new]\n"),
            ("k: # c\n", "k: [new] # c\n"),
            ("k: []\n", "k: [new]\n"),
            ("k: [a, 'b' ,]\n", "k: [a, 'b', 'new' ,]\n"),
            ("k:\n- a\n- b # c\n# d\nb: 1\n", "k:\n- a\n- b # c\n- new\n# d\nb: 1\n"),
            ("k:\r\n  - |\r\n    x\r\n\r\nb: 1\r\n", "k:\r\n  - |\r\n    x\r\n  - new\r\n\r\nb: 1\r\n"),
            ("k:\n  - |+\n    x\n\nb: 1\n", "k:\n  - |+\n    x\n\n  - new\nb: 1\n"),
            ("k: [\n  a,\n  b # c\n]\n", "k: [\n  a,\n  b, # c\n  new\n]\n"),
            ("k: [\n  a,\n  b, # c\n]\n", "k: [\n  a,\n  b, # c\n  new,\n]\n"),
            ("k: [\n  a,\n  b]\n", "k: [\n  a,\n  b,\n  new]\n"),
            ("k: \"a, b\" # c\n", "k: [\"a, b\", \"new\"] # c\n"),
            ("k: [a, new, b] # c\n", "k: [a, new, b] # c\n"),
            ("k:\n- 'new'\n- b\n", "k:\n- 'new'\n- b\n"),
            ("k: new\n", "k: new\n"),
            ("k: a, b\n", ""),
            ("k: {a: 1}\n", ""),
            ("k: |\n  a\n", ""),
            ("k: &x a\n", ""),
        ] {
            let pushed = push(&format!("---\n{old}---\n"), &["k"], &NewValue::Text("new".into()));
            let wanted = if new.is_empty() { None } else { Some(format!("---\n{new}---\n")) };
            assert_eq!(pushed.ok(), wanted, "{old:?}");
        }
    }

    #[test]
    fn another_name() {
        for (old, new) in [
            ("k: [old, 'old', older] # old\n", "k: [new, 'new', older] # old\n"),
            ("k:\n- old # c\n- \"old\"\n", "k:\n- new # c\n- \"new\"\n"),
            ("k: old\n", "k: new\n"),
            ("k: [\" old\", 'old ']\n", "k: [\"new\", 'new']\n"),
            ("k: {old: old}\n", "k: {old: old}\n"),
            ("a: &x old\nk: [*x]\n", "a: &x old\nk: [new]\n"),
            ("b: old\n", "b: old\n"),
        ] {
            let renamed = replace_in_list(&format!("---\n{old}---\n"), &["k"], "old", "new");
            assert_eq!(renamed.expect("it can be renamed"), format!("---\n{new}---\n"), "{old:?}");
        }
        assert!(replace_in_list("---\nk: [&x old]\n---\n", &["k"], "old", "new").is_err());
    }
}
