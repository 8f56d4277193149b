//! The changes of one command before they are written: laid over the disk, so that the command reads what it wrote, and
//! committed in one place.
//!
//! Nothing reaches the disk before [`Practice::commit`]. A command that is refused half-way has therefore written nothing,
//! and a dry run is a command whose changes are shown instead.

use std::sync::{PoisonError, RwLockReadGuard, RwLockWriteGuard};

use super::lock::Lock;
use super::staging::{Staging, Stand, strip_folder};
use super::trash::{IGNORE_FILE, TRASH};
use super::{MARKER, Practice};
use crate::model::changes::{Change, Changes};
use crate::model::refusal::{Refusal, RefusalKind};
use crate::model::settings::FORMAT;

impl Practice {
    /// From now on the changes are shown and never written.
    pub fn rehearse(&self) {
        self.write_staging().is_dry = true;
    }

    /// Lays a text over what the disk holds at a path, to be read in its place: an editor holds it and hasn't saved it. From now on nothing
    /// is written; neither lock nor format stands in the way of reading.
    pub fn lay_over(&self, path: &str, text: &str) {
        let mut staging = self.write_staging();
        staging.is_dry = true;
        staging.staged.push(Change::put(path, None, text.as_bytes().to_vec()));
    }

    /// What the commands so far wrote, and what is staged.
    #[must_use]
    pub fn changes(&self) -> Changes {
        let staging = self.read_staging();
        let mut changes = staging.written.clone();
        for change in &staging.staged {
            self.files_of(change).into_iter().for_each(|change| changes.push(change));
        }
        changes
    }

    /// Writes what is staged, all of it under one lock; nothing where a file isn't any more what it was when it was read.
    ///
    /// # Errors
    /// Where a file has changed on disk meanwhile, or the disk refuses; what was written before that is named.
    pub fn commit(&self) -> anyhow::Result<()> {
        if self.read_staging().is_dry {
            let changes = self.changes();
            self.write_staging().rehearsed = changes;
            return Ok(());
        }
        let mut staging = self.write_staging();
        if staging.staged.is_empty() {
            return Ok(());
        }
        for (place, change) in staging.staged.iter().enumerate() {
            self.check_stands(&staging, place, change)?;
        }
        let staged = std::mem::take(&mut staging.staged);
        let _lock = staging.lock.take();
        // Sweeping and writing look at the staging, which is held by this function.
        drop(staging);
        let mut files = Vec::new();
        for (done, change) in staged.iter().enumerate() {
            files.push(self.files_of(change));
            if let Err(error) = self.write_change(change) {
                let standing = self.take_back(&staged[..done]);
                let written = files.into_iter().take(standing).flatten();
                written.for_each(|change| self.write_staging().written.push(change));
                return if standing > 0 {
                    Err(error.context(halfway(&staged, standing)))
                } else {
                    Err(error)
                };
            }
        }
        let mut staging = self.write_staging();
        files.into_iter().flatten().for_each(|change| staging.written.push(change));
        Ok(())
    }

    /// What a rehearsed command would have written before it was refused.
    #[must_use]
    pub fn rehearsed_changes(&self) -> Changes {
        self.read_staging().rehearsed.clone()
    }

    /// Takes changes back that were just written, the last one first, so that a command is written wholly or not at all. Says how many
    /// stand all the same, because the disk refuses even that.
    fn take_back(&self, written: &[Change]) -> usize {
        let taken_back =
            written.iter().rev().take_while(|change| self.write_change(&change.reverse()).is_ok());
        written.len() - taken_back.count()
    }

    /// Whether a change was written, or is to be, where there are no locks.
    #[must_use]
    pub fn is_without_lock(&self) -> bool {
        self.read_staging().is_without_lock
    }

    /// What was written so far and can be taken back. What keeps the trash out of git comes and goes with what lies there.
    #[must_use]
    pub fn written_changes(&self) -> Changes {
        let ignore = format!("{TRASH}/{IGNORE_FILE}");
        let changes: Vec<Change> =
            self.read_staging().written.iter().filter(|change| change.path != ignore).cloned().collect();
        changes.into()
    }

    /// Adds a file that another program changed, such as an editor, to what this command wrote.
    pub fn adopt(&self, path: &str, before: Option<Vec<u8>>) {
        let after = self.read_from_disk(path).ok();
        let change = Change { path: path.to_owned(), from: None, before, after };
        if !change.is_nothing() {
            self.write_staging().written.push(change);
        }
    }

