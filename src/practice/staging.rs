//! What a command has changed and not yet written, and where a path stands once that is laid over the disk.

use super::lock::Lock;
use crate::model::changes::{Change, Changes};

/// What is changed and not yet written, in order.
#[derive(Debug, Default)]
pub(super) struct Staging {
    pub(super) staged: Vec<Change>,
    pub(super) written: Changes,
    /// Held from the first change to the commit, so that what is edited is what was read.
    pub(super) lock: Option<Lock>,
    /// Whether there was no lock to be had.
    pub(super) is_without_lock: bool,
    /// A dry run takes no lock, since it never writes.
    pub(super) is_dry: bool,
    /// What a rehearsed command would have written by now, if it ended here.
    pub(super) rehearsed: Changes,
    /// Whether the practice's format was looked at, and is one that may be written.
    pub(super) knows_format: bool,
}

/// Where the bytes of a path are to be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stand {
    /// On the disk, at this path, which is another one where a folder or file is staged to be moved.
    OnDisk(String),
    /// Staged.
    Staged(Vec<u8>),
    /// Nowhere: staged to be removed or moved away.
    Gone,
}

impl Staging {
    /// Where a path stands after the first `count` changes.
    pub(super) fn stand_after(&self, count: usize, path: &str) -> Stand {
        let mut path = path.to_owned();
        for change in self.staged[..count].iter().rev() {
            match &change.from {
                Some(from) => {
                    if let Some(rest) = strip_folder(&path, &change.path) {
                        path = format!("{from}{rest}");
                    } else if strip_folder(&path, from).is_some() {
                        return Stand::Gone;
                    }
                }
                None if change.path == path => {
                    return change.after.clone().map_or(Stand::Gone, Stand::Staged);
                }
                None => {}
            }
        }
        Stand::OnDisk(path)
    }

    /// Takes out what was staged of a file that now is to be as it was before; whether it was. It isn't written at all then.
    pub(super) fn take_back(&mut self, change: &Change) -> bool {
        let since_move = self.staged.iter().rposition(|staged| staged.from.is_some()).map_or(0, |at| at + 1);
        let mut of_file = (since_move..self.staged.len()).filter(|at| self.staged[*at].path == change.path);
        let (Some(first), None) = (of_file.next(), of_file.next()) else { return false };
        let is_back = self.staged[first].before == change.after;
        if is_back {
            self.staged.remove(first);
        }
        is_back
    }

    pub(super) fn stand(&self, path: &str) -> Stand {
        self.stand_after(self.staged.len(), path)
    }

    /// The path of each change, where the moves behind it have carried it.
    pub(super) fn paths(&self) -> Vec<String> {
        let carried = |(place, change): (usize, &Change)| {
            self.staged[place + 1..].iter().fold(change.path.clone(), |path, later| {
                let rest = later.from.as_ref().and_then(|from| strip_folder(&path, from));
                rest.map(|rest| format!("{}{rest}", later.path)).unwrap_or(path)
            })
        };
        self.staged.iter().enumerate().map(carried).collect()
    }
}

/// What of a path lies behind a folder, or nothing behind itself; `None` where it lies elsewhere.
pub(super) fn strip_folder<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    path.strip_prefix(folder).filter(|rest| rest.is_empty() || rest.starts_with('/'))
}
