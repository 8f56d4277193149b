//! A running journal: one file with a heading for each day, or with a time stamp before each entry as jrnl writes it.

use std::collections::HashSet;
use std::ops::Range;

use crate::model::dates::written::{DateOf, DateOrder, Reading, date_of, dates_in};
use crate::model::moment::Moment;
use crate::note::body::Section;
use crate::note::fence::{self, Fence};
use crate::note::parsed::Note;

/// A part of a journal. The parts of one, one behind the other, are its whole text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its bytes.
    pub range: Range<usize>,
    /// The line of its heading, from 1; of what stands before the first dated heading, the first line.
    pub line: usize,
    /// What its heading says; `None` for what stands before the first one.
    pub reading: Option<Reading>,
}

/// How many days have a heading of their own; fewer than two make no journal.
#[must_use]
pub fn days(note: &Note, order: Option<DateOrder>) -> usize {
    let days = distinct(&headings(note, order));
    if days > 0 {
        days
    } else {
        let stamps = stamps(note, false);
        stamps.iter().filter_map(|(_, when)| Some((*when)?.date)).collect::<HashSet<_>>().len()
    }
}

/// The parts of a journal; none where it is none.
#[must_use]
pub fn parts(note: &Note, order: Option<DateOrder>) -> Vec<Part> {
    let headings = headings(note, order);
    let Some(&(first, reading)) = headings.first().filter(|_| distinct(&headings) > 1) else {
        return if headings.is_empty() { split_stamped(note, false) } else { Vec::new() };
    };
    let start_of = |section: &Section| note.lines.start_of_line(section.heading.start);
    let mut starts: Vec<(usize, usize, Option<Reading>)> = headings
        .iter()
        .map(|(section, reading)| (start_of(section), note.lines.line(section.heading.start), Some(*reading)))
        .collect();
    if is_only_a_head(note, start_of(first), reading) {
        starts[0].0 = 0;
    } else if starts[0].0 > 0 {
        starts.insert(0, (0, 1, None));
    }
    let ends: Vec<usize> = starts.iter().skip(1).map(|start| start.0).chain([note.text.len()]).collect();
    let parts = starts.into_iter().zip(ends);
    parts.map(|((start, line, reading), end)| Part { range: start..end, line, reading }).collect()
}

/// The parts of what somebody says is jrnl's: as jrnl of old wrote it, too, `2025-09-02 09:00 Title`.
#[must_use]
pub fn entries(note: &Note, order: Option<DateOrder>) -> Vec<Part> {
    let parts = parts(note, order);
    if parts.is_empty() { split_stamped(note, true) } else { parts }
}

/// The entries of a text as jrnl writes it, `[2025-09-02 09:00] Title`, or without the brackets where those may be bare; none unless it begins
/// with one, or with what was meant as one. Where it is said to be jrnl's, what stands above the first is a part without a day.
fn split_stamped(note: &Note, may_be_bare: bool) -> Vec<Part> {
    let mut stamps = stamps(note, may_be_bare);
    if stamps.iter().filter(|(_, when)| when.is_some()).count() < 2 {
        return Vec::new();
    }
    let head = note.text[fence::bom(&note.text)..stamps[0].0].trim_start();
    if head.is_empty() {
        stamps[0].0 = 0;
    } else if may_be_bare
        || head.strip_prefix('[').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    {
        stamps.insert(0, (0, None));
    } else {
        return Vec::new();
    }
    let ends: Vec<usize> = stamps.iter().skip(1).map(|(start, _)| *start).chain([note.text.len()]).collect();
    let part = |((start, when), end): (&(usize, Option<Moment>), usize)| {
        let first =
            note.text[*start..end].len() - note.text[*start..end].trim_start_matches(['\n', '\r']).len();
        let reading = when.map(|when| Reading::Day { when, shows: None });
        Part { range: *start..end, line: note.lines.line(start + first), reading }
    };
    stamps.iter().zip(ends).map(part).collect()
}

/// The lines that begin with a day and an hour, in brackets unless they may be bare, outside of code; without the day where there is no such
/// day: what stands below belongs to no other one.
fn stamps(note: &Note, may_be_bare: bool) -> Vec<(usize, Option<Moment>)> {
    let (mut found, mut at, mut in_code) = (Vec::new(), 0, false);
    for line in note.text.split_inclusive('\n') {
        let start = if at == 0 { fence::bom(&note.text) } else { at };
        let words = &note.text[start..at + line.len()];
        if words.starts_with("```") || words.starts_with("~~~") {
            in_code = !in_code;
        }
        let bare = || may_be_bare.then(|| bare_stamp_of(words)).flatten();
        match stamp_of(words).or_else(bare) {
            _ if in_code => {}
            Some(when) => found.push((start, Some(when))),
            None if is_broken_stamp(words) => found.push((start, None)),
            None => {}
        }
        at += line.len();
    }
    if found.iter().all(|(_, when)| when.is_none()) { find_dated_lines(note) } else { found }
}

