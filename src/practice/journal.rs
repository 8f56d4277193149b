//! The steps that commands made, so that they can be taken back: in the user's state folder, never in the practice.
//!
//! One file a step, readable by its owner alone. Whatever can't be kept costs nothing but that it can't be taken back.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::Practice;
use super::faults;
use super::state;
use crate::model::changes::{Change, Changes};
use crate::model::moment::Moment;
use crate::model::order::InOrder as _;

/// How long a step is kept, in days.
const KEPT_DAYS: i64 = 7;
/// How much is kept of all steps of a practice, in bytes of their files.
const KEPT_BYTES: u64 = 20 << 20;
/// The ending of a step that stands.
const DONE: &str = "json";
/// The ending of a step that was taken back and can be done again.
const TAKEN_BACK: &str = "undone";

/// What one command wrote.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// When.
    pub at: Moment,
    /// The words of the command: `plan new`.
    pub command: String,
    /// What it wrote.
    pub changes: Changes,
}

/// The steps of one practice.
#[derive(Debug, Clone)]
pub struct Journal {
    /// The folder that holds them; none where the platform names no place.
    folder: Option<PathBuf>,
}

/// A step's place in the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct StepNumber(u64);

impl Journal {
    /// That of a practice, in `$XDG_STATE_HOME/coach/undo`, else the platform's place for it.
    #[must_use]
    pub fn open(practice: &Practice) -> Self {
        Self {
            folder: state::state_folder()
                .map(|folder| folder.join("undo").join(state::file_name(&practice.root))),
        }
    }

    /// Keeps a step: a new one, behind which nothing can be done again any more, or more of one that is kept already.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn keep(&self, number: Option<StepNumber>, step: &Step) -> std::io::Result<Option<StepNumber>> {
        let Some(folder) = &self.folder else { return Ok(None) };
        state::make_private_folder(folder)?;
        let files = self.files();
        let number = number.unwrap_or_else(|| {
            files.iter().filter(|file| file.ending == TAKEN_BACK).for_each(StepFile::remove);
            let last = files.iter().filter(|file| file.ending == DONE).map(|file| file.number).max();
            StepNumber(last.map_or(1, |StepNumber(last)| last + 1))
        });
        let mut temporary = tempfile::Builder::new().prefix(".").tempfile_in(folder)?;
        let stored = serde_json::to_vec(&StoredStep::of(step)).map_err(std::io::Error::other)?;
        temporary.write_all(&stored)?;
        faults::pass(faults::Step::Keep)?;
        temporary.persist(path_of(folder, number, DONE)).map_err(|error| error.error)?;
        prune(files, number, stored.len() as u64, step.at);
        Ok(Some(number))
    }

    /// The steps that stand, newest first.
    pub fn done(&self) -> impl Iterator<Item = (StepNumber, Step)> {
        let mut files = self.files();
        files.retain(|file| file.ending == DONE);
        files.put_in_order_by_key(|file| std::cmp::Reverse(file.number));
        files.into_iter().filter_map(|file| Some((file.number, file.read()?)))
    }

    /// The steps that were taken back, the one first that is done again first.
    pub fn list_undone(&self) -> impl Iterator<Item = (StepNumber, Step)> {
        let mut files = self.files();
        files.retain(|file| file.ending == TAKEN_BACK);
        files.put_in_order_by_key(|file| file.number);
        files.into_iter().filter_map(|file| Some((file.number, file.read()?)))
    }

    /// Notes that a step was taken back, or done again.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn mark(&self, number: StepNumber, is_done: bool) -> std::io::Result<()> {
        let Some(folder) = &self.folder else { return Ok(()) };
        let (from, to) = if is_done { (TAKEN_BACK, DONE) } else { (DONE, TAKEN_BACK) };
        fs::rename(path_of(folder, number, from), path_of(folder, number, to))
    }

    /// How many steps are of a kind, those that were taken back among them.
    #[must_use]
    pub fn count_steps(&self, is_of_kind: &dyn Fn(&Step) -> bool) -> usize {
        self.files().iter().filter(|file| file.read().is_none_or(|step| is_of_kind(&step))).count()
    }

    /// Takes every step of a kind away for good, those that were taken back among them; one that can't be read any more, and what a
    /// command that was killed left, go as well, since nobody knows what is in them.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn purge(&self, is_of_kind: &dyn Fn(&Step) -> bool) -> std::io::Result<()> {
        for file in self.files().iter().filter(|file| file.read().is_none_or(|step| is_of_kind(&step))) {
            fs::remove_file(&file.path)?;
        }
        let entries = self.folder.as_ref().and_then(|folder| fs::read_dir(folder).ok());
        let is_left = |entry: &fs::DirEntry| entry.file_name().as_encoded_bytes().starts_with(b".");
        for entry in entries.into_iter().flatten().flatten().filter(is_left) {
            fs::remove_file(entry.path())?;
        }
        Ok(())
    }

    fn files(&self) -> Vec<StepFile> {
        let entries = self.folder.as_ref().and_then(|folder| fs::read_dir(folder).ok());
        entries.into_iter().flatten().flatten().filter_map(|entry| StepFile::read_entry(&entry)).collect()
    }
}

