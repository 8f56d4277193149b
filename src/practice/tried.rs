//! What a practice finds when it tries what it needs: locks, its state folder, git.

use std::process::{Command, Stdio};

use super::lock::Lock;
use super::{Practice, state};

/// Whether two commands can be kept from writing at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocksFound {
    /// They can.
    Work,
    /// There are none where they would lie.
    None,
    /// Another command has one.
    Taken,
}

impl Practice {
    /// Takes a lock and gives it back.
    #[must_use]
    pub fn try_lock(&self) -> LocksFound {
        match self.lock() {
            Ok(Lock::Held { .. }) => LocksFound::Work,
            Ok(Lock::Unknown) => LocksFound::None,
            Err(_) => LocksFound::Taken,
        }
    }
}

/// Where what only makes life easier is kept, as a path to show; none where the platform names no place.
#[must_use]
pub fn show_state_folder() -> Option<String> {
    state::state_folder().map(|folder| folder.display().to_string())
}

/// The first line of what a program says of its version; none where it can't be started.
#[must_use]
pub fn ask_version(program: &str) -> Option<String> {
    let asked =
        Command::new(program).arg("--version").stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let said = String::from_utf8_lossy(&asked.stdout);
    let first = said.lines().next().unwrap_or_default().trim();
    asked.status.success().then(|| first.to_owned())
}
