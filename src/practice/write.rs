//! Every write to the practice.

use std::fs;
use std::path::{Path, PathBuf};

use super::faults::{self, Step};
use super::in_place::{self, sync_folder_of};
use super::staging::Stand;
use super::temporary_files::{is_temporary, lay_temporary};
use super::trash::{IGNORE_FILE, TRASH};
use super::{Practice, only_mine, paths, stray};
use crate::model::changes::Change;
use crate::model::file_name::stem;
use crate::model::id;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::note::near;

impl Practice {
    /// Stages a new note; one that is there already is never replaced.
    ///
    /// # Errors
    /// Where a file of that name is there, or the path leads out of the practice.
    pub fn create(&self, path: &str, text: &(impl AsRef<[u8]> + ?Sized)) -> anyhow::Result<()> {
        self.hold_lock()?;
        if let Err(error) = self.check_free(path) {
            self.release_lock();
            return Err(error);
        }
        self.stage(Change::put(path, None, text.as_ref().to_vec()))
    }

    /// Refuses a path at which something stands already.
    pub(super) fn check_free(&self, path: &str) -> anyhow::Result<()> {
        let there = match self.stand(path) {
            Stand::OnDisk(path) => {
                let file = self.root.join(path);
                // A note that iCloud keeps elsewhere has its name all the same.
                fs::symlink_metadata(&file).is_ok() || stray::is_evicted(&file)
            }
            Stand::Staged(_) => true,
            Stand::Gone => false,
        };
        if there { Err(stands_already(path).into()) } else { Ok(()) }
    }

    /// Stages another text for a note that was read as `before`.
    ///
    /// # Errors
    /// Where the file has changed since it was read, or lies outside of the practice.
    pub fn replace(&self, path: &str, before: &str, after: &str) -> anyhow::Result<()> {
        if before == after {
            return Ok(());
        }
        let found = self.edit(path, |text| {
            if text == before { Ok(after.to_owned()) } else { Err(Refusal::changed(path).into()) }
        });
        found.map(drop)
    }

    /// Reads a note, changes it and stages the outcome, all under one lock. Gives the text before and after.
    ///
    /// # Errors
    /// Where it can't be read or written, or the change is refused.
    pub fn edit(
        &self,
        path: &str,
        change: impl FnOnce(&str) -> anyhow::Result<String>,
    ) -> anyhow::Result<(String, String)> {
        self.hold_lock()?;
        let outcome = self.text(path).map_err(anyhow::Error::from).and_then(|before| {
            check_whole(path, &before)?;
            let after = change(&before)?;
            if before != after {
                self.check_writable(path)?;
                let (before, after) = (before.clone().into_bytes(), after.clone().into_bytes());
                self.stage(Change::put(path, Some(before), after))?;
            }
            Ok((before, after))
        });
        self.release_lock();
        outcome
    }

    /// Stages to take away a note that nobody has written in: it holds exactly this text still.
    ///
    /// # Errors
    /// Where it can't be read.
    pub fn discard(&self, path: &str, text: &str) -> anyhow::Result<()> {
        self.hold_lock()?;
        if self.text(path)? == text {
            self.stage(Change::for_removal(path, text.as_bytes().to_vec()))?;
        }
        self.release_lock();
        Ok(())
    }

    /// Stages another path for a file or folder. The folder that it goes to is made.
    ///
    /// # Errors
    /// Where something of that name is there already, or what is to be moved isn't.
    pub fn rename(&self, from: &str, to: &str) -> anyhow::Result<()> {
        self.hold_lock()?;
        let outcome = self.check_movable(from, to).map_err(anyhow::Error::from);
        let outcome = outcome.and_then(|()| self.stage(Change::for_move(from, to)));
        self.release_lock();
        outcome
    }

