//! What is offered for each kind of name: ids, and what they stand for.

use std::sync::Arc;

use clap::Command;
use clap_complete::CompletionCandidate;

use crate::cli::support::complete::typed::Typed;
use crate::cli::support::complete::{Names, OPEN};
use crate::model::file_name::stem;
use crate::model::goal::{Goal, GoalStatus};
use crate::model::id::fold;
use crate::model::keys::{Holds, Key};
use crate::model::order::InOrder as _;
use crate::model::plan::{Outcome, Plan};
use crate::model::problem::Loaded;
use crate::model::session::Session;
use crate::note::parsed::Note;
use crate::note::read;
use crate::practice::paths::Kind;
use crate::render::built_in::list_built_in;
use crate::render::schema::{Described, ViewShapes};

/// The most notes that are opened for a completion.
const MOST_OPENED: usize = 40;

/// A word and what it stands for.
type Word = (String, Option<String>);

/// What is offered for the beginning of a word.
pub fn list_offers(names: Names, typed: &Typed, current: &str) -> Vec<CompletionCandidate> {
    match names {
        Names::KeysAfter(names, keys) => offer_in_turn(names, keys, typed, current),
        Names::InTurn(names) => offer_in_turn(names, &[], typed, current),
        _ => words(names, typed, current).into_iter().map(candidate).collect(),
    }
}

fn words(names: Names, typed: &Typed, current: &str) -> Vec<Word> {
    match names {
        Names::Client => clients(typed, current),
        Names::Goal => goals(typed, current),
        Names::Plan => plans(typed, current),
        Names::Session => sessions(typed, current),
        Names::Command => commands(typed, current),
        Names::Template => list_built_in()
            .filter(|(name, _)| begins(name, current))
            .map(|(name, _)| (name.to_owned(), None))
            .collect(),
        Names::Schema => schemas(typed, current),
        Names::OneOf(words) => {
            words.iter().filter(|word| begins(word, current)).map(|word| ((*word).to_owned(), None)).collect()
        }
        Names::InTurn(_) | Names::KeysAfter(..) => Vec::new(),
    }
}

fn candidate((word, help): Word) -> CompletionCandidate {
    CompletionCandidate::new(word).help(help.map(Into::into))
}

/// The beginning of a word, behind which no blank goes.
fn make_beginning(word: String) -> CompletionCandidate {
    let id = format!("{OPEN} {word}");
    CompletionCandidate::new(word).id(Some(id))
}

fn begins(word: &str, current: &str) -> bool {
    fold(word).starts_with(&fold(current))
}

/// The commands below those that stand there already.
fn commands(typed: &Typed, current: &str) -> Vec<Word> {
    let tree = crate::cli::tree();
    let below = typed.words.iter().try_fold(&tree, |command, word| command.find_subcommand(word));
    let named =
        |command: &Command| (command.get_name().to_owned(), command.get_about().map(ToString::to_string));
    let commands = below.into_iter().flat_map(Command::get_subcommands);
    commands.filter(|command| begins(command.get_name(), current)).map(named).collect()
}

/// The schemas: those of the format, views and other answers, templates.
fn schemas(typed: &Typed, current: &str) -> Vec<Word> {
    if !typed.words.is_empty() {
        return Vec::new();
    }
    let shapes = ViewShapes::read();
    let all = Described::WORDS.iter().copied().chain(shapes.list_names());
    all.filter(|name| begins(name, current)).map(|name| (name.to_owned(), None)).collect()
}

/// The clients. A screen that a client sees shows no other name, so nobody is offered there.
fn clients(typed: &Typed, current: &str) -> Vec<Word> {
    let Some(practice) = typed.practice().filter(|_| !typed.shared) else { return Vec::new() };
    let beginning = fold(current);
    let begins = |id: &String| fold(id).starts_with(&beginning);
    let ids: Vec<String> = practice.client_ids().value.into_iter().filter(begins).collect();
    let described = typed.described && ids.len() <= MOST_OPENED;
    let named = |id: String| {
        let name = described.then(|| practice.client(&id).value.display_name().to_owned());
        (id, name)
    };
    ids.into_iter().map(named).collect()
}

/// The goals of the client, those that are worked on first.
fn goals(typed: &Typed, current: &str) -> Vec<Word> {
    notes(typed, Kind::Goal, current, |note| {
        let Goal { status, title, .. } = read::goal(note).value;
        let rank = match status {
            GoalStatus::Active => 0,
            GoalStatus::Proposed => 1,
            GoalStatus::Paused => 2,
            GoalStatus::Achieved | GoalStatus::Released => 3,
        };
        (rank, title)
    })
}

/// The plans of the client, those under way first.
fn plans(typed: &Typed, current: &str) -> Vec<Word> {
    notes(typed, Kind::Plan, current, |note| {
        let Plan { outcome, title, .. } = read::plan(note).value;
        let rank = match outcome {
            Outcome::Open => 0,
            Outcome::Draft => 1,
            _ => 2,
        };
        (rank, Some(title))
    })
}

