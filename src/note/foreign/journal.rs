//! A running journal: one file with a heading for each day.

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
    distinct(&headings(note, order))
}

/// The parts of a journal; none where it is none.
#[must_use]
pub fn parts(note: &Note, order: Option<DateOrder>) -> Vec<Part> {
    let headings = headings(note, order);
    let Some(&(first, reading)) = headings.first().filter(|_| distinct(&headings) > 1) else {
        return Vec::new();
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

    use super::parts;
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
            ("# 2025-03-02\n## By 2025-05-01 do it\n", &[]),
            ("# 2025-03-02\n```\n# 2025-03-09\n```\n", &[]),
            ("no headings", &[]),
        ] {
            assert_eq!(split(text), wanted, "{text}");
        }
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
