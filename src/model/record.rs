//! Everything that is known of one client.

use chrono::NaiveDate;

use super::between::Between;
use super::client::Client;
use super::goal::Goal;
use super::id::same;
use super::matching::make_sorting_key;
use super::moment::Moment;
use super::plan::{Outcome, Plan};
use super::problem::Problem;
use super::session::{Session, SessionKind};
use crate::model::order::InOrder as _;

/// One client's notes, each kind in its own order.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The person.
    pub client: Client,
    /// Sessions, first to last.
    pub sessions: Vec<Session>,
    /// Goals by id.
    pub goals: Vec<Goal>,
    /// Plans by the day they were made, then by id.
    pub plans: Vec<Plan>,
    /// Notes between sessions, first to last.
    pub notes: Vec<Between>,
    /// Notes that don't count until somebody has looked.
    pub doubted: Doubted,
}

/// Notes that don't count, as a call, an hour or a thread: to count them could be wrong. They are shown, marked, where notes are shown
/// as they stand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Doubted {
    /// Sessions, first to last.
    pub sessions: Vec<Session>,
    /// Goals by id.
    pub goals: Vec<Goal>,
    /// Plans.
    pub plans: Vec<Plan>,
    /// Notes between sessions, first to last.
    pub notes: Vec<Between>,
    /// Why: the problem of each of them.
    pub why: Vec<Problem>,
}

impl Record {
    /// Sets the notes aside that don't count by one of these problems.
    pub fn set_aside(&mut self, problems: &[Problem]) {
        let why: Vec<Problem> = problems.iter().filter(|problem| problem.doubts).cloned().collect();
        if why.is_empty() {
            return;
        }
        let doubts = |path: &str| why.iter().any(|problem| problem.path == path);
        let doubted = &mut self.doubted;
        doubted.sessions.extend(self.sessions.extract_if(.., |session| doubts(&session.path)));
        doubted.goals.extend(self.goals.extract_if(.., |goal| doubts(&goal.path)));
        doubted.plans.extend(self.plans.extract_if(.., |plan| doubts(&plan.path)));
        doubted.notes.extend(self.notes.extract_if(.., |note| doubts(&note.path)));
        doubted.sessions.put_in_order_by(|a, b| a.order().cmp(&b.order()));
        doubted.why = why;
    }

    /// Puts every kind of note into its order, and fills in what follows from several of them.
    pub fn settle(&mut self) {
        // Hardly two begin at once.
        self.sessions.put_in_order_by(|a, b| a.when.cmp(&b.when).then_with(|| a.order().cmp(&b.order())));
        self.goals.put_in_order_by_key(|a| make_sorting_key(&a.id));
        self.plans.put_in_order_by(|a, b| (a.made, a.made_hour, &a.id).cmp(&(b.made, b.made_hour, &b.id)));
        self.notes.put_in_order_by(|a, b| (a.when, &a.id).cmp(&(b.when, &b.id)));
        self.fill_in_what_is_usual();
        self.find_what_calls_were_about();
    }

    /// A session that doesn't say who is in the call is like the client's others.
    fn fill_in_what_is_usual(&mut self) {
        for session in &mut self.sessions {
            session.kind = session.written_kind.unwrap_or(self.client.kind);
            if session.kind == self.client.kind && session.kind != SessionKind::Individual {
                session.group_size = session.group_size.or(self.client.group_size);
            }
        }
    }

    /// A call is about the goals that it names, and about those to which something happened on its day: a plan was made or
    /// reviewed, the level moved, the hard questions were asked.
    fn find_what_calls_were_about(&mut self) {
        let Self { sessions, goals, plans, .. } = self;
        let mut events: Vec<(NaiveDate, &str)> = Vec::new();
        for plan in plans.iter().filter(|plan| plan.outcome != Outcome::Draft) {
            let Some(goal) = &plan.goal else { continue };
            events.extend([plan.made, plan.reviewed].into_iter().flatten().map(|day| (day, &*goal.id)));
        }
        for goal in goals.iter() {
            events.extend([goal.level_on, goal.examined].into_iter().flatten().map(|day| (day, &*goal.id)));
        }
        events.put_in_order_by_key(|(day, _)| *day);
        for session in sessions {
            session.goals_of_day.clear();
            let of_day = events.partition_point(|(day, _)| *day < session.when.date);
            for (_, goal) in events[of_day..].iter().take_while(|(day, _)| *day == session.when.date) {
                if !session.is_about(goal) {
                    session.goals_of_day.push((*goal).to_owned());
                }
            }
        }
    }

    /// The sessions that took place, first to last.
    #[must_use]
    pub fn held_sessions(&self, now: Moment) -> impl DoubleEndedIterator<Item = &Session> {
        self.sessions.iter().filter(move |session| session.is_held(now))
    }

    /// The call to prepare for: the one that is going on or comes next; where none does, one of today whose hour is past and of
    /// which nobody has said yet what happened.
    #[must_use]
    pub fn next_call(&self, now: Moment) -> Option<&Session> {
        use super::session::SessionStatus::Planned;
        let planned = || self.sessions.iter().filter(|s| s.status(now) == Planned && s.when.date >= now.date);
        planned().find(|session| !session.is_past(now)).or_else(|| planned().next_back())
    }

    /// The next planned session after today: when a plan that is made today is looked at.
    #[must_use]
    pub fn planned_after(&self, now: Moment) -> Option<&Session> {
        use super::session::SessionStatus::Planned;
        self.sessions.iter().find(|session| session.status(now) == Planned && session.when.date > now.date)
    }

    /// The number of a session: its place among the held ones, plus those held before the practice was kept here.
    #[must_use]
    pub fn number_of(&self, session: &Session, now: Moment) -> Option<usize> {
        let is_it = |held: &Session| held.id == session.id && held.path == session.path;
        self.numbered_sessions(now).find(|(_, held)| is_it(held)).map(|(number, _)| number)
    }

    /// The sessions that took place, first to last, each with its number.
    pub fn numbered_sessions(&self, now: Moment) -> impl Iterator<Item = (usize, &Session)> {
        (self.client.sessions_before as usize + 1..).zip(self.held_sessions(now))
    }

    /// The goal of an id.
    #[must_use]
    pub fn goal(&self, id: &str) -> Option<&Goal> {
        self.goals.iter().find(|goal| same(&goal.id, id))
    }

    /// The plan of an id.
    #[must_use]
    pub fn plan(&self, id: &str) -> Option<&Plan> {
        self.plans.iter().find(|plan| same(&plan.id, id))
    }
}