    /// Adds a change that was written without being staged.
    pub(super) fn note_written(&self, change: Change) {
        self.write_staging().written.push(change);
    }

    /// Adds a change to what is staged; the first one takes the lock.
    pub(super) fn stage(&self, change: Change) -> anyhow::Result<()> {
        self.hold_lock()?;
        let mut staging = self.write_staging();
        let is_put = change.from.is_none();
        if is_put && staging.take_back(&change) {
            return Ok(());
        }
        match staging.staged.last_mut().filter(|last| is_put && last.from.is_none()) {
            Some(last) if last.path == change.path => last.after = change.after,
            _ => staging.staged.push(change),
        }
        Ok(())
    }

    /// Takes the lock that is held until the commit, where it isn't held yet. Every write begins here, a rehearsed one too.
    pub(super) fn hold_lock(&self) -> anyhow::Result<()> {
        self.check_format()?;
        let needed = {
            let staging = self.read_staging();
            !staging.is_dry && staging.lock.is_none()
        };
        if needed {
            let lock = self.lock()?;
            let mut staging = self.write_staging();
            staging.is_without_lock |= matches!(lock, Lock::Unknown);
            staging.lock = Some(lock);
        }
        Ok(())
    }

    /// Refuses to write to a practice of a newer format: what such a note means is known to the coach that wrote it alone.
    ///
    /// # Errors
    /// Where `format:` in the settings is newer than [`FORMAT`].
    pub fn check_format(&self) -> Result<(), Refusal> {
        if self.read_staging().knows_format {
            return Ok(());
        }
        let format = self.settings().value.format;
        if format > FORMAT {
            let what = format!("format {format} is newer than this coach, which writes format {FORMAT}");
            let hint = "use the newer coach; this one goes on reading";
            return Err(Refusal::with_kind(RefusalKind::Newer, what, hint).in_file(MARKER));
        }
        self.write_staging().knows_format = true;
        Ok(())
    }

    /// Lets the lock go where nothing is staged: a command that changed nothing keeps nobody waiting.
    pub(super) fn release_lock(&self) {
        let mut staging = self.write_staging();
        if staging.staged.is_empty() {
            staging.lock = None;
        }
    }

    /// Where the bytes of a path are.
    pub(super) fn stand(&self, path: &str) -> Stand {
        let staging = self.read_staging();
        if staging.staged.is_empty() { Stand::OnDisk(path.to_owned()) } else { staging.stand(path) }
    }

    /// Whether anything is staged: most reads happen before.
    pub(super) fn has_staged(&self) -> bool {
        !self.read_staging().staged.is_empty()
    }

    /// The paths in a folder that are staged to be put or moved there.
    pub(super) fn list_staged(&self, folder: &str) -> Vec<String> {
        let paths = self.read_staging().paths();
        let inside = |path: &String| strip_folder(path, folder).is_some_and(|rest| !rest.is_empty());
        paths.into_iter().filter(|path| inside(path) && self.stand(path) != Stand::Gone).collect()
    }

    /// A change file by file: a folder that is moved is all the files in it.
    fn files_of(&self, change: &Change) -> Vec<Change> {
        let Some(from) = &change.from else { return vec![change.clone()] };
        let folder = self.root.join(from);
        if !folder.is_dir() {
            return vec![change.clone()];
        }
        let files = walkdir::WalkDir::new(&folder).sort_by_file_name().into_iter().flatten();
        files
            .filter(|entry| !entry.file_type().is_dir())
            .filter_map(|entry| {
                let rest = entry.path().strip_prefix(&folder).ok()?.to_str()?.replace('\\', "/");
                Some(Change::for_move(format!("{from}/{rest}"), format!("{}/{rest}", change.path)))
            })
            .collect()
    }

    /// Refuses a change whose file isn't any more what it was when it was read.
    pub(super) fn check_stands(
        &self,
        staging: &Staging,
        place: usize,
        change: &Change,
    ) -> Result<(), Refusal> {
        if change.from.is_some() {
            return Ok(());
        }
        let Stand::OnDisk(path) = staging.stand_after(place, &change.path) else { return Ok(()) };
        let there = std::fs::symlink_metadata(self.root.join(&path)).is_ok();
        let stands = match &change.before {
            Some(before) => there && self.read_from_disk(&path).is_ok_and(|bytes| bytes == *before),
            None => !there,
        };
        if stands { Ok(()) } else { Err(Refusal::changed(&change.path)) }
    }

