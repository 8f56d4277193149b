//! The names in a practice and in one client's notes as they are gathered, and what finds them in a text.

use std::collections::BTreeSet;

use regex::Regex;

use super::Swaps;
use super::folded::{Folded, make_key, replace_found, split_words};
use super::spoken::{Spoken, has_capital, names_in};
use super::third_persons::{Shows, texts_of, third_persons};
use crate::model::order::InOrder as _;
use crate::model::record::Record;
use crate::model::traces::is_unspaced;
use crate::model::wording::NameWords;

/// Names as they are gathered.
#[derive(Default)]
pub(super) struct Known {
    /// What isn't swapped, by what its spellings share.
    kept: BTreeSet<String>,
    words_too: BTreeSet<String>,
    phrases: Vec<String>,
    names: Vec<String>,
    pairs: Vec<(String, String)>,
    people: usize,
    places: usize,
}

impl Known {
    /// Other clients, the sponsor, and whoever else is spoken of. Gives how the words of the notes are used.
    pub(super) fn third_persons_of(
        &mut self,
        record: &Record,
        others: &[String],
        words: &NameWords,
    ) -> Spoken {
        // One word alone may be a word of the language: that is told by the notes.
        let is_one_word = |name: &&String| split_words(name).nth(1).is_none();
        for name in others.iter().filter(|name| !is_one_word(name)) {
            self.phrase(name, "[somebody]");
        }
        if let Some(sponsor) = record.client.sponsor.as_ref().and_then(|sponsor| sponsor.name.as_deref()) {
            self.person(sponsor, "[sponsor]");
        }
        let texts = self.read_without_phrases(record);
        let texts: Vec<(&str, Shows)> = texts.iter().map(|(text, shows)| (text.as_str(), *shows)).collect();
        let spoken = Spoken::count(texts.iter().map(|(text, _)| *text), words);
        for name in others.iter().filter(is_one_word) {
            if !has_capital(name) || !spoken.is_ordinary(name) {
                self.phrase(name, "[somebody]");
            }
        }
        for name in others {
            // A client who goes by an ordinary word (Will, Rose, Hope) doesn't cost another one's notes that word.
            let parts = name.split(|c: char| !c.is_alphanumeric()).filter(|part| has_capital(part));
            let (ordinary, own): (Vec<&str>, Vec<&str>) = parts.partition(|part| spoken.is_ordinary(part));
            for part in own {
                self.name(part, "[somebody]");
            }
            let ordinary: Vec<&str> = ordinary.into_iter().filter(|part| !self.is_kept(part)).collect();
            self.words_too.extend(ordinary.into_iter().map(make_key));
        }
        for plan in &record.plans {
            for people in [&plan.fit.who, &plan.fit.support].into_iter().flatten() {
                names_in(people, words)
                    .filter(|name| !spoken.is_ordinary(name))
                    .for_each(|name| self.third_person(name));
            }
        }
        for name in third_persons(&texts, &spoken) {
            self.third_person(&name);
        }
        spoken
    }

    /// What the notes say but for the whole names known so far: whoever types `bob quill` makes no ordinary word of `Quill`.
    fn read_without_phrases(&self, record: &Record) -> Vec<(String, Shows)> {
        let phrases = find_any_of(&self.phrases, "(?i)", "");
        let cut = |text: &str| match &phrases {
            Some(phrases) => replace_found(text, phrases, |_, _| ",".to_owned()),
            None => text.to_owned(),
        };
        texts_of(record).into_iter().map(|(text, shows)| (cut(text), shows)).collect()
    }

    /// A name that stays, whole and in its parts.
    pub(super) fn keep(&mut self, name: &str) {
        let parts = name.split(|c: char| !c.is_alphanumeric());
        self.kept.extend(parts.chain([name]).map(make_key).filter(|part| !part.is_empty()));
    }

