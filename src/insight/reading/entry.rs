//! One thing to read: a call, what came between calls, a plan on the day it was made or looked at.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use serde::Serialize;

use super::pace;
use crate::insight::theirs::{their_word, theirs_of};
use crate::insight::view::View;
use crate::model::between::Between;
use crate::model::bookmark::EntryKind;
use crate::model::moment::Moment;
use crate::model::note_text::{NoteText, Passage};
use crate::model::order::InOrder as _;
use crate::model::pattern::Pattern;
use crate::model::plan::{Criterion, Outcome, Plan};
use crate::model::record::Record;
use crate::model::session::{Session, SessionStatus, Side};
use crate::model::statement::{Source, Statement};
use crate::model::transcript::{SpokenTurn, Transcript};

/// The heading of what a plan says beside its parts, which is anybody's.
const BESIDE: &str = "Beside these";

/// One thing to read.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// The day, and the hour if it is known.
    pub date: Option<Moment>,
    /// What it is.
    pub kind: EntryKind,
    /// The id of its note.
    pub id: String,
    /// The file, from the root.
    pub path: Option<Arc<str>>,
    /// A session's place among the held ones.
    pub number: Option<usize>,
    /// What became of a session.
    pub status: Option<SessionStatus>,
    /// Who called a session off.
    pub cancelled_by: Option<Side>,
    /// How long a session took.
    pub minutes: Option<u32>,
    /// Where a session was left off.
    pub summary: Option<Statement>,
    /// Whose words a note between sessions holds.
    pub from: Option<Side>,
    /// What a plan is called.
    pub title: Option<String>,
    /// When it is done.
    pub when: Option<String>,
    /// And where.
    #[serde(rename = "where")]
    pub place: Option<String>,
    /// What became of it.
    pub outcome: Option<Outcome>,
    /// Times done, for a plan that repeats.
    pub done: Option<f64>,
    /// Times meant.
    pub of: Option<f64>,
    /// What it says, a paragraph or list item each.
    pub statements: Vec<Passage>,
    /// The same as it stands in the note, where all of it is shown.
    pub body: Option<String>,
    /// Whether the note counts; not until somebody has looked, where to count it could be wrong.
    pub counts: bool,
    /// Where the last reading ended with this: the day of that reading.
    pub read_on: Option<NaiveDate>,
    /// The note's file: a plan's stands in two entries.
    #[serde(skip)]
    pub(super) note: Arc<str>,
    /// Whether it is still to come or to be written up.
    #[serde(skip)]
    pub(super) is_to_come: bool,
}

/// Every entry of a client, first to last; those without a day before all others. On one day a plan is looked at first,
/// then there is the call, then what was noted without an hour, then the plan that came of it.
pub(super) fn entries(record: &Record, mut texts: HashMap<Arc<str>, NoteText>, now: Moment) -> Vec<Entry> {
    let mut entries = Vec::new();
    // Numbers count up here: to ask for each would take the square of their number.
    let mut held = record.client.sessions_before as usize;
    for session in &record.sessions {
        held += usize::from(session.is_held(now));
        let number = session.is_held(now).then_some(held);
        let text = texts.remove(&session.path).unwrap_or_default();
        entries.extend(from_session(session, number, text, now));
    }
    let notes = record.notes.iter();
    entries.extend(notes.filter_map(|note| {
        let text = texts.remove(&note.path).unwrap_or_default();
        from_note(note, text, now)
    }));
    let aside = &record.doubted;
    let doubted = |entry: Entry| Entry { counts: false, ..entry };
    for session in &aside.sessions {
        let text = texts.remove(&session.path).unwrap_or_default();
        entries.extend(from_session(session, None, text, now).map(doubted));
    }
    for note in &aside.notes {
        let text = texts.remove(&note.path).unwrap_or_default();
        entries.extend(from_note(note, text, now).map(doubted));
    }
    entries.extend(aside.plans.iter().map(|plan| doubted(from_plan(plan, now))));
    entries.extend(record.plans.iter().map(|plan| from_plan(plan, now)));
    entries.extend(record.plans.iter().filter_map(|plan| from_review(plan, now)));
    sort(&mut entries);
    entries
}

/// Puts entries into the order in which they are read.
pub(super) fn sort(entries: &mut [Entry]) {
    entries.put_in_order_by_key(|entry| (entry.date.map(|date| date.date), entry.hour()));
}

