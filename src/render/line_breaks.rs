//! Where a line may end: one rule for the terminal and for drawings.

use unicode_linebreak::linebreaks;
use unicode_width::UnicodeWidthChar;

/// The places, in bytes, at which a new line may begin: behind blanks, and between the characters of scripts that know no blanks,
/// where the Unicode rule (UAX 14) lets a line end. A line never begins with `、` or a closing bracket.
///
/// The rule alone would also part `--from-session` behind each hyphen, and a path behind each slash: what is to be typed stays in one
/// piece.
#[must_use]
pub fn break_places(text: &str) -> Vec<usize> {
    let is_place = |at: &usize| {
        let before = text[..*at].chars().next_back();
        let after = text[*at..].chars().next();
        before.is_some_and(is_blank) || before.is_some_and(is_wide) || after.is_some_and(is_wide)
    };
    linebreaks(text).map(|(at, _)| at).filter(|at| *at < text.len()).filter(is_place).collect()
}

/// Whether a character is a blank at which lines may end: no no-break space.
#[must_use]
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Whether lines may end beside a character, as between those of Chinese and Japanese.
#[must_use]
pub fn is_wide(c: char) -> bool {
    c.width() == Some(2)
}

#[cfg(test)]
mod tests {
    use super::break_places;

    #[test]
    fn a_line_ends_where_the_script_lets_it() {
        for (text, wanted) in [
            ("one two", "one |two"),
            ("1\u{a0}000 x", "1\u{a0}000 |x"),
            ("plan new --from-session", "plan |new |--from-session"),
            ("clients/alice/client.md", "clients/alice/client.md"),
            ("本日は、晴天。", "本|日|は、|晴|天。"),
            ("「本」と", "「本」|と"),
            ("チャート", "チャー|ト"),
            ("Bonjour ! Oui", "Bonjour ! |Oui"),
            ("愿景a", "愿|景|a"),
        ] {
            let places = break_places(text);
            let shown: String = text
                .char_indices()
                .flat_map(|(at, c)| places.contains(&at).then_some('|').into_iter().chain([c]))
                .collect();
            assert_eq!(shown, wanted);
        }
    }
}
