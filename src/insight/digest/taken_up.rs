//! Some words, looked for in the texts of years.

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

use crate::insight::blocks::{BLOCK, sort};

/// A word by what it is known by: its first six letters in lower case, so that with another ending (`Thursday`, `Thursdays`) it is the
/// same word. Each letter takes 21 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Word(u128);

/// Words, each once.
pub(super) type Words = HashSet<Word, FixedState>;

impl Word {
    const LETTERS: usize = 6;

    fn new(written: &str) -> Self {
        if written.is_ascii() {
            return Self::from_letters(written.bytes().map(|byte| byte.to_ascii_lowercase()).map(char::from));
        }
        // At the end of a Greek word one letter has a form of its own.
        let letters = written.chars().flat_map(char::to_lowercase);
        Self::from_letters(letters.map(|c| if c == 'ς' { 'σ' } else { c }))
    }

    /// A shorter word has zeros behind it.
    fn from_letters(mut letters: impl Iterator<Item = char>) -> Self {
        let letter = |_| letters.next().map_or(0, u128::from);
        Self((0..Self::LETTERS).map(letter).fold(0, |word, letter| word << 21 | letter))
    }

    /// What it begins with: 0 behind the last letter, and 255 for one that takes more than a byte.
    fn first_four(self) -> [u8; 4] {
        [105, 84, 63, 42].map(|shift| u8::try_from(self.0 >> shift & 0x1f_ffff).unwrap_or(u8::MAX))
    }
}

/// The words of a text that can be told apart: those of three letters or more.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word> {
    written_words(text, |_| true).map(Word::new)
}

/// Words to look for, and in how many texts each was found.
pub(super) struct Wanted {
    counts: HashMap<Word, Count, FixedState>,
    /// For each three letters, which fourth ones the wanted words have that begin so: nearly all words of years can be told from the
    /// wanted ones by these.
    begins: Vec<u8>,
}

#[derive(Clone, Copy)]
struct Count {
    texts: usize,
    last: usize,
}

impl Wanted {
    pub(super) fn new(words: impl Iterator<Item = Word>) -> Self {
        let counts: HashMap<_, _, _> =
            words.map(|word| (word, Count { texts: 0, last: usize::MAX })).collect();
        let mut begins = vec![0; 1 << 15];
        for letters in counts.keys().map(|word| word.first_four()) {
            begins[place(letters)] |= fourth(letters);
        }
        Self { counts, begins }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    pub(super) fn into_words(self) -> Words {
        self.counts.into_keys().collect()
    }

    /// Those of them that a text says.
    pub(super) fn list_in(&self, text: &str) -> Words {
        let candidates = written_words(text, |letters| may_begin(&self.begins, letters));
        candidates.map(Word::new).filter(|word| self.counts.contains_key(word)).collect()
    }

    /// Counts those that a text says; one that stands in more than so many texts is looked for no more.
    pub(super) fn count_in(&mut self, number: usize, text: &str, most: usize) {
        let mut common = Vec::new();
        let begins = &self.begins;
        for written in written_words(text, |letters| may_begin(begins, letters)) {
            let word = Word::new(written);
            let Some(count) = self.counts.get_mut(&word).filter(|count| count.last != number) else {
                continue;
            };
            *count = Count { texts: count.texts + 1, last: number };
            if count.texts > most {
                common.push(word);
            }
        }
        for word in common {
            self.counts.remove(&word);
            let place_of_word = place(word.first_four());
            let left = self.counts.keys().map(|word| word.first_four());
            let left = left.filter(|letters| place(*letters) == place_of_word);
            self.begins[place_of_word] = left.fold(0, |fourths, letters| fourths | fourth(letters));
        }
    }
}

/// Whether one of the wanted words may begin so.
fn may_begin(begins: &[u8], letters: [u8; 4]) -> bool {
    begins[place(letters)] & fourth(letters) != 0
}

/// The place of the three letters that a word begins with, the same for letters in any case.
fn place([a, b, c, _]: [u8; 4]) -> usize {
    usize::from(a & 31) << 10 | usize::from(b & 31) << 5 | usize::from(c & 31)
}

/// The bit of the fourth letter, likewise, or of the end of the word; for a letter that takes more than a byte every bit.
fn fourth([.., letter]: [u8; 4]) -> u8 {
    match letter {
        0x80.. => u8::MAX,
        letter if is_letter(letter) => 1 << (letter & 7),
        _ => 1,
    }
}

/// The words of a text as they are written, those of three letters or more, but for those whose first four bytes begin no word that is
/// looked for: the last of the four may stand behind a short word's end. Where one of them isn't ASCII the word is always among them.
fn written_words(text: &str, may_begin: impl Fn([u8; 4]) -> bool + Copy) -> impl Iterator<Item = &str> {
    let narrow = text.is_ascii().then(|| narrow_words(text, may_begin));
    let wide = narrow.is_none().then(|| wide_words(text, may_begin));
    narrow.into_iter().flatten().chain(wide.into_iter().flatten())
}

/// Those of a text in which every sign is a byte, as nearly all are: by the block, from one beginning of a word to the next.
fn narrow_words(text: &str, may_begin: impl Fn([u8; 4]) -> bool) -> impl Iterator<Item = &str> {
    let mut blocks = text.as_bytes().chunks(BLOCK).enumerate();
    let (mut base, mut begins, mut goes_on) = (0, 0_u64, false);
    std::iter::from_fn(move || {
        loop {
            while begins == 0 {
                let (number, block) = blocks.next()?;
                let (letters, _) = sort(block);
                begins = letters & !(letters << 1 | u64::from(goes_on));
                (base, goes_on) = (number * BLOCK, letters >> (BLOCK - 1) == 1);
            }
            let word = &text[base + begins.trailing_zeros() as usize..];
            begins &= begins - 1;
            if word.as_bytes().first_chunk().is_some_and(|first| !may_begin(*first)) {
                continue;
            }
            let length = word.bytes().take_while(|byte| is_letter(*byte)).count();
            if length > 2 {
                return Some(&word[..length]);
            }
        }
    })
}

/// Those of any text.
fn wide_words(text: &str, may_begin: impl Fn([u8; 4]) -> bool) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += bytes[at..].iter().take_while(|byte| byte.is_ascii() && !is_letter(**byte)).count();
            let (start, rest) = (at, &bytes[at..]);
            rest.first()?;
            let first = rest.first_chunk::<4>().filter(|first| first.is_ascii());
            if first.is_some_and(|first| !may_begin(*first)) {
                at += rest.iter().take_while(|byte| is_letter(**byte)).count();
                // A letter of several bytes goes on with the word.
                if bytes.get(at).is_some_and(|byte| !byte.is_ascii()) {
                    pass_letters(text, &mut at);
                }
                continue;
            }
            let letters = pass_letters(text, &mut at);
            if letters > 2 {
                return Some(&text[start..at]);
            }
            if letters == 0 {
                at += text[at..].chars().next().map_or(0, char::len_utf8);
            }
        }
    })
}

