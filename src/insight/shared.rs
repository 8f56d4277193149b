//! What a screen that the client sees leaves out: sources, motives, findings, the coach's own words about themselves, and
//! everything under `Reflection`. Each view says for itself what stays.

use super::clients::ClientList;
use super::digest::{Digest, ShowUpAs};
use super::goals::{GoalList, GoalView};
use super::person::Subject;
use super::plans::{PlanList, PlanView};
use super::profile::Profile;
use super::sessions::{SessionList, SessionView};
use super::smart::PlanCheck;
use crate::model::client::About;
use crate::model::statement::Statement;

/// A view that can be shown to the client.
pub trait Shared {
    /// Leaves out what isn't for the client's eyes.
    fn share(&mut self);
}

impl Shared for Digest {
    fn share(&mut self) {
        share_person(&mut self.person);
        for chapter in &mut self.story {
            chapter.summary.iter_mut().chain(&mut chapter.words).for_each(hide_source);
        }
        self.echo.iter_mut().for_each(hide_source);
        if let Some(last) = &mut self.last_time {
            last.summary.iter_mut().for_each(hide_source);
            share_all(&mut last.words);
            share_all(&mut last.threads);
        }
        // A coach's own note between sessions is the coach's; the client's mails are theirs.
        self.since_then.retain(|since| since.from == crate::model::session::Side::Client);
        self.since_then.iter_mut().for_each(|since| share_all(&mut since.statements));
        self.since_then.retain(|since| !since.statements.is_empty());
        for plan in &mut self.review_first {
            plan.specific.iter_mut().for_each(hide_source);
            share_all(&mut plan.if_thens);
            plan.steps.iter_mut().for_each(|step| step.source = None);
        }
        self.threads.iter_mut().for_each(|thread| thread.source = None);
        for goal in &mut self.goals {
            share_all(&mut goal.words);
            goal.examined = None;
            goal.open_questions.clear();
        }
        self.balance.iter_mut().for_each(Shared::share);
        self.arrive.alliance = None;
        self.noticed.clear();
        self.show_up_as = ShowUpAs::default();
        self.problems.clear();
    }
}

impl Shared for Profile {
    fn share(&mut self) {
        share_person(&mut self.person);
        share_all(&mut self.agreement);
        // How the practice keeps its books is the coach's own; so is how they describe the client, and what they wonder about.
        self.fee = None;
        self.hours_before = None;
        self.keep_until = None;
        self.log_consent = None;
        self.hush.clear();
        self.other.clear();
        self.more.clear();
        self.unknown.clear();
        self.tags.clear();
        self.problems.clear();
    }
}

/// A list of clients is never shown to one of them; were it shown, it would be empty.
impl Shared for ClientList {
    fn share(&mut self) {
        self.clients.clear();
        self.problems.clear();
    }
}

impl Shared for SessionList {
    fn share(&mut self) {
        self.problems.clear();
    }
}

impl Shared for SessionView {
    fn share(&mut self) {
        self.summary.iter_mut().for_each(hide_source);
        for statements in [&mut self.words, &mut self.preparation] {
            share_all(statements);
        }
        self.threads.iter_mut().for_each(|thread| thread.statement.source = None);
        self.threads.retain(|thread| !thread.statement.private);
        self.show_up_as.clear();
        self.path = None;
        self.body = None;
        self.problems.clear();
    }
}

impl Shared for GoalList {
    fn share(&mut self) {
        for goal in &mut self.goals {
            goal.motive = None;
            goal.examined = None;
        }
        self.problems.clear();
    }
}

impl Shared for GoalView {
    fn share(&mut self) {
        self.motive = None;
        self.resistance = None;
        self.examined = None;
        self.hard_questions.clear();
        for statements in [&mut self.words, &mut self.evidence, &mut self.looking_back] {
            share_all(statements);
        }
        self.levels.iter_mut().for_each(|level| hide_source(&mut level.text));
        for wording in self.drift.title.iter_mut().chain(&mut self.drift.words) {
            wording.commit = None;
        }
        self.path = None;
        self.problems.clear();
    }
}

impl Shared for PlanList {
    fn share(&mut self) {
        self.problems.clear();
    }
}

impl Shared for PlanView {
    fn share(&mut self) {
        self.made_by = None;
        self.smart.iter_mut().filter_map(|item| item.answer.as_mut()).for_each(hide_source);
        self.if_thens.iter_mut().for_each(|task| task.statement.source = None);
        self.steps.iter_mut().for_each(|step| step.source = None);
        share_all(&mut self.outcome_words);
        self.path = None;
        self.problems.clear();
    }
}

impl Shared for PlanCheck {
    fn share(&mut self) {
        for criterion in &mut self.criteria {
            criterion.answer.iter_mut().for_each(hide_source);
            criterion.findings.clear();
        }
        self.together.findings.clear();
        self.problems.clear();
    }
}

/// What they expect of people and what they fear is the coach's reading of them, not for a shared screen.
fn share_person(person: &mut Vec<Subject>) {
    person.retain(|subject| !matches!(subject.about, About::Expects | About::Fear));
    for subject in person.iter_mut() {
        subject.statements.retain(|noted| !noted.statement.private);
        subject.statements.iter_mut().for_each(|noted| hide_source(&mut noted.statement));
    }
    person.retain(|subject| !subject.statements.is_empty());
}

/// Leaves out what is the coach's own, and where the rest stands.
pub(super) fn share_all(statements: &mut Vec<Statement>) {
    statements.retain(|statement| !statement.private);
    statements.iter_mut().for_each(hide_source);
}

fn hide_source(statement: &mut Statement) {
    statement.source = None;
}
