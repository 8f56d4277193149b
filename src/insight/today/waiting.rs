//! What waits outside of the notes: transcripts that are to be erased, mails that weren't received.

use chrono::NaiveDate;
use serde::Serialize;

use super::ClientDay;

/// What waits, as the disk knows it.
#[derive(Debug, Clone, Default)]
pub struct Waiting {
    /// The transcripts that are to be erased: whose, and the day of the call.
    pub transcripts: Vec<(String, NaiveDate)>,
    /// The folders that mails were received from, and how many wait there.
    pub mails: Vec<WaitingMails>,
}

/// A folder of mails in which some weren't received yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WaitingMails {
    /// The folder.
    pub folder: String,
    /// How many files wait there.
    pub count: usize,
}

/// Transcripts of one client that are to be erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OldTranscripts {
    /// Whose.
    pub client: String,
    /// Their name; the id, where they lie in the trash.
    pub name: String,
    /// How many.
    pub count: usize,
    /// The day of the oldest call.
    pub oldest: NaiveDate,
}

pub(super) fn old_transcripts(
    of_each: &[ClientDay],
    transcripts: &[(String, NaiveDate)],
) -> Vec<OldTranscripts> {
    let mut old: Vec<OldTranscripts> = Vec::new();
    for (client, day) in transcripts {
        if let Some(known) = old.iter_mut().find(|known| known.client == *client) {
            known.count += 1;
            known.oldest = known.oldest.min(*day);
            continue;
        }
        let name = of_each.iter().find(|one| one.id == *client).map_or(client, |one| &one.name).clone();
        old.push(OldTranscripts { client: client.clone(), name, count: 1, oldest: *day });
    }
    old
}
