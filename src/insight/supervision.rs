//! A page for a talk with a supervisor: what is stuck with one client, and what the coach carries from all of them. Nothing in it
//! ranks or scores anybody.

use std::collections::BTreeMap;

use chrono::{Datelike, Duration, NaiveDate};
use serde::Serialize;

use super::digest::{Promised, gather_promised};
use super::name_and_id::Named;
use super::reflections::Dated;
use super::reviewed::list_reviewed;
use super::signals::find_noticed;
use super::stuck::{OwnPart, gather_own_part, otherwise};
use super::view::View;
use crate::model::client::{About, ClientStatus, Filed};
use crate::model::goal::{Goal, GoalStatus};
use crate::model::moment::Moment;
use crate::model::needs::{Depth, Needs};
use crate::model::order::InOrder as _;
use crate::model::plan::{Outcome, Plan};
use crate::model::record::Record;
use crate::model::session::{Session, SessionStatus, Side};
use crate::model::settings::Settings;
use crate::model::statement::Statement;
use crate::model::wording::SignalWords;

/// How many statements of a kind are told.
const MOST: usize = 5;
/// An agreement that ends within so many days is told.
const SOON: i64 = 30;
/// How many of the fullest days and weeks are told.
const FULLEST: usize = 5;

/// `supervise CLIENT`.
#[derive(Debug, Clone, Serialize)]
pub struct Supervision {
    /// Who.
    pub client: Named,
    /// What is brought.
    pub question: Option<String>,
    /// When the work began, where that is written or can be told from the first call.
    pub since: Option<NaiveDate>,
    /// For how many days it goes on.
    pub days: Option<i64>,
    /// Sessions held.
    pub held: usize,
    /// The goals, the open ones first, and what was tried for each.
    pub goals: Vec<Tried>,
    /// What stands out in the notes.
    pub noticed: Vec<String>,
    /// What they expect of people, as the coach noted it.
    pub expects: Vec<Statement>,
    /// What came instead.
    pub otherwise: Vec<Dated>,
    /// Where they come from, and their own words of the last calls; only where that is asked for.
    pub history: Vec<Statement>,
    /// Their own words in the last call.
    pub words: Vec<Statement>,
    /// What the coach marked to be taken to a colleague.
    pub marked: Vec<Dated>,
    /// The coach's own part.
    pub own: OwnPart,
    /// What a supervisor might ask.
    pub questions: Vec<String>,
    /// Whether names are swapped.
    pub anonymous: bool,
}

/// A goal and what was tried for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tried {
    /// What it is called.
    pub title: String,
    /// Where it stands.
    pub status: GoalStatus,
    /// How many plans were made, drafts apart.
    pub plans: usize,
    /// How many came about.
    pub came: usize,
    /// How many in part.
    pub part: usize,
    /// How many didn't.
    pub not: usize,
    /// The titles of the latest ones, the newest first.
    pub tried: Vec<String>,
}

/// Makes the page of one client; their own words and their history only with `words`.
#[must_use]
pub fn supervision(
    record: &Record,
    settings: &Settings,
    signal_words: &SignalWords,
    question: Option<String>,
    words: bool,
    now: Moment,
) -> Supervision {
    let first = record.held_sessions(now).next().map(|session| session.when.date);
    let since = record.client.since.or(first);
    let mut goals: Vec<&Goal> = record.goals.iter().collect();
    goals.put_in_order_by(|a, b| b.is_on_the_table().cmp(&a.is_on_the_table()).then(a.compare_for_show(b)));
    let mut stands_out: Vec<String> = Vec::new();
    for one in find_noticed(record, &settings.signals, signal_words, now) {
        stands_out.push(one.text);
    }
    let own = |statement: &Statement| words || !statement.said;
    let marked = list_marked(record, now).into_iter().filter(|one| own(&one.statement)).collect();
    let part = gather_own_part(record, now);
    Supervision {
        client: Named::from_record(record),
        question,
        since,
        // Work that is still to begin goes on for no time yet.
        days: since.map(|day| (now.date - day).num_days()).filter(|days| *days >= 0),
        held: record.held_sessions(now).count() + record.client.sessions_before as usize,
        goals: goals.into_iter().map(|goal| list_tried(record, goal)).collect(),
        noticed: stands_out,
        expects: list_filed(record, About::Expects).into_iter().filter(|one| own(one)).take(MOST).collect(),
        otherwise: otherwise(record, now).into_iter().filter(|one| own(&one.statement)).take(MOST).collect(),
        history: if words { list_filed(record, About::History) } else { Vec::new() },
        words: record
            .held_sessions(now)
            .next_back()
            .filter(|_| words)
            .map(|session| session.said.clone())
            .unwrap_or_default(),
        marked,
        own: OwnPart {
            reflections: part.reflections.into_iter().filter(|one| own(&one.statement)).collect(),
            ..part
        },
        questions: asks(signal_words, &["went-differently", "for-coaching", "who-else"]),
        anonymous: false,
    }
}

