//! A view without names, for a talk with a supervisor: names, organisations, mail addresses and places give way to what they are:
//! those that the front matter knows, that supports and headings show, and that come back within sentences.

mod contacts;
mod folded;
mod known;
mod spoken;
#[cfg(test)]
mod tests;
mod third_persons;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::marker::PhantomData;

use regex::Regex;
use serde::Serialize;
use serde_json::Value;

use self::contacts::mask_contacts;
use self::folded::{make_key, replace_found};
use self::known::Known;
use self::spoken::{Spoken, has_capital, words_of};
#[cfg(test)]
use self::third_persons::texts_of;
use super::view::View;
use crate::model::matching::make_sorting_key;
use crate::model::moment::split_leading_day;
use crate::model::order::InOrder as _;
use crate::model::plan::Criterion;
use crate::model::record::Record;
use crate::model::settings::Settings;
use crate::model::wording::NameWords;

/// How many words that may be names are told.
const MOST_LEFT: usize = 40;
/// A word with a capital right before a name that was swapped: `Kim [person 1]`.
const BEFORE_A_NAME: &str = r"(\p{Lu}[\p{L}\p{M}'’-]+)\s+\[person \d+\]";

/// A view in which names are swapped; sources begin in the client's own folder and end in the day.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct Anonymous<V> {
    value: Value,
    /// What was swapped, as it was written.
    #[serde(skip)]
    found: Vec<String>,
    #[serde(skip)]
    of: PhantomData<V>,
}

/// What is swapped for what in one client's views.
pub struct Swaps {
    /// What is found whatever its case.
    phrases: Option<Regex>,
    /// What is found only as it is written: `Will` is a name, `will` isn't.
    names: Option<Regex>,
    /// Addresses that may stay, in small letters.
    own_contacts: Vec<String>,
    /// Names that may stay, by what their spellings share.
    kept: BTreeSet<String>,
    /// Parts of other clients' names that are words of the notes as well, likewise: they are told, not swapped.
    words_too: BTreeSet<String>,
    /// Each name, likewise, and what it is swapped for.
    pairs: Vec<(String, String)>,
    /// How the words of the client's notes are used.
    spoken: Spoken,
}

impl<V: Serialize> Anonymous<V> {
    /// Swaps the names in a view.
    ///
    /// # Errors
    /// Where the view can't be made JSON.
    pub fn swap(view: &V, swaps: &Swaps) -> serde_json::Result<Self> {
        let mut swapped = Self::swap_value(serde_json::to_value(view)?, swaps);
        if let Some(parts) = swapped.value.as_object_mut() {
            parts.insert("anonymous".into(), Value::Bool(true));
        }
        Ok(swapped)
    }

    fn swap_value(mut value: Value, swaps: &Swaps) -> Self {
        let found = RefCell::default();
        swaps.apply(&mut value, &found);
        let mut found: Vec<String> = found.into_inner().into_iter().collect();
        found.put_in_order_by_key(|name| make_sorting_key(name));
        Self { value, found, of: PhantomData }
    }

    /// The names that stood in the view and were swapped, in the order of the alphabet.
    #[must_use]
    pub fn names_found(&self) -> &[String] {
        &self.found
    }

    /// Whether a name was swapped, however it was written.
    #[must_use]
    pub fn has_swapped(&self, name: &str) -> bool {
        let key = make_key(name);
        self.found.iter().any(|found| make_key(found) == key)
    }
}

/// It looks as the view does; that is the coach's own and was never for the client.
impl<V: View> View for Anonymous<V> {
    const TEMPLATE: Option<&'static str> = V::TEMPLATE;

    fn for_client(self) -> Option<Self> {
        None
    }
}

impl Swaps {
    /// What the front matter of a practice and of one client's notes knows; `others` are the names of all clients.
    #[must_use]
    pub fn gather(record: &Record, others: &[String], settings: &Settings, words: &NameWords) -> Self {
        let mut known = Known::default();
        let client = &record.client;
        known.person(client.name.as_deref().unwrap_or_default(), "[client]");
        known.phrase(&client.id, "[client]");
        known.person(settings.coach.as_deref().unwrap_or_default(), "[coach]");
        if let Some(organisation) = &client.organisation {
            known.phrase(organisation, "[organisation]");
            let named = organisation.split([',', ';']).map(str::trim).filter(|part| has_capital(part));
            named.for_each(|part| known.phrase(part, "[organisation]"));
        }
        let spoken = known.third_persons_of(record, others, words);
        for place in record.plans.iter().filter_map(|plan| plan.fit.place.as_ref()) {
            known.place(place, words);
        }
        known.into_swaps(spoken)
    }

    /// The same for what a client gets: they, their coach and where they work may stand in it; other people give way. `others` are the
    /// names of the other clients, `also` those that are known to be names.
    #[must_use]
    pub fn gather_third_persons(
        record: &Record,
        others: &[String],
        also: &[String],
        settings: &Settings,
        words: &NameWords,
    ) -> Self {
        let mut known = Known::default();
        let client = &record.client;
        for name in [client.name.as_ref(), settings.coach.as_ref(), client.organisation.as_ref()] {
            known.keep(name.map_or("", |name| name));
        }
        known.keep(&client.id);
        for name in also {
            known.phrase_of_somebody(name);
        }
        let spoken = known.third_persons_of(record, others, words);
        let own = client.emails.iter().chain(&settings.mail).map(|mail| mail.trim().to_lowercase());
        Self { own_contacts: own.collect(), ..known.into_swaps(spoken) }
    }

