//! The text under one heading, block by block: list items with what stands under them, paragraphs, code.

use super::boxes::ItemLine;
use super::hunks;
use super::line_up::{Piece, likeness_of_words, line_up};
use super::merged_text::MergedText;
use super::{boxes, pick};

/// What a block is, as far as it matters to what may stand right below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BlockKind {
    Item,
    Code,
    Prose,
}

/// A block and the empty lines above it.
struct TextBlock<'a> {
    gap: &'a str,
    text: &'a str,
    kind: BlockKind,
}

impl TextBlock<'_> {
    fn first_line(&self) -> &str {
        self.text.split_inclusive('\n').next().unwrap_or_default()
    }
}

impl Piece for TextBlock<'_> {
    const TWINS_ANYWHERE: bool = false;

    fn exact(&self) -> String {
        self.text.lines().map(boxes::words_of_line).collect::<Vec<_>>().join("\n")
    }

    fn likeness(&self, other: &Self) -> f64 {
        if self.kind == other.kind { likeness_of_words(&self.exact(), &other.exact()) } else { 0.0 }
    }

    fn is_twin(&self, other: &Self) -> bool {
        let first = |block: &Self| boxes::words_of_line(block.first_line()).to_lowercase();
        let are_items = self.kind == BlockKind::Item && other.kind == BlockKind::Item;
        self.exact() == other.exact() || are_items && first(self) == first(other)
    }
}

/// Puts two texts under one heading together.
pub(super) fn merge(base: &str, one: &str, other: &str) -> MergedText {
    if let Some(text) = pick(base, one, other) {
        return MergedText { text: text.to_owned(), has_conflict: false };
    }
    let by_lines = hunks::merge(base, one, other);
    if !by_lines.has_conflict {
        return by_lines;
    }
    let [base, one, other] = [base, one, other].map(split);
    let mut outcome = MergedText::default();
    let mut last: Option<LastBlock> = None;
    for place in line_up(&base.0, &one.0, &other.0) {
        let sides = [(&base.0, place.base), (&one.0, place.one), (&other.0, place.other)];
        let blocks = sides.map(|(blocks, at)| at.map(|at| &blocks[at]));
        let Some(merged) = merge_place(blocks) else { continue };
        let gap = choose_gap(blocks.map(|block| block.map(|block| block.gap)));
        match last.as_ref().filter(|last| !last.stands_above(sides)) {
            // What never stood together: items go on a list, everything else keeps apart.
            Some(last) if last.kind == BlockKind::Item && is_item_of_tight_list(sides) => {}
            Some(_) => {
                outcome.push(gap);
                outcome.part();
            }
            None => outcome.push(gap),
        }
        outcome.append(&merged);
        last = blocks[1..]
            .iter()
            .flatten()
            .next()
            .map(|block| LastBlock { exact: block.exact(), kind: block.kind });
    }
    outcome.push(choose_gap([Some(base.1), Some(one.1), Some(other.1)]));
    outcome
}

/// The block that was told last.
struct LastBlock {
    exact: String,
    kind: BlockKind,
}

/// The blocks of a version, and the place of the one that is told.
type SideBlocks<'a, 'b> = (&'a Vec<TextBlock<'b>>, Option<usize>);

impl LastBlock {
    /// Whether it stands right above on any side.
    fn stands_above(&self, sides: [SideBlocks<'_, '_>; 3]) -> bool {
        sides.iter().any(|(blocks, at)| {
            at.and_then(|at| at.checked_sub(1)).is_some_and(|before| blocks[before].exact() == self.exact)
        })
    }
}

/// Whether it is an item, and no empty line parts it from an item above.
fn is_item_of_tight_list(sides: [SideBlocks<'_, '_>; 3]) -> bool {
    sides.iter().filter_map(|(blocks, at)| Some((blocks, (*at)?))).all(|(blocks, at)| {
        let is_tight = || at == 0 || blocks[at].gap.is_empty() || blocks[at - 1].kind != BlockKind::Item;
        blocks[at].kind == BlockKind::Item && is_tight()
    })
}

/// The empty lines above: those that one side changed, else the most.
fn choose_gap([base, one, other]: [Option<&str>; 3]) -> &str {
    let longest = || [one, other].into_iter().flatten().max_by_key(|gap| gap.len()).unwrap_or_default();
    match (one, other) {
        (Some(one), Some(other)) => base.and_then(|base| pick(base, one, other)).unwrap_or_else(longest),
        _ => longest(),
    }
}

