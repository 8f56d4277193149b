//! Every object that a repository keeps, whether anything leads to it or not.

use std::collections::{HashMap, HashSet};
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

use super::git::ask_git;
use super::git::call::start_reading_objects;

/// Contents that are longer are not looked through, in bytes.
const LONGEST: u64 = 64 << 20;

/// From which length on two contents that are the same are one person's, in bytes: a note that was made and never written in is shorter.
const TELLING: u64 = 200;

/// The id of an object.
pub(super) type ObjectId = String;

/// The objects of a repository but for contents, which are read when they are asked for.
#[derive(Debug, Default)]
pub(super) struct Objects {
    pub commits: HashMap<ObjectId, StoredCommit>,
    pub trees: HashMap<ObjectId, Vec<TreeEntry>>,
    pub tags: HashMap<ObjectId, StoredTag>,
    /// The ids of all contents that can be looked through.
    pub contents: Vec<ObjectId>,
    /// Those of them that are so short that anybody's may be the same.
    pub short: HashSet<ObjectId>,
    /// How many contents are too long for that.
    pub too_long: usize,
}

/// A commit.
#[derive(Debug)]
pub(super) struct StoredCommit {
    pub tree: ObjectId,
    pub parents: Vec<ObjectId>,
    /// When it was made, in seconds.
    pub time: i64,
    /// Who wrote it and who made it: `Name <address>`.
    pub people: Vec<String>,
    pub message: String,
}

/// An annotated tag.
#[derive(Debug)]
pub(super) struct StoredTag {
    pub leads_to: ObjectId,
    pub people: Vec<String>,
    pub name: String,
    pub message: String,
}

/// A name in a folder.
#[derive(Debug)]
pub(super) struct TreeEntry {
    pub name: String,
    pub kind: EntryKind,
    pub id: ObjectId,
}

/// What a name in a folder stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EntryKind {
    Folder,
    File,
    /// A repository within this one: its commits lie elsewhere.
    Repository,
}

impl Objects {
    /// All of them. None where there is no git or no repository.
    pub(super) fn read(root: &Path) -> Option<Self> {
        let all = ["cat-file", "--batch-all-objects", "--unordered", "--batch-check"];
        let listed = ask_git(root, &all)?;
        let mut objects = Self::default();
        let mut others = Vec::new();
        for line in String::from_utf8_lossy(&listed).lines() {
            let mut parts = line.split(' ');
            let (Some(id), Some(kind), Some(size)) = (parts.next(), parts.next(), parts.next()) else {
                continue;
            };
            match (kind, size.parse::<u64>()) {
                ("blob", Ok(size)) if size > LONGEST => objects.too_long += 1,
                ("blob", size) => {
                    if size.is_ok_and(|size| size < TELLING) {
                        objects.short.insert(id.to_owned());
                    }
                    objects.contents.push(id.to_owned());
                }
                _ => others.push(id.to_owned()),
            }
        }
        each_object(root, &others, |id, kind, bytes| match kind {
            "commit" => drop(objects.commits.insert(id.to_owned(), StoredCommit::parse(bytes))),
            "tree" => drop(objects.trees.insert(id.to_owned(), parse_tree(bytes, id.len() / 2))),
            "tag" => drop(objects.tags.insert(id.to_owned(), StoredTag::parse(bytes))),
            _ => {}
        })?;
        Some(objects)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.commits.len() + self.trees.len() + self.tags.len() + self.contents.len()
    }

    /// The commit that an id leads to, through tags.
    pub(super) fn commit_behind<'a>(&'a self, id: &'a str) -> Option<&'a str> {
        let mut id = id;
        let mut seen = HashSet::new();
        while let Some(tag) = self.tags.get(id).filter(|_| seen.insert(id)) {
            id = &tag.leads_to;
        }
        self.commits.contains_key(id).then_some(id)
    }

    /// All commits that these lead to, themselves among them.
    pub(super) fn reachable<'a>(&'a self, from: impl IntoIterator<Item = &'a str>) -> HashSet<&'a str> {
        let mut reached = HashSet::new();
        let mut next: Vec<&str> = from.into_iter().filter_map(|id| self.commit_behind(id)).collect();
        while let Some(id) = next.pop() {
            if let Some(commit) = self.commits.get(id).filter(|_| reached.insert(id)) {
                next.extend(commit.parents.iter().map(String::as_str));
            }
        }
        reached
    }

