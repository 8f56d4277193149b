//! Plans: the list, and one of them.

use chrono::NaiveDate;
use serde::Serialize;
use smol_str::SmolStr;

use super::name_and_id::Named;
use super::theirs::{their_answers, their_fit, their_steps, their_tasks, theirs};
use super::view::View;
use super::which::plan::is_due;
use crate::model::fit::Fit;
use crate::model::moment::Moment;
use crate::model::needs::Needs;
use crate::model::plan::{MadeBy, Outcome, Plan, SmartItem, Step};
use crate::model::record::Record;
use crate::model::statement::{Statement, Task};

/// `plan list`.
#[derive(Debug, Clone, Serialize)]
pub struct PlanList {
    /// The plans, by the day they were made.
    pub plans: Vec<PlanLine>,
}

/// One plan in a line.
// A firm has very many, so that it is made to be small.
#[derive(Debug, Clone, Serialize)]
pub struct PlanLine {
    /// Whose.
    pub client: SmolStr,
    /// The id.
    pub id: Box<str>,
    /// What it is called.
    pub title: SmolStr,
    /// The goal that it serves.
    pub goal: Option<Box<str>>,
    /// What became of it.
    pub outcome: Outcome,
    /// When it was made.
    pub made: Option<NaiveDate>,
    /// When it is looked at.
    pub review: Option<NaiveDate>,
    /// Its value, 0 to 1, once reviewed.
    pub value: Option<f64>,
}

/// `plan show`.
#[derive(Debug, Clone, Serialize)]
pub struct PlanView {
    /// Whose.
    pub client: Named,
    /// The id.
    pub id: String,
    /// The file, from the root.
    pub path: Option<String>,
    /// What it is called.
    pub title: String,
    /// The goal that it serves.
    pub goal: Option<Named>,
    /// When it was made.
    pub made: Option<NaiveDate>,
    /// By whom.
    pub made_by: Option<MadeBy>,
    /// When it is looked at.
    pub review: Option<NaiveDate>,
    /// How it fits into their life.
    #[serde(flatten)]
    pub fit: Fit,
    /// The plan that this one mends.
    pub follows: Option<String>,
    /// What became of it.
    pub outcome: Outcome,
    /// When it was looked at.
    pub reviewed: Option<NaiveDate>,
    /// Times done.
    pub done: Option<f64>,
    /// Times meant.
    pub of: Option<f64>,
    /// Its value, 0 to 1, once reviewed.
    pub value: Option<f64>,
    /// The SMART checklist.
    pub smart: Vec<SmartItem>,
    /// The reality test.
    pub if_thens: Vec<Task>,
    /// The steps.
    pub steps: Vec<Step>,
    /// What happened, what good came of it, what was learned.
    pub outcome_words: Vec<Statement>,
    /// What stands beside these, under headings of the coach's own or under none.
    pub text: Vec<Statement>,
}

/// Which plans a list is to hold; all of them unless something is said.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Those under way.
    pub open: bool,
    /// Those under way whose review is due.
    pub due: bool,
    /// Drafts.
    pub drafts: bool,
    /// Those that serve a goal, by its id.
    pub goal: Option<String>,
}

impl Wanted {
    fn holds(&self, record: &Record, plan: &Plan, now: Moment) -> bool {
        let open = plan.outcome == Outcome::Open;
        let due = is_due(record, plan, now.date, now);
        let serves = |goal: &String| plan.goal.as_ref().is_some_and(|reference| reference.id == *goal);
        (!self.open || open)
            && (!self.due || due)
            && (!self.drafts || plan.outcome == Outcome::Draft)
            && self.goal.as_ref().is_none_or(serves)
    }
}

/// What is read for the lines of a client's plans.
pub const NEEDS: Needs = Needs::KEYS;

/// Makes the lines of a client's plans.
#[must_use]
pub fn plan_lines(record: &Record, wanted: &Wanted, now: Moment) -> Vec<PlanLine> {
    let plans = record.plans.iter().filter(|plan| wanted.holds(record, plan, now));
    plans.map(|plan| plan_line(record, plan)).collect()
}

