//! Markdown as it is to be heard: sentences in reading order, without tables, boxes and drawings. What a sign, a colour or a place on
//! the screen says is said in words.
#![deny(clippy::disallowed_methods)]

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::model::clean::clean;

/// Makes lines of Markdown (`CommonMark`, task lists and tables), each a sentence or more.
#[must_use]
pub fn to_linear(markdown: &str) -> String {
    let dialect = Options::ENABLE_TASKLISTS | Options::ENABLE_TABLES;
    let events: Vec<Event<'_>> = Parser::new_ext(markdown, dialect).collect();
    let mut reader = Reader { events: &events, at: 0 };
    reader.read_blocks(0).iter().fold(String::new(), |text, line| text + line + "\n")
}

/// What goes through the events once, block by block.
struct Reader<'a> {
    events: &'a [Event<'a>],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self) -> Option<&'a Event<'a>> {
        let event = self.events.get(self.at);
        self.at += 1;
        event
    }

    /// The lines of everything up to the end of what is open; `depth` lists are around it.
    fn read_blocks(&mut self, depth: usize) -> Vec<String> {
        let mut lines = Vec::new();
        let mut text = Sentence::default();
        while let Some(event) = self.take() {
            match event {
                Event::Start(tag) if is_inline(tag) => text.begin(tag),
                Event::End(tag) if is_inline_end(*tag) => text.end(),
                Event::Start(tag) => {
                    text.finish_into(&mut lines);
                    self.read_block(tag, depth, &mut lines);
                }
                Event::End(_) => break,
                Event::TaskListMarker(is_done) => text.push(if *is_done { "Done: " } else { "To do: " }),
                Event::HardBreak => text.finish_into(&mut lines),
                Event::Rule => {}
                inline => text.take(inline),
            }
        }
        text.finish_into(&mut lines);
        lines
    }

    fn read_block(&mut self, tag: &Tag<'_>, depth: usize, lines: &mut Vec<String>) {
        match tag {
            Tag::Heading { .. } => {
                if !lines.is_empty() && depth == 0 {
                    lines.push(String::new());
                }
                lines.extend(self.read_blocks(depth).into_iter().map(|line| format!("Heading: {line}")));
            }
            Tag::BlockQuote(_) => {
                let inside = self.read_blocks(depth);
                lines.extend(
                    inside.into_iter().filter(|line| !line.is_empty()).map(|line| format!("Quote: {line}")),
                );
            }
            Tag::List(_) => self.read_list(depth, lines),
            Tag::CodeBlock(_) => lines.extend(self.read_code()),
            Tag::Table(_) => self.read_table(lines),
            _ => lines.extend(self.read_blocks(depth)),
        }
    }

    /// Each item with its place among the others, since nothing else tells that it is one.
    fn read_list(&mut self, depth: usize, lines: &mut Vec<String>) {
        let mut items: Vec<Vec<String>> = Vec::new();
        while let Some(Event::Start(Tag::Item)) = self.take() {
            items.push(self.read_blocks(depth + 1));
        }
        let (count, below) = (items.len(), if depth > 0 { "below it " } else { "" });
        for (place, item) in items.into_iter().enumerate() {
            let lead =
                if count > 1 { format!("{below}{} of {count}: ", place + 1) } else { below.to_owned() };
            let mut inside = item.into_iter().filter(|line| !line.is_empty());
            lines.extend(inside.next().map(|first| capitalise(&(lead + &first))));
            lines.extend(inside);
        }
    }

    fn read_code(&mut self) -> Vec<String> {
        let mut code = String::new();
        while let Some(Event::Text(text)) = self.take() {
            code.push_str(text);
        }
        code.lines().map(say).filter(|line| !line.is_empty()).collect()
    }

    /// Each row as a sentence: what a column is called, then what stands there.
    fn read_table(&mut self, lines: &mut Vec<String>) {
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut cell = Sentence::default();
        while let Some(event) = self.take() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
                Event::End(TagEnd::TableCell) => {
                    let said = std::mem::take(&mut cell).said();
                    rows.last_mut().into_iter().for_each(|row| row.push(said.clone()));
                }
                Event::End(TagEnd::Table) => break,
                Event::Start(tag) if is_inline(tag) => cell.begin(tag),
                Event::End(tag) if is_inline_end(*tag) => cell.end(),
                Event::Start(_) | Event::End(_) => {}
                inline => cell.take(inline),
            }
        }
        let mut rows = rows.into_iter();
        let head = rows.next().unwrap_or_default();
        let count = rows.len();
        for (place, row) in rows.enumerate() {
            let cells = head.iter().zip(&row).filter(|(_, cell)| !cell.is_empty()).map(|(name, cell)| {
                let name = name.trim_end_matches(':');
                if name.is_empty() { cell.clone() } else { format!("{name}: {cell}") }
            });
            let said = cells.collect::<Vec<_>>().join("; ");
            lines.push(format!("Row {} of {count}. {}", place + 1, capitalise(&close(&said))));
        }
    }
}

/// Words on their way to a line.
#[derive(Default)]
struct Sentence {
    text: String,
    /// Whether the last of it is to be typed as it stands, so that no full stop may follow.
    ends_in_code: bool,
    /// Where each link that is open leads; none for what is only marked.
    links: Vec<Option<String>>,
}

