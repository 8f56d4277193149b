//! Names and texts as they are compared: accents, normal form, curly apostrophes and what joins two words apart.

use std::ops::Range;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text as it is typed on a keyboard without accents, and where each of its bytes came from.
pub(super) struct Folded {
    pub(super) text: String,
    starts: Vec<usize>,
    length: usize,
}

impl Folded {
    pub(super) fn from_text(written: &str) -> Self {
        let (mut text, mut starts) = (String::with_capacity(written.len()), Vec::new());
        for (at, sign) in written.char_indices() {
            for part in std::iter::once(sign).nfd().filter(|part| !is_combining_mark(*part)) {
                match part {
                    '’' | '‘' | 'ʼ' => text.push('\''),
                    'ß' => text.push_str("ss"),
                    'ø' => text.push('o'),
                    'Ø' => text.push('O'),
                    'ł' => text.push('l'),
                    'Ł' => text.push('L'),
                    'æ' => text.push_str("ae"),
                    'Æ' => text.push_str("Ae"),
                    part => text.push(part),
                }
                starts.resize(text.len(), at);
            }
        }
        Self { text, starts, length: written.len() }
    }

    /// Where something found in it stands in the text as it was written, with the accents behind it.
    fn locate(&self, found: Range<usize>) -> Range<usize> {
        let place = |at: usize| self.starts.get(at).copied().unwrap_or(self.length);
        place(found.start)..place(found.end)
    }
}

/// A name without accents, in small letters, one blank between its words: what two spellings of one share.
pub(super) fn make_key(name: &str) -> String {
    split_words(&Folded::from_text(name).text.to_lowercase()).collect::<Vec<_>>().join(" ")
}

/// The words of a name: `bob-quill` and `Bob Quill` are made of the same.
pub(super) fn split_words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|sign: char| sign.is_whitespace() || is_joint(sign)).filter(|word| !word.is_empty())
}

fn is_joint(sign: char) -> bool {
    matches!(sign, '-' | '_' | '\u{2010}'..='\u{2015}')
}

/// Replaces what a pattern for texts without accents finds; `by` is given it without them, and as it was written.
pub(super) fn replace_found(text: &str, pattern: &Regex, mut by: impl FnMut(&str, &str) -> String) -> String {
    let folded = Folded::from_text(text);
    let (mut replaced, mut end) = (String::with_capacity(text.len()), 0);
    for found in pattern.find_iter(&folded.text) {
        let place = folded.locate(found.range());
        replaced.push_str(&text[end..place.start]);
        replaced.push_str(&by(found.as_str(), &text[place.clone()]));
        end = place.end;
    }
    replaced.push_str(&text[end..]);
    replaced
}
