//! The help of every command, as it is printed. That its examples run is the book's business.

use clap::Command;

use crate::harness::Practice;

/// Commands with a flag for each question that they ask: their options in short don't fit on a screen of 24 lines.
const LONG: &[&str] = &["done", "goal examine", "plan", "plan new", "plan review"];

/// Every command by all its names, the one above them first.
fn commands() -> Vec<String> {
    fn walk(command: &Command, name: &str, found: &mut Vec<String>) {
        found.push(name.to_owned());
        for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
            walk(inner, format!("{name} {}", inner.get_name()).trim_start(), found);
        }
    }
    let mut found = Vec::new();
    walk(&coach::cli::tree(), "", &mut found);
    found
}

fn help(practice: &Practice, command: &str, flag: &str) -> String {
    practice.run(command.split_whitespace().chain([flag])).ok().silent().stdout
}

#[test]
fn the_help_of_every_command_is_as_it_was() {
    let practice = Practice::nowhere().env("COLUMNS", "80");
    let mut all = String::new();
    for command in commands() {
        let help = help(&practice, &command, "--help");
        // The options that all commands have are told once.
        let (own, rest) = help.split_once("Global options:\n").unwrap_or((&help, ""));
        let examples = rest.split_once("Examples:\n").map_or("", |(_, examples)| examples);
        let examples = if examples.is_empty() { "" } else { &format!("Examples:\n{examples}") };
        all += &format!("$ coach {command} --help\n{own}{examples}\n");
    }
    insta::assert_snapshot!(all);
}

#[test]
fn help_fits_on_a_screen() {
    let practice = Practice::nowhere().env("COLUMNS", "80");
    for command in commands() {
        for flag in ["-h", "--help"] {
            for line in help(&practice, &command, flag).lines() {
                assert!(line.chars().count() <= 80, "coach {command} {flag}: {line}");
            }
        }
        let lines = help(&practice, &command, "-h").lines().count();
        let is_long = command.is_empty() || LONG.contains(&command.as_str());
        let hint = "say less in the first paragraph of each option; the rest goes below it";
        assert_eq!(lines > 24, is_long, "coach {command} -h has {lines} lines: {hint}");
    }
}

#[test]
fn help_is_a_command_too() {
    for command in ["help", "help prep", "help plan new"] {
        Practice::nowhere().coach(command).ok().stdout_has("Usage: coach").silent();
    }
}

#[test]
fn the_version_is_the_packages() {
    Practice::nowhere().coach("--version").ok().stdout_is(concat!("coach ", env!("CARGO_PKG_VERSION"), "\n"));
}
