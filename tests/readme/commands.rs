//! The page of the commands is made from their own help. To make it anew: `COACH_UPDATE=1 cargo test --test readme`.

use std::fmt::Write as _;

use clap::{Arg, Command, CommandFactory};
use coach::cli::Cli;
use coach::cli::groups::GROUPS;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/commands.md");
/// What stands before the commands, written by hand.
const OPENING: &str = include_str!("commands.md");
/// When one wants the commands of a group, written by hand.
const WHEN: &[(&str, &str)] = &[
    (
        "To begin",
        "The first minutes: look at the example, make your own practice, bring the notes that you have.",
    ),
    (
        "Before a call",
        "What is on today, and who the person is. `prep` is the one to have when you have time for one only.",
    ),
    (
        "The call",
        "A call is a note. It can be written in any editor; these put down what comes back again and again.",
    ),
    ("The person and what they want", "Who they are, what they wish, and whether it is truly theirs."),
    ("Plans", "From what somebody wants to do to what came of it."),
    (
        "When it doesn't move",
        "The wish beside the week, and what one might ask. `hush` is for when you know better.",
    ),
    ("The practice as a whole", "Looking back over many calls, for yourself and for the books."),
    ("The files", "That everything is as you meant it, and the comfort of your shell."),
];

#[test]
fn the_page_of_the_commands_is_their_help() {
    let page = page();
    if std::env::var_os("COACH_UPDATE").is_some() {
        std::fs::write(PAGE, &page).expect("the page is written");
    }
    let kept = std::fs::read_to_string(PAGE).unwrap_or_default();
    assert!(kept == page, "docs/commands.md is out of date: COACH_UPDATE=1 cargo test --test readme");
}

#[test]
fn every_command_that_the_pages_speak_of_is_there() {
    let cli = Cli::command();
    let mut checked = 0;
    for (name, text) in crate::book::pages() {
        for code in crate::links::codes(&text) {
            let mut words = code.split_whitespace();
            if words.next() != Some("coach") {
                continue;
            }
            assert!(resolves(&cli, words), "{name}: `{code}`");
            checked += 1;
        }
    }
    assert!(checked > 50, "{checked} commands");
}

/// Whether words begin with the names of commands, and name flags only that the command has.
fn resolves<'a>(cli: &Command, words: impl Iterator<Item = &'a str>) -> bool {
    let mut command = cli;
    let mut named = false;
    for word in words {
        if let Some(flag) = word.strip_prefix("--") {
            let of =
                |command: &Command| command.get_arguments().any(|argument| argument.get_long() == Some(flag));
            if !(of(command) || of(cli) || matches!(flag, "" | "help" | "version")) {
                return false;
            }
        } else if let Some(inner) = command.find_subcommand(word) {
            (command, named) = (inner, true);
        } else if !named && word != "help" {
            return false;
        }
    }
    true
}

fn page() -> String {
    let mut cli = Cli::command();
    cli.build();
    let mut page = OPENING.to_owned();
    let global: Vec<&Arg> = cli.get_arguments().filter(|argument| argument.is_global_set()).collect();
    page += "\n## Every command\n\nThese go with every command.\n\n";
    list(&mut page, &global);
    for (title, names) in GROUPS {
        let when = WHEN.iter().find(|(group, _)| group == title);
        let (_, when) = when.unwrap_or_else(|| panic!("say when one wants what stands under {title}"));
        let commands: Vec<&Command> = names.iter().filter_map(|name| cli.find_subcommand(name)).collect();
        group(&mut page, title, when, &commands);
    }
    page
}

fn group(page: &mut String, title: &str, when: &str, commands: &[&Command]) {
    let _ = write!(page, "\n## {title}\n\n{when}\n");
    for command in commands {
        section(page, "coach", command);
    }
}

/// A command and those below it: what it does, an example, what it takes.
fn section(page: &mut String, above: &str, command: &Command) {
    let name = format!("{above} {}", command.get_name());
    let help = command.get_long_about().or(command.get_about()).map(ToString::to_string).unwrap_or_default();
    let help: Vec<String> = help.trim().lines().map(verbatim).collect();
    let examples = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
    let examples: Vec<&str> = examples.lines().filter_map(|line| line.strip_prefix("  ")).collect();
    let _ = write!(page, "\n### {name}\n\n{}\n", help.join("\n"));
    if !examples.is_empty() {
        page.push_str("\n<!-- practice: example -->\n```console\n");
        for example in examples {
            let _ = writeln!(page, "$ {example}");
        }
        page.push_str("```\n");
    }
    if !command.has_subcommands() {
        let usage = command.clone().render_usage().to_string();
        let _ = write!(page, "\n`{}`\n", usage.trim_start_matches("Usage: "));
        let own = |argument: &&Arg| !argument.is_global_set() && argument.get_id() != "help";
        let arguments: Vec<&Arg> = command.get_arguments().filter(own).collect();
        if !arguments.is_empty() {
            page.push('\n');
            list(page, &arguments);
        }
    }
    for inner in command.get_subcommands().filter(|inner| is_shown(inner)) {
        section(page, &name, inner);
    }
}

/// Whether a command is for people, and more than its own help.
fn is_shown(command: &Command) -> bool {
    !command.is_hide_set() && command.get_name() != "help"
}

/// A line of help; one that is set in there is to be typed as it stands.
fn verbatim(line: &str) -> String {
    match line.strip_prefix("  ") {
        Some(typed) => format!("- `{}`", typed.split_whitespace().collect::<Vec<_>>().join(" ")),
        None => line.to_owned(),
    }
}

/// Arguments and options, a line each.
fn list(page: &mut String, arguments: &[&Arg]) {
    for argument in arguments.iter().filter(|argument| !argument.is_hide_set()) {
        let _ = writeln!(page, "- `{}`: {}{}", written(argument), told(argument), default(argument));
    }
}

/// The help of an argument, its paragraphs as sentences.
fn told(argument: &Arg) -> String {
    let help = argument.get_long_help().or(argument.get_help()).map(ToString::to_string).unwrap_or_default();
    let paragraphs: Vec<String> = help.split("\n\n").map(|paragraph| paragraph.replace('\n', " ")).collect();
    paragraphs.join(". ").trim_end_matches('.').to_owned()
}

/// An argument as it is typed.
fn written(argument: &Arg) -> String {
    let takes = argument.get_action().takes_values();
    let names = argument.get_value_names().unwrap_or_default();
    let value: Vec<String> = names
        .iter()
        .map(|name| if argument.is_positional() { name.to_string() } else { format!("<{name}>") })
        .collect();
    let value = if takes { value.join(" ") } else { String::new() };
    match (argument.get_short(), argument.get_long()) {
        (Some(short), Some(long)) => format!("-{short}, --{long} {value}").trim_end().to_owned(),
        (None, Some(long)) => format!("--{long} {value}").trim_end().to_owned(),
        _ => value,
    }
}

/// The default, where the help doesn't say it itself.
fn default(argument: &Arg) -> String {
    let values: Vec<String> =
        argument.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    let said = argument.get_help().is_some_and(|help| help.to_string().contains("[default: "));
    if values.is_empty() || said || !argument.get_action().takes_values() {
        String::new()
    } else {
        format!(" [default: {}]", values.join(" "))
    }
}
