//! The git command: it keeps the user's hooks, signing and credentials.

pub(super) mod call;
pub(super) mod half_removed;
mod merge_renames;
pub mod merge_setup;
pub mod saving;
pub mod syncing;
pub mod trust;
pub mod working_copy;

use std::collections::HashMap;
use std::io::Read as _;
use std::path::Path;

use chrono::NaiveDate;

use trust::Trust;

use super::LARGEST;
use super::paths::CLIENTS;
use crate::model::changes::{Change as FileChange, Changes};
use crate::model::moment::{Moment, parse_day};

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

/// The versions of a note that commits hold, oldest first, under whatever names it had in its folder. None where there is no
/// git, no repository, or one that holds only the latest commits: then nobody knows what came first.
///
/// Git's own `--follow` won't do: it takes a new note for a copy of any that looks like it, and notes of two clients that were
/// made from one template look alike. So only the note's own folder is looked at, and only renames count.
#[must_use]
pub fn versions(root: &Path, path: &str) -> Vec<Version> {
    versions_of_each(root, &[path]).pop().unwrap_or_default()
}

/// The versions of several notes, each as [`versions`] gives them. Git is asked once for all that lie in one folder: a question costs as
/// much as a digest.
#[must_use]
pub fn versions_of_each(root: &Path, paths: &[&str]) -> Vec<Vec<Version>> {
    if has_cut_history(root) {
        return vec![Vec::new(); paths.len()];
    }
    let mut logs: HashMap<&str, Vec<u8>> = HashMap::new();
    let changes: Vec<Vec<Change>> = paths
        .iter()
        .map(|path| {
            let Some((folder, _)) = path.rsplit_once('/') else { return Vec::new() };
            let log = logs.entry(folder).or_insert_with(|| read_log(root, folder));
            let mut changes = trace(log, path);
            changes.reverse();
            changes
        })
        .collect();
    let blobs: Vec<&str> = changes.iter().flatten().map(|change| change.blob.as_str()).collect();
    let said = if blobs.is_empty() { None } else { blobs_of(root, &blobs) };
    let mut contents = contents(&said.unwrap_or_default()).into_iter();
    let mut version = |Change { date, commit, .. }: Change| {
        Some(Version { date, commit, bytes: contents.next().flatten()? })
    };
    changes.into_iter().map(|changes| changes.into_iter().filter_map(&mut version).collect()).collect()
}

fn read_log(root: &Path, folder: &str) -> Vec<u8> {
    let log = ["log", "--relative", "--raw", "-z", "-M", "--date=short", "--format=%x01%h %ad", "--", folder];
    ask_git(root, &log).unwrap_or_default()
}

/// Whether what git knows of a folder isn't all that there was: there is no repository, or it holds only the latest commits. Where the
/// files say so, git itself isn't asked.
fn has_cut_history(root: &Path) -> bool {
    let Some(repository) = root.ancestors().map(|folder| folder.join(".git")).find(|git| git.exists()) else {
        return true;
    };
    let is_plain = ["HEAD", "objects", "refs"].iter().all(|part| repository.join(part).exists());
    if is_plain && !repository.join("commondir").exists() && !repository.is_symlink() {
        return repository.join("shallow").exists();
    }
    ask_git(root, &["rev-parse", "--is-shallow-repository"]).is_none_or(|said| said != b"false\n")
}

/// A commit and what it did to the files of a folder.
#[derive(Debug, Clone)]
pub struct Commit {
    /// When it was written, by the clock of whoever looks.
    pub at: Moment,
    /// Its short id.
    pub id: String,
    /// Its first line.
    pub subject: String,
    /// What it changed; contents that are longer than a note may be are left out.
    pub changes: Changes,
}

/// The newest commits that touched a folder, at most `most` of them, from `HEAD` back or from another one. None where there is no git or
/// no repository.
#[must_use]
pub fn commits(root: &Path, from: &str, folder: &str, most: usize) -> Vec<Commit> {
    let most = format!("--max-count={most}");
    read_commits(root, &[&most, from, "--", folder])
}

/// One commit with all that it did to the practice.
#[must_use]
pub fn read_commit(root: &Path, id: &str) -> Option<Commit> {
    read_commits(root, &["--max-count=1", id, "--", "."]).pop()
}

fn read_commits(root: &Path, which: &[&str]) -> Vec<Commit> {
    let format = "--format=%x01%h %ad %s";
    let date = "--date=format-local:%Y-%m-%dT%H:%M";
    let log = ["log", "--relative", "--raw", "--no-abbrev", "-z", "-M", date, format];
    let said = ask_git(root, &[&log[..], which].concat()).unwrap_or_default();
    let found: Vec<RawCommit> = said.split(|byte| *byte == 1).skip(1).filter_map(RawCommit::parse).collect();
    let blobs: Vec<&str> = found.iter().flat_map(|commit| &commit.files).flat_map(RawFile::blobs).collect();
    let mut contents = contents(&blobs_of(root, &blobs).unwrap_or_default()).into_iter();
    found.into_iter().map(|commit| commit.with_contents(&mut contents)).collect()
}

