//! The machine of somebody who follows a page: a home, a practice in it, and a shell.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use tempfile::TempDir;

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
    /// Every file at the beginning, and when it was written.
    before: Vec<(PathBuf, SystemTime)>,
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
            before: vec![],
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
    pub fn begin(&mut self) {
        self.before = self.files();
        self.wrote = false;
    }

    /// Whether all is still as after this beginning.
    pub fn is_as_after(&self, start: Start) -> bool {
        self.start == start && self.working.ends_with("practice") && self.before == self.files()
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

    /// Every file in the home, and when it was written.
    fn files(&self) -> Vec<(PathBuf, SystemTime)> {
        let entries = walkdir::WalkDir::new(self.home())
            .sort_by_file_name()
            .into_iter()
            .map(|entry| entry.expect("an entry"));
        let written = |entry: &walkdir::DirEntry| {
            entry.metadata().expect("its times").modified().expect("when it was written")
        };
        entries.map(|entry| (entry.path().to_owned(), written(&entry))).collect()
    }

    fn home(&self) -> PathBuf {
        self.folder.path().canonicalize().expect("its path").join("home")
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
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
