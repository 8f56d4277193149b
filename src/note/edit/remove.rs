//! Taking a key out, and with it what was only made to hold it.

use super::front::{Front, Step};
use super::place::{find_next_line, indentation, line_start};
use super::set::edit_as_spelled;
use super::shape::Shape;
use super::verify::{Change, find_first_good};
use super::{EditRefusal, Splice};
use crate::model::keys;
use crate::note::fence::{self, Fence};
use crate::note::tree::{Entry, Kind};

/// Removes a key with its value and the comment behind it on its line; where it's missing the text stays as it is.
///
/// The last key in braces takes its parent with it, and the last key of a front matter takes the whole block and one
/// blank line behind it; unless the blanks behind its colon say that those were there before it (see [`super`]). A
/// parent on lines of its own stays, empty. A key given twice is refused: what is hidden now would show.
pub fn remove(text: &str, path: &[&str]) -> Result<String, EditRefusal> {
    edit_as_spelled(text, path, |path| take_out(text, path))
}

fn take_out(text: &str, path: &[&str]) -> Result<String, EditRefusal> {
    let Some(front) = Front::open(text)? else { return Ok(text.to_owned()) };
    let steps = front.walk(path);
    if path.is_empty() || steps.len() < path.len() {
        if let Some(step) = steps.last().filter(|step| matches!(step.entry.value.kind, Kind::Alias(_))) {
            let what = "this value stands elsewhere (`*`)";
            return Err(front.refuse(step.entry.value.span.start, what, "edit it where its `&` is"));
        }
        return Ok(text.to_owned());
    }
    let mut level = steps.len() - 1;
    while level > 0 && takes_its_parent(&front, steps[level]) {
        level -= 1;
    }
    let step = steps[level];
    require_once(&front, step)?;
    front.no_marks_in(&step.entry.key)?;
    front.no_marks_in(&step.entry.value)?;
    let alone = step.mapping.entries().unwrap_or_default().len() == 1;
    let above = level.checked_sub(1).map(|above| steps[above].entry);
    match (&step.mapping.kind, above) {
        (Kind::Mapping { flow: true, .. }, Some(above)) if alone && blanks(&front, step.entry) > 2 => {
            let cut = value_of(&front, above)?;
            find_first_good(&front, &[vec![cut]], &Change::Put(&path[..level], Shape::empty()))
        }
        (Kind::Mapping { flow: true, entries }, _) => {
            let cut = from_braces(&front, entries, step)?;
            find_first_good(&front, &[vec![cut]], &Change::Take(&path[..=level]))
        }
        (_, Some(_)) if alone => {
            let cut = lines(&front, step.entry)?;
            find_first_good(&front, &[vec![cut]], &Change::Put(&path[..level], Shape::empty()))
        }
        _ => {
            let cut = lines(&front, step.entry)?;
            if cut.range == front.yaml
                && blanks(&front, step.entry) != 2
                && let Some(new) = without_block(&front)
            {
                return Ok(new);
            }
            find_first_good(&front, &[vec![cut]], &Change::Take(&path[..=level]))
        }
    }
}

fn blanks(front: &Front<'_>, entry: &Entry) -> usize {
    front.blanks(entry).unwrap_or(1)
}

fn takes_its_parent(front: &Front<'_>, step: Step<'_>) -> bool {
    matches!(&step.mapping.kind, Kind::Mapping { flow: true, entries } if entries.len() == 1)
        && blanks(front, step.entry) < 2
}

fn require_once(front: &Front<'_>, step: Step<'_>) -> Result<(), EditRefusal> {
    let name = step.entry.key.text();
    let is_same = |entry: &&Entry| {
        let other = entry.key.text();
        other == name
            || other
                .and_then(keys::find_spelled)
                .is_some_and(|known| name.and_then(keys::find_spelled) == Some(known))
    };
    let others = step.mapping.entries().unwrap_or_default().iter().filter(is_same);
    let places: Vec<_> = others.map(|entry| front.refuse(entry.key.span.start, "", "")).collect();
    match places.as_slice() {
        [.., before, last] => {
            let what = format!(
                "`{}` is given twice, on lines {} and {}",
                name.unwrap_or_default(),
                before.line,
                last.line
            );
            Err(front.refuse(step.entry.key.span.start, what, "remove one of them by hand"))
        }
        _ => Ok(()),
    }
}

/// The value of `parent:`, and the blank that came with it.
fn value_of(front: &Front<'_>, parent: &Entry) -> Result<Splice, EditRefusal> {
    let range = front.colon(parent)? + 1..parent.value.span.end;
    front.no_comment_in(&range)?;
    Ok(Splice::new(range, ""))
}

