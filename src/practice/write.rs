//! Every write to the practice.

use std::fs::{self, File, TryLockError};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

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
    pub fn create(&self, path: &str, text: &(impl AsRef<[u8]> + ?Sized)) -> anyhow::Result<()> {
        let _lock = self.lock()?;
        let file = self.new_file(path)?;
        let there = || {
            let what = format!("{path} is there already; it is left as it is");
            anyhow::Error::from(Refusal::new(what, "edit it, or choose another name"))
        };
        written(&file, text.as_ref(), None)?.persist_noclobber(&file).map_err(|error| {
            match error.error.kind() {
                std::io::ErrorKind::AlreadyExists => there(),
                _ => anyhow::Error::from(error.error).context(format!("{path} could not be written")),
            }
        })?;
        sync_folder_of(&file);
        Ok(())
    }

    /// Replaces a note that was read as `before`. Permissions stay; a link is followed to the file behind it.
    ///
    /// # Errors
    /// Where the file has changed on disk since it was read, is read-only, lies outside of the practice, or the disk refuses.
    pub fn replace(&self, path: &str, before: &str, after: &str) -> anyhow::Result<()> {
        if before == after {
            return Ok(());
        }
        let _lock = self.lock()?;
        if self.text(path)? != before {
            let hint = "nothing was written; run the command again to work on what stands there now";
            return Err(
                Refusal::new(format!("{path} changed on disk while coach was at work on it"), hint).into()
            );
        }
        self.put(path, after)
    }

    /// Reads a note, changes it and writes it, all under one lock. Gives the text that stands there now.
    ///
    /// # Errors
    /// Where it can't be read or written, or the change is refused.
    pub fn edit(
        &self,
        path: &str,
        change: impl FnOnce(&str) -> anyhow::Result<String>,
    ) -> anyhow::Result<(String, String)> {
        let _lock = self.lock()?;
        let before = self.text(path)?;
        let after = change(&before)?;
        if before != after {
            self.put(path, &after)?;
        }
        Ok((before, after))
    }

    /// Takes away a note that nobody has written in: it holds exactly this text still.
    ///
    /// # Errors
    /// Where it can't be read, or the disk refuses.
    pub fn discard(&self, path: &str, text: &str) -> anyhow::Result<()> {
        let _lock = self.lock()?;
        if self.text(path)? == text {
            let file = self
                .inside(path)
                .map_err(|why| Refusal::new(format!("{path}: {why}"), "nothing was removed"))?;
            fs::remove_file(&file).with_context(|| format!("{path} could not be removed"))?;
        }
        Ok(())
    }

    /// Puts a text in the place of a note. The lock is held.
    fn put(&self, path: &str, text: &str) -> anyhow::Result<()> {
        let file =
            self.inside(path).map_err(|why| Refusal::new(format!("{path}: {why}"), "nothing was written"))?;
        let permissions = fs::metadata(&file)?.permissions();
        if permissions.readonly() {
            return Err(Refusal::new(
                format!("{path} is read-only; it is left as it is"),
                "make it writable first",
            )
            .into());
        }
        let temporary = written(&file, text.as_bytes(), Some(permissions))?;
        temporary
            .persist(&file)
            .map_err(|error| error.error)
            .with_context(|| format!("{path} could not be written"))?;
        sync_folder_of(&file);
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
        sync_folder_of(&new);
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
        id::free(base, |name| taken.contains(&id::folded(name)))
    }

    /// Where a new file goes: its folder is made if need be, and must lie inside the practice.
    fn new_file(&self, path: &str) -> anyhow::Result<PathBuf> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let mut inside = self.root.clone();
        for part in folder.split('/').filter(|part| !part.is_empty()) {
            inside.push(part);
            if fs::symlink_metadata(&inside).is_err() {
                id::check(part)?;
                fs::create_dir(&inside).with_context(|| format!("the folder {folder} could not be made"))?;
            }
            // Each folder is looked at before anything is made in it: a link may lead anywhere.
            let hint = "nothing is written outside of the practice; take the link away";
            let refused = || Refusal::new(format!("{folder} leads out of the practice"), hint);
            inside = inside
                .canonicalize()
                .ok()
                .filter(|inside| inside.starts_with(&self.root))
                .ok_or_else(refused)?;
        }
        id::check(name)?;
        Ok(inside.join(name))
    }

    /// Keeps two commands from writing at the same time; the second waits. The lock goes when the file is closed.
    fn lock(&self) -> anyhow::Result<File> {
        let marker =
            File::open(self.root.join(MARKER)).with_context(|| format!("{MARKER} could not be opened"))?;
        for _ in 0..LOCK_TRIES {
            match marker.try_lock() {
                Ok(()) => return Ok(marker),
                Err(TryLockError::WouldBlock) => std::thread::sleep(LOCK_PAUSE),
                Err(TryLockError::Error(error)) => {
                    return Err(error).context("the practice could not be locked");
                }
            }
        }
        Err(Refusal::new(
            "another coach has been writing to this practice for ten seconds",
            "try again when it is done",
        )
        .into())
    }
}

/// How often a lock is asked for.
const LOCK_TRIES: u32 = 500;
/// And how long it is waited for each time.
const LOCK_PAUSE: Duration = Duration::from_millis(20);

/// Makes the files of a practice where none is: existing ones are left alone. Gives the paths that were written.
///
/// # Errors
/// Where the disk refuses.
pub fn lay(root: &Path, files: &[(String, Vec<u8>)]) -> anyhow::Result<Vec<String>> {
    let mut laid = Vec::new();
    for (path, bytes) in files {
        let file = root.join(path);
        if fs::symlink_metadata(&file).is_ok() {
            continue;
        }
        let folder = file.parent().unwrap_or(root);
        fs::create_dir_all(folder).with_context(|| format!("{} could not be made", folder.display()))?;
        written(&file, bytes, None)?.persist_noclobber(&file).map_err(|error| error.error)?;
        laid.push(path.clone());
    }
    Ok(laid)
}

/// Puts files into any folder, which is made if need be. Each takes the place of one of its name.
///
/// # Errors
/// Where the disk refuses.
pub fn put_all(folder: &Path, files: &[(String, Vec<u8>)]) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("{} could not be made", folder.display()))?;
    for (name, bytes) in files {
        let file = folder.join(name);
        let put = written(&file, bytes, None).and_then(|new| new.persist(&file).map_err(|error| error.error));
        put.with_context(|| format!("{} could not be written", file.display()))?;
    }
    Ok(())
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

/// A fresh folder for what is only to be looked at.
///
/// # Errors
/// Where the disk refuses.
pub fn temporary_folder() -> anyhow::Result<PathBuf> {
    let folder = tempfile::Builder::new().prefix("coach-demo-").tempdir();
    Ok(folder.context("no temporary folder could be made")?.keep())
}

/// A temporary file beside `file` that holds the bytes, synced. It has the permissions given, else those of any new file.
fn written(
    file: &Path,
    bytes: &[u8],
    permissions: Option<fs::Permissions>,
) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".coach-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut temporary = builder.tempfile_in(file.parent().unwrap_or(Path::new(".")))?;
    if let Some(permissions) = permissions {
        temporary.as_file().set_permissions(permissions)?;
    }
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

/// Makes a rename last. Where folders can't be synced, the rename itself has to do.
fn sync_folder_of(file: &Path) {
    if let Some(folder) = file.parent().and_then(|folder| File::open(folder).ok()) {
        let _ = folder.sync_all();
    }
}
