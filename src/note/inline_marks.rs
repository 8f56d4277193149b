//! Small readings of Markdown source: words without the marks around them, hashtags, due dates.

use std::borrow::Cow;
use std::ops::Range;

use chrono::NaiveDate;

use super::lines::list_lines;
use super::sections::holds;
use crate::model::clean::is_plain_line;
use crate::model::dates::Direction;
use crate::model::dates::typed::read_typed_date;
use crate::model::moment::{Moment, parse_day};

/// The words of a paragraph: each further line without its indentation and, inside `quotes` block quotes, its `>`.
#[must_use]
pub fn strip_lines(source: &str, quotes: usize) -> Cow<'_, str> {
    let is_one_line = memchr::memchr(b'\n', source.as_bytes()).is_none();
    if is_one_line || quotes == 0 && are_stripped(source.trim().as_bytes()) {
        return Cow::Borrowed(source.trim());
    }
    let mut lines = list_lines(source).map(|(_, line)| line);
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

/// Whether plain signs stand around each line's ending: most paragraphs are typed so.
fn are_stripped(text: &[u8]) -> bool {
    let is_plain = |at: usize| text.get(at).is_some_and(u8::is_ascii_graphic);
    memchr::memchr_iter(b'\n', text).all(|end| end > 0 && is_plain(end - 1) && is_plain(end + 1))
}

/// A text whose lines lose the indentation that they share.
#[must_use]
pub fn dedent(source: &str) -> String {
    let blanks = [' ', '\t'];
    let line = source.strip_suffix('\n').unwrap_or(source);
    if memchr::memchr(b'\n', line.as_bytes()).is_none() {
        return line.trim_start_matches(blanks).trim_end().to_owned();
    }
    let indent = |line: &str| line.len() - line.trim_start_matches(blanks).len();
    let shared = source.lines().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
    let lines = source.lines().map(|line| line.get(shared..).unwrap_or_default().trim_end());
    lines.collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned()
}

/// The hashtags in a part of a text, without `#`: after white space, an opening bracket, a quotation mark, a dash or the start of a line, a letter first, then letters,
/// digits, `-`, `_`, `/`. What is barred (code, links, HTML) is passed over; those ranges are in order and apart.
pub fn list_hashtags<'a>(
    text: &'a str,
    part: Range<usize>,
    barred: &'a [Range<usize>],
) -> impl Iterator<Item = &'a str> {
    let Range { start, end } = part;
    memchr::memchr_iter(b'#', &text.as_bytes()[start..end]).filter_map(move |at| {
        let at = start + at;
        let tag = &text[at + 1..end];
        if !tag.starts_with(char::is_alphabetic) {
            return None;
        }
        let stands_alone = text[..at].chars().next_back().is_none_or(begins_hashtag);
        if !stands_alone || holds(barred, at) {
            return None;
        }
        let is_behind = |c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '/'));
        Some(&tag[..tag.find(is_behind).unwrap_or(tag.len())])
    })
}

/// Whether a hashtag may stand right behind this sign.
#[must_use]
pub const fn begins_hashtag(before: char) -> bool {
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
    if memchr::memchr(b'#', rest.as_bytes()).is_none() {
        let words = rest.trim_start();
        return (rest.len() - words.len(), words);
    }
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
    let Some(DuePlace { whole, date }) = find_due_place(text) else { return (text.to_owned(), None) };
    let word = &text[date];
    let Some(day) = parse_day(word) else { return (text.to_owned(), Some(Err(word.to_owned()))) };
    let (mut before, mut behind) = (text[..whole.start].trim_end(), text[whole.end..].trim_start());
    // What stood around the date alone would be left around nothing.
    while let Some((open, close)) =
        [("(", ")"), ("[", "]"), ("**", "**"), ("__", "__"), ("*", "*"), ("_", "_")]
            .into_iter()
            .find(|(open, close)| before.ends_with(open) && behind.starts_with(close))
    {
        before = before[..before.len() - open.len()].trim_end();
        behind = &behind[close.len()..];
    }
    // So would a dash or a comma that led to it.
    if behind.is_empty() {
        before = before.strip_suffix(" -").unwrap_or(before);
        before = before.trim_end_matches([',', ';', '–', '—', ' ']);
    }
    let points = behind.starts_with(['.', ',', ';', ':', '!', '?', ')']);
    let gap = if points || before.ends_with('(') || behind.is_empty() { "" } else { " " };
    (join_words([before, gap, behind].concat()), Some(Ok(day)))
}

