//! Where a path may lead once its links are resolved: nowhere but home.

use std::path::{Component, Path, PathBuf};

use super::trash::TRASH;
use super::{Practice, describe_io_error, paths};

impl Practice {
    /// The file or folder that a path names, links resolved; refused where it isn't at home.
    pub(super) fn inside(&self, path: &str) -> Result<PathBuf, String> {
        let resolved = self.root.join(path).canonicalize().map_err(|error| describe_io_error(&error))?;
        self.check_home(path, &resolved)?;
        Ok(resolved)
    }

    /// Whether what a path led to lies at home: in the same client's folder, else in the same folder of the practice, and behind no
    /// hidden one. A practice may come from somebody else, and a link in it must neither reach git's own files, which can make git
    /// run commands, nor another client's notes.
    pub(super) fn check_home(&self, path: &str, resolved: &Path) -> Result<(), String> {
        let Ok(below) = resolved.strip_prefix(&self.root) else {
            return Err("it leads out of the practice".into());
        };
        if !below.starts_with(home(path)) {
            return Err("it leads to another place in the practice".into());
        }
        // The trash is the one hidden folder of our own.
        let parts = below.components().skip(usize::from(below.starts_with(TRASH)));
        let is_hidden = |part: Component<'_>| part.as_os_str().as_encoded_bytes().starts_with(b".");
        if parts.into_iter().any(is_hidden) {
            return Err("it leads into a hidden folder".into());
        }
        Ok(())
    }
}

/// The part of a path that its links may not leave: a client's folder, else the first part.
fn home(path: &str) -> PathBuf {
    let is_clients = path.split('/').find(|part| !part.is_empty()) == Some(paths::CLIENTS);
    path.split('/').filter(|part| !part.is_empty()).take(if is_clients { 2 } else { 1 }).collect()
}

#[cfg(test)]
mod tests {
    use super::home;

    #[test]
    fn a_clients_folder_is_the_home_of_its_notes() {
        for (path, wanted) in [
            ("clients/ben/sessions/2026-11-08.md", "clients/ben"),
            ("clients/ben", "clients/ben"),
            ("clients", "clients"),
            ("templates/prep.md", "templates"),
            ("coach.yaml", "coach.yaml"),
            (".trash/clients/ben/notes/a.md", ".trash"),
        ] {
            assert_eq!(home(path).to_str(), Some(wanted));
        }
    }
}
