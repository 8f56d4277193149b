//! The machine of somebody who follows a page: a home, a practice in it, and a shell.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use tempfile::TempDir;
use walkdir::{DirEntry, WalkDir};

use crate::page::Start;

/// The home as pages show it.
const HOME: &str = "/home/robin";
const GIT: &str = "[user]\nname = Robin Vale\nemail = robin@example.org\n[init]\ndefaultBranch = main\n";

/// A shell with its home.
pub struct Shell {
    folder: TempDir,
    start: Start,
    working: PathBuf,
    today: String,
    /// Everything that was there at the beginning: when it was written, and the text of files.
    before: BTreeMap<PathBuf, (Option<SystemTime>, Option<Vec<u8>>)>,
    wrote: bool,
}

impl Shell {
    /// A shell in the practice, or in the home where there is none.
    pub fn new(start: Start, today: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let home = folder.path().canonicalize().expect("its path").join("home");
        std::fs::create_dir(&home).expect("a home");
        std::fs::write(home.join(".gitconfig"), GIT).expect("a configuration");
        let mut shell = Self {
            folder,
            start,
            working: home.clone(),
            today: today.to_owned(),
            before: BTreeMap::new(),
            wrote: false,
        };
        match start {
            Start::None => return shell,
            Start::New => assert!(shell.run("coach --quiet init practice").1),
            Start::Example => {
                copy(
                    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/practice")),
                    &home.join("practice"),
                );
            }
        }
        shell.working = home.join("practice");
        shell
    }

    /// The moment to act as.
    pub fn today(&mut self, today: &str) {
        today.clone_into(&mut self.today);
    }

    /// What is there now is what it begins with.
    pub fn remember(&mut self) {
        let text = |path: &Path| path.is_file().then(|| std::fs::read(path).expect("a file"));
        self.before = self
            .entries()
            .into_iter()
            .map(|(path, written)| (path.clone(), (written, text(&path))))
            .collect();
        self.wrote = false;
    }

    /// Begins again: only what was changed since is written, since a copy of the example takes longer than most of what is done to it.
    pub fn again(&mut self) {
        let now = self.entries();
        for path in now.keys().rev().filter(|path| !self.before.contains_key(*path)) {
            let gone = if path.is_dir() { std::fs::remove_dir(path) } else { std::fs::remove_file(path) };
            gone.expect("what was made is taken away");
        }
        for (path, (written, text)) in &self.before {
            match text {
                Some(text) if now.get(path) != Some(written) => {
                    std::fs::write(path, text).expect("a file to write");
                }
                Some(_) => {}
                None => std::fs::create_dir_all(path).expect("a folder"),
            }
        }
        self.working = self.home().join("practice");
        self.remember();
    }

    /// Whether it began in the example practice.
    pub fn is_the_example(&self) -> bool {
        self.start == Start::Example
    }

    /// Whether its notes aren't the example's alone.
    pub fn holds_what_the_page_wrote(&self) -> bool {
        self.start != Start::Example || self.wrote
    }

    /// Writes a file; `~/` is the home.
    pub fn write(&mut self, path: &str, text: &str) {
        self.wrote = true;
        let file = match path.strip_prefix("~/") {
            Some(path) => self.home().join(path),
            None => self.working.join(path),
        };
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("its folder");
        std::fs::write(file, text).expect("a file to write");
    }

    /// Runs a command: what it printed and told, and whether it did what was asked. The next one runs where this one ended.
    pub fn run(&mut self, line: &str) -> (String, bool) {
        let place = self.folder.path().join("place");
        let script = format!(
            "coach() {{ command \"$COACH\" --today \"$TODAY\" \"$@\"; }}\nexec 2>&1\n{line}\nended=$?; pwd >\"$PLACE\"; exit $ended"
        );
        let output = Command::new("sh")
            .args(["-c", &script])
            .env_clear()
            .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
            .env("HOME", self.home())
            .env("EDITOR", "true")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CEILING_DIRECTORIES", self.folder.path())
            .env("COACH", env!("CARGO_BIN_EXE_coach"))
            .env("TODAY", &self.today)
            .env("PLACE", &place)
            .current_dir(&self.working)
            .stdin(Stdio::null())
            .output()
            .expect("a shell");
        if let Ok(place) = std::fs::read_to_string(place) {
            self.working = PathBuf::from(place.trim_end());
        }
        let said = String::from_utf8_lossy(&output.stdout);
        (said.replace(&*self.home().to_string_lossy(), HOME), output.status.success())
    }

    /// Everything in the home: when a file was written; folders come before what is in them.
    fn entries(&self) -> BTreeMap<PathBuf, Option<SystemTime>> {
        let entry = |entry: walkdir::Result<DirEntry>| {
            let entry = entry.expect("an entry");
            let written = || entry.metadata().ok()?.modified().ok();
            let written = if entry.file_type().is_dir() { None } else { written() };
            (entry.into_path(), written)
        };
        WalkDir::new(self.home()).min_depth(1).into_iter().map(entry).collect()
    }

    fn home(&self) -> PathBuf {
        self.folder.path().canonicalize().expect("its path").join("home")
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from) {
        let entry = entry.expect("an entry");
        let target = to.join(entry.path().strip_prefix(from).expect("inside"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(target).expect("a folder");
        } else {
            // Read and written, so that the copy of a read-only file can be changed.
            std::fs::write(target, std::fs::read(entry.path()).expect("a file")).expect("its copy");
        }
    }
}
