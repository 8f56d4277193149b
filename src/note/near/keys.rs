//! Keys that are almost known, that belong elsewhere, and values that YAML cuts short.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use crate::model::dates::written::read_whole;
use crate::model::file_name::stem;
use crate::model::key_synonyms::{self, Looks, Synonyms};
use crate::model::keys::{Holds, Key, NoteKind, SETTINGS, is_spelling_of};
use crate::model::moment::{Moment, split_leading_day};
use crate::model::problem::Mend;
use crate::model::slip;
use crate::note::fields::Reader;
use crate::note::foreign::call_outcome::read_called_off;
use crate::note::tree::{Entry, Kind, Node};
use granit_parser::ScalarStyle;

/// Keys that people have for themselves in notes of every kind.
const ANYBODYS: [&str; 10] =
    ["name", "title", "tags", "email", "where", "when", "who", "organisation", "support", "timezone"];

pub(super) fn look(reader: &Reader<'_>, kind: NoteKind) {
    let Some(entries) = reader.note.front.root.as_ref().and_then(Node::entries) else { return };
    let standing = Standing::of(entries);
    for entry in entries {
        let Some(typed) = entry.key.text() else { continue };
        match kind.keys().iter().find(|(known, _)| is_spelling_of(typed, known)) {
            Some((_, holds)) => look_below(reader, entry, holds),
            None if tell_near_key(
                reader,
                &standing,
                entry,
                &mut kind.keys().iter().map(|(known, _)| *known),
            ) => {}
            None if tell_synonym(reader, kind, &standing, entry, typed) => {}
            None => tell_other_kind(reader, kind, entry, typed),
        }
    }
    tell_cut_values(reader, kind, entries);
}

/// The same in the practice's settings, which have keys of their own.
pub(in crate::note) fn look_in_settings(reader: &Reader<'_>) {
    let Some(entries) = reader.note.front.root.as_ref().and_then(Node::entries) else { return };
    let names: Vec<&'static str> = SETTINGS.iter().map(|(known, _)| *known).collect();
    tell_near_keys(reader, entries, &names);
    for entry in entries {
        let typed = entry.key.text().unwrap_or_default();
        // Thresholds are told where they are read.
        let known = SETTINGS.iter().find(|(known, _)| *known != "signals" && is_spelling_of(typed, known));
        if let Some((_, holds)) = known {
            look_below(reader, entry, holds);
        }
    }
}

/// Tells a key among others that is a slip from one of these; says whether it is.
pub(in crate::note) fn tell_slip(
    reader: &Reader<'_>,
    entries: &[Entry],
    entry: &Entry,
    known: &[&'static str],
) -> bool {
    tell_near_key(reader, &Standing::of(entries), entry, &mut known.iter().copied())
}

fn look_below(reader: &Reader<'_>, entry: &Entry, holds: &Holds) {
    let Some(inner) = entry.value.entries() else { return };
    match holds {
        Holds::Keys(names, _) if names.iter().all(|name| !name.contains('-')) => {
            tell_near_keys(reader, inner, names);
        }
        Holds::KeysOfAreas(names) => {
            for marks in inner.iter().filter_map(|area| area.value.entries()) {
                tell_near_keys(reader, marks, names);
            }
        }
        _ => {}
    }
}

/// The keys that stand in one list of them, looked through once for each known key that is asked about.
struct Standing<'a> {
    entries: &'a [Entry],
    asked: RefCell<HashMap<&'static str, bool>>,
}

impl<'a> Standing<'a> {
    fn of(entries: &'a [Entry]) -> Self {
        Self { entries, asked: RefCell::default() }
    }

    fn has(&self, known: &'static str) -> bool {
        let spells = |entry: &Entry| entry.key.text().is_some_and(|key| is_spelling_of(key, known));
        *self.asked.borrow_mut().entry(known).or_insert_with(|| self.entries.iter().any(spells))
    }
}

fn tell_near_keys(reader: &Reader<'_>, entries: &[Entry], known: &[&'static str]) {
    let standing = Standing::of(entries);
    for entry in entries {
        let typed = entry.key.text().unwrap_or_default();
        if !known.iter().any(|known| is_spelling_of(typed, known)) {
            tell_near_key(reader, &standing, entry, &mut known.iter().copied());
        }
    }
}

