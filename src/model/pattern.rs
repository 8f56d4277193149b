//! What is looked for in a text.

use std::borrow::Cow;

use regex::bytes;
use regex::{Regex, RegexBuilder};

use super::accents::{drop_accents, may_hold_accents};
use super::wording::normalise_typed;

/// Words, or a regular expression, to be found however a text spells its apostrophes, blanks and accents: both are made
/// [`normalise_typed`] first.
#[derive(Debug, Clone)]
pub struct Pattern {
    whole: Regex,
    /// Whether it may begin on one line and end on another.
    may_wrap: bool,
    /// A piece of the words that stands as it is in every text that holds them, however it is spelt; none of an expression.
    piece: Option<bytes::Regex>,
    /// Whether the words have no accents, and so are found with them as well.
    ignores_accents: bool,
}

impl Pattern {
    /// The words as they are, in whatever case if `any_case`. Prose is broken into lines wherever there was no room, so a blank may be
    /// the end of a line as well, with what a quote's next line begins with. Words without accents stand for those with them, too.
    #[must_use]
    pub fn from_words(words: &str, any_case: bool) -> Option<Self> {
        const GAP: &str = r"(?: +|[ \t]*\r?\n[ \t>]*)";
        let words = normalise_typed(words);
        let pattern = Self::from_regex(&regex::escape(&words).replace(' ', GAP), any_case)?;
        // Plain letters and figures are what they are in every normal form, one beside the other.
        let pieces = words.split(|c: char| !c.is_ascii_alphanumeric());
        let piece = pieces.max_by_key(|piece| piece.len()).filter(|piece| piece.len() > 1);
        // But for a capital K, for which there is a second sign.
        let piece = piece.filter(|piece| any_case || !piece.contains('K'));
        let build = |piece| bytes::RegexBuilder::new(piece).case_insensitive(any_case).build().ok();
        let piece = piece.and_then(build);
        let ignores_accents = matches!(drop_accents(&words), Cow::Borrowed(_));
        Some(Self { piece, may_wrap: words.contains(' '), ignores_accents, ..pattern })
    }

    /// A regular expression; `None` where it is none.
    #[must_use]
    pub fn from_regex(source: &str, any_case: bool) -> Option<Self> {
        RegexBuilder::new(&normalise_typed(source))
            .case_insensitive(any_case)
            .multi_line(true)
            .build()
            .ok()
            .map(|whole| Self { whole, may_wrap: false, piece: None, ignores_accents: false })
    }

    /// Whether it may stand in a text of these bytes: where it doesn't, [`Pattern::is_in`] says no. It looks at the bytes as they are,
    /// be they text or not.
    #[must_use]
    pub fn may_be_in(&self, text: &[u8]) -> bool {
        self.may_hold(text) || self.ignores_accents && may_hold_accents(text)
    }

    fn may_hold(&self, text: &[u8]) -> bool {
        self.piece.as_ref().is_none_or(|piece| piece.is_match(text))
    }

    /// A text as it is held against the words.
    fn make_plain(text: &str, ignores_accents: bool) -> Cow<'_, str> {
        match normalise_typed(text) {
            text if !ignores_accents => text,
            Cow::Borrowed(text) => drop_accents(text),
            Cow::Owned(text) => Cow::Owned(drop_accents(&text).into_owned()),
        }
    }

    /// Whether it stands anywhere in a text.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.stands_in(text, self.ignores_accents && may_hold_accents(text.as_bytes()))
    }

    fn stands_in(&self, text: &str, ignores_accents: bool) -> bool {
        let may_stand = self.may_hold(text.as_bytes()) || ignores_accents;
        may_stand && self.whole.is_match(&Self::make_plain(text, ignores_accents))
    }

    /// The lines of a text in which it stands, from 0 and in order.
    #[must_use]
    pub fn list_lines(&self, text: &str) -> Vec<usize> {
        let ignores_accents = self.ignores_accents && may_hold_accents(text.as_bytes());
        if !self.may_wrap {
            let is_in =
                |line: &str| if ignores_accents { self.is_in(line) } else { self.stands_in(line, false) };
            let lines = text.split_inclusive('\n').enumerate();
            return lines.filter(|(_, line)| is_in(line)).map(|(number, _)| number).collect();
        }
        let text = Self::make_plain(text, ignores_accents);
        let count = |part: &str| memchr::memchr_iter(b'\n', part.as_bytes()).count();
        let (mut found, mut line, mut at) = (Vec::new(), 0, 0);
        for stands in self.whole.find_iter(&text) {
            line += count(&text[at..stands.start()]);
            found.push(line);
            let wraps = count(stands.as_str());
            found.extend((1..=wraps).map(|more| line + more));
            (line, at) = (line + wraps, stands.end());
        }
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn words_are_found_however_they_are_spelt() {
        for (words, text, wanted) in [
            ("don't", "I don’t know", true),
            ("don’t", "I don't know", true),
            ("über", "u\u{308}ber den Berg", true),
            ("u\u{308}ber", "über den Berg", true),
            ("a b", "a\u{a0}b", true),
            ("a b", "a\r\n  > b", true),
            ("a b", "a\n\nb", false),
            ("A", "a", true),
            ("a.c", "abc", false),
            ("jose", "José said", true),
            ("jose", "Jose\u{301} said", true),
            ("jose\u{301}", "José said", true),
            ("josé", "Jose said", false),
            ("strasse", "die Straße", true),
            ("straße", "die Strasse", false),
            ("lodz", "Łódź", true),
            ("coeur", "un cœur", true),
            ("ubung macht", "Übung\nmacht", true),
            ("jose", "“Joe”", false),
        ] {
            assert_eq!(Pattern::from_words(words, true).unwrap().is_in(text), wanted, "{words} in {text}");
        }
        assert!(!Pattern::from_words("A", false).unwrap().is_in("a"));
        assert!(Pattern::from_words("Emile", false).unwrap().is_in("Émile"));
        assert!(!Pattern::from_words("Emile", false).unwrap().is_in("émile"));
        assert!(!Pattern::from_regex("jose", true).unwrap().is_in("José"));
        assert!(Pattern::from_regex("(", true).is_none());
    }

    #[test]
    fn words_that_go_on_on_the_next_line_stand_in_both() {
        let lines = |words, text| Pattern::from_words(words, true).unwrap().list_lines(text);
        assert_eq!(
            lines("to the sea", "x\n> Down to\n> the sea, to the sea.\nTo the sea\nto the lake\n"),
            [1, 2, 3]
        );
        assert_eq!(lines("sea", "the\nsea sea\n\nsea"), [1, 3]);
    }
}
