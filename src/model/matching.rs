//! Which one is meant: the exact id, else an unambiguous prefix of it, else a part of the name.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::accents::write_in_plain_letters;
use super::id::fold;
use crate::model::order::InOrder as _;

/// Something that can be named on a command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its id.
    pub id: String,
    /// What people call it; the id where it has no name.
    pub name: String,
}

/// What a typed word was found to mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// Exactly one.
    One(String),
    /// Several fit equally well.
    Several(Vec<Candidate>),
    /// None fits; the nearest ones, best first, at most three.
    None(Vec<Candidate>),
}

/// Finds what `typed` means among the candidates.
#[must_use]
pub fn find(typed: &str, candidates: &[Candidate]) -> Meant {
    if let Some(exact) = candidates.iter().find(|c| c.id == typed) {
        return Meant::One(exact.id.clone());
    }
    let typed_folded = fold(typed.trim());
    if typed_folded.is_empty() {
        return Meant::None(Vec::new());
    }
    let typed_bare = without_accents(&typed_folded);
    let rules: [&dyn Fn(&Candidate) -> bool; 4] = [
        &|c| fold(&c.name) == typed_folded,
        &|c| {
            without_accents(&c.id).starts_with(&typed_bare) || without_accents(&c.name).contains(&typed_bare)
        },
        &|c| fold(&c.name).contains(&typed_folded) || fold(&c.id).contains(&typed_folded),
        &|c| stands_in_order(&typed_folded, &fold(&c.name)) || stands_in_order(&typed_folded, &fold(&c.id)),
    ];
    match by_prefix(typed, candidates) {
        Meant::None(_) => {}
        found => return found,
    }
    rules
        .iter()
        .find_map(|rule| find_fitting(candidates, rule))
        .unwrap_or_else(|| Meant::None(find_nearest(typed, candidates)))
}

/// What words mean among the names of candidates: a name that holds them as they stand, else one that holds each of them. Letters
/// that merely stand in their order mean nothing in a sentence: almost every one holds those of `ben`.
#[must_use]
pub fn find_by_words(typed: &str, candidates: &[Candidate]) -> Meant {
    let plain = |text: &str| without_accents(&fold(text.trim()));
    let typed_plain = plain(typed);
    if typed_plain.is_empty() {
        return Meant::None(Vec::new());
    }
    let rules: [&dyn Fn(&Candidate) -> bool; 3] =
        [&|c| plain(&c.name) == typed_plain, &|c| plain(&c.name).contains(&typed_plain), &|c| {
            typed_plain.split_whitespace().all(|word| plain(&c.name).contains(word))
        }];
    rules
        .iter()
        .find_map(|rule| find_fitting(candidates, rule))
        .unwrap_or_else(|| Meant::None(find_nearest(typed, candidates)))
}

/// The same by the ids alone: the id whatever its case, else the beginning of it.
#[must_use]
pub fn by_prefix(typed: &str, candidates: &[Candidate]) -> Meant {
    let typed = fold(typed.trim());
    let rules: [&dyn Fn(&Candidate) -> bool; 2] =
        [&|c| fold(&c.id) == typed, &|c| !typed.is_empty() && fold(&c.id).starts_with(&typed)];
    rules.iter().find_map(|rule| find_fitting(candidates, rule)).unwrap_or(Meant::None(Vec::new()))
}

/// What fits a rule; `None` where nothing does.
fn find_fitting(candidates: &[Candidate], rule: &dyn Fn(&Candidate) -> bool) -> Option<Meant> {
    let fitting: Vec<&Candidate> = candidates.iter().filter(|candidate| rule(candidate)).collect();
    match fitting.as_slice() {
        [] => None,
        [one] => Some(Meant::One(one.id.clone())),
        several => Some(Meant::Several(several.iter().map(|candidate| (*candidate).clone()).collect())),
    }
}

