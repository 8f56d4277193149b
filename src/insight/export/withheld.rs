//! What of a person's notes isn't handed to them, and how much of it there is.

use serde::Serialize;

use crate::model::record::Record;
use crate::model::session::Side;
use crate::model::statement::Statement;
use crate::model::transcript::Transcript;

/// A kind of what isn't in an export for the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kept {
    /// What the coach wrote of calls, their own words apart.
    CallNotes,
    /// What the coach wrote between calls.
    Between,
    /// Where calls were left off, in the coach's words.
    Summaries,
    /// How the coach looked back on calls.
    Reflections,
    /// What the coach wants to come back to, and said they would do.
    Threads,
    /// What the coach noted about the person.
    AboutThem,
    /// Who the coach wants to be with them, and what is to be taken to a colleague.
    OwnPart,
    /// The hard questions, what was answered to them, what holds them back, the reasons.
    HardQuestions,
    /// How sure they were of plans that are still open.
    Confidence,
    /// How the practice keeps its books: other keys, tags, hours before.
    Books,
    /// What the client said in transcripts, word for word.
    OwnTurns,
    /// What others said in transcripts.
    Turns,
    /// Attachments and whatever else lies among their notes and is none, which nobody has looked through.
    Attachments,
    /// What lies in the trash.
    Trash,
    /// Notes that could not be read, or don't count until somebody has looked.
    Unread,
    /// Names of other people.
    Names,
}

/// How much of a kind isn't in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Withheld {
    /// What it is. Why it isn't in it follows from that, and stands in the template.
    pub kind: Kept,
    /// How many statements, notes, keys, files or names.
    pub count: usize,
}

/// What of a record isn't for the client, by kind; nothing of which there is none. `files` and `trashed` are counts of files.
#[must_use]
pub fn list_withheld(
    record: &Record,
    transcripts: &[Transcript],
    files: usize,
    trashed: usize,
) -> Vec<Withheld> {
    let doubted = &record.doubted;
    let unread = doubted.sessions.len() + doubted.notes.len() + doubted.plans.len();
    let turns: usize = transcripts.iter().map(|transcript| transcript.turns.len()).sum();
    let own_turns: usize = transcripts.iter().map(|transcript| transcript.theirs().count()).sum();
    let all = [
        (Kept::CallNotes, record.sessions.iter().map(|session| count_hidden(&session.text)).sum()),
        (Kept::Between, count_between(record)),
        (Kept::Summaries, record.sessions.iter().filter(|session| session.summary.is_some()).count()),
        (Kept::Reflections, record.sessions.iter().map(|session| session.reflection.len()).sum()),
        (Kept::Threads, count_threads(record)),
        (Kept::AboutThem, count_filed(record)),
        (Kept::OwnPart, count_own_part(record)),
        (Kept::HardQuestions, count_hard_questions(record)),
        (Kept::Confidence, count_confidence(record)),
        (Kept::Books, record.client.other.len() + record.client.tags.len() + record.client.hush.len()),
        (Kept::OwnTurns, own_turns),
        (Kept::Turns, turns - own_turns),
        (Kept::Attachments, files),
        (Kept::Trash, trashed),
        (Kept::Unread, unread),
    ];
    all.into_iter().filter(|(_, count)| *count > 0).map(|(kind, count)| Withheld { kind, count }).collect()
}

fn count_hidden(statements: &[Statement]) -> usize {
    statements.iter().filter(|statement| !statement.is_for_client()).count()
}

fn count_between(record: &Record) -> usize {
    let coachs = record.notes.iter().filter(|note| note.from == Side::Coach);
    coachs.map(|note| count_hidden(&note.statements)).sum()
}

fn count_threads(record: &Record) -> usize {
    let of_calls = record.sessions.iter().map(|session| (&session.threads, session.promises.len()));
    let between = record.notes.iter().map(|note| (&note.threads, note.promises.len()));
    let hidden = |(threads, promises): (&Vec<crate::model::statement::Task>, usize)| {
        threads.iter().filter(|task| !task.statement.is_for_client()).count() + promises
    };
    of_calls.chain(between).map(hidden).sum()
}

fn count_filed(record: &Record) -> usize {
    let calls = record.sessions.iter().map(|session| &session.filed);
    let notes = record.notes.iter().map(|note| &note.filed);
    let all = calls.chain(notes).chain([&record.client.filed]).flatten();
    all.filter(|filed| !filed.statement.is_for_client()).count()
}

fn count_own_part(record: &Record) -> usize {
    let client = &record.client;
    let calls = record
        .sessions
        .iter()
        .map(|session| session.show_up_as.len() + session.otherwise.len() + session.supervise.len());
    let notes = record.notes.iter().map(|note| note.otherwise.len() + note.supervise.len());
    client.to_be_with_them.len()
        + client.otherwise.len()
        + client.supervise.len()
        + calls.chain(notes).sum::<usize>()
}

fn count_hard_questions(record: &Record) -> usize {
    let of_goal = |goal: &crate::model::goal::Goal| {
        goal.hard_questions.len()
            + usize::from(goal.motive.is_some())
            + usize::from(goal.resistance.is_some())
            + usize::from(goal.reasons != crate::model::goal::Reasons::default())
    };
    record.goals.iter().map(of_goal).sum()
}

fn count_confidence(record: &Record) -> usize {
    let is_held_back = |plan: &&crate::model::plan::Plan| {
        plan.outcome_words.is_empty()
            && (plan.fit.confidence.is_some() || plan.fit.confidence_before.is_some())
    };
    record.plans.iter().filter(is_held_back).count()
}
