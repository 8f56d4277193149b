//! A quick part of the fuzzing, on any compiler: the functions of the fuzz targets over their seeds, the notes of the example, and some
//! thousand changes of both. CONTRIBUTING.md says how the long one is run.
//!
//! `COACH_FUZZ_CASES` asks for more changes a target.

#![allow(clippy::unwrap_used, reason = "a test that finds nothing to unwrap has failed")]

mod targets;

use std::panic::catch_unwind;
use std::path::Path;

use targets::TARGETS;

/// What notes, mails and dates are made of.
const PIECES: [&str; 40] = [
    "---\n",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "- [ ] ",
    "- [x] ",
    "[x] 1. ",
    "## Threads\n",
    "# ",
    "> ",
    ">> ",
    "```\n",
    "<!--",
    "-->",
    ": ",
    "'",
    "\"",
    "\\",
    "|\n",
    ">-\n",
    "&a ",
    "*a",
    "!!str ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "#support",
    "\u{feff}",
    "\u{202e}",
    "é",
    "日",
    "2026-11-24",
    "tomorrow 10am",
    "in 2 weeks",
    "Content-Type: text/plain\n",
    "=C3=A9",
    "<<<<<<< ours\n",
];

/// Numbers that look like chance and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (limit.max(1) as u64)).unwrap()
    }

    /// A text with up to four changes: bytes lost, doubled, turned, pieces put in, another text spliced behind.
    fn changed(&mut self, text: &[u8], other: &[u8]) -> Vec<u8> {
        let mut new = text.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(new.len() + 1);
            let end = (at + self.below(12)).min(new.len());
            match self.below(6) {
                0 => drop(new.drain(at..end)),
                1 => drop(new.splice(at..at, text[..end.min(text.len())].iter().copied().take(200))),
                2 if at < new.len() => new[at] ^= 1 << self.below(8),
                3 => drop(new.splice(at.., other[self.below(other.len() + 1)..].iter().copied())),
                _ => drop(new.splice(at..end, PIECES[self.below(PIECES.len())].bytes())),
            }
        }
        new
    }
}

/// The longest note of the example that is a seed, in bytes: what is to be tried takes a moment only.
const LONGEST_SEED: usize = 2_000;

/// The seeds of a target, in the order of their names. What reads notes gets those of the example, too.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = read_all(&root.join("fuzz/seeds").join(target));
    if matches!(target, "front_matter" | "body") || texts.is_empty() {
        let notes = read_all(&root.join("examples/practice/clients"));
        texts.extend(notes.into_iter().filter(|note| note.len() <= LONGEST_SEED));
    }
    texts
}

fn read_all(folder: &Path) -> Vec<Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| std::fs::read(entry.path()).unwrap())
        .collect()
}

#[test]
fn no_bytes_are_too_strange_to_be_read_or_edited() {
    let cases = std::env::var("COACH_FUZZ_CASES").ok().and_then(|asked| asked.parse().ok()).unwrap_or(400);
    let mut found = Vec::new();
    for (name, target) in TARGETS {
        let seeds = seeds(name);
        let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
        let changed = (0..cases).map(|_| {
            let (one, other) = (&seeds[numbers.below(seeds.len())], &seeds[numbers.below(seeds.len())]);
            numbers.changed(one, other)
        });
        let changed: Vec<Vec<u8>> = changed.collect();
        let bad = seeds.iter().chain(&changed).find(|bytes| catch_unwind(|| target(bytes)).is_err());
        found.extend(bad.map(|bytes| format!("{name}: {:?}", String::from_utf8_lossy(bytes))));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