    /// Writes a new file. The lock is held.
    pub(super) fn write_new(&self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let file = self.new_file(path)?;
        self.sweep(file.parent());
        let named =
            lay_temporary(&file, bytes, None).and_then(|temporary| in_place::name_new(temporary, &file));
        named.map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => stands_already(path).into(),
            _ => refuse_disk(path, &error).into(),
        })
    }

    /// Puts bytes in the place of a file that was read as `before`. Permissions stay; a link is followed to the file behind it.
    /// The lock is held.
    pub(super) fn write_over(&self, path: &str, before: &[u8], bytes: &[u8]) -> anyhow::Result<()> {
        let file = self.inside(path).map_err(|why| refuse_to_write(path, why))?;
        let refused = |error: std::io::Error| refuse_disk(path, &error);
        let permissions = fs::metadata(&file).map_err(refused)?.permissions();
        self.sweep(file.parent());
        let temporary = lay_temporary(&file, bytes, Some(permissions)).map_err(refused)?;
        if !in_place::replace(temporary, &file, before, bytes).map_err(refused)? {
            return Err(Refusal::changed(path).into());
        }
        Ok(())
    }

    /// Takes a file away that was read as `before`. The lock is held.
    pub(super) fn write_removal(&self, path: &str, before: &[u8]) -> anyhow::Result<()> {
        let file = self.inside(path).map_err(|why| refuse_to_write(path, why))?;
        if !fs::read(&file).is_ok_and(|bytes| bytes == before) {
            return Err(Refusal::changed(path).into());
        }
        let removed = faults::pass(Step::Remove).and_then(|()| fs::remove_file(&file));
        removed.map_err(|error| refuse_disk(path, &error))?;
        self.remove_empty_client(path);
        Ok(())
    }

    /// Takes away the folders of a client whose last file went: an empty one would be a client without a name.
    fn remove_empty_client(&self, path: &str) {
        let Some(rest) = path.strip_prefix("clients/") else { return };
        let client = rest.split('/').next().unwrap_or_default();
        let folder = self.root.join(paths::client_folder(client));
        let mut files = walkdir::WalkDir::new(&folder).into_iter().flatten();
        if client.is_empty() || files.any(|entry| !entry.file_type().is_dir()) {
            return;
        }
        for entry in walkdir::WalkDir::new(&folder).contents_first(true).into_iter().flatten() {
            let _ = fs::remove_dir(entry.path());
        }
    }

    /// Whether a client's folder holds nothing that anybody wrote: what a command that was cut off left of a new one.
    #[must_use]
    pub fn is_bare_client(&self, client: &str) -> bool {
        let is_ours = |entry: &walkdir::DirEntry| entry.file_name().to_str().is_some_and(is_temporary);
        let folder = self.root.join(paths::client_folder(client));
        walkdir::WalkDir::new(folder)
            .into_iter()
            .all(|entry| entry.is_ok_and(|entry| entry.file_type().is_dir() || is_ours(&entry)))
    }

    /// Gives a file or folder another path. The lock is held.
    pub(super) fn write_move(&self, from: &str, to: &str) -> anyhow::Result<()> {
        let old = self.root.join(from);
        let new = self.new_file(to)?;
        if to.starts_with(TRASH) {
            self.ignore_trash()?;
        }
        if fs::symlink_metadata(&new).is_ok() && !is_itself(&old, &new) {
            return Err(Refusal::exists(format!("{to} is there already"), "choose another name").into());
        }
        let moved = faults::pass(Step::Move).and_then(|()| fs::rename(&old, &new));
        moved.map_err(|error| refuse_disk(from, &error))?;
        sync_folder_of(&new);
        self.remove_emptied_trash(from);
        self.remove_empty_client(from);
        Ok(())
    }

    /// Takes away the folders of the trash that hold nothing any more: an empty one would stand in the way of the next that is
    /// removed under its name.
    pub(super) fn remove_emptied_trash(&self, from: &str) {
        let mut path = from;
        while let Some((folder, _)) =
            path.rsplit_once('/').filter(|(folder, _)| folder.starts_with(".trash/"))
        {
            // Removing a folder that holds something is refused by the system, which ends it.
            if fs::remove_dir(self.root.join(folder)).is_err() {
                break;
            }
            path = folder;
        }
        let trash = self.root.join(TRASH);
        let holds_more = |mut entries: fs::ReadDir| {
            entries.any(|entry| entry.is_ok_and(|entry| entry.file_name() != IGNORE_FILE))
        };
        if from.starts_with(TRASH) && fs::read_dir(&trash).is_ok_and(|entries| !holds_more(entries)) {
            let _ = fs::remove_file(trash.join(IGNORE_FILE));
            let _ = fs::remove_dir(&trash);
        }
    }

    /// Refuses a file that may not be written to, before anything is.
    fn check_writable(&self, path: &str) -> Result<(), Refusal> {
        let Stand::OnDisk(on_disk) = self.stand(path) else { return Ok(()) };
        let file = self.inside(&on_disk).map_err(|why| refuse_to_write(path, why))?;
        if fs::metadata(&file).is_ok_and(|metadata| metadata.permissions().readonly()) {
            let what = "it is read-only; it is left as it is";
            return Err(Refusal::with_kind(RefusalKind::Disk, what, "make it writable first").in_file(path));
        }
        Ok(())
    }

    /// Refuses a move whose beginning isn't there, or whose end is.
    fn check_movable(&self, from: &str, to: &str) -> Result<(), Refusal> {
        if let Stand::OnDisk(path) = self.stand(from) {
            let hint = "nothing was renamed";
            self.inside(&path)
                .map_err(|why| Refusal::with_kind(RefusalKind::Disk, why, hint).in_file(from))?;
        }
        let taken = match self.stand(to) {
            Stand::OnDisk(path) => {
                let new = self.root.join(path);
                // On a file system that folds case, `Alice` to `alice` finds itself there.
                fs::symlink_metadata(&new).is_ok() && !is_itself(&self.root.join(from), &new)
            }
            Stand::Staged(_) => true,
            Stand::Gone => false,
        };
        if taken {
            return Err(Refusal::exists(format!("{to} is there already"), "choose another name"));
        }
        Ok(())
    }

    /// A name in a folder of a client that no note has yet: `base`, else `base-2`, `base-3` …
    #[must_use]
    pub fn free_id(&self, client: &str, kind: paths::Kind, base: &str) -> String {
        let taken: Vec<String> =
            self.notes_of(client, kind).value.iter().map(|path| id::fold(stem(path))).collect();
        id::free(base, |name| taken.contains(&id::fold(name)))
    }

    /// Where a new file goes: its folder is made if need be, and must lie inside the practice.
    fn new_file(&self, path: &str) -> anyhow::Result<PathBuf> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let mut inside = self.root.clone();
        let mut way: Vec<&str> = Vec::new();
        for part in folder.split('/').filter(|part| !part.is_empty()) {
            inside.push(part);
            if fs::symlink_metadata(&inside).is_err() {
                if !folder.starts_with(TRASH) {
                    id::check(part)?;
                }
                make_folder(&inside).map_err(|error| refuse_disk(folder, &error))?;
                sync_folder_of(&inside);
            }
            way.push(part);
            // Each folder is looked at before anything is made in it: a link may lead anywhere.
            let refused = |why: String| {
                let hint = "nothing was written; take the link away";
                Refusal::with_kind(RefusalKind::Disk, why, hint).in_file(way.join("/"))
            };
            inside = inside.canonicalize().map_err(|error| refused(super::describe_io_error(&error)))?;
            self.check_home(&way.join("/"), &inside).map_err(refused)?;
        }
        if folder != TRASH || name != IGNORE_FILE {
            id::check(name)?;
        }
        Ok(inside.join(name))
    }
}

