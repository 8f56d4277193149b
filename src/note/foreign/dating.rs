//! Which day a note is of that nobody wrote for `coach`.
//!
//! What somebody wrote down as its date counts before its name, its name before its headings, and all of them before the
//! day on which the file was made, which is often a later one.

use std::fmt;

use chrono::NaiveDate;

use super::property_lines::{TOP_LINES, part_property, strip_key};
use super::{journal, without_page_number};
use crate::model::dates::vocabulary::{fold_words, weekday_named};
use crate::model::dates::written::{DateOf, DateOrder, Reading, date_of, dates_in};
use crate::model::file_name::stem;
use crate::model::moment::Moment;
use crate::note::parsed::Note;

/// What gave a note its date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// A key of its front matter.
    Key(String),
    /// A line such as `Date: March 3, 2025` near its top.
    Line(String),
    /// Its file's name.
    FileName,
    /// The folders that it lies in, as in `2025/03/02.md`.
    Folders,
    /// One of its first lines, which is nothing but a date.
    FirstLines,
    /// One of its first headings.
    Heading,
}

/// Which day a note is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dating {
    /// It is known.
    Dated {
        /// The day, and the hour where one is given.
        when: Moment,
        /// What gave it.
        by: By,
        /// The order of day and month that can be seen from it.
        shows: Option<DateOrder>,
        /// The day that its file's name says, where that is another one.
        named: Option<NaiveDate>,
    },
    /// There is one that can be read in two ways.
    Ambiguous {
        /// Where it stands.
        by: By,
        /// The day if the day was written first.
        day_first: NaiveDate,
        /// The day if the month was written first.
        month_first: NaiveDate,
    },
    /// Nothing says it.
    Undated {
        /// Where several dates stand, none of them first.
        several: Option<By>,
    },
}

/// Keys that hold the day of a conversation, as they are compared.
const DATES: [&str; 8] =
    ["date", "session_date", "meeting_date", "date_of_session", "call_date", "datum", "fecha", "日付"];
/// Keys that hold the day on which a file was made.
const CREATED: [&str; 5] = ["created", "created_at", "created_time", "date_created", "creation_date"];
/// How many lines that aren't blank may be the one with the date.
const FIRST_LINES: usize = 5;
/// How many headings may say which day it was; the ones below are about something.
const TOP_HEADINGS: usize = 2;
/// What may stand beside a date, and its weekday, in a line that is nothing but a date.
const BESIDE_A_DATE: [&str; 5] = ["session", "call", "meeting", "coaching", "notes"];

/// Weekdays as they stand behind a date, in brackets or alone.
const EAST_ASIAN_WEEKDAYS: [&str; 42] = [
    "月",
    "火",
    "水",
    "木",
    "金",
    "土",
    "日",
    "月曜日",
    "火曜日",
    "水曜日",
    "木曜日",
    "金曜日",
    "土曜日",
    "日曜日",
    "星期一",
    "星期二",
    "星期三",
    "星期四",
    "星期五",
    "星期六",
    "星期日",
    "周一",
    "周二",
    "周三",
    "周四",
    "周五",
    "周六",
    "周日",
    "월",
    "화",
    "수",
    "목",
    "금",
    "토",
    "일",
    "월요일",
    "화요일",
    "수요일",
    "목요일",
    "금요일",
    "토요일",
    "일요일",
];

impl Dating {
    /// What a date in one place says by itself.
    #[must_use]
    pub fn new(by: By, reading: Reading) -> Self {
        match reading {
            Reading::Day { when, shows } => Self::Dated { when, by, shows, named: None },
            Reading::Ambiguous { day_first, month_first } => Self::Ambiguous { by, day_first, month_first },
        }
    }
}

