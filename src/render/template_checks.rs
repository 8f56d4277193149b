//! The text of a practice's own template with checks written into it: what `bounds.rs` looks at when it runs.

use std::fmt::Write as _;

use super::bounds::{FACTOR, FILTER, REFUSE};
use crate::model::order::InOrder as _;

/// The most operators of one tag.
const MOST_OPERATORS: usize = 48;
/// The most words and signs of one tag; the longest of our own has 56.
const MOST_TOKENS: usize = 400;
/// The most `elif` of one template.
const MOST_BRANCHES: usize = 100;
/// The longest template, in bytes.
const LONGEST: usize = 256 << 10;

/// The text of a practice's own template with its checks.
#[must_use]
pub fn write_checks(source: &str) -> String {
    if source.len() > LONGEST {
        return format!("{{{{ 'a template is no longer than 256 KB'|{REFUSE} }}}}");
    }
    let mut checked = String::with_capacity(source.len() * 2);
    let mut captured: Vec<String> = Vec::new();
    let (mut at, mut branches) = (0, 0);
    while let Some(tag) = Tag::next(source, at) {
        checked.push_str(&source[at..tag.start]);
        let inside = &source[tag.inner.clone()];
        if let Some(raw_end) = tag.end_of_raw(source) {
            checked.push_str(&source[tag.start..raw_end]);
            at = raw_end;
            continue;
        }
        let tokens = tokens(inside);
        // The engine follows each of these by calling itself, and has no bound of its own for it.
        branches += usize::from(tag.is_block && tokens.first().is_some_and(|(word, _)| *word == "elif"));
        if tokens.len() > MOST_TOKENS || branches > MOST_BRANCHES {
            let _ = write!(checked, "{{{{ 'a tag is too long, or there are too many elif'|{REFUSE} }}}}");
            return checked;
        }
        let operators =
            tokens.iter().filter(|(word, _)| matches!(*word, "~" | "+" | "*" | "[" | "(")).count();
        if operators > MOST_OPERATORS {
            let _ = write!(checked, "{{{{ 'a tag has more than 48 operators and brackets'|{REFUSE} }}}}");
            return checked;
        }
        checked.push_str(&source[tag.start..tag.inner.start]);
        checked.push_str(&check_factors(inside, &tokens));
        checked.push_str(&source[tag.inner.end..tag.end]);
        at = tag.end;
        if !tag.is_block {
            continue;
        }
        let words: Vec<&str> = tokens.iter().map(|(word, _)| *word).collect();
        let mut names = names_given(&words);
        match words.first() {
            Some(&"set") if !words.contains(&"=") => captured.push(std::mem::take(&mut names).concat()),
            Some(&"endset") => names.extend(captured.pop()),
            _ => {}
        }
        // Whatever stands in a loop or a macro is written once more each time.
        let repeats = matches!(words.first(), Some(&"for" | &"macro" | &"call"));
        let cost = if repeats { body_length(source, tag.end) } else { 0 };
        if names.is_empty() && repeats {
            names.push("within_bounds_".into());
        }
        let trim = if source[..tag.end].ends_with("-%}") { "-" } else { "" };
        for (place, name) in names.iter().enumerate() {
            let cost = if place == 0 { cost } else { 0 };
            let value = if name == "within_bounds_" { "0" } else { name };
            let _ = write!(
                checked,
                "{{% set {name} = {value}|{FILTER}({cost}) if {value} is defined else {value} {trim}%}}"
            );
        }
    }
    checked.push_str(&source[at..]);
    checked
}

/// A tag's tokens again, what is multiplied being checked for a number on either side.
fn check_factors(inside: &str, tokens: &[(&str, usize)]) -> String {
    let mut ends: Vec<usize> = Vec::new();
    for (place, (word, _)) in tokens.iter().enumerate() {
        if *word == "*" && place > 0 {
            let (before, start) = tokens[place - 1];
            ends.push(start + before.len());
            ends.push(end_of_operand(tokens, place + 1, inside.len()));
        }
    }
    ends.put_in_order();
    let mut text = String::new();
    let mut at = 0;
    for end in ends {
        text.push_str(&inside[at..end]);
        let _ = write!(text, "|{FACTOR}");
        at = end;
    }
    text.push_str(&inside[at..]);
    text
}

