//! Typed reading of front matter, key by key: a bad key is one problem and costs only itself.

mod numbers;

use std::cell::RefCell;
use std::collections::HashSet;
use std::ops::Range;

use chrono::NaiveDate;
use granit_parser::ScalarStyle;
use serde_yaml::Value;

use super::foreign::call_outcome::read_plain_yes;
use super::parsed::Note;
use super::tree::{Entry, Kind, Node};
use super::value;
use crate::model::choice::Choice;
use crate::model::dates::written::read_whole;
use crate::model::keys::{Key, is_spelling_of};
use crate::model::matching::find_nearest_word;
use crate::model::moment::Moment;
use crate::model::order::InOrder as _;
use crate::model::problem::{Mend, Problem};
use crate::model::session::Reference;
use crate::model::slip;
use crate::model::statement::{Source, Statement};

pub(in crate::note) use numbers::read_meant_minutes;

/// Reads typed keys of one note and gathers the problems.
pub struct Reader<'a> {
    /// The note that is read.
    pub note: &'a Note,
    problems: RefCell<Vec<Problem>>,
}

/// The keys of one mapping of the note.
#[derive(Clone)]
pub struct Fields<'a> {
    reader: &'a Reader<'a>,
    node: Option<&'a Node>,
    /// The keys above, so that a problem names `alliance.heard`; the second one stands below the first.
    above: [Option<&'a str>; 2],
}

impl<'a> Reader<'a> {
    /// A reader of a note.
    #[must_use]
    pub const fn new(note: &'a Note) -> Self {
        Self { note, problems: RefCell::new(Vec::new()) }
    }

    /// The top-level keys.
    #[must_use]
    pub fn fields(&'a self) -> Fields<'a> {
        Fields { reader: self, node: self.note.front.root.as_ref(), above: [None; 2] }
    }

    /// Adds a problem.
    pub fn tell(
        &self,
        at: Range<usize>,
        code: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.problems.borrow_mut().push(self.note.problem(at, code, message, hint));
    }

    /// Adds a problem that is only worth a look.
    pub fn tell_as_note(
        &self,
        at: Range<usize>,
        code: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.problems.borrow_mut().push(self.note.problem(at, code, message, hint).as_note());
    }

    /// Adds a problem that is made already.
    pub fn push(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    /// The problems so far, in the order of the file.
    #[must_use]
    pub fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        problems.put_in_order_by_key(|problem| (problem.line, problem.column));
        problems
    }

    fn line_of(&self, node: &Node) -> usize {
        let text = &self.note.text[node.span.clone()];
        let mut words = text.trim_start();
        if let Kind::Scalar { style: ScalarStyle::DoubleQuoted | ScalarStyle::SingleQuoted, .. } = node.kind {
            // Between the quote mark and the words there may be blank lines, and line ends that are escaped.
            words = words.get(1..).unwrap_or_default().trim_start();
            while let Some(behind) =
                words.strip_prefix('\\').filter(|behind| behind.starts_with(['\r', '\n']))
            {
                words = behind.trim_start();
            }
        }
        self.note.lines.line(node.span.start + text.len() - words.len())
    }
}

impl<'a> Fields<'a> {
    /// The value of a key; `None` where it is missing or empty. Of a key given twice the last one counts.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&'a Node> {
        let entry = self.node?.known_entry(key)?;
        let node = self.reader.note.front.follow(&entry.value)?;
        (!node.is_blank()).then_some(node)
    }

