//! A command line that could not be understood, told in two lines: what, and how to mend it.

use clap::Command;
use clap::error::{ContextKind, ContextValue};

use super::answer::ErrorAnswer;
use super::other_words;
use super::title_words::{find_option, find_option_with_value};
use crate::cli::tree;
use crate::insight::which::bare_words::split_assignment;
use crate::model::refusal::RefusalKind;
use crate::model::shell_word::quote;
use crate::render::json;
use crate::ui::{Colour, Options, Ui};

/// Tells on standard error why a command line could not be understood: two lines, or one JSON object where that was asked for.
pub fn tell_usage_error(error: &clap::Error) {
    let ui =
        Ui::new(Options { colour: Colour::Never, pager: false, quiet: false, verbose: false, linear: false });
    let rendered = error.render().to_string();
    let (what, hint) = tell_other_word(error, &rendered)
        .or_else(|| tell_other_form(error, &rendered))
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
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else { return None };
    let tree = tree();
    let usage = told.lines().find(|line| line.starts_with("Usage: ")).unwrap_or_default();
    let typed = list_arguments();
    // `coach new client`: the group stands behind.
    let behind = typed.iter().skip_while(|typed| *typed != word).nth(1).map(String::as_str);
    let group = other_words::find_group_in_usage(usage)
        .or(behind.filter(|behind| tree.find_subcommand(behind).is_some()));
    let ways = other_words::find_ways(&tree, group, word);
    (!ways.is_empty())
        .then(|| (format!("there is no command `{word}`"), format!("the way here: {}", ways.join(", "))))
}

/// Where something stands on the line in another form than the command takes it: how it is given.
fn tell_other_form(error: &clap::Error, told: &str) -> Option<(String, String)> {
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidArg) else { return None };
    let mut tree = tree();
    // What commands say of the options of every command is known only once the whole is put together.
    tree.build();
    let (command, found) = find_command(&tree, told)?;
    let spoken = command.join(" ");
    let usage = found.clone().render_usage().to_string();
    if let Some(name) = word.strip_prefix("--") {
        let name = name.split('=').next().unwrap_or(name);
        if found.get_positionals().any(|argument| argument.get_id().as_str().eq_ignore_ascii_case(name)) {
            let what = format!("`{word}` is no option of coach {spoken}");
            return Some((what, format!("it stands without the dashes. {usage}")));
        }
        if let Some(option) = find_option_with_value(&command, name) {
            let what = format!("`{word}` is no option of coach {spoken}");
            return Some((what, format!("give it as --{option} {name}")));
        }
        // To write it behind `--` helps only where words are taken as they come.
        let takes_words =
            found.get_positionals().any(|argument| matches!(argument.get_action(), clap::ArgAction::Append));
        let is_told = is_suggestion_near(error) && (takes_words || !told.contains("' as a value, use '-- "));
        return (!is_told).then(|| (format!("unexpected argument '{word}' found"), usage));
    }
    let option = match split_assignment(word) {
        Some((name, value)) => find_option(&command, name).map(|option| (option, value)),
        None if word.bytes().all(|byte| byte.is_ascii_digit()) => {
            find_option(&command, "minutes").map(|option| (option, word.as_str()))
        }
        None => find_option_with_value(&command, word).map(|option| (option, word.as_str())),
    };
    if let Some((option, value)) = option {
        let hint = format!("give it as an option: --{option} {}", quote(value));
        return Some((format!("`{word}` isn't taken so by coach {spoken}"), hint));
    }
    let takes_client = found.get_positionals().any(|argument| argument.get_id() == "client");
    (takes_client && word.starts_with(char::is_alphabetic)).then(|| {
        let hint = format!("one word of a client's name is enough, and several go into quotes. {usage}");
        (format!("`{word}` is one word too many"), hint)
    })
}

/// The command that the parser's usage line is about: its words, and what it takes.
fn find_command<'t, 'c>(tree: &'c Command, told: &'t str) -> Option<(Vec<&'t str>, &'c Command)> {
    let usage = told.lines().find_map(|line| line.strip_prefix("Usage: "))?;
    let is_command = |word: &&str| word.starts_with(|c: char| c.is_ascii_lowercase());
    let command: Vec<&str> = usage.split_whitespace().skip(1).take_while(is_command).collect();
    let found = command.iter().try_fold(tree, |found, name| found.find_subcommand(name))?;
    Some((command, found))
}

/// Whether what the parser holds for similar is near enough to be meant.
fn is_suggestion_near(error: &clap::Error) -> bool {
    let (Some(ContextValue::String(word)), Some(ContextValue::String(near))) =
        (error.get(ContextKind::InvalidArg), error.get(ContextKind::SuggestedArg))
    else {
        return true;
    };
    let word = word.split('=').next().unwrap_or(word);
    strsim::damerau_levenshtein(word, near) <= word.len() / 4
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
fn is_json_asked_for() -> bool {
    let words = list_arguments();
    let parted = words.windows(2).any(|pair| pair[0] == "--format" && pair[1] == "json");
    parted || words.iter().any(|word| word == "--format=json")
}

#[allow(clippy::disallowed_methods, reason = "there are no parsed arguments to look at")]
fn list_arguments() -> Vec<String> {
    std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect()
}
