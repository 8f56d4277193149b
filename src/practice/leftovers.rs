//! What files are left of somebody: in the practice, its trash, the state folder, among git's own files.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::git_survey::{git_folder, git_path};
use super::trash::TRASH;
use super::{Practice, erasure};
use crate::model::git_traces::GitTraces;
use crate::model::id;
use crate::model::identity::Identity;
use crate::model::leftover::{LeftIn, Leftover, LookedThrough};
use crate::model::order::InOrder as _;
use crate::model::traces::{Traces, is_opaque, read_text};

/// Files that are longer aren't looked through, in bytes.
const LONGEST: u64 = 64 << 20;

/// Looks through everything on this machine that is the practice's: its folder or the whole repository that it lies in, that
/// repository's other folders, git's own files but for objects, and the state folder.
#[must_use]
pub fn look_through(practice: &Practice, identity: &Identity, git: Option<&GitTraces>) -> LookedThrough {
    let mut look = Look { practice, identity, traces: identity.traces(), found: LookedThrough::default() };
    let top = git.map(|git| PathBuf::from(&git.top)).filter(|top| practice.root.starts_with(top));
    look.walk(top.as_deref().unwrap_or(&practice.root), LeftIn::Practice);
    for folder in git.into_iter().flat_map(|git| &git.worktrees) {
        look.walk(Path::new(folder), LeftIn::Worktree);
    }
    if git.is_some() {
        // What belongs to another folder of the repository lies in the common one.
        let common = git_folder(&practice.root);
        if let Some(folder) = &common {
            look.walk(folder, LeftIn::GitFolder);
        }
        let large = git_path(&practice.root, "lfs/objects");
        large
            .filter(|folder| folder.is_dir())
            .into_iter()
            .for_each(|folder| look.walk(&folder, LeftIn::GitFolder));
    }
    for folder in erasure::state_folders(practice) {
        look.walk(&folder, LeftIn::State);
    }
    look.found.left.put_in_order();
    look.found.left.dedup();
    look.found
}

/// One look at everything.
struct Look<'a> {
    practice: &'a Practice,
    identity: &'a Identity,
    traces: Traces,
    found: LookedThrough,
}

impl Look<'_> {
    fn walk(&mut self, folder: &Path, place: LeftIn) {
        let is_git = place == LeftIn::GitFolder;
        let mut entries = WalkDir::new(folder).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let Ok(entry) = entry else {
                self.found.opaque.push(self.shown(folder));
                continue;
            };
            let name = entry.file_name().to_string_lossy();
            let is_inner = entry.depth() > 0 && entry.file_type().is_dir();
            // Objects are looked through as git knows them, whatever they are packed into.
            if is_inner && (if is_git { name == "objects" && entry.depth() == 1 } else { name == ".git" }) {
                entries.skip_current_dir();
                continue;
            }
            let place =
                if place == LeftIn::Practice && self.is_trash(entry.path()) { LeftIn::Trash } else { place };
            let below =
                entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_string_lossy().into_owned();
            if self.is_theirs(&below, place) {
                self.add(place, entry.path(), None);
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
            } else if entry.depth() > 0 {
                self.look_at(&entry, place);
            }
        }
    }

    fn look_at(&mut self, entry: &walkdir::DirEntry, place: LeftIn) {
        if self.traces.is_in(&entry.file_name().to_string_lossy()) {
            self.add(place, entry.path(), None);
        }
        if entry.file_type().is_dir() {
            return;
        }
        self.found.files += 1;
        let bytes = if entry.file_type().is_symlink() {
            fs::read_link(entry.path()).map(|to| to.to_string_lossy().into_owned().into_bytes())
        } else if entry.metadata().is_ok_and(|metadata| metadata.len() <= LONGEST && metadata.is_file()) {
            fs::read(entry.path())
        } else {
            Err(std::io::ErrorKind::FileTooLarge.into())
        };
        let Ok(bytes) = bytes else { return self.found.opaque.push(self.shown(entry.path())) };
        if is_opaque(&bytes) && place != LeftIn::GitFolder {
            self.found.opaque.push(self.shown(entry.path()));
        }
        if let Some(line) = self.traces.line_in(&read_text(&bytes)) {
            self.add(place, entry.path(), Some(line));
        }
    }

    /// Whether a path is a folder of theirs, or a file that bears their id.
    fn is_theirs(&self, path: &str, place: LeftIn) -> bool {
        let parts: Vec<&str> = path.split('/').collect();
        let is_id = |name: &str| self.identity.ids.iter().any(|id| id::fold(id) == id::fold(name));
        match (place, &parts[..]) {
            (LeftIn::GitFolder, _) => false,
            (LeftIn::State, [.., name]) => name.rsplit_once('.').is_some_and(|(stem, _)| is_id(stem)),
            (_, [.., above, name]) => *above == super::paths::CLIENTS && is_id(erasure::without_number(name)),
            _ => false,
        }
    }

    fn is_trash(&self, path: &Path) -> bool {
        path.starts_with(self.practice.root.join(TRASH))
    }

    fn add(&mut self, place: LeftIn, path: &Path, line: Option<usize>) {
        let path = self.shown(path);
        self.found.left.push(Leftover { place, path, line });
    }

    fn shown(&self, path: &Path) -> String {
        let shown = path.strip_prefix(&self.practice.root).unwrap_or(path);
        shown.to_string_lossy().into_owned()
    }
}