    /// The value of a key that holds one thing: a list of one is that one.
    fn get_one(&self, key: &str) -> Option<&'a Node> {
        let node = self.get(key)?;
        let Kind::Sequence { items, .. } = &node.kind else { return Some(node) };
        let [one] = items.as_slice() else { return Some(node) };
        let one = self.reader.note.front.follow(one)?;
        Some(if matches!(one.kind, Kind::Scalar { .. }) && !one.is_blank() { one } else { node })
    }

    /// The line on which a key begins, as it stands.
    #[must_use]
    pub fn line_of(&self, key: &str) -> Option<Statement> {
        let entry = self.node?.known_entry(key)?;
        let note = self.reader.note;
        let is_there = note.front.follow(&entry.value).is_some_and(|node| !node.is_blank());
        is_there.then(|| note.statement_at(entry.key.span.start))
    }

    /// A key's text, whatever it looks like: `name: 42` is the text 42.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<String> {
        self.statement(key).map(|statement| statement.text.into())
    }

    /// A key's text and its place.
    #[must_use]
    pub fn statement(&self, key: &str) -> Option<Statement> {
        let node = self.get_one(key)?;
        let statement = self.statement_of(node);
        if statement.is_none() {
            self.report_wrong(
                node,
                key,
                "wrong-type",
                "a line of text",
                "write it as text, in quotes if need be",
            );
        }
        statement
    }

    /// A key's text, or each text of its list.
    #[must_use]
    pub fn statements(&self, key: &str) -> Vec<Statement> {
        self.texts(key).into_iter().map(|(_, statement)| statement).collect()
    }

    /// The texts of a key, each with its place in the file.
    #[must_use]
    pub fn words(&self, key: &str) -> Vec<(Range<usize>, String)> {
        self.texts(key)
            .into_iter()
            .map(|(node, statement)| (node.span.clone(), statement.text.into()))
            .collect()
    }

    /// References to other notes: an id or a list of them.
    #[must_use]
    pub fn references(&self, key: &str) -> Vec<Reference> {
        let reference = |(node, statement): (&Node, Statement)| {
            let (line, column) = self.reader.note.lines.place(&self.reader.note.text, node.span.start);
            let source = Source { path: self.reader.note.path.clone(), line };
            let written: String = statement.text.into();
            Reference { id: written.clone(), written, source, column }
        };
        self.texts(key).into_iter().map(reference).collect()
    }

    /// A reference to one other note, alone or as a list of one. Further ones have no effect, which is told.
    #[must_use]
    pub fn reference(&self, key: &str) -> Option<Reference> {
        let mut references = self.references(key).into_iter();
        let first = references.next()?;
        if let (Some(further), Some(node)) = (references.next(), self.get(key)) {
            let what = format!("{key}: one is read here, and `{}` has no effect", further.written);
            let hint = format!("leave the one that is meant: `{key}: {}`", first.written);
            self.reader.tell_as_note(node.span.clone(), "one-of-several", what, hint);
        }
        Some(first)
    }

    /// One of a closed list of words.
    #[must_use]
    pub fn choice<T: Choice>(&self, key: &str) -> Option<T> {
        let node = self.get_one(key)?;
        let typed = node.text().unwrap_or_default();
        let place = T::WORDS.iter().position(|word| is_spelling_of_word(typed.trim(), word));
        let read = place.map(|place| T::VARIANTS[place]);
        if read.is_none() {
            let hint = find_nearest_word(typed, T::WORDS.iter().copied())
                .map_or_else(|| "choose one of them".to_owned(), |word| format!("did you mean `{word}`?"));
            self.report_wrong(node, key, "unknown-choice", &format!("one of {}", T::WORDS.join(", ")), &hint);
            let meant = slip::find_meant(&typed.trim().to_lowercase(), T::WORDS.iter().copied());
            let is_plain = matches!(&node.kind, Kind::Scalar { style: ScalarStyle::Plain, .. });
            if let (Some(meant), true, Some(told)) =
                (meant, is_plain, self.reader.problems.borrow_mut().last_mut())
            {
                told.mend = Some(Mend { range: node.span.clone(), text: meant.to_owned() });
            }
        }
        read
    }

    /// A choice that decides whether the note counts: where it is none of them, the note doesn't.
    #[must_use]
    pub fn deciding_choice<T: Choice>(&self, key: &str) -> Option<T> {
        let told = self.reader.problems.borrow().len();
        let read = self.choice(key);
        for problem in self.reader.problems.borrow_mut().iter_mut().skip(told) {
            problem.doubts = true;
        }
        read
    }

    /// Yes or no: `true` or `false`.
    #[must_use]
    pub fn flag(&self, key: &str) -> Option<bool> {
        let node = self.get_one(key)?;
        if let Some(read) = self.value(node).and_then(|value| value.as_bool()) {
            return Some(read);
        }
        // In quotes it is one that somebody quoted.
        let text = node.text().map(str::trim).unwrap_or_default();
        if let Some(read) =
            [true, false].into_iter().find(|flag| text.eq_ignore_ascii_case(&flag.to_string()))
        {
            return Some(read);
        }
        let meant = Some(text).filter(|text| !text.is_empty()).and_then(read_plain_yes);
        let usual = "write `true` or `false`";
        self.report_meant(
            node,
            key,
            ("wrong-type", "true or false"),
            meant.map(|flag| flag.to_string()),
            usual,
        );
        None
    }

    /// A day.
    #[must_use]
    pub fn day(&self, key: &str) -> Option<NaiveDate> {
        self.moment(key).map(|moment| moment.date)
    }

    /// A day, with or without an hour.
    #[must_use]
    pub fn moment(&self, key: &str) -> Option<Moment> {
        let node = self.get_one(key)?;
        // What reads as a date is text to YAML, however it is written; nothing else than text is one.
        let read = self.reader.note.front.follow(node).and_then(Node::text).and_then(Moment::parse);
        if read.is_none() {
            let usual = "write it as 2026-11-08 or 2026-11-08T10:00";
            let meant = node.text().and_then(read_whole).map(|when| when.to_string());
            self.report_meant(node, key, ("not-a-date", "a date"), meant, usual);
        }
        read
    }

    /// The keys of a nested mapping, each with its own fields.
    #[must_use]
    pub fn nested_fields(&self, key: &'static str) -> Option<Fields<'a>> {
        let node = self.get(key)?;
        if node.entries().is_none() {
            self.report_wrong(
                node,
                key,
                "wrong-type",
                "keys and values of its own",
                "write `{key: value, …}`",
            );
            return None;
        }
        Some(Fields { reader: self.reader, node: Some(node), above: self.above_with(key) })
    }

    /// The keys below one pair of this mapping, whose name is the client's own.
    #[must_use]
    pub fn fields_below(&self, entry: &'a Entry) -> Option<Fields<'a>> {
        let name = entry.key.text()?;
        let node = self.reader.note.front.follow(&entry.value).filter(|node| !node.is_blank())?;
        if node.entries().is_none() {
            self.report_wrong(
                node,
                name,
                "wrong-type",
                "keys and values of its own",
                "write `{key: value, …}`",
            );
            return None;
        }
        Some(Fields { reader: self.reader, node: Some(node), above: self.above_with(name) })
    }

    /// The line on which one pair begins, as it stands.
    #[must_use]
    pub fn line_of_entry(&self, entry: &Entry) -> Statement {
        self.reader.note.statement_at(entry.key.span.start)
    }

    /// The pairs of this mapping; of a key given twice only the last.
    #[must_use]
    pub fn pairs(&self) -> Vec<&'a Entry> {
        let Some(entries) = self.node.and_then(Node::entries) else { return Vec::new() };
        if self.reader.note.front.is_proved {
            return entries.iter().collect();
        }
        let mut seen = HashSet::new();
        let mut last: Vec<_> = entries.iter().rev().filter(|entry| seen.insert(entry.key.text())).collect();
        last.reverse();
        last
    }

    /// The keys that hold one text and aren't among the known ones, in their order.
    #[must_use]
    pub fn others(&self, known: &[Key]) -> Vec<(String, Statement)> {
        let other = |entry: &'a Entry| {
            let key =
                entry.key.text().filter(|key| known.iter().all(|(known, _)| !is_spelling_of(key, known)))?;
            Some((key.to_owned(), self.statement_of(&entry.value)?))
        };
        self.pairs().into_iter().filter_map(other).collect()
    }

    /// The reader behind these keys.
    #[must_use]
    pub const fn reader(&self) -> &'a Reader<'a> {
        self.reader
    }

    /// The texts of a key, with their nodes. However many items aren't text, the key is one problem.
    fn texts(&self, key: &str) -> Vec<(&'a Node, Statement)> {
        let mut texts = Vec::new();
        let mut odd = None;
        for node in self.items(key) {
            match self.statement_of(node) {
                Some(statement) => texts.push((node, statement)),
                None if self.reader.note.front.follow(node).is_none_or(Node::is_blank) => {}
                None => odd = odd.or(Some(node)),
            }
        }
        if let Some(node) = odd {
            let meant = find_only_text(node).map(|text| self.reader.note.text[text.span.clone()].to_owned());
            let usual = "write `[one, two]`, or one `- text` a line";
            self.report_meant(node, key, ("wrong-type", "a list of texts"), meant, usual);
        }
        texts
    }

    /// The keys above, and one of these.
    fn above_with(&self, key: &'a str) -> [Option<&'a str>; 2] {
        if self.above[0].is_none() { [Some(key), None] } else { [self.above[0], Some(key)] }
    }

    fn items(&self, key: &str) -> &'a [Node] {
        match self.get(key) {
            None => &[],
            Some(Node { kind: Kind::Sequence { items, .. }, .. }) => items,
            Some(node) => std::slice::from_ref(node),
        }
    }

    fn statement_of(&self, node: &Node) -> Option<Statement> {
        let node = self.reader.note.front.follow(node)?;
        if node.is_blank() {
            return None;
        }
        let text = node.text()?.trim();
        Some(Statement::new(text, &self.reader.note.path, self.reader.line_of(node)))
    }

    fn value(&self, node: &Node) -> Option<Value> {
        value::read_value(&self.reader.note.front, node)
    }

    /// Tells a wrong value; one that can be meant in one way only is mended.
    fn report_meant(
        &self,
        node: &Node,
        key: &str,
        (code, expected): (&'static str, &str),
        meant: Option<String>,
        usual: &str,
    ) {
        let hint = meant.as_ref().map_or_else(|| usual.to_owned(), |meant| format!("write it as {meant}"));
        let mut problem = self.describe_wrong(node, key, code, expected, &hint);
        problem.mend = meant.map(|text| Mend { range: node.span.clone(), text });
        self.reader.push(problem);
    }

    fn report_wrong(&self, node: &Node, key: &str, code: &'static str, expected: &str, hint: &str) {
        self.reader.push(self.describe_wrong(node, key, code, expected, hint));
    }

    fn describe_wrong(
        &self,
        node: &Node,
        key: &str,
        code: &'static str,
        expected: &str,
        hint: &str,
    ) -> Problem {
        let shown = match &node.kind {
            Kind::Scalar { text, .. } if text.chars().count() <= 40 => format!("`{}`", text.trim()),
            Kind::Scalar { .. } => "this long text".to_owned(),
            Kind::Sequence { .. } => "a list".to_owned(),
            Kind::Mapping { .. } => "a group of keys".to_owned(),
            Kind::Alias(_) => "an alias".to_owned(),
        };
        let above: String = self.above.iter().flatten().flat_map(|name| [*name, "."]).collect();
        let what = format!("{above}{key}: {shown} isn't {expected}");
        self.reader.note.problem(node.span.clone(), code, what, hint)
    }
}

/// The text that stands alone in lists of one: `[[lead-the-team]]`, as other programs link to a note, is a list in a list.
fn find_only_text(node: &Node) -> Option<&Node> {
    match &node.kind {
        Kind::Sequence { items, .. } => items.first().filter(|_| items.len() == 1).and_then(find_only_text),
        Kind::Scalar { .. } => Some(node),
        _ => None,
    }
}

/// Whether a typed word is one of a closed list: in any case, with `_` or a blank for `-`.
fn is_spelling_of_word(typed: &str, word: &str) -> bool {
    let fits = |(typed, word): (u8, u8)| {
        typed.eq_ignore_ascii_case(&word) || word == b'-' && matches!(typed, b'_' | b' ')
    };
    typed.len() == word.len() && typed.bytes().zip(word.bytes()).all(fits)
}
