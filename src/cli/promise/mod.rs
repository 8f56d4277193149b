//! `coach promise`: what the coach said they would do.

mod add;
mod list;
mod tick;
mod untick;

use std::process::ExitCode;

use clap::Subcommand;

use super::context::Context;

/// What you said you would do
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    List(list::Args),
    Add(add::Args),
    Tick(tick::Args),
    Untick(untick::Args),
}

/// Runs one of them.
pub fn run(args: Args, context: &Context) -> anyhow::Result<ExitCode> {
    match args.command {
        Command::List(args) => list::run(&args, context),
        Command::Add(args) => add::run(args, context),
        Command::Tick(args) => tick::run(&args, context, true),
        Command::Untick(args) => untick::run(args, context),
    }?;
    Ok(ExitCode::SUCCESS)
}
