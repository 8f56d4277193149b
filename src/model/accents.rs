//! Letters without their accents, as they are typed where a keyboard has none.

use std::borrow::Cow;

use unicode_normalization::char::decompose_canonical;

/// The marks that stand on letters of Latin, Greek and Cyrillic.
const MARKS: std::ops::RangeInclusive<char> = '\u{300}'..='\u{36f}';

/// A text with every letter as it is without its accents. It keeps its case and its lines; a text without accents is given as it is.
#[must_use]
pub fn drop_accents(text: &str) -> Cow<'_, str> {
    if !may_hold_accents(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut bare = String::new();
    for c in text.chars() {
        if c.is_ascii() {
            plain.push(c);
        } else if let Some(letters) = write_in_plain_letters(c) {
            plain.push_str(letters);
        } else if !MARKS.contains(&c) {
            bare.clear();
            let mut has_mark = false;
            decompose_canonical(
                c,
                |part| {
                    if MARKS.contains(&part) { has_mark = true } else { bare.push(part) }
                },
            );
            if has_mark { plain.push_str(&bare) } else { plain.push(c) }
        }
    }
    if plain == text { Cow::Borrowed(text) } else { Cow::Owned(plain) }
}

/// What people type for a letter that is no plain one with a mark.
#[must_use]
pub const fn write_in_plain_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'ẞ' => "SS",
        'ø' => "o",
        'Ø' => "O",
        'ł' => "l",
        'Ł' => "L",
        'đ' => "d",
        'Đ' => "D",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'Œ' => "OE",
        'ı' => "i",
        _ => return None,
    })
}

/// Whether bytes may hold a letter with an accent: signs such as dashes and curly quotation marks are none.
#[must_use]
pub fn may_hold_accents(text: &[u8]) -> bool {
    // The first bytes of Latin beyond ASCII, of marks, of Greek and Cyrillic, and of further Latin and Greek.
    let begins_one = |any: bool, byte: &u8| any | matches!(byte, 0xc3..=0xd3 | 0xe1);
    !text.is_ascii() && text.chunks(32).any(|piece| piece.iter().fold(false, begins_one))
}

#[cfg(test)]
mod tests {
    use super::{drop_accents, may_hold_accents};
    use unicode_normalization::UnicodeNormalization as _;

    #[test]
    fn whatever_gives_way_is_seen_in_its_bytes() {
        for c in '\0'..='\u{2fff}' {
            let text = c.to_string();
            let has_mark = text.nfd().any(|part| super::MARKS.contains(&part));
            // Signs of measure and of logic are no letters of a word.
            if has_mark && c.is_alphabetic() && !('\u{2100}'..='\u{2fff}').contains(&c) {
                assert!(may_hold_accents(text.as_bytes()), "{c:?}");
            }
        }
        assert_eq!(drop_accents("Æon, Émile, Łódź\r\nnaïve"), "AEon, Emile, Lodz\r\nnaive");
        assert_eq!(drop_accents("हिन्दी 図書館 ガ"), "हिन्दी 図書館 ガ");
    }
}
