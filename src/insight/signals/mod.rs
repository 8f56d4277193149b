//! Signals: what the notes show beside each other that a coach may want to ask about. Each is one function and one row.
//!
//! Signals see notes, not lives: each comes with the lines that it rests on and ends in a question. Rules that have no
//! threshold in `coach.yaml` are fixed.

mod evidence;
mod goals;
mod plans;
mod sessions;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::Serialize;

pub use evidence::{Evidence, Figure};

use crate::model::client::ClientStatus;
use crate::model::goal::Goal;
use crate::model::moment::Moment;
use crate::model::plan::{Outcome, Plan};
use crate::model::record::Record;
use crate::model::session::Session;
use crate::model::settings::Thresholds;
use crate::model::signal::Signal;
use crate::model::words::SignalWords;

/// One kind of signal.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its name, as it stands in `hush:`.
    pub id: Signal,
    /// The keys of `coach.yaml`'s `signals:` that say from where on it is noticed.
    pub thresholds: &'static [&'static str],
    /// The questions it ends in, by their names in `signal-words.yaml`.
    pub questions: &'static [&'static str],
    /// What looks for it.
    notice: fn(&Facts<'_>) -> Vec<Finding>,
}

/// Every signal, the strongest first.
pub const RULES: [Rule; 12] = [
    Rule {
        id: Signal::WishAndWeek,
        thresholds: &["importance", "reviewed_plans"],
        questions: &["did-they-fit", "met-before", "expect", "three-readings"],
        notice: goals::wish_and_week,
    },
    Rule {
        id: Signal::AllianceDip,
        thresholds: &["alliance_dip"],
        questions: &["more-useful"],
        notice: sessions::alliance_dip,
    },
    Rule {
        id: Signal::WhoseGoal,
        thresholds: &[],
        questions: &["if-nobody-knew"],
        notice: goals::whose_goal,
    },
    Rule {
        id: Signal::NotReviewed,
        thresholds: &[],
        questions: &["what-happened"],
        notice: plans::not_reviewed,
    },
    Rule {
        id: Signal::SamePlanAgain,
        thresholds: &["chain"],
        questions: &["last-version"],
        notice: plans::same_plan_again,
    },
    Rule {
        id: Signal::Unexamined,
        thresholds: &["examined_days"],
        questions: &["still-wanted"],
        notice: goals::unexamined,
    },
    Rule {
        id: Signal::Lopsided,
        thresholds: &["area_gap", "area_rating"],
        questions: &["only-manager"],
        notice: sessions::lopsided,
    },
    Rule {
        id: Signal::TooMuch,
        thresholds: &["open_plans"],
        questions: &["which-one"],
        notice: plans::too_much,
    },
    Rule {
        id: Signal::StandingStill,
        thresholds: &["still_days"],
        questions: &["not-written"],
        notice: goals::standing_still,
    },
    Rule { id: Signal::CoachLed, thresholds: &[], questions: &["out-of-the-way"], notice: plans::coach_led },
    Rule {
        id: Signal::MissedCalls,
        thresholds: &[],
        questions: &["time-and-rhythm"],
        notice: sessions::missed_calls,
    },
    Rule {
        id: Signal::GoneQuiet,
        thresholds: &["quiet_factor"],
        questions: &["a-note-from-you"],
        notice: sessions::gone_quiet,
    },
];

/// A signal that was noticed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Noticed {
    /// The signal's id.
    pub signal: Signal,
    /// The goal that it is about, be it through a plan.
    pub goal: Option<String>,
    /// The plan that it is about.
    pub plan: Option<String>,
    /// What was noticed, in a sentence that goes on from "In your notes:".
    pub text: String,
    /// What shows it.
    pub evidence: Vec<Evidence>,
    /// The numbers in it.
    pub figures: Vec<Figure>,
    /// What one might ask.
    pub questions: Vec<String>,
}

/// What is lost when numbers that people write are added and divided: a sum that falls short of a threshold by no more has
/// reached it.
const DUST: f64 = 1e-9;

/// What the rules look at.
struct Facts<'a> {
    record: &'a Record,
    limits: &'a Thresholds,
    today: NaiveDate,
    now: Moment,
}

