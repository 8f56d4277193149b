//! Small readings of Markdown source: words without the marks around them, hashtags, due dates.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use chrono::NaiveDate;
use memchr::memmem::Finder;

use super::sections::holds;
use crate::model::moment::parse_day;

/// The words of a paragraph: each further line without its indentation and, inside `quotes` block quotes, its `>`.
#[must_use]
pub fn strip_lines(source: &str, quotes: usize) -> Cow<'_, str> {
    if memchr::memchr(b'\n', source.as_bytes()).is_none() {
        return Cow::Borrowed(source.trim());
    }
    let mut lines = source.lines();
    let first = lines.next().unwrap_or_default().trim();
    let mut words = String::with_capacity(source.len());
    words.push_str(first);
    for line in lines {
        let mut line = line.trim();
        for _ in 0..quotes {
            let Some(inside) = line.strip_prefix('>') else { break };
            line = inside.trim_start();
        }
        words.push('\n');
        words.push_str(line);
    }
    Cow::Owned(if words.trim().len() == words.len() { words } else { words.trim().to_owned() })
}

/// A text whose lines lose the indentation that they share.
#[must_use]
pub fn dedent(source: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let shared = source.lines().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
    let lines = source.lines().map(|line| line.get(shared..).unwrap_or_default().trim_end());
    lines.collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned()
}

/// The hashtags in a part of a text, without `#`: after white space, an opening bracket, a quotation mark, a dash or the start of a line, a letter first, then letters,
/// digits, `-`, `_`, `/`. What is barred (code, links, HTML) is passed over; those ranges are in order and apart.
#[must_use]
pub fn hashtags(text: &str, part: &Range<usize>, barred: &[Range<usize>]) -> Vec<String> {
    let mut tags = Vec::new();
    for (at, _) in text[part.clone()].match_indices('#') {
        let at = part.start + at;
        let before = text[..at].chars().next_back();
        let stands_alone = before.is_none_or(begins_hashtag);
        if !stands_alone || holds(barred, at) {
            continue;
        }
        let tag = &text[at + 1..part.end];
        let end =
            tag.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '/'))).unwrap_or(tag.len());
        if tag.starts_with(char::is_alphabetic) {
            tags.push(tag[..end].to_owned());
        }
    }
    tags
}

/// Whether a hashtag may stand right behind this sign.
const fn begins_hashtag(before: char) -> bool {
    before.is_whitespace()
        || matches!(
            before,
            '(' | '['
                | '{'
                | '"'
                | '\''
                | '“'
                | '”'
                | '„'
                | '‘'
                | '’'
                | '‚'
                | '«'
                | '»'
                | '-'
                | '–'
                | '—'
        )
}

/// A statement without the filing hashtags at its ends, and how many bytes before it were cut; those inside a sentence
/// stay, they are part of it.
#[must_use]
pub fn without_edge_tags(text: &str, is_filing: impl Fn(&str) -> bool) -> (usize, &str) {
    let is_tag = |word: &str| word.strip_prefix('#').is_some_and(&is_filing);
    let mut rest = text.trim_end();
    loop {
        let (head, last) = rest.rsplit_once(char::is_whitespace).unwrap_or(("", rest));
        if !is_tag(last) {
            break;
        }
        rest = head.trim_end();
    }
    let mut start = rest.len() - rest.trim_start().len();
    loop {
        let left = &rest[start..];
        let word = left.split(char::is_whitespace).next().unwrap_or_default();
        if !is_tag(word) {
            return (start, left);
        }
        start += left.len() - left[word.len()..].trim_start().len();
    }
}

/// The `due:` date of a task and the task's words without it. `Err` holds what stands there and is no date; the words
/// are whole then.
#[must_use]
pub fn due(text: &str) -> (String, Option<Result<NaiveDate, String>>) {
    let Some((mark, date)) = due_place(text) else { return (text.to_owned(), None) };
    let word = &text[date.clone()];
    let Some(day) = parse_day(word) else { return (text.to_owned(), Some(Err(word.to_owned()))) };
    let (mut before, mut behind) = (text[..mark].trim_end(), text[date.end..].trim_start());
    // What stood around the date alone would be left around nothing.
    while let Some((open, close)) =
        [("(", ")"), ("[", "]"), ("**", "**"), ("__", "__"), ("*", "*"), ("_", "_")]
            .into_iter()
            .find(|(open, close)| before.ends_with(open) && behind.starts_with(close))
    {
        before = before[..before.len() - open.len()].trim_end();
        behind = &behind[close.len()..];
    }
    let points = behind.starts_with(['.', ',', ';', ':', '!', '?', ')']);
    let gap = if points || before.ends_with('(') { "" } else { " " };
    let left = format!("{before}{gap}{behind}").split_whitespace().collect::<Vec<_>>().join(" ");
    (left, Some(Ok(day)))
}

