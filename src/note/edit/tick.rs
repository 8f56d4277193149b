//! Ticking a task with a pen.

use super::item;
use super::outline::Outline;
use super::{EditRefusal, Splice};
use crate::model::statement::TaskState;
use crate::note::body::Block;

/// Ticks the `n`-th task (from 1) of a section, or takes its tick away.
///
/// Tasks count in the order of the document, at any depth, but not in quotes, code, comments or under a `Prep`. Where
/// the task is so already, the text stays as it is. Whatever its box looked like, a ticked one has `[x]`; an item without
/// a box gets one.
pub fn tick(text: &str, section: &str, n: usize, done: bool) -> Result<String, EditRefusal> {
    let body = item::body(text);
    // The reader's own count, so that what is shown as the second task is the second one here.
    let tasks: Vec<&Block> = body.tasks(section).collect();
    let Some(task) = n.checked_sub(1).and_then(|index| tasks.get(index)) else {
        return Err(no_such_task(text, section, n, tasks.len()));
    };
    if task.task.is_some_and(TaskState::is_done) == done {
        return Ok(text.to_owned());
    }
    let mark = if done { "x" } else { " " };
    let splice = match task.box_at {
        Some(at) => {
            let close = text[at..].find(']').map_or(at + 1, |length| at + length);
            Splice::new(at + 1..close, mark)
        }
        None => Splice::insert(task.start, format!("[{mark}] ")),
    };
    let state = if done { TaskState::Done } else { TaskState::Open };
    let facts =
        |text: &str, block: &Block| (block.words(text).into_owned(), block.task, block.depth, block.voice);
    let wanted = body.blocks.iter().map(|block| {
        let (words, task_state, depth, voice) = facts(text, block);
        (words, if block.start == task.start { Some(state) } else { task_state }, depth, voice)
    });
    let good = |new: &String| item::body(new).blocks.iter().map(|block| facts(new, block)).eq(wanted.clone());
    let refused =
        || EditRefusal::refuse_at(text, task.start, "this box can't be ticked safely", "tick it by hand");
    Splice::apply(text, &[splice]).filter(good).ok_or_else(refused)
}

fn no_such_task(text: &str, section: &str, n: usize, count: usize) -> EditRefusal {
    let Some(found) = Outline::read(text).section(section) else {
        let what = format!("there's no section `{section}`");
        return EditRefusal::refuse_at(text, text.len(), what, format!("add the line `## {section}`"));
    };
    let hint = match count {
        0 => "it has none".to_owned(),
        1 => "it has one".to_owned(),
        count => format!("it has {count}"),
    };
    EditRefusal::refuse_at(text, found.heading, format!("`{section}` has no task {n}"), hint)
}

#[cfg(test)]
mod tests {
    use super::tick;

    const NOTE: &str = "---\na: 1\n---\n## Prep\n- [ ] digest\n### Steps\n- [ ] copied\n\n## steps \r\n> - [ ] quoted\r\n\r\n\
        - [ ] one\r\n  1. [X] nested\r\n\r\n<!--\n- [ ] comment\n-->\n\n```\n- [ ] code\n```\n### More\n* [ ] three\n\
        ### Prep\n- [ ] digest\n## Next\n- [ ] other\n";

    #[test]
    fn tasks_of_a_section() {
        for (n, done, old, new) in [
            (1, true, "- [ ] one", "- [x] one"),
            (2, false, "[X] nested", "[ ] nested"),
            (2, true, "", ""),
            (3, true, "* [ ] three", "* [x] three"),
        ] {
            assert_eq!(tick(NOTE, "Steps", n, done).expect("a task"), NOTE.replacen(old, new, 1), "{n}");
        }
        assert_eq!(
            tick(NOTE, "prep", 2, true).expect("a task"),
            NOTE.replacen("[ ] copied", "[x] copied", 1)
        );
        for (section, n, told) in [
            ("Steps", 4, "9: `Steps` has no task 4; it has 3"),
            ("Steps", 0, "9: `Steps` has no task 0; it has 3"),
            ("Plan", 1, "28: there's no section `Plan`; add the line `## Plan`"),
        ] {
            let refusal = tick(NOTE, section, n, true).expect_err("no such task");
            assert_eq!(format!("{}: {refusal}", refusal.line), told);
        }
    }

    #[test]
    fn whatever_the_box_a_tick_is_written_as_one() {
        for (old, new) in [
            ("- [] a", "- [x] a"),
            ("- [/] a", "- [x] a"),
            ("- [-] a", "- [x] a"),
            ("- [\u{a0}] a", "- [x] a"),
            ("- a", "- [x] a"),
            ("1. a\n   - b", "1. [x] a\n   - b"),
            ("* a\r", "* [x] a\r"),
        ] {
            let text = |item: &str| format!("## Threads\n\n{item}\n");
            assert_eq!(tick(&text(old), "Threads", 1, true).as_deref(), Ok(&*text(new)), "{old:?}");
        }
        let own = "- [ ] at the top\n\n## Work\n- [ ] a\n- b\n\n## Threads\n- c\n\n## Reflection\n- [ ] d\n";
        assert_eq!(tick(own, "Threads", 3, true).as_deref(), Ok(&*own.replace("- c", "- [x] c")));
        assert_eq!(tick(own, "Threads", 2, true).as_deref(), Ok(&*own.replace("- [ ] a\n", "- [x] a\n")));
        assert!(tick(own, "Threads", 4, true).is_err());
        let ticked = "## Threads\n- [x] a\n";
        assert_eq!(tick(ticked, "Threads", 1, false).as_deref(), Ok("## Threads\n- [ ] a\n"));
    }
}