/// What a rule found, before it is put into words.
struct Finding {
    goal: Option<(String, String)>,
    plan: Option<(String, String)>,
    /// What else the sentence names.
    named: Vec<(&'static str, String)>,
    evidence: Vec<Evidence>,
    figures: Vec<Figure>,
}

/// Everything that is noticed of a client, the strongest first; within a signal by goal, then plan. Nothing of a client who isn't
/// active, and nothing that is hushed for today.
#[must_use]
pub fn noticed(record: &Record, limits: &Thresholds, words: &SignalWords, now: Moment) -> Vec<Noticed> {
    if record.client.status != ClientStatus::Active {
        return Vec::new();
    }
    let facts = Facts { record, limits, today: now.date, now };
    let hushed = |id: Signal| {
        record.client.hush.iter().any(|(signal, until)| signal == id.word() && now.date < *until)
    };
    let rules = RULES.iter().filter(|rule| !hushed(rule.id));
    rules
        .flat_map(|rule| {
            let mut found = (rule.notice)(&facts);
            found.sort_by(|a, b| (&a.goal, &a.plan).cmp(&(&b.goal, &b.plan)));
            found.into_iter().map(|finding| finding.in_words(rule, words))
        })
        .collect()
}

impl<'a> Facts<'a> {
    /// Goals that are active or proposed.
    fn goals(&self) -> impl Iterator<Item = &'a Goal> + use<'a> {
        self.record.goals.iter().filter(|goal| goal.is_on_the_table())
    }

    /// The plans of a goal, drafts apart, by the day they were made.
    fn plans_of(&self, goal: &'a Goal) -> impl DoubleEndedIterator<Item = &'a Plan> + use<'a> {
        self.plans().filter(|plan| plan.serves(&goal.id))
    }

    /// All plans, drafts apart, by the day they were made.
    fn plans(&self) -> impl DoubleEndedIterator<Item = &'a Plan> + use<'a> {
        self.record.plans.iter().filter(|plan| plan.outcome != Outcome::Draft)
    }

    /// Plans that are under way.
    fn open_plans(&self) -> impl DoubleEndedIterator<Item = &'a Plan> + use<'a> {
        self.plans().filter(|plan| plan.outcome == Outcome::Open)
    }

    /// The sessions that took place, first to last.
    fn held(&self) -> impl DoubleEndedIterator<Item = &'a Session> + use<'a> {
        self.record.held(self.now)
    }

    /// The sessions that took place and were about a goal, first to last.
    fn held_about(&self, goal: &'a Goal) -> impl DoubleEndedIterator<Item = &'a Session> + use<'a> {
        self.held().filter(|session| session.is_about(&goal.id))
    }

    /// How many days ago a day was.
    fn days_since(&self, day: NaiveDate) -> i64 {
        (self.today - day).num_days()
    }
}

impl Finding {
    fn new(evidence: Vec<Option<Evidence>>, figures: Vec<Figure>) -> Self {
        let evidence = evidence.into_iter().flatten().collect();
        Self { goal: None, plan: None, named: Vec::new(), evidence, figures }
    }

    fn about(mut self, goal: &Goal) -> Self {
        self.goal = Some((goal.id.clone(), goal.called().to_owned()));
        self
    }

    /// About a plan, and so about the goal that it serves.
    fn of(mut self, plan: &Plan, facts: &Facts<'_>) -> Self {
        self.plan = Some((plan.id.clone(), plan.title.clone()));
        self.goal = plan.goal.as_ref().map(|goal| match facts.record.goal(&goal.id) {
            Some(goal) => (goal.id.clone(), goal.called().to_owned()),
            None => (goal.id.clone(), goal.id.clone()),
        });
        self
    }

    fn naming(mut self, name: &'static str, called: &str) -> Self {
        self.named.push((name, called.to_owned()));
        self
    }

    fn in_words(self, rule: &Rule, words: &SignalWords) -> Noticed {
        let title = |named: &Option<(String, String)>| named.as_ref().map(|(_, title)| format!("“{title}”"));
        let mut fills: Vec<(&str, String)> = self.named;
        fills.extend(title(&self.goal).map(|title| ("goal", title)));
        fills.extend(title(&self.plan).map(|title| ("plan", title)));
        fills.extend(self.figures.iter().map(|figure| (figure.name, figure.in_words())));
        let fill = |text: &str| {
            fills
                .iter()
                .fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
        };
        Noticed {
            signal: rule.id,
            goal: self.goal.map(|(id, _)| id),
            plan: self.plan.map(|(id, _)| id),
            text: fill(words.noticed(rule.id.word())),
            evidence: self.evidence,
            figures: self.figures,
            questions: rule.questions.iter().map(|name| fill(words.asks(name))).collect(),
        }
    }
}
