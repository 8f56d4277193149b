//! Writing what comes in: file by file, each whole or not there, so that a second run finishes what was interrupted.

use crate::model::changes::Change;
use crate::model::refusal::Refusal;
use crate::practice::Practice;

/// How many files are written at once: making each of them last is what takes time, and a disk does many of them in the time of one.
const AT_ONCE: usize = 16;
/// How many bytes are held at once by files that are written together; a larger file is written alone.
const TOGETHER: usize = 8 << 20;
/// Of so few files each is written for itself.
const FEW: usize = 32;

/// A file that comes in.
pub struct Incoming<'a> {
    /// Where it goes, from the root.
    pub path: &'a str,
    /// How long it is, in bytes.
    pub length: usize,
    /// Gives its bytes.
    pub read: Box<dyn Fn() -> Result<Vec<u8>, Refusal> + Sync + 'a>,
}

impl Practice {
    /// Writes new files at once, under the lock; `look` sees the bytes of each, by its place. They aren't staged: an export may be larger than
    /// the memory. With `is_kept` they can be taken back by `undo`, for which their bytes are held until the command's end.
    ///
    /// # Errors
    /// Where a file can't be read, one of its name is there, the path leads out of the practice, or the disk refuses: how many were written,
    /// and why no more were.
    pub fn bring_in<T: Send>(
        &self,
        files: &[Incoming<'_>],
        is_kept: bool,
        look: impl Fn(usize, &[u8]) -> T + Sync,
    ) -> Result<Vec<T>, (usize, anyhow::Error)> {
        let mut seen = Vec::with_capacity(files.len());
        if files.is_empty() {
            return Ok(seen);
        }
        self.hold_lock().map_err(|error| (0, error))?;
        let is_slow = files.len() > FEW;
        let mut stopped = None;
        let mut at = 0;
        // What was written is looked at while what follows is made to last.
        let mut unseen: Vec<(usize, Vec<u8>)> = Vec::new();
        let mut look_at = |unseen: &mut Vec<(usize, Vec<u8>)>| {
            for (place, bytes) in unseen.drain(..) {
                seen.push(look(place, &bytes));
                if is_kept {
                    self.note_written(Change::put(files[place].path, None, bytes));
                }
            }
        };
        while at < files.len() && stopped.is_none() {
            let mut held = 0;
            let fits = |file: &&Incoming<'_>| {
                held += file.length;
                held <= TOGETHER
            };
            let many = files[at..].iter().take(AT_ONCE).take_while(fits).count();
            let count = if is_slow { many.max(1) } else { 1 };
            let next = &files[at..at + count];
            let written = self.write_some(next, || look_at(&mut unseen));
            for (place, written) in (at..).zip(written) {
                match written {
                    Ok(bytes) => unseen.push((place, bytes)),
                    Err(error) => stopped = stopped.or(Some(error)),
                }
            }
            at += count;
        }
        look_at(&mut unseen);
        self.release_lock();
        match stopped {
            None => Ok(seen),
            Some(error) => Err((seen.len(), error)),
        }
    }

    /// Writes a few files side by side, and does something else meanwhile; their bytes, or why one of them wasn't written.
    fn write_some(&self, files: &[Incoming<'_>], meanwhile: impl FnOnce()) -> Vec<anyhow::Result<Vec<u8>>> {
        let write = |file: &Incoming<'_>| {
            let bytes = (file.read)()?;
            self.check_free(file.path)?;
            self.write_new(file.path, &bytes)?;
            Ok(bytes)
        };
        if let [one] = files {
            meanwhile();
            return vec![write(one)];
        }
        std::thread::scope(|scope| {
            let begun: Vec<_> = files.iter().map(|file| scope.spawn(move || write(file))).collect();
            meanwhile();
            let lost = |_| Err(anyhow::anyhow!("a thread that wrote a file ended early"));
            begun.into_iter().map(|thread| thread.join().unwrap_or_else(lost)).collect()
        })
    }
}