/// A call; none where nothing is written of one that is still to come.
fn from_session(session: &Session, number: Option<usize>, text: NoteText, now: Moment) -> Option<Entry> {
    let status = session.status(now);
    let is_to_come = status == SessionStatus::Planned;
    let is_empty = text.whole.is_empty() && session.summary.is_none();
    (!is_to_come || !is_empty).then(|| Entry {
        number,
        status: Some(status),
        cancelled_by: session.cancelled_by,
        minutes: session.minutes,
        summary: session.summary.clone(),
        statements: text.passages,
        body: Some(text.whole),
        is_to_come: is_to_come || session.when.date > now.date,
        ..Entry::new(EntryKind::Session, Some(session.when), &session.id, &session.path, now)
    })
}

fn from_note(note: &Between, text: NoteText, now: Moment) -> Option<Entry> {
    (!text.whole.is_empty()).then(|| Entry {
        from: Some(note.from),
        statements: text.passages,
        body: Some(text.whole),
        ..Entry::new(EntryKind::Note, Some(note.when), &note.id, &note.path, now)
    })
}

/// What the client said in a call; none where it isn't known who they are in it.
pub(super) fn from_transcript(transcript: &Transcript, now: Moment) -> Option<Entry> {
    let passage = |turn: &SpokenTurn| {
        let source = Some(Source { path: Arc::clone(&transcript.path), line: turn.line });
        let statement =
            Statement { text: turn.words.as_str().into(), source, private: false, ours: false, said: true };
        Passage { heading: None, ..Passage::new(statement, "") }
    };
    let statements: Vec<Passage> = transcript.theirs().map(passage).collect();
    (!statements.is_empty()).then(|| Entry {
        statements,
        ..Entry::new(EntryKind::Transcript, transcript.when, &transcript.id, &transcript.path, now)
    })
}

/// A plan on the day it was made: what they answered, if-thens, steps, and what stands beside these.
fn from_plan(plan: &Plan, now: Moment) -> Entry {
    let answers = Criterion::ALL.into_iter().flat_map(|criterion| answers_to(plan, criterion));
    let if_thens = plan.if_thens.iter().map(|task| Passage {
        state: Some(task.state),
        ..Passage::new(task.statement.clone(), "Reality test")
    });
    let steps = plan.steps.iter().map(|step| {
        let text = step.text.as_str().into();
        let statement = Statement {
            text,
            source: step.source.clone(),
            private: step.private,
            said: false,
            ours: step.ours,
        };
        Passage { state: Some(step.state), due: step.due, ..Passage::new(statement, "Steps") }
    });
    let beside = plan.text.iter().map(|statement| Passage::new(statement.clone(), BESIDE));
    let made = plan.made.map(Moment::day);
    Entry {
        title: Some(plan.title.clone()),
        when: plan.fit.when.clone(),
        place: plan.fit.place.clone(),
        outcome: Some(plan.outcome).filter(|outcome| *outcome == Outcome::Draft),
        statements: answers.chain(if_thens).chain(steps).chain(beside).collect(),
        ..Entry::new(EntryKind::Plan, made, &plan.id, &plan.path, now)
    }
}

/// What they answered to one of the five questions. What they will do opens the plan and needs no heading.
fn answers_to(plan: &Plan, criterion: Criterion) -> impl Iterator<Item = Passage> {
    let items = plan.smart.iter().filter(move |item| item.id == criterion);
    items.filter_map(|item| item.answer.clone()).map(move |answer| {
        let passage = Passage::new(answer, criterion.label());
        let heading = passage.heading.filter(|_| criterion != Criterion::Specific);
        Passage { heading, ..passage }
    })
}

/// A plan on the day it was looked at; where that isn't known, when it was to be.
fn from_review(plan: &Plan, now: Moment) -> Option<Entry> {
    let day = plan.reviewed.or(plan.review).or(plan.made);
    let words = plan.outcome_words.iter().cloned();
    (!matches!(plan.outcome, Outcome::Draft | Outcome::Open)).then(|| Entry {
        title: Some(plan.title.clone()),
        outcome: Some(plan.outcome),
        done: plan.done,
        of: plan.of,
        statements: words.map(|statement| Passage { heading: None, ..Passage::new(statement, "") }).collect(),
        ..Entry::new(EntryKind::Review, day.map(Moment::day), &plan.id, &plan.path, now)
    })
}

