//! The SMART checklist of a plan (Doran 1981), and what is still open in it: each finding is a question to ask the client,
//! never a block. The fifth letter's fellow, *together*, asks how the plan came about.

use serde::Serialize;

use super::before_plan::{BeforePlan, find_before_plan, is_among, same_as};
use super::name_and_id::Named;
use super::theirs::{their_fit, their_word, their_words};
use super::view::View;
use crate::insight::which::plan::is_due;
use crate::model::fit::{Fit, names_something};
use crate::model::goal::{Goal, GoalStatus, Resistance};
use crate::model::mark::Ten;
use crate::model::moment::Moment;
use crate::model::plan::{Criterion, MadeBy, Outcome, Plan};
use crate::model::record::Record;
use crate::model::statement::Statement;
use crate::model::wording::{PlanWords, find_first_phrase};

/// Confidence under this mark, 0 to 10, asks for another look at the plan (Miller and Rollnick 2013 work with 7).
pub const SURE: f64 = 7.0;

/// `plan check`.
#[derive(Debug, Clone, Serialize)]
pub struct PlanCheck {
    /// Whose.
    pub client: Named,
    /// The plan's id.
    pub plan: String,
    /// Its title.
    pub title: String,
    /// The five criteria.
    pub criteria: Vec<CriterionCheck>,
    /// How it fits into the week.
    pub fit: Fit,
    /// How far it was played through.
    pub test: Played,
    /// How the plan came about.
    pub together: Together,
    /// What came before it, for the coach.
    pub before: BeforePlan,
    /// The goal's own words, for a plan of which nobody said why it matters.
    pub goal_words: Vec<Statement>,
}

/// One criterion and what is open in it.
#[derive(Debug, Clone, Serialize)]
pub struct CriterionCheck {
    /// Which of the five.
    pub id: Criterion,
    /// The question as it stands in the note.
    pub question: Option<String>,
    /// The client's answer.
    pub answer: Option<Statement>,
    /// The client's own yes.
    pub agreed: bool,
    /// What to ask.
    pub findings: Vec<Finding>,
}

/// How far a plan was played through.
#[derive(Debug, Clone, Serialize)]
pub struct Played {
    /// Obstacles that were played through.
    pub played: usize,
    /// Of so many that were named.
    pub of: usize,
    /// Confidence before the reality test, 0 to 10.
    pub confidence_before: Option<Ten>,
    /// And after it.
    pub confidence: Option<Ten>,
}

/// How the plan came about.
#[derive(Debug, Clone, Serialize)]
pub struct Together {
    /// What to ask.
    pub findings: Vec<Finding>,
}

/// One thing to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// A stable name.
    pub id: &'static str,
    /// The question, in the words of the list.
    pub question: String,
    /// What was seen in the note: the plan's own word, a mark, a date.
    pub seen: Option<String>,
}

/// Looks at a plan.
#[must_use]
pub fn check(record: &Record, plan: &Plan, words: &PlanWords, now: Moment) -> PlanCheck {
    let before = find_before_plan(record, plan.goal.as_ref().map(|goal| goal.id.as_str()), Some(plan), words);
    let criteria = Criterion::ALL.into_iter().map(|id| {
        let item = plan.smart.iter().find(|item| item.id == id);
        let answer = item.and_then(|item| item.answer.clone());
        let text = answer.as_ref().map(|answer| answer.text.as_str());
        let mut findings = match id {
            Criterion::Specific => specific(text, words),
            Criterion::Measurable => measurable(text, words),
            Criterion::Achievable => achievable(plan, words, &before),
            Criterion::Relevant => relevant(record, plan),
            Criterion::TimeBound => time_bound(record, plan),
        };
        ask(&mut findings, words);
        let question = item.map(|item| item.question.clone()).filter(|question| !question.is_empty());
        CriterionCheck { id, question, answer, agreed: item.is_some_and(|item| item.agreed), findings }
    });
    let mut together = Together { findings: together(record, plan, now, &before) };
    let criteria = criteria.collect();
    ask(&mut together.findings, words);
    PlanCheck {
        client: Named::from_record(record),
        plan: plan.id.clone(),
        title: plan.title.clone(),
        criteria,
        fit: plan.fit.clone(),
        test: Played {
            played: plan.if_thens.iter().filter(|task| task.state.is_done()).count(),
            of: plan.if_thens.len(),
            confidence_before: plan.fit.confidence_before,
            confidence: plan.fit.confidence,
        },
        together,
        goal_words: goal_words(record, plan),
        before,
    }
}

/// Puts the list's questions to the findings, `{}` being what was seen.
fn ask(findings: &mut [Finding], words: &PlanWords) {
    for finding in findings {
        let question = words.questions.get(finding.id).map_or(finding.id, String::as_str);
        let asked = question.replace("{}", finding.seen.as_deref().unwrap_or_default());
        asked.trim().clone_into(&mut finding.question);
    }
}

fn make_finding(id: &'static str) -> Finding {
    Finding { id, question: String::new(), seen: None }
}

fn make_seen(id: &'static str, seen: impl ToString) -> Finding {
    Finding { id, question: String::new(), seen: Some(seen.to_string()) }
}

