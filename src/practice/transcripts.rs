//! A client's transcripts: read only when somebody asks for them.

use chrono::{NaiveDate, TimeDelta};

use super::erasure::remove_file;
use super::journal::{Journal, Step};
use super::trash::{TRASH, without_number};
use super::write::refuse_disk;
use super::{Practice, git, paths};
use crate::model::file_name::stem;
use crate::model::moment::split_leading_day;
use crate::model::order::InOrder as _;
use crate::model::problem::Loaded;
use crate::model::transcript::Transcript;
use crate::note::parsed::Note;
use crate::note::read;

/// A transcript that has been kept for as long as it was to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptTooLong {
    /// Whose.
    pub client: String,
    /// The file, from the root.
    pub path: String,
    /// The day of its call.
    pub day: NaiveDate,
}

impl Practice {
    /// A client's transcripts, first to last; those without a day before all others.
    #[must_use]
    pub fn transcripts(&self, client: &str) -> Loaded<Vec<Transcript>> {
        let mut transcripts = self.look_at_bytes(client, paths::TRANSCRIPTS, |path, bytes| {
            read::transcript(&Note::from_bytes(path, bytes).value)
        });
        transcripts.value.put_in_order_by(|one, other| (one.when, &one.id).cmp(&(other.when, &other.id)));
        transcripts
    }

    /// The transcripts whose call was so many days ago or more, by client; in the trash, too: by their names alone, so that asking
    /// costs nothing.
    #[must_use]
    pub fn transcripts_kept_too_long(&self, days: u32, today: NaiveDate) -> Vec<KeptTooLong> {
        let last = today - TimeDelta::days(i64::from(days));
        let mut kept = Vec::new();
        let mut look = |client: &str, path: &str| {
            let day = split_leading_day(stem(path))
                .map(|(day, _)| day)
                .or_else(|| read::day_of(&self.note(&path.into()).value).map(|when| when.date));
            if let Some(day) = day.filter(|day| *day <= last) {
                kept.push(KeptTooLong { client: client.to_owned(), path: path.to_owned(), day });
            }
        };
        for client in self.client_ids().value {
            for path in self.files_in(&format!("{}/{}", paths::client_folder(&client), paths::TRANSCRIPTS)) {
                look(&client, &path);
            }
        }
        for path in self.list_trashed().unwrap_or_default() {
            if let [paths::CLIENTS, client, paths::TRANSCRIPTS, _] = path.split('/').collect::<Vec<_>>()[..] {
                look(without_number(client), &format!("{TRASH}/{path}"));
            }
        }
        kept
    }

    /// How many commands that `coach undo` can take back hold any of these transcripts.
    #[must_use]
    pub fn count_steps_with(&self, kept: &[KeptTooLong]) -> usize {
        Journal::open(self).count_steps(&|step| holds_any(step, kept))
    }

    /// Takes transcripts off the disk for good, and what `coach undo` keeps of them.
    ///
    /// # Errors
    /// Where the disk refuses; what is left can be taken by the next run.
    pub fn erase_transcripts(&self, kept: &[KeptTooLong]) -> anyhow::Result<()> {
        self.hold_lock()?;
        Journal::open(self).purge(&|step| holds_any(step, kept))?;
        for one in kept {
            remove_file(&self.root.join(&one.path)).map_err(|error| refuse_disk(&one.path, &error))?;
        }
        self.release_lock();
        Ok(())
    }

    /// Those of these transcripts that commits hold.
    #[must_use]
    pub fn transcripts_in_git(&self, kept: &[KeptTooLong]) -> Vec<String> {
        let is_committed = |path: &String| !git::versions::versions(&self.root, path).is_empty();
        let paths = kept.iter().map(|one| without_trash(&one.path).to_owned());
        let mut committed: Vec<String> = paths.filter(is_committed).collect();
        committed.put_in_order();
        committed.dedup();
        committed
    }
}

/// Where a transcript stands, or stood before it was removed.
fn without_trash(path: &str) -> &str {
    path.strip_prefix(&format!("{TRASH}/")).map_or(path, without_number)
}

fn holds_any(step: &Step, kept: &[KeptTooLong]) -> bool {
    let is_one = |path: &str| kept.iter().any(|one| without_trash(&one.path) == without_trash(path));
    step.changes.iter().any(|change| is_one(&change.path) || change.from.as_deref().is_some_and(is_one))
}
