//! Notes and folders of notes that lie beside `coach.yaml`, where nothing reads them.

use std::fs::DirEntry;

use super::paths::{self, Kind, is_note_name};
use super::stray::{is_nobodys, make_problem, not_a_note};
use super::{LARGEST, Practice};
use crate::model::file_name::stem;
use crate::model::id::slug;
use crate::model::moment::split_leading_day;
use crate::model::order::InOrder as _;
use crate::model::problem::Problem;
use crate::model::slip;
use crate::note::near::unfiled;
use crate::note::parsed::Note;

impl Practice {
    /// What lies at the root and looks as if it were meant to be read, beside the clients of these ids.
    pub(super) fn find_strays_at_root(&self, ids: &[String]) -> Vec<Problem> {
        let Ok(entries) = std::fs::read_dir(&self.root) else { return Vec::new() };
        let with_kind =
            |entry: DirEntry| Some((entry.file_name().into_string().ok()?, entry.file_type().ok()?));
        let mut names: Vec<_> = entries.flatten().filter_map(with_kind).collect();
        names.put_in_order_by(|(one, _), (other, _)| one.cmp(other));
        let shown = names.into_iter().filter(|(name, _)| !name.starts_with('.'));
        shown
            .filter_map(|(name, kind)| match () {
                () if kind.is_dir() => self.find_stray_folder(&name),
                () if kind.is_file() => self.find_stray_note(&name, ids),
                () => None,
            })
            .collect()
    }

    fn find_stray_note(&self, name: &str, ids: &[String]) -> Option<Problem> {
        let stem = stem(name);
        let is_dated = split_leading_day(stem).is_some();
        if !is_note_name(name) {
            return if is_dated { not_a_note(name) } else { None };
        }
        if is_nobodys(stem) || !(is_dated || names_client(stem, ids) || self.is_meant(name)) {
            return None;
        }
        let what = "a note that lies beside coach.yaml isn't read";
        let hint = "move it into the folder `sessions` or `notes` of the client whom it is about";
        Some(make_problem(name, what, hint))
    }

    /// Whether a file that anything may stand in holds what only a client's note does.
    fn is_meant(&self, path: &str) -> bool {
        let file = self.root.join(path);
        if std::fs::metadata(&file).map_or(u64::MAX, |found| found.len()) > LARGEST {
            return false;
        }
        let text = std::fs::read_to_string(file).ok();
        text.is_some_and(|text| unfiled::is_meant(&Note::parse(&path.into(), text).value))
    }

    /// A folder that is named as one of a client's is, with a note of a day in it, or almost as the clients' own.
    fn find_stray_folder(&self, name: &str) -> Option<Problem> {
        let lower = name.to_lowercase();
        let is_near = |known: &str| {
            *name != *known
                && (lower == known
                    || known.strip_suffix('s') == Some(&*lower)
                    || slip::slips(&lower, known).is_some())
        };
        let known = [paths::CLIENTS, paths::SUPERVISION].into_iter().find(|known| is_near(known));
        let what = "nothing in this folder is read";
        if let Some(known) = known.filter(|_| self.has_notes_inside(name)) {
            let hint = format!("rename it to `{known}`, or move what is in it there");
            return Some(make_problem(name, what, &hint));
        }
        let is_of_client = Kind::ALL.into_iter().any(|kind| kind.folder() == lower);
        (is_of_client && self.has_notes_inside(name)).then(|| {
            let hint =
                format!("move it into the folder of the client whom it is about, `clients/ID/{lower}`");
            make_problem(name, what, &hint)
        })
    }

    /// Whether there is a note of a day in a folder, or a client's in one below.
    fn has_notes_inside(&self, folder: &str) -> bool {
        let Ok(entries) = std::fs::read_dir(self.root.join(folder)) else { return false };
        let is_one = |entry: DirEntry| {
            let name = entry.file_name();
            let is_dated = name.to_str().is_some_and(|name| split_leading_day(name).is_some());
            is_dated || entry.path().join("client.md").is_file()
        };
        entries.flatten().any(is_one)
    }
}

/// Whether the name of a file begins with a client's: `Ann Lee`, `Ann Lee call`.
fn names_client(stem: &str, ids: &[String]) -> bool {
    let Ok(named) = slug(stem) else { return false };
    let begins_with = |id: &String| {
        named.strip_prefix(id.as_str()).is_some_and(|behind| behind.is_empty() || behind.starts_with('-'))
    };
    ids.iter().any(begins_with)
}
