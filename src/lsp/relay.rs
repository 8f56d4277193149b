//! Between an editor and a server that may break off: a fault ends the one process, and another takes its place.
//!
//! A program that is compiled without unwinding ends at its first fault, and one that overruns its stack does in any case. The editor keeps
//! its session, and what it asked is refused.

use std::io::{self, BufRead, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Context as _;
use lsp_server::Message;
use lsp_types::notification::{Exit, Notification as _};
use lsp_types::request::{Request as _, Shutdown};

use super::frames::read_message;
use super::talk::Talk;

/// A server that runs: where it listens, where it talks, and how it ends.
pub struct Running {
    /// What it hears.
    pub to: Box<dyn Write + Send>,
    /// What it says.
    pub from: Box<dyn BufRead>,
    /// Waits for it to end; whether it ended by its own will.
    pub wait: Box<dyn FnOnce() -> io::Result<bool>>,
}

/// Starts a server.
pub type Start = Box<dyn Fn() -> io::Result<Running>>;

/// What both directions share.
struct Shared {
    talk: Mutex<Talk>,
    /// Where the server listens. It is taken before the talk is.
    ear: Mutex<Box<dyn Write + Send>>,
    /// Whether the editor said goodbye without having said that nothing more comes.
    left_early: AtomicBool,
    /// Why the editor isn't listened to any more, where it didn't speak the protocol.
    misheard: Mutex<Option<io::Error>>,
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// As it is meant to.
    Meant,
    /// The editor said goodbye without `shutdown`, which the protocol wants before it.
    LeftEarly,
    /// The server broke off too often.
    BrokeOff,
}

/// Carries what an editor and its server say, until the editor says goodbye or the server ends by its own will.
///
/// # Errors
/// Where no server can be started, or the editor doesn't speak the protocol.
pub fn carry(
    editor: impl BufRead + Send + 'static,
    mut to_editor: impl Write,
    start: &Start,
) -> anyhow::Result<Ending> {
    let mut running = begin(start)?;
    let (talk, misheard, left_early) = Default::default();
    let ear = Mutex::new(take_ear(&mut running));
    let shared = Arc::new(Shared { talk, ear, left_early, misheard });
    // Where the server ends first nobody waits for the editor.
    let heard = Arc::clone(&shared);
    std::thread::spawn(move || carry_requests(editor, &heard));
    let is_meant = carry_answers(running, &mut to_editor, &shared, start)?;
    if let Some(error) = lock(&shared.misheard).take() {
        return Err(error.into());
    }
    Ok(match (is_meant, shared.left_early.load(Ordering::Relaxed)) {
        (false, _) => Ending::BrokeOff,
        (true, true) => Ending::LeftEarly,
        (true, false) => Ending::Meant,
    })
}

fn carry_requests(mut editor: impl BufRead, shared: &Shared) {
    let mut is_over = false;
    loop {
        let message = match read_message(&mut editor) {
            Ok(Some(message)) => message,
            Ok(None) => break,
            Err(error) => {
                *lock(&shared.misheard) = Some(error);
                break;
            }
        };
        let is_last = matches!(&message, Message::Notification(told) if told.method == Exit::METHOD);
        is_over |= matches!(&message, Message::Request(asked) if asked.method == Shutdown::METHOD);
        shared.left_early.store(is_last && !is_over, Ordering::Relaxed);
        // Nobody begins again between what is kept of it and what is passed on: it would be told twice.
        let mut ear = lock(&shared.ear);
        let passed_on = lock(&shared.talk).hear_editor(message);
        // A server that is gone is followed by one that is told all of it.
        let _ = passed_on.write(&mut *ear);
        if is_last {
            break;
        }
    }
    lock(&shared.talk).end();
    // The server hears that nobody is there any more.
    *lock(&shared.ear) = Box::new(io::sink());
}

fn carry_answers(
    mut running: Running,
    to_editor: &mut impl Write,
    shared: &Shared,
    start: &Start,
) -> anyhow::Result<bool> {
    loop {
        while let Ok(Some(message)) = Message::read(&mut running.from) {
            let is_for_editor = lock(&shared.talk).hear_server(&message);
            if is_for_editor {
                message.write(to_editor)?;
            }
        }
        let is_meant = (running.wait)()?;
        let mut ear = lock(&shared.ear);
        let again = if is_meant { None } else { lock(&shared.talk).begin_again() };
        let Some(again) = again else { return Ok(is_meant) };
        for message in again.to_editor {
            message.write(to_editor)?;
        }
        running = begin(start)?;
        *ear = take_ear(&mut running);
        for message in again.to_server {
            // One that breaks off at once is followed by another.
            let _ = message.write(&mut *ear);
        }
    }
}

fn take_ear(running: &mut Running) -> Box<dyn Write + Send> {
    std::mem::replace(&mut running.to, Box::new(io::sink()))
}

fn begin(start: &Start) -> anyhow::Result<Running> {
    start().context("the language server can't be started")
}

fn lock<T>(it: &Mutex<T>) -> MutexGuard<'_, T> {
    it.lock().unwrap_or_else(PoisonError::into_inner)
}
