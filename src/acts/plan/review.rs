//! What is written of how a plan went.

use chrono::NaiveDate;

use super::if_then::join_lines;
use crate::model::plan::Outcome;
use crate::model::wording::PlanWords;
use crate::note::edit::{self, NewValue};

/// What is told of how a plan went.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Review {
    /// What became of it; nothing where that is left open.
    pub outcome: Option<Outcome>,
    /// Times done.
    pub done: Option<f64>,
    /// Of times meant.
    pub of: Option<f64>,
    /// What happened, and what came instead.
    pub happened: Option<String>,
    /// What good came of it.
    pub good: Option<String>,
    /// What got in the way.
    pub in_the_way: Option<String>,
    /// What making room for it cost.
    pub cost: Option<String>,
    /// What it taught.
    pub learned: Option<String>,
    /// What is to change.
    pub next: Option<String>,
}

impl Review {
    /// Whether anything is told in words.
    #[must_use]
    pub fn has_words(&self) -> bool {
        self.happened.is_some() || self.led().iter().any(|(_, told)| told.is_some())
    }

    fn led(&self) -> [(&'static str, Option<&str>); 5] {
        [
            ("good", self.good.as_deref()),
            ("in_the_way", self.in_the_way.as_deref()),
            ("cost", self.cost.as_deref()),
            ("learned", self.learned.as_deref()),
            ("next", self.next.as_deref()),
        ]
    }

    /// A plan's text with all of it; what stands there already isn't written twice.
    ///
    /// # Errors
    /// Where something can't be written safely.
    pub fn write_into(
        &self,
        text: &str,
        reviewed: NaiveDate,
        words: &PlanWords,
    ) -> Result<String, edit::EditRefusal> {
        let mut text = text.to_owned();
        if let Some(outcome) = self.outcome {
            text = edit::set(&text, &["outcome"], &NewValue::Plain(outcome.word().to_owned()))?;
            text = edit::set(&text, &["reviewed"], &NewValue::Plain(reviewed.to_string()))?;
        }
        for (key, number) in [("done", self.done), ("of", self.of)] {
            if let Some(number) = number {
                text = edit::set(&text, &[key], &NewValue::Plain(number.to_string()))?;
            }
        }
        let happened = self.happened.as_deref().map(edit::as_paragraphs);
        let led = self.led().into_iter().filter_map(|(name, told)| Some(led_line(words, name, told?)));
        for line in happened.into_iter().chain(led).filter(|line| !line.trim().is_empty()) {
            if !edit::stands_in(&text, "Outcome", &line) {
                text = edit::append(&text, "Outcome", &line)?;
            }
        }
        Ok(text)
    }
}

/// A line under `Outcome` behind the word that leads it; nothing where nothing is told.
fn led_line(words: &PlanWords, name: &str, told: &str) -> String {
    let lead = words.outcome.get(name).and_then(|leads| leads.first()).map_or(name, String::as_str);
    let told = join_lines(told);
    if told.is_empty() { told } else { format!("{lead}: {told}") }
}

/// What times done of times meant tell: all, none, or some.
#[must_use]
pub fn outcome_by_count(done: Option<f64>, of: Option<f64>) -> Option<Outcome> {
    let (done, of) = (done?, of.filter(|of| *of > 0.0)?);
    Some(if done >= of {
        Outcome::Kept
    } else if done <= 0.0 {
        Outcome::Missed
    } else {
        Outcome::Partly
    })
}

#[cfg(test)]
mod tests {
    use super::{Review, outcome_by_count};
    use crate::model::lessons::Lessons;
    use crate::model::plan::Outcome;
    use crate::model::wording::PlanWords;
    use crate::note::parsed::Note;
    use crate::note::read;

    #[test]
    fn what_is_told_is_read_back_and_written_once() {
        let words: PlanWords =
            serde_yaml::from_str(include_str!("../../../templates/plan-words.yaml")).expect("the word list");
        let text = |text: &str| Some(text.to_owned());
        let review = Review {
            outcome: Some(Outcome::Partly),
            done: Some(3.0),
            of: Some(4.0),
            happened: text("Three of four.\n# One rained off."),
            learned: text("Mornings\nhold."),
            in_the_way: text("the rain"),
            ..Review::default()
        };
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
        let written =
            review.write_into("---\nmade: 2026-11-08\n---\n# Walk\n\n## Outcome\n", day, &words).unwrap();
        assert_eq!(review.write_into(&written, day, &words).unwrap(), written);
        let plan = read::plan(Note::parse(&"p.md".into(), written.clone())).value;
        assert_eq!((plan.outcome, plan.value(), plan.reviewed), (Outcome::Partly, Some(0.75), Some(day)));
        let lessons = Lessons::from_plan(&plan, &words.outcome);
        assert_eq!(lessons.learned[0].text, "Mornings hold.");
        assert_eq!(lessons.in_the_way[0].text, "the rain");
        assert_eq!(lessons.happened.len(), 1, "{written}");
    }

    #[test]
    fn times_tell_what_became_of_it() {
        for (done, of, wanted) in [
            (Some(4.0), Some(4.0), Some(Outcome::Kept)),
            (Some(0.0), Some(4.0), Some(Outcome::Missed)),
            (Some(3.0), Some(4.0), Some(Outcome::Partly)),
            (Some(3.0), None, None),
            (Some(3.0), Some(0.0), None),
        ] {
            assert_eq!(outcome_by_count(done, of), wanted);
        }
    }
}
