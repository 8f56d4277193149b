//! Notes as people write them, piece by piece, and values to put into them.

use coach::note::edit::NewValue;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// A note in pieces, so that a test knows which bytes an edit may touch.
#[derive(Debug, Clone)]
pub struct Note {
    opening: String,
    /// Each key, and the lines that it owns.
    pub entries: Vec<(String, String)>,
    closing: String,
}

impl Note {
    pub fn text(&self) -> String {
        let entries: String = self.entries.iter().map(|(_, lines)| lines.as_str()).collect();
        format!("{}{entries}{}", self.opening, self.closing)
    }

    pub fn around(&self, index: usize) -> (String, String) {
        let lines = |entries: &[(String, String)]| {
            entries.iter().map(|(_, lines)| lines.as_str()).collect::<String>()
        };
        let before = format!("{}{}", self.opening, lines(&self.entries[..index]));
        (before, format!("{}{}", lines(&self.entries[index + 1..]), self.closing))
    }
}

/// Keys as they are written, and as they are read.
pub const KEYS: [(&str, &str); 9] = [
    ("status", "status"),
    ("été", "été"),
    ("two words", "two words"),
    ("\"quoted: key\"", "quoted: key"),
    ("'single'", "single"),
    ("space  ", "space"),
    ("-2", "-2"),
    ("日付", "日付"),
    ("a.b/c", "a.b/c"),
];

/// Everything that can stand behind a colon, with the lines that belong to it.
const VALUES: [&str; 40] = [
    " plain\n",
    " plain words # comment\n",
    "   spaced   \n",
    " 7\n",
    " 2026-11-08T10:00\n",
    " \"double \\\" quoted\" # it's\n",
    " 'single '' quoted'\n",
    " one\n  two\n\n  three\n",
    " \"one\n  two \\\n  three\" # c\n",
    " 'one\n\n  two'\n",
    " |\n  literal\n\n  # no comment\n",
    " |-\n  literal\n   deeper\n",
    " |+\n  kept\n\n\n",
    " >\n  folded\n  text\n",
    " >-\n  folded\n\n  text\n",
    " >+\n  folded\n\n",
    " |2\n   indented\n  less\n",
    " >1- # why\n  one\n",
    " |\n",
    "\n",
    " \n",
    " # only a comment\n",
    " ~\n",
    " null # nothing\n",
    " [a, 'b, c', \"d\"]\n",
    " [ ] # none\n",
    " [\n  a,\n  b,\n]\n",
    " [{a: 1}, b: 2]\n",
    "\n  - a\n  - 'b'\n",
    "\n- a\n- \"b: c\"\n",
    "\n- |\n  block\n-\n- [x]\n",
    "\n  - a: 1\n    b: 2\n  - - c\n    - d\n",
    " # above\n\n  # own\n  - a\n",
    " {}\n",
    " { }\n",
    " {a: 1, 'b': {c: [d]}, \"e\":2}\n",
    " {a: 1 ,\n  b: 2, }\n",
    "\n  a: 1 # one\n\n  b:\n",
    "\n    a:\n      b: |+\n        kept\n\n",
    "\n  # c\n  a: 1\n",
];

/// Text with `\n` for whatever ending a line gets.
pub fn with_endings(pieces: &mut [&mut String], crlf: &[bool]) {
    let mut line = 0;
    for piece in pieces {
        let mut mixed = String::new();
        for part in piece.split_inclusive('\n') {
            let ending = if crlf[line % crlf.len()] { "\r\n" } else { "\n" };
            match part.strip_suffix('\n') {
                Some(part) => mixed.extend([part, ending]),
                None => mixed.push_str(part),
            }
            line += 1;
        }
        **piece = mixed;
    }
}

prop_compose! {
    pub fn notes()(
        bom in prop::bool::weighted(0.2),
        keys in Just(KEYS.to_vec()).prop_shuffle(),
        values in vec((select(VALUES.to_vec()), select(vec!["", "", "\n", "# comment\n", "  # deep: comment\n"])), 0..7),
        first in select(vec!["", "# first\n", "\n"]),
        fence in select(vec!["---\n", "--- \n", "...\n"]),
        body in select(vec!["", "\n", "body\n", "\n# Title\n\nbody", "---\nrule\n---\n", "\u{a0}\n- [ ] x\n"]),
        cut in prop::bool::weighted(0.2),
        crlf in select(vec![vec![false], vec![true], vec![true, false, false]]),
    ) -> Note {
        let mut closing = format!("{fence}{body}");
        if cut { closing.truncate(closing.trim_end_matches('\n').len()); }
        let mut note = Note { opening: format!("{}---\n{first}", if bom { "\u{feff}" } else { "" }), entries: Vec::new(), closing };
        for ((written, key), (value, behind)) in keys.into_iter().zip(values) {
            note.entries.push((key.to_owned(), format!("{written}:{value}")));
            // Behind a text block, blank lines and deeper ones would be part of it.
            if !behind.is_empty() && (!value.contains(['|', '>']) || behind.starts_with('#')) {
                note.entries.push((String::new(), behind.to_owned()));
            }
        }
        let mut pieces: Vec<&mut String> = vec![&mut note.opening];
        pieces.extend(note.entries.iter_mut().map(|(_, lines)| lines));
        pieces.push(&mut note.closing);
        with_endings(&mut pieces, &crlf);
        note
    }
}

