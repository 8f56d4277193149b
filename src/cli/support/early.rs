//! What is answered before there is a tree of arguments: building it takes longer than either answer, and a shell asks for the one at
//! each press of a key.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory as _, ValueEnum as _};

use crate::cli::Cli;
use crate::cli::support::complete::{self, Shell};
use crate::ui::{Colour, Options, Ui};

/// Answers `coach --version`, and a shell that asks what can come next, in exactly the words that the scripts use; `None` for
/// everything else, which goes the long way.
#[must_use]
pub fn answer_early(arguments: &[OsString]) -> Option<ExitCode> {
    let text = match arguments {
        [only] if only == "--version" || only == "-V" => {
            format!("coach {}\n", env!("CARGO_PKG_VERSION"))
        }
        [command, shell, dashes, words @ ..]
            if command == "completions" && dashes == "--" && !words.is_empty() =>
        {
            let shell = Shell::from_str(shell.to_str()?, false).ok()?;
            complete::answer(shell, Cli::command, words)
        }
        _ => return None,
    };
    let ui =
        Ui::new(Options { colour: Colour::Auto, pager: false, quiet: false, verbose: false, linear: false });
    ui.hand_over(&text).ok()?;
    Some(ExitCode::SUCCESS)
}
