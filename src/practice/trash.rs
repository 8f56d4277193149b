//! What was removed lies in `.trash/` with its path, until somebody takes it back or empties the folder.

use walkdir::WalkDir;

use super::{Practice, describe_io_error};
use crate::model::refusal::{Refusal, RefusalKind};

/// The folder of what was removed. Nothing reads it, and git leaves it out.
pub const TRASH: &str = ".trash";
/// What keeps the folder out of git, whatever the practice's own list says.
pub const IGNORE_FILE: &str = ".gitignore";
/// What parts a path from the number that tells it from another one of the same name.
const AGAIN: char = '~';

impl Practice {
    /// Makes the file that keeps the trash out of git, where it isn't there.
    pub(super) fn ignore_trash(&self) -> anyhow::Result<()> {
        let ignore = format!("{TRASH}/{IGNORE_FILE}");
        if self.root.join(&ignore).exists() { Ok(()) } else { self.write_new(&ignore, b"*\n") }
    }

    /// Moves a note or a folder into the trash. Gives its place there.
    ///
    /// # Errors
    /// Where it isn't there, or can't be moved.
    pub fn trash(&self, path: &str) -> anyhow::Result<String> {
        let ignore = format!("{TRASH}/{IGNORE_FILE}");
        if !self.root.join(&ignore).exists() {
            self.create(&ignore, "*\n")?;
        }
        let plain = format!("{TRASH}/{path}");
        let is_free = |to: &String| std::fs::symlink_metadata(self.root.join(to)).is_err();
        let numbered = (2_u32..).map(|number| format!("{plain}{AGAIN}{number}"));
        let to = std::iter::once(plain.clone()).chain(numbered).find(is_free).unwrap_or(plain);
        self.rename(path, &to)?;
        Ok(to)
    }

    /// What lies in the trash: the path of each note, as it stood in the practice, the newest of one name last.
    ///
    /// # Errors
    /// Where the folder can't be read.
    pub fn list_trashed(&self) -> anyhow::Result<Vec<String>> {
        let folder = self.root.join(TRASH);
        if !folder.is_dir() {
            return Ok(Vec::new());
        }
        let mut paths = Vec::new();
        for entry in WalkDir::new(&folder).min_depth(1).sort_by_file_name() {
            let entry = entry.map_err(|error| {
                let why = error.io_error().map_or_else(|| error.to_string(), describe_io_error);
                Refusal::with_kind(RefusalKind::Disk, format!("{TRASH}: {why}"), "make it readable first")
            })?;
            let inside = entry.path().strip_prefix(&folder).unwrap_or(entry.path());
            let path = inside.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
            if entry.file_type().is_file() && path != IGNORE_FILE {
                paths.push(path);
            }
        }
        Ok(paths)
    }

    /// Takes a note or a folder back out of the trash. Gives the path where it stands again.
    ///
    /// # Errors
    /// Where it doesn't lie there, or another one has taken its place.
    pub fn restore(&self, path: &str) -> anyhow::Result<String> {
        let path = path.strip_prefix(&format!("{TRASH}/")).unwrap_or(path).trim_end_matches('/');
        let from = format!("{TRASH}/{path}");
        if path.is_empty() || std::fs::symlink_metadata(self.root.join(&from)).is_err() {
            let hint = "coach restore alone lists what lies there";
            return Err(Refusal::unknown(format!("`{path}` doesn't lie in {TRASH}/"), hint).into());
        }
        let to = without_number(path);
        self.rename(&from, to)?;
        Ok(to.to_owned())
    }
}

/// The path without the number that told it from another one of its name.
pub(super) fn without_number(path: &str) -> &str {
    match path.rsplit_once(AGAIN) {
        Some((plain, number)) if !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()) => plain,
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::without_number;

    #[test]
    fn a_number_tells_two_of_one_name_apart() {
        for (path, wanted) in [
            ("clients/a/notes/2026-11-08.md", "clients/a/notes/2026-11-08.md"),
            ("clients/a/notes/2026-11-08.md~2", "clients/a/notes/2026-11-08.md"),
            ("clients/a~3", "clients/a"),
            ("clients/a/notes/b~c.md", "clients/a/notes/b~c.md"),
        ] {
            assert_eq!(without_number(path), wanted, "{path}");
        }
    }
}
