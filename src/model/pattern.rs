//! What is looked for in a text.

use regex::{Regex, RegexBuilder};

use super::wording::normalise_typed;

/// Words, or a regular expression, to be found however a text spells its apostrophes, blanks and accents: both are made
/// [`normalise_typed`] first.
#[derive(Debug, Clone)]
pub struct Pattern(Regex);

impl Pattern {
    /// The words as they are, in whatever case if `any_case`.
    #[must_use]
    pub fn from_words(words: &str, any_case: bool) -> Option<Self> {
        Self::from_regex(&regex::escape(&normalise_typed(words)), any_case)
    }

    /// A regular expression; `None` where it is none.
    #[must_use]
    pub fn from_regex(source: &str, any_case: bool) -> Option<Self> {
        RegexBuilder::new(&normalise_typed(source))
            .case_insensitive(any_case)
            .multi_line(true)
            .build()
            .ok()
            .map(Self)
    }

    /// Whether it stands anywhere in a text.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.0.is_match(&normalise_typed(text))
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
            ("A", "a", true),
            ("a.c", "abc", false),
        ] {
            assert_eq!(Pattern::from_words(words, true).unwrap().is_in(text), wanted, "{words} in {text}");
        }
        assert!(!Pattern::from_words("A", false).unwrap().is_in("a"));
        assert!(Pattern::from_regex("(", true).is_none());
    }
}
