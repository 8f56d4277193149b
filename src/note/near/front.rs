//! Front matter that isn't any: not at the first line, without its dashes, or typed as text.

use std::ops::Range;

use super::second_front;
use super::typed_key::{DECIDING, TypedKey, find_typed_as_text};
use crate::model::keys::{Holds, Key, NoteKind, is_spelling_of};
use crate::model::moment::Moment;
use crate::model::problem::{Mend, Problem};
use crate::note::fence::{self, Fence};
use crate::note::fields::Reader;
use crate::note::lines::list_lines;
use crate::note::mail;

const CODE: &str = "near-front-matter";
/// How many lines of words may stand before a block for it to be meant as front matter.
pub(super) const LINES_BEFORE: usize = 3;
/// How long such a block may be.
pub(super) const LONGEST: usize = 60;

pub(super) fn look(reader: &Reader<'_>, kind: NoteKind) {
    let note = reader.note;
    let base = match note.fence {
        Fence::None => fence::bom(&note.text),
        Fence::Block { body, .. } => body,
        Fence::Strange | Fence::Unclosed => return,
    };
    let body = &note.text[base..];
    let found = if base == fence::bom(&note.text) { find_misplaced(body, kind) } else { None };
    if let Some(found) = found {
        let what =
            "these keys aren't read: front matter begins on the first line, between two lines of `---`";
        let at = base + found.at.start..base + found.at.end;
        let mut problem = note.problem(at, CODE, what, found.hint);
        problem.mend =
            found.mend.map(|(range, text)| Mend { range: base + range.start..base + range.end, text });
        return push(reader, kind, problem);
    }
    let fields = reader.fields();
    // What says the same twice, as templates do, says nothing else.
    let is_said = |(key, holds): &Key, typed: &str| {
        fields
            .get(key)
            .is_some_and(|value| !value.text().is_some_and(|value| contradict(holds, typed, value)))
    };
    let typed = find_typed_as_text(body, kind, is_said);
    let tell = |TypedKey { at, key }: TypedKey| {
        let (what, hint) = if fields.get(key).is_some() {
            let what =
                format!("`{key}` stands in the text here, and says something else than the front matter");
            (what, format!("keep one of them: what counts stands in the front matter ({key}: …)"))
        } else if !kind.keys().iter().any(|(known, _)| *known == key) {
            let what = format!("`{key}` stands in the text here, and only calls have it");
            let hint =
                "if this is about a call, move the note into `sessions/` and the line into front matter";
            (what, hint.to_owned())
        } else {
            let what = format!("`{key}` stands in the text here, so it has no effect");
            let place = "between two lines of `---` at the top";
            (what, format!("move the line into the front matter, {place} ({key}: …)"))
        };
        note.problem(base + at.start..base + at.end, CODE, what, hint)
    };
    // A mail's headers say when it was sent.
    let is_header =
        |typed: &TypedKey| kind == NoteKind::Between && typed.key == "date" && mail::sender(body).is_some();
    if let Some(deciding) = typed.deciding.filter(|typed| !is_header(typed)) {
        push(reader, kind, tell(deciding));
    } else if let Some(at) = second_front::find(body, kind) {
        let what = "a second front matter begins here, and none of it is read";
        let hint =
            "part the file where a second note begins, or move the keys between the first lines of `---`";
        push(reader, kind, note.problem(base + at.start..base + at.end, CODE, what, hint));
    } else if note.fence == Fence::None
        && let Some(at) = find_undashed(body, kind)
    {
        let what = "these keys aren't read: front matter stands between two lines of `---`";
        let hint = "put a line of `---` above the first key and one below the last";
        push(reader, kind, note.problem(base + at.start..base + at.end, CODE, what, hint));
    } else if let Some(other) = typed.other {
        reader.push(tell(other).as_note());
    }
}

/// Between sessions such a note still counts as words.
fn push(reader: &Reader<'_>, kind: NoteKind, problem: Problem) {
    reader.push(if kind == NoteKind::Between { problem.as_note() } else { problem.as_doubt() });
}

