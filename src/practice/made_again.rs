//! Changes that are made again, or taken back: each file has to be what it was then.

use super::Practice;
use super::staging::{Staging, Stand};
use crate::model::changes::{Change, Changes};
use crate::model::refusal::Refusal;

/// A file that isn't what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedSince {
    /// Where it lies.
    pub path: String,
    /// What became of it since; none where something else lies in its place, or nothing.
    pub since: Option<Change>,
}

impl Practice {
    /// Stages changes that were made before, or that take such back: each file has to be what it was then. What is made already, by a
    /// command that was cut off in the middle of it, isn't made again. Where a file isn't what it was, nothing is staged, and that is given.
    ///
    /// # Errors
    /// Where the practice can't be locked.
    pub fn stage_again(&self, changes: &Changes) -> anyhow::Result<Option<ChangedSince>> {
        self.hold_lock()?;
        let wanted = Staging { staged: changes.iter().cloned().collect(), ..Staging::default() };
        let mut staging = Staging::default();
        for (change, carried) in wanted.staged.iter().zip(wanted.paths()) {
            if self.is_made(&staging, change, &carried) {
                continue;
            }
            if let Some(changed) = self.find_changed(&staging, change) {
                self.release_lock();
                return Ok(Some(changed));
            }
            staging.staged.push(change.clone());
        }
        self.write_staging().staged.extend(staging.staged);
        self.release_lock();
        Ok(None)
    }

    /// The file that keeps a change from being made, by the path where it lies: the moves before it aren't made yet.
    fn find_changed(&self, staging: &Staging, change: &Change) -> Option<ChangedSince> {
        let place = |path: &str| match staging.stand(path) {
            Stand::OnDisk(path) => path,
            Stand::Staged(_) | Stand::Gone => path.to_owned(),
        };
        let count = staging.staged.len();
        if self.check_stands(staging, count, change).is_err() {
            let path = place(&change.path);
            let now = self.read_from_disk(&path).ok();
            let since = Change { path: path.clone(), from: None, before: change.before.clone(), after: now };
            return Some(ChangedSince { path, since: Some(since) });
        }
        let refusal = self.check_can_move(staging, count, change).err()?;
        let path = refusal.place.map_or_else(|| change.path.clone(), |found| found.path);
        Some(ChangedSince { path: place(&path), since: None })
    }

    /// Whether the disk is as a change would leave it, and isn't as the change would find it. `carried` is the path where later changes
    /// put the file.
    fn is_made(&self, staging: &Staging, change: &Change, carried: &str) -> bool {
        let on_disk = |path: &str| std::fs::symlink_metadata(self.root.join(path)).is_ok();
        let is_there = |path: &str| match staging.stand(path) {
            Stand::OnDisk(path) => on_disk(&path),
            Stand::Staged(_) => true,
            Stand::Gone => false,
        };
        if let Some(from) = &change.from {
            return !is_there(from) && is_there(&change.path);
        }
        let Stand::OnDisk(path) = staging.stand(&change.path) else { return false };
        let bytes = on_disk(&path).then(|| self.read_from_disk(&path).ok()).flatten();
        let is_carried =
            || self.read_from_disk(carried).is_ok_and(|bytes| Some(&bytes) == change.after.as_ref());
        bytes != change.before && (bytes == change.after || is_carried())
    }

    /// Refuses to move what isn't there, or where something is.
    fn check_can_move(&self, staging: &Staging, place: usize, change: &Change) -> Result<(), Refusal> {
        let Some(from) = &change.from else { return Ok(()) };
        let is_there = |path: &str| match staging.stand_after(place, path) {
            Stand::OnDisk(path) => std::fs::symlink_metadata(self.root.join(path)).is_ok(),
            Stand::Staged(_) => true,
            Stand::Gone => false,
        };
        if !is_there(from) {
            return Err(Refusal::changed(from));
        }
        if is_there(&change.path) { Err(Refusal::changed(&change.path)) } else { Ok(()) }
    }
}
