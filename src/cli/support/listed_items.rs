//! What `thread` and `promise` share: adding an item where it belongs, and ticking one by its number or its words.

use std::sync::Arc;

use anyhow::bail;

use crate::acts::open_items::OpenItems;
use crate::cli::support::context::Context;
use crate::cli::support::picking;
use crate::insight::promises::list_all_promises;
use crate::insight::threads::list_threads;
use crate::insight::which::Purpose;
use crate::insight::which::bare_words::client_and_rest;
use crate::insight::which::session::{WhichSession, session_at_hand};
use crate::model::matching::{self, Candidate, Meant};
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::statement::TaskState;
use crate::practice::Practice;

/// An item of a list, as far as it is needed to find and tick it.
struct ListedItem {
    /// Its number in the list, from 1.
    number: usize,
    /// The words.
    text: String,
    /// Whether it is still open.
    is_open: bool,
    /// The note that holds it, and its place among the note's items.
    place: (Arc<str>, usize),
}

/// Adds an item to today's session, else to the last one; where no call has begun yet, to a note of its own.
pub fn add_item(
    context: &Context,
    practice: &Practice,
    record: &Record,
    items: OpenItems,
    words: &str,
) -> anyhow::Result<()> {
    let session = match session_at_hand(record, context.now, Purpose::Write) {
        WhichSession::One(session) => session,
        WhichSession::Several(several) => picking::choose_session(context, record, &several)?,
        _ => return add_in_note(context, practice, record, items, words),
    };
    let path = &session.path;
    let (before, after) = practice
        .edit(path, |note| items.add_anew(note, words).map_err(|refusal| refusal.in_note(path).into()))?;
    context.did(path, if before == after { "it stands there already" } else { "added" })
}

fn add_in_note(
    context: &Context,
    practice: &Practice,
    record: &Record,
    items: OpenItems,
    words: &str,
) -> anyhow::Result<()> {
    let there = record.notes.iter().find(|note| {
        note.when.date == context.now.date && {
            practice.text(&note.path).is_ok_and(|text| items.stands_in(&text, words))
        }
    });
    if let Some(there) = there {
        return context.did(&there.path, "it stands there already");
    }
    let (path, head) = crate::cli::support::new_note::begin_note(
        context,
        practice,
        &record.client.id,
        context.now,
        "coach",
    )?;
    let text = items.add_anew(&head, words).map_err(|refusal| refusal.in_note(&path))?;
    practice.create(&path, &text)?;
    context.did(&path, "added")
}

/// The client of a command line that ticks, and what is to be ticked: numbers, or the words of one item.
fn part_words(
    context: &Context,
    practice: &Practice,
    words: &[String],
) -> anyhow::Result<(String, Vec<String>)> {
    let is_number = |word: &String| word.chars().all(|c| c.is_ascii_digit());
    match words {
        [client, rest @ ..] if !is_number(client) && !rest.is_empty() && rest.iter().all(is_number) => {
            Ok((context.client_to_write(practice, Some(client))?, rest.to_vec()))
        }
        [client, one] if !is_number(client) => {
            Ok((context.client_to_write(practice, Some(client))?, vec![one.clone()]))
        }
        [client, _, ..] if !is_number(client) => {
            let (meant, rest) = client_and_rest(words, &practice.candidates());
            let client = context.require_one(meant, client, "client", "coach client list")?;
            let typed: Vec<String> = rest.split_whitespace().map(str::to_owned).collect();
            Ok((client, if typed.iter().all(is_number) { typed } else { vec![rest] }))
        }
        _ => Ok((context.client_to_write(practice, None)?, words.to_vec())),
    }
}

/// Ticks items, or opens them again, by their numbers or the words of one.
pub fn tick_items(context: &Context, items: OpenItems, words: &[String], done: bool) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let words: Vec<String> = words.iter().flat_map(|word| part_numbers(word)).collect();
    refuse_lone_client(&practice, items, &words)?;
    let (id, which) = part_words(context, &practice, &words)?;
    let record = context.load_record(&practice, &id).value;
    let listed = list_items(&record, items, context.now);
    let found: Vec<&ListedItem> = which
        .iter()
        .map(|typed| find_item(context, items, &listed, typed, done))
        .collect::<anyhow::Result<_>>()?;
    for item in found {
        let (path, number) = &item.place;
        let (before, after) = practice.edit(path, |note| {
            items.tick(note, *number, done).map_err(|refusal| refusal.in_note(path).into())
        })?;
        let what = match (done, before == after) {
            (true, true) => "ticked already",
            (true, false) => "ticked",
            (false, true) => "open already",
            (false, false) => "open again",
        };
        context.did(path, &format!("{what}: {}", item.text))?;
    }
    Ok(())
}

