//! A YAML text as a tree in which each key and value knows its bytes.
//!
//! serde gives values without places; this tree gives the places that problems point at and that exact edits splice.
//! It is built with limits, before anything else sees the text.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::plain;
use crate::model::keys::is_spelling_of;
use crate::model::order::InOrder as _;
use smol_str::SmolStr;

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, Span, StructureStyle};

/// The longest front matter that is read, in bytes.
pub const LONGEST: usize = 1 << 20;
/// The deepest nesting that is read.
pub const DEEPEST: usize = 32;
/// The most nodes that a value may have once its aliases are followed.
pub const MOST_NODES: usize = 20_000;
/// The most lines of a text in quotation marks that may stand at the margin; each costs reading the whole once more.
const MOST_WRAPPED: usize = 64;

/// One YAML document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// The root; `None` where there is nothing but blanks and comments.
    pub root: Option<Node>,
    /// The bytes of each comment, `#` included.
    pub comments: Vec<Range<usize>>,
    /// Whether it is proved that no key stands twice and that every parser reads it so.
    pub is_proved: bool,
    anchors: HashMap<usize, Node>,
    /// The anchors by name, where a text is read in pieces.
    names: HashMap<String, usize>,
}

/// One node and its place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its bytes. A block scalar's leave out the `|` and what stands behind it; an empty value has none.
    pub span: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// Whether it carries an anchor or a tag.
    pub marked: bool,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Text, a number, a date: anything in one piece.
    Scalar {
        /// The text once quotes, folds and escapes are undone.
        text: SmolStr,
        /// How it is written.
        style: ScalarStyle,
        /// Whether it is to be read as text whatever it looks like: `!!str`.
        as_text: bool,
    },
    /// A list.
    Sequence {
        /// The items.
        items: Vec<Node>,
        /// Written with brackets.
        flow: bool,
    },
    /// Keys and values.
    Mapping {
        /// The pairs, in the order of the file, keys given twice included.
        entries: Vec<Entry>,
        /// Written with braces.
        flow: bool,
    },
    /// A node that stands elsewhere, by the parser's number for its anchor.
    Alias(usize),
}

/// One key and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: Node,
    /// The value.
    pub value: Node,
}

/// Why a text isn't a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadYaml {
    /// Where in the file, in bytes.
    pub at: usize,
    /// What is wrong, in a few words.
    pub what: String,
    /// Whether a line of a text in quotation marks isn't indented as YAML wants it.
    is_wrapped_at_margin: bool,
}

impl BadYaml {
    /// Something that isn't as it should be, at a place in the file.
    #[must_use]
    pub fn new(at: usize, what: &str) -> Self {
        Self { at, what: what.to_owned(), is_wrapped_at_margin: false }
    }
}

impl Node {
    /// The text of a scalar.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Whether it holds nothing: no text at all, `~` or `null`.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, style: ScalarStyle::Plain, as_text: false }
            if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// Whether a record takes it for missing: it is empty, or text of nothing but blanks.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        // Nearly every value begins with a letter or a figure, and those aren't empty for YAML either but for `null`.
        let begins = |text: &str| text.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric());
        let is_word = self.text().is_some_and(|text| begins(text) && !text.eq_ignore_ascii_case("null"));
        !is_word && (self.is_empty() || self.text().is_some_and(|text| text.trim().is_empty()))
    }

    /// The pairs of a mapping.
    #[must_use]
    pub fn entries(&self) -> Option<&[Entry]> {
        match &self.kind {
            Kind::Mapping { entries, .. } => Some(entries),
            _ => None,
        }
    }

    /// The pair of a known key, in whatever spelling it stands; the last one counts where it is given twice.
    #[must_use]
    pub fn known_entry(&self, key: &str) -> Option<&Entry> {
        let spells = |entry: &&Entry| entry.key.text().is_some_and(|typed| is_spelling_of(typed, key));
        self.entries()?.iter().rev().find(spells)
    }

    /// The pair of a key; the last one counts where it is given twice.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries()?.iter().rev().find(|entry| entry.key.text() == Some(key))
    }
}

impl Tree {
    /// Parses a YAML text that stands at `base` in its file; all places are the file's.
    ///
    /// # Errors
    /// Where the text isn't YAML, is longer than [`LONGEST`], nested deeper than [`DEEPEST`], or holds more than one
    /// document.
    pub fn parse(yaml: &str, base: usize) -> Result<Self, BadYaml> {
        plain::read(yaml, base).map_or_else(|| Self::parse_any(yaml, base), Ok)
    }

