//! Markdown to text for a terminal: wrapped, indented and, if wished, coloured.
#![deny(clippy::disallowed_methods)]

mod container;
mod line;
mod table;
mod wrap;
mod writer;

#[cfg(test)]
mod tests;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use writer::Writer;

/// Narrower terminals are written to as if they had so many columns.
const NARROWEST: usize = 20;

/// Lays Markdown (`CommonMark`, task lists and tables) out in lines of at most `width` columns, and never
/// under 20; only code blocks are left as wide as they are. Escape codes are written only when `colour`;
/// without, backticks stay around code, and all else looks the same. Control characters of the text are left
/// out.
#[must_use]
pub fn to_terminal(markdown: &str, width: usize, colour: bool) -> String {
    let events: Vec<Event<'_>> = Parser::new_ext(markdown, dialect()).collect();
    let mut writer = Writer::new(width.max(NARROWEST), colour, loose_lists(&events));
    for event in events {
        writer.take(event);
    }
    writer.finish()
}

fn dialect() -> Options {
    Options::ENABLE_TASKLISTS | Options::ENABLE_TABLES
}

/// Of each list, in their order, whether blank lines part its items: then, and only then, their text is in
/// paragraphs.
fn loose_lists(events: &[Event<'_>]) -> Vec<bool> {
    let mut loose = Vec::new();
    // Each block that is open: the list whose item it is, if it is one.
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut lists = Vec::new();
    for event in events {
        match event {
            Event::Start(tag) => {
                match (tag, open.last()) {
                    (Tag::Paragraph, Some(Some(list))) => loose[*list] = true,
                    (Tag::List(_), _) => {
                        lists.push(loose.len());
                        loose.push(false);
                    }
                    _ => {}
                }
                open.push(if matches!(tag, Tag::Item) { lists.last().copied() } else { None });
            }
            Event::End(tag) => {
                open.pop();
                if matches!(tag, TagEnd::List(_)) {
                    lists.pop();
                }
            }
            _ => {}
        }
    }
    loose
}
