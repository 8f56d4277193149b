//! Each note that was found: whose it is, which day it is of, what kind of note it becomes, and what there is to tell about it.

use std::collections::HashMap;

use chrono::NaiveDate;
use rayon::prelude::*;

use super::calls::{CallsWanted, OwnEvent};
use super::drafts::{Draft, draft_file};
use super::payload::Payload;
use super::scan::Found;
use super::shelf::Shelf;
use super::spoken::TranscriptsWanted;
use crate::model::dates::written::DateOrder;
use crate::model::file_name::stem;
use crate::model::id;
use crate::model::moment::{Moment, split_leading_day};
use crate::model::order::InOrder as _;
use crate::model::refusal::Refusal;
use crate::note::edit::{self, NewValue};
use crate::note::foreign::column_map::{ColumnMap, SampledColumn};
use crate::note::foreign::dating::{By, Dating};
use crate::note::foreign::export_kind::ExportKind;
use crate::note::foreign::owner::{Owner, Owners};
use crate::note::foreign::without_page_number;
use crate::practice::paths::Kind;

/// What the one who brings notes in wishes.
#[derive(Debug, Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a wish of its own, and a flag on the command line")]
pub struct Wishes<'a> {
    /// What the files are; `None` leaves it to what stands in them.
    pub from: Option<ExportKind>,
    /// What they become; `None` leaves it to each note's own `type:`, and sessions they are without one.
    pub kind: Option<Kind>,
    /// How day and month are written.
    pub order: Option<DateOrder>,
    /// The day of those that nothing dates.
    pub undated: Option<Moment>,
    /// Whether a journal becomes a note for each of its days.
    pub split: bool,
    /// Whether they keep their names behind the date.
    pub keep_names: bool,
    /// Whether a `date:` that isn't written as it is read is to be written so.
    pub iso_dates: bool,
    /// Whether a note in another encoding is written as UTF-8.
    pub utf8: bool,
    /// Whose they may be; without it, all of it is the first one's.
    pub owners: Option<&'a Owners>,
    /// How calls of a table or a calendar are brought in.
    pub calls: Option<&'a CallsWanted>,
    /// How transcripts are.
    pub transcripts: Option<&'a TranscriptsWanted>,
    /// What the columns of tables hold, where somebody said so.
    pub columns: Option<&'a ColumnMap>,
}

/// A note that was found, or a part of one.
#[derive(Debug)]
pub struct Entry {
    /// The file, from the folder that was named.
    pub path: String,
    /// Where the part begins, from 1; `None` for a whole file.
    pub line: Option<usize>,
    /// Whose it is.
    pub owner: Owner,
    /// What becomes of it.
    pub fate: Fate,
}

impl Entry {
    /// What can be brought in, if it can.
    #[must_use]
    pub fn arrival(&self) -> Option<&Arrival> {
        match &self.fate {
            Fate::Arrives(arrival) => Some(arrival),
            _ => None,
        }
    }
}

/// What becomes of a note.
#[derive(Debug)]
pub enum Fate {
    /// It can be brought in, once it is known whose it is.
    Arrives(Box<Arrival>),
    /// Its date can be read in two ways.
    Ambiguous {
        /// Where the date stands.
        by: By,
        /// The day if the day was written first.
        day_first: NaiveDate,
        /// The day if the month was written first.
        month_first: NaiveDate,
    },
    /// Nothing dates it.
    Undated {
        /// Where several dates stand.
        several: Option<By>,
        /// How many of its headings are dated, where it is a journal.
        days: usize,
    },
    /// A call of somebody else, or of nobody who is known: whom it names.
    OfAnother(String),
    /// A transcript of somebody who hasn't agreed that calls are recorded.
    NotAgreed,
    /// A transcript in which nobody is known to be the client: who speaks in it.
    NoSpeaker(Vec<String>),
    /// A table whose columns aren't known: why, and what each seems to hold.
    UnknownColumns(String, Vec<SampledColumn>),
    /// Nothing stands in it.
    Empty,
    /// It can't be read.
    Unread(Refusal),
}

