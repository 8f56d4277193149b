//! What became of a call, as the cells of a table say it: in a word, in a few, or in some that nobody foresaw.

use super::columns::plain;
use crate::model::session::{SessionStatus, Side};

/// What the cells of a row say about what became of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct OutcomeCells<'a> {
    /// Whether it was called off.
    pub cancelled: Option<&'a str>,
    /// By whom.
    pub cancelled_by: Option<&'a str>,
    /// Whether nobody came.
    pub no_show: Option<&'a str>,
    /// What became of it.
    pub status: Option<&'a str>,
}

/// What became of a call.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CallOutcome {
    /// As far as it is said.
    pub status: Option<SessionStatus>,
    /// Who called it off.
    pub by: Option<Side>,
    /// What is said, where that isn't understood. Such a call is planned until somebody says more: to count it as held could be wrong.
    pub unread: Option<String>,
}

const HELD: &[&str] = &[
    "held",
    "kept",
    "completed",
    "complete",
    "attended",
    "done",
    "finished",
    "stattgefunden",
    "durchgefuhrt",
    "erledigt",
    "abgeschlossen",
    "gehalten",
    "realizada",
    "realizado",
    "completada",
    "hecha",
    "realisee",
    "realise",
    "effectuee",
    "effectue",
    "terminee",
    "faite",
    "honoree",
    "honore",
];

const CANCELLED: &[&str] = &[
    "canceled",
    "cancelled",
    "cancel",
    "cancellation",
    "declined",
    "abgesagt",
    "absage",
    "storniert",
    "ausgefallen",
    "annule",
    "annulee",
    "annulation",
    "cancelada",
    "cancelado",
    "anulada",
];

const NO_SHOW: &[&str] =
    &["no show", "noshow", "missed", "nicht erschienen", "absent", "absente", "no asistio", "no se presento"];

const MOVED: &[&str] = &[
    "moved",
    "rescheduled",
    "postponed",
    "verschoben",
    "reportee",
    "reporte",
    "deplacee",
    "aplazada",
    "reprogramada",
];

const PLANNED: &[&str] = &[
    "planned",
    "scheduled",
    "upcoming",
    "confirmed",
    "active",
    "booked",
    "geplant",
    "gebucht",
    "prevue",
    "prevu",
    "planifiee",
    "planeada",
    "programada",
    "prevista",
];

/// Of a call that was only paid for, nothing is said of what became of it.
const OF_MONEY: &[&str] = &[
    "paid", "unpaid", "invoiced", "billed", "bezahlt", "offen", "paye", "payee", "impayee", "pagado",
    "pagada",
];

const YES: &[&str] = &["true", "yes", "y", "1", "x", "ja", "oui", "si"];
const NO: &[&str] = &["", "false", "no", "n", "0", "nein", "non", "never", "nie"];
/// What turns a word into something else.
const NOT: &[&str] = &["not", "nicht", "kein", "keine", "pas", "never", "nie", "sin", "ohne", "without"];

const CLIENT: &[&str] = &[
    "client", "cliente", "coachee", "invitee", "attendee", "customer", "klient", "klientin", "kunde",
    "kundin",
];
const COACH: &[&str] = &["coach", "host", "organizer", "organiser", "me", "ich", "mir", "moi"];

/// What became of a call. `named` are the client's names and addresses, as the row gives them.
#[must_use]
pub fn read_outcome(cells: OutcomeCells<'_>, named: &[&str]) -> CallOutcome {
    let by = cells.cancelled_by.and_then(|cell| find_side(cell, named));
    for (cell, status) in
        [(cells.cancelled, SessionStatus::Cancelled), (cells.no_show, SessionStatus::NoShow)]
    {
        let Some(cell) = cell else { continue };
        match read_yes(cell) {
            Some(true) => {
                let by = by.or_else(|| find_side(cell, &[])).filter(|_| status == SessionStatus::Cancelled);
                return CallOutcome { status: Some(status), by, unread: None };
            }
            Some(false) => {}
            None => return leave_open(cell),
        }
    }
    let Some(cell) = cells.status else {
        // Where a column only says who called it off, it was called off.
        let is_off = by.is_some() && cells.cancelled.is_none();
        return CallOutcome { status: is_off.then_some(SessionStatus::Cancelled), by, unread: None };
    };
    match read_word(cell) {
        Word::Status(status) => {
            let by = by.or_else(|| find_side(cell, &[]));
            let is_off = matches!(status, SessionStatus::Cancelled | SessionStatus::Moved);
            CallOutcome { status: Some(status), by: by.filter(|_| is_off), unread: None }
        }
        Word::Nothing => CallOutcome::default(),
        Word::Unknown => leave_open(cell),
    }
}

