//! A command line that could not be understood, told in two lines: what, and how to mend it.

use super::answer::ErrorAnswer;
use super::other_words;
use super::title_words::{find_option, find_option_with_value, quote};
use crate::cli::tree;
use crate::insight::which::bare_words::split_assignment;
use crate::model::refusal::RefusalKind;
use crate::render::json;
use crate::ui::{Colour, Options, Ui};

/// Tells on standard error why a command line could not be understood: two lines, or one JSON object where that was asked for.
pub fn tell_usage_error(error: &clap::Error) {
    let ui =
        Ui::new(Options { colour: Colour::Never, pager: false, quiet: false, verbose: false, linear: false });
    let rendered = error.render().to_string();
    let (what, hint) = tell_other_word(error, &rendered)
        .or_else(|| tell_option_meant(error, &rendered))
        .unwrap_or_else(|| split_in_two(&rendered));
    if is_json_asked_for() {
        let answer = ErrorAnswer::new(RefusalKind::Usage.word(), what, Some(hint));
        ui.warn(json::json(&answer).unwrap_or_default().trim_end());
    } else {
        ui.warn(&format!("coach: {what}\n{hint}"));
    }
}

/// Where a command was typed that is called otherwise: what it is called here.
fn tell_other_word(error: &clap::Error, told: &str) -> Option<(String, String)> {
    use clap::error::{ContextKind, ContextValue};
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else { return None };
    let usage = told.lines().find(|line| line.starts_with("Usage: ")).unwrap_or_default();
    let ways = other_words::find_ways(&tree(), other_words::find_group_in_usage(usage), word);
    (!ways.is_empty())
        .then(|| (format!("there is no command `{word}`"), format!("the way here: {}", ways.join(", "))))
}

/// Where an option was typed without its dashes, as `minutes=50`, or only its value, as `held`: how it is given.
fn tell_option_meant(error: &clap::Error, told: &str) -> Option<(String, String)> {
    use clap::error::{ContextKind, ContextValue};
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidArg) else { return None };
    let usage = told.lines().find_map(|line| line.strip_prefix("Usage: coach "))?;
    let is_command = |word: &&str| word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let command: Vec<&str> = usage.split_whitespace().take_while(is_command).collect();
    let (option, value) = match split_assignment(word) {
        Some((name, value)) => (find_option(&command, name)?, value),
        None => (find_option_with_value(&command, word)?, word.as_str()),
    };
    let hint = format!("give it as an option: --{option} {}", quote(value));
    Some((format!("`{word}` isn't taken so by coach {}", command.join(" ")), hint))
}

/// What the parser says in several paragraphs: the first is what is the matter, a tip or else the usage is how to mend it.
fn split_in_two(told: &str) -> (String, String) {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut paragraphs = told.split("\n\n");
    let what = one_line(paragraphs.next().unwrap_or_default());
    let what = what.strip_prefix("error: ").unwrap_or(&what);
    let rest: Vec<String> = paragraphs.map(one_line).collect();
    let tip = rest.iter().find_map(|text| text.strip_prefix("tip: "));
    let usage = rest.iter().find(|text| text.starts_with("Usage: "));
    let hint = tip.or(usage.map(String::as_str)).unwrap_or("coach --help tells more");
    (what.to_owned(), hint.to_owned())
}

/// Whether a command line that can't be parsed asks for JSON all the same.
#[allow(clippy::disallowed_methods, reason = "there are no parsed arguments to look at")]
fn is_json_asked_for() -> bool {
    let words: Vec<String> = std::env::args().collect();
    let parted = words.windows(2).any(|pair| pair[0] == "--format" && pair[1] == "json");
    parted || words.iter().any(|word| word == "--format=json")
}
