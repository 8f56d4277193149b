//! Small readings of Markdown source: words without the marks around them, hashtags, due dates.

use std::ops::Range;

use chrono::NaiveDate;

use crate::model::moment::parse_day;

/// The words of a paragraph: each further line without its indentation and, inside `quotes` block quotes, its `>`.
#[must_use]
pub fn plain_lines(source: &str, quotes: usize) -> String {
    let lines = source.lines().enumerate().map(|(i, line)| {
        let mut line = line.trim();
        for _ in 0..if i == 0 { 0 } else { quotes } {
            line = line.strip_prefix('>').unwrap_or(line).trim_start();
        }
        line
    });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// A text whose lines lose the indentation that they share.
#[must_use]
pub fn dedent(source: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let shared = source.lines().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
    let lines = source.lines().map(|line| line.get(shared..).unwrap_or_default().trim_end());
    lines.collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned()
}

/// The hashtags in a part of a text, without `#`: after white space, `(` or the start of a line, a letter first, then letters,
/// digits, `-`, `_`, `/`. What is barred (code, links, HTML) is passed over.
#[must_use]
pub fn hashtags(text: &str, part: &Range<usize>, barred: &[Range<usize>]) -> Vec<String> {
    let mut tags = Vec::new();
    for (at, _) in text[part.clone()].match_indices('#') {
        let at = part.start + at;
        let before = text[..at].chars().next_back();
        let stands_alone = before.is_none_or(|c| c.is_whitespace() || c == '(');
        if !stands_alone || barred.iter().any(|range| range.contains(&at)) {
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

/// A statement without the filing hashtags at its ends; those inside a sentence stay, they are part of it.
#[must_use]
pub fn without_edge_tags(text: &str, is_filing: impl Fn(&str) -> bool) -> &str {
    let is_tag = |word: &str| word.strip_prefix('#').is_some_and(&is_filing);
    let mut rest = text.trim();
    while let Some((head, last)) = rest.rsplit_once(char::is_whitespace).filter(|(_, last)| is_tag(last)) {
        debug_assert!(last.starts_with('#'));
        rest = head.trim_end();
    }
    while let Some((first, tail)) = rest.split_once(char::is_whitespace).filter(|(first, _)| is_tag(first)) {
        debug_assert!(first.starts_with('#'));
        rest = tail.trim_start();
    }
    rest
}

/// The `due:` date of a task and the task's words without it. `Err` holds what stands there and is no date.
#[must_use]
pub fn due(text: &str) -> (String, Option<Result<NaiveDate, String>>) {
    let Some((mark, date)) = due_place(text) else { return (text.to_owned(), None) };
    let word = &text[date.clone()];
    let left = format!("{} {}", &text[..mark], &text[date.end..]);
    let left = left.split_whitespace().collect::<Vec<_>>().join(" ").replace("()", "").replace("( )", "");
    (left.trim_end().to_owned(), Some(parse_day(word).ok_or_else(|| word.to_owned())))
}

/// Where the date behind a task's `due:` or `📅` stands.
#[must_use]
pub fn due_mark(text: &str) -> Option<Range<usize>> {
    due_place(text).map(|(_, date)| date)
}

/// Where the mark begins, and where its date stands.
fn due_place(text: &str) -> Option<(usize, Range<usize>)> {
    for mark in ["due:", "📅"] {
        for (at, _) in text.match_indices(mark) {
            if text[..at].ends_with(|c: char| c.is_alphanumeric()) {
                continue;
            }
            let behind = &text[at + mark.len()..];
            let skipped = behind.len() - behind.trim_start_matches([' ', '\u{fe0f}']).len();
            let date = &behind[skipped..];
            let end =
                date.find(|c: char| c.is_whitespace() || matches!(c, ')' | ',' | ';')).unwrap_or(date.len());
            if mark == "due:" && (skipped > 0 || !date.starts_with(|c: char| c.is_ascii_digit())) {
                continue;
            }
            let start = at + mark.len() + skipped;
            return Some((at, start..start + end));
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
            ("The rent is due: soon", "The rent is due: soon", None),
            ("overdue:2026-11-09", "overdue:2026-11-09", None),
        ] {
            let (left, found) = due(text);
            assert_eq!(left, words);
            assert_eq!(found.map(|d| d.map(|d| d.to_string())), date.map(|d| Ok(d.to_owned())));
        }
        assert_eq!(due("x due:2026-13-09").1, Some(Err("2026-13-09".into())));
    }

    #[test]
    fn tags_at_the_edges_go() {
        let filing = |tag: &str| tag == "happy";
        assert_eq!(without_edge_tags("#happy She sings #happy", filing), "She sings");
        assert_eq!(without_edge_tags("So #happy today #kim", filing), "So #happy today #kim");
    }
}
