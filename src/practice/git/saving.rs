//! What changed in the practice and isn't committed; and committing it, and nothing else.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use super::call;
use super::working_copy::WorkingCopy;
use super::{blobs_of, contents};
use crate::model::changes::Change;
use crate::model::file_name::file_name;
use crate::model::refusal::Refusal;
use crate::practice::LARGEST;
use crate::practice::kept_files::is_read_in_practice;
use crate::practice::paths::{CLIENTS, SUPERVISION, TRANSCRIPTS};
use crate::practice::trash::TRASH;

/// A file that isn't in git as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsaved {
    /// From the practice's root.
    pub path: String,
    /// How it stands to what git knows.
    pub state: SaveState,
}

/// What isn't in git as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnsavedFiles {
    /// What can be saved.
    pub files: Vec<Unsaved>,
    /// What can't, since its name isn't text: the name as far as it can be read.
    pub unnameable: Vec<String>,
    /// Files that git has and in whose place an empty folder stands.
    pub hidden: Vec<String>,
    /// Folders with a repository of their own, into which this one doesn't look.
    pub nested: Vec<String>,
}

/// How a file stands to what git knows of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveState {
    /// Git doesn't know it yet.
    New,
    /// It is changed, or gone.
    Changed,
    /// Git is to commit it as it stands already. Of what was taken away it knows no more, and can't be asked to add it.
    Staged,
    /// Git is to know it no longer, though it lies there (`git rm --cached`).
    Released,
    /// A merge left it to be decided.
    Unmerged,
    /// Likewise: one machine removed it and the other changed it. It stands as it was changed, without a mark in it.
    HalfRemoved,
}

impl SaveState {
    /// Reads the two letters of `git status --porcelain`.
    fn read(letters: &str) -> Self {
        match letters {
            "??" => Self::New,
            "UD" | "DU" => Self::HalfRemoved,
            "DD" | "AU" | "UA" | "AA" | "UU" => Self::Unmerged,
            letters if letters.ends_with(' ') => Self::Staged,
            _ => Self::Changed,
        }
    }

    /// Whether a merge left it to be decided, in either way.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Unmerged | Self::HalfRemoved)
    }
}

/// Why git made no commit: what it said, or what a hook said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmade {
    /// Its words.
    pub words: String,
}

impl WorkingCopy {
    /// What changed in the practice since the last commit: all of it, or of these files.
    ///
    /// # Errors
    /// Where git can't say.
    pub fn list_unsaved(&self, only: Option<&[String]>) -> Result<UnsavedFiles, Refusal> {
        // Looking at files runs the filters that the settings name.
        self.check_trust()?;
        let mut git = call::prepare_writing(&self.root, &self.trust);
        git.env("GIT_OPTIONAL_LOCKS", "0");
        git.args(["status", "--porcelain=v1", "-z", "--untracked-files=all", "--ignore-submodules=all"]);
        git.args(["--no-renames", "--", "."]);
        let output = call::run(git)?;
        if !output.status.success() {
            let what = format!("git can't say what changed: {}", first_line(&call::collect_words(&output)));
            return Err(Refusal::refuse(what, "git status in the practice tells more"));
        }
        let mut unsaved = UnsavedFiles::default();
        for entry in output.stdout.split(|byte| *byte == 0).filter(|entry| !entry.is_empty()) {
            match std::str::from_utf8(entry) {
                Ok(entry) if entry.ends_with('/') => {
                    let folder = entry.strip_prefix("?? ").and_then(|path| path.strip_prefix(&self.prefix));
                    unsaved.nested.extend(folder.map(str::to_owned));
                }
                Ok(entry) => unsaved.files.extend(self.parse_unsaved(entry, only)),
                // Notes are known by names that are text; one file of another kind keeps no other from being saved.
                Err(_) if only.is_none() => {
                    let name = String::from_utf8_lossy(entry.get(3..).unwrap_or_default());
                    unsaved.unnameable.push(name.into_owned());
                }
                Err(_) => {}
            }
        }
        self.settle_twice_told(&mut unsaved.files);
        self.settle_folders(&mut unsaved);
        Ok(unsaved)
    }

    /// What git is to know no longer and no rule leaves out is told twice. It is one file; as git has it, it is saved already.
    fn settle_twice_told(&self, files: &mut Vec<Unsaved>) {
        let new: HashSet<String> =
            files.iter().filter(|file| file.state == SaveState::New).map(|file| file.path.clone()).collect();
        let is_twice = |file: &Unsaved| file.state == SaveState::Released && new.contains(&file.path);
        let twice: Vec<Unsaved> = files.iter().filter(|file| is_twice(file)).cloned().collect();
        if twice.is_empty() {
            return;
        }
        files.retain(|file| !is_twice(file));
        let as_they_lie = |file| Unsaved { state: SaveState::New, ..file };
        let twice: Vec<Unsaved> = twice.into_iter().map(as_they_lie).collect();
        let same = self.read_changes(&twice).into_iter().filter(|change| change.before == change.after);
        let same: HashSet<String> = same.map(|change| change.path).collect();
        files.retain(|file| !same.contains(&file.path));
    }

