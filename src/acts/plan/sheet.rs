//! What is told of a plan, whoever told it: flags, an interview, a note. It becomes the text of a new plan, or goes into one
//! that is there.

use chrono::NaiveDate;

use super::if_then::join_lines;
use super::smart_answer;
use crate::model::fit::{Fit, FitValue};
use crate::model::id;
use crate::model::moment::Moment;
use crate::model::plan::{Criterion, MadeBy, Outcome, Plan};
use crate::model::wording::PlanWords;
use crate::note::edit::{self, NewValue};
use crate::note::inline_marks;

/// The title of a plan that has no words yet.
pub const UNTITLED: &str = "Plan";

/// What is told of a plan.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// The id of the goal that it serves.
    pub goal: Option<String>,
    /// When it was made; with the hour where another one was made on that day.
    pub made: Option<Moment>,
    /// Who made it.
    pub made_by: Option<MadeBy>,
    /// When its outcome is looked at.
    pub review: Option<NaiveDate>,
    /// The plan that it mends.
    pub follows: Option<String>,
    /// What it is called.
    pub title: Option<String>,
    /// What they will do.
    pub what: Option<String>,
    /// How they will know.
    pub measure: Option<String>,
    /// Why it matters now.
    pub why: Option<String>,
    /// How it fits into their life.
    pub fit: Fit,
    /// Obstacles and their answers.
    pub if_thens: Vec<String>,
    /// Steps.
    pub steps: Vec<String>,
}

impl Sheet {
    /// Whether nothing is told that makes a plan.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let told = [&self.title, &self.what, &self.measure, &self.why, &self.fit.when, &self.fit.make_room];
        told.iter().all(|told| told.is_none()) && self.steps.is_empty() && self.if_thens.is_empty()
    }

    /// What the plan is called: its title, else the beginning of what they will do.
    #[must_use]
    pub fn name_plan(&self) -> String {
        let begun = || self.what.as_deref().map(shorten_title);
        self.title.clone().or_else(begun).unwrap_or_else(|| UNTITLED.to_owned())
    }

    /// What a plan that is nothing but a list begins with: its first step, else its first if-then, shortened to a title.
    #[must_use]
    pub fn find_first_words(&self) -> Option<String> {
        let first = self.steps.first().or_else(|| self.if_thens.first()).filter(|_| self.what.is_none())?;
        let (words, _) = inline_marks::due(first);
        Some(shorten_title(&words)).filter(|title| !title.is_empty())
    }

    /// The keys that are told, each with its value, in the order of the format's documentation.
    #[must_use]
    pub fn keys(&self) -> Vec<(&'static str, NewValue)> {
        let text = |text: &Option<String>| text.clone().map(NewValue::Text);
        let head = [
            ("goal", text(&self.goal)),
            ("made", self.made.map(|made| NewValue::Plain(made.to_string()))),
            ("made_by", self.made_by.map(|by| NewValue::Plain(by.word().to_owned()))),
            ("review", self.review.map(|review| NewValue::Plain(review.to_string()))),
        ];
        let fit = self.fit.answers().into_iter().map(|(key, value)| (key, Some(new_value(value))));
        let keys = head.into_iter().chain(fit).chain([("follows", text(&self.follows))]);
        keys.filter_map(|(key, value)| Some((key, value?))).collect()
    }

    /// The answer to one of the five criteria. Two of them are made of keys, as they were told: what makes room and what that
    /// costs; when, where and who is with them.
    #[must_use]
    pub fn smart_answer(&self, criterion: Criterion) -> Option<String> {
        let joined = |parts: &[&Option<String>], by: &str| {
            let told: Vec<&str> = parts.iter().filter_map(|part| part.as_deref()).collect();
            (!told.is_empty()).then(|| told.join(by))
        };
        match criterion {
            Criterion::Specific => self.what.clone(),
            Criterion::Measurable => self.measure.clone(),
            Criterion::Relevant => self.why.clone(),
            Criterion::Achievable => joined(&[&self.fit.make_room, &self.fit.make_room_cost], "; "),
            Criterion::TimeBound => joined(&[&self.fit.when, &self.fit.place, &self.fit.support], ", "),
        }
    }

    /// The text of a new plan: what is told goes into the bare template through the edit layer, so that nothing in it can
    /// become a key, a heading or an item of its own. A draft answers only what was asked in so many words; the criteria that
    /// are made of keys are answered once it is open.
    ///
    /// # Errors
    /// Where something can't be written safely.
    pub fn write_new(
        &self,
        template: &str,
        outcome: Outcome,
        words: &PlanWords,
    ) -> Result<String, edit::EditRefusal> {
        let mut text = without_empty_fence(template).to_owned();
        let outcome_key = ("outcome", NewValue::Plain(outcome.word().to_owned()));
        for (key, value) in self.keys().iter().chain([&outcome_key]) {
            text = edit::set(&text, &[key], value)?;
        }
        text = edit::retitle(&text, &self.name_plan())?;
        text = self.put_into_body(&text, words)?;
        if outcome == Outcome::Draft { Ok(text) } else { self.answer_made_of_keys(&text, words) }
    }

    /// Puts what is told into a plan that is there: its keys, its title, its answers, its lists.
    ///
    /// # Errors
    /// Where something can't be written safely.
    pub fn put_into(&self, text: &str, words: &PlanWords) -> Result<String, edit::EditRefusal> {
        let set = |text: String, (key, value): &(&'static str, NewValue)| edit::set(&text, &[key], value);
        let text = self.keys().iter().try_fold(text.to_owned(), set)?;
        let text = self.title.as_deref().map_or(Ok(text.clone()), |title| edit::retitle(&text, title))?;
        self.put_into_body(&text, words)
    }

    fn put_into_body(&self, text: &str, words: &PlanWords) -> Result<String, edit::EditRefusal> {
        let mut text = text.to_owned();
        for criterion in [Criterion::Specific, Criterion::Measurable, Criterion::Relevant] {
            if let Some(told) = self.smart_answer(criterion) {
                text = smart_answer::answer(&text, criterion, &told, words)?;
            }
        }
        for (section, lines) in [("Reality test", &self.if_thens), ("Steps", &self.steps)] {
            for line in lines {
                text = edit::append(&text, section, &format!("- [ ] {}", join_lines(line)))?;
            }
        }
        Ok(text)
    }

    /// Answers the criteria that are made of keys.
    ///
    /// # Errors
    /// Where an answer can't be written safely.
    pub fn answer_made_of_keys(&self, text: &str, words: &PlanWords) -> Result<String, edit::EditRefusal> {
        let made = [Criterion::Achievable, Criterion::TimeBound];
        made.into_iter().try_fold(text.to_owned(), |text, criterion| match self.smart_answer(criterion) {
            Some(told) => smart_answer::answer(&text, criterion, &told, words),
            None => Ok(text),
        })
    }
}

