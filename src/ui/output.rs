//! Writing to standard output and error.

use std::borrow::Cow;
use std::io::{self, Write};

use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};
use unicode_width::UnicodeWidthStr;

use crate::model::clean::clean;

/// Writes text to standard output. With colour, old Windows consoles are told in their own way. Says no if nobody reads
/// it: a reader that has seen enough has closed its end, which is no failure of ours.
pub fn write(text: &str, colour: bool) -> io::Result<bool> {
    let stdout = io::stdout().lock();
    let written = if colour {
        write_all(&mut AutoStream::new(stdout, ColorChoice::Always), text)
    } else {
        let mut stdout = stdout;
        write_all(&mut stdout, text)
    };
    match written {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(error),
    }
}

/// Writes a line to standard error, as well as it goes; on a terminal of so many columns it is broken between words.
pub fn tell(text: &str, columns: Option<usize>) {
    let text = clean(text.trim_end());
    // The lines of a diff are as they are.
    let is_prose = !text.contains("\n@@ ");
    let line = match columns.filter(|_| is_prose) {
        Some(columns) => format!("{}\n", broken(&text, columns)),
        None => format!("{text}\n"),
    };
    let mut stderr = io::stderr().lock();
    let _ = stderr.write_all(line.as_bytes()).and_then(|()| stderr.flush());
}

/// A text whose lines are broken between words where they are longer than so many columns.
fn broken(text: &str, columns: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.split('\n') {
        if line.width() <= columns {
            lines.push(line.to_owned());
            continue;
        }
        let words = line.trim_start_matches(' ');
        let indent = &line[..line.len() - words.len()];
        let mut current = indent.to_owned();
        for word in words.split(' ') {
            if current.len() > indent.len() && current.width() + 1 + word.width() > columns {
                lines.push(std::mem::take(&mut current));
            } else if current.len() > indent.len() {
                current.push(' ');
            }
            current.push_str(word);
        }
        lines.push(current);
    }
    lines.join("\n")
}

/// Draws text on standard error: at the top of a screen of so many rows, in place of what is there; without one, below. What is
/// there at the `first` time is scrolled away instead.
pub fn draw(text: &str, colour: bool, screen: Option<usize>, first: bool) {
    const TO_THE_TOP: &str = "\u{1b}[H\u{1b}[J";
    let place = match screen {
        Some(rows) if first => "\n".repeat(rows) + TO_THE_TOP,
        Some(_) => TO_THE_TOP.to_owned(),
        None => String::new(),
    };
    let drawn = format!("{place}{}\n\n", for_terminal(text.trim_end(), colour));
    let mut stderr = io::stderr().lock();
    let _ = stderr.write_all(drawn.as_bytes()).and_then(|()| stderr.flush());
}

/// Text without control characters, and with nothing but styles as escape codes; without those too, unless
/// `colour`.
#[must_use]
pub fn for_terminal(text: &str, colour: bool) -> Cow<'_, str> {
    let mut parts = text.split('\u{1b}');
    let first = clean(parts.next().unwrap_or_default());
    if first.len() == text.len() {
        return first;
    }
    let mut safe = first.into_owned();
    for part in parts {
        let style = part
            .find(|c: char| !matches!(c, '[' | '0'..='9' | ';'))
            .filter(|&end| colour && part[end..].starts_with('m') && part[..end].rfind('[') == Some(0));
        if style.is_some() {
            safe.push('\u{1b}');
        }
        safe.push_str(&clean(part));
    }
    Cow::Owned(safe)
}

/// How many rows text takes on a terminal of so many columns.
#[must_use]
pub fn rows(text: &str, columns: usize) -> usize {
    let bare = strip_str(text).to_string();
    bare.lines().map(|line| line.width().div_ceil(columns.max(1)).max(1)).sum()
}

fn write_all(out: &mut impl Write, text: &str) -> io::Result<()> {
    out.write_all(text.as_bytes())?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_broken_between_words() {
        for (text, columns, wanted) in [
            ("one two three", 8, "one two\nthree"),
            ("one two", 7, "one two"),
            ("one\n  two three four", 9, "one\n  two\nthree\nfour"),
            ("clients/alice/sessions/2026.md: written", 10, "clients/alice/sessions/2026.md:\nwritten"),
            ("ü ü ü", 3, "ü ü\nü"),
        ] {
            assert_eq!(broken(text, columns), wanted);
        }
    }

    #[test]
    fn only_styles_reach_a_terminal() {
        let cases = [
            ("plain\ttext\n", true, "plain text\n"),
            ("\u{1b}[1m\u{1b}[36mA\u{1b}[0m\n", true, "\u{1b}[1m\u{1b}[36mA\u{1b}[0m\n"),
            ("\u{1b}[1mA\u{1b}[0m\n", false, "[1mA[0m\n"),
            ("\u{1b}[2J\u{1b}]8;;x\u{7}a\u{1b}[[m\u{1b}m\u{1b}", true, "[2J]8;;xa[[mm"),
            ("\u{1b}\u{1b}[1m\u{9b}1m", true, "\u{1b}[1m1m"),
        ];
        for (text, colour, expected) in cases {
            assert_eq!(for_terminal(text, colour), expected, "{text:?}");
        }
    }

    #[test]
    fn rows_count_what_the_terminal_wraps() {
        assert_eq!(rows("", 10), 0);
        assert_eq!(rows("a\n\nb\n", 10), 3);
        assert_eq!(rows("0123456789\n01234567890\n", 10), 3);
        assert_eq!(rows("日本語日本語\n", 10), 2);
        assert_eq!(rows("\u{1b}[1m0123456789\u{1b}[0m\n", 10), 1);
    }
}
