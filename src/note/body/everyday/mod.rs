//! Markdown as nearly everybody types it, read line by line without a Markdown parser.
//!
//! It either proves that a body is made of headings, paragraphs, lists and block quotes of the plain kind, and gives the very parts
//! that the Markdown library would, or gives nothing. What could mean more (code, links, HTML, tables, comments, lines that go on
//! without their indentation) is handed over.

mod beginnings;

use std::ops::Range;

use super::Body;
use super::reader::Reader;
use crate::note::lines::Lines;
use crate::note::markup::Markup;
use crate::note::sections::Section;
use beginnings::{Bullet, bullet, is_heading, is_words, may_be_plain};

/// How deep items may stand in each other.
const DEEPEST: usize = 8;
/// Hardly a note has more paragraphs and items.
const MOST_BLOCKS: usize = 64;

/// Reads the body that begins at `base`; `None` where it isn't proved to be plain.
pub(super) fn read(text: &str, base: usize, lines: &Lines) -> Option<Body> {
    let body = &text[base..];
    if !may_be_plain(body.as_bytes()) {
        return None;
    }
    let markup = Markup::as_it_stands(body);
    let mut scan = Scan {
        reader: Reader::new(text, &markup, lines),
        items: Vec::new(),
        paragraph: None,
        is_quote: false,
    };
    // Some hundred bytes make a paragraph or an item; room for those of most notes is made once.
    scan.reader.body.blocks.reserve((body.len() / 128 + 1).min(MOST_BLOCKS));
    for (at, line) in lines.list_from(text, base) {
        scan.take_line(at, line)?;
    }
    scan.close_paragraph();
    scan.close_items(0, text.len());
    scan.end_quote();
    Some(scan.reader.finish())
}

/// A list item that isn't closed yet.
struct Item {
    /// The column of its words.
    column: usize,
    /// Where its marker stands.
    start: usize,
    words: Option<Range<usize>>,
    task: Option<(bool, usize)>,
}

struct Scan<'a> {
    reader: Reader<'a>,
    items: Vec<Item>,
    /// The words of the paragraph that may go on.
    paragraph: Option<Range<usize>>,
    is_quote: bool,
}

impl Scan<'_> {
    fn take_line(&mut self, at: usize, line: &str) -> Option<()> {
        let words = line.trim_end_matches(['\n', '\r', ' ']);
        let indent = words.len() - words.trim_start_matches(' ').len();
        if indent == words.len() {
            self.close_paragraph();
            self.end_quote();
            return Some(());
        }
        let (start, words) = (at + indent, &words[indent..]);
        if indent == 0 && words.starts_with('>') {
            return self.take_quote(at, words);
        }
        if let Some(bullet) = bullet(words) {
            return self.take_item(at, indent, &bullet, words);
        }
        if indent == 0 && words.starts_with('#') && is_heading(words)? {
            return self.take_heading(at, line, words);
        }
        is_words(words).then_some(())?;
        self.take_words(at, indent, start..start + words.len())
    }

    /// Words that begin a paragraph or go on with one.
    fn take_words(&mut self, at: usize, indent: usize, words: Range<usize>) -> Option<()> {
        if let Some(paragraph) = &mut self.paragraph {
            // A line that goes on without the sign or the indentation of what it stands in.
            if self.is_quote || indent < self.items.last().map_or(0, |item| item.column) {
                return None;
            }
            paragraph.end = words.end;
            return Some(());
        }
        if self.is_quote {
            return None;
        }
        self.close_items(indent, at);
        if self.items.last().map_or(0, |item| item.column) != indent {
            return None;
        }
        self.paragraph = Some(words);
        Some(())
    }

    fn take_item(&mut self, at: usize, indent: usize, bullet: &Bullet, words: &str) -> Option<()> {
        self.end_quote();
        // A number in the middle of a paragraph only begins a list where it is the first.
        if self.paragraph.is_some() && bullet.is_number && !bullet.is_first {
            return None;
        }
        self.close_paragraph();
        self.close_items(indent, at);
        if self.items.last().map_or(0, |item| item.column) != indent || self.items.len() >= DEEPEST {
            return None;
        }
        let start = at + indent;
        let words = &words[bullet.length..];
        let (task, own) = match words.as_bytes() {
            [b'[', state @ (b' ' | b'x' | b'X'), b']', b' ', ..] => {
                let own = words[3..].trim_start_matches(' ');
                (Some((*state != b' ', start + bullet.length)), own)
            }
            // A box without words.
            [b'[', b' ' | b'x' | b'X', b']'] => return None,
            _ => (None, words),
        };
        is_words(own).then_some(())?;
        let from = start + bullet.length + words.len() - own.len();
        self.items.push(Item { column: indent + bullet.length, start, words: None, task });
        self.reader.depth = self.items.len();
        self.paragraph = Some(from..from + own.len());
        Some(())
    }

    fn take_heading(&mut self, at: usize, line: &str, words: &str) -> Option<()> {
        self.close_paragraph();
        self.end_quote();
        self.close_items(0, at);
        let title = words.trim_start_matches('#');
        let level = u8::try_from(words.len() - title.len()).ok()?;
        let mut section = Section::open(level, at..at + line.len());
        section.title.push_str(title.trim_start_matches(' '));
        self.reader.body.sections.push(section);
        Some(())
    }

    fn take_quote(&mut self, at: usize, words: &str) -> Option<()> {
        let said = &words[1..];
        let said = said.strip_prefix(' ').unwrap_or(said);
        if !self.is_quote {
            self.close_paragraph();
            self.close_items(0, at);
            self.is_quote = true;
            let quote = self.reader.kind_of_quote(&(at..at + words.len()));
            self.reader.quotes.push(quote);
        }
        if said.is_empty() {
            self.close_paragraph();
            return Some(());
        }
        if said.starts_with([' ', '#']) || bullet(said).is_some() || !is_words(said) {
            return None;
        }
        let start = at + words.len() - said.len();
        let end = start + said.len();
        match &mut self.paragraph {
            Some(paragraph) => paragraph.end = end,
            None => self.paragraph = Some(start..end),
        }
        Some(())
    }

    fn end_quote(&mut self) {
        if self.is_quote {
            self.close_paragraph();
            self.is_quote = false;
            self.reader.quotes.pop();
        }
    }

    /// The first paragraph of an item is the item's own; any other stands for itself.
    fn close_paragraph(&mut self) {
        let Some(words) = self.paragraph.take() else { return };
        match self.items.last_mut() {
            Some(item) if item.words.is_none() => item.words = Some(words),
            _ => self.reader.take_paragraph(words),
        }
    }

    /// Ends the items whose words stand deeper than a column, at the line that begins at `at`.
    fn close_items(&mut self, column: usize, at: usize) {
        if self.items.last().is_some_and(|item| item.column > column) {
            self.close_paragraph();
        }
        while let Some(item) = self.items.pop_if(|item| item.column > column) {
            if let Some(words) = &item.words {
                self.reader.end_item(words, item.task, &(item.start..at));
            }
            self.reader.depth = self.items.len();
        }
    }
}
