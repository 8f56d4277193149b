//! The prep digest: everything a coach reads before a call, from all earlier notes.
//!
//! The parts stand in the order in which they are read; there is no list of things to say.

mod echo;
mod for_client;
mod open;
mod past;

use chrono::NaiveDate;
use serde::Serialize;

use super::alliance::Marks;
use super::balance::{self, Balance};
use super::named::Named;
use super::person::{Subject, person};
use super::signals::{Noticed, noticed};
use super::view::{Face, View, WithProblems};
use crate::model::goal::GoalStatus;
use crate::model::mark::Ten;
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::session::{SessionKind, SessionStatus, Side};
use crate::model::settings::Settings;
use crate::model::statement::{Source, Statement};
use crate::model::words::SignalWords;

/// From which session on there is a pattern to be noticed.
const THIRD: usize = 3;

/// The digest of one client.
#[derive(Debug, Clone, Serialize)]
pub struct Digest {
    /// Who it is about.
    pub client: Named,
    /// The day it was made for.
    pub today: NaiveDate,
    /// Where we are.
    pub arrive: Arrive,
    /// Who they are, at most three statements a subject, newest first.
    pub person: Vec<Subject>,
    /// A line a session, first to last.
    pub story: Vec<Chapter>,
    /// Their own words of about a year ago.
    pub echo: Option<Statement>,
    /// The last call.
    pub last_time: Option<LastTime>,
    /// What came since.
    pub since_then: Vec<Since>,
    /// Open plans whose review is due by this call.
    pub review_first: Vec<DuePlan>,
    /// What was left open, oldest first.
    pub threads: Vec<OpenThread>,
    /// What they want.
    pub goals: Vec<GoalLine>,
    /// The latest marks of the areas of their work.
    pub balance: Option<Balance>,
    /// The strongest signal.
    pub noticed: Vec<Noticed>,
    /// Who the coach wants to be.
    pub show_up_as: ShowUpAs,
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
    /// Their marks of the calls over time.
    pub alliance: Option<Marks>,
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

/// One session in a line.
#[derive(Debug, Clone, Serialize)]
pub struct Chapter {
    /// When it was.
    pub date: Moment,
    /// What became of it.
    pub status: SessionStatus,
    /// Where it was left off.
    pub summary: Option<Statement>,
    /// The client's first words in it, where nobody wrote a summary.
    pub words: Option<Statement>,
    /// Whether it is the last call, which stands under its own heading as well.
    pub last: bool,
}

/// The last call.
#[derive(Debug, Clone, Serialize)]
pub struct LastTime {
    /// When it was.
    pub date: Moment,
    /// Where it was left off.
    pub summary: Option<Statement>,
    /// The client's own words.
    pub words: Vec<Statement>,
    /// What was opened then and is still open.
    pub threads: Vec<Statement>,
}

/// Something that came since the last call.
#[derive(Debug, Clone, Serialize)]
pub struct Since {
    /// When.
    pub date: Moment,
    /// Whose words they are.
    pub from: Side,
    /// Whether the client sent it ahead of the call to come.
    pub ahead: bool,
    /// The words.
    pub statements: Vec<Statement>,
}

/// An open plan whose review is due.
#[derive(Debug, Clone, Serialize)]
pub struct DuePlan {
    /// The plan's id.
    pub plan: String,
    /// Its title.
    pub title: String,
    /// The id of the goal that it serves.
    pub goal: Option<String>,
    /// When it was to be looked at.
    pub review: NaiveDate,
    /// How many days ago that is; 0 today, below zero where it is still to come.
    pub days_over: i64,
    /// When it was to be done.
    pub when: Option<String>,
    /// And where.
    #[serde(rename = "where")]
    pub place: Option<String>,
    /// What they set out to do, in their words.
    pub specific: Option<Statement>,
    /// If …, then ….
    pub if_thens: Vec<Statement>,
    /// The steps.
    pub steps: Vec<crate::model::plan::Step>,
    /// Their confidence then, 0 to 10.
    pub confidence: Option<Ten>,
}

/// A thread that is still open.
#[derive(Debug, Clone, Serialize)]
pub struct OpenThread {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub source: Option<Source>,
    /// How many days it has been open.
    pub days: i64,
    /// Whether it was opened in the last call, and so stands there already.
    pub from_last: bool,
}

/// What they want.
#[derive(Debug, Clone, Serialize)]
pub struct GoalLine {
    /// The goal's id.
    pub goal: String,
    /// What it is called.
    pub title: String,
    /// Where it stands.
    pub status: GoalStatus,
    /// The wish in their words.
    pub words: Vec<Statement>,
    /// Where it stands now, −2 to 2.
    pub level: Option<i8>,
    /// Days since it moved.
    pub level_days: Option<i64>,
    /// When the hard questions were last asked.
    pub examined: Option<NaiveDate>,
    /// Hard questions not asked yet.
    pub open_questions: Vec<Statement>,
}

/// Who the coach wants to be in the room.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ShowUpAs {
    /// The standing lines of `coach.yaml`.
    pub standing: Vec<Statement>,
    /// The last session's.
    pub last: Vec<Statement>,
    /// The planned one's.
    pub planned: Vec<Statement>,
}

/// How much of the digest is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// Where we are, the last call, what came since, plans to review, who to be.
    Brief,
}

/// Makes the digest of a client for the call to come.
#[must_use]
pub fn digest(
    record: &Record,
    settings: &Settings,
    words: &SignalWords,
    now: Moment,
    extent: Extent,
) -> Digest {
    let whole = extent == Extent::Whole;
    let next = record.next_call(now);
    // What is due is due by the day of the call, which may be some days ahead.
    let call = next.map_or(now.date, |session| session.when.date);
    let last = record.held(now).next_back();
    Digest {
        client: Named::of(record),
        today: now.date,
        arrive: past::arrive(record, now),
        person: if whole { person(record, Some(3), None) } else { Vec::new() },
        story: if whole { past::story(record, last, now) } else { Vec::new() },
        echo: if whole { echo::echo(record, last, now) } else { None },
        last_time: last.map(past::last_time),
        since_then: past::since_then(record, last, next, now),
        review_first: open::due_plans(record, call, now),
        threads: if whole { open::threads(record, last, now) } else { Vec::new() },
        goals: if whole { open::goals(record, now) } else { Vec::new() },
        balance: if whole { balance::latest(record, now) } else { None },
        noticed: if whole { strongest(record, settings, words, now) } else { Vec::new() },
        show_up_as: ShowUpAs {
            standing: settings.show_up_as.clone(),
            last: last.map(|session| session.show_up_as.clone()).unwrap_or_default(),
            planned: next.map(|session| session.show_up_as.clone()).unwrap_or_default(),
        },
    }
}

/// The strongest signal; none before the third session, when there is no pattern to see yet.
fn strongest(record: &Record, settings: &Settings, words: &SignalWords, now: Moment) -> Vec<Noticed> {
    let held = record.held(now).count() + record.client.sessions_before as usize;
    if held + 1 < THIRD {
        return Vec::new();
    }
    noticed(record, &settings.signals, words, now).into_iter().take(1).collect()
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