/// How much of a commit's id is shown.
const SHORT: usize = 8;

/// A commit as `git log --raw` tells it.
struct RawCommit {
    at: Moment,
    id: String,
    subject: String,
    files: Vec<RawFile>,
}

/// A file in it: the ids of its contents, all noughts where there is none, and its name or names.
struct RawFile {
    before: String,
    after: String,
    path: String,
    from: Option<String>,
    /// Whether it has another name and the same bytes.
    is_exact: bool,
}

impl RawFile {
    /// The path at which nothing is any more.
    fn leaves(&self) -> Option<&str> {
        self.from.as_deref().or(is_nothing(&self.after).then_some(self.path.as_str()))
    }

    /// The contents to be asked for, in the order in which they are taken.
    fn blobs(&self) -> impl Iterator<Item = &str> {
        [&self.before, &self.after].into_iter().filter(|blob| !is_nothing(blob)).map(String::as_str)
    }
}

fn is_nothing(blob: &str) -> bool {
    blob.bytes().all(|byte| byte == b'0')
}

impl RawCommit {
    fn parse(bytes: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let mut parts = text.split(['\0', '\n']).filter(|part| !part.is_empty());
        let mut head = parts.next()?.splitn(3, ' ');
        let (id, at, subject) = (head.next()?, Moment::parse(head.next()?)?, head.next().unwrap_or_default());
        let mut files = Vec::new();
        while let Some(facts) = parts.next().and_then(|part| part.strip_prefix(':')) {
            let facts: Vec<&str> = facts.split(' ').collect();
            let [_, _, before, after, done] = facts[..] else { break };
            let Some(first) = parts.next() else { break };
            let second = if done.starts_with(['R', 'C']) { parts.next() } else { None };
            files.push(RawFile {
                before: before.to_owned(),
                after: after.to_owned(),
                path: second.unwrap_or(first).to_owned(),
                from: second.filter(|_| done.starts_with('R')).map(|_| first.to_owned()),
                is_exact: done == "R100",
            });
        }
        // `--no-abbrev` is needed for the contents, and lengthens the commit's own id as well.
        let id = id.get(..SHORT).unwrap_or(id);
        Some(Self { at, id: id.to_owned(), subject: subject.to_owned(), files })
    }

    /// Whether a rename from one person's folder into another's is no more than git's guess: two people's notes that were made from one
    /// template look alike. A person who was renamed takes all notes along, some of them as they were.
    fn is_guess(&self, from: &str, to: &str) -> bool {
        let (old, new) = (find_owner(from), find_owner(to));
        let goes_along = |file: &RawFile| {
            file.from.as_deref().is_some_and(|from| find_owner(from) == old) && find_owner(&file.path) == new
        };
        let stays =
            |file: &RawFile| file.leaves().is_some_and(|path| find_owner(path) == old) && !goes_along(file);
        let is_proved = self.files.iter().any(|file| file.is_exact && goes_along(file));
        old != new && (!is_proved || self.files.iter().any(stays))
    }

    fn with_contents(self, contents: &mut impl Iterator<Item = Option<Vec<u8>>>) -> Commit {
        let mut changes = Vec::new();
        let is_guess =
            |file: &RawFile| file.from.as_deref().is_some_and(|from| self.is_guess(from, &file.path));
        let guesses: Vec<bool> = self.files.iter().map(is_guess).collect();
        for (file, is_guess) in self.files.into_iter().zip(guesses) {
            let mut take = |blob: &str| if is_nothing(blob) { None } else { contents.next().flatten() };
            let (before, after) = (take(&file.before), take(&file.after));
            if let Some(from) = file.from.as_ref().filter(|_| is_guess) {
                changes.push(FileChange { path: from.clone(), from: None, before, after: None });
                changes.push(FileChange { path: file.path, from: None, before: None, after });
                continue;
            }
            let is_same = before == after;
            changes.extend(file.from.map(|from| FileChange::for_move(from, file.path.clone())));
            if !is_same {
                changes.push(FileChange { path: file.path, from: None, before, after });
            }
        }
        Commit { at: self.at, id: self.id, subject: self.subject, changes: Changes::from(changes) }
    }
}

/// Whose folder a path lies in, from the practice's root; none where it is nobody's.
pub(super) fn find_owner(path: &str) -> Option<&str> {
    path.strip_prefix(CLIENTS)?.strip_prefix('/')?.split('/').next()
}

