//! Where a repository keeps somebody: in which folders, commits, messages and refs, and what no ref leads to any more.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::git::ask_git;
use super::git_objects::{ObjectId, Objects, each_object};
use super::versioned_files::{OtherClients, VersionedFiles, add_earlier_names, add_ids_by_name, is_below};
use crate::model::git_traces::{GitLimit, GitMention, GitMessage, GitRef, GitRemote, GitTraces};
use crate::model::identity::Identity;
use crate::model::order::InOrder as _;
use crate::model::traces::{Traces, is_opaque, read_text};

/// How much of an id is shown.
const SHORT: usize = 8;
/// Parts of a name that are shorter are parts of too much.
const SHORTEST_PART: usize = 3;

/// What a repository keeps of somebody. What they were called before, and where their folder lay, is added to who they are. None
/// where there is no git or no repository.
#[must_use]
pub fn survey(root: &Path, identity: &mut Identity, others: &OtherClients) -> Option<GitTraces> {
    let objects = Objects::read(root)?;
    let files = VersionedFiles::gather(&objects);
    add_ids_by_name(root, &files, identity, others);
    files.add_earlier_ids(identity, others);
    let folders = files.folders_of(&identity.ids);
    let is_theirs = |path: &str| folders.iter().any(|folder| is_below(path, folder));
    add_earlier_names(root, &files, &folders, identity, others);
    let theirs: HashSet<&str> = files.list_contents(is_theirs).collect();
    let elsewhere: HashSet<&str> = files.list_contents(|path| !is_theirs(path)).collect();
    let mut survey = Survey {
        root,
        objects: &objects,
        files: &files,
        is_theirs: &is_theirs,
        traces: identity.traces(),
        naming: HashMap::new(),
        opaque: HashSet::new(),
    };
    let to_look_through: Vec<ObjectId> = objects
        .contents
        .iter()
        .filter(|id| elsewhere.contains(id.as_str()) || !theirs.contains(id.as_str()))
        .cloned()
        .collect();
    survey.look_through(&to_look_through)?;
    let mut traces = survey.gather(identity, others);
    traces.folders = folders.iter().cloned().collect();
    traces.versions = theirs.len();
    let own = theirs.difference(&elsewhere).filter(|id| !objects.short.contains(**id));
    let mut contents: Vec<String> = own.map(ToString::to_string).collect();
    contents.put_in_order();
    traces.contents = contents;
    Some(traces)
}

/// A repository while it is looked through.
struct Survey<'a> {
    root: &'a Path,
    objects: &'a Objects,
    files: &'a VersionedFiles<'a>,
    is_theirs: &'a dyn Fn(&str) -> bool,
    traces: Traces,
    /// The contents that name them, with the line.
    naming: HashMap<ObjectId, usize>,
    /// The contents that are no text.
    opaque: HashSet<ObjectId>,
}

