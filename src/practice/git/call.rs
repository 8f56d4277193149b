//! Every call of git: what of a repository's own settings it may follow, and what it is told.
//!
//! A practice may come from somebody else, with a repository whose settings name programs. Nobody but this file starts git.

use std::io::Write as _;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::thread::JoinHandle;

use super::trust::Trust;
use crate::model::refusal::{Refusal, RefusalKind};

/// What git takes over from whoever started this program. In a hook or an alias these name another repository than the practice's.
const NEVER_TAKEN_OVER: [&str; 14] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_PREFIX",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_QUARANTINE_PATH",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_GRAFT_FILE",
    "GIT_SHALLOW_FILE",
    "GIT_EXTERNAL_DIFF",
    "GIT_INTERNAL_SUPER_PREFIX",
];
/// What holds for every call: a folder that only looks like a repository is none, an address can't be a command, and no other
/// repository inside of the practice is gone into.
const ALWAYS: [&str; 5] = [
    "safe.bareRepository=explicit",
    "protocol.ext.allow=never",
    "submodule.recurse=false",
    "fetch.recurseSubmodules=false",
    "push.recurseSubmodules=no",
];
/// What else holds where nothing that the repository's settings name may be run.
const RUNS_NOTHING: [&str; 7] = [
    "core.fsmonitor=false",
    "core.pager=cat",
    "core.alternateRefsCommand=",
    "log.showSignature=false",
    "maintenance.auto=false",
    "gc.auto=0",
    "diff.external=",
];
/// A folder of hooks that has none.
const NO_HOOKS: &str = "core.hooksPath=/dev/null";

/// Git for reading, in a folder that nobody vouches for: no program is run, no lock is taken, nothing is fetched, and a path is a path
/// whatever signs it holds.
pub(super) fn prepare_reading(folder: &Path) -> Command {
    let mut git = start_git(folder);
    git.envs([("GIT_OPTIONAL_LOCKS", "0"), ("GIT_NO_LAZY_FETCH", "1"), ("GIT_LITERAL_PATHSPECS", "1")]);
    add_settings(&mut git, &RUNS_NOTHING);
    add_settings(&mut git, &[NO_HOOKS, "protocol.allow=never", "log.follow=false", "log.showRoot=true"]);
    git
}

/// Git for writing, in a repository that was looked at: its hooks run where the user has confirmed it.
pub(super) fn prepare_writing(folder: &Path, trust: &Trust) -> Command {
    let mut git = start_git(folder);
    if let Trust::Unconfirmed { users_hooks, .. } = trust {
        add_settings(&mut git, &RUNS_NOTHING);
        // Hooks that the user set up for all repositories are the user's own.
        match users_hooks {
            Some(folder) => add_settings(&mut git, &[&format!("core.hooksPath={folder}")]),
            None => add_settings(&mut git, &[NO_HOOKS]),
        }
    }
    git
}

fn start_git(folder: &Path) -> Command {
    let mut git = Command::new("git");
    git.current_dir(folder).stdin(Stdio::null());
    for name in NEVER_TAKEN_OVER {
        git.env_remove(name);
    }
    add_settings(&mut git, &ALWAYS);
    git
}

fn add_settings(git: &mut Command, settings: &[&str]) {
    for setting in settings {
        git.args(["-c", setting]);
    }
}

/// Starts `git cat-file --batch` and asks it for objects, beside the reading of what it says: either side stops when the pipe between
/// them is full. None where git can't be started.
pub(in crate::practice) fn start_reading_objects(folder: &Path, ids: &[&str]) -> Option<ReadingObjects> {
    let mut git = prepare_reading(folder)
        .args(["cat-file", "--batch", "--buffer"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut input = git.stdin.take()?;
    let asked = ids.join("\n") + "\n";
    let writer = std::thread::spawn(move || input.write_all(asked.as_bytes()));
    Some(ReadingObjects { git, writer })
}

/// A git that is handing over objects.
pub(in crate::practice) struct ReadingObjects {
    git: Child,
    writer: JoinHandle<std::io::Result<()>>,
}

impl ReadingObjects {
    /// What git says, to be read before [`ReadingObjects::finish`].
    pub(in crate::practice) fn take_output(&mut self) -> Option<ChildStdout> {
        self.git.stdout.take()
    }

    /// Waits until git has said all; none where it didn't do what it was asked.
    pub(in crate::practice) fn finish(mut self) -> Option<()> {
        let _ = self.writer.join();
        self.git.wait().ok()?.success().then_some(())
    }
}

/// Runs git to its end. What it says is kept, not shown.
pub(super) fn run(mut git: Command) -> Result<Output, Refusal> {
    git.stdout(Stdio::piped()).stderr(Stdio::piped()).output().map_err(|error| cannot_start(&error))
}

/// The same, with paths on its input, a NUL behind each: a practice has more of them than a command line holds. That they are meant as
/// they stand is said of each, since a setting for the whole call would hold for what hooks do as well.
pub(super) fn run_on_paths(mut git: Command, paths: &[String]) -> Result<Output, Refusal> {
    git.args(["--pathspec-from-file=-", "--pathspec-file-nul"]);
    let piped = git.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().map_err(|error| cannot_start(&error))?;
    let input = child.stdin.take();
    let text: Vec<u8> = paths.iter().flat_map(|path| format!(":(literal){path}\0").into_bytes()).collect();
    let writer = std::thread::spawn(move || input.map(|mut input| input.write_all(&text)));
    let output = child.wait_with_output().map_err(|error| cannot_start(&error))?;
    let _ = writer.join();
    Ok(output)
}

/// What git wrote, if it did what it was asked.
pub(super) fn ask(git: Command) -> Result<Option<String>, Refusal> {
    let output = run(git)?;
    Ok(output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned()))
}

/// What git and the programs that it started said.
pub(super) fn collect_words(output: &Output) -> String {
    let [out, error] =
        [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    [out.trim(), error.trim()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

fn cannot_start(error: &std::io::Error) -> Refusal {
    if error.kind() == std::io::ErrorKind::NotFound {
        let hint = "get it from git-scm.com; without it `coach undo` still takes back what was written";
        return Refusal::with_kind(RefusalKind::Program, "git isn't installed here", hint);
    }
    let hint = "coach works without git; save when it can be started";
    Refusal::with_kind(RefusalKind::Program, format!("git can't be started: {error}"), hint)
}
