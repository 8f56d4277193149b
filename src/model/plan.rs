//! What a client sets out to do: `plans/DATE-ID.md`.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use serde::Serialize;

use super::choice::choices;
use super::fit::Fit;
use super::id::same;
use super::session::Reference;
use super::slip::is_one_slip;
use super::statement::{Source, Statement, Task, TaskState, serialize_state};
use super::written::Written;

choices! {
    /// Who made a plan.
    MadeBy {
        /// The client.
        Client = "client",
        /// Both.
        Together = "together",
        /// The coach.
        Coach = "coach",
    }
}

choices! {
    /// What became of a plan.
    Outcome {
        /// Not finished; it counts nowhere.
        Draft = "draft",
        /// Under way.
        Open = "open",
        /// It was followed through.
        Kept = "kept",
        /// A part of it was.
        Partly = "partly",
        /// It wasn't.
        Missed = "missed",
        /// It was let go before its review.
        Released = "released",
    }
}

choices! {
    /// The five questions of a SMART plan (Doran 1981).
    Criterion {
        /// What exactly will you do?
        Specific = "specific",
        /// How will you know?
        Measurable = "measurable",
        /// What makes room for it?
        Achievable = "achievable",
        /// Why does it matter now?
        Relevant = "relevant",
        /// When, and when do we look at it?
        TimeBound = "time-bound",
    }
}

impl Criterion {
    /// All five, in their order.
    pub const ALL: [Self; 5] =
        [Self::Specific, Self::Measurable, Self::Achievable, Self::Relevant, Self::TimeBound];

    /// The name as it stands in bold before the question.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Specific => "Specific",
            Self::Measurable => "Measurable",
            Self::Achievable => "Achievable",
            Self::Relevant => "Relevant",
            Self::TimeBound => "Time-bound",
        }
    }

    /// The criterion that a line of the SMART list begins with, and what stands behind it: in bold, or with a colon. Blanks and dashes
    /// in it count for nothing, and one slip is read as meant.
    #[must_use]
    pub fn read_led(line: &str) -> Option<(Self, &str)> {
        let in_marks = |mark| line.strip_prefix(mark).and_then(|behind: &str| behind.split_once(mark));
        let (label, behind) = ["**", "__", "*", "_"]
            .into_iter()
            .find_map(in_marks)
            .or_else(|| line.split_once(':'))
            .unwrap_or((line, ""));
        let criterion = Self::read_label(label)?;
        Some((criterion, behind.trim_start_matches([':', ' ']).trim_end()))
    }

    fn read_label(label: &str) -> Option<Self> {
        let is_as_written = |criterion: &Self| criterion.label().eq_ignore_ascii_case(label);
        if let Some(criterion) = Self::ALL.into_iter().find(is_as_written) {
            return Some(criterion);
        }
        let letters = |word: &str| -> String {
            word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
        };
        let typed = letters(label);
        let find = |is_meant: &dyn Fn(&str) -> bool| {
            Self::ALL.into_iter().find(|criterion| is_meant(&letters(criterion.label())))
        };
        find(&|known| typed == known).or_else(|| find(&|known| is_one_slip(&typed, known)))
    }
}

impl Outcome {
    /// What it is called where the client looks: what became of a plan, never what became of a promise that they made.
    #[must_use]
    pub const fn word_for_client(self) -> &'static str {
        match self {
            Self::Draft => "begun",
            Self::Open => "open",
            Self::Kept => "came about",
            Self::Partly => "in part",
            Self::Missed => "not this time",
            Self::Released => "let go",
        }
    }
}

/// One item of the SMART checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SmartItem {
    /// Which of the five.
    pub id: Criterion,
    /// The question as it stands in the note.
    pub question: String,
    /// The client's answer.
    pub answer: Option<Statement>,
    /// The tick: the client's own yes.
    pub agreed: bool,
}

/// One step that the client works from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What to do, the date left out.
    pub text: String,
    /// What its box says.
    #[serde(flatten, serialize_with = "serialize_state")]
    pub state: TaskState,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Where it stands.
    pub source: Option<Source>,
    /// Whether it stands under `Reflection`, for the coach alone.
    #[serde(skip)]
    pub private: bool,
    /// Whether client and coach have read it together: `#ours`.
    #[serde(skip)]
    pub ours: bool,
}

