//! Changes that are made again, or taken back: each file has to be what it was then.

use super::Practice;
use super::staging::{Staging, Stand};
use crate::model::changes::{Change, Changes};
use crate::model::refusal::Refusal;

impl Practice {
    /// Stages changes that were made before, or that take such back: each file has to be what it was then. What is made already, by a
    /// command that was cut off in the middle of it, isn't made again.
    ///
    /// # Errors
    /// Where one isn't: nothing is staged then, and the error names it.
    pub fn stage_again(&self, changes: &Changes) -> anyhow::Result<()> {
        self.hold_lock()?;
        let wanted = Staging { staged: changes.iter().cloned().collect(), ..Staging::default() };
        let mut staging = Staging::default();
        for (change, carried) in wanted.staged.iter().zip(wanted.paths()) {
            if self.is_made(&staging, change, &carried) {
                continue;
            }
            let stands = self
                .check_stands(&staging, staging.staged.len(), change)
                .and_then(|()| self.check_can_move(&staging, staging.staged.len(), change));
            if let Err(refusal) = stands {
                self.release_lock();
                return Err(refusal.into());
            }
            staging.staged.push(change.clone());
        }
        self.write_staging().staged.extend(staging.staged);
        self.release_lock();
        Ok(())
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

    /// What stands in a file that isn't what a change left there: the change that was made to it since.
    #[must_use]
    pub fn change_since(&self, change: &Change) -> Change {
        let now = self.read_from_disk(&change.path).ok();
        Change { path: change.path.clone(), from: None, before: change.after.clone(), after: now }
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
