//! What the coach looks at before a plan is made, tested or checked: what got in the way before and what held, how they work
//! best, who supports them. For the coach's eyes alone.

use serde::Serialize;

use super::person::person;
use super::reviewed::list_reviewed;
use crate::model::client::About;
use crate::model::fit::Fit;
use crate::model::id::same;
use crate::model::lessons::Lessons;
use crate::model::plan::Plan;
use crate::model::record::Record;
use crate::model::statement::Statement;
use crate::model::wording::PlanWords;

/// How many statements of one kind are shown.
const MOST: usize = 3;

/// From so many plans of a goal that didn't come about on, it is asked what that has done to how they trust themselves.
const TRUST: usize = 3;

/// What came before a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct BeforePlan {
    /// What got in the way of earlier plans of the goal, the newest first.
    pub in_the_way: Vec<Earlier>,
    /// Earlier plans that came about, and what was learned from them, the newest first: of the goal, else of any.
    pub held: Vec<Earlier>,
    /// How they work best, the newest first.
    pub works_best: Vec<Statement>,
    /// Who and what supports them, the newest first.
    pub supports: Vec<Statement>,
    /// How many plans of the goal didn't come about, or only in part, since the last one that did.
    pub in_a_row: usize,
    /// How many of these came about in part.
    pub in_part: usize,
}

/// Words of an earlier plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Earlier {
    /// The plan's id.
    pub plan: String,
    /// Its title.
    pub title: String,
    /// The words; none where nothing was noted of a plan that came about.
    pub statement: Option<Statement>,
}

impl BeforePlan {
    /// Whether so many plans of the goal didn't come about that it is asked what that has done to how they trust themselves.
    #[must_use]
    pub const fn asks_about_trust(&self) -> bool {
        self.in_a_row >= TRUST
    }

    /// What became of the plans in a row.
    #[must_use]
    pub fn tell_row(&self) -> String {
        let told = match (self.in_part, self.in_a_row - self.in_part) {
            (0, _) => " didn't come about".to_owned(),
            (_, 0) => " came about only in part".to_owned(),
            (in_part, not) => format!(": {in_part} came about in part, {not} didn't"),
        };
        format!("{} plans of this goal in a row{told}", self.in_a_row)
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.in_the_way.is_empty()
            && self.held.is_empty()
            && self.works_best.is_empty()
            && self.supports.is_empty()
            && !self.asks_about_trust()
    }
}

/// What came before a plan of a goal; of none, before one that serves none. `but` is the plan itself, where it is there already.
#[must_use]
pub fn find_before_plan(
    record: &Record,
    goal: Option<&str>,
    but: Option<&Plan>,
    words: &PlanWords,
) -> BeforePlan {
    let others = || record.plans.iter().filter(|plan| but.is_none_or(|own| own.id != plan.id));
    let of_goal = |plan: &&Plan| match goal {
        Some(goal) => plan.serves(goal),
        None => plan.goal.is_none(),
    };
    let mut earlier = list_reviewed(others().filter(of_goal));
    earlier.reverse();
    let in_the_way = earlier.iter().flat_map(|plan| {
        let told = Lessons::from_plan(plan, &words.outcome).in_the_way;
        told.into_iter().map(|statement| from_plan(plan, Some(statement)))
    });
    let came = |plans: &[&Plan]| -> Vec<Earlier> {
        plans.iter().filter(|plan| came_about(plan)).take(2).map(|plan| find_what_held(plan, words)).collect()
    };
    let mut any = list_reviewed(others());
    any.reverse();
    let held = Some(came(&earlier)).filter(|held| !held.is_empty()).unwrap_or_else(|| came(&any));
    let known = |about: About| {
        let subjects = person(record, Some(MOST), None);
        let subject = subjects.into_iter().find(|subject| subject.about == about);
        subject.map_or_else(Vec::new, |subject| {
            subject.statements.into_iter().map(|noted| noted.statement).collect()
        })
    };
    let row = goal.map_or(0, |_| earlier.iter().take_while(|plan| !came_about(plan)).count());
    BeforePlan {
        in_the_way: in_the_way.take(MOST).collect(),
        held,
        works_best: known(About::WorksBest),
        supports: known(About::Support),
        in_a_row: row,
        in_part: earlier[..row].iter().filter(|plan| plan.has_come_about_in_part()).count(),
    }
}

fn find_what_held(plan: &Plan, words: &PlanWords) -> Earlier {
    from_plan(plan, Lessons::from_plan(plan, &words.outcome).learned.into_iter().next())
}

fn from_plan(plan: &Plan, statement: Option<Statement>) -> Earlier {
    Earlier { plan: plan.id.clone(), title: plan.title.clone(), statement }
}

/// Whether a reviewed plan came about: a value of 0.8 or more.
#[must_use]
pub fn came_about(plan: &Plan) -> bool {
    /// From here on a plan came about.
    const CAME: f64 = 0.8;
    plan.value().is_some_and(|value| value >= CAME)
}

