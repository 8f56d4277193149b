//! What a client may see of the notes about them: a record of its own, built up field by field. What is handed to a client is made
//! of this and of nothing else.

use std::ops::Deref;

use super::theirs::{
    clear_title, share_tasks, their_answers, their_filed, their_fit, their_more, their_steps, their_tasks,
    their_word, their_words, theirs,
};
use crate::model::between::Between;
use crate::model::client::{Agreed, Client, HoursBefore};
use crate::model::goal::{AskedBy, Goal, Reasons};
use crate::model::plan::Plan;
use crate::model::record::{Doubted, Record};
use crate::model::session::{AreaMarks, Session};
use crate::model::written::Written;

/// One client's notes as they may see them. Only [`ClientRecord::from_record`] makes one.
#[derive(Debug, Clone, PartialEq)]
pub struct ClientRecord(Record);

impl ClientRecord {
    /// Takes what is theirs out of a record. Each kind of note is taken apart by all its fields, so that a new one doesn't compile
    /// until somebody has decided about it.
    #[must_use]
    pub fn from_record(record: Record) -> Self {
        // What doesn't count until the coach has looked isn't for the client either.
        let Record { client, sessions, goals, plans, notes, doubted: _ } = record;
        Self(Record {
            client: their_client(client),
            sessions: sessions.into_iter().map(their_session).collect(),
            goals: goals.into_iter().map(their_goal).collect(),
            plans: plans.into_iter().map(their_plan).collect(),
            notes: notes.into_iter().filter_map(their_note).collect(),
            doubted: Doubted::default(),
        })
    }

    /// The record, for the views that the coach sees as well.
    #[must_use]
    pub fn into_record(self) -> Record {
        self.0
    }
}

impl Deref for ClientRecord {
    type Target = Record;

    fn deref(&self) -> &Record {
        &self.0
    }
}

/// The agreement, what helps them, their areas. How the practice keeps its books and how the coach sees them stay out.
fn their_client(client: Client) -> Client {
    let Client {
        id,
        path,
        name,
        status,
        since,
        until,
        sessions_agreed,
        keep_until: _,
        emails: _,
        organisation: _,
        pronouns: _,
        fee,
        timezone,
        kind,
        group_size,
        minutes,
        place,
        areas,
        sessions_before,
        hours_before: _,
        log_consent: _,
        log_letter: _,
        sponsor: _,
        sponsor_ok: _,
        sponsor_draft: _,
        agreed: _,
        hush: _,
        tags: _,
        other: _,
        filed,
        otherwise: _,
        supervise: _,
        ours,
        helps,
        agreed_by_three,
        to_be_with_them: _,
        agreement,
        more,
        written: _,
    } = client;
    Client {
        id,
        path,
        name,
        // The status, the fee and what is usual decide what a view holds; none of them is shown as such.
        status,
        since,
        until,
        sessions_agreed,
        keep_until: None,
        emails: Vec::new(),
        organisation: None,
        pronouns: None,
        fee,
        timezone,
        kind,
        group_size,
        minutes,
        place: place.map(clear_title),
        areas,
        sessions_before,
        hours_before: HoursBefore::default(),
        log_consent: None,
        log_letter: None,
        sponsor: None,
        sponsor_ok: None,
        sponsor_draft: None,
        agreed: Agreed::default(),
        hush: Vec::new(),
        tags: Vec::new(),
        other: Vec::new(),
        filed: their_filed(filed),
        otherwise: Vec::new(),
        supervise: Vec::new(),
        ours: theirs(ours),
        helps: their_words(helps),
        agreed_by_three: their_words(agreed_by_three),
        to_be_with_them: Vec::new(),
        agreement: their_words(agreement),
        more: their_more(more),
        written: Written::default(),
    }
}