pub fn new_values() -> impl Strategy<Value = NewValue> {
    let nasty = select(vec![
        "",
        "no",
        "07:30",
        "1_000",
        "~",
        "a: b",
        "a #b",
        "#a",
        "'",
        "\"",
        "\\",
        "a\nb",
        "a\nb\n",
        " a\n b",
        "a\r\nb",
        "- a",
        "a, b",
        "[a]",
        "{",
        "---",
        "...",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "é ☕ 日",
        "%a",
        "@",
        "x:",
        "a\tb",
        "2026-11-08",
        "  ",
        "\u{0}",
    ]);
    let text = prop_oneof![nasty.prop_map(str::to_owned), "[ -~éà\n\t:#]{0,24}", any::<String>()];
    let texts = text.clone().prop_map(NewValue::Text);
    let plain = select(vec!["7", "-2.5", "2026-11-08", "true", "held", "2026-11-08T10:00"]);
    let one = prop_oneof![
        3 => text.clone().prop_map(NewValue::Text),
        1 => plain.prop_map(|plain| NewValue::Plain(plain.into())),
    ];
    one.prop_recursive(2, 6, 3, move |inner| {
        let key = select(vec!["a", "two words", "x: y", "no", "-1", "a, b", "é"]);
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(NewValue::List),
            (key, inner).prop_map(|(key, value)| NewValue::Map(vec![(key.to_owned(), value)])),
            (texts.clone(), texts.clone()).prop_map(|(one, other)| {
                NewValue::Map(vec![("-2".to_owned(), one), ("two words".to_owned(), other)])
            }),
        ]
    })
}

prop_compose! {
    /// A note with one slip of the pen.
    pub fn slips()(
        note in notes(),
        at in any::<prop::sample::Index>(),
        gone in 0..3_usize,
        slip in select(vec!["", "\n", "\r", "\t", " ", ":", "#", "-", "- ", "? ", "&a ", "*a", "!t ", "|", "\"", "'", "[", "}", ",", "é", "---\n"]),
    ) -> String {
        let mut chars: Vec<char> = note.text().chars().collect();
        let at = at.index(chars.len());
        chars.splice(at..(at + gone).min(chars.len()), slip.chars());
        chars.into_iter().collect()
    }
}

/// Whole blocks of Markdown, each with a blank line behind it.
pub const BLOCKS: [&str; 13] = [
    "words\n\n",
    "- a\n- b\n\n",
    "* [ ] a\n  * [x] b\n\n",
    "1. a\n\n",
    "> - [ ] quoted\n> ## Threads\n\n",
    "```\n## Threads\n- [ ] code\n```\n\n",
    "<!--\n## Threads\n-->\n\n",
    "- a\n\n  - [ ] loose\n\n",
    "\n\n",
    "---\n\n",
    "| a | b |\n| - | - |\n| 1 | 2 |\n\n",
    "[x]: y\n\n",
    "    indented\n\n",
];

/// Pieces of a body with headings at every level, and tasks that count and that don't.
pub const PIECES: [&str; 20] = [
    "# Threads\n",
    "## threads \n",
    "### Threads\n",
    "Threads\n=======\n",
    "# Steps\n",
    "## *Steps*\n",
    "### [Steps](x)\n",
    "# Prep\n",
    "## Prep\n",
    "#### prep #\n",
    "## Other\n",
    "# Other\n",
    "- [ ] a\n  - [x] b\n\n",
    "1. [X] c\n\n   words\n\n",
    "- [ ] \n- [ ] <!-- c -->\n- [ ] `d`\n\n",
    "> ## Steps\n> - [ ] quoted\n\n",
    "- ## Steps\n  - [ ] under a heading in an item\n\n",
    "```\n## Threads\n- [ ] code\n```\n\n",
    "<!--\n- [ ] comment\n-->\n\n",
    "- [ ] e\n\n  - [ ] f\n    > - [ ] g\n\n",
];