fn specific(answer: Option<&str>, words: &PlanWords) -> Vec<Finding> {
    let Some(answer) = answer else { return vec![make_finding("no-answer")] };
    let vague = find_first_phrase(answer, &words.vague).map(|phrase| make_seen("vague", phrase));
    let several = several_actions(answer, words).map(|join| make_seen("several-actions", join));
    vague.into_iter().chain(several).collect()
}

/// What joins several actions: a phrase of the list, a semicolon, or a second sentence of two words or more.
fn several_actions<'a>(answer: &'a str, words: &PlanWords) -> Option<&'a str> {
    if let Some(join) = find_first_phrase(answer, &words.joins) {
        return Some(join);
    }
    let sentences = answer.split_inclusive(['.', '!', '?', ';', '\n']);
    let long = sentences.map(str::trim).filter(|sentence| sentence.split_whitespace().count() >= 2);
    long.skip(1).last()
}

fn measurable(answer: Option<&str>, words: &PlanWords) -> Vec<Finding> {
    let Some(answer) = answer else { return vec![make_finding("no-answer")] };
    let counted = answer.chars().any(char::is_numeric) || find_first_phrase(answer, &words.numbers).is_some();
    if counted {
        return Vec::new();
    }
    match find_first_phrase(answer, &words.felt) {
        Some(felt) => vec![make_seen("nothing-countable", felt)],
        None if find_first_phrase(answer, &words.observable).is_none() => {
            vec![make_finding("nothing-countable")]
        }
        None => Vec::new(),
    }
}

fn achievable(plan: &Plan, words: &PlanWords, before: &BeforePlan) -> Vec<Finding> {
    let mut findings = Vec::new();
    match plan.fit.confidence {
        None => findings.push(make_finding("confidence-missing")),
        Some(mark) if mark.value() < SURE => findings.push(make_seen("confidence-low", mark.value())),
        Some(_) => {}
    }
    if !names_something(plan.fit.make_room.as_deref(), &words.nothing) {
        findings.push(make_finding("nothing-makes-room"));
    }
    if plan.if_thens.is_empty() {
        findings.push(make_finding("not-played-through"));
    }
    for task in &plan.if_thens {
        if !has_then(&task.statement.text) {
            findings.push(make_seen("no-then", &task.statement.text));
        } else if task.state.is_open() {
            findings.push(make_seen("not-played-through", &task.statement.text));
        }
    }
    let came = before.in_the_way.iter().filter_map(|earlier| earlier.statement.as_ref());
    let came = came.filter(|statement| !is_among(&statement.text, plan));
    findings.extend(came.map(|statement| make_seen("came-before", &statement.text)));
    findings
}

/// The goal's own words, where nobody said why the plan matters.
fn goal_words(record: &Record, plan: &Plan) -> Vec<Statement> {
    let relevant = plan.smart.iter().find(|item| item.id == Criterion::Relevant);
    let is_open = relevant.is_none_or(|item| item.answer.is_none());
    let goal = plan.goal.as_ref().filter(|_| is_open).and_then(|goal| record.goal(&goal.id));
    goal.map_or_else(Vec::new, |goal| goal.words.clone())
}

/// Whether an obstacle has its answer: something behind a comma or an arrow, and more than the bare word "then".
#[must_use]
pub fn has_then(text: &str) -> bool {
    let behind = text.split_once([',', '→']).or_else(|| text.split_once(" then "));
    behind.is_some_and(|(_, then)| {
        let mut words =
            then.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).peekable();
        if words.peek().is_some_and(|word| word.to_lowercase() == "then") {
            words.next();
        }
        words.next().is_some()
    })
}

fn relevant(record: &Record, plan: &Plan) -> Vec<Finding> {
    let Some(reference) = &plan.goal else { return vec![make_finding("no-goal")] };
    let Some(goal) = record.goal(&reference.id) else { return vec![make_seen("no-goal", &reference.id)] };
    let mut findings = Vec::new();
    if goal.status != GoalStatus::Active {
        findings.push(make_seen("goal-not-active", goal.status));
    }
    if goal.examined.is_none() {
        findings.push(make_finding("never-examined"));
    }
    if is_not_theirs(goal) {
        findings.push(make_finding("not-their-path"));
    }
    findings
}

/// Whether a goal comes from outside, or was called not their path.
#[must_use]
pub fn is_not_theirs(goal: &Goal) -> bool {
    goal.comes_from_outside() || goal.resistance == Some(Resistance::NotMyPath)
}

fn time_bound(record: &Record, plan: &Plan) -> Vec<Finding> {
    let mut findings = Vec::new();
    if plan.fit.when.is_none() {
        findings.push(make_finding("no-when"));
    }
    let Some(review) = plan.review else {
        findings.push(make_finding("no-review"));
        return findings;
    };
    if plan.made.is_some_and(|made| review < made) {
        findings.push(make_seen("review-before-plan", review));
    }
    let target = plan.goal.as_ref().and_then(|goal| record.goal(&goal.id)).and_then(|goal| goal.target);
    if target.is_some_and(|target| review > target) {
        findings.push(make_seen("review-after-target", review));
    }
    let late = plan.steps.iter().filter(|step| step.due.is_some_and(|due| due > review));
    findings.extend(late.map(|step| make_seen("step-after-review", &step.text)));
    findings
}