/// Where an operand ends, with its attributes, arguments and filters.
fn end_of_operand(tokens: &[(&str, usize)], first: usize, otherwise: usize) -> usize {
    let mut place = first;
    let mut end = otherwise;
    let mut is_wanted = true;
    while let Some((word, at)) = tokens.get(place) {
        let opens = matches!(*word, "(" | "[" | "{");
        if !is_wanted && !opens && !matches!(*word, "." | "|") {
            break;
        }
        if opens {
            let mut depth = 0_usize;
            while let Some((word, at)) = tokens.get(place) {
                end = at + word.len();
                match *word {
                    "(" | "[" | "{" => depth += 1,
                    ")" | "]" | "}" => depth -= 1,
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
                place += 1;
            }
            is_wanted = false;
        } else {
            end = at + word.len();
            is_wanted = matches!(*word, "." | "|" | "-");
        }
        place += 1;
    }
    end
}

/// The names that a tag gives to something.
fn names_given(words: &[&str]) -> Vec<String> {
    let upto = |end: &str| words.iter().position(|word| *word == end).unwrap_or(words.len());
    let is_name = |word: &&str| word.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let listed = |words: &[&str]| -> Vec<String> {
        words.iter().filter(|word| is_name(word)).map(|word| (*word).to_owned()).collect()
    };
    match words.first() {
        Some(&"set") => {
            let target = &words[1..upto("=").max(1)];
            // A part of a namespace, or several names.
            if target.contains(&".") || !words.contains(&"=") {
                vec![target.concat()]
            } else {
                listed(target)
            }
        }
        Some(&"for") => listed(&words[1..upto("in").max(1)]),
        Some(&"macro") => names_before_defaults(&words[2.min(words.len())..]),
        Some(&"call") if words.get(1) == Some(&"(") => names_before_defaults(&words[1..upto(")").max(1)]),
        Some(&"with") => names_before_defaults(&words[1..]),
        _ => Vec::new(),
    }
}

/// The names of a list such as `(a, b=1)`: those that stand first, or behind a comma, outside of inner brackets.
fn names_before_defaults(words: &[&str]) -> Vec<String> {
    let outer = usize::from(words.first() == Some(&"("));
    let mut depth = 0_usize;
    let mut is_next = true;
    let mut names = Vec::new();
    for word in words {
        match *word {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            "," if depth <= outer => is_next = true,
            name if is_next && depth <= outer => {
                names.push(name.to_owned());
                is_next = false;
            }
            _ => {}
        }
    }
    names
}

/// How long the body of a block is that begins at `start`, up to the tag that ends it, or to the end.
fn body_length(source: &str, start: usize) -> usize {
    let (mut at, mut depth) = (start, 1_usize);
    while let Some(tag) = Tag::next(source, at) {
        if tag.is_block {
            let first = tokens(&source[tag.inner.clone()]).first().map_or("", |(word, _)| *word);
            match first {
                "for" | "macro" | "call" => depth += 1,
                "endfor" | "endmacro" | "endcall" => depth -= 1,
                _ => {}
            }
        }
        if depth == 0 {
            return tag.start - start;
        }
        at = tag.end;
    }
    source.len() - start
}

/// A tag in a template's text, or a comment.
struct Tag {
    start: usize,
    /// What stands between its signs.
    inner: std::ops::Range<usize>,
    end: usize,
    is_block: bool,
}

impl Tag {
    fn next(source: &str, from: usize) -> Option<Self> {
        let mut at = from;
        loop {
            let start = at + source[at..].find('{')?;
            let (close, is_block) = match source.as_bytes().get(start + 1) {
                Some(b'%') => ("%}", true),
                Some(b'{') => ("}}", false),
                Some(b'#') => {
                    at = start + source[start..].find("#}")? + 2;
                    continue;
                }
                _ => {
                    at = start + 1;
                    continue;
                }
            };
            let first =
                start + 2 + usize::from(matches!(source.as_bytes().get(start + 2), Some(b'-' | b'+')));
            let closed = end_of_tag(source, first, close)?;
            let last = closed - usize::from(closed > first && source[..closed].ends_with(['-', '+']));
            return Some(Self { start, inner: first..last, end: closed + 2, is_block });
        }
    }

    /// Where `{% endraw %}` ends, for a `{% raw %}`: nothing in between is a tag.
    fn end_of_raw(&self, source: &str) -> Option<usize> {
        if !self.is_block || source[self.inner.clone()].trim() != "raw" {
            return None;
        }
        let rest = &source[self.end..];
        let at = rest
            .match_indices("endraw")
            .map(|(at, _)| at)
            .find(|at| rest[..*at].trim_end().trim_end_matches(['-', '+']).ends_with("{%"));
        let end = at.and_then(|at| rest[at..].find("%}").map(|close| self.end + at + close + 2));
        Some(end.unwrap_or(source.len()))
    }
}

/// Where a tag's closing sign stands: not in a text in quotation marks, and not where braces of a map are open.
fn end_of_tag(source: &str, from: usize, close: &str) -> Option<usize> {
    let bytes = source.as_bytes();
    let (mut at, mut depth) = (from, 0_usize);
    while at < bytes.len() {
        match bytes[at] {
            quote @ (b'"' | b'\'') => at = end_of_text(bytes, at, quote),
            _ if depth == 0 && source[at..].starts_with(close) => return Some(at),
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
        while !source.is_char_boundary(at) {
            at += 1;
        }
    }
    None
}

/// The place of the quotation mark that closes a text.
fn end_of_text(bytes: &[u8], from: usize, quote: u8) -> usize {
    let mut at = from + 1;
    while at < bytes.len() && bytes[at] != quote {
        at += 1 + usize::from(bytes[at] == b'\\');
    }
    at.min(bytes.len() - 1)
}

/// The tokens of a tag, and where each stands: words, numbers, texts, signs.
fn tokens(inside: &str) -> Vec<(&str, usize)> {
    let bytes = inside.as_bytes();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = inside[at..].chars().next() {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let end = if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        } else if matches!(c, '"' | '\'') {
            let mut end = end_of_text(bytes, at, bytes[at]) + 1;
            while !inside.is_char_boundary(end) {
                end += 1;
            }
            end
        } else if is_word(c) {
            at + inside[at..].find(|c| !is_word(c)).unwrap_or(inside.len() - at)
        } else {
            let pair = inside
                .get(at..at + 2)
                .is_some_and(|two| matches!(two, "**" | "//" | "==" | "!=" | "<=" | ">="));
            at + if pair { 2 } else { c.len_utf8() }
        };
        tokens.push((&inside[at..end], at));
        at = end;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::{tokens, write_checks};

    #[test]
    fn a_name_is_looked_at_where_it_is_given_and_no_line_is_added() {
        for (source, wanted) in [
            (
                "{% set a = b ~ c %}\n",
                "{% set a = b ~ c %}{% set a = a|within_bounds(0) if a is defined else a %}\n",
            ),
            (
                "{% for k, v in x -%}\n{{ v }}{% endfor %}",
                "{% for k, v in x -%}{% set k = k|within_bounds(8) if k is defined else k -%}{% set v = v|within_bounds(0) if v is defined else v -%}\n{{ v }}{% endfor %}",
            ),
            (
                "{{ a * b.c(1)|d }} {# {% set x = 1 %} #}",
                "{{ a|as_factor * b.c(1)|d|as_factor }} {# {% set x = 1 %} #}",
            ),
            (
                "{% set a %}x{% endset %}",
                "{% set a %}x{% endset %}{% set a = a|within_bounds(0) if a is defined else a %}",
            ),
            ("{% raw %}{% set a = 1 %}{% endraw %}", "{% raw %}{% set a = 1 %}{% endraw %}"),
            ("a { b } {{ '}} %}' }}", "a { b } {{ '}} %}' }}"),
        ] {
            assert_eq!(write_checks(source), wanted);
        }
    }

    #[test]
    fn tokens_are_words_texts_and_signs() {
        let words: Vec<&str> =
            tokens("set a = 'x \\' y' ~ b.c|d(2)").into_iter().map(|(word, _)| word).collect();
        assert_eq!(words, ["set", "a", "=", "'x \\' y'", "~", "b", ".", "c", "|", "d", "(", "2", ")"]);
    }
}
