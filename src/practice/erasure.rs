//! Taking everything of one person off the disk: their folder, what lies of it in the trash, the steps of the journal, bookmarks.
//!
//! It is the one write that nothing takes back, so it is no step and nothing of it is staged.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::faults::{self, Step as FaultStep};
use super::journal::{Journal, Step};
use super::paths::{CLIENTS, TRASH};
use super::temporary_files::is_temporary;
use super::write::refuse_disk;
use super::{Practice, paths, state};
use crate::model::id;
use crate::model::identity::Identity;
use crate::model::order::InOrder as _;
use crate::model::refusal::Refusal;
use crate::model::traces::Traces;
use crate::note::read;

pub(super) use super::trash::without_number;

/// What of a person lies on the disk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Erasure {
    /// Their folders in the practice and in its trash, from the root.
    pub folders: Vec<String>,
    /// How many files are in them.
    pub files: usize,
    /// How many steps of the journal hold anything of theirs.
    pub steps: usize,
    /// Files of the state folder: where the last reading ended, pages that were looked at.
    pub state_files: Vec<PathBuf>,
    /// What commands that were cut off left anywhere in the practice, from the root.
    pub temporaries: Vec<String>,
}

impl Practice {
    /// What the client of an id goes by, now and in what lies of them in the trash.
    #[must_use]
    pub fn identify(&self, id: &str) -> Identity {
        let mut identity = Identity { ids: vec![id.to_owned()], ..Identity::default() };
        let trashed = format!("{TRASH}/{}", paths::client_note(id));
        for path in [paths::client_note(id), trashed.into()] {
            if self.has(&path) {
                let client = read::client(id, self.note(&path)).value;
                identity.add(client.name.as_deref(), &client.emails);
            }
        }
        identity
    }

    /// What of a person would be taken off the disk.
    #[must_use]
    pub fn plan_erasure(&self, identity: &Identity) -> Erasure {
        let folders = self.folders_of(identity);
        let files = folders.iter().map(|folder| count_files(&self.root.join(folder))).sum();
        let is_elsewhere = |path: &String| !folders.iter().any(|folder| Path::new(path).starts_with(folder));
        let temporaries = self.temporaries().into_iter().filter(is_elsewhere).collect();
        let traces = identity.traces();
        Erasure {
            steps: Journal::open(self).count_steps(&|step| is_about(step, &folders, &traces)),
            state_files: state_files(self, identity, &traces),
            folders,
            files,
            temporaries,
        }
    }

    /// Takes it all off the disk. What names them goes last, so that a command that was cut off can be run again.
    ///
    /// # Errors
    /// Where the disk refuses; what is left can be taken by the next run.
    pub fn erase(&self, identity: &Identity, erasure: &Erasure) -> anyhow::Result<()> {
        self.hold_lock()?;
        let traces = identity.traces();
        Journal::open(self).purge(&|step| is_about(step, &erasure.folders, &traces))?;
        for file in &erasure.state_files {
            remove_file(file).map_err(|error| refuse_disk(&file.to_string_lossy(), &error))?;
        }
        // Without a lock, one of them may be another command's.
        for path in erasure.temporaries.iter().filter(|_| !self.is_without_lock()) {
            remove_file(&self.root.join(path)).map_err(|error| refuse_disk(path, &error))?;
        }
        for folder in &erasure.folders {
            self.remove_folder(folder)?;
        }
        self.release_lock();
        Ok(())
    }

    fn remove_folder(&self, folder: &str) -> Result<(), Refusal> {
        let whole = self.root.join(folder);
        let note = whole.join("client.md");
        let entries: Vec<walkdir::DirEntry> =
            WalkDir::new(&whole).contents_first(true).into_iter().flatten().collect();
        let refuse = |path: &Path, error: &io::Error| {
            refuse_disk(&path.strip_prefix(&self.root).unwrap_or(path).to_string_lossy(), error)
        };
        let is_folder = |entry: &walkdir::DirEntry| entry.file_type().is_dir();
        for entry in entries.iter().filter(|entry| !is_folder(entry) && entry.path() != note) {
            remove_file(entry.path()).map_err(|error| refuse(entry.path(), &error))?;
        }
        let (own, inner): (Vec<_>, Vec<_>) =
            entries.iter().filter(|entry| is_folder(entry)).partition(|it| it.depth() == 0);
        for entry in inner {
            remove_folder(entry.path()).map_err(|error| refuse(entry.path(), &error))?;
        }
        remove_file(&note).map_err(|error| refuse(&note, &error))?;
        for entry in own {
            remove_folder(entry.path()).map_err(|error| refuse(entry.path(), &error))?;
        }
        self.remove_emptied_trash(folder);
        Ok(())
    }

