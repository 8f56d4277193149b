//! The pages, made from what the commands say of themselves.

use clap::{Arg, Command};

use crate::cli::support::groups::GROUPS;
use crate::cli::support::manual::whole;
use crate::render::manual::{Page, Part, Section};

/// All pages: coach(1) first, then one for each command.
pub fn make_pages(mut tree: Command) -> Vec<Page> {
    tree.build();
    let mut pages = vec![root(&tree)];
    for command in list_below(&tree) {
        add(&mut pages, command, "coach");
    }
    pages
}

/// The commands below one, those for people.
fn list_below(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|inner| !inner.is_hide_set() && inner.get_name() != "help")
}

fn add(pages: &mut Vec<Page>, command: &Command, above: &str) {
    let name = format!("{above}-{}", command.get_name());
    pages.push(page(command, &name, above));
    for inner in list_below(command) {
        add(pages, inner, &name);
    }
}

fn root(tree: &Command) -> Page {
    let mut commands = Vec::new();
    for (title, names) in GROUPS {
        commands.push(Part::Title((*title).to_owned()));
        commands.extend(
            names.iter().filter_map(|name| tree.find_subcommand(name)).map(|command| entry("coach", command)),
        );
    }
    let options = tree.get_arguments().filter(|arg| !arg.is_hide_set()).map(item).collect();
    let mut sections = vec![
        section("SYNOPSIS", vec![usage(tree, "coach")]),
        section("DESCRIPTION", description(tree)),
        section("COMMANDS", commands),
        section("OPTIONS", options),
    ];
    sections.extend(whole::sections());
    Page { name: "coach".to_owned(), about: describe(tree), sections }
}

fn page(command: &Command, name: &str, above: &str) -> Page {
    let own = |arg: &&Arg| !arg.is_hide_set() && !arg.is_global_set() && arg.get_id() != "help";
    let (arguments, options): (Vec<&Arg>, Vec<&Arg>) =
        command.get_arguments().filter(own).partition(|arg| arg.is_positional());
    let mut options: Vec<Part> = options.into_iter().map(item).collect();
    options.push(Part::Text("coach(1) tells the options that every command has.".to_owned()));
    let examples = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
    let examples: Vec<String> =
        examples.lines().filter_map(|line| line.strip_prefix("  ")).map(str::to_owned).collect();
    let mut see: Vec<String> = vec!["coach(1)".to_owned()];
    see.extend((above != "coach").then(|| format!("{above}(1)")));
    see.extend(list_below(command).map(|inner| format!("{name}-{}(1)", inner.get_name())));
    let sections = vec![
        section("SYNOPSIS", vec![usage(command, &name.replace('-', " "))]),
        section("DESCRIPTION", description(command)),
        section("COMMANDS", list_below(command).map(|inner| entry(name, inner)).collect()),
        section("ARGUMENTS", arguments.into_iter().map(item).collect()),
        section("OPTIONS", options),
        section("EXAMPLES", if examples.is_empty() { Vec::new() } else { vec![Part::Lines(examples)] }),
        section("SEE ALSO", vec![Part::Text(see.join(", "))]),
    ];
    let sections = sections.into_iter().filter(|section| !section.parts.is_empty()).collect();
    Page { name: name.to_owned(), about: describe(command), sections }
}

fn section(title: &'static str, parts: Vec<Part>) -> Section {
    Section { title, parts }
}

fn describe(command: &Command) -> String {
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

/// A command in the list of the page above it.
fn entry(above: &str, command: &Command) -> Part {
    Part::Item(format!("{above}-{}(1)", command.get_name()), vec![describe(command)])
}

fn usage(command: &Command, words: &str) -> Part {
    let usage = command.clone().render_usage().to_string();
    let rest = usage.trim_start_matches("Usage: ").strip_prefix(words).unwrap_or_default().trim();
    Part::Usage(words.to_owned(), rest.to_owned())
}

/// What a command does; lines that are set in are to be typed as they stand.
fn description(command: &Command) -> Vec<Part> {
    let text = command.get_long_about().or(command.get_about()).map(ToString::to_string).unwrap_or_default();
    let part = |(place, paragraph): (usize, &str)| {
        if paragraph.starts_with("  ") {
            return Part::Lines(paragraph.lines().map(|line| line.trim().to_owned()).collect());
        }
        let needs_end = place == 0 && !paragraph.ends_with(['.', '!', '?']);
        Part::Text(format!("{paragraph}{}", if needs_end { "." } else { "" }))
    };
    text.trim().split("\n\n").enumerate().map(part).collect()
}

/// An argument or option: how it is typed, and what it is.
fn item(arg: &Arg) -> Part {
    let values = arg.get_value_names().filter(|_| arg.get_action().takes_values()).unwrap_or_default();
    let values: Vec<String> = values.iter().map(|name| format!("<{name}>")).collect();
    let short = arg.get_short().map(|short| format!("-{short}"));
    let long = arg.get_long().map(|long| format!("--{long}"));
    let names: Vec<String> = short.into_iter().chain(long).collect();
    let term = [names.join(", "), values.join(" ")].join(" ").trim().to_owned();
    let help = if arg.get_id() == "help" {
        "Print help; -h tells less.".to_owned()
    } else {
        arg.get_long_help().or(arg.get_help()).map(ToString::to_string).unwrap_or_default()
    };
    let mut paragraphs: Vec<String> = help.split("\n\n").map(str::to_owned).collect();
    let defaults: Vec<String> =
        arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    if let Some(first) = paragraphs.first_mut().filter(|first| {
        !defaults.is_empty() && arg.get_action().takes_values() && !first.contains("[default: ")
    }) {
        *first = format!("{first} [default: {}]", defaults.join(" "));
    }
    Part::Item(term, paragraphs)
}
