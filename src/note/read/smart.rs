//! One item of the SMART checklist, and the client's answer under it.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::plan::{Criterion, SmartItem};
use crate::model::statement::Statement;
use crate::note::body::{Block, Voice};
use crate::note::inline_marks::dedent;
use crate::note::parsed::Note;

/// `- [ ] **Specific** What exactly …?` with the answer indented under it.
pub(in crate::note) fn item(note: &Note, block: &Block) -> Option<SmartItem> {
    let agreed = block.task?.is_done();
    let words = read_said(note, block);
    let (id, question) = Criterion::read_led(words.lines().next()?)?;
    let rest = block.rest.clone().filter(|_| block.depth <= super::DEEPEST);
    let answer = rest.and_then(|rest| answer(note, block, rest));
    Some(SmartItem { id, question: question.to_owned(), answer, agreed })
}

/// Whether a block is led by one of the five, with a box or without.
pub(in crate::note) fn is_led(note: &Note, block: &Block) -> bool {
    read_said(note, block).lines().next().is_some_and(|line| Criterion::read_led(line).is_some())
}

/// What stands under a question that isn't one of the five.
pub(super) fn answer_under(note: &Note, block: &Block) -> Option<Statement> {
    let rest = block.rest.clone().filter(|_| block.depth <= super::DEEPEST)?;
    answer(note, block, rest)
}

/// What stands under the question: as it stands there, or where that is marked up as a quote, as a list or with
/// comments, the words alone.
fn answer(note: &Note, block: &Block, rest: Range<usize>) -> Option<Statement> {
    let inside = note.body.inside(block);
    let is_plain = inside.iter().all(|block| !block.is_item && block.voice == Voice::Writer)
        && comments_in(note, &rest).is_empty();
    let (text, at) = if is_plain {
        let under = &note.text[rest.clone()];
        (dedent(under), rest.start + under.len() - under.trim_start().len())
    } else {
        words(note, block, inside, &rest)
    };
    let line = note.lines.line(at);
    (!text.is_empty()).then(|| Statement { private: block.private, ..Statement::new(text, &note.path, line) })
}

/// The words of all blocks under a question, and where they begin. Paragraphs keep a blank line between them.
fn words(note: &Note, block: &Block, inside: &[Block], rest: &Range<usize>) -> (String, usize) {
    let own = split_own_lines(note, block, rest);
    let mut text = String::new();
    let mut first = None;
    let mut before = rest.start;
    for (said, block) in own.into_iter().chain(inside.iter().map(|block| (read_said(note, block), block))) {
        if said.trim().is_empty() {
            continue;
        }
        let start = block.start.max(rest.start);
        let between = &note.text[before.min(start)..start];
        let gap = match first {
            None => "",
            Some(_) if !block.is_item && between.contains('\n') && has_blank_line(between) => "\n\n",
            Some(_) => "\n",
        };
        first = first.or(Some(start));
        text.push_str(gap);
        text.push_str(said.trim());
        before = block.end.max(rest.start);
    }
    let at = first.unwrap_or(rest.start);
    let skipped = note.text[at..].len() - note.text[at..].trim_start().len();
    (text, at + skipped)
}

/// The lines of the question's own paragraph that stand below its first.
fn split_own_lines<'a>(
    note: &'a Note,
    block: &'a Block,
    rest: &Range<usize>,
) -> Option<(Cow<'a, str>, &'a Block)> {
    let words = block.words(&note.text);
    let (_, below) = words.split_once('\n')?;
    let comments = comments_in(note, &(rest.start..block.end.max(rest.start)));
    Some((Cow::Owned(without(note, below, comments)), block))
}

/// The words of a block without the comments in it.
pub(super) fn read_said<'a>(note: &'a Note, block: &Block) -> Cow<'a, str> {
    let words = block.words(&note.text);
    let comments = comments_in(note, &(block.start..block.end));
    if comments.is_empty() { words } else { Cow::Owned(without(note, &words, comments).trim().to_owned()) }
}

fn without(note: &Note, text: &str, comments: &[Range<usize>]) -> String {
    let (mut kept, mut rest) = (String::with_capacity(text.len()), text);
    for comment in comments {
        // A comment's own lines may have lost their indentation, so it is found by its marks.
        let is_obsidians = note.text[comment.clone()].starts_with("%%");
        let (open, close) = if is_obsidians { ("%%", "%%") } else { ("<!--", "-->") };
        let Some((before, inside)) = rest.split_once(open) else { continue };
        let Some((_, behind)) = inside.split_once(close) else { continue };
        kept.push_str(before);
        rest = behind;
    }
    kept.push_str(rest);
    let lines = kept.lines().map(str::trim_end).collect::<Vec<_>>();
    lines.join("\n")
}

fn comments_in<'a>(note: &'a Note, range: &Range<usize>) -> &'a [Range<usize>] {
    let comments = &note.body.comments;
    let start = comments.partition_point(|comment| comment.start < range.start);
    &comments[start..comments.partition_point(|comment| comment.start < range.end).max(start)]
}

/// Whether a line between two blocks is blank, a quote mark aside.
fn has_blank_line(between: &str) -> bool {
    let mut lines = between.split('\n');
    lines.next();
    lines.next_back();
    lines.any(|line| line.trim_matches([' ', '\t', '\r', '>']).is_empty())
}
