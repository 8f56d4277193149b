//! A file that is left of somebody.

use serde::Serialize;

/// In which part of what coach can look at a file lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeftIn {
    /// Among the practice's files.
    Practice,
    /// In the trash.
    Trash,
    /// In another folder of the same repository.
    Worktree,
    /// In the user's state folder.
    State,
    /// Among git's own files, objects apart.
    GitFolder,
}

/// A file that is theirs or names them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Leftover {
    /// Where.
    pub place: LeftIn,
    /// The file or folder: from the practice's root where it lies below it.
    pub path: String,
    /// The line that names them; none where the path does, or the folder is theirs.
    pub line: Option<usize>,
}

/// What was looked through, and what is left.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct LookedThrough {
    /// What is left.
    pub left: Vec<Leftover>,
    /// How many files were looked at.
    pub files: usize,
    /// Files that can't be looked through: they are no text, too long, or may not be read.
    pub opaque: Vec<String>,
}
