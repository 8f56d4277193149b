//! Markdown as people type it, made ready for a Markdown reader: what is almost a heading becomes one, and Obsidian's comments
//! become blanks. Every byte keeps its place, so what is found stands where it was typed.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::headings::{self, same, strip_signs};
use crate::note::sections::Section;

/// A body that is ready to be read.
pub struct Markup<'a> {
    /// The body; as long as it was.
    pub text: Cow<'a, str>,
    /// The comments between `%%`, in bytes of the file.
    pub comments: Vec<Range<usize>>,
    loose: Vec<Loose>,
    /// Where the lines begin that are nothing but bold words, in bytes of the file.
    bold_lines: Vec<usize>,
}

/// A line that is a heading to people alone.
struct Loose {
    /// Where it begins, in bytes of the file.
    start: usize,
    /// Its words, in bytes of the file.
    title: Range<usize>,
    /// Whether it is one by being bold: it stands one level below the heading above it.
    is_bold: bool,
}

impl<'a> Markup<'a> {
    /// Looks through the body that begins at `base`.
    #[must_use]
    pub fn new(text: &'a str, base: usize) -> Self {
        let body = &text[base..];
        let mut markup = Self {
            text: Cow::Borrowed(body),
            comments: Vec::new(),
            loose: Vec::new(),
            bold_lines: Vec::new(),
        };
        let fences = markup.take_lines(text, base);
        // A look at the bytes first: hardly any note has such a comment.
        if memchr::memmem::find(body.as_bytes(), b"%%").is_some() {
            markup.take_comments(text, base, &fences);
        }
        markup.patch(base);
        markup
    }

    /// A body in which there is nothing to make ready.
    #[must_use]
    pub const fn as_it_stands(body: &'a str) -> Self {
        Self { text: Cow::Borrowed(body), comments: Vec::new(), loose: Vec::new(), bold_lines: Vec::new() }
    }

    /// Gives the sections their typed words, their levels and their ends.
    pub fn settle(&self, sections: &mut [Section], text: &str, end: usize) {
        let mut above = 0;
        let mut bold = vec![false; sections.len()];
        for (i, section) in sections.iter_mut().enumerate() {
            let loose = self.loose.binary_search_by_key(&section.heading.start, |loose| loose.start);
            if let Ok(loose) = loose.map(|at| &self.loose[at]) {
                text[loose.title.clone()].clone_into(&mut section.title);
                bold[i] = loose.is_bold;
            }
            if bold[i] {
                section.level = (above + 1).clamp(2, 6);
            } else {
                above = section.level;
            }
        }
        super::sections::close(sections, end);
        for i in (0..sections.len()).filter(|i| bold[*i]) {
            let next = sections.get(i + 1).map(|next| next.heading.start);
            let line = self.bold_lines.partition_point(|line| *line <= sections[i].heading.start);
            let line = self.bold_lines.get(line).copied();
            let ends = [next, line].into_iter().flatten().min().unwrap_or(end);
            let content = &mut sections[i].content;
            content.end = content.end.min(ends).max(content.start);
        }
    }

    /// Notes every line that is a heading to people, and gives the fenced blocks.
    fn take_lines(&mut self, text: &str, base: usize) -> Vec<Range<usize>> {
        let mut fences: Vec<Range<usize>> = Vec::new();
        let mut open: Option<(&str, usize)> = None;
        let mut at = base;
        let (mut is_below_words, mut is_in_bold) = (false, false);
        for line in text[base..].split_inclusive('\n') {
            let start = at;
            at += line.len();
            match line.as_bytes()[0] {
                b'#' if open.is_none() => {
                    self.take_unspaced(line, start);
                    // A hashtag is no heading.
                    is_in_bold &= line[1..].starts_with(char::is_alphabetic);
                }
                b'*' | b'_' if open.is_none() => {
                    is_in_bold |= self.take_bold(text, line, start, is_in_bold && is_below_words);
                }
                b'`' | b'~' | b' ' => {
                    let mark = line.trim_start();
                    match open {
                        Some((fence, _)) if mark.starts_with(fence) => {
                            fences.extend(open.take().map(|(_, from)| from..at));
                        }
                        None if mark.starts_with("```") => open = Some(("```", start)),
                        None if mark.starts_with("~~~") => open = Some(("~~~", start)),
                        _ => {}
                    }
                }
                _ => {}
            }
            is_below_words = !line.trim().is_empty();
        }
        fences.extend(open.map(|(_, from)| from..at));
        fences
    }

    /// `##Threads`, without the blank behind the marks.
    fn take_unspaced(&mut self, line: &str, start: usize) {
        let words = line.trim_start_matches('#');
        let marks = line.len() - words.len();
        let is_glued = (2..=6).contains(&marks) && !words.starts_with([' ', '\t', '\r', '\n']);
        if is_glued && is_known(words.trim_end().trim_end_matches('#')) {
            let title = words.trim_end().trim_end_matches('#').trim_end();
            let title = start + marks..start + marks + title.len();
            self.loose.push(Loose { start, title, is_bold: false });
        }
    }