impl Survey<'_> {
    fn look_through(&mut self, ids: &[ObjectId]) -> Option<()> {
        let (traces, naming, opaque) = (&self.traces, &mut self.naming, &mut self.opaque);
        each_object(self.root, ids, |id, _, bytes| {
            if is_opaque(bytes) {
                opaque.insert(id.to_owned());
            }
            let text = read_text(bytes);
            if traces.is_in(&text) {
                naming.insert(id.to_owned(), traces.line_in(&text).unwrap_or(1));
            }
        })
    }

    fn gather(&self, identity: &Identity, others: &OtherClients) -> GitTraces {
        let mut traces = GitTraces {
            looked_at: self.objects.len(),
            too_long: self.objects.too_long,
            ..GitTraces::default()
        };
        self.gather_files(&mut traces);
        let holding = self.commits_with(&|path, _| (self.is_theirs)(path));
        let naming = self.commits_with(&|path, id| !(self.is_theirs)(path) && self.names(path, id));
        self.describe_commits(&holding, &mut traces);
        let told = self.gather_messages(identity, others, &mut traces);
        let marked: HashSet<&str> = holding.iter().chain(&naming).copied().chain(told).collect();
        let leading = self.leading_to(&marked);
        self.gather_refs(&leading, &mut traces);
        self.gather_unreachable(&marked, &mut traces);
        self.gather_surroundings(&mut traces);
        traces.holding = holding.into_iter().map(str::to_owned).collect();
        traces.holding.put_in_order();
        traces
    }

    fn names(&self, path: &str, id: &str) -> bool {
        self.naming.contains_key(id) || self.traces.is_in(path)
    }

    /// The files of others that name them or can't be looked through, each path once.
    fn gather_files(&self, traces: &mut GitTraces) {
        let (mut mentions, mut opaque, mut named) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
        for (path, id, commit) in self.files.all.iter().filter(|(path, ..)| !(self.is_theirs)(path)) {
            if self.traces.is_in(path) {
                named.insert(path.clone());
            }
            if let Some(line) = self.naming.get(*id) {
                mentions.entry(path.clone()).or_insert_with(|| GitMention {
                    path: path.clone(),
                    line: *line,
                    commit: commit.map(shorten),
                });
            } else if self.opaque.contains(*id) {
                opaque.insert(path.clone());
            }
        }
        traces.mentions = mentions.into_values().collect();
        traces.opaque = opaque.into_iter().collect();
        traces.named_paths = named.into_iter().collect();
    }

    /// The commits in whose folders a file of a kind stands.
    fn commits_with(&self, is_wanted: &dyn Fn(&str, &str) -> bool) -> HashSet<&str> {
        let mut known = HashMap::new();
        let commits = self.objects.commits.iter();
        let with = commits.filter(|(_, commit)| self.has(&commit.tree, "", is_wanted, &mut known));
        with.map(|(id, _)| id.as_str()).collect()
    }

    fn has<'b>(
        &'b self,
        tree: &'b str,
        path: &str,
        is_wanted: &dyn Fn(&str, &str) -> bool,
        known: &mut HashMap<(&'b str, String), bool>,
    ) -> bool {
        if let Some(has) = known.get(&(tree, path.to_owned())) {
            return *has;
        }
        let has = self.objects.trees.get(tree).into_iter().flatten().any(|entry| {
            let inside = if path.is_empty() { entry.name.clone() } else { format!("{path}/{}", entry.name) };
            is_wanted(&inside, &entry.id) || self.has(&entry.id, &inside, is_wanted, known)
        });
        known.insert((tree, path.to_owned()), has);
        has
    }

    fn describe_commits(&self, holding: &HashSet<&str>, traces: &mut GitTraces) {
        let by_time =
            |id: &&&str| self.objects.commits.get(**id).map(|commit| (commit.time, (**id).to_owned()));
        traces.commits = holding.len();
        traces.newest = holding.iter().max_by_key(by_time).map(|id| shorten(id));
        traces.oldest = holding.iter().min_by_key(by_time).map(|id| shorten(id));
    }

    /// The commits and tags whose own words or authors name them.
    fn gather_messages(
        &self,
        identity: &Identity,
        others: &OtherClients,
        traces: &mut GitTraces,
    ) -> Vec<&str> {
        let parts = own_parts(identity, others);
        let commits = self.objects.commits.iter().map(|(id, it)| (id, &it.message, &it.people, ""));
        let tags = self.objects.tags.iter().map(|(id, it)| (id, &it.message, &it.people, it.name.as_str()));
        let mut marked = Vec::new();
        for (id, message, people, name) in commits.chain(tags) {
            let told = || GitMessage {
                id: shorten(id),
                subject: message.lines().next().unwrap_or_default().to_owned(),
            };
            if self.traces.is_in(message) || self.traces.is_in(name) {
                traces.messages.push(told());
                marked.push(id.as_str());
            } else if parts.is_in(message) {
                traces.perhaps.push(told());
            }
            let named = people.iter().filter(|person| self.traces.is_in(person));
            let before = traces.authors.len();
            traces.authors.extend(named.cloned());
            marked.extend((traces.authors.len() > before).then_some(id.as_str()));
        }
        traces.parts = parts.typed().to_vec();
        traces.messages.put_in_order_by(|a, b| a.id.cmp(&b.id));
        traces.perhaps.put_in_order_by(|a, b| a.id.cmp(&b.id));
        traces.authors.put_in_order();
        traces.authors.dedup();
        marked
    }

    /// The commits and tags that lead to any of these, themselves among them.
    fn leading_to<'b>(&'b self, marked: &HashSet<&'b str>) -> HashSet<&'b str> {
        let mut children: HashMap<&str, Vec<&str>> = HashMap::new();
        for (id, commit) in &self.objects.commits {
            commit.parents.iter().for_each(|parent| children.entry(parent).or_default().push(id));
        }
        for (id, tag) in &self.objects.tags {
            children.entry(&tag.leads_to).or_default().push(id);
        }
        let mut leading = HashSet::new();
        let mut next: Vec<&str> = marked.iter().copied().collect();
        while let Some(id) = next.pop() {
            if leading.insert(id) {
                next.extend(children.get(id).into_iter().flatten());
            }
        }
        leading
    }

    fn gather_refs(&self, leading: &HashSet<&str>, traces: &mut GitTraces) {
        for line in self.ask_lines(&["for-each-ref", "--format=%(objectname) %(refname)"]) {
            let Some((id, name)) = line.split_once(' ') else { continue };
            let (holds, names_them) = (leading.contains(id), self.traces.is_in(name));
            if (holds || names_them) && name != STASH {
                traces.refs.push(GitRef { name: name.to_owned(), holds, names_them });
            }
        }
        for line in self.ask_lines(&["config", "--get-regexp", r"^remote\..*\.url$"]) {
            let Some((key, url)) = line.split_once(' ') else { continue };
            let name = key.trim_start_matches("remote.").trim_end_matches(".url").to_owned();
            let place = format!("refs/remotes/{name}/");
            let holds = traces.refs.iter().any(|one| one.holds && one.name.starts_with(&place));
            traces.remotes.push(GitRemote { name, url: without_password(url), holds });
        }
        let stashes = self.ask_lines(&["log", "--walk-reflogs", "--format=%H", STASH, "--"]);
        traces.stash_count = stashes.len();
        traces.stashes = (0..stashes.len()).filter(|at| leading.contains(stashes[*at].as_str())).collect();
        let entries = self.ask_lines(&["log", "--walk-reflogs", "--all", "--format=%H"]);
        traces.reflog = entries.iter().filter(|id| leading.contains(id.as_str())).count();
    }

    /// What holds them and nothing leads to any more; git keeps it for weeks.
    fn gather_unreachable(&self, marked: &HashSet<&str>, traces: &mut GitTraces) {
        let refs = self.ask_lines(&["for-each-ref", "--format=%(objectname)"]);
        let heads = self.ask_lines(&["rev-parse", "HEAD"]);
        let entries = self.ask_lines(&["log", "--walk-reflogs", "--all", "--format=%H"]);
        let from = refs.iter().chain(&heads).chain(&entries).map(String::as_str);
        let reached = self.objects.reachable(from);
        let mut contents = HashSet::new();
        let mut seen = HashSet::new();
        for tree in reached.iter().filter_map(|id| self.objects.commits.get(*id)).map(|commit| &commit.tree) {
            self.objects.walk(tree, "", &mut seen, &mut |_, entry| {
                contents.insert(entry.id.as_str());
            });
        }
        let led_to_tags: HashSet<&str> = refs.iter().map(String::as_str).collect();
        let is_lost = |id: &&&str| !reached.contains(**id) && !led_to_tags.contains(**id);
        let theirs: HashSet<&str> = self.files.list_contents(self.is_theirs).collect();
        let lost = theirs.iter().copied().chain(self.naming.keys().map(String::as_str));
        let lost: HashSet<&str> = lost.filter(|id| !contents.contains(id)).collect();
        traces.unreachable = marked.iter().filter(is_lost).count() + lost.len();
    }

    fn gather_surroundings(&self, traces: &mut GitTraces) {
        let one = |arguments: &[&str]| self.ask_lines(arguments).into_iter().next();
        traces.top = one(&["rev-parse", "--show-toplevel"]).unwrap_or_default();
        let staged = ask_git(Path::new(&traces.top), &["ls-files", "-z"]).unwrap_or_default();
        let staged = String::from_utf8_lossy(&staged);
        traces.staged = staged.split('\0').filter(|path| !path.is_empty() && (self.is_theirs)(path)).count();
        let worktrees = self.ask_lines(&["worktree", "list", "--porcelain"]);
        let others = worktrees.iter().filter_map(|line| line.strip_prefix("worktree "));
        traces.worktrees = others.filter(|path| *path != traces.top).map(str::to_owned).collect();
        traces.is_detached = one(&["symbolic-ref", "--quiet", "HEAD"]).is_none();
        let is_there = |name: &str| self.git_path(name).is_some_and(|path| path.exists());
        let busy = ["MERGE_HEAD", "rebase-merge", "rebase-apply", "CHERRY_PICK_HEAD", "REVERT_HEAD"];
        traces.is_busy = busy.into_iter().any(is_there);
        let is_partial = !self.ask_lines(&["config", "--get-regexp", r"^remote\..*\.promisor$"]).is_empty();
        let packs = self.git_path("objects/pack").and_then(|folder| std::fs::read_dir(folder).ok());
        let keeps = packs
            .into_iter()
            .flatten()
            .flatten()
            .any(|file| file.path().extension().is_some_and(|ending| ending == "keep"));
        let limits = [
            (GitLimit::Shallow, is_there("shallow")),
            (GitLimit::Partial, is_partial),
            (GitLimit::Alternates, is_there("objects/info/alternates")),
            (GitLimit::KeptPacks, keeps),
            (GitLimit::LargeFiles, is_there("lfs/objects") || is_there("annex/objects")),
        ];
        traces.limits = limits.into_iter().filter(|(_, holds)| *holds).map(|(limit, _)| limit).collect();
    }

    fn git_path(&self, name: &str) -> Option<PathBuf> {
        git_path(self.root, name)
    }

    fn ask_lines(&self, arguments: &[&str]) -> Vec<String> {
        let said = ask_git(self.root, arguments).unwrap_or_default();
        String::from_utf8_lossy(&said).lines().map(str::to_owned).collect()
    }
}

