//! Which clients there are, and which of them is meant.

use std::sync::Arc;

use rayon::prelude::*;

use super::faults::{self, Step};
use super::listed_notes::Listed;
use super::open_folder::read_plain_file;
use super::paths::{self, Kind};
use super::staging::Stand;
use super::{Practice, describe_io_error, stray};
use crate::model::client::Client;
use crate::model::consistency;
use crate::model::keys::NoteKind;
use crate::model::matching::{self, Candidate, Meant, make_sorting_key};
use crate::model::moment::Moment;
use crate::model::needs::Depth;
use crate::model::order::InOrder as _;
use crate::model::problem::{Loaded, Problem};
use crate::note::parsed::Note;
use crate::note::read;

impl Practice {
    /// The ids of all clients, in order. A folder that leads out of the practice is a problem.
    #[must_use]
    pub fn client_ids(&self) -> Loaded<Vec<String>> {
        let mut ids = self.client_ids_on_disk();
        if self.has_staged() {
            ids.value.retain(|id| self.stand(&paths::client_folder(id)) != Stand::Gone);
            let staged = self.list_staged(paths::CLIENTS);
            let inside = staged.iter().filter_map(|path| path.split('/').nth(1));
            inside.for_each(|id| ids.value.push(id.to_owned()));
            ids.value.put_in_order_by_key(|id| make_sorting_key(id));
            ids.value.dedup();
        }
        ids
    }