fn asks(words: &SignalWords, names: &[&str]) -> Vec<String> {
    names.iter().map(|name| words.asks(name).to_owned()).collect()
}

fn list_tried(record: &Record, goal: &Goal) -> Tried {
    let plans: Vec<&Plan> =
        record.plans.iter().filter(|plan| plan.outcome != Outcome::Draft && plan.serves(&goal.id)).collect();
    let reviewed = list_reviewed(plans.iter().copied());
    let came = reviewed.iter().filter(|plan| plan.has_come_about()).count();
    let part = reviewed.iter().filter(|plan| plan.has_come_about_in_part()).count();
    Tried {
        title: goal.display_name().to_owned(),
        status: goal.status,
        plans: plans.len(),
        came,
        part,
        not: reviewed.len() - came - part,
        tried: plans.iter().rev().take(MOST).map(|plan| plan.title.clone()).collect(),
    }
}

/// What is filed about one side of a person, the newest first.
fn list_filed(record: &Record, about: About) -> Vec<Statement> {
    let of = |filed: &[Filed]| {
        let of_it = filed.iter().filter(|filed| filed.about == about);
        of_it.map(|filed| filed.statement.clone()).collect::<Vec<_>>()
    };
    let sessions = record.sessions.iter().map(|session| (Some(session.when), of(&session.filed)));
    let notes = record.notes.iter().map(|note| (Some(note.when), of(&note.filed)));
    let mut all: Vec<(Option<Moment>, Vec<Statement>)> =
        sessions.chain(notes).chain([(None, of(&record.client.filed))]).collect();
    all.put_in_order_by_key(|(when, _)| std::cmp::Reverse(*when));
    all.into_iter().flat_map(|(_, statements)| statements).collect()
}

/// What is marked to be taken to a colleague, the oldest first; what stands in the profile has no day and is told as of today.
fn list_marked(record: &Record, now: Moment) -> Vec<Dated> {
    let sessions = record.sessions.iter().map(|session| (session.when.date, &session.supervise));
    let notes = record.notes.iter().map(|note| (note.when.date, &note.supervise));
    let mut all: Vec<Dated> = sessions
        .chain(notes)
        .chain([(now.date, &record.client.supervise)])
        .flat_map(|(date, marked)| {
            marked.iter().map(move |statement| Dated { statement: statement.clone(), date })
        })
        .collect();
    all.put_in_order_by_key(|one| one.date);
    all
}

/// `supervise` without a client.
#[derive(Debug, Clone, Serialize)]
pub struct SupervisionList {
    /// What is marked to be taken to a colleague, the oldest first.
    pub marked: Vec<Marked>,
    /// The coach's own promises that are overdue.
    pub overdue: Vec<Overdue>,
    /// Calls that the coach called off.
    pub called_off: Vec<CalledOff>,
    /// Agreements that end soon or have ended.
    pub ending: Vec<AgreementEnd>,
    /// Days and weeks with the most calls; only where that is asked for.
    pub load: Option<Load>,
    /// What one might ask oneself.
    pub questions: Vec<String>,
}

/// Something marked with `#supervise`.
#[derive(Debug, Clone, Serialize)]
pub struct Marked {
    /// Whose note it stands in.
    pub client: String,
    /// Their name.
    pub name: String,
    /// The words and their day.
    #[serde(flatten)]
    pub words: Dated,
}

/// A promise that is overdue.
#[derive(Debug, Clone, Serialize)]
pub struct Overdue {
    /// To whom.
    pub client: String,
    /// Their name.
    pub name: String,
    /// What.
    #[serde(flatten)]
    pub promise: Promised,
}

/// A call that the coach called off.
#[derive(Debug, Clone, Serialize)]
pub struct CalledOff {
    /// With whom.
    pub client: String,
    /// Their name.
    pub name: String,
    /// When it was to be.
    pub date: Moment,
}

/// An agreement that ends.
#[derive(Debug, Clone, Serialize)]
pub struct AgreementEnd {
    /// With whom.
    pub client: String,
    /// Their name.
    pub name: String,
    /// When.
    pub until: NaiveDate,
}

/// When there were the most calls.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Load {
    /// The fullest days.
    pub days: Vec<Full>,
    /// The fullest weeks, each by its Monday.
    pub weeks: Vec<Full>,
}

/// A day or a week and its held calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Full {
    /// The day, or the week's Monday.
    pub date: NaiveDate,
    /// How many calls were held.
    pub calls: usize,
    /// How many minutes they took, as far as that is written.
    pub minutes: u32,
}

