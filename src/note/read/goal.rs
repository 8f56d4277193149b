//! `goals/ID.md` to a [`Goal`].

use std::sync::Arc;

use super::typed_keys::TypedKeys;
use crate::model::goal::{AskedBy, Goal, GoalStatus, Reasons};
use crate::model::keys::NoteKind;
use crate::model::order::InOrder as _;
use crate::model::problem::Loaded;
use crate::model::statement::Statement;
use crate::model::written::Written;
use crate::note::fields::{Fields, Reader};
use crate::note::parsed::Note;

/// The keys whose lines tell a goal's facts.
pub(in crate::note) const LINES_OF_GOALS: &[&str] = &[
    "opened",
    "closed",
    "importance",
    "reasons",
    "motive",
    "examined",
    "resistance",
    "level",
    "level_on",
    "fulfilled",
];

/// Reads a goal.
#[must_use]
pub fn goal(note: Loaded<Note>) -> Loaded<Goal> {
    super::load_as(note, Some(NoteKind::Goal), read)
}

fn read(reader: &Reader<'_>) -> Goal {
    let keys = reader.fields();
    let mut goal = read_keys(&keys);
    goal.written = super::read_written(reader, LINES_OF_GOALS);
    goal.written.title = keys.statement("title");
    read_body(reader.note, &mut goal);
    goal
}

/// Adds what its body says beside its keys.
pub(in crate::note) fn read_body(note: &Note, goal: &mut Goal) {
    let questions = note.body.tasks("Hard questions");
    goal.words = super::own_section(note, "In their words");
    goal.hard_questions = super::tasks(note, "Hard questions");
    goal.answers = questions.filter_map(|block| super::smart::answer_under(note, block)).collect();
    goal.evidence = super::own_section(note, "Evidence");
    goal.looking_back = super::own_section(note, "Looking back");
    goal.text = super::other_text::read_other_text(note, NoteKind::Goal);
}

/// Its keys alone.
pub(in crate::note) fn read_keys(keys: &impl TypedKeys) -> Goal {
    let [external, introjected, identified, intrinsic] =
        keys.tens("reasons", ["external", "introjected", "identified", "intrinsic"]);
    Goal {
        id: keys.id().to_owned(),
        path: Arc::clone(keys.path()),
        title: keys.text("title"),
        status: keys.choice("status").unwrap_or(GoalStatus::Active),
        opened: keys.day("opened"),
        closed: keys.day("closed"),
        target: keys.day("target"),
        importance: keys.ten("importance"),
        asked_by: keys.choice("asked_by").unwrap_or(AskedBy::Client),
        reasons: Reasons { external, introjected, identified, intrinsic },
        motive: keys.choice("motive"),
        examined: keys.day("examined"),
        resistance: keys.choice("resistance"),
        levels: keys.levels("levels"),
        level_start: keys.level("level_start"),
        level: keys.level("level"),
        level_on: keys.day("level_on"),
        fulfilled: keys.ten("fulfilled"),
        words: Vec::new(),
        hard_questions: Vec::new(),
        answers: Vec::new(),
        evidence: Vec::new(),
        looking_back: Vec::new(),
        text: Vec::new(),
        written: Written::default(),
    }
}

pub(super) fn levels(keys: &Fields<'_>) -> Vec<(i8, Statement)> {
    let mut levels: Vec<(i8, Statement)> = Vec::new();
    for entry in keys.pairs() {
        let Some(key) = entry.key.text() else { continue };
        match key.parse::<i8>().ok().filter(|level| (-2..=2).contains(level)) {
            Some(level) => levels.extend(keys.statement(key).map(|statement| (level, statement))),
            None => keys.reader().tell(
                entry.key.span.clone(),
                "off-scale",
                format!("levels: `{key}` isn't a level from -2 to 2"),
                "0 is what is expected; name the others -2, -1, 1 and 2",
            ),
        }
    }
    levels.put_in_order_by_key(|(level, _)| *level);
    levels
}
