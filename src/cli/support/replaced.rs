//! What a command puts something else in place of in front matter, told as it stood.

use std::sync::Arc;

use crate::cli::support::context::Context;
use crate::note::parsed::Note;
use crate::note::tree::{Kind, Node};

/// How much of a value is told, in characters.
const MOST: usize = 100;

/// Says what stood under these keys of a note, and under the keys within them, where something else stands there now, or nothing. A
/// screen that the client sees doesn't show it.
pub fn tell_replaced(context: &Context, [before, after]: [&str; 2], keys: &[&str]) {
    if context.global.shared || before == after {
        return;
    }
    let [before, after] = [before, after].map(|text| list_values(text, keys));
    for (key, stood) in before {
        let stands = after.iter().find(|(other, _)| *other == key).map(|(_, value)| value);
        match stands {
            Some(value) if *value == stood => {}
            Some(_) => context.ui.say(&format!("{key}: it stands in place of “{stood}”")),
            None => context.ui.say(&format!("{key}: “{stood}” is taken away")),
        }
    }
}

/// The values under some keys, each with its whole name: `alliance.heard`.
fn list_values(text: &str, keys: &[&str]) -> Vec<(String, String)> {
    let note = Note::parse(&Arc::from("note"), text.to_owned()).value;
    let mut values: Vec<(String, String)> = Vec::new();
    for key in keys {
        let entry = note.front.root.as_ref().and_then(|root| root.known_entry(key));
        let is_new = !values.iter().any(|(known, _)| known == key || known.starts_with(&format!("{key}.")));
        if let Some(value) = entry.and_then(|entry| note.front.follow(&entry.value)).filter(|_| is_new) {
            collect_values(&note, key, value, &mut values);
        }
    }
    values
}

fn collect_values(note: &Note, key: &str, stands: &Node, values: &mut Vec<(String, String)>) {
    if let Kind::Mapping { entries, .. } = &stands.kind {
        for entry in entries {
            if let (Some(within), Some(value)) = (entry.key.text(), note.front.follow(&entry.value)) {
                collect_values(note, &format!("{key}.{within}"), value, values);
            }
        }
    } else if !stands.is_blank() {
        // A list as it is written.
        let words = stands.text().or_else(|| note.text.get(stands.span.clone())).unwrap_or_default();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let cut = words.char_indices().nth(MOST).map(|(at, _)| format!("{} …", words[..at].trim_end()));
        values.push((key.to_owned(), cut.unwrap_or(words)));
    }
}