impl Sentence {
    fn push(&mut self, words: &str) {
        self.text.push_str(words);
        self.ends_in_code = self.ends_in_code && words.trim().is_empty();
    }

    fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Code(code) => {
                // What is left open in a command is to be typed.
                self.push(&code.replace('…', "WORDS"));
                self.ends_in_code = true;
            }
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.push(text),
            Event::SoftBreak => self.push(" "),
            _ => {}
        }
    }

    fn begin(&mut self, tag: &Tag<'_>) {
        let leads_to = match tag {
            Tag::Link { dest_url, .. } => Some(dest_url.to_string()),
            Tag::Image { .. } => {
                self.push("picture: ");
                None
            }
            _ => None,
        };
        self.links.push(leads_to);
    }

    fn end(&mut self) {
        let Some(leads_to) = self.links.pop().flatten() else { return };
        // An address that is its own text is said once.
        if !self.text.ends_with(leads_to.trim_start_matches("mailto:")) {
            self.push(&format!(", link to {leads_to}"));
        }
        self.ends_in_code = true;
    }

    fn said(self) -> String {
        say(&self.text)
    }

    fn finish_into(&mut self, lines: &mut Vec<String>) {
        let sentence = std::mem::take(self);
        let is_open = sentence.ends_in_code;
        let said = sentence.said();
        if !said.is_empty() {
            lines.push(if is_open { said } else { close(&said) });
        }
    }
}

const fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

const fn is_inline_end(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

/// Words without signs that stand alone: what parts two words is a comma, what is drawn is left out.
#[must_use]
pub fn say(text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    for word in clean(text).split_whitespace() {
        let word: String = word.chars().filter(|c| !is_drawn(*c)).collect();
        // A text that was cut: what closes it stands behind the sign.
        let word = match word.strip_prefix('…').or_else(|| word.strip_prefix("...")) {
            Some(rest) if !rest.contains(char::is_alphanumeric) => format!("(goes on){rest}"),
            _ => word,
        };
        let spoken = match word.as_str() {
            "" => continue,
            "·" | "|" | "–" | "—" | "-" | "•" | "/" | "*" => {
                if said.ends_with(char::is_alphanumeric) {
                    said.push(',');
                }
                continue;
            }
            "→" | "->" => "to",
            "≥" => "at least",
            "≤" => "at most",
            "+" | "&" => "and",
            "=" => "is",
            "?" => "not known",
            // A heading's mark, where a line is shown as it stands in its note.
            word if word.chars().all(|c| c == '#') => continue,
            word => word,
        };
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(spoken);
    }
    said
}

/// Lines and blocks that pictures in a terminal are made of: Unicode's box drawing, block elements, geometric shapes, braille.
const fn is_drawn(c: char) -> bool {
    matches!(c, '\u{2500}'..='\u{25ff}' | '\u{2800}'..='\u{28ff}')
}

/// A sentence with its full stop, where nothing ends it yet.
fn close(said: &str) -> String {
    let bare = said.trim_end_matches(['”', '"', '’', '\'', '»', ')', ']']);
    let is_closed = bare.is_empty() || bare.ends_with(['.', '?', '!', ':', ';', '…', '。', '？', '！']);
    if is_closed { said.to_owned() } else { format!("{said}.") }
}

fn capitalise(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::{say, to_linear};

    #[test]
    fn what_a_page_shows_by_its_place_is_said_in_words() {
        for (markdown, wanted) in [
            ("# A title\n\nSome *words*\nof hers", "Heading: A title.\nSome words of hers.\n"),
            ("one\n\n## Two", "one.\n\nHeading: Two.\n"),
            ("- a\n- [ ] b\n- [x] c!", "1 of 3: a.\n2 of 3: To do: b.\n3 of 3: Done: c!\n"),
            ("- only", "Only.\n"),
            ("- a\n  - b\n  - c\n- d", "1 of 2: a.\nBelow it 1 of 2: b.\nBelow it 2 of 2: c.\n2 of 2: d.\n"),
            ("> I know.\n>\n> Why?", "Quote: I know.\nQuote: Why?\n"),
            (
                "| area | hours |\n| --- | ---: |\n| vision | 2 |\n| | 3 |",
                "Row 1 of 2. Area: vision; hours: 2.\nRow 2 of 2. Hours: 3.\n",
            ),
            ("a · b — c → d", "a, b, c to d.\n"),
            ("To tick it: `coach promise tick ann 1`", "To tick it: coach promise tick ann 1\n"),
            ("    Lead  ●──○\n    ━━━", "Lead\n"),
            ("[here](https://a.b) <https://c.d>", "here, link to https://a.b https://c.d\n"),
            ("![a boat](b.png)", "picture: a boat.\n"),
            ("“So it is.”", "“So it is.”\n"),
            ("one\\\ntwo", "one.\ntwo.\n"),
            ("---", ""),
        ] {
            assert_eq!(to_linear(markdown), wanted, "{markdown:?}");
        }
    }

    #[test]
    fn no_sign_is_left_alone_and_no_control_character() {
        assert_eq!(say("▁▂█ 9 \u{1b}[1m | “Ask me …” + x"), "9 [1m, “Ask me (goes on)” and x");
    }
}
