//! Questions, drawn by inquire on standard error.

use std::io;

use inquire::ui::RenderConfig;
use inquire::{Confirm, InquireError, Select, Text};

use crate::model::clean::clean;

/// What came back to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A text, not empty, without blanks around it.
    Given(String),
    /// Nothing: Enter alone, or Esc.
    Skipped,
    /// Ctrl-C.
    Interrupted,
}

/// Asks for a line of text.
pub fn ask(question: &str, default: Option<&str>, colour: bool) -> io::Result<Answer> {
    let question = join_lines(question);
    let default = default.map(join_lines);
    let mut prompt = Text::new(&question).with_render_config(look(colour));
    if let Some(default) = &default {
        prompt = prompt.with_default(default);
    }
    match prompt.prompt_skippable() {
        Ok(text) => Ok(read_answer(text.as_deref())),
        Err(InquireError::OperationInterrupted) => Ok(Answer::Interrupted),
        Err(error) => Err(failure(error)),
    }
}

/// Asks for one of several, the one at `start` being offered, and gives its position.
pub fn choose(question: &str, options: Vec<String>, start: usize, colour: bool) -> io::Result<Option<usize>> {
    if options.is_empty() {
        return Ok(None);
    }
    let question = join_lines(question);
    let options: Vec<String> = options.into_iter().map(|option| join_lines(&option)).collect();
    let start = start.min(options.len() - 1);
    let select = Select::new(&question, options).with_starting_cursor(start);
    let chosen = select.with_render_config(look(colour)).raw_prompt_skippable();
    chosen.map(|chosen| chosen.map(|chosen| chosen.index)).map_err(failure)
}

/// Asks for yes or no.
pub fn confirm(question: &str, default: bool, colour: bool) -> io::Result<Option<bool>> {
    let question = join_lines(question);
    let prompt = Confirm::new(&question).with_default(default).with_render_config(look(colour));
    prompt.prompt_skippable().map_err(failure)
}

/// What is pasted goes into a note, so it is cleaned as well.
pub(super) fn read_answer(text: Option<&str>) -> Answer {
    match text.map(join_lines) {
        Some(text) if !text.is_empty() => Answer::Given(text),
        _ => Answer::Skipped,
    }
}

/// Questions and options hold words from notes, which may hold anything.
pub(super) fn join_lines(text: &str) -> String {
    clean(text).replace('\n', " ").trim().to_owned()
}

fn look(colour: bool) -> RenderConfig<'static> {
    if colour { RenderConfig::default_colored() } else { RenderConfig::empty() }
}

fn failure(error: InquireError) -> io::Error {
    match error {
        InquireError::IO(error) => error,
        InquireError::OperationInterrupted => io::Error::new(io::ErrorKind::Interrupted, "interrupted"),
        InquireError::NotTTY => io::Error::new(io::ErrorKind::Unsupported, "there is no terminal to ask on"),
        other => io::Error::other(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_clean_and_never_empty() {
        assert_eq!(read_answer(Some(" two\u{1b}[A feet\r\n")), Answer::Given("two[A feet".to_owned()));
        assert_eq!(read_answer(Some("  ")), Answer::Skipped);
        assert_eq!(read_answer(None), Answer::Skipped);
    }
}
