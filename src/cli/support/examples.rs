//! `examples!["coach prep alice", …]`: what `--help` of a command ends in, `#[command(after_long_help = examples![…])]`.
//!
//! Every command has at least one line. They stand in the book too, where a test runs each of them on the example practice.

/// The lines under the heading that the other headings of the help look like.
macro_rules! examples {
    ($($line:literal),+ $(,)?) => { concat!("\u{1b}[1m\u{1b}[4mExamples:\u{1b}[0m", $("\n  ", $line),+) };
}

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory as _};

    /// The commands that do something, by all their names.
    fn leaves(command: &Command, above: &str, found: &mut Vec<(String, Command)>) {
        let name = format!("{above}{}", command.get_name());
        let inner: Vec<&Command> =
            command.get_subcommands().filter(|inner| inner.get_name() != "help").collect();
        if inner.is_empty() {
            found.push((name, command.clone()));
            return;
        }
        for inner in inner {
            leaves(inner, &format!("{name} "), found);
        }
    }

    #[test]
    fn every_command_has_examples_of_its_own() {
        let mut found = Vec::new();
        leaves(&crate::cli::Cli::command(), "", &mut found);
        assert!(found.len() > 40, "{}", found.len());
        for (name, command) in found {
            let help = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
            let lines: Vec<&str> = help.lines().filter_map(|line| line.strip_prefix("  ")).collect();
            let hint = "add `#[command(after_long_help = examples![\"…\"])]` to its Args";
            assert!(help.starts_with("Examples:\n") && !lines.is_empty(), "{name} has no example: {hint}");
            assert!(lines.len() <= 3, "{name}: three are enough");
            for line in lines {
                assert!(line.contains(&name), "{name}: `{line}` is of another command");
                assert!(line.chars().count() <= 78, "{name}: `{line}` is longer than a line of 80 columns");
            }
            let told =
                command.get_long_about().or(command.get_about()).map(ToString::to_string).unwrap_or_default();
            assert!(!told.contains("Example:"), "{name}: the examples go into `examples![…]`");
        }
    }
}
