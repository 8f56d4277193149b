//! What values that are plain to see are read as; whatever else is asked for is left to the whole reading.

use std::sync::Arc;

use super::keys::Keys;
use super::values::{Area, Item, Named, Value};
use crate::model::choice::Choice;
use crate::model::mark::{Hours, Mark, Ten};
use crate::model::moment::Moment;
use crate::model::order::InOrder as _;
use crate::model::session::{AreaMarks, Reference};
use crate::model::signal::Signal;
use crate::model::statement::{Source, Statement};
use crate::note::read::typed_keys::TypedKeys;

impl<'t> Keys<'t> {
    /// What is there, or that the whole reading has to look.
    fn plain<T>(&self, read: Option<T>) -> Option<T> {
        if read.is_none() { self.hand_over() } else { read }
    }

    /// Words of one line.
    fn item(&self, key: &str) -> Option<Item<'t>> {
        match self.value(key) {
            Value::Nothing => None,
            Value::Words(item) | Value::Quoted(item) => Some(*item),
            Value::List { .. } | Value::Group { .. } | Value::Areas { .. } => self.hand_over(),
        }
    }

    /// Words without quotation marks.
    fn words(&self, key: &str) -> Option<&'t str> {
        match self.value(key) {
            Value::Nothing => None,
            Value::Words(item) => Some(item.words),
            _ => self.hand_over(),
        }
    }

    /// A text, or each of a list.
    fn items(&self, key: &str) -> &[Item<'t>] {
        match self.value(key) {
            Value::Nothing => &[],
            Value::Words(item) | Value::Quoted(item) => std::slice::from_ref(item),
            Value::List { items, .. } => items,
            Value::Group { .. } | Value::Areas { .. } => self.hand_over(),
        }
    }

    /// The keys of a group.
    fn group(&self, key: &str) -> &[Named<'t>] {
        match self.value(key) {
            Value::Nothing => &[],
            Value::Group { pairs, .. } => pairs,
            _ => self.hand_over(),
        }
    }

    fn make_statement(&self, item: Item<'_>) -> Statement {
        Statement::new(item.words, self.path, item.line)
    }

    fn read_area(&self, area: &Area<'_>) -> Option<AreaMarks> {
        let mut marks = AreaMarks {
            area: area.name.to_owned(),
            rating: None,
            hours: None,
            wish: None,
            written: Some(Source { path: Arc::clone(self.path), line: area.line }),
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

impl TypedKeys for Keys<'_> {
    fn id(&self) -> &str {
        self.id
    }

    fn path(&self) -> &Arc<str> {
        self.path
    }

    fn text(&self, key: &str) -> Option<String> {
        self.item(key).map(|item| item.words.to_owned())
    }

    fn statement(&self, key: &str) -> Option<Statement> {
        self.item(key).map(|item| self.make_statement(item))
    }

    fn statements(&self, key: &str) -> Vec<Statement> {
        self.items(key).iter().map(|item| self.make_statement(*item)).collect()
    }

    fn texts(&self, key: &str) -> Vec<String> {
        self.items(key).iter().map(|item| item.words.to_owned()).collect()
    }

    fn references(&self, key: &str) -> Vec<Reference> {
        // Of one in quotation marks the place is theirs.
        if matches!(self.value(key), Value::Quoted(_)) {
            return self.hand_over();
        }
        let reference = |item: &Item<'_>| {
            let before = &self.text.as_bytes()[..item.at];
            let start = memchr::memrchr(b'\n', before).map_or(0, |end| end + 1);
            let source = Source { path: Arc::clone(self.path), line: item.line };
            let column = self.text[start..item.at].chars().count() + 1;
            Reference { id: item.words.to_owned(), written: item.words.into(), source, column }
        };
        self.items(key).iter().map(reference).collect()
    }

    fn reference(&self, key: &str) -> Option<Reference> {
        match self.references(key) {
            references if references.len() > 1 => self.hand_over(),
            references => references.into_iter().next(),
        }
    }

    fn choice<T: Choice>(&self, key: &str) -> Option<T> {
        let words = self.item(key)?.words;
        let place = T::WORDS.iter().position(|word| *word == words);
        self.plain(place.map(|place| T::VARIANTS[place]))
    }

    fn deciding_choice<T: Choice>(&self, key: &str) -> Option<T> {
        self.choice(key)
    }

    fn flag(&self, key: &str) -> Option<bool> {
        self.plain(self.words(key)?.parse().ok())
    }

    fn moment(&self, key: &str) -> Option<Moment> {
        self.plain(Moment::parse(self.item(key)?.words))
    }

    fn count(&self, key: &str) -> Option<u32> {
        let words = self.words(key)?;
        let are_figures = words.len() <= 9 && words.bytes().all(|byte| byte.is_ascii_digit());
        self.plain(words.parse().ok().filter(|_| are_figures))
    }

    fn size(&self, key: &str) -> Option<u32> {
        let size = self.count(key)?;
        self.plain(Some(size).filter(|size| *size > 0))
    }

    fn amount(&self, key: &str) -> Option<f64> {
        self.plain(read_number(self.words(key)?))
    }

    fn ten(&self, key: &str) -> Option<Ten> {
        self.plain(Mark::new(self.amount(key)?))
    }

    fn tens<const N: usize>(&self, key: &'static str, names: [&str; N]) -> [Option<Ten>; N] {
        let group = self.group(key);
        names.map(|name| {
            let pair = group.iter().find(|pair| pair.name == name)?;
            self.plain(read_number(pair.item.words).and_then(Mark::new))
        })
    }

    fn level(&self, key: &str) -> Option<i8> {
        let words = self.words(key)?;
        self.plain(words.parse().ok().filter(|_| matches!(words, "-2" | "-1" | "0" | "1" | "2")))
    }

    fn levels(&self, key: &'static str) -> Vec<(i8, Statement)> {
        let level =
            |pair: &Named<'_>| Some((self.plain(pair.name.parse().ok())?, self.make_statement(pair.item)));
        let mut levels: Vec<(i8, Statement)> = self.group(key).iter().filter_map(level).collect();
        levels.put_in_order_by_key(|(level, _)| *level);
        levels
    }

    fn areas(&self, key: &'static str) -> Vec<AreaMarks> {
        match self.value(key) {
            Value::Nothing => Vec::new(),
            Value::Areas { areas, .. } => {
                areas.iter().filter_map(|area| self.plain(self.read_area(area))).collect()
            }
            _ => self.hand_over(),
        }
    }

    fn signals(&self, key: &str) -> Vec<Signal> {
        self.texts(key).iter().filter_map(|typed| self.plain(Signal::from_typed(typed))).collect()
    }
}

/// A number of a few figures, with or without a fraction.
fn read_number(words: &str) -> Option<f64> {
    // Marks are nearly all there is.
    if let [figure @ b'0'..=b'9'] = words.as_bytes() {
        return Some(f64::from(figure - b'0'));
    }
    let are_figures =
        |text: &str| (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = match memchr::memchr(b'.', words.as_bytes()) {
        Some(point) => are_figures(&words[..point]) && are_figures(&words[point + 1..]),
        None => are_figures(words),
    };
    is_number.then(|| words.parse().ok())?
}