    fn client_ids_on_disk(&self) -> Loaded<Vec<String>> {
        let mut ids = Loaded::<Vec<String>>::default();
        let whole: Arc<str> = paths::CLIENTS.into();
        let folders = match std::fs::read_dir(self.root.join(paths::CLIENTS)) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return ids,
            _ if !self.is_folder_inside(paths::CLIENTS) => {
                ids.problems
                    .push(read::unreadable(&whole, "it leads out of the practice, or isn't a folder"));
                return ids;
            }
            Err(error) => {
                ids.problems.push(read::unreadable(&whole, &describe_io_error(&error)));
                return ids;
            }
            Ok(folders) => folders,
        };
        for folder in folders {
            let folder = match folder {
                Ok(folder) => folder,
                Err(error) => {
                    ids.problems.push(read::unreadable(&whole, &describe_io_error(&error)));
                    continue;
                }
            };
            let Ok(name) = folder.file_name().into_string() else {
                let path = format!("{}/{}", paths::CLIENTS, folder.file_name().to_string_lossy());
                ids.problems.push(read::unreadable(&path.into(), "its name isn't UTF-8"));
                continue;
            };
            let kind = folder.file_type();
            if kind.as_ref().is_ok_and(std::fs::FileType::is_file) {
                ids.problems.extend(self.find_note_beside_clients(&name));
                continue;
            }
            if name.starts_with('.') {
                continue;
            }
            if kind.is_ok_and(|kind| kind.is_symlink())
                && !self.is_folder_inside(&paths::client_folder(&name))
            {
                let path = paths::client_folder(&name).into();
                ids.problems.push(read::unreadable(&path, "it leads out of the practice, or to no folder"));
                continue;
            }
            ids.value.push(name);
        }
        ids.value.put_in_order_by_key(|id| make_sorting_key(id));
        ids
    }

    /// Whether a client of exactly this id is there.
    #[must_use]
    pub fn has_client(&self, id: &str) -> bool {
        crate::model::id::check(id).is_ok()
            && (self.has_staged() || self.is_folder_inside(&paths::client_folder(id)))
            && (self.has(&paths::client_note(id)) || self.client_ids().value.iter().any(|known| known == id))
    }

    /// All clients with their names, to find out which one is meant.
    #[must_use]
    pub fn candidates(&self) -> Vec<Candidate> {
        let ids = self.ids_that_count();
        let named = ids.into_par_iter().map(|id| {
            let client = self.client(&id).value;
            Candidate { name: client.display_name().to_owned(), id }
        });
        named.collect()
    }

    /// The client that a word means. Ids are listed first: only a word that is no id costs reading who everybody is.
    #[must_use]
    pub fn client_meant(&self, typed: &str) -> Meant {
        if self.has_client(typed) {
            return Meant::One(typed.to_owned());
        }
        let ids = self.ids_that_count();
        let by_id: Vec<Candidate> = ids.into_iter().map(|id| Candidate { name: id.clone(), id }).collect();
        match matching::by_prefix(typed, &by_id) {
            Meant::None(_) => matching::find(typed, &self.candidates()),
            found => found,
        }
    }

    /// Who a client is.
    #[must_use]
    pub fn client(&self, id: &str) -> Loaded<Client> {
        self.client_to(Depth::Words, id)
    }

    pub(super) fn client_to(&self, depth: Depth, id: &str) -> Loaded<Client> {
        let path = paths::client_note(id);
        // One that can be read is there.
        let bytes = if self.has_staged() { None } else { read_plain_file(&self.root, &path) };
        if let Some(bytes) = bytes {
            return read::client(id, Note::from_bytes_to(depth, &path, bytes, NoteKind::Client));
        }
        if !self.has(&path) && !self.is_barred(&path) {
            let hint = match stray::find_unread_profile(&self.root.join(paths::client_folder(id))) {
                Some(other) => {
                    format!("if `{other}` says who they are, rename it to `client.md`; else make one with at least `name:` in its front matter")
                }
                None => "make one with at least `name:` in its front matter; or, if they have another name now, move what lies here into that folder".to_owned(),
            };
            let what = "this client has no client.md";
            let problem = Problem::for_file(&*path, "no-client-note", what, hint).as_note();
            return Loaded { value: Client::unknown(id, path), problems: vec![problem] };
        }
        read::client(id, self.note(&path))
    }

    /// Whether something keeps a file from being looked at, such as a folder without permission: whether it is there isn't known then.
    fn is_barred(&self, path: &str) -> bool {
        let Stand::OnDisk(path) = self.stand(path) else { return false };
        let looked_at = faults::pass(Step::Look).and_then(|()| std::fs::metadata(self.root.join(path)));
        looked_at.is_err_and(|error| error.kind() != std::io::ErrorKind::NotFound)
    }

    /// The ids of all clients; those that look alike are a problem.
    pub(super) fn ids_told_apart(&self, problems: &mut Vec<Problem>) -> Vec<String> {
        let mut ids = self.client_ids().take(problems);
        for (copy, problem) in self.find_copied_clients(&ids) {
            ids.retain(|id| *id != copy);
            problems.push(problem);
        }
        let folders: Vec<String> = ids.iter().map(|id| paths::client_folder(id)).collect();
        problems.extend(consistency::find_alike_ids(
            ids.iter().map(String::as_str).zip(folders.iter().map(String::as_str)),
        ));
        ids
    }

    /// The ids of the clients whose folder is no copy of another one's.
    fn ids_that_count(&self) -> Vec<String> {
        let mut ids = self.client_ids().value;
        for (copy, _) in self.find_copied_clients(&ids) {
            ids.retain(|id| *id != copy);
        }
        ids
    }

    /// The clients in whose session notes a day is named anywhere: a quick look before the notes are read.
    #[must_use]
    pub fn clients_naming(&self, day: Moment) -> Vec<String> {
        let needle = day.date.to_string();
        let finder = memchr::memmem::Finder::new(needle.as_bytes());
        let names_it = |file: &Listed| {
            file.path.contains(&needle)
                || self.read_listed(file).is_ok_and(|bytes| finder.find(&bytes).is_some())
        };
        let ids = self.ids_that_count();
        ids.into_par_iter()
            .filter(|id| self.list_files(id, Kind::Session).value.iter().any(names_it))
            .collect()
    }

    /// What is wrong with clients beside each other: folders that lead away, copies, ids that look alike. Each is told of a folder.
    #[must_use]
    pub fn problems_between_clients(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        self.ids_told_apart(&mut problems);
        problems
    }
}
