//! Manual pages on a terminal.

use std::io::Write as _;
use std::process::Stdio;

use super::command::command;
use super::interrupt::leave_to_the_other;

/// Shows a manual page by man. Says no if there is none, or one that doesn't read pages from a pipe: then nothing was shown.
pub fn show(roff: &str) -> bool {
    let Some(mut command) = command("man -l -") else { return false };
    leave_to_the_other();
    let Ok(mut child) = command.stdin(Stdio::piped()).stderr(Stdio::null()).spawn() else { return false };
    // Who leaves early closes the pipe, and has seen enough.
    let _ = child.stdin.take().map(|mut input| input.write_all(roff.as_bytes()));
    child.wait().is_ok_and(|ended| ended.success())
}