/// Tells a key that is a slip from a known one; says whether it is.
fn tell_near_key(
    reader: &Reader<'_>,
    standing: &Standing<'_>,
    entry: &Entry,
    known: &mut dyn Iterator<Item = &'static str>,
) -> bool {
    let typed = entry.key.text().unwrap_or_default();
    let normal = normalize(typed);
    let mut near = slip::list_meant(&normal, known);
    // Of two the one is meant that doesn't stand there already.
    if near.len() > 1 && near.iter().any(|known| !standing.has(known)) {
        near.retain(|known| !standing.has(known));
    }
    let Some(meant) = near.first().copied() else { return false };
    let what = tell_without_effect(typed);
    let or = |known: &[&str]| known.iter().map(|known| format!("`{known}`")).collect::<Vec<_>>().join(" or ");
    let hint = format!("did you mean {}?", or(&near));
    let mut problem = reader.note.problem(entry.key.span.clone(), "near-key", what, hint);
    let is_plain = matches!(&entry.key.kind, Kind::Scalar { style: ScalarStyle::Plain, .. });
    if is_plain && near.len() == 1 && !standing.has(meant) && !entry.key.marked {
        problem.mend = Some(Mend { range: entry.key.span.clone(), text: meant.to_owned() });
    }
    reader.push(if near.contains(&"status") { problem.as_doubt() } else { problem.as_note() });
    true
}

fn normalize(typed: &str) -> String {
    typed.to_lowercase().replace(['-', ' '], "_")
}

fn tell_without_effect(typed: &str) -> String {
    format!("`{typed}` isn't a key that coach reads, so it has no effect here")
}

/// Tells another word for a key, if what it holds looks as if it was meant so and the key itself doesn't stand there; says whether it
/// is.
fn tell_synonym(
    reader: &Reader<'_>,
    kind: NoteKind,
    standing: &Standing<'_>,
    entry: &Entry,
    typed: &str,
) -> bool {
    let Some(Synonyms { known, looks, .. }) = key_synonyms::find(kind, &normalize(typed)) else {
        return false;
    };
    let text = entry.value.text().map(str::trim).unwrap_or_default();
    let holds = kind.keys().iter().find(|(key, _)| key == known).map(|(_, holds)| holds);
    let day = || Moment::parse(text).or_else(|| read_whole(text));
    // What says the same as the file's name says nothing else.
    let named = split_leading_day(stem(&reader.note.path)).map(|(day, _)| Moment::day(day));
    let is_meant = match looks {
        Looks::Words => !entry.value.is_blank(),
        Looks::Figure => text.starts_with(|c: char| c.is_ascii_digit()),
        Looks::Day => day().is_some_and(|day| *known != "date" || Some(day) != named),
        Looks::Hour => text.len() <= LONGEST_HOUR && text.starts_with(|c: char| c.is_ascii_digit()),
        Looks::Address => text.contains('@') || entry.value.text().is_none(),
        Looks::Choice => match holds {
            Some(Holds::Choice(words)) => {
                words.iter().any(|word| is_spelling_of(text, word)) || read_called_off(text).is_some()
            }
            _ => false,
        },
        Looks::Yes => !text.is_empty() && !says_no(text),
    };
    let is_hour = *looks == Looks::Hour;
    // The date may stand there without its hour.
    let written = || reader.fields().get(known).and_then(Node::text).and_then(Moment::parse);
    let stands =
        || standing.has(known) && !(is_hour && written().is_some_and(|written| written.time.is_none()));
    if !is_meant || stands() {
        return false;
    }
    let hint = if is_hour {
        "write the hour behind the date: `date: 2026-11-03T10:00`".to_owned()
    } else if let Some(Holds::Choice(words)) = holds {
        format!("write `{known}:` with one of {}, or rename it if it is your own", words.join(", "))
    } else {
        format!("the key is `{known}`; write it so, or rename it if it is your own")
    };
    let problem = reader.note.problem(entry.key.span.clone(), "near-key", tell_without_effect(typed), hint);
    let decides = kind == NoteKind::Session && *known == "status";
    reader.push(if decides { problem.as_doubt() } else { problem.as_note() });
    true
}

/// How long an hour is at most: `10:00 - 11:00`.
const LONGEST_HOUR: usize = 15;

fn says_no(text: &str) -> bool {
    ["false", "no", "n", "0", "nein", "non", "-", "never", "~", "null"]
        .iter()
        .any(|no| text.eq_ignore_ascii_case(no))
}

