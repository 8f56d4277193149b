//! Markdown put into a section: behind what is there, or in its place.

use std::ops::Range;

use super::outline::{Block, BlockKind, Leaf, Outline};
use super::place::{WHITE, find_ending, find_next_line, indentation, line_end, line_start, trim_end};
use super::{EditRefusal, Splice};
use crate::note::fence::{self, Fence};
use crate::note::lines::line_ending;
use crate::note::sections::{PREP, Section as Heading};

/// Appends a list item or a paragraph at the end of a section's own content, before its sub-headings. A missing section
/// is made at the end of the file.
///
/// An item behind a list continues it, with that list's bullet and indentation; anything else keeps a blank line's
/// distance. Blank lines before the next heading stay.
pub fn append(text: &str, section: &str, block: &str) -> Result<String, EditRefusal> {
    let block = content_of(block);
    if block.is_empty() {
        return Ok(text.to_owned());
    }
    let alone = Outline::read_body(&block, 0);
    if alone.levels_in(0..block.len()).next().is_some() {
        return Err(EditRefusal::refuse_at(
            text,
            0,
            "a heading can't be appended to a section",
            "leave it out",
        ));
    }
    let outline = Outline::read(text);
    let Some(found) = outline.section(section) else { return make(text, &outline, section, &block) };
    let last = outline.find_last_block(found.start..found.own_end);
    require_closed(text, last)?;
    let end = trim_end(text, found.start, found.own_end.min(text.len()));
    let at = line_end(text, end);
    if at > found.own_end {
        let what = "this line ends in a carriage return alone";
        return Err(EditRefusal::refuse_at(text, end, what, "save the file with ordinary line ends first"));
    }
    let eol = find_ending(text, at);
    let directly = last.filter(|last| trim_end(text, last.range.start, last.range.end) == end);
    let item = directly.and_then(|before| as_item_of(text, before, &block, &alone));
    let is_empty = last.is_none() && end <= found.start;
    let written = match item {
        Some(item) => format!("\n{item}"),
        None if is_empty && begins_tight(text, &outline) => format!("\n{block}"),
        None => format!("\n\n{block}"),
    };
    let written = written.replace('\n', eol);
    // A paragraph right before an underlined heading would be taken into it without a blank line between.
    let ways = [written.clone(), format!("{written}{eol}")];
    find_first_good(text, &outline, &ways.map(|way| Splice::insert(at, way)), &|new, inserted| {
        is_as_alone(new, inserted, &alone)
    })
}

/// Replaces a section's content, sub-headings included; the heading stays, and so do the blank lines around the content.
/// A missing section is made at the end of the file.
pub fn replace_section(text: &str, section: &str, content: &str) -> Result<String, EditRefusal> {
    let content = content_of(content);
    let outline = Outline::read(text);
    // What stands under the note's own title is the whole note: no content to be replaced.
    let Some(found) = outline.section(section).filter(|found| found.level > 1) else {
        return make(text, &outline, section, &content);
    };
    let alone = Outline::read_body(&content, 0);
    if alone.levels_in(0..content.len()).any(|level| level <= found.level) {
        let what = format!("a heading in the new content would end `{section}`");
        return Err(EditRefusal::refuse_at(text, found.heading, what, "use a lower level"));
    }
    let stop = found.end.min(text.len());
    let end = trim_end(text, found.start, stop);
    let range = if end == found.start {
        end..end
    } else {
        let first = end - text[found.start..end].trim_start_matches(WHITE).len();
        let start = if content.is_empty() { found.start } else { line_start(text, first) };
        start..line_end(text, end)
    };
    let eol = find_ending(text, found.start);
    let gap = if range.is_empty() && !content.is_empty() { "\n\n" } else { "" };
    let written = format!("{gap}{content}").replace('\n', eol);
    if text[range.clone()] == written {
        return Ok(text.to_owned());
    }
    let ways = [written.clone(), format!("{written}{eol}")];
    find_first_good(text, &outline, &ways.map(|way| Splice::new(range.clone(), way)), &|new, inserted| {
        new.section(section).is_some_and(|now| now.heading == found.heading && now.end >= inserted.end)
    })
}

