//! What the rights of files say, which each family of systems keeps in its own way.
//!
//! Elsewhere than on unix a new file has the rights of its folder, and a practice lies in a home that nobody else may open.

#[cfg(not(unix))]
pub(super) use elsewhere::{can_be_run, keep_file_private, keep_folder_private};
#[cfg(unix)]
pub(super) use unix::{can_be_run, keep_file_private, keep_folder_private};

#[cfg(unix)]
mod unix {
    use std::fs::{DirBuilder, Permissions};
    use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
    use std::path::Path;

    /// Lets nobody else look into folders that are made by this: what lies there names clients.
    pub(in crate::practice) fn keep_folder_private(builder: &mut DirBuilder) {
        builder.mode(0o700);
    }

    /// Lets nobody else read a file that is made by this.
    pub(in crate::practice) fn keep_file_private(builder: &mut tempfile::Builder<'_, '_>) {
        builder.permissions(Permissions::from_mode(0o600));
    }

    /// Whether a file is a program.
    pub(in crate::practice) fn can_be_run(path: &Path) -> bool {
        std::fs::metadata(path).is_ok_and(|metadata| metadata.permissions().mode() & 0o111 != 0)
    }
}

#[cfg(not(unix))]
mod elsewhere {
    use std::fs::DirBuilder;
    use std::path::Path;

    pub(in crate::practice) const fn keep_folder_private(_: &mut DirBuilder) {}

    pub(in crate::practice) const fn keep_file_private(_: &mut tempfile::Builder<'_, '_>) {}

    /// Whether a file may be a program: nothing but its name says more.
    pub(in crate::practice) fn can_be_run(path: &Path) -> bool {
        path.is_file()
    }
}
