//! Markdown's events to blocks of lines.

use anstyle::Style;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::container::{Container, Containers};
use super::line::{CODE, DIM, Line, PLAIN, SECTION, STRONG, Span, TITLE, lay_over};
use super::table::Table;
use super::wrap::wrap;
use crate::model::clean::clean;

/// Takes the events one after the other, and holds the text written so far.
pub struct Writer {
    containers: Containers,
    colour: bool,
    /// The text of the block that is being read.
    spans: Vec<Span>,
    /// The style where we are, last, and those it returns to.
    styles: Vec<Style>,
    /// The links and pictures that we are inside of: their address, and the text so far.
    links: Vec<(String, String)>,
    code: Option<String>,
    table: Table,
    /// Whether each list is a loose one, in their order.
    loose: std::vec::IntoIter<bool>,
}

impl Writer {
    /// A writer of lines of at most `width` columns. `loose` says of each list, in their order, whether blank
    /// lines part its items: one can't know at its start.
    #[must_use]
    pub fn new(width: usize, colour: bool, loose: Vec<bool>) -> Self {
        Self {
            containers: Containers::new(width, colour),
            colour,
            spans: Vec::new(),
            styles: Vec::new(),
            links: Vec::new(),
            code: None,
            table: Table::default(),
            loose: loose.into_iter(),
        }
    }

    /// Takes the next event.
    pub fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&clean(&text)),
                None => self.text(&text, PLAIN),
            },
            Event::Code(text) => self.code_span(&text),
            Event::InlineHtml(text) | Event::FootnoteReference(text) => self.text(&text, PLAIN),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, CODE),
            Event::Html(html) => self.html(&html),
            Event::SoftBreak => self.text(" ", PLAIN),
            Event::HardBreak => self.line_break(),
            Event::Rule => {
                self.finish_text();
                let rule = Line::styled("─".repeat(self.containers.room()), DIM);
                self.containers.write(vec![rule]);
            }
            Event::TaskListMarker(done) => self.task(done),
        }
    }

    /// The text, ended by one line feed; empty if there was nothing to write.
    #[must_use]
    pub fn finish(mut self) -> String {
        self.finish_text();
        self.containers.finish()
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.finish_text();
                self.styles.push(match level {
                    HeadingLevel::H1 => TITLE,
                    HeadingLevel::H2 => SECTION,
                    _ => STRONG,
                });
            }
            Tag::BlockQuote(_) => {
                self.finish_text();
                self.containers.open(Container::quote());
            }
            Tag::List(first) => {
                self.finish_text();
                let loose = self.loose.next().unwrap_or(false);
                self.containers.open(Container::list(first, loose));
            }
            Tag::Item => {
                self.finish_text();
                if let Some(marker) = self.containers.open_item() {
                    self.spans.push(Span::new(marker, PLAIN));
                }
                // A done task is dim, but not what is still to do below it.
                self.styles.push(PLAIN);
            }
            Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => {
                self.finish_text();
                self.code = Some(String::new());
            }
            Tag::HtmlBlock => self.finish_text(),
            Tag::Table(alignments) => {
                self.finish_text();
                self.table = Table { alignments, rows: Vec::new() };
            }
            Tag::TableHead | Tag::TableRow => self.table.rows.push(Vec::new()),
            Tag::Emphasis => self.styles.push(lay_over(self.style(), Style::new().italic())),
            Tag::Strong => self.styles.push(lay_over(self.style(), STRONG)),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.links.push((clean(&dest_url).replace('\n', ""), String::new()));
            }
            // A paragraph goes on where its item's marker stands; the rest is never asked for.
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.finish_text(),
            TagEnd::Heading(_) => {
                self.finish_text();
                self.styles.pop();
                self.containers.head();
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) => {
                self.finish_text();
                self.containers.close();
            }
            TagEnd::Item => {
                self.finish_text();
                self.containers.close();
                self.styles.pop();
            }
            TagEnd::CodeBlock => self.finish_code(),
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.spans);
                if let Some(row) = self.table.rows.last_mut() {
                    row.push(cell);
                }
            }
            TagEnd::Table => {
                let lines = std::mem::take(&mut self.table).lines(self.containers.room());
                self.containers.write(lines);
            }
            TagEnd::Emphasis | TagEnd::Strong => {
                self.styles.pop();
            }
            TagEnd::Link | TagEnd::Image => self.end_link(),
            _ => {}
        }
    }

    fn style(&self) -> Style {
        self.styles.last().copied().unwrap_or(PLAIN)
    }

    fn text(&mut self, text: &str, style: Style) {
        let text = clean(text).replace('\n', " ");
        if let Some((_, shown)) = self.links.last_mut() {
            shown.push_str(&text);
        }
        self.spans.push(Span::new(text, lay_over(self.style(), style)));
    }

    fn line_break(&mut self) {
        self.spans.push(Span::new("\n", PLAIN));
    }

    /// Without colour, only its backticks tell code from text.
    fn code_span(&mut self, text: &str) {
        let style = lay_over(self.style(), CODE);
        let tick = if self.colour { "" } else { "`" };
        self.spans.push(Span::new(tick, style));
        self.text(text, CODE);
        self.spans.push(Span::new(tick, style));
    }

    fn html(&mut self, html: &str) {
        for line in html.split_inclusive('\n') {
            self.text(line, PLAIN);
            self.line_break();
        }
    }

    fn end_link(&mut self) {
        let Some((url, shown)) = self.links.pop() else { return };
        if let Some((_, outer)) = self.links.last_mut() {
            outer.push_str(&shown);
        }
        if !url.is_empty() && url != shown.trim() && url != format!("mailto:{}", shown.trim()) {
            let style = lay_over(self.style(), DIM);
            self.spans.push(Span::new(format!(" ({url})"), style));
        }
    }

    fn task(&mut self, done: bool) {
        if done && let Some(item) = self.styles.last_mut() {
            *item = DIM;
        }
        let (sign, style) = if done { ("☑ ", DIM) } else { ("☐ ", PLAIN) };
        if !self.containers.mark(sign, style) {
            self.spans.push(Span::new(sign, style));
        }
    }

    fn finish_text(&mut self) {
        let spans = std::mem::take(&mut self.spans);
        let lines = wrap(&spans, self.containers.room());
        self.containers.write(lines);
    }

    fn finish_code(&mut self) {
        let code = self.code.take().unwrap_or_default();
        let lines = code.split('\n').map(|text| {
            let mut line = Line::styled("    ", PLAIN);
            line.push(text, lay_over(self.style(), CODE));
            line
        });
        let lines = lines.collect();
        self.containers.write(lines);
    }
}