/// Refuses to put anything behind code whose fence is never closed.
fn require_closed(text: &str, last: Option<&Block>) -> Result<(), EditRefusal> {
    let what = "this code fence is never closed";
    match last.filter(|last| last.is_unclosed(text)) {
        Some(fence) => Err(EditRefusal::refuse_at(
            text,
            fence.range.start,
            what,
            "close it with a fence of its own length",
        )),
        None => Ok(()),
    }
}

/// The lines of a block with LF between, blank lines around them dropped.
fn content_of(block: &str) -> String {
    let block = block.replace("\r\n", "\n");
    let block = block.trim_end_matches(WHITE);
    let first = block.len() - block.trim_start_matches(WHITE).len();
    block[line_start(block, first)..].to_owned()
}

/// The block as a further item of a list, with its bullet and indentation; `None` where it is no item of such a list.
fn as_item_of(text: &str, list: &Block, block: &str, alone: &Outline) -> Option<String> {
    let (BlockKind::List(theirs_at), Some(first)) = (list.kind, alone.blocks.first()) else { return None };
    let BlockKind::List(item) = first.kind else { return None };
    if let Some(number) = find_next_number(text, list, theirs_at)
        && !block.contains('\n')
        && block[item..].starts_with(['-', '*', '+'])
    {
        return Some(format!("{}{number}{}", indentation(text, theirs_at)?, &block[item + 1..]));
    }
    let bullet = |text: &str, at: usize| text[at..].chars().next().filter(|c| matches!(c, '-' | '*' | '+'));
    let block = match (bullet(text, theirs_at), bullet(block, item)) {
        (Some(theirs), Some(ours)) if theirs != ours && is_one_item(alone) => {
            format!("{}{theirs}{}", &block[..item], &block[item + 1..])
        }
        (Some(_), Some(_)) | (None, None) => block.to_owned(),
        _ => return None,
    };
    let indent = indentation(text, theirs_at)?;
    let lines =
        block.split('\n').map(|line| if line.is_empty() { String::new() } else { format!("{indent}{line}") });
    Some(lines.collect::<Vec<_>>().join("\n"))
}

/// The number with which a numbered list goes on, and the sign behind it; a list that numbers every item the same does so on.
fn find_next_number(text: &str, numbered: &Block, last: usize) -> Option<String> {
    let number = |at: usize| -> Option<(u64, &str)> {
        let digits = text[at..].len() - text[at..].trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let sign = text.get(at + digits..=at + digits).filter(|sign| matches!(*sign, "." | ")"))?;
        Some((text[at..at + digits].parse().ok()?, sign))
    };
    let start = numbered.range.start;
    let first = start + text[start..].len() - text[start..].trim_start_matches(WHITE).len();
    let ((begins, _), (ends, sign)) = (number(first)?, number(last)?);
    let next = if first < last && begins == ends { ends } else { ends.checked_add(1)? };
    Some(format!("{next}{sign}"))
}

fn is_one_item(alone: &Outline) -> bool {
    matches!(alone.blocks.as_slice(), [only] if only.kind == BlockKind::List(only.range.start))
}

/// Whether the note's own sections begin right under their headings, as the last one does that holds anything; without one, a
/// blank line stands between.
fn begins_tight(text: &str, outline: &Outline) -> bool {
    let begins = |heading: &Heading| {
        let under = find_next_line(text, heading.heading.end);
        let first = text[under..].len() - text[under..].trim_start_matches(WHITE).len();
        let content = outline.leaves.iter().find(|leaf| leaf.at >= under + first);
        let next = outline.headings.iter().find(|next| next.heading.start >= under);
        let holds = content.is_some_and(|leaf| next.is_none_or(|next| leaf.at < next.heading.start));
        (heading.level == 2 && !heading.is_called(PREP) && holds)
            .then(|| text[under..under + first].find('\n').is_none())
    };
    outline.headings.iter().rev().find_map(begins).unwrap_or(false)
}

