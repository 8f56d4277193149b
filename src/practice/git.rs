//! The git command: it keeps the user's hooks, signing and credentials.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use chrono::NaiveDate;

use super::LARGEST;
use crate::model::moment::parse_day;

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

/// A file as it stood in a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The day on which it was written, by its author's clock.
    pub date: NaiveDate,
    /// The commit's short id.
    pub commit: String,
    /// What stood in the file.
    pub bytes: Vec<u8>,
}

/// The versions of a file that commits hold, oldest first, under whatever names it had. None where there is no git, no
/// repository, or one that holds only the latest commits: then nobody knows what came first.
#[must_use]
pub fn versions(folder: &Path, path: &str) -> Vec<Version> {
    if asked(folder, &["rev-parse", "--is-shallow-repository"])
        .is_none_or(|said| said.trim_ascii() != b"false")
    {
        return Vec::new();
    }
    let log = ["log", "--follow", "--raw", "-z", "--date=short", "--format=%x01%h %ad", "--", path];
    let mut changes = changes(&asked(folder, &log).unwrap_or_default());
    changes.reverse();
    let blobs: Vec<&str> = changes.iter().map(|change| change.blob.as_str()).collect();
    let contents = contents(&blobs_of(folder, &blobs).unwrap_or_default());
    let known = changes.into_iter().zip(contents);
    known
        .filter_map(|(Change { date, commit, .. }, bytes)| Some(Version { date, commit, bytes: bytes? }))
        .collect()
}

/// A commit that wrote a file, and what it wrote.
#[derive(Debug, PartialEq, Eq)]
struct Change {
    date: NaiveDate,
    commit: String,
    blob: String,
}

/// Reads a log of `git log --raw -z` whose commits begin with a byte 1, their short id and their day.
fn changes(log: &[u8]) -> Vec<Change> {
    let commits = log.split(|byte| *byte == 1).skip(1);
    let change = |commit: &[u8]| {
        let text = String::from_utf8_lossy(commit).into_owned();
        let mut parts = text.split(['\0', '\n']).filter(|part| !part.is_empty());
        let (commit, date) = parts.next()?.split_once(' ')?;
        // `:100644 100644 BEFORE AFTER M`: two modes, two contents, what was done.
        let blob = parts.find_map(|part| part.strip_prefix(':'))?.split(' ').nth(3)?;
        let is_gone = blob.bytes().all(|byte| byte == b'0');
        let (date, commit, blob) = (parse_day(date)?, commit.to_owned(), blob.to_owned());
        (!is_gone).then_some(Change { date, commit, blob })
    };
    commits.filter_map(change).collect()
}

/// What `git cat-file --batch` says of some contents.
fn blobs_of(folder: &Path, blobs: &[&str]) -> Option<Vec<u8>> {
    let mut git = command(folder)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut input = git.stdin.take()?;
    let asked = blobs.join("\n") + "\n";
    // Written beside the reading: either side stops when the pipe between is full.
    let writer = std::thread::spawn(move || input.write_all(asked.as_bytes()));
    let output = git.wait_with_output().ok()?;
    let _ = writer.join();
    output.status.success().then_some(output.stdout)
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
fn asked(folder: &Path, arguments: &[&str]) -> Option<Vec<u8>> {
    let git = command(folder).args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    git.status.success().then_some(git.stdout)
}

/// Git for reading: no lock is taken, nothing is fetched, and a path is a path whatever signs it holds.
fn command(folder: &Path) -> Command {
    let mut git = Command::new("git");
    git.current_dir(folder)
        .envs([("GIT_OPTIONAL_LOCKS", "0"), ("GIT_NO_LAZY_FETCH", "1"), ("GIT_LITERAL_PATHSPECS", "1")])
        .args(["-c", "log.showSignature=false"]);
    git
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

#[cfg(test)]
mod tests {
    use super::{changes, contents};

    #[test]
    fn a_log_is_read_commit_by_commit() {
        let log = b"\x01aa1 2026-11-22\0\n:100644 100644 d68 e27 R080\0x/a \xc3\xa9.md\0x/:b.md\0\
            \x01bb2 2026-10-11\0\n:100644 000000 e27 0000000 D\0x/a.md\0\
            \x01cc3 not-a-day\0\n:000000 100644 0000000 d68 A\0x/a.md\0\
            \x01dd4 2026-01-02\0\n:000000 100644 0000000 d68 A\0x/a.md\0";
        let read = changes(log);
        let seen: Vec<_> =
            read.iter().map(|c| (c.commit.as_str(), c.date.to_string(), c.blob.as_str())).collect();
        assert_eq!(seen, [("aa1", "2026-11-22".into(), "e27"), ("dd4", "2026-01-02".into(), "d68")]);
        assert_eq!(changes(b""), []);
    }

    #[test]
    fn contents_are_taken_by_their_length() {
        let said = b"e27 blob 4\na\nb\n\nd68 missing\nf00 blob 0\n\nabc tree 2\nabc blob 9\ncut";
        let wanted = [Some(b"a\nb\n".to_vec()), None, Some(Vec::new())];
        assert_eq!(contents(said)[..3], wanted);
        assert!(contents(said)[3..].iter().all(Option::is_none));
    }
}
