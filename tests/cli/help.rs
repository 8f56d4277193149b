//! The help of every command, as it is printed.

use crate::harness::Practice;

const COMMANDS: &[&str] = &[
    "",
    "demo",
    "init",
    "prep",
    "read",
    "check",
    "import",
    "client",
    "client new",
    "client list",
    "client show",
    "client edit",
    "client set",
    "client rename",
    "session",
    "session new",
    "session list",
    "session show",
    "session edit",
    "session set",
    "goal",
    "goal new",
    "goal list",
    "goal show",
    "goal set",
    "goal examine",
    "goal level",
    "goal rename",
    "plan",
    "plan new",
    "plan list",
    "plan show",
    "plan edit",
    "plan set",
    "balance",
    "balance show",
    "balance rate",
    "report",
    "report follow-through",
    "report alliance",
];

#[test]
fn the_help_of_every_command_is_as_it_was() {
    let practice = Practice::nowhere().env("COLUMNS", "80");
    let mut all = String::new();
    for command in COMMANDS {
        let words = command.split_whitespace().chain(["--help"]);
        let ran = practice.run(words).ok().silent();
        all += &format!("$ coach {command} --help\n{}\n", ran.stdout);
    }
    insta::assert_snapshot!(all);
}

#[test]
fn every_command_has_help_with_an_example_where_it_takes_words() {
    let practice = Practice::nowhere();
    for command in [
        "demo",
        "init",
        "prep",
        "read",
        "check",
        "import",
        "client new",
        "client set",
        "client rename",
        "session new",
        "session set",
        "goal new",
        "goal set",
        "goal examine",
        "goal level",
        "goal rename",
        "plan new",
        "plan set",
        "balance show",
        "balance rate",
        "report follow-through",
        "report alliance",
    ] {
        practice.run(command.split(' ').chain(["--help"])).ok().stdout_has("Example: coach ");
    }
}

#[test]
fn help_is_a_command_too() {
    for command in ["help", "help prep", "help plan new"] {
        Practice::nowhere().coach(command).ok().stdout_has("Usage: coach").silent();
    }
}

#[test]
fn help_fits_eighty_columns() {
    let practice = Practice::nowhere().env("COLUMNS", "80");
    for command in COMMANDS {
        let help = practice.run(command.split_whitespace().chain(["--help"])).ok().stdout;
        for line in help.lines() {
            assert!(line.chars().count() <= 80, "coach {command} --help: {line}");
        }
    }
}

#[test]
fn the_version_is_the_packages() {
    Practice::nowhere().coach("--version").ok().stdout_is(concat!("coach ", env!("CARGO_PKG_VERSION"), "\n"));
}
