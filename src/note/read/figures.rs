//! Tables, code and HTML, line by line: no statements of the format, and words of somebody all the same.

use std::ops::Range;

use super::sections;
use crate::model::order::InOrder as _;
use crate::model::statement::Statement;
use crate::note::body::{Block, Figure, Voice};
use crate::note::parsed::Note;

/// The lines of a figure that hold a letter or a digit, each with the place where it begins. A fence isn't one of them.
pub(super) fn lines_of<'a>(note: &'a Note, range: &Range<usize>) -> Vec<(usize, &'a str)> {
    let mut at = range.start;
    let mut lines = Vec::new();
    for line in note.text[range.clone()].split_inclusive('\n') {
        let text = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>').trim_end();
        let is_fence = text.starts_with("```") || text.starts_with("~~~");
        if says_something(text) && !is_fence {
            lines.push((at, text));
        }
        at += line.len();
    }
    lines
}

/// Whether a line holds a letter or a digit outside of HTML's tags.
fn says_something(line: &str) -> bool {
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once('<') {
        if before.contains(char::is_alphanumeric) {
            return true;
        }
        let Some((_, behind)) = behind.split_once('>') else { break };
        rest = behind;
    }
    rest.contains(char::is_alphanumeric)
}

/// Everything that a section says, but for what stands under another heading of the same kind of note within it.
pub(super) fn own_section(note: &Note, title: &str) -> Vec<Statement> {
    let contents = sections::own_contents(&note.body.sections, title);
    let blocks = super::own_blocks(note, title).filter(|block| block.voice != Voice::Other);
    statements(note, blocks, |figure| {
        figure.voice != Voice::Other && sections::holds(&contents, figure.range.start)
    })
}

/// The words of some blocks and the lines of some figures, in the order of the note: a table that somebody typed is told as it reads,
/// its cells with a bar between them.
pub(super) fn statements<'a>(
    note: &Note,
    blocks: impl Iterator<Item = &'a Block>,
    is_wanted: impl Fn(&Figure) -> bool,
) -> Vec<Statement> {
    if note.body.figures.is_empty() {
        return super::statements(note, blocks);
    }
    let preps = sections::preps(&note.body.sections);
    let reflections = sections::find_anywhere(&note.body.sections, "Reflection");
    let theirs = if note.is_mail() { Voice::Writer } else { Voice::Client };
    let figures = note.body.figures.iter().filter(|figure| is_wanted(figure));
    let is_kept = |at: usize| note.is_mail() || !sections::holds(&preps, at);
    let lines = figures.filter(|figure| is_kept(figure.range.start)).flat_map(|figure| {
        lines_of(note, &figure.range).into_iter().map(|(at, text)| {
            let words = text.trim_matches(|c: char| c == '|' || c.is_whitespace());
            let private = !note.is_mail() && sections::holds(&reflections, at);
            let statement = Statement::new(words, &note.path, note.lines.line(at));
            (at, Statement { private, said: figure.voice == theirs, ..statement })
        })
    });
    let mut all: Vec<(usize, Statement)> =
        blocks.map(|block| (block.start, super::statement(note, block))).chain(lines).collect();
    all.put_in_order_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, statement)| statement).filter(|statement| !statement.text.is_empty()).collect()
}
