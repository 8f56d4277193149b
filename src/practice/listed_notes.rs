//! Which notes lie in a folder of the practice, on the disk and staged, and their bytes.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::open_folder::OpenFolder;
use super::paths::{self, Kind, is_note_name};
use super::staging::Stand;
use super::{Practice, bytes_of, describe_io_error, stray, temporary_files};
use crate::model::file_name::{file_name, stem};
use crate::model::order::InOrder as _;
use crate::model::problem::{Loaded, Problem};
use crate::note::read;

/// A note that was found in a folder inside the practice.
#[derive(Clone)]
pub(super) struct Listed {
    pub(super) path: Arc<str>,
    pub(super) is_link: bool,
    /// Its folder, where that is held open.
    pub(super) folder: Option<Arc<OpenFolder>>,
}

impl Practice {
    /// The files of a kind of notes: every `.md` below its folder, hidden ones apart.
    #[must_use]
    pub fn notes_of(&self, client: &str, kind: Kind) -> Loaded<Vec<Arc<str>>> {
        let Loaded { value, problems } = self.list_files(client, kind);
        Loaded { value: value.into_iter().map(|file| file.path).collect(), problems }
    }

    /// The notes in a folder, by path.
    pub(super) fn files_in(&self, folder: &str) -> Vec<Arc<str>> {
        self.listed_in(folder).value.into_iter().map(|file| file.path).collect()
    }

    /// What `look` makes of the bytes of each note in a folder of a client; of one that can't be read none, and a problem. No more of
    /// them are held than there are threads.
    pub(super) fn look_at_bytes<T: Send>(
        &self,
        client: &str,
        folder: &str,
        look: impl Fn(&Arc<str>, Vec<u8>) -> T + Sync,
    ) -> Loaded<Vec<T>> {
        let Loaded { value: files, mut problems } =
            self.listed_in(&format!("{}/{folder}", paths::client_folder(client)));
        let looked = |file: Listed| match self.read_listed(&file) {
            Ok(bytes) => (look(&file.path, bytes), None),
            Err(why) => (look(&file.path, Vec::new()), Some(read::unreadable(&file.path, &why))),
        };
        let looked: Vec<(T, Option<Problem>)> = files.into_par_iter().map(looked).collect();
        let (value, told): (Vec<T>, Vec<Option<Problem>>) = looked.into_iter().unzip();
        problems.extend(told.into_iter().flatten());
        Loaded { value, problems }
    }

    /// The notes of a kind: those on the disk, and what is staged laid over them.
    pub(super) fn list_files(&self, client: &str, kind: Kind) -> Loaded<Vec<Listed>> {
        self.listed_in(&format!("{}/{}", paths::client_folder(client), kind.folder()))
    }

    /// The transcripts of a client, likewise.
    pub(super) fn list_transcripts(&self, client: &str) -> Loaded<Vec<Listed>> {
        self.listed_in(&format!("{}/{}", paths::client_folder(client), paths::TRANSCRIPTS))
    }

    /// The notes in a folder, likewise.
    fn listed_in(&self, folder: &str) -> Loaded<Vec<Listed>> {
        if !self.has_staged() {
            return self.list_on_disk(folder);
        }
        let mut files = match self.stand(folder) {
            Stand::OnDisk(place) => self.list_on_disk(&place).map(|files| {
                let here = |file: Listed| format!("{folder}{}", &file.path[place.len()..]).into();
                // Read by its path, so that what is staged for it is seen.
                let staged = |file: Listed| Listed { path: here(file), is_link: true, folder: None };
                files.into_iter().map(staged).collect()
            }),
            Stand::Staged(_) | Stand::Gone => Loaded::<Vec<Listed>>::default(),
        };
        files.value.retain(|file| self.stand(&file.path) != Stand::Gone);
        let staged = self.list_staged(folder).into_iter().filter(|path| is_note_name(path));
        files.value.extend(staged.map(|path| Listed { path: path.into(), is_link: true, folder: None }));
        files.value.put_in_order_by(|one, other| one.path.cmp(&other.path));
        files.value.dedup_by(|one, other| one.path == other.path);
        files
    }

    pub(super) fn list_on_disk(&self, folder: &str) -> Loaded<Vec<Listed>> {
        let Some((open, paths)) = OpenFolder::open(&self.root, folder, is_seen) else {
            return self.listed_by_walking(folder);
        };
        let open = Arc::new(open);
        let mut files = Loaded::<Vec<Listed>>::default();
        files.value.reserve(paths.len());
        for path in paths {
            if is_note(|| self.root.join(&*path), folder, file_name(&path), &mut files.problems) {
                files.value.push(Listed { path, is_link: false, folder: Some(Arc::clone(&open)) });
            }
        }
        files
    }