/// What is told of front matter that isn't read, or not all of it.
const UNREAD: [&str; 4] =
    ["front-matter-fence", "front-matter-unclosed", "front-matter-not-keys", "broken-yaml"];

/// Whether a key that decides how a call counts stands in front matter that can't be read.
pub(in crate::note) fn leaves_decision_unread(reader: &Reader<'_>, kind: NoteKind) -> bool {
    if kind != NoteKind::Session {
        return false;
    }
    let text = &reader.note.text;
    let front = match reader.note.fence.clone() {
        Fence::None => return false,
        Fence::Block { yaml, .. } => &text[yaml],
        Fence::Strange | Fence::Unclosed => text.as_str(),
    };
    let decides = |line: &str| {
        let (key, _) = line.split_once([':', '=', '：'])?;
        DECIDING.into_iter().find(|known| is_spelling_of(key.trim(), known))
    };
    let keys = front.lines().take(LONGEST).filter_map(|line| decides(line.trim()));
    keys.into_iter().any(|key| reader.fields().get(key).is_none())
}

/// A problem of front matter that can't be read, where what decides stands in it.
pub(in crate::note) fn as_undecided(problem: Problem) -> Problem {
    if !UNREAD.contains(&problem.code) || problem.doubts {
        return problem;
    }
    let message = format!("{}; the note doesn't count until it can be read", problem.message);
    Problem { message, ..problem }.as_doubt()
}

struct Misplaced {
    at: Range<usize>,
    hint: &'static str,
    mend: Option<(Range<usize>, String)>,
}

/// A block of known keys between two lines that look like fences, near the beginning of a text.
fn find_misplaced(body: &str, kind: NoteKind) -> Option<Misplaced> {
    let lines: Vec<(usize, &str)> = list_lines(body).take(LONGEST).collect();
    if let Some((at, line)) = lines.iter().take(10).find(|(_, line)| is_inline_field(line, kind)) {
        let hint = "write `key: value` with one colon, between two lines of `---` at the top";
        return Some(Misplaced { at: *at..at + line.trim_end().len(), hint, mend: None });
    }
    let is_words = |line: &str| !line.trim().is_empty();
    let (place, open) = lines.iter().enumerate().find_map(|(i, (_, line))| Some((i, fence_like(line)?)))?;
    let before = lines[..place].iter().filter(|(_, line)| is_words(line)).count();
    if before > LINES_BEFORE {
        return None;
    }
    let behind = &lines[place + 1..];
    let close = behind.iter().position(|(_, line)| fence_like(line) == Some(open))?;
    let inside = &behind[..close];
    let mark = if open == FenceSign::Plus { '=' } else { ':' };
    let has_known = inside.iter().any(|(_, line)| key_of(line, mark).is_some_and(|key| is_key(key, kind)));
    // Between two rules there may be prose: every line of front matter is a key, a list's item, indented, a comment or blank.
    let is_fact = |line: &str| {
        line.starts_with(['-', ' ', '\t', '#']) || line.trim().is_empty() || key_of(line, mark).is_some()
    };
    if !has_known || !inside.iter().all(|(_, line)| is_fact(line)) {
        return None;
    }
    let (at, line) = lines[place];
    let (end, last) = behind[close];
    let hint = match open {
        FenceSign::Plus => "write it as YAML, `key: value`, between two lines of `---` at the top",
        FenceSign::Dashes => {
            "put it at the very top, with `---` alone on the first line and behind the last key"
        }
    };
    let ending = |line: &str| line[line.trim_end().len()..].to_owned();
    let mend = (before == 0 && open == FenceSign::Dashes).then(|| {
        let keys = &body[at + line.len()..end];
        (0..end + last.len(), format!("---{}{keys}---{}", ending(line), ending(last)))
    });
    Some(Misplaced { at: at..at + line.trim_end().len().max(1), hint, mend })
}

