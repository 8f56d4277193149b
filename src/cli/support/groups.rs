//! The commands by when one wants them: what `coach --help` lists, and the page of the commands in the book.

use std::fmt::Write as _;

use clap::Command;

/// The groups in their order: the title, and the names of the commands.
pub const GROUPS: &[(&str, &[&str])] = &[
    ("To begin", &["demo", "init", "import"]),
    ("Before a call", &["today", "prep", "read", "find"]),
    ("The call", &["session", "edit", "done", "note", "receive", "listen", "thread", "promise"]),
    ("The person and what they want", &["client", "goal", "balance"]),
    ("Plans", &["plan", "share"]),
    ("When it doesn't move", &["stuck", "supervise", "hush"]),
    ("The practice as a whole", &["report", "calendar"]),
    (
        "The files",
        &[
            "undo",
            "redo",
            "log",
            "save",
            "sync",
            "check",
            "restore",
            "export",
            "erase",
            "lsp",
            "schema",
            "template",
            "config",
            "doctor",
            "completions",
            "man",
        ],
    ),
];

/// The columns that the name of a command takes in the list.
const NAME: usize = 13;

/// The command with its subcommands listed by groups in its help.
pub fn list_by_groups(command: Command) -> Command {
    let (header, literal) = (*command.get_styles().get_header(), *command.get_styles().get_literal());
    let mut list = String::new();
    for (title, names) in GROUPS {
        let _ = writeln!(list, "\n{header}{title}:{header:#}");
        for command in names.iter().filter_map(|name| command.find_subcommand(name)) {
            let (name, about) = (command.get_name(), command.get_about().map(ToString::to_string));
            let _ = writeln!(list, "  {literal}{name:NAME$}{literal:#}{}", about.unwrap_or_default());
        }
    }
    let template = format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n{list}\n{header}Options:{header:#}\n{{options}}{{after-help}}"
    );
    command.help_template(template)
}

#[cfg(test)]
mod tests {
    use super::{GROUPS, NAME};
    use clap::CommandFactory as _;

    #[test]
    fn every_command_stands_in_one_group_on_one_line() {
        for command in crate::cli::Cli::command().get_subcommands().filter(|command| !command.is_hide_set()) {
            let name = command.get_name();
            let groups = GROUPS.iter().filter(|(_, names)| names.contains(&name)).count();
            assert_eq!(groups, 1, "`{name}` belongs into one of the GROUPS");
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            let width = 2 + NAME + about.chars().count();
            assert!(
                width <= 80,
                "`{name}: {about}` is {} longer than a line; the rest goes into a paragraph of its own",
                width - 80
            );
            assert!(name.len() < NAME, "{name}");
        }
    }
}
