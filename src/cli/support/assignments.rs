//! `KEY=VALUE`: what `set` takes, written exactly and read back before it is kept.

use std::sync::Arc;

use anyhow::bail;

use crate::acts::key_changes::KeyChange;
use crate::cli::support::context::Context;
use crate::cli::support::replaced::tell_replaced;
use crate::model::keys::{Holds, Key};
use crate::model::matching::find_nearest_word;
use crate::model::new_value::NewValue;
use crate::model::problem::{Loaded, Problem, Severity};
use crate::model::refusal::Refusal;
use crate::note::parsed::Note;
use crate::practice::Practice;

/// One `KEY=VALUE`, `KEY+=VALUE` or `KEY=`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The key and the keys under it.
    path: Vec<String>,
    /// What to put there; nothing takes the key away.
    value: String,
    /// Whether it is added to a list.
    push: bool,
}

/// Splits the words of a command line into names and assignments.
pub fn split_assignments(words: Vec<String>) -> (Vec<String>, Vec<String>) {
    words.into_iter().partition(|word| !word.contains('='))
}

/// Whether one of these keys is set: those by which a note is found where none is named.
pub fn touch_any_key(assignments: &[String], keys: &[&str]) -> bool {
    let key = |word: &String| word.split(['=', '+']).next().unwrap_or_default().trim().to_owned();
    assignments.iter().map(key).any(|key| keys.contains(&key.as_str()))
}

/// Assignments as they are typed in a shell.
pub fn join_assignments(assignments: &[String]) -> String {
    let quoted =
        |word: &String| if word.contains(char::is_whitespace) { format!("{word:?}") } else { word.clone() };
    assignments.iter().map(quoted).collect::<Vec<_>>().join(" ")
}

/// The client and the note of a command line, either of which may be left out.
pub fn part_names<'a>(names: &'a [String], note: &str) -> anyhow::Result<(Option<&'a str>, Option<&'a str>)> {
    match names {
        [] => Ok((None, None)),
        [client] => Ok((Some(client), None)),
        [client, name] => Ok((Some(client), Some(name))),
        [_, _, extra, ..] => bail!(Refusal::usage(
            format!("`{extra}` isn't KEY=VALUE"),
            format!("write [CLIENT] [{note}] KEY=VALUE")
        )),
    }
}

/// Reads the assignments of a command line against the keys of a kind of note.
pub fn parse_assignments(words: &[String], keys: &[Key]) -> anyhow::Result<Vec<Assignment>> {
    if words.is_empty() {
        bail!(Refusal::missing(
            "nothing to set",
            format!("write KEY=VALUE; the keys are {}", list_keys(keys))
        ));
    }
    words.iter().map(|word| parse_assignment(word, keys)).collect()
}

fn parse_assignment(word: &str, keys: &[Key]) -> anyhow::Result<Assignment> {
    let usage = || {
        Refusal::usage(format!("`{word}` isn't KEY=VALUE"), "write it like status=paused, or tags+=nonprofit")
    };
    let (key, value) = word.split_once('=').ok_or_else(usage)?;
    let (key, push) = key.strip_suffix('+').map_or((key, false), |key| (key, true));
    let key = key.trim();
    if key.is_empty() {
        bail!(usage());
    }
    if push && value.trim().is_empty() {
        bail!(Refusal::usage(
            format!("`{word}` adds nothing"),
            format!("write {key}+=VALUE, or {key}= to take the key away")
        ));
    }
    let first = key.split('.').next().unwrap_or(key);
    let nests = matches!(find_holds(first, keys), Some(Holds::Keys(..) | Holds::KeysOfAreas(_)));
    let path = if nests { key.split('.').map(str::to_owned).collect() } else { vec![key.to_owned()] };
    Ok(Assignment { path, value: value.trim().to_owned(), push })
}

/// What an assignment needs to know of the rest of the practice: the full id of a goal or plan that was typed.
pub type Resolve<'a> = &'a dyn Fn(&str, &str) -> anyhow::Result<String>;

/// Applies assignments to a note's text. `problems` reads the text as its kind of note: what the new values would bring in
/// new problems is refused, and the note stays as it is.
pub fn apply_assignments(
    context: &Context,
    file: &str,
    text: &str,
    assignments: &[Assignment],
    keys: &[Key],
    resolve: Resolve<'_>,
    problems: impl Fn(&str) -> Vec<Problem>,
) -> anyhow::Result<String> {
    let mut edited = text.to_owned();
    for assignment in assignments {
        let path: Vec<&str> = assignment.path.iter().map(String::as_str).collect();
        let shown = assignment.path.join(".");
        let known = find_holds(path[0], keys);
        if known.is_none() && !assignment.value.is_empty() {
            refuse_typing_slip(&shown, &edited, keys)?;
        }
        if known.is_none() {
            context.ui.say(&format!("{shown} isn't a key that coach reads; it is kept as it is"));
        }
        let before = problems(&edited);
        let change = if assignment.value.is_empty() {
            KeyChange::Remove
        } else {
            let value = value_of(context, assignment, known, resolve)?;
            if assignment.push { KeyChange::Push(value) } else { KeyChange::Set(value) }
        };
        let next = change.apply(&edited, &path).map_err(|refusal| {
            let what = format!("{shown}: {}", refusal.what);
            Refusal { what, ..refusal.in_note(file) }
        })?;
        let known_before = |problem: &Problem| {
            before.iter().any(|old| old.message == problem.message && old.code == problem.code)
        };
        // What is only worth a look is told by `check`: another day in `date:` than in the file's name can be meant.
        let refused = |problem: &Problem| problem.severity == Severity::Error && !known_before(problem);
        if let Some(new) = problems(&next).into_iter().find(refused) {
            bail!(Refusal::invalid(new.message, new.hint));
        }
        edited = next;
    }
    Ok(edited)
}