/// A text with one blank between its words. Most have no more as it is.
fn join_words(text: String) -> String {
    if is_plain_line(&text) { text } else { text.split_whitespace().collect::<Vec<_>>().join(" ") }
}

/// Whether whatever looks like a due date in a text is one, in its plain form.
#[must_use]
pub fn has_only_plain_due_dates(text: &str) -> bool {
    due_marks(text).all(|mark| {
        let behind = &text[mark.range.end..];
        let is_day = behind.get(..10).is_some_and(|day| parse_day(day).is_some());
        mark.kind == DueMark::Word && is_day && !behind[10..].starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Where the date behind a task's `due:` or `📅` stands, or what stands there in its place.
#[must_use]
pub fn due_mark(text: &str) -> Option<Range<usize>> {
    find_due_place(text).map(|place| place.date)
}

/// What stands before a due date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DueMark {
    /// `due:`
    Word,
    /// `@due(`, as outliners write it.
    Bracket,
    /// A leaf of a calendar.
    Calendar,
}

/// A mark of a due date, and where it stands.
struct FoundMark {
    kind: DueMark,
    range: Range<usize>,
}

/// Where a due date stands in a task.
pub struct DuePlace {
    /// From its mark to its end.
    pub whole: Range<usize>,
    /// The date alone, or what stands in its place.
    pub date: Range<usize>,
}

/// The signs of a calendar that stand before a date.
const CALENDARS: [&str; 3] = ["📅", "📆", "🗓"];

/// The marks of due dates in a text, in its order.
fn due_marks(text: &str) -> impl Iterator<Item = FoundMark> {
    const LEAD: u8 = "📅".as_bytes()[0];
    memchr::memchr3_iter(b':', b'(', LEAD, text.as_bytes()).filter_map(move |at| {
        let begins_at = |word: &str| {
            let start = at.checked_sub(word.len())?;
            let is_word = text.as_bytes()[start..at].eq_ignore_ascii_case(word.as_bytes());
            (is_word && !text[..start].ends_with(char::is_alphanumeric)).then_some(start)
        };
        let (kind, range) = match text.as_bytes()[at] {
            b':' => (DueMark::Word, begins_at("due")?..at + 1),
            b'(' => (DueMark::Bracket, begins_at("@due")?..at + 1),
            _ => {
                let sign = CALENDARS.iter().find(|sign| text[at..].starts_with(**sign))?;
                (DueMark::Calendar, at..at + sign.len())
            }
        };
        let is_calendar_in_word = kind == DueMark::Calendar && text[..at].ends_with(char::is_alphanumeric);
        (!is_calendar_in_word).then_some(FoundMark { kind, range })
    })
}

/// Where a task's due date stands, or what stands there in its place.
#[must_use]
pub fn find_due_place(text: &str) -> Option<DuePlace> {
    due_marks(text).find_map(|mark| date_behind(text, &mark))
}

/// The date behind a mark. A date is exactly ten characters with no digit behind them; other words behind the mark that can only be
/// meant as one stand in its place.
fn date_behind(text: &str, mark: &FoundMark) -> Option<DuePlace> {
    let behind = &text[mark.range.end..];
    // Other tools write `due: 2026-11-09`, `[due:: 2026-11-09]` and `due:[[2026-11-09]]`.
    let loose = behind.strip_prefix(':').unwrap_or(behind).trim_start_matches([' ', '\u{fe0f}']);
    let words = loose.strip_prefix("[[").unwrap_or(loose);
    let start = text.len() - words.len();
    let is_day = words.get(..10).is_some_and(|day| parse_day(day).is_some());
    let end = if is_day && !words[10..].starts_with(|c: char| c.is_ascii_digit()) {
        start + 10
    } else {
        start + length_of_meant_date(mark.kind, words, words.len() == behind.len())?
    };
    // An hour belongs to the date; a promise is due on a day.
    let hour = if is_day { measure_hour(&text[end..]) } else { 0 };
    let closing = if words.len() < loose.len() { "]]" } else { ")" };
    let is_closed = words.len() < loose.len() || mark.kind == DueMark::Bracket;
    let behind = end + hour;
    let closed = if is_closed && text[behind..].starts_with(closing) { closing.len() } else { 0 };
    Some(DuePlace { whole: mark.range.start..behind + closed, date: start..end })
}

/// How long an hour is that stands right behind a day: `T10:00`.
fn measure_hour(behind: &str) -> usize {
    let is_hour = behind.get(..6).is_some_and(|hour| {
        matches!(*hour.as_bytes(), [b'T' | b't', a, b, b':', c, d] if [a, b, c, d].iter().all(u8::is_ascii_digit))
    });
    if is_hour && !behind[6..].starts_with(|c: char| c.is_alphanumeric() || c == ':') { 6 } else { 0 }
}

/// How long what stands in a date's place is; `None` where nobody meant a date.
fn length_of_meant_date(kind: DueMark, words: &str, is_close: bool) -> Option<usize> {
    let end = words.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '/' | '.')));
    let word = words[..end.unwrap_or(words.len())].trim_end_matches('.');
    // Behind the calendar sign a number may begin the words: `📅 3 chairs`.
    let is_figures = word.starts_with(|c: char| c.is_ascii_digit()) && word[1..].contains(['-', '/', '.']);
    match kind {
        _ if is_figures => Some(word.len()),
        DueMark::Calendar => None,
        _ if names_day(word) => Some(word.len()),
        _ => length_of_said_day(words).or_else(|| (!word.is_empty() && is_close).then_some(word.len())),
    }
}

