//! Long text, one screen after the other.

use std::io::{self, Write};
use std::process::{Child, Stdio};

use super::command::command;
use super::interrupt::leave_to_the_other;
use super::output::quiet_when_closed;

/// Shows text through a pager and waits until it is left. `tell_less` sets `LESS`, so that less shows
/// colours, leaves short text alone and keeps the screen. Says no if the pager can't be started: then nothing
/// was shown.
pub fn page(pager: &str, tell_less: bool, text: &str) -> io::Result<bool> {
    let Some(mut command) = command(pager) else { return Ok(false) };
    command.stdin(Stdio::piped());
    if tell_less {
        command.env("LESS", "FRX");
    }
    leave_to_the_other();
    let Ok(mut child) = command.spawn() else { return Ok(false) };
    let fed = feed(&mut child, text);
    child.wait()?;
    fed.map(|()| true)
}

/// Who leaves the pager early closes the pipe, and has seen enough.
fn feed(child: &mut Child, text: &str) -> io::Result<()> {
    let Some(mut input) = child.stdin.take() else { return Ok(()) };
    quiet_when_closed(input.write_all(text.as_bytes()).and_then(|()| input.flush()))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn the_pager_gets_the_text_and_its_settings() {
        let folder = tempfile::tempdir().unwrap();
        let seen = folder.path().join("seen");
        let pager = format!("sh -c '(cat; echo $LESS) > {}'", seen.display());
        assert!(page(&pager, true, "Zoë\n").unwrap());
        assert_eq!(std::fs::read_to_string(&seen).unwrap(), "Zoë\nFRX\n");
    }

    #[test]
    fn a_pager_left_early_is_no_error() {
        let long = "line\n".repeat(200_000);
        assert!(page("head -n 1 -q /dev/null", false, &long).unwrap());
        assert!(page("sh -c 'exit 3'", false, &long).unwrap());
    }

    #[test]
    fn without_a_pager_nothing_is_shown() {
        for pager in ["/no/such/pager -x", "'open", ""] {
            assert!(!page(pager, true, "text").unwrap());
        }
    }
}
