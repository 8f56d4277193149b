//! Front matter that isn't YAML as a whole: the pieces that are read each for itself, and what one of them was meant as.

use std::ops::Range;

use super::edit::scalar_text;
use super::tree::{BadYaml, Kind, Node, Tree};
use crate::model::keys::find_spelled;
use crate::model::problem::Mend;

const NO_KEY: &str = "this line is no `key: value`";
const REST: &str = "the other keys were read";
/// With what YAML begins something else than words.
const OPENING: [char; 4] = ['[', '{', '|', '>'];

/// The pieces of a broken front matter: each from a line that looks like a top-level key to the next, or to a line that
/// ends a document.
pub(super) fn pieces(yaml: &str) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let (mut at, mut open) = (0, false);
    for line in yaml.split_inclusive('\n') {
        let is_key = begins_with_key(line);
        let is_marker = matches!(line.trim_end(), "---" | "...");
        open = is_key || open && !is_marker;
        if is_key {
            pieces.push(at..at);
        }
        at += line.len();
        if let Some(piece) = pieces.last_mut().filter(|_| open) {
            piece.end = at;
        }
    }
    pieces
}

fn begins_with_key(line: &str) -> bool {
    let is_yaml = line.starts_with(|c: char| !c.is_whitespace() && !"#-[]{},&*!|>%@`".contains(c))
        && (line.contains(": ") || line.trim_end().ends_with(':'));
    is_yaml || Sided::split(line).is_some()
}

/// What isn't YAML in a piece that was read as this, if anything.
pub(super) fn find_fault(piece: &Range<usize>, read: &Result<Option<Node>, BadYaml>) -> Option<BadYaml> {
    match read {
        Ok(Some(Node { kind: Kind::Mapping { .. }, .. }) | None) => None,
        Ok(Some(_)) => Some(no_key(piece)),
        Err(error) => Some(error.clone()),
    }
}

pub(super) fn no_key(line: &Range<usize>) -> BadYaml {
    BadYaml::new(line.start, NO_KEY)
}

/// The first line below a piece's first one that stands at the margin, as if it were a key.
pub(super) fn find_stray_line(piece: &str) -> Option<usize> {
    let lines = piece.match_indices('\n').map(|(at, _)| at + 1).filter(|&at| at < piece.len());
    let is_stray = |at: &usize| !piece[*at..].starts_with([' ', '\t', '\r', '\n', '-', '#', ']', '}']);
    lines.into_iter().find(is_stray)
}

/// How to mend a piece of a text: in words, and by itself where it can be meant in one way only.
pub(super) fn advise(text: &str, piece: Range<usize>, error: &BadYaml) -> (String, Option<Mend>) {
    if let Some(mend) = find_mend(&text[piece.clone()]) {
        let mended = lay_in(text[piece.clone()].trim_end(), &mend);
        let range = piece.start + mend.range.start..piece.start + mend.range.end;
        return (format!("write it as `{mended}`; {REST}"), Some(Mend { range, ..mend }));
    }
    let hint = if error.what == NO_KEY {
        "begin it with two blanks if it goes on from the line above, or put a key before it"
    } else if error.what.contains("multiline quoted") {
        "begin each further line of the quoted text with a blank"
    } else if error.what.contains("found a tab") {
        "indent it with blanks: YAML takes no tabs there"
    } else {
        "quote the value (\"…\") if it holds `: `, ` #` or starts with a special sign"
    };
    (format!("{hint}; {REST}"), None)
}

/// What makes one line a key with the words that stand behind it, its places from the line's beginning.
pub(super) fn find_mend(piece: &str) -> Option<Mend> {
    let line = piece.trim_end();
    let sided = Sided::split(line).filter(|_| !line.contains('\n'))?;
    let value = &line[sided.value..];
    let sign = Mend { range: sided.sign, text: ": ".to_owned() };
    let words = Mend { range: sided.value..line.len(), text: scalar_text(value) };
    let both = Mend { range: sign.range.start..line.len(), text: format!(": {}", words.text) };
    // A comment may be one or be meant as words; a mark that closes nowhere may be missing anywhere; a key may have lost its line.
    let is_plain = !value.contains(" #")
        && !value.starts_with(OPENING)
        && !is_left_open(value)
        && !holds_known_key(value);
    let mends = [Some(sign), is_plain.then_some(words), is_plain.then_some(both)];
    mends.into_iter().flatten().find(|mend| {
        let mended = lay_in(line, mend);
        mended != line && reads_as(&mended, sided.key, value)
    })
}

