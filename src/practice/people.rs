//! Everybody whom a practice knows, those who lie in its trash among them.

use std::fs;

use super::paths::CLIENTS;
use super::trash::{TRASH, without_number};
use super::{Practice, paths};
use crate::model::id;
use crate::model::order::InOrder as _;
use crate::note::read;

impl Practice {
    /// What everybody but one client goes by: their names, and those of their ids that are no single word.
    #[must_use]
    pub fn names_of_others(&self, client: &str) -> Vec<String> {
        let mut names = Vec::new();
        let mut add = |id: &str, name: Option<String>| {
            names.extend(name);
            // `rose` alone is a word of others' notes, too.
            names.extend(id.contains([' ', '-', '_']).then(|| id.to_owned()));
        };
        for other in self.candidates().into_iter().filter(|other| other.id != client) {
            add(&other.id, Some(other.name));
        }
        let folders = self.list_archived().into_iter();
        for folder in folders.filter(|folder| !id::same(without_number(folder), client)) {
            let note = self.note(&format!("{TRASH}/{}", paths::client_note(&folder)).into());
            add(without_number(&folder), read::client(&folder, note).value.name);
        }
        names.put_in_order();
        names.dedup();
        names
    }

    /// The client in the trash whom an id means, or the beginning of one: none where it could be several.
    #[must_use]
    pub fn find_archived(&self, typed: &str) -> Option<String> {
        let all = self.list_archived();
        let exact = all.iter().find(|folder| id::same(folder, typed));
        let mut begun = all.iter().filter(|folder| id::fold(folder).starts_with(&id::fold(typed)));
        exact.or_else(|| begun.next().filter(|_| begun.next().is_none())).cloned()
    }

    /// The folders of clients in the trash.
    fn list_archived(&self) -> Vec<String> {
        let trashed = fs::read_dir(self.root.join(TRASH).join(CLIENTS)).into_iter().flatten().flatten();
        let mut folders: Vec<String> = trashed
            .filter(|entry| entry.path().join("client.md").is_file())
            .filter_map(|entry| entry.file_name().into_string().ok())
            .collect();
        folders.put_in_order();
        folders
    }
}
