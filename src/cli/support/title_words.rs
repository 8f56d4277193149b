//! The words of a name, a title or a time: what gives a value to something else is no part of them.

use anyhow::bail;
use clap::Arg;

use crate::insight::which::bare_words::split_assignment;
use crate::model::keys::{self, Key, is_spelling_of};
use crate::model::refusal::Refusal;
use crate::model::shell_word::quote;

/// What words of a command line make.
struct Made {
    /// What it is, in a sentence.
    what: &'static str,
    /// The keys of its note.
    keys: &'static [Key],
    /// The command that sets them.
    set: &'static str,
    /// Whether a sign of equality may be meant as it stands.
    may_equal: bool,
}

const CLIENT: Made =
    Made { what: "a name", keys: keys::CLIENT, set: "coach client set CLIENT", may_equal: false };
const GOAL: Made =
    Made { what: "what they want", keys: keys::GOAL, set: "coach goal set CLIENT GOAL", may_equal: true };
const TIME: Made =
    Made { what: "a time", keys: keys::SESSION, set: "coach session set CLIENT SESSION", may_equal: false };

/// Refuses `email=ann@b.org` and addresses in a client's name, with the way to give them.
pub fn check_client_name(words: &[String], command: &[&str]) -> anyhow::Result<()> {
    CLIENT.check(words, command)?;
    let is_address = |word: &&String| {
        let parts = word.trim_matches(['<', '>', ',']).split_once('@');
        parts.is_some_and(|(before, behind)| !before.is_empty() && behind.trim_matches('.').contains('.'))
    };
    let Some(address) = words
        .iter()
        .flat_map(|words| words.split_whitespace())
        .map(str::to_owned)
        .find(|word| is_address(&word))
    else {
        return Ok(());
    };
    let address = address.trim_matches(['<', '>', ',']);
    let hint = find_option(command, "email").map_or_else(
        || format!("give it afterwards: {} email={address}", CLIENT.set),
        |option| format!("give it as an option: --{option} {address}"),
    );
    bail!(Refusal::usage(format!("`{address}` is an address, and no part of a name"), hint))
}

/// Refuses `importance=7` and the like in a goal's title, with the way to give them.
pub fn check_goal_title(words: &[String], command: &[&str]) -> anyhow::Result<()> {
    GOAL.check(words, command)
}

/// Refuses `minutes=45` and the like behind a day and hour, with the way to give them.
pub fn check_time(words: &[String], command: &[&str]) -> anyhow::Result<()> {
    TIME.check(words, command)
}

impl Made {
    /// Refuses words that name an option or a key and give it a value. What is quoted with other words is meant as it stands.
    fn check(&self, words: &[String], command: &[&str]) -> anyhow::Result<()> {
        for word in words.iter().filter(|word| !self.may_equal || !word.contains(char::is_whitespace)) {
            let Some((word, (name, value))) =
                word.split_whitespace().find_map(|word| Some((word, split_assignment(word)?)))
            else {
                continue;
            };
            let key = self.keys.iter().find(|(key, _)| is_spelling_of(name, key));
            let hint = match (find_option(command, name), key) {
                (Some(option), _) => format!("give it as an option: --{option} {}", quote(value)),
                (None, Some((key, _))) => {
                    format!("give it afterwards: {} {}", self.set, quote(&format!("{key}={value}")))
                }
                (None, None) if self.may_equal => continue,
                (None, None) => format!("what else is known: {} KEY=VALUE", self.set),
            };
            bail!(Refusal::usage(format!("`{word}` is no part of {}", self.what), hint));
        }
        Ok(())
    }
}

/// The option of a command that is called so, or that writes the key of that name.
pub fn find_option(command: &[&str], name: &str) -> Option<String> {
    let is_meant = |option: &Arg| {
        let key = option.get_long().unwrap_or_default().replace('-', "_");
        ["", "s", "_agreed"].iter().any(|end| is_spelling_of(name, &format!("{key}{end}")))
    };
    find_own_option(command, is_meant)
}

/// The option of a command that takes this word and few others.
pub fn find_option_with_value(command: &[&str], word: &str) -> Option<String> {
    let takes = |option: &Arg| option.get_possible_values().iter().any(|value| value.matches(word, false));
    find_own_option(command, takes)
}

fn find_own_option(command: &[&str], is_meant: impl Fn(&Arg) -> bool) -> Option<String> {
    let tree = crate::cli::tree();
    let found = command.iter().try_fold(&tree, |found, name| found.find_subcommand(name))?;
    let mut options = found.get_arguments().filter(|option| !option.is_hide_set() && !option.is_global_set());
    options.find(|option| is_meant(option))?.get_long().map(str::to_owned)
}
