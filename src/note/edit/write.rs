//! New values as YAML text, written so that readers of YAML 1.1 and 1.2 take them for the same.

use granit_parser::ScalarStyle;
use serde_yaml::Value;

use super::NewValue;
use crate::note::value::scalar;

/// Words as a YAML scalar on one line that reads back as those words, in a block and between brackets alike.
#[must_use]
pub fn scalar_text(text: &str) -> String {
    write_one_line(text, true, None)
}

/// A value as it stands behind its key on a line of front matter.
#[must_use]
pub fn value_text(value: &NewValue) -> String {
    write_inline(value, false, None)
}

/// A value on one line. `flow` where it stands between brackets; `like` is how the value was written that it replaces.
pub(super) fn write_inline(value: &NewValue, flow: bool, like: Option<ScalarStyle>) -> String {
    match value {
        NewValue::Text(text) => write_one_line(text, flow, like),
        NewValue::Plain(text) => match like {
            // A choice or a date is text: what was in quotes stays so.
            Some(ScalarStyle::DoubleQuoted | ScalarStyle::SingleQuoted)
                if scalar(text, ScalarStyle::Plain, false).is_string() =>
            {
                write_one_line(text, flow, like)
            }
            _ => text.clone(),
        },
        NewValue::List(items) => {
            let items: Vec<_> = items.iter().map(|item| write_inline(item, true, None)).collect();
            format!("[{}]", items.join(", "))
        }
        NewValue::Map(pairs) => {
            let pairs: Vec<_> = pairs.iter().map(|(name, value)| entry(name, value, true, 1)).collect();
            format!("{{{}}}", pairs.join(", "))
        }
    }
}

/// `key: value` on one line, with so many blanks behind the colon.
pub(super) fn entry(name: &str, value: &NewValue, flow: bool, blanks: usize) -> String {
    format!("{}:{}{}", key(name, flow), " ".repeat(blanks), write_inline(value, flow, None))
}

/// A key, quoted where it has to be.
pub(super) fn key(name: &str, flow: bool) -> String {
    if key_value(name).is_number() { name.to_owned() } else { write_one_line(name, flow, None) }
}

/// What a key means that [`key`] writes: a whole number stays one, as in `levels`.
pub(super) fn key_value(name: &str) -> Value {
    match name.parse::<i64>() {
        Ok(number) if number.to_string() == name => Value::from(number),
        _ => Value::String(name.to_owned()),
    }
}

/// A text of several lines as a literal block: its header, and its lines indented, each with its ending before it.
/// `None` where a block can't hold the text safely, or the text is one line.
pub(super) fn literal(text: &str, indent: &str, ending: &str) -> Option<(&'static str, String)> {
    let (header, content) = match text.strip_suffix('\n') {
        Some(content) => ("|", content),
        None => ("|-", text),
    };
    let safe = content.contains('\n')
        && !content.starts_with([' ', '\t', '\n'])
        && !content.ends_with('\n')
        && content.split('\n').all(|line| line.is_empty() || !line.trim_matches([' ', '\t']).is_empty())
        && content.chars().all(|c| c == '\n' || c == '\t' || is_printable(c));
    safe.then(|| {
        let lines = content.split('\n').map(|line| match line {
            "" => ending.to_owned(),
            line => format!("{ending}{indent}{line}"),
        });
        (header, lines.collect())
    })
}

fn write_one_line(text: &str, flow: bool, like: Option<ScalarStyle>) -> String {
    match like {
        Some(ScalarStyle::SingleQuoted) if text.chars().all(is_printable) => {
            format!("'{}'", text.replace('\'', "''"))
        }
        Some(ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted) => double_quoted(text),
        _ if is_plain(text, flow) => text.to_owned(),
        _ => double_quoted(text),
    }
}

fn double_quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if is_printable(c) => quoted.push(c),
            c => {
                let code = u32::from(c);
                let escaped =
                    if code <= 0xffff { format!("\\u{code:04X}") } else { format!("\\U{code:08X}") };
                quoted.push_str(&escaped);
            }
        }
    }
    quoted.push('"');
    quoted
}

