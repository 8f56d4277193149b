//! A new note between sessions: before it has words, and with somebody's.

use std::sync::Arc;

use serde::Serialize;

use super::context::Context;
use crate::acts::birth::read_back;
use crate::model::kind::Kind;
use crate::model::moment::Moment;
use crate::model::session::Side;
use crate::note::fence::{self, Fence};
use crate::practice::{Practice, paths};

/// What `new-note.md` is filled with: the front matter.
#[derive(Serialize)]
struct NewNote {
    date: String,
    from: String,
}

/// A new note between sessions: where it goes, and its front matter. It is named for its day and minute, so that two machines on
/// which somebody writes on one day don't meet in one file.
pub fn begin_note(
    context: &Context,
    practice: &Practice,
    client: &str,
    when: Moment,
    from: &str,
) -> anyhow::Result<(Arc<str>, String)> {
    let head =
        context.fill(practice, "new-note.md", &NewNote { date: when.to_string(), from: from.to_owned() })?;
    let minute = when.time.or(context.now.time).map(|time| time.format("-%H%M").to_string());
    let name = format!("{}{}", when.date, minute.unwrap_or_default());
    let path = paths::note(client, Kind::Note, &practice.free_id(client, Kind::Note, &name));
    read_back(Some(Kind::Note), &path, &head)?;
    Ok((path, head))
}

/// Keeps somebody's words as a note of their own, and prints its path; a note of that day that holds them already is that note.
pub fn keep_words(
    context: &Context,
    practice: &Practice,
    client: &str,
    when: Moment,
    from: Side,
    text: &str,
) -> anyhow::Result<()> {
    let (path, head) = begin_note(context, practice, client, when, from.word())?;
    let ending = if text.ends_with('\n') { "" } else { "\n" };
    let note = format!("{head}\n{text}{ending}");
    let same = find_standing(practice, client, when, from, &note);
    if let Some(same) = &same {
        context.did(same, "it stands there already")?;
    } else {
        practice.create(&path, &note)?;
    }
    context.report_written(same.as_ref().unwrap_or(&path))
}

/// The note of that day that holds the same words of the same side.
pub fn find_standing(
    practice: &Practice,
    client: &str,
    when: Moment,
    from: Side,
    note: &str,
) -> Option<Arc<str>> {
    let words = |note: &str| match fence::find(note) {
        Fence::Block { body, .. } => note[body..].to_owned(),
        _ => note.to_owned(),
    };
    let notes = practice.record(client).value.notes.into_iter();
    let mut of_that_day = notes.filter(|other| other.when.date == when.date && other.from == from);
    let same = |path: &str| practice.text(path).is_ok_and(|text| words(&text) == words(note));
    of_that_day.find(|other| same(&other.path)).map(|other| other.path)
}