fn from_braces(front: &Front<'_>, entries: &[Entry], step: Step<'_>) -> Result<Splice, EditRefusal> {
    let end = front.end_of_entry(step.entry);
    let start = step.entry.key.span.start;
    let range = match (step.index.checked_sub(1), entries.get(step.index + 1)) {
        (Some(before), _) => front.end_of_entry(&entries[before])..end,
        (None, Some(next)) => start..next.key.span.start,
        (None, None) => start..end,
    };
    front.no_comment_in(&range)?;
    Ok(Splice::new(range, ""))
}

fn lines(front: &Front<'_>, entry: &Entry) -> Result<Splice, EditRefusal> {
    let start = entry.key.span.start;
    if indentation(front.text, start).is_none() {
        return Err(front.refuse(start, "this key doesn't begin its line", "edit it by hand"));
    }
    let end = front.end_of_entry(entry).max(start);
    front.no_comment_in(&(start..end))?;
    Ok(Splice::new(line_start(front.text, start)..find_next_line(front.text, end).min(front.yaml.end), ""))
}

/// The note without its front matter; `None` where what follows would then be taken for one.
fn without_block(front: &Front<'_>) -> Option<String> {
    let body = &front.text[front.body..];
    let body = body.strip_prefix("\r\n").or_else(|| body.strip_prefix('\n')).unwrap_or(body);
    let new = format!("{}{body}", &front.text[..fence::bom(front.text)]);
    (fence::find(&new) == Fence::None).then_some(new)
}

#[cfg(test)]
mod tests {
    use super::remove;

    #[test]
    fn a_key_goes() {
        let heard = &["alliance", "heard"][..];
        for (old, path, new) in [
            ("---\nk: 1 # c\nb: 2\n---\n", &["k"][..], "---\nb: 2\n---\n"),
            ("---\nk: 1\n---\nbody", &["k"], "body"),
            ("---\r\nk: 1\r\n---\r\n\r\n\r\nbody", &["k"], "\r\nbody"),
            ("\u{feff}---\nk: 1\n---\n\n", &["k"], "\u{feff}"),
            ("---\nk: 1\n---\n---\nbody", &["k"], "---\n---\n---\nbody"),
            ("---\nk:  1\n---\n\nbody", &["k"], "---\n---\n\nbody"),
            ("---\n# c\nk: 1\n---\n", &["k"], "---\n# c\n---\n"),
            (
                "---\na: 1\nk:\n- x\n-\nb: |\n  x\n\nc: 1\n---\n",
                &["k"],
                "---\na: 1\nb: |\n  x\n\nc: 1\n---\n",
            ),
            ("---\na: 1\nk: |\n  x\n\nc: 1\n---\n", &["k"], "---\na: 1\n\nc: 1\n---\n"),
            ("---\n{k: 1, a: 2}\n---\n", &["k"], "---\n{a: 2}\n---\n"),
            ("---\n{a: 2, k: 1 , }\n---\n", &["k"], "---\n{a: 2 , }\n---\n"),
            ("---\n{k: 1}\n---\n", &["k"], "---\n{}\n---\n"),
            ("---\na: 1\nalliance: {heard: 9}\n---\n", heard, "---\na: 1\n---\n"),
            ("---\na: 1\nalliance: {heard:  9}\n---\n", heard, "---\na: 1\nalliance: {}\n---\n"),
            ("---\nalliance: {heard:   9} # c\n---\n", heard, "---\nalliance: # c\n---\n"),
            ("---\nalliance:\n  # c\n  heard: 9\n---\n", heard, "---\nalliance:\n  # c\n---\n"),
            ("---\nalliance: {focus: 1}\n---\n", heard, "---\nalliance: {focus: 1}\n---\n"),
            ("---\n---\n", heard, "---\n---\n"),
            ("body", heard, "body"),
        ] {
            assert_eq!(remove(old, path).expect("it can be removed"), new, "{old:?}");
        }
    }

    #[test]
    fn what_is_refused() {
        for (yaml, what) in [
            ("k: 1\nb: 2\nk: 3\n", "4:1 `k` is given twice, on lines 2 and 4; remove one of them by hand"),
            ("k:\n  - a # c\n  - b\n", "3:7 there's a comment inside it"),
            ("k: &x 1\nb: *x\n", "2:7 there's an anchor"),
            ("? k\n: 1\n", "2:3 this key doesn't begin its line"),
            ("a: &x {k: 1}\nk: *x\n", ""),
        ] {
            let told = remove(&format!("---\n{yaml}---\n"), &["k"]);
            let told =
                told.map_or_else(|told| format!("{}:{} {told}", told.line, told.column), |_| String::new());
            assert!(told.starts_with(what), "{yaml:?}: {told}");
        }
        assert!(remove("---\na: &x {b: 1}\nk: *x\n---\n", &["k", "b"]).is_err());
    }
}
