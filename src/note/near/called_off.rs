//! Calls that only words say were called off: no key does, so each would count as held.

use std::ops::Range;

use crate::model::file_name::stem;
use crate::model::keys::NoteKind;
use crate::model::moment::split_leading_day;
use crate::model::session::SessionStatus;
use crate::note::fields::Reader;
use crate::note::foreign::call_outcome::read_called_off;
use crate::note::lines::list_lines;

pub(super) fn look(reader: &Reader<'_>, kind: NoteKind) {
    let note = reader.note;
    if kind != NoteKind::Session || reader.fields().get("status").is_some() {
        return;
    }
    let base = note.text.len() - note.body_text().len();
    let Some((place, status)) = find(stem(&note.path), note.body_text()) else { return };
    let (at, what) = match place {
        Place::Name => (0..0, "the file's name says that this call was called off, and no key does"),
        Place::Line(at) => (
            base + at.start..base + at.end,
            "these words say that this call was called off, and no key does, so it would count as held",
        ),
    };
    let hint = format!("write `status: {status}` into the front matter, or `status: held`");
    reader.push(note.problem(at, "near-status", what, hint).as_doubt());
}

/// Where a call is said to have been called off.
enum Place {
    Name,
    /// The first line of its words.
    Line(Range<usize>),
}

/// Whether the name or the first words of a call without a status may say that it was called off.
pub(in crate::note) fn says_off(stem: &str, body: &str, kind: NoteKind) -> bool {
    kind == NoteKind::Session && find(stem, body).is_some()
}

fn find(stem: &str, body: &str) -> Option<(Place, SessionStatus)> {
    let behind_day = split_leading_day(stem).map_or("", |(_, behind)| behind);
    let by_name = || Some((Place::Name, read_if_letters(behind_day)?));
    let by_words = || {
        let (at, line) = list_lines(body).find(|(_, line)| !line.trim().is_empty())?;
        // Somebody may have moved house; a call that was moved has its new day beside it.
        let status = read_if_letters(line).filter(|status| *status != SessionStatus::Moved)?;
        Some((Place::Line(at..at + line.trim_end().len()), status))
    };
    by_name().or_else(by_words)
}

/// A look at the length and the first letters spares nearly every line.
fn read_if_letters(words: &str) -> Option<SessionStatus> {
    const BEGINNINGS: [&str; 23] = [
        "canc", "no s", "no-s", "nosh", "late", "clie", "klie", "move", "resc", "post", "abge", "absa",
        "stor", "ausg", "nich", "kurz", "vers", "annu", "anul", "repo", "apla", "repr", "no a",
    ];
    let bare = words.trim_start_matches(|c: char| !c.is_alphanumeric()).trim_end();
    let first = bare.get(..4).filter(|_| bare.len() <= LONGEST)?;
    BEGINNINGS.iter().any(|known| known.eq_ignore_ascii_case(first)).then(|| read_called_off(bare)).flatten()
}

/// How long such words are at most.
const LONGEST: usize = 60;
