//! Keys that stand among the first words of a body, as `key: value` or `key = value`: typed as text, they have no effect.

use std::ops::Range;

use super::front::LINES_BEFORE;
use crate::model::dates::Direction;
use crate::model::dates::typed::read_typed_date;
use crate::model::keys::{Holds, Key, NoteKind, is_spelling_of};
use crate::model::moment::Moment;
use crate::model::session::SessionStatus;
use crate::note::fields::read_meant_minutes;
use crate::note::lines::list_lines;

/// The keys that decide whether and how a call counts.
pub(super) const DECIDING: [&str; 4] = ["date", "status", "minutes", "cancelled_by"];
/// How far into a line the sign between a key and its value stands at most, in bytes.
const LONGEST_KEY: usize = 24;
/// How long a day in words is at most, in bytes.
const LONGEST_DAY: usize = 40;

/// A key that was typed as text.
pub(super) struct TypedKey {
    /// Its line, in the body.
    pub(super) at: Range<usize>,
    pub(super) key: &'static str,
}

/// The keys that were typed as text: the first that decides how a call counts, else the first other one.
#[derive(Default)]
pub(super) struct TypedKeys {
    pub(super) deciding: Option<TypedKey>,
    pub(super) other: Option<TypedKey>,
}

/// Whether a body begins with words that may be meant as keys.
pub(in crate::note) fn types_keys_as_text(body: &str, kind: NoteKind) -> bool {
    let typed = find_typed_as_text(body, kind, |_, _| false);
    typed.deciding.or(typed.other).is_some()
}

/// The keys among the first three lines of words, but for those that are said otherwise with their value.
pub(super) fn find_typed_as_text(
    body: &str,
    kind: NoteKind,
    is_said: impl Fn(&Key, &str) -> bool,
) -> TypedKeys {
    let mut found = TypedKeys::default();
    let letters = FIRST_LETTERS[kind as usize];
    let words = list_lines(body).filter(|(_, line)| !line.trim_start().is_empty()).take(LINES_BEFORE);
    for (at, line) in words {
        let Some(Pair { key, value, has_gap, is_marked }) = part_pair(line, letters) else { continue };
        // In a list there may as well be a sentence that begins so.
        let is_short = !is_marked || value.split_whitespace().count() <= 3;
        let is_plain = || {
            let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
            is_number || names_choice(value) || Moment::parse(value).is_some()
        };
        if !is_short || !(has_gap || is_plain()) {
            continue;
        }
        let own = kind.keys().iter().find(|(known, _)| is_spelling_of(key, known));
        let typed = |key| TypedKey { at: at..at + line.trim_end().len(), key };
        if let Some(known) = DECIDING.into_iter().find(|known| is_spelling_of(key, known)) {
            // Between sessions somebody may have meant to write of a call.
            let is_unsaid = own.map_or(kind == NoteKind::Between, |own| !is_said(own, value));
            if is_unsaid && may_be_value_of(known, value, kind) {
                found.deciding = Some(typed(known));
                return found;
            }
        } else if let Some(own) = own
            && found.other.is_none()
            && is_value_of(&own.1, value)
            && !is_said(own, value)
        {
            found.other = Some(typed(own.0));
        }
    }
    found
}

/// A colon as wide as a sign.
const WIDE: &str = "：";

/// What may be a key and its value.
struct Pair<'a> {
    key: &'a str,
    value: &'a str,
    /// Whether a blank or a mark stands between the two.
    has_gap: bool,
    /// Whether the line is set in bold, in a list or as a heading.
    is_marked: bool,
}

/// What may stand before a key that is set in bold, in a list or as a heading.
const MARKS: [char; 9] = ['*', '_', '-', '+', '•', '#', ' ', '\t', '\u{a0}'];

