//! How far a merge may follow a note to another name. Git takes files that look alike for one that was renamed, and what the other
//! machine wrote goes there: of two people whose profiles were made from one template, one's words would stand in the other's.

use super::working_copy::WorkingCopy;
use super::{call, find_owner};
use crate::model::refusal::Refusal;

/// The strategy of a merge. `ort`, git's first choice, followed renames before 2.50 even where it was told not to; since then this is
/// another name for it.
pub(super) const STRATEGY: &str = "recursive";

/// What git's own merges are told, where `coach sync` isn't what merges: to follow nothing.
pub(super) const SETTINGS: [(&str, &str); 3] =
    [("merge.renames", "false"), ("merge.directoryRenames", "false"), ("pull.twohead", STRATEGY)];

impl WorkingCopy {
    /// The strategy's option for a merge: the very same bytes under another name are followed, unless that would lead from one person's
    /// folder into another's on either side.
    ///
    /// # Errors
    /// Where git can't be started.
    pub(super) fn choose_rename_option(&self, tracking: &str) -> Result<&'static str, Refusal> {
        let mut git = call::prepare_reading(&self.top);
        git.args(["merge-base", "--all", "HEAD", tracking]);
        let bases = call::ask(git)?.unwrap_or_default();
        for base in bases.lines() {
            for side in ["HEAD", tracking] {
                if self.leads_to_others(base, side)? {
                    return Ok("no-renames");
                }
            }
        }
        Ok("find-renames=100%")
    }

    fn leads_to_others(&self, base: &str, side: &str) -> Result<bool, Refusal> {
        let mut git = call::prepare_reading(&self.top);
        git.args(["diff-tree", "-r", "-z", "-M100%", "--diff-filter=R", "--name-status", base, side]);
        let Some(said) = call::ask(git)? else { return Ok(true) };
        let paths: Vec<&str> = said.split('\0').filter(|part| !part.is_empty()).collect();
        // Each is a sign of the rename, the name before, the name after.
        let owner = |path: &str| path.strip_prefix(&self.prefix).and_then(find_owner).map(str::to_owned);
        Ok(paths.chunks(3).any(|rename| match rename {
            [_, before, after] => owner(before) != owner(after),
            _ => true,
        }))
    }
}