/// A note that can be brought in.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own about the note")]
pub struct Arrival {
    /// Its bytes, as they will stand.
    pub payload: Payload,
    /// The day that it is of, and the hour if it is known.
    pub when: Moment,
    /// What says so.
    pub dated_by: String,
    /// The day that its file's name says, where that is another one.
    pub named: Option<NaiveDate>,
    /// Where it goes.
    pub shelf: Shelf,
    /// What it is to be called, a number apart.
    pub name: String,
    /// Its first lines.
    pub opening: String,
    /// How many of its headings are dated, where it is a journal that stays whole.
    pub days: usize,
    /// What made Markdown of it, `pandoc` or `page`, or the encoding that it was in; nothing where it stands as it stood.
    pub made_by: Option<&'static str>,
    /// Whether it shows pictures, which stay where they are.
    pub has_pictures: bool,
    /// What it was written in, where that wasn't UTF-8.
    pub encoding: Option<&'static str>,
    /// Whether it has a `date:` that isn't written as it is read, so that the file's name says the day.
    pub has_other_date: bool,
    /// Of a call that another program wrote down, the kind of file and the name that it has there.
    pub record: Option<(&'static str, String)>,
    /// The series of calls which it is one of, by the other program's name for it.
    pub series: Option<String>,
    /// Whether it is a call of which nobody has said yet that it was.
    pub is_planned: bool,
    /// What else there is to know about it, in words.
    pub told: Vec<String>,
    /// The practice's own call or review, where it is one that its calendar told others.
    pub own: Option<OwnEvent>,
    /// Whether it is a call that was called off.
    pub is_off: bool,
}

/// What is known of a note before it is known how its neighbours are dated.
pub(super) struct Content {
    pub(super) payload: Payload,
    pub(super) dating: Dating,
    pub(super) shelf: Shelf,
    pub(super) opening: String,
    pub(super) days: usize,
    pub(super) made_by: Option<&'static str>,
    pub(super) has_pictures: bool,
    pub(super) encoding: Option<&'static str>,
    pub(super) has_other_date: bool,
    pub(super) record: Option<(&'static str, String)>,
}

/// Longer files are read one at a time, so that no more than one of them is held.
const LONG: u64 = 1 << 20;

/// What becomes of each of the notes that were found.
#[must_use]
pub fn arrive(found: Vec<Found>, wishes: Wishes<'_>) -> Vec<Entry> {
    let (long, short): (Vec<Found>, Vec<Found>) =
        found.into_iter().partition(|file| file.source.length() > LONG);
    let mut drafts: Vec<Draft> =
        short.into_par_iter().flat_map_iter(|file| draft_file(file, wishes)).collect();
    if !long.is_empty() {
        drafts.extend(long.into_iter().flat_map(|file| draft_file(file, wishes)));
        drafts.put_in_order_by(|one, other| one.path.cmp(&other.path));
    }
    let orders = orders(&drafts);
    drafts.into_iter().map(|draft| draft.settle(&orders, wishes)).collect()
}

/// How day and month are written in each folder, where a date in it can be read in one way only.
fn orders(drafts: &[Draft]) -> HashMap<String, Option<DateOrder>> {
    let mut orders: HashMap<String, Option<DateOrder>> = HashMap::new();
    for draft in drafts {
        if let Ok(Content { dating: Dating::Dated { shows: Some(order), .. }, .. }) = &draft.content {
            let seen = orders.entry(folder_of(&draft.path).to_owned()).or_insert(Some(*order));
            // Written in both ways, the folder shows nothing.
            *seen = seen.filter(|seen| seen == order);
        }
    }
    orders
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

impl Draft {
    fn settle(self, orders: &HashMap<String, Option<DateOrder>>, wishes: Wishes<'_>) -> Entry {
        let Self { path, line, owner, content } = self;
        let fate = match content {
            Err(fate) => fate,
            Ok(content) => content.settle(&path, orders.get(folder_of(&path)).copied().flatten(), wishes),
        };
        Entry { path, line, owner, fate }
    }
}

impl Content {
    fn settle(self, path: &str, order: Option<DateOrder>, wishes: Wishes<'_>) -> Fate {
        let (when, dated_by, named) = match (self.dating, order, wishes.undated) {
            (Dating::Dated { when, by, named, .. }, ..) => (when, by.to_string(), named),
            (Dating::Ambiguous { by, day_first, .. }, Some(DateOrder::DayFirst), _) => {
                (Moment::day(day_first), format!("{by}, day first as beside it"), None)
            }
            (Dating::Ambiguous { by, month_first, .. }, Some(DateOrder::MonthFirst), _) => {
                (Moment::day(month_first), format!("{by}, month first as beside it"), None)
            }
            (Dating::Ambiguous { by, day_first, month_first }, None, _) => {
                return Fate::Ambiguous { by, day_first, month_first };
            }
            (Dating::Undated { .. }, _, Some(when)) => (when, "--undated".to_owned(), None),
            (Dating::Undated { several }, _, None) => return Fate::Undated { several, days: self.days },
        };
        // What pandoc writes is nobody's own writing yet, so the date may stand there as it is read.
        let mend = wishes.iso_dates || matches!(self.made_by, Some("pandoc" | "page"));
        let mended = if mend && self.has_other_date {
            self.payload.read().ok().and_then(|bytes| with_date(&bytes, when))
        } else {
            None
        };
        let has_other_date = self.has_other_date && mended.is_none();
        let payload = mended.map_or(self.payload, Payload::from_held);
        let place = match (self.shelf, wishes.kind) {
            (Shelf::Note(_), Some(kind)) => Shelf::Note(kind),
            (own, _) => own,
        };
        // Who says who speaks thinks of a transcript.
        let is_spoken_of = wishes.transcripts.is_some_and(|wanted| !wanted.roles.is_empty());
        let is_taken_for_note = is_spoken_of && matches!(place, Shelf::Note(_));
        let told = is_taken_for_note.then(|| "taken as a note: nobody's turns are found in it".to_owned());
        Fate::Arrives(Box::new(Arrival {
            when,
            dated_by,
            named,
            shelf: place,
            name: name(path, when.date, wishes.keep_names),
            payload,
            opening: self.opening,
            days: self.days,
            made_by: self.made_by,
            has_pictures: self.has_pictures,
            encoding: self.encoding,
            has_other_date,
            record: self.record,
            series: None,
            is_planned: false,
            told: told.into_iter().collect(),
            own: None,
            is_off: false,
        }))
    }
}

/// The bytes of a note with its `date:` written as it is read; none where that can't be done safely.
fn with_date(bytes: &[u8], when: Moment) -> Option<Vec<u8>> {
    let text = str::from_utf8(bytes).ok()?;
    edit::set(text, &["date"], &NewValue::Plain(when.to_string())).ok().map(String::into_bytes)
}

/// What a note is to be called: its day, and its own name behind it if that is wished for.
fn name(path: &str, day: NaiveDate, keep: bool) -> String {
    const AT_THE_EDGES: &[char] = &[' ', '-', '_', '.'];
    let own = without_page_number(stem(path)).trim_matches(AT_THE_EDGES);
    let own = match split_leading_day(own) {
        Some((date, rest)) if date == day => rest,
        _ => own,
    };
    let kept: String =
        own.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '-' } else { c }).collect();
    let kept = id::shorten(kept.trim_matches(AT_THE_EDGES), id::LONGEST);
    if keep && !kept.is_empty() { format!("{day} {kept}") } else { day.to_string() }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Entry, Fate, Wishes, arrive};
    use crate::model::moment::Moment;
    use crate::practice::import::payload::Source;
    use crate::practice::import::scan::Found;

