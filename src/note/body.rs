//! The Markdown behind the front matter: sections, statements, tasks, quotes and hashtags, each with its line.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::lines::Lines;
use super::words::{dedent, hashtags, plain_lines};

/// What is read beside plain `CommonMark`.
pub const OPTIONS: Options = Options::ENABLE_TASKLISTS.union(Options::ENABLE_TABLES);

/// The parts of a body.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// The sections, in the order of the file.
    pub sections: Vec<Section>,
    /// The statements, in the order of the file.
    pub blocks: Vec<Block>,
}

/// A heading and what stands under it, to the next heading of the same or a higher level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading's words.
    pub title: String,
    /// The heading's level, 1 to 6.
    pub level: u8,
    /// Where the heading stands, in bytes of the file.
    pub heading: Range<usize>,
    /// From behind the heading to the end of the section.
    pub content: Range<usize>,
}

/// A paragraph or a list item: the smallest piece that says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where its own words begin, in bytes of the file.
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// Where a list item ends, with all that stands indented under it; for a paragraph where its words end.
    pub item_end: usize,
    /// The line of the place where it begins, from 1.
    pub line: usize,
    /// Its own words, lines joined by `\n`, without list marker, quote marks, indentation.
    pub text: String,
    /// The first line of it.
    pub first_line: String,
    /// For a list item: all that follows the first line, dedented, and the line at which it begins.
    pub rest: Option<(String, usize)>,
    /// Ticked or not, for a task.
    pub task: Option<bool>,
    /// Whose words: the client's where it stands in a block quote.
    pub voice: Voice,
    /// The hashtags in it, without `#`.
    pub tags: Vec<String>,
}

/// Whose words a block holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// The note's writer.
    Writer,
    /// The client, in a block quote.
    Client,
    /// Somebody whom the client quotes: a quote inside a quote.
    Other,
}

impl Body {
    /// Reads the body that begins at `base` in the file's text.
    #[must_use]
    pub fn read(text: &str, base: usize, lines: &Lines) -> Self {
        let mut reader = Reader {
            text,
            lines,
            headings: Vec::new(),
            blocks: Vec::new(),
            open: Vec::new(),
            quotes: Vec::new(),
            barred: Vec::new(),
        };
        for (event, range) in Parser::new_ext(&text[base..], OPTIONS).into_offset_iter() {
            reader.take(&event, base + range.start..base + range.end);
        }
        reader.finish()
    }

    /// Whether a place stands in a section of that title.
    #[must_use]
    pub fn is_under(&self, start: usize, title: &str) -> bool {
        self.sections.iter().any(|section| section.content.contains(&start) && section.is_called(title))
    }

    /// The statements of every section of that title.
    pub fn under<'a>(&'a self, title: &'a str) -> impl Iterator<Item = &'a Block> {
        self.blocks.iter().filter(move |block| self.is_under(block.start, title))
    }

    /// What is ever read back: everything but what stands under `Prep`, where digests are put.
    pub fn kept(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| !self.is_under(block.start, "Prep"))
    }
}

impl Section {
    /// Whether the heading reads so, in whatever case.
    #[must_use]
    pub fn is_called(&self, title: &str) -> bool {
        let own = self.title.trim();
        // Every statement is held against some headings: the usual ones are compared without copies.
        if own.is_ascii() && title.is_ascii() {
            return own.eq_ignore_ascii_case(title);
        }
        own.to_lowercase() == title.to_lowercase()
    }
}

/// A block that is being read.
enum Open {
    /// A list item, with the place in `blocks` that is kept for it.
    Item {
        place: usize,
        words: Option<Range<usize>>,
        closed: bool,
        task: Option<bool>,
        whole: Range<usize>,
    },
    Paragraph {
        words: Option<Range<usize>>,
    },
    Heading {
        level: u8,
        whole: Range<usize>,
        words: String,
    },
    Other,
}

/// A block quote that is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quote {
    /// The client's words.
    Said,
    /// A callout, which is free text.
    Callout,
}

struct Reader<'a> {
    text: &'a str,
    lines: &'a Lines,
    headings: Vec<Section>,
    blocks: Vec<Block>,
    open: Vec<Open>,
    /// The open block quotes, and the line on which each began.
    quotes: Vec<(Quote, usize)>,
    /// Code, links and raw HTML: no hashtag is looked for in them.
    barred: Vec<Range<usize>>,
}

