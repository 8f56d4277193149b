//! What is taken of a person, what is left of them, and what nobody here can look into.

mod commands;
pub mod overdue_transcripts;

use chrono::NaiveDate;
use serde::Serialize;

pub use commands::{list_commands, prove_command};

use super::view::View;
use crate::model::file_name::file_name;
use crate::model::git_traces::{GitLimit, GitTraces};
use crate::model::identity::Identity;
use crate::model::leftover::{LeftIn, Leftover, LookedThrough};
use crate::model::settings::ErasedHours;

/// `erase CLIENT`.
#[derive(Debug, Clone, Serialize)]
pub struct ErasureReport {
    /// What they were called.
    pub name: String,
    /// Everything that they went by.
    pub identity: Identity,
    /// Whether it is only told what would be done.
    pub is_rehearsed: bool,
    /// Their folders, from the root.
    pub folders: Vec<String>,
    /// How many files were in them.
    pub files: usize,
    /// How many commands can't be taken back any more.
    pub steps: usize,
    /// How many files of the state folder and of commands that were cut off went as well.
    pub other_files: usize,
    /// Their hours, which stand in no note any more.
    pub hours: ErasedHours,
    /// Whether these hours are kept as a figure without a name.
    pub keeps_hours: bool,
    /// Files of others that name them; they are left as they are.
    pub mentions: Vec<Leftover>,
    /// What git keeps of them; null where there is no git.
    pub git: Option<GitTraces>,
    /// What takes them out of it.
    pub commands: Vec<String>,
    /// What looks for the rest afterwards.
    pub prove: String,
    /// What nobody here can look into.
    pub beyond: Vec<Beyond>,
}

/// `erase --prove`.
#[derive(Debug, Clone, Serialize)]
pub struct Proof {
    /// What was looked for, earlier names and ids among it.
    pub looked_for: Identity,
    /// What is left.
    pub left: Vec<Left>,
    /// How many files were looked through.
    pub files: usize,
    /// How many of git's objects; null where there is no git.
    pub objects: Option<usize>,
    /// Files, and contents in git, that are no text, so that a name in them isn't seen.
    pub opaque: Vec<String>,
    /// Messages in git with a part of the name, which may be somebody else's.
    pub perhaps: Vec<String>,
    /// What takes the rest out of git.
    pub commands: Vec<String>,
    /// Whether a merge has to be finished before that.
    pub is_busy: bool,
    /// What nobody here can look into.
    pub beyond: Vec<Beyond>,
}

/// One thing that is left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Left {
    /// What it is.
    pub kind: LeftKind,
    /// Where: a path, a ref, a commit.
    pub place: String,
    /// The line, where it is one.
    pub line: Option<usize>,
    /// How many there are of it.
    pub count: usize,
}

/// What is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeftKind {
    /// A file or folder on the disk, of theirs or with their name in it.
    File,
    /// The same in the trash.
    Trashed,
    /// The same in the state folder.
    State,
    /// The same in another folder of the repository.
    Worktree,
    /// A file of git's own that names them.
    GitFile,
    /// Their folder, in so many commits.
    Folder,
    /// A path in git that names them.
    Path,
    /// A file in git that names them.
    Mention,
    /// The message of a commit or a tag that names them.
    Message,
    /// Somebody of their name who wrote a commit.
    Author,
    /// A branch, a tag or another ref that leads to any of it.
    Ref,
    /// A stash that holds any of it.
    Stash,
    /// Entries of reflogs.
    Reflog,
    /// Files that are staged.
    Staged,
    /// Objects that nothing leads to any more.
    Unreachable,
    /// Contents of somebody who was erased before.
    Erased,
}

/// What nobody here can look into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "place", rename_all = "kebab-case")]
pub enum Beyond {
    /// Another repository that this one was sent to.
    Remote(String),
    /// What keeps git from telling everything.
    Git(GitLimit),
    /// Copies on other machines, backups, synced folders.
    Copies,
    /// What was handed out: pages, exports, mails, calendars.
    HandedOut,
    /// What editors, pagers and the shell remember.
    Programs,
}

/// What can't be looked into, as far as it is known.
#[must_use]
pub fn list_beyond(git: Option<&GitTraces>) -> Vec<Beyond> {
    let remotes = git.into_iter().flat_map(|git| &git.remotes);
    let remotes = remotes.map(|remote| Beyond::Remote(format!("{} ({})", remote.name, remote.url)));
    let limits = git.into_iter().flat_map(|git| git.limits.iter().copied().map(Beyond::Git));
    remotes.chain(limits).chain([Beyond::Copies, Beyond::HandedOut, Beyond::Programs]).collect()
}

/// The files of git's own, from those that name them, that only hold what git was last at, and may go.
#[must_use]
pub fn list_scratch_files(files: &LookedThrough) -> Vec<String> {
    const SCRATCH: [&str; 6] =
        ["COMMIT_EDITMSG", "MERGE_MSG", "SQUASH_MSG", "TAG_EDITMSG", "FETCH_HEAD", "MERGE_RR"];
    let of_git = files.left.iter().filter(|left| left.place == LeftIn::GitFolder);
    let is_scratch = |path: &str| {
        let name = file_name(path);
        SCRATCH.contains(&name) || path.contains("/rr-cache/") || path.contains("/filter-repo/")
    };
    of_git.map(|left| left.path.clone()).filter(|path| is_scratch(path)).collect()
}

