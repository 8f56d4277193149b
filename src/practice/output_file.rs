//! A file of the user's own that a view is written into: anywhere but where the practice keeps its notes.

use std::fs;
use std::io::Write as _;
use std::path::{Component, Path, PathBuf};

use anyhow::Context as _;

use super::first_files::put_all;
use super::temporary_files::lay_temporary;
use super::{MARKER, Practice, describe_io_error, paths, state};
use crate::model::refusal::{Refusal, RefusalKind};

/// The folders of a practice that are the notes' and coach's own.
const OWN_FOLDERS: [&str; 3] = [paths::CLIENTS, "supervision", "templates"];

/// A file that may be written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Where it is, links resolved.
    file: PathBuf,
    /// Whether it is a pipe or a device, which can't be replaced, only written to.
    is_stream: bool,
}

impl OutputFile {
    /// The file of a path that was typed.
    ///
    /// # Errors
    /// Where it is a folder, its folder isn't there, or the practice keeps its own files there.
    pub fn open_at(typed: &Path, practice: Option<&Practice>) -> Result<Self, Refusal> {
        let found = fs::metadata(typed).ok();
        if found.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(Refusal::usage(
                "what is written needs a file, and this is a folder",
                "name a file in it",
            ));
        }
        let file = if found.is_some() { typed.canonicalize() } else { resolve_folder(typed) };
        let file = file.map_err(|error| {
            let what = format!("the file can't be written there: {}", describe_io_error(&error));
            Refusal::usage(what, "name a file in a folder that is there")
        })?;
        if practice.is_some_and(|practice| is_own(&practice.root, &file)) {
            let what = "the practice keeps its own files there";
            return Err(Refusal::usage(
                what,
                "choose a place outside of the practice, or beside its coach.yaml",
            ));
        }
        Ok(Self { file, is_stream: found.is_some_and(|found| !found.is_file()) })
    }

    /// A file in the state folder, for what is only to be looked at: the next one takes its place.
    ///
    /// # Errors
    /// Where this system names no such folder, or it can't be made.
    pub fn to_look_at(name: &str) -> anyhow::Result<Self> {
        let folder =
            state::state_folder().context("this system names no place for it; set XDG_STATE_HOME")?;
        let folder = folder.join("opened");
        state::make_private_folder(&folder)
            .with_context(|| format!("{} could not be made", folder.display()))?;
        Ok(Self { file: folder.join(name), is_stream: false })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.file
    }

    /// What stands in it; nothing where it isn't there, or can only be written to.
    #[must_use]
    pub fn bytes(&self) -> Option<Vec<u8>> {
        if self.is_stream { None } else { fs::read(&self.file).ok() }
    }

    /// Writes it, whole or not at all, in place of what stood there.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn write(&self, bytes: &[u8]) -> anyhow::Result<()> {
        let (folder, name) = (self.file.parent(), self.file.file_name());
        match (folder, name.and_then(|name| name.to_str())) {
            (Some(folder), Some(name)) if !self.is_stream => {
                put_all(folder, &[(name.to_owned(), bytes.to_vec())])
            }
            _ => {
                let unwritten = || format!("{} could not be written", self.file.display());
                self.open_stream()?.write_all(bytes).with_context(unwritten)
            }
        }
    }

    /// The same of what is too long to be held in memory: `fill` writes it.
    ///
    /// # Errors
    /// Where the disk refuses, or `fill` does.
    pub fn write_by(&self, fill: impl FnOnce(&mut fs::File) -> anyhow::Result<()>) -> anyhow::Result<()> {
        if self.is_stream {
            return fill(&mut self.open_stream()?);
        }
        let unwritten = || format!("{} could not be written", self.file.display());
        let mut temporary = lay_temporary(&self.file, &[], None).with_context(unwritten)?;
        fill(temporary.as_file_mut())?;
        temporary.as_file().sync_all().with_context(unwritten)?;
        temporary.persist(&self.file).map(drop).map_err(|error| error.error).with_context(unwritten)
    }

    /// Whether something stands in its place.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.file.exists()
    }

    /// Whether it lies somewhere in a practice.
    #[must_use]
    pub fn is_in(&self, practice: &Practice) -> bool {
        self.file.starts_with(&practice.root)
    }

    fn open_stream(&self) -> anyhow::Result<fs::File> {
        let unwritten = || format!("{} could not be written", self.file.display());
        fs::OpenOptions::new().write(true).open(&self.file).with_context(unwritten)
    }
}

/// A file that isn't there yet, in a folder that is.
fn resolve_folder(typed: &Path) -> std::io::Result<PathBuf> {
    let name = typed.file_name().ok_or(std::io::ErrorKind::InvalidInput)?;
    let folder = typed.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok(folder.canonicalize()?.join(name))
}

/// Whether a file of the practice is one that coach reads or keeps: its marker, anything hidden, anything in a folder of its own.
fn is_own(root: &Path, file: &Path) -> bool {
    let Ok(below) = file.strip_prefix(root) else { return false };
    let first = below.components().next().map(Component::as_os_str).and_then(|name| name.to_str());
    let first = first.unwrap_or_default().to_lowercase();
    first == MARKER || first.starts_with('.') || OWN_FOLDERS.contains(&first.as_str())
}

/// The refusal of a format that coach doesn't write, by the ending of a file's name.
#[must_use]
pub fn no_such_ending(ending: &str) -> Refusal {
    let hint = "a page (.html) can be printed to it, and pandoc makes it of Markdown (.md)";
    Refusal::with_kind(RefusalKind::Usage, format!("coach writes no .{ending}"), hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_the_practice_keeps_its_own_nothing_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::write(root.join(MARKER), "format: 1\n").unwrap();
        for inside in ["clients/a", "templates", ".git", "for-the-tax-office"] {
            fs::create_dir_all(root.join(inside)).unwrap();
        }
        let practice = Practice::open_at(&root).unwrap();
        for (path, is_own) in [
            ("clients/a/page.html", true),
            ("clients/page.html", true),
            ("templates/share.html", true),
            (".git/config", true),
            ("coach.yaml", true),
            ("Coach.YAML", true),
            ("hours.csv", false),
            ("for-the-tax-office/hours.csv", false),
            ("for-the-tax-office/../clients/a/page.html", true),
        ] {
            let found = OutputFile::open_at(&root.join(path), Some(&practice));
            assert_eq!(found.is_err(), is_own, "{path}");
        }
        assert!(OutputFile::open_at(&root, None).is_err());
        assert!(OutputFile::open_at(&root.join("nowhere/page.html"), None).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_written_through_and_a_device_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real.html"), folder.path().join("link.html"));
        fs::write(&real, "old").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        let file = OutputFile::open_at(&link, None).unwrap();
        assert_eq!(file.bytes(), Some(b"old".to_vec()));
        file.write(b"new").unwrap();
        assert_eq!(fs::read(&real).unwrap(), b"new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        let null = OutputFile::open_at(Path::new("/dev/null"), None).unwrap();
        null.write(b"gone").unwrap();
        assert!(null.is_stream && null.bytes().is_none());
    }
}
