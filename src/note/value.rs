//! What a node of the tree means: YAML 1.2's core schema, in which `no`, `on` and `yes` are text.

use granit_parser::ScalarStyle;
use serde_yaml::{Mapping, Number, Value};

use super::tree::{Kind, MOST_NODES, Node, Tree};

/// The value of a node, aliases followed. `None` where that would make more than [`MOST_NODES`] nodes, as an alias bomb
/// does. Of a key given twice the last one counts.
#[must_use]
pub fn read_value(tree: &Tree, node: &Node) -> Option<Value> {
    let mut left = MOST_NODES;
    expand(tree, node, &mut left)
}

fn expand(tree: &Tree, node: &Node, left: &mut usize) -> Option<Value> {
    *left = left.checked_sub(1)?;
    match &node.kind {
        Kind::Alias(_) => expand(tree, tree.follow(node)?, left),
        Kind::Scalar { text, style, as_text } => Some(scalar(text, *style, *as_text)),
        Kind::Sequence { items, .. } => {
            items.iter().map(|item| expand(tree, item, left)).collect::<Option<Vec<_>>>().map(Value::Sequence)
        }
        Kind::Mapping { entries, .. } => {
            let mut mapping = Mapping::new();
            for entry in entries {
                mapping.insert(expand(tree, &entry.key, left)?, expand(tree, &entry.value, left)?);
            }
            Some(Value::Mapping(mapping))
        }
    }
}

/// The value of one scalar.
#[must_use]
pub fn scalar(text: &str, style: ScalarStyle, as_text: bool) -> Value {
    if style != ScalarStyle::Plain || as_text {
        return Value::String(text.to_owned());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => number(text).map_or_else(|| Value::String(text.to_owned()), Value::Number),
    }
}

fn number(text: &str) -> Option<Number> {
    if let Some(digits) = text.strip_prefix("0x") {
        return i64::from_str_radix(digits, 16)
            .ok()
            .filter(|_| !digits.starts_with(['+', '-']))
            .map(Number::from);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return i64::from_str_radix(digits, 8)
            .ok()
            .filter(|_| !digits.starts_with(['+', '-']))
            .map(Number::from);
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    match unsigned {
        ".inf" | ".Inf" | ".INF" => {
            return Some(Number::from(if text.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY }));
        }
        ".nan" | ".NaN" | ".NAN" if unsigned == text => return Some(Number::from(f64::NAN)),
        _ => {}
    }
    let shaped =
        unsigned.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-'))
            && unsigned.bytes().any(|b| b.is_ascii_digit())
            && unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    if !shaped {
        return None;
    }
    if let Ok(whole) = text.parse::<i64>() {
        return Some(Number::from(whole));
    }
    text.parse::<f64>().ok().map(Number::from)
}

#[cfg(test)]
mod tests {
    use super::scalar;
    use granit_parser::ScalarStyle::{DoubleQuoted, Plain};
    use serde_yaml::Value;

    #[test]
    fn the_core_schema() {
        for text in [
            "no",
            "yes",
            "on",
            "off",
            "y",
            "2026-11-08",
            "07:30",
            "1_000",
            "-",
            ".",
            "1.2.3",
            "e5",
            "--1",
            "0x",
        ] {
            assert_eq!(scalar(text, Plain, false), Value::String(text.into()), "{text}");
        }
        for (text, wanted) in [("7", 7), ("-2", -2), ("+3", 3), ("007", 7), ("0x1F", 31), ("0o17", 15)] {
            assert_eq!(scalar(text, Plain, false), Value::from(wanted), "{text}");
        }
        for (text, wanted) in [("7.5", 7.5), ("1e3", 1000.0), (".5", 0.5), ("-.inf", f64::NEG_INFINITY)] {
            assert_eq!(scalar(text, Plain, false), Value::from(wanted), "{text}");
        }
        assert_eq!(scalar("~", Plain, false), Value::Null);
        assert_eq!(scalar("True", Plain, false), Value::Bool(true));
        assert_eq!(scalar("7", DoubleQuoted, false), Value::String("7".into()));
        assert_eq!(scalar("7", Plain, true), Value::String("7".into()));
    }
}
