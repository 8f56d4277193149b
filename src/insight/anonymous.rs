//! A view without names, for a talk with a supervisor: names, organisations, mail addresses and places give way to what they are:
//! those that the front matter knows, that supports and headings show, and that come back within sentences.

use std::collections::{BTreeMap, HashSet};
use std::marker::PhantomData;

use regex::{Captures, Regex};
use serde::Serialize;
use serde_json::Value;

use super::view::View;
use crate::model::client::{About, Filed};
use crate::model::matching::sorting_key;
use crate::model::record::Record;
use crate::model::settings::Settings;
use crate::model::words::SignalWords;

/// A name that stands inside sentences so often is taken for one.
const AGAIN: usize = 2;
/// Where more than one word in so many has a capital inside a sentence, the language gives one to every noun.
const FEW_CAPITALS: usize = 8;
/// Headings of the format, which name nobody.
const KNOWN_HEADINGS: [&str; 6] = ["Threads", "I said I would", "Preparation", "Reflection", "Plan", "Prep"];
/// How many words that may be names are told.
const MOST_LEFT: usize = 12;
/// Mail addresses and telephone numbers, wherever they stand.
const REACH: &str = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+\d[\d ()/.-]{5,}\d";

/// A view in which names are swapped; sources, which are paths with names in them, are left out.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct Anonymous<V> {
    value: Value,
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
    pairs: Vec<(String, String)>,
    found: Vec<String>,
}

impl<V: Serialize> Anonymous<V> {
    /// Swaps the names in a view.
    ///
    /// # Errors
    /// Where the view can't be made JSON.
    pub fn of(view: &V, swaps: &Swaps) -> serde_json::Result<Self> {
        let mut value = serde_json::to_value(view)?;
        swaps.apply(&mut value);
        if let Some(parts) = value.as_object_mut() {
            parts.insert("anonymous".into(), Value::Bool(true));
        }
        Ok(Self { value, of: PhantomData })
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
    pub fn of(record: &Record, others: &[String], settings: &Settings, words: &SignalWords) -> Self {
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
        for name in others {
            known.person(name, "[somebody]");
        }
        if let Some(sponsor) = client.sponsor.as_ref().and_then(|sponsor| sponsor.name.as_deref()) {
            known.person(sponsor, "[sponsor]");
        }
        for plan in &record.plans {
            for people in [&plan.fit.who, &plan.fit.support].into_iter().flatten() {
                known.people(people, words);
            }
            if let Some(place) = &plan.fit.place {
                known.place(place, words);
            }
        }
        for name in third_persons(record, words) {
            known.people(&name, words);
        }
        known.into_swaps()
    }

    /// What was found and is swapped, as it is written, in the order of the alphabet.
    #[must_use]
    pub fn found(&self) -> Vec<String> {
        let mut found = self.found.clone();
        found.sort_by_cached_key(|name| sorting_key(name));
        found.dedup();
        found
    }

    /// Words inside the sentences of a view that begin with a capital and weren't swapped: they may be names.
    #[must_use]
    pub fn left_in<V>(&self, view: &Anonymous<V>, words: &SignalWords) -> Vec<String> {
        let mut texts = Vec::new();
        gather(&view.value, &mut texts);
        let spoken = Spoken::of(texts.iter().map(String::as_str), words);
        let mut left: Vec<String> = spoken.inside.into_keys().collect();
        left.truncate(MOST_LEFT);
        left
    }

    /// A text in which the names are swapped.
    #[must_use]
    pub fn text(&self, text: &str) -> String {
        let swap = |found: &Captures<'_>| {
            let found = found[0].to_lowercase();
            let pair = self.pairs.iter().find(|(name, _)| *name == found);
            pair.map_or_else(|| "[…]".to_owned(), |(_, by)| by.clone())
        };
        let mut text = text.to_owned();
        if let Some(reach) = &self.reach {
            text = reach.replace_all(&text, "[contact]").into_owned();
        }
        for names in [&self.phrases, &self.names].into_iter().flatten() {
            text = names.replace_all(&text, swap).into_owned();
        }
        text
    }

    fn apply(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.text(text),
            Value::Array(items) => items.iter_mut().for_each(|item| self.apply(item)),
            Value::Object(parts) => {
                for (name, part) in parts.iter_mut() {
                    match name.as_str() {
                        "source" => *part = Value::Null,
                        "sources" => *part = Value::Array(Vec::new()),
                        // Ids are made of the words of titles and names.
                        "id" | "goal" | "plan" if part.is_string() => *part = Value::String("[id]".into()),
                        _ => self.apply(part),
                    }
                }
            }
            _ => {}
        }
    }
}

