//! The Markdown behind the front matter: sections, statements, tasks, quotes and hashtags, each with its line.

mod everyday;
mod reader;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::cell::LazyCell;
use std::ops::Range;

use pulldown_cmark::Options;

use super::inline_marks::strip_lines;
use super::lines::Lines;
use super::sections;
pub use super::sections::Section;
use crate::model::headings;
use crate::model::order::InOrder as _;
use crate::model::statement::TaskState;

/// What is read beside plain `CommonMark`.
pub const OPTIONS: Options = Options::ENABLE_TASKLISTS.union(Options::ENABLE_TABLES);

/// The parts of a body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// The sections, in the order of the file.
    pub sections: Vec<Section>,
    /// The statements, in the order of the file.
    pub blocks: Vec<Block>,
    /// What is no statement and still says something, in the order of the file: tables, code, HTML.
    pub figures: Vec<Figure>,
    /// The bytes of each HTML comment, in the order of the file.
    pub comments: Vec<Range<usize>>,
}

/// A table, a block of code or of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Its bytes, from the place where it begins.
    pub range: Range<usize>,
    /// Whose it is: the client's where it stands in a block quote.
    pub voice: Voice,
}

/// A paragraph or a list item: the smallest piece that says something.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own about where the block stands")]
pub struct Block {
    /// Where its own words begin, in bytes of the file.
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// Where a list item ends, with all that stands indented under it; for a paragraph where its words end.
    pub item_end: usize,
    /// The line of the place where it begins, from 1.
    pub line: usize,
    /// How many block quotes it stands in.
    pub quotes: usize,
    /// How many list items it stands in, itself among them.
    pub depth: usize,
    /// Whether it is a list item's own words.
    pub is_item: bool,
    /// Whether it is an item of a list that stands in nothing.
    pub is_at_top: bool,
    /// For a list item: the bytes of all that follows the first line, if that isn't only blank.
    pub rest: Option<Range<usize>>,
    /// What its box says, for a task.
    pub task: Option<TaskState>,
    /// Where the `[` of a task's box stands; none where it has no box.
    pub box_at: Option<usize>,
    /// Whose words: the client's where it stands in a block quote.
    pub voice: Voice,
    /// The hashtags in it, without `#`.
    pub tags: Vec<String>,
    /// Whether it stands under `Prep`, where digests are put.
    pub in_prep: bool,
    /// Whether it stands under `Reflection`, for the coach alone.
    pub private: bool,
}

/// Whose words a block holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// The note's writer.
    Writer,
    /// The client, in a block quote.
    Client,
    /// Somebody whom the client quotes: a quote inside a quote.
    Other,
}

impl Block {
    /// Its own words in the text of its file, lines joined by `\n`, without list marker, quote marks, indentation.
    #[must_use]
    pub fn words<'a>(&self, text: &'a str) -> Cow<'a, str> {
        strip_lines(&text[self.start..self.end], self.quotes)
    }

    /// The first line of them.
    #[must_use]
    pub fn first_line(&self, text: &str) -> String {
        self.words(text).lines().next().unwrap_or_default().to_owned()
    }
}

impl Body {
    /// Reads the body that begins at `base` in the file's text.
    #[must_use]
    pub fn read(text: &str, base: usize, lines: &Lines) -> Self {
        Self::read_everyday(text, base, lines).unwrap_or_else(|| Self::read_any(text, base, lines))
    }

    /// As [`Body::read`], line by line; `None` where it isn't proved that the Markdown library would give the same parts.
    #[must_use]
    pub fn read_everyday(text: &str, base: usize, lines: &Lines) -> Option<Self> {
        everyday::read(text, base, lines)
    }

    /// As [`Body::read`], by the Markdown library alone.
    #[must_use]
    pub fn read_any(text: &str, base: usize, lines: &Lines) -> Self {
        reader::read(text, base, lines)
    }

    /// The statements of every section of that title; nothing that stands under `Prep`, unless that is asked for.
    pub fn blocks_under<'a>(&'a self, title: &'a str) -> impl Iterator<Item = &'a Block> {
        let contents = sections::contents(&self.sections, title);
        let all = title.trim().eq_ignore_ascii_case(sections::PREP);
        let blocks = self.blocks.iter().filter(move |block| all || !block.in_prep);
        blocks.filter(move |block| sections::holds(&contents, block.start))
    }

    /// The tasks of every section of that title: the ones that are numbered from 1 wherever a task is named. What stands under another
    /// heading of the format within it is that one's. A thread may have its box under any heading of the writer's own as well.
    pub fn tasks<'a>(&'a self, title: &'a str) -> impl Iterator<Item = &'a Block> {
        let all = title.trim().eq_ignore_ascii_case(sections::PREP);
        // A body that was left out, or says nothing, has no sections to look through.
        let is_empty = self.blocks.is_empty();
        let contents = if is_empty { Vec::new() } else { sections::own_contents(&self.sections, title) };
        let elsewhere = !is_empty && headings::same(headings::strip_signs(title), headings::THREADS);
        let not_their_own = LazyCell::new(|| self.not_their_own());
        let counts = move |block: &&Block| {
            let is_under = sections::holds(&contents, block.start);
            let is_boxed_elsewhere =
                || elsewhere && block.box_at.is_some() && !sections::holds(&not_their_own, block.start);
            (all || !block.in_prep) && (is_under || is_boxed_elsewhere())
        };
        self.blocks.iter().filter(|block| block.task.is_some()).filter(counts)
    }

    /// What stands under the headings of a session that have a meaning of their own.
    fn not_their_own(&self) -> Vec<Range<usize>> {
        let known = headings::SESSION.iter().filter(|title| **title != headings::THREADS);
        let mut ranges: Vec<Range<usize>> =
            known.flat_map(|title| sections::find_anywhere(&self.sections, title)).collect();
        ranges.put_in_order_by_key(|range| range.start);
        sections::join_ranges(ranges.into_iter())
    }

    /// What is ever read back: everything but what stands under `Prep`, where digests are put.
    pub fn kept_blocks(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| !block.in_prep)
    }

    /// Makes the whole body the client's own words, whatever its headings say.
    pub(super) fn make_theirs(&mut self) {
        for section in &mut self.sections {
            section.is_inert = true;
        }
        for block in &mut self.blocks {
            block.in_prep = false;
            block.private = false;
        }
    }

    /// The statements that stand under a list item.
    #[must_use]
    pub fn inside(&self, item: &Block) -> &[Block] {
        let place = |at: usize| self.blocks.partition_point(|block| block.start < at);
        let start = place(item.end.max(item.start + 1));
        &self.blocks[start..place(item.item_end).max(start)]
    }
}
