//! `coach session`: calls, held and planned.

mod cancel;
mod edit;
mod list;
mod mark;
mod move_to;
mod new;
mod remove;
mod set;
mod show;

use std::process::ExitCode;

use clap::Subcommand;

use super::context::Context;

/// Calls, held and planned: one note each
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::Args),
    List(list::Args),
    Show(show::Args),
    Edit(edit::Args),
    Set(set::Args),
    Mark(mark::Args),
    #[command(name = "move")]
    MoveTo(move_to::Args),
    Cancel(cancel::Args),
    Remove(remove::Args),
}

/// Runs one of them.
pub fn run(args: Args, context: &Context) -> anyhow::Result<ExitCode> {
    match args.command {
        Command::New(args) => new::run(args, context),
        Command::List(args) => list::run(&args, context),
        Command::Show(args) => show::run(&args, context),
        Command::Edit(args) => edit::run(&args, context),
        Command::Set(args) => set::run(args, context),
        Command::Mark(args) => mark::run(&args, context),
        Command::MoveTo(args) => move_to::run(&args, context),
        Command::Cancel(args) => cancel::run(&args, context),
        Command::Remove(args) => remove::run(&args, context),
    }?;
    Ok(ExitCode::SUCCESS)
}