impl Reader<'_> {
    fn take(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(*end),
            Event::TaskListMarker(ticked) => {
                if let Some(Open::Item { task, .. }) =
                    self.open.iter_mut().rev().find(|o| matches!(o, Open::Item { .. }))
                {
                    *task = Some(*ticked);
                }
            }
            Event::Code(words) => {
                self.barred.push(range.clone());
                self.words(range, words);
            }
            Event::InlineHtml(_) | Event::Html(_) => {
                self.barred.push(range.clone());
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
                self.barred.push(range.clone());
                return self.words(range, "");
            }
            Tag::Paragraph => Open::Paragraph { words: None },
            Tag::Heading { level, .. } => {
                Open::Heading { level: *level as u8, whole: range, words: String::new() }
            }
            Tag::Item => {
                self.blocks.push(self.nothing(range.start));
                Open::Item {
                    place: self.blocks.len() - 1,
                    words: None,
                    closed: false,
                    task: None,
                    whole: range,
                }
            }
            Tag::BlockQuote(_) => {
                self.quotes.push((self.kind_of_quote(&range), self.lines.line(range.start)));
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
            Some(Open::Heading { level, whole, words }) if self.open.is_empty() => {
                let content = whole.end..whole.end;
                self.headings.push(Section {
                    title: words.trim().to_owned(),
                    level,
                    heading: whole,
                    content,
                });
            }
            Some(Open::Item { place, words: Some(words), task, whole, .. }) => {
                let task = task.filter(|_| self.quotes.is_empty());
                if let Some(mut block) = self.block(words.clone()) {
                    block.task = task;
                    block.rest = self.rest_of(&words, &whole);
                    block.item_end = whole.end;
                    self.blocks[place] = block;
                }
            }
            _ => {}
        }
        if matches!(end, TagEnd::BlockQuote(_)) {
            self.quotes.pop();
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
        } else if let Some(block) = self.block(paragraph) {
            self.blocks.push(block);
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
            Some(Open::Heading { words, .. }) => words.push_str(said),
            _ => {}
        }
    }

    fn block(&self, mut words: Range<usize>) -> Option<Block> {
        if self.is_callouts_first_line(&words) {
            words.start = self.lines.end_of_line(words.start).min(words.end);
            words.start += self.text[words.clone()].find(|c: char| !c.is_whitespace() && c != '>')?;
        }
        let text = plain_lines(&self.text[words.clone()], self.quotes.len());
        if text.is_empty() {
            return None;
        }
        let voice = match self.quotes.iter().filter(|(quote, _)| *quote == Quote::Said).count() {
            0 => Voice::Writer,
            1 if self.quotes.len() == 1 => Voice::Client,
            _ => Voice::Other,
        };
        let tags = hashtags(self.text, &words, &self.barred);
        let first_line = text.lines().next().unwrap_or_default().to_owned();
        let line = self.lines.line(words.start);
        Some(Block {
            start: words.start,
            end: words.end,
            item_end: words.end,
            line,
            text,
            first_line,
            rest: None,
            task: None,
            voice,
            tags,
        })
    }

    fn nothing(&self, start: usize) -> Block {
        let line = self.lines.line(start);
        let (text, first_line) = (String::new(), String::new());
        Block {
            start,
            end: start,
            item_end: start,
            line,
            text,
            first_line,
            rest: None,
            task: None,
            voice: Voice::Writer,
            tags: Vec::new(),
        }
    }

    fn rest_of(&self, words: &Range<usize>, whole: &Range<usize>) -> Option<(String, usize)> {
        let from = self.lines.end_of_line(words.start).min(whole.end);
        let behind = &self.text[from..whole.end.max(from)];
        let skipped = behind.len() - behind.trim_start().len();
        let rest = dedent(behind);
        (!rest.is_empty()).then(|| (rest, self.lines.line(from + skipped)))
    }

    fn kind_of_quote(&self, range: &Range<usize>) -> Quote {
        match callout(first_line_of_quote(&self.text[range.clone()])) {
            Some(kind) if !kind.eq_ignore_ascii_case("quote") => Quote::Callout,
            _ => Quote::Said,
        }
    }

    /// A callout's first line only names it; its words begin on the next.
    fn is_callouts_first_line(&self, words: &Range<usize>) -> bool {
        let line = self.lines.line(words.start);
        self.quotes.last().is_some_and(|(_, opened)| *opened == line)
            && callout(&self.text[words.clone()]).is_some()
    }

    fn finish(mut self) -> Body {
        self.blocks.retain(|block| !block.text.is_empty());
        self.blocks.sort_by_key(|block| block.start);
        let end = self.text.len();
        for i in 0..self.headings.len() {
            let next = self.headings[i + 1..].iter().find(|later| later.level <= self.headings[i].level);
            self.headings[i].content.end = next.map_or(end, |next| next.heading.start);
        }
        Body { sections: self.headings, blocks: self.blocks }
    }
}