/// Makes the page over all clients.
#[must_use]
pub fn supervision_list(carried: Vec<Carried>, words: &SignalWords, with_load: bool) -> SupervisionList {
    let mut all = Carried::default();
    for one in carried {
        all.marked.extend(one.marked);
        all.overdue.extend(one.overdue);
        all.called_off.extend(one.called_off);
        all.ending.extend(one.ending);
        all.calls.extend(one.calls);
    }
    let Carried { mut marked, mut overdue, mut called_off, mut ending, calls } = all;
    marked.put_in_order_by_key(|one| one.words.date);
    overdue.put_in_order_by_key(|one| one.promise.due);
    called_off.put_in_order_by_key(|one| one.date);
    ending.put_in_order_by_key(|one| one.until);
    SupervisionList {
        marked,
        overdue,
        called_off,
        ending,
        load: with_load.then(|| load(&calls)),
        questions: asks(words, &["carry-home", "rescue-or-hurry", "still-agreed"]),
    }
}

/// What the coach carries from one client.
#[derive(Debug, Default)]
pub struct Carried {
    marked: Vec<Marked>,
    overdue: Vec<Overdue>,
    called_off: Vec<CalledOff>,
    ending: Vec<AgreementEnd>,
    calls: Calls,
}

/// What is read for what the coach carries from a client.
pub const NEEDS: Needs = Needs::of_calls(Depth::Marked);

/// Makes what the coach carries from one client.
#[must_use]
pub fn carried_from(record: &Record, now: Moment) -> Carried {
    let (client, name) = (record.client.id.clone(), record.client.display_name().to_owned());
    let marked = |words| Marked { client: client.clone(), name: name.clone(), words };
    let late = gather_promised(record, now).into_iter().filter(|promise| promise.overdue);
    let off = record.sessions.iter().filter(|session| {
        let status = session.status(now);
        let is_off = matches!(status, SessionStatus::Cancelled | SessionStatus::Moved);
        is_off && session.cancelled_by == Some(Side::Coach)
    });
    let until = record.client.until.filter(|_| record.client.status != ClientStatus::Completed);
    let near = until.filter(|day| (*day - now.date).num_days() <= SOON);
    Carried {
        marked: list_marked(record, now).into_iter().map(marked).collect(),
        overdue: late
            .map(|promise| Overdue { client: client.clone(), name: name.clone(), promise })
            .collect(),
        called_off: off
            .map(|session| CalledOff { client: client.clone(), name: name.clone(), date: session.when })
            .collect(),
        ending: near
            .map(|until| AgreementEnd { client: client.clone(), name: name.clone(), until })
            .into_iter()
            .collect(),
        calls: record.held_sessions(now).map(day_and_minutes).collect(),
    }
}

/// The day of each held call, and how many minutes it took.
pub type Calls = Vec<(NaiveDate, u32)>;

/// What a call adds to a day's load.
#[must_use]
pub fn day_and_minutes(session: &Session) -> (NaiveDate, u32) {
    (session.when.date, session.minutes.unwrap_or(0))
}

/// The days and weeks with the most held calls, the fullest first; of two that are alike the later one.
#[must_use]
pub fn load(calls: &[(NaiveDate, u32)]) -> Load {
    let mut days: BTreeMap<NaiveDate, (usize, u32)> = BTreeMap::new();
    let mut weeks: BTreeMap<NaiveDate, (usize, u32)> = BTreeMap::new();
    for &(day, minutes) in calls {
        let back = Duration::days(i64::from(day.weekday().num_days_from_monday()));
        let monday = day.checked_sub_signed(back).unwrap_or(day);
        for (all, at) in [(&mut days, day), (&mut weeks, monday)] {
            let entry = all.entry(at).or_default();
            entry.0 += 1;
            entry.1 += minutes;
        }
    }
    Load { days: fullest(days), weeks: fullest(weeks) }
}

fn fullest(all: BTreeMap<NaiveDate, (usize, u32)>) -> Vec<Full> {
    let mut all: Vec<Full> =
        all.into_iter().map(|(date, (calls, minutes))| Full { date, calls, minutes }).collect();
    all.put_in_order_by_key(|full| std::cmp::Reverse((full.calls, full.minutes, full.date)));
    all.truncate(FULLEST);
    all
}

/// It is made for a talk with a colleague.
impl View for Supervision {
    const TEMPLATE: Option<&'static str> = Some("supervise.md");

    fn for_client(self) -> Option<Self> {
        None
    }
}

impl View for SupervisionList {
    const TEMPLATE: Option<&'static str> = Some("supervise-list.md");

    fn for_client(self) -> Option<Self> {
        None
    }
}
