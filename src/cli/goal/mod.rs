//! `coach goal`: what a client wants.

mod about;
mod close;
mod ending;
mod examination;
mod examine;
mod level;
mod list;
mod new;
mod remove;
mod rename;
mod set;
mod show;

use std::process::ExitCode;

use clap::Subcommand;

use super::context::Context;

/// What a client wants, and whose wish it is
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
    Set(set::Args),
    Examine(examine::Args),
    Level(level::Args),
    Close(close::Args),
    Rename(rename::Args),
    Remove(remove::Args),
}

/// Runs one of them.
pub fn run(args: Args, context: &Context) -> anyhow::Result<ExitCode> {
    match args.command {
        Command::New(args) => new::run(args, context),
        Command::List(args) => list::run(&args, context),
        Command::Show(args) => show::run(&args, context),
        Command::Set(args) => set::run(args, context),
        Command::Examine(args) => examine::run(&args, context),
        Command::Level(args) => level::run(&args, context),
        Command::Close(args) => close::run(&args, context),
        Command::Rename(args) => rename::run(&args, context),
        Command::Remove(args) => remove::run(&args, context),
    }?;
    Ok(ExitCode::SUCCESS)
}
