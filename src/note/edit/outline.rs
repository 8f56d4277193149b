//! What an edit of the body has to know: sections, tasks, and what every piece of text stands in.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use super::place::{WHITE, line_end, trim_end};
use crate::note::body::OPTIONS;
use crate::note::fence::{self, Fence};
use crate::note::markup::Markup;
use crate::note::sections;

const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// A body, parsed.
pub(super) struct Outline {
    /// The headings that stand in nothing; each `heading` ends with its last line, that line's ending left out.
    pub(super) headings: Vec<sections::Section>,
    pub(super) tasks: Vec<Task>,
    pub(super) blocks: Vec<Block>,
    pub(super) leaves: Vec<Leaf>,
}

/// A task outside of quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Task {
    /// Where its `[` stands.
    pub(super) at: usize,
    pub(super) done: bool,
}

/// A block that stands in nothing.
pub(super) struct Block {
    pub(super) kind: BlockKind,
    pub(super) range: Range<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// A list; where its last item begins.
    List(usize),
    Fence,
    Other,
}

/// A piece of text, and what it stands in.
#[derive(PartialEq, Eq)]
pub(super) struct Leaf {
    pub(super) at: usize,
    pub(super) inside: Vec<&'static str>,
    pub(super) what: String,
}

/// A section of the body.
pub(super) struct Section {
    pub(super) level: u8,
    /// Where its heading begins.
    pub(super) heading: usize,
    /// Where its heading's line ends, the ending left out.
    pub(super) start: usize,
    /// Where the next heading of any level begins.
    pub(super) own_end: usize,
    /// Where the next heading of the same or a higher level begins.
    pub(super) end: usize,
}

impl Outline {
    /// Parses the body of a note; all of it where its front matter has no end.
    pub(super) fn read(text: &str) -> Self {
        match fence::find(text) {
            Fence::Block { body, .. } => Self::read_body(text, body),
            Fence::None | Fence::Strange | Fence::Unclosed => Self::read_body(text, fence::bom(text)),
        }
    }

    /// Parses a text from an offset on; all places are the text's.
    pub(super) fn read_body(text: &str, base: usize) -> Self {
        let mut outline =
            Self { headings: Vec::new(), tasks: Vec::new(), blocks: Vec::new(), leaves: Vec::new() };
        let mut open: Vec<Option<&'static str>> = Vec::new();
        let markup = Markup::new(text, base);
        for (event, range) in Parser::new_ext(&markup.text, OPTIONS).into_offset_iter() {
            let range = base + range.start..base + range.end;
            match event {
                Event::Start(tag) => {
                    outline.start(text, &tag, range, open.len());
                    open.push(container(&tag));
                }
                Event::End(_) => {
                    open.pop();
                }
                event => outline.leaf(&event, range, &open),
            }
        }
        markup.settle(&mut outline.headings, text, usize::MAX);
        outline
    }

    fn start(&mut self, text: &str, tag: &Tag<'_>, range: Range<usize>, depth: usize) {
        match (tag, depth) {
            (Tag::Heading { level, .. }, 0) => {
                let words = trim_end(text, range.start, range.end);
                let end = line_end(text, words);
                // To Markdown a carriage return by itself ends the line as well, and the next may be a heading.
                let end = text[words..end].find('\r').map_or(end, |length| words + length);
                self.headings.push(sections::Section::open(*level as u8, range.start..end));
            }
            (Tag::Item, 1) => {
                let begins = text[range.clone()].len() - text[range.clone()].trim_start_matches(WHITE).len();
                if let Some(Block { kind: BlockKind::List(last), .. }) = self.blocks.last_mut() {
                    *last = range.start + begins;
                }
                return;
            }
            _ => {}
        }
        if depth == 0 {
            let kind = match tag {
                Tag::List(_) => BlockKind::List(range.start),
                Tag::CodeBlock(CodeBlockKind::Fenced(_)) => BlockKind::Fence,
                _ => BlockKind::Other,
            };
            self.blocks.push(Block { kind, range });
        }
    }

    fn leaf(&mut self, event: &Event<'_>, range: Range<usize>, open: &[Option<&'static str>]) {
        let inside: Vec<_> = open.iter().copied().flatten().collect();
        self.title(event, &inside);
        let what = match event {
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                // Where lines end in CRLF, code and HTML come with their line ends as pieces of their own.
                let text = text.trim_end_matches(['\r', '\n']);
                if text.is_empty() {
                    return;
                }
                text.to_owned()
            }
            Event::Code(text) => format!("`{text}`"),
            Event::TaskListMarker(done) => {
                if !inside.contains(&"quote") {
                    self.tasks.push(Task { at: range.start, done: *done });
                }
                format!("{done:?}")
            }
            Event::Rule => {
                if open.is_empty() {
                    self.blocks.push(Block { kind: BlockKind::Other, range: range.clone() });
                }
                "---".to_owned()
            }
            // A soft break before a text and one behind it say nothing that the texts don't.
            _ => return,
        };
        self.leaves.push(Leaf { at: range.start, inside, what });
    }

    /// Words of a heading that stands in nothing.
    fn title(&mut self, event: &Event<'_>, inside: &[&'static str]) {
        let ([only], Some(heading)) = (inside, self.headings.last_mut()) else { return };
        if HEADINGS.contains(only) {
            heading.title.push_str(match event {
                Event::Text(words) | Event::Code(words) => words,
                Event::SoftBreak | Event::HardBreak => " ",
                _ => "",
            });
        }
    }

    /// The first section of a name, found as the reader finds it.
    pub(super) fn section(&self, name: &str) -> Option<Section> {
        sections::find_called(&self.headings, name).next().map(|index| self.section_at(index))
    }

    fn section_at(&self, index: usize) -> Section {
        let sections::Section { level, heading, content, .. } = &self.headings[index];
        let own_end = self.headings.get(index + 1).map_or(usize::MAX, |next| next.heading.start);
        Section { level: *level, heading: heading.start, start: heading.end, own_end, end: content.end }
    }

    /// The levels of the headings in a range.
    pub(super) fn levels_in(&self, range: Range<usize>) -> impl Iterator<Item = u8> + '_ {
        self.headings
            .iter()
            .filter(move |section| range.contains(&section.heading.start))
            .map(|section| section.level)
    }

    /// The last block that begins in a range.
    pub(super) fn find_last_block(&self, range: Range<usize>) -> Option<&Block> {
        self.blocks.iter().rev().find(|block| range.contains(&block.range.start))
    }
}

impl Block {
    /// Whether it is fenced code whose fence is never closed.
    pub(super) fn is_unclosed(&self, text: &str) -> bool {
        let content = text[self.range.clone()].trim_matches(WHITE);
        let fence = if content.starts_with('~') { '~' } else { '`' };
        let length = content.len() - content.trim_start_matches(fence).len();
        let last = content.rsplit_once('\n').map_or("", |(_, last)| last.trim_matches(WHITE));
        self.kind == BlockKind::Fence && (last.len() < length || last.chars().any(|c| c != fence))
    }
}

/// What a text can stand in, paragraphs and emphasis aside: those come and go with blank lines.
fn container(tag: &Tag<'_>) -> Option<&'static str> {
    Some(match tag {
        Tag::Heading { level, .. } => HEADINGS[*level as usize - 1],
        Tag::BlockQuote(_) => "quote",
        Tag::CodeBlock(_) => "code",
        Tag::HtmlBlock => "html",
        Tag::List(_) => "list",
        Tag::Item => "item",
        Tag::Table(_) => "table",
        _ => return None,
    })
}
