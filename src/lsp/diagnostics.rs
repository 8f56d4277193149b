//! The problems of a buffer, as `check` would tell them of it.

use std::sync::Arc;

use lsp_types::{Diagnostic, DiagnosticSeverity, NumberOrString};

use super::desk::Sheet;
use super::positions::Positions;
use crate::model::keys::NoteKind;
use crate::model::problem::{Problem, Severity};
use crate::note::near::damage;
use crate::note::parsed::Note;
use crate::note::read;
use crate::practice::paths;
use crate::practice::standing::Standing;

/// The most notes that a client may have for all of them to be read at a keystroke: some 10 ms.
pub const MOST_AT_A_KEYSTROKE: usize = 500;

/// How far one looks for what is wrong with a buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The buffer, and the client's other notes where they aren't many.
    Keystroke,
    /// The client's other notes as well, however many, and what can only be told beside other clients.
    Saved,
}

/// What was found, and how many notes of the client were read on the way.
pub struct Found {
    /// The problems of this buffer, in the order of the text.
    pub problems: Vec<Problem>,
    /// The notes of the client, where they were read.
    pub size: Option<usize>,
}

/// The problems of a buffer.
#[must_use]
pub fn find_problems(sheet: &Sheet<'_>, reach: Reach) -> Found {
    let (path, practice) = (&sheet.place.path, &sheet.practice);
    let (kind, client) = match (sheet.place.standing, &sheet.place.client) {
        (Standing::Settings, _) => return Found { problems: practice.settings().problems, size: None },
        (Standing::Plain, _) => return Found { problems: practice.note(path).problems, size: None },
        (Standing::Note(kind), Some(client)) => (kind, client),
        _ => return Found { problems: Vec::new(), size: None },
    };
    let known = sheet.desk.sizes.get(&(sheet.place.root.clone(), client.clone()));
    if reach == Reach::Keystroke && known.is_some_and(|size| *size > MOST_AT_A_KEYSTROKE) {
        return Found { problems: find_own_problems(kind, path, sheet.positions.text(), client), size: None };
    }
    let loaded = practice.record(client);
    let record = loaded.value;
    let size = record.sessions.len() + record.goals.len() + record.plans.len() + record.notes.len();
    let mut problems = loaded.problems;
    problems.retain(|problem| problem.path == **path);
    if sheet.positions.text().is_empty() && !sheet.is_on_disk() {
        // Nothing was lost of a note that is only about to be written.
        problems.retain(|problem| problem.code != damage::CODE);
    }
    if reach == Reach::Saved && kind == NoteKind::Client {
        let folder = paths::client_folder(client);
        let beside = practice.problems_between_clients();
        problems.extend(beside.into_iter().filter(|problem| problem.path == folder));
    }
    Found { problems, size: Some(size) }
}

/// What is wrong with a note by itself.
fn find_own_problems(kind: NoteKind, path: &Arc<str>, text: &str, client: &str) -> Vec<Problem> {
    let note = Note::parse(path, text.to_owned());
    match kind {
        NoteKind::Client => read::client(client, note).problems,
        NoteKind::Session => read::session(note).problems,
        NoteKind::Goal => read::goal(note).problems,
        NoteKind::Plan => read::plan(note).problems,
        NoteKind::Between => read::read_between(note).problems,
    }
}

/// A problem as an editor shows it.
#[must_use]
pub fn show_problem(problem: &Problem, positions: &Positions<'_>) -> Diagnostic {
    let severity = match problem.severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Note => DiagnosticSeverity::WARNING,
    };
    Diagnostic {
        range: positions.range(positions.told_bytes(problem.line, problem.column, problem.length)),
        severity: Some(severity),
        code: Some(NumberOrString::String(problem.code.to_owned())),
        source: Some("coach".to_owned()),
        message: format!("{}\n{}", problem.message, problem.hint),
        ..Diagnostic::default()
    }
}
