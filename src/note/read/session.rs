//! `sessions/DATE.md` to a [`Session`].

use std::sync::Arc;

use super::typed_keys::TypedKeys;
use crate::model::client::Filed;
use crate::model::hashtag::Hashtag;
use crate::model::keys::NoteKind;
use crate::model::moment::Moment;
use crate::model::needs::Depth;
use crate::model::problem::Loaded;
use crate::model::session::{Alliance, AreaMarks, Session, SessionKind};
use crate::model::statement::Statement;
use crate::model::written::Written;
use crate::note::body::Voice;
use crate::note::fields::{Fields, Reader};
use crate::note::parsed::Note;

/// Reads a session; `None` where nothing says which day it was.
#[must_use]
pub fn session(note: Loaded<Note>) -> Loaded<Option<Session>> {
    read_session(note, Depth::Words)
}

/// As [`session`], as deep as somebody needs.
#[must_use]
pub fn read_session(note: Loaded<Note>, depth: Depth) -> Loaded<Option<Session>> {
    super::load_as(note, Some(NoteKind::Session), |reader| {
        super::read_dated(reader, |when| {
            let mut session = read_keys(&reader.fields(), when);
            session.written = super::read_written(reader, LINES_OF_CALLS);
            read_body(reader, depth, &mut session);
            session
        })
    })
}

/// The keys whose lines tell a call's facts.
pub(in crate::note) const LINES_OF_CALLS: &[&str] =
    &["date", "status", "cancelled_by", "minutes", "kind", "group_size", "alliance"];

/// Adds what its body says beside its keys: its headings and its tasks, and its words as deep as somebody needs.
pub(in crate::note) fn read_body(reader: &Reader<'_>, depth: Depth, session: &mut Session) {
    let note = reader.note;
    session.headings = note.body.sections.iter().map(|section| section.title.clone()).collect();
    session.threads = super::tasks(note, "Threads");
    session.promises = super::promise::promises(reader);
    match depth {
        Depth::Keys | Depth::Tasks => {}
        Depth::Filed => session.filed = list_filed(note),
        Depth::Marked => session.supervise = list_marked(note, Hashtag::Supervise),
        Depth::Words => add_words(note, session),
    }
}

/// Its keys alone.
pub(in crate::note) fn read_keys(keys: &impl TypedKeys, when: Moment) -> Session {
    let written_kind: Option<SessionKind> = keys.choice("kind");
    let [heard, focus, approach, overall] = keys.tens("alliance", ["heard", "focus", "approach", "overall"]);
    Session {
        id: keys.id().to_owned(),
        path: Arc::clone(keys.path()),
        when,
        written_status: keys.deciding_choice("status"),
        cancelled_by: keys.choice("cancelled_by"),
        minutes: keys.count("minutes"),
        written_kind,
        // What is usual with the client is filled in where the record is put together.
        kind: written_kind.unwrap_or(SessionKind::Individual),
        group_size: keys.size("group_size"),
        moved_from: keys.texts("moved_from"),
        place: keys.text("where"),
        fee: keys.choice("fee"),
        charged: keys.flag("charged"),
        summary: keys.statement("summary"),
        show_up_as: keys.statements("show_up_as"),
        goals: keys.references("goals"),
        goals_of_day: Vec::new(),
        talked_about: keys.signals("talked_about"),
        alliance: Alliance { heard, focus, approach, overall },
        balance: keys.areas("balance"),
        picked: keys.text("picked"),
        said: Vec::new(),
        text: Vec::new(),
        headings: Vec::new(),
        threads: Vec::new(),
        promises: Vec::new(),
        filed: Vec::new(),
        otherwise: Vec::new(),
        supervise: Vec::new(),
        ours: Vec::new(),
        preparation: Vec::new(),
        reflection: Vec::new(),
        typed_plan: Vec::new(),
        written: Written::default(),
    }
}

/// Adds what its body says in words. None of it is a problem, whatever it says.
fn add_words(note: &Note, session: &mut Session) {
    session.said = super::list_quotes(note);
    session.text = super::read_running_text(note);
    session.filed = list_filed(note);
    session.otherwise = list_marked(note, Hashtag::Otherwise);
    session.supervise = list_marked(note, Hashtag::Supervise);
    session.ours = list_marked(note, Hashtag::Ours);
    session.preparation = super::as_said(super::figures::own_section(note, "Preparation"));
    session.reflection = super::section(note, "Reflection");
    session.typed_plan = super::section(note, "Plan");
}

fn list_filed(note: &Note) -> Vec<Filed> {
    let mut filed = super::list_filed(note, is_ones);
    // What was sent ahead is the client's own, quoted or not.
    let preparation = if filed.is_empty() { Vec::new() } else { super::own_section(note, "Preparation") };
    for filed in filed.iter_mut().filter(|filed| preparation.contains(&filed.statement)) {
        filed.statement.said = true;
    }
    filed
}

fn list_marked(note: &Note, hashtag: Hashtag) -> Vec<Statement> {
    super::list_tagged(note, hashtag, is_ones)
}

/// Whether words are the coach's or the client's, and nobody else's.
fn is_ones(voice: Voice) -> bool {
    voice != Voice::Other
}

pub(super) fn balance(keys: &Fields<'_>) -> Vec<AreaMarks> {
    keys.pairs()
        .into_iter()
        .filter_map(|entry| {
            let area = entry.key.text()?;
            let marks = keys.fields_below(entry)?;
            let (rating, hours, wish) = (marks.mark("rating"), marks.hours("hours"), marks.hours("wish"));
            let written = Some(keys.line_of_entry(entry));
            Some(AreaMarks { area: area.to_owned(), rating, hours, wish, written })
        })
        .collect()
}
