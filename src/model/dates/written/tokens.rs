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

    /// Whether it is a unit of East Asian dates.
    pub(super) fn is_unit(&self) -> bool {
        self.text.starts_with(UNITS)
    }

    /// Its value, if it is a number of so many digits.
    pub(super) fn number(&self, digits: RangeInclusive<usize>) -> Option<u32> {
        let fits = self.text.chars().all(is_digit) && digits.contains(&self.text.chars().count());
        if !fits {
            return None;
        }
        let plain =
            |c: char| if c.is_ascii_digit() { c } else { char::from_u32(u32::from(c) - WIDER).unwrap_or(c) };
        self.text.chars().map(plain).collect::<String>().parse().ok()
    }
}

/// How far the digits of East Asian keyboards, which are as wide as a sign, stand behind the others.
const WIDER: u32 = '０' as u32 - '0' as u32;

/// What stands behind a number of a date or an hour in Chinese, Japanese and Korean. No gap parts it from a word that follows.
const UNITS: [char; 14] =
    ['年', '月', '日', '号', '號', '時', '时', '点', '分', '년', '월', '일', '시', '분'];

const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !UNITS.contains(&c)
}

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut at, mut behind) = (0, 0);
    while let Some(c) = text[at..].chars().next() {
        let run: fn(char) -> bool = if is_digit(c) { is_digit } else { is_letter };
        let length = if UNITS.contains(&c) {
            c.len_utf8()
        } else {
            text[at..].find(|c| !run(c)).unwrap_or(text.len() - at)
        };
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
