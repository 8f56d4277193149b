//! What a client wants: `goals/ID.md`.

use std::cmp::Ordering;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use super::choice::choices;
use super::mark::Ten;
use super::statement::{Statement, Task};
use super::written::Written;

choices! {
    /// Where a goal stands.
    GoalStatus {
        /// It was named, not yet taken up.
        Proposed = "proposed",
        /// It is worked on.
        Active = "active",
        /// It rests.
        Paused = "paused",
        /// They have it.
        Achieved = "achieved",
        /// They let it go.
        Released = "released",
    }
}

choices! {
    /// Whose goal it is: how far the wish is the client's own (self-determination theory, Ryan & Deci 2000).
    Motive {
        /// Somebody else wants it.
        External = "external",
        /// A voice inside says "should".
        Introjected = "introjected",
        /// They stand behind it.
        Identified = "identified",
        /// They would do it for its own sake.
        Intrinsic = "intrinsic",
    }
}

choices! {
    /// Who asked for a goal.
    AskedBy {
        /// The client.
        Client = "client",
        /// Who pays for the work: that it was asked for is the contract.
        Sponsor = "sponsor",
        /// Both.
        Both = "both",
    }
}

/// The client's own marks, 0 to 10, of four reasons for a goal; any of them.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Reasons {
    /// Somebody asks it of them, or something hangs on it.
    pub external: Option<Ten>,
    /// They would feel bad if they didn't.
    pub introjected: Option<Ten>,
    /// It matters to them.
    pub identified: Option<Ten>,
    /// They like it.
    pub intrinsic: Option<Ten>,
}

impl Reasons {
    /// (identified + intrinsic) − (external + introjected), −20 to 20: how far the goal is their own (relative autonomy, Sheldon &
    /// Elliot 1999). `None` unless all four are given.
    #[must_use]
    pub fn weigh_own(&self) -> Option<f64> {
        let [external, introjected, identified, intrinsic] =
            [self.external?, self.introjected?, self.identified?, self.intrinsic?].map(Ten::value);
        Some((identified + intrinsic) - (external + introjected))
    }
}

choices! {
    /// What holds them back, as they named it.
    Resistance {
        /// Nothing.
        None = "none",
        /// Fear.
        Fear = "fear",
        /// It isn't their path.
        NotMyPath = "not-my-path",
        /// Circumstances.
        Circumstances = "circumstances",
        /// They don't know yet.
        Unknown = "unknown",
    }
}

/// A goal, as its note tells it. What of it stands in JSON as it is read is shown by `goal show` as well, so that a new key is one field.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Goal {
    /// The file's stem.
    pub id: String,
    /// The file, from the practice's root.
    #[serde(skip)]
    pub path: Arc<str>,
    /// What it is called; `None` where the goal goes by the id.
    pub title: Option<String>,
    /// Where it stands.
    pub status: GoalStatus,
    /// When it was taken up.
    pub opened: Option<NaiveDate>,
    /// When it was achieved or released.
    pub closed: Option<NaiveDate>,
    /// By when they want it.
    pub target: Option<NaiveDate>,
    /// How much it matters to them, 0 to 10, by their own mark.
    pub importance: Option<Ten>,
    /// Who asked for it.
    #[serde(skip)]
    pub asked_by: AskedBy,
    /// The client's marks of four reasons for it.
    #[serde(skip)]
    pub reasons: Reasons,
    /// Whose goal it is, as the client named it.
    pub motive: Option<Motive>,
    /// When the hard questions were last asked.
    pub examined: Option<NaiveDate>,
    /// What holds them back.
    pub resistance: Option<Resistance>,
    /// What each level looks like, −2 to 2, lowest first.
    #[serde(skip)]
    pub levels: Vec<(i8, Statement)>,
    /// Where it stood at the beginning, −2 to 2, by the client.
    pub level_start: Option<i8>,
    /// Where it stands now, −2 to 2, by the client.
    pub level: Option<i8>,
    /// When the level last moved.
    pub level_on: Option<NaiveDate>,
    /// Once achieved, 0 to 10: was it what they wanted?
    pub fulfilled: Option<Ten>,
    /// The wish in their words.
    pub words: Vec<Statement>,
    /// The hard questions; ticked once asked, the answer under them.
    #[serde(skip)]
    pub hard_questions: Vec<Task>,
    /// What was answered to them, in their order; one without an answer has none here.
    #[serde(skip)]
    pub answers: Vec<Statement>,
    /// What shows that it moves.
    pub evidence: Vec<Statement>,
    /// What it was like to have it.
    pub looking_back: Vec<Statement>,
    /// What stands beside these, under headings of the coach's own or under none.
    pub text: Vec<Statement>,
    /// The lines that hold its facts.
    #[serde(skip)]
    pub written: Written,
}

impl Goal {
    /// A goal of which nothing is known but its id.
    #[must_use]
    pub fn unknown(id: &str, path: Arc<str>) -> Self {
        Self {
            id: id.to_owned(),
            path,
            title: None,
            status: GoalStatus::Active,
            opened: None,
            closed: None,
            target: None,
            importance: None,
            asked_by: AskedBy::Client,
            reasons: Reasons::default(),
            motive: None,
            examined: None,
            resistance: None,
            levels: Vec::new(),
            level_start: None,
            level: None,
            level_on: None,
            fulfilled: None,
            words: Vec::new(),
            hard_questions: Vec::new(),
            answers: Vec::new(),
            evidence: Vec::new(),
            looking_back: Vec::new(),
            text: Vec::new(),
            written: Written::default(),
        }
    }

    /// What it is called: the title, else the id.
    #[must_use]
    pub fn display_name(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.id)
    }

    /// The order in which goals are shown: active ones before proposed ones, then the one that matters most, then by id.
    #[must_use]
    pub fn compare_for_show(&self, other: &Self) -> Ordering {
        let importance = |goal: &Self| goal.importance.map_or(-1.0, Ten::value);
        other
            .status
            .cmp(&self.status)
            .then(importance(other).total_cmp(&importance(self)))
            .then(self.id.cmp(&other.id))
    }

    /// Whether more of it comes from outside than from themselves, by their own marks, else by the motive that they named. Never
    /// of a goal that a sponsor asked for.
    #[must_use]
    pub fn comes_from_outside(&self) -> bool {
        /// From here down a goal comes from outside.
        const OUTSIDE: f64 = -4.0;
        let named = matches!(self.motive, Some(Motive::External | Motive::Introjected));
        self.asked_by == AskedBy::Client && self.reasons.weigh_own().map_or(named, |own| own <= OUTSIDE)
    }

    /// The last answer to a hard question.
    #[must_use]
    pub fn last_answer(&self) -> Option<Statement> {
        self.answers.iter().rev().find(|answer| !answer.private).cloned()
    }

    /// Whether it is on the table: proposed or active.
    #[must_use]
    pub const fn is_on_the_table(&self) -> bool {
        matches!(self.status, GoalStatus::Proposed | GoalStatus::Active)
    }
}
