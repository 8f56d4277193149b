//! The check that every edit of front matter goes through before anybody sees its result.

use serde_yaml::{Mapping, Value};

use super::front::Front;
use super::shape::Shape;
use super::{EditRefusal, Splice};
use crate::note::fence::{self, Fence};
use crate::note::tree::Tree;
use crate::note::value::scalar;

/// The one thing that an edit changes.
pub(super) enum Change<'p> {
    /// This value at this path, in place of another or behind the others.
    Put(&'p [&'p str], Shape),
    /// This value at this path of one key, right behind the entry of another key.
    PutBehind(&'p [&'p str], Shape, &'p str),
    /// No entry at this path any more.
    Take(&'p [&'p str]),
}

impl Change<'_> {
    fn path(&self) -> &[&str] {
        match self {
            Self::Put(path, _) | Self::PutBehind(path, ..) | Self::Take(path) => path,
        }
    }

    fn apply_expected(&self, mut old: Shape) -> Shape {
        match self {
            Self::Put(path, value) => old.put(path, value.clone()),
            Self::PutBehind(path, value, behind) => old.put_behind(path, value.clone(), behind),
            Self::Take(path) => old.take(path),
        }
        old
    }
}

/// The first way to splice that makes the change and no other.
pub(super) fn find_first_good(
    front: &Front<'_>,
    ways: &[Vec<Splice>],
    change: &Change<'_>,
) -> Result<String, EditRefusal> {
    let mut why = "there's no safe way to write it here";
    for splices in ways {
        let Some(new) = Splice::apply(front.text, splices) else { continue };
        match check(front, &new, splices, change) {
            Ok(()) => return Ok(new),
            Err(reason) => why = reason,
        }
    }
    let at = ways
        .first()
        .and_then(|splices| splices.first())
        .map_or(front.yaml.start, |splice| splice.range.start);
    Err(front.refuse(at, why, "edit it by hand"))
}

fn check(front: &Front<'_>, new: &str, splices: &[Splice], change: &Change<'_>) -> Result<(), &'static str> {
    let old = front.text;
    let Fence::Block { yaml, body } = fence::find(new) else {
        return Err("the front matter would lose its fences");
    };
    let outside = old[..front.yaml.start] == new[..yaml.start]
        && old[front.yaml.end..front.body] == new[yaml.end..body]
        && old[front.body..] == new[body..];
    if !outside {
        return Err("the edit would reach past the front matter");
    }
    let tree =
        Tree::parse(&new[yaml.clone()], 0).map_err(|_| "the front matter couldn't be read afterwards")?;
    let before =
        Shape::from_tree(&front.tree).ok_or("the front matter is too large once its aliases are followed")?;
    if Shape::from_tree(&tree) != Some(change.apply_expected(before)) {
        return Err("the edit would change more than that, or read differently than meant");
    }
    let touched = |at: usize| splices.iter().any(|splice| splice.range.contains(&at));
    let kept = front.tree.comments.iter().filter(|comment| !touched(comment.start)).map(|c| &old[c.clone()]);
    if !kept.eq(tree.comments.iter().map(|comment| &new[yaml.clone()][comment.clone()])) {
        return Err("the edit would change a comment");
    }
    if !other_tools_agree(&old[front.yaml.clone()], &new[yaml], change) {
        return Err("another tool would read the result differently");
    }
    Ok(())
}

/// The check of a block put before a note that had none.
pub(super) fn is_new_block(new: &str, rest: &str, change: &Change<'_>) -> bool {
    let Fence::Block { yaml, body } = fence::find(new) else { return false };
    let Ok(tree) = Tree::parse(&new[yaml.clone()], 0) else { return false };
    let expected = change.apply_expected(Shape::Map(Vec::new()));
    &new[body..] == rest
        && Shape::from_tree(&tree) == Some(expected)
        && other_tools_agree("", &new[yaml], change)
}

/// Whether `serde_yaml`, an independent reader, sees the change and nothing else. What it couldn't read before can't be
/// asked of it.
fn other_tools_agree(old: &str, new: &str, change: &Change<'_>) -> bool {
    let Ok(old) = serde_yaml::from_str::<Value>(old) else { return true };
    let Ok(new) = serde_yaml::from_str::<Value>(new) else { return false };
    let path = change.path();
    let Some(first) = path.first() else { return false };
    let seen =
        path.iter().try_fold(&new, |value, key| pair(value.as_mapping()?, key).map(|(_, value)| value));
    let changed = match change {
        Change::Put(_, value) | Change::PutBehind(_, value, _) => seen == Some(&value.to_value()),
        Change::Take(_) => seen.is_none(),
    };
    let others = |value: &Value| -> Vec<(Value, Value)> {
        let pairs = value.as_mapping().into_iter().flatten().filter(|(key, _)| !is_key(key, first));
        pairs.map(|(key, value)| (key.clone(), value.clone())).collect()
    };
    changed && others(&old) == others(&new)
}

fn pair<'v>(mapping: &'v Mapping, name: &str) -> Option<(&'v Value, &'v Value)> {
    mapping.iter().find(|(key, _)| is_key(key, name))
}

fn is_key(key: &Value, name: &str) -> bool {
    key.as_str() == Some(name) || *key == scalar(name, granit_parser::ScalarStyle::Plain, false)
}
