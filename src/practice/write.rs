//! Every write to the practice.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tempfile::NamedTempFile;

use super::{MARKER, Practice, paths};
use crate::model::id;
use crate::model::refusal::Refusal;

impl Practice {
    /// Writes a new note; one that is there already is never replaced.
    ///
    /// # Errors
    /// Where a file of that name is there, the path leads out of the practice, or the disk refuses.
    pub fn create(&self, path: &str, text: &str) -> anyhow::Result<()> {
        let _lock = self.lock()?;
        let file = self.new_file(path)?;
        let folder = file.parent().unwrap_or(&self.root);
        let mut temporary = temporary_in(folder)?;
        temporary.write_all(text.as_bytes())?;
        temporary.as_file().sync_all()?;
        temporary.persist_noclobber(&file).map_err(|error| match error.error.kind() {
            std::io::ErrorKind::AlreadyExists => anyhow::Error::from(Refusal::new(
                format!("{path} is there already; it is left as it is"),
                "edit it, or choose another name",
            )),
            _ => anyhow::Error::from(error.error).context(format!("{path} could not be written")),
        })?;
        sync_folder(folder);
        Ok(())
    }

    /// Replaces a note that was read as `before`. Permissions stay; a link is followed to the file behind it.
    ///
    /// # Errors
    /// Where the file has changed on disk since it was read, lies outside of the practice, or the disk refuses.
    pub fn replace(&self, path: &str, before: &str, after: &str) -> anyhow::Result<()> {
        if before == after {
            return Ok(());
        }
        let _lock = self.lock()?;
        let file =
            self.inside(path).map_err(|why| Refusal::new(format!("{path}: {why}"), "nothing was written"))?;
        if self.text(path)? != before {
            let hint = "nothing was written; run the command again to work on what stands there now";
            return Err(
                Refusal::new(format!("{path} changed on disk while coach was at work on it"), hint).into()
            );
        }
        let folder = file.parent().unwrap_or(&self.root);
        let mut temporary = temporary_in(folder)?;
        temporary.as_file().set_permissions(fs::metadata(&file)?.permissions())?;
        temporary.write_all(after.as_bytes())?;
        temporary.as_file().sync_all()?;
        temporary
            .persist(&file)
            .map_err(|error| error.error)
            .with_context(|| format!("{path} could not be written"))?;
        sync_folder(folder);
        Ok(())
    }

    /// Gives a file or folder another name in the same folder.
    ///
    /// # Errors
    /// Where something of that name is there already, or the disk refuses.
    pub fn rename(&self, from: &str, to: &str) -> anyhow::Result<()> {
        let _lock = self.lock()?;
        let old = self.root.join(from);
        self.inside(from).map_err(|why| Refusal::new(format!("{from}: {why}"), "nothing was renamed"))?;
        let new = self.new_file(to)?;
        // On a file system that folds case, `Alice` to `alice` finds itself there.
        let is_itself =
            new.canonicalize().ok() == old.canonicalize().ok() && old.file_name() != new.file_name();
        if fs::symlink_metadata(&new).is_ok() && !is_itself {
            return Err(Refusal::new(format!("{to} is there already"), "choose another name").into());
        }
        fs::rename(&old, &new).with_context(|| format!("{from} could not be renamed"))?;
        sync_folder(new.parent().unwrap_or(&self.root));
        Ok(())
    }

    /// A name in a folder of a client that no note has yet: `base`, else `base-2`, `base-3` …
    #[must_use]
    pub fn free_id(&self, client: &str, kind: paths::Kind, base: &str) -> String {
        let taken: Vec<String> = self
            .notes_of(client, kind)
            .value
            .iter()
            .map(|path| id::folded(crate::note::read::stem(path)))
            .collect();
        let free = |name: &String| !taken.contains(&id::folded(name));
        std::iter::once(base.to_owned())
            .chain((2..).map(|n| format!("{base}-{n}")))
            .find(free)
            .unwrap_or_else(|| base.to_owned())
    }

    /// Where a new file goes: its folder is made if need be, and must lie inside the practice.
    fn new_file(&self, path: &str) -> anyhow::Result<PathBuf> {
        for part in path.split('/') {
            id::check(part)?;
        }
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let mut at = self.root.clone();
        for part in folder.split('/').filter(|part| !part.is_empty()) {
            at.push(part);
            if !at.exists() {
                fs::create_dir(&at).with_context(|| format!("the folder {folder} could not be made"))?;
            }
        }
        let inside = at.canonicalize()?;
        if !inside.starts_with(&self.root) {
            let hint = "nothing is written outside of the practice; take the link away";
            return Err(Refusal::new(format!("{folder} leads out of the practice"), hint).into());
        }
        Ok(inside.join(name))
    }

    /// Keeps two coaches' commands from writing at the same time. The lock goes when the file is closed.
    fn lock(&self) -> anyhow::Result<File> {
        let marker =
            File::open(self.root.join(MARKER)).with_context(|| format!("{MARKER} could not be opened"))?;
        marker.lock().context("another coach is writing to this practice")?;
        Ok(marker)
    }
}

/// Makes the files of a practice where none is: existing ones are left alone. Gives the paths that were written.
///
/// # Errors
/// Where the disk refuses.
pub fn lay(root: &Path, files: &[(String, Vec<u8>)]) -> anyhow::Result<Vec<String>> {
    let mut written = Vec::new();
    for (path, bytes) in files {
        let file = root.join(path);
        if fs::symlink_metadata(&file).is_ok() {
            continue;
        }
        let folder = file.parent().unwrap_or(root);
        fs::create_dir_all(folder).with_context(|| format!("{} could not be made", folder.display()))?;
        let mut temporary = temporary_in(folder)?;
        temporary.write_all(bytes)?;
        temporary.as_file().sync_all()?;
        temporary.persist_noclobber(&file).map_err(|error| error.error)?;
        written.push(path.clone());
    }
    Ok(written)
}

/// Makes the folder of all clients.
///
/// # Errors
/// Where the disk refuses.
pub fn make_clients_folder(root: &Path) -> std::io::Result<()> {
    fs::create_dir_all(root.join(paths::CLIENTS))
}

/// Whether a folder may take a whole new practice: it isn't there, or holds nothing.
///
/// # Errors
/// Where it holds something, or can't be looked into.
pub fn check_empty(folder: &Path) -> Result<(), Refusal> {
    let hint = "name a folder that is new or empty, or leave it out for a temporary one";
    match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Refusal::new(format!("{}: {}", folder.display(), super::told(&error)), hint)),
        Ok(inside) => match inside.count() {
            0 => Ok(()),
            _ => Err(Refusal::new(format!("{} isn't empty; it is left as it is", folder.display()), hint)),
        },
    }
}

/// A file that has the permissions of any new file, not of a secret one.
fn temporary_in(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".coach-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Makes a rename last. Where folders can't be synced, the rename itself has to do.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
