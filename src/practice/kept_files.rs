//! Everything that lies on the disk of one person, file by file.

use std::path::PathBuf;

use walkdir::WalkDir;

use super::Practice;
use super::paths::CLIENTS;
use super::temporary_files::is_temporary;
use super::trash::TRASH;
use crate::model::identity::Identity;

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
        kept
    }
}

/// Where the files of a folder stand in an export.
fn place_of(folder: &str) -> String {
    match folder.strip_prefix(&format!("{TRASH}/{CLIENTS}/")) {
        Some(trashed) => format!("trash/{trashed}"),
        None => "notes".to_owned(),
    }
}
