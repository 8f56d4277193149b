//! From a note to a typed value of the model, and the problems beside it.

pub(super) mod between;
mod client;
mod figures;
pub(super) mod goal;
mod note_text;
mod other_text;
pub(super) mod plan;
mod promise;
pub(super) mod session;
mod settings;
pub(super) mod smart;
#[cfg(test)]
mod tests;
mod transcript;
pub(super) mod typed_keys;

use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;

pub use between::{read_between, read_between_to};
pub use client::client;
pub use goal::goal;
pub use note_text::{read_between_text, session_text};
pub use plan::plan;
pub use session::{read_session, session};
pub use settings::settings;
pub use transcript::transcript;

use super::body::{Block, Voice};
use super::fence::Fence;
use super::fields::{Fields, Reader};
use super::inline_marks::{dedent, without_edge_tags};
use super::near;
use super::parsed::Note;
use super::sections;
use super::tree::Tree;
use crate::model::client::{About, Filed};
use crate::model::dates::written::read_whole;
use crate::model::file_name::stem;
use crate::model::hashtag::Hashtag;
use crate::model::keys::NoteKind;
use crate::model::matching::find_nearest_word;
use crate::model::moment::{Moment, split_leading_day};
use crate::model::problem::{Loaded, Problem};
use crate::model::signal::Signal;
use crate::model::statement::{Statement, Task, TaskState};
use crate::model::written::Written;

/// The day of a note, be it read as nothing else: `date:`, else the one that its file name starts with.
#[must_use]
pub fn day_of(note: &Note) -> Option<Moment> {
    let named = || split_leading_day(stem(&note.path)).map(|(day, _)| Moment::day(day));
    note.key_text("date").and_then(Moment::parse).or_else(named)
}

/// Reads a note with `read` and puts the note's problems before the reading's.
fn load_as<T>(note: Loaded<Note>, kind: Option<NoteKind>, read: impl FnOnce(&Reader<'_>) -> T) -> Loaded<T> {
    let reader = Reader::new(&note.value);
    let value = read(&reader);
    if let Some(kind) = kind {
        near::look(&reader, kind);
    }
    let mut problems = note.problems;
    if !problems.is_empty() && kind.is_some_and(|kind| near::leaves_decision_unread(&reader, kind)) {
        problems = problems.into_iter().map(near::as_undecided).collect();
    }
    problems.extend(reader.into_problems());
    Loaded { value, problems }
}

/// Reads what is filed by its day; `None` where nothing says which. It is read all the same, so that all that is wrong is told at once.
fn read_dated<T>(reader: &Reader<'_>, read: impl FnOnce(Moment) -> T) -> Option<T> {
    let when = read_moment(reader);
    let value = read(when.unwrap_or(Moment::day(NaiveDate::MIN)));
    when.map(|_| value)
}

/// The day of a note: `date:`, else the one that its file name starts with.
fn read_moment(reader: &Reader<'_>) -> Option<Moment> {
    let by_name = split_leading_day(stem(&reader.note.path)).map(|(date, _)| Moment::day(date));
    let keys = reader.fields();
    let written = keys.moment("date");
    if let (Some(written), Some(named), Some(node)) = (written, by_name, keys.get("date"))
        && written.date != named.date
    {
        let what =
            format!("the file's name says {}, this line {}; this line counts", named.date, written.date);
        reader.tell_as_note(node.span.clone(), "two-dates", what, "rename the file, or mend the date");
    }
    let moment = written.or(by_name);
    // A date that is there and can't be read has its own problem.
    if moment.is_none() && !has_date_line(reader) {
        let what = match day_like(stem(&reader.note.path)) {
            Some(name) => format!("the file's name says `{name}`, which isn't a day"),
            None => "nothing says which day this note is of".to_owned(),
        };
        let named = read_whole(stem(&reader.note.path));
        let hint = named.map_or_else(
            || "add `date: 2026-11-08`, or start the file's name with the date".to_owned(),
            |named| format!("add `date: {named}`, or start the file's name with {}", named.date),
        );
        reader.tell(0..0, "no-date", what, hint);
    }
    moment
}

/// What a file's name begins with where it looks like a day.
fn day_like(stem: &str) -> Option<&str> {
    let end = stem.find(|c: char| !(c.is_ascii_digit() || c == '-')).unwrap_or(stem.len());
    let day = stem[..end].trim_end_matches('-');
    let parts: Vec<usize> = day.split('-').map(str::len).collect();
    matches!(parts[..], [4, 1..=2, 1..=2]).then_some(day)
}

/// Whether a date was at least meant: the key is there, or a line of front matter that couldn't be read begins so.
fn has_date_line(reader: &Reader<'_>) -> bool {
    let note = reader.note;
    let unread = match &note.fence {
        Fence::None => "",
        Fence::Block { yaml, .. } => &note.text[yaml.clone()],
        Fence::Strange | Fence::Unclosed => &note.text,
    };
    reader.fields().get("date").is_some() || unread.lines().any(|line| is_meant_as_date(line, &note.front))
}

fn is_meant_as_date(line: &str, front: &Tree) -> bool {
    let was_read = front.root.as_ref().is_some_and(|root| root.known_entry("date").is_some());
    let key = |line: &'_ str| line.get(..5).is_some_and(|key| key.eq_ignore_ascii_case("date:"));
    !was_read && key(line) && !line[5..].trim().is_empty()
}

/// A block's words, from where they begin once the hashtags at their ends are cut.
fn statement(note: &Note, block: &Block) -> Statement {
    let words = smart::read_said(note, block);
    let (cut, text) = without_edge_tags(&words, |tag| Hashtag::from_tag(tag).is_some());
    let line = block.line + if cut == 0 { 0 } else { words[..cut].matches('\n').count() };
    with_voice(note, block, Statement::new(text, &note.path, line))
}

/// A block's words with whose they are and who may see them. In a mail of the client's the writer is the client, whatever its headings
/// say.
fn with_voice(note: &Note, block: &Block, statement: Statement) -> Statement {
    let is_mail = note.is_mail();
    let theirs = if is_mail { Voice::Writer } else { Voice::Client };
    let private = block.private && !is_mail;
    Statement { private, said: block.voice == theirs, ours: is_ours(block), ..statement }
}

/// The words of some blocks; one that holds only hashtags says nothing.
fn statements<'a>(note: &Note, blocks: impl Iterator<Item = &'a Block>) -> Vec<Statement> {
    blocks.map(|block| statement(note, block)).filter(|statement| !statement.text.is_empty()).collect()
}

