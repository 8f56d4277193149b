//! Text without the characters that would drive a terminal.

use std::borrow::Cow;

/// Takes out every control character (C0, DEL and C1, carriage returns too) and every character that
/// overrides the direction of writing. A line feed stays; a tab becomes one blank.
///
/// Without its escape character a sequence is harmless text, so the rest of it stays to be seen.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    // Many bytes at once are told as soon as one.
    let is_plain =
        |piece: &[u8]| piece.iter().fold(true, |all, byte| all & matches!(byte, b' '..=b'~' | b'\n'));
    if text.as_bytes().chunks(32).all(is_plain) || !text.chars().any(|c| c == '\t' || is_unsafe(c)) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter(|&c| !is_unsafe(c));
    Cow::Owned(kept.map(|c| if c == '\t' { ' ' } else { c }).collect())
}

/// Whether a text is of letters and signs of ASCII alone, in one line, with one blank between its words and none around them: most are.
#[must_use]
pub fn is_plain_line(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_blank = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == b' ');
    bytes.iter().all(|byte| matches!(byte, b' '..=b'~'))
        && !is_blank(bytes.first())
        && !is_blank(bytes.last())
        && !bytes.windows(2).any(|two| two == b"  ")
}

fn is_unsafe(c: char) -> bool {
    // Overrides and isolates can make a line read otherwise than it is written.
    let turns_direction = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns_direction || (c.is_control() && c != '\n' && c != '\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_drives_a_terminal_goes_and_text_stays() {
        let cases = [
            ("Zoë 👩‍👩‍👧 日本\n", "Zoë 👩‍👩‍👧 日本\n"),
            ("\u{1b}[31mred\u{1b}[0m", "[31mred[0m"),
            ("\u{1b}]8;;http://a\u{1b}\\b\u{1b}]8;;\u{7}", "]8;;http://a\\b]8;;"),
            ("\u{9b}2J\u{90}q\u{9d}0;t\u{9c}", "2Jq0;t"),
            ("a\r\nb\u{8}\u{7f}\u{0}", "a\nb"),
            ("a\tb", "a b"),
            ("\u{202e}abc\u{2066}d\u{2069}\u{200f}", "abcd\u{200f}"),
        ];
        for (text, expected) in cases {
            assert_eq!(clean(text), expected);
        }
        assert!(matches!(clean("as it was"), Cow::Borrowed(_)));
    }
}