    /// The notes of a folder in which, or on whose way, something else than plain files lies.
    fn listed_by_walking(&self, folder: &str) -> Loaded<Vec<Listed>> {
        let mut files = Loaded::<Vec<Listed>>::default();
        let folder = folder.to_owned();
        let full = self.root.join(&folder);
        if std::fs::symlink_metadata(&full).is_err() {
            return files;
        }
        if !self.is_folder_inside(&folder) {
            files
                .problems
                .push(read::unreadable(&folder.into(), "it leads out of the practice, or isn't a folder"));
            return files;
        }
        let visible = |entry: &DirEntry| is_seen(&entry.file_name().to_string_lossy());
        // The folder itself may be a link inside the practice, so the walk starts behind it.
        let start = full.join("");
        for entry in WalkDir::new(&start).min_depth(1).sort_by_file_name().into_iter().filter_entry(visible) {
            match entry {
                Ok(entry) => self.sort_in(&entry, &start, &folder, &mut files),
                Err(error) => {
                    let why = error.io_error().map_or_else(|| error.to_string(), describe_io_error);
                    files.problems.push(read::unreadable(&folder.clone().into(), &why));
                }
            }
        }
        files
    }

    fn sort_in(&self, entry: &DirEntry, start: &Path, folder: &str, files: &mut Loaded<Vec<Listed>>) {
        if entry.file_type().is_dir() {
            return;
        }
        if !is_note(
            || entry.path().to_owned(),
            folder,
            &entry.file_name().to_string_lossy(),
            &mut files.problems,
        ) {
            return;
        }
        let rest = entry.path().strip_prefix(start).unwrap_or(entry.path());
        let parts: Option<Vec<&str>> = rest.iter().map(|part| part.to_str()).collect();
        let Some(parts) = parts else {
            let path = format!("{folder}/{}", rest.to_string_lossy());
            files.problems.push(read::unreadable(&path.into(), "its name isn't UTF-8"));
            return;
        };
        let path: Arc<str> = format!("{folder}/{}", parts.join("/")).into();
        let is_link = entry.path_is_symlink();
        match is_link.then(|| self.inside(&path)) {
            Some(Err(why)) => files.problems.push(read::unreadable(&path, &why)),
            _ => files.value.push(Listed { path, is_link, folder: None }),
        }
    }

    /// The bytes of a file that was listed. One that is no link lies where it was found: inside.
    pub(super) fn read_listed(&self, file: &Listed) -> Result<Vec<u8>, String> {
        self.read_count.fetch_add(1, Ordering::Relaxed);
        let name = file_name(&file.path);
        if let Some(bytes) = file.folder.as_ref().and_then(|folder| folder.read(name)) {
            return Ok(bytes);
        }
        if file.is_link { self.read(&file.path) } else { bytes_of(&self.root.join(&*file.path)) }
    }

    /// As [`Practice::read_listed`], in the place of other bytes: who looks at many files asks for memory once.
    pub(super) fn read_listed_into(&self, file: &Listed, bytes: &mut Vec<u8>) -> Result<(), String> {
        let name = file_name(&file.path);
        if file.folder.as_ref().is_some_and(|folder| folder.read_into(name, bytes)) {
            self.read_count.fetch_add(1, Ordering::Relaxed);
            return Ok(());
        }
        *bytes = self.read_listed(file)?;
        Ok(())
    }

    pub(super) fn is_folder_inside(&self, path: &str) -> bool {
        self.inside(path).is_ok_and(|folder| folder.is_dir())
    }
}

/// Whether a file's or folder's name is looked at: hidden ones aren't, but for what a sync service or a cut off write leaves.
pub(super) fn is_seen(name: &str) -> bool {
    !name.starts_with('.') || stray::find_evicted(name).is_some() || temporary_files::is_temporary(name)
}

/// Whether a file of this name in a folder of notes is one. What looks like one and isn't read is a problem.
fn is_note(file: impl FnOnce() -> PathBuf, folder: &str, name: &str, problems: &mut Vec<Problem>) -> bool {
    if !is_note_name(name) {
        let path = format!("{folder}/{name}");
        let left = stray::find_left_over(&file(), &path);
        problems.extend(left.or_else(|| stray::not_a_note(&path)));
        return false;
    }
    !stray::is_nobodys(stem(name))
}
