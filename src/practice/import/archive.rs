//! Files packed into one, as Notion exports them. Nothing is unpacked to the disk under a name: notes are confidences.

use std::fs::File;
use std::io::{BufReader, Read, Seek as _};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use zip::result::{ZipError, ZipResult};
use zip::{CompressionMethod, HasZipMetadata as _, ZipArchive};

use super::namesakes::{Namesake, list_namesakes};
use super::window::Window;
use crate::model::order::InOrder as _;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::practice::{LARGEST, describe_io_error};

/// The most that an archive may hold, unpacked, in bytes: a small one can hold more than any disk.
const LARGEST_WHOLE: u64 = 16 << 30;

/// How many times as long as it is packed an archive in another one may be. What is packed already is hardly ever half as long packed again;
/// what was made to fill a disk is a thousand times as long.
const MOST_SHRUNK: u64 = 100;

/// A packed file that is open.
#[derive(Debug)]
pub struct Archive {
    zip: Mutex<ZipArchive<BufReader<Window>>>,
    bytes: Window,
}

/// A file in an archive.
#[derive(Debug, Clone)]
pub struct Packed {
    /// Its path in there, with `/` between its parts.
    pub path: String,
    /// The archive that holds it.
    pub archive: Arc<Archive>,
    place: Place,
    /// How long it says it is, in bytes.
    pub length: u64,
    /// Why it is nobody's note: its name leads out of the archive, or it is a link.
    pub stays_out: Option<&'static str>,
}

/// By what a file is found in an archive.
#[derive(Debug, Clone)]
enum Place {
    Listed(usize),
    Namesake(Namesake),
}

/// Every file in an archive; of archives in it, which is how Notion parts a long export, theirs. One that is packed a second time is unpacked
/// into a file without a name in the folder `spare`, which is gone when coach is; none is held in memory.
///
/// # Errors
/// Where it can't be read.
pub fn list_packed(file: &Path, spare: &Path) -> Result<Vec<Packed>, Refusal> {
    let opened = File::open(file).and_then(Window::over);
    list(opened.map_err(|error| refusal(&describe_io_error(&error)))?, Some(spare))
}

/// `spare` is where an archive in this one may be unpacked; those in that one are no notes.
fn list(bytes: Window, spare: Option<&Path>) -> Result<Vec<Packed>, Refusal> {
    let damaged = |_| refusal("it isn't a whole archive");
    let mut zip = ZipArchive::new(BufReader::new(bytes.clone())).map_err(damaged)?;
    let namesakes = list_namesakes(&mut zip, &bytes);
    let archive = Arc::new(Archive { zip: Mutex::new(zip), bytes });
    let mut all: Vec<Packed> = Vec::new();
    {
        let mut zip = archive.zip.lock().unwrap_or_else(PoisonError::into_inner);
        for at in 0..zip.len() {
            let entry = zip.by_index_raw(at).map_err(|error| refuse(&error))?;
            let inside = entry.enclosed_name();
            let is_link = entry.is_symlink();
            let leads_out = inside.is_none().then_some("leading out of the archive");
            let stays_out = if is_link { Some("link") } else { leads_out };
            let path = inside.map_or_else(
                || entry.name().map_or_else(|_| "?".to_owned(), std::borrow::Cow::into_owned),
                |path| path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"),
            );
            if entry.is_file() || is_link {
                let listed = Packed {
                    path,
                    archive: Arc::clone(&archive),
                    place: Place::Listed(at),
                    length: entry.size(),
                    stays_out,
                };
                let of_its_name = namesakes.iter().filter(|other| other.name == entry.name_raw());
                all.extend(of_its_name.map(|other| Packed {
                    place: Place::Namesake(other.clone()),
                    length: other.length,
                    ..listed.clone()
                }));
                all.push(listed);
            }
        }
    }
    let whole = all.iter().fold(0_u64, |sum, one| sum.saturating_add(one.length));
    if whole > LARGEST_WHOLE {
        return Err(refusal(&format!("it would be {} GiB long, unpacked", whole >> 30)));
    }
    let mut packed = Vec::new();
    for one in all {
        let is_archive = one.path.to_lowercase().ends_with(".zip");
        // One that can't be opened is told like any other file that can't be read.
        let inner = spare.filter(|_| is_archive).and_then(|spare| list(one.open_archive(spare)?, None).ok());
        match inner {
            Some(inner) => packed.extend(inner),
            None => packed.push(one),
        }
    }
    packed.put_in_order_by(|one, other| one.path.cmp(&other.path));
    Ok(packed)
}

impl Archive {
    /// Has a file in it read by `read`.
    fn with_file<T>(
        &self,
        place: &Place,
        read: impl FnOnce(&mut dyn Read) -> std::io::Result<T>,
    ) -> ZipResult<T> {
        match place {
            Place::Listed(at) => {
                let mut zip = self.zip.lock().unwrap_or_else(PoisonError::into_inner);
                Ok(read(&mut zip.by_index(*at)?)?)
            }
            Place::Namesake(namesake) => Ok(read(&mut namesake.open(&mut self.bytes.clone())?)?),
        }
    }
}

impl Packed {
    /// Its bytes.
    ///
    /// # Errors
    /// Where it can't be read, holds more than the archive says, or is longer than a note may be.
    pub fn read(&self) -> Result<Vec<u8>, Refusal> {
        // What an archive says of its sizes may be wrong, so reading is bounded by that by which it was let in.
        let most = LARGEST.min(self.length);
        let mut bytes = Vec::new();
        let read = |file: &mut dyn Read| file.take(most + 1).read_to_end(&mut bytes);
        self.archive.with_file(&self.place, read).map_err(|error| refuse(&error))?;
        if bytes.len() as u64 > most {
            return Err(refusal(if most < LARGEST {
                "it is longer than the archive says"
            } else {
                "it is longer than 16 MiB, the most that is read"
            }));
        }
        Ok(bytes)
    }

    /// The bytes of an archive: where they stand, if they were packed as they are, else unpacked. `None` where that can't be.
    fn open_archive(&self, spare: &Path) -> Option<Window> {
        if let Place::Listed(at) = self.place {
            let mut zip = self.archive.zip.lock().unwrap_or_else(PoisonError::into_inner);
            let entry = zip.by_index_raw(at).ok()?;
            if entry.compression() == CompressionMethod::Stored && !entry.encrypted() {
                let start = entry.get_metadata().data_start(&mut self.archive.bytes.clone()).ok()?;
                return Some(self.archive.bytes.narrow(start, entry.size()));
            }
            if entry.size() / MOST_SHRUNK > entry.compressed_size() {
                return None;
            }
        }
        let mut unpacked = tempfile::tempfile_in(spare).or_else(|_| tempfile::tempfile()).ok()?;
        let most = self.length;
        let copy = |file: &mut dyn Read| std::io::copy(&mut file.take(most + 1), &mut unpacked);
        let copied = self.archive.with_file(&self.place, copy).ok()?;
        unpacked.rewind().ok()?;
        (copied <= most).then(|| Window::over(unpacked).ok()).flatten()
    }
}

fn refuse(error: &ZipError) -> Refusal {
    match error {
        ZipError::Io(error) => refusal(&describe_io_error(error)),
        error => refusal(&error.to_string()),
    }
}

fn refusal(why: &str) -> Refusal {
    Refusal::with_kind(
        RefusalKind::Damaged,
        why,
        "export it once more, or unpack it first and name the folder",
    )
}