fn first_line_of_quote(quote: &str) -> &str {
    quote
        .trim_start()
        .trim_start_matches('>')
        .trim_start_matches([' ', '\t'])
        .lines()
        .next()
        .unwrap_or_default()
}

/// The kind of an Obsidian callout: `note` of `[!note]- Title`.
fn callout(line: &str) -> Option<&str> {
    let (kind, _) = line.trim_start().strip_prefix("[!")?.split_once(']')?;
    (!kind.is_empty()).then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::{Body, Voice};
    use crate::note::lines::Lines;

    fn body(text: &str) -> Body {
        Body::read(text, 0, &Lines::of(text))
    }

    fn texts(text: &str, voice: Voice) -> Vec<(usize, String)> {
        body(text).blocks.into_iter().filter(|b| b.voice == voice).map(|b| (b.line, b.text)).collect()
    }

    #[test]
    fn statements_are_paragraphs_and_items() {
        let text = "# T\n\nOne\ntwo.\n\n- a\n  more\n  - nested\n- b\n\n  c\n\n1. loose\n\n2. list\n";
        let wanted = [
            (3, "One\ntwo."),
            (6, "a\nmore"),
            (8, "nested"),
            (9, "b"),
            (11, "c"),
            (13, "loose"),
            (15, "list"),
        ];
        assert_eq!(texts(text, Voice::Writer), wanted.map(|(line, text)| (line, text.to_owned())));
    }

    #[test]
    fn quotes_are_the_clients_words_first_level_only() {
        let text = "> I want\n> this.\n>\n> > he said\n>\n> - and that\n\n> [!note] Aside\n> not hers\n\n> [!quote]\n> but this\n";
        let wanted = [(1, "I want\nthis."), (6, "and that"), (12, "but this")];
        assert_eq!(texts(text, Voice::Client), wanted.map(|(line, text)| (line, text.to_owned())));
        assert_eq!(texts(text, Voice::Writer), [(9, "not hers".to_owned())]);
    }

    #[test]
    fn tasks_are_counted_outside_quotes_code_and_comments() {
        let text =
            "- [ ] a\n  - [x] b\n\n> - [ ] no\n\n```\n- [ ] no\n```\n\n<!--\n- [ ] no\n-->\n\n1. [X] c\n";
        let tasks: Vec<_> = body(text).blocks.into_iter().filter_map(|b| Some((b.text, b.task?))).collect();
        assert_eq!(tasks, [("a".into(), false), ("b".into(), true), ("c".into(), true)]);
    }

    #[test]
    fn an_answer_stands_under_its_question() {
        for text in
            ["- [x] **Specific** What?\n  Two mornings.\n", "- [x] **Specific** What?\n\n  Two mornings.\n"]
        {
            let block = body(text).blocks.remove(0);
            assert_eq!(block.first_line, "**Specific** What?");
            assert_eq!(block.rest.map(|(text, _)| text).as_deref(), Some("Two mornings."));
        }
    }

    #[test]
    fn sections_end_at_the_next_heading_of_their_level() {
        let text = "## A\n\na\n\n### B\n\nb\n\n## C\n\n> ## not me\n\nc\n";
        let body = body(text);
        let under = |title: &str| body.under(title).map(|b| b.text.clone()).collect::<Vec<_>>();
        assert_eq!(under("a"), ["a", "b"]);
        assert_eq!(under("B"), ["b"]);
        assert_eq!(under("C"), ["c"]);
    }

    #[test]
    fn hashtags_file_statements() {
        let text =
            "She sings #happy and (#works-best).\n\n- `#no` [#no](x) no#no \\#no #1no #Été/été\n\n## #no\n";
        let tags: Vec<_> = body(text).blocks.into_iter().map(|b| b.tags).collect();
        assert_eq!(tags, [vec!["happy", "works-best"], vec!["Été/été"]]);
    }
}
