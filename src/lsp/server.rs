//! The loop: what the editor sends is taken in its order; problems are told once nothing more waits to be read. A fault ends it, and
//! [`super::relay`] begins another.

use std::collections::BTreeMap;

use lsp_server::{Connection, Message, Notification, Request, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument, DidOpenTextDocument,
    DidSaveTextDocument, Notification as _, PublishDiagnostics,
};
use lsp_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, PublishDiagnosticsParams, Uri,
};
use serde::de::DeserializeOwned;

use super::abilities;
use super::answers;
use super::buffers::Buffer;
use super::desk::Desk;
use super::diagnostics::{self, Reach};
use crate::model::moment::Moment;
use crate::practice::Practice;

/// A server and what it holds of an editor.
struct Server {
    connection: Connection,
    desk: Desk,
    /// The buffers whose problems are to be told, and how far one looks for them.
    waiting: BTreeMap<String, Reach>,
}

/// Serves one editor on standard input and output until it says goodbye. Each practice is that of the note in hand, unless one is
/// given; `clock` is asked for the moment of each message.
///
/// # Errors
/// Where the editor doesn't speak the protocol, or goes away in the middle of it.
pub fn serve(practice: Option<Practice>, clock: impl Fn() -> Moment) -> anyhow::Result<()> {
    let (connection, threads) = Connection::stdio();
    serve_on(connection, practice, clock)?;
    threads.join()?;
    Ok(())
}

