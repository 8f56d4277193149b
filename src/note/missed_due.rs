//! Days that tasks are due on, said in words: none of them is a `due:` date, so nobody is reminded.

use std::ops::Range;
use std::sync::LazyLock;

use chrono::NaiveDate;
use memchr::memmem::Finder;

use super::inline_marks::due_mark;
use crate::model::dates::Direction;
use crate::model::dates::typed::read_typed_date;
use crate::model::moment::{Moment, parse_day};

/// Words before a day on which something is due, in English, German, French and Spanish.
const BEFORE_DAY: [&str; 14] = [
    "due",
    "deadline",
    "by",
    "until",
    "till",
    "before",
    "bis",
    "fällig",
    "spätestens",
    "zum",
    "avant",
    "pour",
    "hasta",
    "antes",
];

static DUE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("ue "));

/// The first such day in a task's words that have no date of their own: its word and the day.
#[must_use]
pub fn find(text: &str) -> Option<Range<usize>> {
    if due_mark(text).is_some() {
        return None;
    }
    find_written(text).or_else(|| find_spoken(text))
}

/// Whether a text may hold one, in a task or not.
#[must_use]
pub fn may_hold(text: &str) -> bool {
    find_written(text).is_some() || find_spoken(text).is_some()
}

/// `until 2026-11-12`, `deadline:2026-11-12`.
fn find_written(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let days = memchr::memchr_iter(b'-', bytes).filter_map(|at| {
        let start = at.checked_sub(4).filter(|start| bytes[*start].is_ascii_digit())?;
        // Most days stand behind a plain mark.
        if bytes[..start].ends_with(b"due:") {
            return None;
        }
        parse_day(text.get(start..start + 10)?)?;
        let bounded = |at: usize| bytes.get(at).is_none_or(|byte| !byte.is_ascii_digit() && *byte != b'-');
        (bounded(start.wrapping_sub(1)) && bounded(start + 10)).then_some(start)
    });
    let mut said = days.filter_map(|day| {
        let line = text[..day].rfind('\n').map_or(0, |at| at + 1);
        let before = text[line..day].trim_end_matches([' ', ':', '=', '.', '(', '[', '*']);
        let word = before
            .rfind(|c: char| !c.is_alphanumeric())
            .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
        let is_one = BEFORE_DAY.iter().any(|known| before[word..].to_lowercase() == **known);
        // `due:` has readings of its own.
        let is_marked =
            text[line + before.len()..day].starts_with(':') && before[word..].eq_ignore_ascii_case("due");
        (is_one && !is_marked).then_some(line + word..day + 10)
    });
    said.next()
}

/// `due friday`, `(due 12 Nov)`.
fn find_spoken(text: &str) -> Option<Range<usize>> {
    let mut said = DUE.find_iter(text.as_bytes()).filter_map(|at| {
        let start = at.checked_sub(1)?;
        let word = text.get(start..at + 2)?;
        if !word.eq_ignore_ascii_case("due") || text[..start].ends_with(char::is_alphanumeric) {
            return None;
        }
        let behind = &text[at + 3..];
        let some_day = Moment::day(NaiveDate::default());
        let mut ends = behind.match_indices([' ', '\n']).map(|(end, _)| end).chain([behind.len()]);
        let (one, two) = (ends.next()?, ends.next());
        [two, Some(one)].into_iter().flatten().find_map(|end| {
            let day = behind[..end].trim_end_matches(|c: char| !c.is_alphanumeric());
            let is_day = !day.bytes().all(|byte| byte.is_ascii_digit())
                && read_typed_date(day, some_day, Direction::PlansAhead).is_ok();
            is_day.then_some(start..at + 3 + day.len())
        })
    });
    said.next()
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn a_day_that_something_is_due_on_is_found_in_words() {
        for (text, said) in [
            ("send it until 2026-11-12", Some("until 2026-11-12")),
            ("send it (by 2026-11-12).", Some("by 2026-11-12")),
            ("send it deadline:2026-11-12", Some("deadline:2026-11-12")),
            ("send it, due=2026-11-12", Some("due=2026-11-12")),
            ("fällig: 2026-11-12", Some("fällig: 2026-11-12")),
            ("send it due friday", Some("due friday")),
            ("send it (due 12 Nov)", Some("due 12 Nov")),
            ("Due Freitag, of course", Some("Due Freitag")),
            ("send it due:2026-11-12", None),
            ("send it due: 2026-11-12", None),
            ("send the notes of 2026-11-12", None),
            ("ask about 2026-11-12", None),
            ("pay what is due soon", None),
            ("residue friday", None),
            ("due 3 copies", None),
            ("due ", None),
        ] {
            assert_eq!(find(text).map(|at| &text[at]), said, "{text}");
        }
    }
}
