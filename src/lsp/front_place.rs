//! What stands at a place of the front matter: which key, and whether it is the key itself or what it holds.

use std::ops::Range;

use super::desk::Sheet;
use crate::model::key_meanings;
use crate::model::keys::{self, Holds, Key, NoteKind, is_spelling_of};
use crate::note::fence::Fence;
use crate::note::parsed::Note;
use crate::note::tree::{Kind, Node};
use crate::practice::standing::Standing;

/// A key or a value in the front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontPlace {
    /// The keys that lead to it, the outermost first, as they are written.
    pub path: Vec<String>,
    /// Whether it is the key itself.
    pub is_key: bool,
    /// Its bytes.
    pub span: Range<usize>,
    /// Its text.
    pub text: String,
}

/// A known key: what it is called, with dots, what it holds and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownKey {
    /// Its name, those below another one with a dot between them.
    pub name: String,
    /// What it holds; none where that is a map of the client's own areas.
    pub holds: Option<Holds>,
    /// What it means.
    pub meaning: Option<&'static str>,
}

/// The keys that a file of this kind may have.
#[must_use]
pub fn list_keys(standing: Standing) -> &'static [Key] {
    match standing {
        Standing::Note(kind) => kind.keys(),
        Standing::Settings => keys::SETTINGS,
        Standing::Plain | Standing::Unread => &[],
    }
}

/// The known key at a path of keys as they are written.
#[must_use]
pub fn find_key(standing: Standing, path: &[String]) -> Option<KnownKey> {
    let (first, below) = path.split_first()?;
    let (key, holds) = list_keys(standing).iter().find(|(key, _)| is_spelling_of(first, key))?;
    let below_one =
        |names: &[&'static str], typed: &str| names.iter().find(|name| is_spelling_of(typed, name)).copied();
    let (name, holds) = match (holds, below) {
        (_, []) => ((*key).to_owned(), Some(*holds)),
        (Holds::Keys(names, holds), [typed]) => {
            (format!("{key}.{}", below_one(names, typed)?), Some(**holds))
        }
        (Holds::KeysOfAreas(_), [_]) => (format!("{key}.*"), None),
        (Holds::KeysOfAreas(names), [_, typed]) => {
            (format!("{key}.*.{}", below_one(names, typed)?), Some(Holds::Plain))
        }
        _ => return None,
    };
    let meaning = match standing {
        Standing::Note(kind) => key_meanings::find_meaning(kind, &name),
        _ => key_meanings::find_setting(&name),
    };
    Some(KnownKey { name, holds, meaning })
}

impl FrontPlace {
    /// What stands at a byte; none where it isn't in the front matter, or between things.
    #[must_use]
    pub fn find(note: &Note, at: usize) -> Option<Self> {
        if !matches!(&note.fence, Fence::Block { yaml, .. } if (yaml.start..=yaml.end).contains(&at)) {
            return None;
        }
        find_below(note.front.root.as_ref()?, &[], at)
    }

    /// The known key that it is, or is held by.
    #[must_use]
    pub fn known_key(&self, sheet: &Sheet<'_>) -> Option<KnownKey> {
        find_key(sheet.place.standing, &self.path)
    }
}

/// What a value names, if it names a note: the kind of it.
#[must_use]
pub fn named_kind(standing: Standing, path: &[String]) -> Option<NoteKind> {
    match find_key(standing, path)?.holds? {
        Holds::Reference if is_spelling_of(path.first()?, "follows") => Some(NoteKind::Plan),
        Holds::Reference | Holds::References => Some(NoteKind::Goal),
        _ => None,
    }
}

fn find_below(node: &Node, path: &[String], at: usize) -> Option<FrontPlace> {
    let holds = |node: &Node| node.span.start <= at && at <= node.span.end;
    match &node.kind {
        Kind::Mapping { entries, .. } => entries.iter().find_map(|entry| {
            let key = entry.key.text()?;
            let path: Vec<String> = path.iter().cloned().chain([key.to_owned()]).collect();
            if holds(&entry.key) {
                let span = entry.key.span.clone();
                return Some(FrontPlace { path, is_key: true, span, text: key.to_owned() });
            }
            find_below(&entry.value, &path, at)
        }),
        Kind::Sequence { items, .. } => items.iter().find_map(|item| find_below(item, path, at)),
        Kind::Scalar { text, .. } if holds(node) && !path.is_empty() => Some(FrontPlace {
            path: path.to_vec(),
            is_key: false,
            span: node.span.clone(),
            text: text.to_string(),
        }),
        Kind::Scalar { .. } | Kind::Alias(_) => None,
    }
}