/// How long a day of two words or three is, as it is said: `next friday`, `30 Nov`, `in 2 weeks`. A year belongs to it.
fn length_of_said_day(words: &str) -> Option<usize> {
    let ends = words.match_indices(char::is_whitespace).map(|(end, _)| end).chain([words.len()]);
    let named = ends.skip(1).take(3).map(|end| words[..end].trim_end_matches(is_behind_day));
    let mut named = named.filter(|words| names_day(words)).map(str::len);
    let day = named.next()?;
    let is_year = |end: &usize| {
        let year = words[day..*end].trim();
        year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())
    };
    Some(named.next().filter(is_year).unwrap_or(day))
}

/// Whether a sign ends a sentence or closes a bracket behind a day.
const fn is_behind_day(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '*' | '_')
}

/// Whether words name a day. Any day will do to see that.
fn names_day(words: &str) -> bool {
    let some_day = Moment::day(NaiveDate::default());
    let is_number = words.bytes().all(|byte| byte.is_ascii_digit());
    !is_number && read_typed_date(words, some_day, Direction::PlansAhead).is_ok()
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
            ("Ask Jo, due:2026-11-09", "Ask Jo", Some("2026-11-09")),
            ("Ask Jo — due: 2026-11-09", "Ask Jo", Some("2026-11-09")),
            ("Ask Jo - 📅 2026-11-09", "Ask Jo", Some("2026-11-09")),
            ("Ask (by due:2026-11-09)", "Ask (by)", Some("2026-11-09")),
            ("call bar() due:2026-11-09", "call bar()", Some("2026-11-09")),
            ("📅 Book the hall", "📅 Book the hall", None),
            ("📅 3 chairs", "📅 3 chairs", None),
            ("Ask Jo [due:: 2026-11-09]", "Ask Jo", Some("2026-11-09")),
            ("Ask Jo due: 2026-11-09", "Ask Jo", Some("2026-11-09")),
            ("Ask Jo DUE:2026-11-09", "Ask Jo", Some("2026-11-09")),
            ("Ask Jo @due(2026-11-09)", "Ask Jo", Some("2026-11-09")),
            ("Ask Jo due:[[2026-11-09]] soon", "Ask Jo soon", Some("2026-11-09")),
            ("Ask Jo 🗓\u{fe0f} 2026-11-09", "Ask Jo", Some("2026-11-09")),
            ("Ask Jo 📆 2026-11-09", "Ask Jo", Some("2026-11-09")),
            ("The rent is due: soon", "The rent is due: soon", None),
            ("due: 3 copies", "due: 3 copies", None),
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
        for (text, word) in [
            ("x due:friday", "friday"),
            ("x due: Freitag, y", "Freitag"),
            ("x due: 30.11.2026", "30.11.2026"),
            ("x due: 30 Nov.", "30 Nov"),
            ("x due: 30 Nov 2027, y", "30 Nov 2027"),
            ("x due:next friday y", "next friday"),
            ("[due:: in 2 weeks]", "in 2 weeks"),
            ("x @due(tomorrow)", "tomorrow"),
            ("x due:soonish", "soonish"),
        ] {
            assert_eq!(due(text), (text.to_owned(), Some(Err(word.to_owned()))));
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
