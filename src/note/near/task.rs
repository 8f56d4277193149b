//! Lines under a heading of tasks that people take for items and Markdown doesn't.

use std::ops::Range;

use crate::model::headings;
use crate::model::keys::NoteKind;
use crate::model::problem::Mend;
use crate::note::body::{Figure, Voice};
use crate::note::fields::Reader;
use crate::note::parsed::Note;
use crate::note::sections;

/// Signs that people put before an item, and what Markdown has for each.
const BULLETS: [char; 21] =
    ['•', '◦', '▪', '▫', '■', '‣', '⁃', '●', '○', '·', '∙', '–', '—', '‐', '‑', '−', '─', '→', '➔', '➜', '➤'];
/// Signs that people draw a box with.
const BOXES: [(char, &str); 15] = [
    ('☐', "- [ ]"),
    ('□', "- [ ]"),
    ('▢', "- [ ]"),
    ('❏', "- [ ]"),
    ('❑', "- [ ]"),
    ('⬜', "- [ ]"),
    ('🔲', "- [ ]"),
    ('◻', "- [ ]"),
    ('◽', "- [ ]"),
    ('☑', "- [x]"),
    ('☒', "- [x]"),
    ('✅', "- [x]"),
    ('✔', "- [x]"),
    ('✓', "- [x]"),
    ('🗹', "- [x]"),
];

pub(super) fn look(reader: &Reader<'_>, kind: NoteKind) {
    let note = reader.note;
    if note.body.sections.is_empty() {
        return;
    }
    for title in headings::OF_TASKS.iter().filter(|title| kind.headings().contains(title)) {
        for range in sections::own_contents(&note.body.sections, title) {
            look_in(reader, note, range);
        }
        tell_words_for_items(reader, note, title);
    }
}

/// Tells what stands in a section of tasks as words alone: nobody comes back to it. Beside items there may well be words about them.
fn tell_words_for_items(reader: &Reader<'_>, note: &Note, title: &str) {
    for range in sections::own_contents(&note.body.sections, title) {
        let blocks = || note.body.kept_blocks().filter(|block| range.contains(&block.start));
        let is_almost = |line: &str| line.starts_with("- ") || almost_item(line).is_some();
        let has_almost = || note.text[range.clone()].lines().any(|line| is_almost(line.trim_start()));
        let has_figure = || note.body.figures.iter().any(|figure| range.contains(&figure.range.start));
        if blocks().any(|block| block.task.is_some()) || has_almost() || has_figure() {
            continue;
        }
        for block in blocks().filter(|block| block.voice == Voice::Writer && block.depth == 0) {
            let line = block.first_line(&note.text);
            if says_nothing(&block.words(&note.text)) {
                continue;
            }
            let what = format!("no item stands under `{title}`, so these words come back as words alone");
            let problem = note.problem(
                block.start..block.start + line.len(),
                "near-task",
                what,
                "begin each line that is one with `- [ ] `",
            );
            reader.push(problem.as_note());
        }
    }
}

/// Whether words only say that there is nothing.
fn says_nothing(words: &str) -> bool {
    const NOTHING: [&str; 16] = [
        "none", "nothing", "n/a", "na", "no", "nil", "nobody", "keine", "keiner", "nichts", "rien", "aucun",
        "aucune", "nada", "ninguno", "ninguna",
    ];
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    bare.is_empty() || NOTHING.iter().any(|nothing| bare.eq_ignore_ascii_case(nothing))
}

/// The words of an item that was typed with its own dash or open box, without them. What is ticked stays as it is.
#[must_use]
pub fn strip_item_marks(words: &str) -> &str {
    let words = words.trim();
    let item = ["- ", "* ", "+ "].iter().find_map(|bullet| words.strip_prefix(bullet)).map(str::trim_start);
    let behind = item.unwrap_or(words);
    let bare = match behind.strip_prefix("[ ] ") {
        Some(bare) => bare,
        None if behind.starts_with(['[', '☑', '☒', '✅', '✔', '✓']) && !behind.starts_with("[]") => {
            words
        }
        None => item.unwrap_or_else(|| almost_item(words).map_or(words, |(length, _)| &words[length..])),
    };
    let bare = bare.trim_start();
    if bare.is_empty() { words } else { bare }
}

fn look_in(reader: &Reader<'_>, note: &Note, range: Range<usize>) {
    let mut at = range.start;
    for line in note.text[range].split_inclusive('\n') {
        let start = at;
        at += line.len();
        let words = line.trim_start();
        let first = start + line.len() - words.len();
        if words.trim_end().is_empty() || is_in_comment(note, first) {
            continue;
        }
        let almost = || {
            let (length, text) = almost_item(words)?;
            Some(Mend { range: first..first + length, text })
        };
        let behind_odd_blanks = || {
            let is_odd = note.text[start..first].contains(|c| !matches!(c, ' ' | '\t'));
            let is_item = is_odd && words.starts_with("- ");
            is_item.then(|| Mend { range: start..first, text: String::new() })
        };
        let found = match note.body.figures.iter().find(|figure| figure.range.contains(&first)) {
            Some(figure) => is_indented_item(note, figure, words).then_some(None),
            None => almost().or_else(behind_odd_blanks).map(Some),
        };
        if let Some(mend) = found {
            // An item it is, then, but its box isn't one.
            let is_item = ["- ", "* ", "+ "].iter().any(|bullet| words.starts_with(bullet))
                && mend.as_ref().is_some_and(|mend| mend.range.start == first);
            let (what, hint) = if is_item {
                (
                    "this isn't a box to Markdown, so it is read as words",
                    "write the box as `[ ]` or `[x]`, with a blank behind it",
                )
            } else {
                ("this line isn't an item to Markdown, so it isn't a task", "begin the line with `- [ ] `")
            };
            let mut problem = note.problem(first..first + words.trim_end().len(), "near-task", what, hint);
            problem.mend = mend;
            reader.push(problem.as_note());
        }
    }
}