/// What becomes of one block; nothing where it is gone.
fn merge_place(sides: [Option<&TextBlock<'_>>; 3]) -> Option<MergedText> {
    let mut outcome = MergedText::default();
    match sides {
        [Some(base), Some(one), Some(other)] => outcome = merge_block(base.text, one, other),
        [None, Some(one), Some(other)] => {
            // Of two that both added, what they share is what they began from.
            let base = if one.kind == BlockKind::Item { untick(one.first_line()) } else { String::new() };
            outcome = merge_block(&base, one, other);
        }
        [Some(base), Some(side), None] | [Some(base), None, Some(side)] => {
            if base.text == side.text {
                return None;
            }
            outcome.push_conflict(side.text, "");
        }
        [None, Some(side), None] | [None, None, Some(side)] => outcome.push(side.text),
        [_, None, None] => return None,
    }
    Some(outcome)
}

fn untick(line: &str) -> String {
    match ItemLine::read(line) {
        Some(item) if !item.tick_box.is_empty() => [item.lead, "[ ] ", item.words].concat(),
        _ => line.to_owned(),
    }
}

/// A block that both have: a box for itself, then the lines.
fn merge_block(base: &str, one: &TextBlock<'_>, other: &TextBlock<'_>) -> MergedText {
    if let Some(text) = pick(base, one.text, other.text) {
        return MergedText { text: text.to_owned(), has_conflict: false };
    }
    let by_lines = hunks::merge(base, one.text, other.text);
    if !by_lines.has_conflict {
        return by_lines;
    }
    merge_with_box(base, one.text, other.text).unwrap_or(by_lines)
}

/// An item whose box and words were changed by different sides, its words over several lines.
fn merge_with_box(base: &str, one: &str, other: &str) -> Option<MergedText> {
    let [b, o, t] = [base, one, other].map(ItemLine::read);
    let tick_box = pick(b?.tick_box, o?.tick_box, t?.tick_box)?;
    let unticked = |text: &str, item: ItemLine<'_>| {
        [item.lead, b.unwrap_or(item).tick_box, &text[item.lead.len() + item.tick_box.len()..]].concat()
    };
    let merged = hunks::merge(base, &unticked(one, o?), &unticked(other, t?));
    let item = ItemLine::read(&merged.text).filter(|_| !merged.has_conflict)?;
    let rest = &merged.text[item.lead.len() + item.tick_box.len()..];
    Some(MergedText { text: [item.lead, tick_box, rest].concat(), has_conflict: false })
}

/// The blocks of a text, and the empty lines at its end.
fn split(text: &str) -> (Vec<TextBlock<'_>>, &str) {
    let mut blocks = Vec::new();
    let mut reader = BlockReader { text, at: 0 };
    loop {
        let start = reader.at;
        while reader.line().is_some_and(|line| line.trim().is_empty()) {
            reader.step();
        }
        let gap = &text[start..reader.at];
        let Some(first) = reader.line() else { return (blocks, gap) };
        let start = reader.at;
        let kind = match ItemLine::read(first) {
            Some(item) => {
                reader.step_over_item(item.indent());
                BlockKind::Item
            }
            None if fence_of(first).is_some() => {
                reader.step_over_code(fence_of(first).unwrap_or_default());
                BlockKind::Code
            }
            None => {
                reader.step_over_prose();
                BlockKind::Prose
            }
        };
        blocks.push(TextBlock { gap, text: &text[start..reader.at], kind });
    }
}

/// What opens a block of code: three signs or more.
pub(super) fn fence_of(line: &str) -> Option<&str> {
    let inner = line.trim_start_matches(' ');
    ['`', '~'].into_iter().find_map(|sign| {
        let length = inner.len() - inner.trim_start_matches(sign).len();
        (length >= 3).then(|| &inner[..length])
    })
}

struct BlockReader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> BlockReader<'a> {
    fn line(&self) -> Option<&'a str> {
        self.text[self.at..].split_inclusive('\n').next()
    }

    fn step(&mut self) {
        self.at += self.line().map_or(0, str::len);
    }

    fn step_over_code(&mut self, fence: &str) {
        self.step();
        while let Some(line) = self.line() {
            self.step();
            if line.trim_start().starts_with(fence)
                && line.trim().trim_matches(|c| fence.starts_with(c)).is_empty()
            {
                return;
            }
        }
    }

    fn step_over_prose(&mut self) {
        while let Some(line) = self.line() {
            if line.trim().is_empty() {
                return;
            }
            self.step();
            let begins_other = |line: &str| ItemLine::read(line).is_some() || fence_of(line).is_some();
            if self.line().is_some_and(begins_other) {
                return;
            }
        }
    }

    /// Over an item: its line, what goes on from it, and what is indented under it, be it behind an empty line.
    fn step_over_item(&mut self, indent: usize) {
        self.step();
        loop {
            let start = self.at;
            while self.line().is_some_and(|line| line.trim().is_empty()) {
                self.step();
            }
            let is_parted = self.at > start;
            let Some(line) = self.line() else {
                self.at = start;
                return;
            };
            let depth = line.len() - line.trim_start_matches([' ', '\t']).len();
            let is_other_item = ItemLine::read(line).is_some_and(|item| item.indent() <= indent);
            let goes_on = depth > indent || !is_parted && !is_other_item && fence_of(line).is_none();
            if is_other_item || !goes_on {
                self.at = start;
                return;
            }
            self.step();
        }
    }
}