/// Lines of words as keys with their values, where each of them can be meant in one way only, and one of the keys is known.
pub(super) fn mend_lines(text: &str) -> Option<String> {
    let mut mended = String::new();
    let mut is_known = false;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches(['\r', '\n']);
        if !words.trim().is_empty() {
            mended += &lay_in(words, &find_mend(words)?);
            is_known |= Sided::split(words).is_some_and(|sided| find_spelled(sided.key).is_some());
        }
        mended += &line[words.len()..];
    }
    is_known.then_some(mended)
}

fn lay_in(line: &str, mend: &Mend) -> String {
    format!("{}{}{}", &line[..mend.range.start], mend.text, &line[mend.range.end..])
}

/// Whether a line in YAML is this key with a value that stands there as these words.
fn reads_as(line: &str, key: &str, value: &str) -> bool {
    let Ok(Some(Node { kind: Kind::Mapping { entries, flow: false }, .. })) =
        Tree::empty().parse_piece(line, 0)
    else {
        return false;
    };
    let [entry] = &entries[..] else { return false };
    let is_same = entry.value.text().is_none_or(|text| text == value || line.ends_with(value));
    entry.key.text() == Some(key) && is_same
}

fn holds_known_key(value: &str) -> bool {
    let before_colons = value.match_indices(": ").map(|(at, _)| &value[..at]);
    before_colons
        .filter_map(|before| before.split_whitespace().last())
        .any(|word| find_spelled(word).is_some())
}

fn is_left_open(value: &str) -> bool {
    let is_open =
        |mark| value.starts_with(mark) && (value.ends_with(mark) || value.matches(mark).count() < 2);
    is_open('"') || is_open('\'')
}

/// A line with a key of one word on one side, and its value on the other.
struct Sided<'t> {
    key: &'t str,
    /// What stands between the two.
    sign: Range<usize>,
    /// Where the value begins.
    value: usize,
}

impl<'t> Sided<'t> {
    fn split(line: &'t str) -> Option<Self> {
        let end = line.find(|c: char| !(c.is_alphanumeric() || "_-".contains(c)))?;
        let (key, rest) = line.split_at(end);
        let rest = rest.trim_start_matches([' ', '\t']);
        let sign = rest.chars().next().filter(|sign| [':', '=', '：'].contains(sign))?;
        let value = rest[sign.len_utf8()..].trim_start();
        let begins = line.len() - value.len();
        let is_words = key.starts_with(char::is_alphabetic) && !value.trim_end().is_empty();
        // An address of the web, or a comparison, is words; a comment is no value.
        let is_side = is_words && !value.starts_with(['/', '=', ':', '#']);
        is_side.then_some(Self { key, sign: end..begins, value: begins })
    }
}

#[cfg(test)]
mod tests {
    use super::{find_mend, lay_in, mend_lines};

    #[test]
    fn lines_of_words_are_mended_where_each_is_a_key() {
        let mended = |text| mend_lines(text);
        assert_eq!(mended("minutes:50\r\nstatus = held").as_deref(), Some("minutes: 50\r\nstatus: held"));
        assert_eq!(mended("status = held\nwe spoke"), None);
        assert_eq!(mended("a = b"), None);
    }

    #[test]
    fn a_line_that_can_be_meant_in_one_way_only_is_mended() {
        for (line, wanted) in [
            ("minutes:50 min", "minutes: 50 min"),
            ("minutes = 50", "minutes: 50"),
            ("minutes：50", "minutes: 50"),
            ("minutes:\t50", "minutes: 50"),
            ("status:\u{a0}cancelled", "status: cancelled"),
            ("summary: Anna: what now", "summary: \"Anna: what now\""),
            ("summary:Anna: what now", "summary: \"Anna: what now\""),
            ("summary: @home again", "summary: \"@home again\""),
            ("summary: \"No\" she said", r#"summary: "\"No\" she said""#),
            ("summary: *slow* at first", "summary: \"*slow* at first\""),
        ] {
            let mend = find_mend(line).map(|mend| lay_in(line, &mend));
            assert_eq!(mend.as_deref(), Some(wanted));
        }
        for line in [
            "goals: [run",
            "summary: a: b # c",
            "summary: \"no",
            "summary: 'no",
            "alliance: {heard: 8",
            "https://example.org",
            "summary: a: b\n  and more",
            "two words: a: b",
            "summary: |x",
            "summary: we spoke status: held",
            "email:# [a@b.example]",
        ] {
            assert!(find_mend(line).is_none(), "{line}");
        }
    }
}
