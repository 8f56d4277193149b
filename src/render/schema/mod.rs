//! The format as JSON Schema (2020-12), made from the tables by which notes are read, and what programs get: for editors and other people's tools.
//!
//! It describes what is written with the keys as the documentation spells them. Reading takes more: any case, `-` for `_`, keys of one's own.

mod view_shapes;

use serde_json::{Map, Value, json};

pub use view_shapes::ViewShapes;

use crate::model::choice::choices;
use crate::model::key_meanings::{find_meaning, find_setting};
use crate::model::keys::{Holds, Key, NoteKind, SETTINGS};
use crate::model::mark::{Rating, Ten};

/// Which version of JSON Schema it is.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The most hours that a week has.
const HOURS_A_WEEK: u32 = 168;

choices! {
    /// What a schema is there for.
    Described {
        /// The front matter of `client.md`.
        Client = "client",
        /// The front matter of a session.
        Session = "session",
        /// The front matter of a goal.
        Goal = "goal",
        /// The front matter of a plan.
        Plan = "plan",
        /// The front matter of a note between sessions.
        Note = "note",
        /// The settings of a practice.
        Settings = "coach.yaml",
    }
}

/// The schema of one of them.
#[must_use]
pub fn describe(what: Described) -> Value {
    let note = |kind: NoteKind| {
        let title = format!("The front matter of {}", kind.spoken_name());
        describe_keys(&title, kind.keys(), &|key| find_meaning(kind, key))
    };
    match what {
        Described::Client => note(NoteKind::Client),
        Described::Session => note(NoteKind::Session),
        Described::Goal => note(NoteKind::Goal),
        Described::Plan => note(NoteKind::Plan),
        Described::Note => note(NoteKind::Between),
        Described::Settings => describe_keys("The settings of a practice", SETTINGS, &find_setting),
    }
}

type Meanings<'a> = &'a dyn Fn(&str) -> Option<&'static str>;

fn describe_keys(title: &str, keys: &[Key], meaning: Meanings<'_>) -> Value {
    let properties: Map<String, Value> =
        keys.iter().map(|(key, holds)| ((*key).to_owned(), describe_key(key, *holds, meaning))).collect();
    json!({"$schema": DIALECT, "title": title, "type": ["object", "null"], "properties": properties})
}

/// One key; an empty value is a missing one.
fn describe_key(name: &str, holds: Holds, meaning: Meanings<'_>) -> Value {
    let mut described = match holds {
        Holds::Brought => json!({}),
        Holds::Text | Holds::Reference => text(),
        Holds::Plain => number(name),
        Holds::Choice(words) => choice(words),
        Holds::Day(_) | Holds::Moment(_) => json!({"type": ["string", "null"], "pattern": DAY}),
        Holds::Texts | Holds::OneOrMore | Holds::References => {
            json!({"anyOf": [text(), {"type": "array", "items": text()}]})
        }
        Holds::Keys(names, holds) => {
            let below = names.iter().map(|below| {
                ((*below).to_owned(), describe_key(&format!("{name}.{below}"), *holds, meaning))
            });
            map(below.collect())
        }
        Holds::KeysOfAreas(names) => {
            let below = names.iter().map(|below| {
                ((*below).to_owned(), describe_key(&format!("{name}.*.{below}"), Holds::Plain, meaning))
            });
            json!({"type": ["object", "null"], "additionalProperties": map(below.collect())})
        }
    };
    if let (Some(meaning), Some(fields)) = (meaning(name), described.as_object_mut()) {
        fields.insert("description".to_owned(), meaning.into());
    }
    described
}

/// A day, with or without an hour.
const DAY: &str = "^\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2})?)?$";

/// Words; a number or `true` is words, too, where words are meant.
fn text() -> Value {
    json!({"type": ["string", "number", "boolean", "null"]})
}

fn map(properties: Map<String, Value>) -> Value {
    json!({"type": ["object", "null"], "properties": properties})
}

/// A closed list; numbers and `true` stand in it as YAML reads them.
fn choice(words: &[&str]) -> Value {
    let as_read = |word: &&str| match *word {
        "true" => json!(true),
        "false" => json!(false),
        word => word.parse::<i64>().map_or_else(|_| json!(word), |number| json!(number)),
    };
    json!({"enum": words.iter().map(as_read).chain([Value::Null]).collect::<Vec<_>>()})
}

/// A number on the scale of its key.
fn number(name: &str) -> Value {
    let is_below = |above: &str| name.starts_with(above);
    let (kind, least, most) = match name {
        "importance" | "fulfilled" | "confidence" | "confidence_before" => {
            ("number", i64::from(Ten::LOW), Some(i64::from(Ten::HIGH)))
        }
        _ if is_below("alliance.") || is_below("reasons.") => {
            ("number", i64::from(Ten::LOW), Some(i64::from(Ten::HIGH)))
        }
        "balance.*.rating" => ("number", i64::from(Rating::LOW), Some(i64::from(Rating::HIGH))),
        _ if is_below("balance.*.") => ("number", 0, Some(i64::from(HOURS_A_WEEK))),
        "group_size" => ("integer", 1, None),
        "minutes" | "sessions_agreed" | "sessions_before" | "format" => ("integer", 0, None),
        _ => ("number", 0, None),
    };
    let mut described = json!({"type": [kind, "null"], "minimum": least});
    if let (Some(most), Some(fields)) = (most, described.as_object_mut()) {
        fields.insert("maximum".to_owned(), most.into());
    }
    described
}

fn with_title(title: &str, schema: Value) -> Value {
    let mut titled = Map::new();
    titled.insert("$schema".to_owned(), DIALECT.into());
    titled.insert("title".to_owned(), title.into());
    if let Value::Object(fields) = schema {
        titled.extend(fields);
    }
    Value::Object(titled)
}

#[cfg(test)]
mod tests {
    use super::{Described, describe};
    use serde_json::json;

    #[test]
    fn each_key_has_its_type_its_scale_and_its_meaning() {
        let properties = |what: Described| describe(what)["properties"].clone();
        let (session, goal) = (properties(Described::Session), properties(Described::Goal));
        assert_eq!(session["charged"]["enum"], json!([true, false, null]));
        assert_eq!(session["alliance"]["properties"]["heard"]["maximum"], 10);
        assert_eq!(session["balance"]["additionalProperties"]["properties"]["rating"]["minimum"], 1);
        assert_eq!(session["minutes"]["type"], json!(["integer", "null"]));
        assert_eq!(goal["level"]["enum"], json!([-2, -1, 0, 1, 2, null]));
        assert_eq!(goal["title"]["description"], "What the goal is called; without it, it goes by its id.");
    }
}
