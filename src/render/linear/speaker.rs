//! Markdown's events to lines that can be read out.

use std::fmt::Write as _;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::rows::{Rows, speak_rows};
use super::signs::{ends_in_address, free_code, has_stop, hold_code, speak_signs};
use crate::model::clean::clean;

/// What was said last, which decides whether a blank line comes before what is said next.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Last {
    #[default]
    Nothing,
    Heading,
    Item,
    Block,
}

/// An item of a list that we are inside of.
#[derive(Debug)]
struct Item {
    /// Its number, until it is said.
    number: Option<u64>,
    /// Whether anything of it was said.
    is_begun: bool,
}

/// Takes the events one after the other, and holds the lines so far.
#[derive(Debug, Default)]
pub struct Speaker {
    out: String,
    last: Last,
    /// The text of the block that is being read.
    text: String,
    /// Whether it ends in what can be typed: a full stop behind it would be typed as well.
    ends_in_code: bool,
    /// What the block is, if that has a name: a heading.
    name: Option<&'static str>,
    /// Whether its box is ticked, if it has one.
    is_done: Option<bool>,
    /// The number of the next item of each list that we are inside of.
    lists: Vec<Option<u64>>,
    items: Vec<Item>,
    quotes: usize,
    /// Where the strong text began that we are inside of.
    strong: Vec<usize>,
    /// The links and pictures that we are inside of: their address, and where their text began.
    links: Vec<(String, usize)>,
    code: Option<String>,
    rows: Rows,
    /// Whether what is said is a row of a table.
    is_row: bool,
}