    /// As [`Tree::parse`], by the YAML library alone.
    ///
    /// # Errors
    /// As for [`Tree::parse`].
    pub fn parse_any(yaml: &str, base: usize) -> Result<Self, BadYaml> {
        let read = |text: &Indented<'_>| -> Result<Self, BadYaml> {
            let mut tree = Self::empty();
            tree.root = tree.take_in(text, base, Options::default())?;
            Ok(tree)
        };
        let mut text = Indented::new(yaml);
        let first = match read(&text) {
            Ok(tree) => return Ok(tree),
            Err(bad) => bad,
        };
        // A list in brackets may be wrapped at the margin; a text in quotation marks is meant no less.
        let mut last = first.clone();
        while last.is_wrapped_at_margin && text.indent(last.at - base) {
            match read(&text) {
                Ok(tree) => return Ok(tree),
                Err(bad) => last = bad,
            }
        }
        Err(first)
    }

    /// Parses one piece of a text that as a whole isn't YAML. Anchors of the pieces before are known in it; an alias of
    /// an unknown one stands for nothing.
    ///
    /// # Errors
    /// As for [`Tree::parse`].
    pub fn parse_piece(&mut self, yaml: &str, base: usize) -> Result<Option<Node>, BadYaml> {
        let mut options = Options::default();
        options.emit_unresolved_aliases = true;
        options.emit_anchor_events = true;
        self.take_in(&Indented::new(yaml), base, options)
    }

    fn take_in(
        &mut self,
        text: &Indented<'_>,
        base: usize,
        mut options: Options,
    ) -> Result<Option<Node>, BadYaml> {
        let bad = |at: usize, what: &str| BadYaml::new(base + at, what);
        if text.yaml.len() > LONGEST {
            return Err(bad(0, "it is longer than 1 MiB"));
        }
        options.max_buffered_comment_events = LONGEST;
        let mut parser = Parser::new_from_str_with_options(&text.yaml, options);
        // A piece has fewer anchors than bytes, so their numbers differ from those of every other piece.
        parser.set_anchor_offset(base);
        let mut builder = Builder { text, base, root: None, tree: self, open: Vec::new(), documents: 0 };
        for event in parser {
            let (event, span) = event.map_err(|error| {
                let at = error.marker().byte_offset().unwrap_or(0).min(text.yaml.len());
                let is_wrapped_at_margin = *error.kind() == ErrorKind::InvalidQuotedScalarIndent;
                BadYaml { is_wrapped_at_margin, ..bad(text.original(at), &error.info()) }
            })?;
            builder.take(event, &span).map_err(|what| bad(builder.range(&span).start - base, what))?;
        }
        Ok(builder.root)
    }

    /// A tree of nothing.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            root: None,
            comments: Vec::new(),
            is_proved: false,
            anchors: HashMap::new(),
            names: HashMap::new(),
        }
    }

    /// A tree that every parser would give.
    pub(super) fn proved(root: Option<Node>, comments: Vec<Range<usize>>) -> Self {
        Self { root, comments, is_proved: true, ..Self::empty() }
    }

    /// The node that an alias stands for; any other node is itself.
    #[must_use]
    pub fn follow<'a>(&'a self, node: &'a Node) -> Option<&'a Node> {
        match node.kind {
            Kind::Alias(number) => self.anchors.get(&number),
            _ => Some(node),
        }
    }
}

/// A YAML text, and the blanks that were put before lines of it for the parser's sake: places are told as if there were none.
struct Indented<'a> {
    yaml: Cow<'a, str>,
    /// Where the blanks stand in `yaml`, in order.
    blanks: Vec<usize>,
}

impl<'a> Indented<'a> {
    fn new(yaml: &'a str) -> Self {
        Self { yaml: Cow::Borrowed(yaml), blanks: Vec::new() }
    }

    /// Puts a blank before the line of a place; whether that line can be meant as more of what stands before it. One that begins
    /// with a key can't: there a quotation mark is missing.
    fn indent(&mut self, original: usize) -> bool {
        let at = original + self.blanks.iter().enumerate().filter(|(i, at)| **at < original + i + 1).count();
        let start = self.yaml[..at.min(self.yaml.len())].rfind('\n').map_or(0, |at| at + 1);
        let line = self.yaml[start..].lines().next().unwrap_or_default();
        let key = line.split_once(':').filter(|(_, value)| value.is_empty() || value.starts_with(' '));
        let is_key = key.is_some_and(|(key, _)| !key.trim().contains([' ', '"', '\'']));
        if is_key || self.blanks.len() >= MOST_WRAPPED {
            return false;
        }
        self.yaml.to_mut().insert(start, ' ');
        self.blanks.iter_mut().filter(|blank| **blank >= start).for_each(|blank| *blank += 1);
        self.blanks.push(start);
        self.blanks.put_in_order();
        true
    }

