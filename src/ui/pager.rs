//! Long text, one screen after the other.

use std::io::{self, Write};
use std::process::{Child, ChildStdin, Stdio};

use super::command::command;
use super::interrupt::leave_to_the_other;

/// The most that a pipe holds unread where it can't be made smaller, in bytes: Linux's and macOS's.
const PIPE: usize = 64 << 10;

/// A pager that is fed bit by bit.
///
/// A pager reads as much as its screen wants. It gets the next bit only when it has taken the one before, so what it took
/// tells how far its reader got. Only on Linux can one see that; elsewhere the pipe runs ahead, by [`PIPE`] at most.
pub struct Pager {
    child: Child,
    input: ChildStdin,
    /// Whether the pipe tells when it is empty.
    tells: bool,
    /// How many bytes were handed over.
    written: usize,
    /// How many of them were taken for certain.
    taken: usize,
}

impl Pager {
    /// Starts a pager. `tell_less` sets `LESS`, so that less shows colours, leaves short text alone and keeps the
    /// screen. None if it can't be started.
    #[must_use]
    pub fn start(pager: &str, tell_less: bool) -> Option<Self> {
        let mut command = command(pager)?;
        command.stdin(Stdio::piped());
        if tell_less {
            command.env("LESS", "FRX");
        }
        leave_to_the_other();
        let mut child = command.spawn().ok()?;
        let input = child.stdin.take()?;
        let tells = pipe::keep_small(&input);
        Some(Self { child, input, tells, written: 0, taken: 0 })
    }

    /// How many bytes were handed over.
    #[must_use]
    pub fn written_bytes(&self) -> usize {
        self.written
    }

    /// Waits until what was handed over is taken. Says no if the pager was left before: whoever leaves it closes the
    /// pipe, and has seen enough.
    pub fn is_ready(&mut self) -> io::Result<bool> {
        if !self.tells {
            self.taken = self.written.saturating_sub(PIPE);
            return Ok(true);
        }
        let is_open = pipe::wait_until_empty(&self.input)?;
        let unread = if is_open { 0 } else { pipe::count_unread(&self.input)? };
        self.taken = self.taken.max(self.written.saturating_sub(unread));
        Ok(is_open)
    }

    /// Hands text over, once what came before is taken. Says no if the pager was left before.
    pub fn hand(&mut self, text: &str) -> io::Result<bool> {
        if !self.is_ready()? {
            return Ok(false);
        }
        match self.input.write_all(text.as_bytes()).and_then(|()| self.input.flush()) {
            Ok(()) => {
                self.written += text.len();
                Ok(true)
            }
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Waits until the pager is left; there is nothing more to hand over if `is_all`. Gives the number of bytes that
    /// it took for certain.
    pub fn end(mut self, is_all: bool) -> io::Result<usize> {
        if is_all && self.is_ready()? {
            self.taken = self.written;
        }
        drop(self.input);
        self.child.wait()?;
        Ok(self.taken)
    }
}

/// A pipe of one page takes more only when nothing is left in it, and one can wait for that.
#[cfg(target_os = "linux")]
mod pipe {
    use std::io;
    use std::process::ChildStdin;

    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::io::{Errno, ioctl_fionread};
    use rustix::param::page_size;
    use rustix::pipe::fcntl_setpipe_size;

    /// Makes the pipe as small as it gets. Says no where it stays larger.
    pub(super) fn keep_small(input: &ChildStdin) -> bool {
        let page = page_size();
        fcntl_setpipe_size(input, page).is_ok_and(|size| size == page)
    }

    /// Waits until everything was read. Says no if nobody is left to read.
    pub(super) fn wait_until_empty(input: &ChildStdin) -> io::Result<bool> {
        loop {
            let mut pipe = [PollFd::new(input, PollFlags::OUT)];
            match poll(&mut pipe, None) {
                Ok(_) => return Ok(!pipe[0].revents().intersects(PollFlags::ERR | PollFlags::HUP)),
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// How many bytes are left in the pipe.
    pub(super) fn count_unread(input: &ChildStdin) -> io::Result<usize> {
        Ok(usize::try_from(ioctl_fionread(input)?).unwrap_or(usize::MAX))
    }
}

/// Elsewhere a pipe is as large as it is.
#[cfg(not(target_os = "linux"))]
mod pipe {
    use std::io;
    use std::process::ChildStdin;

    pub(super) fn keep_small(_: &ChildStdin) -> bool {
        false
    }

    pub(super) fn wait_until_empty(_: &ChildStdin) -> io::Result<bool> {
        Ok(true)
    }

    pub(super) fn count_unread(_: &ChildStdin) -> io::Result<usize> {
        Ok(super::PIPE)
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn page(pager: &str, text: &str) -> Option<usize> {
        let mut pager = Pager::start(pager, true)?;
        let is_all = pager.hand(text).expect("a pipe");
        Some(pager.end(is_all).expect("its end"))
    }

    #[test]
    fn the_pager_gets_the_text_and_its_settings() {
        let folder = tempfile::tempdir().unwrap();
        let seen = folder.path().join("seen");
        let pager = format!("sh -c '(cat; echo $LESS) > {}'", seen.display());
        assert_eq!(page(&pager, "Zoë\n"), Some(5));
        assert_eq!(std::fs::read_to_string(&seen).unwrap(), "Zoë\nFRX\n");
    }

    #[test]
    fn a_pager_left_early_is_no_error() {
        let long = "line\n".repeat(200_000);
        assert_eq!(page("head -n 1 -q /dev/null", &long), Some(0));
        assert_eq!(page("sh -c 'exit 3'", &long), Some(0));
    }

    #[test]
    fn without_a_pager_nothing_is_shown() {
        for pager in ["/no/such/pager -x", "'open", ""] {
            assert!(Pager::start(pager, true).is_none());
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_was_taken_is_known_to_the_line() {
        // The shell reads a byte at a time, and no further than the lines it wants.
        let mut pager = Pager::start("sh -c 'read a; read b; read c'", true).expect("a shell");
        let line = "a line\n";
        let handed = (0..1000).take_while(|_| pager.hand(line).expect("a pipe")).count();
        // The fourth may have been put into the pipe already.
        assert!((3..=4).contains(&handed), "{handed}");
        assert_eq!(pager.end(false).expect("its end"), 3 * line.len());
    }
}
