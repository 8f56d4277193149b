//! Ctrl-C while a pager or an editor has the terminal, or while a line is waited for.

use std::sync::Arc;
#[cfg(unix)]
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

/// Ctrl-C reaches both of us. In a pager it ends a search or a jump, in an editor a command; if it ended us, the other would be
/// left alone with the terminal, fighting the shell for it. What is started afterwards is interrupted as ever.
pub fn leave_to_the_other() {
    #[cfg(unix)]
    {
        let seen = Arc::new(AtomicBool::new(false));
        // Where that can't be had, Ctrl-C does what it always does.
        let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, seen);
        if let Some(watched) = WATCHED.get() {
            watched.ends_command.store(false, Ordering::Relaxed);
        }
    }
}

/// What is looked at once a line was ever waited for: a handler stays for good, so it has to know when it is meant.
#[cfg(unix)]
struct Watched {
    /// Whether Ctrl-C ends the command, as it does between two questions.
    ends_command: Arc<AtomicBool>,
    /// Whether it came.
    has_come: Arc<AtomicBool>,
}

#[cfg(unix)]
static WATCHED: OnceLock<Watched> = OnceLock::new();

/// While this lives Ctrl-C is an answer and doesn't end the command: what was begun has to be put away. Elsewhere than on unix it
/// ends it; what was answered is written before each question.
pub struct AskedInterrupts {
    has_come: Arc<AtomicBool>,
}

impl AskedInterrupts {
    /// Begins to watch.
    #[cfg(unix)]
    pub fn begin() -> Self {
        let watched = WATCHED.get_or_init(|| {
            let watched = Watched { ends_command: Arc::default(), has_come: Arc::default() };
            let sigint = signal_hook::consts::SIGINT;
            let _ = signal_hook::flag::register_conditional_default(sigint, watched.ends_command.clone());
            let _ = signal_hook::flag::register(sigint, watched.has_come.clone());
            watched
        });
        watched.ends_command.store(false, Ordering::Relaxed);
        watched.has_come.store(false, Ordering::Relaxed);
        Self { has_come: watched.has_come.clone() }
    }

    /// Begins to watch.
    #[cfg(not(unix))]
    pub fn begin() -> Self {
        Self { has_come: Arc::default() }
    }

    /// Whether Ctrl-C came since.
    pub fn have_come(&self) -> bool {
        self.has_come.load(Ordering::Relaxed)
    }
}

impl Drop for AskedInterrupts {
    fn drop(&mut self) {
        #[cfg(unix)]
        if let Some(watched) = WATCHED.get() {
            watched.ends_command.store(true, Ordering::Relaxed);
        }
    }
}
