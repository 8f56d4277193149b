//! A call, held or planned: `sessions/DATE.md`.

use std::sync::Arc;

use chrono::{Duration, NaiveDateTime};
use serde::Serialize;
use smol_str::SmolStr;

use super::choice::choices;
use super::client::{Fee, Filed};
use super::id::{fold, same};
use super::mark::{Hours, Rating, Ten};
use super::moment::Moment;
use super::promise::Promise;
use super::signal::Signal;
use super::statement::{Source, Statement, Task};
use super::written::Written;

choices! {
    /// What became of a call.
    SessionStatus {
        /// It took place.
        Held = "held",
        /// It is to come, or nobody has said yet what happened.
        Planned = "planned",
        /// Somebody called it off.
        Cancelled = "cancelled",
        /// It takes place at another time.
        Moved = "moved",
        /// The client didn't come.
        NoShow = "no-show",
    }
}

choices! {
    /// One of the two sides of the work.
    Side {
        /// The client.
        Client = "client",
        /// The coach.
        Coach = "coach",
    }
}

choices! {
    /// Who is in the call.
    SessionKind {
        /// One person.
        Individual = "individual",
        /// Several who don't work together.
        Group = "group",
        /// Several who do.
        Team = "team",
        /// The coach is coached on their own coaching; no log counts it as coaching.
        MentorCoaching = "mentor-coaching",
        /// A talk with a supervisor; likewise.
        Supervision = "supervision",
        /// An assessment or its debriefing; likewise.
        Assessment = "assessment",
    }
}

impl SessionStatus {
    /// What a note that is made now begins with: held if its day, or its hour today, is past, else planned, until somebody says
    /// what happened.
    #[must_use]
    pub fn for_new(when: Moment, now: Moment) -> Self {
        let earlier_today = when.date == now.date && when.time.is_some() && when.clock() < now.clock();
        if when.date < now.date || earlier_today { Self::Held } else { Self::Planned }
    }
}

/// The client's own marks of a session, 0 to 10; any of them.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Alliance {
    /// How far they felt heard.
    pub heard: Option<Ten>,
    /// How far it was about what mattered to them.
    pub focus: Option<Ten>,
    /// How far the way of working suited them.
    pub approach: Option<Ten>,
    /// The session as a whole.
    pub overall: Option<Ten>,
}

impl Alliance {
    /// Each line by its name, in the order in which they are asked.
    #[must_use]
    pub const fn lines(&self) -> [(&'static str, Option<Ten>); 4] {
        [("heard", self.heard), ("focus", self.focus), ("approach", self.approach), ("overall", self.overall)]
    }

    /// Whether any of them was given.
    #[must_use]
    pub fn is_given(&self) -> bool {
        self.lines().iter().any(|(_, mark)| mark.is_some())
    }

    /// The mean of the marks that were given, 0 to 10; `None` without any.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        let marks: Vec<f64> = [self.heard, self.focus, self.approach, self.overall]
            .into_iter()
            .flatten()
            .map(Ten::value)
            .collect();
        (!marks.is_empty()).then(|| marks.iter().sum::<f64>() / marks.len() as f64)
    }
}

/// The client's own marks of one area of work.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AreaMarks {
    /// The area's name, as the client calls it.
    pub area: String,
    /// Its quality, 1 to 9.
    pub rating: Option<Rating>,
    /// Hours a week that it gets.
    pub hours: Option<Hours>,
    /// Hours a week that they wish it got.
    pub wish: Option<Hours>,
    /// Where that stands.
    #[serde(skip)]
    pub written: Option<Source>,
}

/// A reference to another note by its id, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The id that is meant.
    pub id: String,
    /// It as it was written: the id, or what names the note otherwise.
    pub written: SmolStr,
    /// Where it was written.
    pub source: Source,
    /// The column of the place, from 1.
    pub column: usize,
}

