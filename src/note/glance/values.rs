//! What stands behind a key, and what it is read as. Each reading is `None` where the whole reading has to look, and `Some(None)` where
//! there is no value.

use chrono::NaiveDate;

use super::keys::Keys;
use crate::model::choice::Choice;
use crate::model::keys::Holds;
use crate::model::mark::Mark;
use crate::model::moment::Moment;
use crate::model::session::Reference;
use crate::model::statement::{Source, Statement};
use crate::note::plain::flow::is_plain;
use crate::note::plain::words;

/// A value, as it stands.
pub(super) enum Value<'t> {
    Nothing,
    Words(Item<'t>),
    /// Words that stood in quotation marks.
    Quoted(Item<'t>),
    /// Plain words, in brackets or one a line below the key; how far those are indented.
    List {
        indent: Option<usize>,
        items: Vec<Item<'t>>,
    },
    /// Known keys of its own with plain words, likewise.
    Group {
        indent: Option<usize>,
        pairs: Vec<(&'t str, &'t str)>,
    },
}

/// Words and their place.
#[derive(Clone, Copy)]
pub(super) struct Item<'t> {
    /// Where they begin in the file.
    pub(super) at: usize,
    /// Their line, from 1.
    pub(super) line: usize,
    pub(super) words: &'t str,
}

/// Whether words without quotation marks are the same to every parser, and aren't nothing.
pub(super) fn are_plain_words(text: &str) -> bool {
    words::length(text.as_bytes()) == Some(text.len())
        && words::are_read_alike(text)
        && text != "~"
        && !text.eq_ignore_ascii_case("null")
}

/// The value that stands on its key's line.
pub(super) fn read_inline<'t>(text: &'t str, item: Item<'t>, holds: &Holds) -> Option<Value<'t>> {
    match text.as_bytes().first() {
        None => Some(Value::Nothing),
        Some(mark @ (b'"' | b'\'')) => {
            let inside = text
                .get(1..text.len() - 1)
                .filter(|_| text.len() > 1 && text.ends_with(char::from(*mark)))?;
            let is_plain =
                memchr::memchr2(*mark, b'\\', inside.as_bytes()).is_none() && !inside.trim().is_empty();
            is_plain.then(|| Value::Quoted(Item { words: inside.trim(), ..item }))
        }
        Some(b'[') => {
            let inside = text.strip_prefix('[')?.strip_suffix(']')?;
            let mut items = Vec::new();
            for part in list_parts(inside) {
                let words = part.trim_matches(' ');
                is_plain_part(words).then_some(())?;
                let at = item.at + (words.as_ptr() as usize - text.as_ptr() as usize);
                items.push(Item { at, words, ..item });
            }
            Some(Value::List { indent: None, items })
        }
        Some(b'{') => {
            let Holds::Keys(names, _) = holds else { return None };
            let inside = text.strip_prefix('{')?.strip_suffix('}')?;
            let mut pairs: Vec<(&str, &str)> = Vec::with_capacity(names.len());
            for part in list_parts(inside) {
                let (name, value) = part.trim_start_matches(' ').split_once(": ")?;
                let value = value.trim_matches(' ');
                let is_known = names.contains(&name) && !pairs.iter().any(|(known, _)| *known == name);
                (is_known && is_plain_part(value)).then(|| pairs.push((name, value)))?;
            }
            Some(Value::Group { indent: None, pairs })
        }
        Some(_) => are_plain_words(text).then_some(Value::Words(item)),
    }
}

/// What stands between the commas inside brackets; nothing inside them is no part.
fn list_parts(inside: &str) -> impl Iterator<Item = &str> {
    let is_empty = inside.trim_matches(' ').is_empty();
    inside.split(',').filter(move |_| !is_empty)
}

fn is_plain_part(words: &str) -> bool {
    !words.is_empty() && words.bytes().all(is_plain) && are_plain_words(words)
}

