//! Typed reading of front matter, key by key: a bad key is one problem and costs only itself.

mod choices;
mod numbers;
mod references;

use std::cell::RefCell;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;
use granit_parser::ScalarStyle;
use serde_yaml::Value;

use super::parsed::Note;
use super::tree::{Entry, Kind, Node};
use super::value;
use crate::model::dates::written::read_whole;
use crate::model::keys::{Key, is_spelling_of};
use crate::model::moment::Moment;
use crate::model::order::InOrder as _;
use crate::model::problem::{Mend, Problem};
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

    /// The line on which a key with a value begins.
    #[must_use]
    pub fn line_of_key(&self, key: &str) -> Option<usize> {
        let entry = self.node?.known_entry(key)?;
        let note = self.reader.note;
        let is_there = note.front.follow(&entry.value).is_some_and(|node| !node.is_blank());
        is_there.then(|| note.lines.line(entry.key.span.start))
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

    /// The line on which one pair begins.
    #[must_use]
    pub fn line_of_entry(&self, entry: &Entry) -> Source {
        let note = self.reader.note;
        Source { path: Arc::clone(&note.path), line: note.lines.line(entry.key.span.start) }
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
