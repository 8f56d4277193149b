//! What stood in a note before: its versions, as commits hold them.

use std::collections::HashMap;
use std::path::Path;

use chrono::NaiveDate;

use super::{ask_git, blobs_of, contents};
use crate::model::moment::parse_day;

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