/// A commit that wrote a file, and what it wrote.
#[derive(Debug, PartialEq, Eq)]
struct Change {
    date: NaiveDate,
    commit: String,
    blob: String,
}

/// Follows a file back through the log of its folder, `git log --raw -z` whose commits begin with a byte 1, their short id and their
/// day: to the commit that made it, by the names that it had before.
fn trace(log: &[u8], path: &str) -> Vec<Change> {
    let mut name = path.to_owned();
    let mut changes = Vec::new();
    for commit in log.split(|byte| *byte == 1).skip(1) {
        let text = String::from_utf8_lossy(commit).into_owned();
        let mut parts = text.split(['\0', '\n']).filter(|part| !part.is_empty());
        let Some((commit, date)) = parts.next().and_then(|head| head.split_once(' ')) else { continue };
        // `:100644 100644 BEFORE AFTER M`: two modes, two contents, what was done; then the name, or the old one and the new.
        while let Some(facts) = parts.next().and_then(|part| part.strip_prefix(':')) {
            let facts: Vec<&str> = facts.split(' ').collect();
            let [_, _, _, blob, done] = facts[..] else { break };
            let Some(before) = parts.next() else { break };
            let after = if done.starts_with(['R', 'C']) { parts.next().unwrap_or_default() } else { before };
            if after != name || done == "D" {
                continue;
            }
            changes.extend(parse_day(date).map(|date| Change {
                date,
                commit: commit.to_owned(),
                blob: blob.to_owned(),
            }));
            if done.starts_with('R') {
                before.clone_into(&mut name);
                break;
            }
            if done != "M" {
                // Here it was made: what had that name before was something else.
                return changes;
            }
        }
    }
    changes
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

#[cfg(test)]
mod tests {
    use super::{contents, trace};

    /// Commits of these ids, each a day older than the one before, and what they did.
    fn log(commits: &[(&str, &str)]) -> Vec<u8> {
        let days = (1..=31).rev().map(|day| format!("2026-01-{day:02}"));
        let one = |((id, did), day): (&(&str, &str), String)| {
            format!("\u{1}{id} {day}\0\n{}\0", did.replace('|', "\0"))
        };
        commits.iter().zip(days).map(one).collect::<String>().into_bytes()
    }

    #[test]
    fn a_file_is_followed_back_to_where_it_was_made() {
        let path = "g/b.md";
        let told = |commits: &[(&str, &str)]| {
            let read = trace(&log(commits), path);
            read.iter()
                .map(|change| format!("{} {}", change.commit, change.blob))
                .collect::<Vec<_>>()
                .join(", ")
        };
        for (commits, wanted) in [
            (&[][..], ""),
            (&[("c2", ":1 1 a b M|g/b.md"), ("c1", ":0 1 0 a A|g/b.md")], "c2 b, c1 a"),
            (&[("c2", ":1 1 x y M|g/a.md|:1 1 a b M|g/b.md"), ("c1", ":1 1 x y M|g/c.md")], "c2 b"),
            (
                &[
                    ("c3", ":1 1 b c M|g/b.md"),
                    ("c2", ":1 1 a b R080|g/a \u{e9}.md|g/b.md"),
                    ("c1", ":0 1 0 a A|g/a \u{e9}.md"),
                ],
                "c3 c, c2 b, c1 a",
            ),
            // A copy is a new file, and so is one that takes the name of one that is gone.
            (&[("c2", ":1 1 a b C092|g/a.md|g/b.md"), ("c1", ":0 1 0 a A|g/a.md")], "c2 b"),
            (
                &[("c2", ":0 1 0 b A|g/b.md"), ("c1", ":1 0 a 0 D|g/b.md"), ("c0", ":0 1 0 a A|g/b.md")],
                "c2 b",
            ),
            (&[("c2", ":0 1 0 b A|g/b.md"), ("c1", ":0 1 0 a A|g/b.md")], "c2 b"),
            (&[("c1", ":1 0 a 0 D|g/b.md"), ("c0", ":0 1 0 a A|g/b.md")], "c0 a"),
        ] {
            assert_eq!(told(commits), wanted, "{commits:?}");
        }
        assert_eq!(trace(b"\x01c1 someday\0\n:0 1 0 a A\0g/b.md\0", path), []);
    }

    #[test]
    fn contents_are_taken_by_their_length() {
        let said = b"e27 blob 4\na\nb\n\nd68 missing\nf00 blob 0\n\nabc tree 2\nabc blob 9\ncut";
        let wanted = [Some(b"a\nb\n".to_vec()), None, Some(Vec::new())];
        assert_eq!(contents(said)[..3], wanted);
        assert!(contents(said)[3..].iter().all(Option::is_none));
    }
}
