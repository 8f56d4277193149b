//! Opening a file in the program that the system has for it.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::command::command;

/// How long it is waited for that the program says no. One that is still at work then has opened the file.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long between two looks at it.
const PAUSE: Duration = Duration::from_millis(20);

/// Opens a file: by the browser of `BROWSER` where it names one, else by what the system opens such files with. Says whether it did.
pub fn open(browser: Option<&str>, file: &Path) -> bool {
    // A mail isn't for a browser.
    let is_mail = file.extension().is_some_and(|ending| ending == "eml");
    let chosen = browser.filter(|browser| !is_mail && !browser.trim().is_empty()).and_then(command);
    let mut opener = chosen.unwrap_or_else(opener_of_system);
    let started = opener.arg(file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let Ok(mut child) = started else { return false };
    let since = Instant::now();
    while since.elapsed() < PATIENCE {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => std::thread::sleep(PAUSE),
            Err(_) => return false,
        }
    }
    true
}

fn opener_of_system() -> Command {
    if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        Command::new("explorer")
    } else {
        Command::new("xdg-open")
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::open;
    use std::path::Path;

    #[test]
    fn a_program_that_says_no_or_is_not_there_opened_nothing() {
        for (browser, opened) in
            [("true", true), ("false", false), ("/no/such/browser", false), ("sleep 3;", false)]
        {
            assert_eq!(open(Some(browser), Path::new("page.html")), opened, "{browser}");
        }
    }
}
