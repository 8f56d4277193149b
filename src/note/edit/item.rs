//! Writing at a task: the answer under its question, the date that it is due.

use chrono::NaiveDate;

use super::{EditRefusal, Splice, as_paragraphs};
use crate::model::statement::TaskState;
use crate::note::body::{Block, Body};
use crate::note::fence::{self, Fence};
use crate::note::inline_marks::due_mark;
use crate::note::lines::{Lines, line_ending};

/// Writes an answer under the `n`-th task (from 1) of a section, in place of what stood there. An empty answer takes it away.
///
/// # Errors
/// Where there is no such task, or the answer can't be written without touching another item.
pub fn answer(text: &str, section: &str, n: usize, answer: &str) -> Result<String, EditRefusal> {
    let (before, place) = nth(text, section, n)?;
    let block = &before.blocks[place];
    let lines = Lines::new(text);
    let first_line = text[..lines.end_of_line(block.start)].trim_end_matches(['\n', '\r']).len();
    let kept = text[..block.item_end].trim_end().len().max(first_line);
    let ending = line_ending(&text[lines.start_of_line(block.start)..]);
    let indent = indent_under(text, &lines, block);
    let mut written = String::new();
    for said in as_paragraphs(answer).lines() {
        written.push_str(ending);
        if !said.is_empty() {
            written.push_str(&indent);
            written.push_str(said);
        }
    }
    let new = Splice::apply(text, &[Splice::new(first_line..kept, written)]);
    if let Some(new) = new.filter(|new| only_under(text, new, place)) {
        return Ok(new);
    }
    Err(EditRefusal::refuse_at(
        text,
        block.start,
        "the answer can't be written under this item safely",
        "write it by hand",
    ))
}

/// What stands before each line under an item. A box may have a line to itself, above the words.
pub(super) fn indent_under(text: &str, lines: &Lines, item: &Block) -> String {
    let at = item.box_at.unwrap_or(item.start);
    " ".repeat(text[lines.start_of_line(at)..at].chars().count())
}

/// The task of these words in a section: its number, from 1, and whether it is ticked; an open one first.
#[must_use]
pub fn find_standing_task(text: &str, section: &str, words: &str) -> Option<(usize, bool)> {
    let body = body(text);
    let same = |block: &Block| block.words(text).split_whitespace().eq(words.split_whitespace());
    let tasks = body.tasks(section).enumerate().filter(|(_, block)| same(block));
    tasks.map(|(i, block)| (i + 1, block.task.is_some_and(TaskState::is_done))).min_by_key(|(_, done)| *done)
}

