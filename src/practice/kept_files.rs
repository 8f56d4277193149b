//! Everything that lies on the disk of one person, file by file.

use std::collections::HashSet;
use std::path::PathBuf;

use walkdir::WalkDir;

use super::Practice;
use super::paths::{CLIENTS, Kind, SUPERVISION, TRANSCRIPTS, is_note_name};
use super::stray::is_nobodys;
use super::temporary_files::is_temporary;
use super::trash::TRASH;
use crate::model::file_name::stem;
use crate::model::identity::Identity;

/// Where what lies in their folder stands among theirs.
const OWN: &str = "notes";

/// A file of theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileOnDisk {
    /// Where it stands among theirs: `notes/sessions/2026-11-08.md`, `trash/…`.
    pub path: String,
    /// Where it is.
    pub file: PathBuf,
    /// How long it is, in bytes.
    pub bytes: u64,
}

/// What lies on the disk of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilesOnDisk {
    /// Their files, in the order of their paths.
    pub files: Vec<FileOnDisk>,
    /// Links, which may lead anywhere, and what can't be looked into: from the root.
    pub skipped: Vec<String>,
}

impl FilesOnDisk {
    /// How many of them nothing reads, those in the trash apart: attachments, and whatever else lies among the notes.
    #[must_use]
    pub fn count_unread(&self) -> usize {
        let own = self.files.iter().filter_map(|file| file.path.strip_prefix(OWN)?.strip_prefix('/'));
        own.filter(|path| !is_read(path)).count()
    }

    /// How many of them lie in the trash.
    #[must_use]
    pub fn count_trashed(&self) -> usize {
        self.files.iter().filter(|file| !file.path.starts_with(&format!("{OWN}/"))).count()
    }

    /// Gives each a path of its own that any system can unpack: names that aren't text, or that hold what Windows doesn't take, can come
    /// to be the same.
    fn tell_apart(&mut self) {
        let mut taken = HashSet::new();
        for file in &mut self.files {
            let plain = file.path.replace(is_refused_by_windows, "_");
            let numbered = (2_u32..).map(|number| format!("{plain}~{number}"));
            let is_free = |path: &String| !taken.contains(path);
            file.path = std::iter::once(plain.clone()).chain(numbered).find(is_free).unwrap_or(plain);
            taken.insert(file.path.clone());
        }
    }
}

impl Practice {
    /// The files in a person's folder, and of what lies of it in the trash.
    #[must_use]
    pub fn list_kept(&self, identity: &Identity) -> FilesOnDisk {
        let mut kept = FilesOnDisk::default();
        for folder in self.folders_of(identity) {
            let place = place_of(&folder);
            let whole = self.root.join(&folder);
            for entry in WalkDir::new(&whole).sort_by_file_name() {
                let entry = match entry {
                    Ok(entry) => entry,
                    Err(error) => {
                        let path = error.path().unwrap_or(&whole);
                        kept.skipped
                            .push(path.strip_prefix(&self.root).unwrap_or(path).display().to_string());
                        continue;
                    }
                };
                let name = entry.file_name().to_str().unwrap_or_default();
                if entry.file_type().is_dir() || is_temporary(name) {
                    continue;
                }
                let inside = entry.path().strip_prefix(&whole).unwrap_or(entry.path());
                let inside: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
                match entry.metadata() {
                    Ok(found) if found.is_file() => kept.files.push(FileOnDisk {
                        path: format!("{place}/{}", inside.join("/")),
                        file: entry.path().to_owned(),
                        bytes: found.len(),
                    }),
                    _ => kept.skipped.push(format!("{folder}/{}", inside.join("/"))),
                }
            }
        }
        kept.tell_apart();
        kept
    }
}

/// Where the files of a folder stand in an export.
fn place_of(folder: &str) -> String {
    match folder.strip_prefix(&format!("{TRASH}/{CLIENTS}/")) {
        Some(trashed) => format!("trash/{trashed}"),
        None => OWN.to_owned(),
    }
}

fn is_refused_by_windows(sign: char) -> bool {
    sign.is_control() || matches!(sign, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
}

/// Whether a path from the root is one that is read: a client's note or transcript, one of supervision, the settings.
pub(super) fn is_read_in_practice(path: &str) -> bool {
    let of_client = || path.strip_prefix(CLIENTS)?.strip_prefix('/')?.split_once('/');
    let of_supervision = || path.strip_prefix(SUPERVISION)?.strip_prefix('/');
    of_client().is_some_and(|(_, inside)| is_read(inside))
        || of_supervision().is_some_and(|name| is_note_name(name) && !is_nobodys(stem(name)))
        || path == "coach.yaml"
}

/// Whether a file of a client's folder is a note or a transcript.
fn is_read(path: &str) -> bool {
    let is_folder_of_notes =
        |folder: &str| folder == TRANSCRIPTS || Kind::ALL.iter().any(|kind| kind.folder() == folder);
    path == "client.md"
        || path.split_once('/').is_some_and(|(folder, name)| {
            is_folder_of_notes(folder) && is_note_name(name) && !is_nobodys(stem(name))
        })
}
