//! How long reading takes.

use crate::insight::blocks::{BLOCK, sort};

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
    let mut words = 0;
    // Whether a piece goes on from one block to the next, and whether it has said nothing so far.
    let (mut goes_on, mut is_silent) = (false, false);
    for block in text.chunks(BLOCK) {
        let (says, stands) = sort(block);
        let begins = stands & !(stands << 1 | u64::from(goes_on)) | stands & u64::from(is_silent);
        // What is added where a piece begins is carried over the signs that say nothing, to the first one that does, if there is one.
        let silent = stands & !says;
        let (carried, is_over) = silent.overflowing_add(begins);
        words += (carried & says).count_ones() as usize;
        (goes_on, is_silent) = (stands >> (BLOCK - 1) == 1, is_over);
    }
    words
}

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
    use proptest::prelude::*;

    use super::{minutes, words, words_of};

    proptest! {
        #[test]
        fn words_are_as_many_as_pieces_that_say_something(text in "[a-zA-Z09 \t\n\r'.,\\-\u{1c}_@`{\\[]{0,300}") {
            prop_assert_eq!(words(&text), text.split_whitespace().map(words_of).sum::<usize>());
        }
    }

    #[test]
    fn every_byte_is_a_letter_a_blank_or_neither_wherever_it_stands() {
        for byte in 0..128_u8 {
            for place in 0..140 {
                let mut text = vec![b'-'; 150];
                text[place] = byte;
                text[place + 5] = b'a';
                let text = String::from_utf8(text).expect("bytes of one sign each");
                let one_by_one: usize = text.split_whitespace().map(words_of).sum();
                assert_eq!(words(&text), one_by_one, "{byte} at {place}");
            }
        }
    }

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