/// The lines `Date: 2 March 2025 at 10:15` that stand above each entry of a text, as Day One writes them: the first line is one, and a blank
/// one comes before each of the others.
fn find_dated_lines(note: &Note) -> Vec<(usize, Option<Moment>)> {
    let mut at = fence::bom(&note.text);
    let (mut found, mut is_behind_blank): (Vec<(usize, Option<Moment>)>, bool) = (Vec::new(), true);
    for line in note.text[at..].split_inclusive('\n') {
        let is_blank = line.trim().is_empty();
        match dated_line_of(line).filter(|_| is_behind_blank) {
            Some(when) => found.push((at, Some(when))),
            None if found.is_empty() && !is_blank => return found,
            None => {}
        }
        is_behind_blank = is_blank;
        at += line.len();
    }
    found
}

fn dated_line_of(line: &str) -> Option<Moment> {
    const KEYS: [&str; 4] = ["Date", "Datum", "Fecha", "Data"];
    let (_, value) = line.trim().split_once(':').filter(|(key, _)| KEYS.contains(key))?;
    match date_of(value, None) {
        DateOf::One(Reading::Day { when, .. }) => Some(when),
        _ => None,
    }
}

/// How many days lines such as `Date: 2 March 2025` say of a text.
#[must_use]
pub fn count_dated_lines(note: &Note) -> usize {
    let days = find_dated_lines(note).into_iter().filter_map(|(_, when)| Some(when?.date));
    days.collect::<HashSet<_>>().len()
}

/// `[2025-09-02 09:00]`, `[2025-09-02 09:00:00 AM]`: jrnl's day and clock, as it is set up to write them.
fn stamp_of(line: &str) -> Option<Moment> {
    let (stamp, _) = line.strip_prefix('[')?.split_once(']')?;
    let [found] = &dates_in(stamp, None)[..] else { return None };
    let is_all = found.range.start == 0 && stamp[found.range.end..].trim().is_empty();
    match found.reading {
        Reading::Day { when, .. } if is_all && when.time.is_some() => Some(when),
        _ => None,
    }
}

/// `[2025-09-31 09:00]`: written as a stamp is, of a day that isn't one. A chat's `[26/11, 23:32]` is none.
fn is_broken_stamp(line: &str) -> bool {
    let Some((stamp, _)) = line.strip_prefix('[').and_then(|rest| rest.split_once(']')) else { return false };
    let digits = stamp.chars().filter(char::is_ascii_digit).count();
    let is_mark =
        |c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | ':' | ' ' | 'T' | 'A' | 'P' | 'M');
    digits >= 8 && stamp.contains(':') && stamp.chars().all(is_mark)
}

/// `2025-09-02 09:00 Title`.
fn bare_stamp_of(line: &str) -> Option<Moment> {
    // A stamp stands at the beginning: what follows it may be a whole day's words.
    const LONGEST: usize = 60;
    let head = &line[..line.floor_char_boundary(LONGEST)];
    let found = dates_in(head, None).into_iter().next().filter(|found| found.range.start == 0)?;
    match found.reading {
        Reading::Day { when, .. } => when.time.map(|_| when),
        Reading::Ambiguous { .. } => None,
    }
}

/// The headings that begin a day: all of the level of the first one that does.
fn headings(note: &Note, order: Option<DateOrder>) -> Vec<(&Section, Reading)> {
    let mut dated: Vec<(&Section, Reading)> = Vec::new();
    for section in &note.body.sections {
        let level = dated.first().map_or(section.level, |(first, _)| first.level);
        if let Some(reading) = day_of(&section.title, order).filter(|_| section.level == level) {
            dated.push((section, reading));
        }
    }
    dated
}

fn distinct(headings: &[(&Section, Reading)]) -> usize {
    headings.iter().map(|(_, reading)| reading.days()).collect::<HashSet<_>>().len()
}

/// The day of a heading that begins or ends with it: `2025-03-02`, `Session 3, 2 March 2025`.
fn day_of(title: &str, order: Option<DateOrder>) -> Option<Reading> {
    let DateOf::One(reading) = date_of(title, order) else { return None };
    let place = dates_in(title, order).into_iter().next()?.range;
    let words_before = title[..place.start].split_whitespace().count();
    let is_last = !title[place.end..].contains(char::is_alphanumeric);
    (is_last || words_before <= 1).then_some(reading)
}

