//! The temporary files through which everything is written, and what becomes of those that a killed command left.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::PoisonError;

use tempfile::NamedTempFile;

use super::faults::{self, Step};
use super::{Practice, only_mine};

impl Practice {
    /// Takes away what a command that was killed while it made the practice left beside coach.yaml; nothing where the lock isn't to be had.
    pub fn sweep_root(&self) {
        if self.hold_lock().is_ok() {
            self.sweep(Some(&self.root));
            self.release_lock();
        }
    }

    /// Takes away what a command that was killed left in a folder: its temporary files, which hold a client's text. While the lock is
    /// held, none of them is in use; without locks one may be, unless it is old.
    pub(super) fn sweep(&self, folder: Option<&Path>) {
        let Some(folder) = folder else { return };
        // Held to the end: files are written side by side, and one that is written meanwhile would be taken for a leftover.
        let mut swept = self.swept.lock().unwrap_or_else(PoisonError::into_inner);
        // Once is enough: for each of a day's thousand notes the folder would be listed a thousand times.
        if !swept.insert(folder.to_owned()) {
            return;
        }
        let is_sure = !self.is_without_lock();
        for file in fs::read_dir(folder).into_iter().flatten().flatten() {
            if !file.file_name().to_str().is_some_and(is_temporary) {
                continue;
            }
            let written =
                file.metadata().ok().filter(fs::Metadata::is_file).and_then(|it| it.modified().ok());
            let is_old = |at: std::time::SystemTime| at.elapsed().is_ok_and(|age| age > ABANDONED);
            if written.is_some_and(|at| is_sure || is_old(at)) {
                let _ = fs::remove_file(file.path());
            }
        }
    }
}

/// After how long a temporary file is nobody's any more, where no lock says so.
const ABANDONED: std::time::Duration = std::time::Duration::from_hours(1);

/// Whether a name is that of a temporary file of a write.
pub(super) fn is_temporary(name: &str) -> bool {
    name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1)
}

/// How the names of temporary files begin and end; the practice's .gitignore knows them.
const TEMPORARY: (&str, &str) = (".coach-", ".tmp");

/// A temporary file beside `file` that holds the bytes, synced. It has the permissions given, else nobody but the user can read it.
pub(super) fn lay_temporary(
    file: &Path,
    bytes: &[u8],
    permissions: Option<fs::Permissions>,
) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1);
    only_mine::keep_file_private(&mut builder);
    let mut temporary = builder.tempfile_in(file.parent().unwrap_or(Path::new(".")))?;
    if let Some(permissions) = permissions {
        temporary.as_file().set_permissions(permissions)?;
    }
    let (half, rest) = bytes.split_at(bytes.len() / 2);
    temporary.write_all(half)?;
    faults::pass(Step::Write)?;
    temporary.write_all(rest)?;
    faults::pass(Step::Sync)?;
    temporary.as_file().sync_all()?;
    Ok(temporary)
}
