//! A folder that is held open, so that a note in it costs one opening and one reading.
//!
//! The kernel is told to follow no link, so what is opened here lies where its path says: at home. Whatever isn't plain (a link, a
//! folder in a folder, a file that is no file, a system without these calls) isn't opened here and goes the confined way, which
//! looks at where each path leads and says what is the matter.

#[cfg(target_os = "linux")]
pub(super) use linux::{OpenFolder, read_plain_file};
#[cfg(not(target_os = "linux"))]
pub(super) use portable::{OpenFolder, read_plain_file};

/// Whether every part of a path is a plain name: none is hidden, none leads up, none is empty.
fn has_plain_names(path: &str) -> bool {
    path.split('/').all(|part| !part.is_empty() && !part.starts_with('.'))
}

#[cfg(target_os = "linux")]
mod linux {
    use std::mem::MaybeUninit;
    use std::os::fd::OwnedFd;
    use std::path::Path;

    use rustix::buffer::spare_capacity;
    use rustix::fs::{CWD, FileType, Mode, OFlags, RawDir, ResolveFlags, fstat, openat, openat2};
    use rustix::io::Errno;

    use super::has_plain_names;
    use crate::practice::LARGEST;

    /// For reading only, without waiting for whatever hangs behind an odd file.
    const READ: OFlags = OFlags::RDONLY.union(OFlags::CLOEXEC).union(OFlags::NONBLOCK).union(OFlags::NOCTTY);
    /// Room for the names of a folder, some hundred at once.
    const NAMES: usize = 16 << 10;

    /// A folder, open.
    #[derive(Debug)]
    pub(in crate::practice) struct OpenFolder(OwnedFd);

    impl OpenFolder {
        /// Opens a folder below `root`, a path without links, and lists the files in it, by name, without those that `is_wanted` lets
        /// go. `None` where a link leads to it, it isn't there, or something among them is no plain file or has no name in text.
        pub(in crate::practice) fn open(
            root: &Path,
            folder: &str,
            is_wanted: impl Fn(&str) -> bool,
        ) -> Option<(Self, Vec<String>)> {
            let open = open_below(root, folder, READ.union(OFlags::DIRECTORY))?;
            let mut buffer = [MaybeUninit::uninit(); NAMES];
            let mut entries = RawDir::new(&open, &mut buffer);
            let mut names = Vec::new();
            while let Some(entry) = entries.next() {
                let entry = entry.ok()?;
                let name = entry.file_name().to_str().ok()?;
                if matches!(name, "." | "..") || !is_wanted(name) {
                    continue;
                }
                if entry.file_type() != FileType::RegularFile {
                    return None;
                }
                names.push(name.to_owned());
            }
            names.sort_unstable();
            Some((Self(open), names))
        }

        /// The bytes of a file in it; `None` where it is no plain file, or can't be read.
        pub(in crate::practice) fn read(&self, name: &str) -> Option<Vec<u8>> {
            let mut bytes = Vec::new();
            self.read_into(name, &mut bytes).then_some(bytes)
        }

        /// Reads a file in it in the place of other bytes; whether it is a plain file that could be read.
        pub(in crate::practice) fn read_into(&self, name: &str, bytes: &mut Vec<u8>) -> bool {
            let file = openat(&self.0, name, READ.union(OFlags::NOFOLLOW), Mode::empty());
            file.is_ok_and(|file| read_all(&file, bytes).is_some())
        }
    }