/// Whether a section holds these paragraphs and items already, in so many words.
#[must_use]
pub fn stands_in(text: &str, section: &str, written: &str) -> bool {
    let words =
        |text: &str, block: &Block| block.words(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let there: Vec<String> = body(text).blocks_under(section).map(|block| words(text, block)).collect();
    let wanted = body(written).blocks;
    !wanted.is_empty() && wanted.iter().all(|block| there.contains(&words(written, block)))
}

/// Adds a task at the end of a section, unless one of the same words is open there.
///
/// # Errors
/// Where it can't be appended.
pub fn add_task(text: &str, section: &str, words: &str) -> Result<String, EditRefusal> {
    if find_standing_task(text, section, words).is_some_and(|(_, done)| !done) {
        return Ok(text.to_owned());
    }
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    super::append(text, section, &format!("- [ ] {words}"))
}

/// Writes the date by which the `n`-th task (from 1) of a section is due, in place of another one.
///
/// # Errors
/// Where there is no such task.
pub fn due(text: &str, section: &str, n: usize, day: NaiveDate) -> Result<String, EditRefusal> {
    let (before, place) = nth(text, section, n)?;
    let block = &before.blocks[place];
    let words = &text[block.start..block.end];
    let splice = if let Some(date) = due_mark(words) {
        Splice::new(block.start + date.start..block.start + date.end, day.to_string())
    } else {
        let end = block.start + words.trim_end().len();
        Splice::new(end..end, format!(" due:{day}"))
    };
    let same_tasks = |new: &String| {
        let after = body(new);
        after.blocks.len() == before.blocks.len()
            && after
                .blocks
                .iter()
                .zip(&before.blocks)
                .enumerate()
                .all(|(i, (a, b))| i == place || a.words(new) == b.words(text))
    };
    let refused = || {
        EditRefusal::refuse_at(text, block.start, "the date can't be written here safely", "write it by hand")
    };
    Splice::apply(text, &[splice]).filter(same_tasks).ok_or_else(refused)
}

/// Puts other words, in one line, into the `n`-th task (from 1) of a section; the box and what stands under it stay.
///
/// # Errors
/// Where there is no such task, or the words would not be one item.
pub fn reword(text: &str, section: &str, n: usize, words: &str) -> Result<String, EditRefusal> {
    let (before, place) = nth(text, section, n)?;
    let block = &before.blocks[place];
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = block.start + text[block.start..block.end].trim_end().len();
    let good = |new: &String| {
        let after = body(new);
        let same = |(i, (a, b)): (usize, (&Block, &Block))| {
            (i == place || a.words(new) == b.words(text)) && a.task == b.task
        };
        after.blocks.len() == before.blocks.len()
            && after.blocks.iter().zip(&before.blocks).enumerate().all(same)
            && after.blocks[place].words(new) == words
    };
    let refused = || {
        EditRefusal::refuse_at(
            text,
            block.start,
            "these words can't be written here safely",
            "write them by hand",
        )
    };
    Splice::apply(text, &[Splice::new(block.start..end, words.clone())]).filter(good).ok_or_else(refused)
}

/// The body of a note, as it is read.
pub(super) fn body(text: &str) -> Body {
    let at = match fence::find(text) {
        Fence::Block { body, .. } => body,
        _ => fence::bom(text),
    };
    Body::read(text, at, &Lines::new(text))
}

/// The body, and the place of the task among its blocks.
pub(super) fn nth(text: &str, section: &str, n: usize) -> Result<(Body, usize), EditRefusal> {
    let body = body(text);
    let start = n.checked_sub(1).and_then(|index| body.tasks(section).nth(index)).map(|task| task.start);
    let place = start.and_then(|start| body.blocks.iter().position(|block| block.start == start));
    if let Some(place) = place {
        Ok((body, place))
    } else {
        let hint = format!("`{section}` needs a task list with that many items");
        Err(EditRefusal::refuse_at(text, text.len(), format!("`{section}` has no task {n}"), hint))
    }
}

/// Whether an edit changed only what stands under one task: every other block, heading and tick is as it was.
fn only_under(old: &str, new: &str, place: usize) -> bool {
    let (before, after) = (body(old), body(new));
    let task = &before.blocks[place];
    let under = |block: &&Block| block.start >= task.end && block.start < task.item_end;
    let facts = |text: &str, block: &Block| (block.words(text).into_owned(), block.task, block.voice);
    let headings = |body: &Body| body.sections.iter().map(|s| (s.title.clone(), s.level)).collect::<Vec<_>>();
    let others = before.blocks.iter().filter(|block| !under(block));
    let mut others: Vec<_> = others.map(|block| facts(old, block)).collect();
    others.remove(before.blocks[..place].iter().filter(|block| !under(block)).count());
    let Some(same) = after.blocks.get(place) else { return false };
    let mut kept: Vec<_> = after
        .blocks
        .iter()
        .filter(|block| !(block.start >= same.end && block.start < same.item_end))
        .map(|block| facts(new, block))
        .collect();
    let at = after.blocks[..place]
        .iter()
        .filter(|block| !(block.start >= same.end && block.start < same.item_end))
        .count();
    kept.remove(at);
    let under_is_plain = after
        .blocks
        .iter()
        .filter(|block| block.start >= same.end && block.start < same.item_end)
        .all(|block| block.task.is_none());
    kept == others
        && same.first_line(new) == task.first_line(old)
        && same.task == task.task
        && headings(&before) == headings(&after)
        && under_is_plain
}

#[cfg(test)]
mod tests {
    use super::{add_task, answer, due, find_standing_task};
    use crate::note::parsed::Note;
    use crate::note::read;
    use proptest::prelude::*;

    const PLAN: &str = "## SMART\r\n\r\n- [ ] **Specific** What?\r\n- [x] **Measurable** How?\r\n  Two.\r\n\r\n  Three.\r\n\r\n## Steps\r\n\r\n\
        1. [ ] Ring Jo\r\n2. [ ] Write 📅 2026-11-09 soon\r\n";

    #[test]
    fn a_task_is_added_once_as_long_as_it_is_open() {
        let steps = |words: &str| add_task(PLAN, "Steps", words).expect("added");
        assert_eq!(steps("Ring  Jo"), PLAN);
        let added = steps(" Ask Kim #awake\nsoon ");
        assert!(added.ends_with("soon\r\n3. [ ] Ask Kim #awake soon\r\n"), "{added:?}");
        assert_eq!(add_task(&added, "Steps", "Ask Kim #awake soon").as_ref(), Ok(&added));
        assert_eq!(find_standing_task(&added, "Steps", "Ring Jo"), Some((1, false)));
        let ticked = PLAN.replace("[ ] Ring", "[x] Ring");
        assert_eq!(find_standing_task(&ticked, "Steps", "Ring Jo"), Some((1, true)));
        assert_eq!(find_standing_task(PLAN, "Hard questions", "Ring Jo"), None);
        let again = add_task(&ticked, "Steps", "Ring Jo").expect("added");
        assert_eq!(again.matches("Ring Jo").count(), 2);
    }

    #[test]
    fn answers_stand_under_their_questions() {
        for (n, said, old, new) in [
            (1, "Two mornings.", "What?\r\n", "What?\r\n  Two mornings.\r\n"),
            (1, "One.\n\nTwo.", "What?\r\n", "What?\r\n  One.\r\n\r\n  Two.\r\n"),
            (2, "Four.", "\r\n  Two.\r\n\r\n  Three.\r\n", "\r\n  Four.\r\n"),
            (2, "", "\r\n  Two.\r\n\r\n  Three.\r\n", "\r\n"),
            (1, "- [ ] a list", "What?\r\n", "What?\r\n  \\- [ ] a list\r\n"),
        ] {
            assert_eq!(
                answer(PLAN, "SMART", n, said).expect("written"),
                PLAN.replacen(old, new, 1),
                "{said}"
            );
        }
        assert!(answer(PLAN, "SMART", 3, "no").is_err());
    }

    #[test]
    fn an_answer_stands_under_words_that_have_their_box_on_the_line_above() {
        for (box_at, question) in [("- [ ]\n  ", "What?"), ("1. [x]\n   ", "What?"), ("- [\n] ", "What?")] {
            let text = format!("## SMART\n{box_at}{question}\n");
            let indent = if box_at.starts_with('1') { "   " } else { "  " };
            assert_eq!(answer(&text, "SMART", 1, "Two."), Ok(format!("{text}{indent}Two.\n")), "{box_at:?}");
        }
    }

    #[test]
    fn dates_stand_at_their_steps() {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day");
        for (n, old, new) in [(1, "Ring Jo", "Ring Jo due:2026-12-01"), (2, "2026-11-09", "2026-12-01")] {
            assert_eq!(due(PLAN, "Steps", n, day).expect("written"), PLAN.replacen(old, new, 1));
        }
    }

    proptest! {
        #[test]
        fn what_was_answered_is_read_back(
            said in "[a-zA-Z][a-z ,.]{0,12}(\\n{1,2}[a-zA-Z][a-z ,.]{0,12}){0,4}",
            n in 1_usize..=2,
        ) {
            let new = answer(PLAN, "SMART", n, &said).expect("written");
            let smart = read::plan(Note::parse(&"p.md".into(), new)).value.smart;
            let wanted = said.trim().lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
            prop_assert_eq!(smart[n - 1].answer.as_ref().map(|answer| &*answer.text), Some(&*wanted));
        }

        #[test]
        fn whatever_is_said_nothing_else_changes(said in "[-#> `*~\\[\\]x<!a-z.\\n0-9|=]{0,40}") {
            if let Ok(new) = answer(PLAN, "SMART", 1, &said) {
                prop_assert!(new.starts_with("## SMART\r\n\r\n- [ ] **Specific** What?"));
                prop_assert!(new.ends_with(PLAN.split_once("What?").expect("there").1));
            }
        }
    }
}
