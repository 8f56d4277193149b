//! The book: every block of every page is run, and nothing points nowhere.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::page::{Part, Start, parts};
use crate::shell::Shell;

const DOCS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs");
const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/practice");
/// The day on which the example plays.
const TODAY: &str = "2026-11-24T09:50";
/// So many blocks can't be run: answers of programs.md, which are no commands. One more wants a good reason.
const NOT_RUN: usize = 2;

/// The pages of the book, as they stand in the folder: name and text.
pub fn pages() -> Vec<(String, String)> {
    let mut pages: Vec<(String, String)> = std::fs::read_dir(DOCS)
        .expect("the pages")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .map(|path| (name(&path), std::fs::read_to_string(&path).expect("a page")))
        .collect();
    pages.sort();
    pages
}

fn name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

#[test]
fn every_page_is_in_the_table_of_contents() {
    let (summary, pages): (Vec<_>, Vec<_>) = pages().into_iter().partition(|(name, _)| name == "SUMMARY.md");
    let listed: BTreeSet<String> = crate::links::of(&summary[0].1).into_iter().map(|link| link.to).collect();
    let there: BTreeSet<String> = pages.into_iter().map(|(name, _)| name).collect();
    assert_eq!(listed, there);
}

#[test]
#[cfg(unix)]
fn every_block_runs_as_it_is_shown() {
    let pages = pages();
    let ran: Vec<Ran> = std::thread::scope(|scope| {
        let run = |(name, text)| scope.spawn(move || Ran::of(name, text));
        let pages: Vec<_> =
            pages.iter().map(|(name, text)| (name.as_str(), text.as_str())).map(run).collect();
        pages.into_iter().map(|page| page.join().expect("a page that could be read")).collect()
    });
    let otherwise: Vec<&str> = ran.iter().flat_map(|page| &page.otherwise).map(String::as_str).collect();
    assert!(otherwise.is_empty(), "{}", otherwise.join("\n\n"));
    assert_eq!(ran.iter().map(|page| page.not_run).sum::<usize>(), NOT_RUN, "blocks that can't be run");
}

/// A page as it was followed.
#[cfg(unix)]
struct Ran {
    name: String,
    shell: Option<Shell>,
    /// What went otherwise than the page says.
    otherwise: Vec<String>,
    /// How many blocks could not be run.
    not_run: usize,
}

#[cfg(unix)]
impl Ran {
    fn of(name: &str, text: &str) -> Self {
        let mut ran = Self { name: name.to_owned(), shell: None, otherwise: vec![], not_run: 0 };
        let mut today = TODAY.to_owned();
        // What stands before the first practice is there in all of them.
        let mut everywhere: Vec<(String, String)> = vec![];
        for part in parts(name, text) {
            match part {
                Part::Begin(Start::Example) if ran.shell.as_ref().is_some_and(Shell::is_the_example) => {
                    ran.shell.iter_mut().for_each(Shell::again);
                }
                Part::Begin(start) => {
                    ran.leave();
                    let shell = ran.shell.insert(Shell::new(start, &today));
                    for (path, text) in &everywhere {
                        shell.write(path, text);
                    }
                    shell.remember();
                }
                Part::Today(moment) => {
                    ran.shell.iter_mut().for_each(|shell| shell.today(&moment));
                    today = moment;
                }
                Part::File { path, text } => match &mut ran.shell {
                    Some(shell) => shell.write(&path, &text),
                    None => everywhere.push((path, text)),
                },
                Part::Command { line, shown } => ran.follow(&line, &shown),
                Part::Folders(drawn) => {
                    let gone =
                        paths(&drawn).into_iter().filter(|path| !Path::new(EXAMPLE).join(path).exists());
                    ran.otherwise.extend(gone.map(|path| format!("{name}: no {}", path.display())));
                }
                Part::NotRun(_) => ran.not_run += 1,
            }
        }
        assert!(ran.shell.is_some() || everywhere.is_empty(), "{name}: its files are in no practice");
        ran.leave();
        ran
    }