/// As [`serve`], on any connection; it ends with it.
fn serve_on(
    connection: Connection,
    practice: Option<Practice>,
    clock: impl Fn() -> Moment,
) -> anyhow::Result<()> {
    let (id, params) = match connection.initialize_start() {
        Ok(greeting) => greeting,
        // Nobody was there to talk with.
        Err(error) if error.channel_is_disconnected() => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let mut desk = Desk::new(clock(), practice);
    desk.unit = abilities::read_unit(&params);
    desk.able = abilities::read(&params);
    connection.initialize_finish(id, abilities::describe(desk.unit))?;
    if desk.able.watches_files {
        connection.sender.send(Message::Request(abilities::ask_to_watch()))?;
    }
    Server { connection, desk, waiting: BTreeMap::new() }.run(clock)
}

impl Server {
    fn run(mut self, clock: impl Fn() -> Moment) -> anyhow::Result<()> {
        loop {
            // Somebody who types fast waits for no problems of a text that is gone.
            let message = match self.connection.receiver.try_recv() {
                Ok(message) => message,
                Err(_) if !self.waiting.is_empty() => {
                    self.tell_problems()?;
                    continue;
                }
                Err(_) => match self.connection.receiver.recv() {
                    Ok(message) => message,
                    Err(_) => return Ok(()),
                },
            };
            self.desk.now = clock();
            match message {
                Message::Request(request) => {
                    if self.connection.handle_shutdown(&request)? {
                        return Ok(());
                    }
                    let response = answer(&self.desk, request);
                    self.connection.sender.send(Message::Response(response))?;
                }
                Message::Notification(notification) => self.take_notice(notification),
                Message::Response(_) => {}
            }
        }
    }

    /// Takes in what the editor tells. What can't be understood is left: the protocol gives it no answer.
    fn take_notice(&mut self, told: Notification) {
        match told.method.as_str() {
            DidOpenTextDocument::METHOD => {
                let Some(DidOpenTextDocumentParams { text_document: opened }) = read_params(told) else {
                    return;
                };
                let place = self.desk.locate(&opened.uri);
                let buffer = Buffer { uri: opened.uri, version: opened.version, text: opened.text, place };
                let key = buffer.uri.to_string();
                self.desk.buffers.insert(key.clone(), buffer);
                self.waiting.insert(key, Reach::Saved);
            }
            DidChangeTextDocument::METHOD => {
                let Some(DidChangeTextDocumentParams { text_document, content_changes }) = read_params(told)
                else {
                    return;
                };
                let key = text_document.uri.to_string();
                let unit = self.desk.unit;
                if let Some(buffer) = self.desk.buffers.get_mut(&key) {
                    buffer.change(text_document.version, content_changes, unit);
                    self.waiting.entry(key).or_insert(Reach::Keystroke);
                }
            }
            DidSaveTextDocument::METHOD => {
                let Some(DidSaveTextDocumentParams { text_document, .. }) = read_params(told) else { return };
                self.look_again_beside(&text_document.uri);
            }
            DidCloseTextDocument::METHOD => {
                let Some(DidCloseTextDocumentParams { text_document }) = read_params(told) else { return };
                let key = text_document.uri.to_string();
                if self.desk.buffers.remove(&key).is_some() {
                    self.waiting.remove(&key);
                    // What the others refer to is what stands on the disk again.
                    self.look_again_beside(&text_document.uri);
                    let _ = self.publish(text_document.uri, None, Vec::new());
                }
            }
            DidChangeWatchedFiles::METHOD => {
                let Some(DidChangeWatchedFilesParams { changes }) = read_params(told) else { return };
                for change in changes {
                    self.look_again_beside(&change.uri);
                }
            }
            _ => {}
        }
    }

    /// Looks again at every open note of the client to whom a file belongs, or of the practice where it belongs to none.
    fn look_again_beside(&mut self, uri: &Uri) {
        // A file that is new may give a place to what had none, such as a practice's marker.
        let moved: Vec<(String, Uri)> = self
            .desk
            .buffers
            .iter()
            .filter(|(_, buffer)| buffer.place.is_none())
            .map(|(key, buffer)| (key.clone(), buffer.uri.clone()))
            .collect();
        for (key, uri) in moved {
            let place = self.desk.locate(&uri);
            if let Some(buffer) = self.desk.buffers.get_mut(&key) {
                buffer.place = place;
            }
        }
        let Some(place) = self.desk.locate(uri) else { return };
        let all = || self.desk.buffers.iter().filter_map(|(key, buffer)| Some((key, buffer.place.as_ref()?)));
        let concerned: Vec<String> = all()
            .filter(|(_, other)| other.root == place.root)
            .filter(|(_, other)| place.client.is_none() || other.client == place.client)
            .map(|(key, _)| key.clone())
            .collect();
        self.waiting.extend(concerned.into_iter().map(|key| (key, Reach::Saved)));
    }

    /// Tells the problems of one waiting buffer: between two of them the editor may ask something.
    fn tell_problems(&mut self) -> anyhow::Result<()> {
        let Some((key, reach)) = self.waiting.pop_first() else { return Ok(()) };
        let Some(buffer) = self.desk.buffers.get(&key) else { return Ok(()) };
        let (uri, version) = (buffer.uri.clone(), buffer.version);
        let (shown, size) = match self.desk.sheet(&key) {
            None => (Vec::new(), None),
            Some(sheet) => {
                let found = diagnostics::find_problems(&sheet, reach);
                let shown = found.problems.iter();
                let shown =
                    shown.map(|problem| diagnostics::show_problem(problem, &sheet.positions)).collect();
                let client = sheet.place.client.clone().unwrap_or_default();
                (shown, found.size.map(|size| ((sheet.place.root.clone(), client), size)))
            }
        };
        self.desk.sizes.extend(size);
        self.publish(uri, Some(version), shown)
    }

    fn publish(
        &self,
        uri: Uri,
        version: Option<i32>,
        diagnostics: Vec<lsp_types::Diagnostic>,
    ) -> anyhow::Result<()> {
        let params = PublishDiagnosticsParams { uri, diagnostics, version };
        let told = Notification::new(PublishDiagnostics::METHOD.to_owned(), params);
        Ok(self.connection.sender.send(Message::Notification(told))?)
    }
}

fn answer(desk: &Desk, request: Request) -> Response {
    let id = request.id.clone();
    match answers::answer(desk, request) {
        Ok(value) => Response::new_ok(id, value),
        Err(refused) => Response::new_err(id, refused.code as i32, refused.message),
    }
}

fn read_params<P: DeserializeOwned>(told: Notification) -> Option<P> {
    serde_json::from_value(told.params).ok()
}
