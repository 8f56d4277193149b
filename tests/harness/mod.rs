//! A practice in a fresh folder, one command on it, and what is to be seen afterwards.

#[allow(dead_code, reason = "each of the binaries that share the harness uses a part of it")]
pub mod editor;
#[allow(dead_code, reason = "each of the binaries that share the harness uses a part of it")]
pub mod html;
#[allow(dead_code, reason = "each of the binaries that share the harness uses a part of it")]
pub mod sources;
#[cfg(unix)]
#[allow(dead_code, reason = "each of the binaries that share the harness uses a part of it")]
pub mod terminal;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The day on which the example plays.
pub const EXAMPLE_TODAY: &str = "2026-11-24";

/// A practice, and the surroundings that the next command gets.
pub struct Practice {
    folder: TempDir,
    today: String,
    environment: Vec<(String, String)>,
    working: PathBuf,
}

impl Practice {
    /// A practice with nothing but its marker in it.
    pub fn empty() -> Self {
        Self::nowhere().file("coach.yaml", "format: 1\n")
    }

    /// A folder that is no practice.
    pub fn nowhere() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir(folder.path().join("practice")).expect("the practice's folder");
        std::fs::create_dir(folder.path().join("home")).expect("a home");
        Self { folder, today: EXAMPLE_TODAY.to_owned(), environment: Vec::new(), working: PathBuf::new() }
    }

    /// The practice of `examples/practice`.
    pub fn example() -> Self {
        Self::copied(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/practice"))
    }

    /// A copy of the practice in another folder.
    pub fn copied(from: &Path) -> Self {
        let practice = Self::nowhere();
        copy(from, &practice.root());
        practice
    }

    /// A practice with one client, Alice, of whom only these notes are known; paths from her folder.
    pub fn of_alice(notes: &[(&str, &str)]) -> Self {
        let alice = Self::empty().file("clients/alice/client.md", "---\nname: Alice Moreau\n---\n");
        notes
            .iter()
            .fold(alice, |practice, (path, text)| practice.file(&format!("clients/alice/{path}"), text))
    }

    /// The moment to act as.
    pub fn today(mut self, today: &str) -> Self {
        self.acts_on(today);
        self
    }

    /// The moment to act as from now on, for a practice that lives on.
    pub fn acts_on(&mut self, today: &str) {
        today.clone_into(&mut self.today);
    }

    /// Sets a variable for the commands to come.
    pub fn env(mut self, name: &str, value: impl AsRef<Path>) -> Self {
        self.environment.push((name.to_owned(), value.as_ref().to_string_lossy().into_owned()));
        self
    }

    /// Where the commands to come are run, from the practice's root.
    pub fn working_in(mut self, folder: &str) -> Self {
        self.working = PathBuf::from(folder);
        std::fs::create_dir_all(self.root().join(folder)).expect("a working folder");
        self
    }

    /// Writes a file.
    pub fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(path, text);
        self
    }

    /// Writes a file into a practice that is in use.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let file = self.root().join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("its folder");
        std::fs::write(file, text).expect("a file to write");
    }

    /// The editor of the commands to come: a shell script that gets the file as `$1`.
    pub fn editor(self, script: &str) -> Self {
        let file = self.home().join("editor.sh");
        std::fs::write(&file, script).expect("a script");
        let command = format!("sh {}", file.display());
        self.env("EDITOR", command)
    }

    /// The practice's folder.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("practice")
    }

    /// The home of the one who runs the commands.
    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// A folder beside the practice.
    pub fn outside(&self) -> PathBuf {
        let outside = self.folder.path().join("outside");
        std::fs::create_dir_all(&outside).expect("a folder outside");
        outside
    }

    /// Lays a file beside the practice.
    pub fn lay_outside(&self, path: &str, bytes: &[u8]) {
        let file = self.outside().join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder outside");
        std::fs::write(file, bytes).expect("a file outside");
    }

    /// The text of a file.
    pub fn read(&self, path: &str) -> String {
        String::from_utf8(self.bytes(path)).expect("UTF-8")
    }

    /// The bytes of a file.
    pub fn bytes(&self, path: &str) -> Vec<u8> {
        std::fs::read(self.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Whether a file is there.
    pub fn has(&self, path: &str) -> bool {
        self.root().join(path).exists()
    }

    /// Every file and its bytes, to hold against later.
    pub fn snapshot(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        gather(&self.root(), &self.root(), &mut files);
        files
    }

    /// Asserts that nothing changed since a snapshot but these files; new ones are named too.
    pub fn unchanged_but(&self, before: &BTreeMap<String, Vec<u8>>, paths: &[&str]) {
        let after = self.snapshot();
        let changed: Vec<&String> = before
            .keys()
            .chain(after.keys().filter(|path| !before.contains_key(*path)))
            .filter(|path| before.get(*path) != after.get(*path))
            .collect();
        assert_eq!(changed, paths);
    }

    /// A command on this practice, with `--today`.
    pub fn command<I: IntoIterator<Item: AsRef<OsStr>>>(&self, arguments: I) -> Command {
        // A long run may be of a coach that was built to be quick.
        let built = || env!("CARGO_BIN_EXE_coach").into();
        let mut command = Command::new(std::env::var_os("COACH_BINARY").unwrap_or_else(built));
        command.env_clear();
        for kept in ["PATH", "SYSTEMROOT", "TMPDIR", "LLVM_PROFILE_FILE"] {
            command.envs(std::env::var_os(kept).map(|value| (kept, value)));
        }
        command
            .env("HOME", self.home())
            .env("GIT_CONFIG_GLOBAL", self.home().join("gitconfig"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CEILING_DIRECTORIES", self.folder.path())
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .current_dir(self.root().join(&self.working))
            .args(["--today", &self.today])
            .args(arguments)
            .stdin(Stdio::null());
        command
    }

    /// Runs a command.
    pub fn run<I: IntoIterator<Item: AsRef<OsStr>>>(&self, arguments: I) -> Ran {
        Ran::of(self.command(arguments).output().expect("coach"))
    }

    /// Runs a command line without quotes in it, parted at blanks.
    pub fn coach(&self, line: &str) -> Ran {
        self.run(line.split_whitespace())
    }

    /// Runs a command with something on standard input.
    pub fn run_with_input<I: IntoIterator<Item: AsRef<OsStr>>>(&self, arguments: I, input: &str) -> Ran {
        let mut command = self.command(arguments);
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().expect("coach");
        // A command that has seen enough closes its input.
        let _ = child.stdin.take().expect("its input").write_all(input.as_bytes());
        Ran::of(child.wait_with_output().expect("its output"))
    }

    /// The view of a command as JSON.
    pub fn json(&self, line: &str) -> Value {
        self.run(line.split_whitespace().chain(["--format", "json"])).ok().json()
    }
}

/// What a command did.
#[derive(Clone)]
pub struct Ran {
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
    code: Option<i32>,
}

impl Ran {
    fn of(output: Output) -> Self {
        Self {
            stdout: String::from_utf8(output.stdout).expect("UTF-8 on standard output"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8 on standard error"),
            code: output.status.code(),
        }
    }

    fn told(&self) -> String {
        format!("exit {:?}\n--- stdout\n{}--- stderr\n{}", self.code, self.stdout, self.stderr)
    }

    /// It ended with this code. A panic ends with 101, which is never what is wanted.
    #[track_caller]
    pub fn fails(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}", self.told());
        self
    }

    /// Whether it ended with this code.
    pub fn code_is(&self, code: i32) -> bool {
        self.code == Some(code)
    }

    /// It did what was asked.
    #[track_caller]
    pub fn ok(self) -> Self {
        self.fails(0)
    }

    /// Standard output has this in it.
    #[track_caller]
    pub fn stdout_has(self, text: &str) -> Self {
        assert!(self.stdout.contains(text), "standard output lacks {text:?}\n{}", self.told());
        self
    }

    /// Standard output doesn't have this in it.
    #[track_caller]
    pub fn stdout_lacks(self, text: &str) -> Self {
        assert!(!self.stdout.contains(text), "standard output has {text:?}\n{}", self.told());
        self
    }

    /// Standard output has these in it, in this order.
    #[track_caller]
    pub fn stdout_has_in_order(self, texts: &[&str]) -> Self {
        let mut rest = self.stdout.as_str();
        for text in texts {
            let Some((_, after)) = rest.split_once(text) else {
                panic!("{text:?} is missing or out of order\n{}", self.told())
            };
            rest = after;
        }
        self
    }

    /// Standard output is this.
    #[track_caller]
    pub fn stdout_is(self, text: &str) -> Self {
        assert_eq!(self.stdout, text, "{}", self.told());
        self
    }

    /// Standard error has this in it.
    #[track_caller]
    pub fn stderr_has(self, text: &str) -> Self {
        assert!(self.stderr.contains(text), "standard error lacks {text:?}\n{}", self.told());
        self
    }

    /// Standard error doesn't have this in it.
    #[track_caller]
    pub fn stderr_lacks(self, text: &str) -> Self {
        assert!(!self.stderr.contains(text), "standard error has {text:?}\n{}", self.told());
        self
    }

    /// Neither stream has this in it.
    #[track_caller]
    pub fn nowhere_has(self, text: &str) -> Self {
        self.stdout_lacks(text).stderr_lacks(text)
    }

    /// Nothing was told.
    #[track_caller]
    pub fn silent(self) -> Self {
        assert_eq!(self.stderr, "", "{}", self.told());
        self
    }

    /// Standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}\n{}", self.told()))
    }
}

/// Whether a program of another hand is there; tells visibly when it isn't, and fails in CI.
pub fn installed(program: &str) -> bool {
    let there = Command::new(program).arg("--version").output().is_ok();
    assert!(there || std::env::var_os("CI").is_none(), "{program} has to be there in CI");
    if !there {
        // Written past the test harness, which keeps the output of tests that pass to itself.
        let _ = writeln!(std::io::stderr(), "SKIPPED: {program} isn't installed");
    }
    there
}

/// Where the team keeps real text; tells visibly when it isn't there, and fails in CI.
pub fn shared_real() -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared").to_owned();
    let real = PathBuf::from(std::env::var("COACH_SHARED").unwrap_or(beside)).join("real");
    if real.is_dir() {
        return Some(real);
    }
    assert!(std::env::var_os("CI").is_none(), "the real notes have to be there in CI; set COACH_SHARED");
    // Written past the test harness, which keeps the output of tests that pass to itself.
    let _ = writeln!(std::io::stderr(), "SKIPPED: no real notes beside the package and no COACH_SHARED");
    None
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder to copy") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            // Read and written, so that the copy of a read-only file can be changed.
            std::fs::write(target, std::fs::read(entry.path()).expect("a file")).expect("its copy");
        }
    }
}

fn gather(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_symlink() || path.is_file() {
            let name = path.strip_prefix(root).expect("inside").to_string_lossy().into_owned();
            files.insert(name, std::fs::read(&path).unwrap_or_default());
        } else if path.is_dir() && !path.ends_with(".git") {
            gather(root, &path, files);
        }
    }
}
