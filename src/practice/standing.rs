//! What a file of a practice is, by where it stands.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::{MARKER, Practice, paths, root, stray};
use crate::model::file_name::stem;
use crate::model::keys::NoteKind;
use crate::model::kind::Kind;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The settings of the practice.
    Settings,
    /// A note of a client's, with keys of its own.
    Note(NoteKind),
    /// A note without keys of its own: a transcript, or what came of a talk with a colleague.
    Plain,
    /// Nothing that is read as a note.
    Unread,
}

/// A file of a practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The practice's folder, links resolved.
    pub root: PathBuf,
    /// The file, from there.
    pub path: Arc<str>,
    /// Whose it is; none for what is no client's.
    pub client: Option<String>,
    /// What it is.
    pub standing: Standing,
}

impl Place {
    /// The place of a file, be it there already or not: in the practice given, else in the nearest one above it. None where it stands in
    /// none, or is a link that leads away from where it stands.
    #[must_use]
    pub fn find(file: &Path, practice: Option<&Practice>) -> Option<Self> {
        let folder = resolve_folder(file.parent()?)?;
        let root = match practice {
            Some(practice) => practice.root.clone(),
            None => root::find_nearest(&folder)?.to_owned(),
        };
        let below: Vec<&str> =
            folder.strip_prefix(&root).ok()?.iter().map(|part| part.to_str()).collect::<Option<_>>()?;
        let name = file.file_name()?.to_str()?;
        let path = below.into_iter().chain([name]).collect::<Vec<_>>().join("/");
        let practice = Practice::open_at(&root).ok()?;
        if practice.has(&path) && practice.inside(&path).is_err() {
            return None;
        }
        let (client, standing) = classify(&path);
        Some(Self { root, client: client.map(str::to_owned), standing, path: path.into() })
    }
}

/// The root of the nearest practice at or above a folder.
#[must_use]
pub fn find_root(folder: &Path) -> Option<PathBuf> {
    root::find_nearest(&folder.canonicalize().ok()?).map(Path::to_owned)
}

/// A folder with its links resolved; what isn't there yet stands below what is.
fn resolve_folder(folder: &Path) -> Option<PathBuf> {
    let there = folder.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    let (above, resolved) = there?;
    let below = folder.strip_prefix(above).ok()?;
    let is_plain = below.components().all(|part| matches!(part, Component::Normal(_)));
    is_plain.then(|| if below.as_os_str().is_empty() { resolved } else { resolved.join(below) })
}

/// Whose a file is, and what it is.
fn classify(path: &str) -> (Option<&str>, Standing) {
    let parts: Vec<&str> = path.split('/').collect();
    let is_note =
        parts.last().is_some_and(|name| paths::is_note_name(name) && !stray::is_nobodys(stem(name)));
    match parts.as_slice() {
        [MARKER] => (None, Standing::Settings),
        [paths::CLIENTS, client, "client.md"] => (Some(client), Standing::Note(NoteKind::Client)),
        [paths::CLIENTS, client, folder, _, ..] if is_note => {
            let kind = Kind::ALL.into_iter().find(|kind| kind.folder() == *folder);
            let standing = match kind {
                Some(Kind::Session) => Standing::Note(NoteKind::Session),
                Some(Kind::Goal) => Standing::Note(NoteKind::Goal),
                Some(Kind::Plan) => Standing::Note(NoteKind::Plan),
                Some(Kind::Note) => Standing::Note(NoteKind::Between),
                None if *folder == paths::TRANSCRIPTS => Standing::Plain,
                None => Standing::Unread,
            };
            (Some(client), standing)
        }
        [paths::CLIENTS, client, _, ..] => (Some(client), Standing::Unread),
        [paths::SUPERVISION, _, ..] if is_note => (None, Standing::Plain),
        _ => (None, Standing::Unread),
    }
}

#[cfg(test)]
mod tests {
    use super::{Standing, classify};
    use crate::model::keys::NoteKind;

    #[test]
    fn a_file_is_what_its_place_makes_it() {
        for (path, client, standing) in [
            ("coach.yaml", None, Standing::Settings),
            ("clients/a/client.md", Some("a"), Standing::Note(NoteKind::Client)),
            ("clients/a/sessions/2026-11-08.md", Some("a"), Standing::Note(NoteKind::Session)),
            ("clients/a/sessions/2026/11-08.md", Some("a"), Standing::Note(NoteKind::Session)),
            ("clients/a/notes/x.MD", Some("a"), Standing::Note(NoteKind::Between)),
            ("clients/a/goals/README.md", Some("a"), Standing::Unread),
            ("clients/a/goals/a.txt", Some("a"), Standing::Unread),
            ("clients/a/transcripts/2026-11-08.md", Some("a"), Standing::Plain),
            ("clients/a/files/b.md", Some("a"), Standing::Unread),
            ("clients/a/2026-11-08.md", Some("a"), Standing::Unread),
            ("supervision/2026-11-08.md", None, Standing::Plain),
            ("templates/prep.md", None, Standing::Unread),
        ] {
            assert_eq!(classify(path), (client, standing), "{path}");
        }
    }
}
