//! Files of an archive that bear the name of another one in it. An archive may hold them, and by name only the last is found.

use std::io::{Read, Seek, SeekFrom};

use zip::ZipArchive;
use zip::read::{ZipFile, ZipReadOptions, read_zipfile_from_stream_with_options};
use zip::result::{ZipError, ZipResult};

use super::window::Window;

/// A file that is packed under a name which another one bears.
#[derive(Debug, Clone)]
pub(super) struct Namesake {
    /// The name, as its bytes stand in the archive.
    pub(super) name: Vec<u8>,
    /// Where its head begins, from the beginning of the archive.
    head: u64,
    packed: u64,
    /// How long it says it is, in bytes.
    pub(super) length: u64,
    checksum: u32,
}

/// How an archive's list begins each of its entries.
const ENTRY: [u8; 4] = *b"PK\x01\x02";
/// How long an entry of the list is without the name and what goes with it, in bytes.
const FIXED: usize = 46;

/// Every file that can't be found by its name. What is written for archives over 4 GiB gives them another place, and isn't looked for.
pub(super) fn list_namesakes<R: Read + Seek>(zip: &mut ZipArchive<R>, bytes: &Window) -> Vec<Namesake> {
    if !zip.has_duplicate_names() {
        return Vec::new();
    }
    let found_by_name: Vec<u64> =
        (0..zip.len()).filter_map(|at| Some(zip.by_index_raw(at).ok()?.header_start())).collect();
    let mut all = read_entries(bytes, zip.central_directory_start(), zip.offset());
    all.retain(|one| !found_by_name.contains(&one.head));
    all
}

fn read_entries(bytes: &Window, list: u64, offset: u64) -> Vec<Namesake> {
    let mut bytes = std::io::BufReader::new(bytes.clone());
    let mut all = Vec::new();
    if bytes.seek(SeekFrom::Start(list)).is_err() {
        return all;
    }
    let mut entry = [0; FIXED];
    while bytes.read_exact(&mut entry).is_ok() && entry.starts_with(&ENTRY) {
        let short = |at: usize| u16::from_le_bytes([entry[at], entry[at + 1]]);
        let long = |at: usize| u32::from_le_bytes([entry[at], entry[at + 1], entry[at + 2], entry[at + 3]]);
        let mut name = vec![0; usize::from(short(28))];
        let behind = i64::from(short(30)) + i64::from(short(32));
        if bytes.read_exact(&mut name).is_err() || bytes.seek_relative(behind).is_err() {
            break;
        }
        all.push(Namesake {
            name,
            head: offset + u64::from(long(42)),
            packed: long(20).into(),
            length: long(24).into(),
            checksum: long(16),
        });
    }
    all
}

impl Namesake {
    /// The file, to be read from `bytes`, those of the archive.
    pub(super) fn open<'a>(&self, bytes: &'a mut Window) -> ZipResult<ZipFile<'a, Window>> {
        bytes.seek(SeekFrom::Start(self.head))?;
        // Its own head may leave open what the list says of it.
        let known = ZipReadOptions::default()
            .override_compressed_size(self.packed)
            .override_uncompressed_size(self.length)
            .override_crc(self.checksum);
        read_zipfile_from_stream_with_options(bytes, known)?.ok_or(ZipError::FileNotFound)
    }
}