/// A key of another kind of note, if what it holds looks as if it was meant so.
fn tell_other_kind(reader: &Reader<'_>, kind: NoteKind, entry: &Entry, typed: &str) {
    let others = NoteKind::ALL.into_iter().filter(|other| *other != kind);
    let found = others.flat_map(|other| other.keys().iter().map(move |key| (other, key))).find(
        |(_, (known, holds))| is_spelling_of(typed, known) && is_meant(reader, &entry.value, known, *holds),
    );
    if let Some((other, (known, _))) = found {
        let what = format!(
            "`{typed}` is a key of {}; in {} it has no effect",
            other.spoken_name(),
            kind.spoken_name()
        );
        let hint = format!("move it to where it belongs, or rename it if it is your own `{known}`");
        reader.push(reader.note.problem(entry.key.span.clone(), "other-kind", what, hint).as_note());
    }
}

/// Whether a note has a key of any kind of note, if what it holds looks as if it was meant so.
pub(super) fn holds_one(reader: &Reader<'_>) -> bool {
    let entries = reader.note.front.root.as_ref().and_then(Node::entries).unwrap_or_default();
    let is_one = |entry: &Entry| {
        let typed = entry.key.text().unwrap_or_default();
        let mut all = NoteKind::ALL.into_iter().flat_map(NoteKind::keys);
        all.any(|(known, holds)| {
            is_spelling_of(typed, known) && is_meant(reader, &entry.value, known, *holds)
        })
    };
    entries.iter().any(is_one)
}

fn is_meant(reader: &Reader<'_>, value: &Node, known: &str, holds: Holds) -> bool {
    let text = value.text().map(str::trim).unwrap_or_default();
    match holds {
        Holds::Brought => false,
        Holds::Choice(words) => words.iter().any(|word| word.eq_ignore_ascii_case(text)),
        Holds::Day(_) | Holds::Moment(_) => Moment::parse(text).is_some(),
        Holds::Plain => text.parse::<f64>().is_ok(),
        Holds::Keys(..) | Holds::KeysOfAreas(_) => {
            reader.note.front.follow(value).is_some_and(|value| value.entries().is_some())
        }
        Holds::Text | Holds::Texts | Holds::OneOrMore | Holds::Reference | Holds::References => {
            !ANYBODYS.contains(&known) && !value.is_blank()
        }
    }
}

/// ` #word` behind plain words: YAML takes it for a comment, and the words end there.
fn tell_cut_values(reader: &Reader<'_>, kind: NoteKind, entries: &[Entry]) {
    let note = reader.note;
    if note.front.comments.is_empty() {
        return;
    }
    let of_words = entries.iter().filter(|entry| holds_words(kind.keys(), entry));
    let ends: HashSet<usize> = of_words
        .flat_map(|entry| values(&entry.value))
        .filter(|value| can_be_cut(value))
        .map(|value| value.span.end)
        .collect();
    for comment in &note.front.comments {
        let mut signs = note.text[comment.clone()].chars().skip(1);
        if !signs.next().is_some_and(char::is_alphabetic) {
            continue;
        }
        let line = note.lines.start_of_line(comment.start);
        let before = &note.text[line..comment.start];
        let end = line + before.trim_end().len();
        if ends.contains(&end) {
            let what = "everything from this `#` on is a comment to YAML and isn't read";
            let hint = "put the whole value in quotes (\"…\"), or a blank behind the `#` if it is a comment";
            reader.push(note.problem(comment.clone(), "cut-value", what, hint).as_note());
        }
    }
}

fn holds_words(keys: &[Key], entry: &Entry) -> bool {
    let typed = entry.key.text().unwrap_or_default();
    let known = keys.iter().find(|(known, _)| is_spelling_of(typed, known));
    matches!(known, None | Some((_, Holds::Text | Holds::Texts | Holds::OneOrMore)))
}

fn values(node: &Node) -> impl Iterator<Item = &Node> {
    let items: &[Node] = match &node.kind {
        Kind::Sequence { items, .. } => items,
        _ => std::slice::from_ref(node),
    };
    items.iter()
}

/// Whether a value is words that a `#` behind them cuts short.
fn can_be_cut(node: &Node) -> bool {
    let has_words = |text: &str| text.chars().any(char::is_alphabetic) && Moment::parse(text).is_none();
    matches!(&node.kind, Kind::Scalar { text, style: ScalarStyle::Plain, .. } if has_words(text))
}