/// Whether whatever looks like a due date in a text is one, in its plain form.
#[must_use]
pub fn has_only_plain_due_dates(text: &str) -> bool {
    let [due, calendar] = &*DUE_MARKS;
    let is_plain = |at: usize| {
        let behind = &text[at + due.needle().len()..];
        let is_day = behind.get(..10).is_some_and(|day| parse_day(day).is_some());
        is_day && !behind[10..].starts_with(|c: char| c.is_ascii_digit())
    };
    due.find_iter(text.as_bytes()).all(is_plain) && calendar.find(text.as_bytes()).is_none()
}

/// What stands before a due date; each is looked for in every task.
static DUE_MARKS: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| ["due:", "📅"].map(Finder::new));

/// Where the date behind a task's `due:` or `📅` stands, or what stands there in its place.
#[must_use]
pub fn due_mark(text: &str) -> Option<Range<usize>> {
    due_place(text).map(|(_, date)| date)
}

/// Where the mark begins, and where its date stands. A date is exactly ten characters with no digit behind them; any
/// other figures behind the mark are meant as one.
fn due_place(text: &str) -> Option<(usize, Range<usize>)> {
    for (mark, finder) in ["due:", "📅"].into_iter().zip(&*DUE_MARKS) {
        for at in finder.find_iter(text.as_bytes()) {
            if text[..at].ends_with(char::is_alphanumeric) {
                continue;
            }
            let behind = &text[at + mark.len()..];
            // Other tools write `due: 2026-11-09` and `[due:: 2026-11-09]`.
            let loose = behind.strip_prefix(':').unwrap_or(behind).trim_start_matches([' ', '\u{fe0f}']);
            let is_loose = loose.get(..10).is_some_and(|day| parse_day(day).is_some());
            let date = if mark == "due:" && !is_loose { behind } else { loose };
            let start = text.len() - date.len();
            let is_day = date.get(..10).is_some_and(|day| parse_day(day).is_some());
            if is_day && !date[10..].starts_with(|c: char| c.is_ascii_digit()) {
                return Some((at, start..start + 10));
            }
            let end = date.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '/' | '.')));
            let word = date[..end.unwrap_or(date.len())].trim_end_matches('.');
            // Behind the calendar sign a number may begin the words: `📅 3 chairs`.
            let is_meant = word.starts_with(|c: char| c.is_ascii_digit())
                && (mark == "due:" || word[1..].contains(['-', '/', '.']));
            if is_meant {
                return Some((at, start..start + word.len()));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{due, without_edge_tags};

    #[test]
    fn due_dates() {
        for (text, words, date) in [
            ("Ask Jo due:2026-11-09", "Ask Jo", Some("2026-11-09")),
            ("due:2026-11-09 Ask Jo", "Ask Jo", Some("2026-11-09")),
            ("Ask Jo 📅 2026-11-09 at lunch", "Ask Jo at lunch", Some("2026-11-09")),
            ("Ask Jo (due:2026-11-09)", "Ask Jo", Some("2026-11-09")),
            ("Ask Jo due:2026-11-09.", "Ask Jo.", Some("2026-11-09")),
            ("Ask Jo **due:2026-11-09**, please", "Ask Jo, please", Some("2026-11-09")),
            ("Ask (by due:2026-11-09)", "Ask (by)", Some("2026-11-09")),
            ("call bar() due:2026-11-09", "call bar()", Some("2026-11-09")),
            ("📅 Book the hall", "📅 Book the hall", None),
            ("📅 3 chairs", "📅 3 chairs", None),
            ("Ask Jo [due:: 2026-11-09]", "Ask Jo", Some("2026-11-09")),
            ("Ask Jo due: 2026-11-09", "Ask Jo", Some("2026-11-09")),
            ("The rent is due: soon", "The rent is due: soon", None),
            ("overdue:2026-11-09", "overdue:2026-11-09", None),
        ] {
            let (left, found) = due(text);
            assert_eq!(left, words);
            assert_eq!(found.map(|d| d.map(|d| d.to_string())), date.map(|d| Ok(d.to_owned())));
        }
        for word in ["2026-13-09", "2026-11-9", "2026-11-091"] {
            for mark in ["due:", "📅 "] {
                let text = format!("x ({mark}{word}) ()");
                assert_eq!(due(&text), (text.clone(), Some(Err(word.to_owned()))));
            }
        }
    }

    #[test]
    fn tags_at_the_edges_go() {
        let filing = |tag: &str| tag == "happy";
        for (text, wanted) in [
            ("#happy She sings #happy", (7, "She sings")),
            ("#happy\n #happy\nShe sings", (15, "She sings")),
            ("So #happy today #kim", (0, "So #happy today #kim")),
            ("#happy #happy", (0, "")),
            ("#happy", (0, "")),
            ("", (0, "")),
        ] {
            assert_eq!(without_edge_tags(text, filing), wanted);
        }
    }
}
