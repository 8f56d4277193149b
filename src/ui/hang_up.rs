//! The terminal goes away while somebody is asked.
//!
//! Where SIGHUP is ignored, as under nohup, nothing would end the question: reading from a terminal that is gone gives nothing, at
//! once, for ever.

/// Ends the command if the terminal goes away before this is dropped. What was answered before was written before the question.
pub struct HangUpWatch {
    #[cfg(target_os = "linux")]
    stop: std::sync::mpsc::Sender<()>,
}

#[cfg(target_os = "linux")]
mod linux {
    use std::sync::mpsc::{RecvTimeoutError, channel};
    use std::time::Duration;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    use super::HangUpWatch;

    /// How often it is looked whether the terminal is still there.
    const PAUSE: Duration = Duration::from_millis(250);
    /// The exit code of a command that SIGHUP ends.
    const HUNG_UP: i32 = 128 + 1;

    impl HangUpWatch {
        /// Begins to watch.
        pub fn begin() -> Self {
            let (stop, stopped) = channel();
            std::thread::spawn(move || {
                while let Err(RecvTimeoutError::Timeout) = stopped.recv_timeout(PAUSE) {
                    if is_gone() {
                        std::process::exit(HUNG_UP);
                    }
                }
            });
            Self { stop }
        }
    }

    impl Drop for HangUpWatch {
        fn drop(&mut self) {
            let _ = self.stop.send(());
        }
    }

    fn is_gone() -> bool {
        let input = std::io::stdin();
        let mut asked = [PollFd::new(&input, PollFlags::empty())];
        let at_once = Timespec { tv_sec: 0, tv_nsec: 0 };
        poll(&mut asked, Some(&at_once)).is_ok()
            && asked[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)
    }
}

#[cfg(not(target_os = "linux"))]
impl HangUpWatch {
    /// Begins to watch.
    pub fn begin() -> Self {
        Self {}
    }
}