/// A key that looks like a known one and doesn't stand in the note is a slip of the fingers.
fn refuse_typing_slip(key: &str, text: &str, keys: &[Key]) -> anyhow::Result<()> {
    let note = Note::parse(&Arc::from("note"), text.to_owned()).value;
    let stands = note.front.root.as_ref().is_some_and(|root| root.entry(key).is_some());
    let near = find_nearest_word(key, keys.iter().map(|(name, _)| *name));
    match near.filter(|near| !stands && strsim::damerau_levenshtein(key, near) <= 2) {
        None => Ok(()),
        Some(near) => {
            let hint = format!("did you mean `{near}`? the keys are {}", list_keys(keys));
            bail!(Refusal::unknown(format!("there is no key `{key}`"), hint))
        }
    }
}

fn value_of(
    context: &Context,
    assignment: &Assignment,
    known: Option<Holds>,
    resolve: Resolve<'_>,
) -> anyhow::Result<NewValue> {
    let typed = assignment.value.as_str();
    let key = assignment.path[0].as_str();
    let holds = match (known, assignment.path.len()) {
        (Some(Holds::Keys(_, inner)), 2) => *inner,
        (Some(Holds::KeysOfAreas(_)), 3) => Holds::Plain,
        (Some(Holds::Keys(..) | Holds::KeysOfAreas(_)), _) => {
            let example = if key == "balance" {
                "balance.vision.rating=3".to_owned()
            } else {
                format!("{key}.NAME=VALUE")
            };
            bail!(Refusal::invalid(format!("{key} holds keys of its own"), format!("write {example}")))
        }
        (Some(holds), _) => holds,
        (None, _) if looks_plain(typed) => Holds::Plain,
        (None, _) => Holds::Text,
    };
    let list = |of: &dyn Fn(&str) -> anyhow::Result<NewValue>| -> anyhow::Result<NewValue> {
        if assignment.push {
            return of(typed);
        }
        // Whoever knows YAML types brackets around a list.
        let bare = typed.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        bare.unwrap_or(typed)
            .split(',')
            .map(|item| item.trim().trim_matches(['"', '\'']))
            .filter(|item| !item.is_empty())
            .map(of)
            .collect::<anyhow::Result<_>>()
            .map(NewValue::List)
    };
    Ok(match holds {
        Holds::Day(direction) => NewValue::Plain(context.read_date(typed, direction)?.date.to_string()),
        Holds::Moment(direction) => NewValue::Plain(context.read_date(typed, direction)?.to_string()),
        Holds::Brought => {
            let what = format!("{key} holds what was brought in from elsewhere; coach doesn't write there");
            bail!(Refusal::refuse(what, "edit the note by hand"))
        }
        Holds::OneOrMore if !typed.contains([',', '[']) || assignment.push => {
            NewValue::Text(typed.to_owned())
        }
        Holds::Texts | Holds::OneOrMore => list(&|item| Ok(NewValue::Text(item.to_owned())))?,
        Holds::Reference => NewValue::Text(resolve(key, typed)?),
        Holds::References => list(&|item| Ok(NewValue::Text(resolve(key, item)?)))?,
        Holds::Plain | Holds::Choice(_) if looks_plain(typed) => NewValue::Plain(typed.to_owned()),
        Holds::Text | Holds::Plain | Holds::Choice(_) | Holds::Keys(..) | Holds::KeysOfAreas(_) => {
            NewValue::Text(typed.to_owned())
        }
    })
}

fn looks_plain(typed: &str) -> bool {
    matches!(typed, "true" | "false") || typed.parse::<f64>().is_ok_and(f64::is_finite)
}

fn find_holds(key: &str, keys: &[Key]) -> Option<Holds> {
    keys.iter().find(|(name, _)| *name == key).map(|(_, holds)| *holds)
}

fn list_keys(keys: &[Key]) -> String {
    keys.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

/// Sets keys of a note and says what was done.
pub fn set_keys(
    context: &Context,
    practice: &Practice,
    path: &str,
    words: &[String],
    keys: &'static [Key],
    resolve: Resolve<'_>,
    read: impl Fn(Loaded<Note>) -> Vec<Problem>,
) -> anyhow::Result<()> {
    let assignments = parse_assignments(words, keys)?;
    let name: Arc<str> = path.into();
    let problems = |text: &str| read(Note::parse(&name, text.to_owned()));
    let (before, edited) = practice
        .edit(path, |text| apply_assignments(context, path, text, &assignments, keys, resolve, problems))?;
    // One word of a closed list gives way to another as things go on: nothing that somebody typed is lost by that.
    let is_choice = |key: &str| matches!(find_holds(key, keys), Some(Holds::Choice(_)));
    let replacing = assignments.iter().filter(|one| !one.push && !is_choice(&one.path[0]));
    let replacing: Vec<&str> = replacing.map(|one| one.path[0].as_str()).collect();
    tell_replaced(context, [&before, &edited], &replacing);
    let said = if before == edited { "nothing to change" } else { "written" };
    context.did(path, said)?;
    Ok(())
}