/// The ref of the newest stash.
const STASH: &str = "refs/stash";

/// A file of git's own.
pub(super) fn git_path(root: &Path, name: &str) -> Option<PathBuf> {
    let said = ask_git(root, &["rev-parse", "--git-path", name])?;
    let said = String::from_utf8(said).ok()?;
    Some(root.join(said.trim_end_matches('\n')))
}

/// The folder that git keeps everything in.
pub(super) fn git_folder(root: &Path) -> Option<PathBuf> {
    let said = ask_git(root, &["rev-parse", "--git-common-dir"])?;
    let said = String::from_utf8(said).ok()?;
    root.join(said.trim_end_matches('\n')).canonicalize().ok()
}

fn shorten(id: &str) -> String {
    id.get(..SHORT).unwrap_or(id).to_owned()
}

/// The parts of their names that no other client's name holds.
fn own_parts(identity: &Identity, others: &OtherClients) -> Traces {
    let parts = identity.names.iter().flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
    let is_long = |part: &&str| part.chars().count() >= SHORTEST_PART && part.chars().any(char::is_uppercase);
    let is_own = |part: &&str| {
        let part = Traces::from_names([*part]);
        !others.names.iter().chain(&others.ids).any(|other| part.is_in(other))
    };
    Traces::from_names(parts.filter(is_long).filter(is_own))
}