impl Speaker {
    /// Takes the next event.
    pub fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&clean(&text)),
                None => self.push(&text),
            },
            Event::Code(text) => {
                self.push(&hold_code(&text));
                self.ends_in_code = true;
            }
            Event::InlineHtml(html) | Event::Html(html) => self.html(&html),
            Event::FootnoteReference(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.push(&text);
            }
            Event::SoftBreak => self.push(" "),
            Event::HardBreak => self.push(" · "),
            Event::Rule => self.finish_block(),
            Event::TaskListMarker(done) => self.is_done = Some(done),
        }
    }

    /// The lines, ended by one line feed; empty where nothing is said.
    #[must_use]
    pub fn finish(mut self) -> String {
        self.finish_block();
        self.out
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.finish_block();
                self.name = Some(match level {
                    HeadingLevel::H1 => "title: ",
                    HeadingLevel::H2 => "heading: ",
                    _ => "subheading: ",
                });
            }
            Tag::BlockQuote(_) => {
                self.finish_block();
                self.quotes += 1;
            }
            Tag::List(first) => {
                self.finish_block();
                self.lists.push(first);
            }
            Tag::Item => {
                self.finish_block();
                let number = self.lists.last_mut().and_then(|next| {
                    let number = *next;
                    *next = number.map(|number| number + 1);
                    number
                });
                self.items.push(Item { number, is_begun: false });
            }
            Tag::CodeBlock(_) => {
                self.finish_block();
                self.code = Some(String::new());
            }
            Tag::Table(_) => {
                self.finish_block();
                self.rows.clear();
            }
            Tag::TableHead | Tag::TableRow => self.rows.push(Vec::new()),
            Tag::HtmlBlock => self.finish_block(),
            Tag::Strong => self.strong.push(self.text.len()),
            Tag::Link { dest_url, .. } => self.links.push((clean(&dest_url).into_owned(), self.text.len())),
            Tag::Image { dest_url, .. } => {
                self.push("picture: ");
                self.links.push((clean(&dest_url).into_owned(), self.text.len()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::Heading(_) => self.finish_block(),
            TagEnd::BlockQuote(_) => {
                self.finish_block();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.finish_block();
                self.lists.pop();
            }
            TagEnd::Item => {
                self.finish_block();
                self.items.pop();
            }
            TagEnd::CodeBlock => self.finish_code(),
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.text);
                self.rows.last_mut().into_iter().for_each(|row| row.push(cell.clone()));
            }
            TagEnd::Table => {
                self.ends_in_code = false;
                self.is_row = true;
                for sentence in speak_rows(&std::mem::take(&mut self.rows)) {
                    self.say(&sentence);
                }
                self.is_row = false;
                // What comes behind a table is no row of it.
                self.last = Last::Block;
            }
            TagEnd::Strong => self.end_strong(),
            TagEnd::Link | TagEnd::Image => self.end_link(),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(&clean(text).replace('\n', " "));
        self.ends_in_code &= text.trim().is_empty();
    }

    /// What looks like a tag may be a word that somebody typed in angle brackets.
    fn html(&mut self, html: &str) {
        let html = html.trim();
        if html.starts_with("<!--") {
            return;
        }
        self.push(if html.starts_with("<br") { " · " } else { html });
    }

    /// A number that stands out at the beginning of a line is the one by which something is named.
    fn end_strong(&mut self) {
        let Some(from) = self.strong.pop() else { return };
        let strong = self.text[from..].trim();
        let is_number = !strong.is_empty() && strong.bytes().all(|byte| byte.is_ascii_digit());
        if is_number && self.text[..from].trim().is_empty() {
            self.text = format!("Number {strong}:");
        }
    }

    fn end_link(&mut self) {
        let Some((url, from)) = self.links.pop() else { return };
        let shown = self.text[from..].trim();
        if !url.is_empty() && url != shown && url != format!("mailto:{shown}") {
            let _ = write!(self.text, " ({url})");
        }
    }

    fn finish_code(&mut self) {
        let code = self.code.take().unwrap_or_default();
        let lines: Vec<&str> = code.lines().filter(|line| !line.trim().is_empty()).collect();
        if lines.is_empty() {
            return;
        }
        self.ends_in_code = false;
        self.say(&format!(
            "As it stands, {}:",
            if lines.len() == 1 { "one line".to_owned() } else { format!("{} lines", lines.len()) }
        ));
        for line in lines {
            let spoken = speak_signs(line);
            // What is to be typed keeps its blanks; what was drawn with signs has them between its columns alone.
            let is_drawn = spoken.split_whitespace().ne(line.split_whitespace());
            self.out.push_str(if is_drawn { &spoken } else { line.trim_end() });
            self.out.push('\n');
        }
        self.last = Last::Block;
    }

    /// Ends the block that is being read, and says it.
    fn finish_block(&mut self) {
        let text = std::mem::take(&mut self.text);
        let text = speak_signs(&text);
        if !text.is_empty() {
            self.say(&text);
        }
        self.name = None;
        self.ends_in_code = false;
    }

    /// Says one line: what it is and belongs to, its words, and a full stop where one is missing.
    fn say(&mut self, text: &str) {
        let lead = self.lead();
        let now = match (self.name, self.is_row || !self.items.is_empty()) {
            (Some(_), _) => Last::Heading,
            (None, true) => Last::Item,
            (None, false) => Last::Block,
        };
        let is_close = match self.last {
            Last::Nothing => true,
            Last::Heading => now != Last::Heading,
            Last::Item => now == Last::Item,
            Last::Block => false,
        };
        if !is_close {
            self.out.push('\n');
        }
        let line = format!("{lead}{text}");
        // Its lead is ours and may begin with a capital; a person's words are left as they are.
        let line = if lead.is_empty() { line } else { raise_first(&line) };
        self.out.push_str(&free_code(&line));
        if !self.ends_in_code && !ends_in_address(text) && !has_stop(text) {
            self.out.push('.');
        }
        self.out.push('\n');
        self.last = now;
    }

    /// What stands before the words of a block: that it is a heading, under what it stands, its number, that it is quoted, its box.
    fn lead(&mut self) -> String {
        let mut lead = self.name.unwrap_or_default().to_owned();
        match self.items.iter().filter(|item| item.is_begun).count() {
            0 => {}
            1 => lead.push_str("under it: "),
            _ => lead.push_str("under that: "),
        }
        for item in &mut self.items {
            item.is_begun = true;
            if let Some(number) = item.number.take() {
                let _ = write!(lead, "{number}. ");
            }
        }
        if self.quotes > 0 {
            lead.push_str("quote: ");
        }
        match self.is_done.take() {
            Some(true) => lead.push_str("done: "),
            Some(false) => lead.push_str("to do: "),
            None => {}
        }
        lead
    }
}

fn raise_first(line: &str) -> String {
    let mut rest = line.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + rest.as_str())
}
