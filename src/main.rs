//! `coach` on the command line: parse, run, exit code.

use std::process::ExitCode;

use clap::Parser as _;
use coach::cli::{Cli, run};

fn main() -> ExitCode {
    run(Cli::parse())
}