    /// Words inside the sentences of a view that begin with a capital and weren't swapped: they may be names.
    #[must_use]
    pub fn find_left<V>(&self, view: &Anonymous<V>, words: &NameWords) -> Vec<String> {
        let mut texts = Vec::new();
        gather(&view.value, &mut texts);
        let shown = Spoken::count(texts.iter().map(String::as_str), words);
        let mut left = shown.perhaps_names();
        left.extend(before_names(&texts));
        left.retain(|name| !self.spoken.is_ordinary(name) && !self.spoken.is_noun(name));
        left.retain(|name| name.chars().count() > 1 && !self.kept.contains(&make_key(name)));
        let words_too = texts.iter().flat_map(|text| words_of(text)).map(|(_, word)| word);
        let is_both = |word: &&str| self.words_too.contains(&make_key(word)) && shown.is_inside(word);
        left.extend(words_too.filter(is_both).map(str::to_owned));
        left.extend(self.spoken.names_like_nouns().filter(|name| shown.is_inside(name)).cloned());
        left.put_in_order();
        left.dedup();
        left.truncate(MOST_LEFT);
        left
    }

    /// A text in which the names are swapped.
    #[must_use]
    pub fn text(&self, text: &str) -> String {
        self.swap(text, &RefCell::default())
    }

    fn swap(&self, text: &str, found: &RefCell<BTreeSet<String>>) -> String {
        let swap = |folded: &str, written: &str| {
            let by = |name: &str| {
                let name = make_key(name);
                self.pairs.iter().find(|(known, _)| *known == name).map(|(_, by)| by.clone())
            };
            // `Emmas Mutter`, `the Brandts`: the name, and what it ends in.
            let (name, by) = if let Some(by) = by(folded) {
                (written, by)
            } else {
                let bare = folded.strip_suffix(['s', 'S']).unwrap_or(folded);
                let by = by(bare).map_or_else(|| "[…]".to_owned(), |by| by + "s");
                (written.strip_suffix(['s', 'S']).unwrap_or(written), by)
            };
            found.borrow_mut().insert(name.to_owned());
            by
        };
        let is_own = |contact: &str| self.own_contacts.iter().any(|own| *own == contact.to_lowercase());
        let mut text = mask_contacts(text, is_own);
        for names in [&self.phrases, &self.names].into_iter().flatten() {
            text = replace_found(&text, names, swap);
        }
        text
    }

    fn apply(&self, value: &mut Value, found: &RefCell<BTreeSet<String>>) {
        match value {
            Value::String(text) => *text = self.swap(text, found),
            Value::Array(items) => items.iter_mut().for_each(|item| self.apply(item, found)),
            Value::Object(parts) => {
                for (name, part) in parts.iter_mut() {
                    match name.as_str() {
                        "source" => *part = nameless(part),
                        "sources" => {
                            let sources = part.as_array().map(|all| all.iter().map(nameless).collect());
                            *part = Value::Array(sources.unwrap_or_default());
                        }
                        // Ids are made of the words of titles and names.
                        "id" | "goal" | "plan" if part.as_str().is_some_and(is_made_of_words) => {
                            *part = Value::String("[id]".into());
                        }
                        _ => self.apply(part, found),
                    }
                }
            }
            _ => {}
        }
    }
}

/// A source from the client's own folder on, by its day: an id is made of the words of titles and names.
fn nameless(source: &Value) -> Value {
    let path = source["path"].as_str().and_then(|path| path.strip_prefix("clients/"));
    let Some((_, own)) = path.and_then(|path| path.split_once('/')) else { return Value::Null };
    let path = own.split_once('/').map_or(own.to_owned(), |(folder, stem)| {
        split_leading_day(stem).map_or_else(|| folder.to_owned(), |(day, _)| format!("{folder}/{day}"))
    });
    serde_json::json!({"path": path, "line": source["line"]})
}

/// Words with a capital right before a name that was swapped: in `Kim Novak rang`, Kim begins the sentence, and may be a name.
fn before_names(texts: &[String]) -> Vec<String> {
    let Ok(pattern) = Regex::new(BEFORE_A_NAME) else { return Vec::new() };
    let found = texts.iter().flat_map(|text| pattern.captures_iter(text));
    found.map(|found| found[1].to_owned()).collect()
}

/// All texts of a view.
fn gather(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| gather(item, texts)),
        Value::Object(parts) => parts.values().for_each(|part| gather(part, texts)),
        _ => {}
    }
}

/// Whether an id is made of somebody's words: that of a question of the checklist isn't.
fn is_made_of_words(id: &str) -> bool {
    !Criterion::ALL.iter().any(|criterion| criterion.label().eq_ignore_ascii_case(id))
}
