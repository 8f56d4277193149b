//! The layout: which note stands where.

use crate::model::file_name::split_ending;

use std::sync::Arc;

pub use crate::model::kind::Kind;

/// The folder of all clients.
pub const CLIENTS: &str = "clients";

/// The folder of a client's transcripts: calls, word for word, read only when asked for.
pub const TRANSCRIPTS: &str = "transcripts";
/// The folder of a client's attachments, which nothing reads.
pub const FILES: &str = "files";
/// The folder of what came of talks with a colleague: the coach's own, no client's record.
pub const SUPERVISION: &str = "supervision";
/// The folder of what was removed; nothing reads it.
pub const TRASH: &str = ".trash";

/// A client's folder, from the root.
#[must_use]
pub fn client_folder(client: &str) -> String {
    format!("{CLIENTS}/{client}")
}

/// The note that says who a client is.
#[must_use]
pub fn client_note(client: &str) -> Arc<str> {
    format!("{CLIENTS}/{client}/client.md").into()
}

/// Where a new note of a kind goes.
#[must_use]
pub fn note(client: &str, kind: Kind, id: &str) -> Arc<str> {
    format!("{CLIENTS}/{client}/{}/{id}.md", kind.folder()).into()
}

/// Whether a file's name is that of a note.
#[must_use]
pub fn is_note_name(name: &str) -> bool {
    let is_named = |stem: &str| !stem.is_empty() && !stem.ends_with('/');
    split_ending(name).is_some_and(|(stem, ending)| is_named(stem) && ending.eq_ignore_ascii_case("md"))
}