    /// Where a place stands in the text as it was.
    fn original(&self, at: usize) -> usize {
        at - self.blanks.partition_point(|blank| *blank < at)
    }
}

/// A collection that isn't closed yet.
struct Open {
    node: Node,
    anchor: usize,
    key: Option<Node>,
}

struct Builder<'a> {
    text: &'a Indented<'a>,
    base: usize,
    root: Option<Node>,
    tree: &'a mut Tree,
    open: Vec<Open>,
    documents: usize,
}

impl Builder<'_> {
    fn range(&self, span: &Span) -> Range<usize> {
        let range = span.byte_range().unwrap_or(0..0);
        let end = range.end.min(self.text.yaml.len());
        let (start, end) = (self.text.original(range.start.min(end)), self.text.original(end));
        self.base + start..self.base + end
    }

    fn take(&mut self, event: Event<'_>, span: &Span) -> Result<(), &'static str> {
        let bytes = self.range(span);
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err("a second document begins here");
                }
            }
            Event::Comment(..) => self.tree.comments.push(bytes),
            Event::Alias(number) => {
                self.add(Node { span: bytes, kind: Kind::Alias(number), marked: false }, 0);
            }
            Event::UnresolvedAlias(name) => {
                // No anchor has the number 0: such an alias leads nowhere.
                let number = self.tree.names.get(&*name).copied().unwrap_or(0);
                self.add(Node { span: bytes, kind: Kind::Alias(number), marked: false }, 0);
            }
            Event::Anchor(number, name) => {
                self.tree.names.insert(name.into_owned(), number);
            }
            Event::Scalar(text, style, anchor, tag) => {
                let as_text = tag.as_ref().is_some_and(|tag| tag.is_yaml_core_schema_tag("str"));
                let marked = anchor != 0 || tag.is_some();
                let kind = Kind::Scalar { text: SmolStr::new(text), style, as_text };
                self.add(Node { span: bytes, kind, marked }, anchor);
            }
            Event::SequenceStart(style, anchor, tag) => {
                let kind = Kind::Sequence { items: Vec::new(), flow: style == StructureStyle::Flow };
                self.start(bytes, kind, anchor, tag.is_some())?;
            }
            Event::MappingStart(style, anchor, tag) => {
                let kind = Kind::Mapping { entries: Vec::new(), flow: style == StructureStyle::Flow };
                self.start(bytes, kind, anchor, tag.is_some())?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(mut open) = self.open.pop() {
                    close(&mut open.node, bytes.end);
                    self.add(open.node, open.anchor);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn start(
        &mut self,
        span: Range<usize>,
        kind: Kind,
        anchor: usize,
        tagged: bool,
    ) -> Result<(), &'static str> {
        if self.open.len() >= DEEPEST {
            return Err("this is nested deeper than 32 levels");
        }
        let node = Node { span, kind, marked: anchor != 0 || tagged };
        self.open.push(Open { node, anchor, key: None });
        Ok(())
    }

    fn add(&mut self, node: Node, anchor: usize) {
        if anchor != 0 {
            self.tree.anchors.insert(anchor, node.clone());
        }
        let Some(parent) = self.open.last_mut() else {
            if self.root.is_none() && !(node.is_empty() && node.span.is_empty()) {
                self.root = Some(node);
            }
            return;
        };
        match &mut parent.node.kind {
            Kind::Sequence { items, .. } => items.push(node),
            Kind::Mapping { entries, .. } => match parent.key.take() {
                None => parent.key = Some(node),
                Some(key) => entries.push(Entry { key, value: node }),
            },
            Kind::Scalar { .. } | Kind::Alias(_) => {}
        }
    }
}

/// A flow collection ends at its bracket, a block collection with its last child: the parser's end is the next token.
fn close(node: &mut Node, end: usize) {
    let last = match &node.kind {
        Kind::Sequence { items, flow: false } => items.last().map(|item| item.span.end),
        Kind::Mapping { entries, flow: false } => {
            entries.last().map(|entry| entry.value.span.end.max(entry.key.span.end))
        }
        _ => Some(end),
    };
    let first = match &node.kind {
        Kind::Mapping { entries, flow: false } => entries.first().map(|entry| entry.key.span.start),
        _ => None,
    };
    node.span.start = first.unwrap_or(node.span.start);
    node.span.end = last.unwrap_or(end).max(node.span.start);
}
