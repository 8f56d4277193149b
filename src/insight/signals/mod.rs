//! Signals: what the notes show beside each other that a coach may want to ask about. Each is one function and one row.
//!
//! Signals see notes, not lives: each comes with what it rests on and ends in a question. Rules that have no threshold in
//! `coach.yaml` are fixed.

mod alliance;
mod areas;
mod calls;
mod evidence;
mod goals;
mod helped;
mod plans;
#[cfg(test)]
mod situations;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use evidence::Basis;
pub use evidence::{Evidence, Figure};
pub use helped::{Helped, what_helped};

use crate::model::client::ClientStatus;
use crate::model::goal::Goal;
use crate::model::moment::Moment;
use crate::model::plan::{Outcome, Plan};
use crate::model::record::Record;
use crate::model::session::Session;
use crate::model::settings::Thresholds;
use crate::model::signal::Signal;
use crate::model::statement::Statement;
use crate::model::wording::SignalWords;

/// One kind of signal.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its name, as it stands in `hush:`.
    pub id: Signal,
    /// The keys of `coach.yaml`'s `signals:` that say from where on it is noticed.
    pub thresholds: &'static [&'static str],
    /// The questions it ends in, by their names in `signal-words.yaml`.
    pub questions: &'static [&'static str],
    /// Whether it may stand in the digest before a call; `stuck` tells all of them.
    pub in_prep: bool,
    /// What silences it once it was spoken of.
    silence: Silence,
    /// What looks for it.
    notice: fn(&Facts<'_>) -> Vec<Finding>,
}

/// How long a signal that was spoken of in a call is silent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Silence {
    /// Until something in its evidence is newer than the call, or is a mark that was given in it.
    UntilNew,
    /// For sixty days: what it rests on has no day of its own.
    SixtyDays,
}

use Silence::{SixtyDays, UntilNew};

/// Every signal, the strongest first.
pub const RULES: [Rule; 16] = [
    Rule {
        id: Signal::AllianceDip,
        thresholds: &["alliance_dip", "alliance_mean", "alliance_low"],
        questions: &["differently"],
        in_prep: true,
        silence: UntilNew,
        notice: alliance::alliance_dip,
    },
    Rule {
        id: Signal::WishAndWeek,
        thresholds: &["importance", "reviewed_plans"],
        questions: &["did-they-fit", "met-before"],
        in_prep: true,
        silence: UntilNew,
        notice: plans::wish_and_week,
    },
    Rule {
        id: Signal::SureThenOtherwise,
        thresholds: &["sure"],
        questions: &["without-a-plan"],
        in_prep: true,
        silence: UntilNew,
        notice: plans::sure_then_otherwise,
    },
    Rule {
        id: Signal::WhoseGoal,
        thresholds: &[],
        questions: &["whoever-asked"],
        in_prep: true,
        silence: SixtyDays,
        notice: goals::whose_goal,
    },
    Rule {
        id: Signal::CalledOff,
        thresholds: &[],
        questions: &["made-of-it"],
        in_prep: false,
        silence: UntilNew,
        notice: calls::called_off,
    },
    Rule {
        id: Signal::SamePlanAgain,
        thresholds: &["chain"],
        questions: &["another-version"],
        in_prep: true,
        silence: UntilNew,
        notice: plans::same_plan_again,
    },
    Rule {
        id: Signal::NotReviewed,
        thresholds: &[],
        questions: &["what-happened"],
        in_prep: true,
        silence: UntilNew,
        notice: plans::not_reviewed,
    },
    Rule {
        id: Signal::AfterSuccess,
        thresholds: &[],
        questions: &["have-it"],
        in_prep: true,
        silence: UntilNew,
        notice: goals::after_success,
    },
    Rule {
        id: Signal::Unexamined,
        thresholds: &["examined_days"],
        questions: &["still-wanted"],
        in_prep: true,
        silence: SixtyDays,
        notice: goals::unexamined,
    },
    Rule {
        id: Signal::Lopsided,
        thresholds: &["area_gap", "area_rating", "area_over"],
        questions: &["look-at-alone"],
        in_prep: true,
        silence: UntilNew,
        notice: areas::lopsided,
    },
    Rule {
        id: Signal::TooMuch,
        thresholds: &["open_plans"],
        questions: &["which-one"],
        in_prep: false,
        silence: UntilNew,
        notice: plans::too_much,
    },
    Rule {
        id: Signal::BusyNotNearer,
        thresholds: &[],
        questions: &["good-for"],
        in_prep: false,
        silence: UntilNew,
        notice: goals::busy_not_nearer,
    },
    Rule {
        id: Signal::StandingStill,
        thresholds: &["still_days"],
        questions: &["not-written"],
        in_prep: false,
        silence: SixtyDays,
        notice: goals::standing_still,
    },
    Rule {
        id: Signal::CoachLed,
        thresholds: &[],
        questions: &["out-of-the-way"],
        in_prep: false,
        silence: UntilNew,
        notice: plans::coach_led,
    },
    Rule {
        id: Signal::MissedCalls,
        thresholds: &[],
        questions: &["going-on"],
        in_prep: true,
        silence: UntilNew,
        notice: calls::missed_calls,
    },
    Rule {
        id: Signal::GoneQuiet,
        thresholds: &["quiet_factor"],
        questions: &["a-break", "a-note"],
        in_prep: true,
        silence: SixtyDays,
        notice: calls::gone_quiet,
    },
];

