//! The day: calls that nobody has spoken of yet, calls to come, what the coach promised, reviews due, drafts, old threads, who has no
//! next call, what ends soon. Never a client's steps: those are theirs.

mod endings;
mod waiting;

use chrono::NaiveDate;
use serde::Serialize;

pub use endings::{Ending, LastCall};
pub use waiting::{OldTranscripts, Waiting, WaitingMails};

use endings::{endings, last_call};
use waiting::old_transcripts;

use crate::insight::promises::{OpenPromise, open_promises};
use crate::insight::threads::threads;
use crate::insight::view::View;
use crate::insight::which::plan::review_day;
use crate::model::client::{About, ClientStatus};
use crate::model::moment::Moment;
use crate::model::needs::{Depth, Needs};
use crate::model::order::InOrder as _;
use crate::model::plan::Outcome;
use crate::model::record::Record;
use crate::model::session::{Session, SessionKind, SessionStatus};
use crate::model::statement::{Source, Statement};
use crate::model::zone::{Clocks, ZoneName};

/// From how many days on a thread is old.
const OLD: i64 = 30;

/// `today`.
#[derive(Debug, Clone, Serialize)]
pub struct Today {
    /// The day.
    pub today: NaiveDate,
    /// Planned calls whose time is past: what happened?
    pub unconfirmed: Vec<Call>,
    /// Calls to come, the next ones first.
    pub calls: Vec<Call>,
    /// What the coach said they would do and hasn't ticked: by the day by which it is due, then those without one.
    pub promised: Vec<Promised>,
    /// Open plans whose review is due.
    pub reviews: Vec<Review>,
    /// Plans that were begun and not finished.
    pub drafts: Vec<Draft>,
    /// What has been open for a month.
    pub threads: Vec<OldThread>,
    /// Active clients without a call to come, the one not seen for longest first.
    pub without_next: Vec<WithoutNext>,
    /// Agreements and records that end soon.
    pub ending: Vec<Ending>,
    /// Work of which the last agreed call is the next one, or was held.
    pub last_calls: Vec<LastCall>,
    /// Transcripts that were kept for as long as they were to be, by client.
    pub transcripts: Vec<OldTranscripts>,
    /// Folders in which mails wait to be received.
    pub mails: Vec<WaitingMails>,
}

/// One call.
#[derive(Debug, Clone, Serialize)]
pub struct Call {
    /// With whom; left out on a screen that a client sees.
    pub client: Option<String>,
    /// Their name, or its initials there.
    pub name: String,
    /// When.
    pub date: Moment,
    /// What the client's clock shows then, where it shows something else.
    pub their_time: Option<Moment>,
    /// How long.
    pub minutes: Option<u32>,
    /// Who is in it.
    pub kind: SessionKind,
    /// One line to bring back who it is: where the last call was left off.
    pub line: Option<Statement>,
    /// Something that isn't known yet of someone whom one meets today.
    pub unknown: Option<About>,
}

/// One promise of the coach's.
#[derive(Debug, Clone, Serialize)]
pub struct Promised {
    /// To whom.
    pub client: String,
    /// Their name.
    pub name: String,
    /// Its number in `promise list`.
    pub number: usize,
    /// The words.
    pub text: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Whether that day is past.
    pub overdue: bool,
    /// Where the words stand.
    pub source: Option<Source>,
    /// How many days ago it was made.
    pub days: i64,
}

/// A client without a call to come.
#[derive(Debug, Clone, Serialize)]
pub struct WithoutNext {
    /// Who.
    pub client: String,
    /// Their name.
    pub name: String,
    /// The day of the last held call, if there was one.
    pub last: Option<NaiveDate>,
    /// How many days ago that is.
    pub days: Option<i64>,
}

/// One plan whose review is due.
#[derive(Debug, Clone, Serialize)]
pub struct Review {
    /// Whose.
    pub client: String,
    /// Their name.
    pub name: String,
    /// The plan's id.
    pub plan: String,
    /// Its title.
    pub title: String,
    /// When it was to be looked at.
    pub review: NaiveDate,
    /// How many days ago that is.
    pub days_over: i64,
}

/// One plan that was begun.
#[derive(Debug, Clone, Serialize)]
pub struct Draft {
    /// Whose.
    pub client: String,
    /// Their name.
    pub name: String,
    /// The plan's id.
    pub plan: String,
    /// Its title.
    pub title: String,
}

/// One thread that is old.
#[derive(Debug, Clone, Serialize)]
pub struct OldThread {
    /// Whose.
    pub client: String,
    /// Their name.
    pub name: String,
    /// The words.
    pub text: String,
    /// Where they stand.
    pub source: Option<Source>,
    /// How many days it has been open.
    pub days: i64,
}

