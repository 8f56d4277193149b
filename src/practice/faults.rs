//! What goes wrong on purpose, so that tests see what is left then. A released coach has none of it.
//!
//! In a build for tests, `COACH_FAULT="WHICH HOW"` names the steps of a write that go wrong: one kind (`lock`, `write` …), or the
//! nth of all. `HOW` is the system's number of an error, or `abort`.

use std::io;

/// A step of a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Taking the lock.
    Lock,
    /// Half of the bytes stand in the temporary file.
    Write,
    /// Making them last.
    Sync,
    /// Giving a new file its name, which nothing may have yet.
    NameNew,
    /// Exchanging the temporary file and the note.
    Exchange,
    /// Putting the temporary file over the note.
    Rename,
    /// Another path for a file or a folder.
    Move,
    /// Taking a file away.
    Remove,
    /// Looking whether a file is there that wasn't found.
    Look,
    /// Keeping what was done, so that it can be taken back.
    Keep,
}

/// Goes on, unless this step is to go wrong.
///
/// # Errors
/// The one that `COACH_FAULT` names.
#[cfg(debug_assertions)]
pub(super) fn pass(step: Step) -> io::Result<()> {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicUsize, Ordering};

    static FAULT: OnceLock<Option<(String, String)>> = OnceLock::new();
    static PASSED: AtomicUsize = AtomicUsize::new(0);
    #[cfg(test)]
    hooks::run(step);
    let fault = FAULT.get_or_init(|| {
        let typed = std::env::var("COACH_FAULT").ok()?;
        let (which, how) = typed.split_once(' ')?;
        Some((which.to_owned(), how.to_owned()))
    });
    let Some((which, how)) = fault else { return Ok(()) };
    let number = PASSED.fetch_add(1, Ordering::Relaxed) + 1;
    if *which != format!("{step:?}").to_lowercase() && *which != number.to_string() {
        return Ok(());
    }
    match how.parse() {
        Ok(code) => Err(io::Error::from_raw_os_error(code)),
        Err(_) => std::process::abort(),
    }
}

/// Goes on.
#[cfg(not(debug_assertions))]
#[allow(clippy::unnecessary_wraps, reason = "in a build for tests a step can go wrong")]
pub(super) fn pass(_: Step) -> io::Result<()> {
    Ok(())
}

/// What another program does at a step, in tests of this thread.
#[cfg(all(test, debug_assertions))]
pub(super) mod hooks {
    use super::Step;
    use std::cell::RefCell;

    type Hook = (Step, Box<dyn FnOnce()>);

    thread_local! {
        static HOOKS: RefCell<Vec<Hook>> = const { RefCell::new(Vec::new()) };
    }

    /// Does something the next time that a step is come to; a second hook of one step waits for the time after.
    pub(crate) fn at_step(step: Step, done: impl FnOnce() + 'static) {
        HOOKS.with_borrow_mut(|hooks| hooks.push((step, Box::new(done))));
    }

    pub(super) fn run(step: Step) {
        let hook = HOOKS.with_borrow_mut(|hooks| {
            let place = hooks.iter().position(|(wanted, _)| *wanted == step)?;
            Some(hooks.remove(place).1)
        });
        if let Some(hook) = hook {
            hook();
        }
    }
}
