//! Every command of the tree, cut off or refused by the disk at each step of its writing: nothing is torn, nothing is lost, nothing is
//! left, and the same command again does what it would have done.
//!
//! The commands are the examples of their own help, and what the help doesn't show. `COACH_CUTS` asks for so many cuts more, of random
//! commands; `COACH_SEED` is another seed; `COACH_LINE` tries only the lines that hold it.
#![cfg(all(unix, debug_assertions))]

use std::collections::{BTreeMap, BTreeSet};
use std::process::{Command, Output, Stdio};

use clap::CommandFactory as _;
use coach::cli::Cli;

use crate::harness::Practice;
use crate::practice::random::Random;
use crate::weeks::commands;

type Files = BTreeMap<String, Vec<u8>>;

const TODAY: &str = "2026-11-24T10:20";

/// What writes and has no example that does, or another way than its example.
const MORE: [&str; 30] = [
    "coach prep alice --write",
    "coach note tomas words of today",
    "coach note alice - --from client --on 2026-11-20 < mail.txt",
    "coach client archive chiara",
    "coach check --fix",
    "coach import ../outside/vault/Alice --client alice",
    "coach receive ../outside/door.eml",
    "coach import ../outside/vault/calls.csv --client ben",
    "coach session move ben next --to 2026-12-09T10:00 --reviews",
    "coach session cancel ben next --by client --reviews 2026-12-09",
    "coach plan new ben --what 'Draw one page' --step 'Buy paper' --review 'in 2 weeks'",
    "coach plan review alice --outcome released",
    "coach plan step alice --untick 1",
    "coach plan step alice --remove 1",
    "coach goal rename alice lead-the-team guide",
    "coach client new Ida",
    "coach client rename chiara Clara",
    "coach hush alice wish-and-week",
    "coach balance rate ben --area sleep=5",
    "coach done ben --status moved --to 'next friday 10:00' --by client",
    "coach client edit ben",
    "coach session edit ben next",
    "coach plan edit alice",
    "coach edit alice",
    "coach goal set alice lead motive=",
    "coach goal examine alice one-day-that-is-hers --answer 'cost=Being found.'",
    "coach goal level alice one-day-that-is-hers 1",
    "coach thread untick alice 1",
    "coach undo",
    "coach redo",
];

/// What is done before a command that needs something to be there.
const BEFORE: [(&str, &str); 6] = [
    ("coach thread tick alice 2", "coach thread untick alice 2"),
    ("coach undo", "coach goal rename alice lead-the-team guide"),
    ("coach redo", "coach client archive ben; coach undo"),
    ("coach restore", "coach client archive ben"),
    (
        "coach listen alice 2026-11-08 --keep 3 7",
        "coach -q client set alice agreed.recording=2026-10-01; mkdir clients/alice/transcripts && for turn in 1 2 3 4 5 6 7; do printf '**Alice:** %s\\n\\n**Robin:** And then?\\n\\n' $turn; done | \
         { printf -- '---\\nspeakers: {Alice: client, Robin: coach}\\n---\\n\\n'; cat; } > clients/alice/transcripts/2026-11-08.md",
    ),
    ("coach check --fix", "printf -- '---\\nmintues: 50\\n---\\n' > clients/ben/sessions/2026-11-01.md"),
];

/// What only looks, or writes elsewhere than into a practice. A new command that writes has to be seen at it here, by its example.
const WRITES_NOTHING_HERE: [&str; 44] = [
    "calendar",
    "check",
    "completions",
    "config",
    "demo",
    "doctor",
    "find",
    "init",
    "log",
    "lsp",
    "man",
    "read",
    "report alliance",
    "report caseload",
    "report follow-through",
    "report hours",
    "report sessions",
    "share",
    "stuck",
    "today",
    "balance show",
    "client list",
    "client show",
    "goal list",
    "goal show",
    "plan check",
    "plan list",
    "plan show",
    "promise list",
    "session list",
    "session show",
    "template list",
    "template show",
    "thread list",
    "help",
    "save",
    "sync",
    "erase",
    "export",
    "schema",
    "serve",
    "supervise list",
    "prep",
    "restore",
];

