//! What commits did to the practice, newest first.

use std::path::Path;

use super::{ask_git, blobs_of, contents, find_owner};
use crate::model::changes::{Change, Changes};
use crate::model::moment::Moment;

/// A commit and what it did to the files of a folder.
#[derive(Debug, Clone)]
pub struct WholeCommit {
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
pub fn commits(root: &Path, from: &str, folder: &str, most: usize) -> Vec<WholeCommit> {
    let most = format!("--max-count={most}");
    read_commits(root, &[&most, from, "--", folder])
}

/// One commit with all that it did to the practice.
#[must_use]
pub fn read_commit(root: &Path, id: &str) -> Option<WholeCommit> {
    read_commits(root, &["--max-count=1", id, "--", "."]).pop()
}

fn read_commits(root: &Path, which: &[&str]) -> Vec<WholeCommit> {
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

    fn with_contents(self, contents: &mut impl Iterator<Item = Option<Vec<u8>>>) -> WholeCommit {
        let mut changes = Vec::new();
        let is_guess =
            |file: &RawFile| file.from.as_deref().is_some_and(|from| self.is_guess(from, &file.path));
        let guesses: Vec<bool> = self.files.iter().map(is_guess).collect();
        for (file, is_guess) in self.files.into_iter().zip(guesses) {
            let mut take = |blob: &str| if is_nothing(blob) { None } else { contents.next().flatten() };
            let (before, after) = (take(&file.before), take(&file.after));
            if let Some(from) = file.from.as_ref().filter(|_| is_guess) {
                changes.push(Change { path: from.clone(), from: None, before, after: None });
                changes.push(Change { path: file.path, from: None, before: None, after });
                continue;
            }
            let is_same = before == after;
            changes.extend(file.from.map(|from| Change::for_move(from, file.path.clone())));
            if !is_same {
                changes.push(Change { path: file.path, from: None, before, after });
            }
        }
        WholeCommit { at: self.at, id: self.id, subject: self.subject, changes: Changes::from(changes) }
    }
}
