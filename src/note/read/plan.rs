//! `plans/DATE-ID.md` to a [`Plan`].

use std::sync::Arc;

use chrono::NaiveDate;

use super::typed_keys::TypedKeys;
use crate::model::dates::written::read_whole;
use crate::model::fit::{Fit, FitValue};
use crate::model::keys::{Holds, NoteKind};
use crate::model::moment::split_leading_day;
use crate::model::plan::{Outcome, Plan, Step};
use crate::model::problem::{Loaded, Mend};
use crate::model::statement::TaskState;
use crate::model::written::Written;
use crate::note::body::Block;
use crate::note::fields::Reader;
use crate::note::inline_marks;
use crate::note::missed_due;
use crate::note::parsed::Note;

/// Reads a plan.
#[must_use]
pub fn plan(note: Loaded<Note>) -> Loaded<Plan> {
    super::load_as(note, Some(NoteKind::Plan), read)
}

/// The keys whose lines tell a plan's facts.
pub(in crate::note) const LINES_OF_PLANS: &[&str] = &["made_by", "review", "confidence", "outcome"];

fn read(reader: &Reader<'_>) -> Plan {
    let written = super::read_written(reader, LINES_OF_PLANS);
    let mut plan = Plan { written, ..read_keys(&reader.fields()) };
    read_body(reader, &mut plan);
    plan
}

/// Adds what its body says beside its keys.
pub(in crate::note) fn read_body(reader: &Reader<'_>, plan: &mut Plan) {
    let note = reader.note;
    if let Some(title) = title(note) {
        plan.title = title;
    }
    plan.smart = note.body.tasks("SMART").filter_map(|block| super::smart::item(note, block)).collect();
    plan.if_thens = super::tasks(note, "Reality test");
    plan.steps = note.body.tasks("Steps").map(|block| step(reader, block)).collect();
    plan.outcome_words = super::own_section(note, "Outcome");
    plan.text = super::other_text::read_other_text(note, NoteKind::Plan);
}

/// Its keys alone; it is called by its id.
pub(in crate::note) fn read_keys(keys: &impl TypedKeys) -> Plan {
    let written = keys.moment("made");
    let named = || split_leading_day(keys.id()).map(|(date, _)| date);
    Plan {
        id: keys.id().to_owned(),
        path: Arc::clone(keys.path()),
        title: keys.id().to_owned(),
        goal: keys.reference("goal"),
        made: written.map(|moment| moment.date).or_else(named),
        made_hour: written.and_then(|moment| moment.time),
        made_by: keys.choice("made_by"),
        review: keys.day("review"),
        fit: Fit::read(|key, holds| match holds {
            Holds::Plain => keys.ten(key).map(FitValue::Mark),
            _ => keys.text(key).map(FitValue::Words),
        }),
        follows: keys.reference("follows"),
        outcome: keys.choice("outcome").unwrap_or(Outcome::Open),
        reviewed: keys.day("reviewed"),
        done: keys.amount("done"),
        of: keys.amount("of"),
        smart: Vec::new(),
        if_thens: Vec::new(),
        steps: Vec::new(),
        outcome_words: Vec::new(),
        text: Vec::new(),
        written: Written::default(),
    }
}

fn title(note: &Note) -> Option<String> {
    let heading = note.body.sections.iter().find(|section| section.level == 1)?;
    (!heading.title.is_empty()).then(|| heading.title.clone())
}

fn step(reader: &Reader<'_>, block: &Block) -> Step {
    let statement = super::task_words(reader.note, block);
    let (text, due) = split_due(reader, block, &statement.text);
    let state = block.task.unwrap_or(TaskState::Open);
    Step { text, state, due, source: statement.source, private: statement.private, ours: statement.ours }
}

/// The words of a task without its date, and the date.
pub(super) fn split_due(reader: &Reader<'_>, block: &Block, words: &str) -> (String, Option<NaiveDate>) {
    let (text, due) = inline_marks::due(words);
    if due.is_none()
        && let Some(said) = missed_due::find(words)
    {
        let said = &words[said];
        let from = reader.note.text[block.start..].find(said).map_or(block.start, |at| block.start + at);
        let what = format!("`{said}` is only words, so this is due on no day");
        let hint = "write the day as due:2026-11-08, so that it is told when it comes";
        reader.tell_as_note(from..from + said.len(), "near-due", what, hint);
    }
    (text, due.and_then(|due| known_day(reader, block, due)))
}

fn known_day(reader: &Reader<'_>, block: &Block, due: Result<NaiveDate, String>) -> Option<NaiveDate> {
    due.map_err(|word| {
        let from = reader.note.text[block.start..].find(&word).map_or(block.start, |at| block.start + at);
        let message = format!("due: `{word}` isn't a date");
        let meant = read_whole(&word).map(|when| when.date);
        let hint = meant
            .map_or_else(|| "write it as due:2026-11-08".to_owned(), |day| format!("write it as due:{day}"));
        let range = from..from + word.len().max(1);
        let mut problem = reader.note.problem(range.clone(), "not-a-date", message, hint);
        let stands = reader.note.text.get(range.clone()) == Some(word.as_str());
        problem.mend = meant.filter(|_| stands).map(|day| Mend { range, text: day.to_string() });
        reader.push(problem);
    })
    .ok()
}
