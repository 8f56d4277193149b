//! Calls whose hour stands in the file's name alone, where it isn't read.

use super::front::LINES_BEFORE;
use crate::model::file_name::stem;
use crate::model::keys::NoteKind;
use crate::model::moment::{Moment, split_leading_day};
use crate::model::named_hour::{NamedHour, read_named_hour};
use crate::model::problem::Mend;
use crate::note::fence::{self, Fence};
use crate::note::fields::Reader;
use crate::note::tree::Node;

pub(super) fn look(reader: &Reader<'_>, kind: NoteKind) {
    let note = reader.note;
    let Some((named, NamedHour { time, is_sure })) = find(stem(&note.path), kind) else { return };
    let fields = reader.fields();
    let written = fields.get("date");
    let day = written.and_then(Node::text).and_then(Moment::parse);
    // A date that can't be read, or is another day's, is told by itself.
    if written.is_some() && day.is_none_or(|day| day.time.is_some() || day.date != named.date) {
        return;
    }
    let when = Moment { time: Some(time), ..named };
    let what =
        format!("the file's name says {}, and no key does: this call has no hour", time.format("%H:%M"));
    let hint = format!("write `date: {when}` into the front matter");
    let mut problem = note.problem(0..0, "named-hour", what, hint).as_note();
    let ending = if note.text.contains("\r\n") { "\r\n" } else { "\n" };
    problem.mend = match (&note.fence, written) {
        _ if !is_sure => None,
        (_, Some(value)) if note.text[value.span.clone()] == named.to_string() => {
            Some(Mend { range: value.span.clone(), text: when.to_string() })
        }
        // What may be meant as keys has to find its place first.
        (Fence::None, None) if holds_keys(&note.text) => None,
        (Fence::None, None) => {
            let start = fence::bom(&note.text);
            Some(Mend {
                range: start..start,
                text: format!("---{ending}date: {when}{ending}---{ending}{ending}"),
            })
        }
        (Fence::Block { yaml, .. }, None) if is_list_of_keys(&note.text[yaml.clone()]) => {
            Some(Mend { range: yaml.start..yaml.start, text: format!("date: {when}{ending}") })
        }
        _ => None,
    };
    reader.push(problem);
}

/// Whether a text without front matter may begin with keys all the same.
fn holds_keys(text: &str) -> bool {
    let is_fence = |line: &str| line.trim().starts_with(['-', '+', '—', '–']);
    text.lines().take(LINES_BEFORE).any(|line| line.contains([':', '=', '：']) || is_fence(line))
}

/// Whether keys stand one a line: before the first of them another one may stand.
fn is_list_of_keys(yaml: &str) -> bool {
    yaml.starts_with(|c: char| c.is_ascii_alphabetic()) || yaml.trim().is_empty()
}

/// Whether the name of a call's file has an hour behind its day.
pub(in crate::note) fn names_hour(stem: &str, kind: NoteKind) -> bool {
    find(stem, kind).is_some()
}

fn find(stem: &str, kind: NoteKind) -> Option<(Moment, NamedHour)> {
    if kind != NoteKind::Session {
        return None;
    }
    let (day, behind) = split_leading_day(stem)?;
    Some((Moment::day(day), read_named_hour(behind)?))
}
