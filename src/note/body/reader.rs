//! One pass over the Markdown events of a body.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{Block, Body, Figure, OPTIONS, Voice};
use crate::model::headings;
use crate::model::order::InOrder as _;
use crate::model::statement::TaskState;
use crate::note::inline_marks::{list_hashtags, strip_lines};
use crate::note::lines::Lines;
use crate::note::markup::Markup;
use crate::note::sections::{self, Section};

/// Reads the body that begins at `base` in the file's text.
pub(super) fn read(text: &str, base: usize, lines: &Lines) -> Body {
    let markup = Markup::new(text, base);
    let mut reader = Reader::new(text, &markup, lines);
    for (event, range) in Parser::new_ext(&markup.text, OPTIONS).into_offset_iter() {
        reader.take(&event, base + range.start..base + range.end);
    }
    reader.finish()
}

/// A block that is being read.
enum Open {
    Item { words: Option<Range<usize>>, closed: bool, task: Option<(bool, usize)>, whole: Range<usize> },
    Paragraph { words: Option<Range<usize>> },
    Heading(Section),
    Other,
}

/// A block quote that is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Quote {
    /// The client's words.
    Said,
    /// A callout, which is free text.
    Callout,
}

pub(super) struct Reader<'a> {
    text: &'a str,
    markup: &'a Markup<'a>,
    lines: &'a Lines,
    pub(super) body: Body,
    open: Vec<Open>,
    /// How many list items are open.
    pub(super) depth: usize,
    /// The open block quotes, and for a callout the line that names it.
    pub(super) quotes: Vec<(Quote, Option<usize>)>,
    /// Code, links and raw HTML, in order and apart: no hashtag is looked for in them.
    barred: Vec<Range<usize>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, markup: &'a Markup<'a>, lines: &'a Lines) -> Self {
        Self {
            text,
            markup,
            lines,
            body: Body::default(),
            open: Vec::new(),
            depth: 0,
            quotes: Vec::new(),
            barred: Vec::new(),
        }
    }

    fn take(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(*end),
            Event::TaskListMarker(ticked) => {
                if let Some(Open::Item { task, .. }) =
                    self.open.iter_mut().rev().find(|o| matches!(o, Open::Item { .. }))
                {
                    *task = Some((*ticked, range.start));
                }
            }
            Event::Code(words) => {
                self.bar(&range);
                self.words(range, words);
            }
            Event::InlineHtml(_) | Event::Html(_) => {
                self.bar(&range);
                self.comment(&range);
                self.words(range, "");
            }
            Event::Text(words) => self.words(range, words),
            Event::SoftBreak | Event::HardBreak => self.words(range, " "),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        let opened = match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => return self.words(range, ""),
            Tag::Link { .. } | Tag::Image { .. } => {
                self.bar(&range);
                return self.words(range, "");
            }
            Tag::Paragraph => Open::Paragraph { words: None },
            Tag::Heading { level, .. } => Open::Heading(Section::open(*level as u8, range)),
            Tag::Item => {
                self.depth += 1;
                Open::Item { words: None, closed: false, task: None, whole: range }
            }
            Tag::BlockQuote(_) => {
                self.quotes.push(self.kind_of_quote(&range));
                Open::Other
            }
            Tag::HtmlBlock => {
                if !self.comment(&range) {
                    self.figure(range);
                }
                Open::Other
            }
            Tag::Table(_) | Tag::CodeBlock(_) => {
                self.figure(range);
                Open::Other
            }
            _ => Open::Other,
        };
        if !matches!(opened, Open::Paragraph { .. })
            && let Some(Open::Item { closed, words, .. }) = self.open.last_mut()
        {
            *closed = *closed || words.is_some();
        }
        self.open.push(opened);
    }

    fn end(&mut self, end: TagEnd) {
        if matches!(
            end,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
        ) {
            return;
        }
        match self.open.pop() {
            Some(Open::Paragraph { words: Some(words) }) => self.end_paragraph(words),
            Some(Open::Heading(section)) if self.open.is_empty() => self.body.sections.push(section),
            Some(Open::Item { words: Some(words), task, whole, .. }) => self.end_item(&words, task, &whole),
            _ => {}
        }
        match end {
            TagEnd::BlockQuote(_) => drop(self.quotes.pop()),
            TagEnd::Item => self.depth -= 1,
            _ => {}
        }
    }

    pub(super) fn end_item(
        &mut self,
        words: &Range<usize>,
        task: Option<(bool, usize)>,
        whole: &Range<usize>,
    ) {
        let mut words = words.clone();
        let task = match task {
            Some((ticked, at)) => Some((if ticked { TaskState::Done } else { TaskState::Open }, at)),
            None => task_box(&self.text[words.clone()]).map(|(state, length)| {
                let at = words.start;
                words.start += length;
                (state, at)
            }),
        };
        let task = task.filter(|_| self.quotes.is_empty());
        if let Some(mut block) = self.block(words.clone()) {
            block.task = task.map(|(state, _)| state);
            block.box_at = task.map(|(_, at)| at);
            block.rest = self.rest_of(&words, whole);
            block.item_end = whole.end;
            block.is_item = true;
            block.is_at_top = self.depth == 1 && self.quotes.is_empty();
            self.body.blocks.push(block);
        }
    }

    /// The first paragraph of a loose list item is the item's own; any other stands for itself.
    fn end_paragraph(&mut self, paragraph: Range<usize>) {
        if let Some(Open::Item { words, closed, .. }) = self.open.last_mut()
            && words.is_none()
            && !*closed
        {
            *words = Some(paragraph);
            *closed = true;
        } else {
            self.take_paragraph(paragraph);
        }
    }

    /// A paragraph that stands for itself.
    pub(super) fn take_paragraph(&mut self, paragraph: Range<usize>) {
        if let Some(block) = self.block(paragraph) {
            self.body.blocks.push(block);
        }
    }

    /// Words of the innermost paragraph, heading or tight list item.
    fn words(&mut self, range: Range<usize>, said: &str) {
        let grow = |words: &mut Option<Range<usize>>| match words {
            Some(words) => words.end = words.end.max(range.end),
            None => *words = Some(range.clone()),
        };
        match self.open.last_mut() {
            Some(Open::Paragraph { words } | Open::Item { words, closed: false, .. }) => grow(words),
            Some(Open::Heading(section)) => section.title.push_str(said),
            _ => {}
        }
    }

    fn block(&self, mut words: Range<usize>) -> Option<Block> {
        if self.is_callouts_first_line(&words) {
            words.start = self.lines.end_of_line(words.start).min(words.end);
            words.start += self.text[words.clone()].find(|c: char| !c.is_whitespace() && c != '>')?;
        }
        let source = &self.text[words.clone()];
        let may_be_blank = source.is_empty() || source.starts_with(char::is_whitespace);
        if may_be_blank && strip_lines(source, self.quotes.len()).is_empty() {
            return None;
        }
        let mut tags: Vec<String> =
            list_hashtags(self.text, words.clone(), &self.barred).map(str::to_owned).collect();
        if !self.markup.comments.is_empty() {
            let places =
                |tag: &String| self.text[words.clone()].find(&format!("#{tag}")).map(|at| words.start + at);
            tags.retain(|tag| places(tag).is_none_or(|at| !sections::holds(&self.markup.comments, at)));
        }
        let line = self.lines.line(words.start);
        Some(Block {
            start: words.start,
            end: words.end,
            item_end: words.end,
            line,
            quotes: self.quotes.len(),
            depth: self.depth,
            is_item: false,
            is_at_top: false,
            rest: None,
            task: None,
            box_at: None,
            voice: self.voice(),
            tags,
            in_prep: false,
            private: false,
        })
    }

    /// The place of what follows an item's first line. Only the place: items stand in items, and a copy for each would
    /// grow with the square of the depth.
    fn rest_of(&self, words: &Range<usize>, whole: &Range<usize>) -> Option<Range<usize>> {
        let from = self.lines.end_of_line(words.start).min(whole.end);
        (!self.text[from..whole.end].trim_start().is_empty()).then_some(from..whole.end)
    }

    fn bar(&mut self, range: &Range<usize>) {
        // What stands in a link that is barred already needs no range of its own.
        if self.barred.last().is_none_or(|last| last.end <= range.start) {
            self.barred.push(range.clone());
        }
    }

    /// Takes a comment; says no if it is none.
    fn comment(&mut self, range: &Range<usize>) -> bool {
        let inside = self.body.comments.last().is_some_and(|last| range.start < last.end);
        let is_one = self.text[range.clone()].trim_start().starts_with("<!--");
        if !inside && is_one {
            self.body.comments.push(range.clone());
        }
        inside || is_one
    }

    fn figure(&mut self, range: Range<usize>) {
        let figure = Figure { range, voice: self.voice() };
        self.body.figures.push(figure);
    }

    /// Whose words stand where we are.
    fn voice(&self) -> Voice {
        match self.quotes.iter().position(|(quote, _)| *quote == Quote::Said) {
            None => Voice::Writer,
            // What is quoted inside a quote is somebody else; a callout around it is only a box.
            Some(first) if first + 1 == self.quotes.len() => Voice::Client,
            Some(_) => Voice::Other,
        }
    }

    /// What a quote is, and for a callout the line that names it.
    pub(super) fn kind_of_quote(&self, range: &Range<usize>) -> (Quote, Option<usize>) {
        let quote = self.text[range.clone()].trim_start();
        let first_line = quote.strip_prefix('>').unwrap_or(quote);
        match callout(first_line) {
            Some(kind) if kind.eq_ignore_ascii_case("quote") => {
                (Quote::Said, Some(self.lines.line(range.start)))
            }
            Some(_) => (Quote::Callout, Some(self.lines.line(range.start))),
            None => (Quote::Said, None),
        }
    }

    /// A callout's first line only names it; its words begin on the next.
    fn is_callouts_first_line(&self, words: &Range<usize>) -> bool {
        self.quotes
            .last()
            .and_then(|(_, named)| *named)
            .is_some_and(|named| named == self.lines.line(words.start))
    }

    pub(super) fn finish(self) -> Body {
        let mut body = self.body;
        body.blocks.put_in_order_by_key(|block| block.start);
        self.markup.settle(&mut body.sections, self.text, self.text.len());
        if !self.markup.comments.is_empty() {
            body.comments.extend(self.markup.comments.iter().cloned());
            body.comments.put_in_order_by_key(|comment| comment.start);
        }
        make_tasks(&mut body, self.text);
        let preps = sections::preps(&body.sections);
        let reflections = sections::find_anywhere(&body.sections, "Reflection");
        for block in &mut body.blocks {
            block.in_prep = sections::holds(&preps, block.start);
            block.private = sections::holds(&reflections, block.start);
        }
        body
    }
}

