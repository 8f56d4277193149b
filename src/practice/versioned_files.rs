//! Where somebody's files lay in the versions that git keeps, and what they were called before.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use super::git_objects::{ObjectId, Objects, TreeEntry, each_object};
use super::paths::CLIENTS;
use crate::model::id;
use crate::model::identity::Identity;
use crate::model::order::InOrder as _;
use crate::note::parsed::Note;
use crate::note::read;

/// The other people of a practice, who are not to be taken for the one that is looked for.
#[derive(Debug, Clone, Default)]
pub struct OtherClients {
    /// The names of their folders.
    pub ids: Vec<String>,
    /// What they are called.
    pub names: Vec<String>,
}

/// Whether a path is a folder or lies in it.
pub(super) fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The folder of a client that a path lies in, and the name of that folder.
pub(super) fn client_folder_in(path: &str) -> Option<(&str, &str)> {
    let mut at = 0;
    let mut is_next = false;
    for part in path.split('/') {
        let end = at + part.len();
        if is_next && end < path.len() {
            return Some((&path[..end], part));
        }
        is_next = part == CLIENTS;
        at = end + 1;
    }
    None
}

/// Every version of every file, once at each path, with the newest commit that holds it.
pub(super) struct VersionedFiles<'a> {
    /// Path, contents, and the commit; none where no commit leads to it.
    pub(super) all: Vec<(String, &'a str, Option<&'a str>)>,
}

impl<'a> VersionedFiles<'a> {
    pub(super) fn gather(objects: &'a Objects) -> Self {
        let mut commits: Vec<_> = objects.commits.iter().collect();
        commits.put_in_order_by_key(|(id, commit)| (std::cmp::Reverse(commit.time), *id));
        let (mut all, mut seen_trees, mut seen) = (Vec::new(), HashSet::new(), HashSet::new());
        let roots = commits.iter().map(|(id, commit)| (commit.tree.as_str(), Some(id.as_str())));
        let loose = objects.loose_trees();
        for (tree, commit) in roots.chain(loose.into_iter().map(|tree| (tree, None))) {
            objects.walk(tree, "", &mut seen_trees, &mut |path: String, entry: &'a TreeEntry| {
                if seen.insert((path.clone(), entry.id.as_str())) {
                    all.push((path, entry.id.as_str(), commit));
                }
            });
        }
        Self { all }
    }

    /// The contents that ever stood at a path of a kind.
    pub(super) fn list_contents(&self, is_wanted: impl Fn(&str) -> bool) -> impl Iterator<Item = &'a str> {
        self.all.iter().filter(move |(path, ..)| is_wanted(path)).map(|(_, id, _)| *id)
    }

    /// The folders of clients of these ids, wherever the practice lay in the repository.
    pub(super) fn folders_of(&self, ids: &[String]) -> BTreeSet<String> {
        let folders = self.all.iter().filter_map(|(path, ..)| client_folder_in(path));
        let wanted = folders.filter(|(_, name)| ids.iter().any(|known| id::fold(known) == id::fold(name)));
        wanted.map(|(folder, _)| folder.to_owned()).collect()
    }

    /// Adds the ids under which a folder lay before it was renamed: what lay there lies, at least half of it, under the known id at
    /// the same place, and nobody has that id now.
    pub(super) fn add_earlier_ids(&self, identity: &mut Identity, others: &OtherClients) {
        let mut by_client: BTreeMap<&str, BTreeMap<&str, HashSet<&str>>> = BTreeMap::new();
        for (path, id, _) in &self.all {
            if let Some((folder, client)) = client_folder_in(path) {
                by_client.entry(client).or_default().entry(&path[folder.len()..]).or_default().insert(id);
            }
        }
        loop {
            let known = |id: &str| identity.ids.iter().any(|known| id::same(known, id));
            let own: Vec<_> = by_client.iter().filter(|(id, _)| known(id)).map(|(_, files)| files).collect();
            let was_theirs = |files: &BTreeMap<&str, HashSet<&str>>| {
                let is_shared = |(path, ids): (&&str, &HashSet<&str>)| {
                    own.iter().any(|own| own.get(*path).is_some_and(|own| !own.is_disjoint(ids)))
                };
                let shared = files.iter().filter(|file| is_shared(*file)).count();
                shared > 0 && shared * 2 >= files.len()
            };
            let earlier = by_client.iter().find(|(id, files)| {
                !known(id) && !others.ids.iter().any(|other| id::same(other, id)) && was_theirs(files)
            });
            let Some((id, _)) = earlier else { return };
            identity.ids.push((*id).to_owned());
        }
    }
}

/// Adds the ids of folders whose own note bears one of the names or addresses, unless somebody has that id now.
pub(super) fn add_ids_by_name(
    root: &Path,
    files: &VersionedFiles<'_>,
    identity: &mut Identity,
    others: &OtherClients,
) {
    let mut notes: HashMap<&str, Vec<&str>> = HashMap::new();
    for (path, id, _) in &files.all {
        if let Some((_, client)) =
            client_folder_in(path).filter(|(folder, _)| *path == format!("{folder}/client.md"))
        {
            notes.entry(id).or_default().push(client);
        }
    }
    let ids: Vec<ObjectId> = notes.keys().map(ToString::to_string).collect();
    let path: Arc<str> = "client.md".into();
    let mut found = Vec::new();
    let _ = each_object(root, &ids, |id, _, bytes| {
        let client = read::client("", Note::from_bytes(&path, bytes.to_vec())).value;
        let is_among =
            |list: &[String], one: &String| list.iter().any(|known| id::fold(known) == id::fold(one));
        let is_them = client.name.as_ref().is_some_and(|name| is_among(&identity.names, name))
            || client.emails.iter().any(|address| is_among(&identity.addresses, address));
        if is_them {
            found.extend(notes.get(id).into_iter().flatten().map(ToString::to_string));
        }
    });
    found.put_in_order();
    for id in found {
        let is_known = |list: &[String]| list.iter().any(|known| id::same(known, &id));
        if !is_known(&identity.ids) && !is_known(&others.ids) {
            identity.ids.push(id);
        }
    }
}

/// Adds what they were called in any version of their note, unless it is what somebody else is called.
pub(super) fn add_earlier_names(
    root: &Path,
    files: &VersionedFiles<'_>,
    folders: &BTreeSet<String>,
    identity: &mut Identity,
    others: &OtherClients,
) {
    let notes: Vec<ObjectId> = files
        .list_contents(|path| {
            path.rsplit_once('/')
                .is_some_and(|(folder, name)| name == "client.md" && folders.contains(folder))
        })
        .map(str::to_owned)
        .collect();
    let path: Arc<str> = "client.md".into();
    let _ = each_object(root, &notes, |_, _, bytes| {
        let client = read::client("", Note::from_bytes(&path, bytes.to_vec())).value;
        let is_others = client
            .name
            .as_ref()
            .is_some_and(|name| others.names.iter().any(|other| id::fold(other) == id::fold(name)));
        if !is_others {
            let addresses: Vec<String> = client.emails.clone();
            identity.add(client.name.as_deref(), &addresses);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::client_folder_in;

    #[test]
    fn a_clients_folder_is_known_wherever_the_practice_lies() {
        for (path, wanted) in [
            ("clients/alice/client.md", Some(("clients/alice", "alice"))),
            ("work/practice/clients/alice/notes/a.md", Some(("work/practice/clients/alice", "alice"))),
            ("clients/alice", None),
            ("supervision/clients.md", None),
            ("clients/README.md", None),
        ] {
            assert_eq!(client_folder_in(path), wanted, "{path}");
        }
    }
}
