//! A view without names, for a talk with a supervisor: names, organisations, mail addresses and places give way to what they are:
//! those that the front matter knows, that supports and headings show, and that come back within sentences.

mod spoken;
#[cfg(test)]
mod tests;
mod third_persons;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::marker::PhantomData;

use regex::{Captures, Regex};
use serde::Serialize;
use serde_json::Value;

use self::spoken::{Spoken, has_capital, names_in};
use self::third_persons::{texts_of, third_persons};
use super::view::View;
use crate::model::matching::make_sorting_key;
use crate::model::moment::split_leading_day;
use crate::model::order::InOrder as _;
use crate::model::plan::Criterion;
use crate::model::record::Record;
use crate::model::settings::Settings;
use crate::model::wording::SignalWords;

/// How many words that may be names are told.
const MOST_LEFT: usize = 40;
/// Mail addresses and telephone numbers, wherever they stand.
const REACH: &str = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+\d[\d ()/.-]{5,}\d";

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
    reach: Option<Regex>,
    /// Addresses that may stay, in small letters.
    own_contacts: Vec<String>,
    /// Names that may stay, likewise.
    kept: BTreeSet<String>,
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
    pub fn gather(record: &Record, others: &[String], settings: &Settings, words: &SignalWords) -> Self {
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
        words: &SignalWords,
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
    pub fn find_left<V>(&self, view: &Anonymous<V>, words: &SignalWords) -> Vec<String> {
        let mut texts = Vec::new();
        gather(&view.value, &mut texts);
        let shown = Spoken::count(texts.iter().map(String::as_str), words);
        let mut left = shown.perhaps_names();
        left.retain(|name| !self.spoken.is_ordinary(name) && !self.spoken.is_noun(name));
        left.retain(|name| name.chars().count() > 1 && !self.kept.contains(&name.to_lowercase()));
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
        let swap = |name: &Captures<'_>| {
            let written = &name[0];
            let by = |name: &str| {
                let name = name.to_lowercase();
                self.pairs.iter().find(|(known, _)| *known == name).map(|(_, by)| by.clone())
            };
            // `Emmas Mutter`, `the Brandts`: the name, and what it ends in.
            let bare = written.strip_suffix(['s', 'S']).unwrap_or(written);
            let (name, by) = match by(written) {
                Some(by) => (written, by),
                None => (bare, by(bare).map_or_else(|| "[…]".to_owned(), |by| by + "s")),
            };
            found.borrow_mut().insert(name.to_owned());
            by
        };
        let mut text = text.to_owned();
        if let Some(reach) = &self.reach {
            let own = |contact: &str| self.own_contacts.iter().any(|own| *own == contact.to_lowercase());
            let swap = |found: &Captures<'_>| {
                let contact = &found[0];
                if own(contact) { contact.to_owned() } else { "[contact]".to_owned() }
            };
            text = reach.replace_all(&text, swap).into_owned();
        }
        for names in [&self.phrases, &self.names].into_iter().flatten() {
            text = names.replace_all(&text, swap).into_owned();
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

/// Names as they are gathered.
#[derive(Default)]
struct Known {
    /// What isn't swapped, in small letters.
    kept: BTreeSet<String>,
    phrases: Vec<String>,
    names: Vec<String>,
    pairs: Vec<(String, String)>,
    people: usize,
    places: usize,
}

impl Known {
    /// Other clients, the sponsor, and whoever else is spoken of. Gives how the words of the notes are used.
    fn third_persons_of(&mut self, record: &Record, others: &[String], words: &SignalWords) -> Spoken {
        let texts = texts_of(record);
        let spoken = Spoken::count(texts.iter().map(|(text, _)| *text), words);
        for name in others {
            self.phrase(name, "[somebody]");
            // A client who goes by an ordinary word (Will, Rose, Hope) doesn't cost another one's notes that word.
            let parts = name.split(|c: char| !c.is_alphanumeric()).filter(|part| has_capital(part));
            parts.filter(|part| !spoken.is_ordinary(part)).for_each(|part| self.name(part, "[somebody]"));
        }
        if let Some(sponsor) = record.client.sponsor.as_ref().and_then(|sponsor| sponsor.name.as_deref()) {
            self.person(sponsor, "[sponsor]");
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

    /// A name that stays, whole and in its parts.
    fn keep(&mut self, name: &str) {
        let parts = name.split(|c: char| !c.is_alphanumeric());
        let whole = parts.chain([name.trim()]).filter(|part| !part.is_empty()).map(str::to_lowercase);
        self.kept.extend(whole);
    }

    /// A whole name in any case, and each of its parts as it is written.
    fn person(&mut self, name: &str, by: &str) {
        self.phrase(name, by);
        for part in name.split(|c: char| !c.is_alphanumeric()).filter(|part| has_capital(part)) {
            self.name(part, by);
        }
    }

    /// A name that somebody typed: in any case, and of several words, too.
    fn phrase_of_somebody(&mut self, name: &str) {
        self.people += 1;
        self.phrase(name, &format!("[person {}]", self.people));
    }

    fn third_person(&mut self, name: &str) {
        if !self.is_known(name) && !self.is_kept(name) {
            self.people += 1;
            self.name(name, &format!("[person {}]", self.people));
        }
    }

    fn place(&mut self, place: &str, words: &SignalWords) {
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

    fn phrase(&mut self, phrase: &str, by: &str) {
        let phrase = phrase.trim();
        if phrase.chars().count() > 1 && !self.is_known(phrase) && !self.is_kept(phrase) {
            self.phrases.push(phrase.to_owned());
            self.pairs.push((phrase.to_lowercase(), by.to_owned()));
        }
    }

    fn name(&mut self, name: &str, by: &str) {
        if name.chars().count() > 1 && !self.is_kept(name) && !self.names.iter().any(|known| known == name) {
            self.names.push(name.to_owned());
            if !self.is_known(name) {
                self.pairs.push((name.to_lowercase(), by.to_owned()));
            }
        }
    }

    fn is_known(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.pairs.iter().any(|(known, _)| *known == name)
    }

    fn is_kept(&self, name: &str) -> bool {
        self.kept.contains(&name.to_lowercase())
    }

    fn into_swaps(self, spoken: Spoken) -> Swaps {
        let shouted =
            self.names.iter().filter(|name| name.chars().count() > 3).map(|name| name.to_uppercase());
        let names = self.names.iter().cloned().chain(shouted.collect::<Vec<_>>()).collect();
        Swaps {
            phrases: any_of(self.phrases, "(?i)", ""),
            names: any_of(names, "", "[sS]?"),
            reach: Regex::new(REACH).ok(),
            own_contacts: Vec::new(),
            kept: self.kept,
            pairs: self.pairs,
            spoken,
        }
    }
}

/// What finds any of these as whole words, the longest first, each with what a name may end in.
fn any_of(mut names: Vec<String>, flags: &str, ending: &str) -> Option<Regex> {
    if names.is_empty() {
        return None;
    }
    names.put_in_order_by_key(|name| std::cmp::Reverse(name.len()));
    let whole = |name: &String| {
        let edge = |sign: Option<char>| if sign.is_some_and(char::is_alphanumeric) { r"\b" } else { "" };
        let (first, last) = (edge(name.chars().next()), edge(name.chars().next_back()));
        format!("{first}{}{ending}{last}", regex::escape(name))
    };
    let all: Vec<String> = names.iter().map(whole).collect();
    Regex::new(&format!("{flags}(?:{})", all.join("|"))).ok()
}