/// Whether nothing but front matter and headings stands before the first day, and they don't date it otherwise.
fn is_only_a_head(note: &Note, first: usize, reading: Reading) -> bool {
    let body = match note.fence {
        Fence::Block { body, .. } => body,
        _ => fence::bom(&note.text),
    };
    let mut at = body;
    for section in note.body.sections.iter().take_while(|section| section.heading.start < first) {
        if !note.text[at..section.heading.start.max(at)].trim().is_empty() {
            return false;
        }
        at = section.heading.end;
    }
    let dated_otherwise =
        note.key_text("date").and_then(Moment::parse).is_some_and(|when| reading.day() != Some(when.date));
    note.text.get(at..first).is_some_and(|rest| rest.trim().is_empty()) && !dated_otherwise
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{entries, parts};
    use crate::note::parsed::Note;

    fn split(text: &str) -> Vec<String> {
        let note = Note::parse(&"a.md".into(), text.to_owned()).value;
        parts(&note, None).into_iter().map(|part| note.text[part.range].to_owned()).collect()
    }

    #[test]
    fn a_journal_parts_at_its_days() {
        for (text, wanted) in [
            (
                "## 2025-03-02\na\n### b\n## 2025-03-09\nc",
                &["## 2025-03-02\na\n### b\n", "## 2025-03-09\nc"][..],
            ),
            (
                "---\nwho: Alice\n---\n# Alice\n\n## 2025-03-02\n## Notes\n## 2025-03-09\n",
                &["---\nwho: Alice\n---\n# Alice\n\n## 2025-03-02\n## Notes\n", "## 2025-03-09\n"],
            ),
            (
                "About her.\n\nSession 1, 2 March 2025\n---\na\n\nSession 2, 9 March 2025\n---\n",
                &["About her.\n\n", "Session 1, 2 March 2025\n---\na\n\n", "Session 2, 9 March 2025\n---\n"],
            ),
            (
                "---\ndate: 2025-01-01\n---\n# 2025-03-02\n# 2025-03-09\n",
                &["---\ndate: 2025-01-01\n---\n", "# 2025-03-02\n", "# 2025-03-09\n"],
            ),
            (
                "\n[2025-09-02 09:00] Kids\nA walk.\n\n[2025-09-14 09:00:10 AM] Heating\n[1] cited.\n",
                &["\n[2025-09-02 09:00] Kids\nA walk.\n\n", "[2025-09-14 09:00:10 AM] Heating\n[1] cited.\n"],
            ),
            (
                "[2025-09-02 09:00] a\n[2025-09-31 09:00] b\n[26/11, 23:32] Kim: c\n[2025-10-03 09:00] d\n",
                &[
                    "[2025-09-02 09:00] a\n",
                    "[2025-09-31 09:00] b\n[26/11, 23:32] Kim: c\n",
                    "[2025-10-03 09:00] d\n",
                ],
            ),
            (
                "[2018]\na\n[2025-09-02 09:00] b\n[2025-09-03 09:00] c\n",
                &["[2018]\na\n", "[2025-09-02 09:00] b\n", "[2025-09-03 09:00] c\n"],
            ),
            ("[2025-09-02 09:00] a\n```\n[2025-09-03 09:00] b\n```\n", &[]),
            (
                "\tDate:\t2 March 2025 at 10:15:00 CET\n\na\n\n\n\tDate:\t9 March 2025\n\tWeather:\train\n\nb\n",
                &[
                    "\tDate:\t2 March 2025 at 10:15:00 CET\n\na\n\n\n",
                    "\tDate:\t9 March 2025\n\tWeather:\train\n\nb\n",
                ],
            ),
            ("Date: 2 March 2025\n\na\nNext call\nDate: 9 March 2025\n", &[]),
            ("About her.\n[2025-09-02 09:00] a\n[2025-09-03 09:00] b\n", &[]),
            ("# 2025-03-02\n## By 2025-05-01 do it\n", &[]),
            ("# 2025-03-02\n```\n# 2025-03-09\n```\n", &[]),
            ("no headings", &[]),
        ] {
            assert_eq!(split(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_said_to_be_jrnls_may_lack_the_brackets() {
        let text = "2025-09-02 09:00 Kids\nA walk.\n2025-09-14 21:00 Heating\n";
        let note = Note::parse(&"a.md".into(), text.to_owned()).value;
        let parted: Vec<&str> = entries(&note, None).into_iter().map(|part| &note.text[part.range]).collect();
        assert_eq!(parted, ["2025-09-02 09:00 Kids\nA walk.\n", "2025-09-14 21:00 Heating\n"]);
        assert!(split(text).is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_parts_are_the_whole(text in "(\u{feff})?(---\n(date: 2025-03-02\n)?---\n)?((#{1,3} |> # |- # )?(2025-03-0[1-9]|ö|x)\r?\n(---\r?\n)?){0,8}") {
            let parts = split(&text);
            prop_assert!(parts.is_empty() || parts.concat() == text);
            prop_assert!(parts.iter().all(|part| !part.is_empty()));
        }
    }
}