/// Takes away what is too old or too much of the files that lay there before a step was kept, the oldest first; the step itself, of so
/// many bytes, stays.
fn prune(mut files: Vec<StepFile>, kept: StepNumber, mut bytes: u64, now: Moment) {
    files.retain(|file| file.ending == DONE && file.number != kept);
    files.put_in_order_by_key(|file| std::cmp::Reverse(file.number));
    let oldest = now.date - TimeDelta::days(KEPT_DAYS);
    for file in files {
        bytes += file.bytes;
        // Every file would have to be opened to know its day; its own time is near enough and costs nothing.
        if bytes > KEPT_BYTES || file.written.is_some_and(|written| written < oldest) {
            file.remove();
        }
    }
}

/// The file of a step.
struct StepFile {
    path: PathBuf,
    number: StepNumber,
    ending: &'static str,
    bytes: u64,
    written: Option<chrono::NaiveDate>,
}

impl StepFile {
    fn read_entry(entry: &fs::DirEntry) -> Option<Self> {
        let path = entry.path();
        let ending =
            [DONE, TAKEN_BACK].into_iter().find(|ending| path.extension().is_some_and(|it| it == *ending))?;
        let number = StepNumber(path.file_stem()?.to_str()?.parse().ok()?);
        let metadata = entry.metadata().ok()?;
        let written =
            metadata.modified().ok().map(|at| chrono::DateTime::<chrono::Local>::from(at).date_naive());
        Some(Self { number, ending, bytes: metadata.len(), written, path })
    }

    fn read(&self) -> Option<Step> {
        let stored: StoredStep = serde_json::from_slice(&fs::read(&self.path).ok()?).ok()?;
        stored.into_step()
    }

    fn remove(&self) {
        let _ = fs::remove_file(&self.path);
    }
}

fn path_of(folder: &Path, StepNumber(number): StepNumber, ending: &str) -> PathBuf {
    folder.join(format!("{number:08}.{ending}"))
}

/// A step as it is kept.
#[derive(Debug, Serialize, Deserialize)]
struct StoredStep {
    at: String,
    command: String,
    changes: Vec<StoredChange>,
}

#[derive(Debug, Serialize, Deserialize)]
struct StoredChange {
    path: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<StoredBytes>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<StoredBytes>,
}

/// Bytes as text where they are text: notes are, and stay readable.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum StoredBytes {
    Text(String),
    Bytes(Vec<u8>),
}

impl StoredStep {
    fn of(step: &Step) -> Self {
        let stored = |bytes: &Option<Vec<u8>>| bytes.clone().map(StoredBytes::of);
        let change = |change: &Change| StoredChange {
            path: change.path.clone(),
            from: change.from.clone(),
            before: stored(&change.before),
            after: stored(&change.after),
        };
        Self {
            at: step.at.to_string(),
            command: step.command.clone(),
            changes: step.changes.iter().map(change).collect(),
        }
    }

    fn into_step(self) -> Option<Step> {
        let bytes = |stored: Option<StoredBytes>| stored.map(StoredBytes::into_bytes);
        let change = |change: StoredChange| Change {
            path: change.path,
            from: change.from,
            before: bytes(change.before),
            after: bytes(change.after),
        };
        let changes: Vec<Change> = self.changes.into_iter().map(change).collect();
        Some(Step { at: Moment::parse(&self.at)?, command: self.command, changes: Changes::from(changes) })
    }
}

impl StoredBytes {
    fn of(bytes: Vec<u8>) -> Self {
        String::from_utf8(bytes).map_or_else(|error| Self::Bytes(error.into_bytes()), Self::Text)
    }

    fn into_bytes(self) -> Vec<u8> {
        match self {
            Self::Text(text) => text.into_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(text: &str) -> Step {
        let changes = vec![
            Change::put("a.md", None, text.as_bytes().to_vec()),
            Change::put("b.md", Some(vec![0xff]), b"b".to_vec()),
            Change::for_move("c.md", "d.md"),
        ];
        let at = Moment::parse("2026-11-24T10:00").unwrap();
        Step { at, command: "note".into(), changes: Changes::from(changes) }
    }

    #[test]
    fn steps_are_kept_taken_back_and_done_again() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal { folder: Some(folder.path().join("undo/%p")) };
        let first = journal.keep(None, &step("1")).unwrap().unwrap();
        let second = journal.keep(None, &step("2")).unwrap().unwrap();
        journal.keep(Some(second), &step("2, and more")).unwrap();
        let texts: Vec<Step> = journal.done().map(|(_, step)| step).collect();
        assert_eq!(texts, [step("2, and more"), step("1")]);
        journal.mark(second, false).unwrap();
        journal.mark(first, false).unwrap();
        assert_eq!(journal.done().count(), 0);
        assert_eq!(journal.list_undone().next().map(|(number, _)| number), Some(first));
        journal.mark(first, true).unwrap();
        journal.keep(None, &step("3")).unwrap();
        assert_eq!(journal.list_undone().count(), 0, "behind a new step nothing is done again");
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_reads_them() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal { folder: Some(folder.path().join("undo/%p")) };
        journal.keep(None, &step("1")).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder.path().join("undo/%p")), 0o700);
        assert_eq!(mode(&folder.path().join("undo/%p/00000001.json")), 0o600);
    }
}
