//! What a front matter says, without its layout: the ground on which an edit is checked.
//!
//! A `serde_yaml::Value` would do, but it drops the first of a key given twice and compares maps in any order.

use granit_parser::ScalarStyle;
use serde_yaml::{Mapping, Value};

use super::{NewValue, write};
use crate::note::tree::{Kind, MOST_NODES, Node, Tree};
use crate::note::value::scalar;

/// One node's meaning. Keys keep their order, and one given twice stands there twice.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    /// A scalar: its text, by which keys are looked up, and its value. Nothing has no text.
    One(String, Value),
    List(Vec<Shape>),
    Map(Vec<(Shape, Shape)>),
}

impl Shape {
    /// The meaning of a tree; `None` where its aliases make it too large.
    pub(super) fn from_tree(tree: &Tree) -> Option<Self> {
        tree.root.as_ref().map_or(Some(Self::Map(Vec::new())), |root| Self::from_node(tree, root))
    }

    /// The meaning of a node.
    pub(super) fn from_node(tree: &Tree, node: &Node) -> Option<Self> {
        expand(tree, node, &mut { MOST_NODES })
    }

    /// What a new value is to mean.
    pub(super) fn from_new_value(value: &NewValue) -> Self {
        match value {
            NewValue::Text(text) => Self::One(text.clone(), Value::String(text.clone())),
            NewValue::Plain(text) => shape_scalar(text, ScalarStyle::Plain, false),
            NewValue::List(items) => Self::List(items.iter().map(Self::from_new_value).collect()),
            NewValue::Map(pairs) => Self::Map(
                pairs.iter().map(|(name, value)| (Self::key(name), Self::from_new_value(value))).collect(),
            ),
        }
    }

    pub(super) fn empty() -> Self {
        Self::One(String::new(), Value::Null)
    }

    /// Puts a value at a path: in place of the last one with that key, else behind the others.
    pub(super) fn put(&mut self, path: &[&str], new: Self) {
        let Some((first, rest)) = path.split_first() else {
            *self = new;
            return;
        };
        if !matches!(self, Self::Map(_)) {
            *self = Self::Map(Vec::new());
        }
        if let Self::Map(pairs) = self {
            let index = pairs.iter().rposition(|(key, _)| key.is_text(first)).unwrap_or_else(|| {
                pairs.push((Self::key(first), Self::empty()));
                pairs.len() - 1
            });
            pairs[index].1.put(rest, new);
        }
    }

    /// Puts a value at a path of one key, right behind the last entry of another key; behind the others where there is none.
    pub(super) fn put_behind(&mut self, path: &[&str], new: Self, behind: &str) {
        self.put(path, new);
        let Self::Map(pairs) = self else { return };
        let place = pairs.iter().rposition(|(key, _)| key.is_text(behind));
        if let (Some(place), Some(pair)) = (place.filter(|place| place + 1 < pairs.len()), pairs.pop()) {
            pairs.insert(place + 1, pair);
        }
    }

    /// Takes the last entry at a path out.
    pub(super) fn take(&mut self, path: &[&str]) {
        let (Self::Map(pairs), Some((first, rest))) = (self, path.split_first()) else { return };
        let Some(index) = pairs.iter().rposition(|(key, _)| key.is_text(first)) else { return };
        if rest.is_empty() {
            pairs.remove(index);
        } else {
            pairs[index].1.take(rest);
        }
    }

    /// As serde gives it; of a key given twice the last one counts.
    pub(super) fn to_value(&self) -> Value {
        match self {
            Self::One(_, value) => value.clone(),
            Self::List(items) => Value::Sequence(items.iter().map(Self::to_value).collect()),
            Self::Map(pairs) => {
                let pairs = pairs.iter().map(|(key, value)| (key.to_value(), value.to_value()));
                Value::Mapping(pairs.collect::<Mapping>())
            }
        }
    }

    fn key(name: &str) -> Self {
        Self::One(name.to_owned(), write::key_value(name))
    }

    fn is_text(&self, wanted: &str) -> bool {
        matches!(self, Self::One(text, _) if text == wanted)
    }
}

fn shape_scalar(text: &str, style: ScalarStyle, as_text: bool) -> Shape {
    match scalar(text, style, as_text) {
        Value::Null => Shape::empty(),
        value => Shape::One(text.to_owned(), value),
    }
}

fn expand(tree: &Tree, node: &Node, left: &mut usize) -> Option<Shape> {
    *left = left.checked_sub(1)?;
    match &node.kind {
        Kind::Alias(_) => expand(tree, tree.follow(node)?, left),
        Kind::Scalar { text, style, as_text } => Some(shape_scalar(text, *style, *as_text)),
        Kind::Sequence { items, .. } => {
            items.iter().map(|item| expand(tree, item, left)).collect::<Option<_>>().map(Shape::List)
        }
        Kind::Mapping { entries, .. } => {
            let pairs = entries.iter().map(|entry| {
                let key = match expand(tree, &entry.key, left)? {
                    // A key is found by its text, so `null:` keeps it, though it means nothing as a value.
                    Shape::One(_, value) => {
                        Shape::One(entry.key.text().unwrap_or_default().to_owned(), value)
                    }
                    key => key,
                };
                Some((key, expand(tree, &entry.value, left)?))
            });
            pairs.collect::<Option<_>>().map(Shape::Map)
        }
    }
}
