//! The client's own page: the plan in their words, the goal's title, the if-thens, the steps with dates, and nothing else.
//!
//! The page is made of this one struct, and the struct of named fields: what isn't named here can't reach a client.

use chrono::NaiveDate;
use serde::Serialize;

use super::balance::{Area, BalanceView, Earlier};
use super::client_record::ClientRecord;
use super::view::{Face, View};
use crate::model::mark::{Hours, Rating};
use crate::model::moment::Moment;
use crate::model::plan::{Criterion, Plan};

/// What a client gets to keep of a plan.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Handout {
    /// The plan's id, by which their progress finds back to it.
    pub plan: String,
    /// The plan's title.
    pub title: String,
    /// The goal's title.
    pub goal: Option<String>,
    /// Their answers, in the order of the checklist.
    pub answers: Vec<Answer>,
    /// If …, then ….
    pub if_thens: Vec<String>,
    /// The steps.
    pub steps: Vec<Step>,
    /// Their marks of their areas, where they were asked for.
    pub balance: Option<Marks>,
}

/// The client's latest marks of their areas.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Marks {
    /// When they were given.
    pub date: Moment,
    /// The areas.
    pub areas: Vec<Marked>,
    /// The area with the most hours wished for and not given.
    pub largest: Option<String>,
}

/// One area as the client marked it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Marked {
    /// The area.
    pub area: String,
    /// Its quality, 1 to 9.
    pub rating: Option<Rating>,
    /// Hours a week that it gets.
    pub hours: Option<Hours>,
    /// Hours a week wished for.
    pub wish: Option<Hours>,
    /// The marks before, first to last.
    pub earlier: Vec<Earlier>,
}

/// What a page shows of a client's areas; nothing before the first marks.
#[must_use]
pub fn marks(view: &BalanceView) -> Option<Marks> {
    let marked = |area: &Area| Marked {
        area: area.now.area.clone(),
        rating: area.now.rating,
        hours: area.now.hours,
        wish: area.now.wish,
        earlier: area.earlier.clone(),
    };
    Some(Marks {
        date: view.date?,
        areas: view.areas.iter().map(marked).collect(),
        largest: view.largest.clone(),
    })
}

/// One question and the client's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The question.
    pub question: String,
    /// The answer, in the client's words.
    pub answer: String,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Its number, from 1.
    pub number: usize,
    /// What to do.
    pub text: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Ticked or not.
    pub done: bool,
}

/// Makes the client's page of one of their plans, by its id.
#[must_use]
pub fn handout(record: &ClientRecord, plan: &str) -> Option<Handout> {
    let plan = record.plan(plan)?;
    let goal = plan.goal.as_ref().and_then(|reference| record.goal(&reference.id));
    let answer = |criterion: Criterion| {
        let item = plan.smart.iter().find(|item| item.id == criterion)?;
        Some(Answer { question: item.question.clone(), answer: unescaped(&item.answer.as_ref()?.text) })
    };
    Some(Handout {
        plan: plan.id.clone(),
        title: plan.title.clone(),
        goal: goal.and_then(|goal| goal.title.clone()),
        answers: Criterion::ALL.into_iter().filter_map(answer).collect(),
        if_thens: plan.if_thens.iter().map(|task| unescaped(&task.statement.text)).collect(),
        steps: steps_of(plan),
        balance: None,
    })
}

/// The steps; a plan without any has itself as its one step, so that there is something to tick.
fn steps_of(plan: &Plan) -> Vec<Step> {
    let step = |(place, step): (usize, &crate::model::plan::Step)| Step {
        number: place + 1,
        text: step.text.clone(),
        due: step.due,
        done: step.state.is_done(),
    };
    if plan.steps.is_empty() {
        return vec![Step { number: 1, text: plan.title.clone(), due: plan.review, done: false }];
    }
    plan.steps.iter().enumerate().map(step).collect()
}

/// Words without the backslashes that keep Markdown from taking them for layout: on the page they are words anyway.
fn unescaped(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' || !chars.peek().is_some_and(char::is_ascii_punctuation) {
            words.push(c);
        }
    }
    words
}

/// What the copied progress begins with.
#[must_use]
pub fn heading(title: &str, id: &str) -> String {
    format!("{title} ({id})")
}

impl View for Handout {
    const TEMPLATE: Option<&'static str> = Some("share.md");
    const FACES: &'static [Face] = &[Face::OwnPage];

    fn for_client(self) -> Option<Self> {
        let Self { plan, title, goal, answers, if_thens, steps, balance } = self;
        Some(Self { plan, title, goal, answers, if_thens, steps, balance })
    }
}