/// The day of a note whose file has this path. `order` is how day and month are written, where that is known.
#[must_use]
pub fn date(note: &Note, path: &str, order: Option<DateOrder>) -> Dating {
    let found = candidates(note, path, order);
    let readings = || {
        found.iter().filter_map(|(by, date)| match date {
            DateOf::One(reading) => Some((by, *reading)),
            _ => None,
        })
    };
    let Some((by, first)) = readings().next() else {
        if let Some(ambiguous) = order.is_none().then(|| date_by_order(note, path)).flatten() {
            return ambiguous;
        }
        let several = found.into_iter().find(|(_, date)| *date == DateOf::Several).map(|(by, _)| by);
        return Dating::Undated { several };
    };
    let by_name = readings().find(|(by, _)| **by == By::FileName).and_then(|(_, reading)| reading.day());
    match first {
        Reading::Day { when, shows } => {
            let named = by_name.filter(|day| *day != when.date);
            Dating::Dated { when, by: by.clone(), shows, named }
        }
        Reading::Ambiguous { day_first, month_first } => {
            // Another place decides only between the two.
            let decides = readings().find(|(_, reading)| {
                reading.day().is_some_and(|day| [day_first, month_first].contains(&day))
            });
            decides.map_or_else(
                || Dating::Ambiguous { by: by.clone(), day_first, month_first },
                |(by, reading)| Dating::new(by.clone(), reading),
            )
        }
    }
}

/// The days of a note that has one only once it is known how dates are written, as `01-12-25.md`.
fn date_by_order(note: &Note, path: &str) -> Option<Dating> {
    let day = |order| match date(note, path, Some(order)) {
        Dating::Dated { when, by, .. } => Some((when.date, by)),
        Dating::Ambiguous { .. } | Dating::Undated { .. } => None,
    };
    let ((day_first, by), (month_first, _)) = (day(DateOrder::DayFirst)?, day(DateOrder::MonthFirst)?);
    (day_first != month_first).then_some(Dating::Ambiguous { by, day_first, month_first })
}

/// The day that words say, wherever they stand.
#[must_use]
pub fn date_of_words(by: By, words: &str, order: Option<DateOrder>) -> Dating {
    match date_of_value(words, order) {
        DateOf::One(reading) => Dating::new(by, reading),
        DateOf::Several => Dating::Undated { several: Some(by) },
        DateOf::None => Dating::Undated { several: None },
    }
}

/// Every place in which a date stands, the one that counts most first.
fn candidates(note: &Note, path: &str, order: Option<DateOrder>) -> Vec<(By, DateOf)> {
    let mut found = by_keys(note, &DATES, order);
    // Where such a line stands above each of several entries, none of them is the day of all.
    if journal::count_dated_lines(note) < 2 {
        found.extend(by_lines(note, &DATES, order));
    }
    found.push((By::FileName, date_of(without_page_number(stem(path)), order)));
    found.push((By::Folders, by_folders(path)));
    found.push((By::FirstLines, by_first_lines(note, order)));
    // The first day of a journal isn't the day of all of it.
    let top = if journal::days(note, order) > 1 { 0 } else { TOP_HEADINGS };
    let headings = note.body.sections.iter().take(top);
    found.extend(headings.map(|section| (By::Heading, date_of(&section.title, order))));
    found.extend(by_keys(note, &["title"], order));
    found.extend(by_keys(note, &CREATED, order));
    found.extend(by_lines(note, &CREATED, order));
    found.retain(|(_, date)| *date != DateOf::None);
    found
}

fn by_keys(note: &Note, keys: &[&str], order: Option<DateOrder>) -> Vec<(By, DateOf)> {
    let entries = note.front.root.as_ref().and_then(|root| root.entries()).unwrap_or_default();
    let named = |wanted: &str| {
        let exact = entries.iter().rev().find(|entry| entry.key.text() == Some(wanted));
        exact.or_else(|| {
            entries.iter().rev().find(|entry| entry.key.text().is_some_and(|key| strip_key(key) == wanted))
        })
    };
    let dated = keys.iter().filter_map(|key| {
        let entry = named(key)?;
        let (key, value) = (entry.key.text()?, note.front.follow(&entry.value)?.text()?);
        Some((By::Key(key.trim().to_owned()), date_of_value(value, order)))
    });
    dated.collect()
}

/// `Date: …`, `**Date:** …`, `- date:: …`, as Notion, Dataview and people write them under a title.
fn by_lines(note: &Note, keys: &[&str], order: Option<DateOrder>) -> Vec<(By, DateOf)> {
    let lines = note.body_text().lines().filter(|line| !line.trim().is_empty()).take(TOP_LINES);
    let dated = lines.filter_map(|line| {
        let (key, value) = part_property(line)?;
        keys.contains(&strip_key(key).as_str())
            .then(|| (By::Line(key.to_owned()), date_of_value(value, order)))
    });
    dated.collect()
}

