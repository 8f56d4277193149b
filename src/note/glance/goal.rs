//! `goals/ID.md` to a [`Goal`], at a glance.

use std::sync::Arc;

use super::Glance;
use super::values::Found;
use crate::model::goal::{AskedBy, Goal, GoalStatus, Reasons};
use crate::model::keys::NoteKind;
use crate::model::mark::Ten;
use crate::model::needs::Depth;
use crate::model::written::Written;
use crate::note::read::LINES_OF_GOALS;

/// Reads a goal's keys; `None` where it has to be read otherwise.
#[must_use]
pub fn goal(path: &Arc<str>, text: &str, depth: Depth) -> Option<Goal> {
    read(Glance::at(path, text, NoteKind::Goal, depth)?).ok()
}

fn read(glance: Glance<'_>) -> Found<Goal> {
    let keys = &glance.keys;
    let title = keys.statement("title")?;
    Ok(Goal {
        id: glance.id().to_owned(),
        path: Arc::clone(glance.path),
        title: title.as_ref().map(|title| title.text.clone()),
        status: keys.choice("status")?.unwrap_or(GoalStatus::Active),
        opened: keys.day("opened")?,
        closed: keys.day("closed")?,
        target: keys.day("target")?,
        importance: keys.mark("importance")?,
        asked_by: keys.choice("asked_by")?.unwrap_or(AskedBy::Client),
        reasons: reasons(&keys.marks("reasons")?),
        motive: keys.choice("motive")?,
        examined: keys.day("examined")?,
        resistance: keys.choice("resistance")?,
        levels: keys.levels("levels")?,
        level_start: keys.level("level_start")?,
        level: keys.level("level")?,
        level_on: keys.day("level_on")?,
        fulfilled: keys.mark("fulfilled")?,
        words: Vec::new(),
        hard_questions: Vec::new(),
        answers: Vec::new(),
        evidence: Vec::new(),
        looking_back: Vec::new(),
        written: Written { title, ..glance.written(LINES_OF_GOALS) },
    })
}

fn reasons(marks: &[(&str, Ten)]) -> Reasons {
    let of = |name: &str| marks.iter().find(|(known, _)| *known == name).map(|(_, mark)| *mark);
    Reasons {
        external: of("external"),
        introjected: of("introjected"),
        identified: of("identified"),
        intrinsic: of("intrinsic"),
    }
}
