//! Blocks of front matter that somebody might have typed, and what slips and other hands make of them.

use std::fmt::Write as _;

use crate::dice::{Dice, found};
use coach::note::fence::{self, Fence};

const KEYS: &[&str] = &[
    "name",
    "status",
    "date",
    "in_work",
    "in work",
    "In-Work",
    "balance",
    "vision",
    "alliance",
    "größe",
    "tags",
    "a",
    "b",
    "c.d",
    "e/f",
    "-1",
    "0",
    "2",
    "yes",
    "null",
    "true",
    "y",
    "01",
    "1.0",
    "~",
    "x y",
    "2026-11-08",
    "<<",
    "9z",
    "1e2",
    "-",
    "--",
    "Ünder",
];

const WORDS: &[&str] = &[
    "active",
    "Alice Moreau",
    "2026-11-08",
    "2026-11-08T10:00",
    "10:00",
    "10:30-11:30",
    "12:30:45",
    "7",
    "-3",
    "+5",
    "0",
    "007",
    "0o17",
    "0x1F",
    "0b11",
    "1_000",
    "1e3",
    "1.5",
    "-0.25",
    ".5",
    "5.",
    "1.2.3",
    "1.",
    "-",
    "- a",
    "--",
    "+",
    "+49 30 123",
    "yes",
    "no",
    "on",
    "off",
    "y",
    "null",
    "Null",
    "NULL",
    "nULL",
    "~",
    "~ a",
    "true",
    "True",
    "TRUE",
    "tRUE",
    "false",
    ".inf",
    "-.inf",
    ".nan",
    "inf",
    "nan",
    "NaN",
    "+inf",
    "infinity",
    "it's",
    "don't: x",
    "a:b",
    "a: b",
    "a :b",
    "http://example.org/a#b",
    "a #b",
    "a# b",
    "#b",
    "a, b",
    "a [b]",
    "[",
    "]",
    "{",
    "}",
    "(a)",
    "@a",
    "a@b.org",
    "`a`",
    "%a",
    "50 %",
    "50%",
    "&a",
    "a & b",
    "*a",
    "a*",
    "!a",
    "a!",
    "|",
    ">",
    "a | b",
    "> a",
    "?",
    "? a",
    "a?",
    "é",
    "ünder",
    "日本",
    "\u{a0}",
    "a\u{a0}b",
    "🙂",
    "\u{2028}",
    "\u{feff}",
    "\u{85}",
    "x\u{200b}y",
    "…",
    "12345678901234567890",
    "123456789012345",
    "1234567890123456",
    "0.1234567890123456789",
    "-0",
    "00",
    "0.0",
    "0.",
    "1-2",
    "1--2",
    "2026-11",
    "2026-1-8",
    "08:00",
    "1/2",
    "1,5",
    "3 km",
    "3km",
    "3e",
    "3e5x",
    "0e",
    "0x",
    "0xg",
    "1E5",
    "1e-5",
    "2026-11-08-walk",
    "$5",
    "€5",
    "=",
    "= a",
    "\\",
    "a\\nb",
    "\"",
    "'",
    "a\"b",
    "a'b",
    "---",
    "...",
    "--- a",
    "$",
    "/",
    "_",
    "_a",
    ",",
    ", a",
    "a ,b",
];

const SIGNS: &[&str] = &[
    " ", "  ", "\n", "\n ", "\n  ", "\r\n", "\t", ":", ": ", " #", "-", "- ", "'", "\"", "[", "]", "{", "}",
    ",", "&", "*", "!", "|", ">", "?", "? ", "%", "@", "`", "\\", "\r", "\u{0}", "---\n", "...\n", "~",
    "<<: ", "=",
];

/// Blocks, one after the other.
pub(super) struct MadeUpBlocks {
    dice: Dice,
    /// Blocks that stand somewhere.
    pub(super) found: Vec<String>,
}

