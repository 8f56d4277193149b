//! A client's transcripts: read only when somebody asks for them.

use chrono::{NaiveDate, TimeDelta};

use super::{Practice, paths};
use crate::model::moment::split_leading_day;
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
        transcripts.value.sort_by(|one, other| (one.when, &one.id).cmp(&(other.when, &other.id)));
        transcripts
    }

    /// What `look` makes of each transcript of one client or of all that holds some bytes: the others aren't read as notes.
    pub fn search_transcripts<T: Send>(
        &self,
        client: Option<&str>,
        may_hold: impl Fn(&str) -> bool + Sync,
        look: impl Fn(&str, &Note) -> Option<T> + Sync,
    ) -> Loaded<Vec<T>> {
        let mut problems = Vec::new();
        let ids = match client {
            Some(id) => vec![id.to_owned()],
            None => self.client_ids().take(&mut problems),
        };
        let mut found = Vec::new();
        for id in ids {
            let looked = self.look_at_bytes(&id, paths::TRANSCRIPTS, |path, bytes| {
                may_hold(&String::from_utf8_lossy(&bytes))
                    .then(|| Note::from_bytes(path, bytes).value)
                    .and_then(|note| look(&id, &note))
            });
            found.extend(looked.take(&mut problems).into_iter().flatten());
        }
        Loaded { value: found, problems }
    }

    /// The transcripts whose call was more than so many days ago, by client: by their names alone, so that asking costs nothing.
    #[must_use]
    pub fn transcripts_kept_too_long(&self, days: u32, today: NaiveDate) -> Vec<KeptTooLong> {
        let last = today - TimeDelta::days(i64::from(days));
        let mut kept = Vec::new();
        for client in self.client_ids().value {
            let files = self.files_in(&format!("{}/{}", paths::client_folder(&client), paths::TRANSCRIPTS));
            for path in files {
                let name = read::stem(&path);
                let day = split_leading_day(name)
                    .map(|(day, _)| day)
                    .or_else(|| read::day_of(&self.note(&path).value).map(|when| when.date));
                if let Some(day) = day.filter(|day| *day < last) {
                    kept.push(KeptTooLong { client: client.clone(), path: path.to_string(), day });
                }
            }
        }
        kept
    }
}
