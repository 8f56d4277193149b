//! Signals: what the notes show beside each other that a coach may want to ask about. Each is one function and one row.
//!
//! Signals see notes, not lives: each comes with what it rests on and ends in a question. Rules that have no threshold in
//! `coach.yaml` are fixed.

mod alliance;
mod areas;
mod calls;
mod evidence;
mod facts;
mod finding;
mod goals;
mod helped;
mod plans;
#[cfg(test)]
mod situations;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

pub use evidence::{Evidence, Figure};
use facts::Facts;
use finding::Finding;
pub use helped::{Helped, what_helped};

use crate::model::client::ClientStatus;
use crate::model::moment::Moment;
use crate::model::order::InOrder as _;
use crate::model::record::Record;
use crate::model::settings::Thresholds;
use crate::model::signal::Signal;
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
/// Everything that is noticed of a client, the strongest first; within a signal by goal, then plan. Nothing of a client who isn't
/// active, nothing that is hushed for today, and nothing that was spoken of with them and isn't new since.
#[must_use]
pub fn find_noticed(record: &Record, limits: &Thresholds, words: &SignalWords, now: Moment) -> Vec<Noticed> {
    if record.client.status != ClientStatus::Active {
        return Vec::new();
    }
    let facts = Facts { record, limits, words, today: now.date, now };
    let hushed =
        |id: Signal| record.client.hush.iter().any(|(signal, until)| *signal == id && now.date < *until);
    let rules = RULES.iter().filter(|rule| !hushed(rule.id));
    rules
        .flat_map(|rule| {
            let mut found = (rule.notice)(&facts);
            found.retain(|finding| !is_talked_over(&facts, rule, finding));
            found.put_in_order_by(|a, b| (&a.goal, &a.plan).cmp(&(&b.goal, &b.plan)));
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