/// A new section of level 2 at the end of the file.
fn make(text: &str, outline: &Outline, section: &str, content: &str) -> Result<String, EditRefusal> {
    require_closed(text, outline.blocks.last())?;
    let bom = fence::bom(text);
    let end = trim_end(text, bom, text.len());
    let eol = if end == bom { line_ending(text) } else { find_ending(text, line_end(text, end)) };
    let gap = match content {
        "" => "",
        _ if begins_tight(text, outline) => "\n",
        _ => "\n\n",
    };
    let heading = format!("## {}{gap}{content}", section.trim());
    let (at, written) = match end == bom {
        true if text[bom..].is_empty() || text.ends_with('\n') => (text.len(), format!("{heading}\n")),
        true => (text.len(), format!("\n{heading}\n")),
        false => (line_end(text, end), format!("\n\n{heading}")),
    };
    let splice = Splice::insert(at, written.replace('\n', eol));
    find_first_good(text, outline, &[splice], &|new, inserted| {
        new.section(section).is_some_and(|made| {
            made.level == 2 && inserted.contains(&made.heading) && made.end >= inserted.end
        })
    })
}

/// The first splice that leaves everything outside of it as it was, and of which `holds` says that it came out right.
fn find_first_good(
    text: &str,
    outline: &Outline,
    ways: &[Splice],
    holds: &dyn Fn(&Outline, Range<usize>) -> bool,
) -> Result<String, EditRefusal> {
    for splice in ways {
        let Some(new) = Splice::apply(text, std::slice::from_ref(splice)) else { continue };
        let inserted = splice.range.start..splice.range.start + splice.text.len();
        let now = Outline::read(&new);
        let before = outline.leaves.iter().filter(|leaf| leaf.at < splice.range.start);
        let behind = outline.leaves.iter().filter(|leaf| leaf.at >= splice.range.end);
        let moved = |at: usize| at - splice.range.end + inserted.end;
        let same = |new: &Leaf, old: &Leaf, at: usize| {
            new.at == at && new.inside == old.inside && new.what == old.what
        };
        let stays = before.clone().count()
            == now.leaves.iter().filter(|leaf| leaf.at < inserted.start).count()
            && before.zip(&now.leaves).all(|(old, new)| same(new, old, old.at))
            && behind.clone().count() == now.leaves.iter().filter(|leaf| leaf.at >= inserted.end).count()
            && behind.rev().zip(now.leaves.iter().rev()).all(|(old, new)| same(new, old, moved(old.at)));
        if stays && same_front(text, &new) && holds(&now, inserted) {
            return Ok(new);
        }
    }
    let at = ways.first().map_or(0, |splice| splice.range.start);
    let what =
        "text put here would land in a quote, in code or in a comment, or change what stands around it";
    Err(EditRefusal::refuse_at(text, at, what, "edit this section by hand"))
}

/// Whether the front matter is where it was. The body's beginning moves where the closing fence had no line ending.
fn same_front(old: &str, new: &str) -> bool {
    match (fence::find(old), fence::find(new)) {
        (Fence::Block { yaml: before, .. }, Fence::Block { yaml: after, .. }) => before == after,
        (before, after) => before == after,
    }
}

/// Whether each piece of the inserted text stands in what it stands in by itself: not in a quote or a comment around it.
fn is_as_alone(now: &Outline, inserted: Range<usize>, alone: &Outline) -> bool {
    let there = now.leaves.iter().filter(|leaf| inserted.contains(&leaf.at)).map(|leaf| &leaf.inside);
    let mut there: Vec<_> = there.collect();
    let mut here: Vec<_> = alone.leaves.iter().map(|leaf| &leaf.inside).collect();
    there.dedup();
    here.dedup();
    there == here
}

#[cfg(test)]
mod tests {
    use super::{append, replace_section};

