//! Coach itself, run beside: what must go on where it breaks off is left to another process.

use std::io::{self, BufReader};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A coach that runs beside this one.
pub struct Begun {
    /// What it hears.
    pub to: ChildStdin,
    /// What it says; its complaints go where those of this one go.
    pub from: BufReader<ChildStdout>,
    /// The process.
    pub child: Child,
}

/// Begins another coach with what stands on this one's command line, and `more` behind it.
///
/// # Errors
/// Where it can't be started, such as after coach was replaced on the disk.
pub fn begin(more: &str) -> io::Result<Begun> {
    let mut child = Command::new(std::env::current_exe()?)
        .args(std::env::args_os().skip(1))
        .arg(more)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    match (child.stdin.take(), child.stdout.take()) {
        (Some(to), Some(from)) => Ok(Begun { to, from: BufReader::new(from), child }),
        _ => Err(io::ErrorKind::BrokenPipe.into()),
    }
}
