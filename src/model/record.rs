//! Everything that is known of one client.

use super::between::Between;
use super::client::Client;
use super::goal::Goal;
use super::id::same;
use super::moment::Moment;
use super::plan::Plan;
use super::session::{Session, Side};

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
}

impl Record {
    /// Leaves out what is the coach's own: everything under `Reflection`, and the coach's notes between sessions. For a
    /// screen that the client sees, before any view is made.
    pub fn leave_out_private(&mut self) {
        self.client.filed.retain(|filed| !filed.statement.private);
        self.client.agreement.retain(|statement| !statement.private);
        self.notes.retain(|note| note.from == Side::Client);
        for session in &mut self.sessions {
            session.said.retain(|statement| !statement.private);
            session.threads.retain(|task| !task.statement.private);
            session.filed.retain(|filed| !filed.statement.private);
            session.preparation.retain(|statement| !statement.private);
        }
        for note in &mut self.notes {
            note.statements.retain(|statement| !statement.private);
            note.said.retain(|statement| !statement.private);
            note.threads.retain(|task| !task.statement.private);
            note.filed.retain(|filed| !filed.statement.private);
        }
        for goal in &mut self.goals {
            for statements in [&mut goal.words, &mut goal.evidence, &mut goal.looking_back] {
                statements.retain(|statement| !statement.private);
            }
            goal.hard_questions.retain(|task| !task.statement.private);
        }
        for plan in &mut self.plans {
            plan.smart.retain(|item| item.answer.as_ref().is_none_or(|answer| !answer.private));
            plan.if_thens.retain(|task| !task.statement.private);
            plan.steps.retain(|step| !step.private);
            plan.outcome_words.retain(|statement| !statement.private);
        }
    }

    /// Puts every kind of note into its order.
    pub fn sort(&mut self) {
        self.sessions.sort_by(|a, b| a.order().cmp(&b.order()));
        self.goals.sort_by(|a, b| a.id.cmp(&b.id));
        self.plans.sort_by(|a, b| (a.made, &a.id).cmp(&(b.made, &b.id)));
        self.notes.sort_by(|a, b| (a.when, &a.id).cmp(&(b.when, &b.id)));
    }

    /// The sessions that took place, first to last.
    #[must_use]
    pub fn held(&self, now: Moment) -> impl DoubleEndedIterator<Item = &Session> {
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
        let place = self.held(now).position(|held| held.id == session.id && held.path == session.path)?;
        Some(place + 1 + self.client.sessions_before as usize)
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
