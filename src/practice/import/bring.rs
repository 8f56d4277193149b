//! Writing what comes in: file by file, each whole or not there, so that a second run finishes what was interrupted.

use crate::model::changes::Change;
use crate::practice::Practice;

impl Practice {
    /// Writes a new file at once, under the lock. It isn't staged: an export may be larger than the memory. With `is_kept` it can be
    /// taken back by `undo`, for which its bytes are held until the command's end.
    ///
    /// # Errors
    /// Where a file of that name is there, the path leads out of the practice, or the disk refuses.
    pub fn bring_in(&self, path: &str, bytes: Vec<u8>, is_kept: bool) -> anyhow::Result<()> {
        self.hold_lock()?;
        let written = self.check_free(path).and_then(|()| self.write_new(path, &bytes));
        self.release_lock();
        written?;
        if is_kept {
            self.note_written(Change::put(path, None, bytes));
        }
        Ok(())
    }
}