    /// A whole name in any case, and each of its parts as it is written.
    pub(super) fn person(&mut self, name: &str, by: &str) {
        self.phrase(name, by);
        for part in name.split(|c: char| !c.is_alphanumeric()).filter(|part| has_capital(part)) {
            self.name(part, by);
        }
    }

    /// A name that somebody typed: in any case, and of several words, too; what they typed goes before what may stay.
    pub(super) fn phrase_of_somebody(&mut self, name: &str) {
        self.people += 1;
        self.kept.remove(&make_key(name));
        self.phrase(name, &format!("[person {}]", self.people));
    }

    fn third_person(&mut self, name: &str) {
        if !self.is_known(name) && !self.is_kept(name) {
            self.people += 1;
            self.name(name, &format!("[person {}]", self.people));
        }
    }

    pub(super) fn place(&mut self, place: &str, words: &NameWords) {
        // `at home`, `office`: what is nobody's in particular.
        let is_anywhere =
            |part: &str| words.not_names.iter().any(|word| word.to_lowercase() == part.to_lowercase());
        let mut parts = place.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        if self.is_known(place) || parts.all(is_anywhere) {
            return;
        }
        self.places += 1;
        let by = format!("[place {}]", self.places);
        self.phrase(place, &by);
        names_in(place, words).for_each(|name| self.name(name, &by));
    }

    pub(super) fn phrase(&mut self, phrase: &str, by: &str) {
        let phrase = phrase.trim();
        if phrase.chars().count() > 1 && !self.is_known(phrase) && !self.is_kept(phrase) {
            self.phrases.push(phrase.to_owned());
            self.pairs.push((make_key(phrase), by.to_owned()));
        }
    }

    fn name(&mut self, name: &str, by: &str) {
        if name.chars().count() > 1 && !self.is_kept(name) && !self.names.iter().any(|known| known == name) {
            self.names.push(name.to_owned());
            if !self.is_known(name) {
                self.pairs.push((make_key(name), by.to_owned()));
            }
        }
    }

    fn is_known(&self, name: &str) -> bool {
        let name = make_key(name);
        self.pairs.iter().any(|(known, _)| *known == name)
    }

    fn is_kept(&self, name: &str) -> bool {
        self.kept.contains(&make_key(name))
    }

    pub(super) fn into_swaps(self, spoken: Spoken) -> Swaps {
        let shouted =
            self.names.iter().filter(|name| name.chars().count() > 3).map(|name| name.to_uppercase());
        let names: Vec<String> = self.names.iter().cloned().chain(shouted).collect();
        Swaps {
            phrases: find_any_of(&self.phrases, "(?i)", ""),
            names: find_any_of(&names, "", "[sS]?"),
            own_contacts: Vec::new(),
            kept: self.kept,
            words_too: self.words_too,
            pairs: self.pairs,
            spoken,
        }
    }
}

/// What finds any of these as whole words in a text without accents, the longest first, each with what a name may end in. Between the
/// words of one there may be anything that joins words or breaks lines.
fn find_any_of(names: &[String], flags: &str, ending: &str) -> Option<Regex> {
    if names.is_empty() {
        return None;
    }
    let mut names: Vec<String> = names.iter().map(|name| Folded::from_text(name).text).collect();
    names.put_in_order_by_key(|name| std::cmp::Reverse(name.len()));
    let whole = |name: &String| {
        // Scripts without blanks between words have no edges of words either.
        let has_edge = |sign: char| sign.is_alphanumeric() && !is_unspaced(sign);
        let edge = |sign: Option<char>| if sign.is_some_and(has_edge) { r"\b" } else { "" };
        let (first, last) = (edge(name.chars().next()), edge(name.chars().next_back()));
        let words: Vec<String> = split_words(name).map(regex::escape).collect();
        format!("{first}{}{ending}{last}", words.join(r"[\s_\p{Pd}]+"))
    };
    let all: Vec<String> = names.iter().map(whole).collect();
    Regex::new(&format!("{flags}(?:{})", all.join("|"))).ok()
}