    fn write_change(&self, change: &Change) -> anyhow::Result<()> {
        match (&change.from, &change.before, &change.after) {
            (Some(from), ..) => self.write_move(from, &change.path),
            (None, None, Some(after)) => self.write_new(&change.path, after),
            (None, Some(before), Some(after)) => self.write_over(&change.path, before, after),
            (None, Some(before), None) => self.write_removal(&change.path, before),
            (None, None, None) => Ok(()),
        }
    }

    pub(super) fn read_staging(&self) -> RwLockReadGuard<'_, Staging> {
        self.staging.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn write_staging(&self) -> RwLockWriteGuard<'_, Staging> {
        self.staging.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is told where the disk refuses after some files were written.
fn halfway(staged: &[Change], done: usize) -> String {
    let paths =
        |changes: &[Change]| changes.iter().map(|change| change.path.as_str()).collect::<Vec<_>>().join(", ");
    format!("written: {}; not written: {}", paths(&staged[..done]), paths(&staged[done..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::paths::Kind;

    fn practice() -> (tempfile::TempDir, Practice) {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in [("coach.yaml", "format: 1\n"), ("clients/a/client.md", "---\nname: A\n---\n")] {
            std::fs::create_dir_all(folder.path().join(path).parent().unwrap()).unwrap();
            std::fs::write(folder.path().join(path), text).unwrap();
        }
        let practice = Practice::open_at(folder.path()).unwrap();
        (folder, practice)
    }

    #[test]
    fn nothing_reaches_the_disk_before_the_commit_and_the_command_reads_what_it_staged() {
        let (folder, practice) = practice();
        practice.create("clients/a/notes/2026-01-01.md", "one\n").unwrap();
        practice.edit("clients/a/notes/2026-01-01.md", |text| Ok(format!("{text}two\n"))).unwrap();
        practice.rename("clients/a", "clients/b").unwrap();
        let file = folder.path().join("clients/b/notes/2026-01-01.md");
        assert!(!file.exists());
        assert_eq!(practice.client_ids().value, ["b"]);
        assert_eq!(practice.client("b").value.display_name(), "A");
        let notes: Vec<String> =
            practice.notes_of("b", Kind::Note).value.iter().map(ToString::to_string).collect();
        assert_eq!(notes, ["clients/b/notes/2026-01-01.md"]);
        assert_eq!(practice.text(&notes[0]).unwrap(), "one\ntwo\n");
        practice.commit().unwrap();
        assert_eq!(std::fs::read_to_string(file).unwrap(), "one\ntwo\n");
    }

    #[test]
    fn what_changed_on_disk_meanwhile_keeps_all_from_being_written() {
        let (folder, practice) = practice();
        practice.create("clients/a/notes/2026-01-01.md", "one\n").unwrap();
        practice.edit("clients/a/client.md", |_| Ok("ours\n".to_owned())).unwrap();
        std::fs::write(folder.path().join("clients/a/client.md"), "theirs\n").unwrap();
        let told = practice.commit().unwrap_err().to_string();
        assert!(told.starts_with("clients/a/client.md: it changed on disk"), "{told}");
        assert!(!folder.path().join("clients/a/notes").exists());
        assert_eq!(std::fs::read_to_string(folder.path().join("clients/a/client.md")).unwrap(), "theirs\n");
    }

    #[test]
    fn a_rehearsal_knows_the_changes_and_never_writes() {
        let (folder, practice) = practice();
        practice.rehearse();
        practice.rename("clients/a", "clients/b").unwrap();
        practice.commit().unwrap();
        let paths: Vec<String> = practice.changes().iter().map(|change| change.path.clone()).collect();
        assert_eq!(paths, ["clients/b/client.md"]);
        assert!(folder.path().join("clients/a/client.md").exists());
    }

    #[test]
    fn a_file_that_is_there_is_never_replaced_by_a_new_one() {
        let (_folder, practice) = practice();
        assert!(practice.create("clients/a/client.md", "").is_err());
        assert!(practice.rename("clients/a", "clients/a").is_err());
        practice.create("clients/a/x.md", "").unwrap();
        assert!(practice.create("clients/a/x.md", "").is_err());
    }
}
