//! One question at a time: Enter skips, `<` goes back, `.` ends and keeps.

use std::io;

use anyhow::bail;

use super::context::Context;
use crate::model::session::Side;
use crate::ui::Answer;

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// An answer.
    Said(String),
    /// Nothing; on to the next.
    Skip,
    /// Back to the question before.
    Back,
    /// That's all; what was said is kept.
    End,
}

/// Asks a question; `now` is what stands there already, which Enter leaves as it is.
pub fn ask(context: &Context, question: &str, now: Option<&str>) -> anyhow::Result<Reply> {
    let question = match now {
        Some(now) => format!("{question} [{}]", shortened(now)),
        None => question.to_owned(),
    };
    context.settle()?;
    Ok(match context.ui.ask(&question, None)? {
        Answer::Given(said) if said == "<" => Reply::Back,
        Answer::Given(said) if said == "." => Reply::End,
        Answer::Given(said) => Reply::Said(said),
        Answer::Skipped => Reply::Skip,
        Answer::Interrupted => return Err(io::Error::from(io::ErrorKind::Interrupted).into()),
    })
}

/// Asks until what was said can be read, or nothing is said. What can't be read is told why.
pub fn ask_for<T>(
    context: &Context,
    question: &str,
    now: Option<&str>,
    read: impl Fn(&str) -> anyhow::Result<T>,
) -> anyhow::Result<Result<T, Reply>> {
    loop {
        match ask(context, question, now)? {
            Reply::Said(said) => match read(&said) {
                Ok(value) => return Ok(Ok(value)),
                Err(error) => context.ui.warn(&format!("{error:#}")),
            },
            other => return Ok(Err(other)),
        }
    }
}

/// A mark from 0 to 10, as it is written in a note.
pub fn ten(said: &str) -> anyhow::Result<f64> {
    let number =
        said.trim().replace(',', ".").parse::<f64>().ok().filter(|number| (0.0..=10.0).contains(number));
    number.ok_or_else(|| anyhow::anyhow!("`{said}` isn't a mark from 0 to 10"))
}

/// One of a list of words, of which so much is typed that it can be no other.
pub fn one_of(said: &str, words: &[&'static str]) -> anyhow::Result<&'static str> {
    let said = said.trim().to_lowercase();
    let begun: Vec<&'static str> = words.iter().copied().filter(|word| word.starts_with(&said)).collect();
    match (words.iter().find(|word| **word == said), begun.as_slice()) {
        (Some(word), _) | (None, [word]) => Ok(word),
        _ => bail!("`{said}` isn't one of {}", words.join(", ")),
    }
}

/// One of the two sides of the work; two letters are enough.
pub fn side(said: &str) -> anyhow::Result<Side> {
    let word = one_of(said, Side::WORDS)?;
    Ok(if word == Side::Client.word() { Side::Client } else { Side::Coach })
}

/// A whole number that was given as a flag.
pub fn whole(said: &str) -> Result<u32, String> {
    said.trim().parse().map_err(|_| "write a whole number, such as 50".to_owned())
}

/// A number that was given as a flag; a comma does for a point.
pub fn decimal(said: &str) -> Result<f64, String> {
    let number = said.trim().replace(',', ".").parse::<f64>().ok().filter(|number| number.is_finite());
    number.ok_or_else(|| "write a number, such as 8 or 7.5".to_owned())
}

fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 40 { line } else { line.chars().take(39).chain(['…']).collect() }
}