/// The names of every command of the tree, and the lines of all their examples.
fn tree() -> (BTreeSet<String>, Vec<String>) {
    fn walk(command: &clap::Command, above: &str, names: &mut BTreeSet<String>, lines: &mut Vec<String>) {
        let inner: Vec<&clap::Command> = command.get_subcommands().filter(|one| !one.is_hide_set()).collect();
        let name = |one: &clap::Command| format!("{above} {}", one.get_name()).trim().to_owned();
        for one in inner {
            let examples = one.get_after_long_help().map(ToString::to_string).unwrap_or_default();
            lines.extend(examples.lines().filter_map(|line| line.strip_prefix("  ")).map(str::to_owned));
            if one.get_name() == "help" {
                continue;
            }
            if one.get_subcommands().all(|below| below.get_name() == "help") {
                names.insert(name(one));
            }
            walk(one, &name(one), names, lines);
        }
    }
    let mut cli = Cli::command();
    cli.build();
    let (mut names, mut lines) = (BTreeSet::new(), Vec::new());
    walk(&cli, "", &mut names, &mut lines);
    (names, lines)
}

fn practice() -> Practice {
    let practice = Practice::example()
        .file("mail.txt", "- [x] Ring the second family\n\nIt went well.\n")
        .file("plan.md", "# One Friday without the shop\n\n## Steps\n- [ ] Take the train\n")
        .editor("printf 'one line more\\n' >> \"$1\"\n");
    let vault = practice.outside().join("vault/Alice");
    std::fs::create_dir_all(&vault).unwrap();
    std::fs::write(vault.join("2025-03-02.md"), "# 2 March 2025\n\n> I said yes before I knew it.\n")
        .unwrap();
    let calls = "date,client,minutes\n2025-03-04,Ben Osei,50\n2025-03-11,Ben Osei,50\n";
    std::fs::write(vault.parent().unwrap().join("calls.csv"), calls).unwrap();
    let mail = "From: alice@example.org\nDate: Mon, 23 Nov 2026 10:05:00 +0100\nMessage-ID: <1@x>\nMIME-Version: 1.0\n\
        Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n[stuck] What helps?\n= A walk.\n\nIt went well.\n--x\n\
        Content-Type: image/png\nContent-Disposition: attachment; filename=\"map.png\"\nContent-Transfer-Encoding: base64\n\nAAEC\n--x--\n";
    std::fs::write(practice.outside().join("door.eml"), mail).unwrap();
    practice
}

/// Runs a line as a shell would, with a fault or without.
fn run(practice: &Practice, line: &str, fault: &str) -> Output {
    let coach = practice.command([""; 0]);
    let mut shell = Command::new("sh");
    // A core would be a note's text on the disk.
    shell.args(["-c", &format!("ulimit -c 0; coach() {{ \"$COACH\" --today {TODAY} \"$@\"; }}; {line}")]);
    shell.env_clear().envs(coach.get_envs().filter_map(|(name, value)| Some((name, value?))));
    shell.env("COACH", coach.get_program()).env("COACH_FAULT", fault).stdin(Stdio::null());
    shell.current_dir(practice.root()).output().expect("a shell")
}

fn told(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!("{:?}\n{}{}", output.status, text(&output.stdout), text(&output.stderr))
}

/// What is there before a line, after it, and how it ended.
struct Whole {
    line: String,
    first: &'static str,
    before: Files,
    after: Files,
}

fn is_temporary(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with(".coach-"))
}

/// What a practice holds but for what a cut-off command left there.
fn notes(practice: &Practice) -> Files {
    let mut files = practice.snapshot();
    files.retain(|path, _| !is_temporary(path));
    files
}