/// The numbers that are typed in one word, `1,3` or `2-4`; any other word is itself.
pub fn part_numbers(word: &str) -> Vec<String> {
    const MOST: usize = 100;
    let read_part = |part: &str| -> Option<Vec<usize>> {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last): (usize, usize) = (first.parse().ok()?, last.parse().ok()?);
        (first <= last && last - first < MOST).then(|| (first..=last).collect())
    };
    let parts = word.trim_end_matches(',').split(',').map(read_part);
    let numbers: Option<Vec<Vec<usize>>> = parts.collect();
    let is_list = word.contains([',', '-']) && word.starts_with(|c: char| c.is_ascii_digit());
    match numbers {
        Some(numbers) if is_list => numbers.concat().iter().map(ToString::to_string).collect(),
        _ => vec![word.to_owned()],
    }
}

/// A client and nothing behind asks which of theirs; their name is never looked for among the items.
fn refuse_lone_client(practice: &Practice, items: OpenItems, words: &[String]) -> Result<(), Refusal> {
    let (Meant::One(client), rest) = client_and_rest(words, &practice.candidates()) else { return Ok(()) };
    if !rest.is_empty() {
        return Ok(());
    }
    let (kind, typed) = (items.word(), words.join(" "));
    Err(Refusal::missing(
        format!("`{typed}` is a client, and no {kind} is named"),
        format!("give its number or words of it; coach {kind} list {client} shows them"),
    ))
}

/// All items of a client up to now, with the numbers that the lists show.
fn list_items(record: &Record, items: OpenItems, now: Moment) -> Vec<ListedItem> {
    let item =
        |number, text, state: TaskState, place| ListedItem { number, text, is_open: state.is_open(), place };
    match items {
        OpenItems::Threads => {
            let all = list_threads(record, now).into_iter();
            all.map(|thread| item(thread.number, thread.text, thread.state, thread.place)).collect()
        }
        OpenItems::Promises => {
            let all = list_all_promises(record, now).into_iter();
            all.map(|promise| item(promise.number, promise.text, promise.state, promise.place)).collect()
        }
    }
}

/// The item of that number, else the one of those words; of several the one that is to change. One that is so already is found as
/// well: the words that ticked one item never go on to tick another.
fn find_item<'a>(
    context: &Context,
    items: OpenItems,
    listed: &'a [ListedItem],
    typed: &str,
    done: bool,
) -> anyhow::Result<&'a ListedItem> {
    let kind = items.word();
    let list = &format!("coach {kind} list");
    let by_number = |number: usize| listed.iter().find(|item| item.number == number);
    let missing = || {
        Refusal::unknown(
            format!("there is no {}{kind} {typed}", if done { "open " } else { "" }),
            format!("{list} shows them with their numbers"),
        )
    };
    if let Ok(number) = typed.parse() {
        return Ok(by_number(number).ok_or_else(missing)?);
    }
    let all = listed.iter().map(|item| Candidate { id: item.number.to_string(), name: item.text.clone() });
    let several = match matching::find_by_words(typed, &all.collect::<Vec<_>>()) {
        Meant::Several(several) => several,
        other => {
            let number = context.require_one(other, typed, kind, list)?;
            return Ok(number.parse().ok().and_then(by_number).ok_or_else(missing)?);
        }
    };
    let number = |candidate: &Candidate| candidate.id.parse().ok().and_then(by_number);
    let changes = |candidate: &&Candidate| number(candidate).is_some_and(|item| item.is_open == done);
    let to_change: Vec<Candidate> = several.iter().filter(changes).cloned().collect();
    match to_change.as_slice() {
        [] => Ok(several.first().and_then(number).ok_or_else(missing)?),
        [one] => Ok(number(one).ok_or_else(missing)?),
        _ => {
            context.require_one(Meant::Several(to_change), typed, kind, list)?;
            bail!(missing())
        }
    }
}