    /// Walks through every file of these folders, each version of a folder once at each place: `look` gets the path and the id.
    pub(super) fn walk<'a>(
        &'a self,
        tree: &'a str,
        path: &str,
        seen: &mut HashSet<(&'a str, String)>,
        look: &mut impl FnMut(String, &'a TreeEntry),
    ) {
        if !seen.insert((tree, path.to_owned())) {
            return;
        }
        for entry in self.trees.get(tree).into_iter().flatten() {
            let inside = if path.is_empty() { entry.name.clone() } else { format!("{path}/{}", entry.name) };
            match entry.kind {
                EntryKind::Folder => self.walk(&entry.id, &inside, seen, look),
                EntryKind::File | EntryKind::Repository => look(inside, entry),
            }
        }
    }

    /// The folders that no commit and no other folder leads to.
    pub(super) fn loose_trees(&self) -> Vec<&str> {
        let in_trees = self.trees.values().flatten().map(|entry| entry.id.as_str());
        let led_to: HashSet<&str> =
            in_trees.chain(self.commits.values().map(|commit| commit.tree.as_str())).collect();
        self.trees.keys().map(String::as_str).filter(|id| !led_to.contains(id)).collect()
    }
}

/// Hands each of these objects over, one at a time: its id, its kind and its bytes. None where git doesn't answer.
pub(super) fn each_object(
    root: &Path,
    ids: &[ObjectId],
    mut look: impl FnMut(&str, &str, &[u8]),
) -> Option<()> {
    if ids.is_empty() {
        return Some(());
    }
    let ids: Vec<&str> = ids.iter().map(AsRef::as_ref).collect();
    let mut git = start_reading_objects(root, &ids)?;
    let mut output = BufReader::new(git.take_output()?);
    let mut head = String::new();
    let mut bytes = Vec::new();
    while output.read_line(&mut head).ok()? > 0 {
        let parts: Vec<&str> = head.trim_end().split(' ').collect();
        if let [id, kind, size] = parts[..] {
            bytes.resize(size.parse::<usize>().ok()? + 1, 0);
            output.read_exact(&mut bytes).ok()?;
            look(id, kind, &bytes[..bytes.len() - 1]);
        }
        head.clear();
    }
    git.finish()
}

/// The head of a commit or a tag, line by line, and its message.
fn parse_head(bytes: &[u8]) -> (Vec<(String, String)>, String) {
    let text = String::from_utf8_lossy(bytes);
    let (head, message) = text.split_once("\n\n").unwrap_or((&text, ""));
    let lines = head.lines().filter_map(|line| line.split_once(' '));
    (lines.map(|(key, value)| (key.to_owned(), value.to_owned())).collect(), message.to_owned())
}

/// The values of a key of a head.
fn values<'a>(head: &'a [(String, String)], key: &'a str) -> impl Iterator<Item = &'a str> {
    head.iter().filter(move |(known, _)| known == key).map(|(_, value)| value.as_str())
}

/// `Name <address> 1700000000 +0100` without its time.
fn person(line: &str) -> String {
    line.rsplitn(3, ' ').nth(2).unwrap_or(line).to_owned()
}

impl StoredCommit {
    fn parse(bytes: &[u8]) -> Self {
        let (head, message) = parse_head(bytes);
        let one = |key| values(&head, key).next().unwrap_or_default().to_owned();
        Self {
            tree: one("tree"),
            parents: values(&head, "parent").map(str::to_owned).collect(),
            time: one("committer").rsplit(' ').nth(1).and_then(|time| time.parse().ok()).unwrap_or_default(),
            people: vec![person(&one("author")), person(&one("committer"))],
            message,
        }
    }
}

impl StoredTag {
    fn parse(bytes: &[u8]) -> Self {
        let (head, message) = parse_head(bytes);
        let one = |key| values(&head, key).next().unwrap_or_default().to_owned();
        Self { leads_to: one("object"), people: vec![person(&one("tagger"))], name: one("tag"), message }
    }
}

/// A folder: `MODE NAME`, a nought and the bytes of an id, again and again.
fn parse_tree(mut bytes: &[u8], id_bytes: usize) -> Vec<TreeEntry> {
    let mut entries = Vec::new();
    while let Some(end) = memchr::memchr(0, bytes) {
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let Some(id) = bytes.get(end + 1..end + 1 + id_bytes) else { break };
        if let Some((mode, name)) = head.split_once(' ') {
            let kind = match mode {
                "40000" => EntryKind::Folder,
                "160000" => EntryKind::Repository,
                _ => EntryKind::File,
            };
            let id = id.iter().fold(String::with_capacity(id_bytes * 2), |mut hex, byte| {
                use std::fmt::Write as _;
                let _ = write!(hex, "{byte:02x}");
                hex
            });
            entries.push(TreeEntry { name: name.to_owned(), kind, id });
        }
        bytes = &bytes[end + 1 + id_bytes..];
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::{EntryKind, StoredCommit, StoredTag, parse_tree};

    #[test]
    fn a_commit_and_a_tag_are_taken_apart() {
        let commit = b"tree t1\nparent p1\nparent p2\nauthor A B <a@b> 17 +0100\ncommitter C <c@d> 18 -0200\ngpgsig x\n y\n\nsubject\n\nbody\n";
        let commit = StoredCommit::parse(commit);
        assert_eq!((commit.tree.as_str(), commit.time), ("t1", 18));
        assert_eq!((commit.parents.len(), commit.message.as_str()), (2, "subject\n\nbody\n"));
        assert_eq!(commit.people, ["A B <a@b>", "C <c@d>"]);
        let tag = StoredTag::parse(b"object c1\ntype commit\ntag v1\ntagger T <t@u> 19 +0000\n\nwords\n");
        assert_eq!((tag.leads_to, tag.name, tag.message), ("c1".into(), "v1".into(), "words\n".into()));
    }

    #[test]
    fn a_folder_is_taken_apart() {
        let mut bytes = b"40000 clients\0".to_vec();
        bytes.extend([0xab; 20]);
        bytes.extend("100644 é.md\0".as_bytes());
        bytes.extend([1; 20]);
        bytes.extend(b"100644 cut\0ab");
        let entries = parse_tree(&bytes, 20);
        assert_eq!(entries.len(), 2);
        assert_eq!((entries[0].kind, entries[0].id.as_str()), (EntryKind::Folder, &*"ab".repeat(20)));
        assert_eq!((entries[1].kind, entries[1].name.as_str()), (EntryKind::File, "é.md"));
    }
}
