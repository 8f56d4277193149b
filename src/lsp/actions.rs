//! What can be done at a place of a note: mend it, tick, add an if-then or a box, make a promise of it.

use std::collections::HashSet;
use std::ops::Range;

use lsp_types::{CodeAction, CodeActionKind};

use super::desk::Sheet;
use super::diagnostics::{Reach, find_problems, show_problem};
use super::edits::{ChangedNote, write_edit};
use super::positions::Positions;
use crate::acts::boxes::{add_box, tick_item};
use crate::acts::open_items::{OpenItems, promise_words};
use crate::acts::plan::if_then::if_then;
use crate::acts::plan::played_through::add_if_then;
use crate::model::headings;
use crate::model::keys::NoteKind;
use crate::model::problem::Problem;
use crate::model::statement::TaskState;
use crate::note::body::{Block, Voice};
use crate::note::near::mend::mend_text;
use crate::note::near::task::strip_item_marks;
use crate::note::parsed::Note;
use crate::practice::standing::Standing;

/// The most problems that are mended one by one: each costs a look at the client's notes.
const MOST_MENDS: usize = 10;
/// The longest words of an item that an action names, in characters.
const LONGEST_WORDS: usize = 40;

/// What can be done in some bytes of a buffer; where only some kinds are asked for, those.
#[must_use]
pub fn list_actions(
    sheet: &Sheet<'_>,
    range: &Range<usize>,
    only: Option<&[CodeActionKind]>,
) -> Vec<CodeAction> {
    let mut actions = list_mends(sheet, range);
    if let Standing::Note(kind) = sheet.place.standing {
        actions.extend(list_deeds(sheet, kind, range));
    }
    let is_wanted = |action: &CodeAction| {
        let kind = action.kind.as_ref().map_or("", CodeActionKind::as_str);
        let covers = |wanted: &CodeActionKind| {
            let rest = kind.strip_prefix(wanted.as_str());
            rest.is_some_and(|rest| rest.is_empty() || wanted.as_str().is_empty() || rest.starts_with('.'))
        };
        only.is_none_or(|only| only.iter().any(covers))
    };
    actions.retain(is_wanted);
    actions
}

/// The mends of `check --fix` that need no choice: each for itself, and all at once.
fn list_mends(sheet: &Sheet<'_>, range: &Range<usize>) -> Vec<CodeAction> {
    let problems = find_problems(sheet, Reach::Keystroke).problems;
    let mendable: Vec<&Problem> = problems.iter().filter(|problem| problem.has_mend()).collect();
    let text = sheet.positions.text();
    let lines = line_around(text, range.start).start..line_around(text, range.end).end;
    let is_here = |problem: &&&Problem| {
        let place = sheet.positions.told_bytes(problem.line, problem.column, problem.length);
        place.start <= lines.end && place.end >= lines.start
    };
    let mut actions = Vec::new();
    for problem in mendable.iter().filter(is_here).take(MOST_MENDS) {
        let mended = mend_safely(sheet, &[problem], &problems);
        let action = mended.and_then(|new| {
            make_action(sheet, format!("Mend: {}", problem.hint), CodeActionKind::QUICKFIX, new)
        });
        actions.extend(action.map(|action| CodeAction {
            diagnostics: Some(vec![show_problem(problem, &sheet.positions)]),
            is_preferred: Some(true),
            ..action
        }));
    }
    if !mendable.is_empty() {
        let title = "Mend what needs no choice in this note".to_owned();
        let mended = mend_safely(sheet, &mendable, &problems);
        let kind = CodeActionKind::SOURCE_FIX_ALL;
        actions.extend(mended.and_then(|new| make_action(sheet, title, kind, new)));
    }
    actions
}

/// The text with these problems mended; none where that would bring in another one.
fn mend_safely(sheet: &Sheet<'_>, mended: &[&Problem], known: &[Problem]) -> Option<String> {
    let new = mend_text(sheet.positions.text(), mended);
    let practice = sheet.practice.clone();
    practice.lay_over(&sheet.place.path, &new);
    let laid = Sheet {
        desk: sheet.desk,
        buffer: sheet.buffer,
        place: sheet.place,
        positions: Positions::new(&new, sheet.desk.unit),
        practice,
    };
    let after = find_problems(&laid, Reach::Keystroke).problems;
    // The sheet's own text lies on top again.
    sheet.practice.lay_over(&sheet.place.path, sheet.positions.text());
    let names: HashSet<(&str, &str)> =
        known.iter().map(|problem| (problem.code, &*problem.message)).collect();
    after.iter().all(|problem| names.contains(&(problem.code, &*problem.message))).then_some(new)
}