fn new_value(value: FitValue) -> NewValue {
    match value {
        FitValue::Words(words) => NewValue::Text(words),
        FitValue::Mark(mark) => NewValue::Plain(mark.value().to_string()),
    }
}

/// A template without front matter that holds nothing: the first key then makes it, as in a note written by hand.
fn without_empty_fence(template: &str) -> &str {
    template.strip_prefix("---\n---\n").unwrap_or(template)
}

/// The beginning of what they will do, for a title: the first sentence, at most sixty characters.
#[must_use]
pub fn shorten_title(what: &str) -> String {
    let line = what.lines().next().unwrap_or_default();
    let sentence = line
        .split_inclusive(['.', '!', '?', ';'])
        .next()
        .unwrap_or(line)
        .trim_end_matches(['.', ';', ':'])
        .trim();
    if sentence.chars().count() <= 60 {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(60).collect();
    format!("{} …", cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head))
}

/// What a plan's file is called: the day it was made, and the beginning of its title.
#[must_use]
pub fn file_name(made: NaiveDate, title: &str) -> String {
    /// How many words of a title go into the file's name.
    const WORDS: usize = 6;
    let words: Vec<&str> = title.split_whitespace().take(WORDS).collect();
    match id::slug(&words.join(" ")) {
        Ok(name) => id::shorten(&format!("{made}-{name}"), id::LONGEST),
        Err(_) => made.to_string(),
    }
}

/// Whether nothing says yet what will be done: there is no title, or only that of the role that the plan begins with.
#[must_use]
pub fn is_untitled(plan: &Plan) -> bool {
    plan.title == UNTITLED || plan.fit.lens.as_ref() == Some(&plan.title)
}

