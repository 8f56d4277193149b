//! A part of a file, read as if it were a file of its own: an archive that lies in another one, neither copied nor held.

use std::fs::File;
use std::io::{Error, ErrorKind, Read, Result, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

/// A part of a file, with a place in it. Clones have places of their own.
#[derive(Clone, Debug)]
pub(super) struct Window {
    file: Arc<Mutex<File>>,
    /// Where it begins in the file, in bytes.
    start: u64,
    /// How long it is, in bytes.
    length: u64,
    /// What is read next, from its beginning.
    at: u64,
}

impl Window {
    /// All of a file.
    pub(super) fn over(file: File) -> Result<Self> {
        let length = file.metadata()?.len();
        Ok(Self { file: Arc::new(Mutex::new(file)), start: 0, length, at: 0 })
    }

    /// A part of this one, cut where this one ends.
    pub(super) fn narrow(&self, start: u64, length: u64) -> Self {
        let start = start.min(self.length);
        let length = length.min(self.length - start);
        Self { file: Arc::clone(&self.file), start: self.start + start, length, at: 0 }
    }
}

impl Read for Window {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let left = usize::try_from(self.length.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let most = into.len().min(left);
        if most == 0 {
            return Ok(0);
        }
        // Others read the same file, so its own place says nothing.
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.start + self.at))?;
        let count = file.read(&mut into[..most])?;
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Window {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| Error::from(ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Seek as _, SeekFrom, Write as _};

    use super::Window;

    #[test]
    fn a_part_of_a_file_reads_as_a_file() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"before[inside]behind").unwrap();
        let whole = Window::over(file).unwrap();
        let mut part = whole.narrow(7, 6);
        let (mut first, mut all) = ([0; 2], String::new());
        part.read_exact(&mut first).unwrap();
        // A clone reads on its own.
        let mut other = part.clone();
        other.seek(SeekFrom::End(-4)).unwrap();
        other.read_to_string(&mut all).unwrap();
        assert_eq!((&first, all.as_str()), (b"in", "side"));
        all.clear();
        part.read_to_string(&mut all).unwrap();
        assert_eq!(all, "side");
        assert_eq!(part.seek(SeekFrom::Start(99)).unwrap(), 99);
        assert_eq!(part.read(&mut first).unwrap(), 0);
        assert!(part.seek(SeekFrom::End(-7)).is_err());
        let mut cut = whole.narrow(18, 99).narrow(1, 99);
        all.clear();
        cut.read_to_string(&mut all).unwrap();
        assert_eq!(all, "d");
    }
}