fn list_deeds(sheet: &Sheet<'_>, kind: NoteKind, range: &Range<usize>) -> Vec<CodeAction> {
    let note = sheet.read_note();
    let mut actions = Vec::new();
    let mut offer = |title: String, edited: crate::acts::Edited| {
        // What is refused isn't offered.
        let action = edited.ok().and_then(|new| make_action(sheet, title, CodeActionKind::REFACTOR, new));
        actions.extend(action);
    };
    let text = sheet.positions.text();
    let block =
        find_block(&note, range.start).filter(|block| block.voice == Voice::Writer && !note.is_mail());
    if let Some(block) = block {
        let words = shorten(&block.first_line(text));
        if let Some((heading, number)) = find_task(&note, kind, block) {
            let is_done = block.task.is_some_and(TaskState::is_done);
            let title =
                if is_done { format!("Take the tick away: {words}") } else { format!("Tick: {words}") };
            offer(title, tick_item(text, heading, number, !is_done));
        }
        if block.is_item && block.box_at.is_none() {
            offer(format!("Give it a box: {words}"), add_box(text, block.start));
        }
        if takes_promises(kind) && !is_promise(&note, block) {
            let promise = promise_words(strip_item_marks(&block.words(text)), None);
            offer(format!("Make it a promise: {words}"), OpenItems::Promises.add(text, &promise));
        }
    }
    if kind == NoteKind::Plan {
        let obstacle = text.get(range.clone()).map(str::trim).filter(|chosen| !chosen.is_empty());
        let (title, line) = match obstacle {
            Some(obstacle) => {
                let obstacle = obstacle.split_whitespace().collect::<Vec<_>>().join(" ");
                (format!("Add an if-then: {}", shorten(&obstacle)), if_then(&obstacle, "", &[]))
            }
            None => ("Add an if-then".to_owned(), "If …, then …".to_owned()),
        };
        offer(title, add_if_then(text, &line));
    }
    actions
}

const fn takes_promises(kind: NoteKind) -> bool {
    matches!(kind, NoteKind::Session | NoteKind::Between)
}

fn is_promise(note: &Note, block: &Block) -> bool {
    note.body.tasks(headings::PROMISES).any(|task| task.start == block.start)
}

/// The list that a task stands in, and its number there.
fn find_task(note: &Note, kind: NoteKind, block: &Block) -> Option<(&'static str, usize)> {
    let lists: &[&'static str] = match kind {
        NoteKind::Session | NoteKind::Between => &[headings::THREADS, headings::PROMISES],
        NoteKind::Goal => &[headings::HARD_QUESTIONS],
        NoteKind::Plan => &["SMART", headings::REALITY_TEST, headings::STEPS],
        NoteKind::Client => &[],
    };
    lists.iter().find_map(|heading| {
        let place = note.body.tasks(heading).position(|task| task.start == block.start)?;
        Some((*heading, place + 1))
    })
}

/// The innermost block whose words the line of a byte holds.
fn find_block(note: &Note, at: usize) -> Option<&Block> {
    let line = line_around(&note.text, at);
    let holds =
        |block: &&Block| block.start <= line.end && block.end >= line.start && block.start != block.end;
    note.body.kept_blocks().filter(holds).last()
}

/// The bytes of a line, without its ending.
fn line_around(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find(['\n', '\r']).map_or(text.len(), |length| at + length);
    start..end
}

fn shorten(words: &str) -> String {
    if words.chars().count() <= LONGEST_WORDS {
        return words.to_owned();
    }
    let short: String = words.chars().take(LONGEST_WORDS).collect();
    format!("{}…", short.trim_end())
}

fn make_action(sheet: &Sheet<'_>, title: String, kind: CodeActionKind, after: String) -> Option<CodeAction> {
    let before = sheet.positions.text().to_owned();
    if before == after {
        return None;
    }
    let note = ChangedNote { path: sheet.place.path.to_string(), before, after };
    let edit = write_edit(sheet, &[note], None)?;
    Some(CodeAction { title, kind: Some(kind), edit: Some(edit), ..CodeAction::default() })
}
