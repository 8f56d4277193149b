//! What can be written next: keys, choices, ids of this client's goals and plans, days as one says them, hashtags, headings.

use std::ops::Range;

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionTextEdit, Documentation, TextEdit,
};

use super::desk::Sheet;
use super::front_place::{find_key, list_keys, named_kind};
use super::spoken;
use super::typed_line::{self, TypedWord};
use crate::model::dates::Direction;
use crate::model::hashtag::Hashtag;
use crate::model::headings;
use crate::model::keys::{Holds, NoteKind, is_spelling_of};
use crate::model::plan::Plan;
use crate::model::record::Record;
use crate::model::signal::Signal;
use crate::note::parsed::Note;
use crate::practice::standing::Standing;

/// One thing that can be written.
struct Offer {
    /// What is written.
    word: String,
    /// What it is found by, where that is something else: `next tuesday`.
    said: Option<String>,
    /// What it is, in a few words.
    detail: Option<String>,
    /// What it means, in a sentence.
    meaning: Option<String>,
    kind: CompletionItemKind,
}

/// What can be written at a byte of a buffer.
#[must_use]
pub fn complete(sheet: &Sheet<'_>, at: usize) -> CompletionList {
    let text = sheet.positions.text();
    let standing = sheet.place.standing;
    let (span, offers) = match typed_line::find_front(text, standing, at) {
        Some(front) => {
            let word = typed_line::read_word(text, &front, at);
            let offers = if word.is_key { list_next_keys(sheet, &word) } else { list_values(sheet, &word) };
            (word.span, offers)
        }
        None => complete_body(sheet, at).unwrap_or((at..at, Vec::new())),
    };
    let range = sheet.positions.range(span);
    let items = offers.into_iter().enumerate().map(|(place, offer)| CompletionItem {
        label: offer.said.clone().unwrap_or_else(|| offer.word.trim_end().trim_end_matches(':').to_owned()),
        kind: Some(offer.kind),
        detail: offer.detail,
        documentation: offer.meaning.map(Documentation::String),
        sort_text: Some(format!("{place:04}")),
        filter_text: offer.said,
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: offer.word })),
        ..CompletionItem::default()
    });
    // What is typed may mean a day that the list didn't have.
    CompletionList { is_incomplete: true, items: items.collect() }
}

/// The keys that aren't there yet.
fn list_next_keys(sheet: &Sheet<'_>, word: &TypedWord) -> Vec<Offer> {
    let standing = sheet.place.standing;
    let behind = &sheet.positions.text()[word.span.end..];
    let ending = if behind.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_').starts_with(':') {
        ""
    } else {
        ": "
    };
    let names: Vec<String> = match word.path.as_slice() {
        [] => list_keys(standing)
            .iter()
            .filter(|(_, holds)| *holds != Holds::Brought)
            .map(|(key, _)| (*key).to_owned())
            .collect(),
        path => match find_key(standing, path) {
            Some(key) if key.name.ends_with(".*") => {
                match find_key(standing, &path[..1]).and_then(|key| key.holds) {
                    Some(Holds::KeysOfAreas(names)) => names.iter().map(|name| (*name).to_owned()).collect(),
                    _ => Vec::new(),
                }
            }
            Some(key) => match key.holds {
                Some(Holds::Keys(names, _)) => names.iter().map(|name| (*name).to_owned()).collect(),
                Some(Holds::KeysOfAreas(_)) => list_areas(sheet),
                _ => Vec::new(),
            },
            None => Vec::new(),
        },
    };
    let there = list_keys_there(sheet, word);
    let is_there = |name: &str| there.iter().any(|key| is_spelling_of(key, name));
    let offer = |name: String| {
        let path: Vec<String> = word.path.iter().cloned().chain([name.clone()]).collect();
        let known = find_key(standing, &path);
        Offer {
            word: format!("{}{ending}", crate::acts::key_changes::quote_scalar(&name)),
            said: None,
            detail: known.as_ref().and_then(|key| key.holds).map(spoken::describe_value),
            meaning: known.and_then(|key| key.meaning).map(str::to_owned),
            kind: CompletionItemKind::FIELD,
        }
    };
    names.into_iter().filter(|name| !is_there(name)).map(offer).collect()
}

/// The keys that stand beside the one that is typed. That one makes no YAML yet, so it is left out.
fn list_keys_there(sheet: &Sheet<'_>, word: &TypedWord) -> Vec<String> {
    let text = sheet.positions.text();
    let Some(front) = typed_line::find_front(text, sheet.place.standing, word.span.end) else {
        return Vec::new();
    };
    let yaml = [&text[front.start..word.span.start], &text[word.span.end..front.end]].concat();
    let front = Note::from_yaml(&sheet.place.path, yaml.into_bytes()).value.front;
    let mut map = front.root.as_ref();
    for key in &word.path {
        map = map.and_then(|map| map.entry(key)).map(|entry| &entry.value);
    }
    let entries = map.and_then(|map| map.entries()).unwrap_or_default();
    entries.iter().filter_map(|entry| entry.key.text()).map(str::to_owned).collect()
}

