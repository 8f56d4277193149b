//! The client's own page: the plan in their words, the goal's title, the if-thens, the steps with dates, and nothing else.
//!
//! The page is made of this one struct, and the struct of named fields: what isn't named here can't reach a client.

use chrono::NaiveDate;
use serde::Serialize;

use super::asking::Asking;
use super::balance::{Area, BalanceView, Earlier};
use super::client_record::ClientRecord;
use super::language::language_of;
use super::view::{Face, View};
use super::which::plan::review_day;
use crate::model::fit::Fit;
use crate::model::mark::{Hours, Rating};
use crate::model::moment::Moment;
use crate::model::plan::{Criterion, Plan};
use crate::model::settings::Settings;
use crate::model::statement::TaskState;

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
    /// Their answers on how it fits into their week, in the order of the format.
    pub fit: Vec<Answer>,
    /// If …, then ….
    pub if_thens: Vec<String>,
    /// What helps them when they're stuck, in their words. Where there is none, the page asks.
    pub helps: Vec<String>,
    /// The steps.
    pub steps: Vec<Step>,
    /// When client and coach look at it together; nothing once they did.
    pub review: Option<NaiveDate>,
    /// Who it comes from.
    #[serde(flatten)]
    pub sender: Sender,
    /// The language of their words, as a code such as `en`; nothing where it can't be told.
    pub language: Option<&'static str>,
    /// Their marks of their areas, where they were asked for.
    pub balance: Option<Marks>,
    /// What they are asked before the next call, where it was wished for.
    pub ask: Option<Asking>,
}

/// Who a page comes from, and where an answer to it goes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Sender {
    /// The coach's name.
    pub coach: Option<String>,
    /// The coach's address, where it is one.
    pub mail: Option<String>,
}

impl Sender {
    /// What a practice's settings say. What is no address is left out: a link that leads nowhere answers nobody.
    #[must_use]
    pub fn from_settings(settings: &Settings) -> Self {
        let mail = settings.mail.as_deref().map(str::trim).filter(|mail| is_address(mail));
        Self { coach: settings.coach.clone(), mail: mail.map(str::to_owned) }
    }
}

/// Whether a text can stand in a link as an address and mean nothing else there.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let parts = text.split_once('@').filter(|(name, host)| !name.is_empty() && !host.contains('@'));
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+' | '@' | '\'');
    parts.is_some_and(|(_, host)| host.contains('.') || host == "localhost") && text.chars().all(is_plain)
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
pub fn handout(record: &ClientRecord, plan: &str, sender: Sender, now: Moment) -> Option<Handout> {
    let plan = record.plan(plan)?;
    let goal = plan.goal.as_ref().and_then(|reference| record.goal(&reference.id));
    let answer = |criterion: Criterion| {
        let item = plan.smart.iter().find(|item| item.id == criterion)?;
        Some(Answer {
            question: item.question.clone(),
            answer: unescape_markdown(&item.answer.as_ref()?.text),
        })
    };
    let answers: Vec<Answer> = Criterion::ALL.into_iter().filter_map(answer).collect();
    let handout = Handout {
        plan: plan.id.clone(),
        title: plan.title.clone(),
        goal: goal.and_then(|goal| goal.title.clone()),
        fit: gather_fit(plan, &answers),
        answers,
        if_thens: plan.if_thens.iter().map(|task| unescape_markdown(&task.statement.text)).collect(),
        helps: record.client.helps.iter().map(|words| unescape_markdown(&words.text)).collect(),
        steps: steps_of(plan),
        review: review_day(record, plan, now),
        sender,
        language: None,
        balance: None,
        ask: None,
    };
    Some(Handout { language: language_of(handout.their_words()), ..handout })
}

impl Handout {
    /// A page without a plan, for questions alone.
    #[must_use]
    pub fn without_plan(record: &ClientRecord, sender: Sender) -> Self {
        let helps: Vec<String> =
            record.client.helps.iter().map(|words| unescape_markdown(&words.text)).collect();
        Self {
            plan: String::new(),
            title: "Before we talk".to_owned(),
            goal: None,
            answers: Vec::new(),
            fit: Vec::new(),
            if_thens: Vec::new(),
            language: language_of(helps.iter().map(String::as_str)),
            helps,
            steps: Vec::new(),
            review: None,
            sender,
            balance: None,
            ask: None,
        }
    }

    /// What of the page the client said.
    fn their_words(&self) -> impl Iterator<Item = &str> {
        let answers = self.answers.iter().chain(&self.fit).map(|answer| answer.answer.as_str());
        let steps = self.steps.iter().map(|step| step.text.as_str());
        let titles = self.goal.iter().chain([&self.title]).map(String::as_str);
        titles.chain(answers).chain(self.if_thens.iter().chain(&self.helps).map(String::as_str)).chain(steps)
    }
}

/// What they answered on how it fits into their week, but for what an answer of the checklist holds in the same words. The role that it
/// was planned from is the coach's way of asking; how sure they are is a mark that waits for nobody on a page.
fn gather_fit(plan: &Plan, answers: &[Answer]) -> Vec<Answer> {
    let Fit {
        when,
        place,
        how_often,
        who,
        support,
        make_room,
        make_room_cost,
        lens: _,
        confidence_before: _,
        confidence: _,
    } = &plan.fit;
    let asked = [
        ("When", when),
        ("Where", place),
        ("How often", how_often),
        ("Who else", who),
        ("Who supports", support),
        ("Makes room", make_room),
        ("Costs", make_room_cost),
    ];
    asked
        .into_iter()
        .filter_map(|(question, answer)| Some((question, answer.as_deref()?)))
        .filter(|(_, answer)| !answers.iter().any(|said| said.answer.contains(answer.trim())))
        .map(|(question, answer)| Answer { question: question.to_owned(), answer: answer.to_owned() })
        .collect()
}

/// The steps that weren't given up, each by its number among all; a plan without any has itself as its one step, so that there is
/// something to tick.
fn steps_of(plan: &Plan) -> Vec<Step> {
    let step = |(place, step): (usize, &crate::model::plan::Step)| Step {
        number: place + 1,
        text: step.text.clone(),
        due: step.due,
        done: step.state.is_done(),
    };
    if plan.steps.is_empty() {
        return vec![Step { number: 1, text: plan.title.clone(), due: None, done: false }];
    }
    let is_theirs_to_do = |(_, step): &(usize, &crate::model::plan::Step)| step.state != TaskState::GivenUp;
    plan.steps.iter().enumerate().filter(is_theirs_to_do).map(step).collect()
}

/// Words without the backslashes that keep Markdown from taking them for layout: on the page they are words anyway.
fn unescape_markdown(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' || !chars.peek().is_some_and(char::is_ascii_punctuation) {
            words.push(c);
        }
    }
    words
}

impl View for Handout {
    const TEMPLATE: Option<&'static str> = Some("share.md");
    const FACES: &'static [Face] = &[Face::OwnPage];

    fn for_client(self) -> Option<Self> {
        let Self {
            plan,
            title,
            goal,
            answers,
            fit,
            if_thens,
            helps,
            steps,
            review,
            sender,
            language,
            balance,
            ask,
        } = self;
        Some(Self {
            plan,
            title,
            goal,
            answers,
            fit,
            if_thens,
            helps,
            steps,
            review,
            sender,
            language,
            balance,
            ask,
        })
    }
}
