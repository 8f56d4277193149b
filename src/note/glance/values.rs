//! What stands behind a key, and what it is read as.

use chrono::NaiveDate;

use super::keys::{Keys, trim_end_blanks, trim_start_blanks};
use crate::model::choice::Choice;
use crate::model::keys::Holds;
use crate::model::mark::{Hours, Mark};
use crate::model::moment::Moment;
use crate::model::session::{AreaMarks, Reference};
use crate::model::statement::{Source, Statement};
use crate::note::plain::flow::is_plain;
use crate::note::plain::words;

/// How many items or keys one value may have.
const MOST_ITEMS: usize = 32;

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
        pairs: Vec<Named<'t>>,
    },
    /// The client's own areas, one a line below the key, with known keys in braces.
    Areas {
        indent: usize,
        areas: Vec<Area<'t>>,
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

/// Words behind a key in a group.
pub(super) struct Named<'t> {
    pub(super) name: &'t str,
    pub(super) item: Item<'t>,
}

/// An area and what stands behind it.
pub(super) struct Area<'t> {
    pub(super) name: &'t str,
    /// The area's line, without the blanks around it.
    pub(super) written: &'t str,
    /// Its number, from 1.
    pub(super) line: usize,
    pub(super) marks: Vec<Named<'t>>,
}

impl<'t> Value<'t> {
    /// Items of a list that stands below its key are indented alike.
    pub(super) fn push_item(&mut self, indent: usize, item: Item<'t>) -> Option<()> {
        if matches!(self, Self::Nothing) {
            *self = Self::List { indent: Some(indent), items: Vec::new() };
        }
        let Self::List { indent: Some(first), items } = self else { return None };
        (*first == indent && items.len() < MOST_ITEMS).then(|| items.push(item))
    }

    /// Keys of a group likewise.
    pub(super) fn push_key(&mut self, indent: usize, pair: Named<'t>) -> Option<()> {
        if matches!(self, Self::Nothing) {
            *self = Self::Group { indent: Some(indent), pairs: Vec::new() };
        }
        let Self::Group { indent: Some(first), pairs } = self else { return None };
        let is_new = !pairs.iter().any(|known| known.name == pair.name);
        (*first == indent && is_new).then(|| pairs.push(pair))
    }

    /// And areas. Parsers differ about names that differ in their spelling alone.
    pub(super) fn push_area(&mut self, indent: usize, area: Area<'t>) -> Option<()> {
        if matches!(self, Self::Nothing) {
            *self = Self::Areas { indent, areas: Vec::new() };
        }
        let Self::Areas { indent: first, areas } = self else { return None };
        let is_new = !areas.iter().any(|known| words::are_same(known.name, area.name));
        (*first == indent && is_new && areas.len() < MOST_ITEMS).then(|| areas.push(area))
    }
}

/// Whether words without quotation marks are the same to every parser, and aren't nothing.
pub(super) fn are_plain_words(text: &str) -> bool {
    // Behind and before words there may be blanks that are none to YAML.
    let is_ascii_at_edges = |text: &[u8]| text[0].is_ascii() && text[text.len() - 1].is_ascii();
    words::length(text.as_bytes()) == Some(text.len())
        && (is_ascii_at_edges(text.as_bytes()) || text.trim().len() == text.len())
        && words::are_read_alike(text)
        && text != "~"
        && !(text.len() == 4 && text.eq_ignore_ascii_case("null"))
}

/// The value that stands on its key's line.
pub(super) fn read_inline<'t>(item: Item<'t>, holds: &Holds) -> Option<Value<'t>> {
    let text = item.words;
    match text.as_bytes().first() {
        None => Some(Value::Nothing),
        Some(b'"' | b'\'') => read_quoted(item),
        Some(b'[') => {
            let inside = text.strip_prefix('[')?.strip_suffix(']')?;
            let mut items = Vec::new();
            each_part(inside, |at, part| {
                let words = trim_start_blanks(part);
                let at = item.at + 1 + at + part.len() - words.len();
                let words = trim_end_blanks(words);
                is_plain_part(words).then(|| items.push(Item { at, words, ..item }))
            })?;
            Some(Value::List { indent: None, items })
        }
        Some(b'{') => {
            let Holds::Keys(names, _) = holds else { return None };
            Some(Value::Group { indent: None, pairs: read_group(item, names)? })
        }
        Some(_) => are_plain_words(text).then_some(Value::Words(item)),
    }
}