    /// `**Threads**`, alone on its line. One that isn't known ends the section of one that is; right below an item it would be drawn
    /// into that, and is taken for a heading, too. Gives whether it is one.
    fn take_bold(&mut self, text: &str, line: &str, start: usize, ends_item: bool) -> bool {
        let whole = line.trim_end();
        let Some((mark, rest)) =
            ["**", "__"].iter().find_map(|mark| Some((*mark, whole.strip_prefix(*mark)?)))
        else {
            return false;
        };
        let rest = rest.strip_suffix(':').unwrap_or(rest);
        let Some(words) = rest.strip_suffix(mark).filter(|words| !words.is_empty() && !words.contains(mark))
        else {
            return false;
        };
        self.bold_lines.push(start);
        let below = text[start + line.len()..].lines().next().unwrap_or_default().trim_end();
        // Such a line already is a heading where it is underlined.
        let is_underlined =
            !below.is_empty() && (below.bytes().all(|b| b == b'-') || below.bytes().all(|b| b == b'='));
        let is_heading = (ends_item || is_known(words)) && !is_underlined;
        if is_heading {
            let title = start + 2..start + 2 + words.len();
            self.loose.push(Loose { start, title, is_bold: true });
        }
        is_heading
    }

    fn take_comments(&mut self, text: &str, base: usize, fences: &[Range<usize>]) {
        let bytes = text.as_bytes();
        let mut open: Option<usize> = None;
        let mut at = base;
        while let Some(found) = memchr::memmem::find(&bytes[at..], b"%%") {
            let mark = at + found;
            let length = bytes[mark..].iter().take_while(|byte| **byte == b'%').count();
            at = mark + length;
            // A longer row of them is a merge's or somebody's own.
            if length != 2 || super::sections::holds(fences, mark) {
                continue;
            }
            match open.take() {
                None => open = Some(mark),
                Some(start) => self.comments.push(start..at),
            }
        }
    }

    /// Writes the headings and blanks that a Markdown reader knows, byte for byte in place of what was typed.
    fn patch(&mut self, base: usize) {
        if self.loose.is_empty() && self.comments.is_empty() {
            return;
        }
        let mut bytes = self.text.as_bytes().to_vec();
        for loose in &self.loose {
            let start = loose.start - base;
            if loose.is_bold {
                bytes[start..start + 2].copy_from_slice(b"# ");
            } else {
                let first = self.text[loose.title.start - base..].chars().next().map_or(1, char::len_utf8);
                bytes[loose.title.start - base..loose.title.start - base + first].fill(b' ');
            }
        }
        for comment in &self.comments {
            blank_whole_lines(&mut bytes, comment.start - base..comment.end - base);
        }
        // Only whole characters were replaced, by blanks and marks.
        if let Ok(text) = String::from_utf8(bytes) {
            self.text = Cow::Owned(text);
        }
    }
}

/// Blanks the lines of which a comment is all. What shares its line with words stays: it is cut from the words.
fn blank_whole_lines(bytes: &mut [u8], comment: Range<usize>) {
    // A line may hold a thousand comments: of what stands around one only the blanks are looked at.
    let is_gap = |byte: &&u8| byte.is_ascii_whitespace() && **byte != b'\n';
    let before = comment.start - bytes[..comment.start].iter().rev().take_while(is_gap).count();
    let behind = comment.end + bytes[comment.end..].iter().take_while(is_gap).count();
    let begins_line = before == 0 || bytes[before - 1] == b'\n';
    let ends_line = behind == bytes.len() || bytes[behind] == b'\n';
    let inside = &bytes[comment.clone()];
    let first = if begins_line {
        Some(before)
    } else {
        memchr::memchr(b'\n', inside).map(|at| comment.start + at + 1)
    };
    let last =
        if ends_line { Some(behind) } else { memchr::memrchr(b'\n', inside).map(|at| comment.start + at) };
    let (Some(first), Some(last)) = (first, last) else { return };
    for at in first..last {
        let ends =
            bytes[at] == b'\n' || bytes[at] == b'\r' && bytes.get(at + 1).is_none_or(|next| *next == b'\n');
        if !ends {
            bytes[at] = b' ';
        }
    }
}

fn is_known(words: &str) -> bool {
    let words = strip_signs(words);
    headings::list_all().any(|known| same(words, known) || headings::is_near(words, known))
}

#[cfg(test)]
mod tests {
    use super::Markup;

    #[test]
    fn what_is_almost_markdown_becomes_it_in_its_place() {
        for (text, wanted) in [
            ("##Threads\n- a\n", "## hreads\n- a\n"),
            ("##🧵 Threads\n", "##     Threads\n"),
            ("#Threads\n##other\n", "#Threads\n##other\n"),
            ("**Threads**\n- a\n", "# Threads**\n- a\n"),
            ("**Threads:**\n", "# Threads:**\n"),
            ("**Kim**\n", "**Kim**\n"),
            ("- a\n**Kim**\n", "- a\n**Kim**\n"),
            ("**Threads**\n- a\n**Kim**\n", "# Threads**\n- a\n# Kim**\n"),
            ("**Threads**\n- a\n## Own\n- b\n**Kim**\n", "# Threads**\n- a\n## Own\n- b\n**Kim**\n"),
            ("**Threads**\n- a\n\n**Kim**\n", "# Threads**\n- a\n\n**Kim**\n"),
            ("**Threads**\n---\n", "**Threads**\n---\n"),
            ("```\n##Threads\n```\n", "```\n##Threads\n```\n"),
            ("a %% b %% c\n", "a %% b %% c\n"),
            ("%%\n- [ ] é\n%%\nc\n", "  \n        \n  \nc\n"),
            ("a %% b\r\nc\r\nd %% e\n", "a %% b\r\n \r\nd %% e\n"),
            ("\t%% a %%\t\r\n%% b %% %% c %%", "         \r\n%% b %% %% c %%"),
            ("%% open\nc\n", "%% open\nc\n"),
            ("%%%%%%% a\n%%%%%%%\n", "%%%%%%% a\n%%%%%%%\n"),
        ] {
            let markup = Markup::new(text, 0);
            assert_eq!(markup.text, wanted);
            assert_eq!(markup.text.len(), text.len());
        }
    }
}
