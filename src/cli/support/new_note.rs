//! A new note between sessions, before it has words.

use std::sync::Arc;

use serde::Serialize;

use super::context::Context;
use crate::acts::birth::read_back;
use crate::model::kind::Kind;
use crate::model::moment::Moment;
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
