//! The bytes of what is brought in: read where they stand when they are needed, since an export may be larger than the memory.

use std::fmt;
use std::hash::BuildHasher as _;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use foldhash::quality::FixedState;

use super::archive::Packed;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::practice::{LARGEST, bytes_of, describe_io_error};

/// By what bytes are known again: their number, and a hash of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Digest(usize, u64);

impl Digest {
    /// That of bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Self {
        // Every byte of an export is hashed twice: a hash that reads them as fast as they come.
        Self(bytes.len(), FixedState::default().hash_one(bytes))
    }
}

/// Where a file stands that may hold notes.
#[derive(Debug)]
pub enum Source {
    /// On the disk.
    File(PathBuf),
    /// In an archive.
    Packed(Packed),
    /// Here.
    Held(Vec<u8>),
    /// It can't be read.
    Refused(Refusal),
}

impl Source {
    /// Its bytes.
    ///
    /// # Errors
    /// Where it can't be read, or is longer than a note may be.
    pub fn read(&self) -> Result<Vec<u8>, Refusal> {
        match self {
            Self::File(file) => bytes_of(file).map_err(|why| {
                let too_long = std::fs::metadata(file).is_ok_and(|metadata| metadata.len() > LARGEST);
                let hint = if too_long {
                    "cut it into shorter files"
                } else {
                    "make it readable, and run this again"
                };
                Refusal::with_kind(RefusalKind::Damaged, why, hint)
            }),
            Self::Packed(packed) => packed.read(),
            Self::Held(bytes) => Ok(bytes.clone()),
            Self::Refused(refusal) => Err(refusal.clone()),
        }
    }

    /// A part of its bytes. A file on the disk isn't read as a whole: a journal of a thousand days would be read a thousand times.
    fn read_part(&self, range: &Range<usize>) -> Result<Vec<u8>, Refusal> {
        let Self::File(file) = self else {
            return Ok(self.read()?.get(range.clone()).unwrap_or_default().to_vec());
        };
        let read = || {
            let mut opened = std::fs::File::open(file)?;
            opened.seek(SeekFrom::Start(range.start as u64))?;
            let mut bytes = vec![0; range.len()];
            opened.read_exact(&mut bytes)?;
            Ok(bytes)
        };
        read().map_err(|error: std::io::Error| {
            let hint = "make it readable, and run this again";
            Refusal::with_kind(RefusalKind::Disk, describe_io_error(&error), hint)
        })
    }

    /// How long it is, where that is known without reading it.
    #[must_use]
    pub fn length(&self) -> u64 {
        match self {
            Self::File(file) => std::fs::metadata(file).map_or(0, |metadata| metadata.len()),
            Self::Packed(packed) => packed.length,
            _ => 0,
        }
    }
}

/// What makes a note of a file's bytes.
pub type Convert = Arc<dyn Fn(Vec<u8>) -> Result<Vec<u8>, Refusal> + Send + Sync>;

/// How the bytes come about.
#[derive(Clone)]
enum Make {
    Whole,
    Part(Range<usize>),
    Held(Vec<u8>),
    Converted(Convert),
}

/// The bytes of a note that comes in.
#[derive(Clone)]
pub struct Payload {
    source: Arc<Source>,
    make: Make,
    digest: Digest,
}

impl Payload {
    /// A file as it stands; `bytes` is what was read of it.
    #[must_use]
    pub fn from_whole(source: Arc<Source>, bytes: &[u8]) -> Self {
        Self { source, make: Make::Whole, digest: Digest::from_bytes(bytes) }
    }

    /// A part of a file.
    #[must_use]
    pub fn from_part(source: Arc<Source>, bytes: &[u8], range: Range<usize>) -> Self {
        let digest = Digest::from_bytes(&bytes[range.clone()]);
        Self { source, make: Make::Part(range), digest }
    }

    /// Bytes that are made once, such as a document's text.
    #[must_use]
    pub fn from_held(bytes: Vec<u8>) -> Self {
        let digest = Digest::from_bytes(&bytes);
        Self { source: Arc::new(Source::Held(Vec::new())), make: Make::Held(bytes), digest }
    }

    /// What is made of a file's bytes, each time they are needed; `made` is what was made of them.
    #[must_use]
    pub fn from_made(source: Arc<Source>, made: &[u8], convert: Convert) -> Self {
        Self { source, make: Make::Converted(convert), digest: Digest::from_bytes(made) }
    }

    /// By what they are known again.
    #[must_use]
    pub const fn digest(&self) -> Digest {
        self.digest
    }

    /// How many they are.
    #[must_use]
    pub const fn length(&self) -> usize {
        self.digest.0
    }

    /// The bytes.
    ///
    /// # Errors
    /// Where the file can't be read any more, or isn't what it was.
    pub fn read(&self) -> Result<Vec<u8>, Refusal> {
        let bytes = match &self.make {
            Make::Held(bytes) => return Ok(bytes.clone()),
            Make::Whole => self.source.read()?,
            Make::Part(range) => self.source.read_part(range)?,
            Make::Converted(convert) => convert(self.source.read()?)?,
        };
        if Digest::from_bytes(&bytes) == self.digest {
            return Ok(bytes);
        }
        Err(Refusal::with_kind(RefusalKind::Changed, "it has changed meanwhile", "run this again"))
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Payload")
            .field("source", &self.source)
            .field("digest", &self.digest)
            .finish_non_exhaustive()
    }
}