/// Lets go of what the built-in template shows nothing of.
pub fn leave_out_unshown(lines: &mut [PlanLine]) {
    for line in lines {
        (line.goal, line.value) = (None, None);
    }
}

/// Shows one plan.
#[must_use]
pub fn plan(record: &Record, plan: &Plan) -> PlanView {
    let goal = plan.goal.as_ref().map(|reference| Named {
        id: reference.id.clone(),
        name: record
            .goal(&reference.id)
            .map_or_else(|| reference.id.clone(), |goal| goal.display_name().to_owned()),
    });
    PlanView {
        client: Named::from_record(record),
        id: plan.id.clone(),
        path: Some(plan.path.to_string()),
        title: plan.title.clone(),
        goal,
        made: plan.made,
        made_by: plan.made_by,
        review: plan.review,
        fit: plan.fit.clone(),
        follows: plan.follows.as_ref().map(|reference| reference.id.clone()),
        outcome: plan.outcome,
        reviewed: plan.reviewed,
        done: plan.done,
        of: plan.of,
        value: plan.value(),
        smart: plan.smart.clone(),
        if_thens: plan.if_thens.clone(),
        steps: plan.steps.clone(),
        outcome_words: plan.outcome_words.clone(),
        text: plan.text.clone(),
    }
}

/// One plan in a line.
#[must_use]
pub fn plan_line(record: &Record, plan: &Plan) -> PlanLine {
    PlanLine {
        client: record.client.id.as_str().into(),
        id: plan.id.as_str().into(),
        title: plan.title.as_str().into(),
        goal: plan.goal.as_ref().map(|reference| reference.id.as_str().into()),
        outcome: plan.outcome,
        made: plan.made,
        review: plan.review,
        value: plan.value(),
    }
}

/// One client's plans; those of several are nobody's to see.
impl View for PlanList {
    const TEMPLATE: Option<&'static str> = Some("plan-list.md");

    fn for_client(self) -> Option<Self> {
        let Self { plans } = self;
        let is_of_one = plans.windows(2).all(|two| two[0].client == two[1].client);
        is_of_one.then(|| Self { plans: plans.into_iter().map(PlanLine::for_client).collect() })
    }
}

impl PlanLine {
    /// The plan without its value, which nobody is measured by.
    pub(super) fn for_client(self) -> Self {
        let Self { client, id, title, goal, outcome, made, review, value: _ } = self;
        Self { client, id, title, goal, outcome, made, review, value: None }
    }
}

/// What they answered; how sure they were only once what happened is written.
impl View for PlanView {
    const TEMPLATE: Option<&'static str> = Some("plan-show.md");

    fn for_client(self) -> Option<Self> {
        let Self {
            client,
            id,
            path: _,
            title,
            goal,
            made,
            made_by: _,
            review,
            fit,
            follows: _,
            outcome,
            reviewed,
            done: _,
            of: _,
            value: _,
            smart,
            if_thens,
            steps,
            outcome_words,
            text: _,
        } = self;
        let is_written = !outcome_words.is_empty();
        Some(Self {
            client,
            id,
            path: None,
            title,
            goal,
            made,
            made_by: None,
            review,
            fit: their_fit(fit, is_written),
            follows: None,
            outcome,
            reviewed,
            done: None,
            of: None,
            value: None,
            smart: their_answers(smart),
            if_thens: their_tasks(if_thens),
            steps: their_steps(steps),
            outcome_words: theirs(outcome_words),
            text: Vec::new(),
        })
    }
}

/// The steps of a plan: `plan step`.
#[derive(Debug, Clone, Serialize)]
pub struct StepList {
    /// Whose.
    pub client: Named,
    /// The plan's id.
    pub plan: String,
    /// Its title.
    pub title: String,
    /// The steps.
    pub steps: Vec<Step>,
}

impl View for StepList {
    const TEMPLATE: Option<&'static str> = Some("plan-steps.md");

    fn for_client(self) -> Option<Self> {
        let Self { client, plan, title, steps } = self;
        Some(Self { client, plan, title, steps: their_steps(steps) })
    }
}