impl Rule {
    /// The rule of a signal.
    #[must_use]
    pub fn find(id: Signal) -> Option<&'static Self> {
        RULES.iter().find(|rule| rule.id == id)
    }
}

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
    /// What helped this client before: plans that came about.
    pub helped: Vec<Helped>,
    /// The newest day of its evidence, which says whether there is anything new in it.
    #[serde(skip)]
    pub newest: Option<NaiveDate>,
}

/// What is lost when numbers that people write are added and divided: a sum that falls short of a threshold by no more has
/// reached it.
const DUST: f64 = 1e-9;
/// How long a signal is silent that rests on nothing with a day of its own, once it was spoken of.
const SIXTY: i64 = 60;
/// A day further away than this is told with its year.
const NEAR: i64 = 300;

/// What the rules look at.
struct Facts<'a> {
    record: &'a Record,
    limits: &'a Thresholds,
    words: &'a SignalWords,
    today: NaiveDate,
    now: Moment,
}

/// What a rule found, before it is put into words.
struct Finding {
    goal: Option<(String, String)>,
    plan: Option<(String, String)>,
    /// Which of the signal's sentences tells it; empty for its first.
    variant: &'static str,
    /// What else the sentence names.
    named: Vec<(&'static str, String)>,
    /// What is asked beside the rule's own questions.
    asks: Vec<&'static str>,
    basis: Basis,
    figures: Vec<Figure>,
}

/// Everything that is noticed of a client, the strongest first; within a signal by goal, then plan. Nothing of a client who isn't
/// active, nothing that is hushed for today, and nothing that was spoken of with them and isn't new since.
#[must_use]
pub fn find_noticed(record: &Record, limits: &Thresholds, words: &SignalWords, now: Moment) -> Vec<Noticed> {
    if record.client.status != ClientStatus::Active {
        return Vec::new();
    }
    let facts = Facts { record, limits, words, today: now.date, now };
    let hushed = |id: Signal| {
        record.client.hush.iter().any(|(signal, until)| signal == id.word() && now.date < *until)
    };
    let rules = RULES.iter().filter(|rule| !hushed(rule.id));
    rules
        .flat_map(|rule| {
            let mut found = (rule.notice)(&facts);
            found.retain(|finding| !is_talked_over(&facts, rule, finding));
            found.sort_by(|a, b| (&a.goal, &a.plan).cmp(&(&b.goal, &b.plan)));
            found.into_iter().map(|finding| finding.into_noticed(rule, &facts))
        })
        .collect()
}

/// Whether a finding was spoken of with the client and nothing in it is new since.
fn is_talked_over(facts: &Facts<'_>, rule: &Rule, finding: &Finding) -> bool {
    let Some(talk) = facts.held_sessions().rfind(|session| session.talked_about.contains(&rule.id)) else {
        return false;
    };
    match rule.silence {
        SixtyDays => facts.days_since(talk.when.date) < SIXTY,
        UntilNew => {
            let is_newer = finding.basis.days.iter().any(|day| *day > talk.when.date);
            !is_newer
                && !finding.basis.marks.iter().any(|path| Arc::ptr_eq(path, &talk.path) || *path == talk.path)
        }
    }
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
    fn held_sessions(&self) -> impl DoubleEndedIterator<Item = &'a Session> + use<'a> {
        self.record.held_sessions(self.now)
    }

    /// The sessions that took place and were about a goal, first to last.
    fn held_about(&self, goal: &'a Goal) -> impl DoubleEndedIterator<Item = &'a Session> + use<'a> {
        self.held_sessions().filter(|session| session.is_about(&goal.id))
    }

    /// When an open plan is due: on its review, else at the first held call after it was made.
    fn due(&self, plan: &Plan) -> Option<NaiveDate> {
        let first = || {
            self.held_sessions()
                .map(|call| call.when.date)
                .find(|day| plan.made.is_some_and(|made| *day > made))
        };
        plan.review.or_else(first)
    }

    /// How many days ago a day was.
    fn days_since(&self, day: NaiveDate) -> i64 {
        (self.today - day).num_days()
    }

    /// A day in words: `8 November`, with the year where it isn't near.
    fn day(&self, day: NaiveDate) -> String {
        let short = format!("{} {}", day.day(), day.format("%B"));
        if self.days_since(day).abs() < NEAR { short } else { format!("{short} {}", day.year()) }
    }

    /// A piece of a sentence, by its name in `signal-words.yaml`.
    fn phrase(&self, name: &'a str) -> &'a str {
        self.words.phrase(name)
    }
}

/// The lines that say what became of some plans.
fn outcomes<'a>(plans: &'a [&Plan]) -> impl Iterator<Item = Option<&'a Statement>> {
    plans.iter().map(|plan| plan.written.key("outcome"))
}

