//! The story so far: a line a session, and where it turned.

use chrono::NaiveDate;
use serde::Serialize;

use super::lately::list_own_words;
use crate::insight::reviewed::list_reviewed;
use crate::model::moment::Moment;
use crate::model::plan::Plan;
use crate::model::record::Record;
use crate::model::session::{Session, SessionStatus};
use crate::model::statement::Statement;

/// How many statements of a session without a summary stand behind its first one.
const FURTHER: usize = 3;

/// A story of more sessions than these is told in text by its first, its last and those where it turned.
const LONG: usize = 12;

/// One session in a line.
#[derive(Debug, Clone, Serialize)]
pub struct Chapter {
    /// When it was.
    pub date: Moment,
    /// What became of it.
    pub status: SessionStatus,
    /// Where it was left off.
    pub summary: Option<Statement>,
    /// The client's first words in it, where nobody wrote a summary.
    pub words: Option<Statement>,
    /// The first words of the note, where there is neither.
    pub text: Option<Statement>,
    /// The next few, where there is no summary: what text shows of a client of whom nothing is filed yet.
    pub further: Vec<Statement>,
    /// What turned on its day.
    pub turned: Vec<Turn>,
    /// Whether it is the last call, which stands under its own heading as well.
    pub last: bool,
}

/// Where a story turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Turn {
    /// A goal was named.
    GoalNamed,
    /// The hard questions were asked.
    GoalExamined,
    /// A goal was achieved or released.
    GoalClosed,
    /// A goal was called otherwise, or said in other words.
    GoalReworded,
    /// A level moved.
    LevelMoved,
    /// A plan came about after two that didn't.
    PlanCameAbout,
}

/// Whether text tells the story by its turning points.
#[must_use]
pub fn story_is_long(record: &Record, now: Moment) -> bool {
    been(record, now).count() > LONG
}

/// Lets go of the words of those chapters that text passes over: of a long story it tells the first, the last ones and those where it
/// turned.
pub(super) fn leave_out_untold(story: &mut [Chapter]) {
    let last = story.len().saturating_sub(LONG);
    for chapter in story[..last].iter_mut().skip(1).filter(|chapter| chapter.turned.is_empty()) {
        (chapter.summary, chapter.words, chapter.text) = (None, None, None);
        chapter.further.clear();
    }
}

/// Sessions that have been, or were to be; what is still to come stands in `arrive`.
fn been(record: &Record, now: Moment) -> impl Iterator<Item = &Session> {
    let next = record.next_call(now).map(|session| &session.path);
    record.sessions.iter().filter(move |session| match session.status(now) {
        SessionStatus::Planned => session.is_past(now) && Some(&session.path) != next,
        _ => true,
    })
}

/// A line a session, first to last. `reworded` are the days on which a goal was put in other words.
pub(super) fn story(
    record: &Record,
    last: Option<&Session>,
    reworded: &[NaiveDate],
    now: Moment,
) -> Vec<Chapter> {
    let turning = list_turning_plans(record);
    // Notes are saved in the evening or some days on: new words belong to the call before.
    let call_before = |day: &NaiveDate| {
        let mut before = record.held_sessions(now).filter(|session| session.when.date <= *day);
        before.next_back().map(|session| &session.path)
    };
    let reworded: Vec<_> = reworded.iter().filter_map(call_before).collect();
    let chapter = |session: &Session| {
        let said = session.said.iter().find(|words| !words.text.is_empty());
        let words = if session.summary.is_none() { said.cloned() } else { None };
        let bare = session.summary.is_none() && words.is_none();
        Chapter {
            date: session.when,
            status: session.status(now),
            summary: session.summary.clone(),
            text: list_own_words(session).next().cloned().filter(|_| bare),
            further: list_own_words(session).skip(1).take(if bare { FURTHER } else { 0 }).cloned().collect(),
            words,
            turned: find_turns(record, &turning, reworded.contains(&&session.path), session),
            last: last.is_some_and(|last| last.path == session.path),
        }
    };
    been(record, now).map(chapter).collect()
}

/// What turned on the day of a session.
fn find_turns(record: &Record, turning: &[&Plan], is_reworded: bool, session: &Session) -> Vec<Turn> {
    let day = Some(session.when.date);
    let goals = || record.goals.iter();
    let turns = [
        (goals().any(|goal| goal.opened == day), Turn::GoalNamed),
        (goals().any(|goal| goal.examined == day), Turn::GoalExamined),
        (goals().any(|goal| goal.closed == day), Turn::GoalClosed),
        (is_reworded, Turn::GoalReworded),
        (goals().any(|goal| goal.level_on == day), Turn::LevelMoved),
        (turning.iter().any(|plan| plan.look_day() == day), Turn::PlanCameAbout),
    ];
    turns.into_iter().filter_map(|(is_so, turn)| is_so.then_some(turn)).collect()
}

/// Plans that came about after two of the same client that didn't.
fn list_turning_plans(record: &Record) -> Vec<&Plan> {
    let reviewed = list_reviewed(record.plans.iter());
    let turns = reviewed.windows(3).filter(|three| {
        !three[0].has_come_about() && !three[1].has_come_about() && three[2].has_come_about()
    });
    turns.map(|three| three[2]).collect()
}
