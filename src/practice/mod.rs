//! The practice on disk: where it is, what is in it, and every write to it.
//!
//! Nothing outside the root is read or written, not through symbolic links either, and no link leads from one client's folder
//! to another's (`confine`). What a command changes is staged first,
//! read back from there, and written by one commit (`changes`); [`state`] alone keeps what can be lost in
//! the user's own folder. Every write goes to a temporary file
//! in the same folder, is synced and then renamed; a new note never replaces one; a note that changed on disk since it
//! was read is left alone.

mod changes;
mod clients;
mod confine;
pub mod erased;
pub mod erasure;
pub mod example;
pub mod export_archive;
mod faults;
pub mod first_files;
pub mod git;
mod git_objects;
pub mod git_survey;
pub mod import;
mod in_place;
pub mod journal;
pub mod kept_files;
pub mod leftovers;
mod listed_notes;
pub mod load;
mod lock;
pub mod made_again;
pub mod mail_folders;
mod only_mine;
mod open_folder;
pub mod output_file;
pub mod own_settings;
pub mod pandoc;
pub mod paths;
mod people;
pub mod read_ahead;
mod readers;
pub mod root;
pub mod search;
mod staging;
pub mod standing;
pub mod state;
mod stray;
mod stray_at_root;
mod temporary_files;
pub mod transcripts;
pub mod trash;
pub mod tried;
pub mod versioned_files;
mod write;
pub mod zones;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex, RwLock};

use open_folder::read_plain_file;
use staging::Stand;

use crate::model::moment::Moment;
use crate::model::problem::{Loaded, Problem};
use crate::model::refusal::{Refusal, RefusalKind};
use crate::model::settings::Settings;
use crate::note::parsed::Note;
use crate::note::read;

/// The name of the file that marks a practice's root.
pub const MARKER: &str = "coach.yaml";
/// The largest file that is read, in bytes.
pub const LARGEST: u64 = 16 << 20;

/// A practice: a folder with a `coach.yaml`.
#[derive(Debug, Clone)]
pub struct Practice {
    /// The folder, links resolved.
    pub root: PathBuf,
    /// What is changed and not yet written; shared by all that came from one practice.
    staging: Arc<RwLock<staging::Staging>>,
    /// The folders in which temporary files of a command that was killed were looked for.
    swept: Arc<Mutex<HashSet<PathBuf>>>,
    /// How many notes were read.
    read_count: Arc<AtomicUsize>,
    /// The moment to act as, where somebody said which: what can only be told by it isn't told without.
    now: Option<Moment>,
}

impl Practice {
    /// The practice at a folder.
    ///
    /// # Errors
    /// Where the folder isn't there or holds no `coach.yaml`.
    pub fn open_at(folder: &Path) -> Result<Self, Refusal> {
        let hint = "go to your practice, name it with --practice DIR, or make one: coach init DIR";
        let missing = || {
            Refusal::with_kind(
                RefusalKind::NoPractice,
                format!("{} isn't a practice: it holds no {MARKER}", folder.display()),
                hint,
            )
        };
        let root = folder.canonicalize().map_err(|_| missing())?;
        if root.join(MARKER).is_file() {
            Ok(Self {
                root,
                staging: Arc::default(),
                swept: Arc::default(),
                read_count: Arc::default(),
                now: None,
            })
        } else {
            Err(missing())
        }
    }

    /// The practice as it is read at a moment.
    #[must_use]
    pub fn at_moment(self, now: Moment) -> Self {
        Self { now: Some(now), ..self }
    }

    /// How many notes of folders were read so far: it goes up while others are.
    #[must_use]
    pub fn read_count(&self) -> Arc<AtomicUsize> {
        Arc::clone(&self.read_count)
    }

    /// The settings in `coach.yaml`.
    #[must_use]
    pub fn settings(&self) -> Loaded<Settings> {
        let path: Arc<str> = MARKER.into();
        match self.read(MARKER) {
            Ok(bytes) => read::settings(&path, bytes),
            Err(why) => Loaded { value: Settings::default(), problems: vec![read::unreadable(&path, &why)] },
        }
    }

    /// A note, read. A file that can't be read gives an empty note and a problem.
    #[must_use]
    pub fn note(&self, path: &Arc<str>) -> Loaded<Note> {
        note_of(path, self.read(path))
    }

