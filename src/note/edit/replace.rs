//! A value in place of another.

use super::front::{Front, Step, is_block_scalar, style};
use super::place::{find_ending, indentation, line_start};
use super::{EditRefusal, NewValue, Splice, write};
use crate::note::tree::{Entry, Kind};

/// The ways to write a new value where an entry's old one stands, the best first.
pub(super) fn replace(
    front: &Front<'_>,
    step: Step<'_>,
    value: &NewValue,
) -> Result<Vec<Vec<Splice>>, EditRefusal> {
    let old = &step.entry.value;
    front.no_marks_in(old)?;
    if let Some(splice) = same_layout(front, step.entry, value)? {
        return Ok(vec![vec![splice]]);
    }
    let region = front.find_region(step.entry)?;
    let in_flow = matches!(step.mapping.kind, Kind::Mapping { flow: true, .. });
    let blank = if region.glued { " " } else { "" };
    let mut ways = Vec::new();
    if let (NewValue::Text(text), false) = (value, in_flow) {
        let eol = find_ending(front.text, region.head.start);
        if let Some((header, lines)) = write::literal(text, &block_indent(front, step.entry), eol) {
            let head = Splice::new(region.head.clone(), format!("{blank}{header}"));
            ways.push(vec![head, Splice::new(region.tail.clone(), lines)]);
        }
    }
    let inline = write::write_inline(value, in_flow, style(old));
    ways.push(vec![Splice::new(region.head, format!("{blank}{inline}")), Splice::new(region.tail, "")]);
    Ok(ways)
}

/// How deep the lines of a text block stand: as they did, else two blanks behind the key.
fn block_indent(front: &Front<'_>, entry: &Entry) -> String {
    let text = front.text;
    let key = &text[line_start(text, entry.key.span.start)..entry.key.span.start];
    let old = indentation(text, entry.value.span.start).filter(|old| old.len() > key.len());
    match old.filter(|_| is_block_scalar(&entry.value) && !entry.value.span.is_empty()) {
        Some(old) => old.to_owned(),
        None => format!("{key}  "),
    }
}

/// A list or a map that stands on lines of its own, and is to be one still: those lines only.
fn same_layout(front: &Front<'_>, entry: &Entry, value: &NewValue) -> Result<Option<Splice>, EditRefusal> {
    let old = &entry.value;
    let (start, lines): (_, Vec<String>) = match (&old.kind, value) {
        (Kind::Sequence { items, flow: false }, NewValue::List(new)) if !new.is_empty() => {
            let like = items.first().and_then(style);
            let Some(start) = front.find_first_dash(entry) else { return Ok(None) };
            (start, new.iter().map(|item| format!("- {}", write::write_inline(item, false, like))).collect())
        }
        (Kind::Mapping { flow: false, .. }, NewValue::Map(new)) if !new.is_empty() => {
            (old.span.start, new.iter().map(|(key, value)| write::entry(key, value, false, 1)).collect())
        }
        _ => return Ok(None),
    };
    let Some(indent) = indentation(front.text, start) else { return Ok(None) };
    let range = start..front.end_of(old).max(start);
    front.no_comment_in(&range)?;
    let between = format!("{}{indent}", find_ending(front.text, start));
    Ok(Some(Splice::new(range, lines.join(&between))))
}
