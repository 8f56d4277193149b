//! A second opinion on YAML: what another parser reads in the same front matter.

use std::collections::HashSet;
use std::ops::Range;

use granit_parser::ScalarStyle;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_yaml::Value;

use super::tree::{Entry, Kind, Node, Tree};
use super::value;
use crate::model::moment::Moment;

/// Where two parsers part, in bytes of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// The value that they read differently.
    Value(Range<usize>),
    /// The place from which on the other one doesn't take it for YAML.
    Refused(Range<usize>),
}

/// What another parser reads differently in a front matter that stands at `yaml` in the file's text.
#[must_use]
pub fn differences(tree: &Tree, text: &str, yaml: Range<usize>) -> Vec<Difference> {
    let Some(entries) = tree.root.as_ref().and_then(Node::entries) else { return Vec::new() };
    if tree.is_proved || is_plain(entries, text, &yaml) || has_alias(entries) {
        return Vec::new();
    }
    read_again(tree, entries, text, yaml)
}

/// As [`differences`], whatever the block looks like.
#[must_use]
pub fn read_again(tree: &Tree, entries: &[Entry], text: &str, yaml: Range<usize>) -> Vec<Difference> {
    match serde_yaml::from_str::<Pairs>(&text[yaml.clone()]) {
        Ok(Pairs(pairs)) => {
            let agree = |node: &Node, other: &Value| {
                value::read_value(tree, node).is_some_and(|one| same(&one, other))
            };
            let differ = |(entry, (key, second)): (&Entry, &(Value, Value))| {
                (!agree(&entry.key, key) || !agree(&entry.value, second))
                    .then(|| Difference::Value(entry.value.span.clone()))
            };
            let missing = entries.get(pairs.len()).map(|entry| Difference::Value(entry.key.span.clone()));
            entries.iter().zip(&pairs).filter_map(differ).chain(missing).collect()
        }
        // The first parser has told of keys given twice already.
        Err(error) if error.to_string().contains("duplicate") => Vec::new(),
        Err(error) => {
            let at = error.location().map_or(yaml.start, |place| yaml.start + place.index().min(yaml.len()));
            vec![Difference::Refused(at..at + 1)]
        }
    }
}

/// Whether every parser reads this alike: one key a line from its first column, values on the key's line or one by one below,
/// words, dates and numbers of the plain kind. Nearly all front matters are so, and need no second opinion.
fn is_plain(entries: &[Entry], text: &str, yaml: &Range<usize>) -> bool {
    let at_margin = |node: &Node| {
        node.span.start == yaml.start || text.as_bytes().get(node.span.start - 1) == Some(&b'\n')
    };
    let odd = |c: char| {
        matches!(c, '\t' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
            || (c.is_control() && c != '\n')
    };
    !text[yaml.clone()].contains(odd)
        && entries.iter().all(|entry| {
            at_margin(&entry.key) && is_plain_node(&entry.key, text) && is_plain_node(&entry.value, text)
        })
        && has_each_key_once(entries)
}

fn has_each_key_once(entries: &[Entry]) -> bool {
    let mut seen = HashSet::with_capacity(entries.len());
    entries.iter().all(|entry| seen.insert(entry.key.text()))
}

fn is_plain_node(node: &Node, text: &str) -> bool {
    if node.marked {
        return false;
    }
    let on_one_line = !text[node.span.clone()].contains('\n');
    match &node.kind {
        Kind::Scalar { text: words, style, .. } => match style {
            ScalarStyle::Plain => on_one_line && (words.is_empty() || is_plain_word(words)),
            ScalarStyle::SingleQuoted => on_one_line,
            ScalarStyle::DoubleQuoted => on_one_line && !text[node.span.clone()].contains('\\'),
            _ => false,
        },
        Kind::Sequence { items, flow } => {
            (!flow || on_one_line) && items.iter().all(|item| is_plain_node(item, text))
        }
        // A nested block is left to the second parser: how deep it stands is what parsers differ about.
        Kind::Mapping { entries, flow } => {
            *flow
                && on_one_line
                && entries
                    .iter()
                    .all(|entry| is_plain_node(&entry.key, text) && is_plain_node(&entry.value, text))
        }
        Kind::Alias(_) => false,
    }
}

/// Words that begin with a letter, dates, and numbers without frills.
fn is_plain_word(words: &str) -> bool {
    let digits = words.strip_prefix('-').unwrap_or(words);
    let whole = digits == "0"
        || (!digits.starts_with('0')
            && !digits.is_empty()
            && digits.len() < 16
            && digits.bytes().all(|b| b.is_ascii_digit()));
    words.starts_with(|c: char| c.is_ascii_alphabetic())
        || whole
        || Moment::parse(words).is_some_and(|then| then.to_string() == words)
}

fn has_alias(entries: &[Entry]) -> bool {
    fn any(node: &Node) -> bool {
        match &node.kind {
            Kind::Alias(_) => true,
            Kind::Scalar { .. } => false,
            Kind::Sequence { items, .. } => items.iter().any(any),
            Kind::Mapping { entries, .. } => has_alias(entries),
        }
    }
    entries.iter().any(|entry| any(&entry.key) || any(&entry.value))
}

/// Whether two readings agree; a number is the same however it is held.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64() || a.is_nan() && b.is_nan(),
        (Value::Sequence(a), Value::Sequence(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Mapping(a), Value::Mapping(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|((ka, va), (kb, vb))| same(ka, kb) && same(va, vb))
        }
        (Value::Tagged(a), b) => same(&a.value, b),
        (a, Value::Tagged(b)) => same(a, &b.value),
        _ => a == b,
    }
}