    /// The bytes of a file below `root`, a path without links; `None` where a link leads to it, it isn't there, or can't be read.
    pub(in crate::practice) fn read_plain_file(root: &Path, path: &str) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        read_all(&open_below(root, path, READ)?, &mut bytes).map(|()| bytes)
    }

    fn open_below(root: &Path, path: &str, flags: OFlags) -> Option<OwnedFd> {
        if !has_plain_names(path) {
            return None;
        }
        match openat2(CWD, root.join(path), flags, Mode::empty(), ResolveFlags::NO_SYMLINKS) {
            Err(Errno::NOSYS) => open_part_by_part(root, path, flags),
            opened => opened.ok(),
        }
    }

    /// The same where the kernel, or what stands before it, doesn't know the call: one part of the path after the other, none of which
    /// may be a link. The root is there without links.
    fn open_part_by_part(root: &Path, path: &str, flags: OFlags) -> Option<OwnedFd> {
        let folder = OFlags::PATH.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC).union(OFlags::NOFOLLOW);
        let mut at = openat(CWD, root, folder, Mode::empty()).ok()?;
        let (above, last) = path.rsplit_once('/').map_or(("", path), |(above, last)| (above, last));
        for part in above.split('/').filter(|part| !part.is_empty()) {
            at = openat(&at, part, folder, Mode::empty()).ok()?;
        }
        openat(&at, last, flags.union(OFlags::NOFOLLOW), Mode::empty()).ok()
    }

    /// Whether a file is opened so, whatever the kernel knows.
    #[cfg(test)]
    pub(super) fn opens_part_by_part(root: &Path, path: &str) -> bool {
        open_part_by_part(root, path, READ).is_some()
    }

    fn read_all(file: &OwnedFd, bytes: &mut Vec<u8>) -> Option<()> {
        let about = fstat(file).ok()?;
        let size = usize::try_from(about.st_size).ok()?;
        if FileType::from_raw_mode(about.st_mode) != FileType::RegularFile || size as u64 > LARGEST {
            return None;
        }
        // A byte more than there is, so that what is read at once is known to be all.
        bytes.clear();
        bytes.reserve_exact(size + 1);
        loop {
            match rustix::io::read(file, spare_capacity(bytes)) {
                Ok(0) => return Some(()),
                Ok(_) if bytes.len() == size => return Some(()),
                Ok(_) if bytes.len() as u64 > LARGEST => return None,
                Ok(_) if bytes.len() == bytes.capacity() => bytes.reserve(size.max(4096)),
                Ok(_) | Err(Errno::INTR) => {}
                Err(_) => return None,
            }
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod portable {
    use std::path::Path;

    use super::has_plain_names;

    /// A folder that can't be held open here: there is none.
    #[derive(Debug)]
    pub(in crate::practice) enum OpenFolder {}

    impl OpenFolder {
        pub(in crate::practice) fn open(
            _: &Path,
            folder: &str,
            _: impl Fn(&str) -> bool,
        ) -> Option<(Self, Vec<String>)> {
            let _ = has_plain_names(folder);
            None
        }

        pub(in crate::practice) fn read(&self, _: &str) -> Option<Vec<u8>> {
            match *self {}
        }

        pub(in crate::practice) fn read_into(&self, _: &str, _: &mut Vec<u8>) -> bool {
            match *self {}
        }
    }

    pub(in crate::practice) const fn read_plain_file(_: &Path, _: &str) -> Option<Vec<u8>> {
        None
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::{OpenFolder, has_plain_names, linux, read_plain_file};

    #[test]
    fn what_a_link_leads_to_is_not_opened_here() {
        let root = tempfile::tempdir().expect("a folder");
        let at = |path: &str| root.path().join(path);
        for folder in ["clients/ben/notes", "secret"] {
            std::fs::create_dir_all(at(folder)).expect("a folder");
        }
        std::fs::write(at("secret/a.md"), "secret").expect("a file");
        std::fs::write(at("clients/ben/notes/b.md"), "plain").expect("a file");
        let root_of_it = root.path().canonicalize().expect("it is there");
        let open = |folder: &str| OpenFolder::open(&root_of_it, folder, |_| true);
        let (folder, names) = open("clients/ben/notes").expect("a plain folder");
        assert_eq!(names, ["b.md"]);
        assert_eq!(folder.read("b.md").as_deref(), Some(&b"plain"[..]));
        symlink("../../../secret/a.md", at("clients/ben/notes/c.md")).expect("a link");
        symlink("../../secret", at("clients/ben/sessions")).expect("a link");
        symlink("ben", at("clients/bo")).expect("a link");
        assert_eq!(folder.read("c.md"), None);
        assert!(open("clients/ben/notes").is_none());
        for (path, is_plain) in [
            ("clients/ben/notes/b.md", true),
            ("clients/ben/notes/c.md", false),
            ("clients/bo/notes/b.md", false),
        ] {
            assert_eq!(linux::opens_part_by_part(&root_of_it, path), is_plain, "{path}");
        }
        assert!(open("clients/ben/sessions").is_none() && open("clients/bo/notes").is_none());
        for path in ["clients/ben/notes/c.md", "clients/bo/notes/b.md", "clients/ben/sessions/a.md"] {
            assert_eq!(read_plain_file(&root_of_it, path), None, "{path}");
        }
        assert_eq!(read_plain_file(&root_of_it, "clients/ben/notes"), None);
        assert_eq!(read_plain_file(&root_of_it, "clients/ben/notes/b.md").as_deref(), Some(&b"plain"[..]));
    }

    #[test]
    fn only_plain_names_are_opened_here() {
        for (path, wanted) in [
            ("clients/ben/client.md", true),
            ("coach.yaml", true),
            ("clients/../coach.yaml", false),
            (".git/config", false),
            ("clients/.hidden/client.md", false),
            ("/etc/passwd", false),
            ("", false),
        ] {
            assert_eq!(has_plain_names(path), wanted, "{path}");
        }
    }
}