/// The words of a task. It keeps its number, so one that holds only hashtags keeps them as its words.
fn task_words(note: &Note, block: &Block) -> Statement {
    let statement = statement(note, block);
    if statement.text.is_empty() {
        return with_voice(note, block, Statement::new(block.words(&note.text), &note.path, block.line));
    }
    statement
}

/// Whether client and coach have read a block together.
fn is_ours(block: &Block) -> bool {
    block.tags.iter().any(|tag| Hashtag::from_tag(tag) == Some(Hashtag::Ours))
}

/// The statements that carry a hashtag, in blocks of some voices.
fn list_tagged(note: &Note, wanted: Hashtag, counts: impl Fn(Voice) -> bool) -> Vec<Statement> {
    let carries = |block: &&Block| block.tags.iter().any(|tag| Hashtag::from_tag(tag) == Some(wanted));
    statements(note, note.body.kept_blocks().filter(|block| counts(block.voice)).filter(carries))
}

/// The client's own words: block quotes, first level.
fn list_quotes(note: &Note) -> Vec<Statement> {
    statements(note, note.body.kept_blocks().filter(|block| block.voice == Voice::Client))
}

/// What the writer says in running text: nothing that is read as something else, be it a thread, a promise, a plan, what the client
/// sent ahead or a reflection. Words that stand beside the items of threads and promises are read as nothing else.
fn read_running_text(note: &Note) -> Vec<Statement> {
    const ELSEWHERE: [&str; 2] = ["Plan", "Reflection"];
    const ITEMS_ELSEWHERE: [&str; 2] = ["Threads", self::promise::HEADING];
    let find = |title: &&str| sections::contents(&note.body.sections, title);
    let ahead = sections::own_contents(&note.body.sections, "Preparation");
    let elsewhere: Vec<_> = ELSEWHERE.iter().map(find).chain([ahead]).collect();
    let of_items: Vec<_> = ITEMS_ELSEWHERE.iter().map(find).collect();
    let stands_in =
        |found: &[Vec<Range<usize>>], at: usize| found.iter().any(|ranges| sections::holds(ranges, at));
    let is_running = |block: &&Block| {
        let read_otherwise =
            stands_in(&elsewhere, block.start) || (block.depth > 0 && stands_in(&of_items, block.start));
        block.voice == Voice::Writer && block.task.is_none() && !block.private && !read_otherwise
    };
    figures::statements(note, note.body.kept_blocks().filter(is_running), |figure| {
        figure.voice == Voice::Writer && !stands_in(&elsewhere, figure.range.start)
    })
}

