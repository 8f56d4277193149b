//! One question at a time: Enter skips, `<` goes back, `.` ends and keeps.

use std::io;

use anyhow::bail;
use chrono::NaiveDate;

use crate::acts::due_days::write_due_day;
use crate::acts::marks::read_mark;
use crate::acts::open_items::promise_words;
use crate::cli::support::context::Context;
use crate::model::dates::Direction;
use crate::model::refusal::Refusal;
use crate::model::session::Side;
use crate::note::inline_marks::due;
use crate::ui::Answer;

/// What is asked behind a line of an answer that may have several. It says how the answer ends: what is typed at it belongs to
/// the question before and not to the next one.
pub const MORE: &str = "… (Enter alone goes on)";

/// The same where it is read out.
const MORE_SPOKEN: &str = "And more? Enter alone goes on.";

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
    let is_linear = context.ui.is_linear();
    let question = if is_linear && question == MORE { MORE_SPOKEN } else { question };
    let question = match now {
        Some(now) if is_linear => format!("{question} In brackets stands: {}.", shorten_line(now)),
        Some(now) => format!("{question} [{}]", shorten_line(now)),
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

/// Asks where the questions before can't be asked again: `<` is told so, and never taken for something else.
pub fn ask_onward(context: &Context, question: &str, now: Option<&str>) -> anyhow::Result<Reply> {
    let said = ask_for_onward(context, question, now, |said| Ok(said.to_owned()))?;
    Ok(said.map_or_else(|reply| reply, Reply::Said))
}

/// The same until what was said can be read.
pub fn ask_for_onward<T>(
    context: &Context,
    question: &str,
    now: Option<&str>,
    read: impl Fn(&str) -> anyhow::Result<T>,
) -> anyhow::Result<Result<T, Reply>> {
    loop {
        match ask_for(context, question, now, &read)? {
            Err(Reply::Back) => tell_no_way_back(context),
            reply => return Ok(reply),
        }
    }
}

fn tell_no_way_back(context: &Context) {
    context
        .ui
        .say("here is no way back: a dot ends it, and then the same command or coach undo puts it right");
}

/// A mark from 0 to 10, as it is written in a note.
pub fn read_ten(said: &str) -> anyhow::Result<f64> {
    Ok(read_mark(said)?)
}

/// One of a list of words, of which so much is typed that it can be no other.
pub fn read_word(said: &str, words: &[&'static str]) -> anyhow::Result<&'static str> {
    let said = said.trim().to_lowercase();
    let begun: Vec<&'static str> = words.iter().copied().filter(|word| word.starts_with(&said)).collect();
    match (words.iter().find(|word| **word == said), begun.as_slice()) {
        (Some(word), _) | (None, [word]) => Ok(word),
        _ => bail!("`{said}` isn't one of {}", words.join(", ")),
    }
}

/// One of the two sides of the work; two letters are enough.
pub fn read_side(said: &str) -> anyhow::Result<Side> {
    let word = read_word(said, Side::WORDS)?;
    Ok(if word == Side::Client.word() { Side::Client } else { Side::Coach })
}

/// A whole number that was given as a flag.
pub fn read_whole(said: &str) -> Result<u32, String> {
    said.trim().parse().map_err(|_| "write a whole number, such as 50".to_owned())
}

/// A number that was given as a flag; a comma does for a point.
pub fn read_decimal(said: &str) -> Result<f64, String> {
    let number = said.trim().replace(',', ".").parse::<f64>().ok().filter(|number| number.is_finite());
    number.ok_or_else(|| "write a number, such as 8 or 7.5".to_owned())
}

fn shorten_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 40 { line } else { line.chars().take(39).chain(['…']).collect() }
}

/// Reads a promise as it is typed: `due:friday` in it is a day, as `by` beside it is.
pub fn read_promise(context: &Context, typed: &str, by: Option<&str>) -> anyhow::Result<String> {
    let read = |typed: &str| -> anyhow::Result<NaiveDate> {
        Ok(context.read_date(typed, Direction::PlansAhead)?.date)
    };
    let beside = by.map(read).transpose()?;
    let (words, day) = due(&write_due_day(typed, &read)?);
    if words.is_empty() {
        bail!(Refusal::missing("there is nothing to promise", "give it in a few words"));
    }
    Ok(promise_words(&words, day.and_then(Result::ok).or(beside)))
}