impl Finding {
    const fn new(basis: Basis, figures: Vec<Figure>) -> Self {
        Self { goal: None, plan: None, variant: "", named: Vec::new(), asks: Vec::new(), basis, figures }
    }

    fn for_goal(mut self, goal: &Goal) -> Self {
        self.goal = Some((goal.id.clone(), goal.display_name().to_owned()));
        self
    }

    /// About a plan, and so about the goal that it serves.
    fn for_plan(mut self, plan: &Plan, facts: &Facts<'_>) -> Self {
        self.plan = Some((plan.id.clone(), plan.title.clone()));
        self.goal = plan.goal.as_ref().map(|goal| match facts.record.goal(&goal.id) {
            Some(goal) => (goal.id.clone(), goal.display_name().to_owned()),
            None => (goal.id.clone(), goal.id.clone()),
        });
        self
    }

    /// Told by another of the signal's sentences than the first.
    const fn with_variant(mut self, variant: &'static str) -> Self {
        self.variant = variant;
        self
    }

    fn with_name(mut self, name: &'static str, called: &str) -> Self {
        self.named.push((name, called.to_owned()));
        self
    }

    fn with_question(mut self, question: &'static str) -> Self {
        self.asks.push(question);
        self
    }

    fn with_figure(mut self, figure: Figure) -> Self {
        self.figures.push(figure);
        self
    }

    fn into_noticed(self, rule: &Rule, facts: &Facts<'_>) -> Noticed {
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
