//! Reading ahead of whoever looks at all clients, where the notes aren't in the system's memory yet: a disk answers many readers at once
//! nearly as soon as one.
//!
//! Nothing is kept of what is read here. The system keeps it, and hands it over at once to whoever reads it next.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::Practice;
use super::listed_notes::is_seen;
use super::open_folder::{OpenFolder, read_plain_file};
use super::paths::{self, Kind};
use crate::model::file_name::file_name;
use crate::model::order::InOrder as _;

/// How many read at once, whoever looks at the notes apart.
const READERS: usize = 16;
/// Of so few clients the notes are read before it is known where they are.
const FEW_CLIENTS: usize = 16;
/// Of how many clients, spread over all, a file is read to know where the notes are.
const SAMPLES: usize = 9;
/// A file that took longer came from the disk: out of memory it comes in a quarter of this.
const SLOW: Duration = Duration::from_micros(40);

/// Reading ahead, until it is dropped.
#[derive(Debug)]
pub struct ReadAhead {
    work: Arc<Work>,
}

#[derive(Debug)]
struct Work {
    root: PathBuf,
    ids: Vec<String>,
    next: AtomicUsize,
    is_over: AtomicBool,
}

impl Drop for ReadAhead {
    fn drop(&mut self) {
        self.work.is_over.store(true, Ordering::Relaxed);
    }
}

impl Practice {
    /// Begins to read ahead in the notes of these clients if they have to come from the disk. Nobody waits for it.
    #[must_use]
    pub fn read_ahead(&self, ids: &[String]) -> Option<ReadAhead> {
        if ids.len() <= FEW_CLIENTS {
            return None;
        }
        let work = Arc::new(Work {
            root: self.root.clone(),
            ids: ids.to_vec(),
            next: AtomicUsize::new(0),
            is_over: AtomicBool::new(false),
        });
        let shared = Arc::clone(&work);
        // Without a thread nothing is read ahead, and nothing is missing.
        let run = move || {
            if shared.is_on_disk() {
                let start = || {
                    let work = Arc::clone(&shared);
                    std::thread::Builder::new().spawn(move || work.read_all())
                };
                (1..READERS).for_each(|_| drop(start()));
                shared.read_all();
            }
        };
        std::thread::Builder::new().spawn(run).ok().map(|_| ReadAhead { work })
    }
}

impl Work {
    /// Whether the notes have to come from the disk: most of some that lie far from each other took as long. Where a machine has much to do,
    /// some of what comes out of memory takes long as well.
    fn is_on_disk(&self) -> bool {
        let step = self.ids.len() / SAMPLES;
        let mut bytes = Vec::new();
        let samples = (0..SAMPLES).filter_map(|sample| {
            let folder = folder_of(&self.ids[sample * step + step / 2], Kind::Session.folder());
            let (open, paths) = OpenFolder::open(&self.root, &folder, is_seen)?;
            let path = paths.get(paths.len() / 2)?;
            let begun = Instant::now();
            open.read_into(file_name(path), &mut bytes).then(|| begun.elapsed())
        });
        let mut times: Vec<Duration> = samples.collect();
        times.put_in_order();
        times.get(times.len() / 4).is_some_and(|quick| *quick > SLOW)
    }

    /// Reads one client after the other, beside others who do the same.
    fn read_all(&self) {
        let mut bytes = Vec::new();
        while let Some(id) = self.ids.get(self.next.fetch_add(1, Ordering::Relaxed)) {
            drop(read_plain_file(&self.root, &paths::client_note(id)));
            for folder in Kind::ALL.map(Kind::folder).into_iter().chain([paths::TRANSCRIPTS]) {
                let Some((open, paths)) = OpenFolder::open(&self.root, &folder_of(id, folder), is_seen)
                else {
                    continue;
                };
                for path in paths {
                    if self.is_over.load(Ordering::Relaxed) {
                        return;
                    }
                    open.read_into(file_name(&path), &mut bytes);
                }
            }
        }
    }
}

fn folder_of(id: &str, folder: &str) -> String {
    format!("{}/{folder}", paths::client_folder(id))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::{FEW_CLIENTS, READERS, Work};
    use crate::practice::{MARKER, Practice};

    #[test]
    fn what_is_read_ahead_ends_with_whom_it_was_begun_for() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join(MARKER), "").expect("a file");
        let ids: Vec<String> = (0..FEW_CLIENTS * 2).map(|number| format!("c{number}")).collect();
        for id in &ids {
            let sessions = folder.path().join("clients").join(id).join("sessions");
            std::fs::create_dir_all(&sessions).expect("a folder");
            std::fs::write(sessions.join("2026-11-08.md"), "words").expect("a file");
        }
        let practice = Practice::open_at(folder.path()).expect("a practice");
        assert!(practice.read_ahead(&ids[..FEW_CLIENTS]).is_none());
        let ahead = practice.read_ahead(&ids).expect("a thread");
        let work: std::sync::Arc<Work> = std::sync::Arc::clone(&ahead.work);
        work.read_all();
        let next = || work.next.load(std::sync::atomic::Ordering::Relaxed);
        assert!((ids.len()..=ids.len() + READERS + 1).contains(&next()), "{}", next());
        drop(ahead);
        assert!(work.is_over.load(std::sync::atomic::Ordering::Relaxed));
    }
}
