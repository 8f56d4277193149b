//! `notes/DATE.md` to a [`Between`].

use std::sync::Arc;

use super::typed_keys::TypedKeys;
use crate::model::between::Between;
use crate::model::client::Filed;
use crate::model::hashtag::Hashtag;
use crate::model::keys::NoteKind;
use crate::model::moment::Moment;
use crate::model::needs::Depth;
use crate::model::problem::Loaded;
use crate::model::session::Side;
use crate::model::statement::Statement;
use crate::note::body::Voice;
use crate::note::fields::Reader;
use crate::note::mail;
use crate::note::parsed::Note;

/// Reads a note between sessions; `None` where nothing says which day it was.
#[must_use]
pub fn read_between(note: Loaded<Note>) -> Loaded<Option<Between>> {
    read_between_to(note, Depth::Words)
}

/// As [`read_between`], as deep as somebody needs.
#[must_use]
pub fn read_between_to(note: Loaded<Note>, depth: Depth) -> Loaded<Option<Between>> {
    super::load_as(note, Some(NoteKind::Between), |reader| {
        super::read_dated(reader, |when| {
            let mut between = read_keys(&reader.fields(), when);
            between.sender = sender(reader);
            read_body(reader, depth, &mut between);
            between
        })
    })
}

/// Adds what its body says beside its keys: its tasks, and its words as deep as somebody needs.
pub(in crate::note) fn read_body(reader: &Reader<'_>, depth: Depth, between: &mut Between) {
    let (note, from) = (reader.note, between.from);
    if from == Side::Coach {
        between.threads = super::tasks(note, "Threads");
        between.promises = super::promise::promises(reader);
    }
    match depth {
        Depth::Keys | Depth::Tasks => {}
        Depth::Filed => between.filed = list_filed(note, from),
        Depth::Marked => between.supervise = list_marked(note, Hashtag::Supervise, from),
        Depth::Words => add_words(note, between),
    }
}

/// Its keys alone.
pub(in crate::note) fn read_keys(keys: &impl TypedKeys, when: Moment) -> Between {
    Between {
        id: keys.id().to_owned(),
        path: Arc::clone(keys.path()),
        when,
        from: keys.choice("from").unwrap_or(Side::Coach),
        statements: Vec::new(),
        said: Vec::new(),
        threads: Vec::new(),
        promises: Vec::new(),
        filed: Vec::new(),
        otherwise: Vec::new(),
        supervise: Vec::new(),
        ours: Vec::new(),
        mail: keys.text("mail"),
        files: keys.texts("files"),
        sender: None,
    }
}

/// Adds what its body says in words. None of it is a problem, whatever it says.
fn add_words(note: &Note, between: &mut Between) {
    let from = between.from;
    let own = note.body.kept_blocks().filter(|block| block.voice == Voice::Writer);
    let statements = super::figures::statements(note, own, |figure| figure.voice == Voice::Writer);
    let statements = if from == Side::Client { super::as_said(statements) } else { statements };
    // A client's mail quotes the coach; a coach's note quotes the client.
    between.said = if from == Side::Client { statements.clone() } else { super::list_quotes(note) };
    between.statements = statements;
    between.filed = list_filed(note, from);
    between.otherwise = list_marked(note, Hashtag::Otherwise, from);
    between.supervise = list_marked(note, Hashtag::Supervise, from);
    between.ours = list_marked(note, Hashtag::Ours, from);
}

/// What hashtags file; in a mail of the client's all of it is their own words.
fn list_filed(note: &Note, from: Side) -> Vec<Filed> {
    let mut filed = super::list_filed(note, |voice| is_ones(voice, from));
    for one in filed.iter_mut().filter(|_| from == Side::Client) {
        one.statement.said = true;
    }
    filed
}

fn list_marked(note: &Note, hashtag: Hashtag, from: Side) -> Vec<Statement> {
    super::list_tagged(note, hashtag, |voice| is_ones(voice, from))
}

/// Whether words are of the two sides: what a client quotes is somebody else's.
fn is_ones(voice: Voice, from: Side) -> bool {
    match from {
        Side::Client => voice == Voice::Writer,
        Side::Coach => voice != Voice::Other,
    }
}

/// The address in a mail's headers at the beginning of a note that doesn't say whose words it holds.
fn sender(reader: &Reader<'_>) -> Option<Statement> {
    let note = reader.note;
    if reader.fields().get("from").is_some() {
        return None;
    }
    let base = note.text.len() - note.body_text().len();
    let (at, address) = mail::sender(note.body_text())?;
    Some(Statement::new(address, &note.path, note.lines.line(base + at.start)))
}
