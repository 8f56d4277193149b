//! Words under a task, behind what stands there already.

use super::item::{body, indent_under, nth};
use super::{EditRefusal, Splice, as_paragraphs};
use crate::note::body::{Block, Body, Voice};
use crate::note::lines::{Lines, line_ending};

/// Writes words under the `n`-th task (from 1) of a section, behind all that stands under it. Words that were put there so and
/// still stand last give way to them, where `was` tells what they were.
///
/// # Errors
/// Where there is no such task, or the words would not be words of that task there.
pub fn add_under(
    text: &str,
    section: &str,
    n: usize,
    words: &str,
    was: Option<&str>,
) -> Result<String, EditRefusal> {
    let (found, place) = nth(text, section, n)?;
    let block = &found.blocks[place];
    let lines = Lines::new(text);
    let first_line = text[..lines.end_of_line(block.start)].trim_end_matches(['\n', '\r']).len();
    let end = text[..block.item_end].trim_end().len().max(first_line);
    let ending = line_ending(&text[lines.start_of_line(block.start)..]);
    let indent = indent_under(text, &lines, block);
    let written = |words: &str, gap: bool| {
        let gap = if gap { ending } else { "" };
        let lines: Vec<String> =
            lines_of(words).iter().map(|line| format!("{ending}{indent}{line}")).collect();
        format!("{gap}{}", lines.concat())
    };
    let stands_last = |was: &str| {
        let tail = &text[first_line..end];
        [true, false].map(|gap| written(was, gap)).into_iter().find(|was| tail.ends_with(was.as_str()))
    };
    let start = end - was.and_then(stands_last).map_or(0, |was| was.len());
    let said = lines_of(words).join("\n");
    let before = Splice::apply(text, &[Splice::new(start..end, "")]);
    let good = |new: &String| before.as_ref().is_some_and(|before| is_under(before, new, place, &said));
    let new = [false, true]
        .into_iter()
        .filter_map(|gap| Splice::apply(text, &[Splice::new(start..end, written(words, gap))]))
        .find(good);
    new.ok_or_else(|| {
        let what = "these words can't be written under this item safely";
        EditRefusal::refuse_at(text, block.start, what, "write them by hand")
    })
}

/// Words as lines that are words, none of them empty.
fn lines_of(words: &str) -> Vec<String> {
    as_paragraphs(words).lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Whether the words stand under the task, as lines of its own or as a paragraph behind what is under it, and all else is as it was.
fn is_under(before_text: &str, after_text: &str, place: usize, said: &str) -> bool {
    let (before, after) = (body(before_text), body(after_text));
    let facts = |text: &str, block: &Block| {
        let words = block.words(text).into_owned();
        (words, block.task, block.voice, block.depth, block.in_prep, block.private)
    };
    let mut wanted: Vec<_> = before.blocks.iter().map(|block| facts(before_text, block)).collect();
    let item = &before.blocks[place];
    if after.blocks.len() > before.blocks.len() {
        let behind = before.blocks.partition_point(|block| block.start < item.item_end);
        wanted.insert(
            behind,
            // Where a paragraph begins with a mark that is escaped, it is read from the mark on.
            (
                said.strip_prefix('\\').unwrap_or(said).to_owned(),
                None,
                Voice::Writer,
                item.depth,
                item.in_prep,
                item.private,
            ),
        );
    } else if !said.is_empty() {
        wanted[place].0 = format!("{}\n{said}", item.words(before_text));
    }
    let headings = |body: &Body| body.sections.iter().map(|s| (s.title.clone(), s.level)).collect::<Vec<_>>();
    after.blocks.iter().map(|block| facts(after_text, block)).eq(wanted)
        && headings(&before) == headings(&after)
}

#[cfg(test)]
mod tests {
    use super::add_under;
    use proptest::prelude::*;

    const GOAL: &str = "## Hard questions\r\n\r\n- [ ] Theirs?\r\n- [x] Lose?\r\n  Being found.\r\n- [x] Whose?\r\n  - Odile's\r\n\r\n\
        - [x] Why?\r\n\r\n  > Because.\r\n\r\n## Evidence\r\n\r\n- none\r\n";

    #[test]
    fn words_stand_behind_what_is_there() {
        for (n, said, old, new) in [
            (1, "Yes.", "Theirs?\r\n", "Theirs?\r\n  Yes.\r\n"),
            (1, "Yes.\n\n - No.", "Theirs?\r\n", "Theirs?\r\n  Yes.\r\n  \\- No.\r\n"),
            (2, "Less.", "found.\r\n", "found.\r\n  Less.\r\n"),
            (3, "Mine.", "Odile's\r\n", "Odile's\r\n\r\n  Mine.\r\n"),
            (4, "So.", "> Because.\r\n", "> Because.\r\n\r\n  So.\r\n"),
        ] {
            let written = add_under(GOAL, "Hard questions", n, said, None).expect("written");
            assert_eq!(written, GOAL.replacen(old, new, 1), "{said}");
            let mended = add_under(&written, "Hard questions", n, "Else.", Some(said)).expect("mended");
            assert_eq!(
                mended,
                add_under(GOAL, "Hard questions", n, "Else.", None).expect("written"),
                "{said}"
            );
        }
        assert!(add_under(GOAL, "Hard questions", 5, "no", None).is_err());
        let open = "## Q\n- [ ] a?\n  ```\n  code\n";
        assert!(add_under(open, "Q", 1, "words", None).is_err());
    }

    proptest! {
        #[test]
        fn whatever_is_said_all_that_was_there_stays(
            said in "[-#> `*~\\[\\]x<!a-z.\\n0-9|=]{1,40}",
            n in 1_usize..=4,
        ) {
            let new = add_under(GOAL, "Hard questions", n, &said, None).expect("whatever it is");
            let shared = new.bytes().zip(GOAL.bytes()).take_while(|(a, b)| a == b).count();
            prop_assert!(new.ends_with(&GOAL[shared..]), "{new:?}");
            prop_assert_eq!(add_under(&new, "Hard questions", n, "", Some(&said)), Ok(GOAL.to_owned()));
        }
    }
}
