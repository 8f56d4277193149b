//! The front matter opened for an edit: its tree, and where the bytes of each entry begin and end.

use std::ops::Range;

use granit_parser::ScalarStyle;

use super::EditRefusal;
use super::place::{WHITE, find_next_line, line_end, line_start, trim_end};
use crate::note::fence::{self, Fence};
use crate::note::tree::{Entry, Kind, Node, Tree};

/// A front matter that can be edited.
pub(super) struct Front<'a> {
    pub(super) text: &'a str,
    pub(super) yaml: Range<usize>,
    pub(super) body: usize,
    pub(super) tree: Tree,
}

/// One step down a path: a mapping, and which of its entries the path goes through.
#[derive(Clone, Copy)]
pub(super) struct Step<'t> {
    pub(super) mapping: &'t Node,
    pub(super) entry: &'t Entry,
    pub(super) index: usize,
}

/// The bytes of a value. A block scalar and a block collection have two parts, since a comment can stand between:
/// what stands on the key's line, and the lines below it.
pub(super) struct Region {
    pub(super) head: Range<usize>,
    pub(super) tail: Range<usize>,
    /// Whether a blank has to come before the head.
    pub(super) glued: bool,
}

impl<'a> Front<'a> {
    /// Opens the front matter; `None` where the note has none.
    pub(super) fn open(text: &'a str) -> Result<Option<Self>, EditRefusal> {
        let start = fence::bom(text);
        let (yaml, body) = match fence::find(text) {
            Fence::None => return Ok(None),
            Fence::Block { yaml, body } => (yaml, body),
            Fence::Strange => {
                let what =
                    "the first line starts with `---` and goes on otherwise, so the note has no front matter";
                return Err(EditRefusal::refuse_at(text, start, what, "leave `---` alone on that line"));
            }
            Fence::Unclosed => {
                let what = "the front matter never ends";
                return Err(EditRefusal::refuse_at(
                    text,
                    start,
                    what,
                    "put `---` on a line of its own behind the last key",
                ));
            }
        };
        let tree = Tree::parse(&text[yaml.clone()], yaml.start).map_err(|bad| {
            EditRefusal::refuse_at(
                text,
                bad.at,
                format!("the front matter can't be read: {}", bad.what),
                "mend it first",
            )
        })?;
        if let Some(root) = tree.root.as_ref().filter(|root| root.entries().is_none()) {
            let what = "the front matter holds no keys";
            return Err(EditRefusal::refuse_at(
                text,
                root.span.start,
                what,
                "write it as lines of `key: value`",
            ));
        }
        Ok(Some(Self { text, yaml, body, tree }))
    }

    pub(super) fn refuse(&self, at: usize, what: impl Into<String>, hint: &str) -> EditRefusal {
        EditRefusal::refuse_at(self.text, at, what, hint)
    }