/// What they said, sent ahead and marked; the day, how long, and what became of the call.
fn their_session(session: Session) -> Session {
    let Session {
        id,
        path,
        when,
        written_status,
        cancelled_by: _,
        minutes,
        written_kind,
        kind,
        group_size,
        moved_from,
        place,
        fee,
        charged,
        summary: _,
        show_up_as: _,
        goals: _,
        goals_of_day: _,
        talked_about: _,
        alliance,
        balance,
        picked,
        said,
        text,
        headings: _,
        threads,
        promises: _,
        filed,
        otherwise: _,
        supervise: _,
        ours,
        preparation,
        reflection: _,
        typed_plan: _,
        written: _,
    } = session;
    Session {
        id,
        path,
        when,
        written_status,
        cancelled_by: None,
        minutes,
        written_kind,
        kind,
        group_size,
        moved_from,
        place: place.map(clear_title),
        fee,
        charged,
        summary: None,
        show_up_as: Vec::new(),
        goals: Vec::new(),
        goals_of_day: Vec::new(),
        talked_about: Vec::new(),
        alliance,
        balance: balance.into_iter().map(|marks| AreaMarks { written: None, ..marks }).collect(),
        picked,
        said: theirs(said),
        text: theirs(text),
        headings: Vec::new(),
        threads: share_tasks(threads),
        promises: Vec::new(),
        filed: their_filed(filed),
        otherwise: Vec::new(),
        supervise: Vec::new(),
        ours: theirs(ours),
        preparation: their_words(preparation),
        reflection: Vec::new(),
        typed_plan: Vec::new(),
        written: Written::default(),
    }
}

/// The wish, and the marks that they gave. The coach's questions, and what was answered to them, stay out.
fn their_goal(goal: Goal) -> Goal {
    let Goal {
        id,
        path,
        title,
        status,
        opened,
        closed,
        target,
        importance,
        asked_by: _,
        reasons: _,
        motive: _,
        examined: _,
        resistance: _,
        levels,
        level_start,
        level,
        level_on,
        fulfilled,
        words,
        hard_questions: _,
        answers: _,
        evidence,
        looking_back,
        text: _,
        written: _,
    } = goal;
    Goal {
        id,
        path,
        title: title.map(clear_title),
        status,
        opened,
        closed,
        target,
        importance,
        asked_by: AskedBy::Client,
        reasons: Reasons::default(),
        motive: None,
        examined: None,
        resistance: None,
        levels: levels.into_iter().filter_map(|(level, words)| Some((level, their_word(words)?))).collect(),
        level_start,
        level,
        level_on,
        fulfilled,
        words: their_words(words),
        hard_questions: Vec::new(),
        answers: Vec::new(),
        evidence: theirs(evidence),
        looking_back: theirs(looking_back),
        text: Vec::new(),
        written: Written::default(),
    }
}

/// What they answered. How sure they were comes with what happened, never before it.
fn their_plan(plan: Plan) -> Plan {
    let Plan {
        id,
        path,
        title,
        goal,
        made,
        made_hour,
        made_by: _,
        review,
        fit,
        follows: _,
        outcome,
        reviewed,
        done: _,
        of: _,
        smart,
        if_thens,
        steps,
        outcome_words,
        text: _,
        written: _,
    } = plan;
    Plan {
        id,
        path,
        title: clear_title(title),
        goal,
        made,
        made_hour,
        made_by: None,
        review,
        fit: their_fit(fit, !outcome_words.is_empty()),
        follows: None,
        outcome,
        reviewed,
        done: None,
        of: None,
        smart: their_answers(smart),
        if_thens: their_tasks(if_thens),
        steps: their_steps(steps),
        outcome_words: theirs(outcome_words),
        text: Vec::new(),
        written: Written::default(),
    }
}

/// A client's mail, but for what it quotes; of a coach's note what was read together or quotes the client.
fn their_note(note: Between) -> Option<Between> {
    let Between {
        id,
        path,
        when,
        from,
        statements,
        said,
        threads,
        promises: _,
        filed,
        otherwise: _,
        supervise: _,
        ours,
        mail: _,
        files: _,
        sender: _,
    } = note;
    let note = Between {
        id,
        path,
        when,
        from,
        statements: theirs(statements),
        said: theirs(said),
        threads: share_tasks(threads),
        promises: Vec::new(),
        filed: their_filed(filed),
        otherwise: Vec::new(),
        supervise: Vec::new(),
        ours: theirs(ours),
        mail: None,
        files: Vec::new(),
        sender: None,
    };
    (!note.statements.is_empty() || !note.said.is_empty() || !note.threads.is_empty()).then_some(note)
}
