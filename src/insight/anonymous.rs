//! A view without names, for a talk with a supervisor: names, organisations, mail addresses and places that the front matter
//! knows give way to what they are.

use regex::{Captures, Regex};
use serde::Serialize;
use serde_json::Value;

use super::shared::Shared;
use crate::model::record::Record;
use crate::model::settings::Settings;
use crate::model::words::SignalWords;

/// Mail addresses and telephone numbers, wherever they stand.
const REACH: &str = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+\d[\d ()/.-]{5,}\d";

/// A view in which names are swapped; sources, which are paths with names in them, are left out.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct Anonymous(Value);

/// What is swapped for what in one client's views.
pub struct Swaps {
    /// What is found whatever its case.
    phrases: Option<Regex>,
    /// What is found only as it is written: `Will` is a name, `will` isn't.
    names: Option<Regex>,
    reach: Option<Regex>,
    pairs: Vec<(String, String)>,
}

impl Anonymous {
    /// Swaps the names in a view.
    ///
    /// # Errors
    /// Where the view can't be made JSON.
    pub fn of<V: Serialize>(view: &V, swaps: &Swaps) -> serde_json::Result<Self> {
        let mut value = serde_json::to_value(view)?;
        swaps.apply(&mut value);
        if let Some(parts) = value.as_object_mut() {
            parts.insert("anonymous".into(), Value::Bool(true));
            parts.insert("problems".into(), Value::Array(Vec::new()));
        }
        Ok(Self(value))
    }
}

/// There is nothing more to leave out: the view was refused or shared before its names were swapped.
impl Shared for Anonymous {
    fn share(&mut self) {}
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
        for plan in &record.plans {
            for people in [&plan.fit.who, &plan.fit.support].into_iter().flatten() {
                known.people(people, words);
            }
            if let Some(place) = &plan.fit.place {
                known.place(place, words);
            }
        }
        known.into_swaps()
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
        Swaps {
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
    use crate::model::record::Record;
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
        let record = Record { client, sessions, goals, plans: vec![plan], notes };
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
