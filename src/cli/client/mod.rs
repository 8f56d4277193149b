//! `coach client`: the person.

mod archive;
mod edit;
mod list;
mod new;
mod rename;
mod set;
mod show;

use std::process::ExitCode;

use clap::Subcommand;

use super::context::Context;

/// The person: who they are, and everything filed about them
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
    Rename(rename::Args),
    Archive(archive::Args),
}

/// Runs one of them.
pub fn run(args: Args, context: &Context) -> anyhow::Result<ExitCode> {
    match args.command {
        Command::New(args) => new::run(args, context),
        Command::List(args) => list::run(&args, context),
        Command::Show(args) => show::run(&args, context),
        Command::Edit(args) => edit::run(&args, context),
        Command::Set(args) => set::run(args, context),
        Command::Rename(args) => rename::run(&args, context),
        Command::Archive(args) => archive::run(&args, context),
    }?;
    Ok(ExitCode::SUCCESS)
}