/// What a key may hold.
fn list_values(sheet: &Sheet<'_>, word: &TypedWord) -> Vec<Offer> {
    let standing = sheet.place.standing;
    let plain = |word: &str| Offer {
        word: word.to_owned(),
        said: None,
        detail: None,
        meaning: None,
        kind: CompletionItemKind::ENUM_MEMBER,
    };
    match named_kind(standing, &word.path) {
        Some(NoteKind::Plan) => {
            return read_record(sheet).map(|record| list_plans(sheet, &record)).unwrap_or_default();
        }
        Some(_) => return read_record(sheet).map(|record| list_goals(&record)).unwrap_or_default(),
        None => {}
    }
    let Some(key) = find_key(standing, &word.path) else { return Vec::new() };
    let typed = &sheet.positions.text()[word.span.clone()];
    match key.holds {
        Some(Holds::Choice(words)) => words.iter().map(|word| plain(word)).collect(),
        Some(Holds::Day(direction)) => list_dates(sheet, typed, direction, |moment| moment.date.to_string()),
        Some(Holds::Moment(direction)) => list_dates(sheet, typed, direction, ToString::to_string),
        Some(Holds::Texts) if key.name == "talked_about" => {
            Signal::WORDS.iter().map(|word| plain(word)).collect()
        }
        Some(Holds::Text) if key.name == "picked" => {
            list_areas(sheet).iter().map(|area| plain(area)).collect()
        }
        _ => Vec::new(),
    }
}

fn list_dates(
    sheet: &Sheet<'_>,
    typed: &str,
    direction: Direction,
    write: impl Fn(&crate::model::moment::Moment) -> String,
) -> Vec<Offer> {
    let now = sheet.desk.now;
    let offer = |(said, moment): (String, crate::model::moment::Moment)| Offer {
        word: write(&moment),
        said: Some(said),
        detail: Some(spoken::describe_day(moment, now)),
        meaning: None,
        kind: CompletionItemKind::VALUE,
    };
    spoken::list_days(typed, now, direction).into_iter().map(offer).collect()
}

/// This client's notes; nobody else's are read.
fn read_record(sheet: &Sheet<'_>) -> Option<Record> {
    Some(sheet.practice.record(sheet.place.client.as_deref()?).value)
}

/// The goals, those on the table first.
fn list_goals(record: &Record) -> Vec<Offer> {
    let (table, others): (Vec<_>, Vec<_>) = record.goals.iter().partition(|goal| goal.is_on_the_table());
    let offer = |goal: &crate::model::goal::Goal| Offer {
        word: goal.id.clone(),
        said: None,
        detail: Some(format!("{} ({})", goal.display_name(), goal.status)),
        meaning: goal.words.first().map(|words| words.text.clone()),
        kind: CompletionItemKind::REFERENCE,
    };
    table.into_iter().chain(others).map(offer).collect()
}

/// The plans, the newest first; a plan doesn't follow itself.
fn list_plans(sheet: &Sheet<'_>, record: &Record) -> Vec<Offer> {
    let offer = |plan: &Plan| Offer {
        word: plan.id.clone(),
        said: None,
        detail: Some(format!("{} ({})", plan.title, plan.outcome)),
        meaning: None,
        kind: CompletionItemKind::REFERENCE,
    };
    record.plans.iter().rev().filter(|plan| plan.path != sheet.place.path).map(offer).collect()
}

/// The client's own areas: those that they chose, then those that they marked.
fn list_areas(sheet: &Sheet<'_>) -> Vec<String> {
    let Some(record) = read_record(sheet) else { return Vec::new() };
    let marked = record.sessions.iter().flat_map(|session| session.balance.iter().map(|marks| &marks.area));
    let mut areas: Vec<String> = Vec::new();
    for area in record.client.areas.iter().chain(marked) {
        if !areas.contains(area) {
            areas.push(area.clone());
        }
    }
    areas
}

/// What can be written in the text of a note.
fn complete_body(sheet: &Sheet<'_>, at: usize) -> Option<(Range<usize>, Vec<Offer>)> {
    let Standing::Note(kind) = sheet.place.standing else { return None };
    let text = sheet.positions.text();
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = &text[start..at];
    if let Some((_, typed)) = line.rsplit_once("due:") {
        let dates = list_dates(sheet, typed, Direction::PlansAhead, |moment| moment.date.to_string());
        return Some((at - typed.len()..at, dates));
    }
    let title = line.trim_start_matches('#');
    if line.len() - title.len() >= 2 && title.starts_with(' ') {
        let typed = title.trim_start();
        return Some((at - typed.len()..at, list_headings(sheet, kind)));
    }
    let tag = line.rsplit(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '/'))).next()?;
    let before = line[..line.len() - tag.len()].strip_suffix('#')?;
    let begins = before.chars().next_back().is_none_or(|c| c.is_whitespace() || "([{\"'“‘«–—".contains(c));
    begins.then(|| (at - tag.len()..at, list_hashtags(kind)))
}

fn list_hashtags(kind: NoteKind) -> Vec<Offer> {
    let counts = |hashtag: Hashtag| kind.has_hashtags() || hashtag == Hashtag::Ours;
    let known = Hashtag::words().filter_map(|word| Some((word, Hashtag::from_tag(word)?)));
    let offer = |(word, hashtag): (&str, Hashtag)| Offer {
        word: word.to_owned(),
        said: None,
        detail: Some(spoken::describe_hashtag(hashtag)),
        meaning: None,
        kind: CompletionItemKind::KEYWORD,
    };
    known.filter(|(_, hashtag)| counts(*hashtag)).map(offer).collect()
}

/// The headings with a meaning that aren't there yet.
fn list_headings(sheet: &Sheet<'_>, kind: NoteKind) -> Vec<Offer> {
    let note = sheet.read_note();
    let is_there = |title: &str| {
        note.body.sections.iter().any(|section| headings::same(headings::strip_signs(&section.title), title))
    };
    let offer = |title: &&str| Offer {
        word: (*title).to_owned(),
        said: None,
        detail: None,
        meaning: None,
        kind: CompletionItemKind::STRUCT,
    };
    kind.headings().iter().filter(|title| !is_there(title)).map(offer).collect()
}
