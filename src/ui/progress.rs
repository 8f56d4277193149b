//! How far a long reading has got: a line on standard error that comes after half a second and is gone at the end.

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long nobody is told anything.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the line is written anew.
const PACE: Duration = Duration::from_millis(100);
/// Back to the beginning of the line, and away with what stands there.
const ERASE: &str = "\r\u{1b}[K";

/// Shows how many notes were read until it is dropped.
#[derive(Debug)]
pub struct Progress {
    /// Dropped, it tells the thread to end.
    going_on: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Watches a count that goes up elsewhere, on the terminal that standard error is.
    pub(super) fn begin(count: Arc<AtomicUsize>) -> Self {
        Self::begin_on(count, PATIENCE, |text| {
            let mut terminal = std::io::stderr();
            // That nobody sees it is no error.
            let _ = terminal.write_all(text.as_bytes()).and_then(|()| terminal.flush());
        })
    }

    fn begin_on(count: Arc<AtomicUsize>, patience: Duration, write: impl Fn(&str) + Send + 'static) -> Self {
        let (going_on, ended) = mpsc::channel();
        let show = move || {
            let mut wait = patience;
            let mut is_shown = false;
            while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                write(&format!("{ERASE}reading: {} notes", with_commas(count.load(Ordering::Relaxed))));
                (wait, is_shown) = (PACE, true);
            }
            if is_shown {
                write(ERASE);
            }
        };
        // Without a thread to show it, nothing is shown.
        let thread = std::thread::Builder::new().spawn(show).ok();
        Self { going_on: Some(going_on), thread }
    }
}

impl Drop for Progress {
    /// The line is gone before anything else is written.
    fn drop(&mut self) {
        drop(self.going_on.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn with_commas(count: usize) -> String {
    let figures = count.to_string();
    let mut text = String::new();
    for (i, figure) in figures.chars().enumerate() {
        if i > 0 && (figures.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(figure);
    }
    text
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    use super::{ERASE, Progress, with_commas};

    fn show_for(time: Duration, patience: Duration) -> Vec<String> {
        let written = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&written);
        let write = move |text: &str| kept.lock().expect("one writer").push(text.to_owned());
        let progress = Progress::begin_on(Arc::new(1234.into()), patience, write);
        std::thread::sleep(time);
        drop(progress);
        Arc::try_unwrap(written).expect("the thread has ended").into_inner().expect("one writer")
    }

    #[test]
    fn what_takes_long_is_told_and_taken_away_again() {
        let written = show_for(Duration::from_millis(50), Duration::ZERO);
        assert_eq!(written.first().map(String::as_str), Some("\r\u{1b}[Kreading: 1,234 notes"));
        assert_eq!(written.last().map(String::as_str), Some(ERASE));
    }

    #[test]
    fn of_what_is_quick_nothing_is_seen() {
        assert!(show_for(Duration::ZERO, Duration::from_mins(1)).is_empty());
    }

    #[test]
    fn thousands_are_set_apart() {
        for (count, wanted) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(with_commas(count), wanted);
        }
    }
}