/// The sessions of the client.
fn sessions(typed: &Typed, current: &str) -> Vec<Word> {
    let spoken = ["next", "last"].into_iter().filter(|word| begins(word, current));
    let spoken = spoken.map(|word| (word.to_owned(), None));
    let dated = notes(typed, Kind::Session, current, |note| {
        let about = |session: Session| {
            session.summary.map_or_else(|| session.when.to_spoken(), |told| told.text.into())
        };
        (0, read::session(note).value.map(about))
    });
    spoken.chain(dated).collect()
}

/// The notes of a kind, by rank; those whose names begin with a day newest first. Only the first are opened to see where they
/// stand: a completion is to cost no more than a start.
fn notes(
    typed: &Typed,
    kind: Kind,
    current: &str,
    look: impl Fn(Loaded<Note>) -> (u8, Option<String>),
) -> Vec<Word> {
    let Some((practice, client)) = typed.client() else { return Vec::new() };
    let mut paths = practice.notes_of(&client, kind).value;
    paths.retain(|path| begins(stem(path), current));
    paths.put_in_order_by(|a, b| stem(a).cmp(stem(b)));
    if kind != Kind::Goal {
        paths.reverse();
    }
    let opened = if kind == Kind::Session && !typed.described { 0 } else { MOST_OPENED };
    let look_at = |(place, path): (usize, Arc<str>)| {
        let (rank, about) = if place < opened { look(practice.note(&path)) } else { (u8::MAX, None) };
        (rank, (stem(&path).to_owned(), about.filter(|_| typed.described)))
    };
    let mut ranked: Vec<(u8, Word)> = paths.into_iter().enumerate().map(look_at).collect();
    ranked.put_in_order_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, word)| word).collect()
}

/// Names in their turn, then `KEY=VALUE` as often as wanted.
fn offer_in_turn(names: &[Names], keys: &[Key], typed: &Typed, current: &str) -> Vec<CompletionCandidate> {
    if let Some((key, value)) = current.split_once('=').filter(|_| !keys.is_empty()) {
        return values(key, value, keys, typed);
    }
    let is_set = typed.words.iter().any(|word| word.contains('='));
    let turn = names.get(typed.words.len()).filter(|_| !is_set);
    let listed = turn.map(|kind| words(*kind, typed, current)).unwrap_or_default();
    let set = |key: &str| typed.words.iter().any(|word| word.split(['=', '+']).next() == Some(key));
    let keys = keys.iter().flat_map(|key| key_words(key, typed, current));
    let keys = keys.filter(|word| begins(word, current) && !set(word.trim_end_matches('=')));
    listed.into_iter().map(candidate).chain(keys.map(make_beginning)).collect()
}

/// A key as it is typed, up to the `=`; one that holds keys of its own is spelled out once its name stands there.
fn key_words(&(key, holds): &Key, typed: &Typed, current: &str) -> Vec<String> {
    let inner: Vec<String> = match holds {
        Holds::Keys(names, _) => names.iter().map(|&name| name.to_owned()).collect(),
        Holds::KeysOfAreas(marks) if current.starts_with(&format!("{key}.")) => {
            let areas = typed.client().map(|(practice, id)| practice.client(&id).value.areas);
            let marks = |area: String| marks.iter().map(move |mark| format!("{area}.{mark}"));
            areas.unwrap_or_default().into_iter().flat_map(marks).collect()
        }
        Holds::KeysOfAreas(_) => return vec![format!("{key}.")],
        _ => return vec![format!("{key}=")],
    };
    if inner.is_empty() || !current.starts_with(&format!("{key}.")) {
        return vec![format!("{key}.")];
    }
    inner.into_iter().map(|inner| format!("{key}.{inner}=")).collect()
}

/// The values of a key, where they can be listed; of several, the one behind the last comma.
fn values(typed_key: &str, value: &str, keys: &[Key], typed: &Typed) -> Vec<CompletionCandidate> {
    let key = typed_key.strip_suffix('+').unwrap_or(typed_key);
    let holds = keys.iter().find(|(name, _)| *name == key).map(|(_, holds)| *holds);
    let (before, value) = match (holds, value.rsplit_once(',')) {
        (Some(Holds::References), Some((before, last))) => (format!("{typed_key}={before},"), last),
        _ => (format!("{typed_key}="), value),
    };
    let names = match holds {
        Some(Holds::Choice(words)) => Names::OneOf(words),
        Some(Holds::Reference) if key == "follows" => Names::Plan,
        Some(Holds::Reference | Holds::References) => Names::Goal,
        _ => return Vec::new(),
    };
    let words = words(names, typed, value).into_iter();
    words.map(|(word, help)| candidate((format!("{before}{word}"), help))).collect()
}
