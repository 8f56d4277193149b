//! A day of Logseq's journal, in Markdown or in org: blocks at the margin, each with what is nested below it, of whom each may be of somebody
//! else.

use std::ops::Range;

use super::links::find_links;

/// A block at the margin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block<'a> {
    /// Its bytes, what is nested below it and the line's end included.
    pub range: Range<usize>,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// The pages to which each of its lines links.
    pub links: Vec<Vec<&'a str>>,
}

/// The blocks of an outline. What stands before the first of them, properties of the page, is part of it; the blocks, one behind the
/// other, are the whole text.
#[must_use]
pub fn part_blocks(text: &str) -> Vec<Block<'_>> {
    part_at(text, |words| words.starts_with("- ") || words == "-")
}

/// The same where they are headlines of org.
#[must_use]
pub fn part_headlines(text: &str) -> Vec<Block<'_>> {
    part_at(text, |words| words.starts_with("* ") || words == "*")
}

/// What org says of a page or a block, `#+client: …` and `:client: …`, in lines as Markdown has them, `client:: …`; all others as they are.
#[must_use]
pub fn turn_org_properties(text: &str) -> String {
    let turn = |line: &str| {
        let words = line.trim();
        let (key, value) = match (words.strip_prefix("#+"), words.strip_prefix(':')) {
            (Some(rest), _) => rest.split_once(':')?,
            (None, Some(rest)) => rest.split_once(": ")?,
            _ => return None,
        };
        (!key.contains(' ')).then(|| format!("{}:: {}\n", key.to_lowercase(), value.trim()))
    };
    text.lines().map(|line| turn(line).unwrap_or_else(|| format!("{line}\n"))).collect()
}

fn part_at(text: &str, begins: fn(&str) -> bool) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut at = 0;
    for (place, line) in text.split_inclusive('\n').enumerate() {
        let words = line.trim_end_matches(['\n', '\r']);
        let end = at + line.len();
        if begins(words.trim_start_matches('\u{feff}')) {
            let start = if blocks.is_empty() { 0 } else { at };
            let line = if blocks.is_empty() { 1 } else { place + 1 };
            blocks.push(Block { range: start..end, line, links: vec![find_links(words)] });
        } else if let Some(block) = blocks.last_mut() {
            block.range.end = end;
            block.links.push(find_links(words));
        }
        at = end;
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::{part_blocks, part_headlines, turn_org_properties};

    #[test]
    fn an_org_page_has_headlines_and_properties() {
        let text = "#+CLIENT: Ada Lund\n* [[file:bo.org][Bo Ek]] 10:00\n:PROPERTIES:\n:client: Bo Ek\n:END:\n** a: b\n* c\n";
        let blocks = part_headlines(text);
        assert_eq!(blocks.iter().map(|block| block.line).collect::<Vec<_>>(), [1, 7]);
        assert_eq!(blocks[0].links.concat(), ["Bo Ek"]);
        assert_eq!(
            turn_org_properties(text),
            "client:: Ada Lund\n* [[file:bo.org][Bo Ek]] 10:00\n:PROPERTIES:\nclient:: Bo Ek\n:END:\n** a: b\n* c\n"
        );
    }

    #[test]
    fn the_blocks_are_the_whole_and_know_to_whom_they_link() {
        let text =
            "public:: true\n\n- [[Ada Lund]] call\n\t- one\n\t- [[Bo Ek]]\n-\n- two\n  client:: [[Bo Ek]]\n";
        let blocks = part_blocks(text);
        let told: Vec<(usize, Vec<&str>)> =
            blocks.iter().map(|block| (block.line, block.links.concat())).collect();
        assert_eq!(told, [(1, vec!["Ada Lund", "Bo Ek"]), (6, Vec::new()), (7, vec!["Bo Ek"])]);
        assert_eq!(blocks.iter().map(|block| &text[block.range.clone()]).collect::<String>(), text);
        assert!(part_blocks("no blocks\n").is_empty());
    }
}