/// What one client adds to the day.
#[derive(Debug)]
pub struct ClientDay {
    /// The id.
    pub id: String,
    /// What they are called.
    pub name: String,
    /// Where they live, if that is known.
    pub timezone: Option<ZoneName>,
    /// Whether any call with them stands in the notes.
    pub has_calls: bool,
    day: Today,
}

/// What is read for a client's part in the day, unless [`find_wanted`] asks for more.
pub const NEEDS: Needs = Needs { calls: Depth::Tasks, ..Needs::KEYS };

/// Makes what a client adds to the day, with the calls of `days` days beyond today.
#[must_use]
pub fn client_day(record: &Record, now: Moment, days: u32) -> ClientDay {
    let mut day = Today {
        unconfirmed: list_unconfirmed(record, now).map(|session| call(record, session, now)).collect(),
        calls: list_to_come(record, now, days).map(|session| call(record, session, now)).collect(),
        ending: endings(record, now),
        ..Today::of(now.date)
    };
    if record.client.status == ClientStatus::Active {
        day.promised = promises_to(record, now);
        day.reviews = list_due_reviews(record, now);
        day.drafts = drafts(record);
        day.threads = old_threads(record, now);
        day.without_next.extend(without_next_call(record, now));
        day.last_calls.extend(last_call(record, now));
    }
    let has_calls = !record.sessions.is_empty();
    let name = record.client.display_name().to_owned();
    ClientDay { id: record.client.id.clone(), name, timezone: record.client.timezone, has_calls, day }
}

/// What has to be read as well of a client before [`client_day`]: with a call to tell of come words of the last one where it has no
/// summary, and on the day itself what isn't known yet of them.
#[must_use]
pub fn find_wanted(record: &Record, now: Moment, days: u32) -> Option<Needs> {
    let mut calls = list_unconfirmed(record, now).chain(list_to_come(record, now, days)).peekable();
    let is_told = calls.peek().is_some();
    let is_today = calls.any(|session| session.when.date == now.date);
    let last = record.held_sessions(now).next_back();
    if is_told && last.is_some_and(|last| last.summary.is_none()) {
        return Some(Needs::of_calls(Depth::Words));
    }
    is_today.then_some(Needs::of_calls(Depth::Filed))
}

fn list_unconfirmed(record: &Record, now: Moment) -> impl Iterator<Item = &Session> {
    record.sessions.iter().filter(move |session| session.is_unconfirmed(now))
}

fn list_to_come(record: &Record, now: Moment, days: u32) -> impl Iterator<Item = &Session> {
    let horizon = now.date.checked_add_days(chrono::Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX);
    let planned = move |session: &Session| session.status(now) == SessionStatus::Planned;
    let to_come =
        move |session: &&Session| planned(session) && !session.is_past(now) && session.when.date <= horizon;
    record.sessions.iter().filter(to_come)
}

/// Makes the day's view of what each client adds to it, by the clients' names; `clocks` are the practice's and theirs.
#[must_use]
pub fn today(of_each: Vec<ClientDay>, waiting: Waiting, now: Moment, clocks: &Clocks) -> Today {
    let mut all = Today::of(now.date);
    all.transcripts = old_transcripts(&of_each, &waiting.transcripts);
    all.mails = waiting.mails;
    for ClientDay { timezone, day, .. } in of_each {
        let on_theirs = |call: Call| Call { their_time: clocks.to_theirs(call.date, timezone), ..call };
        all.unconfirmed.extend(day.unconfirmed.into_iter().map(on_theirs));
        all.calls.extend(day.calls.into_iter().map(on_theirs));
        all.promised.extend(day.promised);
        all.reviews.extend(day.reviews);
        all.drafts.extend(day.drafts);
        all.threads.extend(day.threads);
        all.without_next.extend(day.without_next);
        all.ending.extend(day.ending);
        all.last_calls.extend(day.last_calls);
    }
    all.unconfirmed.put_in_order_by_key(|call| call.date);
    all.calls.put_in_order_by_key(|call| call.date);
    all.promised.put_in_order_by_key(|promise| (promise.due.is_none(), promise.due, -promise.days));
    all.without_next.put_in_order_by_key(|client| client.last);
    all.reviews.put_in_order_by_key(|review| review.review);
    all.threads.put_in_order_by_key(|thread| -thread.days);
    all.ending.put_in_order_by_key(|ending| ending.date);
    all
}

impl Today {
    /// A day of which nothing is known.
    const fn of(today: NaiveDate) -> Self {
        Self {
            today,
            unconfirmed: Vec::new(),
            calls: Vec::new(),
            promised: Vec::new(),
            reviews: Vec::new(),
            drafts: Vec::new(),
            threads: Vec::new(),
            without_next: Vec::new(),
            ending: Vec::new(),
            last_calls: Vec::new(),
            transcripts: Vec::new(),
            mails: Vec::new(),
        }
    }
}