/// Under some headings every list item at the top level is a task, with a box or without; one that only leads a list of tasks is none.
fn make_tasks(body: &mut Body, text: &str) {
    for title in headings::OF_TASKS {
        for range in sections::contents(&body.sections, title) {
            let from = body.blocks.partition_point(|block| block.start < range.start);
            let to = body.blocks.partition_point(|block| block.start < range.end);
            for i in from..to {
                let block = &body.blocks[i];
                if block.is_at_top
                    && block.task.is_none()
                    && !is_box_alone(&block.words(text))
                    && !body.blocks[i..]
                        .iter()
                        .skip(1)
                        .take_while(|other| other.start < block.item_end)
                        .any(|other| other.task.is_some())
                {
                    body.blocks[i].task = Some(TaskState::Open);
                }
            }
        }
    }
}

/// The box at the beginning of an item's words that isn't Markdown's own: what it says, and how long it is with the blanks behind it.
fn task_box(words: &str) -> Option<(TaskState, usize)> {
    let inside = words.strip_prefix('[')?;
    let close = inside.find(']').filter(|close| *close <= 4)?;
    let state = match inside[..close].trim() {
        "/" => TaskState::Half,
        "-" => TaskState::GivenUp,
        "x" | "X" | "✓" | "✔" => TaskState::Done,
        // Other tools have boxes of their own for what is moved on, asked or urgent: none of them is done.
        "" | ">" | "<" | "?" | "!" | "*" | "~" | "+" => TaskState::Open,
        _ => return None,
    };
    let behind = &inside[close + 1..];
    let blanks = behind.len() - behind.trim_start().len();
    // `[-](link)` and `[x]: link` are no boxes.
    (blanks > 0 && !behind.trim().is_empty()).then_some((state, close + 2 + blanks))
}

/// Whether a box is all that was typed: there is nothing to do yet.
fn is_box_alone(words: &str) -> bool {
    let inside = words.strip_prefix('[').and_then(|rest| rest.trim_end().strip_suffix(']'));
    inside.is_some_and(|sign| matches!(sign.trim(), "" | "/" | "-" | "x" | "X"))
}

/// The kind of an Obsidian callout: `note` of `[!note|right]- Title`.
fn callout(quote: &str) -> Option<&str> {
    let line = quote.trim_start_matches([' ', '\t']).strip_prefix("[!")?.lines().next()?;
    let (kind, _) = line.split_once(']')?;
    let kind = kind.split('|').next().unwrap_or(kind).trim();
    (!kind.is_empty()).then_some(kind)
}