/// The candidates that look most like what was typed, best first, at most three; none that look quite different.
#[must_use]
pub fn find_nearest(typed: &str, candidates: &[Candidate]) -> Vec<Candidate> {
    let typed = fold(typed);
    let like = |text: &str| strsim::jaro_winkler(&typed, &fold(text));
    let likeness = |c: &Candidate| {
        // A word of three letters is like too many others.
        let words = c.name.split_whitespace().chain(c.id.split('-')).filter(|word| word.chars().count() > 3);
        words.map(like).fold(like(&c.id).max(like(&c.name)), f64::max)
    };
    let mut near: Vec<(f64, &Candidate)> =
        candidates.iter().map(|c| (likeness(c), c)).filter(|(likeness, _)| *likeness > 0.75).collect();
    near.put_in_order_by(|a, b| b.0.total_cmp(&a.0));
    near.into_iter().take(3).map(|(_, c)| c.clone()).collect()
}

/// The word of a list that looks most like what was typed, if one does.
#[must_use]
pub fn find_nearest_word<'a>(typed: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = fold(typed);
    words
        .into_iter()
        .map(|word| (strsim::jaro_winkler(&typed, &fold(word)), word))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, word)| word)
}

/// A name as it is typed on a keyboard without accents: `Jürgen Groß` is `jurgen gross`.
#[must_use]
pub fn without_accents(text: &str) -> String {
    if text.is_ascii() {
        return fold(text);
    }
    let mut plain = String::with_capacity(text.len());
    for letter in fold(text).nfd().filter(|c| !is_combining_mark(*c)) {
        match write_in_plain_letters(letter) {
            Some(letters) => plain.push_str(letters),
            None => plain.push(letter),
        }
    }
    plain
}

/// What a name is sorted by.
pub type SortingKey = (String, String);

/// By what a name is sorted as people do: case and accents apart, so that Émile stands beside Emil, then by code point. Every list
/// of people, goals and files that a person looks through is sorted by it.
#[must_use]
pub fn make_sorting_key(name: &str) -> SortingKey {
    (without_accents(name), name.to_owned())
}

/// Whether the letters typed stand in the text in that order, the first at the start of a word. One letter proves nothing.
fn stands_in_order(typed: &str, text: &str) -> bool {
    let mut wanted = typed.chars().filter(|c| !c.is_whitespace()).peekable();
    if typed.chars().count() < 2 {
        return false;
    }
    let mut before = ' ';
    let mut started = false;
    for c in text.chars() {
        let at_word = !before.is_alphanumeric();
        if wanted.peek() == Some(&c) && (started || at_word) {
            started = true;
            wanted.next();
        }
        before = c;
    }
    wanted.peek().is_none()
}

#[cfg(test)]
mod tests {
    use super::{Candidate, Meant, find, find_nearest_word};

    fn candidates() -> Vec<Candidate> {
        [
            ("alice", "Alice Moreau"),
            ("alina", "Alina Berg"),
            ("ben", "Ben Okafor"),
            ("jo", "Jo Lee"),
            ("joan", "Joan"),
            ("jürgen", "Jürgen Groß"),
        ]
        .map(|(id, name)| Candidate { id: id.into(), name: name.into() })
        .to_vec()
    }

    fn pick_meant(typed: &str) -> String {
        match find(typed, &candidates()) {
            Meant::One(id) => id,
            Meant::Several(several) => {
                format!("{}?", several.iter().map(|c| &*c.id).collect::<Vec<_>>().join("|"))
            }
            Meant::None(near) => format!("no {}", near.iter().map(|c| &*c.id).collect::<Vec<_>>().join("|")),
        }
    }

    #[test]
    fn exact_then_prefix_then_fuzzy() {
        for (typed, wanted) in [
            ("jo", "jo"),
            ("alic", "alice"),
            ("ALICE", "alice"),
            ("ali", "alice|alina?"),
            ("moreau", "alice"),
            ("oka", "ben"),
            ("ab", "alina"),
            ("alcie", "no alice|alina"),
            ("gross", "jürgen"),
            ("jurg", "jürgen"),
            ("mroeau", "no alice"),
            ("zz", "no "),
        ] {
            assert_eq!(pick_meant(typed), wanted, "{typed}");
        }
    }

    #[test]
    fn words_of_a_list() {
        assert_eq!(find_nearest_word("pasued", ["active", "paused", "completed"]), Some("paused"));
        assert_eq!(find_nearest_word("xyz", ["active", "paused"]), None);
    }
}