/// What a few words say that say nothing else than that a call was called off, and perhaps by whom: `Cancelled by client`, `no-show`.
#[must_use]
pub fn read_called_off(words: &str) -> Option<SessionStatus> {
    const BESIDE: [&str; 14] = [
        "by",
        "the",
        "late",
        "von",
        "durch",
        "vom",
        "der",
        "kurzfristig",
        "par",
        "le",
        "la",
        "por",
        "el",
        "call",
    ];
    // These are said of other things as well.
    const SAID_OFTEN: [&str; 6] = ["cancel", "declined", "missed", "absent", "absente", "cancellation"];
    if words.len() > LONGEST {
        return None;
    }
    let plain = plain(words);
    let Word::Status(status @ (SessionStatus::Cancelled | SessionStatus::NoShow | SessionStatus::Moved)) =
        read_word(words)
    else {
        return None;
    };
    let said = [CANCELLED, NO_SHOW, MOVED].concat();
    let of_it = |word: &str| {
        said.iter().any(|said| said.split(' ').any(|part| part == word)) && !SAID_OFTEN.contains(&word)
    };
    let is_beside = |word: &str| BESIDE.contains(&word) || CLIENT.contains(&word) || COACH.contains(&word);
    let mut parts = plain.split(' ');
    (parts.clone().any(of_it) && parts.all(|word| of_it(word) || is_beside(word))).then_some(status)
}

/// How long such words are at most.
const LONGEST: usize = 60;

fn leave_open(cell: &str) -> CallOutcome {
    CallOutcome { status: Some(SessionStatus::Planned), by: None, unread: Some(cell.trim().to_owned()) }
}

/// What a word alone says, where it says yes or no.
#[must_use]
pub fn read_plain_yes(word: &str) -> Option<bool> {
    let word = plain(word);
    let is_in = |known: &[&str]| known.contains(&word.as_str());
    if is_in(NO) { Some(false) } else { is_in(YES).then_some(true) }
}

/// Whether a cell says yes or no.
fn read_yes(cell: &str) -> Option<bool> {
    let plain = plain(cell);
    let first = plain.split(' ').next().unwrap_or_default();
    match read_plain_yes(&plain).or_else(|| read_plain_yes(first).filter(|is_yes| *is_yes)) {
        Some(is_yes) => Some(is_yes),
        None => match read_word(cell) {
            Word::Status(SessionStatus::Cancelled | SessionStatus::NoShow) => Some(true),
            Word::Status(SessionStatus::Held | SessionStatus::Planned) => Some(false),
            _ => None,
        },
    }
}

/// What a cell says of a call.
enum Word {
    Status(SessionStatus),
    /// Nothing, or of money alone.
    Nothing,
    Unknown,
}

/// What a cell says: a word alone, or the one that stands among others.
fn read_word(cell: &str) -> Word {
    let plain = plain(cell);
    if plain.is_empty() {
        return Word::Nothing;
    }
    let mut rest = format!(" {plain} ");
    let mut found: Vec<SessionStatus> = Vec::new();
    for (words, status) in [
        // What holds another word is looked for first: `no show`, `nicht erschienen`.
        (NO_SHOW, SessionStatus::NoShow),
        (CANCELLED, SessionStatus::Cancelled),
        (MOVED, SessionStatus::Moved),
        (HELD, SessionStatus::Held),
        (PLANNED, SessionStatus::Planned),
    ] {
        for word in words {
            let spaced = format!(" {word} ");
            if rest.contains(&spaced) {
                rest = rest.replace(&spaced, "  ");
                found.push(status);
            }
        }
    }
    found.dedup();
    let mut left = rest.split_whitespace();
    match found[..] {
        _ if left.clone().any(|word| NOT.contains(&word)) => Word::Unknown,
        [one] => Word::Status(one),
        [] if left.all(|word| OF_MONEY.contains(&word)) => Word::Nothing,
        _ => Word::Unknown,
    }
}

