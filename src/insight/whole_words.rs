//! A client's own words, from the first call to the last: something to keep, for an ending.

use chrono::NaiveDate;
use serde::Serialize;

use super::client_record::ClientRecord;
use super::drift::{Drift, Wording};
use super::handout::Sender;
use super::theirs::clear_title;
use super::view::{Face, View};
use crate::model::goal::{Goal, GoalStatus};
use crate::model::lessons::{Lessons, OutcomeLeads};
use crate::model::moment::Moment;
use crate::model::order::InOrder as _;
use crate::model::statement::Statement;

/// `share --whole`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WholeWords {
    /// The client's name.
    pub client: String,
    /// The day of the first call that was held.
    pub first: Option<NaiveDate>,
    /// The day of the last one.
    pub last: Option<NaiveDate>,
    /// How many were held.
    pub held: usize,
    /// What they said, day by day.
    pub said: Vec<Day>,
    /// What they wanted.
    pub goals: Vec<GoalPut>,
    /// What they learned, as they said it, by the day on which it was looked at.
    pub learned: Vec<Day>,
    /// Who the page comes from.
    #[serde(flatten)]
    pub sender: Sender,
}

/// Words of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Day {
    /// The day; none where it isn't known.
    pub date: Option<NaiveDate>,
    /// The words, in the order of the note.
    pub words: Vec<Statement>,
}

/// A goal as it was first put, and as it is put now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GoalPut {
    /// What it is called.
    pub title: String,
    /// What it was called at first, where that was something else.
    pub first_title: Option<String>,
    /// When it was taken up.
    pub opened: Option<NaiveDate>,
    /// What they said of it at first, where that read otherwise.
    pub first: Option<String>,
    /// What they say of it now.
    pub words: Vec<Statement>,
    /// What they said when they looked back.
    pub looking_back: Vec<Statement>,
}

/// Makes the page of what they may see; `drift` tells how a goal was put before, `leads` what leads the lines of an outcome.
#[must_use]
pub fn whole_words(
    record: &ClientRecord,
    drift: impl Fn(&Goal) -> Drift,
    leads: &OutcomeLeads,
    sender: Sender,
    now: Moment,
) -> WholeWords {
    let calls: Vec<NaiveDate> = record.held_sessions(now).map(|call| call.when.date).collect();
    let of_calls = record.held_sessions(now).map(|call| (call.when, &call.said));
    let of_notes = record.notes.iter().map(|note| (note.when, &note.said));
    let mut said: Vec<(Moment, Day)> = of_calls
        .chain(of_notes)
        .filter_map(|(when, said)| Some((when, day(Some(when.date), said)?)))
        .collect();
    said.put_in_order_by_key(|(when, _)| *when);
    let learned = record.plans.iter().filter_map(|plan| {
        let learned = Lessons::from_plan(plan, leads).learned;
        day(plan.reviewed.or(plan.review), &learned)
    });
    let goals = record.goals.iter().filter(|goal| goal.status != GoalStatus::Proposed);
    let mut goals: Vec<GoalPut> = goals.map(|goal| goal_put(goal, &drift(goal))).collect();
    goals.put_in_order_by_key(|goal| (goal.opened.is_none(), goal.opened));
    let mut learned: Vec<Day> = learned.collect();
    learned.put_in_order_by_key(|day| day.date);
    WholeWords {
        client: record.client.display_name().to_owned(),
        first: calls.first().copied(),
        last: calls.last().copied(),
        held: calls.len(),
        said: said.into_iter().map(|(_, day)| day).collect(),
        goals,
        learned,
        sender,
    }
}

fn day(date: Option<NaiveDate>, words: &[Statement]) -> Option<Day> {
    let words: Vec<Statement> =
        words.iter().filter(|words| !words.text.trim().is_empty()).map(without_hashtags).collect();
    (!words.is_empty()).then_some(Day { date, words })
}

/// The words without what files them: a hashtag is the coach's.
fn without_hashtags(statement: &Statement) -> Statement {
    let is_tag = |word: &str| word.strip_prefix('#').is_some_and(|tag| tag.starts_with(char::is_alphabetic));
    let kept = |line: &str| line.split(' ').filter(|word| !is_tag(word)).collect::<Vec<_>>().join(" ");
    let text = statement.text.lines().map(kept).collect::<Vec<_>>().join("\n").trim().into();
    Statement { text, source: None, ..statement.clone() }
}

fn goal_put(goal: &Goal, drift: &Drift) -> GoalPut {
    let first = |course: &[Wording]| course.first().map(|wording| clear_title(wording.text.clone()));
    GoalPut {
        title: goal.display_name().to_owned(),
        first_title: first(&drift.title),
        opened: goal.opened,
        first: first(&drift.words),
        words: goal.words.iter().map(without_hashtags).collect(),
        looking_back: goal.looking_back.iter().map(without_hashtags).collect(),
    }
}

impl WholeWords {
    /// Whether there is nothing of theirs to keep.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.said.is_empty() && self.goals.is_empty() && self.learned.is_empty()
    }
}

/// It is made for the client, of what is theirs.
impl View for WholeWords {
    const TEMPLATE: Option<&'static str> = Some("share-whole.md");
    const FACES: &'static [Face] = &[Face::Page];

    fn for_client(self) -> Option<Self> {
        let Self { client, first, last, held, said, goals, learned, sender } = self;
        Some(Self { client, first, last, held, said, goals, learned, sender })
    }
}