/// What counts as left. Contents that somebody who was erased left in git count whoever is asked after: nobody knows their name.
#[must_use]
pub fn list_left(
    git: Option<&GitTraces>,
    files: &LookedThrough,
    erased: Option<(NaiveDate, usize)>,
) -> Vec<Left> {
    let of_files = files.left.iter().map(|left| {
        let kind = match left.place {
            LeftIn::Practice => LeftKind::File,
            LeftIn::Trash => LeftKind::Trashed,
            LeftIn::State => LeftKind::State,
            LeftIn::Worktree => LeftKind::Worktree,
            LeftIn::GitFolder => LeftKind::GitFile,
        };
        Left { kind, place: left.path.clone(), line: left.line, count: 1 }
    });
    let of_git = git.into_iter().flat_map(list_left_in_git);
    let of_erased =
        erased.map(|(on, count)| Left { kind: LeftKind::Erased, place: on.to_string(), line: None, count });
    of_files.chain(of_git).chain(of_erased).collect()
}

fn list_left_in_git(git: &GitTraces) -> Vec<Left> {
    let one = |kind: LeftKind, place: &str| Left { kind, place: place.to_owned(), line: None, count: 1 };
    let several = |kind: LeftKind, count: usize| (count > 0).then(|| Left { count, ..one(kind, "") });
    let folders =
        git.folders.iter().map(|folder| Left { count: git.commits, ..one(LeftKind::Folder, folder) });
    let mut left: Vec<Left> = folders.collect();
    left.extend(git.named_paths.iter().map(|path| one(LeftKind::Path, path)));
    left.extend(git.mentions.iter().map(|mention| Left {
        line: Some(mention.line),
        ..one(
            LeftKind::Mention,
            &match &mention.commit {
                Some(commit) => format!("{commit}:{}", mention.path),
                None => mention.path.clone(),
            },
        )
    }));
    left.extend(git.messages.iter().map(|message| one(LeftKind::Message, &message.id)));
    left.extend(git.authors.iter().map(|author| one(LeftKind::Author, author)));
    left.extend(git.refs.iter().map(|one_ref| one(LeftKind::Ref, &one_ref.name)));
    left.extend(git.stashes.iter().map(|place| one(LeftKind::Stash, &format!("stash@{{{place}}}"))));
    left.extend(several(LeftKind::Reflog, git.reflog));
    left.extend(several(LeftKind::Staged, git.staged));
    left.extend(several(LeftKind::Unreachable, git.unreachable));
    left
}

/// Whoever is to be erased is nobody else's business.
impl View for ErasureReport {
    // A practice that somebody hands over mustn't put other commands in the place of these, so its own templates don't count.
    const TEMPLATE: Option<&'static str> = None;

    fn for_client(self) -> Option<Self> {
        None
    }
}

/// Likewise.
impl View for Proof {
    const TEMPLATE: Option<&'static str> = None;

    fn for_client(self) -> Option<Self> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::git_traces::{GitMention, GitMessage, GitRef, GitRemote};

    #[test]
    fn each_kind_of_trace_is_left_until_it_is_gone() {
        let nothing = LookedThrough::default();
        let git = |change: fn(&mut GitTraces)| {
            let mut git = GitTraces::default();
            change(&mut git);
            let left = list_left(Some(&git), &nothing, None);
            left.iter()
                .map(|one| format!("{:?} {} {}", one.kind, one.place, one.count))
                .collect::<Vec<_>>()
                .join("; ")
        };
        for (change, wanted) in [
            ((|_| {}) as fn(&mut GitTraces), ""),
            (|git| (git.folders, git.commits) = (vec!["clients/a".into()], 3), "Folder clients/a 3"),
            (|git| git.named_paths.push("bills/a.pdf".into()), "Path bills/a.pdf 1"),
            (
                |git| {
                    git.mentions.push(GitMention { path: "b.md".into(), line: 2, commit: Some("c1".into()) });
                },
                "Mention c1:b.md 1",
            ),
            (|git| git.messages.push(GitMessage { id: "c1".into(), subject: "A".into() }), "Message c1 1"),
            (|git| git.authors.push("A <a@b>".into()), "Author A <a@b> 1"),
            (
                |git| git.refs.push(GitRef { name: "refs/tags/v1".into(), holds: true, names_them: false }),
                "Ref refs/tags/v1 1",
            ),
            (|git| git.stashes.push(1), "Stash stash@{1} 1"),
            (|git| git.reflog = 4, "Reflog  4"),
            (|git| git.staged = 1, "Staged  1"),
            (|git| git.unreachable = 2, "Unreachable  2"),
            // A part of the name may be somebody else's, and what is no text can't be judged.
            (|git| git.perhaps.push(GitMessage { id: "c1".into(), subject: "A".into() }), ""),
            (|git| git.opaque.push("b.pdf".into()), ""),
            (|git| git.remotes.push(GitRemote { name: "o".into(), url: "u".into(), holds: false }), ""),
        ] {
            assert_eq!(git(change), wanted);
        }
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        assert_eq!(list_left(None, &nothing, Some((day, 2))).len(), 1);
        let file = Leftover { place: LeftIn::State, path: "a.json".into(), line: None };
        let files = LookedThrough { left: vec![file], ..LookedThrough::default() };
        assert_eq!(list_left(None, &files, None)[0].kind, LeftKind::State);
    }

    #[test]
    fn a_remote_is_always_beyond() {
        let remote = GitRemote { name: "origin".into(), url: "/disk/p.git".into(), holds: false };
        let git =
            GitTraces { remotes: vec![remote], limits: vec![GitLimit::Shallow], ..GitTraces::default() };
        let beyond = list_beyond(Some(&git));
        assert_eq!(
            beyond[..2],
            [Beyond::Remote("origin (/disk/p.git)".into()), Beyond::Git(GitLimit::Shallow)]
        );
        assert_eq!(list_beyond(None).len(), 3);
    }
}
