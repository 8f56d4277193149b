//! A page of the book as the tests see it: its code blocks, and the remarks above them that say what each one is.
//!
//! | remark | means |
//! | --- | --- |
//! | `<!-- practice: example -->`, `new`, `none` | what the commands below it begin with |
//! | `<!-- today: 2026-11-23T09:00 -->` | the moment at which the commands below it are run |
//! | `<!-- file: PATH -->` | the next block is this file, from the folder that the commands are in |
//! | `<!-- folders -->` | the next block names files that the example practice has |
//! | `<!-- not run: REASON -->` | the next block can't be run |

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// What a page says to the tests, in its order.
#[derive(Debug, PartialEq)]
pub enum Part {
    /// What is begun with from here on.
    Begin(Start),
    /// The moment to act as from here on.
    Today(String),
    /// A file with its text.
    File { path: String, text: String },
    /// A command, and the lines that are shown below it.
    Command { line: String, shown: Vec<String> },
    /// Names of files, drawn as folders.
    Folders(String),
    /// A block that can't be run, and why.
    NotRun(String),
}

/// What the commands of a page begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// A copy of the example practice.
    Example,
    /// A practice fresh from `coach init`.
    New,
    /// Nothing: the home of somebody who has just installed it.
    None,
}

/// The parts of a page. Panics, with the page's name, where a block isn't said to be anything.
pub fn parts(name: &str, text: &str) -> Vec<Part> {
    let mut parts = vec![];
    let mut block: Option<(String, String)> = None;
    let mut remark: Option<(String, String)> = None;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Html(html) => match said(&html) {
                Some((what, value)) if what == "practice" => parts.push(Part::Begin(start(name, &value))),
                Some((what, value)) if what == "today" => parts.push(Part::Today(value)),
                said => remark = said.or(remark),
            },
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                block = Some((language.into_string(), String::new()));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => panic!("{name}: an indented code block"),
            Event::Text(more) => {
                if let Some((_, text)) = &mut block {
                    text.push_str(&more);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                let (language, text) = block.take().expect("a block that began");
                parts.extend(of_block(name, &language, text, remark.take()));
            }
            _ => {}
        }
    }
    assert_eq!(remark, None, "{name}: a remark without a block");
    parts
}

/// What a block is to the tests.
fn of_block(name: &str, language: &str, text: String, remark: Option<(String, String)>) -> Vec<Part> {
    let remark = remark.as_ref().map(|(what, value)| (what.as_str(), value.as_str()));
    match (language, remark) {
        ("console", None) => commands(&text),
        (_, Some(("file", path))) => vec![Part::File { path: path.to_owned(), text }],
        (_, Some(("folders", _))) => vec![Part::Folders(text)],
        (_, Some(("not run", reason))) if !reason.is_empty() => vec![Part::NotRun(reason.to_owned())],
        _ => panic!("{name}: nothing says how to run this block ({language:?}, {remark:?}):\n{text}"),
    }
}

/// The commands of a console, each with the output that is shown for it. A backslash at the end goes on in the next line.
fn commands(text: &str) -> Vec<Part> {
    let mut commands: Vec<(String, Vec<String>)> = vec![];
    for line in text.lines() {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(command), _) => commands.push((command.to_owned(), vec![])),
            (None, Some((command, shown))) if shown.is_empty() && command.ends_with('\\') => {
                command.push('\n');
                command.push_str(line);
            }
            (None, Some((_, shown))) => shown.push(line.to_owned()),
            (None, None) => panic!("a command first: {line}"),
        }
    }
    commands.into_iter().map(|(line, shown)| Part::Command { line, shown }).collect()
}

/// What a remark says: `<!-- what: value -->`.
fn said(html: &str) -> Option<(String, String)> {
    let inside = html.trim().strip_prefix("<!--")?.strip_suffix("-->")?.trim();
    let (what, value) = inside.split_once(':').unwrap_or((inside, ""));
    Some((what.to_owned(), value.trim().to_owned()))
}

fn start(name: &str, value: &str) -> Start {
    match value {
        "example" => Start::Example,
        "new" => Start::New,
        "none" => Start::None,
        _ => panic!("{name}: there is no practice `{value}`"),
    }
}
