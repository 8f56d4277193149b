//! How words are used in a client's notes: with a capital inside sentences, behind a title, behind an article, in small letters.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::model::wording::NameWords;

/// A name that stands inside sentences so often is taken for one.
const AGAIN: usize = 2;
/// Where more than one word in so many has a capital inside a sentence, the language gives one to every noun.
const FEW_CAPITALS: usize = 8;

/// What opens a quotation: behind it a sentence begins.
const OPENING: [char; 8] = ['“', '„', '"', '‘', '‚', '«', '‹', '»'];

/// The words of some texts.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    /// Those with a capital inside a sentence.
    inside: BTreeMap<String, Use>,
    /// Those that stand behind a title (`Mrs`, `Herr`) somewhere.
    titled: BTreeSet<String>,
    /// All that stand in small letters anywhere, and those of the list of words that are no names.
    ordinary: HashSet<String>,
    /// The endings of nouns, where every noun has a capital.
    noun_endings: Vec<String>,
    /// How many words there are.
    words: usize,
    /// How many of them have a capital inside a sentence.
    capitals: usize,
}

/// How often a word with a capital stands inside sentences.
#[derive(Debug, Clone, Copy, Default)]
struct Use {
    times: usize,
    /// How often behind an article or a possessive.
    determined: usize,
    /// How often behind an article that people put before names, too: `der Jonas`.
    by_article: usize,
}

impl Spoken {
    pub(super) fn count<'a>(texts: impl Iterator<Item = &'a str>, words: &NameWords) -> Self {
        let is_in = |list: &[String], word: &str| {
            let word = word.to_lowercase();
            list.iter().any(|one| one.to_lowercase() == word)
        };
        let mut spoken = Self { noun_endings: words.noun_endings.clone(), ..Self::default() };
        spoken.ordinary.extend(words.not_names.iter().chain(&words.titles).map(|word| word.to_lowercase()));
        for text in texts {
            let mut before: Option<&str> = None;
            for (at, word) in words_of(text) {
                spoken.words += 1;
                // In an address or a link a name stands in small letters, and is no word of the language for that.
                if is_in_address(text, at) {
                    before = Some(word);
                    continue;
                }
                let begins = before.is_none() || begins_a_sentence(&text[..at], before, words);
                if !has_capital(word) {
                    spoken.ordinary.insert(word.to_lowercase());
                } else if before.is_some_and(|before| is_in(&words.titles, before)) && !is_shouted(word) {
                    spoken.titled.insert(word.to_owned());
                } else if !begins && !is_shouted(word) && !text[..at].ends_with('[') {
                    spoken.capitals += 1;
                    let of_it = spoken.inside.entry(word.to_owned()).or_default();
                    of_it.times += 1;
                    let is_behind =
                        |list: &[String]| usize::from(before.is_some_and(|before| is_in(list, before)));
                    of_it.determined += is_behind(&words.determiners);
                    of_it.by_article += is_behind(&words.articles);
                }
                before = Some(word);
            }
        }
        spoken
    }

    /// Names that come back within sentences, or stand behind a title.
    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        let again = self
            .inside
            .iter()
            .filter(|(name, of_it)| of_it.times >= AGAIN && !self.is_ordinary(name) && !self.is_noun(name));
        again.map(|(name, _)| name).chain(&self.titled)
    }

    /// Words with a capital inside sentences that may be names.
    pub(super) fn perhaps_names(&self) -> Vec<String> {
        let inside = self.inside.keys().filter(|name| !self.is_ordinary(name) && !self.is_noun(name));
        inside.cloned().collect()
    }

    /// Words that come back behind such an article and nowhere else: a name said so can't be told from a noun.
    pub(super) fn names_like_nouns(&self) -> impl Iterator<Item = &String> {
        let only = self.inside.iter().filter(|(word, of_it)| {
            of_it.times >= AGAIN
                && of_it.by_article == of_it.times
                && !self.is_ordinary(word)
                && !self.is_noun_by_form(word)
        });
        only.map(|(word, _)| word)
    }

    /// Whether a word stands inside a sentence with a capital somewhere, or behind a title.
    pub(super) fn is_inside(&self, word: &str) -> bool {
        self.inside.contains_key(word) || self.titled.contains(word)
    }

    /// Whether a word is one of the language's own: it, or what it is made from, stands in small letters somewhere.
    pub(super) fn is_ordinary(&self, word: &str) -> bool {
        if self.titled.contains(word) {
            return false;
        }
        let word = word.to_lowercase();
        let from = ["s", "es", "ed", "ing"].iter().filter_map(|ending| word.strip_suffix(ending));
        self.ordinary.contains(&word)
            || from.filter(|from| from.len() > 2).any(|from| self.ordinary.contains(from))
    }

    /// Whether a word with a capital is a noun, where the language gives a capital to each: it stands behind an article as often as
    /// not, has a noun's ending, or comes in another number.
    pub(super) fn is_noun(&self, word: &str) -> bool {
        if !self.capitals_nouns() || self.titled.contains(word) {
            return false;
        }
        let of_it = self.inside.get(word).copied().unwrap_or_default();
        (of_it.times > 0 && of_it.determined * 2 >= of_it.times) || self.is_noun_by_form(word)
    }

    /// Whether a word has a noun's ending, or comes in another number.
    fn is_noun_by_form(&self, word: &str) -> bool {
        let has_ending = |ending: &String| word.len() > ending.len() + 2 && word.ends_with(ending.as_str());
        let has_other_number =
            || ["e", "n", "en", "er"].iter().any(|more| self.inside.contains_key(&format!("{word}{more}")));
        self.noun_endings.iter().any(has_ending) || has_other_number()
    }

    /// Whether so many words have a capital that the language gives one to every noun.
    fn capitals_nouns(&self) -> bool {
        self.capitals * FEW_CAPITALS > self.words
    }
}

