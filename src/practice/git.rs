//! The git command: it keeps the user's hooks, signing and credentials.

pub(super) mod call;
pub mod commits;
mod merge_renames;
pub mod merge_setup;
pub mod parted_names;
pub mod saving;
pub mod syncing;
pub mod trust;
pub mod undecided;
pub mod versions;
pub mod working_copy;

use std::io::Read as _;
use std::path::Path;

use trust::Trust;

use super::LARGEST;
use super::paths::CLIENTS;

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

/// The first commit of a repository that was just made: the files that were laid, and nothing else. Nobody is asked for a key or a
/// name, and no hook runs, since a new practice is no change of anybody's. Whether it was made.
#[must_use]
pub fn make_first_commit(folder: &Path, paths: &[String]) -> bool {
    let add = ["add", "--"].into_iter().chain(paths.iter().map(String::as_str)).collect::<Vec<_>>();
    if !run(folder, &add) {
        return false;
    }
    let commit = ["commit", "--quiet", "--no-verify", "--no-gpg-sign", "-m", "coach init: a new practice"];
    let as_nobody = ["-c", "user.name=coach", "-c", "user.email=coach@localhost"];
    run(folder, &commit) || run(folder, &[&as_nobody[..], &commit].concat())
}

/// Shows names in any script as they are: git would tell of `\303\251` for an é.
pub fn show_names_as_they_are(folder: &Path) {
    // Where the setting can't be written, names are only harder to read.
    let _ = run(folder, &["config", "core.quotePath", "false"]);
}

/// The name that git signs commits with.
#[must_use]
pub fn user_name(folder: &Path) -> Option<String> {
    let folder = if folder.is_dir() { folder } else { Path::new(".") };
    let mut git = call::prepare_reading(folder);
    git.args(["config", "user.name"]);
    let git = call::run(git).ok()?;
    let name = String::from_utf8(git.stdout).ok()?.trim().to_owned();
    (!name.is_empty()).then_some(name)
}

/// Whose folder a path lies in, from the practice's root; none where it is nobody's.
pub(super) fn find_owner(path: &str) -> Option<&str> {
    path.strip_prefix(CLIENTS)?.strip_prefix('/')?.split('/').next()
}

/// What `git cat-file --batch` says of some contents.
fn blobs_of(folder: &Path, blobs: &[&str]) -> Option<Vec<u8>> {
    let mut git = call::start_reading_objects(folder, blobs)?;
    let mut said = Vec::new();
    git.take_output()?.read_to_end(&mut said).ok()?;
    git.finish().map(|()| said)
}

/// Reads the answers of `git cat-file --batch`, one for each question: a line `ID blob SIZE`, the content and a line's end;
/// or one line where there is none. What is longer than a note may be is none.
fn contents(mut said: &[u8]) -> Vec<Option<Vec<u8>>> {
    let mut contents = Vec::new();
    while let Some(end) = memchr::memchr(b'\n', said) {
        let head = String::from_utf8_lossy(&said[..end]).into_owned();
        said = &said[end + 1..];
        let Some(size) = head.split_once(" blob ").and_then(|(_, size)| size.parse::<usize>().ok()) else {
            contents.push(None);
            continue;
        };
        let content = said.get(..size);
        contents.push(content.filter(|_| size as u64 <= LARGEST).map(<[u8]>::to_vec));
        said = said.get(size.saturating_add(1)..).unwrap_or_default();
    }
    contents
}

/// What a git command says, if it does what it was asked.
pub(super) fn ask_git(folder: &Path, arguments: &[&str]) -> Option<Vec<u8>> {
    let mut git = call::prepare_reading(folder);
    git.args(arguments);
    let output = call::run(git).ok()?;
    output.status.success().then_some(output.stdout)
}

/// Whether git did what it was asked, in a folder of which nothing is known.
fn run(folder: &Path, arguments: &[&str]) -> bool {
    let mut git = call::prepare_writing(folder, &Trust::assume_nothing());
    git.args(arguments);
    call::run(git).is_ok_and(|output| output.status.success())
}
