//! What a command that writes answers to a program, and what an error is to one.

use serde::Serialize;

use crate::model::changes::Changes;
use crate::model::problem::Problem;
use crate::model::refusal::{Refusal, RefusalKind};

/// What a command that writes answers a program.
#[derive(Debug, Serialize)]
pub struct Answered {
    /// Each file that it changed.
    changed: Vec<Changed>,
    /// What was found wrong with notes on the way.
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
    /// The changes, each with what the command said of it, and what was wrong with notes on the way.
    pub fn from_changes(
        changes: &Changes,
        deeds: &[(String, String)],
        problems: Vec<Problem>,
        shared: bool,
    ) -> Self {
        let files = changes.iter().map(|change| {
            // What a command says of a change may hold the note's words.
            let told =
                deeds.iter().rfind(|(path, _)| *path == change.path && !shared).map(|(_, what)| what.clone());
            Changed {
                path: (!shared).then(|| change.path.clone()),
                what: told.unwrap_or_else(|| change.name_deed().to_owned()),
            }
        });
        Self { changed: files.collect(), problems }
    }
}

/// What an error is to a program.
#[derive(Debug, Serialize)]
pub struct ErrorAnswer {
    /// The error.
    error: ErrorBody,
}

/// One error.
#[derive(Debug, Serialize)]
struct ErrorBody {
    /// Its kind, in a word.
    code: &'static str,
    /// What is wrong, in one sentence.
    message: String,
    /// What to do about it.
    hint: Option<String>,
    /// The file that it is about, from the practice's root.
    path: Option<String>,
    /// The line, from 1.
    line: Option<usize>,
    /// The column in characters, from 1.
    column: Option<usize>,
}

/// The code of an error that has no kind of its own: a surprise of the system.
const SYSTEM: &str = "system";

impl ErrorAnswer {
    /// What an error is to a program; on a screen that the client sees without a place.
    pub fn from_error(error: &anyhow::Error, shared: bool) -> Self {
        if shared {
            let Untold { code, what, hint } = Untold::from_error(error);
            return Self::new(code, what, Some(hint));
        }
        let Some(refusal) = refusal_in(error) else {
            return Self::new(SYSTEM, format!("{error:#}"), None);
        };
        let place = refusal.place.as_ref();
        let at = place.and_then(|place| place.at);
        Self {
            error: ErrorBody {
                path: place.map(|place| place.path.clone()),
                line: at.map(|(line, _)| line),
                column: at.map(|(_, column)| column),
                ..Self::new(refusal.kind.word(), refusal.what.clone(), Some(refusal.hint.clone())).error
            },
        }
    }

    /// An error of a kind that no note is to blame for.
    pub fn new(code: &'static str, message: String, hint: Option<String>) -> Self {
        Self { error: ErrorBody { code, message, hint, path: None, line: None, column: None } }
    }
}

/// An error as a person is told it, in one or two lines.
pub fn describe_error(error: &anyhow::Error, shared: bool) -> String {
    if !shared {
        return format!("{error:#}");
    }
    let Untold { what, hint, .. } = Untold::from_error(error);
    format!("{what}\n{hint}")
}

fn refusal_in(error: &anyhow::Error) -> Option<&Refusal> {
    error.chain().find_map(|cause| cause.downcast_ref::<Refusal>())
}

/// An error on a screen that the client sees. It is made of the error's kind and never of its text, which may hold a file's name, what
/// a note says, or somebody else's name.
struct Untold {
    code: &'static str,
    what: String,
    hint: String,
}

impl Untold {
    fn from_error(error: &anyhow::Error) -> Self {
        use RefusalKind as Kind;
        let refusal = refusal_in(error);
        let code = refusal.map_or(SYSTEM, |refusal| refusal.kind.word());
        let elsewhere = "run it on a screen of your own to see more";
        let (what, hint) = match refusal.map(|refusal| (refusal.kind, refusal)) {
            // These are about the command line and the clock alone.
            Some((
                Kind::Usage | Kind::NotForClient | Kind::Format | Kind::NoPractice | Kind::NoCall,
                refusal,
            )) => (refusal.what.as_str(), refusal.hint.as_str()),
            Some((Kind::Unknown | Kind::Ambiguous, _)) => {
                ("what was typed isn't exactly one of them", "type the exact id")
            }
            Some((Kind::Missing, _)) => ("something has to be given that wasn't", elsewhere),
            Some((Kind::Invalid, _)) => ("something that was given can't stand there", elsewhere),
            Some((Kind::Exists, _)) => ("it is there already", elsewhere),
            Some((Kind::Changed, _)) => ("the note changed in the meantime", "run it again"),
            Some((Kind::Damaged | Kind::Outside | Kind::Disk, _)) | None => {
                ("a note could not be read or written as it was meant", "coach check tells more")
            }
            Some((Kind::Newer, _)) => ("the practice was made by a newer coach", elsewhere),
            Some((Kind::Program, _)) => ("another program is in the way", elsewhere),
            Some((Kind::Refused, _)) => ("it can't be done as things stand", elsewhere),
        };
        Self { code, what: what.to_owned(), hint: hint.to_owned() }
    }
}