impl MadeUpBlocks {
    pub(super) fn new(seed: u64) -> Self {
        let block = |text: String| match fence::find(&text) {
            Fence::Block { yaml, .. } => text[yaml].to_owned(),
            _ => text,
        };
        let found = found("COACH_YAML").into_iter().map(block).filter(|text| text.len() < 4000).collect();
        Self { dice: Dice::new(seed), found }
    }

    /// The next block: made up, or one that was found.
    pub(super) fn block(&mut self) -> String {
        if self.dice.below(4) == 0 {
            let at = self.dice.below(self.found.len());
            return self.found[at].clone();
        }
        let mut block = String::new();
        let ends = self.dice.one_of(&["\n", "\n", "\n", "\r\n"]);
        self.group(&mut block, 0, 0, ends);
        if self.dice.below(8) == 0 {
            block.truncate(block.trim_end().len());
        }
        block
    }

    fn group(&mut self, block: &mut String, indent: usize, depth: usize, ends: &str) {
        for _ in 0..=self.dice.below(5) {
            if self.dice.below(8) == 0 {
                let comment = self.dice.one_of(&["# why", "  # x ", "", "  ", "#"]);
                let _ = write!(block, "{comment}{ends}");
            }
            let key = self.dice.one_of(KEYS);
            let _ = write!(block, "{}{key}:", " ".repeat(indent));
            match self.dice.below(if depth < 3 { 12 } else { 9 }) {
                0 => {
                    let _ = write!(block, "{}{ends}", self.dice.one_of(&["", " ", "  # x"]));
                }
                1 | 2 => {
                    let flow = self.flow(0);
                    self.inline(block, &flow, ends);
                }
                9 => {
                    let _ = write!(block, "{}{ends}", self.dice.one_of(&["", " ", "  # x"]));
                    let deeper = indent + self.dice.below(4);
                    for _ in 0..=self.dice.below(3) {
                        let item = self.scalar();
                        let _ = write!(block, "{}-", " ".repeat(deeper));
                        self.inline(block, &item, ends);
                    }
                }
                10 | 11 => {
                    let _ = write!(block, "{}{ends}", self.dice.one_of(&["", " ", "  # x"]));
                    let deeper = indent + 1 + self.dice.below(3);
                    self.group(block, deeper, depth + 1, ends);
                }
                _ => {
                    let scalar = self.scalar();
                    self.inline(block, &scalar, ends);
                }
            }
        }
    }

    fn inline(&mut self, block: &mut String, value: &str, ends: &str) {
        let gap = self.dice.one_of(&[" ", " ", " ", "  ", ""]);
        let behind = self.dice.one_of(&["", "", "", "", " ", "  # why", "# x", " #"]);
        let _ = write!(block, "{gap}{value}{behind}{ends}");
    }

    fn scalar(&mut self) -> String {
        let words = self.dice.one_of(WORDS);
        match self.dice.below(8) {
            0 => format!("\"{words}\""),
            1 => format!("'{words}'"),
            2 => format!("{words} {}", self.dice.one_of(WORDS)),
            3 => format!("{words}{}", self.dice.one_of(WORDS)),
            _ => words.to_owned(),
        }
    }

    fn flow(&mut self, depth: usize) -> String {
        let is_list = self.dice.below(2) == 0;
        let mut parts = Vec::new();
        for _ in 0..self.dice.below(4) {
            let part =
                if depth < 4 && self.dice.below(6) == 0 { self.flow(depth + 1) } else { self.scalar() };
            let key = self.dice.one_of(KEYS);
            parts.push(if is_list { part } else { format!("{key}: {part}") });
        }
        let parts = parts.join(self.dice.one_of(&[", ", ", ", ",", " , "]));
        let inside = self.dice.one_of(&["", "", " "]);
        if is_list { format!("[{inside}{parts}{inside}]") } else { format!("{{{inside}{parts}{inside}}}") }
    }

    /// A block in which some slips were made.
    pub(super) fn mutate(&mut self, block: &str) -> String {
        self.dice.mutate(block, &[WORDS, SIGNS, SIGNS])
    }
}
