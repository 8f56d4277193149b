//! What a rule found, and the words that it is told in.

use super::evidence::{Basis, Figure};
use super::facts::Facts;
use super::helped::what_helped;
use super::{Noticed, Rule};
use crate::model::goal::Goal;
use crate::model::plan::Plan;

/// What a rule found, before it is put into words.
pub(super) struct Finding {
    pub(super) goal: Option<(String, String)>,
    pub(super) plan: Option<(String, String)>,
    /// Which of the signal's sentences tells it; empty for its first.
    variant: &'static str,
    /// What else the sentence names.
    named: Vec<(&'static str, String)>,
    /// What is asked beside the rule's own questions.
    asks: Vec<&'static str>,
    pub(super) basis: Basis,
    figures: Vec<Figure>,
}

impl Finding {
    pub(super) const fn new(basis: Basis, figures: Vec<Figure>) -> Self {
        Self { goal: None, plan: None, variant: "", named: Vec::new(), asks: Vec::new(), basis, figures }
    }

    pub(super) fn for_goal(mut self, goal: &Goal) -> Self {
        self.goal = Some((goal.id.clone(), goal.display_name().to_owned()));
        self
    }

    /// About a plan, and so about the goal that it serves.
    pub(super) fn for_plan(mut self, plan: &Plan, facts: &Facts<'_>) -> Self {
        self.plan = Some((plan.id.clone(), plan.title.clone()));
        self.goal = plan.goal.as_ref().map(|goal| match facts.record.goal(&goal.id) {
            Some(goal) => (goal.id.clone(), goal.display_name().to_owned()),
            None => (goal.id.clone(), goal.id.clone()),
        });
        self
    }

    /// Told by another of the signal's sentences than the first.
    pub(super) const fn with_variant(mut self, variant: &'static str) -> Self {
        self.variant = variant;
        self
    }

    pub(super) fn with_name(mut self, name: &'static str, called: &str) -> Self {
        self.named.push((name, called.to_owned()));
        self
    }

    pub(super) fn with_question(mut self, question: &'static str) -> Self {
        self.asks.push(question);
        self
    }

    pub(super) fn with_figure(mut self, figure: Figure) -> Self {
        self.figures.push(figure);
        self
    }

    pub(super) fn into_noticed(self, rule: &Rule, facts: &Facts<'_>) -> Noticed {
        let words = facts.words;
        let title = |named: &Option<(String, String)>| named.as_ref().map(|(_, title)| format!("“{title}”"));
        let mut fills: Vec<(&str, String)> = self.named;
        fills.extend(title(&self.goal).map(|title| ("goal", title)));
        fills.extend(title(&self.plan).map(|title| ("plan", title)));
        fills.extend(self.figures.iter().map(|figure| (figure.name, figure.to_words())));
        let asks = rule.questions.iter().chain(&self.asks);
        let goal = self.goal.map(|(id, _)| id);
        Noticed {
            signal: rule.id,
            text: fill_blanks(words.sentence(rule.id.word(), self.variant), &fills),
            questions: asks.map(|name| fill_blanks(words.asks(name), &fills)).collect(),
            helped: what_helped(facts.record, goal.as_deref(), words),
            goal,
            plan: self.plan.map(|(id, _)| id),
            newest: self.basis.days.iter().max().copied(),
            evidence: self.basis.shown,
            figures: self.figures,
        }
    }
}

/// A text with what stands in braces filled in, in one pass: what is filled in may have braces of its own.
fn fill_blanks(text: &str, fills: &[(&str, String)]) -> String {
    let mut made = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, behind) = rest.split_at(open);
        made.push_str(before);
        let inside = behind[1..].split('}').next().unwrap_or_default();
        // `{days day|days}` is the number and the word that goes with it.
        let (name, noun) = inside.split_once(' ').unwrap_or((inside, ""));
        if let Some((_, value)) = fills.iter().find(|(known, _)| *known == name) {
            made.push_str(value);
            if let Some((one, many)) = noun.split_once('|') {
                made.push(' ');
                made.push_str(if value == "1" { one } else { many });
            }
            rest = &behind[inside.len() + 2..];
        } else {
            made.push('{');
            rest = &behind[1..];
        }
    }
    made.push_str(rest);
    made
}
