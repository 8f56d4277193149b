//! The repository that a practice lies in, and how it stands: on which branch, and in the middle of what.

use std::path::{Path, PathBuf};

use super::call;
use super::trust::{self, Trust};
use crate::model::refusal::{Refusal, RefusalKind};

/// The repository that a practice lies in: the practice may be a folder of it.
#[derive(Debug, Clone)]
pub struct WorkingCopy {
    /// The practice's folder.
    pub(super) root: PathBuf,
    /// The repository's own.
    pub(super) top: PathBuf,
    /// The practice's folder from there: empty, or with a `/` at its end.
    pub(super) prefix: String,
    /// Where git keeps this working tree's state.
    pub(super) git_dir: PathBuf,
    /// Where git keeps what all working trees share.
    shared: PathBuf,
    /// Whether what its settings name may be run.
    pub trust: Trust,
}

/// What git is in the middle of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Underway {
    /// Two lines of work are put together.
    Merge,
    /// Commits are made anew.
    Rebase,
    /// A commit is done again.
    CherryPick,
    /// A commit is taken back.
    Revert,
    /// A commit is looked for.
    Bisect,
}

impl WorkingCopy {
    /// That of a practice's folder.
    ///
    /// # Errors
    /// Where there is none, or no git.
    pub fn find(root: &Path) -> Result<Self, Refusal> {
        let mut git = call::prepare_reading(root);
        git.args(["rev-parse", "--path-format=absolute", "--show-toplevel", "--git-dir", "--git-common-dir"]);
        git.arg("--show-prefix");
        let output = call::run(git)?;
        if !output.status.success() {
            return Err(no_repository(&call::collect_words(&output)));
        }
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut lines = text.lines();
        let mut path =
            || lines.next().map(|line| Path::new(line).canonicalize().unwrap_or_else(|_| line.into()));
        let (Some(top), Some(git_dir), Some(shared)) = (path(), path(), path()) else {
            return Err(no_repository(""));
        };
        let prefix = lines.next().unwrap_or_default().to_owned();
        let trust = Trust::examine(&shared, &top)?;
        Ok(Self { root: root.to_owned(), top, prefix, git_dir, shared, trust })
    }

    /// Whether the practice is all that the repository holds.
    pub(super) fn is_whole(&self) -> bool {
        self.prefix.is_empty()
    }

    /// Keeps that the repository is the user's: from now on its hooks run, and what its settings name.
    ///
    /// # Errors
    /// Where there is no place to keep it.
    pub fn confirm(&mut self) -> anyhow::Result<()> {
        trust::confirm(&self.shared)?;
        self.trust = Trust::Confirmed;
        Ok(())
    }

    /// Refuses to write where settings of the repository could run programs and nobody confirmed that it is theirs.
    ///
    /// # Errors
    /// With the names of the settings, and how to confirm.
    pub fn check_trust(&self) -> Result<(), Refusal> {
        let Trust::Unconfirmed { settings, .. } = &self.trust else { return Ok(()) };
        if settings.is_empty() {
            return Ok(());
        }
        let shown = settings.iter().take(4).map(String::as_str).collect::<Vec<_>>().join(", ");
        let more =
            if settings.len() > 4 { format!(" and {} more", settings.len() - 4) } else { String::new() };
        let what = format!(
            "this repository's own settings could run programs, and nobody said that it is yours: {shown}{more}"
        );
        let hint = "look at `git config --local --list`; if you know them all: coach save --trust";
        Err(Refusal::refuse(what, hint))
    }

    /// What git is in the middle of.
    #[must_use]
    pub fn find_underway(&self) -> Option<Underway> {
        let signs = [
            ("rebase-merge", Underway::Rebase),
            ("rebase-apply", Underway::Rebase),
            ("CHERRY_PICK_HEAD", Underway::CherryPick),
            ("REVERT_HEAD", Underway::Revert),
            ("MERGE_HEAD", Underway::Merge),
            ("BISECT_LOG", Underway::Bisect),
        ];
        signs.into_iter().find(|(sign, _)| self.git_dir.join(sign).exists()).map(|(_, underway)| underway)
    }

    /// Refuses in the middle of something that isn't a merge: whoever began it has to end it.
    ///
    /// # Errors
    /// With how to end it.
    pub fn check_at_rest(&self) -> Result<(), Refusal> {
        let (what, word) = match self.find_underway() {
            None | Some(Underway::Merge) => return Ok(()),
            Some(Underway::Rebase) => ("a rebase", "rebase"),
            Some(Underway::CherryPick) => ("a cherry-pick", "cherry-pick"),
            Some(Underway::Revert) => ("a revert", "revert"),
            Some(Underway::Bisect) => {
                let hint = "end it with `git bisect reset`, then run this again";
                return Err(Refusal::refuse("git is in the middle of a bisect", hint));
            }
        };
        let hint = format!(
            "end it with `git {word} --continue`, or leave it with `git {word} --abort`, then run this again"
        );
        Err(Refusal::refuse(format!("git is in the middle of {what}"), hint))
    }

    /// The branch that commits go on.
    ///
    /// # Errors
    /// Where there is none: what is committed there is easily lost.
    pub fn find_branch(&self) -> Result<String, Refusal> {
        let mut git = call::prepare_reading(&self.top);
        git.args(["symbolic-ref", "--quiet", "--short", "HEAD"]);
        call::ask(git)?.map(|branch| branch.trim().to_owned()).ok_or_else(|| {
            let hint = "`git switch main` (or whatever your branch is called) goes back; `git switch -c NAME` keeps what is here";
            Refusal::refuse("git stands on no branch (a detached head), where commits are easily lost", hint)
        })
    }

    /// Whether anything was ever committed.
    pub(super) fn has_commits(&self) -> Result<bool, Refusal> {
        let mut git = call::prepare_reading(&self.top);
        git.args(["rev-parse", "--verify", "--quiet", "HEAD"]);
        Ok(call::ask(git)?.is_some())
    }

    /// Refuses where git doesn't know who writes. Its own guess from the machine's name isn't taken: it would stand there for good.
    ///
    /// # Errors
    /// With how to say it.
    pub fn check_identity(&self) -> Result<(), Refusal> {
        for name in ["GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"] {
            let mut git = call::prepare_reading(&self.top);
            git.args(["-c", "user.useConfigOnly=true", "var", name]);
            if call::ask(git)?.is_none() {
                let hint = "once: git config --global user.name \"Your Name\", and likewise user.email you@example.org";
                return Err(Refusal::missing("git doesn't know who you are", hint));
            }
        }
        Ok(())
    }
}

fn no_repository(words: &str) -> Refusal {
    if words.contains("dubious ownership") {
        let hint = "if you know whose it is: git config --global --add safe.directory and the folder's path";
        return Refusal::refuse("the repository belongs to another account of this machine", hint);
    }
    if words.contains("bare repository") {
        let hint = "it may have been made to run something: move HEAD, config, objects and refs out of it, then coach init";
        return Refusal::refuse("this folder pretends to be a repository's inside", hint);
    }
    let hint = "coach init makes one here, and changes nothing else";
    Refusal::with_kind(RefusalKind::Missing, "the practice lies in no git repository", hint)
}
