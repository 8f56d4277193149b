//! `coach` on the command line: parse, run, exit code.

use std::process::ExitCode;

use coach::cli::{parse, run};

fn main() -> ExitCode {
    parse().map_or_else(|code| code, run)
}