/// A call; what their clock shows is filled in once all clocks are known.
fn call(record: &Record, session: &Session, now: Moment) -> Call {
    let known = |about: &About| {
        let filed = record.client.filed.iter();
        let filed = filed.chain(record.sessions.iter().flat_map(|session| &session.filed));
        filed.chain(record.notes.iter().flat_map(|note| &note.filed)).any(|filed| filed.about == *about)
    };
    let asked = About::ALL.into_iter().filter(|about| about.heading().is_some());
    Call {
        client: Some(record.client.id.clone()),
        name: record.client.display_name().to_owned(),
        date: session.when,
        their_time: None,
        minutes: session.minutes,
        kind: session.kind,
        line: record
            .held_sessions(now)
            .next_back()
            .and_then(|last| last.summary.clone().or_else(|| last.said.first().cloned())),
        unknown: asked.filter(|_| session.when.date == now.date).find(|about| !known(about)),
    }
}

fn promises_to(record: &Record, now: Moment) -> Vec<Promised> {
    let promised = |promise: OpenPromise| Promised {
        client: record.client.id.clone(),
        name: record.client.display_name().to_owned(),
        number: promise.number,
        text: promise.text,
        due: promise.due,
        overdue: promise.overdue,
        source: promise.source,
        days: promise.days,
    };
    open_promises(record, now).into_iter().map(promised).collect()
}

/// A call of today of which nobody has said yet what happened is none to come.
fn without_next_call(record: &Record, now: Moment) -> Option<WithoutNext> {
    let to_come = |call: &Session| call.status(now) == SessionStatus::Planned && !call.is_past(now);
    if record.sessions.iter().any(to_come) {
        return None;
    }
    let last = record.held_sessions(now).next_back().map(|call| call.when.date);
    Some(WithoutNext {
        client: record.client.id.clone(),
        name: record.client.display_name().to_owned(),
        last,
        days: last.map(|last| (now.date - last).num_days()),
    })
}

fn list_due_reviews(record: &Record, now: Moment) -> Vec<Review> {
    let review = |plan: &crate::model::plan::Plan| {
        let review = review_day(record, plan, now).filter(|review| *review <= now.date)?;
        Some(Review {
            client: record.client.id.clone(),
            name: record.client.display_name().to_owned(),
            plan: plan.id.clone(),
            title: plan.title.clone(),
            review,
            days_over: (now.date - review).num_days(),
        })
    };
    record.plans.iter().filter_map(review).collect()
}

fn drafts(record: &Record) -> Vec<Draft> {
    let begun = record.plans.iter().filter(|plan| plan.outcome == Outcome::Draft);
    let draft = |plan: &crate::model::plan::Plan| Draft {
        client: record.client.id.clone(),
        name: record.client.display_name().to_owned(),
        plan: plan.id.clone(),
        title: plan.title.clone(),
    };
    begun.map(draft).collect()
}

fn old_threads(record: &Record, now: Moment) -> Vec<OldThread> {
    let open = threads(record, now).threads.into_iter().filter(|thread| thread.days >= OLD);
    let old = |thread: crate::insight::threads::Thread| OldThread {
        client: record.client.id.clone(),
        name: record.client.display_name().to_owned(),
        text: thread.text,
        source: thread.source,
        days: thread.days,
    };
    open.map(old).collect()
}

/// A day holds several clients: whoever sees the screen gets hours and initials, and not a word of anybody's.
impl View for Today {
    const TEMPLATE: Option<&'static str> = Some("today.md");

    fn for_client(self) -> Option<Self> {
        let Self {
            today,
            unconfirmed,
            calls,
            promised: _,
            reviews: _,
            drafts: _,
            threads: _,
            without_next: _,
            ending: _,
            last_calls: _,
            transcripts: _,
            mails: _,
        } = self;
        Some(Self {
            unconfirmed: unconfirmed.into_iter().map(Call::for_client).collect(),
            calls: calls.into_iter().map(Call::for_client).collect(),
            ..Self::of(today)
        })
    }
}

impl Call {
    fn for_client(self) -> Self {
        let Self { client: _, name, date, their_time: _, minutes, kind, line: _, unknown: _ } = self;
        let initials = name.split_whitespace().filter_map(|word| word.chars().next());
        let name = initials.map(|initial| format!("{initial}.")).collect::<Vec<_>>().join(" ");
        Self { client: None, name, date, their_time: None, minutes, kind, line: None, unknown: None }
    }
}
