//! Names that look the same to a person and aren't: letters of other scripts, wide letters, ligatures.
//!
//! Only letters that can't be told apart in common fonts are taken for one another; `1` and `l`, `rn` and `m` are not, since ids such as
//! `team-1` and `team-l` are nobody's trick.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

/// Small letters of other scripts, each beside the Latin letter that it looks like (Unicode's `confusables.txt`, revision 16, those that
/// an id in small letters can hold).
const LETTERS: [(&str, char); 24] = [
    ("аɑα", 'a'),
    ("ьƅ", 'b'),
    ("сϲᴄ", 'c'),
    ("ԁ", 'd'),
    ("еҽ", 'e'),
    ("ց", 'g'),
    ("һհ", 'h'),
    ("іıɩι", 'i'),
    ("јϳյ", 'j'),
    ("кκ", 'k'),
    ("ӏǀ", 'l'),
    ("м", 'm'),
    ("пո", 'n'),
    ("оοօ", 'o'),
    ("рρ", 'p'),
    ("ԛզ", 'q'),
    ("гᴦ", 'r'),
    ("ѕꜱ", 's'),
    ("тτ", 't'),
    ("υսʋ", 'u'),
    ("ѵν", 'v'),
    ("ԝѡω", 'w'),
    ("хχ", 'x'),
    ("уγү", 'y'),
];

/// An id as a person sees it: two that look the same have the same.
#[must_use]
pub fn appearance(id: &str) -> Cow<'_, str> {
    // Most ids are days, or words in small plain letters.
    if id.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(id);
    }
    if id.is_ascii() {
        return Cow::Owned(id.to_ascii_lowercase());
    }
    let small: String = id.nfkc().flat_map(char::to_lowercase).collect();
    Cow::Owned(small.nfkd().filter(|c| !is_invisible(*c)).map(latin).nfc().collect())
}

fn latin(letter: char) -> char {
    LETTERS.iter().find(|(alike, _)| alike.contains(letter)).map_or(letter, |(_, latin)| *latin)
}

/// What takes no room on a screen: joiners, marks of direction, soft hyphens, variants.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use super::appearance;

    #[test]
    fn what_a_person_cannot_tell_apart_appears_the_same() {
        for (one, other) in [
            ("alice", "аlice"),
            ("alice", "ａｌｉｃｅ"),
            ("alice", "ALICE"),
            ("alice", "al\u{200d}ice"),
            ("zoë", "zoe\u{308}"),
            ("zoë", "zоë"),
            ("fine", "ﬁne"),
            ("tomas", "тоmаѕ"),
        ] {
            assert_eq!(appearance(one), appearance(other));
        }
        for (one, other) in
            [("zoe", "zoë"), ("team-1", "team-l"), ("анна", "anna"), ("bo", "b0"), ("王小明", "王小红")]
        {
            assert_ne!(appearance(one), appearance(other));
        }
    }

    #[test]
    fn the_appearance_of_an_appearance_is_itself() {
        for id in ["аlice", "ＺＯË", "ﬁne", "Ⅷ", "İstanbul"] {
            let seen = appearance(id);
            assert_eq!(appearance(&seen), seen, "{id}");
        }
    }
}
