//! A note's body as it is read back: all of it, but for what says nothing to a reader.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, TagEnd};

use super::body::OPTIONS;
use super::parsed::Note;
use super::sections::Section;
use crate::model::order::InOrder as _;

/// The deepest heading that Markdown has.
const DEEPEST: u8 = 6;

/// The body as it stands, without what stands under `Prep`, without comments, and without headings that nothing stands
/// under. Its highest heading is made one of level `top`, and the others with it, so that it fits under a heading.
#[must_use]
pub fn readable(note: &Note, top: u8) -> String {
    let body = &note.body;
    let start = note.text.len() - note.body_text().len();
    let mut cuts: Vec<(Range<usize>, String)> = Vec::new();
    let comments = comments(note);
    let preps = body.sections.iter().filter(|section| section.is_prep());
    cuts.extend(preps.map(|prep| (prep.heading.start..prep.content.end, String::new())));
    let highest = body.sections.iter().map(|section| section.level).min().unwrap_or(top);
    let lower = top.saturating_sub(highest);
    for (section, is_empty) in body.sections.iter().zip(empty(note, &comments)) {
        let heading = if is_empty { String::new() } else { lower_headings(note, section, lower) };
        cuts.push((section.heading.clone(), heading));
    }
    cuts.extend(comments.into_iter().map(|comment| (comment, String::new())));
    cuts.put_in_order_by_key(|(range, _)| range.start);
    let mut readable = String::with_capacity(note.text.len() - start);
    let mut at = start;
    for (range, instead) in cuts {
        // What stands in a piece that was cut is gone already.
        if range.start >= at {
            readable.push_str(&note.text[at..range.start]);
            readable.push_str(&instead);
            at = range.end;
        }
    }
    readable.push_str(&note.text[at..]);
    let readable = readable.trim_matches(['\n', '\r']).trim_end();
    format!("{readable}{}", open_fence(note, readable))
}

/// What closes a block of code that the note leaves open: else it would take in whatever is read behind it.
fn open_fence(note: &Note, readable: &str) -> String {
    let last = note.body.figures.last().map_or("", |figure| &note.text[figure.range.clone()]);
    let sign = last.chars().next().filter(|sign| matches!(sign, '`' | '~'));
    let Some(sign) = sign else { return String::new() };
    // Only at the end of the text does it show whether the block, or what it stands in, goes on.
    let behind = format!("{readable}\n\n#\n");
    match Parser::new_ext(&behind, OPTIONS).last() {
        Some(Event::End(TagEnd::CodeBlock)) => {
            format!("\n{}", last.chars().take_while(|c| *c == sign).collect::<String>())
        }
        _ => String::new(),
    }
}

/// The comments, each from its first sign to its last: words may stand behind one on its line.
fn comments(note: &Note) -> Vec<Range<usize>> {
    let mut comments = Vec::new();
    for range in &note.body.comments {
        if note.text[range.clone()].starts_with("%%") {
            comments.push(range.clone());
            continue;
        }
        let mut at = range.start;
        while let Some(open) = note.text[at..range.end].find("<!--") {
            let start = at + open;
            at = note.text[start..range.end].find("-->").map_or(range.end, |close| start + close + 3);
            comments.push(start..at);
        }
    }
    comments
}

/// Of each section whether nothing is to be read in it nor in those below it.
fn empty(note: &Note, comments: &[Range<usize>]) -> Vec<bool> {
    let sections = &note.body.sections;
    let mut empty = vec![false; sections.len()];
    // Where the next heading stands that something stands under.
    let mut filled = usize::MAX;
    for (i, section) in sections.iter().enumerate().rev() {
        let next = sections.get(i + 1).map_or(note.text.len(), |next| next.heading.start);
        let holds_filled = filled < section.content.end;
        empty[i] = !holds_filled && is_blank(note, comments, section.content.start..next);
        if !empty[i] && !section.is_prep() {
            filled = section.heading.start;
        }
    }
    empty
}

/// Whether a part of the body holds nothing but blanks and comments.
fn is_blank(note: &Note, comments: &[Range<usize>], part: Range<usize>) -> bool {
    let mut at = part.start;
    let first = comments.partition_point(|comment| comment.end <= part.start);
    for comment in comments[first..].iter().take_while(|comment| comment.start < part.end) {
        if !note.text[at..comment.start.max(at)].trim().is_empty() {
            return false;
        }
        at = comment.end.min(part.end);
    }
    note.text[at..part.end].trim().is_empty()
}

/// A heading some levels lower.
fn lower_headings(note: &Note, section: &Section, by: u8) -> String {
    let source = &note.text[section.heading.clone()];
    let level = (section.level + by).min(DEEPEST);
    let marks = "#".repeat(level.into());
    let written = source.trim_start();
    if written.starts_with('#') {
        let words = written.trim_start_matches('#');
        return format!("{marks}{words}");
    }
    if !written.contains('\n') || written.trim_end().lines().count() == 1 {
        // Bold words alone on their line.
        return format!("{marks} {}\n", section.title.trim());
    }
    // An underlined heading may go over several lines; the last of them is the underline.
    let mut lines: Vec<&str> = written.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.pop();
    format!("{marks} {}\n", lines.join(" "))
}

#[cfg(test)]
mod tests {
    use super::readable;
    use crate::note::parsed::Note;

    fn read(text: &str) -> String {
        readable(&Note::parse(&"a.md".into(), text.to_owned()).value, 3)
    }

    #[test]
    fn what_says_nothing_is_left_out() {
        for (text, wanted) in [
            ("---\na: 1\n---\n\nWords.\n", "Words."),
            ("## A\n\n## B\nb\n\n## C\n", "### B\nb"),
            ("# T\n\n## A\n\n### B\n", ""),
            ("# T\n\n## A\n\n### B\nb\n", "### T\n\n#### A\n\n##### B\nb"),
            ("## Prep\nold\n### Deep\nold\n## B\nb\n", "### B\nb"),
            ("a <!-- c --> b\n\n<!--\n## X\n-->\n", "a  b"),
            ("<!-- c --> b <!-- d -->\n\nc", " b \n\nc"),
            ("## A\n<!-- c -->\n## B\nb", "### B\nb"),
            ("## A\n## Prep\nold\n", ""),
            ("# A\n## Prep\nold\n", ""),
            ("", ""),
        ] {
            assert_eq!(read(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn code_that_is_left_open_ends_with_its_note() {
        for (text, wanted) in [
            ("a\n\n````\nb\n", "a\n\n````\nb\n````"),
            ("~~~ rust\nb\n~~~\n", "~~~ rust\nb\n~~~"),
            ("- a\n  ```\n  b\n", "- a\n  ```\n  b"),
            ("> ```\n> b\n", "> ```\n> b"),
            ("```\nb\n```\nc", "```\nb\n```\nc"),
        ] {
            assert_eq!(read(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn headings_go_below_the_one_above_them() {
        for (text, wanted) in [
            ("A\nb\n===\nc\n\nB\n---\nd", "### A b\nc\n\n#### B\nd"),
            ("###### A ######\na", "###### A ######\na"),
            ("#### A\na\n##### B\nb", "#### A\na\n##### B\nb"),
            ("# A\r\na\r\n", "### A\r\na"),
            ("```\n# no heading\n```", "```\n# no heading\n```"),
            ("    code\n\n## A\na", "    code\n\n### A\na"),
        ] {
            assert_eq!(read(text), wanted, "{text:?}");
        }
    }
}
