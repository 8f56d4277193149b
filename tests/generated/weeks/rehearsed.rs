//! `--dry-run` against the run: the diff that it shows, applied by git, gives the very bytes that the run then writes.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use chrono::{Days, NaiveDate};

use super::commands::{self, Line};
use crate::harness::{Practice, Ran};
use crate::practice::random::Random;

/// How many commands; `COACH_COMMANDS` is another number, `COACH_SEED` another seed.
const COMMANDS: u64 = 120;
/// How many of them one practice lives through.
const OF_ONE: u64 = 40;

type Files = BTreeMap<String, Vec<u8>>;

#[test]
fn a_rehearsed_command_shows_what_the_run_then_writes() {
    let number = |name: &str| std::env::var(name).ok().and_then(|number| number.parse().ok());
    let (commands, seed) = (number("COACH_COMMANDS").unwrap_or(COMMANDS), number("COACH_SEED").unwrap_or(11));
    let (mut run, mut written) = (0, 0);
    for place in 0..commands.div_ceil(OF_ONE) {
        let mut random = Random::of_client(seed, place);
        let mut practice = Practice::example();
        for step in 0..OF_ONE {
            let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap() + Days::new(step / 3);
            practice.acts_on(&format!("{day}T{:02}:00", 8 + 3 * (step % 3)));
            let files = practice.snapshot();
            let line = if random.once_in(4) {
                commands::taking_away(&mut random, &files)
            } else {
                commands::any(&mut random, &files)
            };
            run += 1;
            written += u64::from(is_as_rehearsed(&practice, &line, &files));
        }
    }
    eprintln!("{run} commands rehearsed, {written} of them wrote something");
    assert!(written * 4 > run, "{written} of {run} wrote something");
}

/// Rehearses a command and runs it; whether it wrote something.
fn is_as_rehearsed(practice: &Practice, line: &Line, before: &Files) -> bool {
    let dry = Line {
        words: line.words.iter().cloned().chain(["--dry-run".to_owned()]).collect(),
        input: line.input.clone(),
    };
    let rehearsed = run(practice, &dry);
    let told = |ran: &Ran| format!("{}\n{}{}", line.shown(), ran.stdout, ran.stderr);
    assert!(practice.snapshot() == *before, "a rehearsal wrote something: {}", told(&rehearsed));
    let ran = run(practice, line);
    let after = practice.snapshot();
    assert_eq!(rehearsed.code_is(0), ran.code_is(0), "{}\n{}", told(&rehearsed), told(&ran));
    let diff = rehearsed.stdout.find("diff --git").map_or("", |at| &rehearsed.stdout[at..]);
    let applied = apply(before, diff).unwrap_or_else(|why| panic!("{why}\n{}", told(&rehearsed)));
    for path in applied.keys().chain(after.keys()) {
        // What keeps the trash out of git stands in no diff: git is told of it once, whatever goes there.
        let is_ours = path == ".trash/.gitignore";
        let text = |files: &Files| files.get(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        assert!(
            is_ours || applied.get(path) == after.get(path),
            "{path}: rehearsed {:?}, written {:?}\n{}",
            text(&applied),
            text(&after),
            told(&rehearsed)
        );
    }
    after != *before
}

fn run(practice: &Practice, line: &Line) -> Ran {
    match &line.input {
        Some(input) => practice.run_with_input(&line.words, input),
        None => practice.run(&line.words),
    }
}

/// The files that git makes of these with a diff.
fn apply(before: &Files, diff: &str) -> Result<Files, String> {
    if diff.is_empty() {
        return Ok(before.clone());
    }
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in before {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }
    let mut git = Command::new("git");
    git.args(["apply", "--whitespace=nowarn", "-"]).current_dir(folder.path());
    git.env("GIT_CEILING_DIRECTORIES", folder.path().parent().unwrap_or(Path::new("/")));
    let piped = git.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), diff.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    Ok(crate::files(folder.path()))
}