/// A plan, as its note tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The file's stem.
    pub id: String,
    /// The file, from the practice's root.
    pub path: Arc<str>,
    /// What it is called: the note's first heading, else the id.
    pub title: String,
    /// The goal that it serves.
    pub goal: Option<Reference>,
    /// When it was made.
    pub made: Option<NaiveDate>,
    /// The hour at which it was made, where plans of one day are told apart by it.
    pub made_hour: Option<NaiveTime>,
    /// Who made it.
    pub made_by: Option<MadeBy>,
    /// When its outcome is looked at.
    pub review: Option<NaiveDate>,
    /// How it fits into their life.
    pub fit: Fit,
    /// The plan that this one mends.
    pub follows: Option<Reference>,
    /// What became of it.
    pub outcome: Outcome,
    /// When it was looked at.
    pub reviewed: Option<NaiveDate>,
    /// Times done, for a practice that repeats.
    pub done: Option<f64>,
    /// Times meant.
    pub of: Option<f64>,
    /// The SMART checklist as far as it stands in the note.
    pub smart: Vec<SmartItem>,
    /// If …, then …; ticked once played through.
    pub if_thens: Vec<Task>,
    /// What the client works from.
    pub steps: Vec<Step>,
    /// What happened, what good came of it, what was learned.
    pub outcome_words: Vec<Statement>,
    /// What stands beside these, under headings of the coach's own or under none.
    pub text: Vec<Statement>,
    /// The lines that hold its facts.
    pub written: Written,
}

/// From this value on a plan came about. Our own choice: the words somebody would use of four times out of five.
const CAME_ABOUT: f64 = 0.8;

impl Plan {
    /// The plan's value: `done`/`of` where both are given (at most 1), else 1, ½ or 0 for kept, partly, missed. `None`
    /// for a plan that wasn't reviewed.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        let by_outcome = match self.outcome {
            Outcome::Kept => 1.0,
            Outcome::Partly => 0.5,
            Outcome::Missed => 0.0,
            Outcome::Draft | Outcome::Open | Outcome::Released => return None,
        };
        match (self.done, self.of) {
            (Some(done), Some(of)) if of > 0.0 => Some((done / of).clamp(0.0, 1.0)),
            _ => Some(by_outcome),
        }
    }

    /// Whether it came about: reviewed, and of a value of 0.8 or more, four times of five.
    #[must_use]
    pub fn has_come_about(&self) -> bool {
        self.value().is_some_and(|value| value >= CAME_ABOUT)
    }

    /// Whether it came about in part: reviewed, and of a value above 0 and under that.
    #[must_use]
    pub fn has_come_about_in_part(&self) -> bool {
        self.value().is_some_and(|value| value > 0.0 && value < CAME_ABOUT)
    }

    /// The day by which reviewed plans are ordered: when it was looked at, else when it was to be, else when it was made.
    #[must_use]
    pub fn look_day(&self) -> Option<NaiveDate> {
        self.reviewed.or(self.review).or(self.made)
    }

    /// Whether it serves a goal.
    #[must_use]
    pub fn serves(&self, goal: &str) -> bool {
        self.goal.as_ref().is_some_and(|own| same(&own.id, goal))
    }
}

#[cfg(test)]
mod tests {
    use super::Criterion;

    #[test]
    fn a_criterion_is_known_however_it_is_marked() {
        for (line, wanted) in [
            ("**Specific** What exactly?", Some((Criterion::Specific, "What exactly?"))),
            ("**specific:** What?", Some((Criterion::Specific, "What?"))),
            ("**Time bound**: When?", Some((Criterion::TimeBound, "When?"))),
            ("__Timebound__", Some((Criterion::TimeBound, ""))),
            ("*Relevent* Why?", Some((Criterion::Relevant, "Why?"))),
            ("Achievable: what makes room?", Some((Criterion::Achievable, "what makes room?"))),
            ("Measureable", Some((Criterion::Measurable, ""))),
            ("Be specific: what?", None),
            ("**Realistic** Can it be?", None),
            ("**Specific", None),
            ("", None),
        ] {
            let found = Criterion::read_led(line);
            assert_eq!(found, wanted, "{line}");
        }
    }

    #[test]
    fn labels_are_the_words_in_capitals() {
        for criterion in Criterion::ALL {
            assert_eq!(criterion.label().to_lowercase(), criterion.word());
        }
    }
}