    /// Git can't be asked for a file in whose place a folder stands: what lies in the folder takes it away, and an empty one is told.
    fn settle_folders(&self, unsaved: &mut UnsavedFiles) {
        let is_folder =
            |path: &str| fs::symlink_metadata(self.root.join(path)).is_ok_and(|found| found.is_dir());
        let (folders, files): (Vec<Unsaved>, Vec<Unsaved>) =
            unsaved.files.drain(..).partition(|file| !file.state.is_open() && is_folder(&file.path));
        let has_inside =
            |folder: &Unsaved| files.iter().any(|file| Path::new(&file.path).starts_with(&folder.path));
        unsaved.hidden =
            folders.iter().filter(|folder| !has_inside(folder)).map(|it| it.path.clone()).collect();
        unsaved.files = files;
    }

    /// Notes that a rule of git's leaves out, but for transcripts, which many mean to keep out of it: git never has them.
    ///
    /// # Errors
    /// Where git can't be started.
    pub fn list_ignored_notes(&self) -> Result<Vec<String>, Refusal> {
        let is_transcript = |path: &str| path.split('/').nth(2).is_some_and(|folder| folder == TRANSCRIPTS);
        let ignored = self.list_by_rules("--others")?;
        Ok(ignored.into_iter().filter(|path| is_read_in_practice(path) && !is_transcript(path)).collect())
    }

    /// Files that git has although a rule leaves them out: rules hold for what it doesn't know yet, and these go wherever it is sent.
    ///
    /// # Errors
    /// Where git can't be started.
    pub fn list_kept_despite_rules(&self) -> Result<Vec<String>, Refusal> {
        self.list_by_rules("--cached")
    }

    fn list_by_rules(&self, which: &str) -> Result<Vec<String>, Refusal> {
        let mut git = call::prepare_reading(&self.root);
        git.args(["ls-files", which, "--ignored", "--exclude-standard", "-z", "--"]);
        git.args([CLIENTS, SUPERVISION, "coach.yaml"]);
        let list = call::ask(git)?.unwrap_or_default();
        Ok(list.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect())
    }

    /// A file of the practice, as a line of `git status` tells it.
    fn parse_unsaved(&self, entry: &str, only: Option<&[String]>) -> Option<Unsaved> {
        let (state, path) = (entry.get(..2)?, entry.get(3..)?.strip_prefix(&self.prefix)?);
        let is_ours = !path.starts_with(&format!("{TRASH}/")) && !is_leftover(path);
        let is_wanted = only.is_none_or(|only| only.iter().any(|wanted| wanted == path));
        let is_released =
            state == "D " && fs::symlink_metadata(self.root.join(path)).is_ok_and(|it| !it.is_dir());
        let state = if is_released { SaveState::Released } else { SaveState::read(state) };
        (is_ours && is_wanted).then(|| Unsaved { path: path.to_owned(), state })
    }

    /// Whether anything outside of the practice is left by a merge to be decided.
    ///
    /// # Errors
    /// Where git can't say.
    pub fn has_unmerged_elsewhere(&self) -> Result<bool, Refusal> {
        let mut git = call::prepare_reading(&self.top);
        git.args(["diff", "--name-only", "--diff-filter=U", "--no-ext-diff", "--no-textconv", "-z"]);
        let list = call::ask(git)?.unwrap_or_default();
        Ok(list.split('\0').any(|path| !path.is_empty() && !path.starts_with(&self.prefix)))
    }

    /// The bytes of files in the last commit and now: what a message is made of.
    #[must_use]
    pub fn read_changes(&self, unsaved: &[Unsaved]) -> Vec<Change> {
        let name = |file: &Unsaved| format!("HEAD:{}{}", self.prefix, file.path);
        let asked: Vec<String> = unsaved.iter().map(name).collect();
        let asked: Vec<&str> =
            asked.iter().map(|name| if name.contains('\n') { "HEAD:" } else { name }).collect();
        let before = contents(&blobs_of(&self.root, &asked).unwrap_or_default());
        let before = before.into_iter().chain(std::iter::repeat(None));
        let now = |path: &str| {
            let file = self.root.join(path);
            let length = fs::symlink_metadata(&file).ok().filter(fs::Metadata::is_file)?.len();
            if length <= LARGEST { fs::read(file).ok() } else { Some(Vec::new()) }
        };
        let change = |(file, before): (&Unsaved, _)| Change {
            path: file.path.clone(),
            from: None,
            before,
            after: now(&file.path).filter(|_| file.state != SaveState::Released),
        };
        unsaved.iter().zip(before).map(change).collect()
    }