    fn arrive_told(files: &[(&str, &str)], wishes: Wishes<'_>) -> Vec<String> {
        let found = files.iter().map(|(path, text)| Found {
            path: (*path).to_owned(),
            source: Arc::new(Source::Held(text.as_bytes().to_vec())),
        });
        arrive(found.collect(), wishes).iter().map(tell_entry).collect()
    }

    fn tell_entry(entry: &Entry) -> String {
        match &entry.fate {
            Fate::Arrives(arrival) => {
                format!("{}/{} by {}", arrival.shelf.folder(), arrival.name, arrival.dated_by)
            }
            Fate::Ambiguous { day_first, .. } => format!("{day_first}?"),
            Fate::Undated { days, .. } => format!("undated, {days} days"),
            Fate::OfAnother(whom) => whom.clone(),
            Fate::Empty => "empty".into(),
            Fate::NotAgreed => "not agreed".into(),
            Fate::NoSpeaker(names) => names.join(", "),
            Fate::UnknownColumns(why, _) => why.clone(),
            Fate::Unread(refusal) => refusal.what.clone(),
        }
    }

    #[test]
    fn neighbours_show_how_day_and_month_are_written() {
        let files = [("a/03-04-2025.md", "x"), ("a/25-03-2025.md", "x"), ("b/03-04-2025.md", "x")];
        let beside = "sessions/2025-04-03 by file name, day first as beside it";
        assert_eq!(
            arrive_told(&files, Wishes::default()),
            [beside, "sessions/2025-03-25 by file name", "2025-04-03?"]
        );
        let both = [("03-04-2025.md", "x"), ("25-03-2025.md", "x"), ("03-25-2025.md", "x")];
        assert_eq!(arrive_told(&both, Wishes::default())[0], "2025-04-03?");
    }