impl Entry {
    fn new(kind: EntryKind, date: Option<Moment>, id: &str, path: &Arc<str>, now: Moment) -> Self {
        Self {
            date,
            kind,
            id: id.to_owned(),
            path: Some(Arc::clone(path)),
            number: None,
            status: None,
            cancelled_by: None,
            minutes: None,
            summary: None,
            from: None,
            title: None,
            when: None,
            place: None,
            outcome: None,
            done: None,
            of: None,
            statements: Vec::new(),
            body: None,
            counts: true,
            read_on: None,
            note: Arc::clone(path),
            is_to_come: date.is_some_and(|date| date.date > now.date),
        }
    }

    /// Where on its day it stands.
    fn hour(&self) -> (u8, NaiveTime) {
        let time = self.date.and_then(|date| date.time);
        let end = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
        match self.kind {
            EntryKind::Review => (0, NaiveTime::MIN),
            // The words of a call stand behind its note, which was put there before them.
            EntryKind::Session | EntryKind::Transcript => (1, time.unwrap_or(NaiveTime::MIN)),
            EntryKind::Note => (1, time.unwrap_or(end)),
            EntryKind::Plan => (2, NaiveTime::MIN),
        }
    }

    /// Leaves only the client's own words. Says no if there are none.
    pub(super) fn keep_own_words(&mut self) -> bool {
        self.body = None;
        self.summary = None;
        self.statements.retain(|passage| passage.statement.said);
        !self.statements.is_empty()
    }

    /// Leaves only what holds a word, or stands under a heading that does. Says no if nothing is left.
    pub(super) fn keep_about(&mut self, word: &Pattern) -> bool {
        self.body = None;
        self.summary = self.summary.take().filter(|summary| word.is_in(&summary.text));
        // Every plan has the same headings: a word in one of them is about nothing.
        let headed = self.kind != EntryKind::Plan;
        self.statements.retain(|passage| {
            let heading = passage.heading.as_ref().filter(|_| headed);
            word.is_in(&passage.whole) || heading.is_some_and(|heading| word.is_in(heading))
        });
        let named = [&self.title, &self.when, &self.place].into_iter().flatten().any(|text| word.is_in(text));
        named || self.summary.is_some() || !self.statements.is_empty()
    }

    /// How many words there are to read.
    pub(super) fn words(&self) -> usize {
        let body = match &self.body {
            Some(body) => pace::words(body),
            None => self.statements.iter().map(|passage| pace::words(&passage.statement.text)).sum(),
        };
        let lines = self.summary.iter().map(|summary| summary.text.as_str()).chain(self.title.as_deref());
        body + lines.map(pace::words).sum::<usize>()
    }
}

/// Their own words, what is to come back to, their plans. Nothing of it where none is left.
impl View for Entry {
    const TEMPLATE: Option<&'static str> = Some("read-entry.md");

    fn for_client(self) -> Option<Self> {
        let Self {
            date,
            kind,
            id,
            path: _,
            number,
            status,
            cancelled_by: _,
            minutes,
            summary: _,
            from,
            title,
            when,
            place,
            outcome,
            done: _,
            of: _,
            statements,
            body: _,
            counts,
            read_on: _,
            note,
            is_to_come,
        } = self;
        // What was said in a call word for word is for the coach alone, though it is theirs.
        if kind == EntryKind::Transcript {
            return None;
        }
        let is_plan = matches!(kind, EntryKind::Plan | EntryKind::Review);
        let statements: Vec<Passage> =
            statements.into_iter().filter_map(|passage| their_passage(passage, is_plan)).collect();
        let is_theirs = counts && (is_plan || !statements.is_empty());
        // What a file is called beside its day is the coach's.
        let day = date.map(|date| date.date.to_string()).filter(|_| !is_plan);
        is_theirs.then_some(Self {
            date,
            kind,
            id: day.unwrap_or(id),
            path: None,
            number,
            status,
            cancelled_by: None,
            minutes,
            summary: None,
            from,
            title,
            when,
            place,
            outcome,
            done: None,
            of: None,
            statements,
            body: None,
            counts,
            read_on: None,
            note,
            is_to_come,
        })
    }
}

/// A passage that is the client's. The hashtags at its end go, so that no search can find by them, and so do the coach's own
/// headings.
fn their_passage(passage: Passage, is_plan: bool) -> Option<Passage> {
    let Passage { statement, heading, state, due, is_thread, whole: _ } = passage;
    let statement = if is_plan || statement.said { their_word(statement)? } else { theirs_of(statement)? };
    let heading = heading.filter(|_| is_plan);
    if heading.as_deref() == Some(BESIDE) {
        return None;
    }
    Some(Passage { whole: statement.text.to_string(), statement, heading, state, due, is_thread })
}