/// Where the first of the keys stands with which a text begins, if they can only be meant as front matter: two that are known, several
/// closed by dashes, or one that holds a word of its closed list.
fn find_undashed(body: &str, kind: NoteKind) -> Option<Range<usize>> {
    let mut lines = list_lines(body).skip_while(|(_, line)| line.trim().is_empty()).take(LONGEST).peekable();
    let (at, first) = lines.peek().copied()?;
    let has_value = |line: &str| line.split_once(':').is_some_and(|(_, value)| !value.trim().is_empty());
    let is_known = |line: &str| key_of(line, ':').is_some_and(|key| is_key(key, kind));
    let (mut known, mut keys) = (0, 0);
    let mut is_closed = false;
    for (_, line) in lines {
        if known > 0 && line.trim_end() == "---" {
            is_closed = true;
            break;
        }
        let goes_on = key_of(line, ':').is_some() || (known > 0 && line.starts_with(['-', ' ', '\t']));
        if !goes_on {
            break;
        }
        keys += usize::from(key_of(line, ':').is_some());
        known += usize::from(is_known(line) && has_value(line));
    }
    // A mail's headers have names of keys, and a single line above dashes is a heading.
    let is_several = known > 1 && kind != NoteKind::Between;
    let is_meant = is_several || (is_closed && keys > 1) || holds_choice(first, kind);
    (is_meant && is_known(first)).then(|| at..at + first.trim_end().len())
}

/// `from: client`: a known key, and behind it nothing but a word of its closed list.
fn holds_choice(line: &str, kind: NoteKind) -> bool {
    let Some((key, value)) = line.split_once(':') else { return false };
    kind.keys().iter().any(|(known, holds)| {
        matches!(holds, Holds::Choice(words) if words.iter().any(|word| word.eq_ignore_ascii_case(value.trim())))
            && is_spelling_of(key.trim(), known)
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum FenceSign {
    Dashes,
    Plus,
}

/// Whether a line looks like a fence: three dashes with blanks before them, dashes that an editor joined, or `+++`.
fn fence_like(line: &str) -> Option<FenceSign> {
    let sign = line.trim().trim_start_matches('\u{feff}');
    let dashes = |c: char| matches!(c, '-' | '–' | '—' | '―');
    match sign {
        "+++" => Some(FenceSign::Plus),
        "—" => Some(FenceSign::Dashes),
        _ if (2..=5).contains(&sign.chars().count()) && sign.chars().all(dashes) => Some(FenceSign::Dashes),
        _ => None,
    }
}

/// `key:: value`, as Obsidian's Dataview has it.
fn is_inline_field(line: &str, kind: NoteKind) -> bool {
    line.split_once("::").is_some_and(|(key, value)| {
        !value.trim().is_empty() && !value.starts_with(':') && is_key(key.trim(), kind)
    })
}

/// Whether two values are both what a key may hold, and differ.
fn contradict(holds: &Holds, one: &str, other: &str) -> bool {
    match holds {
        Holds::Choice(words) => {
            let place = |value: &str| words.iter().position(|word| word.eq_ignore_ascii_case(value));
            place(one).zip(place(other)).is_some_and(|(one, other)| one != other)
        }
        Holds::Day(_) | Holds::Moment(_) => {
            Moment::parse(one).zip(Moment::parse(other)).is_some_and(|(one, other)| {
                one.date != other.date || one.time.zip(other.time).is_some_and(|(one, other)| one != other)
            })
        }
        Holds::Plain => {
            let number = |value: &str| value.parse::<f64>().ok();
            number(one).zip(number(other)).is_some_and(|(one, other)| one.total_cmp(&other).is_ne())
        }
        _ => false,
    }
}

pub(super) fn key_of(line: &str, mark: char) -> Option<&str> {
    let (key, value) = line.split_once(mark)?;
    let is_one =
        !key.trim().is_empty() && key.len() <= 30 && !key.starts_with([' ', '\t', '-', '#', '>', '*', '[']);
    let is_valued = mark == '=' || value.is_empty() || value.starts_with([' ', '\t', '\r', '\n']);
    (is_one && is_valued).then(|| key.trim())
}

pub(super) fn is_key(key: &str, kind: NoteKind) -> bool {
    kind.keys().iter().any(|(known, _)| is_spelling_of(key, known))
}
