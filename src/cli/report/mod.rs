//! `coach report`: what the practice as a whole shows.

mod alliance;
mod caseload;
mod follow_through;
mod hours;
mod scope;
mod sessions;

use std::process::ExitCode;

use clap::Subcommand;

use super::context::Context;

/// What the practice as a whole shows
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    FollowThrough(follow_through::Args),
    Alliance(alliance::Args),
    Hours(hours::Args),
    Sessions(sessions::Args),
    Caseload(caseload::Args),
}

/// Runs one of them.
pub fn run(args: Args, context: &Context) -> anyhow::Result<ExitCode> {
    match args.command {
        Command::FollowThrough(args) => follow_through::run(&args, context),
        Command::Alliance(args) => alliance::run(&args, context),
        Command::Hours(args) => hours::run(&args, context),
        Command::Sessions(args) => sessions::run(&args, context),
        Command::Caseload(args) => caseload::run(&args, context),
    }?;
    Ok(ExitCode::SUCCESS)
}