/// An address without what stands before its `@`: it may be a password.
fn without_password(url: &str) -> String {
    match url.split_once("://") {
        Some((scheme, rest)) => {
            let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
            let host = host.rsplit('@').next().unwrap_or(host);
            let slash = if path.is_empty() { "" } else { "/" };
            format!("{scheme}://{host}{slash}{path}")
        }
        None => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{own_parts, without_password};
    use crate::model::identity::Identity;
    use crate::practice::versioned_files::OtherClients;

    #[test]
    fn a_part_of_a_name_is_theirs_unless_somebody_else_has_it() {
        let identity = Identity { names: vec!["Alice van Moreau".into()], ..Identity::default() };
        let others = OtherClients { ids: vec!["ben".into()], names: vec!["Ben Moreau".into()] };
        assert_eq!(own_parts(&identity, &others).typed(), ["Alice"]);
    }

    #[test]
    fn a_password_is_not_shown() {
        for (url, shown) in [
            ("https://robin:secret@example.org/p.git", "https://example.org/p.git"),
            ("git@example.org:robin/p.git", "git@example.org:robin/p.git"),
            ("/home/robin/disk/p.git", "/home/robin/disk/p.git"),
            ("https://example.org", "https://example.org"),
        ] {
            assert_eq!(without_password(url), shown);
        }
    }
}
