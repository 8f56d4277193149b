//! Questions line by line: asked on standard error, answered by a line on standard input, and nothing is drawn anew.

use std::io::{self, Write as _};

use super::prompt::{Answer, join_lines, read_answer};

/// Asks for a line of text.
pub fn ask(question: &str, default: Option<&str>) -> io::Result<Answer> {
    let offered =
        default.map(|default| format!(" Enter alone takes: {}.", join_lines(default))).unwrap_or_default();
    let answer = read_line(&format!("{}{offered}", close(question)))?;
    Ok(match (answer, default) {
        (None, _) => Answer::Interrupted,
        (Some(line), Some(default)) if line.trim().is_empty() => read_answer(Some(default)),
        (Some(line), _) => read_answer(Some(&line)),
    })
}

/// Asks for one of several by its number, the one at `start` being offered.
pub fn choose(question: &str, options: &[String], start: usize) -> io::Result<Option<usize>> {
    if options.is_empty() {
        return Ok(None);
    }
    let start = start.min(options.len() - 1);
    let mut stderr = io::stderr().lock();
    for (place, option) in options.iter().enumerate() {
        writeln!(stderr, "{} of {}: {}", place + 1, options.len(), close(option))?;
    }
    drop(stderr);
    loop {
        let asked = format!(
            "{} Type a number from 1 to {}; Enter alone takes {}.",
            close(question),
            options.len(),
            start + 1
        );
        let line = read_line(&asked)?.ok_or_else(interrupted)?;
        match line.trim() {
            "" => return Ok(Some(start)),
            typed => match typed.parse::<usize>() {
                Ok(number) if (1..=options.len()).contains(&number) => return Ok(Some(number - 1)),
                _ => tell("That is none of the numbers.")?,
            },
        }
    }
}

/// Asks for yes or no.
pub fn confirm(question: &str, default: bool) -> io::Result<Option<bool>> {
    let offered = if default { "yes" } else { "no" };
    loop {
        let line = read_line(&format!("{} Yes or no; Enter alone is {offered}.", close(question)))?;
        match line.ok_or_else(interrupted)?.trim().to_lowercase().as_str() {
            "" => return Ok(Some(default)),
            "y" | "yes" | "j" | "ja" | "o" | "oui" | "s" | "si" | "sí" => return Ok(Some(true)),
            "n" | "no" | "nein" | "non" => return Ok(Some(false)),
            _ => tell("Type yes or no.")?,
        }
    }
}

/// A line that was typed; nothing where the input has ended.
fn read_line(question: &str) -> io::Result<Option<String>> {
    tell(question)?;
    let mut line = String::new();
    Ok((io::stdin().read_line(&mut line)? > 0).then_some(line))
}

fn tell(text: &str) -> io::Result<()> {
    let mut stderr = io::stderr().lock();
    writeln!(stderr, "{text}").and_then(|()| stderr.flush())
}

fn interrupted() -> io::Error {
    io::Error::new(io::ErrorKind::Interrupted, "interrupted")
}

/// A question in one line, with what ends it.
fn close(question: &str) -> String {
    let question = join_lines(question);
    if question.ends_with(['.', '?', '!', ':']) { question } else { question + "." }
}