/// Whom a cell names, where it names one of the two.
fn find_side(cell: &str, named: &[&str]) -> Option<Side> {
    let said = plain(cell);
    if named.iter().any(|name| !said.is_empty() && plain(name) == said) {
        return Some(Side::Client);
    }
    let has = |known: &[&str]| said.split(' ').any(|word| known.contains(&word));
    match (has(CLIENT), has(COACH)) {
        (true, false) => Some(Side::Client),
        (false, true) => Some(Side::Coach),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{CallOutcome, OutcomeCells, SessionStatus, Side, read_called_off, read_outcome};

    #[test]
    fn a_status_is_a_word_or_stands_among_others() {
        for (cell, status, by) in [
            ("Completed", Some(SessionStatus::Held), None),
            ("Attended - paid", Some(SessionStatus::Held), None),
            ("Late cancel", Some(SessionStatus::Cancelled), None),
            ("abgesagt durch Klientin", Some(SessionStatus::Cancelled), Some(Side::Client)),
            ("Cancelled by coach", Some(SessionStatus::Cancelled), Some(Side::Coach)),
            ("Client no-show", Some(SessionStatus::NoShow), None),
            ("nicht erschienen", Some(SessionStatus::NoShow), None),
            ("Annulée (client)", Some(SessionStatus::Cancelled), Some(Side::Client)),
            ("Paid", None, None),
            ("  ", None, None),
        ] {
            let cells = OutcomeCells { status: Some(cell), ..OutcomeCells::default() };
            assert_eq!(read_outcome(cells, &[]), CallOutcome { status, by, unread: None }, "{cell}");
        }
    }

    #[test]
    fn words_that_only_say_that_a_call_was_called_off() {
        for (words, status) in [
            ("Cancelled", Some(SessionStatus::Cancelled)),
            ("late cancelled by client", Some(SessionStatus::Cancelled)),
            ("# Abgesagt (Klientin)", Some(SessionStatus::Cancelled)),
            ("No-show.", Some(SessionStatus::NoShow)),
            ("rescheduled", Some(SessionStatus::Moved)),
            ("She cancelled the wedding", None),
            ("Cancelled by her boss", None),
            ("not cancelled", None),
            ("no", None),
            ("Missed", None),
            ("", None),
        ] {
            assert_eq!(read_called_off(words), status, "{words}");
        }
    }

    #[test]
    fn what_isnt_understood_is_not_taken_for_held() {
        for cell in ["Not attended", "nicht stattgefunden", "Moved, then cancelled", "tbc", "did not happen"]
        {
            let cells = OutcomeCells { status: Some(cell), ..OutcomeCells::default() };
            let outcome = read_outcome(cells, &[]);
            assert_eq!(
                (outcome.status, outcome.unread.as_deref()),
                (Some(SessionStatus::Planned), Some(cell))
            );
        }
    }

    #[test]
    fn a_column_says_whether_and_by_whom() {
        let named = ["Ada Lund", "ada@b.org"];
        for (cancelled, by, status, side) in [
            (Some("true"), Some("Ada Lund"), Some(SessionStatus::Cancelled), Some(Side::Client)),
            (Some("true"), Some("ADA@b.org"), Some(SessionStatus::Cancelled), Some(Side::Client)),
            (Some("Yes, by host"), None, Some(SessionStatus::Cancelled), Some(Side::Coach)),
            (Some("false"), None, None, None),
            (None, Some("invitee"), Some(SessionStatus::Cancelled), Some(Side::Client)),
            (None, Some("Robin"), None, None),
        ] {
            let cells = OutcomeCells { cancelled, cancelled_by: by, ..OutcomeCells::default() };
            let outcome = read_outcome(cells, &named);
            assert_eq!((outcome.status, outcome.by), (status, side), "{cancelled:?} {by:?}");
        }
    }
}
