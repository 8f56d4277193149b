//! The prep digest: everything a coach reads before a call, from all earlier notes.
//!
//! The parts stand in the order in which they are read; there is no list of things to say. The view holds everything; how much of
//! it the text shows is the template's, so that it can be read in five minutes whatever the client's years.

mod echo;
mod for_client;
mod lately;
mod portrait;
mod story;
mod strongest;
mod table;
mod taken_up;
mod wishes;

use chrono::NaiveDate;
use serde::Serialize;

pub use echo::Echo;
pub use lately::{LastTime, Since};
pub use portrait::{Known, Trait};
pub use story::{Chapter, Turn, story_is_long};
pub use table::{DuePlan, OpenThread, Promised, UnderWay, gather_promised};
pub use wishes::GoalLine;

use super::alliances::{MarksOverTime, marks_over_time};
use super::balance::{self, Balance};
use super::name_and_id::Named;
use super::reflections::reflections;
use super::signals::Noticed;
use super::view::{Face, View, WithProblems};
use crate::model::moment::Moment;
use crate::model::problem::Problem;
use crate::model::record::Record;
use crate::model::session::{Session, SessionKind};
use crate::model::settings::Settings;
use crate::model::statement::Statement;
use crate::model::wording::SignalWords;

/// The digest of one client.
#[derive(Debug, Clone, Serialize)]
pub struct Digest {
    /// Who it is about.
    pub client: Named,
    /// The day it was made for.
    pub today: NaiveDate,
    /// Notes that don't count until somebody has looked, and why.
    pub doubted: Vec<Doubt>,
    /// Where we are.
    pub arrive: Arrive,
    /// Who they are.
    pub person: Vec<Known>,
    /// A line a session, first to last.
    pub story: Vec<Chapter>,
    /// Their own words of about a year ago.
    pub echo: Option<Echo>,
    /// The last call.
    pub last_time: Option<LastTime>,
    /// What came since.
    pub since_then: Vec<Since>,
    /// What the coach said they would do.
    pub promised: Vec<Promised>,
    /// Open plans whose review is due by this call.
    pub review_first: Vec<DuePlan>,
    /// What is looked at later.
    pub under_way: Vec<UnderWay>,
    /// What was left open, oldest first.
    pub threads: Vec<OpenThread>,
    /// What they want.
    pub goals: Vec<GoalLine>,
    /// The marks of the areas of their work, where they were given in the last call or since.
    pub balance: Option<Balance>,
    /// One signal.
    pub noticed: Vec<Noticed>,
    /// Who the coach wants to be.
    pub show_up_as: ShowUpAs,
}

/// The calls whose marks text draws, at most.
const DRAWN: usize = 12;

impl Digest {
    /// Lets go of what the built-in template never shows. Of years of calls that is most, and it would be handed over for nothing; a
    /// template of one's own and JSON have all of it.
    pub fn leave_out_unshown(&mut self) {
        story::leave_out_untold(&mut self.story);
        if let Some(marks) = &mut self.arrive.alliance {
            let older = marks.sessions.len().saturating_sub(DRAWN);
            marks.sessions.drain(..older);
        }
    }
}

/// A note that doesn't count until somebody has looked at it.
#[derive(Debug, Clone, Serialize)]
pub struct Doubt {
    /// The file, from the practice's root.
    pub path: String,
    /// Why it doesn't count.
    pub message: String,
    /// How to mend it.
    pub hint: String,
}

impl Doubt {
    fn from_problem(problem: &Problem) -> Self {
        Self { path: problem.path.clone(), message: problem.message.clone(), hint: problem.hint.clone() }
    }
}

/// Where we are: which call this is.
#[derive(Debug, Clone, Serialize)]
pub struct Arrive {
    /// The number of the call to come: held before it, and one.
    pub number: usize,
    /// The last held session.
    pub last: Option<Last>,
    /// The call to come.
    pub next: Option<Next>,
    /// How much of what was agreed has been held.
    pub agreement: Option<Agreement>,
    /// Their marks of the calls over time; nothing where none was ever given.
    pub alliance: Option<MarksOverTime>,
}

/// The last held session.
#[derive(Debug, Clone, Serialize)]
pub struct Last {
    /// When it was.
    pub date: Moment,
    /// How many days ago.
    pub days: i64,
}

/// The call to come.
#[derive(Debug, Clone, Serialize)]
pub struct Next {
    /// When it is.
    pub date: Moment,
    /// How long it is to take.
    pub minutes: Option<u32>,
    /// Who is in it.
    pub kind: SessionKind,
}

/// What was agreed.
#[derive(Debug, Clone, Serialize)]
pub struct Agreement {
    /// Sessions held.
    pub held: usize,
    /// Sessions agreed.
    pub agreed: Option<u32>,
    /// When the agreement ends.
    pub until: Option<NaiveDate>,
}