fn read_quoted(item: Item<'_>) -> Option<Value<'_>> {
    let mark = item.words.as_bytes()[0];
    let is_closed = item.words.len() > 1 && item.words.as_bytes().last() == Some(&mark);
    let inside = is_closed.then(|| item.words[1..item.words.len() - 1].trim())?;
    let is_plain = memchr::memchr2(mark, b'\\', inside.as_bytes()).is_none() && !inside.is_empty();
    is_plain.then_some(Value::Quoted(Item { words: inside, ..item }))
}

/// Known keys in braces.
pub(super) fn read_group<'t>(item: Item<'t>, names: &[&str]) -> Option<Vec<Named<'t>>> {
    let inside = item.words.strip_prefix('{')?.strip_suffix('}')?;
    let mut pairs: Vec<Named<'_>> = Vec::with_capacity(names.len());
    each_part(inside, |_, part| {
        let part = trim_start_blanks(part);
        let name = &part[..part.bytes().position(|byte| byte == b':')?];
        let value = part[name.len() + 1..].strip_prefix(' ')?;
        let words = trim_start_blanks(trim_end_blanks(value));
        let is_new = names.contains(&name) && !pairs.iter().any(|known| known.name == name);
        (is_new && is_plain_part(words)).then(|| pairs.push(Named { name, item: Item { words, ..item } }))
    })?;
    Some(pairs)
}

/// Takes what stands between the commas inside brackets, and where, until one of them isn't taken. Nothing inside them is no part.
fn each_part<'t>(inside: &'t str, mut take: impl FnMut(usize, &'t str) -> Option<()>) -> Option<()> {
    if trim_start_blanks(inside).is_empty() {
        return Some(());
    }
    let mut start = 0;
    let ends = memchr::memchr_iter(b',', inside.as_bytes()).chain([inside.len()]);
    for end in ends.take(MOST_ITEMS) {
        take(start, &inside[start..end])?;
        start = end + 1;
    }
    (start > inside.len()).then_some(())
}

fn is_plain_part(words: &str) -> bool {
    is_figure(words) || !words.is_empty() && words.bytes().all(is_plain) && are_plain_words(words)
}

