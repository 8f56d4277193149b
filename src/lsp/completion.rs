//! What can be written next: keys, choices, ids of this client's goals and plans, days as one says them, hashtags, headings.

use std::ops::Range;

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionTextEdit, Documentation, TextEdit,
};

use super::desk::Sheet;
use super::front_place::{find_key, list_keys, named_kind};
use super::spoken;
use super::typed_line::{self, TypedWord};
use crate::acts::key_changes::quote_scalar;
use crate::model::dates::Direction;
use crate::model::hashtag::Hashtag;
use crate::model::headings;
use crate::model::id::same;
use crate::model::keys::{Holds, NoteKind, is_spelling_of};
use crate::model::moment::parse_day;
use crate::model::plan::Plan;
use crate::model::record::Record;
use crate::model::signal::Signal;
use crate::note::inline_marks::begins_hashtag;
use crate::note::parsed::Note;
use crate::note::tree;
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
    let found = match typed_line::find_front(text, standing, at) {
        Some(front) => typed_line::read_word(text, &front, at).map(|word| {
            let offers = if word.is_key { list_next_keys(sheet, &word) } else { list_values(sheet, &word) };
            (word.typed.start..word.end, offers)
        }),
        None => complete_body(sheet, at),
    };
    // An editor's lines end at a CR alone, too, and what it replaces stands on one of them.
    let found = found.filter(|(span, _)| !text[span.clone()].contains(['\n', '\r']));
    let (span, offers) = found.unwrap_or((at..at, Vec::new()));
    let range = sheet.positions.range(span);
    let items = offers.into_iter().enumerate().map(|(place, offer)| CompletionItem {
        label: offer.said.clone().unwrap_or_else(|| offer.word.clone()),
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
    let behind = sheet.positions.text()[word.end..].split(['\n', '\r']).next().unwrap_or_default();
    let unquoted = word.quote.and_then(|quote| behind.strip_prefix(quote));
    let ending = match word.quote {
        _ if unquoted.unwrap_or(behind).trim_start().starts_with(':') => String::new(),
        Some(quote) if unquoted.is_none() => format!("{quote}: "),
        Some(_) => String::new(),
        None => ": ".to_owned(),
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
            word: format!("{}{ending}", word.quote.map_or_else(|| quote_scalar(&name), |_| name.clone())),
            said: Some(name),
            detail: known.as_ref().and_then(|key| key.holds).map(spoken::describe_value),
            meaning: known.and_then(|key| key.meaning).map(str::to_owned),
            kind: CompletionItemKind::FIELD,
        }
    };
    names.into_iter().filter(|name| !is_there(name)).map(offer).collect()
}

/// The keys that stand beside the one that is typed.
fn list_keys_there(sheet: &Sheet<'_>, word: &TypedWord) -> Vec<String> {
    let beside = read_beside(sheet, word);
    let entries = beside.as_ref().and_then(|beside| beside.entries()).unwrap_or_default();
    entries.iter().filter_map(|entry| entry.key.text()).map(str::to_owned).collect()
}

/// The items that stand beside the one that is typed.
fn list_items_there(sheet: &Sheet<'_>, word: &TypedWord) -> Vec<String> {
    match read_beside(sheet, word).map(|beside| beside.kind) {
        Some(tree::Kind::Sequence { items, .. }) => {
            items.iter().filter_map(tree::Node::text).map(str::to_owned).collect()
        }
        _ => Vec::new(),
    }
}

/// What stands at the place of a word, which makes no YAML yet and is left out.
fn read_beside(sheet: &Sheet<'_>, word: &TypedWord) -> Option<tree::Node> {
    let text = sheet.positions.text();
    let front = typed_line::find_front(text, sheet.place.standing, word.typed.end)?;
    let yaml = [&text[front.start..word.typed.start], &text[word.end..front.end]].concat();
    let front = Note::from_yaml(&sheet.place.path, yaml.into_bytes()).value.front;
    let mut map = front.root.as_ref();
    for key in &word.path {
        map = map.and_then(|map| map.entry(key)).map(|entry| &entry.value);
    }
    map.cloned()
}

/// What a key may hold, as it is written at this place.
fn list_values(sheet: &Sheet<'_>, word: &TypedWord) -> Vec<Offer> {
    let text = sheet.positions.text();
    let there = list_items_there(sheet, word);
    let is_closed = |quote: char| text[word.end..].starts_with(quote);
    let blank = if word.lacks_blank { " " } else { "" };
    let write = |value: &str| match word.quote {
        Some(quote) if is_closed(quote) => escape(value, quote),
        Some(quote) => format!("{}{quote}", escape(value, quote)),
        None => format!("{blank}{value}"),
    };
    let mut offers = find_values(sheet, word);
    offers.retain(|offer| !there.iter().any(|item| same(item.trim(), &offer.word)));
    for offer in &mut offers {
        let is_day = offer.said.is_some();
        let value = offer.word.clone();
        // An area is in the client's own words, which may need quotation marks.
        let is_quoted = word.quote.is_none() && !is_day;
        offer.word = write(&if is_quoted { quote_scalar(&value) } else { value.clone() });
        offer.said.get_or_insert(value);
    }
    offers
}

/// A value as it stands between quotation marks.
fn escape(value: &str, quote: char) -> String {
    match quote {
        '"' => value.replace('\\', "\\\\").replace('"', "\\\""),
        _ => value.replace('\'', "''"),
    }
}

fn find_values(sheet: &Sheet<'_>, word: &TypedWord) -> Vec<Offer> {
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
    let typed = &sheet.positions.text()[word.typed.clone()];
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
        meaning: goal.words.first().map(|words| words.text.to_string()),
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

/// What can be written in the text of a note, and the bytes that it takes the place of.
fn complete_body(sheet: &Sheet<'_>, at: usize) -> Option<(Range<usize>, Vec<Offer>)> {
    let Standing::Note(kind) = sheet.place.standing else { return None };
    let text = sheet.positions.text();
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = &text[start..at];
    let belongs = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/');
    let rest = text[at..].find(|c| !belongs(c)).map_or(text.len(), |length| at + length);
    let (span, offers) = if let Some(typed) = find_due(line) {
        let dates = list_dates(sheet, typed, Direction::PlansAhead, |moment| moment.date.to_string());
        (at - typed.len()..rest, dates)
    } else {
        let title = line.trim_start_matches('#');
        if line.len() - title.len() >= 2 && title.starts_with(' ') {
            let typed = title.trim_start();
            let end = if typed.is_empty() { at } else { rest };
            (at - typed.len()..end, list_headings(sheet, kind))
        } else {
            let tag = line.rsplit(|c: char| !belongs(c)).next()?;
            let before = line[..line.len() - tag.len()].strip_suffix('#')?;
            let begins = before.chars().next_back().is_none_or(begins_hashtag);
            let offers = begins.then(|| list_hashtags(kind))?;
            (at - tag.len()..rest, offers)
        }
    };
    // Code, tables and comments hold none of these.
    let body = sheet.read_note().body;
    let mut others = body.figures.iter().map(|figure| &figure.range).chain(&body.comments);
    (!others.any(|range| range.start < at && at <= range.end)).then_some((span, offers))
}

/// What is typed of a day behind `due:`.
fn find_due(line: &str) -> Option<&str> {
    let (before, typed) = line.rsplit_once("due:")?;
    let is_day_behind = typed.trim_start().get(..10).is_some_and(|day| parse_day(day).is_some());
    let is_over = is_day_behind && typed.trim_start().len() > 10;
    (!before.ends_with(char::is_alphanumeric) && !is_over).then_some(typed)
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