/// Whether a plan holds no word of anybody's.
#[must_use]
pub fn is_blank(plan: &Plan) -> bool {
    let answered = plan.smart.iter().any(|item| item.answer.is_some()) || !plan.fit.answers().is_empty();
    plan.title == UNTITLED && !answered && plan.if_thens.is_empty() && plan.steps.is_empty()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Sheet;
    use crate::model::fit::Fit;
    use crate::model::mark::Ten;
    use crate::model::moment::Moment;
    use crate::model::plan::{Criterion, MadeBy, Outcome, Plan};
    use crate::model::wording::PlanWords;
    use crate::note::parsed::Note;
    use crate::note::read;

    const TEMPLATE: &str = "---\n---\n\n# Plan\n\n## SMART\n\n- [ ] **Specific** What exactly will you do?\n\n## Reality test\n\n## Steps\n\n## Outcome\n";

    fn words() -> PlanWords {
        serde_yaml::from_str(include_str!("../../../templates/plan-words.yaml")).expect("the word list")
    }

    fn read_back(text: &str) -> Plan {
        let read = read::plan(Note::parse(&Arc::from("clients/a/plans/p.md"), text.to_owned()));
        assert!(read.problems.is_empty(), "{:?}\n{text}", read.problems);
        read.value
    }

    fn sheet() -> Sheet {
        let text = |text: &str| Some(text.to_owned());
        Sheet {
            made: Moment::parse("2026-11-08T10:40"),
            made_by: Some(MadeBy::Together),
            what: text("Door shut from nine. Really."),
            fit: Fit {
                when: text("Tue: 7:30 #1"),
                place: text("the library"),
                make_room: text("the stand-up"),
                confidence: Ten::new(8.0),
                ..Fit::default()
            },
            if_thens: vec!["If it rains, then I go.".to_owned()],
            steps: vec!["Ring Jo due:2026-11-09".to_owned()],
            ..Sheet::default()
        }
    }

    #[test]
    fn what_is_told_is_read_back() {
        let text = sheet().write_new(TEMPLATE, Outcome::Open, &words()).unwrap();
        let plan = read_back(&text);
        assert!(text.starts_with("---\nmade: 2026-11-08T10:40\nmade_by: together\nwhen: "), "{text}");
        assert_eq!((&plan.fit, &*plan.title), (&sheet().fit, "Door shut from nine"));
        assert_eq!((plan.made_hour.is_some(), plan.outcome), (true, Outcome::Open));
        let answers: Vec<_> =
            plan.smart.iter().map(|item| (item.id, item.answer.as_ref().map(|a| &*a.text))).collect();
        assert_eq!(
            answers,
            [
                (Criterion::Specific, Some("Door shut from nine. Really.")),
                (Criterion::Achievable, Some("the stand-up")),
                (Criterion::TimeBound, Some("Tue: 7:30 #1, the library")),
            ]
        );
        assert_eq!((plan.if_thens.len(), plan.steps.len()), (1, 1));
        let draft = sheet().write_new(TEMPLATE, Outcome::Draft, &words()).unwrap();
        assert_eq!(read_back(&draft).smart.len(), 1);
    }

    #[test]
    fn nothing_typed_becomes_a_key_a_heading_or_an_item_of_its_own() {
        let odd = "7\noutcome: kept\n\n---\n\n## Outcome\n\n- [x] done";
        let odd = || Some(odd.to_owned());
        let sheet = Sheet {
            title: odd(),
            goal: odd(),
            follows: odd(),
            what: odd(),
            measure: odd(),
            fit: Fit { when: odd(), lens: odd(), support: odd(), ..Fit::default() },
            if_thens: odd().into_iter().collect(),
            steps: odd().into_iter().collect(),
            ..Sheet::default()
        };
        let text = sheet.write_new(TEMPLATE, Outcome::Open, &words()).unwrap();
        let plan = read_back(&text);
        assert_eq!((plan.outcome, plan.steps.len(), plan.if_thens.len()), (Outcome::Open, 1, 1), "{text}");
        assert_eq!(plan.fit.when.as_deref(), odd().as_deref());
        assert!(plan.outcome_words.is_empty(), "{text}");
        assert_eq!(text.matches("\noutcome:").count(), 1, "{text}");
    }

    #[test]
    fn what_is_told_goes_into_a_plan_that_is_there() {
        let by_hand = "---\r\ngoal: x # hers\r\n---\r\n# Mine\r\n\r\nFree words.\r\n";
        let put = sheet().put_into(by_hand, &words()).unwrap();
        assert!(put.starts_with("---\r\ngoal: x # hers\r\nmade: 2026-11-08T10:40\r\n"), "{put:?}");
        assert!(
            put.contains("# Mine\r\n\r\nFree words.\r\n") && !put.replace("\r\n", "").contains('\n'),
            "{put:?}"
        );
    }
}
