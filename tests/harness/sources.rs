//! Every statement in JSON names the line that holds its words.

use std::path::Path;

use serde_json::Value;

use super::Practice;

/// The views of one client that hold statements.
const VIEWS: [&str; 7] =
    ["prep", "prep --brief", "stuck", "client show", "goal list", "session list", "plan list"];

/// Asserts that in each view of each client, and in what is taken to a supervisor, every statement stands where it is said to stand;
/// gives how many there are.
pub fn all_views_hold(practice: &Practice) -> usize {
    let clients = practice.json("client list --all");
    let mut count = hold(practice, &practice.json("supervise"), "supervise");
    for client in clients["clients"].as_array().unwrap() {
        let id = client["id"].as_str().unwrap();
        for view in VIEWS {
            let line = format!("{view} {id}");
            count += hold(practice, &practice.json(&line), &line);
        }
    }
    count
}

/// Calls `with` on everything that has a text and a source, wherever it stands.
pub fn statements(value: &Value, with: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Object(keys) => {
            if let (Some(Value::String(text)), Some(source)) = (keys.get("text"), keys.get("source")) {
                with(text, source);
            }
            keys.values().for_each(|inner| statements(inner, with));
        }
        Value::Array(items) => items.iter().for_each(|inner| statements(inner, with)),
        _ => {}
    }
}

/// Letters and digits alone: what is left of words when marks, quotes and breaks are taken away.
pub fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Asserts that each statement begins on the line that its source names; gives how many there are.
pub fn hold(practice: &Practice, view: &Value, told: &str) -> usize {
    let mut count = 0;
    statements(view, &mut |text, source| {
        count += 1;
        let path = source["path"].as_str().unwrap_or_else(|| panic!("{told}: no source: {text}"));
        assert!(!Path::new(path).is_absolute() && !path.contains('\\'), "{path}");
        let line = usize::try_from(source["line"].as_u64().expect("a line")).expect("a line");
        let file = practice.read(path);
        // A step's day stands apart from its words.
        let whole = file.lines().nth(line - 1).unwrap_or_default();
        let undated: String = whole.split(' ').filter(|word| !word.starts_with("due:")).map(bare).collect();
        let there = bare(whole);
        let first = bare(text.lines().next().unwrap_or_default());
        let rest = bare(&file.lines().skip(line - 1).collect::<String>());
        let begins = there.contains(&first)
            || undated.contains(&first)
            || (first.contains(&there) && rest.contains(&first));
        assert!(begins && !there.is_empty(), "{told}: {path}:{line} holds {there:?}, not {first:?}");
        // Hashtags that only file a statement are no words of it; without them all of it is there, in order.
        let words: Vec<String> = text.split_whitespace().map(bare).collect();
        let mut from = 0;
        for word in words.iter().filter(|word| !word.is_empty()) {
            let found = rest[from..]
                .find(word.as_str())
                .unwrap_or_else(|| panic!("{told}: {path}:{line} lacks {word:?} of {text:?}"));
            from += found + word.len();
        }
    });
    count
}
