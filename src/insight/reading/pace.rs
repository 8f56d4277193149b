//! How long reading takes.

/// Words a minute: adults reading non-fiction silently (Brysbaert 2019, a mean over 190 studies). A coach who slows
/// down takes longer, and is welcome to.
pub const WORDS_A_MINUTE: usize = 238;

/// The words of a text: what stands between blanks and holds a letter or a digit. Scripts without blanks count a
/// sign as a word, at which their readers are about as fast.
pub(super) fn words(text: &str) -> usize {
    text.split_whitespace().map(words_of).sum()
}

fn words_of(piece: &str) -> usize {
    let signs = piece.chars().filter(|c| is_sign(*c)).count();
    let letters = piece.split(is_sign).filter(|rest| rest.contains(char::is_alphanumeric)).count();
    signs + letters
}

/// Whether a character is a word's worth by itself: Chinese characters and Japanese syllables.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The minutes that so many words take, to the nearest; none only for no words at all.
pub(super) fn minutes(words: usize) -> usize {
    let nearest = (words + WORDS_A_MINUTE / 2) / WORDS_A_MINUTE;
    nearest.max(usize::from(words > 0))
}

#[cfg(test)]
mod tests {
    use super::{minutes, words};

    #[test]
    fn words_and_their_minutes() {
        for (text, wanted) in [
            ("", 0),
            ("- [ ] She can't, yet.", 3),
            ("## Threads\n\n> **Two** words — here", 4),
            ("Анна Каренина", 2),
            ("王小明 wrote", 4),
            ("いいえ。", 3),
        ] {
            assert_eq!(words(text), wanted, "{text}");
        }
        for (words, wanted) in [(0, 0), (1, 1), (238, 1), (356, 1), (357, 2), (23_800, 100)] {
            assert_eq!(minutes(words), wanted, "{words}");
        }
    }
}