/// Marks statements as the client's own words.
fn as_said(mut statements: Vec<Statement>) -> Vec<Statement> {
    for statement in &mut statements {
        statement.said = true;
    }
    statements
}

/// What hashtags file in what we know of the person, in blocks of some voices.
fn list_filed(note: &Note, counts: impl Fn(Voice) -> bool) -> Vec<Filed> {
    let mut filed = Vec::new();
    for block in note.body.kept_blocks().filter(|block| counts(block.voice) && !block.tags.is_empty()) {
        let mut subjects: Vec<About> = Vec::new();
        for tag in &block.tags {
            if let Some(Hashtag::Files(about)) = Hashtag::from_tag(tag)
                && !subjects.contains(&about)
            {
                subjects.push(about);
            }
        }
        let statement = statement(note, block);
        if !statement.text.is_empty() {
            filed.extend(subjects.into_iter().map(|about| Filed { about, statement: statement.clone() }));
        }
    }
    filed
}

/// Every statement of a section, the client's and the writer's.
fn section(note: &Note, title: &str) -> Vec<Statement> {
    statements(note, note.body.blocks_under(title).filter(|block| block.voice != Voice::Other))
}

/// As [`section`], without what stands under another heading of the same kind of note within it: it is told there alone.
fn own_section(note: &Note, title: &str) -> Vec<Statement> {
    statements(note, own_blocks(note, title).filter(|block| block.voice != Voice::Other))
}

fn own_blocks<'a>(note: &'a Note, title: &str) -> impl Iterator<Item = &'a Block> + use<'a> {
    let contents = sections::own_contents(&note.body.sections, title);
    note.body.kept_blocks().filter(move |block| sections::holds(&contents, block.start))
}

/// The lines that hold a note's facts: what names it, the keys that are asked for, and the first line that says anything.
fn read_written(reader: &Reader<'_>, keys: &'static [&'static str]) -> Written {
    let note = reader.note;
    let fields = reader.fields();
    let title = note.body.sections.iter().find(|section| section.level == 1 && !section.title.is_empty());
    let title = title.map(|section| {
        let line = note.lines.line(section.heading.start);
        Statement::new(section.title.as_str(), &note.path, line)
    });
    let first = note.text.find(char::is_alphanumeric).map(|at| note.lines.line(at));
    Written::find(&note.path, title, first, keys, |key| fields.line_of_key(key))
}

/// How deep a task may stand for what stands under it to be read: each level down copies the text below it once more.
const DEEPEST: usize = 8;

/// The tasks of a section, numbered in document order.
fn tasks(note: &Note, title: &str) -> Vec<Task> {
    let under = |block: &Block| {
        let rest = block.rest.clone().filter(|_| block.depth <= DEEPEST);
        rest.map(|rest| dedent(&note.text[rest])).unwrap_or_default()
    };
    note.body
        .tasks(title)
        .enumerate()
        .map(|(i, block)| Task {
            statement: task_words(note, block),
            state: block.task.unwrap_or(TaskState::Open),
            number: i + 1,
            under: under(block),
        })
        .collect()
}

/// The signals of a key; one that isn't known is told and left out.
fn signals(keys: &Fields<'_>, key: &str) -> Vec<Signal> {
    let mut signals = Vec::new();
    for (at, typed) in keys.words(key) {
        match Signal::from_typed(&typed) {
            Some(signal) => signals.push(signal),
            None => tell_unknown_signal(keys.reader(), at, key, &typed),
        }
    }
    signals
}

fn tell_unknown_signal(reader: &Reader<'_>, at: Range<usize>, key: &str, typed: &str) {
    let near = find_nearest_word(typed, Signal::WORDS.iter().copied());
    let hint = near.map_or_else(
        || format!("the signals are {}", Signal::WORDS.join(", ")),
        |near| format!("did you mean `{near}`?"),
    );
    reader.tell_as_note(at, "unknown-signal", format!("{key}: `{typed}` isn't a signal that is known"), hint);
}

/// A problem of a file that could not be read at all.
#[must_use]
pub fn unreadable(path: &Arc<str>, why: &str) -> Problem {
    Problem::for_file(
        &**path,
        "unreadable",
        format!("this file can't be read: {why}"),
        "make it readable, or move it out of the practice",
    )
}
