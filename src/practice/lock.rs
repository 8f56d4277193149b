//! One command at a time writes to a practice.

use std::fs::{self, File, TryLockError};
use std::time::Duration;

use anyhow::Context as _;

use super::faults::{self, Step};
use super::{MARKER, Practice, state};
use crate::model::refusal::{Refusal, RefusalKind};

/// How often a lock is asked for.
const TRIES: u32 = 500;
/// And how long it is waited for each time.
const PAUSE: Duration = Duration::from_millis(20);

/// Whether others are kept out; they are until it is dropped.
#[derive(Debug)]
pub(super) enum Lock {
    /// They are, for as long as the file is open.
    Held { _file: File },
    /// There are no locks where it would lie. Each note is compared once more right before it is replaced.
    Unknown,
}

impl Practice {
    /// Keeps two commands from writing at the same time; the second waits.
    ///
    /// # Errors
    /// Where another one writes for ten seconds, or no file is there that could be locked.
    pub(super) fn lock(&self) -> anyhow::Result<Lock> {
        let file = self.lock_file()?;
        if faults::pass(Step::Lock).is_err() {
            return Ok(Lock::Unknown);
        }
        for _ in 0..TRIES {
            match file.try_lock() {
                Ok(()) => return Ok(Lock::Held { _file: file }),
                // EBADF on NFS, ENOLCK and EOPNOTSUPP on SMB and FUSE: a network folder without locks is still a place for notes.
                Err(TryLockError::Error(_)) => return Ok(Lock::Unknown),
                Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            }
        }
        let what = "another coach has been writing to this practice for ten seconds";
        Err(Refusal::with_kind(RefusalKind::Program, what, "try again when it is done").into())
    }

    /// The file whose lock is taken. It lies in the user's own folder: an editor that saves coach.yaml by a rename would leave two
    /// commands with a lock each, and the practice may lie on a file system without locks.
    fn lock_file(&self) -> anyhow::Result<File> {
        let own = || {
            let folder = state::state_folder()?.join("locks");
            state::make_private_folder(&folder).ok()?;
            let name = state::file_name(&self.root);
            fs::OpenOptions::new().write(true).create(true).truncate(false).open(folder.join(name)).ok()
        };
        if let Some(file) = own() {
            return Ok(file);
        }
        let marker = self.root.join(MARKER);
        let opened = fs::OpenOptions::new().write(true).open(&marker).or_else(|_| File::open(&marker));
        opened.with_context(|| format!("{MARKER} could not be opened"))
    }
}