/// Parts a line that may be a key and its value; a look at its first letter and its first bytes spares nearly every one.
fn part_pair(line: &str, letters: u32) -> Option<Pair<'_>> {
    let is_first = |byte: u8| letters & (1 << (byte.to_ascii_lowercase() & 31)) != 0;
    let is_bare = line.as_bytes()[0].is_ascii_alphabetic();
    let bare = if is_bare { line } else { line.trim_start_matches(MARKS) };
    let first = *bare.as_bytes().first()?;
    if !first.is_ascii_alphabetic() || !is_first(first) {
        return None;
    }
    let head = &bare.as_bytes()[..bare.len().min(LONGEST_KEY)];
    let sign = head.iter().position(|byte| matches!(byte, b':' | b'=' | 0xef))?;
    let width = if head[sign] == 0xef { WIDE.len() } else { 1 };
    let (key, behind) = (bare.get(..sign)?, bare.get(sign + width..)?);
    if head[sign] == 0xef && !bare[sign..].starts_with(WIDE) {
        return None;
    }
    let key = key.trim_end_matches(['*', '_', ' ', '\u{a0}']);
    let value = behind.trim_matches(['*', '_', ' ', '\u{a0}', '\r', '\n', '\t']);
    let has_gap = bare[key.len()..].contains([' ', '*', '_', '\u{a0}', '：', '=']);
    Some(Pair { key, value, has_gap, is_marked: bare.len() != line.len() })
}

/// The letters, a bit each, that keys of each kind begin with which can be told from words by what they hold.
const FIRST_LETTERS: [u32; NoteKind::ALL.len()] = {
    let mut letters = [0; NoteKind::ALL.len()];
    let mut kind = 0;
    while kind < letters.len() {
        letters[NoteKind::ALL[kind] as usize] = list_first_letters(NoteKind::ALL[kind].keys());
        kind += 1;
    }
    letters
};

const fn list_first_letters(keys: &[Key]) -> u32 {
    let mut letters = 0;
    let mut at = 0;
    while at < keys.len() {
        if is_told_by_value(&keys[at].1) {
            letters |= first_letter(keys[at].0);
        }
        at += 1;
    }
    at = 0;
    while at < DECIDING.len() {
        letters |= first_letter(DECIDING[at]);
        at += 1;
    }
    letters
}

const fn first_letter(key: &str) -> u32 {
    1 << (key.as_bytes()[0] & 31)
}

const fn is_told_by_value(holds: &Holds) -> bool {
    matches!(holds, Holds::Plain | Holds::Choice(_) | Holds::Day(_) | Holds::Moment(_) | Holds::Keys(..))
}

/// Whether words are what a key may hold, and hardly anything else.
fn is_value_of(holds: &Holds, value: &str) -> bool {
    let value = value.trim_matches(['"', '\'']);
    match holds {
        Holds::Plain => value.parse::<f64>().is_ok(),
        Holds::Choice(words) => words.iter().any(|word| is_spelling_of(value, &word.replace('-', "_"))),
        Holds::Day(_) | Holds::Moment(_) => Moment::parse(value).is_some(),
        Holds::Keys(..) => value.starts_with('{') && value.ends_with('}'),
        _ => false,
    }
}

/// Whether words behind a deciding key may be what it holds. A mail between sessions has its day in its headers.
fn may_be_value_of(key: &str, value: &str, kind: NoteKind) -> bool {
    match key {
        "date" => {
            value.contains(|c: char| c.is_ascii_digit()) || kind == NoteKind::Session && names_day(value)
        }
        "minutes" => value.starts_with(|c: char| c.is_ascii_digit()) || read_meant_minutes(value).is_some(),
        "cancelled_by" => !value.is_empty(),
        _ => (!value.is_empty() && !value.contains(' ')) || names_choice(value),
    }
}

/// Whether words are a day as people type it: `tomorrow`, `next friday`.
fn names_day(value: &str) -> bool {
    let Some(now) = Moment::parse("2026-11-24") else { return false };
    value.len() <= LONGEST_DAY && read_typed_date(value, now, Direction::LooksBack).is_ok()
}

/// Whether words are what may have become of a call, or begin so and go on with by whom or why: `no show`, `cancelled (ill)`.
fn names_choice(value: &str) -> bool {
    SessionStatus::VARIANTS.iter().any(|status| {
        let word = status.word();
        let behind = value.get(..word.len()).filter(|typed| is_spelling_of(typed, &word.replace('-', "_")));
        let behind = behind.map(|_| value[word.len()..].trim_start());
        behind.is_some_and(|behind| {
            let goes_on = behind.starts_with(|c: char| !c.is_alphanumeric()) || behind.starts_with("by ");
            behind.is_empty() || goes_on
        })
    })
}