/// What stands at the beginning of a line in place of an item's marks, its length, and what Markdown has for it.
pub(super) fn almost_item(words: &str) -> Option<(usize, String)> {
    let first = words.chars().next()?;
    let behind = &words[first.len_utf8()..];
    if matches!(first, '-' | '*' | '+') {
        if behind.starts_with('\u{a0}') {
            return Some((1 + '\u{a0}'.len_utf8(), format!("{first} ")));
        }
        if let Some(length) = box_length(behind) {
            return Some(with_box(words, 1 + length, &format!("{first} {}", add_box(behind))));
        }
        let item = behind.trim_start();
        if let Some(length) =
            box_length(item).filter(|length| item[*length..].starts_with(char::is_alphanumeric))
        {
            return Some(with_box(
                words,
                words.len() - item.len() + length,
                &format!("{first} {}", add_box(item)),
            ));
        }
        // Right behind a dash a figure may be less than nothing, and a second dash ends words; right behind a star there is emphasis.
        if first == '-' && behind.starts_with(char::is_alphabetic) {
            return Some((1, "- ".to_owned()));
        }
        // An item whose box is drawn.
        let drawn = BOXES.iter().find(|(sign, _)| item.starts_with(*sign))?;
        let length = words.len() - item.len() + drawn.0.len_utf8();
        return behind
            .starts_with([' ', '\t'])
            .then(|| with_blank(&words[length..], length, &format!("{first}{}", &drawn.1[1..])));
    }
    if let Some(length) = box_length(words) {
        return Some(with_box(words, length, &format!("- {}", add_box(words))));
    }
    if let Some((sign, instead)) = BOXES.iter().find(|(sign, _)| *sign == first) {
        return Some(with_blank(behind, sign.len_utf8(), instead));
    }
    let is_bullet = BULLETS.contains(&first) && behind.starts_with([' ', '\t', '\u{a0}']);
    is_bullet.then(|| with_blank(behind, first.len_utf8(), "-"))
}

/// The marks that take the place of `length` bytes, with a blank behind them.
fn with_blank(behind: &str, length: usize, instead: &str) -> (usize, String) {
    let variation = if behind.starts_with('\u{fe0f}') { '\u{fe0f}'.len_utf8() } else { 0 };
    let blank = if behind[variation..].starts_with([' ', '\t']) { "" } else { " " };
    (length + variation, format!("{instead}{blank}"))
}

/// The same where a word stands right behind the `length` bytes; a blank of any kind stays.
fn with_box(words: &str, length: usize, instead: &str) -> (usize, String) {
    let blank = if words[length..].starts_with(char::is_alphanumeric) { " " } else { "" };
    (length, format!("{instead}{blank}"))
}

/// The length of a box with something behind it: a blank or a word, since `[x](…)`, `[x][…]` and `[x]:` are links.
fn box_length(words: &str) -> Option<usize> {
    let inside = words.strip_prefix('[')?;
    let close = inside.find(']').filter(|close| *close <= 2)?;
    let is_box = matches!(inside[..close].trim(), "" | "x" | "X" | "/" | "-");
    let behind = &inside[close + 1..];
    let is_followed = behind.starts_with(char::is_alphanumeric)
        || (behind.starts_with([' ', '\t', '\u{a0}']) && !behind.trim().is_empty());
    (is_box && is_followed).then_some(close + 2)
}

fn add_box(words: &str) -> &'static str {
    match words.trim_start_matches('[').chars().next() {
        Some('x' | 'X') => "[x]",
        Some('/') => "[/]",
        Some('-') => "[-]",
        _ => "[ ]",
    }
}

/// Whether a line of code is an item that only its tab made code.
fn is_indented_item(note: &Note, figure: &Figure, words: &str) -> bool {
    let code = &note.text[figure.range.clone()];
    let line = note.lines.start_of_line(figure.range.start);
    let is_indented =
        note.text[line..].starts_with(['\t', ' ']) && !code.trim_start().starts_with(['`', '~', '<', '|']);
    is_indented && ["- ", "* ", "+ "].iter().any(|bullet| words.starts_with(bullet))
}

fn is_in_comment(note: &Note, at: usize) -> bool {
    note.body.comments.iter().any(|comment| comment.contains(&at))
}

#[cfg(test)]
mod tests {
    use super::strip_item_marks;

    #[test]
    fn an_item_is_added_without_its_own_marks() {
        for (words, wanted) in [
            ("- [ ] ask", "ask"),
            ("* ask", "ask"),
            ("[ ] ask", "ask"),
            ("[] ask", "ask"),
            ("-[ ] ask", "ask"),
            ("• ask", "ask"),
            ("☐ ask", "ask"),
            ("[x] asked", "[x] asked"),
            ("- [x] asked", "- [x] asked"),
            ("[link](http://a) to send", "[link](http://a) to send"),
            ("-ask", "ask"),
            ("⬜ ask", "ask"),
            ("→ ask", "ask"),
            ("-5 degrees", "-5 degrees"),
            ("- ", "-"),
            ("ask - twice", "ask - twice"),
        ] {
            assert_eq!(strip_item_marks(words), wanted, "{words}");
        }
    }
}
