//! A text as numbers and words, and what stands between them.

use std::ops::RangeInclusive;

/// A run of digits or a run of letters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    /// What stands between it and the token before.
    pub(super) gap: &'a str,
    /// The run itself.
    pub(super) text: &'a str,
    /// Where it begins.
    pub(super) start: usize,
}

impl Token<'_> {
    /// Where it ends.
    pub(super) const fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it is a run of digits.
    pub(super) fn is_number(&self) -> bool {
        self.text.bytes().all(|b| b.is_ascii_digit())
    }

    /// Its value, if it is a number of so many digits.
    pub(super) fn number(&self, digits: RangeInclusive<usize>) -> Option<u32> {
        let fits = self.is_number() && digits.contains(&self.text.len());
        if fits { self.text.parse().ok() } else { None }
    }
}

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut at, mut behind) = (0, 0);
    while let Some(c) = text[at..].chars().next() {
        let run: fn(char) -> bool =
            if c.is_ascii_digit() { |c| c.is_ascii_digit() } else { char::is_alphabetic };
        let length = text[at..].find(|c| !run(c)).unwrap_or(text.len() - at);
        if length == 0 {
            at += c.len_utf8();
            continue;
        }
        tokens.push(Token { gap: &text[behind..at], text: &text[at..at + length], start: at });
        at += length;
        behind = at;
    }
    tokens
}