/// Goes to the end of the letters and figures that stand at a place, and tells how many they are.
fn pass_letters(text: &str, at: &mut usize) -> usize {
    let mut letters = 0;
    loop {
        // Most are of one byte, and are told without a look into large tables.
        let narrow = text.as_bytes()[*at..].iter().take_while(|byte| is_letter(**byte)).count();
        *at += narrow;
        letters += narrow;
        if text.as_bytes().get(*at).is_none_or(u8::is_ascii) {
            return letters;
        }
        let Some(wide) = text[*at..].chars().next().filter(|c| c.is_alphanumeric()) else { return letters };
        *at += wide.len_utf8();
        letters += 1;
    }
}

/// Whether a byte is a letter or a figure by itself.
fn is_letter(byte: u8) -> bool {
    IS_LETTER[usize::from(byte)]
}

/// Of each byte, whether it is a letter or a figure by itself.
const IS_LETTER: [bool; 256] = {
    let mut is_letter = [false; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        is_letter[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    is_letter
};

#[cfg(test)]
mod tests {
    use super::{Wanted, Words, words, written_words};

    const TEXTS: [&str; 7] = [
        "",
        "The harbour, THE HARBOURS: arbour and barb.",
        "Don't stop-now; stop2now x1 the3 key",
        "A hundred and more bytes, so that a word stands where one block of sixty-four ends and another begins: harbour arbour barb the",
        "Übung und Übungen, geübt; İstanbul istanbul \u{212a}ey KEY Key's keyé ékey",
        "naïve Naïveté NAÏVE na nai naiv ὈΔΟΣ ὀδὸς ὈΔΌΣ",
        "été Été ete, l'été; ßtraße STRASSE 日本語 日本",
    ];

    #[test]
    fn what_is_found_is_what_every_word_of_the_text_would_tell() {
        for wanted in TEXTS {
            for text in TEXTS {
                let all: Words =
                    words(text).filter(|word| words(wanted).any(|wanted| wanted == *word)).collect();
                assert_eq!(Wanted::new(words(wanted)).list_in(text), all, "{wanted:?} in {text:?}");
                let mut left = Wanted::new(words(wanted));
                left.count_in(1, text, 0);
                let others: Words = words(wanted).filter(|word| !all.contains(word)).collect();
                assert_eq!(left.into_words(), others, "{wanted:?} without {text:?}");
            }
        }
    }

    #[test]
    fn a_word_is_three_letters_or_more_and_known_by_six_in_any_case() {
        for text in TEXTS {
            let by_letter =
                text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2);
            assert!(written_words(text, |_| true).eq(by_letter), "{text}");
        }
        for (one, other, is_same) in [
            ("Thursday", "thursdays", true),
            ("key", "keys", false),
            ("ÜBUNG", "übung", true),
            ("ὈΔΌΣ", "ὀδός", true),
            ("\u{212a}ey", "key", true),
            ("harbour", "harbor", false),
        ] {
            assert_eq!(words(one).eq(words(other)), is_same, "{one} {other}");
        }
    }
}