/// Who else is spoken of: names that their supports and the headings of notes show, and names that come back within sentences.
fn third_persons(record: &Record, words: &SignalWords) -> Vec<String> {
    let texts = texts_of(record);
    let spoken = Spoken::of(texts.iter().map(|(text, _)| *text), words);
    let mut names: Vec<String> = Vec::new();
    // Where every noun begins with a capital, a capital says nothing.
    if !spoken.capitals_nouns() {
        let again = spoken.inside.iter().filter(|(_, times)| **times >= AGAIN);
        names.extend(again.map(|(name, _)| name.clone()));
    }
    let shown = texts.iter().filter(|(_, shows_names)| *shows_names);
    for (text, _) in shown {
        let capital = names_in(text, words).filter(|name| !spoken.lower.contains(&name.to_lowercase()));
        names.extend(capital.map(str::to_owned));
    }
    names
}

/// Everything that the notes of a client say, and whether a name stands out in it: a support, a heading.
fn texts_of(record: &Record) -> Vec<(&str, bool)> {
    let mut texts: Vec<(&str, bool)> = Vec::new();
    let filed = |filed: &Filed| filed.about == About::Support;
    for one in &record.client.filed {
        texts.push((&one.statement.text, filed(one)));
    }
    for session in &record.sessions {
        let own =
            session.text.iter().chain(&session.said).chain(&session.summary).chain(&session.preparation);
        texts.extend(own.map(|statement| (statement.text.as_str(), false)));
        texts.extend(session.filed.iter().map(|one| (one.statement.text.as_str(), filed(one))));
        texts.extend(session.threads.iter().map(|task| (task.statement.text.as_str(), false)));
        texts.extend(session.promises.iter().map(|promise| (promise.statement.text.as_str(), false)));
        let own = session.headings.iter().filter(|heading| !KNOWN_HEADINGS.contains(&heading.as_str()));
        texts.extend(own.map(|heading| (heading.as_str(), true)));
    }
    for note in &record.notes {
        texts.extend(
            note.statements.iter().chain(&note.said).map(|statement| (statement.text.as_str(), false)),
        );
        texts.extend(note.filed.iter().map(|one| (one.statement.text.as_str(), filed(one))));
    }
    for goal in &record.goals {
        let own = goal.words.iter().chain(&goal.evidence).chain(&goal.looking_back);
        texts.extend(own.map(|statement| (statement.text.as_str(), false)));
        texts.push((goal.called(), false));
    }
    for plan in &record.plans {
        texts.push((&plan.title, false));
        texts.extend(plan.outcome_words.iter().map(|statement| (statement.text.as_str(), false)));
        texts.extend(plan.steps.iter().map(|step| (step.text.as_str(), false)));
        texts.extend(plan.if_thens.iter().map(|task| (task.statement.text.as_str(), false)));
    }
    texts
}

/// The words of some texts: those with a capital inside a sentence, how often, and all that stand in small letters anywhere.
struct Spoken {
    inside: BTreeMap<String, usize>,
    lower: HashSet<String>,
    words: usize,
}

impl Spoken {
    fn of<'a>(texts: impl Iterator<Item = &'a str>, words: &SignalWords) -> Self {
        let mut spoken = Self { inside: BTreeMap::new(), lower: HashSet::new(), words: 0 };
        for text in texts {
            let mut begins = true;
            for (at, word) in words_of(text) {
                let before = text[..at].trim_end_matches(['“', '"', '\'', '‘', '(', '[', '*', '_', ' ']);
                begins |= before.is_empty()
                    || before.ends_with(['.', '!', '?', ':', '…', '\n', '>', '·', '–', '—']);
                spoken.words += 1;
                if !has_capital(word) {
                    spoken.lower.insert(word.to_lowercase());
                } else if !begins && !is_shouted(word) && !text[..at].ends_with('[') {
                    *spoken.inside.entry(word.to_owned()).or_default() += 1;
                }
                begins = false;
            }
        }
        let is_none =
            |name: &String| words.not_names.iter().any(|word| word.to_lowercase() == name.to_lowercase());
        let Self { inside, lower, .. } = &mut spoken;
        inside.retain(|name, _| !is_none(name) && !lower.contains(&name.to_lowercase()));
        spoken
    }

    /// Whether so many words have a capital that the language gives one to every noun.
    fn capitals_nouns(&self) -> bool {
        self.inside.values().sum::<usize>() * FEW_CAPITALS > self.words
    }
}

/// The words of a text and where they begin.
fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|part| !part.is_empty());
    parts.map(move |part| (part.as_ptr() as usize - text.as_ptr() as usize, part))
}