    #[test]
    fn each_becomes_what_its_type_or_the_wish_says() {
        let files = [("2025-03-02.md", "---\ntype: mail\n---\nx"), ("x.md", "words"), ("y.md", " \n")];
        let undated = Moment::parse("2025-01-01");
        assert_eq!(
            arrive_told(&files, Wishes::default()),
            ["notes/2025-03-02 by file name", "undated, 0 days", "empty"]
        );
        let wishes = Wishes { undated, kind: Some(super::Kind::Session), ..Wishes::default() };
        assert_eq!(
            arrive_told(&files, wishes)[..2],
            ["sessions/2025-03-02 by file name", "sessions/2025-01-01 by --undated"]
        );
    }

    #[test]
    fn names_are_kept_behind_the_day() {
        let wishes = Wishes { keep_names: true, ..Wishes::default() };
        for (path, wanted) in [
            ("2025-03-02 The promotion.md", "sessions/2025-03-02 The promotion by file name"),
            ("_2025-03-02_.md", "sessions/2025-03-02 by file name"),
            (
                "Who: 2 Mar 2025 0f1e2d3c4b5a69788796a5b4c3d2e1f0.md",
                "sessions/2025-03-02 Who- 2 Mar 2025 by file name",
            ),
        ] {
            assert_eq!(arrive_told(&[(path, "x")], wishes), [wanted]);
        }
    }

    #[test]
    fn a_journal_is_split_if_that_is_wished_for() {
        let journal = [("Alice.md", "# Alice\n## 2025-03-02\na\n## 2025-03-09\nb\n")];
        assert_eq!(arrive_told(&journal, Wishes::default()), ["undated, 2 days"]);
        let split = Wishes { split: true, ..Wishes::default() };
        assert_eq!(
            arrive_told(&journal, split),
            ["sessions/2025-03-02 by heading", "sessions/2025-03-09 by heading"]
        );
    }
}
