//! The loop: what the editor sends is taken in its order; problems are told once nothing more waits to be read. A fault ends it, and
//! [`super::relay`] begins another.

use std::collections::BTreeMap;
use std::path::PathBuf;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidChangeWorkspaceFolders, DidCloseTextDocument,
    DidOpenTextDocument, DidSaveTextDocument, Exit, Initialized, Notification as _, PublishDiagnostics,
};
use lsp_types::request::{Initialize, Request as _, Shutdown};
use lsp_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    PublishDiagnosticsParams, Uri, WorkspaceFolder,
};
use serde::de::DeserializeOwned;

use super::abilities;
use super::addresses;
use super::answers;
use super::buffers::Buffer;
use super::desk::Desk;
use super::diagnostics::{self, Reach};
use crate::model::moment::Moment;
use crate::practice::{MARKER, Practice};

/// A server and what it holds of an editor.
struct Server {
    connection: Connection,
    desk: Desk,
    /// The buffers whose problems are to be told, and how far one looks for them.
    waiting: BTreeMap<String, Reach>,
    /// Whether the editor has said that nothing more comes.
    is_over: bool,
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
    let Some(Request { id, params, .. }) = await_greeting(&connection)? else { return Ok(()) };
    let mut desk = Desk::new(clock(), practice);
    desk.unit = abilities::read_unit(&params);
    desk.able = abilities::read(&params);
    desk.folders = abilities::list_folders(&params);
    connection.sender.send(Message::Response(Response::new_ok(id, abilities::describe(desk.unit))))?;
    Server { connection, desk, waiting: BTreeMap::new(), is_over: false }.run(clock)
}

/// The request that a session begins with; none where the editor goes away before it.
fn await_greeting(connection: &Connection) -> anyhow::Result<Option<Request>> {
    while let Ok(message) = connection.receiver.recv() {
        match message {
            Message::Request(request) if request.method == Initialize::METHOD => return Ok(Some(request)),
            Message::Request(request) => {
                let what = format!("a session begins with {}", Initialize::METHOD);
                let refused = Response::new_err(request.id, ErrorCode::ServerNotInitialized as i32, what);
                connection.sender.send(Message::Response(refused))?;
            }
            Message::Notification(told) if told.method == Exit::METHOD => break,
            Message::Notification(_) | Message::Response(_) => {}
        }
    }
    Ok(None)
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
                    let response = self.answer(request);
                    self.connection.sender.send(Message::Response(response))?;
                }
                Message::Notification(told) if told.method == Exit::METHOD => return Ok(()),
                Message::Notification(_) if self.is_over => {}
                Message::Notification(told) if told.method == Initialized::METHOD => {
                    if self.desk.able.watches_files {
                        self.connection.sender.send(Message::Request(abilities::ask_to_watch()))?;
                    }
                }
                Message::Notification(told) => self.take_notice(told),
                Message::Response(_) => {}
            }
        }
    }

    fn answer(&mut self, request: Request) -> Response {
        let Request { id, method, .. } = &request;
        let id = id.clone();
        if self.is_over || method == Initialize::METHOD {
            let what = if self.is_over { "the session is over" } else { "the session has begun already" };
            return Response::new_err(id, ErrorCode::InvalidRequest as i32, what.to_owned());
        }
        if method == Shutdown::METHOD {
            self.is_over = true;
            self.waiting.clear();
            return Response::new_ok(id, ());
        }
        match answers::answer(&self.desk, request) {
            Ok(value) => Response::new_ok(id, value),
            Err(refused) => Response::new_err(id, refused.code as i32, refused.message),
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
            DidChangeWorkspaceFolders::METHOD => {
                let Some(DidChangeWorkspaceFoldersParams { event }) = read_params(told) else { return };
                let list = |folders: Vec<WorkspaceFolder>| -> Vec<PathBuf> {
                    folders.iter().filter_map(|folder| addresses::to_path(&folder.uri)).collect()
                };
                let (removed, added) = (list(event.removed), list(event.added));
                self.desk.folders.retain(|folder| !removed.contains(folder));
                self.desk.folders.extend(added);
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
        self.look_at_places_again(uri);
        let Some(place) = self.desk.locate(uri) else { return };
        let all = || self.desk.buffers.iter().filter_map(|(key, buffer)| Some((key, buffer.place.as_ref()?)));
        let concerned: Vec<String> = all()
            .filter(|(_, other)| other.root == place.root)
            .filter(|(_, other)| place.client.is_none() || other.client == place.client)
            .map(|(key, _)| key.clone())
            .collect();
        self.waiting.extend(concerned.into_iter().map(|key| (key, Reach::Saved)));
    }

    /// Looks again for the places of buffers that had none, which a file that is new may give to them; of all of them where a practice's
    /// marker came or went.
    fn look_at_places_again(&mut self, uri: &Uri) {
        let is_marker = uri.as_str().rsplit('/').next() == Some(MARKER);
        let asked = self.desk.buffers.iter().filter(|(_, buffer)| is_marker || buffer.place.is_none());
        let asked: Vec<(String, Uri)> =
            asked.map(|(key, buffer)| (key.clone(), buffer.uri.clone())).collect();
        for (key, uri) in asked {
            let place = self.desk.locate(&uri);
            let Some(buffer) = self.desk.buffers.get_mut(&key) else { continue };
            if buffer.place.is_some() && place.is_none() {
                self.waiting.insert(key, Reach::Saved);
            }
            buffer.place = place;
        }
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

fn read_params<P: DeserializeOwned>(told: Notification) -> Option<P> {
    serde_json::from_value(told.params).ok()
}