    /// The entries along a path as far as they exist; the last one counts where a key is given twice.
    pub(super) fn walk(&self, path: &[&str]) -> Vec<Step<'_>> {
        let mut steps = Vec::new();
        let mut node = self.tree.root.as_ref();
        for key in path {
            let Some(mapping) = node else { break };
            let found = mapping.entries().unwrap_or_default().iter().enumerate().rev();
            let Some((index, entry)) = found.into_iter().find(|(_, entry)| entry.key.text() == Some(key))
            else {
                break;
            };
            steps.push(Step { mapping, entry, index });
            node = Some(&entry.value);
        }
        steps
    }

    /// Where the colon of an entry stands, if it stands behind the key on the same line.
    pub(super) fn colon(&self, entry: &Entry) -> Result<usize, EditRefusal> {
        let rest = &self.text[entry.key.span.end..self.yaml.end];
        let at = entry.key.span.end + rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if self.text.as_bytes().get(at) == Some(&b':') {
            return Ok(at);
        }
        Err(self.refuse(entry.key.span.start, "this key has no colon behind it", "write it as `key: value`"))
    }

    /// The number of blanks behind the colon of an entry; see the table in [`super`].
    pub(super) fn blanks(&self, entry: &Entry) -> Result<usize, EditRefusal> {
        let rest = &self.text[self.colon(entry)? + 1..self.yaml.end];
        Ok(rest.len() - rest.trim_start_matches(' ').len())
    }

    /// Where the bytes of an entry end; blank lines behind a block scalar aren't counted in.
    pub(super) fn end_of_entry(&self, entry: &Entry) -> usize {
        if is_absent(&entry.value) {
            return self.colon(entry).map_or(entry.key.span.end, |colon| colon + 1);
        }
        self.end_of(&entry.value)
    }

    /// Where the bytes of a node end.
    pub(super) fn end_of(&self, node: &Node) -> usize {
        match &node.kind {
            Kind::Mapping { entries, flow: false } if !entries.is_empty() => {
                entries.last().map_or(node.span.end, |entry| self.end_of_entry(entry))
            }
            Kind::Sequence { items, flow: false } => {
                items.last().map_or(node.span.end, |item| self.end_of(item))
            }
            // The span of a block scalar takes in the blank lines behind it; one without content begins behind them.
            Kind::Scalar { .. } if is_block_scalar(node) => {
                trim_end(self.text, self.yaml.start, node.span.end)
            }
            _ => node.span.end,
        }
    }

    /// The dash of a block list's first item: what comes first below the key, comments aside. The list's own span
    /// can't tell, since it leaves the dash out where the list isn't indented.
    pub(super) fn find_first_dash(&self, entry: &Entry) -> Option<usize> {
        let mut at = find_next_line(self.text, self.colon(entry).ok()?);
        while at < self.yaml.end {
            let line = &self.text[at..line_end(self.text, at)];
            let content = line.trim_start_matches(WHITE);
            if !content.is_empty() && !content.starts_with('#') {
                return content.starts_with('-').then_some(at + line.len() - content.len());
            }
            at = find_next_line(self.text, at);
        }
        None
    }

    /// The bytes of an entry's value.
    pub(super) fn find_region(&self, entry: &Entry) -> Result<Region, EditRefusal> {
        let colon = self.colon(entry)?;
        let value = &entry.value;
        let region = match &value.kind {
            _ if is_absent(value) => {
                Region { head: colon + 1..colon + 1, tail: colon + 1..colon + 1, glued: true }
            }
            Kind::Scalar { .. } if is_block_scalar(value) => {
                let header = self.header(colon).ok_or_else(|| {
                    let what = "this text block doesn't begin on the line of its key";
                    self.refuse(value.span.start, what, "move its `|` or `>` behind the colon")
                })?;
                let end = line_end(self.text, header.end);
                Region { head: header, tail: end..self.end_of(value).max(end), glued: false }
            }
            Kind::Sequence { flow: false, .. } => {
                self.find_below(colon, self.find_first_dash(entry), value)?
            }
            Kind::Mapping { flow: false, .. } => self.find_below(colon, Some(value.span.start), value)?,
            _ => {
                let glued = self.text.as_bytes()[value.span.start - 1] == b':';
                Region { head: value.span.clone(), tail: value.span.end..value.span.end, glued }
            }
        };
        self.no_comment_in(&region.head)?;
        self.no_comment_in(&region.tail)?;
        Ok(region)
    }

    fn find_below(&self, colon: usize, first: Option<usize>, value: &Node) -> Result<Region, EditRefusal> {
        let first = first.map(|first| line_start(self.text, first)).filter(|start| *start > colon + 1);
        let Some(first) = first else {
            let what = "this value doesn't begin on a line of its own";
            return Err(self.refuse(value.span.start, what, "write it on the lines below its key"));
        };
        let start = line_end(self.text, first - 1);
        Ok(Region { head: colon + 1..colon + 1, tail: start..self.end_of(value).max(start), glued: true })
    }

    /// The `|` or `>` behind a colon, with what tells how the block is to be read.
    fn header(&self, colon: usize) -> Option<Range<usize>> {
        let rest = &self.text[colon + 1..self.yaml.end];
        let start = colon + 1 + rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let rest = &self.text[start..self.yaml.end];
        let marks = rest.strip_prefix(['|', '>'])?;
        let length = marks.len()
            - marks.trim_start_matches(|c: char| c.is_ascii_digit() || c == '+' || c == '-').len();
        Some(start..start + 1 + length)
    }

    pub(super) fn no_comment_in(&self, range: &Range<usize>) -> Result<(), EditRefusal> {
        let inside = self
            .tree
            .comments
            .iter()
            .find(|comment| comment.start >= range.start && comment.start < range.end);
        match inside {
            None => Ok(()),
            Some(comment) => {
                let what = "there's a comment inside it";
                Err(self.refuse(comment.start, what, "move the comment out of the value, or edit it by hand"))
            }
        }
    }

    /// Refuses a value that an alias may point into, or that a tag gives another meaning.
    pub(super) fn no_marks_in(&self, node: &Node) -> Result<(), EditRefusal> {
        let children: Vec<&Node> = match &node.kind {
            _ if node.marked => {
                let what = "there's an anchor or a tag (`&` or `!`) on it";
                return Err(self.refuse(node.span.start, what, "edit it by hand"));
            }
            Kind::Sequence { items, .. } => items.iter().collect(),
            Kind::Mapping { entries, .. } => {
                entries.iter().flat_map(|entry| [&entry.key, &entry.value]).collect()
            }
            Kind::Scalar { .. } | Kind::Alias(_) => Vec::new(),
        };
        children.into_iter().try_for_each(|child| self.no_marks_in(child))
    }
}

/// Whether there are no bytes for a value at all: `key:`.
pub(super) fn is_absent(node: &Node) -> bool {
    node.span.is_empty() && matches!(node.kind, Kind::Scalar { style: ScalarStyle::Plain, .. })
}

/// Whether it is written with `|` or `>`.
pub(super) fn is_block_scalar(node: &Node) -> bool {
    matches!(node.kind, Kind::Scalar { style: ScalarStyle::Literal | ScalarStyle::Folded, .. })
}

/// How a scalar is written, where it is one.
pub(super) fn style(node: &Node) -> Option<ScalarStyle> {
    match node.kind {
        Kind::Scalar { style, .. } => Some(style),
        _ => None,
    }
}
