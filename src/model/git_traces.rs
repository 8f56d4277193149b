//! What git keeps of a person, as it was found.

use serde::Serialize;

/// Everything in a repository that holds somebody's files or names them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct GitTraces {
    /// The folder that the repository looks after.
    pub top: String,
    /// Their folders in any commit, from the top.
    pub folders: Vec<String>,
    /// Other paths that name them.
    pub named_paths: Vec<String>,
    /// How many versions of their files there are.
    pub versions: usize,
    /// How many commits hold their files.
    pub commits: usize,
    /// The newest and the oldest of them.
    pub newest: Option<String>,
    /// The oldest of them.
    pub oldest: Option<String>,
    /// Other files that name them in some version.
    pub mentions: Vec<GitMention>,
    /// Messages of commits and tags that name them.
    pub messages: Vec<GitMessage>,
    /// Who wrote a commit or a tag and bears their name or address: `Name <address>`.
    pub authors: Vec<String>,
    /// Messages with a part of their name, which may be somebody else's.
    pub perhaps: Vec<GitMessage>,
    /// The parts of their name that nobody else here has.
    pub parts: Vec<String>,
    /// Branches, tags and whatever else leads to any of it, or names them itself.
    pub refs: Vec<GitRef>,
    /// The places of the stashes that hold any of it.
    pub stashes: Vec<usize>,
    /// How many stashes there are.
    pub stash_count: usize,
    /// How many entries of reflogs lead to any of it.
    pub reflog: usize,
    /// How many objects that hold any of it no ref leads to any more.
    pub unreachable: usize,
    /// How many of their files are staged, or stand in the index since the last commit.
    pub staged: usize,
    /// Other folders of this repository, where files of theirs may lie as well.
    pub worktrees: Vec<String>,
    /// Where this repository was sent.
    pub remotes: Vec<GitRemote>,
    /// Other files that can't be looked through: they are no text.
    pub opaque: Vec<String>,
    /// How many contents are too long to be looked through.
    pub too_long: usize,
    /// How many objects were looked at.
    pub looked_at: usize,
    /// What keeps git from being told everything, or from giving it up.
    pub limits: Vec<GitLimit>,
    /// Whether no branch is checked out.
    pub is_detached: bool,
    /// Whether a merge, a rebase or the like isn't finished.
    pub is_busy: bool,
    /// The contents that were theirs alone, by their ids.
    #[serde(skip)]
    pub contents: Vec<String>,
    /// The commits that hold their files, by their ids.
    #[serde(skip)]
    pub holding: Vec<String>,
}

impl GitTraces {
    /// Whether anything in it has to be taken out.
    #[must_use]
    pub fn holds_anything(&self) -> bool {
        self.versions > 0
            || !self.folders.is_empty()
            || !self.named_paths.is_empty()
            || !self.mentions.is_empty()
            || !self.messages.is_empty()
            || !self.authors.is_empty()
            || self.refs.iter().any(|one| one.names_them)
            || self.unreachable > 0
            || self.staged > 0
    }
}

/// A file of somebody else's, or of nobody's, that names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GitMention {
    /// The file, from the repository's top.
    pub path: String,
    /// The line of one version that names them.
    pub line: usize,
    /// A commit with that version; none where no commit leads to it.
    pub commit: Option<String>,
}

/// A message that names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GitMessage {
    /// The commit or the tag.
    pub id: String,
    /// Its first line.
    pub subject: String,
}

/// A name that leads to commits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GitRef {
    /// In full: `refs/heads/main`.
    pub name: String,
    /// Whether it leads to any of their files or names.
    pub holds: bool,
    /// Whether its own name is theirs.
    pub names_them: bool,
}

/// Another repository that this one was sent to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GitRemote {
    /// What it is called here.
    pub name: String,
    /// Where it is, without a password.
    pub url: String,
    /// Whether it had any of it when it was last heard of.
    pub holds: bool,
}

/// What keeps git from telling everything, or from giving it up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum GitLimit {
    /// Older commits lie elsewhere.
    Shallow,
    /// Contents are fetched when they are needed.
    Partial,
    /// Objects lie in another repository.
    Alternates,
    /// Packs are marked to be kept for good.
    KeptPacks,
    /// Large files lie in a store of their own.
    LargeFiles,
}