/// Whether words are a mark as nearly everybody gives it: one figure, or 10.
fn is_figure(words: &str) -> bool {
    matches!(words.as_bytes(), [b'0'..=b'9'] | b"10")
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

/// That the whole reading has to look.
pub(super) struct HandedOver;

/// What was read; nothing where there is no value.
pub(super) type Found<T> = Result<T, HandedOver>;

/// Something that is there, where it could be read.
fn there<T>(read: Option<T>) -> Found<Option<T>> {
    read.map(Some).ok_or(HandedOver)
}

impl<'t> Keys<'t> {
    /// Words of one line.
    fn item(&self, key: &str) -> Found<Option<Item<'t>>> {
        match self.value(key) {
            Value::Nothing => Ok(None),
            Value::Words(item) | Value::Quoted(item) => Ok(Some(*item)),
            Value::List { .. } | Value::Group { .. } | Value::Areas { .. } => Err(HandedOver),
        }
    }

    /// Words without quotation marks.
    fn words(&self, key: &str) -> Found<Option<&'t str>> {
        match self.value(key) {
            Value::Nothing => Ok(None),
            Value::Words(item) => Ok(Some(item.words)),
            _ => Err(HandedOver),
        }
    }

    pub(super) fn text(&self, key: &str) -> Found<Option<String>> {
        Ok(self.item(key)?.map(|item| item.words.to_owned()))
    }

    pub(super) fn statement(&self, key: &str) -> Found<Option<Statement>> {
        Ok(self.item(key)?.map(|item| self.make_statement(item)))
    }

    fn make_statement(&self, item: Item<'_>) -> Statement {
        Statement::new(item.words, self.path, item.line)
    }

    /// A text, or each of a list.
    fn items(&self, key: &str) -> Found<&[Item<'t>]> {
        match self.value(key) {
            Value::Nothing => Ok(&[]),
            Value::Words(item) | Value::Quoted(item) => Ok(std::slice::from_ref(item)),
            Value::List { items, .. } => Ok(items),
            Value::Group { .. } | Value::Areas { .. } => Err(HandedOver),
        }
    }

    pub(super) fn statements(&self, key: &str) -> Found<Vec<Statement>> {
        Ok(self.items(key)?.iter().map(|item| self.make_statement(*item)).collect())
    }

    pub(super) fn texts(&self, key: &str) -> Found<Vec<String>> {
        Ok(self.items(key)?.iter().map(|item| item.words.to_owned()).collect())
    }

    pub(super) fn references(&self, key: &str) -> Found<Vec<Reference>> {
        // Of one in quotation marks the place is theirs.
        if matches!(self.value(key), Value::Quoted(_)) {
            return Err(HandedOver);
        }
        let reference = |item: &Item<'_>| {
            let start = self.text[..item.at].rfind('\n').map_or(0, |end| end + 1);
            let source = Source { path: self.path.clone(), line: item.line };
            Reference {
                id: item.words.to_owned(),
                source,
                column: self.text[start..item.at].chars().count() + 1,
            }
        };
        Ok(self.items(key)?.iter().map(reference).collect())
    }

    pub(super) fn choice<T: Choice>(&self, key: &str) -> Found<Option<T>> {
        let Some(item) = self.item(key)? else { return Ok(None) };
        let place = T::WORDS.iter().position(|word| *word == item.words);
        there(place.map(|place| T::VARIANTS[place]))
    }

    pub(super) fn moment(&self, key: &str) -> Found<Option<Moment>> {
        let Some(item) = self.item(key)? else { return Ok(None) };
        there(Moment::parse(item.words))
    }

    pub(super) fn day(&self, key: &str) -> Found<Option<NaiveDate>> {
        Ok(self.moment(key)?.map(|moment| moment.date))
    }

    pub(super) fn flag(&self, key: &str) -> Found<Option<bool>> {
        let Some(words) = self.words(key)? else { return Ok(None) };
        there(words.parse().ok())
    }

    /// A number, zero or more.
    pub(super) fn amount(&self, key: &str) -> Found<Option<f64>> {
        let Some(words) = self.words(key)? else { return Ok(None) };
        there(read_number(words))
    }

    pub(super) fn count(&self, key: &str) -> Found<Option<u32>> {
        let Some(words) = self.words(key)? else { return Ok(None) };
        let are_figures = words.len() <= 9 && words.bytes().all(|byte| byte.is_ascii_digit());
        there(words.parse().ok().filter(|_| are_figures))
    }

    pub(super) fn mark<const LOW: i8, const HIGH: i8>(&self, key: &str) -> Found<Option<Mark<LOW, HIGH>>> {
        let Some(number) = self.amount(key)? else { return Ok(None) };
        there(Mark::new(number))
    }

    /// A goal's level.
    pub(super) fn level(&self, key: &str) -> Found<Option<i8>> {
        let Some(words) = self.words(key)? else { return Ok(None) };
        there(words.parse().ok().filter(|_| matches!(words, "-2" | "-1" | "0" | "1" | "2")))
    }

    /// The keys of a group.
    fn group(&self, key: &str) -> Found<&[Named<'t>]> {
        match self.value(key) {
            Value::Nothing => Ok(&[]),
            Value::Group { pairs, .. } => Ok(pairs),
            _ => Err(HandedOver),
        }
    }

    /// A group of marks, each by its name.
    pub(super) fn marks<const LOW: i8, const HIGH: i8>(
        &self,
        key: &str,
    ) -> Found<Vec<(&'t str, Mark<LOW, HIGH>)>> {
        let mark = |pair: &Named<'t>| Some((pair.name, Mark::new(read_number(pair.item.words)?)?));
        self.group(key)?.iter().map(mark).collect::<Option<_>>().ok_or(HandedOver)
    }

    /// The levels of a goal, lowest first.
    pub(super) fn levels(&self, key: &str) -> Found<Vec<(i8, Statement)>> {
        let level = |pair: &Named<'_>| Some((pair.name.parse().ok()?, self.make_statement(pair.item)));
        let levels: Option<Vec<(i8, Statement)>> = self.group(key)?.iter().map(level).collect();
        let mut levels = levels.ok_or(HandedOver)?;
        levels.sort_by_key(|(level, _)| *level);
        Ok(levels)
    }

    /// The marks of the client's areas.
    pub(super) fn areas(&self, key: &str) -> Found<Vec<AreaMarks>> {
        match self.value(key) {
            Value::Nothing => Ok(Vec::new()),
            Value::Areas { areas, .. } => {
                areas.iter().map(|area| self.read_area(area)).collect::<Option<_>>().ok_or(HandedOver)
            }
            _ => Err(HandedOver),
        }
    }

    fn read_area(&self, area: &Area<'_>) -> Option<AreaMarks> {
        let mut marks = AreaMarks {
            area: area.name.to_owned(),
            rating: None,
            hours: None,
            wish: None,
            written: Some(Statement::new(area.written, self.path, area.line)),
        };
        for pair in &area.marks {
            let number = read_number(pair.item.words)?;
            match pair.name {
                "rating" => marks.rating = Some(Mark::new(number)?),
                "hours" => marks.hours = Some(Hours::new(number)?),
                "wish" => marks.wish = Some(Hours::new(number)?),
                _ => return None,
            }
        }
        Some(marks)
    }
}
