//! How long reading takes.

/// Words a minute: adults reading non-fiction silently (Brysbaert 2019, a mean over 190 studies). A coach who slows
/// down takes longer, and is welcome to.
pub const WORDS_A_MINUTE: usize = 238;

/// The words of a text: what stands between blanks and holds a letter or a digit. Scripts without blanks count a
/// sign as a word, at which their readers are about as fast.
pub(super) fn words(text: &str) -> usize {
    if text.is_ascii() { count_ascii(text.as_bytes()) } else { text.split_whitespace().map(words_of).sum() }
}

/// The same where every sign is a byte: years of notes are counted before their first line is shown.
fn count_ascii(text: &[u8]) -> usize {
    let (mut words, mut is_counted) = (0, 0);
    for byte in text {
        let sort = SORTS[usize::from(*byte)];
        words += usize::from(sort & SAYS & !is_counted);
        is_counted = (is_counted | sort) & sort >> 1;
    }
    words
}

/// A letter or a digit.
const SAYS: u8 = 1;
/// Whatever is no blank.
const STANDS: u8 = 2;

/// What each byte is.
const SORTS: [u8; 256] = {
    let mut sorts = [STANDS; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            sorts[byte as usize] = STANDS | SAYS;
        } else if matches!(byte, b'\t'..=b'\r' | b' ') {
            sorts[byte as usize] = 0;
        }
        byte += 1;
    }
    sorts
};

fn words_of(piece: &str) -> usize {
    if piece.is_ascii() {
        return usize::from(piece.bytes().any(|byte| byte.is_ascii_alphanumeric()));
    }
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
            ("a\tb\nc\u{b}d\u{c}e\rf g\u{1c}h", 7),
            ("— she’s\u{a0}here -- now", 3),
        ] {
            assert_eq!(words(text), wanted, "{text}");
            // Whatever stands beside a text of bytes alone, its words are as many.
            assert_eq!(words(&format!("{text} —")), wanted, "{text}");
        }
        for (words, wanted) in [(0, 0), (1, 1), (238, 1), (356, 1), (357, 2), (23_800, 100)] {
            assert_eq!(minutes(words), wanted, "{words}");
        }
    }
}