/// A value that is a date; of a span the first day.
fn date_of_value(value: &str, order: Option<DateOrder>) -> DateOf {
    let start = value.split('→').next().unwrap_or(value);
    match Moment::parse(start) {
        Some(when) => DateOf::One(Reading::Day { when, shows: None }),
        None => date_of(start, order),
    }
}

/// `2025/03/02.md`, `2025-03/02.md`, `2025/03/02/notes.md`: folders and names that are nothing but numbers.
fn by_folders(path: &str) -> DateOf {
    let mut parts: Vec<&str> = path.split('/').collect();
    let name = parts.pop().map(stem).unwrap_or_default();
    let is_numbers = |part: &str| part.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'_' | b'.'));
    if is_numbers(name) {
        parts.push(name);
    }
    let start = parts.iter().rposition(|part| !is_numbers(part)).map_or(0, |at| at + 1);
    let numbers = parts[start..].join("-").replace(['_', '.'], "-");
    // All of it is the date, so that `12/2025/03/02` and a version's number aren't one.
    match dates_in(&numbers, None).first() {
        Some(date) if date.range == (0..numbers.len()) => DateOf::One(date.reading),
        _ => DateOf::None,
    }
}

/// A line at the top that is nothing but a date, as under a letter's head.
fn by_first_lines(note: &Note, order: Option<DateOrder>) -> DateOf {
    let only_a_date = |line: &str| {
        let [date] = &dates_in(line, order)[..] else { return None };
        let beside = format!("{} {}", &line[..date.range.start], &line[date.range.end..]).to_lowercase();
        let mut words = beside.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        let says_no_more = |word: &str| {
            BESIDE_A_DATE.contains(&word)
                || EAST_ASIAN_WEEKDAYS.contains(&word)
                || weekday_named(&fold_words(word)).is_some()
        };
        words.all(says_no_more).then_some(date.reading)
    };
    let lines = note.body_text().lines().map(str::trim).filter(|line| !line.is_empty()).take(FIRST_LINES);
    // A heading is looked at as one.
    let mut dates = lines.filter(|line| !line.starts_with('#')).filter_map(only_a_date);
    match dates.next() {
        None => DateOf::None,
        Some(first) if dates.all(|other| other.days() == first.days()) => DateOf::One(first),
        Some(_) => DateOf::Several,
    }
}

impl fmt::Display for By {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => write!(f, "front matter ({key})"),
            Self::Line(key) => write!(f, "line ({key})"),
            Self::FileName => f.write_str("file name"),
            Self::Folders => f.write_str("folders"),
            Self::FirstLines => f.write_str("first lines"),
            Self::Heading => f.write_str("heading"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Dating, date};
    use crate::model::dates::written::DateOrder;
    use crate::note::parsed::Note;

    fn date_told(path: &str, text: &str, order: Option<DateOrder>) -> String {
        let note = Note::parse(&path.into(), text.to_owned()).value;
        match date(&note, path, order) {
            Dating::Dated { when, by, named: None, .. } => format!("{when} by {by}"),
            Dating::Dated { when, by, named: Some(named), .. } => format!("{when} by {by}, named {named}"),
            Dating::Ambiguous { by, day_first, month_first } => {
                format!("{day_first} or {month_first} by {by}")
            }
            Dating::Undated { several: None } => "undated".into(),
            Dating::Undated { several: Some(by) } => format!("several by {by}"),
        }
    }