    #[test]
    fn appending() {
        for (old, block, new) in [
            ("## S\n- a\n\n## T\n", "- b", "## S\n- a\n- b\n\n## T\n"),
            (
                "## S\r\n  * a\r\n    b\r\n## T\r\n",
                "- [ ] b\n  c\n",
                "## S\r\n  * a\r\n    b\r\n  * [ ] b\r\n    c\r\n## T\r\n",
            ),
            ("## S\n1. a", "2. b", "## S\n1. a\n2. b"),
            ("## S\n1. a", "- b", "## S\n1. a\n2. b"),
            ("## S\n1) a\n1) b\n", "- [ ] c", "## S\n1) a\n1) b\n1) [ ] c\n"),
            ("## S\n9. a\r\n10. b\r\n", "- c", "## S\n9. a\r\n10. b\r\n11. c\r\n"),
            (
                "---\nminutes: 50\n---\nA\r\nB.\r\n",
                "- c",
                "---\nminutes: 50\n---\nA\r\nB.\r\n\r\n## S\r\n\r\n- c\r\n",
            ),
            ("## S\ntext\n\n\n# T\n", "- b", "## S\ntext\n\n- b\n\n\n# T\n"),
            ("## S\n- a\n\nb", "- b", "## S\n- a\n\nb\n\n- b"),
            ("## S\n- a\n", "b", "## S\n- a\n\nb\n"),
            ("## S\n## T\n", "- b", "## S\n\n- b\n## T\n"),
            ("## S\nT\n---\n", "b", "## S\n\nb\n\nT\n---\n"),
            ("## S\n> a\n### U\nc\n", "b", "## S\n> a\n\nb\n### U\nc\n"),
            ("## s #\n- <!-- c\n", "- b", "## s #\n- <!-- c\n- b\n"),
            ("> ## S\n> a\n", "b", "> ## S\n> a\n\n## S\n\nb\n"),
            ("", "b", "## S\n\nb\n"),
            ("## T\n- a\n", "- b", "## T\n- a\n\n## S\n- b\n"),
            ("## T\r\na\r\n\r\n## U\r\n", "b", "## T\r\na\r\n\r\n## U\r\n\r\n## S\r\nb\r\n"),
            ("## T\n- a\n\n## U\n\nc\n", "- b", "## T\n- a\n\n## U\n\nc\n\n## S\n\n- b\n"),
            ("## T\n- a\n\n## S\n", "- b", "## T\n- a\n\n## S\n- b\n"),
            ("\u{feff}---\r\na: 1\r\n---", "b", "\u{feff}---\r\na: 1\r\n---\r\n\r\n## S\r\n\r\nb"),
            ("## Prep\n### S\nc\n", "b", "## Prep\n### S\nc\n\n## S\n\nb\n"),
            ("## S\na\n", " \n", "## S\na\n"),
            ("# S\na\n## T\n", "b", "# S\na\n\nb\n## T\n"),
            ("# S\n## S\n# T\n", "b", "# S\n## S\n\nb\n# T\n"),
            ("## S\n```\na\n````\n", "b", "## S\n```\na\n````\n\nb\n"),
            ("#\r## S\n", "b", "#\r## S\n\nb\n"),
        ] {
            assert_eq!(append(old, "S", block).expect("it can be appended"), new, "{old:?}");
        }
        for (old, block) in [
            ("## S\n```\na\n", "b"),
            ("## S\n<!-- a\n", "b"),
            ("```\n", "b"),
            ("## S\n", "# b"),
            ("[x]\n\n## S\n", "[x]: y"),
            ("---\na: 1\n## S\n", "b\n\n---\n\nc"),
            ("## S\r## T\n", "b"),
        ] {
            assert!(append(old, "S", block).is_err(), "{old:?}");
        }
        assert!(append("", "*S*", "b").is_err());
    }

    #[test]
    fn replacing() {
        for (old, content, new) in [
            ("## S\n\na\n### U\nb\n\n\n## T\n", "c\r\n\r\n### V\r\n", "## S\n\nc\n\n### V\n\n\n## T\n"),
            ("## S\na\n## T\n", "  - c", "## S\n  - c\n## T\n"),
            ("## S\n## T\n", "c", "## S\n\nc\n## T\n"),
            ("## S\na\n\nT\n===\n", "c", "## S\nc\n\nT\n===\n"),
            ("## S\n\na\n\n## T\n", "", "## S\n\n## T\n"),
            ("## S\n```\na", "c", "## S\nc"),
            ("a", "c", "a\n\n## S\n\nc"),
            ("a\n", "", "a\n\n## S\n"),
            ("# S\na\n", "c", "# S\na\n\n## S\n\nc\n"),
        ] {
            assert_eq!(
                replace_section(old, "s", content).expect("it can be replaced").replace("## s", "## S"),
                new,
                "{old:?}"
            );
        }
        assert!(replace_section("## S\na\n", "S", "## T").is_err());
        assert!(replace_section("## S\na\n## T\n", "S", "```\nb").is_err());
    }
}
