//! What happened and how long it took, in one line: `held 50`, `cancelled client`, `moved friday 10:00`.

use anyhow::bail;

use crate::cli::talks::question::{read_side, read_word};
use crate::model::refusal::Refusal;
use crate::model::session::{SessionStatus, Side};

/// What one line says of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// What became of it.
    pub status: SessionStatus,
    /// How long it took.
    pub minutes: Option<u32>,
    /// Who called it off or moved it.
    pub by: Option<Side>,
    /// When it takes place instead, as it was typed.
    pub to: Option<String>,
}

impl Happened {
    /// It took place.
    pub fn new_held(minutes: Option<u32>) -> Self {
        Self { status: SessionStatus::Held, minutes, by: None, to: None }
    }
}

/// What can be said of a call.
pub const KNOWN: [SessionStatus; 4] =
    [SessionStatus::Held, SessionStatus::Moved, SessionStatus::Cancelled, SessionStatus::NoShow];

/// Reads the word for what became of a call; so much of it is enough that it can be no other.
pub fn read_status(typed: &str) -> anyhow::Result<SessionStatus> {
    let word = read_word(typed, &KNOWN.map(SessionStatus::word))?;
    Ok(KNOWN.into_iter().find(|status| status.word() == word).unwrap_or(SessionStatus::Held))
}

/// Reads the line. A number alone is the minutes of a call that was held.
pub fn read_happened(typed: &str) -> anyhow::Result<Happened> {
    let (first, rest) = typed.trim().split_once(char::is_whitespace).unwrap_or((typed.trim(), ""));
    if let Some(minutes) = read_minutes(typed) {
        return Ok(Happened::new_held(Some(minutes)));
    }
    let status = read_status(first.trim_end_matches([',', ':']))?;
    let rest = rest.trim();
    if rest.is_empty() {
        return Ok(Happened { status, minutes: None, by: None, to: None });
    }
    match status {
        SessionStatus::Held => match read_minutes(rest) {
            Some(minutes) => Ok(Happened::new_held(Some(minutes))),
            None => {
                bail!(Refusal::invalid(
                    format!("`{rest}` isn't a number of minutes"),
                    "write it as in held 50"
                ))
            }
        },
        SessionStatus::Moved => Ok(Happened { status, minutes: None, by: None, to: Some(rest.to_owned()) }),
        SessionStatus::Cancelled => {
            let by = read_side(rest.strip_prefix("by ").unwrap_or(rest))?;
            Ok(Happened { status, minutes: None, by: Some(by), to: None })
        }
        SessionStatus::NoShow | SessionStatus::Planned => {
            bail!(Refusal::invalid(format!("`{rest}` says nothing of a no-show"), "write no-show alone"))
        }
    }
}

/// A number of minutes, with or without their name.
fn read_minutes(typed: &str) -> Option<u32> {
    let number = typed.trim().trim_end_matches(|c: char| c.is_alphabetic() || c == '.').trim_end();
    let unit = typed.trim()[number.len()..].trim().trim_end_matches('.').to_lowercase();
    let is_minutes =
        matches!(unit.as_str(), "" | "m" | "min" | "mins" | "minute" | "minutes" | "minuten" | "minutos");
    number.parse().ok().filter(|_| is_minutes)
}

#[cfg(test)]
mod tests {
    use super::{Happened, read_happened};
    use crate::model::session::{SessionStatus, Side};

    #[test]
    fn one_line_says_what_happened_and_how_long() {
        let one =
            |status, by, to: Option<&str>| Happened { status, minutes: None, by, to: to.map(str::to_owned) };
        for (typed, wanted) in [
            ("held", Some(Happened::new_held(None))),
            ("held 50", Some(Happened::new_held(Some(50)))),
            ("h 50 min", Some(Happened::new_held(Some(50)))),
            ("50", Some(Happened::new_held(Some(50)))),
            ("50 minutes", Some(Happened::new_held(Some(50)))),
            ("no", Some(one(SessionStatus::NoShow, None, None))),
            ("cancelled", Some(one(SessionStatus::Cancelled, None, None))),
            ("c by client", Some(one(SessionStatus::Cancelled, Some(Side::Client), None))),
            ("moved friday 10:00", Some(one(SessionStatus::Moved, None, Some("friday 10:00")))),
            ("held well", None),
            ("x", None),
            ("-5", None),
        ] {
            assert_eq!(read_happened(typed).ok(), wanted, "{typed}");
        }
    }
}