/// A call, as its note tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// The file's stem.
    pub id: String,
    /// The file, from the practice's root.
    pub path: Arc<str>,
    /// The day, and the hour if it is known.
    pub when: Moment,
    /// What was written; [`Session::status`] fills in what wasn't.
    pub written_status: Option<SessionStatus>,
    /// Who called it off.
    pub cancelled_by: Option<Side>,
    /// How long it took, or is to take.
    pub minutes: Option<u32>,
    /// Who is in the call, as written; [`Session::kind`] is what counts.
    pub written_kind: Option<SessionKind>,
    /// Who is in the call: as written, else what is usual with this client.
    pub kind: SessionKind,
    /// How many, for a group or team; likewise.
    pub group_size: Option<u32>,
    /// The ids under which it was planned before it was moved, the first one first.
    pub moved_from: Vec<String>,
    /// The place or link of this call, where it isn't the usual one.
    pub place: Option<String>,
    /// Whether it is paid for, where it differs from what was agreed.
    pub fee: Option<Fee>,
    /// Whether it is charged although it didn't take place.
    pub charged: Option<bool>,
    /// One line: where we left off.
    pub summary: Option<Statement>,
    /// Who the coach wanted to be.
    pub show_up_as: Vec<Statement>,
    /// What it was about, by goal ids, as written.
    pub goals: Vec<Reference>,
    /// The ids of the other goals that it was about: something happened to them on its day.
    pub goals_of_day: Vec<String>,
    /// Signals that were spoken of with the client in this call.
    pub talked_about: Vec<Signal>,
    /// The client's marks of the session.
    pub alliance: Alliance,
    /// The client's marks of their areas, in the order of the note.
    pub balance: Vec<AreaMarks>,
    /// The area that the client chose to look at alone.
    pub picked: Option<String>,
    /// The client's own words: block quotes, one statement a paragraph.
    pub said: Vec<Statement>,
    /// What the coach wrote in running text: no thread, promise, plan, preparation or reflection.
    pub text: Vec<Statement>,
    /// The headings of the note.
    pub headings: Vec<String>,
    /// What to come back to.
    pub threads: Vec<Task>,
    /// What the coach said they would do.
    pub promises: Vec<Promise>,
    /// What hashtags file in what we know of the person.
    pub filed: Vec<Filed>,
    /// What came instead of what they expect of people: `#otherwise`.
    pub otherwise: Vec<Statement>,
    /// What is to be taken to a colleague: `#supervise`.
    pub supervise: Vec<Statement>,
    /// What client and coach have read together: `#ours`.
    pub ours: Vec<Statement>,
    /// What the client sent ahead.
    pub preparation: Vec<Statement>,
    /// What stands under `Reflection`, the coach's own.
    pub reflection: Vec<Statement>,
    /// What stands under `Plan`: a plan as it was typed during the call.
    pub typed_plan: Vec<Statement>,
    /// The lines that hold its facts.
    pub written: Written,
}

/// Whether two names mean one area: case, accents stored in two ways and blanks aside.
#[must_use]
pub fn is_same_area(a: &str, b: &str) -> bool {
    let bare = |name: &str| fold(name).split_whitespace().collect::<Vec<_>>().join(" ");
    a == b || bare(a) == bare(b)
}

impl Session {
    /// What became of the call: as written, else planned if its day is after today, else held.
    #[must_use]
    pub fn status(&self, now: Moment) -> SessionStatus {
        let is_to_come = match self.when.time {
            // On its own day nothing says yet that it took place.
            None => self.when.date >= now.date,
            Some(_) => self.when.clock() > now.clock(),
        };
        self.written_status.unwrap_or(if is_to_come { SessionStatus::Planned } else { SessionStatus::Held })
    }

    /// Whether it took place.
    #[must_use]
    pub fn is_held(&self, now: Moment) -> bool {
        self.status(now) == SessionStatus::Held
    }

    /// Whether it is still planned although its time is past.
    #[must_use]
    pub fn is_unconfirmed(&self, now: Moment) -> bool {
        self.status(now) == SessionStatus::Planned && self.is_past(now)
    }

    /// Whether its time is past: its day, or on the day itself its hour.
    #[must_use]
    pub fn is_past(&self, now: Moment) -> bool {
        self.when.date < now.date
            || (self.when.date == now.date && self.when.time.is_some() && self.end() <= now.clock())
    }

    /// The first words of the note, whoever's they are.
    #[must_use]
    pub fn first_words(&self) -> Option<&Statement> {
        let all = self.text.iter().chain(&self.said).filter(|words| !words.private && !words.text.is_empty());
        all.min_by_key(|words| words.source.as_ref().map(|source| source.line))
    }

    /// Whether it was about a goal.
    #[must_use]
    pub fn is_about(&self, goal: &str) -> bool {
        let named = self.goals.iter().map(|named| &named.id);
        named.chain(&self.goals_of_day).any(|about| same(about, goal))
    }

    /// When it ends: an hour after its beginning unless the note says how long it takes.
    #[must_use]
    pub fn end(&self) -> NaiveDateTime {
        self.when.clock() + Duration::minutes(i64::from(self.minutes.unwrap_or(60)))
    }

    /// What sessions are ordered by: the day, then the hour (those without one first), then the number at the end of
    /// the name, then the name.
    #[must_use]
    pub fn order(&self) -> (Moment, u64, &str) {
        (self.when, number_at_end(&self.id), &self.id)
    }
}

/// The number behind the date of a name such as `2026-11-08-2`; a name without one comes first.
fn number_at_end(id: &str) -> u64 {
    let rest = super::moment::split_leading_day(id).map_or(id, |(_, rest)| rest);
    let digits = rest.len() - rest.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    rest[rest.len() - digits..].parse().unwrap_or(0)
}
