//! Files packed into one, as Notion exports them. Nothing is unpacked to the disk: notes are confidences.

use std::fs::File;
use std::io::{Cursor, Read, Seek};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use zip::ZipArchive;

use crate::model::refusal::{Refusal, RefusalKind};
use crate::practice::{LARGEST, describe_io_error};

/// What an archive is read from: a file, or one that was packed into another.
trait Bytes: Read + Seek + Send {}
impl<T: Read + Seek + Send> Bytes for T {}

/// The most that an archive packed into another may hold, in bytes: it is held in memory.
const LARGEST_INNER: u64 = 512 << 20;

/// The most that an archive may hold, unpacked, in bytes: a small one can hold more than any disk.
const LARGEST_WHOLE: u64 = 16 << 30;

/// A packed file that is open.
pub struct Archive {
    zip: Mutex<ZipArchive<Box<dyn Bytes>>>,
}

/// A file in an archive.
#[derive(Debug, Clone)]
pub struct Packed {
    /// Its path in there, with `/` between its parts.
    pub path: String,
    /// The archive that holds it.
    pub archive: Arc<Archive>,
    /// Its place.
    at: usize,
    /// How long it says it is, in bytes.
    pub length: u64,
    /// Why it is nobody's note: its name leads out of the archive, or it is a link.
    pub stays_out: Option<&'static str>,
}

/// Every file in an archive; of archives in it, which is how Notion parts a long export, theirs.
///
/// # Errors
/// Where it can't be read.
pub fn list_packed(file: &Path) -> Result<Vec<Packed>, Refusal> {
    let opened = File::open(file).map_err(|error| refusal(&describe_io_error(&error)))?;
    list(Box::new(opened), 0)
}

fn list(bytes: Box<dyn Bytes>, depth: usize) -> Result<Vec<Packed>, Refusal> {
    let zip = ZipArchive::new(bytes).map_err(|_| refusal("it isn't a whole archive"))?;
    let archive = Arc::new(Archive { zip: Mutex::new(zip) });
    let mut all: Vec<Packed> = Vec::new();
    {
        let mut zip = archive.zip.lock().unwrap_or_else(PoisonError::into_inner);
        for at in 0..zip.len() {
            let entry = zip.by_index_raw(at).map_err(|error| refusal(&error.to_string()))?;
            let inside = entry.enclosed_name();
            let is_link = entry.is_symlink();
            let leads_out = inside.is_none().then_some("leading out of the archive");
            let stays_out = if is_link { Some("link") } else { leads_out };
            let path = inside.map_or_else(
                || entry.name().map_or_else(|_| "?".to_owned(), std::borrow::Cow::into_owned),
                |path| path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"),
            );
            if entry.is_file() || is_link {
                all.push(Packed { path, archive: Arc::clone(&archive), at, length: entry.size(), stays_out });
            }
        }
    }
    let whole = all.iter().fold(0_u64, |sum, one| sum.saturating_add(one.length));
    if whole > LARGEST_WHOLE {
        return Err(refusal(&format!("it would be {} GiB long, unpacked", whole >> 30)));
    }
    let mut packed = Vec::new();
    for one in all {
        let is_archive = depth == 0 && one.path.to_lowercase().ends_with(".zip");
        // One that can't be opened is told like any other file that can't be read.
        let inner = || list(Box::new(Cursor::new(archive.read(one.at, LARGEST_INNER).ok()?)), depth + 1).ok();
        match is_archive.then(inner).flatten() {
            Some(inner) => packed.extend(inner),
            None => packed.push(one),
        }
    }
    packed.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(packed)
}

impl Archive {
    /// The bytes of a file in it, at most so many.
    ///
    /// # Errors
    /// Where it can't be read, or holds more than it says or than may be.
    fn read(&self, at: usize, most: u64) -> Result<Vec<u8>, Refusal> {
        let mut zip = self.zip.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = zip.by_index(at).map_err(|error| refusal(&error.to_string()))?;
        let mut bytes = Vec::new();
        // What an archive says of its sizes may be wrong, so reading is bounded.
        entry.take(most + 1).read_to_end(&mut bytes).map_err(|error| refusal(&describe_io_error(&error)))?;
        if bytes.len() as u64 > most {
            return Err(refusal(if most < LARGEST {
                "it is longer than the archive says"
            } else {
                "it is longer than 16 MiB, the most that is read"
            }));
        }
        Ok(bytes)
    }
}

impl Packed {
    /// Its bytes.
    ///
    /// # Errors
    /// Where it can't be read, or is longer than a note may be.
    pub fn read(&self) -> Result<Vec<u8>, Refusal> {
        // Nothing is read beyond what the archive says of its size, by which it was let in.
        self.archive.read(self.at, LARGEST.min(self.length))
    }
}

impl std::fmt::Debug for Archive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Archive").finish_non_exhaustive()
    }
}

fn refusal(why: &str) -> Refusal {
    Refusal::with_kind(
        RefusalKind::Damaged,
        why,
        "export it once more, or unpack it first and name the folder",
    )
}