    /// The text of a note that is to be edited.
    ///
    /// # Errors
    /// Where it can't be read or isn't UTF-8: such a note is never written to.
    pub fn text(&self, path: &str) -> Result<String, Refusal> {
        let bytes = self.read(path).map_err(|why| {
            Refusal::with_kind(RefusalKind::Disk, why, "make it readable first").in_file(path)
        })?;
        String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            let line = memchr::memchr_iter(b'\n', &error.as_bytes()[..at]).count() + 1;
            let what = "these bytes aren't UTF-8 text; the note is left as it is";
            let hint = "save the file as UTF-8 in your editor first";
            Refusal::with_kind(RefusalKind::Damaged, what, hint).at(path, line, 1)
        })
    }

    /// Whether the practice may have templates of its own: most have none, and needn't be asked for each.
    #[must_use]
    pub fn has_own_templates(&self) -> bool {
        self.has_staged() || self.root.join("templates").exists()
    }

    /// The override of a template, if the practice has one: its path and text.
    ///
    /// # Errors
    /// Where it is there and can't be read.
    pub fn template(&self, name: &str) -> Result<Option<(String, String)>, Refusal> {
        let path = format!("templates/{name}");
        if !self.has(&path) {
            return Ok(None);
        }
        Ok(Some((path.clone(), self.text(&path)?)))
    }

    /// A path that a command line names, from the root and with `/` between its parts. It may be gone from the disk.
    ///
    /// # Errors
    /// Where it lies outside of the practice.
    pub fn relative(&self, path: &Path) -> Result<String, Refusal> {
        let from_here = std::path::absolute(path).ok().map(|path| path.canonicalize().unwrap_or(path));
        let from_root = self.root.join(path);
        let found =
            from_here.filter(|path| path.starts_with(&self.root) && path.exists()).unwrap_or(from_root);
        let outside = || {
            Refusal::with_kind(
                RefusalKind::Outside,
                format!("{} isn't in the practice", path.display()),
                "name files and folders of the practice",
            )
        };
        let missing = || {
            Refusal::unknown(
                format!("{} isn't there", path.display()),
                "name files and folders of the practice",
            )
        };
        let found = found.canonicalize().map_err(|_| missing())?;
        let relative = found.strip_prefix(&self.root).map_err(|_| outside())?;
        Ok(relative.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"))
    }

    /// The lines of a file, for showing the place of a problem.
    #[must_use]
    pub fn source_of(&self, problem: &Problem) -> Option<String> {
        self.read(&problem.path).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The file of a note, for the user's editor.
    ///
    /// # Errors
    /// Where it isn't there, or lies outside of the practice.
    pub fn file(&self, path: &str) -> Result<PathBuf, Refusal> {
        self.inside(path).map_err(|why| {
            let hint = "coach check tells what else is the matter";
            Refusal::with_kind(RefusalKind::Disk, why, hint).in_file(path)
        })
    }

    /// Whether a file or folder of this path is there, or staged to be.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        match self.stand(path) {
            Stand::OnDisk(path) => self.root.join(path).exists(),
            Stand::Staged(_) => true,
            Stand::Gone => false,
        }
    }

    /// Whether a file holds just these bytes.
    #[must_use]
    pub fn holds(&self, path: &str, bytes: &[u8]) -> bool {
        match self.stand(path) {
            Stand::OnDisk(path) => self.read_from_disk(&path).is_ok_and(|there| there == bytes),
            Stand::Staged(there) => there == bytes,
            Stand::Gone => false,
        }
    }

    /// The bytes of a file inside the practice, or those that are staged for it; why not, in a few words.
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        match self.stand(path) {
            Stand::OnDisk(path) => self.read_from_disk(&path),
            Stand::Staged(bytes) => Ok(bytes),
            Stand::Gone => Err("it isn't there".into()),
        }
    }

    /// The bytes of a file inside the practice as they are on the disk; why not, in a few words.
    fn read_from_disk(&self, path: &str) -> Result<Vec<u8>, String> {
        match read_plain_file(&self.root, path) {
            Some(bytes) => Ok(bytes),
            None => bytes_of(&self.inside(path)?),
        }
    }
}

/// A note of the bytes that were read, or of none and the reason why not.
fn note_of(path: &Arc<str>, bytes: Result<Vec<u8>, String>) -> Loaded<Note> {
    match bytes {
        Ok(bytes) => Note::from_bytes(path, bytes),
        Err(why) => {
            let mut loaded = Note::parse(path, String::new());
            // That nothing is in it isn't what is the matter.
            loaded.problems = vec![read::unreadable(path, &why).as_doubt()];
            loaded
        }
    }
}

/// The bytes of a file that is known to lie inside the practice; why not, in a few words.
fn bytes_of(file: &Path) -> Result<Vec<u8>, String> {
    let metadata = std::fs::metadata(file).map_err(|error| describe_io_error(&error))?;
    if !metadata.is_file() {
        return Err("it isn't a file".into());
    }
    if metadata.len() > LARGEST {
        return Err("it is longer than 16 MiB, the most that is read".into());
    }
    std::fs::read(file).map_err(|error| describe_io_error(&error))
}

/// The text of a file that a command line names; it may stand anywhere.
///
/// # Errors
/// Where it can't be read, is too long, or isn't UTF-8.
pub fn read_outside(file: &Path) -> anyhow::Result<String> {
    let refusal = |error: std::io::Error| {
        Refusal::with_kind(
            RefusalKind::Disk,
            format!("{}: {}", file.display(), describe_io_error(&error)),
            "name a text file that you can read",
        )
    };
    read_bounded(std::fs::File::open(file).map_err(refusal)?, &file.display().to_string())
}

/// A text that somebody hands over, at most as long as a note may be.
///
/// # Errors
/// Where it can't be read, is too long, or isn't UTF-8.
pub fn read_bounded(from: impl std::io::Read, name: &str) -> anyhow::Result<String> {
    use std::io::Read as _;
    let refusal = |why: &str| {
        Refusal::with_kind(
            RefusalKind::Damaged,
            format!("{name}: {why}"),
            "hand over a text file that you can read",
        )
    };
    let mut bytes = Vec::new();
    from.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| refusal(&describe_io_error(&error)))?;
    if bytes.len() as u64 > LARGEST {
        return Err(refusal("it is longer than 16 MiB, the most that is read").into());
    }
    Ok(String::from_utf8(bytes).map_err(|_| refusal("it isn't UTF-8 text"))?)
}

/// An error of the disk in a person's words.
fn describe_io_error(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "it isn't there".into(),
        std::io::ErrorKind::PermissionDenied => "you have no permission".into(),
        _ => error.to_string(),
    }
}