/// The top level of a front matter as the second parser reads it; a key given twice doesn't cost the rest.
struct Pairs(Vec<(Value, Value)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Take;
        impl<'de> Visitor<'de> for Take {
            type Value = Pairs;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("keys and values")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Take)
    }
}

#[cfg(test)]
mod tests {
    use super::{Pairs, Tree, differences, is_plain, same};
    use crate::note::{tree::Node, value};
    use proptest::prelude::*;

    fn count_differences(yaml: &str) -> usize {
        differences(&Tree::parse(yaml, 0).expect("YAML"), yaml, 0..yaml.len()).len()
    }

    #[test]
    fn what_parsers_part_about() {
        for (yaml, count) in [
            ("a: word\nb: 2026-11-08\nc: [x, y]\nd: 7\n", 0),
            ("age: 007\n", 1),
            ("bits: 0b11\nname: A\n", 1),
            ("a: &x 1\nb: *x\n", 0),
            ("a: yes\nb: no\n", 0),
        ] {
            assert_eq!(count_differences(yaml), count, "{yaml}");
        }
    }

    fn line() -> impl Strategy<Value = String> {
        let word = "[a-zé0-9][-a-z0-9 :#'.,e_xob+]{0,6}";
        let value = prop_oneof![
            Just(String::new()),
            word.prop_map(|word| format!(" {word}")),
            word.prop_map(|word| format!(" '{word}'")),
            word.prop_map(|word| format!(" \"{word}\"  # why")),
            proptest::collection::vec(word, 0..3).prop_map(|words| format!(" [{}]", words.join(", "))),
            proptest::collection::vec(word, 1..3)
                .prop_map(|words| format!(" {{k: {}}}", words.join(", b: "))),
            proptest::collection::vec(word, 1..3).prop_map(|words| format!("\n  - {}", words.join("\n  - "))),
            proptest::collection::vec(word, 1..3).prop_map(|words| format!("\n- {}", words.join("\n- "))),
        ];
        ("[a-z][a-z_ ]{0,4}", value).prop_map(|(key, value)| format!("{key}:{value}\n"))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        #[test]
        fn what_is_taken_for_plain_is_read_alike(lines in proptest::collection::vec(line(), 1..5)) {
            let yaml = lines.concat();
            let Ok(tree) = Tree::parse(&yaml, 0) else { return Ok(()) };
            let Some(entries) = tree.root.as_ref().and_then(Node::entries) else { return Ok(()) };
            if !is_plain(entries, &yaml, &(0..yaml.len())) {
                return Ok(());
            }
            let Pairs(pairs) = serde_yaml::from_str(&yaml).map_err(|error| TestCaseError::fail(format!("{yaml:?}: {error}")))?;
            prop_assert_eq!(pairs.len(), entries.len());
            for (entry, (key, second)) in entries.iter().zip(&pairs) {
                let agree = |node, other| value::read_value(&tree, node).is_some_and(|one| same(&one, other));
                prop_assert!(agree(&entry.key, key) && agree(&entry.value, second), "{:?}", yaml);
            }
        }
    }
}
