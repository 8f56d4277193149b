//! People who were given another name on one machine while the other one wrote under the old one, or gave them a third; and people who
//! were taken away on one while the other one wrote about them.
//!
//! A merge follows nobody into another folder, so both folders stand behind it. That is told, since nothing else would.

use std::collections::{BTreeMap, BTreeSet};

use super::working_copy::WorkingCopy;
use super::{call, find_owner};
use crate::model::problem::Problem;
use crate::model::refusal::Refusal;
use crate::model::shell_word::quote;
use crate::practice::paths::{client_folder, client_note};

/// The names that people were given on each side of a merge, the old one first.
#[derive(Debug, Default)]
pub struct Renamed {
    here: BTreeMap<String, String>,
    there: BTreeMap<String, String>,
    /// Whose folder is gone on one of the sides, with nobody of another name in its place.
    gone: BTreeSet<String>,
}

impl WorkingCopy {
    /// Who was renamed on which side, before both are merged.
    ///
    /// # Errors
    /// Where git can't be started.
    pub fn list_renamed(&self, tracking: &str) -> Result<Renamed, Refusal> {
        let mut git = call::prepare_reading(&self.top);
        git.args(["merge-base", "--all", "HEAD", tracking]);
        let bases = call::ask(git)?.unwrap_or_default();
        let mut renamed = Renamed::default();
        for base in bases.lines() {
            renamed.here.extend(self.list_renamed_since(base, "HEAD")?);
            renamed.there.extend(self.list_renamed_since(base, tracking)?);
            renamed.gone.extend(self.list_gone_since(base, "HEAD")?);
            renamed.gone.extend(self.list_gone_since(base, tracking)?);
        }
        let Renamed { here, there, gone } = &mut renamed;
        gone.retain(|id| !here.contains_key(id) && !there.contains_key(id));
        Ok(renamed)
    }

    /// Those who have a profile in one commit and nothing at all in another.
    fn list_gone_since(&self, base: &str, side: &str) -> Result<Vec<String>, Refusal> {
        let mut git = call::prepare_reading(&self.top);
        git.args(["diff-tree", "-r", "-z", "--no-renames", "--diff-filter=D", "--name-only", base, side]);
        let said = call::ask(git)?.unwrap_or_default();
        let own = |path: &str| {
            path.strip_prefix(&self.prefix)
                .and_then(|path| Some((path.to_owned(), find_owner(path)?.to_owned())))
        };
        let mut gone = Vec::new();
        for (path, id) in said.split('\0').filter_map(own) {
            if *path == *client_note(&id) && self.list_kept(side, &id)?.is_empty() {
                gone.push(id);
            }
        }
        Ok(gone)
    }

    /// Those whose whole folder went to another name, with notes in it as they were: profiles alone look alike.
    fn list_renamed_since(&self, base: &str, side: &str) -> Result<Vec<(String, String)>, Refusal> {
        let mut git = call::prepare_reading(&self.top);
        git.args(["diff-tree", "-r", "-z", "-M100%", "--diff-filter=R", "--name-status", base, side]);
        let said = call::ask(git)?.unwrap_or_default();
        let paths: Vec<&str> = said.split('\0').filter(|part| !part.is_empty()).collect();
        let owner = |path: &str| path.strip_prefix(&self.prefix).and_then(find_owner).map(str::to_owned);
        let mut moved = BTreeMap::new();
        for rename in paths.chunks(3) {
            let [_, before, after] = rename else { continue };
            if let (Some(before), Some(after)) = (owner(before), owner(after))
                && before != after
            {
                moved.insert(before, after);
            }
        }
        let mut renamed = Vec::new();
        for (before, after) in moved {
            if self.list_kept(side, &before)?.is_empty() {
                renamed.push((before, after));
            }
        }
        Ok(renamed)
    }

    /// The files of a person's folder in a commit.
    fn list_kept(&self, commit: &str, id: &str) -> Result<Vec<String>, Refusal> {
        let mut git = call::prepare_reading(&self.top);
        let folder = format!("{}{}/", self.prefix, client_folder(id));
        git.args(["ls-tree", "-r", "-z", "--name-only", commit, "--", &folder]);
        let said = call::ask(git)?.unwrap_or_default();
        let own = |path: &str| path.strip_prefix(&self.prefix).unwrap_or(path).to_owned();
        Ok(said.split('\0').filter(|path| !path.is_empty()).map(own).collect())
    }

    /// What has to be told of them behind the merge: two names of one person, and what lies under a name that nobody has any more.
    ///
    /// # Errors
    /// Where git can't be started.
    pub fn find_parted(&self, renamed: &Renamed) -> Result<Vec<Problem>, Refusal> {
        let mut problems = Vec::new();
        for (old, here) in &renamed.here {
            let Some(there) = renamed.there.get(old).filter(|there| *there != here) else { continue };
            problems.push(Problem::for_file(
                client_folder(here),
                "two-names",
                format!("`{old}` was renamed on both machines, to `{here}` here and to `{there}` there, and is two people now"),
                "move what stands in one of the folders alone into the other one, then coach client archive the one that goes",
            ));
        }
        let mut all = renamed.there.clone();
        all.extend(renamed.here.clone());
        for (old, new) in &all {
            let left = self.list_kept("HEAD", old)?;
            let Some(first) = left.first() else { continue };
            let what = match left.len() {
                1 => format!("`{old}` is called `{new}` now, and this was written under the old name"),
                more => format!(
                    "`{old}` is called `{new}` now, and {more} files were written under the old name; this is the first"
                ),
            };
            let hint = format!("move it into {}, then coach save and coach sync", client_folder(new));
            problems.push(Problem::for_file(first.clone(), "old-name", what, hint));
        }
        for id in &renamed.gone {
            let Some(first) = self.list_kept("HEAD", id)?.into_iter().next() else { continue };
            let what =
                format!("`{id}` was archived on one machine, and this was written about them on the other");
            let hint = format!(
                "on the machine that archived them, coach restore {} brings them back; if they are to go, coach client archive {id} here",
                client_folder(id),
                id = quote(id)
            );
            problems.push(Problem::for_file(first, "archived-meanwhile", what, hint));
        }
        Ok(problems)
    }
}