/// Whether a character stands for itself in any reader; what YAML 1.1 takes for a line break doesn't.
fn is_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn is_plain(text: &str, flow: bool) -> bool {
    let indicators =
        ['-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`'];
    !text.is_empty()
        && text.chars().all(is_printable)
        && !text.starts_with(indicators)
        && !text.starts_with(' ')
        && !text.starts_with("...")
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        // Between brackets libyaml trips over `:?`, and readers differ over `:` and `?` in general.
        && !(flow && text.contains([',', '[', ']', '{', '}', ':', '?']))
        && !looks_typed(text)
}

/// Whether some reader takes it for something else than text: a number, a date, a time of day in base 60, a yes or no.
fn looks_typed(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let word = matches!(
        lower.as_str(),
        "y" | "n" | "yes" | "no" | "on" | "off" | "true" | "false" | "null" | "~" | "=" | "<<"
    );
    let figure = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'))
        && lower.chars().all(|c| {
            c.is_ascii_hexdigit() || matches!(c, '_' | ':' | '.' | '+' | '-' | 'x' | 'o' | 't' | 'z' | ' ')
        });
    word || figure || !scalar(text, ScalarStyle::Plain, false).is_string()
}

#[cfg(test)]
mod tests {
    use super::{NewValue, key, literal, write_inline};
    use granit_parser::ScalarStyle::{DoubleQuoted, SingleQuoted};

    #[test]
    fn texts() {
        for (text, block, flow) in [
            ("held", "held", "held"),
            ("Tue and Thu, 07:30", "Tue and Thu, 07:30", "\"Tue and Thu, 07:30\""),
            ("2/week", "2/week", "2/week"),
            ("C# and F#", "C# and F#", "C# and F#"),
            ("", "\"\"", "\"\""),
            ("she said: no", "\"she said: no\"", "\"she said: no\""),
            ("a # b", "\"a # b\"", "\"a # b\""),
            ("say \"hi\" \\", "say \"hi\" \\", "say \"hi\" \\"),
            ("\"hi\" \\", "\"\\\"hi\\\" \\\\\"", "\"\\\"hi\\\" \\\\\""),
            ("a\tb\u{85}\u{7}", "\"a\\tb\\u0085\\u0007\"", "\"a\\tb\\u0085\\u0007\""),
        ] {
            let value = NewValue::Text(text.into());
            assert_eq!(
                (write_inline(&value, false, None).as_str(), write_inline(&value, true, None).as_str()),
                (block, flow)
            );
        }
        let typed = [
            "no",
            "Yes",
            "on",
            "07:30",
            "1_000",
            "2026-11-08",
            "2026-11-08 10:00",
            "0b11",
            "007",
            "1e3",
            ".5",
            "-1",
            "~",
            "null",
            ".inf",
            "=",
            "<<",
            "0o7",
            "+.INF",
            "...",
            "- a",
            "? a",
            "@a",
            "`a",
            "%a",
        ];
        for text in typed {
            assert_eq!(write_inline(&NewValue::Text(text.into()), false, None), format!("\"{text}\""));
        }
    }

    #[test]
    fn quotes_stay() {
        let text = NewValue::Text("it's".into());
        assert_eq!(write_inline(&text, false, Some(SingleQuoted)), "'it''s'");
        assert_eq!(write_inline(&text, false, Some(DoubleQuoted)), "\"it's\"");
        assert_eq!(write_inline(&NewValue::Plain("held".into()), false, Some(SingleQuoted)), "'held'");
        assert_eq!(write_inline(&NewValue::Plain("7".into()), false, Some(DoubleQuoted)), "7");
    }

    #[test]
    fn keys_and_blocks() {
        assert_eq!((key("-2", true).as_str(), key("a b", false).as_str()), ("-2", "a b"));
        assert_eq!((key("no", false).as_str(), key("a: b", false).as_str()), ("\"no\"", "\"a: b\""));
        assert_eq!(literal("a\n\n b", "  ", "\r\n"), Some(("|-", "\r\n  a\r\n\r\n   b".into())));
        assert_eq!(literal("a\nb\n", "  ", "\n"), Some(("|", "\n  a\n  b".into())));
        for text in ["a", "a\n", " a\nb", "a\n \nb", "a\nb\n\n", "a\rb\nc", "\na\nb"] {
            assert_eq!(literal(text, "  ", "\n"), None, "{text:?}");
        }
    }
}
