//! What a merge left open without a place in any note that shows it: a note that one machine removed and the other changed, and files
//! that nothing reads.

use std::path::Path;

use super::call;
use super::saving::read_side;
use crate::model::problem::Problem;
use crate::note::near::merge::has_mark;
use crate::practice::kept_files::is_read_in_practice;

/// What stands above a working copy while git is in the middle of something that leaves files open.
const UNDER_WAY: [&str; 5] =
    ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply"];

/// The problems of a merge that isn't ended, as far as no note shows them. Git is asked only while there is one.
#[must_use]
pub fn find_undecided(root: &Path) -> Vec<Problem> {
    if !may_be_merging(root) {
        return Vec::new();
    }
    let mut git = call::prepare_reading(root);
    git.args(["ls-files", "--unmerged", "-z"]);
    let listed = call::ask(git).ok().flatten().unwrap_or_default();
    list_undecided(&listed).into_iter().filter_map(|(path, left)| tell(root, path, left)).collect()
}

/// How a merge left a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Left {
    /// One side removed what the other changed.
    HalfRemoved,
    /// It is a file on one side and a folder on the other.
    FileAndFolder,
    /// Both sides changed it, or both made one of this name.
    BothChanged,
}

/// Whether a repository above this folder may be in the middle of a merge; of one that keeps its files elsewhere only git knows.
fn may_be_merging(root: &Path) -> bool {
    let repository = root.ancestors().map(|folder| folder.join(".git")).find(|git| git.exists());
    repository.is_some_and(|git| git.is_file() || UNDER_WAY.iter().any(|sign| git.join(sign).exists()))
}

/// The paths that are open: lines of mode, object, stage and, behind a tab, the path.
fn list_undecided(listed: &str) -> Vec<(&str, Left)> {
    let lines: Vec<(&str, &str)> = listed
        .split('\0')
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(before, path)| Some((path, before.rsplit(' ').next()?)))
        .collect();
    let stages = lines.chunk_by(|(one, _), (next, _)| one == next);
    let left = |stages: &[(&str, &str)]| {
        let has = |stage: &str| stages.iter().any(|(_, has)| *has == stage);
        match (has("1"), has("2"), has("3")) {
            (_, true, true) => Some(Left::BothChanged),
            (true, true, false) | (true, false, true) => Some(Left::HalfRemoved),
            (false, ..) => Some(Left::FileAndFolder),
            (true, false, false) => None,
        }
    };
    stages.filter_map(|stages| Some((stages[0].0, left(stages)?))).collect()
}

fn tell(root: &Path, path: &str, left: Left) -> Option<Problem> {
    let (what, hint) = match left {
        Left::HalfRemoved => (
            "removed on one machine, changed on the other; it stands as it was changed",
            "remove it if it isn't wanted, or move what is new into the note that has another name now; then coach save and coach sync".to_owned(),
        ),
        Left::FileAndFolder => (
            "on one machine this is a file, on the other a folder",
            "the file stands beside it, with a `~` and a branch behind its name: give it the name that you want; then coach save and coach sync".to_owned(),
        ),
        Left::BothChanged => match read_side(&root.join(path)) {
            Some(text) if has_mark(&text) && !is_read_in_practice(path) => (
                "both sides of a merge stand in this file, between `<<<<<<<` and `>>>>>>>`",
                "keep what is right of both and take the marker lines out; then coach save".to_owned(),
            ),
            Some(_) => return None,
            None => ("both machines changed this file; it stands as it was here", hint_for_binary(path)),
        },
    };
    Some(Problem::for_file(path, "merge-conflict", what.to_owned(), &hint))
}

/// How to decide about a file in which nothing can be put together.
#[must_use]
pub fn hint_for_binary(path: &str) -> String {
    format!(
        "`git checkout --theirs -- \"{path}\"` takes the other machine's, `git add -- \"{path}\"` keeps it as it is; then coach save and coach sync"
    )
}

#[cfg(test)]
mod tests {
    use super::{Left, list_undecided};

    #[test]
    fn what_is_left_open_is_told_by_the_sides_that_have_it() {
        let stages =
            [("1 3", "a note.md"), ("1 2 3", "both.md"), ("2 3", "added.md"), ("3", "doc"), ("1", "gone.md")];
        let lines = stages.iter().flat_map(|(stages, path)| {
            stages.split(' ').map(move |stage| format!("100644 aa {stage}\t{path}\0"))
        });
        let wanted = [
            ("a note.md", Left::HalfRemoved),
            ("both.md", Left::BothChanged),
            ("added.md", Left::BothChanged),
            ("doc", Left::FileAndFolder),
        ];
        assert_eq!(list_undecided(&lines.collect::<String>()), wanted);
        assert!(list_undecided("").is_empty());
    }
}
