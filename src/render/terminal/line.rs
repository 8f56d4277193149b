//! A line of the terminal: pieces of text, each in one style.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Color, Effects, Style};
use unicode_width::UnicodeWidthStr;

/// How plain text looks.
pub const PLAIN: Style = Style::new();
/// Bars, rules, addresses and what is done already: there, but not in the way.
pub const DIM: Style = Style::new().dimmed();
/// Code, in a span or in a block.
pub const CODE: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Green)));
/// Headings of the first level.
pub const TITLE: Style = Style::new().effects(Effects::BOLD.insert(Effects::UNDERLINE));
/// Headings of the second level.
pub const SECTION: Style = Style::new().bold().fg_color(Some(Color::Ansi(AnsiColor::Cyan)));
/// Deeper headings, and the head of a table.
pub const STRONG: Style = Style::new().bold();

/// A style laid over another: effects add up, and the upper colour wins.
#[must_use]
pub fn lay_over(lower: Style, upper: Style) -> Style {
    lower
        .effects(lower.get_effects() | upper.get_effects())
        .fg_color(upper.get_fg_color().or(lower.get_fg_color()))
}

/// A piece of text in one style. A line feed in it is a line break that the writer asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text, free of control characters.
    pub text: String,
    /// How it looks.
    pub style: Style,
}

impl Span {
    /// A piece of text in a style.
    pub fn new(text: impl Into<String>, style: Style) -> Self {
        Self { text: text.into(), style }
    }
}

/// One line, from its first column on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(Vec<Span>);

impl Line {
    /// A line of one piece.
    pub fn styled(text: impl Into<String>, style: Style) -> Self {
        Self(vec![Span::new(text, style)])
    }

    /// Adds text at the end, joined with what stands there in the same style.
    pub fn push(&mut self, text: &str, style: Style) {
        match self.0.last_mut() {
            Some(last) if last.style == style => last.text.push_str(text),
            _ if text.is_empty() => {}
            _ => self.0.push(Span::new(text, style)),
        }
    }

    /// Adds another line's pieces at the end.
    pub fn append(&mut self, other: &Line) {
        for span in &other.0 {
            self.push(&span.text, span.style);
        }
    }

    /// Whether it has no text at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The columns that it takes.
    #[must_use]
    pub fn width(&self) -> usize {
        width_of(&self.0)
    }

    /// Whether nothing would be seen of it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(|span| span.text.trim().is_empty())
    }

    /// Writes the line and a line feed, without blanks at its end; with escape codes only when `colour`.
    pub fn write(mut self, out: &mut String, colour: bool) {
        while let Some(last) = self.0.last_mut() {
            last.text.truncate(last.text.trim_end().len());
            if !last.text.is_empty() {
                break;
            }
            self.0.pop();
        }
        for Span { text, style } in self.0 {
            if colour {
                // Writing to a String doesn't fail.
                let _ = write!(out, "{style}{text}{style:#}");
            } else {
                out.push_str(&text);
            }
        }
        out.push('\n');
    }
}

/// The columns that pieces of text take side by side. Measured as a whole: a piece may begin with what joins
/// the last.
#[must_use]
pub fn width_of(spans: &[Span]) -> usize {
    match spans {
        [] => 0,
        [only] => only.text.width(),
        several => several.iter().map(|span| span.text.as_str()).collect::<String>().width(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_at_the_end_go_even_in_a_style_of_their_own() {
        let mut line = Line::styled("ab ", PLAIN);
        line.push("  ", STRONG);
        let mut out = String::new();
        line.write(&mut out, true);
        assert_eq!(out, "ab\n");
    }

    #[test]
    fn pieces_are_measured_together() {
        let mut line = Line::styled("☺", STRONG);
        line.push("\u{fe0f}", PLAIN);
        assert_eq!(line.width(), 2);
    }
}