/// Whether what stands around a place, between two blanks, is a mail address or a link.
fn is_in_address(text: &str, at: usize) -> bool {
    let start = text[..at].rfind(char::is_whitespace).unwrap_or(0);
    let end = text[at..].find(char::is_whitespace).map_or(text.len(), |end| at + end);
    ["@", "://", "](", "www."].iter().any(|sign| text[start..end].contains(sign))
}

/// Whether a sentence begins behind this text. The point behind a title ends none.
fn begins_a_sentence(before: &str, word_before: Option<&str>, words: &NameWords) -> bool {
    let bare = before.trim_end_matches([' ', '*', '_', '(', '[', '\'']);
    if before.ends_with(OPENING) {
        return true;
    }
    let bare = bare.trim_end_matches(OPENING).trim_end();
    let is_title =
        || word_before.is_some_and(|word| words.titles.iter().any(|title| title.eq_ignore_ascii_case(word)));
    bare.ends_with(['!', '?', ':', '…', '\n', '>', '·', '–', '—', '|', '#'])
        || (bare.ends_with('.') && !is_title())
}

/// The words of a text and where they begin.
pub(super) fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|part| !part.is_empty());
    parts.map(move |part| (part.as_ptr() as usize - text.as_ptr() as usize, part))
}

/// The words of a line that begin with a capital and aren't words that anybody begins a line with.
pub(super) fn names_in<'a>(line: &'a str, words: &'a NameWords) -> impl Iterator<Item = &'a str> {
    let parts = line.split(|c: char| !c.is_alphanumeric() && c != '-');
    parts
        .filter(|part| has_capital(part))
        .filter(|part| !words.not_names.iter().any(|word| word.to_lowercase() == part.to_lowercase()))
}

pub(super) fn has_capital(text: &str) -> bool {
    text.chars().any(char::is_uppercase) || text.chars().any(|c| c.is_alphabetic() && !c.is_lowercase())
}

/// Whether a word is in capitals throughout: an abbreviation.
fn is_shouted(word: &str) -> bool {
    word.chars().count() > 1 && !word.chars().any(char::is_lowercase)
}