/// Who the coach wants to be in the room.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ShowUpAs {
    /// With this client.
    pub with_them: Vec<Statement>,
    /// The standing lines of `coach.yaml`.
    pub standing: Vec<Statement>,
    /// The last session's.
    pub last: Vec<Statement>,
    /// The planned one's.
    pub planned: Vec<Statement>,
    /// The last line of what the coach wrote under `Reflection`.
    pub reflection: Option<Statement>,
}

/// How much of the digest is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// Where we are, the last call, what came since, what was promised, plans to review, who to be.
    Brief,
}

/// Makes the digest of a client for the call to come. `reworded` are the days on which one of their goals was put in other words, which
/// no note holds.
#[must_use]
pub fn digest(
    record: &Record,
    settings: &Settings,
    words: &SignalWords,
    reworded: &[NaiveDate],
    now: Moment,
    extent: Extent,
) -> Digest {
    let whole = extent == Extent::Whole;
    let next = record.next_call(now);
    // What is due is due by the day of the call, which may be some days ahead.
    let call = next.map_or(now.date, |session| session.when.date);
    let last = record.held_sessions(now).next_back();
    let review_first = table::due_plans(record, call, &words.outcome, now);
    let balance = balance_line(record, last, now);
    let said = strongest::SaidAlready {
        plans: review_first.iter().map(|plan| plan.plan.as_str()).collect(),
        areas: balance.is_some(),
    };
    let noticed = if whole { strongest::strongest(record, settings, words, &said, now) } else { Vec::new() };
    Digest {
        client: Named::from_record(record),
        today: now.date,
        doubted: record.doubted.why.iter().map(Doubt::from_problem).collect(),
        arrive: arrive(record, now),
        person: if whole { portrait::portrait(record, now) } else { Vec::new() },
        story: if whole { story::story(record, last, reworded, now) } else { Vec::new() },
        echo: if whole { echo::echo(record, last, now) } else { None },
        last_time: last.map(lately::gather_last_time),
        since_then: lately::since_then(record, last, next, now),
        promised: table::gather_promised(record, now),
        review_first,
        under_way: if whole { table::gather_under_way(record, call, now) } else { Vec::new() },
        threads: if whole { table::threads(record, last, now) } else { Vec::new() },
        goals: if whole { wishes::goals(record, now) } else { Vec::new() },
        balance: balance.filter(|_| whole),
        noticed,
        show_up_as: show_up_as(record, settings, last, next, now),
    }
}

fn arrive(record: &Record, now: Moment) -> Arrive {
    let held = record.held_sessions(now).count();
    let client = &record.client;
    // Calls that nobody marked have no place in a small line.
    let mut alliance = marks_over_time(record, None, now);
    alliance.sessions.retain(|session| session.marks.is_given());
    let agreed = client.sessions_agreed.is_some() || client.until.is_some();
    let agreement = agreed.then_some(Agreement { held, agreed: client.sessions_agreed, until: client.until });
    Arrive {
        number: held + client.sessions_before as usize + 1,
        last: record
            .held_sessions(now)
            .next_back()
            .map(|session| Last { date: session.when, days: (now.date - session.when.date).num_days() }),
        next: record.next_call(now).map(|session| Next {
            date: session.when,
            minutes: session.minutes,
            kind: session.kind,
        }),
        agreement,
        alliance: Some(alliance).filter(|marks| marks.latest.is_some()),
    }
}

/// The latest marks of the areas, where they were given in the last call or since; older ones stand in `balance show`.
fn balance_line(record: &Record, last: Option<&Session>, now: Moment) -> Option<Balance> {
    let marks = balance::latest(record, now)?;
    last.is_none_or(|last| marks.date.date >= last.when.date).then_some(marks)
}

fn show_up_as(
    record: &Record,
    settings: &Settings,
    last: Option<&Session>,
    next: Option<&Session>,
    now: Moment,
) -> ShowUpAs {
    ShowUpAs {
        with_them: record.client.to_be_with_them.clone(),
        standing: settings.show_up_as.clone(),
        last: last.map(|session| session.show_up_as.clone()).unwrap_or_default(),
        planned: next.map(|session| session.show_up_as.clone()).unwrap_or_default(),
        reflection: reflections(record, now).pop().map(|dated| dated.statement),
    }
}

/// All calls of a day: `prep --day`.
#[derive(Debug, Clone, Serialize)]
pub struct Day {
    /// The day.
    pub today: NaiveDate,
    /// The digest of each call, by the hour.
    pub calls: Vec<WithProblems<Digest>>,
}

/// A day's calls are several clients.
impl View for Day {
    /// Its text is made of the digests', under `prep-day.md`.
    const TEMPLATE: Option<&'static str> = None;
    const FACES: &'static [Face] = &[Face::OwnPage];

    fn for_client(self) -> Option<Self> {
        None
    }
}
