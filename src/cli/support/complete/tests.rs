use clap::{Arg, Command, CommandFactory as _, ValueHint};

use crate::cli::Cli;
use crate::cli::support::complete::Names;

/// What an argument may name, and the word by which it is known.
const KINDS: [(&str, Names); 4] =
    [("client", Names::Client), ("goal", Names::Goal), ("plan", Names::Plan), ("session", Names::Session)];

fn each_argument(command: &Command, look: &mut impl FnMut(&Command, &Arg)) {
    for arg in command.get_arguments().filter(|arg| arg.get_action().takes_values()) {
        look(command, arg);
    }
    for subcommand in command.get_subcommands() {
        each_argument(subcommand, look);
    }
}

/// The words by which an argument is known: its field, its option, what stands for its value.
fn words(arg: &Arg) -> Vec<String> {
    let values = arg.get_value_names().unwrap_or_default().iter().map(clap::builder::Str::as_str);
    let names = values.chain([arg.get_id().as_str()]).chain(arg.get_long());
    let words = names.flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
    words.map(str::to_lowercase).collect()
}

fn names(arg: &Arg, kind: Names) -> bool {
    arg.get::<Names>().is_some_and(|names| match names {
        Names::InTurn(names) | Names::KeysAfter(names, _) => names.contains(&kind),
        names => *names == kind,
    })
}

#[test]
fn every_client_goal_plan_and_session_is_completed() {
    let mut command = Cli::command();
    command.build();
    let mut found = 0;
    each_argument(&command, &mut |command, arg| {
        let words = words(arg);
        for (_, kind) in KINDS.iter().filter(|(word, _)| words.iter().any(|one| one == word)) {
            found += 1;
            let which = format!("{}: {arg}", command.get_bin_name().unwrap_or_default());
            assert!(names(arg, *kind), "{which} isn't completed: add `#[arg(add = Names::{kind:?})]` to it");
        }
    });
    assert!(found > 50, "{found}");
}

#[test]
fn every_file_and_folder_is_completed() {
    let mut command = Cli::command();
    command.build();
    each_argument(&command, &mut |command, arg| {
        let words = words(arg);
        let is_place = ["dir", "file", "path", "paths", "folder"]
            .iter()
            .any(|place| words.iter().any(|word| word == place));
        let hint = arg.get_value_hint();
        let is_completed = matches!(hint, ValueHint::AnyPath | ValueHint::FilePath | ValueHint::DirPath);
        let which = format!("{}: {arg}", command.get_bin_name().unwrap_or_default());
        assert!(
            !is_place || is_completed,
            "{which} isn't completed: make it a PathBuf, or give it a value_hint"
        );
    });
}
