//! `coach balance`: the areas of a client's work.

mod asking;
mod marks;
mod rate;
mod show;

use std::process::ExitCode;

use clap::Subcommand;

use super::context::Context;

/// The areas of their work: how good each is, and its hours
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Show(show::Args),
    Rate(rate::Args),
}

/// Runs one of them.
pub fn run(args: Args, context: &Context) -> anyhow::Result<ExitCode> {
    match args.command {
        Command::Show(args) => show::run(&args, context),
        Command::Rate(args) => rate::run(&args, context),
    }?;
    Ok(ExitCode::SUCCESS)
}