/// Whether a word is in capitals throughout: an abbreviation.
fn is_shouted(word: &str) -> bool {
    word.chars().count() > 1 && !word.chars().any(char::is_lowercase)
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

/// Names as they are gathered.
#[derive(Default)]
struct Known {
    phrases: Vec<String>,
    names: Vec<String>,
    pairs: Vec<(String, String)>,
    people: usize,
    places: usize,
}

impl Known {
    /// A whole name in any case, and each of its parts as it is written.
    fn person(&mut self, name: &str, by: &str) {
        self.phrase(name, by);
        for part in name.split(|c: char| !c.is_alphanumeric()).filter(|part| has_capital(part)) {
            self.name(part, by);
        }
    }

    /// The words in a line about people that look like names.
    fn people(&mut self, line: &str, words: &SignalWords) {
        for name in names_in(line, words) {
            if !self.is_known(name) {
                self.people += 1;
                self.name(name, &format!("[person {}]", self.people));
            }
        }
    }

    fn place(&mut self, place: &str, words: &SignalWords) {
        if self.is_known(place) {
            return;
        }
        self.places += 1;
        let by = format!("[place {}]", self.places);
        self.phrase(place, &by);
        names_in(place, words).for_each(|name| self.name(name, &by));
    }

    fn phrase(&mut self, phrase: &str, by: &str) {
        let phrase = phrase.trim();
        if phrase.chars().count() > 1 && !self.is_known(phrase) {
            self.phrases.push(phrase.to_owned());
            self.pairs.push((phrase.to_lowercase(), by.to_owned()));
        }
    }

    fn name(&mut self, name: &str, by: &str) {
        if name.chars().count() > 1 && !self.names.iter().any(|known| known == name) {
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

    fn into_swaps(self) -> Swaps {
        let found = self.phrases.iter().chain(&self.names).cloned().collect();
        Swaps {
            found,
            phrases: any_of(self.phrases, "(?i)"),
            names: any_of(self.names, ""),
            reach: Regex::new(REACH).ok(),
            pairs: self.pairs,
        }
    }
}

/// The words of a line that begin with a capital and aren't words that anybody begins a line with.
fn names_in<'a>(line: &'a str, words: &'a SignalWords) -> impl Iterator<Item = &'a str> {
    let parts = line.split(|c: char| !c.is_alphanumeric() && c != '-');
    parts
        .filter(|part| has_capital(part))
        .filter(|part| !words.not_names.iter().any(|word| word.to_lowercase() == part.to_lowercase()))
}

fn has_capital(text: &str) -> bool {
    text.chars().any(char::is_uppercase) || text.chars().any(|c| c.is_alphabetic() && !c.is_lowercase())
}

/// What finds any of these as whole words, the longest first.
fn any_of(mut names: Vec<String>, flags: &str) -> Option<Regex> {
    if names.is_empty() {
        return None;
    }
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let whole = |name: &String| {
        let edge = |sign: Option<char>| if sign.is_some_and(char::is_alphanumeric) { r"\b" } else { "" };
        format!("{}{}{}", edge(name.chars().next()), regex::escape(name), edge(name.chars().next_back()))
    };
    let all: Vec<String> = names.iter().map(whole).collect();
    Regex::new(&format!("{flags}(?:{})", all.join("|"))).ok()
}

#[cfg(test)]
mod tests {
    use super::Swaps;
    use crate::model::client::Client;
    use crate::model::record::{Doubted, Record};
    use crate::model::settings::Settings;
    use crate::model::words::SignalWords;
    use crate::note::parsed::Note;
    use crate::note::read;

    #[test]
    fn names_give_way_to_what_they_are() {
        let plan =
            "---\nwho: Kim takes the phone\nsupport: On Friday Jo asks\nwhere: the library\n---\n# P\n";
        let plan = read::plan(Note::parse(&"clients/will/plans/p.md".into(), plan.to_owned())).value;
        let mut client = Client::unknown("will", "clients/will/client.md".into());
        client.name = Some("Will Mc Intyre".into());
        client.organisation = Some("Harbour House, shelter".into());
        let none = || (Vec::new(), Vec::new(), Vec::new());
        let (sessions, goals, notes) = none();
        let record =
            Record { client, sessions, goals, plans: vec![plan], notes, doubted: Doubted::default() };
        let settings = Settings { coach: Some("Robin Vale".into()), ..Settings::default() };
        let words =
            SignalWords { not_names: ["on", "friday"].map(String::from).to_vec(), ..SignalWords::default() };
        let swaps = Swaps::of(&record, &["Will Mc Intyre".into(), "Nina Ümlaut".into()], &settings, &words);
        for (text, wanted) in [
            ("Will's own words", "[client]'s own words"),
            ("WILL MC INTYRE", "[client]"),
            ("I will do it, Intyre", "I will do it, [client]"),
            ("Robin asked Jo and Kim", "[coach] asked [person 2] and [person 1]"),
            ("at The Library, Fridays", "at [place 1], Fridays"),
            ("at Harbour House", "at [organisation]"),
            ("write to w.m@example.org or +33 5 00 00 00", "write to [contact] or [contact]"),
            ("on 2026-11-24", "on 2026-11-24"),
            ("a willing Joe", "a willing Joe"),
            ("like Nina Ümlaut", "like [somebody]"),
        ] {
            assert_eq!(swaps.text(text), wanted);
        }
    }
}
