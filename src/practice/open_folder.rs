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
    use std::sync::Arc;

    use rustix::buffer::spare_capacity;
    use rustix::fs::{CWD, FileType, Mode, OFlags, RawDir, ResolveFlags, fstat, openat, openat2};
    use rustix::io::Errno;

    use super::has_plain_names;
    use crate::practice::LARGEST;

    /// For reading only, without waiting for whatever hangs behind an odd file.
    const READ: OFlags = OFlags::RDONLY.union(OFlags::CLOEXEC).union(OFlags::NONBLOCK).union(OFlags::NOCTTY);
    /// Room for the names of a folder, some hundred at once.
    const NAMES: usize = 16 << 10;
    /// Room for a note: nearly every one is shorter.
    const NOTE: usize = 16 << 10;
    /// The system holds files in pieces of this size or of several of them. One that can't be read ends a reading where it begins.
    const PAGE: usize = 4 << 10;

    /// A folder, open.
    #[derive(Debug)]
    pub(in crate::practice) struct OpenFolder(OwnedFd);

    impl OpenFolder {
        /// Opens a folder below `root`, a path without links, and lists the paths of the files in it, in their order, without those whose
        /// names `is_wanted` lets go. `None` where a link leads to it, it isn't there, or something among them is no plain file or has no
        /// name in text.
        pub(in crate::practice) fn open(
            root: &Path,
            folder: &str,
            is_wanted: impl Fn(&str) -> bool,
        ) -> Option<(Self, Vec<Arc<str>>)> {
            let open = open_below(root, folder, READ.union(OFlags::DIRECTORY))?;
            let mut buffer = [MaybeUninit::uninit(); NAMES];
            let mut entries = RawDir::new(&open, &mut buffer);
            let mut paths: Vec<Arc<str>> = Vec::new();
            let mut path = format!("{folder}/");
            let start = path.len();
            while let Some(entry) = entries.next() {
                let entry = entry.ok()?;
                let name = entry.file_name().to_str().ok()?;
                if matches!(name, "." | "..") || !is_wanted(name) {
                    continue;
                }
                if entry.file_type() != FileType::RegularFile {
                    return None;
                }
                path.truncate(start);
                path.push_str(name);
                paths.push(path.as_str().into());
            }
            // All of them begin with the folder.
            paths.sort_unstable_by(|one, other| one[start..].cmp(&other[start..]));
            Some((Self(open), paths))
        }

        /// The bytes of a file that was listed in it; `None` where it is a link by now, or can't be read.
        pub(in crate::practice) fn read(&self, name: &str) -> Option<Vec<u8>> {
            read_all(&self.open_file(name)?)
        }

        /// Reads a file that was listed in it in the place of other bytes; whether it could be read.
        pub(in crate::practice) fn read_into(&self, name: &str, bytes: &mut Vec<u8>) -> bool {
            bytes.clear();
            self.open_file(name).is_some_and(|file| read_rest(&file, bytes).is_some())
        }

        fn open_file(&self, name: &str) -> Option<OwnedFd> {
            openat(&self.0, name, READ.union(OFlags::NOFOLLOW), Mode::empty()).ok()
        }
    }

    /// The bytes of a file below `root`, a path without links; `None` where a link leads to it, it isn't there, is no file, or can't be
    /// read.
    pub(in crate::practice) fn read_plain_file(root: &Path, path: &str) -> Option<Vec<u8>> {
        let file = open_below(root, path, READ)?;
        let kind = FileType::from_raw_mode(fstat(&file).ok()?.st_mode);
        if kind == FileType::RegularFile { read_all(&file) } else { None }
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

    /// The bytes of a file, in no more memory than they take.
    fn read_all(file: &OwnedFd) -> Option<Vec<u8>> {
        let mut room = [MaybeUninit::uninit(); NOTE];
        let (read, rest) = match rustix::io::read(file, &mut room) {
            Err(Errno::INTR) => (&mut [][..], NOTE),
            read => read.ok().map(|(read, rest)| (read, rest.len()))?,
        };
        let mut bytes = read.to_vec();
        if is_end(bytes.len(), rest) { Some(bytes) } else { read_rest(file, &mut bytes).map(|()| bytes) }
    }

    /// Reads what comes behind these bytes.
    fn read_rest(file: &OwnedFd, bytes: &mut Vec<u8>) -> Option<()> {
        loop {
            bytes.reserve(NOTE);
            match rustix::io::read(file, spare_capacity(bytes)) {
                Ok(0) => return Some(()),
                Ok(_) if bytes.len() as u64 > LARGEST => return None,
                Ok(_) if is_end(bytes.len(), bytes.capacity() - bytes.len()) => return Some(()),
                Ok(_) | Err(Errno::INTR) => {}
                Err(_) => return None,
            }
        }
    }

    /// Whether a file is known to end where a reading did, without asking for more: there was room left, and it ends within a page. That
    /// saves a tenth of what it takes to read a note.
    fn is_end(read: usize, room_left: usize) -> bool {
        room_left > 0 && !read.is_multiple_of(PAGE)
    }
}

#[cfg(not(target_os = "linux"))]
mod portable {
    use std::path::Path;
    use std::sync::Arc;

    use super::has_plain_names;

    /// A folder that can't be held open here: there is none.
    #[derive(Debug)]
    pub(in crate::practice) enum OpenFolder {}

    impl OpenFolder {
        pub(in crate::practice) fn open(
            _: &Path,
            folder: &str,
            _: impl Fn(&str) -> bool,
        ) -> Option<(Self, Vec<Arc<str>>)> {
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
        let (folder, paths) = open("clients/ben/notes").expect("a plain folder");
        assert_eq!(paths, ["clients/ben/notes/b.md".into()]);
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
    fn a_file_of_any_size_is_read_to_its_end() {
        let root = tempfile::tempdir().expect("a folder");
        let root = root.path().canonicalize().expect("it is there");
        std::fs::create_dir(root.join("notes")).expect("a folder");
        let sizes = [0, 1, 4095, 4096, 4097, 8192, 16_383, 16_384, 16_385, 20_480, 32_768, 70_000];
        for size in sizes {
            let bytes: Vec<u8> = (0..=u8::MAX).cycle().take(size).collect();
            std::fs::write(root.join(format!("notes/{size}")), bytes).expect("a file");
        }
        let (folder, _) = OpenFolder::open(&root, "notes", |_| true).expect("a plain folder");
        let mut reused = Vec::new();
        for size in sizes {
            let wanted = std::fs::read(root.join(format!("notes/{size}"))).expect("a file");
            assert!(folder.read_into(&size.to_string(), &mut reused), "{size}");
            assert_eq!(reused, wanted, "{size}");
            assert_eq!(folder.read(&size.to_string()).as_ref(), Some(&wanted), "{size}");
            assert_eq!(read_plain_file(&root, &format!("notes/{size}")), Some(wanted), "{size}");
        }
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
