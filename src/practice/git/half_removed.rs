//! What a merge left open without a mark in any file: a note that one machine removed and the other changed.

use std::path::Path;

use super::call;
use crate::model::problem::Problem;

/// The problems of a merge that isn't ended, as far as no file shows them. Git is asked only while there is one.
#[must_use]
pub fn find_half_removed(root: &Path) -> Vec<Problem> {
    if !may_be_merging(root) {
        return Vec::new();
    }
    let mut git = call::prepare_reading(root);
    git.args(["ls-files", "--unmerged", "-z"]);
    let listed = call::ask(git).ok().flatten().unwrap_or_default();
    list_half_removed(&listed).into_iter().map(tell).collect()
}

/// Whether a repository above this folder may be in the middle of a merge; of one that keeps its files elsewhere only git knows.
fn may_be_merging(root: &Path) -> bool {
    let repository = root.ancestors().map(|folder| folder.join(".git")).find(|git| git.exists());
    repository.is_some_and(|git| git.is_file() || git.join("MERGE_HEAD").exists())
}

/// The paths of which one side has no version: lines of mode, object, stage and, behind a tab, the path.
fn list_half_removed(listed: &str) -> Vec<&str> {
    let lines: Vec<(&str, &str)> = listed
        .split('\0')
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(before, path)| Some((path, before.rsplit(' ').next()?)))
        .collect();
    let stages = lines.chunk_by(|(one, _), (next, _)| one == next);
    let is_half = |stages: &&[(&str, &str)]| {
        let has = |stage: &str| stages.iter().any(|(_, has)| *has == stage);
        has("1") && has("2") != has("3")
    };
    stages.filter(is_half).map(|stages| stages[0].0).collect()
}

fn tell(path: &str) -> Problem {
    Problem::for_file(
        path,
        "merge-conflict",
        "removed on one machine, changed on the other; it stands as it was changed".to_owned(),
        "remove it if it isn't wanted, or move what is new into the note that has another name now; then coach save and coach sync",
    )
}

#[cfg(test)]
mod tests {
    use super::list_half_removed;

    #[test]
    fn what_one_side_alone_still_has_is_half_removed() {
        let stages = [("1 3", "a note.md"), ("1 2 3", "both.md"), ("2 3", "added.md")];
        let lines = stages.iter().flat_map(|(stages, path)| {
            stages.split(' ').map(move |stage| format!("100644 aa {stage}\t{path}\0"))
        });
        assert_eq!(list_half_removed(&lines.collect::<String>()), ["a note.md"]);
        assert!(list_half_removed("").is_empty());
    }
}
