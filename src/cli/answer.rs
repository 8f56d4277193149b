//! What a command that writes answers to a program, and what an error is to one.

use serde::Serialize;

use crate::model::changes::Changes;
use crate::model::problem::Problem;
use crate::model::refusal::Refusal;

/// `{"changed": [{"path", "what"}], "problems": []}`.
#[derive(Debug, Serialize)]
pub struct Answered {
    changed: Vec<Changed>,
    problems: Vec<Problem>,
}

/// One file that a command changed.
#[derive(Debug, Serialize)]
struct Changed {
    /// From the practice's root; `null` on a screen that the client sees.
    path: Option<String>,
    /// What was done to it, in the words that a person reads.
    what: String,
}

impl Answered {
    /// The changes, each with what the command said of it.
    pub fn of(changes: &Changes, deeds: &[(String, String)], shared: bool) -> Self {
        let changed = changes.iter().map(|change| {
            let told = deeds.iter().rfind(|(path, _)| *path == change.path).map(|(_, what)| what.clone());
            Changed {
                path: (!shared).then(|| change.path.clone()),
                what: told.unwrap_or_else(|| change.deed().to_owned()),
            }
        });
        Self { changed: changed.collect(), problems: Vec::new() }
    }
}

/// `{"error": {"code", "message", "hint", "path", "line", "column"}}`.
#[derive(Debug, Serialize)]
pub struct ErrorAnswer {
    error: ErrorBody,
}

#[derive(Debug, Serialize)]
struct ErrorBody {
    code: &'static str,
    message: String,
    hint: Option<String>,
    path: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
}

/// The code of an error that has no kind of its own: a surprise of the system.
const SYSTEM: &str = "system";

impl ErrorAnswer {
    /// What an error is to a program; on a screen that the client sees without a place.
    pub fn of(error: &anyhow::Error, shared: bool) -> Self {
        let Some(refusal) = error.chain().find_map(|cause| cause.downcast_ref::<Refusal>()) else {
            let message = if shared { UNTOLD.to_owned() } else { format!("{error:#}") };
            return Self::plain(SYSTEM, message, None);
        };
        if shared && refusal.place.is_some() {
            return Self::plain(refusal.kind.word(), UNTOLD.to_owned(), None);
        }
        let place = refusal.place.as_ref();
        let at = place.and_then(|place| place.at);
        Self {
            error: ErrorBody {
                path: place.map(|place| place.path.clone()),
                line: at.map(|(line, _)| line),
                column: at.map(|(_, column)| column),
                ..Self::plain(refusal.kind.word(), refusal.what.clone(), Some(refusal.hint.clone())).error
            },
        }
    }

    /// An error of a kind that no note is to blame for.
    pub fn plain(code: &'static str, message: String, hint: Option<String>) -> Self {
        Self { error: ErrorBody { code, message, hint, path: None, line: None, column: None } }
    }
}

/// What a screen that the client sees is told of an error that names a file.
const UNTOLD: &str = "a note could not be read or written as it was meant";

/// An error as a person is told it, in one or two lines.
pub fn spoken(error: &anyhow::Error, shared: bool) -> String {
    let refusal = error.chain().find_map(|cause| cause.downcast_ref::<Refusal>());
    match refusal {
        Some(refusal) if shared && refusal.place.is_some() => format!("{UNTOLD}\ncoach check tells more"),
        None if shared => format!("{UNTOLD}\ncoach check tells more"),
        _ => format!("{error:#}"),
    }
}