    #[test]
    fn every_place_in_which_a_date_stands() {
        for (path, text, wanted) in [
            ("a.md", "---\ndate: 2025-03-02T10:00\n---\n", "2025-03-02T10:00 by front matter (date)"),
            ("a.md", "---\nDate: 3rd of March 2025\n---\n", "2025-03-03 by front matter (Date)"),
            (
                "a.md",
                "---\nSession date: \"[[2025-03-02]]\"\n---\n",
                "2025-03-02 by front matter (Session date)",
            ),
            ("a.md", "---\ndate: 2025-03-02\nbroken: : x\n", "2025-03-02 by line (date)"),
            (
                "a.md",
                "# Three\n\nCreated: March 9, 2025\nDate: March 3, 2025 → March 4, 2025\n",
                "2025-03-03 by line (Date)",
            ),
            ("a.md", "- **date**:: 2025-03-02\n", "2025-03-02 by line (date)"),
            ("x/2025-03-02 Alice.md", "words", "2025-03-02 by file name"),
            ("Alice 2 Mar 2025 0f1e2d3c4b5a69788796a5b4c3d2e1f0.md", "", "2025-03-02 by file name"),
            ("2025/03/02.md", "", "2025-03-02 by folders"),
            ("Alice/2025-03/02.md", "", "2025-03-02 by folders"),
            ("2025/03/02/notes.md", "", "2025-03-02 by folders"),
            ("a.txt", "\n Sunday, 2 March 2025, 10:00\n\nwords", "2025-03-02T10:00 by first lines"),
            ("a.txt", "Sonntag, 2. März 2025\n\nWorte", "2025-03-02 by first lines"),
            ("a.txt", "2025年3月2日 星期日\n\nwords", "2025-03-02 by first lines"),
            ("a.txt", "2025年3月2日（日）10:00\n\nwords", "2025-03-02 by first lines"),
            ("a.md", "# Alice\n\n| Date | March 2, 2025 |\n", "2025-03-02 by line (Date)"),
            ("a.txt", "Alice\n\nRobin\n\n02.03.2025\n\nwords", "2025-03-02 by first lines"),
            ("a.md", "# Alice\n\n## Call on 2 March 2025\n", "2025-03-02 by heading"),
            ("a.md", "---\ntitle: 2025-03-02 Alice\n---\n", "2025-03-02 by front matter (title)"),
            ("a.md", "---\ncreated: 2025-03-02 20:12\n---\n", "2025-03-02T20:12 by front matter (created)"),
        ] {
            assert_eq!(date_told(path, text, None), wanted, "{path} {text}");
        }
    }

    #[test]
    fn one_place_counts_before_another() {
        for (path, text, wanted) in [
            (
                "2025-03-09.md",
                "---\ndate: 2025-03-02\n---\n",
                "2025-03-02 by front matter (date), named 2025-03-09",
            ),
            ("2025-03-02.md", "---\ncreated: 2025-03-05\n---\n# 2025-03-07\n", "2025-03-02 by file name"),
            ("a.md", "---\ncreated: 2025-03-05\n---\n# 2025-03-02\n", "2025-03-02 by heading"),
            ("2025-04-03.md", "---\ndate: 03/04/2025\n---\n", "2025-04-03 by file name"),
            (
                "2025-06-01.md",
                "---\ndate: 03/04/2025\n---\n",
                "2025-04-03 or 2025-03-04 by front matter (date)",
            ),
            ("03-04-2025.md", "# March 4, 2025\n", "2025-03-04 by heading"),
            ("01-12-25.md", "", "2025-12-01 or 2025-01-12 by file name"),
            ("a.md", "---\ndate: 3/4/25\n---\n", "2025-04-03 or 2025-03-04 by front matter (date)"),
            ("01-12-25.md", "# March 4, 2025\n", "2025-03-04 by heading"),
        ] {
            assert_eq!(date_told(path, text, None), wanted, "{path} {text}");
        }
        let order = Some(DateOrder::MonthFirst);
        assert_eq!(date_told("03-04-2025.md", "", order), "2025-03-04 by file name");
    }

    #[test]
    fn what_only_speaks_of_a_day_dates_nothing() {
        for (path, text, wanted) in [
            ("a.md", "The next call is on 2 March 2025.", "undated"),
            ("a.md", "# A\n## B\n## By 2 March 2025\n", "undated"),
            ("v1/2/3.md", "", "undated"),
            ("40-50-60.md", "", "undated"),
            ("Backup 2025-03-02/a.md", "", "undated"),
            ("12/2025/03/02.md", "", "undated"),
            ("a.txt", "\tDate:\t2 March 2025\n\na\n\n\tDate:\t9 March 2025\n\nb\n", "undated"),
            ("a.txt", "2 March 2025\nwords\n9 March 2025\nwords", "several by first lines"),
            ("a 2025-03-02 b 2025-03-09.md", "", "several by file name"),
        ] {
            assert_eq!(date_told(path, text, None), wanted, "{path} {text}");
        }
    }
}
