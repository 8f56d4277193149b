//! The client's own page: the plan in their words, the goal's title, the if-thens, the steps with dates, and nothing else.
//!
//! The page is made of this one struct, and the struct of named fields: what isn't named here can't reach a client.

use chrono::NaiveDate;
use serde::Serialize;

use super::balance::{Area, BalanceView, Earlier};
use super::view::{Face, View};
use crate::model::mark::{Hours, Rating};
use crate::model::moment::Moment;
use crate::model::plan::{Criterion, Plan};
use crate::model::record::Record;

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

/// Makes the client's page of a plan.
#[must_use]
pub fn handout(record: &Record, plan: &Plan) -> Handout {
    let goal = plan.goal.as_ref().and_then(|reference| record.goal(&reference.id));
    let answer = |criterion: Criterion| {
        let item = plan.smart.iter().find(|item| item.id == criterion)?;
        Some(Answer { question: item.question.clone(), answer: unescaped(&item.answer.as_ref()?.text) })
    };
    let step = |(place, step): (usize, &crate::model::plan::Step)| Step {
        number: place + 1,
        text: step.text.clone(),
        due: step.due,
        done: step.state.is_done(),
    };
    Handout {
        plan: plan.id.clone(),
        title: plan.title.clone(),
        goal: goal.and_then(|goal| goal.title.clone()),
        answers: Criterion::ALL.into_iter().filter_map(answer).collect(),
        if_thens: plan.if_thens.iter().map(|task| unescaped(&task.statement.text)).collect(),
        steps: plan.steps.iter().enumerate().map(step).collect(),
        balance: None,
    }
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

/// What a client's progress says, once it was read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Progress {
    /// The steps that are done now and were not, by their number from 1.
    pub ticked: Vec<usize>,
    /// Lines that were not understood.
    pub unknown: Vec<String>,
}

/// Reads the progress that a client sent: lines of `[x] 2. words`, as the page copies them, in a mail with whatever around it.
#[must_use]
pub fn progress(plan: &Plan, text: &str) -> Progress {
    let lines = own_lines(text);
    let mut progress = Progress::default();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        let Some((done, rest)) = boxed(line.trim_start_matches(['-', '*']).trim_start()) else {
            if !is_heading(plan, line) {
                progress.unknown.push(line.clone());
            }
            continue;
        };
        match whole_step(plan, rest, &lines[at..]) {
            None => progress.unknown.push(line.clone()),
            Some((place, more)) => {
                at += more;
                if done && !plan.steps[place].state.is_done() && !progress.ticked.contains(&(place + 1)) {
                    progress.ticked.push(place + 1);
                }
            }
        }
    }
    progress
}

/// The lines of a mail in which the progress stands: those least deep in quotes that hold a box. What is quoted deeper is an
/// older mail.
fn own_lines(text: &str) -> Vec<String> {
    let depth =
        |line: &str| line.chars().take_while(|c| matches!(c, '>' | ' ' | '\t')).filter(|c| *c == '>').count();
    let bare = |line: &str| line.trim_start_matches(['>', ' ', '\t']).trim().to_owned();
    let all: Vec<(usize, String)> =
        text.lines().map(|line| (depth(line), bare(line))).filter(|(_, line)| !line.is_empty()).collect();
    let own = all
        .iter()
        .filter(|(_, line)| boxed(line.trim_start_matches(['-', '*']).trim_start()).is_some())
        .map(|(depth, _)| *depth)
        .min();
    all.into_iter().filter(|(depth, _)| own.is_none_or(|own| *depth <= own)).map(|(_, line)| line).collect()
}

/// The step of a line; a mail may have broken a long one over the lines behind it. Gives how many of those belong to it.
fn whole_step(plan: &Plan, rest: &str, behind: &[String]) -> Option<(usize, usize)> {
    /// Over how many lines more a step may be broken.
    const BROKEN: usize = 4;
    let mut words = rest.to_owned();
    for more in 0..=BROKEN {
        if let Some(place) = meant(plan, &words) {
            return Some((place, more));
        }
        let next = behind.get(more).filter(|line| boxed(line).is_none())?;
        words = format!("{words} {next}");
    }
    None
}

/// The first line of what the page copies: the plan's title, and its id in brackets.
fn is_heading(plan: &Plan, line: &str) -> bool {
    line == plan.title || line == heading(&plan.title, &plan.id)
}

/// What the copied progress begins with.
#[must_use]
pub fn heading(title: &str, id: &str) -> String {
    format!("{title} ({id})")
}

/// The ids of plans that a client's progress may be about: what stands in brackets at the end of its lines.
pub fn named_plans(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().map(|line| line.trim_start_matches(['>', ' ', '\t']).trim());
    lines
        .filter(|line| boxed(line).is_none())
        .filter_map(|line| line.strip_suffix(')')?.rsplit_once(" ("))
        .map(|(_, id)| id)
}

fn boxed(line: &str) -> Option<(bool, &str)> {
    let done = ["[x]", "[X]", "☑", "✓", "✔"].iter().find_map(|mark| line.strip_prefix(mark));
    let open = ["[ ]", "[]", "☐"].iter().find_map(|mark| line.strip_prefix(mark));
    done.map(|rest| (true, rest.trim())).or_else(|| open.map(|rest| (false, rest.trim())))
}

/// The step of a number and words, or of the words alone. A number whose words are another step's is not believed.
fn meant(plan: &Plan, rest: &str) -> Option<usize> {
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let (number, words) = match rest.split_once(". ") {
        Some((number, words)) if number.parse::<usize>().is_ok() => (number.parse::<usize>().ok(), words),
        _ => (None, rest),
    };
    let words = folded(words);
    let by_number = number
        .and_then(|number| number.checked_sub(1))
        .filter(|place| plan.steps.get(*place).is_some_and(|step| folded(&step.text) == words));
    let mut same = plan.steps.iter().enumerate().filter(|(_, step)| folded(&step.text) == words);
    by_number.or_else(|| match (same.next(), same.next()) {
        (Some((place, _)), None) => Some(place),
        _ => None,
    })
}

/// It is made from nothing but what a client may see.
impl View for Handout {
    const TEMPLATE: Option<&'static str> = Some("share.md");
    const FACES: &'static [Face] = &[Face::OwnPage];

    fn for_client(self) -> Option<Self> {
        let Self { plan, title, goal, answers, if_thens, steps, balance } = self;
        Some(Self { plan, title, goal, answers, if_thens, steps, balance })
    }
}
