//! Every statement names the line that holds its words.

use std::path::Path;

use serde_json::Value;

use crate::harness::{Practice, shared_real};

/// Calls `with` on everything that has a text and a source, wherever it stands.
fn statements(value: &Value, with: &mut impl FnMut(&str, &Value)) {
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
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Asserts that each statement begins on the line that its source names; gives how many there are.
fn hold(practice: &Practice, view: &Value, told: &str) -> usize {
    let mut count = 0;
    statements(view, &mut |text, source| {
        count += 1;
        let path = source["path"].as_str().unwrap_or_else(|| panic!("{told}: no source: {text}"));
        assert!(!Path::new(path).is_absolute() && !path.contains('\\'), "{path}");
        let line = usize::try_from(source["line"].as_u64().expect("a line")).expect("a line");
        let file = practice.read(path);
        let there = bare(file.lines().nth(line - 1).unwrap_or_default());
        let first = bare(text.lines().next().unwrap_or_default());
        let rest = bare(&file.lines().skip(line - 1).collect::<String>());
        let begins = there.contains(&first) || (first.contains(&there) && rest.contains(&first));
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

const VIEWS: [&str; 7] =
    ["prep", "prep --brief", "stuck", "client show", "goal list", "session list", "plan list"];

fn all_views_hold(practice: &Practice) -> usize {
    let clients = practice.json("client list --all");
    let mut count = 0;
    for client in clients["clients"].as_array().unwrap() {
        let id = client["id"].as_str().unwrap();
        for view in VIEWS {
            let line = format!("{view} {id}");
            count += hold(practice, &practice.json(&line), &line);
        }
    }
    count
}

#[test]
fn in_the_example_every_source_holds_its_words() {
    let count = all_views_hold(&Practice::example());
    assert!(count > 300, "{count}");
}

#[test]
fn in_the_example_what_was_learned_holds_its_words() {
    let practice = Practice::example();
    let count = hold(&practice, &practice.json("report follow-through"), "report follow-through");
    assert!(count >= 18, "{count}");
}

#[test]
fn in_the_example_every_goal_plan_and_session_holds_its_words() {
    let practice = Practice::example();
    for (kind, list) in [("goal", "goals"), ("plan", "plans"), ("session", "sessions")] {
        let views = practice.json(&format!("{kind} list alice"));
        for one in views[list].as_array().unwrap() {
            let id = one["id"].as_str().unwrap();
            let line = format!("{kind} show alice {id}");
            assert!(hold(&practice, &practice.json(&line), &line) > 0 || kind == "session", "{line}");
        }
    }
}

#[test]
fn in_the_real_practice_every_source_holds_its_words() {
    let Some(real) = shared_real() else { return };
    let practice = Practice::copied(&real.join("practice")).today("2026-02-20");
    let count = all_views_hold(&practice);
    assert!(count > 90, "{count}");
    practice.coach("check").ok();
}

#[test]
fn odd_layouts_keep_their_lines() {
    let odd = "\u{feff}---\r\nsummary: >-\r\n  Folded\r\n  words.\r\nshow_up_as:\r\n  - calm\r\n---\r\n\r\n1. One\r\n\r\n   two #happy\r\n\r\n> A\r\n> B\r\n\r\n## Threads\r\n* [ ] later\r\n  more\r\n";
    let practice = Practice::of_alice(&[("sessions/2026-11-08.md", odd)]);
    let digest = practice.json("prep alice");
    assert_eq!(hold(&practice, &digest, "odd"), 7, "{digest:#}");
    assert_eq!(digest["last_time"]["words"][0]["source"]["line"], 13);
    assert_eq!(digest["threads"][0]["source"]["line"], 17);
}

#[test]
fn sources_are_shown_in_text_when_asked_for() {
    let practice = Practice::example();
    practice.coach("prep alice").ok().stdout_lacks("sessions/2026-11-08.md");
    let text = practice.coach("prep alice --sources").ok();
    let text = text.stdout_has("Who gets to hear the page first? (clients/alice/sessions/2026-11-08.md:32)");
    text.stdout_has("(coach.yaml:6)").stdout_has("(clients/alice/plans/2026-11-08-two-mornings.md:24)");
}
