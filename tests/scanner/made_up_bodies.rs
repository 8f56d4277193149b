//! Bodies that somebody might have typed, and what slips and other hands make of them.

use crate::dice::{Dice, found};
use coach::note::fence::{self, Fence};

const STARTS: &[&str] = &[
    "",
    "",
    "",
    "",
    "- ",
    "- ",
    "- [ ] ",
    "- [x] ",
    "- [X]  ",
    "- [/] ",
    "- [-] ",
    "- []",
    "- [ ]",
    "* ",
    "+ ",
    "1. ",
    "2. ",
    "10) ",
    "0. ",
    "> ",
    ">",
    "> - ",
    "> > ",
    "# ",
    "## ",
    "### ",
    "##",
    "#",
    "> [!note] ",
    "> [!quote]",
    "---",
    "===",
    "-",
    "*",
    "_",
    "**",
    "__",
    "~~~",
    ":",
    "|",
    "<",
    "    ",
    "  ",
    "[^1]: ",
    "[a]: ",
    "!",
    "###### ",
    "####### ",
    "-  ",
    "1.",
    "1234567890. ",
    "\u{a0}",
    "\u{2003}",
    "\u{200b}",
];
const INDENTS: &[&str] = &["", "", "", "", "", "", " ", "  ", "  ", "   ", "    ", "      ", "        "];
const WORDS: &[&str] = &[
    "word",
    "Threads",
    "Prep",
    "Reflection",
    "a b",
    "#happy",
    "(#fear)",
    "x #y",
    "*em*",
    "**bold**",
    "**Threads**",
    "**Threads:**",
    "_it_",
    "__b__",
    "it's",
    "2026-11-08: said",
    "1. x",
    "- x",
    "> q",
    "`c`",
    "[l](u)",
    "[x]",
    "[x] y",
    "<b>",
    "<!-- c -->",
    "&amp;",
    "& co",
    "\\",
    "a\\b",
    "| a",
    "a | b",
    "---",
    "***",
    "___",
    "==",
    "é",
    "日本",
    "🙂",
    "%%",
    "50%",
    "50 %",
    "due:2026-11-09",
    "## h ##",
    "h #",
    "http://a.b/c",
    "I said I would",
    "Steps",
    "",
    "!",
    "![a]",
    "*",
    "**",
    "_",
    "x*",
    "~~s~~",
    "\"q\"",
    "“q”",
    ":",
    "a:",
    "\u{a0}",
    "x\u{a0}",
    "^",
    "$a$",
    "@b",
];
const ENDS: &[&str] =
    &["\n", "\n", "\n", "\n", "\n", "\n\n", "\n\n", "  \n", " \n", "\n\n\n", "\n  \n", "\r\n", "\r\n\r\n"];
const SIGNS: &[&str] =
    &[" ", "  ", "\n", "\n  ", "\n\n", "\t", "\n- ", "\n> ", "\r\n", "\r", "\u{0}", "\u{b}", "\u{c}"];

/// Bodies, one after the other.
pub(super) struct MadeUpBodies {
    dice: Dice,
    /// Bodies that stand somewhere.
    pub(super) found: Vec<String>,
}

impl MadeUpBodies {
    pub(super) fn new(seed: u64) -> Self {
        let body = |text: String| match fence::find(&text) {
            Fence::Block { body, .. } => text[body..].to_owned(),
            _ => text,
        };
        let found =
            found("COACH_MARKDOWN").into_iter().map(body).filter(|text| text.len() < 20_000).collect();
        Self { dice: Dice::new(seed), found }
    }

    /// The next body: made up, or one that was found.
    pub(super) fn body(&mut self) -> String {
        if self.dice.below(4) == 0 {
            let at = self.dice.below(self.found.len());
            return self.found[at].clone();
        }
        let mut body = String::new();
        for _ in 0..self.dice.below(9) {
            // The first of each list are the plain ones.
            let is_plain = self.dice.below(3) > 0;
            let kinds = |all: &'static [&'static str], plain| if is_plain { &all[..plain] } else { all };
            body += self.dice.one_of(kinds(INDENTS, 9));
            body += self.dice.one_of(kinds(STARTS, 10));
            for _ in 0..=self.dice.below(2) {
                body += self.dice.one_of(kinds(WORDS, 8));
                body += self.dice.one_of(&["", " "]);
            }
            body += self.dice.one_of(ENDS);
        }
        if self.dice.below(6) == 0 {
            body.truncate(body.trim_end().len());
        }
        body
    }

    /// A body in which some slips were made.
    pub(super) fn mutate(&mut self, body: &str) -> String {
        self.dice.mutate(body, &[WORDS, STARTS, SIGNS])
    }
}
