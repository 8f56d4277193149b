//! Everything that was written of a client, first to last: sessions, what came between them, plans made and reviewed.

mod entry;
mod pace;

use std::collections::HashSet;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use super::name_and_id::Named;
use super::view::View;
use crate::model::bookmark::Bookmark;
use crate::model::moment::Moment;
use crate::model::needs::Needs;
use crate::model::note_text::NoteText;
use crate::model::pattern::Pattern;
use crate::model::record::Record;
use crate::model::transcript::Transcript;
pub use entry::Entry;
pub use pace::WORDS_A_MINUTE;

/// `read`.
#[derive(Debug, Clone, Serialize)]
pub struct Reading {
    /// What stands above the entries.
    #[serde(flatten)]
    pub head: Head,
    /// What is read, first to last.
    pub entries: Vec<Entry>,
    /// Where the last reading ended.
    pub bookmark: Option<Bookmark>,
}

/// Whose notes these are, which of them, and how long they take.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    /// Whose.
    pub client: Named,
    /// Only what is of this day or later.
    pub since: Option<NaiveDate>,
    /// Only what holds this word.
    pub about: Option<String>,
    /// Only the client's own words.
    pub own_words: bool,
    /// How many notes there are in it.
    pub notes: usize,
    /// The day of the first entry that has one.
    pub from: Option<NaiveDate>,
    /// The day of the last one.
    pub to: Option<NaiveDate>,
    /// How many words.
    pub words: usize,
    /// How many minutes it takes to read them, at [`WORDS_A_MINUTE`].
    pub minutes: usize,
}

/// Which part of it is wanted; all of it unless something is said.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Only what is of this day or later.
    pub since: Option<NaiveDate>,
    /// Only what stands behind the bookmark.
    pub behind_bookmark: bool,
    /// Only the passages that hold a word.
    pub about: Option<Sought>,
    /// Only the client's own words.
    pub own_words: bool,
}

/// A word that is looked for.
#[derive(Debug, Clone)]
pub struct Sought {
    /// The word as it was typed.
    pub word: String,
    /// What it is found by.
    pub pattern: Pattern,
}

/// What is read for it beside the bodies of calls and of notes between them.
pub const NEEDS: Needs = Needs::PLANS;

/// Makes the whole of it. `texts` holds the bodies of the notes, by path.
#[must_use]
pub fn gather_reading(
    record: &Record,
    texts: Vec<(Arc<str>, NoteText)>,
    bookmark: Option<Bookmark>,
    now: Moment,
) -> Reading {
    let mut entries = entry::entries(record, texts.into_iter().collect(), now);
    if let Some(bookmark) = &bookmark
        && let Some(place) = place_of(&entries, bookmark)
    {
        entries[place].read_on = Some(bookmark.read);
    }
    let head = Head {
        client: Named::from_record(record),
        since: None,
        about: None,
        own_words: false,
        notes: 0,
        from: None,
        to: None,
        words: 0,
        minutes: 0,
    };
    let mut reading = Reading { head, entries, bookmark };
    reading.count();
    reading
}

impl Reading {
    /// Adds what the client said in calls that were written down word for word, for who reads their own words.
    pub fn add_transcripts(&mut self, transcripts: &[Transcript], now: Moment) {
        self.entries
            .extend(transcripts.iter().filter_map(|transcript| entry::from_transcript(transcript, now)));
        entry::sort(&mut self.entries);
        self.count();
    }

    /// Keeps what is wanted. The place where the last reading ended is only shown where nothing is missing around it.
    pub fn keep(&mut self, wanted: Wanted) {
        let is_all =
            !wanted.behind_bookmark && wanted.since.is_none() && !wanted.own_words && wanted.about.is_none();
        if is_all {
            return;
        }
        if wanted.behind_bookmark
            && let Some(place) = self.entries.iter().position(|entry| entry.read_on.is_some())
        {
            self.entries.drain(..=place);
        }
        if let Some(since) = wanted.since {
            self.entries.retain(|entry| entry.date.is_some_and(|date| date.date >= since));
        }
        if wanted.own_words {
            self.entries.retain_mut(Entry::keep_own_words);
        }
        if let Some(sought) = &wanted.about {
            self.entries.retain_mut(|entry| entry.keep_about(&sought.pattern));
        }
        if wanted.own_words || wanted.about.is_some() {
            self.entries.iter_mut().for_each(|entry| entry.read_on = None);
        }
        self.head.since = wanted.since;
        self.head.own_words = wanted.own_words;
        self.head.about = wanted.about.map(|sought| sought.word);
        self.count();
    }

    /// Where a reading that got through so many entries ended. What is still to come or to be written up is read again
    /// next time. A mere `glance` doesn't take an earlier reading back.
    #[must_use]
    pub fn bookmark_at(&self, entries: usize, glance: bool, today: NaiveDate) -> Option<Bookmark> {
        let last = self.entries.iter().take(entries).rposition(|entry| !entry.is_to_come)?;
        let earlier = self.entries.iter().position(|entry| entry.read_on.is_some());
        if glance && earlier.is_some_and(|earlier| earlier >= last) {
            return None;
        }
        let entry = &self.entries[last];
        let date = entry.date.map(|date| date.date);
        Some(Bookmark { read: today, date, kind: entry.kind, id: entry.id.clone() })
    }

    fn count(&mut self) {
        let notes: HashSet<&str> = self.entries.iter().map(|entry| &*entry.note).collect();
        let mut days = self.entries.iter().filter_map(|entry| entry.date).map(|date| date.date);
        self.head.from = days.next();
        self.head.to = days.next_back().or(self.head.from);
        self.head.notes = notes.len();
        self.head.words = self.entries.iter().map(Entry::words).sum();
        self.head.minutes = pace::minutes(self.head.words);
    }
}

/// The place of an entry that was read; of one that is gone since, the last one that is no later.
fn place_of(entries: &[Entry], bookmark: &Bookmark) -> Option<usize> {
    let is_it = |entry: &Entry| entry.kind == bookmark.kind && entry.id == bookmark.id;
    let day = |entry: &Entry| entry.date.map(|date| date.date);
    entries
        .iter()
        .position(is_it)
        .or_else(|| entries.iter().rposition(|entry| day(entry) <= bookmark.date && !entry.is_to_come))
}

/// The client's own words, what they do and what was agreed with them; nothing that the coach wrote beside it.
impl View for Reading {
    const TEMPLATE: Option<&'static str> = Some("read.md");

    fn for_client(self) -> Option<Self> {
        let Self { head, entries, bookmark: _ } = self;
        let entries = entries.into_iter().filter_map(Entry::for_client).collect();
        let mut reading = Self { head, entries, bookmark: None };
        reading.count();
        Some(reading)
    }
}

/// It is shown before the entries, when these aren't all made yet.
impl View for Head {
    const TEMPLATE: Option<&'static str> = Reading::TEMPLATE;

    fn for_client(self) -> Option<Self> {
        let Self { client, since, about, own_words, notes, from, to, words, minutes } = self;
        Some(Self { client, since, about, own_words, notes, from, to, words, minutes })
    }
}
