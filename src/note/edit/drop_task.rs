//! Taking a task out of its list, with all its lines.

use super::item::{body, nth};
use super::{EditRefusal, Splice};
use crate::note::body::{Block, Body};
use crate::note::lines::Lines;

/// Takes the `n`-th task (from 1) of a section away, with the lines that stand indented under it.
///
/// # Errors
/// Where there is no such task, where other tasks stand under it, or where its lines hold something else as well.
pub fn remove_task(text: &str, section: &str, n: usize) -> Result<String, EditRefusal> {
    let (before, place) = nth(text, section, n)?;
    let block = &before.blocks[place];
    if before.inside(block).iter().any(|under| under.task.is_some()) {
        let what = "other tasks stand under this one";
        return Err(EditRefusal::refuse_at(text, block.start, what, "remove them first, or do it by hand"));
    }
    let lines = Lines::new(text);
    let start = lines.start_of_line(block.start);
    let last = start + text[start..block.item_end].trim_end().len();
    let end = lines.end_of_line(last.max(start));
    let gone = |of: &&Block| of.start >= start && of.start < end;
    let wanted: Vec<_> = before.blocks.iter().filter(|of| !gone(of)).map(|of| facts(text, of)).collect();
    let good = |new: &String| {
        let after = body(new);
        let is_rest = after.blocks.iter().map(|of| facts(new, of)).eq(wanted.iter().cloned());
        is_rest && headings(&after) == headings(&before)
    };
    let refused = || {
        let what = "this item can't be taken out safely";
        EditRefusal::refuse_at(text, block.start, what, "take it out by hand")
    };
    Splice::apply(text, &[Splice::new(start..end, "")]).filter(good).ok_or_else(refused)
}

fn facts(text: &str, block: &Block) -> (String, bool, usize) {
    (block.words(text).into_owned(), block.task.is_some(), block.depth)
}

fn headings(body: &Body) -> Vec<(String, usize)> {
    body.sections.iter().map(|section| (section.title.clone(), usize::from(section.level))).collect()
}

#[cfg(test)]
mod tests {
    use super::remove_task;

    #[test]
    fn the_lines_of_the_item_go_and_nothing_else() {
        let plan = "# P\r\n\r\n## Steps\r\n\r\n- [ ] a\r\n- [x] b\r\n  with Jo\r\n\r\n  and Kim\r\n- [ ] c\r\n\r\n## Outcome\r\nd\r\n";
        for (n, gone) in
            [(1, "- [ ] a\r\n"), (2, "- [x] b\r\n  with Jo\r\n\r\n  and Kim\r\n"), (3, "- [ ] c\r\n")]
        {
            assert_eq!(remove_task(plan, "Steps", n).unwrap(), plan.replacen(gone, "", 1), "{n}");
        }
        assert_eq!(remove_task("## Steps\n- [ ] a", "Steps", 1).unwrap(), "## Steps\n");
        assert!(remove_task(plan, "Steps", 4).is_err());
        assert!(remove_task("## Steps\n- [ ] a\n  - [ ] b\n", "Steps", 1).is_err());
    }
}