    /// Their folders, those in the trash last. A folder that is only a link is taken as one.
    pub(super) fn folders_of(&self, identity: &Identity) -> Vec<String> {
        let is_theirs = |name: &str| identity.ids.iter().any(|known| id::same(known, name));
        let mut folders: Vec<String> = identity
            .ids
            .iter()
            .map(|id| paths::client_folder(id))
            .filter(|folder| self.is_there(folder))
            .collect();
        let trash = format!("{TRASH}/{CLIENTS}");
        let trashed = fs::read_dir(self.root.join(&trash)).into_iter().flatten().flatten();
        let names = trashed.filter_map(|entry| entry.file_name().into_string().ok());
        let mut theirs: Vec<String> = names
            .filter(|name| is_theirs(without_number(name)))
            .map(|name| format!("{trash}/{name}"))
            .collect();
        theirs.put_in_order();
        folders.extend(theirs);
        folders
    }

    /// Whether a client of this id lies in the trash.
    #[must_use]
    pub fn has_in_trash(&self, id: &str) -> bool {
        crate::model::id::check(id).is_ok() && self.is_there(&format!("{TRASH}/{}", paths::client_folder(id)))
    }

    fn is_there(&self, path: &str) -> bool {
        fs::symlink_metadata(self.root.join(path)).is_ok()
    }

    fn temporaries(&self) -> Vec<String> {
        let is_ours = |entry: &walkdir::DirEntry| entry.file_name().to_str().is_some_and(is_temporary);
        let is_git = |entry: &walkdir::DirEntry| entry.file_name() == ".git";
        let entries = WalkDir::new(&self.root).into_iter().filter_entry(|entry| !is_git(entry)).flatten();
        let ours = entries.filter(|entry| entry.file_type().is_file() && is_ours(entry));
        ours.filter_map(|entry| Some(entry.path().strip_prefix(&self.root).ok()?.to_str()?.to_owned()))
            .collect()
    }
}

fn count_files(folder: &Path) -> usize {
    WalkDir::new(folder).into_iter().flatten().filter(|entry| !entry.file_type().is_dir()).count()
}

/// Whether a step wrote anything in their folders, or their name anywhere.
fn is_about(step: &Step, folders: &[String], traces: &Traces) -> bool {
    let is_in = |path: &str| folders.iter().any(|folder| Path::new(path).starts_with(folder));
    step.changes.iter().any(|change| {
        let texts = [&change.before, &change.after].into_iter().flatten();
        let mut paths = [Some(&change.path), change.from.as_ref()].into_iter().flatten();
        paths.any(|path| is_in(path) || traces.is_in(path))
            || texts.into_iter().any(|text| traces.is_in_bytes(text))
    })
}

/// The folders of the state folder that hold anything of a practice.
pub(super) fn state_folders(practice: &Practice) -> Vec<PathBuf> {
    let Some(folder) = state::state_folder() else { return Vec::new() };
    let own = state::file_name(&practice.root);
    let of_practice = ["read", "undo", "erased"].map(|kind| folder.join(kind).join(&own));
    of_practice.into_iter().chain([folder.join("opened")]).filter(|folder| folder.is_dir()).collect()
}

/// Files of the state folder that are theirs: the journal has its own way.
fn state_files(practice: &Practice, identity: &Identity, traces: &Traces) -> Vec<PathBuf> {
    let is_id = |stem: &str| identity.ids.iter().any(|known| id::same(known, stem));
    let is_theirs = |file: &PathBuf| {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let is_bookmark = name.rsplit_once('.').is_some_and(|(stem, _)| is_id(stem));
        // What a killed command left there isn't anybody's any more.
        is_bookmark || name.starts_with('.') || fs::read(file).is_ok_and(|bytes| traces.is_in_bytes(&bytes))
    };
    let folders = state_folders(practice)
        .into_iter()
        .filter(|folder| !folder.parent().is_some_and(|it| it.ends_with("undo")));
    let files = folders.filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
    let mut theirs: Vec<PathBuf> =
        files.map(|file| file.path()).filter(|path| path.is_file()).filter(is_theirs).collect();
    theirs.put_in_order();
    theirs
}

/// Takes a file or a link away; one that is gone is no error.
pub(super) fn remove_file(file: &Path) -> io::Result<()> {
    settle(faults::pass(FaultStep::Remove).and_then(|()| fs::remove_file(file)))
}

fn remove_folder(folder: &Path) -> io::Result<()> {
    settle(fs::remove_dir(folder))
}

fn settle(outcome: io::Result<()>) -> io::Result<()> {
    match outcome {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}