/// The files that differ, each as it is in the one and as it is in the other.
fn show_others(one: &Files, other: &Files) -> String {
    let show = |files: &Files, path: &str| match files.get(path) {
        Some(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        None => "(not there)\n".to_owned(),
    };
    let paths: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    let differ = paths.into_iter().filter(|path| one.get(*path) != other.get(*path));
    let shown = differ.map(|path| format!("\n== {path}\n{}--\n{}", show(one, path), show(other, path)));
    shown.collect::<Vec<_>>().concat()
}

impl Whole {
    fn of(line: &str) -> Self {
        let first = BEFORE.iter().find(|(of, _)| *of == line).map_or("", |(_, first)| *first);
        let practice = Self::ready(first);
        let before = practice.snapshot();
        run(&practice, line, "");
        Self { line: line.to_owned(), first, before, after: practice.snapshot() }
    }

    fn ready(first: &str) -> Practice {
        let practice = practice();
        if !first.is_empty() {
            run(&practice, first, "");
        }
        practice
    }

    fn writes(&self) -> bool {
        self.before != self.after
    }

    /// Cuts the line off at a step. No when it has no such step.
    fn is_cut_at(&self, step: u64, how: &str) -> bool {
        let practice = Self::ready(self.first);
        let cut = run(&practice, &self.line, &format!("{step} {how}"));
        let what = || format!("{} cut at step {step}, {how}: {}", self.line, told(&cut));
        let left = notes(&practice);
        if cut.status.success() && left == self.after {
            return self.is_untouched(step);
        }
        self.is_whole(&left, &what());
        if how != "abort" {
            let says_where_it_stands =
                left == self.before || left == self.after || told(&cut).contains("written:");
            assert!(says_where_it_stands, "half done and not told: {}", what());
            assert!(!practice.snapshot().keys().any(|path| is_temporary(path)), "left: {}", what());
            assert!(!told(&cut).contains(".coach-"), "names the temporary file: {}", what());
        }
        let again = run(&practice, &self.line, "");
        let files = practice.snapshot();
        let what = || format!("{}\nagain: {}", what(), told(&again));
        assert!(!files.keys().any(|path| is_temporary(path)) || left == self.after, "left: {}", what());
        self.is_done(&left, &files, &again, &what());
        true
    }

    /// A fault that has come to nothing, since the command goes on without that step: the lock.
    fn is_untouched(&self, step: u64) -> bool {
        step == 1 && self.writes()
    }

    /// Each file is one that stood before or stands in the end, and what was there and stays is there.
    fn is_whole(&self, left: &Files, what: &str) {
        let bodies: BTreeSet<&Vec<u8>> = self.before.values().chain(self.after.values()).collect();
        for (path, bytes) in left {
            let stands = bodies.contains(bytes) || path == ".trash/.gitignore";
            // A command of several steps puts words down one after the other.
            let text = String::from_utf8_lossy(bytes);
            let between = |before: &Vec<u8>, after: &Vec<u8>| {
                let (before, after) = (String::from_utf8_lossy(before), String::from_utf8_lossy(after));
                after
                    .lines()
                    .chain(before.lines())
                    .collect::<BTreeSet<_>>()
                    .is_superset(&text.lines().collect())
            };
            let empty = Vec::new();
            let stands = stands
                || between(self.before.get(path).unwrap_or(&empty), self.after.get(path).unwrap_or(&empty));
            assert!(stands, "{path} is torn: {what}\n{text}");
        }
        for (path, bytes) in &self.before {
            let is_kept = left.contains_key(path) || left.values().any(|other| other == bytes);
            assert!(is_kept || !self.after.contains_key(path), "{path} is lost: {what}");
        }
    }

    /// The second run did what one alone does, or says that it is done.
    fn is_done(&self, left: &Files, files: &Files, again: &Output, what: &str) {
        assert_ne!(again.status.code(), Some(101), "{what}");
        assert!(again.status.code().is_some(), "{what}");
        if *files == self.after {
            return;
        }
        // What was whole already and isn't known again is done once more, as if it had been typed twice; nothing goes by that.
        let others = show_others(left, &self.after);
        assert!(others.is_empty(), "the second run isn't what one gives: {what}\nleft, and wanted:{others}");
        for (path, bytes) in left {
            assert!(
                files.contains_key(path) || files.values().any(|other| other == bytes),
                "{path} is lost by the second run: {what}"
            );
        }
    }
}

/// Every line that is known, its kind of command seen at writing or named as one that doesn't.
fn all_writing() -> Vec<Whole> {
    let (names, examples) = tree();
    let lines = examples.iter().map(String::as_str).chain(MORE);
    let lines: BTreeSet<&str> = lines.filter(|line| !line.contains("~/") && !line.contains("-o ")).collect();
    let writing: Vec<Whole> = lines.into_iter().map(Whole::of).filter(Whole::writes).collect();
    let is_seen = |name: &String| {
        let beginning = format!("coach {name}");
        writing.iter().any(|whole| {
            whole.line.strip_prefix(&beginning).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
    };
    let unseen: Vec<&String> =
        names.iter().filter(|name| !is_seen(name) && !WRITES_NOTHING_HERE.contains(&name.as_str())).collect();
    assert!(unseen.is_empty(), "these commands are never seen at writing: {unseen:?}");
    writing
}

#[test]
fn a_command_that_is_cut_off_anywhere_leaves_nothing_torn_and_can_be_run_again() {
    let mut random = Random::of_client(seed(), 0);
    for line in [
        "coach client archive ben",
        "coach session move ben next --to 2026-12-09T10:00 --reviews",
        "coach done chiara --next 'in 2 weeks 10:00' --thread 'The bowl'",
        "coach undo",
    ] {
        let whole = Whole::of(line);
        assert!(whole.writes(), "{line}");
        for how in ["abort", "28"] {
            let step = random.between(2, 6);
            whole.is_cut_at(step, how);
        }
    }
}

#[test]
fn every_command_is_seen_at_writing_or_named_as_one_that_does_not() {
    assert!(all_writing().len() > 60);
}

#[test]
#[ignore = "half an hour: .ci/long/kills runs it"]
fn every_command_of_the_tree_is_cut_off_at_each_of_its_steps() {
    let (mut cuts, mut steps) = (0_u64, BTreeMap::new());
    let mut writing = all_writing();
    if let Ok(asked) = std::env::var("COACH_LINE") {
        writing.retain(|whole| whole.line.contains(&asked));
    }
    for whole in &writing {
        for how in ["abort", "28"] {
            let last = (1..400).find(|step| !whole.is_cut_at(*step, how)).expect("an end");
            cuts += last - 1;
            steps.insert(whole.line.clone(), last - 1);
        }
        eprintln!("{:>4} {}", steps[&whole.line], whole.line);
    }
    eprintln!("{} lines, {cuts} cuts", writing.len());
}

#[test]
#[ignore = "half an hour: .ci/long/kills runs it"]
fn random_commands_are_cut_off_at_random_steps() {
    let wanted = std::env::var("COACH_CUTS").ok().and_then(|asked| asked.parse().ok()).unwrap_or(3_000);
    let mut random = Random::of_client(seed(), 1);
    let files = practice().snapshot();
    let (mut cuts, mut lines) = (0_u64, 0_u64);
    while cuts < wanted {
        let typed = if random.once_in(3) {
            commands::taking_away(&mut random, &files)
        } else {
            commands::any(&mut random, &files)
        };
        if typed.input.is_some() {
            continue;
        }
        let quoted: Vec<String> =
            typed.words.iter().map(|word| format!("'{}'", word.replace('\'', "'\\''"))).collect();
        let whole = Whole::of(&format!("coach {}", quoted.join(" ")));
        if !whole.writes() {
            continue;
        }
        lines += 1;
        for step in 2..40 {
            let how = if random.once_in(3) { "28" } else { "abort" };
            if !whole.is_cut_at(step, how) {
                break;
            }
            cuts += 1;
        }
        // Where one is found, it is to be seen how many went before.
        eprintln!("{lines} lines, {cuts} cuts");
    }
}

fn seed() -> u64 {
    std::env::var("COACH_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(5)
}