/// A number of a few figures, with or without a fraction.
fn read_number(words: &str) -> Option<f64> {
    let are_figures =
        |text: &str| (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = match words.split_once('.') {
        Some((whole, fraction)) => are_figures(whole) && are_figures(fraction),
        None => are_figures(words),
    };
    is_number.then(|| words.parse().ok())?
}

impl<'t> Keys<'t> {
    /// Words of one line.
    fn item(&self, key: &str) -> Option<Option<Item<'t>>> {
        match self.value(key) {
            Value::Nothing => Some(None),
            Value::Words(item) | Value::Quoted(item) => Some(Some(*item)),
            Value::List { .. } | Value::Group { .. } => None,
        }
    }

    /// Words without quotation marks.
    fn words(&self, key: &str) -> Option<Option<&'t str>> {
        match self.value(key) {
            Value::Nothing => Some(None),
            Value::Words(item) => Some(Some(item.words)),
            Value::Quoted(_) | Value::List { .. } | Value::Group { .. } => None,
        }
    }

    pub(super) fn text(&self, key: &str) -> Option<Option<String>> {
        Some(self.item(key)?.map(|item| item.words.to_owned()))
    }

    pub(super) fn statement(&self, key: &str) -> Option<Option<Statement>> {
        Some(self.item(key)?.map(|item| self.make_statement(item)))
    }

    fn make_statement(&self, item: Item<'_>) -> Statement {
        Statement::new(item.words, self.path, item.line)
    }

    /// A text, or each of a list.
    fn items(&self, key: &str) -> Option<&[Item<'t>]> {
        match self.value(key) {
            Value::Nothing => Some(&[]),
            Value::Words(item) | Value::Quoted(item) => Some(std::slice::from_ref(item)),
            Value::List { items, .. } => Some(items),
            Value::Group { .. } => None,
        }
    }

    pub(super) fn statements(&self, key: &str) -> Option<Vec<Statement>> {
        Some(self.items(key)?.iter().map(|item| self.make_statement(*item)).collect())
    }

    pub(super) fn texts(&self, key: &str) -> Option<Vec<String>> {
        Some(self.items(key)?.iter().map(|item| item.words.to_owned()).collect())
    }

    pub(super) fn references(&self, key: &str) -> Option<Vec<Reference>> {
        let reference = |item: &Item<'_>| {
            let start = self.text[..item.at].rfind('\n').map_or(0, |end| end + 1);
            let source = Source { path: self.path.clone(), line: item.line };
            Reference {
                id: item.words.to_owned(),
                source,
                column: self.text[start..item.at].chars().count() + 1,
            }
        };
        // Of one in quotation marks the place is theirs.
        let is_plain = !matches!(self.value(key), Value::Quoted(_));
        is_plain.then(|| Some(self.items(key)?.iter().map(reference).collect()))?
    }

    pub(super) fn choice<T: Choice>(&self, key: &str) -> Option<Option<T>> {
        let Some(item) = self.item(key)? else { return Some(None) };
        let place = T::WORDS.iter().position(|word| *word == item.words)?;
        Some(Some(T::VARIANTS[place]))
    }

    pub(super) fn moment(&self, key: &str) -> Option<Option<Moment>> {
        let Some(item) = self.item(key)? else { return Some(None) };
        Moment::parse(item.words).map(Some)
    }

    pub(super) fn day(&self, key: &str) -> Option<Option<NaiveDate>> {
        Some(self.moment(key)?.map(|moment| moment.date))
    }

    pub(super) fn flag(&self, key: &str) -> Option<Option<bool>> {
        match self.words(key)? {
            None => Some(None),
            Some("true") => Some(Some(true)),
            Some("false") => Some(Some(false)),
            Some(_) => None,
        }
    }

    fn number(&self, key: &str) -> Option<Option<f64>> {
        let Some(words) = self.words(key)? else { return Some(None) };
        read_number(words).map(Some)
    }

    pub(super) fn count(&self, key: &str) -> Option<Option<u32>> {
        let Some(words) = self.words(key)? else { return Some(None) };
        let are_figures = words.len() <= 9 && words.bytes().all(|byte| byte.is_ascii_digit());
        are_figures.then(|| words.parse().ok()).flatten().map(Some)
    }

    pub(super) fn amount(&self, key: &str) -> Option<Option<f64>> {
        self.number(key)
    }

    pub(super) fn mark<const LOW: i8, const HIGH: i8>(&self, key: &str) -> Option<Option<Mark<LOW, HIGH>>> {
        let Some(number) = self.number(key)? else { return Some(None) };
        Mark::new(number).map(Some)
    }

    /// A goal's level.
    pub(super) fn level(&self, key: &str) -> Option<Option<i8>> {
        let Some(words) = self.words(key)? else { return Some(None) };
        let level = matches!(words, "-2" | "-1" | "0" | "1" | "2").then(|| words.parse().ok())?;
        level.map(Some)
    }

    /// A group of marks, each by its name.
    pub(super) fn marks<const LOW: i8, const HIGH: i8>(
        &self,
        key: &str,
    ) -> Option<Vec<(&'t str, Mark<LOW, HIGH>)>> {
        match self.value(key) {
            Value::Nothing => Some(Vec::new()),
            Value::Group { pairs, .. } => {
                pairs.iter().map(|(name, words)| Some((*name, Mark::new(read_number(words)?)?))).collect()
            }
            Value::Words(_) | Value::Quoted(_) | Value::List { .. } => None,
        }
    }
}
