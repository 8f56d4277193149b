//! Files where no practice is yet: a new practice, the example, pages that go elsewhere.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::temporary_files::lay_temporary;
use super::{in_place, paths};
use crate::model::refusal::{Refusal, RefusalKind};

/// Makes the files of a practice where none is: existing ones are left alone. Gives the paths that were written.
///
/// # Errors
/// Where the disk refuses.
pub fn lay_files(root: &Path, files: &[(String, Vec<u8>)]) -> anyhow::Result<Vec<String>> {
    let mut laid = Vec::new();
    for (path, bytes) in files {
        let file = root.join(path);
        if fs::symlink_metadata(&file).is_ok() {
            continue;
        }
        let folder = file.parent().unwrap_or(root);
        fs::create_dir_all(folder).with_context(|| format!("{} could not be made", folder.display()))?;
        in_place::sync_folder_of(folder);
        in_place::name_new(lay_temporary(&file, bytes, None)?, &file)?;
        laid.push(path.clone());
    }
    Ok(laid)
}

/// Which of the files of a practice aren't there yet: what [`lay_files`] would write.
#[must_use]
pub fn files_to_lay(root: &Path, files: &[(String, Vec<u8>)]) -> Vec<(String, Vec<u8>)> {
    files.iter().filter(|(path, _)| fs::symlink_metadata(root.join(path)).is_err()).cloned().collect()
}

/// Puts files into any folder, which is made if need be. Each takes the place of one of its name.
///
/// # Errors
/// Where the disk refuses.
pub fn put_all(folder: &Path, files: &[(String, Vec<u8>)]) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("{} could not be made", folder.display()))?;
    for (name, bytes) in files {
        let file = folder.join(name);
        // A file that is there keeps its permissions.
        let permissions = fs::metadata(&file).ok().map(|metadata| metadata.permissions());
        let put = lay_temporary(&file, bytes, permissions)
            .and_then(|new| new.persist(&file).map_err(|error| error.error));
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
        Err(error) => Err(Refusal::with_kind(
            RefusalKind::Disk,
            format!("{}: {}", folder.display(), super::describe_io_error(&error)),
            hint,
        )),
        Ok(inside) => match inside.count() {
            0 => Ok(()),
            _ => Err(Refusal::exists(format!("{} isn't empty; it is left as it is", folder.display()), hint)),
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
