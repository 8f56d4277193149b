//! Completion: what an argument names is said once, by an attribute on it, and every shell offers it.

mod line;
mod offers;
mod shell;
mod typed;

use std::ffi::{OsStr, OsString};
use std::sync::Arc;

use clap::builder::ArgExt;
use clap::{Arg, Command, ValueHint};
use clap_complete::CompletionCandidate;
use clap_complete::engine::{ArgValueCompleter, complete};

use crate::cli::GLOBAL_OPTIONS;
use crate::model::keys::Key;
use crate::model::order::InOrder as _;
pub use shell::{Shell, answer, script};
use typed::Typed;

/// What an argument names, and so what is offered for it. `#[arg(add = Names::Client)]` is all that a new command needs; a test
/// asks for it wherever an argument is called client, goal, plan or session.
///
/// Closed lists (`value_parser`, `value_enum`), files and folders (`PathBuf`, `value_hint`) are completed without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// A client.
    Client,
    /// A goal of the client that stands before it.
    Goal,
    /// A plan of the client that stands before it.
    Plan,
    /// A session of the client that stands before it, `last` and `next`.
    Session,
    /// A command of coach, by all its names.
    Command,
    /// A template.
    Template,
    /// A schema.
    Schema,
    /// One of these words; others are taken as well.
    OneOf(&'static [&'static str]),
    /// Several words in one argument: each of these in its turn.
    InTurn(&'static [Names]),
    /// `KEY=VALUE`, behind names in their turn that may be left out: what `set` takes.
    KeysAfter(&'static [Names], &'static [Key]),
}

impl ArgExt for Names {}

/// What can come next on a line.
#[derive(Debug, PartialEq, Eq)]
pub enum Next {
    /// One of these.
    Words(Vec<Offer>),
    /// A file or folder: each shell has its own way of completing them.
    Files,
    /// A folder.
    Folders,
}

/// One word that can come next.
#[derive(Debug, PartialEq, Eq)]
pub struct Offer {
    /// The whole word.
    pub word: String,
    /// What it stands for, in a few words.
    pub help: Option<String>,
    /// Whether it is only the beginning of a word, such as `status=`: no blank follows.
    pub open: bool,
}

/// What an offer is marked with where it is a beginning, a file or a folder.
const OPEN: &str = "open";
const FILES: &str = "files";
const FOLDERS: &str = "folders";

/// What can come next: `words` are those behind the program's name, the last of which is being typed. Without `described`
/// nothing is read for the sake of what the words stand for.
pub fn find_next(tree: impl Fn() -> Command, words: &[OsString], described: bool) -> Next {
    let Some((current, before)) = words.split_last() else { return Next::Words(Vec::new()) };
    // Behind a command no other one is offered.
    let tree = || crate::cli::tree_of(before).unwrap_or_else(&tree);
    let typed = Arc::new(Typed::read(tree(), before, described));
    let mut command = attach_values(tree(), &typed);
    let mut line = vec![OsString::from(command.get_name())];
    line.extend(join_words(&command, before));
    line.push(current.clone());
    let index = line.len() - 1;
    let mut found = complete(&mut command, line, index, None).unwrap_or_default();
    // What only this command takes comes first.
    found.put_in_order_by_key(|one| one.get_tag().is_some_and(|tag| tag.to_string() == GLOBAL_OPTIONS));
    let marked = |mark: &str| found.iter().any(|one| one.get_id().is_some_and(|id| id == mark));
    if marked(FOLDERS) {
        Next::Folders
    } else if marked(FILES) {
        Next::Files
    } else {
        Next::Words(without_clutter(found.iter().filter_map(offer).collect(), current))
    }
}

/// Options are offered to those who type a dash, or where there is nothing else.
fn without_clutter(mut offers: Vec<Offer>, current: &OsStr) -> Vec<Offer> {
    let is_option = |offer: &Offer| offer.word.starts_with('-');
    if !current.to_string_lossy().starts_with('-') && !offers.iter().all(is_option) {
        offers.retain(|offer| !is_option(offer));
    }
    offers
}

fn offer(candidate: &CompletionCandidate) -> Option<Offer> {
    let word = candidate.get_value().to_str().filter(|word| !word.chars().any(char::is_control))?.to_owned();
    let help = candidate.get_help().map(|help| shell::join_lines(&help.to_string()));
    let open = candidate.get_id().is_some_and(|id| id.starts_with(OPEN));
    Some(Offer { word, help, open })
}

/// The command with a completer on each argument that names something, told what was typed so far.
fn attach_values(command: Command, typed: &Arc<Typed>) -> Command {
    let command = command.mut_args(|arg| with_completer(arg, typed));
    command.mut_subcommands(|subcommand| attach_values(subcommand, typed))
}

fn with_completer(arg: Arg, typed: &Arc<Typed>) -> Arg {
    if let Some(names) = arg.get::<Names>().copied() {
        let typed = Arc::clone(typed);
        let offer = move |current: &OsStr| {
            current.to_str().map(|current| offers::list_offers(names, &typed, current)).unwrap_or_default()
        };
        return arg.add(ArgValueCompleter::new(offer));
    }
    let mark = match arg.get_value_hint() {
        ValueHint::DirPath => FOLDERS,
        ValueHint::AnyPath | ValueHint::FilePath => FILES,
        _ => return arg,
    };
    let offer = move |current: &OsStr| vec![CompletionCandidate::new(current).id(Some(mark.to_owned()))];
    arg.add(ArgValueCompleter::new(offer))
}

/// The words with `--practice DIR` as one: the engine would take a folder that is called like a command for the command.
fn join_words(command: &Command, words: &[OsString]) -> Vec<OsString> {
    let takes_value = |word: &OsStr| {
        let long = word.to_str().and_then(|word| word.strip_prefix("--"));
        let globals = || command.get_arguments().filter(|arg| arg.get_action().takes_values());
        long.is_some_and(|long| globals().any(|arg| arg.get_long() == Some(long)))
    };
    let mut joined: Vec<OsString> = Vec::new();
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        let mut word = word.clone();
        if let Some(value) = takes_value(&word).then(|| rest.next()).flatten() {
            word.push("=");
            word.push(value);
        }
        joined.push(word);
    }
    joined
}

#[cfg(test)]
mod tests;