fn together(record: &Record, plan: &Plan, now: Moment, before: &BeforePlan) -> Vec<Finding> {
    let mut findings = Vec::new();
    if plan.made_by == Some(MadeBy::Coach) {
        findings.push(make_finding("made-by-coach"));
    }
    findings.extend(
        find_unreviewed(record, plan, now).map(|before| make_seen("before-not-reviewed", &before.title)),
    );
    findings.extend(same_as(record, plan).map(|other| make_seen("same-again", &other.title)));
    findings.extend(before.works_best.first().map(|statement| make_seen("works-best", &statement.text)));
    findings
}

/// The plan before this one, if nobody has looked at its outcome yet: the one that it follows, else the last one made for the
/// same goal.
fn find_unreviewed<'a>(record: &'a Record, plan: &Plan, now: Moment) -> Option<&'a Plan> {
    let earlier = |other: &&Plan| other.id != plan.id && (other.made, &other.id) < (plan.made, &plan.id);
    let same_goal =
        |other: &&Plan| other.goal.as_ref().map(|goal| &goal.id) == plan.goal.as_ref().map(|goal| &goal.id);
    let counts = |other: &&Plan| other.outcome != Outcome::Draft;
    let before = match &plan.follows {
        Some(follows) => record.plan(&follows.id),
        None => record.plans.iter().filter(earlier).filter(same_goal).rfind(counts),
    };
    before.filter(|before| {
        before.outcome == Outcome::Open && (before.review.is_none() || is_due(record, before, now.date, now))
    })
}

/// Their answers; what is still open in them is for the coach to ask.
impl View for PlanCheck {
    const TEMPLATE: Option<&'static str> = Some("plan-check.md");

    fn for_client(self) -> Option<Self> {
        let Self { client, plan, title, criteria, fit, test, together: _, before: _, goal_words } = self;
        Some(Self {
            client,
            plan,
            title,
            criteria: criteria.into_iter().map(CriterionCheck::for_client).collect(),
            fit: their_fit(fit, false),
            test: test.for_client(),
            together: Together { findings: Vec::new() },
            before: BeforePlan::default(),
            goal_words: their_words(goal_words),
        })
    }
}

impl CriterionCheck {
    fn for_client(self) -> Self {
        let Self { id, question, answer, agreed, findings: _ } = self;
        Self { id, question, answer: answer.and_then(their_word), agreed, findings: Vec::new() }
    }
}

impl Played {
    fn for_client(self) -> Self {
        let Self { played, of, confidence_before: _, confidence: _ } = self;
        Self { played, of, confidence_before: None, confidence: None }
    }
}

#[cfg(test)]
mod tests {
    use super::{has_then, measurable, specific};
    use crate::model::wording::PlanWords;

    fn words() -> PlanWords {
        serde_yaml::from_str(include_str!("../../templates/plan-words.yaml")).expect("the word list")
    }

    fn ids(findings: &[super::Finding]) -> String {
        findings.iter().map(|finding| finding.id).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_finding_has_its_question() {
        let source = include_str!("smart.rs");
        let made = source.split(['(', ' ']).filter_map(|part| part.strip_prefix('"')?.split('"').next());
        let ids: Vec<&str> = made
            .filter(|id| id.contains('-') && id.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
            .collect();
        assert!(ids.len() > 15, "{ids:?}");
        for id in ids {
            assert!(words().questions.contains_key(id), "{id}");
        }
    }

    #[test]
    fn what_exactly() {
        for (answer, wanted) in [
            (None, "no-answer"),
            (Some("Two mornings at the library."), ""),
            (Some("I will try to write more"), "vague"),
            (Some("Ring Jo; write the page of the month"), "several-actions"),
            (Some("One morning I ring a family. The other I write."), "several-actions"),
            (Some("Put the fourth of the nine in an envelope, as it is."), ""),
        ] {
            assert_eq!(ids(&specific(answer, &words())), wanted, "{answer:?}");
        }
    }

    #[test]
    fn how_will_we_know() {
        for (answer, wanted) in [
            (None, "no-answer"),
            (Some("Three receipts."), ""),
            (Some("4"), ""),
            (Some("Marit has it under her arm."), ""),
            (Some("I feel better"), "nothing-countable"),
            (Some("It is calmer"), "nothing-countable"),
            (Some("Somehow"), "nothing-countable"),
        ] {
            assert_eq!(ids(&measurable(answer, &words())), wanted, "{answer:?}");
        }
    }

    #[test]
    fn obstacles_have_answers() {
        for (text, wanted) in [
            ("If it rains, then I take the bus.", true),
            ("If it rains, then", false),
            ("If it rains, then …", false),
            ("If it rains", false),
            ("If it rains then I take the bus", true),
            ("Rain → bus", true),
        ] {
            assert_eq!(has_then(text), wanted, "{text}");
        }
    }
}
