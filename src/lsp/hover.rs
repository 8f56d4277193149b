//! What is shown of what the cursor rests on: a goal's words, what a key means, a day's weekday and how far away it is.

use std::fmt::Write as _;
use std::ops::Range;

use super::desk::Sheet;
use super::front_place::{FrontPlace, KnownKey, named_kind};
use super::spoken;
use crate::model::goal::Goal;
use crate::model::hashtag::Hashtag;
use crate::model::id::same;
use crate::model::keys::{Holds, NoteKind};
use crate::model::moment::{Moment, parse_day};
use crate::model::plan::Plan;

/// What is shown at a byte of a buffer, as Markdown, and the bytes that it is about.
#[must_use]
pub fn describe(sheet: &Sheet<'_>, at: usize) -> Option<(String, Range<usize>)> {
    let note = sheet.read_note();
    if let Some(place) = FrontPlace::find(&note, at) {
        return describe_front(sheet, &place).map(|shown| (shown, place.span));
    }
    let text = sheet.positions.text();
    let word = word_around(text, at, |c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '#'));
    let is_tag_char = |c: char| c == '#';
    if let Some(tag) = text[word.clone()].strip_prefix(is_tag_char) {
        let hashtag = Hashtag::from_tag(tag)?;
        return Some((spoken::describe_hashtag(hashtag), word));
    }
    let date = word_around(text, at, |c| c.is_ascii_digit() || c == '-');
    let day = parse_day(&text[date.clone()])?;
    Some((spoken::describe_day(Moment::day(day), sheet.desk.now), date))
}

/// What a value means; where it means nothing, what its key does.
fn describe_front(sheet: &Sheet<'_>, place: &FrontPlace) -> Option<String> {
    let value = if place.is_key { None } else { describe_front_value(sheet, place) };
    value.or_else(|| place.known_key(sheet).map(|key| describe_key(&key)))
}

fn describe_key(key: &KnownKey) -> String {
    let mut shown = format!("**{}**", key.name.replace(".*", ""));
    if let Some(meaning) = key.meaning {
        let _ = write!(shown, "\n\n{meaning}");
    }
    if let Some(holds) = key.holds {
        let _ = write!(shown, "\n\n`{}`", spoken::describe_value(holds));
    }
    shown
}

fn describe_front_value(sheet: &Sheet<'_>, place: &FrontPlace) -> Option<String> {
    if let Some(kind) = named_kind(sheet.place.standing, &place.path) {
        let record = sheet.practice.record(sheet.place.client.as_deref()?).value;
        if kind == NoteKind::Plan {
            return record.plans.iter().find(|plan| same(&plan.id, &place.text)).map(describe_plan);
        }
        return record.goals.iter().find(|goal| same(&goal.id, &place.text)).map(describe_goal);
    }
    match place.known_key(sheet)?.holds? {
        Holds::Day(_) | Holds::Moment(_) => {
            Moment::parse(&place.text).map(|moment| spoken::describe_day(moment, sheet.desk.now))
        }
        _ => None,
    }
}

fn describe_goal(goal: &Goal) -> String {
    let mut shown = format!("**{}** ({})", goal.display_name(), goal.status);
    if let Some(importance) = goal.importance {
        let _ = write!(shown, "\n\nimportance {}", importance.value());
    }
    for words in goal.words.iter().take(3) {
        let _ = write!(shown, "\n\n> {}", words.text.replace('\n', "\n> "));
    }
    shown
}

fn describe_plan(plan: &Plan) -> String {
    let mut shown = format!("**{}** ({})", plan.title, plan.outcome);
    if let Some(review) = plan.review {
        let _ = write!(shown, "\n\nto be looked at on {}", Moment::day(review).to_spoken());
    }
    shown
}

/// The bytes around a place whose characters belong to one word.
fn word_around(text: &str, at: usize, belongs: impl Fn(char) -> bool) -> Range<usize> {
    let before = text[..at].trim_end_matches(&belongs).len();
    let behind = text[at..].len() - text[at..].trim_start_matches(&belongs).len();
    before..at + behind
}
