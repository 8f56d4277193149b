//! `coach plan`: what a client sets out to do.

mod check;
mod draft;
mod edit;
mod hold;
mod interview;
mod list;
mod new;
mod next;
mod plan_paper;
mod reality_test;
mod receive;
mod remove;
mod review;
pub mod role;
mod set;
mod sheet_flags;
mod show;
mod step;

use std::process::ExitCode;

use clap::Subcommand;

use super::context::Context;

/// What they set out to do: plans that fit a week and survive it
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(Box<new::Args>),
    List(list::Args),
    Show(show::Args),
    Check(check::Args),
    #[command(name = "test")]
    RealityTest(reality_test::Args),
    Step(step::Args),
    Review(Box<review::Args>),
    Receive(receive::Args),
    Edit(edit::Args),
    Set(set::Args),
    Remove(remove::Args),
}

/// Runs one of them.
pub fn run(args: Args, context: &Context) -> anyhow::Result<ExitCode> {
    match args.command {
        Command::New(args) => new::run(*args, context),
        Command::List(args) => list::run(&args, context),
        Command::Show(args) => show::run(&args, context),
        Command::Check(args) => check::run(&args, context),
        Command::RealityTest(args) => reality_test::run(&args, context),
        Command::Step(args) => step::run(&args, context),
        Command::Review(args) => review::run(&args, context),
        Command::Receive(args) => receive::run(&args, context),
        Command::Edit(args) => edit::run(&args, context),
        Command::Set(args) => set::run(args, context),
        Command::Remove(args) => remove::run(&args, context),
    }?;
    Ok(ExitCode::SUCCESS)
}