    /// Runs a command that the page shows, and holds what it says against what is shown.
    fn follow(&mut self, line: &str, shown: &[String]) {
        let shell = self.shell.as_mut().unwrap_or_else(|| panic!("{}: {line} is in no practice", self.name));
        // What takes something back needs something that was written.
        if line.starts_with("coach undo") || line.starts_with("coach redo") {
            shell.run("coach -q note alice Thursday suits her");
        }
        // What is kept in git needs a repository, and what is sent a place to send it to.
        let is_exchange = line.starts_with("coach sync");
        if self.name == "commands.md" && (is_exchange || line.starts_with("coach save")) {
            shell.run("coach -q init");
        }
        if self.name == "commands.md" && is_exchange {
            shell.run("coach -q save; git init -q --bare ~/place.git; git remote add origin ~/place.git");
        }
        if line.starts_with("coach redo") {
            shell.run("coach -q undo");
        }
        if self.name == "commands.md" && line.starts_with("coach import ~/Clients") {
            shell.run("mkdir -p ~/Clients/Ada; echo 'She came early.' > ~/Clients/Ada/2026-10-02.md");
        }
        // A transcript needs their yes to it.
        if self.name == "commands.md"
            && (line.starts_with("coach import ~/calls/2026-11-08.vtt") || line.starts_with("coach listen"))
        {
            shell.run("coach -q client set alice agreed.recording=2026-10-01");
            shell.run("mkdir -p ~/calls; (echo WEBVTT; echo; for n in 1 2 3 4 5 6 7; do printf '00:0%s:01.000 --> 00:0%s:09.000\\nAnn: Word %s of hers.\\n\\n00:0%s:20.000 --> 00:0%s:29.000\\nRobin: And then?\\n\\n' $n $n $n $n $n; done) > ~/calls/2026-11-08.vtt");
        }
        if self.name == "commands.md" && line.starts_with("coach listen") {
            shell.run(
                "coach -q import ~/calls/2026-11-08.vtt --client alice --speakers Ann=client,Robin=coach",
            );
        }
        // A mail needs to have come.
        if self.name == "commands.md" && line.starts_with("coach receive") {
            shell.run("mkdir -p ~/Downloads ~/Mail/coaching/new; echo 'It went well.' > pasted.txt");
            shell.run("printf 'From: alice@example.org\\nDate: Mon, 23 Nov 2026 10:05:00 +0100\\nMessage-ID: <1@x>\\n\\nIt held.\\n' | tee ~/Mail/coaching/new/1 > ~/Downloads/door.eml");
        }
        let (said, well) = shell.run(line);
        if !well || !shows(&said, shown) {
            let shown = shown.join("\n");
            self.otherwise.push(format!("{}: $ {line}\n--- shown\n{shown}\n--- said\n{said}", self.name));
        }
    }

    /// In a practice that the page made or wrote files into there is nothing to mend at the end.
    fn leave(&mut self) {
        let Some(mut shell) = self.shell.take().filter(Shell::holds_what_the_page_wrote) else { return };
        let (said, well) = shell.run("test ! -e ~/practice/coach.yaml || coach --practice ~/practice check");
        if !well {
            self.otherwise.push(format!("{}: {said}", self.name));
        }
    }
}

/// Whether the lines that are shown are those that were said; `…` stands for any lines. Nothing shown, nothing promised.
fn shows(said: &str, shown: &[String]) -> bool {
    let said: Vec<&str> = said.trim_end().lines().map(str::trim_end).collect();
    shown.is_empty() || shows_lines(&said, shown)
}

fn shows_lines(said: &[&str], shown: &[String]) -> bool {
    match shown.split_first() {
        None => said.is_empty(),
        Some((first, rest)) if first == "…" => {
            (0..=said.len()).any(|skipped| shows_lines(&said[skipped..], rest))
        }
        Some((first, rest)) => {
            said.split_first().is_some_and(|(line, said)| line == first && shows_lines(said, rest))
        }
    }
}

/// The paths of a tree that is drawn by indentation, from below its first line. What is optional needn't be there.
fn paths(drawn: &str) -> Vec<PathBuf> {
    let mut above: Vec<(usize, &str)> = vec![];
    let mut paths = vec![];
    for line in drawn.lines().skip(1) {
        let depth = line.len() - line.trim_start().len();
        let (name, remark) = line.trim_start().split_once(' ').unwrap_or((line.trim_start(), ""));
        above.retain(|(other, _)| *other < depth);
        above.push((depth, name));
        if !remark.trim_start().starts_with("optional") {
            paths.push(above.iter().map(|(_, name)| name).collect());
        }
    }
    paths
}

#[test]
fn what_is_shown_is_held_against_what_was_said() {
    let lines = |text: &str| -> Vec<String> { text.lines().map(str::to_owned).collect() };
    for (said, shown, wanted) in [
        ("a\nb\n", "", true),
        ("a\nb\n", "a\nb", true),
        ("a\nb\n", "a", false),
        ("a\nb\nc\n", "a\n…", true),
        ("a\nb\nc\n", "…\nc", true),
        ("a\nb\nc\n", "a\n…\nb\n…", true),
        ("a\nb\nc\n", "…\nd\n…", false),
        ("", "…", true),
    ] {
        assert_eq!(shows(said, &lines(shown)), wanted, "{said:?} {shown:?}");
    }
}

#[test]
fn a_drawing_of_folders_names_its_paths() {
    let drawn = "practice/\n  coach.yaml    the root\n  clients/\n    alice/\n      client.md\n  templates/   optional: yours\n";
    let wanted = ["coach.yaml", "clients", "clients/alice", "clients/alice/client.md"].map(PathBuf::from);
    assert_eq!(paths(drawn), wanted);
}