/// An earlier plan of the same goal with the same title or the same Specific answer that didn't come about: case, accents and
/// punctuation are no difference.
#[must_use]
pub fn same_as<'a>(record: &'a Record, plan: &Plan) -> Option<&'a Plan> {
    let goal = |plan: &Plan| plan.goal.as_ref().map(|goal| goal.id.clone());
    let same_goal = |other: &Plan| match (goal(other), goal(plan)) {
        (Some(one), Some(two)) => same(&one, &two),
        (None, None) => true,
        _ => false,
    };
    let alike =
        |one: Option<String>, two: Option<String>| one.is_some_and(|one| !one.is_empty() && Some(one) == two);
    let others = record.plans.iter().filter(|other| other.id != plan.id && same_goal(other));
    list_reviewed(others).into_iter().rev().find(|other| {
        !came_about(other)
            && !is_otherwise(plan, other)
            && (alike(Some(strip_marks(&other.title)), Some(strip_marks(&plan.title)))
                || alike(specific(other), specific(plan)))
    })
}

/// Whether a plan that follows another one says when, where or with what room otherwise, or knows more obstacles.
fn is_otherwise(plan: &Plan, other: &Plan) -> bool {
    let follows = plan.follows.as_ref().is_some_and(|before| same(&before.id, &other.id));
    let marks_apart = |plan: &Plan| Fit { confidence: None, confidence_before: None, ..plan.fit.clone() };
    follows && (marks_apart(plan) != marks_apart(other) || plan.if_thens.len() > other.if_thens.len())
}

fn specific(plan: &Plan) -> Option<String> {
    let item = plan.smart.iter().find(|item| item.id == crate::model::plan::Criterion::Specific)?;
    item.answer.as_ref().map(|answer| strip_marks(&answer.text))
}

/// The words alone: case, accents and punctuation apart.
fn strip_marks(text: &str) -> String {
    let letters = crate::model::matching::without_accents(text);
    let words = letters.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Whether an obstacle is among the if-thens of a plan, in whatever words: at least half of its longer words are in one of them.
#[must_use]
pub fn is_among(obstacle: &str, plan: &Plan) -> bool {
    /// Words of fewer letters say little.
    const LONG: usize = 4;
    let all = strip_marks(obstacle);
    let long: Vec<&str> = all.split(' ').filter(|word| word.chars().count() >= LONG).collect();
    let wanted = if long.is_empty() { all.split(' ').collect() } else { long };
    plan.if_thens.iter().any(|task| {
        let line = strip_marks(&task.statement.text);
        let there: Vec<&str> = line.split(' ').collect();
        // `rain` is in `rains`, and the other way round.
        let alike = |word: &&str| {
            there
                .iter()
                .any(|other| other.starts_with(*word) || (other.len() >= LONG && word.starts_with(other)))
        };
        wanted.iter().filter(|word| alike(word)).count() * 2 >= wanted.len()
    })
}

#[cfg(test)]
mod tests {
    use super::{find_before_plan, is_among, same_as};
    use crate::insight::which::tests::record;
    use crate::model::wording::PlanWords;
    use crate::note::parsed::Note;
    use crate::note::read;

    fn words() -> PlanWords {
        serde_yaml::from_str(include_str!("../../templates/plan-words.yaml")).expect("the word list")
    }

    #[test]
    fn what_got_in_the_way_and_what_held_come_back() {
        let plan =
            |front: &str, body: &str| format!("goal: g\n{front}\n---\n# Walk\n\n## Outcome\n\n{body}\n");
        let notes = [
            ("plans/2026-10-01-a.md", plan("outcome: kept", "Went.\n\nLearned: early")),
            ("plans/2026-10-08-b.md", plan("outcome: missed", "Got in the way: rain")),
            ("plans/2026-10-15-c.md", plan("outcome: partly", "Got in the way: Paul")),
            ("plans/2026-10-22-d.md", plan("outcome: missed", "Not once.")),
        ];
        let notes: Vec<(&str, &str)> = notes.iter().map(|(path, text)| (*path, text.as_str())).collect();
        let record = record("anna", &notes);
        let before = find_before_plan(&record, Some("g"), None, &words());
        let told = |earlier: &[super::Earlier]| -> Vec<String> {
            earlier.iter().filter_map(|one| Some(one.statement.as_ref()?.text.to_string())).collect()
        };
        assert_eq!(
            (told(&before.in_the_way), told(&before.held)),
            (vec!["Paul".into(), "rain".into()], vec!["early".into()])
        );
        assert_eq!((before.in_a_row, before.asks_about_trust()), (3, true));
        assert_eq!(before.tell_row(), "3 plans of this goal in a row: 1 came about in part, 2 didn't");
        assert!(find_before_plan(&record, None, None, &words()).in_the_way.is_empty());
        assert_eq!(same_as(&record, &record.plans[0]).map(|plan| plan.id.as_str()), Some("2026-10-22-d"));
    }

    #[test]
    fn an_obstacle_is_known_in_other_words() {
        let text = "## Reality test\n- [x] If the school rings in between, then it rings.\n";
        let plan = read::plan(Note::parse(&"p.md".into(), text.to_owned())).value;
        for (obstacle, wanted) in [("The school rings", true), ("ring", true), ("the rain", false)] {
            assert_eq!(is_among(obstacle, &plan), wanted, "{obstacle}");
        }
    }

    #[test]
    fn plans_in_a_row_are_told_by_what_became_of_them() {
        let told = |in_a_row, in_part| {
            super::BeforePlan { in_a_row, in_part, ..super::BeforePlan::default() }.tell_row()
        };
        assert_eq!(told(3, 0), "3 plans of this goal in a row didn't come about");
        assert_eq!(told(4, 4), "4 plans of this goal in a row came about only in part");
        assert_eq!(told(4, 3), "4 plans of this goal in a row: 3 came about in part, 1 didn't");
    }
}
