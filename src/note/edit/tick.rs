//! Ticking a task with a pen.

use super::item;
use super::outline::{Outline, Task};
use super::{Refusal, Splice};

/// Ticks the `n`-th task (from 1) of a section, or takes its tick away.
///
/// Tasks count in the order of the document, at any depth, but not in quotes, code, comments or under a `Prep`. Where
/// the task is so already, the text stays as it is.
pub fn tick(text: &str, section: &str, n: usize, done: bool) -> Result<String, Refusal> {
    let body = item::body(text);
    let outline = Outline::of(text);
    let Some(found) = outline.section(section) else {
        let what = format!("there's no section `{section}`");
        return Err(Refusal::at(text, text.len(), what, format!("add the line `## {section}`")));
    };
    // The reader's own count, so that what is shown as the second task is the second one here.
    let boxes: Vec<usize> = body.tasks(section).filter_map(|block| block.box_at).collect();
    let at = n.checked_sub(1).and_then(|index| boxes.get(index));
    let Some(task) = at.and_then(|at| outline.tasks.iter().find(|task| task.at == *at)) else {
        let what = format!("`{section}` has no task {n}");
        let hint = match boxes.len() {
            0 => "it has none".to_owned(),
            1 => "it has one".to_owned(),
            count => format!("it has {count}"),
        };
        return Err(Refusal::at(text, found.heading, what, hint));
    };
    if task.done == done {
        return Ok(text.to_owned());
    }
    let splice = Splice::new(task.at + 1..task.at + 2, if done { "x" } else { " " });
    let wanted: Vec<Task> = outline
        .tasks
        .iter()
        .map(|other| Task { at: other.at, done: if other.at == task.at { done } else { other.done } })
        .collect();
    let is_box = text.as_bytes()[task.at] == b'[';
    match Splice::apply(text, &[splice]).filter(|new| is_box && Outline::of(new).tasks == wanted) {
        Some(new) => Ok(new),
        None => Err(Refusal::at(text, task.at, "this box can't be ticked safely", "tick it by hand")),
    }
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
}