/// Makes a folder in which nobody else on this machine can look: notes are confidences. One that another thread or command made in
/// between is as good; what it is is looked at by whoever goes into it.
fn make_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    only_mine::keep_folder_private(&mut builder);
    match builder.create(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        made => made,
    }
}

/// Whether two paths that differ in letters are one file.
fn is_itself(old: &Path, new: &Path) -> bool {
    new.canonicalize().ok() == old.canonicalize().ok() && old.file_name() != new.file_name()
}

/// Refuses to edit a note in which both sides of a merge stand, or of which a disk or a sync service left nothing.
fn check_whole(path: &str, text: &str) -> Result<(), Refusal> {
    if near::merge::is_in(text) {
        let what = format!("{path}: both sides of a merge stand in this note; it is left as it is");
        return Err(Refusal::with_kind(
            RefusalKind::Damaged,
            what,
            "keep what is right of both and take the marker lines out first",
        ));
    }
    if paths::is_note_name(path) && near::damage::is_damaged(text) {
        let what = format!("{path}: this file is empty or damaged; it is left as it is");
        return Err(Refusal::with_kind(RefusalKind::Damaged, what, "fetch it from a backup, or remove it"));
    }
    Ok(())
}

fn stands_already(path: &str) -> Refusal {
    Refusal::exists("it is there already; it is left as it is", "edit it, or choose another name")
        .in_file(path)
}

/// What the disk said of a note, in a person's words, and how to mend it.
pub(super) fn refuse_disk(path: &str, error: &std::io::Error) -> Refusal {
    use std::io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    // The temporary file, which such an error names, is nobody's concern.
    let inner = error.get_ref().and_then(std::error::Error::source);
    let plain = || inner.map_or_else(|| error.to_string(), ToString::to_string);
    let (what, hint) = match error.kind() {
        StorageFull | QuotaExceeded => {
            ("it could not be written: the disk is full".to_owned(), "make room, then run the command again")
        }
        PermissionDenied => (
            "it could not be written: you have no permission".to_owned(),
            "make the note and its folder writable for you, then run the command again",
        ),
        ReadOnlyFilesystem => (
            "it could not be written: this disk can only be read".to_owned(),
            "make it writable, then run the command again",
        ),
        _ => (
            format!("it could not be written: {}", plain()),
            "look after the disk, then run the command again",
        ),
    };
    Refusal::with_kind(RefusalKind::Disk, what, hint).in_file(path)
}

fn refuse_to_write(path: &str, why: String) -> Refusal {
    Refusal::with_kind(RefusalKind::Disk, why, "nothing was written").in_file(path)
}