    /// Commits these files as they stand, and nothing else: what is staged beside them stays so. Gives the commit's short id.
    ///
    /// # Errors
    /// Where git can't be started. Where it, or a hook, says no, the files are as they were.
    pub fn commit(&self, unsaved: &[Unsaved], message: &str) -> Result<Result<String, Unmade>, Refusal> {
        let paths = |wanted: &dyn Fn(&Unsaved) -> bool| -> Vec<String> {
            unsaved.iter().filter(|file| wanted(file)).map(|file| file.path.clone()).collect()
        };
        if unsaved.iter().any(|file| file.state == SaveState::Released) {
            return self.commit_with_released(unsaved, message);
        }
        let new = paths(&|file| file.state == SaveState::New);
        if !new.is_empty() {
            let mut add = call::prepare_writing(&self.root, &self.trust);
            add.args(["add", "--intent-to-add"]);
            let output = call::run_on_paths(add, &new)?;
            if !output.status.success() {
                return Ok(Err(Unmade { words: call::collect_words(&output) }));
            }
        }
        let mut git = call::prepare_writing(&self.root, &self.trust);
        git.args(["commit", "--quiet", "--only", "--message", message]);
        let output = call::run_on_paths(git, &paths(&|_| true))?;
        if output.status.success() {
            return Ok(Ok(self.head()?));
        }
        if !new.is_empty() {
            let mut forget = call::prepare_writing(&self.root, &self.trust);
            forget.args(["rm", "--cached", "--quiet", "--ignore-unmatch"]);
            call::run_on_paths(forget, &new)?;
        }
        Ok(Err(Unmade { words: call::collect_words(&output) }))
    }

    /// The same where git is to know a file no longer that lies there: asked for by name, git takes it in again, so that all that is
    /// staged is committed, and nothing may be staged beside it.
    fn commit_with_released(
        &self,
        unsaved: &[Unsaved],
        message: &str,
    ) -> Result<Result<String, Unmade>, Refusal> {
        let mut git = call::prepare_reading(&self.top);
        git.args(["diff", "--cached", "--name-only", "--no-renames", "--no-ext-diff", "--no-textconv", "-z"]);
        let staged = call::ask(git)?.unwrap_or_default();
        let ours: HashSet<String> =
            unsaved.iter().map(|file| format!("{}{}", self.prefix, file.path)).collect();
        let beside: Vec<&str> =
            staged.split('\0').filter(|path| !path.is_empty() && !ours.contains(*path)).collect();
        // What was taken out of git's list and lies there as git has it is put back into the list.
        let own = beside.iter().filter_map(|path| path.strip_prefix(&self.prefix));
        let own: Vec<Unsaved> =
            own.map(|path| Unsaved { path: path.to_owned(), state: SaveState::New }).collect();
        let same = self.read_changes(&own).iter().filter(|change| change.before == change.after).count();
        if let Some(other) = beside.first().filter(|_| same < beside.len()) {
            let what = format!(
                "files are to be taken out of git and kept here, while {other} is staged beside them"
            );
            return Err(Refusal::refuse(what, "git commit what is staged, then coach save"));
        }
        self.commit_merge(&[unsaved, &own].concat(), message)
    }

    /// Ends a merge with the files as they stand.
    ///
    /// # Errors
    /// As for a commit.
    pub fn commit_merge(
        &self,
        unsaved: &[Unsaved],
        message: &str,
    ) -> Result<Result<String, Unmade>, Refusal> {
        let is_settled = |file: &Unsaved| matches!(file.state, SaveState::Staged | SaveState::Released);
        let unstaged = unsaved.iter().filter(|file| !is_settled(file));
        let paths: Vec<String> = unstaged.map(|file| file.path.clone()).collect();
        if !paths.is_empty() {
            let mut add = call::prepare_writing(&self.root, &self.trust);
            add.args(["add", "--all"]);
            let output = call::run_on_paths(add, &paths)?;
            if !output.status.success() {
                return Ok(Err(Unmade { words: call::collect_words(&output) }));
            }
        }
        let mut git = call::prepare_writing(&self.root, &self.trust);
        // A message of its own: git's would name the notes that were in conflict, and with them the clients.
        git.args(["commit", "--quiet", "--message", message]);
        let output = call::run(git)?;
        if output.status.success() {
            Ok(Ok(self.head()?))
        } else {
            Ok(Err(Unmade { words: call::collect_words(&output) }))
        }
    }

    fn head(&self) -> Result<String, Refusal> {
        let mut git = call::prepare_reading(&self.root);
        git.args(["rev-parse", "--short", "HEAD"]);
        Ok(call::ask(git)?.unwrap_or_default().trim().to_owned())
    }
}

/// What a command that was cut off may have left.
fn is_leftover(path: &str) -> bool {
    let name = file_name(path);
    name.starts_with(".coach-") && name.rsplit('.').next() == Some("tmp")
}

/// What stands in a file, where it is text: of anything else git shows no side.
#[must_use]
pub fn read_side(file: &Path) -> Option<String> {
    let length = fs::symlink_metadata(file).ok().filter(fs::Metadata::is_file)?.len();
    let bytes = if length <= LARGEST { fs::read(file).ok()? } else { return None };
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

pub(super) fn first_line(words: &str) -> &str {
    words.lines().next().unwrap_or_default()
}
