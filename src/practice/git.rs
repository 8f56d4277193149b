//! The git command: it keeps the user's hooks, signing and credentials.

use std::path::Path;
use std::process::{Command, Stdio};

/// What became of the wish for a repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repository {
    /// The folder already lies in one.
    There,
    /// One was made.
    Made,
    /// Git isn't installed, or would not.
    Missing,
}

/// Makes a git repository of a folder unless it already lies in one.
#[must_use]
pub fn ensure(folder: &Path) -> Repository {
    if run(folder, &["rev-parse", "--is-inside-work-tree"]) {
        Repository::There
    } else if run(folder, &["init", "--quiet"]) {
        Repository::Made
    } else {
        Repository::Missing
    }
}

/// The name that git signs commits with.
#[must_use]
pub fn user_name(folder: &Path) -> Option<String> {
    let folder = if folder.is_dir() { folder } else { Path::new(".") };
    let git = Command::new("git")
        .current_dir(folder)
        .args(["config", "user.name"])
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let name = String::from_utf8(git.stdout).ok()?.trim().to_owned();
    (!name.is_empty()).then_some(name)
}

fn run(folder: &Path, arguments: &[&str]) -> bool {
    let git = Command::new("git")
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    git.is_ok_and(|status| status.success())
}
